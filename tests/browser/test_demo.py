import time
from email.message import EmailMessage

from playwright.sync_api import expect

from tests.running_demo import links


def test_letter_is_read_in_the_browser_and_its_link_works(visitor, site):
    page = visitor()
    page.goto("/accounts/password/reset/")
    page.locator("input[name=email]").fill("anna@demo.example")
    page.locator("main form button").last.click()
    letter = site.letter(to="anna@demo.example", text="/password/reset/key/")

    page.goto("/demo/letters/?to=anna@")
    page.get_by_role("link", name=letter.subject).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(letter.subject)
    address = next(link for link in links(letter) if "/password/reset/key/" in link)
    page.locator("[data-letter-text]").get_by_role("link", name=address).click()
    expect(page.locator("input[type=password]").first).to_be_visible()


def test_everybody_of_the_demo_can_log_in(visitor):
    for name in ("anna", "bram", "carla", "mo"):
        page = visitor(name)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_letter_is_shown_as_it_looks_and_its_link_leaves_the_frame(page, site):
    page.goto("/")
    letter = EmailMessage()
    letter["Subject"], letter["To"] = "Two beds", "dora@demo.example"
    letter.set_content("Two beds")
    letter.add_alternative(
        f'<p style="color: #123456">Two <a href="{site.url}/accounts/login/">beds</a>'
        "<script>document.body.textContent = 'taken over'</script>",
        subtype="html",
    )
    site.mailbox.folder.mkdir(exist_ok=True)
    kept = site.mailbox.folder / f"{time.time_ns()}-dora@demo.example.eml"
    kept.write_bytes(letter.as_bytes())

    page.goto("/demo/letters/?to=dora@demo.example")
    page.get_by_role("link", name="Two beds").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("p")).to_have_css("color", "rgb(18, 52, 86)")
    frame.get_by_role("link", name="beds").click()
    page.wait_for_url("**/accounts/login/")
