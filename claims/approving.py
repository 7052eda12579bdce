"""What a claim asks of a rule for approval, on either side; its pieces are kept while
it waits. Only under the claim's lock."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from approvals import actions as approvals
from approvals.facts import What
from approvals.models import Approval, Deed
from base.refusal import Refused
from catalogue.terms import Term
from claims import availability, deadlines, holding
from claims.models import Claim, ClaimStep
from listings.worth import piece_worth
from members.models import Organisation, User

WAITS = ["reached_at", "remind_at", "expires_at"]
# The claim stays until what it waits for has ended; then it has a clock again.
LEEWAY_WORKDAYS = 1


def what_is_asked(claim: Claim) -> What:
    """Of the asker's own people: what it costs."""
    worth = {"value_eur": _cost(claim), "location": claim.location}
    return _what(claim, Deed.ASK, claim.quantity, party=claim.offered_by, **worth)


def what_is_given(claim: Claim, quantity: int) -> What:
    """Of the owner's own people: what it is worth."""
    each = piece_worth(claim.listing)
    worth = None if each is None else each * quantity
    given = {"value_eur": worth, "location": claim.listing.location}
    return _what(claim, Deed.GIVE, quantity, party=claim.organisation, **given)


def set_out(
    claim: Claim, ask_owner: Callable[[Claim, ClaimStep], None], *, by: User
) -> None:
    """A claim that was just written down takes its first step: it waits at its asker's,
    or is asked of its owner. Its listing keeps since when it is asked for."""
    listing = claim.listing
    if listing.first_asked_at is None:
        listing.first_asked_at = claim.asked_at
        listing.save(update_fields=["first_asked_at"])
    if begin(claim, by=by):
        claim.move(Claim.State.TO_APPROVE, by=by)
    else:
        ask_owner(claim, claim.steps.create(state=Claim.State.ASKED, by=by))


def begin(claim: Claim, *, by: User) -> bool:
    """Does asking it wait for a yes? Then its pieces are kept, and its owner knows
    nothing of it yet. The move follows."""
    what = what_is_asked(claim)
    if not _waits(claim.organisation, what, claim.approval):
        return False
    claim.approval = approvals.ask(what, by=by, organisation=claim.organisation)
    claim.reached_at = claim.remind_at = None
    claim.expires_at = _after(claim.approval)
    claim.save(update_fields=["approval", *WAITS])
    keep(claim, claim.quantity)
    return True


def begin_anew(claim: Claim, *, by: User) -> bool:
    """It asks something else now. What waited for a yes waits no longer; does it need
    another one?"""
    if claim.approval and claim.approval.is_waiting:
        approvals.drop(claim.approval)
    return begin(claim, by=by)


def begin_price(claim: Claim, *, by: User) -> bool:
    """Does the price that it would get, not saved yet, wait for a yes? Its owner sees
    nothing of that: it stays asked."""
    what = what_is_asked(claim)
    if not _waits(claim.organisation, what, claim.approval):
        return False
    if claim.approval and claim.approval.is_waiting:
        if claim.approval.facts == what.kept:
            there = (_("See how it stands"), claim.approval.get_absolute_url())
            raise Refused(_("This waits for approval already."), instead=there)
        approvals.drop(claim.approval)
    claim.approval = approvals.ask(what, by=by, organisation=claim.organisation)
    claim.save(update_fields=["approval"])
    return True


def begin_giving(claim: Claim, quantity: int, *, by: User) -> bool:
    """Does the owner's yes wait for another one? Then the pieces are kept meanwhile,
    and the asker knows nothing of it."""
    what = what_is_given(claim, quantity)
    if not _waits(claim.offered_by, what, None):
        return False
    claim.giving = approvals.ask(what, by=by, organisation=claim.offered_by)
    claim.remind_at = None
    claim.expires_at = max(claim.expires_at, _after(claim.giving))
    claim.save(update_fields=["giving", "remind_at", "expires_at"])
    keep(claim, quantity)
    return True


def let_go(claim: Claim) -> None:
    """What was kept while it waited is asked for again, or goes to who waits: by who
    calls this, in the same transaction."""
    holding.let_go(claim)


def check_waits_not(claim: Claim) -> None:
    """Refuse to say a second time what waits for approval."""
    if claim.giving:
        there = (_("See how it stands"), claim.get_absolute_url())
        raise Refused(_("This waits for approval already."), instead=there)


def keep(claim: Claim, quantity: int) -> None:
    """So many pieces, or those that are free; not the hours of a room, and of a service
    there are none."""
    if claim.by_hour or claim.is_job:
        return
    if (there := min(quantity, availability.free_for(claim))) > 0:
        holding.keep(claim, there)


def reach(claim: Claim) -> None:
    """It goes to its owner, who has as long to answer as for any other claim."""
    now = timezone.now()
    let_go(claim)
    claim.reached_at = now
    deadlines.set_answer_clock(claim, now)
    claim.save(update_fields=WAITS)


def stop_giving(claim: Claim) -> None:
    """The owner's yes waits no longer: pieces are free, and it has a clock again."""
    if claim.giving is None:
        return
    approvals.drop(claim.giving)
    claim.giving = None
    let_go(claim)
    if claim.state == Claim.State.ASKED:
        deadlines.set_answer_clock(claim, timezone.now())
    else:
        deadlines.set_clock(claim, timezone.now())
    claim.save(update_fields=["giving", "remind_at", "expires_at"])


def forget(claim: Claim) -> None:
    """The claim ends: nothing of it waits for anybody any more."""
    for approval in filter(None, (claim.approval, claim.giving)):
        if approval.is_waiting:
            approvals.drop(approval)
    if claim.giving:
        claim.giving = None
        claim.save(update_fields=["giving"])


def _waits(organisation: Any, what: What, approval: Approval | None) -> bool:
    is_needed = approvals.is_needed(what, approvals.rules_of(organisation))
    return is_needed and not approvals.holds_for(approval, what)


def _after(approval: Approval) -> Any:
    return deadlines.workdays_later(approval.ends_at, LEEWAY_WORKDAYS)


def _cost(claim: Claim) -> Decimal | None:
    if claim.is_job:  # to ask for a quote costs nothing yet
        return claim.price_eur or Decimal(0)
    if claim.term not in (Term.SALE, Term.RENT):
        return Decimal(0)
    if not claim.by_hour:
        return claim.total_eur
    times = claim.booking.occasions.standing().count()
    return None if claim.price_eur is None else claim.price_eur * times


def _what(
    claim: Claim,
    deed: Deed,
    quantity: int,
    *,
    party: Organisation,
    value_eur: Any,
    location: Any,
) -> What:
    facts = {
        "party": str(party),
        "quantity": quantity,
        "terms": [claim.term],
        "price": claim.price_eur,
        "first": claim.starts_on,
        "last": claim.ends_on,
        "times": "; ".join(_times(claim)),
    }
    return What(
        deed,
        f"{quantity} × {claim.title}",
        value_eur,
        claim.listing.category,
        location,
        claim.get_absolute_url(),
        facts,
    )


def _times(claim: Claim) -> Iterator[str]:
    """Of a room by the hour, in figures: a fact must not change with its reader."""
    if claim.by_hour:
        for it in claim.booking.occasions.standing():
            starts, ends = map(timezone.localtime, (it.starts_at, it.ends_at))
            yield f"{starts:%d-%m-%Y %H:%M}–{ends:%H:%M}"
