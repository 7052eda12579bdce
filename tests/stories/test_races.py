"""Many at once, on real threads: never more is promised than there is."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from base.refusal import Refused
from claims import actions
from claims.models import Claim, Hold
from logistics import actions as logistics
from logistics.models import Pickup
from outbox.models import Letter
from tests.factories import ListingFactory, LocationFactory, UserFactory
from tests.logistics.conftest import on_the_day, plan, workday

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def at_once(*deeds):
    """Do all of these at the same moment; what came of each, counted."""
    outcomes, gate = [], threading.Barrier(len(deeds))

    def go(deed):
        gate.wait()
        try:
            deed()
            outcomes.append("done")
        except Refused:
            outcomes.append("refused")
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return Counter(outcomes)


def offer(anna, **fields):
    place = anna.organisation.locations.get()
    return ListingFactory(made_by=anna, location=place, **fields)


def asker():
    person = UserFactory()
    LocationFactory(organisation=person.organisation)
    return person


def wish(person, **fields):
    place = person.organisation.locations.get()
    return {"by": person, "location": place, "term": "free", "quantity": 1} | fields


def doing(action, *args, **kwargs):
    return lambda: action(*args, **kwargs)


def test_fifty_ask_and_fifty_accepts_at_once_promise_ten_pieces(anna):
    chairs = offer(anna, title="Chairs", quantity=10)
    people = [asker() for _ in range(50)]
    asked = at_once(*(doing(actions.ask, chairs, **wish(p)) for p in people))
    assert asked == {"done": 50}

    claims = list(Claim.objects.all())
    answered = at_once(*(doing(actions.accept, claim, by=anna) for claim in claims))
    chairs.refresh_from_db()
    assert answered == {"done": 10, "refused": 40}
    assert (chairs.left, chairs.state) == (0, "gone")
    assert Claim.objects.accepted().count() == 10
    told = Letter.objects.filter(key__startswith="claims/letters/accepted")
    assert told.count() == 10


def test_overlapping_rentals_never_exceed_what_there_is(anna):
    """Forty weeks of three beds, each starting a day after the other: no day has
    more than ten beds out."""
    today = timezone.localdate()
    beds = offer(anna, terms=["rent"], rent_eur=5, rent_per="day", quantity=10)
    claims = []
    for number in range(40):
        first = today + (number % 12) * DAY
        period = {"starts_on": first, "ends_on": first + 6 * DAY}
        person = asker()
        claims.append(
            actions.ask(beds, **wish(person, term="rent", quantity=3, **period))
        )
    outcome = at_once(*(doing(actions.accept, claim, by=anna) for claim in claims))
    accepted = list(Claim.objects.accepted())
    assert outcome == {"done": len(accepted), "refused": 40 - len(accepted)}
    out = Counter()
    for claim in accepted:
        for number in range((claim.ends_on - claim.starts_on).days + 1):
            out[claim.starts_on + number * DAY] += claim.quantity
    assert max(out.values()) == 9
    refused = Claim.objects.unanswered()
    for claim in refused:  # nobody was refused for nothing
        days = [claim.starts_on + n * DAY for n in range(7)]
        assert max(out[day] for day in days) + 3 > 10


def test_one_room_is_never_lent_twice_for_a_day(anna):
    today = timezone.localdate()
    room = offer(anna, terms=["loan"], quantity=1)
    period = {"term": "loan", "starts_on": today + DAY, "ends_on": today + 2 * DAY}
    claims = [actions.ask(room, **wish(asker(), **period)) for _ in range(8)]
    outcome = at_once(*(doing(actions.accept, claim, by=anna) for claim in claims))
    assert outcome == {"done": 1, "refused": 7}


def test_giving_away_and_lending_at_once_share_the_same_pieces(anna):
    today = timezone.localdate()
    beds = offer(anna, terms=["free", "loan"], quantity=5)
    period = {"term": "loan", "starts_on": today + DAY, "ends_on": today + 9 * DAY}
    claims = [actions.ask(beds, **wish(asker())) for _ in range(6)]
    claims += [actions.ask(beds, **wish(asker(), **period)) for _ in range(6)]
    outcome = at_once(*(doing(actions.accept, claim, by=anna) for claim in claims))
    assert outcome == {"done": 5, "refused": 7}


def test_who_asks_first_gets_it_and_the_others_stand_in_line(anna):
    """Twenty at once for ten pieces of which each wants two: five have them, fifteen
    wait at places of their own; and what five let go, the first five are offered."""
    chairs = offer(anna, quantity=10, gives_to="first")
    people = [asker() for _ in range(20)]
    deeds = [doing(actions.ask, chairs, **wish(p, quantity=2)) for p in people]
    assert at_once(*deeds) == {"done": 20}
    chairs.refresh_from_db()
    accepted, waiting = list(Claim.objects.accepted()), list(Claim.objects.waiting())
    assert (len(accepted), len(waiting), chairs.left) == (5, 15, 0)
    assert [actions.place(claim) for claim in waiting] == list(range(1, 16))
    outcome = at_once(
        *(doing(actions.withdraw, claim, by=claim.asker) for claim in accepted)
    )
    proposed = Claim.objects.proposed().values_list("pk", flat=True)
    assert outcome == {"done": 5}
    assert sorted(proposed) == sorted(claim.pk for claim in waiting[:5])
    assert Hold.objects.count() == 5


def test_dividing_lapsing_and_withdrawing_at_once_free_each_piece_once(anna):
    chairs = offer(anna, quantity=10)
    people = [asker() for _ in range(12)]
    claims = [actions.ask(chairs, **wish(p, quantity=5)) for p in people]
    actions.divide(chairs, {claims[0].pk: 5, claims[1].pk: 4, claims[2].pk: 1}, by=anna)
    Claim.objects.accepted().update(expires_at=timezone.now())
    withdrawn = [doing(actions.withdraw, c, by=c.asker) for c in claims[1:8]]
    outcome = at_once(*[actions.lapse] * 3, *withdrawn)
    actions.lapse()  # what another deed held just then is left to the next sweep
    chairs.refresh_from_db()
    kept = sum(Hold.objects.values_list("quantity", flat=True))
    assert outcome == {"done": 10}
    assert (kept, chairs.left) == (10, 0)
    proposed = Claim.objects.proposed().values_list("quantity", flat=True)
    assert sum(proposed) == 10


def test_a_double_click_asks_once(anna, bram):
    beds = offer(anna)
    outcome = at_once(*[doing(actions.ask, beds, **wish(bram))] * 6)
    assert outcome == {"done": 1, "refused": 5}
    assert Letter.objects.count() == 1


def test_a_yes_and_a_withdrawal_at_once_leave_the_stock_right(anna):
    beds = offer(anna, quantity=20)
    people = [asker() for _ in range(12)]
    claims = [actions.ask(beds, **wish(person)) for person in people]
    deeds = [doing(actions.accept, claim, by=anna) for claim in claims]
    deeds += [
        doing(actions.withdraw, claim, by=person)
        for claim, person in zip(claims, people, strict=True)
    ]
    outcome = at_once(*deeds)
    beds.refresh_from_db()
    assert set(outcome) <= {"done", "refused"}
    assert set(Claim.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert beds.left == 20


def test_a_yes_and_the_clocks_end_at_once_agree(anna):
    beds = offer(anna, quantity=20)
    claims = [actions.ask(beds, **wish(asker())) for _ in range(12)]
    Claim.objects.update(expires_at=timezone.now() - DAY)
    deeds = [doing(actions.accept, claim, by=anna) for claim in claims]
    outcome = at_once(*deeds, *[actions.expire_unanswered] * 3)
    beds.refresh_from_db()
    accepted = Claim.objects.accepted().count()
    ended = Claim.objects.filter(state="expired").count()
    assert set(outcome) <= {"done", "refused"}
    assert (accepted + ended, beds.left) == (12, 20 - accepted)
    assert Letter.objects.filter(key__startswith="claims/letters/expired").count() == (
        2 * ended
    )


def agreed(anna, bram):
    return actions.accept(actions.ask(offer(anna), **wish(bram)), by=anna)


def test_both_sides_plan_at_once_and_one_pickup_stands(anna, bram):
    claim = agreed(anna, bram)
    outcome = at_once(
        doing(plan, claim, anna, workday(2)), doing(plan, claim, bram, workday(3))
    )
    assert (outcome, Pickup.objects.count()) == ({"done": 1, "refused": 1}, 1)


def test_planning_and_withdrawing_at_once_leave_no_pickup_of_nothing(anna, bram):
    claim = agreed(anna, bram)
    outcome = at_once(doing(plan, claim, anna), doing(actions.withdraw, claim, by=bram))
    claim.refresh_from_db()
    assert outcome == {"done": 1, "refused": 1}
    assert (claim.state, Pickup.objects.count()) in [("scheduled", 1), ("withdrawn", 0)]


def test_yes_and_calling_off_at_once_agree(anna, bram):
    claim = agreed(anna, bram)
    pickup = on_the_day(plan(claim, bram))
    outcome = at_once(
        doing(logistics.complete, pickup, by=anna),
        doing(logistics.call_off, pickup, by=bram, why="Nobody came."),
        doing(logistics.complete, pickup, by=bram),
    )
    claim.refresh_from_db()
    pickup.refresh_from_db()
    assert outcome == {"done": 1, "refused": 2}
    assert (pickup.state, claim.state) in [
        ("done", "handed_over"),
        ("called_off", "accepted"),
    ]
