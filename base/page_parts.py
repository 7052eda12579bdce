"""Parts of pages that a later stage adds to the page of an earlier one.

The page of a claim shows its pickups, though `claims` knows nothing of pickups: it has
a place of some name, and an app above it fills that place from its own `page_parts.py`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

Part = Callable[..., SafeString]
_PARTS: dict[str, list[Part]] = defaultdict(list)


def page_part(place: str) -> Callable[[Part], Part]:
    """Register a function that draws something in a place: it gets the context of the
    page and what the place is about, and returns HTML."""

    def register(part: Part) -> Part:
        _PARTS[place].append(part)
        return part

    return register


def drawn(place: str, context: dict[str, Any], *about: Any) -> list[SafeString]:
    """All that the apps above put in this place."""
    return [part(context, *about) for part in _PARTS[place]]
