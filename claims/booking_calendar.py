"""The times of a booking as appointments (`base.ics`): one for each, so that one of
them can be cancelled or moved without a word about the others."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event

from base import ics
from claims import letters
from claims.models import Claim, Occasion


def appointments(claim: Claim, times: Iterable[Occasion], method: str) -> str:
    """An invitation for these times, or their cancellation; in the language that is
    active now."""
    calendar = ics.new_calendar(method)
    both = [*letters.askers(claim), *letters.owners(claim)]
    people = [(person.name, person.email) for person in both]
    for occasion in times:
        event = event_of(claim, occasion)
        ics.add_people(event, people)
        calendar.add_component(event)
    return calendar.to_ical().decode()


def event_of(claim: Claim, occasion: Occasion) -> Event:
    """One time, with where it is."""
    status = "CONFIRMED" if occasion.stands else "CANCELLED"
    times = (occasion.starts_at, occasion.ends_at)
    event = ics.new_event(str(occasion.uid), occasion.sequence, status, *times)
    summary = _("%(room)s, for %(who)s")
    event.add("summary", summary % {"room": claim.listing, "who": claim.organisation})
    link = settings.SITE_URL + claim.get_absolute_url()
    room = claim.listing.by_hour
    told = [room.report_at, claim.message, link]
    event.add("description", "\n".join(filter(None, told)))
    event.add("url", link)
    place = claim.listing.location
    ics.add_place(event, place.full_address, place.point)
    return event
