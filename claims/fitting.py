"""Does what somebody asks for fit what is offered? The form shows these sentences
beside its fields; the actions refuse with them."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims import availability
from claims.states import TEMPORARY
from listings.models import Listing


def misfits(
    listing: Listing,
    *,
    term: str,
    quantity: int,
    needed_by: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    wait: bool = False,
) -> dict[str, str]:
    """What keeps a wish from fitting: field → sentence. Empty when it fits. `wait`: it
    goes on the waiting list when nothing is free."""
    if term not in listing.terms:
        return {"term": _("It is not offered in this way.")}
    if term not in TEMPORARY:
        late = _late(listing, needed_by)
        return late | _too_many(listing, quantity, wait=wait)
    return _period(listing, starts_on, ends_on) or _too_many(
        listing, quantity, starts_on, ends_on, wait=wait
    )


def _late(listing: Listing, needed_by: date | None) -> dict[str, str]:
    if needed_by and needed_by < timezone.localdate():
        return {"needed_by": _("This day is over.")}
    if needed_by and listing.available_from and needed_by < listing.available_from:
        return {"needed_by": _available_from(listing.available_from)}
    return {}


def _period(
    listing: Listing, starts_on: date | None, ends_on: date | None
) -> dict[str, str]:
    if not (starts_on and ends_on):
        missing = "ends_on" if starts_on else "starts_on"
        return {missing: _("For rent or on loan: fill in from when until when.")}
    if ends_on < starts_on:
        return {"ends_on": _("This is before the first day.")}
    if starts_on < timezone.localdate():
        return {"starts_on": _("This day is over.")}
    if listing.available_from and starts_on < listing.available_from:
        return {"starts_on": _available_from(listing.available_from)}
    if listing.available_until and ends_on > listing.available_until:
        day = date_format(listing.available_until)
        return {"ends_on": _("It is available until %(day)s.") % {"day": day}}
    return _length(listing, (ends_on - starts_on).days + 1)


def _length(listing: Listing, days: int) -> dict[str, str]:
    if listing.min_days and days < listing.min_days:
        shortest = ngettext(
            "It goes out for %(n)s day at least.",
            "It goes out for %(n)s days at least.",
            listing.min_days,
        )
        return {"ends_on": shortest % {"n": localize(listing.min_days)}}
    if listing.max_days and days > listing.max_days:
        longest = ngettext(
            "It goes out for %(n)s day at most.",
            "It goes out for %(n)s days at most.",
            listing.max_days,
        )
        return {"ends_on": longest % {"n": localize(listing.max_days)}}
    return {}


def _available_from(day: date) -> str:
    return _("It is available from %(day)s.") % {"day": date_format(day)}


def _too_many(
    listing: Listing,
    quantity: int,
    start: date | None = None,
    end: date | None = None,
    *,
    wait: bool,
) -> dict[str, str]:
    if start and end:
        left = availability.free_on(listing, start, end)
    else:
        left = availability.free(listing)
    if left < 1 and wait:
        left, start = listing.quantity, None
    return {"quantity": what_is_left(left, start)} if quantity > left else {}


def what_is_left(left: int, start: date | None = None) -> str:
    """How many can be had after all."""
    if left < 1:
        return _("Nothing is free in this period.") if start else _("Nothing is left.")
    if start:
        return _("Only %(left)s free in this period.") % {"left": localize(left)}
    return _("Only %(left)s left.") % {"left": localize(left)}
