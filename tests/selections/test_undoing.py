"""A pause or a withdrawal of many is taken back in one press, for ten minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from base.refusal import Refused
from claims.actions import close_on_withdrawn_listings
from listings import actions as offers_actions
from listings.models import Listing, ListingStep
from listings.rules import UNDO_FOR
from outbox.models import Letter
from selections import actions
from selections.models import Selected, Selection
from tests.factories import ClaimFactory
from tests.selections.test_selections import (
    all_of,
    browser,
    do_all,
    keys,
    known,
    offers,
    outcomes,
    states,
)

__all__ = ["known"]
State, Outcome = Listing.State, Selected.Outcome
BEFORE = [State.LIVE, State.DRAFT, State.PAUSED, State.GONE, State.IN_REVIEW]


@pytest.fixture
def rows(known):
    """One in each state from which it can be withdrawn."""
    made = offers(known, len(BEFORE), live_at=timezone.now())
    for row, state in zip(made, BEFORE, strict=True):
        row.steps.create(state=state, by=known)
        left = 0 if state == State.GONE else 2
        Listing.objects.filter(pk=row.pk).update(state=state, left=left)
    return made


def later(minutes):
    """So much time goes by."""
    past = timedelta(minutes=minutes)
    for step in ListingStep.objects.all():
        ListingStep.objects.filter(pk=step.pk).update(at=step.at - past)
    for selection in Selection.objects.all():
        Selection.objects.filter(pk=selection.pk).update(
            made_at=selection.made_at - past
        )


def test_each_is_what_it_was_and_nobody_is_told(known, rows, bram):
    ClaimFactory(listing=rows[0], asker=bram)
    selection = actions.start("withdraw", all_of(known, rows), by=known)
    assert states(rows) == [State.WITHDRAWN] * len(rows)
    again = actions.undo(selection, by=known)
    assert states(rows) == BEFORE
    assert outcomes(again) == [(Outcome.DONE, state, "") for state in BEFORE]
    later(minutes=11)
    assert close_on_withdrawn_listings() == 0
    assert not Letter.objects.exists()


def test_a_pause_too(known, rows):
    selection = actions.start("pause", all_of(known, rows[:1]), by=known)
    actions.undo(selection, by=known)
    assert states(rows[:1]) == [State.LIVE]


def test_pressed_twice_it_is_undone_once(known, rows):
    selection = actions.start("withdraw", all_of(known, rows), by=known)
    first = actions.undo(selection, by=known)
    assert actions.undo(selection, by=known) == first
    assert Selection.objects.count() == 2


@pytest.mark.parametrize("deed", ["publish", "resume", "relist"])
def test_nothing_else_is_undone(known, deed):
    selection = actions.start(deed, all_of(known, offers(known, 1)), by=known)
    with pytest.raises(Refused):
        actions.undo(selection, by=known)


def test_after_ten_minutes_it_is_too_late(known, rows):
    selection = actions.start("withdraw", all_of(known, rows), by=known)
    later(UNDO_FOR.total_seconds() / 60 + 1)
    selection.refresh_from_db()
    assert not actions.can_undo(selection)
    with pytest.raises(Refused):
        actions.undo(selection, by=known)
    assert states(rows) == [State.WITHDRAWN] * len(rows)


def test_what_was_done_with_one_since_stands_and_says_so(known, rows):
    selection = actions.start("withdraw", all_of(known, rows[:2]), by=known)
    offers_actions.relist(rows[1], by=known)
    again = actions.undo(selection, by=known)
    assert outcomes(again) == [
        (Outcome.DONE, State.LIVE, ""),
        (Outcome.REFUSED, "", "This can't be undone any more."),
    ]


def test_what_waits_for_its_turn_is_not_done_any_more(known, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    rows = offers(known, 5, state=State.LIVE, live_at=timezone.now())
    for row in rows:
        row.steps.create(state=State.LIVE, by=known)
    selection = actions.start("withdraw", all_of(known, rows), by=known)
    again = actions.undo(selection, by=known)
    do_all()
    assert states(rows) == [State.LIVE] * 5
    assert again.total == 2
    sentences = {sentence for _outcome, _state, sentence in outcomes(selection)}
    assert sentences == {"", "Taken back before it was its turn."}


def test_a_stranger_takes_nothing_back(known, carla, mo, rows):
    selection = actions.start("withdraw", all_of(known, rows), by=known)
    for person in (carla, mo):
        with pytest.raises(PermissionDenied):
            actions.undo(selection, by=person)
    address = f"{selection.get_absolute_url()}undo/"
    assert browser(carla).post(address).status_code == 404
    assert states(rows) == [State.WITHDRAWN] * len(rows)


def test_the_page_has_the_button_and_then_says_that_it_was_undone(known, rows):
    client = browser(known)
    sent = {"chosen": keys(rows)}
    address = client.post("/listings/many/withdraw/", sent).url
    button = f'action="{address}undo/"'
    assert button in client.get(address).content.decode()
    answer = client.post(f"{address}undo/")
    assert states(rows) == BEFORE
    assert address in client.get(answer.url).content.decode()
    page = client.get(address).content.decode()
    assert button not in page
    assert answer.url in page
