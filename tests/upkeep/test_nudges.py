"""No dead stock: owners are asked in time, and what they answer is done and kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from listings import actions
from listings.intake import publication
from listings.models import Listing
from outbox.models import Letter
from tests.factories import ListingFactory
from upkeep import actions as answers
from upkeep import nudges
from upkeep.models import Nudge

Cause, Answer = Nudge.Cause, Nudge.Answer
TODAY = timezone.localdate


def ago(days):
    return timezone.now() - timedelta(days=days)


def ahead(days):
    return TODAY() + timedelta(days=days)


@pytest.fixture
def known(anna):
    """Anna, of an organisation that moderators know by now."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    return anna


def offer(by, **fields):
    return ListingFactory(made_by=by, **{"live_at": ago(100), **fields})


def causes(listing):
    return list(listing.nudges.order_by("pk").values_list("cause", flat=True))


def subjects():
    return list(Letter.objects.order_by("pk").values_list("subject", flat=True))


# -- What goes out of date -----------------------------------------------------


@pytest.mark.parametrize(
    ("days", "cause"),
    [
        (184, None),
        (183, Cause.SIX_MONTHS),
        (93, Cause.SIX_MONTHS),
        (92, Cause.THREE_MONTHS),
        (32, Cause.THREE_MONTHS),
        (31, Cause.ONE_MONTH),
        (1, Cause.ONE_MONTH),
        (0, None),
    ],
)
def test_expiring_goods_come_up_at_six_three_and_one_months(anna, days, cause):
    gloves = offer(anna, expiry_date=ahead(days))
    nudges.ask_all()
    nudges.ask_all()
    assert causes(gloves) == ([cause] if cause else [])
    assert Letter.objects.count() == (1 if cause else 0)


def test_who_offered_it_today_is_not_asked(anna):
    gloves = offer(anna, expiry_date=ahead(20), live_at=timezone.now())
    nudges.ask_all()
    assert causes(gloves) == []


def test_another_date_is_another_question(anna):
    gloves = offer(anna, expiry_date=ahead(20))
    nudges.ask_all()
    Listing.objects.filter(pk=gloves.pk).update(expiry_date=ahead(25))
    nudges.ask_all()
    assert causes(gloves) == [Cause.ONE_MONTH] * 2


# -- What ends -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("live_for", "left", "asked"),
    [(100, 15, False), (100, 14, True), (28, 14, True), (27, 14, False), (2, 1, True)],
)
def test_before_its_last_day_its_people_are_asked(anna, live_for, left, asked):
    chair = offer(anna, available_until=ahead(left), live_at=ago(live_for + 0.01))
    nudges.ask_all()
    assert causes(chair) == ([Cause.ENDING] if asked else [])


def test_what_is_paused_or_gone_is_not_asked_about(anna):
    for state in ("paused", "gone", "expired", "withdrawn", "draft"):
        offer(anna, available_until=ahead(3), state=state, quiet_at=ago(1))
    nudges.ask_all()
    assert not Nudge.objects.exists()


# -- What nobody touches -------------------------------------------------------


def silence(listing, days):
    """So many days go by and nobody says anything."""
    listing.refresh_from_db()
    if listing.quiet_at:
        listing.quiet_at -= timedelta(days=days)
        listing.save()
    # The question of another day is another question.
    for nudge in listing.nudges.order_by("day"):
        nudge.day -= timedelta(days=days)
        nudge.save()
    nudges.ask_all()
    listing.refresh_from_db()


def test_what_goes_live_is_asked_after_in_sixty_days(known):
    chair = ListingFactory(made_by=known, state="draft", live_at=None)
    chair = actions.publish(chair, by=known)
    left = chair.quiet_at - timezone.now()
    assert timedelta(days=59) < left <= timedelta(days=60)


def test_after_two_silences_it_is_paused(anna):
    chair = offer(anna, title="Chair", quiet_at=timezone.now() + timedelta(days=60))
    silence(chair, 59)
    assert (chair.state, causes(chair)) == ("live", [])
    silence(chair, 1)
    assert (chair.state, causes(chair)) == ("live", [Cause.QUIET])
    silence(chair, 13)
    assert chair.silences == 1
    silence(chair, 1)
    assert (chair.state, causes(chair)) == ("live", [Cause.QUIET] * 2)
    silence(chair, 14)
    assert chair.state == "paused"
    assert chair.steps.latest("pk").by is None
    assert subjects() == [
        "Is “Chair” still there?",
        "Is “Chair” still there?",
        "“Chair” is on hold",
    ]


def test_whoever_touches_it_ends_the_silence(known):
    chair = offer(known, quiet_at=ago(0))
    nudges.ask_all()
    chair = actions.revise(chair, by=known, title="Chair, blue")
    assert chair.silences == 0
    assert chair.quiet_at > timezone.now() + timedelta(days=59)


