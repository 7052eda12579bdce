"""A building is emptied: walked through with a phone, where the line comes and goes."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from tests.browser.steps import attach, press, send, tick, write

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
WAITING = ".waiting-line li"
ADDED = "#last-things li"


@pytest.fixture
def photo(tmp_path):
    """A photo of a chair."""
    path = tmp_path / "chair.jpg"
    Image.new("RGB", (3200, 2400), "saddlebrown").save(path)
    return path


def start(page, name):
    page.goto("/listings/mine/")
    press(page, "a[href='/listings/clearances/']")
    press(page, "a[href='/listings/clearances/new/']")
    write(page, "name", name)
    today = timezone.localdate()
    write(page, "available_from", today.isoformat())
    write(page, "deadline", (today + timedelta(20)).isoformat())
    send(page)
    expect(page).to_have_url(re.compile(r"/listings/clearances/\d+/add/$"))


def add(page, title, photo=None):
    if photo:
        attach(page, "new_photos", photo)
    write(page, "title", title)
    send(page)
    expect(page.locator("main [name=title]")).to_have_value("")


def test_things_added_without_a_line_wait_and_are_sent_later(visitor, photo):
    anna, bram = visitor("anna", **PHONE), visitor("bram")
    start(anna, "De Linde, tweede verdieping")
    write(anna, "room", "2.01")
    add(anna, "Bureaustoel grijs", photo)
    expect(anna.locator(ADDED)).to_have_count(1)

    anna.context.set_offline(True)
    add(anna, "Kastje wit", photo)
    add(anna, "Paracetamol 500 mg")
    expect(anna.locator(WAITING)).to_have_count(2)
    expect(anna.locator(ADDED)).to_have_count(1)

    anna.context.set_offline(False)
    expect(anna.locator(ADDED)).to_have_count(2)
    expect(anna.locator(WAITING)).to_have_count(1)
    expect(anna.locator(WAITING)).to_contain_text("Geneesmiddelenwet")
    anna.locator("[data-take-back]").click()
    expect(anna.locator("main [name=title]")).to_have_value("Paracetamol 500 mg")
    add(anna, "Vergadertafel beuken")
    expect(anna.locator(ADDED)).to_have_count(3)
    expect(anna.locator(WAITING)).to_have_count(0)

    press(anna, ".page-head .actions a")
    expect(anna.locator("main .card")).to_have_count(3)
    expect(anna.locator("main .card img")).to_have_count(3)
    press(anna, "form[action$='/publish/'] button")
    expect(anna.locator("form[action$='/publish/']")).to_have_count(0)

    bram.goto(anna.url)
    expect(bram.locator("main .card")).to_have_count(3)
    bram.get_by_role("link", name="Kastje wit").click()
    press(bram, "main a[href*='/ask/']")
    send(bram)
    expect(bram).to_have_url(re.compile(r"/claims/\d+/$"))


def test_what_waits_is_sent_from_any_page_after_the_tab_was_closed(visitor):
    anna = visitor("anna", **PHONE)
    start(anna, "De Eik, kelder")
    clearance = anna.url.removesuffix("add/")
    anna.context.set_offline(True)
    add(anna, "Prullenbak")
    add(anna, "Rolstoel zwart")
    expect(anna.locator(WAITING)).to_have_count(2)
    later = anna.context.new_page()
    anna.close()
    later.context.set_offline(False)
    later.goto("/")
    for _ in range(30):
        if not later.evaluate("() => thingsInLine().then((all) => all.length)"):
            break
        later.wait_for_timeout(500)
    later.goto(clearance)
    expect(later.locator("main .card")).to_have_count(2)


def test_the_list_per_room_is_for_the_day_itself(visitor):
    anna = visitor("anna", **PHONE)
    start(anna, "De Es, begane grond")
    for room in ("0.02", "0.01"):
        write(anna, "room", room)
        tick(anna, "[name=term][value=loan]")
        add(anna, f"Kapstok uit {room}")
    expect(anna.locator(ADDED)).to_have_count(2)
    anna.goto(anna.url.replace("listings", "pickups").removesuffix("add/"))
    expect(anna.locator("main h2")).to_have_text(["0.01", "0.02"])
    expect(anna.locator("[data-print]")).to_be_visible()


def test_a_thing_for_a_clearance_that_is_gone_is_kept_as_a_draft(site, visitor):
    anna = visitor("anna", **PHONE)
    start(anna, "De Beuk, zolder")
    pk = re.search(r"clearances/(\d+)/", anna.url)[1]
    anna.context.set_offline(True)
    add(anna, "Kapstok van zolder")
    expect(anna.locator(WAITING)).to_have_count(1)
    words = "from clearances.models import Clearance as C"
    site.manage("shell", "-v0", "-c", f"{words}; C.objects.get(pk={pk}).delete()")
    anna.context.set_offline(False)
    expect(anna.locator(WAITING)).to_contain_text("Deze ontruiming is er niet meer")
    anna.locator("[data-keep]").click()
    expect(anna.locator(WAITING)).to_contain_text("Bewaard als concept")
    anna.goto("/listings/mine/?state=draft&q=kapstok")
    kept = anna.locator(".own-row", has_text="Kapstok van zolder")
    expect(kept).to_have_count(1)
