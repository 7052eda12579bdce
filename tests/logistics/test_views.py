"""Pickups over HTTP."""

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from logistics.models import Pickup
from members.models import PickupHours
from tests.logistics.conftest import on_the_day, plan, workday


def url(name, thing):
    return reverse(f"logistics:{name}", args=[thing.pk])


def first_slot(page):
    return next(iter(page.context["form"].slots))


def test_planning_over_http(as_, agreed, bram):
    browser = as_(bram)
    slot = first_slot(browser.get(url("schedule", agreed)))
    plan = {"mover": "asker", "slot": slot, "why": "With a van."}
    response = browser.post(url("schedule", agreed), plan)
    pickup = Pickup.objects.get()
    assert response.url == f"/pickups/{pickup.pk}/"
    assert (pickup.mover, pickup.location) == ("asker", agreed.listing.location)
    assert pickup.steps.get().why == "With a van."


def test_who_brings_sees_the_hours_of_the_other_place(as_, agreed, anna):
    PickupHours.objects.filter(location=agreed.location).exclude(weekday=2).delete()
    browser = as_(anna)
    page = browser.get(url("schedule", agreed), {"mover": "owner"})
    weekdays = {s.starts_at.weekday() for s in page.context["form"].slots.values()}
    assert (page.context["form"].place, weekdays) == (agreed.location, {2})
    plan = {"mover": "owner", "slot": first_slot(page)}
    browser.post(url("schedule", agreed), plan)
    assert Pickup.objects.get().location == agreed.location


def test_a_mover_that_does_not_exist_is_the_asker(as_, agreed, anna):
    page = as_(anna).get(url("schedule", agreed), {"mover": "somebody"})
    assert page.context["form"].chosen_mover == "asker"


def test_a_place_without_pickup_hours_says_so(as_, agreed, bram):
    agreed.listing.location.pickup_hours.all().delete()
    page = as_(bram).get(url("schedule", agreed))
    assert page.context["form"].is_by_agreement is True
    assert "has no pickup hours here" in page.content.decode()


def test_the_calendar_says_why_the_place_is_closed(as_, agreed, bram):
    days = [workday(2).date(), workday(9).date()]
    rows = agreed.listing.location.closed_days
    rows.create(first=days[0], last=days[0], reason="Verhuizing")
    page = as_(bram).get(url("schedule", agreed))
    assert page.content.decode().count("closed: Verhuizing") == 1
    dates = {slot.starts_at.date() for slot in page.context["form"].slots.values()}
    assert [day in dates for day in days] == [False, True]


def test_a_pickup_says_that_the_place_was_closed_since(as_, pickup, bram):
    page = as_(bram).get(pickup.get_absolute_url()).content.decode()
    assert page.count("is closed on that day") == 0
    day = timezone.localdate(pickup.starts_at)
    pickup.location.closed_days.create(first=day, last=day, reason="Verhuizing")
    page = as_(bram).get(pickup.get_absolute_url()).content.decode()
    assert page.count("is closed on that day: Verhuizing.") == 1


@pytest.mark.parametrize("slot", ["", "2020-01-01T09:00+0100", "x"])
def test_a_time_that_is_none_is_said_beside_the_field(as_, agreed, bram, slot):
    plan = {"mover": "asker", "slot": slot, "why": "With a van."}
    response = as_(bram).post(url("schedule", agreed), plan)
    assert list(response.context["form"].errors) == ["slot"]
    assert response.context["form"]["why"].value() == "With a van."


def test_what_is_planned_leads_to_its_page(as_, pickup, agreed, bram):
    assert as_(bram).get(url("schedule", agreed)).url == f"/pickups/{pickup.pk}/"


def test_planning_twice_is_refused_with_a_way_to_the_first(as_, pickup, agreed, anna):
    response = as_(anna).post(url("schedule", agreed), {"mover": "asker", "slot": "x"})
    assert response.status_code == 409
    assert f'href="/pickups/{pickup.pk}/"' in response.content.decode()


def test_planning_what_was_never_accepted_is_refused(as_, agreed, bram):
    agreed.state = "asked"
    agreed.save()
    assert as_(bram).get(url("schedule", agreed)).status_code == 409


