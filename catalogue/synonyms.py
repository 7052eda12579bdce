"""The words that moderators made a synonym of a category, kept in memory.

They hold in each process within a minute. The next night they teach along, so that
their plurals and typos are known as well.
"""

from functools import lru_cache
from time import monotonic

from catalogue.models import Synonym
from catalogue.words import stems

FRESH_S = 60.0


def key(text: str) -> str:
    """The same for every form of the same words."""
    return " ".join(stems(text))


def known() -> dict[str, str]:
    """Codes of categories by the key of their synonyms; `kinds.NOTHING` for words that
    name nothing that is shared here."""
    return _read(int(monotonic() / FRESH_S))


def forget() -> None:
    """There is another one: read them anew."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read(_minute: int) -> dict[str, str]:
    return {key(synonym.words): synonym.code for synonym in Synonym.objects.all()}
