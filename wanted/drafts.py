"""Starting an offer from what somebody asks for."""

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.terms import Per, Term
from listings.models import Listing
from members.models import Location, User
from wanted.models import Want

# What costs the asker least comes first.
FAVOURITES = [Term.FREE, Term.LOAN, Term.SALE, Term.RENT]
_ASKING = re.compile(
    r"^(?:gezocht|gevraagd|wie heeft|wanted)\b[\s:,-]*(?=\S)"
    r"|(?<=\S)[\s,-]*\b(?:gezocht|gevraagd|nodig|wanted|needed)$",
    re.IGNORECASE,
)


def fields(want: Want, *, by: User) -> dict[str, Any]:
    """A draft's fields; the person who answers corrects them on its form."""
    term = next(term for term in FAVOURITES if term in want.terms)
    return {
        "location": _place(by),
        "category": want.category,
        "title": _title(want.title),
        "terms": [term.value],
        "rent_per": Per.DAY if term == Term.RENT else "",
        "quantity": want.quantity,
        "unit": want.category.unit_nl,
    }


def _title(asked: str) -> str:
    """ "Gezocht: rolstoel" is offered as "Rolstoel"."""
    bare = _ASKING.sub("", asked)
    return bare[:1].upper() + bare[1:]


def _place(by: User) -> Location:
    """Where this person offered from last; else the first place."""
    places = Location.objects.of(by.organisation).open()
    last = Listing.objects.made_by(by).values_list("location", flat=True).first()
    place = places.filter(pk=last or 0).first() or places.first()
    if place is None:
        here = (_("To your organisation"), reverse("members:organisation"))
        raise Refused(_("Your organisation has no location yet."), instead=here)
    return place
