"""Part of a claim today and the rest later; one van for several claims."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from home.work import work_of
from listings.models import Listing
from logistics import actions
from logistics.models import PickupLine
from logistics.remaining import to_plan
from tests.factories import ListingFactory, OrganisationFactory, pickup_of
from tests.logistics.conftest import (
    BOTH,
    DAY,
    letters,
    on_the_day,
    plan,
    readers,
    states,
    workday,
)

TOO_MUCH = "more would move than there is"


def agreed_on(anna, bram, title="Chair", quantity=4, **wish):
    """Anna said yes to Bram for so many of them."""
    terms = [wish.get("term", "free")]
    thing = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        title=title,
        terms=terms,
        quantity=quantity,
    )
    place = bram.organisation.locations.get()
    wish = {"term": "free", "quantity": quantity, "location": place} | wish
    claim = claiming.ask(thing, by=bram, **wish)
    return claiming.accept(claim, by=anna)


@pytest.fixture
def chairs(anna, bram):
    return agreed_on(anna, bram)


@pytest.fixture
def lifts(anna, bram):
    """Ten of them on loan, from a workday on for three weeks."""
    first = workday(2).date()
    return agreed_on(
        anna,
        bram,
        "Lift",
        10,
        term="loan",
        starts_on=first,
        ends_on=first + 21 * DAY,
    )


def fresh(claim):
    return Claim.objects.get(pk=claim.pk)


def kept(claim):
    """How many are promised and not handed over, and how many are with the asker."""
    return claim.holds.waiting().pieces(), claim.holds.handed_over().pieces()


def carried(pickup):
    return [
        (str(line.claim.listing), line.quantity)
        for line in PickupLine.objects.filter(pickup=pickup)
    ]


# -- Planning a part ------------------------------------------------------------


def test_a_part_goes_today_and_the_rest_on_friday(chairs, bram):
    first = plan(chairs, bram, quantity=1)
    assert (first.contents, to_plan(chairs, "out")) == ("1 × Chair", 3)
    second = plan(chairs, bram, workday(3))
    assert (second.contents, to_plan(chairs, "out")) == ("3 × Chair", 0)
    assert (fresh(chairs).state, states(chairs)[-1]) == ("scheduled", "scheduled")
    with pytest.raises(Refused, match="planned already"):
        plan(chairs, bram, workday(4))


@pytest.mark.parametrize("pieces", [0, 4])
def test_more_than_is_left_to_plan_is_refused(chairs, bram, pieces):
    plan(chairs, bram, quantity=1)
    with pytest.raises(Refused, match="Of “Chair” 3 can still be planned"):
        plan(chairs, bram, workday(3), quantity=pieces)


def test_one_van_takes_several_claims(chairs, anna, bram):
    tables = agreed_on(anna, bram, "Table", 2)
    lamps = agreed_on(anna, bram, "Lamp", 1)
    van = plan(chairs, bram, also=[(tables, 1), (lamps, 1)])
    assert carried(van) == [("Chair", 4), ("Table", 1), ("Lamp", 1)]
    assert van.contents == "4 × Chair, 1 × Table and 1 more"
    assert {fresh(claim).state for claim in (chairs, tables, lamps)} == {"scheduled"}
    assert readers("scheduled") == BOTH
    assert "What: 1 piece, Table" in letters("scheduled")[0].body.splitlines()
    assert to_plan(tables, "out") == 1


def test_what_is_between_others_or_elsewhere_does_not_go_along(
    chairs, anna, bram, carla
):
    theirs = agreed_on(anna, carla, "Table", 2)
    with pytest.raises(Refused, match="“Chair” can't go along|“Table” can't go along"):
        plan(chairs, anna, also=[(theirs, 1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        pickup_of(chairs).lines.create(claim=theirs, quantity=1)


def test_the_database_refuses_more_out_than_there_is(chairs):
    pickup_of(chairs, quantity=3)
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        pickup_of(chairs, quantity=2)
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        Claim.objects.filter(pk=chairs.pk).update(quantity=2)
    pickup_of(chairs, quantity=1)


def test_the_database_refuses_more_back_than_goes_out(lifts):
    out = pickup_of(lifts, quantity=6)
    pickup_of(lifts, quantity=4, direction="back")
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        pickup_of(lifts, quantity=3, direction="back")
    with pytest.raises(IntegrityError, match=TOO_MUCH), transaction.atomic():
        type(out).objects.filter(pk=out.pk).update(state="called_off")


# -- Handing over a part --------------------------------------------------------


def test_a_part_that_went_leaves_the_rest_to_be_planned(chairs, anna, bram):
    pickup = on_the_day(plan(chairs, bram))
    done = actions.complete(pickup, by=anna, went={chairs.pk: 3}, why="One is broken.")
    claim = fresh(chairs)
    assert (done.contents, claim.state, claim.handed_over) == (
        "3 × Chair",
        "accepted",
        3,
    )
    assert (kept(claim), to_plan(claim, "out")) == ((1, 3), 1)
    assert claim.rest_due_at > timezone.now()
    assert (
        "Of “Chair” 3 of the 4 went along. The reason: One is broken."
        in letters("handed_over")[0].body.splitlines()
    )
    assert list(work_of(anna).to_plan) == [claim]
    last = plan(claim, bram, workday(5))
    actions.complete(on_the_day(last), by=bram)
    claim = fresh(chairs)
    assert (claim.state, kept(claim), claim.rest_due_at) == (
        "handed_over",
        (0, 4),
        None,
    )


def test_what_did_not_go_can_stay_with_its_owner(chairs, anna, bram):
    pickup = on_the_day(plan(chairs, bram))
    actions.complete(
        pickup, by=anna, went={chairs.pk: 3}, stays=True, why="One is broken."
    )
    claim = fresh(chairs)
    assert (claim.state, claim.quantity, kept(claim)) == ("handed_over", 3, (0, 3))
    claim.listing.refresh_from_db()
    assert (claim.listing.left, claim.listing.state) == (1, "live")


def test_less_than_all_needs_a_reason_and_nothing_is_no_hand_over(chairs, anna, bram):
    pickup = on_the_day(plan(chairs, bram))
    with pytest.raises(Refused, match="Say why"):
        actions.complete(pickup, by=anna, went={chairs.pk: 3})
    with pytest.raises(Refused, match="call it off"):
        actions.complete(pickup, by=anna, went={chairs.pk: 0}, why="Nobody came.")
    with pytest.raises(Refused, match="More than was planned"):
        actions.complete(pickup, by=anna, went={chairs.pk: 5}, why="One more.")


def test_of_one_van_a_claim_may_stay_behind(chairs, anna, bram):
    tables = agreed_on(anna, bram, "Table", 2)
    van = on_the_day(plan(chairs, bram, also=[(tables, 2)]))
    actions.complete(van, by=bram, went={tables.pk: 0}, why="No room.")
    assert (fresh(chairs).state, fresh(tables).state) == ("handed_over", "accepted")
    assert (fresh(tables).handed_over, kept(tables)) == (0, (2, 0))


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_the_rest_can_be_taken_back_and_the_claim_goes_on(chairs, anna, request, who):
    pickup = on_the_day(plan(chairs, anna))
    actions.complete(pickup, by=anna, went={chairs.pk: 3}, why="No room.")
    person = request.getfixturevalue(who)
    deed = claiming.decline if who == "anna" else claiming.withdraw
    deed(fresh(chairs), by=person, why="Not needed.")
    claim = fresh(chairs)
    assert (claim.state, claim.quantity, claim.handed_over) == ("handed_over", 3, 3)


def test_what_does_not_go_out_does_not_come_back(lifts, anna, bram):
    out = plan(lifts, bram)
    back = plan(lifts, bram, workday(12), direction="back")
    actions.complete(on_the_day(out), by=anna, went={lifts.pk: 6}, why="No room.")
    back.refresh_from_db()
    assert (back.contents, back.state, back.sequence) == ("6 × Lift", "planned", 1)


# -- The order of things --------------------------------------------------------


def test_a_return_waits_for_all_its_pieces(lifts, bram):
    plan(lifts, bram, workday(2), quantity=4)
    with pytest.raises(Refused, match="can't be chosen"):
        plan(lifts, bram, workday(2, 9), direction="back")
    plan(lifts, bram, workday(10), quantity=6)
    with pytest.raises(Refused, match="can't be chosen"):
        plan(lifts, bram, workday(7), direction="back")
    plan(lifts, bram, workday(7), direction="back", quantity=4)
    plan(lifts, bram, workday(11), direction="back")


def test_a_return_is_not_planned_before_the_use_also_when_both_agree(lifts, bram):
    early = plan(lifts, bram, workday(1, hour=9), agreed=True)
    assert early.starts_at < workday(2)
    with pytest.raises(Refused, match="can't be chosen"):
        plan(lifts, bram, workday(1, hour=12), direction="back", agreed=True)


# -- What is left is not forgotten ----------------------------------------------


def test_the_clock_asks_for_the_rest_every_week(chairs, anna, bram):
    plan(chairs, bram, quantity=1)
    assert fresh(chairs).rest_due_at is not None
    Claim.objects.update(rest_due_at=timezone.now() - timedelta(minutes=1))
    assert actions.ask_for_the_rest() == 1
    assert readers("rest") == BOTH
    assert letters("rest")[0].subject == "Still to plan: 3 pieces of Chair"
    assert fresh(chairs).rest_due_at > timezone.now() + 6 * DAY
    plan(fresh(chairs), bram, workday(4))
    assert fresh(chairs).rest_due_at is None


# -- On the page ----------------------------------------------------------------


def test_the_form_asks_how_many_and_takes_others_along_with_a_tick(
    as_, chairs, anna, bram
):
    tables = agreed_on(anna, bram, "Table", 2)
    browser, address = as_(bram), reverse("logistics:schedule", args=[chairs.pk])
    form = browser.get(address).context["form"]
    assert form["quantity"].value() == 4
    assert [it.claim for it in form.companions] == [tables]
    slot = form.first_key
    wrong = browser.post(address, {"slot": slot, "mover": "asker", "quantity": 5})
    assert list(wrong.context["form"].errors) == ["quantity"]
    browser.post(
        address,
        {"slot": slot, "mover": "asker", "quantity": 3, f"with_{tables.pk}": "on"},
    )
    assert carried(chairs.pickups.get()) == [("Chair", 3), ("Table", 2)]
    page = browser.get(chairs.get_absolute_url()).content.decode()
    assert "0 of 4 handed over; still to plan: 1 piece." in page


def test_the_door_says_how_many_went(as_, chairs, bram):
    pickup = on_the_day(plan(chairs, bram))
    browser, address = as_(bram), reverse("logistics:confirm", args=[pickup.pk])
    name = f"went_{chairs.pk}"
    assert browser.get(address).context["form"][name].value() == 4
    silent = browser.post(address, {name: 3})
    assert list(silent.context["form"].errors) == ["why"]
    done = browser.post(address, {name: 3, "why": "One is broken.", "rest": "stays"})
    assert done.url == pickup.get_absolute_url()
    assert (fresh(chairs).state, fresh(chairs).quantity) == ("handed_over", 3)


def test_pickups_follow_a_listing_that_goes_to_another_organisation(anna, bram):
    claim, heir = agreed_on(anna, bram, "Chair", 1), OrganisationFactory()
    pickup = plan(claim, bram)
    Listing.objects.filter(pk=claim.listing_id).update(organisation=heir)
    connection.check_constraints()
    pickup.refresh_from_db()
    assert pickup.offered_by == heir


def test_what_goes_along_goes_over_together(anna, bram):
    claim, other = (agreed_on(anna, bram, title, 1) for title in ("Chair", "Lamp"))
    plan(claim, bram, also=[(other, None)])
    of_both = Listing.objects.filter(pk__in=[claim.listing_id, other.listing_id])
    refused = pytest.raises(IntegrityError, match="between others")
    with refused, transaction.atomic():
        of_both.filter(pk=claim.listing_id).update(organisation=OrganisationFactory())
        connection.check_constraints()
    of_both.update(organisation=OrganisationFactory())
    connection.check_constraints()
