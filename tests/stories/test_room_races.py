"""Many at once for one hour of a room: exactly one has it."""

from collections import Counter

import pytest
from django.utils import timezone

from claims import actions, own_use
from claims.models import Claim, Hold
from tests.claims.bookings import a_room, asks, hours
from tests.moments import monday_at
from tests.stories.test_races import asker, at_once, doing

pytestmark = pytest.mark.django_db(transaction=True)


def monday():
    return timezone.localdate(monday_at(10))


def test_twenty_yeses_at_once_give_one_hour_to_one(anna):
    room, span = a_room(anna), hours(monday(), 10, 11)
    claims = [asks(room, asker(), span) for _number in range(20)]
    answered = at_once(*(doing(actions.accept, claim, by=anna) for claim in claims))
    assert answered == {"done": 1, "refused": 19}
    assert Counter(Claim.objects.values_list("state", flat=True)) == {
        "accepted": 1,
        "declined": 19,
    }
    assert Hold.objects.count() == 1


def test_a_whole_its_halves_and_its_owner_at_once_never_overlap(anna):
    one, two, both = (a_room(anna, name) for name in ("One", "Two", "Both"))
    both.parts.set([one, two])
    span = hours(monday(), 10, 11)
    claims = [asks(room, asker(), span) for room in [one, two, both] * 4]
    yeses = [doing(actions.accept, claim, by=anna) for claim in claims]
    block = doing(own_use.block, both.listing, [span], title="Own", by=anna)
    outcome = at_once(*yeses, block)
    assert set(outcome) == {"done", "refused"}
    kept = Counter(Hold.objects.values_list("listing__title", flat=True))
    assert set(kept) == {"One", "Two"}
    assert set(kept.values()) == {1}


def test_asking_and_answering_halves_and_wholes_never_lock_each_other_out(anna):
    one, both = a_room(anna, "One"), a_room(anna, "Both")
    both.parts.set([one])
    people, day = [asker() for _number in range(16)], monday()
    spans = [hours(day, 8 + number % 8, 9 + number % 8) for number in range(16)]
    deeds = [
        doing(asks, room, person, span)
        for room, person, span in zip([one, both] * 8, people, spans, strict=True)
    ]
    assert at_once(*deeds) == {"done": 16}
