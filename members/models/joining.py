"""How people come to belong to a member: invited, or asking."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.states import Stateful
from base.states import Step as BaseStep
from members.models.organisation import Organisation
from members.models.person import User
from members.querysets import INVITATION_LASTS, InvitationQuerySet, JoinRequestQuerySet


class Invitation(models.Model):
    """A coordinator's letter to a colleague; its secret opens an account once."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(
        _("role"), max_length=20, choices=User.Role, default=User.Role.COLLEAGUE
    )
    secret = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        """When its link stops working."""
        return self.invited_at + INVITATION_LASTS

    @property
    def is_open(self) -> bool:
        """Not used, not withdrawn, and younger than `INVITATION_LASTS`."""
        young = timezone.now() < self.expires_at
        return young and self.accepted_at is None and self.withdrawn_at is None


class JoinRequest(Stateful):
    """A person with an organisation's e-mail domain asks to join it."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ADMITTED = "admitted", _("admitted")
        DECLINED = "declined", _("declined")

    MOVES = {State.ASKED: {State.ADMITTED, State.DECLINED}}

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="join_requests",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        User, models.CASCADE, related_name="join_requests", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="asked"),
                name="one_open_join_request_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"


class JoinRequestStep(BaseStep):
    """One change of a join request's state."""

    subject = models.ForeignKey(JoinRequest, models.CASCADE, related_name="steps")
