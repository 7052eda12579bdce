"""Keeping what was rented or lent for longer: asked in one press, answered in one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from base.refusal import Refused
from base.sweeps import sweep
from claims import availability, deadlines, holding, letters, rules
from claims.actions import waiting_list
from claims.actions.steps import check_is, lock, to_page
from claims.models import Claim, Extension, ExtensionStep
from members.models import User

State, Of = Extension.State, Claim.State


@transaction.atomic
def ask_extension(claim: Claim, *, by: User, until: date, why: str = "") -> Extension:
    """The asker would like to keep it until a later day; the owner gets a letter."""
    claim = lock(claim)
    check_can_extend(claim, by=by)
    if not rules.can_withdraw(by, claim):
        raise PermissionDenied
    _check_day(claim, until)
    extension = _written(claim, until)
    letters.tell_owner("extension_asked", _said(extension, State.ASKED, by, why))
    return extension


@transaction.atomic
def extend(claim: Claim, *, by: User, until: date, why: str = "") -> Extension:
    """The owner lets the asker keep it until a later day, unasked."""
    claim = lock(claim)
    check_can_extend(claim, by=by)
    if not rules.can_answer(by, claim):
        raise PermissionDenied
    _check_day(claim, until)
    extension = _written(claim, until)
    _said(extension, State.ASKED, by, "")
    return _grant(extension, by=by, why=why)


@transaction.atomic
def grant_extension(extension: Extension, *, by: User, why: str = "") -> Extension:
    """The owner says yes, when it is still free in those days."""
    extension = _lock(extension)
    check_can_answer_extension(extension, by=by)
    _check_day(extension.claim, extension.until)
    return _grant(extension, by=by, why=why)


@transaction.atomic
def decline_extension(extension: Extension, *, by: User, why: str) -> Extension:
    """The owner wants it back on the day that was agreed, and says why."""
    extension = _lock(extension)
    check_can_answer_extension(extension, by=by)
    if not why.strip():
        raise Refused(_("Say why, so that the asker understands."))
    step = extension.move(State.DECLINED, by=by, why=why)
    letters.tell_asker("extension_declined", step)
    return extension


@transaction.atomic
def withdraw_extension(extension: Extension, *, by: User) -> Extension:
    """The asker brings it back as agreed after all."""
    extension = _lock(extension)
    if not rules.can_withdraw(by, extension.claim):
        raise PermissionDenied
    letters.tell_owner("extension_withdrawn", extension.move(State.WITHDRAWN, by=by))
    return extension


def expire_extensions() -> int:
    """What nobody answered in time ends: it comes back as it was agreed."""
    return sweep(Extension.objects.to_expire(timezone.now()).for_page(), _expire)


def check_can_extend(claim: Claim, *, by: User) -> None:
    """Refuse whom the form is not for, and what can't be kept longer."""
    if not rules.can_arrange(by, claim):
        raise PermissionDenied
    if not claim.is_temporary:
        raise Refused(_("This was given for good."), instead=to_page(claim))
    if claim.by_hour:
        week = (_("Choose a time"), reverse("claims:room", args=[claim.listing_id]))
        raise Refused(_("This room is booked by the hour."), instead=week)
    check_is(claim, Of.ACCEPTED, Of.SCHEDULED, Of.HANDED_OVER)
    if earlier := claim.extensions.unanswered().first():
        here = (_("To the extension"), earlier.get_absolute_url())
        raise Refused(_("A longer time was asked for already."), instead=here)


def check_can_answer_extension(extension: Extension, *, by: User) -> None:
    """Refuse whom the form is not for, or who comes too late."""
    if not rules.can_answer(by, extension.claim):
        raise PermissionDenied
    if not extension.is_open:
        raise Refused(extension.refusal(), instead=to_page(extension.claim))


def _lock(extension: Extension) -> Extension:
    claim = lock(extension.claim)
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    extension.claim = claim
    return extension


def _check_day(claim: Claim, until: date) -> None:
    """A day after the agreed one, not over, and until which it is free."""
    again = (_("Choose another day"), reverse("claims:extend", args=[claim.pk]))
    if sentence := day_misfits(claim, until):
        raise Refused(sentence, instead=again)


def day_misfits(claim: Claim, until: date) -> str:
    """Why it can't be kept until this day; empty when it can."""
    if until <= claim.last_day:
        return _("Choose a day after %(day)s.") % {"day": date_format(claim.last_day)}
    if until < timezone.localdate():
        return _("This day is over.")
    last = availability.last_day_for(claim)
    if until <= last:
        return ""
    if last <= claim.last_day:
        return _("It can't be kept longer: somebody else has it after that.")
    return _("It can be kept until %(day)s at most.") % {"day": date_format(last)}


def _written(claim: Claim, until: date) -> Extension:
    return Extension.objects.create(
        claim=claim,
        was=claim.last_day,
        until=until,
        expires_at=deadlines.extension_expires(claim),
    )


def _said(extension: Extension, state: str, by: User, why: str) -> ExtensionStep:
    return extension.steps.create(state=state, by=by, why=why)


def _grant(extension: Extension, *, by: User, why: str) -> Extension:
    claim = extension.claim
    claim.ends_on = extension.until
    if claim.handed_over:
        claim.remind_at = deadlines.bring_back_reminder(claim)
    claim.over_at = deadlines.over(claim)
    claim.save(update_fields=["ends_on", "remind_at", "over_at"])
    holding.prolong(claim)
    waiting_list.put_on_list(claim.listing)
    step = extension.move(State.GRANTED, by=by, why=why)
    letters.tell_asker("extension_granted", step)
    return extension


def _expire(extension: Extension) -> None:
    letters.tell_both("extension_expired", extension.move(State.EXPIRED))
