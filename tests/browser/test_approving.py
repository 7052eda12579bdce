"""What Bram asks waits for Ada, who is away: Ben approves in her place, and Anna reads
of it only then."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import link, press, send, write
from tests.browser.test_dividing import WAYS

SET_UP = """
from django.utils import timezone
from approvals.models import Deputy
from tests.browser.stage import _called, _offer
today = timezone.localdate()
Deputy.objects.get_or_create(coordinator=_called("ada"), deputy=_called("ben"),
    first=today, last=today)
print(_offer(_called("anna"), "{title}", terms=["sale"], price_eur=900).pk)
"""


@pytest.mark.parametrize("way", WAYS)
def test_a_deputy_approves_what_is_asked(site, visitor, way):
    title = f"Kunstwerk {way}"
    told = site.manage("shell", "-v0", "-c", SET_UP.format(title=title))
    listing = int(told.split()[-1])

    bram = visitor("bram", **WAYS[way])
    bram.goto(f"/claims/ask/{listing}/")
    write(bram, "message", "Voor de hal")
    send(bram)
    expect(bram.locator("main .now .step")).to_contain_text("Ada")
    claim = int(re.findall(r"/claims/(\d+)/", bram.url)[0])

    anna = visitor("anna", **WAYS[way])
    assert anna.goto(f"/claims/{claim}/").status == 404

    asked = site.letter_now(to="ben@demo.example", subject=title, text="/approvals/")
    ben = visitor("ben", **WAYS[way])
    ben.goto(link(asked, "/approvals/"))
    expect(ben.locator("main .now .step")).to_contain_text("Ada")
    assert state(site, claim) == "to_approve"
    press(ben, "main .now button.primary")
    expect(ben).to_have_url(re.compile(r"/approvals/$"))

    site.letter_now(to="anna@demo.example", subject=title, text=f"/claims/{claim}/")
    anna.goto(f"/claims/{claim}/")
    expect(anna.locator("main h1")).to_contain_text(title)
    assert "Ben" not in anna.locator("main").inner_text()
    assert state(site, claim) == "asked"


def state(site, claim):
    statement = "SELECT state FROM claims_claim WHERE id = %s"
    return site.sql(statement, claim)[0][0]
