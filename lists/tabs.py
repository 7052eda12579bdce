"""Which rows of a list are looked at: each count of the preview is a tab."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from lists.lines import ATTENTION, Lines, Outcome

ATTENTION_TAB, ALL_TAB, SKIPPED_TAB = "attention", "all", "skipped"


@dataclass(frozen=True)
class Tab:
    """One of them: its value in the address, its words, and how many rows."""

    value: str
    label: str
    count: int


class Tabs:
    """Those that hold something; what is asked for, or else what a person should see
    first: after placing what was placed, before it what needs attention."""

    def __init__(self, lines: Lines, asked: str):
        self._lines = lines
        self._asked = asked

    def __iter__(self) -> Iterator[Tab]:
        return iter(self.all)

    @cached_property
    def all(self) -> list[Tab]:
        """In the order of the page."""
        lines, counts = self._lines, self._lines.counts
        attention = sum(n for value, _label, n in counts if value in ATTENTION)
        tabs = [
            Tab(ATTENTION_TAB, _("Needs you"), attention),
            *(Tab(*count) for count in counts),
            Tab(ALL_TAB, _("All"), len(lines.all)),
            Tab(SKIPPED_TAB, _("Skipped"), len(lines.skipped)),
        ]
        return [tab for tab in tabs if tab.count]

    @cached_property
    def shown(self) -> str:
        """The value of the tab that is open."""
        values = [tab.value for tab in self.all]
        first = Outcome.PLACED if self._lines.imported.is_placed else ATTENTION_TAB
        wished = (value for value in (self._asked, first, ALL_TAB) if value in values)
        return next(wished, ALL_TAB)

    @property
    def asks_somebody(self) -> bool:
        """Are there rows that a rule stops, or that a moderator sees first?"""
        return self.shown in (ATTENTION_TAB, Outcome.BLOCKED, Outcome.REVIEW)

    @property
    def shows_skipped(self) -> bool:
        """Rows that offer nothing, each with a button that says that it does."""
        return self.shown == SKIPPED_TAB
