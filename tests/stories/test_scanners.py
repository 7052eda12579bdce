"""A mail scanner opens every link of every letter before its reader does. It decides
nothing with that, and no page tells another site the address that it was opened at."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from claims import actions as claiming
from members import joining
from outbox.models import Letter
from tests.factories import ListingFactory, WantFactory
from wanted import actions as wanting

LINK = re.compile(re.escape(settings.SITE_URL) + r"(/\S*)")
OURS = {"claims", "listings", "logistics", "members", "outbox", "searches", "wanted"}


def everything():
    """All rows of ours."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in OURS
    }


@pytest.fixture
def links(anna, bram, carla, beds):
    """Of letters about an urgent want, a claim and its answer, and an invitation."""
    place = bram.organisation.locations.get()
    ListingFactory(made_by=anna, announced_at=timezone.now())
    WantFactory(made_by=bram, location=place, urgent=True)
    wanting.match_new_wants()
    claim = claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    claiming.accept(claim, by=anna)
    joining.invite(carla.organisation, email="new@example.org", by=carla)
    bodies = Letter.objects.values_list("body", flat=True)
    found = sorted({path for body in bodies for path in LINK.findall(body)})
    assert {"claims", "have", "invitation"} <= set("".join(found).split("/"))
    return found


def test_opening_every_link_decides_nothing(client, links):
    before = everything()
    for link in links:
        for method in (client.head, client.get):
            answer = method(link)
            assert answer.status_code in (200, 302, 404, 410), link
            assert answer["Referrer-Policy"] == "same-origin", link
    assert everything() == before
