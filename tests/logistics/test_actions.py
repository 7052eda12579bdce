"""Planning, moving, calling off and confirming."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from logistics import actions
from tests.logistics.conftest import (
    BOTH,
    DAY,
    HOUR,
    event,
    letters,
    on_the_day,
    plan,
    readers,
    states,
    workday,
)

# -- Planning -------------------------------------------------------------------


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_either_side_plans_and_both_get_an_invitation(agreed, request, who):
    pickup = plan(agreed, request.getfixturevalue(who))
    agreed.refresh_from_db()
    assert (agreed.state, pickup.state) == ("scheduled", "planned")
    assert (states(agreed)[-1], states(pickup)) == ("scheduled", ["planned"])
    assert pickup.location == agreed.listing.location
    assert readers("scheduled") == BOTH
    calendar, invitation = event(letters("scheduled")[0])
    assert (calendar["METHOD"], invitation["SEQUENCE"]) == ("REQUEST", 0)
    assert invitation["DTSTART"].dt == pickup.starts_at


def test_who_brings_comes_to_the_askers_place(agreed, anna):
    pickup = plan(agreed, anna, mover="owner")
    assert pickup.location == agreed.location


def test_letters_tell_where_whom_to_call_and_how_to_load(agreed, bram):
    place = agreed.listing.location
    place.has_dock, place.floor, place.narrowest_door_cm = True, 2, 95
    place.remarks = "Ring at the back."
    place.save()
    plan(agreed, bram, why="We come with two people.")
    body = letters("scheduled")[0].body
    for line in (
        "Where: Zonnehof, Zonnehof Noord, Dorpsstraat 1, 3511 AB Utrecht",
        "Loading dock: yes",
        "Goods lift: no",
        "Floor: 2",
        "Narrowest door: 95 cm",
        "At the door: Portier 030 1234567",
        "Remarks: Ring at the back.",
        "How: Stadsziekenhuis collects it at Zonnehof Noord, Utrecht",
        "Zonnehof: Anna, anna@example.org",
        "Stadsziekenhuis: Bram, bram@example.org",
        "We come with two people.",
    ):
        assert line in body.splitlines()


def test_an_invitation_is_in_the_readers_own_language(agreed, bram, anna):
    anna.language = "nl"
    anna.save()
    plan(agreed, bram)
    hers, his = (event(letter)[1] for letter in letters("scheduled"))
    assert his["SUMMARY"] == "Pickup: 1 × Two care beds"
    assert hers["UID"] == his["UID"]


def test_reminders_are_booked_for_the_mornings_before_and_after(agreed, bram):
    pickup = plan(agreed, bram, workday(5, hour=11))
    day = timezone.localdate(pickup.starts_at)
    moments = [timezone.localtime(m) for m in (pickup.remind_at, pickup.chase_at)]
    assert [(m.date(), m.hour) for m in moments] == [(day - DAY, 9), (day + DAY, 9)]


@pytest.mark.parametrize("hours", [-2, 9])
def test_a_time_when_the_door_is_shut_is_refused(agreed, bram, hours):
    with pytest.raises(Refused, match="can't be chosen") as refused:
        plan(agreed, bram, workday(2) + hours * HOUR)
    assert refused.value.instead[1] == f"/pickups/schedule/{agreed.pk}/"
    agreed.refresh_from_db()
    assert (agreed.state, agreed.pickups.count()) == ("accepted", 0)


def test_a_time_that_is_over_is_refused(agreed, bram):
    with pytest.raises(Refused, match="can't be chosen"):
        plan(agreed, bram, workday(2) - timedelta(days=14))


def test_the_second_plan_is_refused_and_points_to_the_first(pickup, agreed, anna):
    with pytest.raises(Refused, match="planned already") as refused:
        plan(agreed, anna, workday(3))
    assert refused.value.instead == ("To the pickup", f"/pickups/{pickup.pk}/")


def test_what_was_only_asked_can_not_be_planned(agreed, bram):
    Claim.objects.update(state="asked")
    with pytest.raises(Refused, match="it is now “asked”"):
        plan(agreed, bram)


def test_a_loan_whose_period_is_over_does_not_go_out(lent, bram):
    today = timezone.localdate()
    Claim.objects.update(starts_on=today - 3 * DAY, ends_on=today - DAY)
    with pytest.raises(Refused, match="The period is over"):
        plan(lent, bram)


@pytest.mark.parametrize("who", ["carla", "mo"])
def test_no_stranger_plans_moves_calls_off_or_confirms(pickup, agreed, request, who):
    stranger = request.getfixturevalue(who)
    time = {
        "mover": "asker",
        "starts_at": pickup.starts_at + HOUR,
        "ends_at": pickup.ends_at + HOUR,
    }
    for deed in (
        lambda: actions.schedule(agreed, by=stranger, **time),
        lambda: actions.reschedule(pickup, by=stranger, **time),
        lambda: actions.call_off(pickup, by=stranger, why="No."),
        lambda: actions.complete(pickup, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            deed()


# -- Another time, and not at all -----------------------------------------------


def test_another_time_keeps_the_appointment_and_raises_its_sequence(pickup, anna):
    later = pickup.starts_at + HOUR
    moved = actions.reschedule(
        pickup, by=anna, mover="asker", starts_at=later, ends_at=later + HOUR
    )
    assert (moved.starts_at, moved.sequence, states(moved)) == (
        later,
        1,
        ["planned", "planned"],
    )
    assert readers("rescheduled") == BOTH
    _, before = event(letters("scheduled")[0])
    calendar, after = event(letters("rescheduled")[0])
    assert before["UID"] == after["UID"]
    assert (calendar["METHOD"], after["SEQUENCE"]) == ("REQUEST", 1)
    assert after["DTSTART"].dt == later


def test_the_same_time_again_is_refused(pickup, bram):
    with pytest.raises(Refused, match="like this already"):
        actions.reschedule(
            pickup,
            by=bram,
            mover=pickup.mover,
            starts_at=pickup.starts_at,
            ends_at=pickup.ends_at,
        )


def test_another_mover_comes_to_another_place(pickup, bram, agreed):
    moved = actions.reschedule(
        pickup,
        by=bram,
        mover="owner",
        starts_at=pickup.starts_at,
        ends_at=pickup.ends_at,
    )
    assert moved.location == agreed.location


def test_calling_off_cancels_the_appointment_and_keeps_the_promise(
    pickup, agreed, anna, beds
):
    off = actions.call_off(pickup, by=anna, why="The lift is broken.")
    agreed.refresh_from_db()
    beds.refresh_from_db()
    assert (off.state, agreed.state, beds.left) == ("called_off", "accepted", 1)
    assert readers("called_off") == BOTH
    calendar, gone = event(letters("called_off")[0])
    assert (calendar["METHOD"], gone["STATUS"], gone["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        1,
    )
    assert "The lift is broken." in letters("called_off")[0].body


def test_after_calling_off_it_can_be_planned_again(pickup, agreed, anna, bram):
    actions.call_off(pickup, by=anna, why="Ill.")
    assert plan(agreed, bram, workday(4)).state == "planned"


def test_what_was_called_off_can_not_be_changed(pickup, anna):
    actions.call_off(pickup, by=anna, why="Ill.")
    with pytest.raises(Refused, match="called off"):
        actions.call_off(pickup, by=anna, why="Ill.")
    with pytest.raises(Refused, match="called off"):
        actions.complete(pickup, by=anna)


# -- It happened ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_either_side_says_that_it_happened(pickup, agreed, request, who):
    on_the_day(pickup)
    done = actions.complete(pickup, by=request.getfixturevalue(who))
    agreed.refresh_from_db()
    assert (done.state, agreed.state) == ("done", "handed_over")
    assert readers("handed_over") == BOTH


def test_what_happened_before_its_day_happened_now(pickup, agreed, bram):
    done = actions.complete(pickup, by=bram)
    agreed.refresh_from_db()
    assert (done.state, agreed.state) == ("done", "handed_over")
    assert timezone.now() - done.ends_at < HOUR
    _calendar, moved = event(letters("handed_over")[0])
    assert (moved["SEQUENCE"], moved.decoded("dtend")) == (
        1,
        done.ends_at.replace(microsecond=0),
    )


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_what_nobody_planned_can_have_happened(agreed, request, who):
    done = actions.happened(agreed, by=request.getfixturevalue(who))
    agreed.refresh_from_db()
    assert (done.state, agreed.state) == ("done", "handed_over")
    assert (done.location, states(done)) == (agreed.listing.location, ["done"])
    assert readers("handed_over") == BOTH


def test_it_happens_once(agreed, anna, bram):
    actions.happened(agreed, by=bram)
    with pytest.raises(Refused, match="it is now “done”"):
        actions.happened(agreed, by=anna)


def test_what_is_planned_can_have_happened_already(pickup, agreed, bram):
    assert actions.happened(agreed, by=bram) == pickup


def test_a_loan_can_be_back_without_a_plan(lent, bram):
    actions.happened(lent, by=bram)
    back = actions.happened(lent, by=bram, direction="back")
    lent.refresh_from_db()
    assert (back.is_return, lent.state) == (True, "returned")


def test_what_nobody_said_yes_to_has_not_happened(beds, bram):
    place = bram.organisation.locations.get()
    claim = claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    with pytest.raises(Refused, match="it is now “asked”"):
        actions.happened(claim, by=bram)


def test_a_stranger_can_not_say_that_it_happened(agreed, carla):
    with pytest.raises(PermissionDenied):
        actions.happened(agreed, by=carla)


def test_both_may_agree_on_any_time(agreed, bram):
    night = workday(3, hour=22)
    with pytest.raises(Refused, match="can't be chosen"):
        plan(agreed, bram, night)
    assert plan(agreed, bram, night, agreed=True).starts_at == night


@pytest.mark.parametrize("days", [-1, 400])
def test_also_what_both_agree_on_lies_ahead_and_within_a_year(agreed, bram, days):
    moment = timezone.now() + days * DAY
    with pytest.raises(Refused, match="can't be chosen"):
        plan(agreed, bram, moment, agreed=True)


def test_what_happened_early_on_the_day_itself_is_fine(pickup, bram):
    evening = timezone.localtime().replace(hour=23, minute=0, second=0)
    pickup.starts_at, pickup.ends_at = evening, evening + HOUR
    pickup.save()
    assert actions.complete(pickup, by=bram).state == "done"


def test_the_second_yes_is_refused(pickup, anna, bram):
    on_the_day(pickup)
    actions.complete(pickup, by=bram)
    with pytest.raises(Refused, match="it is now “done”"):
        actions.complete(pickup, by=anna)


# -- And back -------------------------------------------------------------------


def test_a_loan_goes_out_and_comes_back(fetched, lent, anna, bram):
    actions.complete(fetched, by=anna)
    assert "The return is not planned yet." in letters("handed_over")[0].body
    back = plan(lent, bram, workday(3), direction="back")
    lent.refresh_from_db()
    assert (back.is_return, lent.state) == (True, "handed_over")
    on_the_day(back)
    actions.complete(back, by=anna)
    lent.refresh_from_db()
    assert (lent.state, readers("returned")) == ("returned", BOTH)


def test_a_return_that_is_planned_stands_in_the_letter_of_handing_over(
    lent, bram, anna
):
    out = plan(lent, bram)
    back = plan(lent, bram, workday(10), direction="back")
    actions.complete(on_the_day(out), by=anna)
    body = letters("handed_over")[0].body
    assert f"See the return: http://127.0.0.1:8000/pickups/{back.pk}/" in body


def test_what_is_given_for_good_has_no_return(pickup, agreed, bram):
    with pytest.raises(Refused):
        plan(agreed, bram, workday(9), direction="back")


def test_nothing_comes_back_before_it_goes_out(lent, bram):
    plan(lent, bram, workday(5, hour=12))
    with pytest.raises(Refused, match="can't be chosen") as refused:
        plan(lent, bram, workday(5, hour=11), direction="back")
    assert refused.value.instead[1] == f"/pickups/return/{lent.pk}/"


def test_nothing_goes_out_after_it_comes_back(lent, bram):
    out = plan(lent, bram, workday(2))
    back = plan(lent, bram, workday(6), direction="back")
    with pytest.raises(Refused, match="can't be chosen"):
        actions.reschedule(
            out,
            by=bram,
            mover="asker",
            starts_at=back.starts_at + HOUR,
            ends_at=back.ends_at + HOUR,
        )


def test_calling_off_the_way_out_calls_off_the_way_back(lent, anna, bram):
    out = plan(lent, bram)
    back = plan(lent, bram, workday(10), direction="back")
    actions.call_off(out, by=anna, why="Not ready.")
    back.refresh_from_db()
    lent.refresh_from_db()
    assert (back.state, lent.state) == ("called_off", "accepted")
    assert len(letters("called_off")) == 4


def test_calling_off_the_way_back_leaves_the_loan_out(fetched, lent, anna, bram):
    actions.complete(fetched, by=anna)
    back = plan(lent, bram, workday(3), direction="back")
    actions.call_off(back, by=bram, why="Needed longer.")
    lent.refresh_from_db()
    assert lent.state == "handed_over"


def test_what_is_back_has_gone_out_though_nobody_said_so(fetched, lent, bram):
    back = on_the_day(plan(lent, bram, workday(3), direction="back"))
    actions.complete(back, by=bram)
    lent.refresh_from_db()
    fetched.refresh_from_db()
    assert (lent.state, fetched.state) == ("returned", "done")
    assert states(lent)[-2:] == ["handed_over", "returned"]
