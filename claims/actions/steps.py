"""What every deed on a claim does: lock it, look where it stands, end it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import holding
from claims.actions import waiting_list
from claims.models import Claim, ClaimStep
from listings.models import Listing
from members.models import User

State = Claim.State


def lock(claim: Claim) -> Claim:
    """The claim read afresh and held, after its listing. Only in a transaction."""
    listing = Listing.objects.lock(claim.listing_id)
    people = Claim.objects.select_related("organisation", "asker", "location")
    claim = people.select_for_update(of=("self",)).get(pk=claim.pk)
    claim.listing = listing
    return claim


def end(claim: Claim, state: str, *, by: User | None, why: str) -> ClaimStep:
    """Nothing comes of it; a promise is given back."""
    step = claim.move(state, by=by, why=why)
    let_go(claim, by=by)
    return step


def let_go(claim: Claim, *, by: User | None) -> None:
    """Its pieces are free again, and go at once to who waits for them. The one way by
    which pieces come free."""
    holding.let_go(claim, by=by)
    waiting_list.follow(claim.listing)


def check_is(claim: Claim, *states: str) -> None:
    """Refuse who comes too late, with what is possible now. Stricter than the table
    of moves: a claim becomes accepted by a yes, and by calling a pickup off."""
    if claim.state in states:
        return
    if claim.state == State.SCHEDULED and State.ACCEPTED in states:
        pickup = reverse("logistics:schedule", args=[claim.pk])
        sentence = _("A pickup is planned. Call it off first.")
        raise Refused(sentence, instead=(_("To the pickup"), pickup))
    raise Refused(claim.refusal(), instead=to_page(claim))


def to_page(claim: Claim) -> tuple[str, str]:
    """What a refusal offers instead: where it stands."""
    return _("To the claim"), claim.get_absolute_url()


def to_decline(claim: Claim) -> tuple[str, str]:
    """What a refusal offers instead, to an owner who can't say yes any more."""
    return _("Decline, and say why"), reverse("claims:decline", args=[claim.pk])
