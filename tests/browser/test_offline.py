from playwright.sync_api import expect


def test_where_there_is_no_line_a_page_says_so(visitor):
    anna = visitor("anna")
    anna.evaluate("navigator.serviceWorker.ready.then(() => true)")
    anna.context.set_offline(True)
    anna.goto("/listings/")
    expect(anna.locator("h1")).to_have_text("Geen verbinding")
    anna.context.set_offline(False)
    anna.goto("/listings/")
    expect(anna.locator("h1")).to_have_text("Aanbod")