def test_a_loan_leads_on_to_its_return(as_, lent, bram):
    browser = as_(bram)
    slot = first_slot(browser.get(url("schedule", lent)))
    response = browser.post(url("schedule", lent), {"mover": "asker", "slot": slot})
    assert response.url == f"/pickups/return/{lent.pk}/"
    slot = first_slot(browser.get(response.url))
    response = browser.post(response.url, {"mover": "owner", "slot": slot})
    back = Pickup.objects.back().get()
    assert (response.url, back.location) == (f"/pickups/{back.pk}/", lent.location)


def test_what_was_given_has_no_return(as_, pickup, agreed, bram):
    assert as_(bram).get(url("schedule_return", agreed)).status_code == 409


@pytest.mark.parametrize("name", ["schedule", "schedule_return"])
def test_a_stranger_plans_nothing(as_, agreed, carla, mo, name):
    assert as_(carla).get(url(name, agreed)).status_code == 404
    assert as_(mo).get(url(name, agreed)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "name", ["detail", "confirm", "reschedule", "call_off", "calendar"]
)
def test_a_stranger_sees_nothing(as_, pickup, carla, method, name):
    response = getattr(as_(carla), method)(url(name, pickup))
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["confirm", "reschedule", "call_off"])
def test_a_moderator_looks_and_changes_nothing(as_, pickup, mo, name):
    browser = as_(mo)
    assert browser.get(url("detail", pickup)).status_code == 200
    assert browser.post(url(name, pickup), {"why": "x"}).status_code == 403


def test_the_page_tells_where_whom_and_how_to_load(as_, pickup, agreed, bram):
    place = agreed.listing.location
    place.has_dock, place.narrowest_door_cm, place.remarks = True, 95, "Ring twice."
    place.save()
    page = as_(bram).get(url("detail", pickup)).content.decode()
    for words in (
        "Dorpsstraat 1",
        "3511 AB Utrecht",
        "95 cm",
        "Ring twice.",
        "Portier",
    ):
        assert words in page
    for reader in ("anna@example.org", "bram@example.org"):
        assert f'href="mailto:{reader}"' in page


def test_whom_to_call_is_gone_when_the_agreement_is(as_, pickup, agreed, bram):
    pickup.state, agreed.state = "called_off", "withdrawn"
    pickup.save()
    agreed.save()
    page = as_(bram).get(url("detail", pickup)).content.decode()
    assert "anna@example.org" not in page
    assert "Dorpsstraat" not in page


def test_the_calendar_file_names_the_same_appointment(as_, pickup, bram):
    response = as_(bram).get(url("calendar", pickup))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["UID"].startswith(str(pickup.uid))
    people = [str(address) for address in event["ATTENDEE"]]
    assert people == ["mailto:bram@example.org", "mailto:anna@example.org"]


def test_a_calendar_file_in_the_readers_language(as_, pickup, bram):
    bram.name = "Bram\nDTSTART:evil"
    bram.save()
    body = as_(bram).get(url("calendar", pickup)).content.decode()
    assert "\nDTSTART:evil" not in body


def test_another_time_over_http(as_, pickup, anna):
    browser = as_(anna)
    page = browser.get(url("reschedule", pickup))
    slot = list(page.context["form"].slots)[-1]
    response = browser.post(url("reschedule", pickup), {"mover": "asker", "slot": slot})
    before, pickup = pickup, Pickup.objects.get()
    assert response.url == f"/pickups/{pickup.pk}/"
    assert pickup.starts_at > before.starts_at


def test_calling_off_asks_why_and_leads_to_the_claim(as_, pickup, agreed, bram):
    browser = as_(bram)
    silent = browser.post(url("call_off", pickup), {"why": ""})
    assert list(silent.context["form"].errors) == ["why"]
    response = browser.post(url("call_off", pickup), {"why": "Ill."})
    assert response.url == f"/claims/{agreed.pk}/"
    assert browser.get(url("call_off", pickup)).status_code == 409


def test_before_its_day_it_can_be_said_to_have_happened(as_, pickup, bram):
    browser, address = as_(bram), url("confirm", pickup)
    page = browser.get(pickup.get_absolute_url()).content.decode()
    assert f'href="{address}"' in page
    assert browser.get(address).status_code == 200
    assert browser.post(address).url == pickup.get_absolute_url()
    pickup.refresh_from_db()
    assert pickup.state == "done"
    assert browser.post(address).status_code == 409


