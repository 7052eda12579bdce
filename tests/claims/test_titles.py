"""A claim is called as its asker was told last, whatever the offer is called later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import actions
from claims.models import Claim
from listings import actions as offers
from listings.models import Listing
from members.models import Organisation
from tests.factories import ListingFactory

NETWORK, REGION, OWN = Listing.Audience
SECRET = "Geheim verhuisbed"
DEEDS = st.one_of(
    st.tuples(st.just("revise"), st.sampled_from([NETWORK, REGION, OWN])),
    st.tuples(st.just("retitle"), st.sampled_from([None, NETWORK, REGION, OWN])),
    st.tuples(st.sampled_from(["pause", "withdraw", "relist"]), st.none()),
    st.tuples(st.just("own_days"), st.sampled_from([0, 3])),
    st.tuples(st.just("owner"), st.sampled_from(["active", "suspended"])),
)


@pytest.fixture
def claim(anna, bram, beds):
    return actions.ask(
        beds,
        by=bram,
        term="free",
        quantity=1,
        location=bram.organisation.locations.get(),
    )


def do(deed, value, listing, number, *, by):
    """One thing that its owner, or a moderator with their organisation, does."""
    if deed == "owner":
        Organisation.objects.filter(pk=listing.organisation_id).update(state=value)
    elif deed == "own_days":
        opens_at = timezone.now() + timedelta(days=value) if value else None
        Listing.objects.filter(pk=listing.pk).update(opens_at=opens_at)
    elif deed == "revise":
        offers.revise(listing, by=by, audience=value)
    elif deed == "retitle":
        audience = {"audience": value} if value else {}
        offers.revise(listing, by=by, title=f"Bed {number}", **audience)
    elif listing.may_move({"pause": "paused", "withdraw": "withdrawn"}.get(deed, "")):
        getattr(offers, deed)(listing, by=by)
    elif deed == "relist" and listing.state == "withdrawn":
        listing.move("live", by=by)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(deeds=st.lists(DEEDS, max_size=8), near=st.booleans())
def test_it_is_called_as_its_asker_saw_it_last(anna, mo, bram, deeds, near):
    province = anna.organisation.province if near else "NL-GR"
    Organisation.objects.filter(pk=bram.organisation_id).update(province=province)
    bram.refresh_from_db()
    listing = ListingFactory(
        made_by=anna, location=anna.organisation.locations.get(), title="Bed"
    )
    place = bram.organisation.locations.get()
    claim = actions.ask(listing, by=bram, term="free", quantity=1, location=place)
    last_seen = "Bed"
    for number, (deed, value) in enumerate(deeds):
        listing = Listing.objects.select_related("organisation").get(pk=listing.pk)
        if deed == "relist" and not listing.organisation.is_active:
            continue
        by = anna if listing.organisation.is_active else mo
        if by == mo and deed in ("pause", "withdraw"):
            continue
        do(deed, value, listing, number, by=by)
        now = Listing.objects.visible_to(bram).filter(pk=listing.pk)
        if deed == "retitle":
            last_seen = now.values_list("title", flat=True).first() or last_seen
        kept = Claim.objects.get(pk=claim.pk)
        assert (kept.title, str(kept)) == (last_seen, f"1 × {last_seen}")
    Organisation.objects.filter(pk=anna.organisation_id).update(state="active")


def test_a_mended_word_is_mended_in_the_claim(claim, anna):
    offers.revise(claim.listing, by=anna, title="Three care beds")
    claim.refresh_from_db()
    assert str(claim) == "1 × Three care beds"


def test_its_owner_still_finds_the_way_to_the_offer(client, claim, anna, bram):
    offers.revise(claim.listing, by=anna, title=SECRET, audience=OWN)
    link = reverse("listings:detail", args=[claim.listing_id])
    for reader, finds in [(anna, True), (bram, False)]:
        client.force_login(reader)
        shown = client.get(claim.get_absolute_url()).content.decode()
        assert (f'href="{link}"' in shown) == finds
