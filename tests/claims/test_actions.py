"""Answering, taking back, and what the clock does."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from base.refusal import Refused
from claims import actions
from claims.models import Claim
from listings import actions as listing_actions
from listings.rules import UNDO_FOR
from outbox.models import Letter
from tests.claims.conftest import DAY, bram_asks, read_by
from tests.factories import ListingFactory, UserFactory


def states(claim):
    return list(claim.steps.values_list("state", flat=True))


def test_accepting_promises_the_goods_and_tells_the_asker(asked, anna, beds):
    claim = actions.accept(asked, by=anna)
    beds.refresh_from_db()
    assert (claim.state, beds.left, beds.state) == ("accepted", 1, "live")
    assert states(claim) == ["asked", "accepted"]
    assert read_by("claims/letters/accepted") == ["bram@example.org"]
    body = Letter.objects.get(key__startswith="claims/letters/accepted").body
    assert f"http://127.0.0.1:8000/pickups/schedule/{claim.pk}/" in body


def test_the_last_piece_makes_the_listing_gone(beds, bram, anna):
    actions.accept(bram_asks(beds, bram, quantity=2), by=anna)
    beds.refresh_from_db()
    assert (beds.left, beds.state) == (0, "gone")


def test_lending_keeps_the_listing_as_it_is(lent, anna, lift):
    claim = actions.accept(lent, by=anna)
    lift.refresh_from_db()
    assert (claim.state, lift.left, lift.state) == ("accepted", 2, "live")
    assert [hold.quantity for hold in claim.holds.all()] == [2]


def test_accepting_more_than_is_left_is_refused_whole(asked, beds, anna):
    beds.left = 0
    beds.save()
    Letter.objects.all().delete()
    with pytest.raises(Refused, match="^Nothing is left.$") as refused:
        actions.accept(asked, by=anna)
    assert refused.value.instead[1] == f"/claims/{asked.pk}/decline/"
    asked.refresh_from_db()
    assert (asked.state, Letter.objects.count()) == ("asked", 0)


def test_accepting_says_how_many_are_left(beds, bram, anna, carla):
    both, one = bram_asks(beds, bram, quantity=2), bram_asks(beds, carla)
    actions.accept(one, by=anna)
    with pytest.raises(Refused, match="^Only 1 left.$"):
        actions.accept(both, by=anna)


def test_overlapping_loans_never_exceed_the_quantity(lent, lift, anna, carla, today):
    wish = {"term": "rent", "starts_on": today + 8 * DAY, "ends_on": today + 20 * DAY}
    other = bram_asks(lift, carla, **wish)
    actions.accept(lent, by=anna)
    with pytest.raises(Refused, match="^Nothing is free in this period.$"):
        actions.accept(other, by=anna)


def test_what_is_lent_later_is_not_given_away(anna, bram, carla, today):
    listing = ListingFactory(made_by=anna, terms=["free", "loan"], quantity=2)
    wish = {"term": "loan", "starts_on": today + 30 * DAY, "ends_on": today + 31 * DAY}
    two = bram_asks(listing, carla, quantity=2)
    actions.accept(bram_asks(listing, bram, **wish), by=anna)
    with pytest.raises(Refused, match="^Only 1 left.$"):
        actions.accept(two, by=anna)


def test_two_whole_loans_after_the_stock_grew_do_not_collide(lent, lift, anna, carla):
    actions.accept(lent, by=anna)
    lift.quantity = lift.left = 4
    lift.save()
    period = {"starts_on": lent.starts_on, "ends_on": lent.ends_on}
    other = bram_asks(lift, carla, term="loan", quantity=2, **period)
    assert actions.accept(other, by=anna).state == "accepted"


def test_a_period_that_is_over_can_not_be_accepted(lent, anna, today):
    Claim.objects.update(starts_on=today - 3 * DAY, ends_on=today - DAY)
    with pytest.raises(Refused, match="The period is over"):
        actions.accept(lent, by=anna)


@pytest.mark.parametrize("state", ["draft", "in_review", "expired", "withdrawn"])
def test_what_is_no_longer_offered_can_not_be_promised(asked, anna, beds, state):
    beds.state = state
    beds.save()
    with pytest.raises(Refused):
        actions.accept(asked, by=anna)


def test_what_is_paused_can_still_be_promised(asked, anna, beds):
    beds.state = "paused"
    beds.save()
    assert actions.accept(asked, by=anna).state == "accepted"


def test_a_suspended_asker_gets_nothing(asked, anna, bram):
    bram.organisation.state = "suspended"
    bram.organisation.save()
    with pytest.raises(Refused, match="does not share at the moment"):
        actions.accept(asked, by=anna)


def test_the_second_accept_is_refused(asked, anna, beds):
    actions.accept(asked, by=anna)
    with pytest.raises(Refused, match="it is now “accepted”"):
        actions.accept(asked, by=anna)
    beds.refresh_from_db()
    assert beds.left == 1


def test_accepting_what_is_scheduled_is_refused_and_promises_nothing(
    asked, anna, bram, beds
):
    claim = actions.mark_scheduled(actions.accept(asked, by=anna), by=bram)
    with pytest.raises(Refused):
        actions.accept(claim, by=anna)
    beds.refresh_from_db()
    assert beds.left == 1


def test_what_is_only_asked_can_not_be_unscheduled_into_a_yes(asked, bram):
    with pytest.raises(Refused):
        actions.mark_unscheduled(asked, by=bram)
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_declining_tells_the_asker_why(asked, anna):
    claim = actions.decline(asked, by=anna, why="Promised to our own ward.")
    assert claim.state == "declined"
    letter = Letter.objects.get(key__startswith="claims/letters/declined")
    assert letter.to == "bram@example.org"
    assert "The reason: Promised to our own ward." in letter.body
    assert "/listings/?category=care-bed" in letter.body


def test_declining_without_a_reason_is_refused(asked, anna):
    with pytest.raises(Refused, match="Say why"):
        actions.decline(asked, by=anna, why="  ")


def test_taking_a_yes_back_puts_the_goods_back(beds, bram, anna):
    claim = actions.accept(bram_asks(beds, bram, quantity=2), by=anna)
    actions.decline(claim, by=anna, why="It broke.")
    beds.refresh_from_db()
    assert (beds.left, beds.state) == (2, "live")


def test_withdrawing_what_was_accepted_puts_the_goods_back(asked, anna, bram, beds):
    claim = actions.accept(asked, by=anna)
    claim = actions.withdraw(claim, by=bram, why="We bought one.")
    beds.refresh_from_db()
    assert (claim.state, beds.left) == ("withdrawn", 2)
    letter = Letter.objects.get(key__startswith="claims/letters/withdrawn")
    assert letter.to == "anna@example.org"
    assert "The reason: We bought one." in letter.body


def test_withdrawing_what_was_only_asked_changes_no_stock(asked, bram, beds):
    actions.withdraw(asked, by=bram)
    beds.refresh_from_db()
    assert beds.left == 2


def test_withdrawing_a_loan_changes_no_stock(lent, anna, bram, lift):
    actions.withdraw(actions.accept(lent, by=anna), by=bram)
    lift.refresh_from_db()
    assert lift.left == 2


def test_what_is_scheduled_is_called_off_before_it_ends(asked, anna, bram):
    claim = actions.mark_scheduled(actions.accept(asked, by=anna), by=bram)
    for deed in (
        lambda: actions.withdraw(claim, by=bram),
        lambda: actions.decline(claim, by=anna, why="No."),
    ):
        with pytest.raises(Refused, match="Call it off first") as refused:
            deed()
        assert refused.value.instead[1] == f"/pickups/schedule/{claim.pk}/"


def test_only_what_was_lent_comes_back(asked, anna, bram):
    claim = actions.mark_scheduled(actions.accept(asked, by=anna), by=bram)
    claim = actions.hand_over(claim, by=bram)
    assert (claim.state, claim.remind_at) == ("handed_over", None)
    with pytest.raises(Refused):
        actions.take_back(claim, by=anna)


def test_a_loan_goes_out_and_comes_back(lent, anna, bram):
    claim = actions.mark_scheduled(actions.accept(lent, by=anna), by=bram)
    claim = actions.hand_over(claim, by=bram)
    remind = timezone.localtime(claim.remind_at)
    assert (remind.date(), remind.hour) == (claim.ends_on - 3 * DAY, 9)
    assert actions.take_back(claim, by=anna).state == "returned"


@pytest.mark.parametrize("who", ["bram", "carla", "mo"])
def test_only_the_owner_answers(asked, request, who):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.accept(asked, by=user)
    with pytest.raises(PermissionDenied):
        actions.decline(asked, by=user, why="No.")


@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_only_the_asker_withdraws(asked, request, who):
    with pytest.raises(PermissionDenied):
        actions.withdraw(asked, by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["carla", "mo"])
@pytest.mark.parametrize(
    "deed", ["mark_scheduled", "mark_unscheduled", "hand_over", "take_back"]
)
def test_no_stranger_arranges(asked, request, deed, who):
    with pytest.raises(PermissionDenied):
        getattr(actions, deed)(asked, by=request.getfixturevalue(who))


def test_colleagues_act_for_their_side(asked, anna, bram):
    hers, his = (UserFactory(organisation=p.organisation) for p in (anna, bram))
    claim = actions.accept(asked, by=hers)
    assert actions.withdraw(claim, by=his).state == "withdrawn"


def test_letters_go_to_the_coordinators_when_the_maker_left(beds, anna, bram):
    boss = UserFactory(organisation=anna.organisation, role="coordinator")
    anna.is_active = False
    anna.save()
    bram_asks(beds, bram)
    assert read_by("claims/letters/asked") == [boss.email]


# -- The clock ---------------------------------------------------------------


def overdue(claim, column):
    moment = timezone.now() - timedelta(minutes=1)
    Claim.objects.filter(pk=claim.pk).update(**{column: moment})


def test_the_owner_and_coordinators_are_reminded_once(asked, anna):
    boss = UserFactory(organisation=anna.organisation, role="coordinator")
    assert actions.remind_unanswered() == 0
    overdue(asked, "remind_at")
    assert [actions.remind_unanswered() for _ in range(2)] == [1, 0]
    readers = sorted(["anna@example.org", boss.email])
    assert read_by("claims/letters/unanswered") == readers


def test_a_coordinator_who_offers_reads_the_reminder_once(asked, anna):
    anna.role = "coordinator"
    anna.save()
    overdue(asked, "remind_at")
    actions.remind_unanswered()
    assert read_by("claims/letters/unanswered") == ["anna@example.org"]


def test_what_was_answered_is_not_reminded_of(asked, anna):
    overdue(asked, "remind_at")
    actions.accept(asked, by=anna)
    assert actions.remind_unanswered() == 0


def test_what_nobody_answers_expires_and_both_read_so(asked, beds):
    assert actions.expire_unanswered() == 0
    overdue(asked, "expires_at")
    assert [actions.expire_unanswered() for _ in range(2)] == [1, 0]
    asked.refresh_from_db()
    beds.refresh_from_db()
    assert (asked.state, states(asked), beds.left) == (
        "expired",
        ["asked", "expired"],
        2,
    )
    both = ["anna@example.org", "bram@example.org"]
    assert read_by("claims/letters/expired") == both


def test_what_was_accepted_does_not_expire(asked, anna):
    actions.accept(asked, by=anna)
    overdue(asked, "expires_at")
    assert actions.expire_unanswered() == 0


def test_who_asked_hears_of_the_end_when_it_can_not_be_undone(asked, anna, beds):
    listing_actions.withdraw(beds, by=anna)
    assert actions.close_on_withdrawn_listings() == 0
    beds.steps.update(at=timezone.now() - UNDO_FOR - timedelta(seconds=1))
    assert actions.close_on_withdrawn_listings() == 1


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_asking_for_what_is_no_longer_offered_ends(asked, beds, state):
    assert actions.close_on_withdrawn_listings() == 0
    beds.state = state
    beds.save()
    assert [actions.close_on_withdrawn_listings() for _ in range(2)] == [1, 0]
    asked.refresh_from_db()
    assert asked.state == "declined"
    assert asked.steps.last().why != ""
    assert read_by("claims/letters/closed") == ["bram@example.org"]
    step = asked.steps.last()
    assert step.reason == "This is no longer offered."
    with translation.override("nl"):
        assert step.reason == "Dit wordt niet meer aangeboden."


def test_what_was_promised_stands_when_the_listing_is_withdrawn(asked, anna, beds):
    actions.accept(asked, by=anna)
    beds.refresh_from_db()
    beds.move("withdrawn")
    assert actions.close_on_withdrawn_listings() == 0
