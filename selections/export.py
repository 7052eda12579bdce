"""One's own offers as a file: for Excel (.xlsx), or as text (.csv) that opens there
too, in the reader's language. Its headings are those that `surplus` reads again."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.refusal import Refused
from base.spreadsheets import Cell, as_csv, as_xlsx, to_keep
from base.words import Words
from catalogue.terms import Per, Term
from catalogue.tree import tree
from listings.models import Listing
from listings.querysets import ListingQuerySet
from members.models import Location

MOST_ROWS = 10_000  # two seconds of work
AT_ONCE = 2_000  # rows in memory


class Names:
    """What rows have in common, looked up once: five thousand of them say the same few
    words."""

    def __init__(self, locations: Iterable[int]):
        self.kinds = {code: str(kind) for code, kind in tree().all.items()}
        places = Location.objects.in_bulk(set(locations))
        self.places = {key: str(place) for key, place in places.items()}
        self.terms = {value: str(label) for value, label in Term.choices}
        self.pers = {value: str(label) for value, label in Per.choices}
        self.states = _with_capitals(Listing.State)
        self.conditions = _with_capitals(Listing.Condition)


class Column(NamedTuple):
    """Its heading, its width in characters, and what stands there of a listing."""

    heading: Words
    width: int
    value: Callable[[Listing, Names], Cell]


COLUMNS = [
    Column(_("Article"), 40, lambda row, _n: row.title),
    Column(_("Number of pieces"), 10, lambda row, _n: row.quantity),
    Column(_("Unit"), 10, lambda row, _n: row.unit),
    Column(_("Still free"), 10, lambda row, _n: row.left),
    Column(_("State"), 16, lambda row, names: names.states[row.state]),
    Column(_("Category"), 26, lambda row, names: names.kinds[row.category_id]),
    Column(_("Terms"), 18, lambda row, names: _terms(row, names)),
    Column(_("Price (€)"), 12, lambda row, _n: row.price_eur),
    Column(_("Rent (€)"), 12, lambda row, _n: row.rent_eur),
    Column(_("Rent is counted"), 14, lambda row, names: names.pers.get(row.rent_per)),
    Column(_("Condition"), 20, lambda row, names: names.conditions.get(row.condition)),
    Column(_("Location"), 30, lambda row, names: names.places[row.location_id]),
    Column(_("Room"), 14, lambda row, _n: row.room),
    Column(_("Available from"), 14, lambda row, _n: row.available_from),
    Column(_("Available until"), 14, lambda row, _n: row.available_until),
    Column(_("Expiry date"), 14, lambda row, _n: row.expiry_date),
    Column(_("Lot number"), 14, lambda row, _n: row.lot),
    Column(_("GTIN (barcode)"), 16, lambda row, _n: row.gtin),
    Column(_("Weight per piece (kg)"), 12, lambda row, _n: row.weight_kg),
    Column(_("New price (€)"), 12, lambda row, _n: row.new_price_eur),
    Column(_("Description"), 50, lambda row, _n: row.description),
    Column(_("Made on"), 14, lambda row, _n: _day(row.made_at)),
    Column(_("Live since"), 14, lambda row, _n: _day(row.live_at)),
    Column(_("Address of its page"), 40, lambda row, _n: _address(row)),
]


def answer(listings: ListingQuerySet, kind: str) -> HttpResponse:
    """The file to keep, named by its day."""
    rows, headings = _rows(listings), [str(column.heading) for column in COLUMNS]
    if kind == "csv":
        body = as_csv(headings, rows)
    else:
        widths = [column.width for column in COLUMNS]
        body = as_xlsx(_now("Offers"), headings, widths, rows)
    return to_keep(body, kind, f"{_now('offers')}-{timezone.localdate():%Y-%m-%d}")


def _rows(listings: ListingQuerySet) -> Iterator[list[Cell]]:
    chosen = list(listings.order_by("-made_at", "-pk").values_list("pk", "location"))
    if len(chosen) > MOST_ROWS:
        raise Refused(_now("These are too many at once. Narrow them down first."))
    names, keys = Names(place for _key, place in chosen), [key for key, _p in chosen]
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = Listing.objects.defer("search").in_bulk(part)
        rows = (found[key] for key in part if key in found)
        yield from ([column.value(row, names) for column in COLUMNS] for row in rows)


def _with_capitals(choices: type[TextChoices]) -> dict[str, str]:
    return {value: capfirst(str(label)) for value, label in choices.choices}


def _terms(row: Listing, names: Names) -> str:
    return ", ".join(names.terms[term] for term in row.terms)


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _address(row: Listing) -> str:
    return settings.SITE_URL + reverse("listings:detail", args=[row.pk])
