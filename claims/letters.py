"""Who reads what about a claim."""

from typing import Any

from django.db.models import Model

from claims.models import Claim, ClaimStep, DamageStep, ExtensionStep
from members.models import User
from outbox.actions import post_all


def askers(claim: Claim) -> list[User]:
    """Those whom it concerns on the side that asks."""
    return User.objects.concerned(claim.organisation, claim.asker)


def owners(claim: Claim) -> list[User]:
    """Those whom it concerns on the side that offers."""
    return User.objects.concerned(claim.owner, claim.listing.made_by)


def tell_asker(name: str, step: ClaimStep | ExtensionStep) -> None:
    """A letter about this step to the side that asks."""
    claim = claim_of(step)
    post_all(f"claims/letters/{name}", to=askers(claim), about=step, claim=claim)


def tell_owner(name: str, step: ClaimStep | ExtensionStep) -> None:
    """A letter about this step to the side that offers."""
    claim = claim_of(step)
    post_all(f"claims/letters/{name}", to=owners(claim), about=step, claim=claim)


def claim_of(step: ClaimStep | ExtensionStep) -> Claim:
    """The claim that it is a step of, or of something of it."""
    subject = step.subject
    return subject if isinstance(subject, Claim) else subject.claim


def tell_both(name: str, step: ClaimStep | ExtensionStep) -> None:
    """The same letter about this step to both sides."""
    tell_asker(name, step)
    tell_owner(name, step)


def tell_other_side(name: str, step: ClaimStep, *, by: User) -> None:
    """A letter about this step to the side whose person did not take it."""
    is_owner = by.organisation_id == step.subject.listing.organisation_id
    (tell_asker if is_owner else tell_owner)(name, step)


def tell_owner_and_coordinators(name: str, claim: Claim) -> None:
    """One letter, once, to everybody who could act for the side that offers."""
    coordinators = User.objects.of(claim.owner).coordinators()
    readers = {reader.pk: reader for reader in [*owners(claim), *coordinators]}
    post_all(f"claims/letters/{name}", to=readers.values(), about=claim, claim=claim)


def tell_askers_of(name: str, claim: Claim, about: Model, **more: Any) -> None:
    """A letter about something of a claim to the side that asks."""
    told = {"claim": claim, **more}
    post_all(f"claims/letters/{name}", to=askers(claim), about=about, **told)


def tell_owners_of(name: str, claim: Claim, about: Model, **more: Any) -> None:
    """A letter about something of a claim to the side that offers."""
    told = {"claim": claim, **more}
    post_all(f"claims/letters/{name}", to=owners(claim), about=about, **told)


def tell_of_damage(name: str, step: DamageStep) -> None:
    """A letter about this step of a damage to both sides."""
    damage = step.subject
    claim = damage.claim
    readers = dict.fromkeys([*askers(claim), *owners(claim)])
    known = {"damage": damage, "claim": claim}
    post_all(f"claims/letters/{name}", to=list(readers), about=step, **known)
