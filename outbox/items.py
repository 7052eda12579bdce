"""What is told in a letter piece by piece, so that a daily letter can sort it by score
and name each thing once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from outbox.models import Letter, Told
from outbox.readers import Reader

Seen = Callable[[set[str], Any], set[str]]
_seen: dict[str, Seen] = {}


@dataclass(frozen=True)
class Item:
    """One thing that somebody may like: which (`key`), how much (`score`, 0 to 1), and
    for what reason (`because`, in the reader's language when it is a lazy text)."""

    key: str
    score: float
    template: str
    because: Any = ""
    context: dict[str, Any] = field(default_factory=dict)

    def written(self) -> dict[str, Any]:
        """As a letter keeps it, in the language that is active."""
        context = {"site_url": settings.SITE_URL, **self.context}
        return {
            "key": self.key,
            "score": self.score,
            "because": str(self.because),
            "text": render_to_string(self.template, context).strip(),
        }


def untold(items: Sequence[Item], reader: Reader) -> list[Item]:
    """Those that no letter told this reader about."""
    told = Told.objects.filter(reader=reader.pk, key__in=[item.key for item in items])
    known = set(told.values_list("key", flat=True))
    return [item for item in items if item.key not in known]


def still_true(items: Iterable[dict[str, Any]], reader: Reader) -> list[dict[str, Any]]:
    """What was written down earlier, without what the reader may not see any more."""
    items = list(items)
    gone: set[str] = set()
    for kind, seen in _seen.items():
        about = {item["key"] for item in items if item["key"].split()[0] == kind}
        gone |= about - seen(about, reader) if about else set()
    return [item for item in items if item["key"] not in gone]


def seen_by(kind: str, seen: Seen) -> None:
    """Ask this function which things of a kind, by their keys ("listing 7"), a reader
    may see now: what is kept for a daily letter may be hidden by then."""
    _seen[kind] = seen


def remember(items: Iterable[Item], reader: Reader) -> None:
    """This reader knows of them from now on."""
    told = [Told(reader_id=reader.pk, key=item.key) for item in items]
    Told.objects.bulk_create(told, ignore_conflicts=True)


def merged(letters: Iterable[Letter], reader: Reader) -> list[dict[str, Any]]:
    """What several letters tell and is true still, the best first; the same thing once,
    with every reason that it was told for."""
    things: dict[str, dict[str, Any]] = {}
    every = still_true((item for letter in letters for item in letter.items), reader)
    for item in sorted(every, key=lambda item: -item["score"]):
        thing = things.setdefault(item["key"], {"text": item["text"], "because": []})
        if item["because"] and item["because"] not in thing["because"]:
            thing["because"].append(item["because"])
    return list(things.values())
