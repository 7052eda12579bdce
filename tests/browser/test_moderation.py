"""How a new organisation comes in, and how its first offer reaches the others."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import link, log_in, path_of, send

FENNA, GIJS, MO = "fenna@rozenhof.example", "gijs@rozenhof.example", "mo@demo.example"
PASSWORD = "een lange zin over rozen"


@pytest.fixture
def fenna(site, visitor):
    """A coordinator whose organisation was admitted; she has logged in."""
    page = visitor()
    apply(page)
    confirm_address(page, site)
    log_in(page, FENNA, PASSWORD)
    expect(page).to_have_url(re.compile("/waiting/$"))
    expect(page.locator(".steps li").nth(2)).to_have_attribute("aria-current", "step")
    page.goto("/listings/offer/")
    expect(page).to_have_url(re.compile("/waiting/$"))

    admit(visitor("mo"), site.letter(to=MO, subject="Rozenhof"))
    page.goto(link(site.letter(to=FENNA, subject="Rozenhof"), "/organisation/"))
    return page


def test_an_organisation_comes_in_and_its_first_offer_is_looked_at(
    site, visitor, fenna
):
    add_location(fenna)
    listing = offer(fenna, "Eetkamerstoelen met armleuning")
    expect(fenna.locator(".banner[data-tone=info]")).to_be_visible()
    bram, mo = visitor("bram"), visitor("mo")
    assert bram.goto(listing).status == 404

    approve(mo, "Eetkamerstoelen")
    letter = site.letter(to=FENNA, subject="Eetkamerstoelen")
    fenna.goto(link(letter, listing))
    expect(fenna.locator("form[action*='/pause/']")).to_be_visible()
    bram.goto(listing)
    expect(bram.locator("a[href^='/claims/ask/']")).to_be_visible()

    invite(fenna, GIJS)
    gijs = visitor()
    accept_invitation(gijs, site.letter(to=GIJS), "Gijs de Boer")
    expect(gijs.locator(".user-menu .name")).to_have_text("Gijs de Boer")
    gijs.goto("/listings/mine/")
    expect(gijs.locator(f"a[href='{listing}']").first).to_be_visible()
    assert "Gijs de Boer" in site.letter(to=FENNA, subject="Gijs").subject


# -- Coming in ---------------------------------------------------------------
def apply(page):
    page.goto("/")
    page.locator("main a[href='/apply/']").first.click()
    page.fill("[name=name]", "Stichting Rozenhof")
    page.fill("[name=kvk]", "91 00 00 42")
    page.select_option("[name=province]", "NL-GE")
    page.select_option("[name=sector]", "verpleeghuis")
    page.fill("[name=person_name]", "Fenna Visser")
    page.fill("[name=email]", FENNA)
    page.fill("[name=password]", PASSWORD)
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
    mo.locator("button[name=action][value=admit]").click()
    expect(mo.locator("[name=domains]")).to_have_value("rozenhof.example")
    mo.locator(".submit-row [type=submit]").click()
    expect(mo.locator(".messagelist .success")).to_be_visible()


def add_location(fenna):
    fenna.locator("a[href='/organisation/locations/add/']").first.click()
    fenna.fill("[name=name]", "Rozenhof")
    fenna.fill("[name=address]", "Rozenlaan 7")
    fenna.fill("[name=postcode]", "6811ab")
    fenna.fill("[name=town]", "Arnhem")
    send(fenna)
    expect(fenna).to_have_url(re.compile("/organisation/$"))


def invite(fenna, email):
    fenna.goto("/organisation/")
    fenna.locator("a[href='/organisation/invite/']").click()
    fenna.fill("[name=email]", email)
    fenna.check("[name=role][value=colleague]")
    send(fenna)
    expect(fenna).to_have_url(re.compile("/organisation/$"))


def accept_invitation(page, letter, name):
    page.goto(link(letter, "/invitation/"))
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    send(page)
    expect(page).to_have_url(re.compile(r":\d+/$"))


# -- Offering ----------------------------------------------------------------
def offer(fenna, title):
    fenna.goto("/listings/offer/")
    fenna.fill("[name=title]", title)
    fenna.select_option("[name=category]", "dining-chair")
    fenna.fill("[name=quantity]", "8")
    fenna.check("[name=terms][value=free]")
    send(fenna)
    expect(fenna).to_have_url(re.compile(r"/listings/\d+/$"))
    return path_of(fenna)


def approve(mo, title):
    """In the queue of the admin, as a bulk action."""
    mo.goto("/admin/listings/listing/")
    row = mo.locator("#result_list tbody tr").filter(has_text=title)
    row.get_by_role("checkbox").check()
    mo.select_option("select[name=action]", "approve")
    mo.locator("button[name=index]").click()
    expect(mo.locator(".messagelist .success")).to_be_visible()
