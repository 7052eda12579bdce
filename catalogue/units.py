"""What a quantity counts, in the reader's language: 6 stuks, 1 box.

A listing keeps one of these words, or what its member made up.
"""

from decimal import Decimal

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

UNITS = {
    "stuk": ngettext_lazy("%(n)s piece", "%(n)s pieces", "count"),
    "doos": ngettext_lazy("%(n)s box", "%(n)s boxes", "count"),
    "pak": ngettext_lazy("%(n)s pack", "%(n)s packs", "count"),
    "zak": ngettext_lazy("%(n)s bag", "%(n)s bags", "count"),
    "rol": ngettext_lazy("%(n)s roll", "%(n)s rolls", "count"),
    "fles": ngettext_lazy("%(n)s bottle", "%(n)s bottles", "count"),
    "can": ngettext_lazy("%(n)s can", "%(n)s cans", "count"),
    "pot": ngettext_lazy("%(n)s jar", "%(n)s jars", "count"),
    "tube": ngettext_lazy("%(n)s tube", "%(n)s tubes", "count"),
    "blik": ngettext_lazy("%(n)s tin", "%(n)s tins", "count"),
    "emmer": ngettext_lazy("%(n)s bucket", "%(n)s buckets", "count"),
    "tray": ngettext_lazy("%(n)s tray", "%(n)s trays", "count"),
    "set": ngettext_lazy("%(n)s set", "%(n)s sets", "count"),
    "paar": ngettext_lazy("%(n)s pair", "%(n)s pairs", "count"),
    "pallet": ngettext_lazy("%(n)s pallet", "%(n)s pallets", "count"),
    "partij": ngettext_lazy("%(n)s lot", "%(n)s lots", "count"),
    "rij": ngettext_lazy("%(n)s row", "%(n)s rows", "count"),
    "baan": ngettext_lazy("%(n)s length", "%(n)s lengths", "count"),
    "krat": ngettext_lazy("%(n)s crate", "%(n)s crates", "count"),
    "bak": ngettext_lazy("%(n)s bin", "%(n)s bins", "count"),
    "bundel": ngettext_lazy("%(n)s bundle", "%(n)s bundles", "count"),
    "meter": ngettext_lazy("%(n)s metre", "%(n)s metres", "count"),
    "m2": ngettext_lazy("%(n)s m²", "%(n)s m²", "count"),
    "kg": ngettext_lazy("%(n)s kg", "%(n)s kg", "count"),
    "liter": ngettext_lazy("%(n)s litre", "%(n)s litres", "count"),
    "persoon": ngettext_lazy("%(n)s person", "%(n)s people", "count"),
    "uur": ngettext_lazy("%(n)s hour", "%(n)s hours", "count"),
    "dagdeel": ngettext_lazy("%(n)s half-day", "%(n)s half-days", "count"),
    "dag": ngettext_lazy("%(n)s day", "%(n)s days", "count"),
    "week": ngettext_lazy("%(n)s week", "%(n)s weeks", "count"),
    "maand": ngettext_lazy("%(n)s month", "%(n)s months", "count"),
    "nacht": ngettext_lazy("%(n)s night", "%(n)s nights", "count"),
    "jaar": ngettext_lazy("%(n)s year", "%(n)s years", "count"),
    "rit": ngettext_lazy("%(n)s trip", "%(n)s trips", "count"),
    "maaltijd": ngettext_lazy("%(n)s meal", "%(n)s meals", "count"),
    "deelnemer": ngettext_lazy("%(n)s participant", "%(n)s participants", "count"),
    "kamer": ngettext_lazy("%(n)s room", "%(n)s rooms", "count"),
    "plaats": ngettext_lazy("%(n)s place", "%(n)s places", "count"),
}


def each(unit: str | None) -> str:
    """For one of them: per piece, per kg."""
    one = UNITS[unit] % {"n": "", "count": 1} if unit in UNITS else unit or ""
    return _("per %(unit)s") % {"unit": one.strip()} if one else ""


def amount(number: int | float | Decimal, unit: str | None) -> str:
    """So many of it. A word that is none of ours stays as the member wrote it."""
    is_whole = number == int(number)
    shown = localize(int(number) if is_whole else number)
    if unit not in UNITS:
        return f"{shown} {unit or ''}".strip()
    count = int(number) if is_whole else 2  # half a box speaks of boxes, as two do
    return UNITS[unit] % {"n": shown, "count": count}
