"""What happens to organisations and their places."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from members import people, rules
from members.domains import domain_of, is_public
from members.models import EmailDomain, Location, Organisation, OrganisationStep, User
from outbox.actions import post_all
from outbox.kinds import Kind

State = Organisation.State


@transaction.atomic
def apply_for_membership(details: dict, *, by: User) -> Organisation:
    """Somebody who belongs to nobody applies with their organisation (`details`: name,
    kvk, sector, province), becomes its coordinator, and moderators get a letter."""
    by = User.objects.select_for_update().get(pk=by.pk)
    if not rules.can_apply(by):
        raise PermissionDenied
    organisation, is_new = Organisation.objects.get_or_create(
        kvk=details["kvk"], defaults=details
    )
    if not is_new:
        raise Refused(_("An organisation with this KvK number exists."))
    people.place(by, organisation, User.Role.COORDINATOR)
    step = organisation.steps.create(state=organisation.state, by=by)
    _tell(User.objects.moderators(), "applied", step, alert=Kind.NEWS)
    return organisation


@transaction.atomic
def apply_as_stranger(details: dict, *, email: str, password: str, **person) -> None:
    """A stranger applies: their account, the organisation and the letters, or nothing.

    When the address has an account already, nothing is made and only the owner of the
    address hears so, by letter. The same form sent twice makes nothing twice.
    """
    user, is_new = User.objects.get_or_create(
        email=email.lower(), defaults={**person, "password": make_password(password)}
    )
    if is_new:
        address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
        apply_for_membership(details, by=user)
        address.send_confirmation(signup=True)
    elif not sent_before(user.email, password, details["kvk"]):
        get_adapter().send_account_already_exists_mail(user.email)


def sent_before(email: str, password: str, kvk: str) -> bool:
    """Is this the same application for the second time, from the same person?"""
    user = User.objects.filter(email__iexact=email, organisation__kvk=kvk).first()
    return user is not None and user.check_password(password)


def proposed_domains(organisation: Organisation) -> list[str]:
    """E-mail domains that a moderator may want to give to this organisation: those of
    its coordinators' verified addresses that are not public and nobody else's."""
    verified = EmailAddress.objects.filter(
        user__in=User.objects.of(organisation).coordinators(), verified=True
    )
    domains = {domain_of(address.email) for address in verified}
    taken = EmailDomain.objects.filter(name__in=domains).values_list("name", flat=True)
    return sorted(name for name in domains - set(taken) if not is_public(name))


@transaction.atomic
def admit(organisation: Organisation, *, by: User, domains: Iterable[str] = ()) -> None:
    """A moderator lets an organisation in that applied, with the e-mail domains whose
    people may ask to join; its coordinator gets a letter."""
    organisation, step = _move(organisation, State.APPLIED, State.ACTIVE, by=by)
    for name in set(domains) & set(proposed_domains(organisation)):
        organisation.domains.create(name=name)
    _tell_coordinators(organisation, "admitted", step)


@transaction.atomic
def decline(organisation: Organisation, *, by: User, why: str) -> None:
    """A moderator turns an application down; the coordinator reads the reason."""
    _, step = _move(organisation, State.APPLIED, State.SUSPENDED, by=by, why=why)
    _tell_coordinators(organisation, "declined", step)


@transaction.atomic
def suspend(organisation: Organisation, *, by: User, why: str) -> None:
    """A moderator shuts an active organisation out; its coordinators read why."""
    _, step = _move(organisation, State.ACTIVE, State.SUSPENDED, by=by, why=why)
    _tell_coordinators(organisation, "suspended", step)


@transaction.atomic
def readmit(organisation: Organisation, *, by: User) -> None:
    """A moderator lets a declined or suspended organisation in (again)."""
    _, step = _move(organisation, State.SUSPENDED, State.ACTIVE, by=by)
    _tell_coordinators(organisation, "readmitted", step)


def _move(
    organisation: Organisation, before: str, after: str, *, by: User, why: str = ""
) -> tuple[Organisation, OrganisationStep]:
    organisation = Organisation.objects.lock(organisation.pk)
    if not rules.can_moderate(by):
        raise PermissionDenied
    if organisation.state != before:
        raise Refused(organisation.refusal())
    return organisation, organisation.move(after, by=by, why=why)


@transaction.atomic
def close_location(location: Location, *, by: User) -> None:
    """Nothing new is offered from or brought to this place; what runs goes on."""
    _set_closed(location, timezone.now(), by=by)


@transaction.atomic
def reopen_location(location: Location, *, by: User) -> None:
    """This place is in use again."""
    _set_closed(location, None, by=by)


def _set_closed(location: Location, moment: datetime | None, by: User) -> None:
    location = Location.objects.select_for_update().get(pk=location.pk)
    if not rules.can_place(by, location):
        raise PermissionDenied
    location.closed_at = moment
    location.save(update_fields=["closed_at"])


def _tell_coordinators(
    organisation: Organisation, letter: str, step: OrganisationStep
) -> None:
    _tell(User.objects.of(organisation).coordinators(), letter, step)


def _tell(readers: Iterable[User], letter: str, step: OrganisationStep, **how) -> None:
    name = f"members/letters/{letter}"
    post_all(name, to=readers, about=step, organisation=step.subject, **how)
