"""No page breaks a rule of WCAG 2.0–2.2, A or AA, that a machine can find."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import OF_MEMBERS, OPEN_TO_ALL, of_the_story

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
NOWHERE = "/no-such-page/"
# A page is loaded once; how it is looked at changes around it.
LOOKS = [
    (width, scheme)
    for width in ({"width": 360, "height": 740}, {"width": 1280, "height": 800})
    for scheme in ("light", "dark")
]


def broken(page, paths):
    """Every rule that a page breaks: (page, width, colours, rule, where)."""
    return [found for path in paths for found in _broken_on(page, path)]


def _broken_on(page, path):
    page.goto(path)
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in Axe().run(page, options=RULES).response["violations"]:
            for node in rule["nodes"]:
                yield path, size["width"], scheme, rule["id"], node["html"][:160]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_open_page_breaks_a_rule(visitor, language):
    assert broken(visitor(language=language), [*OPEN_TO_ALL, NOWHERE]) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_of_members_breaks_a_rule(visitor, site, language):
    anna = visitor("anna", language=language)
    assert broken(anna, OF_MEMBERS + of_the_story(site)) == []
