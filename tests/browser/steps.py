"""What people do on every page."""

from tests.demo import links


def send(page):
    """Press the main button of the page's form."""
    page.locator("main form.form button.primary").click()


def link(letter, words):
    """The first address in a letter that has these words."""
    return next(address for address in links(letter) if words in address)


def path_of(page):
    """Where we are, without the host."""
    return "/" + page.url.split("/", 3)[3]
