"""Appointments for everybody's calendar (RFC 5545 and 5546): what pickups and bookings
have in common.

The UID stays the same and SEQUENCE rises with every change, so that a calendar moves or
removes the appointment that it has. Times are in UTC: no time zone to explain.
"""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def new_calendar(method: str) -> Calendar:
    """An empty one, that asks, cancels or publishes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Deelplatform//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def new_event(
    uid: str, sequence: int, status: str, start: datetime, end: datetime
) -> Event:
    """One appointment: which one, its how-manieth change, and when."""
    event = Event()
    event.add("uid", f"{uid}@{settings.LETTER_DOMAIN}")
    event.add("sequence", sequence)
    event.add("status", status)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    return event


def add_place(event: Event, words: str, point: tuple[float, float] | None) -> None:
    """Where it is, in words, and its latitude and longitude when they are known."""
    event.add("location", words)
    if point:
        event.add("geo", point)


def add_people(event: Event, people: list[tuple[str, str]]) -> None:
    """The platform invites these: name and address. Nobody needs to answer: what is
    agreed stands on the platform."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    event.add("organizer", _address(email, name), encode=False)
    for person, address in people:
        attendee = _address(address, person)
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("ACCEPTED")
        attendee.params["rsvp"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    address.params["cn"] = vText(name)
    return address
