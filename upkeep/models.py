"""Questions to an owner about what lies still, and what was done with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField
from listings.models.listing import Listing
from upkeep.querysets import NudgeQuerySet


class Nudge(models.Model):
    """Its people were asked what should happen with a listing, once for each cause;
    or they said so unasked. What they chose is kept: it counts in the figures."""

    class Cause(models.TextChoices):
        SIX_MONTHS = "six_months", _("goes out of date within six months")
        THREE_MONTHS = "three_months", _("goes out of date within three months")
        ONE_MONTH = "one_month", _("goes out of date within a month")
        ENDING = "ending", _("its last day comes near")
        QUIET = "quiet", _("nobody touched it for a long time")
        OWN = "own", _("unasked")

    class Answer(models.TextChoices):
        KEEP = "keep", _("it is still there")
        EXTEND = "extend", _("offered longer")
        LOWER = "lower", _("for a lower price")
        GIVE_AWAY = "give_away", _("given away for free")
        DONATED = "donated", _("donated elsewhere")
        RECYCLED = "recycled", _("recycled")

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="nudges", verbose_name=_("listing")
    )
    cause = models.CharField(_("cause"), max_length=15, choices=Cause)
    day = DayField(_("day"), help_text=_("The day that it is about."))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=15, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    pieces = models.PositiveIntegerField(
        _("pieces"), null=True, blank=True, help_text=_("How many were left then.")
    )

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question to an owner")
        verbose_name_plural = _("questions to owners")
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "cause", "day"],
                condition=~Q(cause="own"),
                name="asked_once_for_each_cause",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="nudge_answer_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["listing"], name="nudge_unanswered", condition=Q(answer="")
            ),
            models.Index(fields=["answer", "answered_at"], name="nudge_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.get_cause_display()}"
