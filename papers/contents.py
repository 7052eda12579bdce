"""What stands on a paper, in words of one language: all that the paper is drawn from.

The app that knows the facts writes them in every language; they are kept as JSON with
the paper, so that it can be read in the other language, and compared with what is true
later.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Party:
    """One of the two organisations: its name, its number at the chamber of commerce,
    and the lines of its address."""

    name: str
    number: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Goods:
    """What it is about, as a table: the heads of its columns, and its rows."""

    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Content:
    """What stands on a paper: what it is about on one line, both sides, what was agreed
    (a label and its words each), the goods, and what somebody stated in own words."""

    subject: str
    owner: Party
    receiver: Party
    facts: list[tuple[str, str]]
    goods: Goods
    statement: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the paper."""
        kept = asdict(self)
        return kept | {"facts": [list(fact) for fact in self.facts]}


def content_of(facts: dict[str, Any], language: str) -> Content:
    """What was kept, in one of its languages."""
    kept = facts[language]
    return Content(
        subject=kept["subject"],
        owner=Party(**kept["owner"]),
        receiver=Party(**kept["receiver"]),
        facts=[(label, words) for label, words in kept["facts"]],
        goods=Goods(**kept["goods"]),
        statement=kept["statement"],
    )
