"""A surplus list as facility departments keep it, from the file to what others find."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.steps import attach, choose, press, send, tick

LIST = Path(__file__).parents[1] / "surplus/example/surplus_example.xlsx"
MANY, A_WHILE = 10_000, 60_000  # rows; milliseconds


def test_a_surplus_list_is_placed_once_and_found_by_others(visitor):
    anna, bram = visitor("anna", by_keyboard=True), visitor("bram")
    upload(anna)
    seen = counts(anna)
    assert {"ready", "questions", "unclear", "blocked"} <= {*seen}
    expect_row(anna, "questions", "Hoog-laagbed 4-delig", why="Wie is de eigenaar?")
    expect_row(anna, "blocked", "Paracetamol 500 mg", why="Geneesmiddelenwet")
    ready = name_of(anna, "ready")

    place(anna)
    placed = counts(anna)
    of_these = ("ready", "review", "questions")
    assert placed["placed"] == sum(seen.get(value, 0) for value in of_these)
    assert (placed["unclear"], placed["blocked"]) == (seen["unclear"], seen["blocked"])

    assert ready in found(bram, ready)
    assert "Hoog-laagbed 4-delig" not in found(bram, "hoog-laagbed")
    assert "Paracetamol 500 mg" not in found(bram, "paracetamol")
    number_of_offers = everything(bram)

    upload(anna)
    again = counts(anna)
    assert again["already"] == placed["placed"]
    expect(anna.locator("form[action$='/confirm/']")).to_have_count(0)
    assert everything(bram) == number_of_offers


def test_ten_thousand_rows_are_placed_with_progress_and_taken_back(visitor, tmp_path):
    file = tmp_path / "many.csv"
    rows = (f"Bureaustoel rij {n};2;gratis;goed;Kantoor" for n in range(MANY))
    file.write_text("\n".join(["Omschrijving;Aantal;Prijs;Staat;Categorie", *rows]))
    carla = visitor("carla")
    hand_in(carla, file)
    expect(carla.locator("#outcomes")).to_contain_text("10.000", timeout=A_WHILE)
    press(carla, "form[action$='/confirm/'] button.primary")
    bar = carla.locator("progress[max='10000']")
    expect(bar).to_be_visible(timeout=A_WHILE)
    expect(bar).not_to_have_attribute("value", "0", timeout=A_WHILE)
    undo = carla.locator("form[action$='/undo/'] button")
    expect(undo).to_be_visible(timeout=10 * A_WHILE)
    undo.click()
    yes = carla.locator("dialog[open] button.primary, dialog[open] .danger").first
    yes.click(timeout=A_WHILE)
    notice = carla.locator("#notices .banner").first
    expect(notice).to_contain_text("10.000", timeout=A_WHILE)
    expect(carla.locator("form[action$='/confirm/']")).to_be_visible(timeout=A_WHILE)


def test_a_list_is_put_right_before_it_is_placed(visitor, tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("Sachen;Menge;Preis\nBureaustoel;6;gratis\nKapstok wit;?;gratis\n")
    carla = visitor("carla")
    upload(carla, file)
    press(carla, "details.panel > summary")
    choose(carla, "sachen", "Wat het is")
    choose(carla, "menge", "Aantal")
    press(carla, "form[action$='/columns/'] button")
    expect(carla.locator("#notices")).to_contain_text("Begrepen")
    expect(carla.locator("#outcomes")).to_be_visible(timeout=A_WHILE)

    show(carla, "all")
    expect(row(carla, "good")).to_contain_text("6 stuks")
    row(carla, "warn").locator("a.button").click()
    carla.locator("tr [name=quantity]").fill("3")
    choose(carla, "category", "Kast en ladeblok")
    tick(carla, "tr [name=terms][value=free]")
    press(carla, "tr button.primary")
    expect(row(carla, "good")).to_have_count(2)
    row(carla, "good").first.locator("form button").click()
    expect(row(carla, "quiet")).to_contain_text("weggelaten")

    upload(carla, file)
    show(carla, "all")
    expect(row(carla, "good")).to_contain_text("6 stuks")


def test_what_is_no_list_is_said_on_its_page(visitor, tmp_path):
    anna = visitor("anna")
    fake = tmp_path / "list.xlsx"
    fake.write_bytes(b"PK\x03\x04 this is no spreadsheet")
    hand_in(anna, fake)
    expect(anna.locator("main")).to_contain_text("beschadigd", timeout=A_WHILE)
    expect(anna.locator("main a.primary")).to_have_attribute(
        "href", "/listings/import/"
    )


def upload(page, file=LIST):
    hand_in(page, file)
    expect(page.locator("#outcomes")).to_be_visible(timeout=A_WHILE)


def hand_in(page, file):
    page.goto("/listings/offer/")
    press(page, "a[href='/listings/import/']")
    attach(page, "file", file)
    send(page)
    expect(page).to_have_url(re.compile(r"/listings/import/\d+/$"))


def show(page, outcome):
    """The rows with this verdict."""
    page.goto(f"{page.url.split('?')[0]}?show={outcome}")


def counts(page):
    """How many rows have which verdict, by its tab."""
    tabs = page.locator("#outcomes a").evaluate_all(
        "all => all.map(one => [one.href, one.querySelector('.count').textContent])"
    )
    return {re.search(r"show=(\w+)", to)[1]: int(number) for to, number in tabs}


def row(page, tone):
    return page.locator("tbody tr").filter(has=page.locator(f"[data-tone={tone}]"))


def expect_row(page, outcome, name, why=""):
    """The row of this thing has this verdict, and says why."""
    show(page, outcome)
    expect(page.locator("tbody tr").filter(has_text=name).first).to_contain_text(why)


def name_of(page, outcome):
    """What the first row with this verdict offers."""
    show(page, outcome)
    return page.locator("tbody th").first.inner_text().splitlines()[0]


def place(anna):
    """Everything that can be, live at once."""
    tick(anna, "[name=live][value='1']")
    press(anna, "form[action$='/confirm/'] button.primary")
    expect(anna.locator("form[action$='/undo/']")).to_be_visible(timeout=A_WHILE)


def found(page, words):
    """The titles on the first page of results, the search typed in the top bar."""
    page.goto("/")
    page.fill("#site-q", words)
    page.press("#site-q", "Enter")
    expect(page).to_have_url(re.compile(r"/listings/\?q="))
    return page.locator("#results .card-title").all_inner_texts()


def everything(page):
    """How many offers there are."""
    page.goto("/listings/")
    return page.locator("#results [role=status]").inner_text()
