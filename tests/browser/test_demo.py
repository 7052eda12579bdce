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


def test_everybody_of_the_demo_comes_in_with_one_press(visitor):
    for name in ("Anna", "Bram", "Carla", "Mo"):
        page = visitor()
        page.goto("/")
        page.get_by_role("button", name=name).click()
        page.wait_for_url("**/admin/" if name == "Mo" else "**/")
        expect(page.locator(".user-menu, #user-tools").first).to_contain_text(name)


def test_a_stranger_sees_what_is_offered_and_logs_in_to_it(page, site):
    page.goto("/")
    offers = page.locator("#offers .card")
    expect(offers).to_have_count(12)
    page.get_by_role("searchbox").fill("rollator")
    page.get_by_role("searchbox").press("Enter")
    photo = offers.locator("img").first
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("it => it.naturalWidth") > 100
    title = offers.get_by_role("link").first.inner_text()
    offers.get_by_role("link").first.click()
    page.get_by_label("E-mail").fill("bram@demo.example")
    page.locator("[type=password]").fill("deel-demo-2026")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


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
