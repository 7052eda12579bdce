"""An agenda of pickups and returns, on the site and in a calendar elsewhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from logistics import actions, feeds
from logistics.agenda import Agenda, Day
from logistics.forms import AgendaForm
from logistics.models import CalendarFeed
from tests.factories import UserFactory
from tests.logistics.conftest import on_the_day, plan, workday
from tests.logistics.test_returns import lent_out

AGENDA, MONTH = "/agenda/", "/agenda/month/"


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def listed(person, **asked):
    return list(browser(person).get(AGENDA, asked).context["page"])


def in_month(person, day, **asked):
    asked |= {"month": f"{day:%Y-%m}"}
    agenda = browser(person).get(MONTH, asked).context["agenda"]
    return [
        (entry.day, entry.what, entry.pickup)
        for week in agenda.weeks
        for found in week
        for entry in found.entries
        if found.is_of_month
    ]


def read(secret):
    return Client().get(reverse("logistics:feed", args=[secret]))


def events(secret):
    calendar = Calendar.from_ical(read(secret).content)
    return {
        str(event["uid"]).partition("@")[0]: event for event in calendar.walk("VEVENT")
    }


# -- On the site -----------------------------------------------------------------
def test_both_sides_see_it_and_a_stranger_does_not(pickup, anna, bram, carla):
    assert listed(anna) == listed(bram) == [pickup]
    assert listed(carla) == []
    day = timezone.localdate(pickup.starts_at)
    assert in_month(anna, day) == [(day, pickup.contents, pickup)]
    assert in_month(carla, day) == []


def test_a_colleague_sees_it_but_not_among_their_own(pickup, anna):
    colleague = UserFactory(organisation=anna.organisation)
    assert listed(colleague) == [pickup]
    assert listed(colleague, whose="mine") == []
    assert listed(anna, whose="mine") == [pickup]


def test_what_was_stands_apart(pickup, anna):
    on_the_day(pickup)
    assert listed(anna) == []
    assert listed(anna, past="on") == [pickup]


def test_what_is_called_off_is_gone(pickup, anna):
    actions.call_off(pickup, by=anna, why="Ill.")
    assert listed(anna) == []


def test_what_has_to_come_back_without_a_plan_stands_on_its_last_day(
    fetched, anna, bram
):
    actions.complete(fetched, by=bram)
    claim = fetched.claims.get()
    last = claim.last_day
    assert (last, str(claim), None) in in_month(anna, last)
    assert [it.pk for it in browser(bram).get(AGENDA).context["agenda"].due_back] == [
        claim.pk
    ]
    back = plan(claim, bram, workday(1), direction="back")
    assert (last, str(claim), None) not in in_month(anna, last)
    assert listed(anna) == [back]


def test_a_loan_of_which_a_part_comes_back_still_stands_on_its_last_day(anna, bram):
    two = lent_out(anna, bram, 2)
    plan(two, bram, workday(1), direction="back", quantity=1)
    shown = browser(bram).get(AGENDA).context["agenda"]
    assert [claim.pk for claim in shown.due_back] == [two.pk]
    plan(two, bram, workday(2), direction="back", quantity=1)
    assert browser(bram).get(AGENDA).context["agenda"].due_back == []


def test_the_cooperative_has_no_agenda(mo):
    assert browser(mo).get(AGENDA).status_code == 403


@pytest.mark.parametrize("month", ["", "2026-13", "9999-12", "0000-01", "x", "2026-1"])
def test_a_month_that_there_is_not_is_this_one(anna, month):
    agenda = browser(anna).get(MONTH, {"month": month}).context["agenda"]
    assert agenda.month == timezone.localdate().replace(day=1)


this_year = timezone.localdate().year


@given(st.integers(this_year - 5, this_year + 5), st.integers(1, 12))
def test_every_month_lies_between_its_neighbours(year, number):
    agenda = Agenda(AgendaForm({"month": f"{year}-{number:02}"}), None)
    assert (agenda.month.year, agenda.month.month) == (year, number)
    for other, months in ((agenda.month_before, -1), (agenda.month_after, 1)):
        told = year * 12 + number - 1 + months
        assert (other.year * 12 + other.month - 1, other.day) == (told, 1)


def test_a_day_knows_that_it_is_a_holiday():
    christmas = timezone.localdate().replace(month=12, day=25)
    assert Day(christmas, [], is_of_month=True).holiday == "Christmas Day"


# -- Elsewhere -------------------------------------------------------------------
def test_a_calendar_reads_what_is_planned(pickup, anna):
    secret = feeds.renew(by=anna, whose="ours")
    response = read(secret)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    (event,) = events(secret).values()
    assert str(event["summary"]) == "Pickup: 1 × Two care beds"
    assert event.decoded("dtstart") == pickup.starts_at
    assert (event.get("attendee"), event.get("organizer")) == (None, None)
    assert Calendar.from_ical(response.content)["METHOD"] == "PUBLISH"


def test_it_follows_what_changes(pickup, anna):
    secret = feeds.renew(by=anna, whose="mine")
    assert len(events(secret)) == 1
    actions.call_off(pickup, by=anna, why="Ill.")
    assert events(secret) == {}


def test_what_has_to_come_back_is_a_whole_day(fetched, bram):
    actions.complete(fetched, by=bram)
    claim = fetched.claims.get()
    event = events(feeds.renew(by=bram, whose="ours"))[f"claim-{claim.pk}"]
    assert event.decoded("dtstart") == claim.last_day


def test_a_new_address_ends_the_former_one(pickup, anna):
    former = feeds.renew(by=anna, whose="ours")
    latter = feeds.renew(by=anna, whose="ours")
    assert (read(former).status_code, read(latter).status_code) == (404, 200)
    feeds.end(by=anna)
    assert read(latter).status_code == 404


def test_the_address_itself_is_kept_nowhere(anna):
    secret = feeds.renew(by=anna, whose="ours")
    (row,) = CalendarFeed.objects.values()
    assert secret not in repr(row)
    assert row["secret_hash"] == feeds.hash_of(secret)


def test_who_leaves_takes_no_calendar_along(pickup, anna, carla):
    secret, home = feeds.renew(by=anna, whose="ours"), anna.organisation
    anna.organisation = carla.organisation
    anna.save()
    assert read(secret).status_code == 404
    anna.organisation = home
    anna.save()
    assert read(secret).status_code == 404  # back again, but it has ended


def test_who_may_not_share_now_reads_nothing_meanwhile(pickup, anna):
    secret = feeds.renew(by=anna, whose="ours")
    for state, status in (("suspended", 404), ("active", 200)):
        anna.organisation.state = state
        anna.organisation.save()
        assert read(secret).status_code == status


def test_the_cooperative_has_no_address(mo):
    with pytest.raises(PermissionDenied):
        feeds.renew(by=mo, whose="ours")


def test_it_is_shown_once(anna):
    client = browser(anna)
    page = client.post("/agenda/address/", {"whose": "mine"})
    address = page.context["address"]
    assert Client().get(address).status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert address not in client.get(AGENDA).content.decode()
    assert client.get(AGENDA).context["feed"].whose == "mine"
    client.post("/agenda/address/end/")
    assert Client().get(address).status_code == 404


def test_when_it_was_read_is_noted_once_an_hour(anna):
    secret = feeds.renew(by=anna, whose="ours")
    read(secret)
    noted = CalendarFeed.objects.get().read_at
    read(secret)
    assert CalendarFeed.objects.get().read_at == noted
    CalendarFeed.objects.update(read_at=noted - timedelta(hours=2))
    read(secret)
    assert CalendarFeed.objects.get().read_at > noted - timedelta(minutes=1)
