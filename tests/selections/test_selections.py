"""One deed for many offers: each judged by itself, and everybody told what happened."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.test import Client
from django.utils import timezone

from base.models import Failure
from base.refusal import Refused
from listings.models import Listing
from selections import actions, changes
from selections.models import Selected, Selection
from tests.factories import ListingFactory, LocationFactory

State, Outcome = Listing.State, Selected.Outcome
MINE = "/listings/mine/"


@pytest.fixture
def known(anna):
    """Anna's organisation offered often, so no moderator looks first."""
    ListingFactory.create_batch(3, made_by=anna, location=home(anna), state=State.GONE)
    return anna


def home(person):
    return person.organisation.locations.get()


def offers(person, number, **fields):
    fields = {"state": State.DRAFT, "live_at": None, "location": home(person)} | fields
    return ListingFactory.create_batch(number, made_by=person, **fields)


def keys(rows):
    return [row.pk for row in rows]


def all_of(person, rows):
    return Listing.objects.of(person.organisation).filter(pk__in=keys(rows))


def states(rows):
    kept = Listing.objects.in_bulk(keys(rows))
    return [kept[row.pk].state for row in rows]


def outcomes(selection):
    rows = selection.selected.order_by("listing_id")
    return list(rows.values_list("outcome", "state", "sentence"))


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def do_all():
    """What the clock does until nothing waits."""
    while actions.do_due():
        pass


# -- The deed ------------------------------------------------------------------
def test_each_is_judged_by_itself(known):
    good, last = offers(known, 2)
    bad = offers(known, 1, declared={})[0]
    live = offers(known, 1, state=State.LIVE, live_at=timezone.now())[0]
    rows = [good, bad, live, last]
    selection = actions.start("publish", all_of(known, rows), by=known)
    assert states(rows) == [State.LIVE, State.DRAFT, State.LIVE, State.LIVE]
    by_key = {row.listing_id: row for row in selection.selected.all()}
    assert by_key[good.pk].outcome == by_key[last.pk].outcome == Outcome.DONE
    assert by_key[good.pk].state == State.LIVE
    assert by_key[bad.pk].sentence.startswith("Answer this before it can be published")
    assert by_key[live.pk].sentence == "This is not possible: it is now “live”."
    assert selection.total == 4


