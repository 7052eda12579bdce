"""The filters beside the results, with how many each choice would leave.

Counted among the first `MOST_COUNTED` results (`results`): where there are more, each
number is a lower bound, and is shown as such. The fields are drawn once for all who ask
alike, with gaps for the numbers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.forms import CheckboxSelectMultiple, ChoiceField, Select
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.forms import field_of
from base.paging import MOST_COUNTED
from base.remembering import GAP, Memory, around_gaps, filled
from catalogue.tree import tree

if TYPE_CHECKING:
    from listings.search.filters import ListingFilter

PANELS = Memory(500)
# Those with numbers, in the order in which the template has their gaps.
COUNTED = ["category", "terms", "within", "condition", "province", "available"]
SELECTS = {"category", "within", "province"}
NO_COUNT = SafeString()


class CountedSelect(Select):
    """Its choices have a gap for their number."""

    def create_option(self, name: str, value: Any, *of: Any, **how: Any) -> dict:
        option = super().create_option(name, value, *of, **how)
        return option | {"label": with_gap(option["label"])} if value else option


class CountedChoices(CheckboxSelectMultiple):
    """The same, where several can be chosen."""

    def create_option(self, *of: Any, **how: Any) -> dict:
        option = super().create_option(*of, **how)
        return option | {"label": with_gap(option["label"])}


def with_gap(label: object) -> SafeString:
    """Words, and the place of their number."""
    return format_html("{}{}", label, GAP)


def panel(search: "ListingFilter") -> SafeString:
    """The fields of the search, each choice with its number."""
    key = (get_language(), *search.drawn_by)
    context = {"search": search, "gap": GAP}
    template = "listings/_filters.html"
    drawn = PANELS.recall(key, lambda: around_gaps(render_to_string(template, context)))
    return filled(drawn, *_numbers(search))


def _numbers(search: "ListingFilter") -> Iterator[SafeString]:
    """What goes into the gaps, in their order."""
    plus = "+" if len(search.keys) > MOST_COUNTED else ""
    for name in COUNTED:
        if name == "within" and not search.places:
            continue
        counted = _counted(search, name)
        draw = _in_option if name in SELECTS else _in_label
        yield from (draw(counted, value, plus) for value in _values(search, name))


def _counted(search: "ListingFilter", name: str) -> dict[str, int] | None:
    """How many have each value; of a kind with kinds below it, all of them. None where
    something is chosen already: another choice there would find others, which nobody
    counted."""
    if search.data.get(name):
        return None
    counted = search.counts.get(name, {})
    return counted | _of_parents(counted) if name == "category" else counted


def _of_parents(counted: dict[str, int]) -> dict[str, int]:
    totals: Counter[str] = Counter()
    for code, number in counted.items():
        totals[tree().all[code].parent_id or code] += number
    return totals


def _values(search: "ListingFilter", name: str) -> Iterable[str]:
    """The choices of a field that have a gap, in their order."""
    if name == "available":
        return ["on"]
    choices: Any = field_of(search.form, name, ChoiceField).choices
    return _flat(choices)


def _flat(choices: Iterable) -> Iterator[str]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        elif value:
            yield value


def _in_option(counted: dict[str, int] | None, value: str, plus: str) -> SafeString:
    number = (counted or {}).get(value)
    return SafeString(f" ({number}{plus})") if number else NO_COUNT


def _in_label(counted: dict[str, int] | None, value: str, plus: str) -> SafeString:
    if counted is None:
        return NO_COUNT
    return SafeString(f' <span class="count">{counted.get(value, 0)}{plus}</span>')
