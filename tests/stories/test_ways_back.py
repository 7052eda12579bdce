"""Where an address says to go back to, after a deed and after logging in: to a page of
ours, whatever it says."""

import pytest
from django.urls import reverse

from listings.models import Listing
from tests.members.conftest import PASSWORD, verified
from tests.stories.test_doors import OURS, address, things  # noqa: F401

ELSEWHERE = [
    *("foo", "//elders.example/", "https://elders.example/", "javascript:alert(1)"),
    *("/\\elders.example", "/nowhere/", "http://[", "\\\\elders.example", "?x", ""),
]


@pytest.mark.parametrize("back", ["foo", "//elders.example/", "/nowhere/", "http://["])
def test_no_deed_leads_elsewhere_or_fails(client, anna, things, back):  # noqa: F811
    client.force_login(anna)
    led = 0
    for name, args in [it for it in OURS if it[0] != "set_language"]:
        url = address(name, args, things)
        answer = client.post(f"{url}?back={back}&next={back}")
        assert answer.status_code < 500, name
        if answer.status_code == 302:
            led += 1
            assert answer.url.startswith("/"), name
            assert not answer.url.startswith(("//", "/\\", "/nowhere/")), name
    assert led >= 10


def test_a_deed_leads_back_to_where_its_button_stood(client, anna, beds):
    client.force_login(anna)
    back = f"{reverse('listings:mine')}?state=live&page=2"
    for deed, state in (("pause", "paused"), ("resume", "live")):
        url = reverse(f"listings:{deed}", args=[beds.pk])
        answer = client.post(url, query_params={"back": back})
        assert (answer.url, Listing.objects.get().state) == (back, state)


@pytest.mark.parametrize("after", ELSEWHERE)
def test_logging_in_leads_to_a_page_of_ours(client, anna, after):
    verified(anna.email, anna.name, anna.organisation)
    sent = {"login": anna.email, "password": PASSWORD, "next": after}
    answer = client.post(reverse("account_login"), sent)
    assert answer.status_code == 302
    assert "elders" not in answer.url
    assert "javascript" not in answer.url


@pytest.mark.parametrize("after", ELSEWHERE)
def test_choosing_a_language_leads_to_a_page_of_ours(client, db, after):
    sent = {"language": "en", "next": after}
    answer = client.post(reverse("set_language"), sent)
    assert answer.status_code in (302, 204)
    assert "elders" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")
