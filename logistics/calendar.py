"""A pickup as an appointment for everybody's calendar (`base.ics`)."""

from datetime import UTC, timedelta
from itertools import chain

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vDuration

from base import ics
from claims import letters
from claims.booking_calendar import event_of
from claims.models import Claim
from logistics.agenda import MOST, due_back_of, occasions_of, pickups_of
from logistics.models import Pickup
from logistics.movement import movement
from members.models import User

REREAD_AFTER = timedelta(hours=1)
ROOM = "booking__claim__listing__by_hour"
PAST_PUBLISHED = timedelta(days=92)


def appointment(pickup: Pickup) -> str:
    """An invitation; of a pickup that was called off, its cancellation. In the
    language that is active now."""
    called_off = pickup.state == Pickup.State.CALLED_OFF
    calendar = ics.new_calendar(ics.CANCEL if called_off else ics.REQUEST)
    calendar.add_component(_event(pickup, "CANCELLED" if called_off else "CONFIRMED"))
    return calendar.to_ical().decode()


def published(person: User, whose: str) -> str:
    """Somebody's agenda from three months ago on, for a calendar that reads it now and
    then: nobody is invited, and what was called off is not in it."""
    calendar = ics.new_calendar(ics.PUBLISH)
    calendar.add("x-wr-calname", f"Deelplatform: {person.organisation}")
    calendar.add("refresh-interval", REREAD_AFTER, {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REREAD_AFTER).to_ical().decode())
    since = timezone.now() - PAST_PUBLISHED
    recent = pickups_of(person, whose).for_lines().filter(starts_at__gte=since)
    for pickup in recent.order_by("starts_at")[:MOST]:
        calendar.add_component(_plain_event(pickup))
    rooms = occasions_of(person, whose).filter(starts_at__gte=since)
    for occasion in rooms.for_lines().select_related(ROOM)[:MOST]:
        calendar.add_component(event_of(occasion.booking.claim, occasion))
    for claim in due_back_of(person, whose)[:MOST]:
        calendar.add_component(_last_day(claim))
    return calendar.to_ical().decode()


def _event(pickup: Pickup, status: str) -> Event:
    event = _when_and_where(pickup, status)
    event.add("description", _description(pickup))
    people = [(person.name, person.email) for person in everybody(pickup)]
    ics.add_people(event, people)
    return event


def _plain_event(pickup: Pickup) -> Event:
    event = _when_and_where(pickup, "CONFIRMED")
    place = pickup.location
    contact = f"{place.contact_name} {place.contact_phone}".strip()
    link = settings.SITE_URL + pickup.get_absolute_url()
    event.add("description", "\n".join(filter(None, [movement(pickup), contact, link])))
    return event


def _last_day(claim: Claim) -> Event:
    """A whole day: what is rented or lent has to be back, and nobody planned it."""
    event = Event()
    link = settings.SITE_URL + claim.get_absolute_url()
    event.add("uid", f"claim-{claim.pk}@{settings.LETTER_DOMAIN}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", claim.last_day)
    event.add("summary", _("Has to be back: %(what)s") % {"what": claim})
    event.add("description", link)
    event.add("url", link)
    return event


def _when_and_where(pickup: Pickup, status: str) -> Event:
    times = (pickup.starts_at, pickup.ends_at)
    event = ics.new_event(str(pickup.uid), pickup.sequence, status, *times)
    event.add("summary", summary(pickup))
    event.add("url", settings.SITE_URL + pickup.get_absolute_url())
    ics.add_place(event, pickup.location.full_address, pickup.location.point)
    return event


def summary(pickup: Pickup) -> str:
    """What, in one line."""
    words = _("Return: %(what)s") if pickup.is_return else _("Pickup: %(what)s")
    return words % {"what": pickup.contents}


def _description(pickup: Pickup) -> str:
    link = settings.SITE_URL + pickup.get_absolute_url()
    text = render_to_string("logistics/letters/_facts.txt", facts(pickup))
    return f"{text.strip()}\n\n{link}"


def facts(pickup: Pickup) -> dict:
    """What a letter or an appointment tells."""
    return {
        "pickup": pickup,
        "lines": pickup.lines.all(),
        "claim": pickup.carried[0],
        "people": everybody(pickup),
    }


def everybody(pickup: Pickup) -> list[User]:
    """Everybody whom it concerns, those who ask first."""
    people = [letters.askers(claim) for claim in pickup.carried]
    people += [letters.owners(claim) for claim in pickup.carried]
    return list(dict.fromkeys(chain(*people)))


def both_sides(claim: Claim) -> list[User]:
    """Everybody whom a claim concerns."""
    return [*letters.askers(claim), *letters.owners(claim)]
