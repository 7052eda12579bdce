"""No sweep of the clock lags unseen."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone
from django.utils.html import strip_tags

from approvals.models import Approval
from base.due_rows import due_rows_by_task, unwatched_tasks
from billing.models import Look, Statement
from claims.models import Claim, ClaimStep, Damage, Deposit, Extension, Job, Visit
from conversations.models import Incoming
from conversations.querysets import KEEP_MAIL_FOR
from home.sweeps import sweeps
from listings.models import Listing, ListingStep
from listings.rules import UNDO_FOR
from lists.models import Import
from outbox.models import Letter, Told
from searches.models import SavedSearch, Watch
from selections.models import Selection
from tests.claims.bookings import a_room, booked, hours
from tests.claims.services import a_service, asks
from tests.factories import ClaimFactory, ListingFactory, WantFactory, pickup_of
from tests.moments import monday_at
from wanted.models import Answer, Match

NOW = timezone.now()
AGO = NOW - timedelta(days=3)
DAY = timedelta(days=1)
NO_ROWS = {"listings.tasks.learn", "conversations.tasks.fetch_mail"}


def tasks_of_the_timetable():
    return {entry["task"] for entry in current_app.conf.beat_schedule.values()}


def test_every_sweep_of_the_timetable_says_what_waits_for_it():
    watched, unwatched = due_rows_by_task(), unwatched_tasks()
    assert watched.keys() | unwatched.keys() == tasks_of_the_timetable()
    assert watched.keys() & unwatched.keys() == set()
    assert all(watched.values())
    assert unwatched.keys() == NO_ROWS


def test_every_task_of_the_timetable_exists():
    assert tasks_of_the_timetable() <= current_app.tasks.keys()


def test_nothing_waits_in_an_empty_house(db):
    found = sweeps()
    assert len(found) == len(tasks_of_the_timetable() - NO_ROWS)
    assert {(sweep.oldest, sweep.age_s, sweep.is_late) for sweep in found} == {
        (None, 0, False)
    }


def test_all_of_it_costs_a_query_for_each_kind_of_row(db, django_assert_num_queries):
    rows = sum(len(due) for due in due_rows_by_task().values())
    with django_assert_num_queries(rows):
        sweeps()


@pytest.mark.parametrize("task", sorted(tasks_of_the_timetable() - NO_ROWS))
def test_what_waits_is_found_along_an_index(task, beds):
    ListingFactory(announced_at=NOW)  # for searches
    for due in due_rows_by_task()[task]:
        rows = due.at(timezone.now()).order_by().values_list(due.since)
        with connection.cursor() as cursor:
            # Tables of tests are so small that PostgreSQL would read them whole.
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Seq Scan" not in rows.explain(), rows.explain()


# -- Each of them --------------------------------------------------------------
def letter(**fields):
    text = {"to": "a@example.org", "subject": "s", "body": "b"}
    return Letter.objects.create(key=f"k{fields}", **text | fields)


def saved_search(person, **fields):
    return SavedSearch.objects.create(person=person, name="n", query="q=bed", **fields)


def approval(person, **when):
    return Approval.objects.create(
        organisation=person.organisation,
        deed="ask",
        asked_by=person,
        title="Beds",
        category_id="care-bed",
        location=person.organisation.locations.get(),
        **{"ends_at": NOW + DAY} | when,
    )


def surplus_list(person, **fields):
    of = {"organisation": person.organisation, "by": person, "surplus": {}}
    return Import.objects.create(file_name="x.csv", **of | fields)


def deliver_letters(anna, bram):
    letter(next_try_at=AGO)


def match_listings(anna, bram):
    ListingFactory(made_by=anna, live_at=AGO)


def match_listings_found_but_not_told(anna, bram):
    given = ListingFactory(made_by=anna, announced_at=AGO)
    want = WantFactory(made_by=bram, matched_at=AGO - DAY)
    Match.objects.create(want=want, listing=given, score=1, found_at=AGO - 2 * DAY)


def match_listings_answered_with_but_not_told(anna, bram):
    given = ListingFactory(made_by=anna, announced_at=NOW, live_at=AGO)
    want = WantFactory(made_by=bram, matched_at=NOW)
    Answer.objects.create(want=want, listing=given, by=anna, at=AGO - DAY)


def match_wants(anna, bram):
    WantFactory(made_by=bram, posted_at=AGO)


def look_for_saved_searches(anna, bram):
    for moment in (NOW, AGO, AGO - DAY):
        ListingFactory(made_by=anna, announced_at=moment)
    since = AGO - DAY / 2
    saved_search(bram, next_look_at=since, looked_until=since)


def look_for_saved_searches_in_time(anna, bram):
    ListingFactory(made_by=anna, announced_at=AGO - DAY)
    saved_search(bram, next_look_at=AGO, looked_until=AGO - 2 * DAY)


def tell_what_is_free(anna, bram):
    free = ListingFactory(made_by=anna, announced_at=NOW)
    Watch.objects.create(person=bram, listing=free, left=0, made_at=AGO)


def close_wants(anna, bram):
    WantFactory(made_by=bram, needed_by=AGO.date() - DAY, posted_at=AGO, matched_at=NOW)


def meet_wants(anna, bram):
    want = WantFactory(made_by=bram, posted_at=AGO - 2 * DAY, matched_at=AGO - DAY)
    given = ListingFactory(made_by=anna, announced_at=NOW)
    Match.objects.create(want=want, listing=given, score=1, announced_at=NOW)
    claim = ClaimFactory(
        listing=given,
        asker=bram,
        organisation=bram.organisation,
        quantity=want.quantity,
        state="handed_over",
        asked_at=AGO - DAY,
    )
    ClaimStep.objects.create(subject=claim, state="handed_over", at=AGO)


def retire_listings(anna, bram):
    yesterday = {"expiry_date": AGO.date() - DAY, "announced_at": NOW}
    ListingFactory(made_by=anna, live_at=AGO, **yesterday)


def read_lists(anna, bram):
    surplus_list(anna, surplus=None, to_read_since=AGO)


def place_lists(anna, bram):
    surplus_list(anna, confirmed_at=AGO)


def selection(person, **fields):
    of = {"organisation": person.organisation, "by": person, "deed": "pause"}
    return Selection.objects.create(total=1, **of | fields)


def go_on_with_many_offers(anna, bram):
    chosen = selection(anna, moved_at=AGO)
    kept = ListingFactory(made_by=anna, announced_at=NOW)
    chosen.selected.create(listing=kept, place=0)


def forget_what_was_done_with_many(anna, bram):
    selection(anna, made_at=AGO - 90 * DAY)


def read_mail(anna, bram):
    Incoming.objects.create(fingerprint="f", raw=b"", came_at=AGO)


def forget_mail(anna, bram):
    since = AGO - KEEP_MAIL_FOR
    Incoming.objects.create(fingerprint="f", raw=b"", came_at=since, read_at=NOW)


def open_listings(anna, bram):
    ListingFactory(made_by=anna, opens_at=AGO)


def chase_claims(anna, bram):
    ClaimFactory(asker=bram, remind_at=AGO)


def expire_claims(anna, bram):
    ClaimFactory(asker=bram, expires_at=AGO)


def end_longer_times(anna, bram):
    claim = ClaimFactory(
        listing=ListingFactory(made_by=anna, announced_at=NOW), asker=bram
    )
    day = AGO.date()
    Extension.objects.create(claim=claim, was=day, until=day + DAY, expires_at=AGO)


def tell_what_comes_free(anna, bram):
    day = AGO.date() - DAY
    ListingFactory(made_by=anna, announced_at=NOW, live_at=AGO, free_from=day)


def end_uses_of_rooms(anna, bram):
    ClaimFactory(asker=bram, state="accepted", over_at=AGO)


def service(anna, bram, **fields):
    claim = asks(a_service(anna, listing={"announced_at": NOW}), bram)
    Claim.objects.filter(pk=claim.pk).update(state="accepted", remind_at=None)
    Job.objects.filter(pk=claim.pk).update(**fields)
    return claim


def ask_after_services(anna, bram):
    service(anna, bram, ask_at=AGO)


def remind_of_rooms(anna, bram):
    day = timezone.localdate(monday_at(10))
    room = a_room(anna)
    Listing.objects.update(announced_at=NOW)
    claim = booked(room, bram, anna, hours(day, 9, 10))
    claim.booking.occasions.update(remind_at=AGO)
    Letter.objects.all().delete()


def remind_of_services(anna, bram):
    Visit.objects.create(
        job_id=service(anna, bram).pk,
        starts_at=NOW,
        ends_at=NOW + DAY,
        proposed_by=anna.organisation,
        agreed_at=AGO,
        remind_at=AGO,
    )


def warn_of_what_lapses(anna, bram):
    ClaimFactory(asker=bram, state="accepted", remind_at=AGO)


def let_promises_lapse(anna, bram):
    ClaimFactory(asker=bram, state="proposed", expires_at=AGO)


def lent_and_back(bram):
    day = AGO.date()
    days = {"term": "loan", "starts_on": day - DAY, "ends_on": day}
    return ClaimFactory(asker=bram, state="returned", remind_at=None, **days)


def ask_after_damage(anna, bram):
    what = {"kind": "damaged", "quantity": 1, "words": "Broken."}
    Damage.objects.create(claim=lent_and_back(bram), remind_at=AGO, **what)


def ask_after_deposits(anna, bram):
    what = {"eur": 25, "received_by": anna, "remind_at": AGO}
    Deposit.objects.create(claim=lent_and_back(bram), **what)


def close_claims(anna, bram):
    gone = ListingFactory(made_by=anna, state="withdrawn")
    for state, moment in (("live", AGO - DAY), ("withdrawn", AGO - UNDO_FOR)):
        ListingStep.objects.create(subject=gone, state=state, at=moment)
    ClaimFactory(listing=gone, asker=bram)


def planned(anna, bram, **fields):
    claim = ClaimFactory(asker=bram, state="scheduled", remind_at=None)
    pickup_of(claim, starts_at=AGO, ends_at=AGO + DAY / 24, **fields)


def look_at_what_is_owed(anna, bram):
    Look.objects.create(claim=ClaimFactory(asker=bram), due_at=AGO)


def statement_of(anna, bram, **fields):
    sides = {"seller": anna.organisation, "buyer": bram.organisation}
    Statement.objects.create(month=AGO.date().replace(day=1), **sides, **fields)


def close_months(anna, bram):
    statement_of(anna, bram, closes_at=AGO)


def fix_statements(anna, bram):
    statement_of(anna, bram, state="ready", fix_at=AGO)


def remind_of_pickups(anna, bram):
    planned(anna, bram, remind_at=AGO)


def ask_what_happened(anna, bram):
    planned(anna, bram, chase_at=AGO)


def chase_approvals(anna, bram):
    approval(bram, due_at=AGO)


def end_approvals(anna, bram):
    approval(bram, ends_at=AGO)


def assume_handed_over(anna, bram):
    planned(anna, bram, assumed_at=AGO)


def ask_for_the_rest(anna, bram):
    part = {"state": "accepted", "quantity": 2, "handed_over": 1, "remind_at": None}
    ClaimFactory(asker=bram, rest_due_at=AGO, **part)


def remind_of_returns(anna, bram):
    day = AGO.date()
    lent = {"term": "loan", "starts_on": day - DAY, "ends_on": day}
    ClaimFactory(asker=bram, state="handed_over", remind_at=AGO, **lent)


def daily_letters(anna, bram):
    letter(reader=bram, for_daily=True, created_at=AGO)


def ask_owners(anna, bram):
    ListingFactory(made_by=anna, announced_at=NOW, quiet_at=AGO)


def forget_old_lists(anna, bram):
    surplus_list(anna, made_at=AGO - 30 * DAY, file="x.csv")


def forget_old_letters(anna, bram):
    letter(sent_at=AGO - 180 * DAY)


def forget_old_letters_told(anna, bram):
    Told.objects.create(reader=bram, key="k", at=AGO - 180 * DAY)


CASES = [
    deliver_letters,
    match_listings,
    match_listings_found_but_not_told,
    match_listings_answered_with_but_not_told,
    match_wants,
    look_for_saved_searches,
    look_for_saved_searches_in_time,
    tell_what_is_free,
    close_wants,
    meet_wants,
    retire_listings,
    read_lists,
    place_lists,
    go_on_with_many_offers,
    forget_what_was_done_with_many,
    open_listings,
    read_mail,
    forget_mail,
    chase_claims,
    expire_claims,
    end_longer_times,
    tell_what_comes_free,
    end_uses_of_rooms,
    ask_after_services,
    remind_of_rooms,
    remind_of_services,
    warn_of_what_lapses,
    let_promises_lapse,
    ask_after_damage,
    ask_after_deposits,
    close_claims,
    look_at_what_is_owed,
    close_months,
    fix_statements,
    remind_of_pickups,
    ask_what_happened,
    chase_approvals,
    end_approvals,
    assume_handed_over,
    ask_for_the_rest,
    remind_of_returns,
    daily_letters,
    ask_owners,
    forget_old_lists,
    forget_old_letters,
    forget_old_letters_told,
]


@pytest.mark.parametrize("waits", CASES)
def test_health_says_which_sweep_lags_and_how_long(client, anna, bram, waits):
    waits(anna, bram)
    late = {sweep.name: sweep.oldest for sweep in sweeps() if sweep.is_late}
    (name,) = late
    assert waits.__name__.replace("_", " ").startswith(name)
    assert late[name] == AGO
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["late"]) == (503, [name])


def test_every_sweep_has_its_case():
    names = {case.__name__.replace("_", " ") for case in CASES}
    timetable = current_app.conf.beat_schedule
    lines = {name for name, it in timetable.items() if it["task"] not in NO_ROWS}
    assert {name for name in lines if name in names} == lines


@pytest.mark.parametrize(
    ("kept_for", "late"), [(timedelta(hours=24), False), (timedelta(hours=25), True)]
)
def test_what_comes_once_a_day_may_wait_for_a_day(bram, kept_for, late):
    letter(reader=bram, for_daily=True, created_at=timezone.now() - kept_for)
    found = [sweep.name for sweep in sweeps() if sweep.is_late]
    assert found == ["daily letters"] * late


def test_a_day_is_over_at_its_end(bram):
    day = datetime(2026, 11, 20, tzinfo=UTC)
    asked = {"posted_at": day - DAY, "matched_at": NOW}
    WantFactory(made_by=bram, needed_by=day.date(), **asked)
    (oldest,) = [sweep.oldest for sweep in sweeps() if sweep.oldest]
    assert oldest == day + DAY


def test_the_first_page_of_the_admin_says_the_same(client, mo, bram):
    letter(next_try_at=timezone.now() - timedelta(hours=2))
    letter(reader=bram, for_daily=True, created_at=timezone.now() - timedelta(hours=5))
    client.force_login(mo)
    text = " ".join(strip_tags(client.get("/admin/").content.decode()).split())
    for words in ("deliver letters 2 hours, late", "daily letters 5 hours ask owners"):
        assert words in text.replace("\xa0", " ")
