"""Keeping what was rented or lent for longer."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, within_a_lifetime
from base.states import Stateful
from base.states import Step as BaseStep
from claims.models.claim import Claim
from claims.querysets import ExtensionQuerySet


class Extension(Stateful):
    """An asker wants to keep something until a later day; the owner says yes or no."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        GRANTED = "granted", _("extended")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    MOVES = {
        State.ASKED: {State.GRANTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}
    }

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="extensions", verbose_name=_("claim")
    )
    was = DayField(_("was to end on"))
    until = DayField(_("up to and including"))
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    expires_at = models.DateTimeField(
        _("ends at"), help_text=_("When it ends without an answer.")
    )

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        constraints = [
            models.CheckConstraint(
                condition=within_a_lifetime("was", "until"),
                name="extension_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("was")), name="extension_is_longer"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state="asked"),
                name="one_unanswered_extension_per_claim",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                name="extension_to_expire",
                condition=Q(state="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.until}"

    def get_absolute_url(self) -> str:
        """Where its owner answers, and its asker reads how it stands."""
        return reverse("claims:extension", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Does it wait for an answer?"""
        return self.state == self.State.ASKED


class ExtensionStep(BaseStep):
    """One change of it: asked, and what was answered."""

    subject = models.ForeignKey(Extension, models.CASCADE, related_name="steps")