def test_what_nobody_waits_for_is_done_by_the_clock(known, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    rows = offers(known, 5)
    selection = actions.start("publish", all_of(known, rows), by=known)
    assert states(rows).count(State.LIVE) == 2
    do_all()
    assert states(rows) == [State.LIVE] * 5
    assert selection.selected.waiting().count() == 0


def test_a_small_selection_waits_for_no_large_one(known, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    large, small = offers(known, 6), offers(known, 2)
    for rows in (large, small):
        actions.start("publish", all_of(known, rows), by=known)
    turns = Selected.objects.waiting().values_list("listing", flat=True)[:4]
    assert set(turns) == {*keys(large[:2]), *keys(small)}


def test_what_waits_for_its_turn_is_not_late(known, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    rows = offers(known, 3)
    selection = actions.start("publish", all_of(known, rows), by=known)
    long_ago = timezone.now() - timedelta(hours=1)
    Selection.objects.update(moved_at=long_ago)
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    assert actions.do_due() == 1
    selection.refresh_from_db()
    assert selection.moved_at > long_ago
    assert selection.selected.waiting().count() == 2


def test_who_left_meanwhile_does_nothing_any_more(known, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    rows = offers(known, 2)
    selection = actions.start("publish", all_of(known, rows), by=known)
    known.organisation = None
    known.save()
    monkeypatch.setattr(actions, "AT_ONCE", 100)
    actions.do_due()
    assert states(rows) == [State.DRAFT] * 2
    assert {it[2] for it in outcomes(selection)} == {
        "You may not do this with it any more."
    }


def test_the_same_form_twice_is_one_selection(known):
    rows, number = offers(known, 2), uuid4()
    again = [
        actions.start("pause", all_of(known, rows), by=known, submission=number)
        for _ in range(2)
    ]
    assert again[0] == again[1]
    assert Selection.objects.count() == 1


def test_a_stranger_can_do_nothing_with_ones_offers(known, carla):
    rows = offers(known, 2)
    selection = actions.start("publish", all_of(known, rows), by=carla)
    assert states(rows) == [State.DRAFT] * 2
    assert {it[0] for it in outcomes(selection)} == {Outcome.REFUSED}


def test_who_may_not_trade_selects_nothing(known, mo):
    with pytest.raises(PermissionDenied):
        actions.start("publish", all_of(known, offers(known, 1)), by=mo)


def test_nothing_chosen_is_refused(known):
    with pytest.raises(Refused), transaction.atomic():
        actions.start("publish", Listing.objects.none(), by=known)


def test_an_error_with_one_is_told_and_stops_no_other(known, monkeypatch):
    rows = offers(known, 3)
    publish = actions.TOGETHER["publish"]

    def breaks(keys, *, by):
        if rows[1].pk in keys:
            raise ValueError("broken")
        return publish(keys, by=by)

    monkeypatch.setitem(actions.TOGETHER, "publish", breaks)
    selection = actions.start("publish", all_of(known, rows), by=known)
    assert selection.selected.waiting().count() == 3
    do_all()
    fault = "Something went wrong with this one. Try it by itself. (ValueError)"
    assert outcomes(selection) == [
        (Outcome.DONE, State.LIVE, ""),
        (Outcome.REFUSED, "", fault),
        (Outcome.DONE, State.LIVE, ""),
    ]


def test_a_database_that_is_away_is_tried_again(known, monkeypatch):
    rows = offers(known, 2)
    publish = actions.TOGETHER["publish"]

    def is_away(keys, *, by):
        raise OperationalError("away")

    monkeypatch.setitem(actions.TOGETHER, "publish", is_away)
    selection = actions.start("publish", all_of(known, rows), by=known)
    do_all()
    assert selection.selected.waiting().count() == Failure.objects.count() == 2
    monkeypatch.setitem(actions.TOGETHER, "publish", publish)
    do_all()
    assert states(rows) == [State.LIVE] * 2
    assert not Failure.objects.exists()


def test_old_ones_go(known):
    selection = actions.start("pause", all_of(known, offers(known, 1)), by=known)
    assert actions.forget_old() == 0
    selection.made_at -= timedelta(days=91)
    selection.save()
    assert actions.forget_old() > 0
    assert Selected.objects.count() == 0


# -- Changing ------------------------------------------------------------------
def test_another_place_and_last_day(known):
    rows = offers(known, 2, price_eur=5, terms=["sale"])
    there = LocationFactory(organisation=known.organisation)
    day = timezone.localdate() + timedelta(days=9)
    actions.start(
        "change",
        all_of(known, rows),
        by=known,
        answers={"location": there, "available_until": day},
    )
    kept = Listing.objects.filter(pk__in=keys(rows))
    assert set(kept.values_list("location", "available_until", "price_eur")) == {
        (there.pk, day, 5)
    }


def test_a_place_of_others_is_refused_row_by_row(known, carla):
    rows = offers(known, 1)
    selection = actions.start(
        "change", all_of(known, rows), by=known, answers={"location": home(carla)}
    )
    assert [it[0] for it in outcomes(selection)] == [Outcome.REFUSED]


@pytest.mark.parametrize(
    ("before", "answers", "after"),
    [
        (
            {"terms": ["sale"], "price_eur": 5},
            {"terms": ["free"]},
            (["free"], None, None, ""),
        ),
        (
            {"terms": ["sale"], "price_eur": 5},
            {"terms": ["sale", "rent"], "rent_eur": Decimal("1.50")},
            (["sale", "rent"], 5, Decimal("1.50"), "day"),
        ),
        (
            {"terms": ["rent"], "rent_eur": 2, "rent_per": "week"},
            {"terms": ["rent", "loan"]},
            (["rent", "loan"], None, 2, "week"),
        ),
    ],
)
def test_other_terms_keep_the_prices_that_belong_to_them(known, before, answers, after):
    rows = offers(known, 1, **before)
    actions.start("change", all_of(known, rows), by=known, answers=answers)
    row = Listing.objects.get(pk=rows[0].pk)
    assert (row.terms, row.price_eur, row.rent_eur, row.rent_per) == after


def test_what_is_kept_is_read_back(known):
    answers = {"location": home(known), "terms": ["sale"], "price_eur": Decimal("1.5")}
    listing = offers(known, 1)[0]
    again = changes.given(changes.kept(answers), listing)
    assert {name: again[name] for name in answers} == answers


# -- Over HTTP -----------------------------------------------------------------
def test_what_is_ticked_is_published(known):
    rows = offers(known, 3)
    response = browser(known).post(
        "/listings/many/publish/", {"chosen": keys(rows[:2]), "form_number": uuid4()}
    )
    assert response.url == Selection.objects.get().get_absolute_url()
    assert states(rows) == [State.LIVE, State.LIVE, State.DRAFT]
    page = browser(known).get(response.url)
    assert page.context["results"].done == 2


def test_all_that_the_list_shows_is_more_than_a_page(known):
    rows = offers(known, 3, title="Kast")
    others = offers(known, 1, title="Stoel")
    sent = {"all": "on", "q": "kast", "state": "draft", "form_number": uuid4()}
    browser(known).post("/listings/many/withdraw/", sent)
    assert states(rows) == [State.WITHDRAWN] * 3
    assert states(others) == [State.DRAFT]


def test_a_filter_that_is_not_understood_is_not_taken_for_all(known):
    rows = offers(known, 2)
    sent = {"all": "on", "location": "nowhere", "form_number": uuid4()}
    assert browser(known).post("/listings/many/withdraw/", sent).status_code == 409
    assert states(rows) == [State.DRAFT] * 2


def test_another_choice_with_the_same_page_is_another_selection(known):
    first, second = offers(known, 2)
    number = uuid4()
    for row in (first, second, second):
        browser(known).post(
            "/listings/many/publish/", {"chosen": row.pk, "form_number": number}
        )
    assert states([first, second]) == [State.LIVE, State.LIVE]
    assert Selection.objects.count() == 2


def test_others_rows_are_not_taken(known, carla):
    rows = offers(known, 2)
    sent = {"chosen": keys(rows), "form_number": uuid4()}
    assert browser(carla).post("/listings/many/withdraw/", sent).status_code == 409
    assert states(rows) == [State.DRAFT] * 2


def test_nothing_ticked_says_so(known):
    assert browser(known).post("/listings/many/pause/").status_code == 409


def test_the_change_is_asked_for_first(known):
    rows = offers(known, 2)
    client, chosen = browser(known), {"chosen": keys(rows)}
    page = client.post("/listings/many/change/", chosen)
    assert (page.status_code, page.context["count"]) == (200, 2)
    assert Selection.objects.count() == 0
    price = {"asked": "on", "price_eur": "12,50", "form_number": uuid4()}
    page = client.post("/listings/many/change/", chosen | price)
    assert page.context["form"].errors.keys() == {"price_eur"}
    client.post("/listings/many/change/", chosen | price | {"new_terms": ["sale"]})
    kept = Listing.objects.filter(pk__in=keys(rows))
    assert set(kept.values_list("price_eur", flat=True)) == {Decimal("12.50")}


def test_nothing_to_change_says_so(known):
    sent = {"chosen": keys(offers(known, 1)), "asked": "on", "form_number": uuid4()}
    page = browser(known).post("/listings/many/change/", sent)
    assert page.context["form"].non_field_errors() == [
        "Fill in what is to be different."
    ]


def test_others_see_nothing_of_a_selection(known, carla):
    selection = actions.start("pause", all_of(known, offers(known, 1)), by=known)
    address = selection.get_absolute_url()
    assert browser(known).get(address).status_code == 200
    assert browser(carla).get(address).status_code == 404
    assert browser(carla).get(f"{address}progress/").status_code == 404


# -- As many as there are --------------------------------------------------------
def test_a_page_costs_the_same_for_many(known, django_assert_max_num_queries):
    offers(known, 3)
    client = browser(known)
    client.get(MINE)
    with django_assert_max_num_queries(12) as few:
        client.get(MINE)
    offers(known, 40)
    with django_assert_max_num_queries(len(few)):
        page = client.get(MINE)
    assert page.context["chosen"].count == 46
