"""What every calendar reads of a pickup, from its plan to its end."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from logistics import actions
from logistics.calendar import appointment, published
from logistics.models import Pickup
from tests.logistics.conftest import HOUR, event, letters, workday


def test_moved_and_called_off_it_is_one_appointment_in_every_channel(
    client, pickup, anna, bram
):
    """Of two changes the second counts, whichever way a calendar heard of the first."""
    _calendar, planned = event(letters("scheduled")[0])
    moved = workday(4, hour=14)
    pickup = actions.reschedule(
        pickup, by=anna, mover="asker", starts_at=moved, ends_at=moved + HOUR
    )
    client.force_login(bram)
    file = client.get(reverse("logistics:calendar", args=[pickup.pk])).content
    _calendar, mailed = event(letters("rescheduled")[0])
    read = [mailed, *Calendar.from_ical(file).walk("VEVENT")]
    read += Calendar.from_ical(published(bram, "mine")).walk("VEVENT")
    assert {it["UID"] for it in read} == {planned["UID"]}
    assert [it["SEQUENCE"] for it in read] == [1, 1, 1]
    assert {it["DTSTART"].dt for it in read} == {moved}
    actions.call_off(pickup, by=anna, why="Ill.")
    calendar, gone = event(letters("called_off")[0])
    assert (calendar["METHOD"], gone["SEQUENCE"]) == ("CANCEL", 2)
    assert (gone["UID"], gone["ORGANIZER"]) == (planned["UID"], planned["ORGANIZER"])


@pytest.mark.parametrize(
    ("day", "hour_in_utc"), [(date(2027, 1, 12), 9), (date(2027, 7, 13), 8)]
)
def test_ten_oclock_is_in_utc_in_winter_and_in_summer(pickup, day, hour_in_utc):
    starts_at = timezone.make_aware(datetime.combine(day, time(10)))
    Pickup.objects.filter(pk=pickup.pk).update(
        starts_at=starts_at, ends_at=starts_at + HOUR
    )
    pickup.refresh_from_db()
    text = appointment(pickup)
    assert f"DTSTART:{day:%Y%m%d}T{hour_in_utc:02}0000Z" in text
    assert "VTIMEZONE" not in text
    [found] = Calendar.from_ical(text).walk("VEVENT")
    assert found["DTSTART"].dt == starts_at.astimezone(UTC)
