"""Who reads what about a want."""

from collections.abc import Iterable, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from listings.letters import offered
from members.models import User
from outbox.actions import post_all
from outbox.items import Item
from outbox.kinds import Kind
from wanted.models import Answer, Match, Want, WantStep

BEST = 10  # matches in one letter


def askers(want: Want) -> list[User]:
    """Those whom it concerns on the side that asks."""
    return User.objects.concerned(want.organisation, want.made_by)


def tell_of_matches(
    want: Want, best: Sequence[Match], *, total: int, to: Iterable[User]
) -> None:
    """One letter with the best of all that was found, the best first."""
    post_all(
        "wanted/letters/matched",
        to=to,
        about=best[0],
        alert=Kind.MATCHES,
        items=[_item(match) for match in best],
        want=want,
        first=best[0].listing,
        total=total,
        more=total - len(best),
    )


def tell_of_answer(answer: Answer) -> None:
    """Somebody says: we have this. A person waits for it, so it is no mere alert."""
    post_all(
        "wanted/letters/answered",
        to=askers(answer.want),
        about=answer,
        answer=answer,
        want=answer.want,
    )


def tell_asker(name: str, step: WantStep) -> None:
    """News of their own want, unless they made it themselves."""
    want = step.subject
    post_all(
        f"wanted/letters/{name}",
        to=[reader for reader in askers(want) if reader.pk != step.by_id],
        about=step,
        alert=Kind.NEWS,
        want=want,
        step=step,
    )


def tell_answerers(step: WantStep) -> None:
    """Who offered something need not keep it any longer."""
    want = step.subject
    answered = User.objects.active().filter(pk__in=want.answers.values("by"))
    post_all(
        "wanted/letters/no_longer", to=answered, about=step, alert=Kind.NEWS, want=want
    )


def _item(match: Match) -> Item:
    why = format_lazy(_("For your wanted ad: {want}"), want=match.want.name)
    return offered(match.listing, score=match.score, because=why, match=match)
