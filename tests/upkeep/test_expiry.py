"""What is past its last day ends by itself."""

from django.utils import timezone

from listings.models import Listing
from outbox.models import Letter
from tests.listings.conftest import (
    State,
    again,
    draft_of,
    letters,
    listing_of,
    yesterday,
)
from upkeep import expiry
from upkeep.tasks import expire_past


def test_what_is_past_expires_and_its_maker_reads_so(anna, beds):
    over = listing_of(anna, available_until=yesterday(), title="Over")
    stale = listing_of(anna, expiry_date=yesterday(), state=State.PAUSED, title="Stale")
    listing_of(anna, available_until=timezone.localdate(), title="Today")
    draft_of(anna, available_until=yesterday(), title="Draft")
    assert expiry.expire_past() == 2
    expired = Listing.objects.filter(state=State.EXPIRED).order_by("pk")
    assert list(expired) == [over, stale]
    assert sorted(letters()) == [
        ("anna@example.org", "Your offer “Over” has ended"),
        ("anna@example.org", "Your offer “Stale” has ended"),
    ]
    assert over.steps.get().by is None
    assert expiry.expire_past() == 0
    assert Letter.objects.count() == 2


def test_the_task_runs_without_arguments(anna):
    listing = listing_of(anna, available_until=yesterday())
    expire_past()
    assert again(listing).state == State.EXPIRED
