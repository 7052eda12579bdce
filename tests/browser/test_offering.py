"""Offering as a ward head does it: with a phone, between two other tasks."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests import zint
from tests.browser.steps import answer, attach, choose, send, tick, write

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
MOST = 6  # interactions: a tap, or one field that is typed in


@pytest.fixture
def photo(tmp_path):
    """A photo of a chair."""
    path = tmp_path / "chair.jpg"
    Image.new("RGB", (640, 480), "saddlebrown").save(path)
    return path


class Thumb:
    """Touches a page, and counts how often."""

    def __init__(self, page):
        self.page, self.touches = page, 0

    def tap(self, what):
        self.touches += 1
        self.page.locator(what).locator("visible=true").first.tap()

    def type(self, what, text):
        self.touches += 1
        self.page.locator(what).press_sequentially(text)

    def take_photo(self, file):
        self.touches += 1
        self.page.locator("[name=new_photos]").set_input_files(file)


def test_a_chair_is_live_in_six_interactions(visitor, photo):
    anna = visitor("anna", **PHONE)
    thumb = Thumb(anna)
    thumb.tap("a[href='/listings/offer/']")
    thumb.take_photo(photo)
    thumb.type("main [name=title]", "bureaustoel, grijs")
    expect(anna.locator("[name=category]")).to_have_value("office-chair")
    thumb.tap("label:has([name=terms][value=free])")
    thumb.tap("main form.form button.primary")
    expect(anna).to_have_url(re.compile(r"/listings/\d+/$"))
    expect(anna.locator("form[action*='/pause/']")).to_be_visible()  # it is live
    expect(anna.locator("h1")).to_have_text("bureaustoel, grijs")
    expect(anna.locator(".gallery img")).to_have_count(1)
    assert thumb.touches <= MOST


def test_an_exact_title_chooses_until_somebody_else_does(visitor):
    anna = visitor("anna")
    for address in ("/listings/offer/", "/wanted/post/"):
        anna.goto(address)
        category = anna.locator("[name=category]")
        write(anna, "title", "rolstoel")
        expect(category).to_have_value("wheelchair")
        pressed = anna.locator(".suggestions [aria-pressed=true]")
        expect(pressed).to_have_text("Rolstoel")
        write(anna, "title", "rolstoelhoes van kunstleer")
        expect(category).to_have_value("")
        choose(anna, "category", "Bureaustoel")
        write(anna, "title", "rolstoel")
        expect(pressed).to_have_count(0)
        expect(category).to_have_value("office-chair")


def test_what_follows_from_the_category_fills_itself_in(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    choose(anna, "category", "Bureaustoel")
    weight = anna.locator("[name=weight_kg]")
    expect(weight).not_to_have_value("")
    suggested = weight.input_value()
    anna.locator("details.more:not(.for-lending) > summary").click()
    anna.locator("[name=description]").fill("Met armleuningen.")
    anna.locator("[name=lot]").fill("L1")
    choose(anna, "category", "Zorgbed en hoog-laagbed")
    expect(weight).not_to_have_value(suggested)
    expect(anna.locator("[name=description]")).to_have_value("Met armleuningen.")
    expect(anna.locator("[name=lot]")).to_have_value("L1")


CHANGES_ITS_MIND = """
() => document.addEventListener("htmx:afterSwap", () => {
  const field = document.getElementById("id_category");
  field.value = "infusion-pump";
  field.dispatchEvent(new Event("change", { bubbles: true }));
}, { once: true })
"""


def test_a_category_chosen_while_an_answer_comes_in_is_not_missed(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.evaluate(CHANGES_ITS_MIND)
    choose(anna, "category", "Bureaustoel")
    expect(anna.locator("[name=ask_device_is]").first).to_be_visible()


def test_a_device_from_the_photo_of_its_barcode(visitor, tmp_path):
    """What the label says fills itself in, and the product is known the next time."""
    barcode = "[01]08712345678906[17]290600[10]LOT-7/A[21]SN42"
    photo = tmp_path / "label.jpg"
    photo.write_bytes(zint.as_photo(zint.draw("DATAMATRIX", barcode)))
    anna = visitor("anna", **PHONE)
    anna.goto("/listings/offer/")
    attach(anna, "new_photos", photo)
    expect(anna.locator("#label .banner")).to_contain_text("LOT-7/A")
    expect(anna.locator("#label .banner")).to_contain_text("30 jun 2029")
    write(anna, "title", "Infuuspomp in doos")
    choose(anna, "category", "Infuus- en spuitenpomp")
    answer(anna, {"device_is": "none", "device_use": "unopened"})
    answer(anna, {"device_dated": "yes", "device_manual": "with_it"})
    expect(anna.locator("main [name=expiry_date]")).to_have_value("2029-06-30")
    expect(anna.locator("main [name=lot]")).to_have_value("LOT-7/A")
    expect(anna.locator("main [name=gtin]")).to_have_value("8712345678906")
    tick(anna, "[name=terms][value=free]")
    send(anna)
    expect(anna.locator("form[action*='/pause/']")).to_be_visible()  # it is live
    expect(anna.locator(".facts").first).to_contain_text("30 jun 2029")

    bram = visitor("bram")
    bram.goto("/listings/offer/")
    attach(bram, "new_photos", photo)
    expect(bram.locator("[name=title]")).to_have_value("Infuuspomp in doos")
    expect(bram.locator("[name=category]")).to_have_value("infusion-pump")


def test_a_medicine_is_told_while_it_is_typed(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=title]").press_sequentially("Paracetamol 500 mg")
    why = anna.locator(".suggestions .banner")
    expect(why).to_contain_text("Geneesmiddelenwet")


def test_a_medicine_is_refused_by_the_form_a_list_and_the_admin(visitor, tmp_path):
    anna, mo = visitor("anna"), visitor("mo")
    offer_medicine(anna)
    expect(anna).to_have_url(re.compile(r"/listings/\d+/edit/\?refused=on$"))
    expect(anna.locator(".error-summary h2")).to_have_text("Niet gepubliceerd")
    expect(anna.locator(".error-summary")).to_contain_text("Geneesmiddelenwet")
    expect(anna.locator("form[action*='/pause/']")).to_have_count(0)

    file = tmp_path / "apotheek.csv"
    file.write_text("Omschrijving;Aantal;Prijs\nIbuprofen 400 mg;3;gratis\n")
    anna.goto("/listings/import/")
    attach(anna, "file", file)
    send(anna)
    expect(anna.locator("tbody tr")).to_contain_text("Geneesmiddelenwet")
    expect(anna.locator("form[action$='/confirm/']")).to_have_count(0)

    live = anna.goto("/listings/?q=vergaderzaal") and anna.locator(".card-title a")
    number = re.search(r"/listings/(\d+)/", live.first.get_attribute("href"))[1]
    mo.goto(f"/admin/listings/listing/{number}/change/")
    mo.locator("[name=title]").fill("Paracetamol 500 mg")
    mo.locator("[name=_save]").click()
    expect(mo.locator(".errornote, .errorlist").first).to_be_visible()
    expect(mo.locator(".errorlist").first).to_contain_text("Geneesmiddelenwet")


def offer_medicine(anna):
    anna.goto("/listings/offer/")
    write(anna, "title", "Paracetamol 500 mg")
    choose(anna, "category", "Bureaustoel")
    tick(anna, "[name=terms][value=free]")
    send(anna)


def test_answers_are_there_again_after_a_closed_tab(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=title]").fill("Rolstoel met beensteun")
    choose(anna, "category", "Rolstoel")
    answer(anna, {"owner": "own", "device_is": "none", "device_use": "used"})
    answer(anna, {"device_make": "Vermeiren"})
    anna.goto("/listings/")
    anna.goto("/listings/offer/")
    expect(anna.locator("[name=ask_device_make]")).to_have_value("Vermeiren")
    expect(anna.locator("[name=ask_owner][value=own]")).to_be_checked()
    anna.get_by_role("button", name="Opnieuw beginnen").click()
    expect(anna.locator("[name=ask_owner]")).to_have_count(0)
