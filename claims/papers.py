"""The papers of a claim: which ones fit, drawing them, and agreeing to them.

What a paper says stands in `paper_facts`; how it is kept, in the app `papers`. Locks go
from the ground up here too: the listing, the claim, then the paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.modes import Mode
from catalogue.terms import Term
from claims import letters, rules
from claims.actions.steps import lock
from claims.models import Claim, ClaimPaper
from claims.paper_facts import Stated, facts_of
from claims.states import DONE, HANDED_OVER, RETURNED
from members.models import User
from papers import actions
from papers.kinds import Kind, Side
from papers.models import Paper

STATEMENTS = (Kind.CLEANING, Kind.DAMAGE)  # their maker fills something in
AGREEMENTS = {
    Term.FREE: Kind.TRANSFER,
    Term.SALE: Kind.TRANSFER,
    Term.LOAN: Kind.LOAN,
    Term.RENT: Kind.RENT,
}


@dataclass(frozen=True)
class Drawn:
    """A paper of a claim as a page shows it: its newest version, those before, and what
    the reader can do with it."""

    link: ClaimPaper
    earlier: list[ClaimPaper]
    waits_for_us: bool
    may_renew: bool

    @property
    def paper(self) -> Paper:
        """The newest version."""
        return self.link.paper

    @property
    def is_stated(self) -> bool:
        """Is it changed by a form?"""
        return self.paper.kind in STATEMENTS


class Overview(NamedTuple):
    """The papers that there are, each with its versions; and which ones somebody can
    have drawn that nobody had yet."""

    drawn: list[Drawn]
    to_draw: list[Kind]


def fitting(claim: Claim) -> list[Kind]:
    """Which papers this claim can have now. A service has none."""
    if not claim.is_agreed:
        return []
    if claim.mode == Mode.ROOM:
        return [Kind.ROOM, *_damage(claim)]
    if claim.mode != Mode.THING:
        return []
    agreement = AGREEMENTS[Term(claim.term)]
    return [agreement, Kind.PACKING, Kind.CLEANING, *_damage(claim)]


def may(user: User, claim: Claim, kind: str) -> bool:
    """Either side draws; that something is clean is said by its owner."""
    if kind == Kind.CLEANING:
        return rules.can_answer(user, claim)
    return rules.can_arrange(user, claim)


def check_may_draw(claim: Claim, kind: str, *, by: User) -> None:
    """Refuse whom the form is not for, and a claim that it does not go with."""
    if not may(by, claim, kind):
        raise PermissionDenied
    _check_fits(claim, kind)


def side_of(user: User, claim: Claim) -> Side | None:
    """On which side of the claim somebody acts."""
    if rules.can_answer(user, claim):
        return Side.OWNER
    return Side.RECEIVER if rules.can_withdraw(user, claim) else None


def overview(claim: Claim, user: User) -> Overview:
    """What this person sees of the papers of a claim."""
    side, links = side_of(user, claim), claim.papers.for_lists()
    open_to_user = [kind for kind in fitting(claim) if may(user, claim, kind)]
    drawn = [
        _shown(list(versions), side, may_renew=kind in open_to_user)
        for (_number, kind), versions in groupby(links, key=_number_and_kind)
    ]
    had = {one.paper.kind for one in drawn}
    return Overview(drawn, [kind for kind in open_to_user if kind not in had])


@transaction.atomic
def draw(claim: Claim, kind: str, *, by: User, stated: Stated | None = None) -> Paper:
    """A paper of what was agreed. A statement is agreed to by its maker at once."""
    claim = _lock(claim, kind, by=by)
    if kind in {link.paper.kind for link in claim.papers.for_lists()}:
        raise Refused(_("There is one already."), instead=_papers(claim))
    paper = actions.draw(kind, facts_of(claim, kind, stated), by.language, by=by)
    return _linked(claim, paper, by=by)


@transaction.atomic
def renew(link: ClaimPaper, *, by: User, stated: Stated | None = None) -> Paper:
    """The next version, with what is true of the claim now."""
    kind = link.paper.kind
    claim = _lock(link.claim, kind, by=by)
    facts = facts_of(claim, kind, stated)
    paper = actions.new_version(link.paper, facts, by=by, instead=_papers(claim))
    return _linked(claim, paper, by=by)


@transaction.atomic
def agree(link: ClaimPaper, *, by: User) -> None:
    """One side agrees to this version; the other one reads so in a letter."""
    claim = lock(link.claim)
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    _check_fits(claim, link.paper.kind)
    _agree(claim, link, by=by)


def newest(claim: Claim, kind: str) -> ClaimPaper | None:
    """The last version of the paper of this kind, when there is one."""
    of_kind = [link for link in claim.papers.for_lists() if link.paper.kind == kind]
    return of_kind[0] if of_kind else None


def _lock(claim: Claim, kind: str, *, by: User) -> Claim:
    claim = lock(claim)
    check_may_draw(claim, kind, by=by)
    return claim


def _check_fits(claim: Claim, kind: str) -> None:
    """Refuse what goes with another kind of claim, or with one that still stands."""
    if kind not in fitting(claim):
        sentence = _("This paper does not go with the claim now.")
        raise Refused(sentence, instead=_papers(claim))


def _linked(claim: Claim, paper: Paper, *, by: User) -> Paper:
    link = ClaimPaper.objects.create(claim=claim, paper=paper)
    ClaimPaper.objects.earlier_than(link).update(waits_for=None)
    if paper.kind in STATEMENTS:
        _agree(claim, link, by=by)
    return paper


def _agree(claim: Claim, link: ClaimPaper, *, by: User) -> None:
    side = side_of(by, claim)
    assert side is not None
    ours = claim.owner if side == Side.OWNER else claim.organisation
    agreement = actions.agree(
        link.paper,
        side,
        by=by,
        name=by.name,
        organisation=ours.name,
        instead=_papers(claim),
    )
    done = agreement.paper.is_agreed
    other = claim.organisation if side == Side.OWNER else claim.owner
    link.waits_for = None if done else other
    link.save(update_fields=["waits_for"])
    name = "paper_agreed" if done else "paper_waits"
    tell = letters.tell_askers_of if side == Side.OWNER else letters.tell_owners_of
    tell(name, claim, link, link=link, agreement=agreement)


def _damage(claim: Claim) -> list[Kind]:
    """Told from when some of the goods have changed hands, or a room was used."""
    seen = claim.handed_over or claim.state in (HANDED_OVER, RETURNED, DONE)
    return [Kind.DAMAGE] if seen else []


def _number_and_kind(link: ClaimPaper) -> tuple[str, str]:
    return link.paper.reference, link.paper.kind


def _shown(links: Iterable[ClaimPaper], side: Side | None, *, may_renew: bool) -> Drawn:
    link, *earlier = links
    waits = side in link.paper.waits_for
    return Drawn(link, earlier, waits_for_us=waits, may_renew=may_renew)


def _papers(claim: Claim) -> tuple[str, str]:
    return _("To the papers"), reverse("claims:papers", args=[claim.pk])
