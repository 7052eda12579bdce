"""Every page and state, in both languages: looked at once, by every instrument.

The figures of the last run are in docs/benchmarks.md.
"""

from itertools import groupby

import pytest

from tests.browser import instruments
from tests.browser.nu import errors_in
from tests.browser.pages import DEEDS, PAGES, STATES

HEAVIEST = 80 * 1024  # bytes of HTML, styles and scripts, compressed, without photos
SHIFTIEST = 0.02  # cumulative layout shift
LANGUAGES = ["nl", "en"]


@pytest.fixture(scope="module", params=LANGUAGES)
def survey(request, open_window, stage):
    """What the instruments found, by the label of each page."""
    language, found = request.param, {}
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
            found[page.label] = look(window, line, page, stage)
        window.context.close()
    return found


def look(window, line, page, stage):
    line.start()
    window.set_viewport_size(instruments.PHONE)
    answer = window.goto(page.path(stage))
    window.wait_for_load_state("networkidle")
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
        "large": [*instruments.lost_when_large(window)],
        "focus": [*instruments.lost_focus(window)],
        "rules": [*instruments.broken_rules(window)],
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
