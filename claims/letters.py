"""Who reads what about a claim."""

from typing import Any

from django.db.models import Model

from claims.models import Bundle, Claim, ClaimStep, DamageStep, ExtensionStep
from members.models import User
from outbox.actions import post_all


def askers(claim: Claim) -> list[User]:
    """Those whom it concerns on the side that asks."""
    return User.objects.concerned(claim.organisation, claim.asker)


def owners(claim: Claim) -> list[User]:
    """Those whom it concerns on the side that offers."""
    return User.objects.concerned(claim.owner, claim.listing.made_by)


def both_sides(claim: Claim) -> tuple[list[User], list[User]]:
    """The owners and the askers, read together."""
    of_owner = (claim.owner.pk, claim.listing.made_by_id)
    of_asker = (claim.organisation_id, claim.asker_id)
    people = User.objects.concerned_each([of_owner, of_asker])
    return people[of_owner], people[of_asker]


def tell_asker(name: str, step: ClaimStep | ExtensionStep, **more: Any) -> None:
    """A letter about this step to the side that asks."""
    claim = claim_of(step)
    template = f"claims/letters/{name}"
    post_all(template, to=askers(claim), about=step, claim=claim, **more)


def tell_owner(name: str, step: ClaimStep | ExtensionStep, **more: Any) -> None:
    """A letter about this step to the side that offers."""
    claim = claim_of(step)
    template = f"claims/letters/{name}"
    post_all(template, to=owners(claim), about=step, claim=claim, **more)


def claim_of(step: ClaimStep | ExtensionStep) -> Claim:
    """The claim that it is a step of, or of something of it."""
    subject = step.subject
    return subject if isinstance(subject, Claim) else subject.claim


def tell_both(name: str, step: ClaimStep | ExtensionStep, **more: Any) -> None:
    """The same letter about this step to both sides."""
    tell_asker(name, step, **more)
    tell_owner(name, step, **more)


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


def remind_to_choose(claim: Claim) -> None:
    """One letter, once for all who asked for a listing, on the day that its owner
    named: they choose today."""
    listing = claim.listing
    about: Any = {"about": listing, "occasion": f"{listing.decides_on}"}
    post_all("claims/letters/choose", to=owners(claim), listing=listing, **about)


def tell_undecided(claim: Claim) -> None:
    """To who asked, at the end of that day: there is no answer yet."""
    about: Any = {"about": claim, "occasion": f"{claim.listing.decides_on}"}
    post_all("claims/letters/undecided", to=askers(claim), claim=claim, **about)


def tell_of_bundle(
    name: str, bundle: Bundle, *, to_owner: bool = False, occasion: str = ""
) -> None:
    """One letter about all that was asked together: to the people who made the offers,
    or to the asker's."""
    known = bundle.claims.select_related("listing", "organisation", "asker")
    claims = list(known.reached())
    for claim in claims:
        claim.listing.organisation = bundle.owner
    sides = map(owners, claims) if to_owner else map(askers, claims)
    readers = {reader.pk: reader for side in sides for reader in side}
    about: Any = {"about": bundle, "occasion": occasion}
    letter = {"bundle": bundle, "claims": claims, **about}
    post_all(f"claims/letters/{name}", to=readers.values(), **letter)
