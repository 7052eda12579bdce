"""What the intake rules said about the texts of one list, remembered for a day: a list
of ten thousand rows is looked at many times, and judged once."""

from hashlib import blake2b

from django.core.cache import caches

from listings.intake import prohibited
from lists.models import Import

A_DAY_S = 24 * 3600
Hits = list[tuple[str, tuple[str, ...]]]  # ids of rules, and the words each found


class TextVerdicts:
    """The verdicts on the texts of a list. What rules say about a text hangs on the
    text and the rules alone; with other rules nothing is remembered."""

    def __init__(self, imported: Import):
        self._key = f"lists.verdicts_of_texts.{imported.pk}.{prohibited.version()}"
        self._hits: dict[bytes, Hits] = caches["shared"].get(self._key) or {}
        self._known = len(self._hits)

    def judge(self, *texts: str) -> prohibited.Verdict:
        """As `prohibited.judge`."""
        mark = blake2b("\0".join(texts).encode(), digest_size=16).digest()
        if mark not in self._hits:
            hits = prohibited.judge(*texts).hits
            self._hits[mark] = [(hit.rule.id, hit.words) for hit in hits]
        return prohibited.Verdict(
            tuple(prohibited.Hit(prohibited.rule(i), w) for i, w in self._hits[mark])
        )

    def keep(self) -> None:
        """Remember what was judged now, for the next time somebody looks."""
        if len(self._hits) > self._known:
            caches["shared"].set(self._key, self._hits, A_DAY_S)
