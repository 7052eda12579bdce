"""What people do on every page."""

from tests.demo import PASSWORD, links


def send(page):
    """Press the main button of the page's form."""
    page.locator("main form.form button.primary").click()


def link(letter, words):
    """The first address in a letter that has these words."""
    return next(address for address in links(letter) if words in address)


def path_of(page):
    """Where we are, without the host."""
    return "/" + page.url.split("/", 3)[3]


def log_in(page, email, password=PASSWORD):
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form button").last.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
