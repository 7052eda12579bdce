"""Papers on the claims of the story, drawn and agreed to as everybody does."""

from typing import Any

from django.utils import timezone

from claims import papers
from claims.models import Claim
from members.models import User


def draw_papers(script: list[dict[str, Any]], people: dict[str, User]) -> None:
    """Each with who drew it up, who agreed to it, and what was stated."""
    for row in script:
        _draw(people, **row)


def _draw(
    people: dict[str, User],
    *,
    title: str,
    kind: str,
    by: str,
    agreed: list[str],
    words: str = "",
) -> None:
    claim = Claim.objects.get(
        listing__title=title, asker__in=people.values(), offered_by__in=_members(people)
    )
    drawer, today = people[by], timezone.localdate().isoformat()
    stated = {"on": today, "words": words, "by": drawer.name} if words else None
    papers.draw(claim, kind, by=drawer, stated=stated)
    link = papers.newest(claim, kind)
    assert link is not None
    for name in agreed:
        papers.agree(link, by=people[name])


def _members(people: dict[str, User]) -> list[int]:
    return [person.trades_for.pk for person in people.values()]
