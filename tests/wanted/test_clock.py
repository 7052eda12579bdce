"""What the clock does with wants: look for matches, tell of them, end and meet."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from base.models import Failure
from claims.models import Claim
from outbox.actions import gather_daily
from outbox.models import Letter
from tests.factories import ClaimFactory, ListingFactory, WantFactory
from wanted import actions, matching, tasks
from wanted.models import Answer, Match, Want

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
State = Want.State


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def test_who_wants_it_reads_of_a_new_listing(want, bram, beds):
    tasks.match_new_listings()
    assert letters() == [
        (bram.email, "You look for Zorgbed gezocht: Two care beds is offered")
    ]
    body = Letter.objects.get().body
    assert body.count("You look for 2 × Zorgbed gezocht. This may be it:") == 1
    assert body.count(f"/listings/{beds.pk}/") == 1
    assert body.count("Care bed and hospital bed · less than 1 km · free · both") == 1


def test_a_new_want_finds_what_is_there(want, bram, beds):
    beds.announced_at = timezone.now()
    beds.save()
    tasks.match_new_wants()
    assert [to for to, _ in letters()] == [bram.email]
    want.refresh_from_db()
    assert want.matched_at is not None


def test_a_pair_is_told_once_whatever_happens(want, bram, beds):
    for _ in range(2):
        beds.announced_at = None  # as after a change of the offer
        beds.save()
        Want.objects.update(matched_at=None)
        tasks.match_new_listings()
        tasks.match_new_wants()
    assert (len(letters()), Match.objects.count()) == (1, 1)


def test_new_matches_of_one_want_come_in_one_letter(want, anna):
    ListingFactory.create_batch(12, made_by=anna, title="Hoog-laagbed")
    tasks.match_new_listings()
    letter = Letter.objects.get()
    assert letter.subject == "You look for Zorgbed gezocht: 12 offers found"
    assert letter.body.count("/listings/") == 10
    assert letter.body.count("There are 2 more.") == 1
    assert not Match.objects.unannounced().exists()


def test_every_want_has_its_own_letter(want, carla, bram, beds):
    WantFactory(made_by=carla)
    tasks.match_new_listings()
    assert sorted(to for to, _ in letters()) == [bram.email, carla.email]


def test_a_long_list_is_told_of_when_it_was_looked_at_whole(want, anna, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    ListingFactory.create_batch(3, made_by=anna)
    assert (actions.match_new_listings(), letters()) == (2, [])
    assert (actions.match_new_listings(), len(letters())) == (1, 1)
    assert Match.objects.count() == 3


def test_who_wants_letters_once_a_day_gets_one(want, bram, carla, anna):
    bram.letters = "daily"
    bram.save()
    WantFactory(made_by=bram)
    ListingFactory(made_by=anna)
    tasks.match_new_listings()
    assert list(Letter.objects.values_list("for_daily", flat=True)) == [True, True]
    gather_daily()
    assert Letter.objects.waiting().count() == 1


def test_who_wants_no_letters_gets_none_but_sees_the_match(want, bram, beds):
    bram.letters = "off"
    bram.save()
    tasks.match_new_listings()
    assert (letters(), want.matches.current().count()) == ([], 1)


def test_when_the_maker_left_the_coordinators_read_it(carla, beds):
    left = WantFactory(
        made_by__organisation=carla.organisation, organisation=carla.organisation
    )
    left.made_by.is_active = False
    left.made_by.save()
    tasks.match_new_listings()
    assert [to for to, _ in letters()] == [carla.email]


def test_a_closed_want_is_not_told_of(want, bram, beds):
    actions.close(want, by=bram)
    tasks.match_new_listings()
    assert letters() == []


def test_what_is_gone_before_the_letter_is_not_told_of(want, beds):
    matching.record(matching.for_wants([want]), want__in=[want])
    beds.state = "withdrawn"
    beds.save()
    actions.match_new_wants()
    assert (letters(), Match.objects.news().count()) == ([], 0)


def test_an_answered_listing_is_no_news_as_a_match(want, bram, anna, beds):
    actions.answer(want, by=anna, listing=beds)
    tasks.match_new_listings()
    assert [subject for _, subject in letters()] == [
        "Zonnehof says: we have this (Zorgbed gezocht)"
    ]


def test_an_answer_waits_until_its_listing_is_live(want, anna, bram, beds):
    beds.state = "paused"
    beds.save()
    given = Answer.objects.create(want=want, listing=beds, by=anna)
    actions.match_new_listings()
    assert letters() == []
    beds.state = "live"
    beds.save()
    actions.match_new_listings()
    given.refresh_from_db()
    assert (len(letters()), given.announced_at is None) == (1, False)


def test_one_bad_listing_keeps_no_other_from_being_matched(
    want, anna, monkeypatch, caplog
):
    good, bad = ListingFactory.create_batch(2, made_by=anna)
    find = matching.for_listings

    def stumble(listings):
        if bad in listings:
            raise ValueError("a listing that nobody foresaw")
        return find(listings)

    monkeypatch.setattr(matching, "for_listings", stumble)
    actions.match_new_listings()
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.announced_at is None, bad.announced_at) == (False, None)
    assert len(letters()) == 1
    actions.match_new_listings()
    [failure] = Failure.objects.all()
    assert (failure.deed, failure.row) == ("wanted.actions._match_listings", bad.pk)
    ListingFactory.create_batch(2, made_by=anna)
    with caplog.at_level(logging.ERROR, "wanted.actions"):
        caplog.clear()
        assert actions.match_new_listings() == 2  # together again, without the bad one
    assert caplog.records == []


def test_a_want_ends_the_day_after_it_was_needed(want, bram):
    today = WantFactory(made_by=bram, needed_by=TODAY)
    Want.objects.filter(pk=want.pk).update(needed_by=YESTERDAY)
    tasks.close_past()
    want.refresh_from_db()
    today.refresh_from_db()
    assert (want.state, today.state) == (State.EXPIRED, State.OPEN)
    subject = "Zorgbed gezocht: the day you needed it by is over"
    assert letters() == [(bram.email, subject)]
    tasks.close_past()
    assert len(letters()) == 1


def received(want, listing, quantity, state=Claim.State.HANDED_OVER, **fields):
    claim = ClaimFactory(
        listing=listing,
        asker=want.made_by,
        location=want.location,
        quantity=quantity,
        state=state,
        **fields,
    )
    claim.steps.create(state=state)
    return claim


@pytest.mark.parametrize("through", [Match, Answer])
def test_a_want_is_met_when_enough_was_handed_over(want, bram, anna, beds, through):
    about = {"score": 0.8} if through is Match else {"by": anna}
    through.objects.create(want=want, listing=beds, **about)
    received(want, beds, 1)
    tasks.mark_met()
    want.refresh_from_db()
    assert want.state == State.OPEN
    received(want, beds, 1)
    tasks.mark_met()
    want.refresh_from_db()
    assert (want.state, letters()) == (
        State.MET,
        [(bram.email, "You have it: Zorgbed gezocht")],
    )


def test_several_owners_together_can_meet_a_want(want, beds):
    more = ListingFactory()
    for listing in (beds, more):
        Match.objects.create(want=want, listing=listing, score=0.8)
        received(want, listing, 1)
    assert actions.mark_met() == 1


def test_a_listing_that_was_found_and_answered_counts_once(want, anna, beds):
    Match.objects.create(want=want, listing=beds, score=0.8)
    Answer.objects.create(want=want, listing=beds, by=anna)
    received(want, beds, 1)
    assert actions.mark_met() == 0


@pytest.mark.parametrize("state", ["asked", "accepted", "scheduled", "withdrawn"])
def test_what_was_not_handed_over_meets_nothing(want, beds, state):
    Match.objects.create(want=want, listing=beds, score=0.8)
    received(want, beds, 2, state)
    assert actions.mark_met() == 0


def test_what_came_from_elsewhere_meets_nothing(want, carla, beds):
    other = ListingFactory(made_by=carla)
    Match.objects.create(want=want, listing=beds, score=0.8)
    received(want, other, 2)
    hers = ClaimFactory(listing=beds, asker=carla, quantity=2, state="handed_over")
    hers.steps.create(state="handed_over")
    assert actions.mark_met() == 0


def test_what_is_asked_again_is_not_met_by_what_came_before(want, bram, beds):
    Match.objects.create(want=want, listing=beds, score=0.8)
    received(want, beds, 2)
    actions.mark_met()
    actions.reopen(want, by=bram)
    assert actions.mark_met() == 0
