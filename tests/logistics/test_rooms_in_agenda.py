"""Uses of rooms stand in the agenda, in My work and in calendars elsewhere."""

import re

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from icalendar import Calendar

from logistics import feeds
from tests.claims.bookings import a_room, booked, hours
from tests.moments import monday_at


def shown(person, page):
    client = Client()
    client.force_login(person)
    content = client.get(page).content.decode()
    main = content[content.index("<main") : content.index("</main")]
    return re.sub(r"\s+", " ", strip_tags(main))


def test_both_sides_see_it_in_agenda_month_and_work(anna, bram, carla):
    day = monday_at(10).date()
    booked(a_room(anna), bram, anna, hours(day, 10, 12))
    month = f"/agenda/month/?month={day:%Y-%m}"
    for page in ("/agenda/", month, "/"):
        assert "Garden room" in shown(anna, page), page
        assert "Garden room" in shown(bram, page), page
        assert "Garden room" not in shown(carla, page), page


def test_calendars_elsewhere_read_it(anna, bram):
    claim = booked(a_room(anna), bram, anna, hours(monday_at(10).date(), 10, 12))
    (occasion,) = claim.booking.occasions.all()
    secret = feeds.renew(by=bram, whose="ours")
    answer = Client().get(reverse("logistics:feed", args=[secret]))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["UID"]).startswith(str(occasion.uid))
