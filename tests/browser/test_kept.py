"""What was typed outlives a lost session and a closed tab, for its writer alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import log_in

FORMS = [
    ("/listings/offer/", "[name=terms][value=free]"),
    ("/wanted/post/", "[name=urgent]"),
]


def lose_session(page):
    page.context.clear_cookies(name="sessionid")


def kept_in(page):
    return page.evaluate("Object.keys(localStorage).filter((it) => /^kept/.test(it))")


@pytest.mark.parametrize(("path", "box"), FORMS)
def test_a_form_is_there_again_when_the_session_was_lost(visitor, path, box):
    anna = visitor("anna")
    anna.goto(path)
    title = "Tien kussens"
    anna.locator(box).check()
    anna.locator("[name=title]").fill(title)
    lose_session(anna)
    log_in(anna, "anna@demo.example")
    anna.goto(path)
    expect(anna.locator("[name=title]")).to_have_value(title)
    expect(anna.locator(box)).to_be_checked()
    anna.get_by_role("button", name="Opnieuw beginnen").click()
    expect(anna.locator("[name=title]")).to_have_value("")


def test_who_logs_in_next_on_this_device_finds_nothing(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=title]").fill("Vijf lampen")
    assert len(kept_in(anna)) == 1
    lose_session(anna)
    log_in(anna, "carla@demo.example")
    anna.goto("/listings/offer/")
    expect(anna.locator("[name=title]")).to_have_value("")
    assert kept_in(anna) == []


def test_what_has_arrived_is_not_kept(visitor):
    anna = visitor("anna")
    anna.goto("/wanted/post/")
    anna.locator("[name=title]").fill("Drie rollators")
    anna.locator("[name=category]").select_option(label="Rollator")
    anna.locator("main form button.primary").click()
    expect(anna.locator("h1")).to_have_text("Drie rollators")
    assert kept_in(anna) == []


def test_logging_out_wipes_what_was_typed(visitor):
    anna = visitor("anna")
    anna.goto("/listings/offer/")
    anna.locator("[name=title]").fill("Vijf lampen")
    anna.locator(".user-menu summary").click()
    anna.get_by_role("button", name="Uitloggen").click()
    anna.wait_for_url(re.compile(r":\d+/$"))  # the front page, and no other
    assert kept_in(anna) == []


def test_htmx_keeps_no_page_for_who_comes_next(visitor):
    anna = visitor("anna")
    anna.goto("/wanted/")
    anna.locator("#filters [name=terms][value=free]").check()
    expect(anna).to_have_url(re.compile("terms=free"))
    stored = "[localStorage, sessionStorage].map((it) => it['htmx-history-cache'])"
    assert anna.evaluate(stored) == [None, None]
    anna.go_back()
    expect(anna.locator("#results")).to_be_visible()
    expect(anna.locator("#filters [name=terms][value=free]")).not_to_be_checked()


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_sent_too_late_is_sent_after_logging_in(visitor, javascript):
    anna = visitor("anna", javascript=javascript)
    title = f"Zeven stoelen {'met' if javascript else 'zonder'} script"
    anna.goto("/listings/offer/")
    anna.locator("[name=title]").fill(title)
    anna.locator("[name=category]").select_option(label="Bureaustoel")
    anna.locator("[name=terms][value=free]").check()
    anna.wait_for_load_state("networkidle")  # nothing is asked after the session ended
    lose_session(anna)
    anna.locator("main form button.primary").click()
    anna.locator("input[name=login]").fill("anna@demo.example")
    anna.locator("input[name=password]").fill("deel-demo-2026")
    anna.locator("main form button").last.click()
    expect(anna.locator("h1")).to_have_text("Verder waar je was")
    anna.get_by_role("button", name="Nu versturen").click()
    expect(anna.locator("h1")).to_have_text(title)
