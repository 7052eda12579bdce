"""A surplus list as facility departments keep it, from the file to what others find."""

import re
from collections import Counter
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.steps import attach, choose, press, send, tick

LIST = Path(__file__).parents[1] / "surplus/example/surplus_example.xlsx"
# The tone of a verdict's badge.
MANY, A_WHILE = 10_000, 60_000  # rows; milliseconds
READY, ALREADY, UNCLEAR, BLOCKED = "good", "quiet", "warn", "bad"
REVIEW = QUESTIONS = "info"


def test_a_surplus_list_is_placed_once_and_found_by_others(visitor):
    anna, bram = visitor("anna", by_keyboard=True), visitor("bram")
    upload(anna)
    seen = verdicts(anna)
    assert set(seen) == {READY, REVIEW, UNCLEAR, BLOCKED}
    expect_row(anna, "Hoog-laagbed 4-delig", QUESTIONS, why="Wie is de eigenaar?")
    expect_row(anna, "Paracetamol 500 mg", BLOCKED, why="Geneesmiddelenwet")
    ready, held_back = name_of(anna, READY), name_of(anna, REVIEW)

    place(anna)
    expect(anna.locator("form[action$='/confirm/']")).to_have_count(0)
    placed = verdicts(anna)
    assert placed[ALREADY] == seen[READY] + seen[REVIEW]
    assert (placed[UNCLEAR], placed[BLOCKED]) == (seen[UNCLEAR], seen[BLOCKED])

    assert ready in found(bram, ready)
    assert "Hoog-laagbed 4-delig" not in found(bram, "hoog-laagbed")
    assert "Paracetamol 500 mg" not in found(bram, "paracetamol")
    assert held_back not in found(bram, held_back)
    number_of_offers = everything(bram)

    upload(anna)
    assert verdicts(anna) == placed
    expect(anna.locator("form[action$='/confirm/']")).to_have_count(0)
    assert everything(bram) == number_of_offers


def test_ten_thousand_rows_are_placed_with_progress_and_taken_back(visitor, tmp_path):
    file = tmp_path / "many.csv"
    rows = (f"Bureaustoel rij {n};2;gratis;goed;Kantoor" for n in range(MANY))
    file.write_text("\n".join(["Omschrijving;Aantal;Prijs;Staat;Categorie", *rows]))
    carla = visitor("carla")
    hand_in(carla, file)
    expect(carla.locator(".figures")).to_contain_text("10.000", timeout=A_WHILE)
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
    hand_in(carla, file)
    press(carla, "details.panel > summary")
    choose(carla, "sachen", "Wat het is")
    choose(carla, "menge", "Aantal")
    press(carla, "form[action$='/columns/'] button")
    expect(row(carla, READY)).to_contain_text("6 stuks")

    unclear = row(carla, UNCLEAR)
    unclear.locator("a.button").click()
    carla.locator("tr [name=quantity]").fill("3")
    choose(carla, "category", "Kast en ladeblok")
    tick(carla, "tr [name=terms][value=free]")
    press(carla, "tr button.primary")
    expect(row(carla, READY)).to_have_count(2)
    row(carla, READY).first.locator("form button").click()
    expect(row(carla, ALREADY)).to_contain_text("weggelaten")

    hand_in(carla, file)
    expect(row(carla, READY)).to_contain_text("6 stuks")


def test_what_is_no_list_is_refused_beside_the_field(visitor, tmp_path):
    anna = visitor("anna")
    fake = tmp_path / "list.xlsx"
    fake.write_bytes(b"PK\x03\x04 this is no spreadsheet")
    hand_in(anna, fake)
    expect(anna).to_have_url(re.compile("/listings/import/$"))
    expect(anna.locator("[name=file]")).to_have_attribute("aria-invalid", "true")


def upload(anna):
    hand_in(anna, LIST)
    expect(anna).to_have_url(re.compile(r"/listings/import/\d+/$"))


def hand_in(anna, file):
    anna.goto("/listings/offer/")
    press(anna, "a[href='/listings/import/']")
    attach(anna, "file", file)
    send(anna)


def verdicts(page):
    """How many rows have which verdict."""
    badges = page.locator("tbody .badge")
    return Counter(badges.evaluate_all("all => all.map(one => one.dataset.tone)"))


def row(page, tone):
    return page.locator("tbody tr").filter(has=page.locator(f"[data-tone={tone}]"))


def expect_row(page, name, tone, why=""):
    """The row of this thing has this verdict, and says why."""
    expect(row(page, tone).filter(has_text=name)).to_contain_text(why)


def name_of(page, tone):
    """What the first row with this verdict offers."""
    return row(page, tone).first.locator("th").inner_text().splitlines()[0]


def place(anna):
    """Everything that can be, live at once."""
    tick(anna, "[name=live][value='1']")
    press(anna, "form[action$='/confirm/'] button.primary")
    expect(row(anna, ALREADY).first).to_be_visible(timeout=A_WHILE)


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
