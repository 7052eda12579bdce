"""How colleagues come in: by invitation, or by asking."""

import secrets

from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.refusal import Refused
from members import rules
from members.models import Invitation, JoinRequest, Organisation, User
from members.people import place
from outbox.actions import post, post_all, write
from outbox.kinds import Kind

LETTERS = "members/letters"


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    by: User,
    role: str = User.Role.COLLEAGUE,
) -> Invitation:
    """A coordinator writes to a colleague; the letter's link works once, 14 days."""
    organisation = Organisation.objects.lock(organisation.pk)
    if not rules.can_manage(by, organisation):
        raise PermissionDenied
    if reason := reason_not_to_invite(organisation, email):
        raise Refused(reason, instead=_to_organisation())
    # One that nobody used in time makes room for a new one.
    same = organisation.invitations.unanswered().filter(email__iexact=email)
    same.update(withdrawn_at=timezone.now())
    invitation = organisation.invitations.create(
        email=email.lower(), role=role, by=by, secret=secrets.token_urlsafe(32)
    )
    _send(invitation)
    return invitation


def reason_not_to_invite(organisation: Organisation, email: str) -> str:
    """Why this address can't be invited now; empty when it can."""
    if User.objects.of(organisation).filter(email__iexact=email).exists():
        return _("%(email)s works with you here already.") % {"email": email}
    if organisation.invitations.open().filter(email__iexact=email).exists():
        return _("%(email)s has an open invitation already.") % {"email": email}
    return ""


def _send(invitation: Invitation) -> None:
    # There may be no account yet, so the letter speaks the inviter's language.
    write(
        f"{LETTERS}/invitation {invitation.pk}",
        f"{LETTERS}/invitation",
        to=invitation.email,
        language=invitation.by.language,
        secret=True,
        invitation=invitation,
    )


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """A coordinator takes an invitation back; its link stops working."""
    invitation = _lock_invitation(invitation)
    if not rules.can_manage(by, invitation.organisation):
        raise PermissionDenied
    if invitation.accepted_at or invitation.withdrawn_at:
        raise Refused(_("This invitation was used or withdrawn already."))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])


@transaction.atomic
def accept_invitation(invitation: Invitation, *, name: str, password: str) -> User:
    """The invited colleague gets an account; the letter's link proves the address."""
    invitation = _lock_invitation(invitation)
    if has_account(invitation.email):
        raise Refused(_("You have an account already. Log in to accept."))
    person = User.objects.create_user(
        invitation.email, password, name=name, language=get_language()
    )
    EmailAddress.objects.create(
        user=person, email=person.email, primary=True, verified=True
    )
    _use(invitation, person)
    return person


@transaction.atomic
def accept_invitation_as(invitation: Invitation, *, by: User) -> None:
    """Somebody who has an account but no organisation accepts with it."""
    invitation = _lock_invitation(invitation)
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.email.lower() != invitation.email.lower():
        raise PermissionDenied
    if not rules.belongs_nowhere(person):
        raise Refused(
            _("You belong to %(name)s. Leave there first.")
            % {"name": person.organisation or _("the cooperative")}
        )
    _use(invitation, person)


def has_account(email: str) -> bool:
    """Can somebody log in with this address already?"""
    return bool(filter_users_by_email(email))


def _lock_invitation(invitation: Invitation) -> Invitation:
    Organisation.objects.lock(invitation.organisation_id)
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _use(invitation: Invitation, person: User) -> None:
    if not (invitation.is_open and invitation.organisation.is_active):
        raise Refused(_("This invitation can't be used any more."))
    place(person, invitation.organisation, invitation.role)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    post(
        f"{LETTERS}/invitation_accepted",
        to=invitation.by,
        about=invitation,
        alert=Kind.NEWS,
        person=person,
    )


@transaction.atomic
def ask_to_join(organisation: Organisation, *, by: User) -> JoinRequest:
    """Somebody with a verified address in its domain asks to join; its coordinators
    get a letter. Asking twice is asking once."""
    organisation = Organisation.objects.lock(organisation.pk)
    by = User.objects.select_for_update().get(pk=by.pk)
    if not rules.can_join(by, organisation):
        raise PermissionDenied
    if asked := by.join_requests.open().first():
        return _same(asked, organisation)
    request = organisation.join_requests.create(person=by)
    step = request.steps.create(state=request.state, by=by)
    # Without a coordinator the cooperative decides.
    deciders = User.objects.of(organisation).coordinators()
    readers = deciders if deciders.exists() else User.objects.moderators()
    post_all(f"{LETTERS}/join_asked", to=readers, about=step, request=request)
    return request


def _same(asked: JoinRequest, organisation: Organisation) -> JoinRequest:
    if asked.organisation != organisation:
        raise Refused(
            _("You asked %(name)s already. Wait for their answer.")
            % {"name": asked.organisation},
            instead=(_("To your request"), reverse("members:waiting")),
        )
    return asked


@transaction.atomic
def admit_person(request: JoinRequest, *, by: User) -> None:
    """A coordinator says yes: the person is a colleague now and gets a letter."""
    request = _lock_request(request, by)
    person = User.objects.select_for_update().get(pk=request.person_id)
    if not rules.belongs_nowhere(person):
        raise Refused(_("%(name)s belongs elsewhere now.") % {"name": person})
    step = request.move(JoinRequest.State.ADMITTED, by=by)
    place(person, request.organisation, User.Role.COLLEAGUE)
    post(f"{LETTERS}/join_admitted", to=person, about=step, request=request)


@transaction.atomic
def decline_person(request: JoinRequest, *, by: User, why: str = "") -> None:
    """A coordinator says no; the person gets a letter, with the reason if given."""
    request = _lock_request(request, by)
    step = request.move(JoinRequest.State.DECLINED, by=by, why=why)
    post(f"{LETTERS}/join_declined", to=request.person, about=step, request=request)


def _lock_request(request: JoinRequest, by: User) -> JoinRequest:
    organisation = Organisation.objects.lock(request.organisation_id)
    if not rules.can_decide(by, organisation):
        raise PermissionDenied
    return JoinRequest.objects.select_for_update().get(pk=request.pk)


def _to_organisation() -> tuple[str, str]:
    return _("To the people"), reverse("members:organisation")
