"""Doing everything with the keys alone: Tab to it, see that one is there, press."""

from contextlib import suppress

from playwright.sync_api import TimeoutError

from tests.browser.instruments import FOCUS

PRESSES, A_MOMENT = 3, 5_000  # of Space; milliseconds for a dialog to open
MOST_STOPS = 250  # of the Tab key, on the longest page
MOST_CHOICES = 200  # of an arrow key, in the longest list


def reach(locator):
    """Tab on until it has the focus, and see that it shows."""
    page = locator.page
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if locator.evaluate(HAS_FOCUS):
            stop = page.evaluate(FOCUS)
            assert stop["wrong"] == [], stop
            return
    raise AssertionError(f"The Tab key does not come to {locator}")


# Tab stops once in a group of radio buttons; the arrows go on from there.
HAS_FOCUS = """
(it) => {
  const now = document.activeElement;
  return now === it || (it.type === "radio" && now.name === it.name);
}
"""


def press(locator):
    """A link or a button."""
    reach(locator)
    locator.page.keyboard.press("Enter")


def write(locator, text):
    """Instead of what stands there. The browser asks a date (ISO here) its own way."""
    reach(locator)
    if locator.get_attribute("type") == "date":
        year, month, day = text.split("-")
        return locator.page.keyboard.type(month + day + year)
    locator.page.keyboard.press("Control+A")
    locator.page.keyboard.type(text)


def tick(locator, wanted=True):
    """A checkbox, or one of a group of radio buttons."""
    reach(locator)
    keys = locator.page.keyboard
    if locator.get_attribute("type") == "radio":
        keys.press("Space")
        _go_down_until(locator, lambda: locator.is_checked())
    elif locator.is_checked() != wanted:
        keys.press("Space")
    assert locator.is_checked() == wanted


def choose(locator, label):
    """One of a list, by what it says."""
    reach(locator)
    locator.page.keyboard.press("Home")
    _go_down_until(locator, lambda: locator.evaluate(CHOSEN).strip() == label)


CHOSEN = "it => it.selectedOptions[0]?.textContent ?? ''"


def attach(locator, file):
    """The dialog of the system opens on Space; what happens there is not ours. The
    browser opens none for a page that is still on its way: a person tries again."""
    page = locator.page
    page.wait_for_load_state("networkidle")
    for _ in range(PRESSES):
        reach(locator)
        with suppress(TimeoutError):
            with page.expect_file_chooser(timeout=A_MOMENT) as chooser:
                page.keyboard.press("Space")
            return chooser.value.set_files(file)
    raise AssertionError(f"No dialog opens for {locator}")


def _go_down_until(locator, there):
    for _ in range(MOST_CHOICES):
        if there():
            return
        locator.page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not come there in {locator}")
