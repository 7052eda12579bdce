"""What a claim waits for inside an organisation, on both sides."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from approvals import actions, clock
from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from conversations import actions as talking
from tests.approvals.conftest import a_rule, asks, away, colleague, due, fresh, readers
from tests.claims import bookings, services
from tests.claims.conftest import pieces_of, read_by, states
from tests.factories import ListingFactory
from tests.moments import monday_at


# -- The asker's side --------------------------------------------------------
def test_its_owner_knows_nothing_of_it_and_its_pieces_are_kept(waiting, anna, chairs):
    assert pieces_of(waiting) == ("to_approve", 4, [4])
    assert fresh(chairs).left == 2
    assert not Claim.objects.visible_to(anna).exists()
    assert not Claim.objects.asked_of(anna.organisation).exists()
    assert not Claim.objects.concerning(anna).exists()
    assert read_by("claims/letters/asked") == []
    assert readers("asked") == ["ada"]
    assert waiting.ahead[0] == "asked"


def test_approved_it_is_asked_as_any_other(waiting, anna, ada, chairs):
    actions.approve(waiting.approval, by=ada)
    assert pieces_of(waiting) == ("asked", 4, [])
    assert fresh(chairs).left == 6
    assert list(Claim.objects.visible_to(anna)) == [waiting]
    assert read_by("claims/letters/asked") == ["anna@example.org"]
    assert readers("approved") == ["bram"]
    assert waiting.steps.get(state="asked").by == waiting.asker


def test_who_asks_first_gets_it_after_the_yes(rule, ada, chairs, bram, anna):
    chairs.gives_to = "first"
    chairs.save()
    claim = asks(chairs, bram)
    assert read_by("claims/letters/taken") == []
    actions.approve(claim.approval, by=ada)
    assert pieces_of(claim) == ("accepted", 4, [4])
    assert read_by("claims/letters/taken") == ["anna@example.org"]


def test_not_approved_it_ends_and_its_pieces_are_free(waiting, anna, ada, chairs):
    actions.decline(waiting.approval, by=ada, why="Too dear.")
    assert pieces_of(waiting) == ("declined", 4, [])
    assert fresh(chairs).left == 6
    assert not Claim.objects.visible_to(anna).exists()
    assert read_by("claims/letters/declined") == []
    assert waiting.steps.get(state="declined").why == "Too dear."


def test_who_waited_for_its_pieces_moves_up(rule, ada, chairs, bram, carla):
    claim = asks(chairs, bram, 6)
    other = asks(chairs, carla, 3, wait=True)
    assert fresh(other).state == "waiting"
    claiming.withdraw(claim, by=bram)
    assert fresh(claim.approval).state == "lapsed"
    assert pieces_of(other) == ("proposed", 3, [3])


def test_a_withdrawal_writes_nothing_to_who_never_knew(waiting):
    claiming.withdraw(waiting, by=waiting.asker)
    assert read_by("claims/letters/withdrawn") == []


def test_nobody_blocks_for_ever(waiting, chairs):
    due(waiting.approval, "ends_at")
    assert clock.end() == 1
    assert pieces_of(waiting) == ("expired", 4, [])
    assert fresh(waiting.approval).state == "lapsed"
    assert sorted(readers("lapsed")) == ["ada", "bram"]
    assert fresh(chairs).left == 6
    assert clock.end() == 0


def test_only_one_at_a_time(waiting, chairs):
    with pytest.raises(Refused, match="You have asked for this already"):
        asks(chairs, waiting.asker, 1)


def test_nobody_writes_to_who_knows_nothing(waiting, bram):
    with pytest.raises(Refused):
        talking.check_can_write(waiting, by=bram)


def test_its_owner_can_do_nothing_with_it(waiting, anna):
    with pytest.raises(Refused):
        claiming.accept(waiting, by=anna)
    with pytest.raises(Refused):
        claiming.decline(waiting, by=anna, why="No")


# -- Another wish ------------------------------------------------------------
def test_what_changes_loses_its_approval(waiting, ada, anna):
    first = actions.approve(waiting.approval, by=ada)
    claiming.change(waiting, by=waiting.asker, quantity=5)
    claim = fresh(waiting)
    assert pieces_of(claim) == ("to_approve", 5, [5])
    assert claim.approval != first
    assert claim.approval.earlier == first
    assert not Claim.objects.visible_to(anna).exists()


def test_what_is_asked_anew_shows_what_differs(waiting, client, ada):
    old = waiting.approval
    claiming.change(waiting, by=waiting.asker, quantity=6)
    assert fresh(old).state == "lapsed"
    client.force_login(ada)
    page = client.get(fresh(waiting).approval.get_absolute_url()).content.decode()
    assert "was 4" in page
    assert "was €100.00" in page
    gone = client.get(old.get_absolute_url()).content.decode()
    assert "See what is asked now" in gone
    assert "Do you approve" not in gone
    assert client.post(f"{old.get_absolute_url()}approve/").status_code == 409


def test_a_smaller_wish_that_needs_no_approval_is_asked(waiting):
    claiming.change(waiting, by=waiting.asker, quantity=2)
    assert pieces_of(waiting) == ("asked", 2, [])
    assert states(waiting)[-1] == "asked"


def test_the_same_wish_again_changes_nothing(waiting):
    claiming.change(waiting, by=waiting.asker, quantity=4)
    assert pieces_of(waiting) == ("to_approve", 4, [4])
    assert fresh(waiting.approval).is_waiting


def test_fewer_of_what_is_agreed_needs_no_second_yes(waiting, ada, anna):
    actions.approve(waiting.approval, by=ada)
    claiming.accept(waiting, by=anna)
    claiming.change(waiting, by=waiting.asker, quantity=3)
    assert pieces_of(waiting) == ("accepted", 3, [3])


# -- The owner's side --------------------------------------------------------
@pytest.fixture
def given(anna, chairs, bram):
    """Eva coordinates where Anna works; what is worth € 300 waits for her. Anna said
    yes to four chairs, which cost € 80 new."""
    a_rule(anna, "give", 300)
    claim = asks(chairs, bram)
    return claiming.accept(claim, by=anna)


@pytest.fixture
def eva(anna):
    return colleague(anna, "Eva", role="coordinator")


def test_an_owners_yes_waits_and_the_asker_reads_nothing(eva, given, bram, client):
    assert pieces_of(given) == ("asked", 4, [4])
    assert read_by("claims/letters/accepted") == []
    client.force_login(bram)
    page = client.get(given.get_absolute_url()).content.decode()
    assert "Zonnehof answers" in page
    assert "pproval" not in page


def test_approved_the_yes_is_said(eva, given, anna):
    actions.approve(given.giving, by=eva)
    assert pieces_of(given) == ("accepted", 4, [4])
    assert given.giving is None
    assert given.steps.get(state="accepted").by == anna
    assert read_by("claims/letters/accepted") == ["bram@example.org"]


def test_not_approved_the_owner_can_still_answer(eva, given, anna, chairs):
    actions.decline(given.giving, by=eva, why="We need them.")
    assert pieces_of(given) == ("asked", 4, [])
    assert fresh(chairs).left == 6
    assert given.remind_at > timezone.now()
    claiming.decline(given, by=anna, why="Sorry")
    assert fresh(given).state == "declined"


def test_a_part_that_is_worth_less_is_given_at_once(eva, anna, chairs, bram):
    a_rule(anna, "give", 300)
    claim = asks(chairs, bram)
    claiming.divide(chairs, {claim.pk: 3}, by=anna)
    assert pieces_of(claim) == ("proposed", 3, [3])


def test_a_yes_that_waits_is_said_once(eva, given, anna):
    with pytest.raises(Refused, match="waits for approval"):
        claiming.accept(given, by=anna)


def test_others_wait_behind_what_waits(eva, given, chairs, carla):
    other = asks(chairs, carla, 2)
    claiming.divide(chairs, {other.pk: 1}, by=given.listing.made_by)
    assert pieces_of(other) == ("proposed", 1, [1])
    assert pieces_of(given) == ("asked", 4, [4])


def test_another_wish_of_the_asker_takes_the_yes_back(eva, given, bram, chairs):
    approval = given.giving
    claiming.change(given, by=bram, quantity=5)
    assert pieces_of(given) == ("asked", 5, [])
    assert given.giving is None
    assert fresh(approval).state == "lapsed"
    assert fresh(chairs).left == 6


def test_an_asker_who_withdraws_ends_what_waits(eva, given, bram, chairs):
    approval = given.giving
    claiming.withdraw(given, by=bram)
    assert (fresh(approval).state, fresh(chairs).left) == ("lapsed", 6)


def test_both_sides_can_want_a_yes(eva, rule, ada, ben, anna, chairs, bram):
    a_rule(anna, "give")
    claim = asks(chairs, bram)
    actions.approve(claim.approval, by=ada)
    claim = claiming.accept(fresh(claim), by=anna)
    assert fresh(claim).state == "asked"
    actions.approve(claim.giving, by=eva)
    assert pieces_of(claim) == ("accepted", 4, [4])


# -- Who may -----------------------------------------------------------------
def test_strangers_and_colleagues_can_not_approve(waiting, carla, dirk, anna, bram):
    for who in (carla, dirk, anna, bram):
        with pytest.raises(PermissionDenied):
            actions.approve(waiting.approval, by=who)


def test_who_asks_does_not_approve_though_they_coordinate(rule, ada, ben, chairs):
    claim = asks(chairs, ada)
    assert readers("asked") == ["ben"]
    with pytest.raises(PermissionDenied):
        actions.approve(claim.approval, by=ada)


def test_twice_is_once(waiting, ada, ben):
    actions.approve(waiting.approval, by=ada)
    with pytest.raises(Refused):
        actions.decline(waiting.approval, by=ben, why="No")
    assert fresh(waiting).state == "asked"


def test_a_deputy_decides_in_the_place_of_who_is_away(waiting, ada, dirk):
    away(ada, dirk)
    actions.approve(waiting.approval, by=dirk)
    step = waiting.approval.steps.get(state="approved")
    assert (step.by, step.on_behalf_of) == (dirk, ada)
    assert sorted(readers("approved")) == ["ada", "bram"]


def test_who_decides_while_away_does_so_as_themselves(waiting, ada, dirk):
    away(ada, dirk)
    actions.approve(waiting.approval, by=ada)
    step = waiting.approval.steps.get(state="approved")
    assert (step.by, step.on_behalf_of) == (ada, None)


def test_where_nobody_else_coordinates_the_cooperative_decides(rule, chairs, bram, mo):
    claim = asks(chairs, bram)
    assert readers("asked") == ["mo"]
    actions.approve(claim.approval, by=mo)
    assert fresh(claim).state == "asked"


# -- Services and rooms ------------------------------------------------------
def test_a_price_in_a_quote_waits_before_it_is_accepted(rule, ada, anna, bram):
    claim = services.asks(services.a_service(anna), bram)
    assert claim.state == "asked"
    quote = services.quoted(claim, anna)
    assert claiming.accept_quote(quote, by=bram).state == "asked"
    assert readers("asked") == ["ada"]
    with pytest.raises(Refused, match="waits for approval"):
        claiming.accept_quote(quote, by=bram)
    assert list(Claim.objects.visible_to(anna)) == [claim]
    actions.approve(fresh(claim).approval, by=ada)
    assert fresh(claim).state == "accepted"
    assert fresh(quote).steps.get(state="accepted").by == bram


def test_another_version_is_not_what_was_approved(rule, ada, anna, bram):
    claim = services.asks(services.a_service(anna), bram)
    claiming.accept_quote(services.quoted(claim, anna), by=bram)
    dearer = [*services.TWO_LINES, services.Line("Travel", Decimal(1), Decimal(900))]
    services.quoted(claim, anna, dearer)
    actions.approve(fresh(claim).approval, by=ada)
    assert fresh(claim).state == "asked"


def test_a_room_waits_and_is_asked_after_the_yes(ada, anna, bram):
    a_rule(bram, "ask")
    room = bookings.a_room(anna, "Garden room")
    day = timezone.localdate(monday_at(10))
    claim = bookings.asks(room, bram, bookings.hours(day, 9, 10))
    assert claim.state == "to_approve"
    assert not Claim.objects.visible_to(anna).exists()
    actions.approve(claim.approval, by=ada)
    assert fresh(claim).state == "asked"
    assert read_by("claims/letters/asked") == ["anna@example.org"]


def test_an_owners_yes_to_a_room_waits(eva, anna, bram):
    a_rule(anna, "give")
    room = bookings.a_room(anna, "Garden room")
    day = timezone.localdate(monday_at(10))
    claim = bookings.asks(room, bram, bookings.hours(day, 9, 10))
    claiming.accept(claim, by=anna)
    assert fresh(claim).state == "asked"
    actions.approve(claim.giving, by=eva)
    assert fresh(claim).state == "accepted"


def test_in_a_basket_only_what_reached_its_owner_is_shown(
    rule, ada, anna, bram, chairs
):
    lamp = ListingFactory(made_by=anna, title="Lamp", location=chairs.location)
    for listing, term, n in ((chairs, "sale", 4), (lamp, "free", 1)):
        row = claiming.put_in(listing, by=bram, term=term, quantity=n)
    place = bram.organisation.locations.get()
    bundle = claiming.ask_together(row.bundle, by=bram, location=place)
    waits = bundle.claims.get(listing=chairs)
    assert waits.state == "to_approve"
    assert [it.title for it in bundle.claims.visible_to(anna)] == ["Lamp"]
    actions.approve(waits.approval, by=ada)
    assert read_by("claims/letters/asked") == ["anna@example.org"]


def test_a_service_reaches_its_owner_after_the_yes(rule, ada, bram, anna):
    technician = services.a_service(anna, "hour", 65, least=2)
    claim = services.asks(technician, bram)
    assert (fresh(claim).state, read_by("claims/letters/asked")) == ("to_approve", [])
    actions.approve(claim.approval, by=ada)
    assert pieces_of(claim) == ("asked", 1, [])
    assert read_by("claims/letters/asked") == ["anna@example.org"]
