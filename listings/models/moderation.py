"""What waits for a moderator beside new listings: changes, and what people reported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from listings.models.listing import Listing
from listings.querysets import WaitingQuerySet
from members.models import User


class Decided(models.Model):
    """Mix into what somebody asks of the moderators: by whom, and what they decided."""

    listing: models.ForeignKey[Listing, Listing]
    listing_id: int
    state = models.CharField(max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    answer = TextField(_("answer"), blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        abstract = True

    def decide(self, state: str, *, by: User, answer: str = "") -> None:
        """Keep what a moderator decided."""
        self.state, self.answer = state, answer
        self.decided_by, self.decided_at = by, timezone.now()
        self.save(update_fields=["state", "answer", "decided_by", "decided_at"])


class Proposal(Decided):
    """New words for a listing that others see already: they wait for a moderator while
    the approved ones stay."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        APPROVED = "approved", _("approved")
        SENT_BACK = "sent_back", _("sent back")
        REPLACED = "replaced", _("replaced")

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="proposals")
    fields = models.JSONField(_("new words"))
    why = TextField(_("why a moderator looks"))
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("changed listing")
        verbose_name_plural = _("changed listings")
        constraints = [
            models.UniqueConstraint(
                fields=["listing"],
                condition=Q(state="waiting"),
                name="one_change_waits_per_listing",
            )
        ]
        indexes = [
            models.Index(
                fields=["at"], name="proposal_waiting", condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return str(self.listing)


class Report(Decided):
    """Somebody says that something is wrong with a listing."""

    class Reason(models.TextChoices):
        PERSONAL = "personal", _("names or other personal data, in the text or a photo")
        UNLAWFUL = "unlawful", _("this may not be shared")
        WRONG = "wrong", _("this is not what it says")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        UPHELD = "upheld", _("taken down")
        DISMISSED = "dismissed", _("nothing wrong")

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=10, choices=Reason)
    words = TextField(_("in your words"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "by"],
                condition=Q(state="waiting"),
                name="one_report_waits_per_person",
            )
        ]
        indexes = [
            models.Index(
                fields=["at"], name="report_waiting", condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return str(self.listing)
