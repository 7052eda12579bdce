"""Where HTMX saves a person a page: the deed is done and the page stays."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import open_the_rest, path_of, send


@pytest.fixture
def photos(tmp_path):
    """A red and a blue photo."""
    files = [tmp_path / "red.png", tmp_path / "blue.png"]
    for file in files:
        Image.new("RGB", (400, 300), file.stem).save(file)
    return files


def mark(page):
    """Only this very page bears the mark: a new one would not."""
    page.evaluate("window.marked = true")


def is_same_page(page):
    return page.evaluate("window.marked === true")


def wait_for_the_clock(page, what):
    """Every five seconds it looks for what fits."""
    for _ in range(15):
        if what.count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def test_chosen_photos_show_and_an_offer_is_sent_without_leaving(visitor, photos):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=new_photos]").set_input_files(photos)
    expect_chosen(anna, ["red.png", "blue.png"])
    expect(anna.locator(".drop-files canvas")).to_have_count(2)
    anna.locator("[name=title]").fill("Kast voor de zithoek")
    anna.locator("[name=category]").select_option(label="Kast en ladeblok")
    anna.locator("[name=terms][value=free]").check()
    mark(anna)
    anna.get_by_role("button", name="Opslaan als concept").click()
    expect(anna.locator("h1")).to_have_text("Kast voor de zithoek")
    assert is_same_page(anna)
    assert "/listings/offer/" not in anna.url
    expect(anna.locator("main")).to_be_focused()


def test_an_offer_is_sent_while_its_title_is_still_looked_up(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=category]").select_option(label="Kast en ladeblok")
    anna.locator("[name=terms][value=free]").check()
    anna.route("**/offer/suggestions/**", lambda _never_answered: None)
    with anna.expect_request("**/offer/suggestions/**"):
        anna.locator("[name=title]").fill("Kast voor de gang")
    anna.get_by_role("button", name="Opslaan als concept").click(timeout=3000)
    expect(anna.locator("h1")).to_have_text("Kast voor de gang")


def test_what_is_answered_while_more_is_asked_stays(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=category]").select_option(label="Zorgbed en hoog-laagbed")
    anna.locator("[name=ask_owner][value=own]").check()
    anna.locator("[name=ask_device_is][value=none]").check()
    anna.locator("[name=ask_device_use][value=used]").check()
    make, model = (
        anna.locator("[name=ask_device_make]"),
        anna.locator("[name=ask_device_model]"),
    )
    model.fill("Eleganza")
    answers = []
    anna.route("**/offer/follows/**", lambda route: answers.append(route))
    with anna.expect_request("**/offer/follows/**"):
        anna.locator("[name=condition]").select_option(value="good")
    make.fill("Linet")
    model.fill("Eleganza 1")
    open_the_rest(anna)
    anna.locator("[name=weight_kg]").fill("92,5")
    anna.locator("[name=ask_device_cleaned][value=clean]").check()
    with anna.expect_response("**/offer/follows/**"):
        answers[0].continue_()
    anna.wait_for_function(
        "() => !document.querySelector('.htmx-request, .htmx-settling')"
    )
    expect(make).to_have_value("Linet")
    expect(model).to_have_value("Eleganza 1")
    expect(anna.locator("[name=weight_kg]")).to_have_value("92,5")
    expect(anna.locator("[name=ask_device_cleaned][value=clean]")).to_be_checked()


def test_what_is_selected_while_more_is_asked_stays_selected(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    quantity, held = anna.locator("[name=quantity]"), []
    anna.route("**/offer/follows/**", lambda route: held.append(route))
    with anna.expect_request("**/offer/follows/**"):
        anna.locator("[name=category]").select_option(label="Zorgbed en hoog-laagbed")
    quantity.select_text()
    held[0].continue_()
    anna.locator("[name=ask_owner]").first.wait_for()
    anna.wait_for_function("() => !document.querySelector('.htmx-settling')")
    anna.keyboard.type("2")
    expect(quantity).to_have_value("2")


# HTMX listens to what it has put in place only a moment later.
ANSWER_IN_THE_MOMENT = """
document.addEventListener("htmx:afterSwap", ({ target }) => {
  document.querySelector("[name=ask_device_use][value=used]")?.click();
}, { once: true })
"""


def test_what_is_answered_in_the_moment_of_the_change_leads_on_too(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=category]").select_option(label="Zorgbed en hoog-laagbed")
    anna.locator("[name=ask_device_use][value=used]").wait_for()
    anna.wait_for_load_state("networkidle")
    anna.evaluate(ANSWER_IN_THE_MOMENT)
    anna.locator("[name=condition]").select_option(value="good")
    anna.locator("[name=ask_device_make]").wait_for()


def expect_chosen(page, names):
    lines = page.locator(".drop-files li")
    expect(lines).to_have_count(len(names))
    for line, name in zip(lines.all(), names, strict=True):
        expect(line).to_contain_text(name)
    field = page.locator("[name=new_photos]")
    assert field.evaluate("it => [...it.files].map(file => file.name)") == names


def test_chosen_photos_change_places_before_they_are_sent(visitor, photos):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=new_photos]").set_input_files(photos)
    anna.get_by_role("button", name="Later red.png").click()
    expect_chosen(anna, ["blue.png", "red.png"])
    expect(anna.get_by_role("button", name="Eerder red.png")).to_be_focused()
    first, second = anna.locator(".drop-files li").all()
    second.drag_to(first)
    expect_chosen(anna, ["red.png", "blue.png"])
    anna.get_by_role("button", name="Weglaten red.png").click()
    expect_chosen(anna, ["blue.png"])


def test_photos_change_places_on_the_page(visitor, photos):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=new_photos]").set_input_files(photos)
    anna.locator("[name=title]").fill("Kast voor de gang")
    anna.locator("[name=category]").select_option(label="Kast en ladeblok")
    anna.locator("[name=terms][value=free]").check()
    anna.get_by_role("button", name="Opslaan als concept").click()
    anna.get_by_role("link", name="Wijzigen").first.click()
    photo = anna.locator("#photos li img")
    first, second = (photo.nth(n).get_attribute("src") for n in range(2))
    mark(anna)
    anna.get_by_role("button", name="Later").click()
    expect(photo.first).to_have_attribute("src", second)
    expect(photo.last).to_have_attribute("src", first)
    anna.get_by_role("button", name="Verwijderen").first.click()
    anna.get_by_role("button", name="Ja").click()
    expect(photo).to_have_count(1)
    expect(anna.locator("#notices")).to_contain_text("De foto is verwijderd.")
    assert is_same_page(anna)


@pytest.mark.parametrize("javascript", [True, False])
def test_we_have_this_is_one_tap(visitor, javascript):
    bram = visitor("bram")
    bram.goto("/wanted/post/?title=Rollators&category=rollator&quantity=2")
    send(bram)
    expect(bram.locator("h1")).to_have_text("2 × Rollators")
    anna = visitor("anna", javascript=javascript)
    anna.goto(path_of(bram))
    tap = anna.get_by_role("button", name="Dit hebben wij")
    wait_for_the_clock(anna, tap)
    if javascript:
        mark(anna)
    tap.first.click()
    expect(anna.locator("#notices")).to_contain_text("Bedankt. Ze krijgen een e-mail.")
    expect(anna.locator("#answering")).to_contain_text("Je antwoord")
    if javascript:
        assert is_same_page(anna)