def test_what_was_never_planned_can_be_handed_over(as_, agreed, anna):
    browser = as_(anna)
    page = browser.get(url("schedule", agreed)).content.decode()
    assert url("handed_over", agreed) in page
    browser.post(url("handed_over", agreed))
    agreed.refresh_from_db()
    assert agreed.state == "handed_over"


def test_what_is_lent_can_be_back_already(as_, fetched, bram):
    browser, claim = as_(bram), fetched.claims.get()
    assert browser.get(url("returned", claim)).status_code == 200
    browser.post(url("returned", claim))
    claim.refresh_from_db()
    assert claim.state == "returned"


def other(day, time="21:30", **more):
    return {"mover": "asker", "other_day": str(day), "other_time": time} | more


def test_both_may_agree_on_a_time_when_nobody_is_there_as_a_rule(as_, agreed, bram):
    day = workday(1).date()
    as_(bram).post(url("schedule", agreed), other(day, is_agreed="on"))
    starts_at = timezone.localtime(Pickup.objects.get().starts_at)
    assert f"{starts_at:%Y-%m-%d %H:%M}" == f"{day} 21:30"


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        (other("2090-01-01", is_agreed="on"), "other_day"),
        (other("9999-12-31", is_agreed="on"), "other_day"),
        (other("2020-01-01", is_agreed="on"), "other_day"),
        (other(workday(2).date()), "is_agreed"),
        (other(workday(2).date(), "", is_agreed="on"), "other_time"),
        ({"mover": "asker"}, "slot"),
    ],
)
def test_what_is_wrong_with_another_time_stands_at_its_field(
    as_, agreed, bram, sent, wrong
):
    page = as_(bram).post(url("schedule", agreed), sent)
    assert list(page.context["form"].errors) == [wrong]
    assert not Pickup.objects.exists()


def test_yes_closes_it_and_no_leads_on(as_, pickup, agreed, bram):
    on_the_day(pickup)
    browser = as_(bram)
    page = browser.get(url("confirm", pickup)).content.decode()
    assert url("reschedule", pickup) in page
    assert url("call_off", pickup) in page
    assert browser.post(url("confirm", pickup)).url == f"/pickups/{pickup.pk}/"
    agreed.refresh_from_db()
    assert agreed.state == "handed_over"
    assert browser.post(url("confirm", pickup)).status_code == 409


def test_at_the_door_one_press_says_so(as_, pickup, bram):
    confirm = f'action="{url("confirm", pickup)}"'
    browser = as_(bram)
    assert confirm not in browser.get(url("detail", pickup)).content.decode()
    on_the_day(pickup)
    page = browser.get(url("detail", pickup)).content.decode()
    assert confirm in page
    assert 'href="tel:0301234567"' in page
    address = "Dorpsstraat%201%2C%203511%20AB%20Utrecht"
    assert f'href="https://www.openstreetmap.org/search?query={address}"' in page


def test_the_week_of_the_chosen_time_is_open(as_, agreed, bram):
    browser = as_(bram)
    form = browser.get(url("schedule", agreed)).context["form"]
    assert f"{form.shown_day}" == form.first_key[:10]
    last = list(form.slots)[-1]
    wrong = {"mover": "asker", "slot": last, "why": "x" * 1001}
    form = browser.post(url("schedule", agreed), wrong).context["form"]
    assert f"{form.shown_day}" == last[:10]


def test_the_claims_page_shows_its_pickups(as_, lent, bram):
    out = plan(lent, bram)
    back = plan(lent, bram, workday(9), direction="back")
    page = as_(bram).get(f"/claims/{lent.pk}/").content.decode()
    assert f'href="/pickups/{out.pk}/"' in page
    assert f'href="/pickups/{back.pk}/"' in page


def test_a_pickups_page_takes_few_queries(
    as_, pickup, bram, django_assert_max_num_queries
):
    browser = as_(bram)
    with django_assert_max_num_queries(14):
        browser.get(url("detail", pickup))
    with django_assert_max_num_queries(20):
        browser.get(url("reschedule", pickup))
