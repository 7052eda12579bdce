"""Who brings back too late, and who waits for it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims.availability import is_there, short
from claims.models import Claim
from logistics import actions
from outbox.models import Letter
from tests.conftest import person
from tests.factories import ClaimFactory, ListingFactory, pickup_of
from tests.logistics.conftest import BOTH, DAY, event, letters, plan, readers, workday

STATE = Claim.State


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lift(anna):
    place = anna.organisation.locations.get()
    return ListingFactory(
        made_by=anna, location=place, title="Patient lift", terms=["loan"], quantity=1
    )


def lent(listing, asker, first, last, state=STATE.HANDED_OVER, quantity=1):
    claim = ClaimFactory(
        listing=listing,
        asker=asker,
        location=asker.organisation.locations.get(),
        term="loan",
        quantity=quantity,
        starts_on=first,
        ends_on=last,
        state=state,
        remind_at=None,
    )
    if state == STATE.HANDED_OVER:
        pickup_of(claim, state="done")
    return claim


@pytest.fixture
def late(lift, bram, today):
    """Bram was to bring it back yesterday, and the clock is to speak of it."""
    claim = lent(lift, bram, today - 9 * DAY, today - DAY)
    due_now(claim)
    return claim


@pytest.fixture
def next_one(lift, carla, today):
    """Carla was promised it from tomorrow on."""
    return lent(lift, carla, today + DAY, today + 9 * DAY, STATE.ACCEPTED)


def due_now(claim):
    Claim.objects.filter(pk=claim.pk).update(remind_at=timezone.now())


def come(claim, by):
    """Its pickup is planned, and its day has come."""
    Claim.objects.filter(pk=claim.pk).update(state=STATE.SCHEDULED)
    claim.refresh_from_db()
    return pickup_of(claim)


# -- Handing over ----------------------------------------------------------------
def test_what_somebody_still_has_is_not_handed_over(late, next_one, anna):
    pickup = come(next_one, anna)
    with pytest.raises(Refused, match="Say first that Stadsziekenhuis brought") as no:
        actions.complete(pickup, by=anna)
    back = f"?back=%2Fpickups%2Fschedule%2F{next_one.pk}%2F"
    address = f"/pickups/returned/{late.pk}/{back}"
    assert no.value.instead == ("It is back", address)
    next_one.refresh_from_db()
    assert next_one.state == STATE.SCHEDULED


def test_the_asker_does_not_read_who_has_it(late, next_one, carla):
    pickup = come(next_one, carla)
    with pytest.raises(Refused) as no:
        actions.complete(pickup, by=carla)
    assert str(no.value) == "This is not back yet. Zonnehof says first that it is."
    assert no.value.instead[1] == next_one.get_absolute_url()


def test_once_it_is_back_it_goes_on(late, next_one, anna, carla):
    pickup = come(next_one, carla)
    actions.happened(late, by=anna, direction="back")
    actions.complete(pickup, by=carla)
    states = Claim.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [STATE.RETURNED, STATE.HANDED_OVER]


def test_nobody_has_more_than_there_is(lift, late, next_one, anna):
    """As many as are there can be handed over, and none more."""
    lift.quantity = lift.left = 2
    lift.save()
    assert is_there(next_one)
    actions.complete(come(next_one, anna), by=anna)
    third = lent(lift, person("Dora", "Dal"), *2 * [timezone.localdate()], "accepted")
    with pytest.raises(Refused, match="Say first"):
        actions.complete(come(third, anna), by=anna)


# -- Saying that it is back ------------------------------------------------------
@pytest.mark.parametrize("who", ["anna", "bram"])
def test_either_side_says_that_it_is_back(late, request, who):
    back = actions.happened(late, by=request.getfixturevalue(who), direction="back")
    late.refresh_from_db()
    assert (late.state, back.state, back.is_return) == (STATE.RETURNED, "done", True)
    assert readers("returned") == BOTH


def test_a_return_that_was_planned_moves_to_now(late, anna, bram):
    planned = plan(late, bram, workday(3), direction="back")
    back = actions.happened(late, by=anna, direction="back")
    assert (back.pk, back.sequence) == (planned.pk, 1)
    moved = event(letters("returned")[0])[1]
    assert moved["DTSTART"].dt == back.starts_at <= timezone.now()


@pytest.mark.parametrize("who", ["carla", "mo"])
def test_no_stranger_says_that_it_is_back(late, request, who):
    with pytest.raises(PermissionDenied):
        actions.happened(late, by=request.getfixturevalue(who), direction="back")


def test_what_is_not_out_is_not_said_to_be_back(next_one, anna):
    with pytest.raises(Refused, match="it is now “accepted”"):
        actions.happened(next_one, by=anna, direction="back")


def test_said_at_the_door_the_owner_comes_back_to_the_next_one(
    client, late, next_one, anna
):
    pickup = come(next_one, anna)
    client.force_login(anna)
    refused = client.post(f"/pickups/{pickup.pk}/confirm/")
    assert refused.status_code == 409
    address = refused.context["instead"][1]
    assert client.get(address).status_code == 200
    done = client.post(address, follow=True)
    assert done.request["PATH_INFO"] == pickup.get_absolute_url()


# -- Letters ---------------------------------------------------------------------
def names():
    return [key.split()[0].rpartition("/")[2] for key in keys()]


def keys():
    return Letter.objects.order_by("pk").values_list("key", flat=True)


def test_the_next_in_line_and_the_owner_are_told_once(late, next_one):
    for _nth in range(2):
        due_now(late)
        actions.remind_of_returns()
    assert readers("not_back") == ["carla@example.org"]
    assert readers("next_waits") == ["anna@example.org"]
    assert readers("overdue") == BOTH
    assert "Stadsziekenhuis" not in letters("not_back")[0].body
    body = letters("next_waits")[0].body
    assert f"It is back: http://127.0.0.1:8000/pickups/returned/{late.pk}/" in body


def test_who_begins_later_is_told_a_week_before(late, lift, carla, today, monkeypatch):
    lent(lift, carla, today + 12 * DAY, today + 20 * DAY, STATE.ACCEPTED)
    told, now = [], timezone.now()
    for days in range(14):
        moment = now + days * DAY
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        actions.remind_of_returns()
        told += [days] * len(readers("not_back"))
    assert told[:2] in ([5, 6], [6, 7])  # at nine, by the clock on the wall
    assert len(letters("not_back")) == 1


def test_who_can_have_it_is_told_nothing(late, next_one, lift):
    lift.quantity = lift.left = 2
    lift.save()
    actions.remind_of_returns()
    assert readers("not_back") == []


def test_a_return_in_time_for_the_next_one_needs_no_letter(late, lift, bram, carla):
    back = plan(late, bram, workday(2), direction="back")
    day = timezone.localdate(back.starts_at)
    lent(lift, carla, day + DAY, day + 2 * DAY, STATE.ACCEPTED)
    actions.remind_of_returns()
    assert readers("not_back") == []


def test_a_return_after_the_next_one_begins_does(late, lift, bram, next_one):
    plan(late, bram, workday(4), direction="back")
    actions.remind_of_returns()
    assert readers("not_back") == ["carla@example.org"]


def test_who_waited_reads_that_it_is_there(late, next_one, anna):
    actions.remind_of_returns()
    actions.happened(late, by=anna, direction="back")
    assert readers("there_again") == ["carla@example.org"]


def test_what_came_back_in_time_is_no_news(lift, bram, next_one, anna, today):
    actions.happened(lent(lift, bram, today - DAY, today), by=anna, direction="back")
    assert "there_again" not in names()


def test_who_has_it_reads_that_somebody_waits(lift, bram, carla, today):
    due_now(lent(lift, bram, today - 9 * DAY, today + 3 * DAY))
    lent(lift, carla, today + 4 * DAY, today + 9 * DAY, STATE.ACCEPTED)
    actions.remind_of_returns()
    assert names() == ["bring_back"]
    assert "Somebody else was promised it from" in letters("bring_back")[0].body


def test_the_first_in_line_is_served_first(lift, late, carla, today):
    lift.quantity = lift.left = 2
    lift.save()
    first = lent(lift, carla, today, today + DAY, STATE.ACCEPTED)
    second = lent(lift, carla, today + DAY, today + 2 * DAY, STATE.ACCEPTED)
    lent(lift, carla, today + 3 * DAY, today + 4 * DAY, STATE.ACCEPTED)
    assert is_there(first)
    assert short(lift) == [second]


# -- On the page -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("anna", "Stadsziekenhuis was to bring this back on"),
        ("carla", "This is not back yet from who had it before you."),
    ],
)
def test_the_page_says_that_it_is_not_back(
    client, late, next_one, request, who, sentence
):
    client.force_login(request.getfixturevalue(who))
    page = client.get(next_one.get_absolute_url()).content.decode()
    assert sentence in page
    assert ("Stadsziekenhuis" in page) is (who == "anna")
    actions.happened(late, by=request.getfixturevalue("anna"), direction="back")
    assert sentence not in client.get(next_one.get_absolute_url()).content.decode()


def test_a_way_back_that_is_none_leads_to_the_return(client, late, anna):
    client.force_login(anna)
    address = reverse("logistics:returned", args=[late.pk])
    assert "Is it back?" in client.get(address).content.decode()
    response = client.post(f"{address}?back=foo")
    assert response.url == late.pickups.back().get().get_absolute_url()
