"""Who reads what about a service that is asked for, with the appointments that go
along."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Event

from base import ics
from claims import letters
from claims.models import Claim, Visit
from listings.models import Service
from members.models import Organisation, User
from outbox.actions import post


def tell(
    name: str,
    claim: Claim,
    to: Sequence[User],
    *,
    about: Model | None = None,
    occasion: Any = "",
    **context: Any,
) -> None:
    """One letter about a service to these people."""
    for reader in dict.fromkeys(to):
        post(
            f"claims/letters/{name}",
            to=reader,
            about=about or claim,
            occasion=f"{occasion}",
            claim=claim,
            job=claim.job,
            **context,
        )


def both(claim: Claim) -> list[User]:
    """The people of both sides whom it concerns."""
    return [*letters.askers(claim), *letters.owners(claim)]


def of_side(claim: Claim, organisation: Organisation) -> list[User]:
    """Those of one side."""
    is_asker = organisation.pk == claim.organisation_id
    return letters.askers(claim) if is_asker else letters.owners(claim)


def other_side(claim: Claim, by: User) -> Organisation:
    """The side that this person is not of."""
    is_asker = by.organisation_id == claim.organisation_id
    return claim.owner if is_asker else claim.organisation


def tell_of_visit(
    name: str, visit: Visit, claim: Claim, *, method: str, by: User | None = None
) -> None:
    """The same letter to both sides, with this time for their calendars, written in
    each reader's own language."""
    for reader in both(claim):
        with translation.override(reader.language):
            calendar = appointment(claim, visit, method)
        told = {"visit": visit, "by": by, "calendar": calendar}
        tell(name, claim, [reader], about=visit, occasion=visit.sequence, **told)


def appointment(claim: Claim, visit: Visit, method: str) -> str:
    """An invitation for one time, or its cancellation; in the language that is active
    now."""
    calendar = ics.new_calendar(method)
    event = _event(claim, visit)
    ics.add_people(event, [(person.name, person.email) for person in both(claim)])
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _event(claim: Claim, visit: Visit) -> Event:
    status = "CANCELLED" if visit.cancelled_at else "CONFIRMED"
    span = (visit.starts_at, visit.ends_at)
    event = ics.new_event(str(visit.uid), visit.sequence, status, *span)
    event.add("summary", f"{claim.title}, {claim.organisation}")
    link = settings.SITE_URL + claim.get_absolute_url()
    event.add("description", "\n".join(filter(None, [claim.message, link])))
    event.add("url", link)
    place = place_of(claim)
    if place is None:
        event.add("location", _("online"))
    else:
        ics.add_place(event, place.full_address, place.point)
    return event


def place_of(claim: Claim) -> Any:
    """Where it is done; None: online."""
    places: dict[str, Any] = {
        Service.Place.ASKER: claim.location,
        Service.Place.OWNER: claim.listing.location,
    }
    return places.get(claim.job.place)
