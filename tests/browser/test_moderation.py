"""How a new organisation comes in, and how its first offer reaches the others; all of
it with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    choose,
    link,
    log_in,
    path_of,
    press,
    send,
    tick,
    write,
)

FENNA, GIJS, MO = "fenna@rozenhof.example", "gijs@rozenhof.example", "mo@demo.example"
PASSWORD = "een lange zin over rozen"


@pytest.fixture
def fenna(site, visitor):
    """A coordinator whose organisation was admitted; she has logged in."""
    page = visitor(by_keyboard=True)
    apply(page)
    confirm_address(page, site)
    log_in(page, FENNA, PASSWORD)
    expect(page).to_have_url(re.compile("/waiting/$"))
    expect(page.locator(".steps li").nth(2)).to_have_attribute("aria-current", "step")
    page.goto("/listings/offer/")
    expect(page).to_have_url(re.compile("/waiting/$"))

    admit(visitor("mo", by_keyboard=True), site.letter(to=MO, subject="Rozenhof"))
    page.goto(link(site.letter(to=FENNA, subject="Rozenhof"), "/organisation/"))
    return page


def test_an_organisation_comes_in_and_its_first_offer_is_looked_at(
    site, visitor, fenna
):
    add_location(fenna)
    listing = offer(fenna, "Eetkamerstoelen met armleuning")
    expect(fenna.locator(".banner[data-tone=info]")).to_be_visible()
    bram, mo = visitor("bram"), visitor("mo", by_keyboard=True)
    assert bram.goto(listing).status == 404

    approve(mo, "Eetkamerstoelen")
    letter = site.letter(to=FENNA, subject="Eetkamerstoelen")
    fenna.goto(link(letter, listing))
    expect(fenna.locator("form[action*='/pause/']")).to_be_visible()
    bram.goto(listing)
    expect(bram.locator("a[href^='/claims/ask/']")).to_be_visible()

    invite(fenna, GIJS)
    gijs = visitor(by_keyboard=True)
    accept_invitation(gijs, site.letter(to=GIJS), "Gijs de Boer")
    expect(gijs.locator(".user-menu .name")).to_have_text("Gijs de Boer")
    gijs.goto("/listings/mine/")
    expect(gijs.locator(f"a[href='{listing}']").first).to_be_visible()
    assert "Gijs de Boer" in site.letter(to=FENNA, subject="Gijs").subject


def test_a_report_is_decided_with_the_keys_alone(visitor):
    anna, mo = visitor("anna"), visitor("mo")
    anna.goto("/listings/?q=vergaderzaal")
    listing = anna.locator(".card-title a").first.get_attribute("href")
    anna.goto(listing.partition("?")[0] + "report/")
    tick(anna, "[name=reason] >> nth=0")
    send(anna)

    mo.goto("/admin/listings/report/?state__exact=waiting")
    expect(mo.locator("[data-keys]")).to_be_visible()
    mo.keyboard.press("d")
    mo.keyboard.press("Alt+d")  # nothing is ticked, and no row has the focus
    expect(mo.locator("#result_list")).to_be_visible()
    mo.keyboard.press("Alt+j")
    expect(mo.locator("#result_list .action-select").first).to_be_focused()
    mo.keyboard.press("Alt+d")
    mo.locator("[name=why]").fill("Dit mag zo.")
    mo.locator("[name=why]").press("Alt+j")
    mo.locator("main [type=submit], #content [type=submit]").first.click()
    expect(mo.locator(".messagelist .success")).to_be_visible()


# -- Coming in ---------------------------------------------------------------
def apply(page):
    page.goto("/")
    press(page, "main a[href='/apply/']")
    write(page, "name", "Stichting Rozenhof")
    write(page, "kvk", "91 00 00 42")
    choose(page, "sector", "Verpleeghuis")
    choose(page, "province", "Gelderland")
    write(page, "person_name", "Fenna Visser")
    write(page, "email", FENNA)
    write(page, "password", PASSWORD)
    send(page)
    expect(page).to_have_url(re.compile("/apply/sent/$"))


def confirm_address(page, site):
    address = link(site.letter(to=FENNA), "/confirm-email/")
    page.goto(address)
    send(page)
    expect(page).not_to_have_url(address)


def admit(mo, letter):
    """In the admin, where the letter leads; with the domain of Fenna's address."""
    mo.goto(link(letter, "/admin/"))
    press(mo, "button[name=action][value=admit]")
    expect(mo.locator("[name=domains]")).to_have_value("rozenhof.example")
    press(mo, ".submit-row [type=submit]")
    expect(mo.locator(".messagelist .success")).to_be_visible()


def add_location(fenna):
    press(fenna, "a[href='/organisation/locations/add/']")
    write(fenna, "name", "Rozenhof")
    write(fenna, "address", "Rozenlaan 7")
    write(fenna, "postcode", "6811ab")
    write(fenna, "town", "Arnhem")
    send(fenna)
    expect(fenna).to_have_url(re.compile("/organisation/$"))


def invite(fenna, email):
    fenna.goto("/organisation/")
    press(fenna, "a[href='/organisation/invite/']")
    write(fenna, "email", email)
    tick(fenna, "[name=role][value=colleague]")
    send(fenna)
    expect(fenna).to_have_url(re.compile("/organisation/$"))


def accept_invitation(page, letter, name):
    page.goto(link(letter, "/invitation/"))
    write(page, "name", name)
    write(page, "password", PASSWORD)
    send(page)
    expect(page).to_have_url(re.compile(r":\d+/$"))


# -- Offering ----------------------------------------------------------------
def offer(fenna, title):
    fenna.goto("/listings/offer/")
    write(fenna, "title", title)
    choose(fenna, "category", "Eetkamerstoel")
    write(fenna, "quantity", "8")
    tick(fenna, "[name=terms][value=free]")
    send(fenna)
    expect(fenna).to_have_url(re.compile(r"/listings/\d+/$"))
    return path_of(fenna)


def approve(mo, title):
    """In the queue of the admin, as a bulk action."""
    mo.goto("/admin/listings/listing/")
    tick(mo, f"#result_list tr:has-text('{title}') [type=checkbox]")
    choose(mo, "action", "Goedkeuren")
    press(mo, "button[name=index]")
    expect(mo.locator(".messagelist .success")).to_be_visible()
