"""What was understood of a search, as chips that can be taken out."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from base.chips import Chip, address
from base.models import Province, Town
from catalogue.search_meaning import NEAR_KM, Meaning
from catalogue.tree import tree


def chips_of_meaning(meaning: Meaning, data: QueryDict) -> Iterator[Chip]:
    """The words, how, where and what kind of thing. `data`: the address of the search;
    each chip has the address without it."""
    if meaning.words:
        yield Chip(meaning.words, address(data, q=meaning.without_words))
    if meaning.term:
        label = str(meaning.term.label)
        yield Chip(label, address(data, q=meaning.without_term))
    if meaning.place:
        yield Chip(_around(meaning.place), address(data, q=meaning.without_place))
    if meaning.kinds and not data.get("category"):
        yield Chip(_kind(meaning), address(data, literally="on"))


def _kind(meaning: Meaning) -> str:
    return _("Found in: %s") % tree().all[meaning.codes[0]]


def _around(place: Town | Province) -> str:
    if isinstance(place, Town):
        within = {"km": NEAR_KM, "town": place}
        return _("Within %(km)s km of %(town)s") % within
    return _("In %s") % place.label
