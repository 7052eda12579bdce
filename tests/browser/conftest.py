"""A real demo and a real browser: gunicorn, Celery, Redis, SMTP and Chromium."""

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.steps import log_in
from tests.demo import running_demo

PATIENCE = 15_000  # milliseconds; two cores do all of it at once
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A demo of our own with a small seed: `.url`, `.letter(to=…)`, `.manage(…)`."""
    with running_demo(tmp_path_factory.mktemp("browser") / "var") as demo:
        yield demo


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser, site):
    """Opens the site as somebody: `visitor()`, `visitor("anna")`. Each has a browser
    window of their own; `javascript=False`, `language="en"`, `twice_as_large=True`
    (the letters, WCAG 1.4.4) or an option of Playwright's make another window.

    A script error or a refusal of the Content-Security-Policy fails the test.
    """
    contexts, troubles = [], []

    def open_as(
        name=None, *, javascript=True, language="nl", twice_as_large=False, **options
    ):
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            **options,
        )
        contexts.append(context)
        context.add_cookies([language_cookie(site, language)])
        if twice_as_large:
            context.add_init_script(TWICE_AS_LARGE)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: _note(said, troubles))
        if name:
            log_in(page, f"{name}@demo.example")
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
