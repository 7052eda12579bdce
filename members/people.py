"""What happens to people who belong to an organisation."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from base.refusal import Refused
from members import rules
from members.models import JoinRequest, Organisation, User
from outbox.actions import write


def place(person: User, organisation: Organisation, role: str) -> None:
    """Put somebody into an organisation. What they asked elsewhere ends with it.

    Not a deed of its own: the actions that call it have checked who may.
    """
    person.organisation, person.role = organisation, role
    person.save(update_fields=["organisation", "role"])
    for request in person.join_requests.open():
        here = request.organisation_id == organisation.pk
        state = JoinRequest.State.ADMITTED if here else JoinRequest.State.DECLINED
        request.move(state, by=person)


@transaction.atomic
def change_role(person: User, role: str, *, by: User) -> User:
    """A coordinator makes somebody coordinator or colleague; they get a letter."""
    person = _lock(person)
    if not rules.can_decide(by, person.organisation):
        raise PermissionDenied
    if role == person.role:
        return person
    if person.is_coordinator:
        keep_a_coordinator(person)
    person.role = User.Role(role)
    person.save(update_fields=["role"])
    _tell(person, "members/letters/role_changed", organisation=person.organisation)
    return person


@transaction.atomic
def let_go(person: User, *, by: User) -> User:
    """Somebody leaves, or a coordinator ends it. The account stays without an
    organisation, and what they made stays with the organisation."""
    person = _lock(person)
    if not rules.can_let_go(by, person):
        raise PermissionDenied
    if person.is_coordinator:
        keep_a_coordinator(person)
    organisation = person.organisation
    person.organisation, person.role = None, User.Role.COLLEAGUE
    person.save(update_fields=["organisation", "role"])
    if by != person:
        _tell(person, "members/letters/let_go", organisation=organisation)
    return person


@transaction.atomic
def deactivate(person: User, *, by: User) -> None:
    """A moderator closes an account: this person can't log in any more."""
    _switch(person, on=False, by=by)


@transaction.atomic
def activate(person: User, *, by: User) -> None:
    """A moderator opens an account again."""
    _switch(person, on=True, by=by)


def _switch(person: User, *, on: bool, by: User) -> None:
    person = User.objects.select_for_update().get(pk=person.pk)
    if not rules.can_switch_off(by, person):
        raise PermissionDenied
    person.is_active = on
    person.save(update_fields=["is_active"])


def _lock(person: User) -> User:
    # The organisation first: that lock keeps two coordinators from leaving at once.
    if person.organisation_id is None:
        raise PermissionDenied
    organisation = Organisation.objects.lock(person.organisation_id)
    locked = User.objects.select_for_update().filter(organisation=organisation)
    found = locked.filter(pk=person.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def keep_a_coordinator(leaving: User) -> None:
    """Refuse who leaves an organisation without a coordinator."""
    others = User.objects.of(leaving.organisation).coordinators()
    if not others.exclude(pk=leaving.pk).exists():
        raise Refused(
            _(
                "%(name)s is the last coordinator of %(organisation)s. Make somebody "
                "else coordinator first."
            )
            % {"name": leaving.name, "organisation": leaving.organisation},
            instead=(_("To the people"), reverse("members:organisation")),
        )


def _tell(person: User, name: str, **context) -> None:
    # Roles change back and forth, so each change is a cause of its own.
    write(
        f"{name} {uuid.uuid4()}",
        name,
        to=person.email,
        reader=person,
        language=person.language,
        **context,
    )
