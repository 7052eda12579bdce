"""Some rows of a list become listings together, in as many queries for a hundred rows
as for one: what they need is read once, judged in memory, and written at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zipfile import ZipFile

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from base.refusal import Refused
from listings import actions as offers
from listings.batches import NewOffer, place_all
from listings.intake import publication
from lists import pictures
from lists.keys import thing_of
from lists.lines import Line, Outcome
from lists.models import Import, PlacedRow
from members.models import Location, User
from surplus.rows import SurplusRow


@dataclass
class Done:
    """What became of some rows: how many listings, what was refused, by the key of its
    row, and what is wrong with photos, in sentences."""

    placed: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    unused_photos: list[str] = field(default_factory=list)


@transaction.atomic
def place(imported: Import, lines: Sequence[Line], photos: ZipFile) -> Done:
    """All rows that are not refused, with their photos. Call it under the lock of the
    organisation."""
    done, around = Done(), _Around(imported)
    new = []
    for line in lines:
        try:
            new.append((line, around.offer(line)))
        except Refused as refusal:
            done.refused[line.key] = str(refusal)
        except PermissionDenied:
            done.refused[line.key] = _("You may not offer any more.")
    place_all([offer for _line, offer in new], by=around.by)
    PlacedRow.objects.bulk_create(_placed(imported, *pair) for pair in new)
    for line, offer in new:
        done.unused_photos += pictures.add(
            offer.listing, photos, line.photos, by=around.by
        )
    done.placed = len(new)
    return done


def _placed(imported: Import, line: Line, offer: NewOffer) -> PlacedRow:
    return PlacedRow(
        organisation=imported.organisation,
        key=line.key,
        thing=thing_of(line.row),
        listing=offer.listing,
        imported=imported,
    )


class _Around:
    """What the rows of a list have in common, as it is now."""

    def __init__(self, imported: Import):
        people = User.objects.select_related("organisation")
        self.by = people.get(pk=imported.placed_by.pk)
        places = Location.objects.of(imported.organisation)
        self._places = {place.pk: place for place in places}
        chosen = imported.chosen_place
        self._chosen = self._places.get(chosen.pk, chosen)
        self._is_live = imported.live

    def offer(self, line: Line) -> NewOffer:
        """What a row offers, judged by the rules. Raises what they refuse."""
        listing = offers.written(
            by=self.by,
            location=self._place_of(line.row),
            category=line.category,
            **line.fields,
        )
        if not self._is_live or line.outcome == Outcome.QUESTIONS:
            return NewOffer(listing)
        reasons = publication.reasons_for_review(listing, newcomer=self._newcomer)
        return NewOffer(listing, reasons)

    @cached_property
    def _newcomer(self) -> bool:
        return publication.is_newcomer(self.by.trades_for)

    def _place_of(self, row: SurplusRow) -> Location:
        """The organisation's location that the list names, else the one that was
        chosen."""
        named = (row.location or "").casefold()
        open_ones = (it for it in self._places.values() if not it.closed_at)
        found = (it for it in open_ones if it.name.casefold() in named)
        return next(found, self._chosen) if named else self._chosen
