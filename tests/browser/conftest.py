"""A real demo and a real browser: gunicorn, Celery, Redis, SMTP and Chromium."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.pages import address_of
from tests.browser.steps import log_in
from tests.prepared import copied_demo

PATIENCE = 15_000  # milliseconds; two cores do all of it at once
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A demo of our own with a small seed: `.url`, `.letter(to=…)`, `.manage(…)`."""
    with copied_demo(tmp_path_factory.mktemp("browser") / "var") as demo:
        yield demo


@pytest.fixture(scope="session")
def stage(site):
    """The arguments of every address, of what stage.py set up in the demo."""
    return set_up_stage(site)


def set_up_stage(site):
    """See stage.py."""
    words = "import json; from tests.browser.stage import set_up"
    said = site.manage("shell", "-v0", "-c", f"{words}; print(json.dumps(set_up()))")
    return json.loads(said.splitlines()[-1])


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    """Chromium, without a window; one is installed where there is none."""
    return browser_type_launch_args | {
        "executable_path": chromium.find(playwright),
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def open_window(browser, site):
    """A window of the site as somebody reads it: `open_window("anna", language="en")`.
    `javascript=False`, `init` (a script before all others) or an option of
    Playwright's make another; `new_context` is what makes it."""

    def opened(
        name="",
        *,
        javascript=True,
        language="nl",
        init=None,
        new_context=browser.new_context,
        **options,
    ):
        context = new_context(
            base_url=site.url,
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            **options,
        )
        context.add_cookies([language_cookie(site, language)])
        context.set_default_timeout(PATIENCE)
        if init:
            context.add_init_script(init)
        page = context.new_page()
        if name:
            log_in(page, address_of(name))
        return page

    return opened


@pytest.fixture
def visitor(open_window, new_context):
    """Opens the site as somebody: `visitor()`, `visitor("anna")`. Each has a browser
    window of their own, with the options of `open_window`; `twice_as_large=True` makes
    the letters so (WCAG 1.4.4), `by_keyboard=True` leaves nothing but the keys.

    A script error or a refusal of the Content-Security-Policy fails the test, and
    `make browser` keeps a trace of every window in a test that failed.
    """
    contexts, troubles = [], []

    def open_as(name="", *, twice_as_large=False, by_keyboard=False, **options):
        init = TWICE_AS_LARGE if twice_as_large else None
        page = open_window(new_context=new_context, init=init, **options)
        page.by_keyboard = by_keyboard
        contexts.append(page.context)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: _note(said, troubles))
        if name:
            log_in(page, address_of(name))
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(visitor):
    """A page of somebody who has not logged in."""
    return visitor()


TWICE_AS_LARGE = """
document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "200%";
});
"""


def language_cookie(site, language):
    return {"name": "django_language", "value": language, "url": site.url}


def _note(said, troubles):
    if said.type == "error" and "Content Security Policy" in said.text:
        troubles.append(said.text)
