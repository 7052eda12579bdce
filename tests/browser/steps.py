"""What people do on a page, with a pointer or (`by_keyboard`) with the keys alone."""

from tests.browser import keyboard
from tests.running_demo import PASSWORD, links

SUBMIT = "main form.form button.primary"


def send(page):
    """Press the main button of the page's form."""
    press(page, SUBMIT)


def press(page, what):
    """Press the first of these links or buttons that shows."""
    target = page.locator(what).locator("visible=true").first
    keyboard.press(target) if _by_keyboard(page) else target.click()


def write(page, name, text):
    """Fill in a field, instead of what stands there."""
    field = page.locator(f"main [name={name}]")
    keyboard.write(field, text) if _by_keyboard(page) else field.fill(text)


def choose(page, name, label):
    """Take one of a list, by its words."""
    field = page.locator(f"main [name={name}]")
    if _by_keyboard(page):
        keyboard.choose(field, label)
    else:
        field.select_option(label=label)


def tick(page, what, wanted=True):
    """Put a tick, or take it away."""
    box = page.locator(what)
    keyboard.tick(box, wanted) if _by_keyboard(page) else box.set_checked(wanted)


def answer(page, answers):
    """Say what is asked before such a thing may be shared."""
    for name, said in answers.items():
        fields = page.locator(f"main [name=ask_{name}]")
        fields.first.wait_for()
        if fields.first.get_attribute("type") == "radio":
            tick(page, f"main [name=ask_{name}][value={said}]")
        else:
            write(page, f"ask_{name}", said)


def attach(page, name, file):
    """Choose a file."""
    field = page.locator(f"main [name={name}]")
    if _by_keyboard(page):
        keyboard.attach(field, file)
    else:
        field.set_input_files(file)


def open_the_rest(page):
    """Open what a form folds away, unless it is open."""
    rest = "main details.more:not(.for-lending)"
    if page.locator(rest).get_attribute("open") is None:
        press(page, f"{rest} > summary")


def link(letter, words):
    """The first address in a letter that has these words."""
    return next(address for address in links(letter) if words in address)


def path_of(page):
    """Where we are, without the host."""
    return "/" + page.url.split("/", 3)[3]


def log_in(page, email, password=PASSWORD):
    """Through the door."""
    page.goto("/accounts/login/")
    write(page, "login", email)
    write(page, "password", password)
    press(page, SUBMIT)
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def _by_keyboard(page):
    return getattr(page, "by_keyboard", False)
