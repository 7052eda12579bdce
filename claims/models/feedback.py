"""How it went, as each side says it afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from claims.models.claim import Claim
from members.models import Organisation


class Feedback(models.Model):
    """What one side of a claim says of how it went: three times yes, or no with words.
    The other side and the cooperative read it; others only how often it was a yes."""

    claim = models.ForeignKey(
        Claim,
        models.CASCADE,
        related_name="feedback",
        db_index=False,  # `one_feedback_per_side` starts with it
        verbose_name=_("claim"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("whose words")
    )
    about = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="feedback_about",
        verbose_name=_("about"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("said by"),
    )
    at = models.DateTimeField(_("said at"), default=timezone.now)
    as_described = models.BooleanField(_("as described"))
    on_time = models.BooleanField(_("on time"))
    again = models.BooleanField(_("would share with them again"))
    words = TextField(_("what could be better"), max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("how it went")
        verbose_name_plural = _("how it went")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "organisation"], name="one_feedback_per_side"
            ),
            models.CheckConstraint(
                condition=Q(as_described=True, on_time=True, again=True) | ~Q(words=""),
                name="feedback_says_what_was_wrong",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.claim}"

    @property
    def is_good(self) -> bool:
        """Three times yes."""
        return self.as_described and self.on_time and self.again