# -- What is answered ----------------------------------------------------------


def asked(by, **fields):
    """An offer for sale, about whose end its people were asked."""
    fields = {"terms": ["sale"], "price_eur": 40, **fields}
    chair = offer(by, available_until=ahead(10), **fields)
    nudges.ask_all()
    chair.refresh_from_db()
    return chair


@pytest.mark.parametrize(
    ("deed", "fields", "state", "now"),
    [
        ("keep", {}, "live", {}),
        ("extend", {"available_until": ahead(90)}, "live", None),
        ("lower", {"price_eur": 10}, "live", {"price_eur": 10}),
        ("give_away", {}, "live", {"terms": ["free"], "price_eur": None}),
        ("donate", {}, "withdrawn", {}),
        ("recycle", {}, "withdrawn", {}),
    ],
)
def test_an_answer_is_done_and_recorded(known, deed, fields, state, now):
    chair = asked(known, quantity=3)
    getattr(answers, deed)(chair, by=known, **fields)
    chair.refresh_from_db()
    assert chair.state == state
    for name, value in (fields if now is None else now).items():
        assert getattr(chair, name) == value
    [nudge] = chair.nudges.all()
    assert (nudge.answered_by, nudge.pieces) == (known, 3)
    assert nudge.answer == (Answer(nudge.answer).value)
    assert answers.DEEDS[nudge.answer] is getattr(answers, deed)


def test_an_answer_unasked_is_recorded_too(known):
    chair = offer(known)
    answers.recycle(chair, by=known)
    assert causes(chair) == [Cause.OWN]


def test_what_expired_is_offered_longer(known):
    chair = offer(known, available_until=ahead(-1), state="expired")
    answers.extend(chair, by=known, available_until=ahead(30))
    chair.refresh_from_db()
    assert chair.state == "live"


def test_a_higher_price_is_not_lower(known):
    chair = asked(known)
    with pytest.raises(Refused, match="not lower"):
        answers.lower(chair, by=known, price_eur=50)
    assert chair.nudges.unanswered().count() == 1


def test_strangers_answer_nothing(known, carla):
    chair = asked(known)
    for deed in (answers.keep, answers.give_away, answers.donate):
        with pytest.raises(PermissionDenied):
            deed(chair, by=carla)


def test_a_second_press_does_not_recycle_twice(known):
    chair = asked(known)
    answers.recycle(chair, by=known)
    with pytest.raises(Refused):
        answers.recycle(chair, by=known)
    assert chair.nudges.count() == 1


def test_the_database_asks_once_and_knows_when_it_was_answered(anna):
    chair = asked(anna)
    nudge = chair.nudges.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.create(listing=chair, cause=nudge.cause, day=nudge.day)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.filter(pk=nudge.pk).update(answer="keep")


# -- The page ------------------------------------------------------------------


def page(listing):
    return reverse("upkeep:next", args=[listing.pk])


def test_the_page_asks_what_the_answer_needs(client, known):
    chair = asked(known)
    client.force_login(known)
    shown = client.get(page(chair)).context["form"].fields["answer"].choices
    assert [value for value, _ in shown] == list(Answer)
    response = client.post(page(chair), {"answer": "extend"})
    assert list(response.context["form"].errors) == ["available_until"]
    response = client.post(page(chair), {"answer": "lower", "price_eur": "x"})
    assert list(response.context["form"].errors) == ["price_eur"]
    client.post(page(chair), {"answer": "extend", "available_until": ahead(90)})
    chair.refresh_from_db()
    assert chair.available_until == ahead(90)


def test_what_is_free_is_not_given_away_again(client, known):
    chair = offer(known, terms=["free"])
    client.force_login(known)
    shown = client.get(page(chair)).context["form"].fields["answer"].choices
    assert [value for value, _ in shown] == ["keep", "extend", "donated", "recycled"]


def test_my_work_asks_until_it_is_answered(client, known):
    chair = asked(known)
    client.force_login(known)
    assert client.get("/").context["work"].to_tend == [chair]
    client.post(page(chair), {"answer": "give_away"})
    assert client.get("/").context["work"].to_tend == []


def test_another_last_day_by_the_form_is_an_answer_too(client, known):
    chair = asked(known)
    actions.revise(chair, by=known, available_until=ahead(100))
    client.force_login(known)
    assert client.get("/").context["work"].to_tend == []


def test_strangers_do_not_see_the_page(client, known, carla):
    chair = asked(known)
    client.force_login(carla)
    assert client.get(page(chair)).status_code == 403
    assert client.post(page(chair), {"answer": "recycled"}).status_code == 403
