"""Every page and state, in both languages: looked at once, by every instrument.

In `make test` each instrument looks where it finds something of its own; in every way
there is it looks in `make survey`. The figures of the last run are in
docs/benchmarks.md.
"""

import os
import time
from itertools import groupby
from typing import NamedTuple

import pytest

from tests.browser import instruments
from tests.browser.instruments import COLOURS, DESK, PHONE, RULES
from tests.browser.nu import errors_in
from tests.browser.pages import DEEDS, PAGES, STATES

HEAVIEST = 80 * 1024  # bytes of HTML, styles and scripts, compressed, without photos
SHIFTIEST = 0.02  # cumulative layout shift


class Ways(NamedTuple):
    """How some instruments look at a page; the others look in one way only."""

    rules: list = []  # size, colours, rules
    large: list = []  # sizes with letters twice as large
    focus: list = []  # sizes with the Tab key


DARK_ON_A_PHONE = (PHONE, "dark", COLOURS)
AT_A_DESK = Ways([(DESK, "light", RULES), DARK_ON_A_PHONE], [PHONE, DESK], [PHONE])
ON_A_PHONE = AT_A_DESK._replace(rules=[(PHONE, "light", RULES), DARK_ON_A_PHONE])
IN_ENGLISH = Ways(large=[PHONE, DESK])  # the same page: only its words are other ones
EVERY = Ways(
    [
        (size, scheme, rules)
        for size in (PHONE, DESK)
        for scheme, rules in (("light", RULES), ("dark", COLOURS))
    ],
    [PHONE, DESK],
    [PHONE, DESK],
)
IS_EVERY_WAY = os.environ.get("SURVEY") == "every way"


def ways_for(page, language):
    if IS_EVERY_WAY:
        return EVERY
    if language == "en":
        return IN_ENGLISH
    return ON_A_PHONE if page.on_phones_only else AT_A_DESK


@pytest.fixture(
    scope="module",
    # Two processes share the work: each of them takes a language.
    params=[
        pytest.param(language, marks=pytest.mark.xdist_group(f"survey in {language}"))
        for language in ("nl", "en")
    ],
)
def survey(request, open_window, stage):
    """What the instruments found, by the label of each page."""
    language, found, began = request.param, {}, time.monotonic()
    by_reader = sorted(PAGES + STATES, key=lambda page: page.who)
    for who, pages in groupby(by_reader, key=lambda page: page.who):
        window = open_window(
            who,
            language=language,
            init=instruments.WATCH_SHIFTS,
            service_workers="block",  # one hides how much came over the line
        )
        line = instruments.Line(window)
        for page in pages:
            found[page.label] = look(
                window, line, page, stage, ways_for(page, language)
            )
        window.context.close()
    took = time.monotonic() - began
    print(
        f"{len(found)} pages in {language}: {took:.0f} s, {took / len(found):.2f} each"
    )
    return found


def look(window, line, page, stage, ways):
    line.start()
    window.set_viewport_size(PHONE)
    answer = window.goto(page.path(stage))
    instruments.settle(window)
    measured = {
        "html": answer.text(),
        "shift": instruments.shift(window),
        "weight": line.weight(),
        "strangers": line.strangers(),
    }
    if page.deed:
        DEEDS[page.deed](window)
        window.wait_for_load_state("networkidle")
    return measured | {
        "wide": [*instruments.too_wide(window)],
        "large": [*instruments.lost_when_large(window, ways.large)],
        "focus": [*instruments.lost_focus(window, ways.focus)],
        "rules": [*instruments.broken_rules(window, ways.rules)],
    }


def those_with(survey, what):
    return {label: found[what] for label, found in survey.items() if found[what]}


def test_no_page_breaks_a_rule_of_wcag(survey):
    assert those_with(survey, "rules") == {}


def test_no_page_is_too_wide_for_a_phone(survey):
    assert those_with(survey, "wide") == {}


def test_letters_twice_as_large_lose_no_words(survey):
    assert those_with(survey, "large") == {}


def test_the_focus_can_always_be_seen(survey):
    assert those_with(survey, "focus") == {}


def test_no_page_asks_anything_of_another_host(survey):
    assert those_with(survey, "strangers") == {}


def test_every_page_is_light(survey):
    heaviest = max(survey, key=lambda label: survey[label]["weight"])
    print(f"heaviest: {survey[heaviest]['weight']:,} bytes, {heaviest}")
    assert survey[heaviest]["weight"] <= HEAVIEST


def test_no_page_moves_under_its_reader(survey):
    most = max(survey, key=lambda label: survey[label]["shift"])
    print(f"most moved: {survey[most]['shift']:.4f}, {most}")
    assert survey[most]["shift"] <= SHIFTIEST


def test_the_html_is_valid(survey, tmp_path):
    pages = {label: found["html"] for label, found in survey.items()}
    assert errors_in(pages, tmp_path) == []
