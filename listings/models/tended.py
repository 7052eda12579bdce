"""Whether anybody still looks after a listing."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

QUIET_AFTER = timedelta(days=60)


class Tended(models.Model):
    """Mix into a listing: when it is asked after, and how often nobody answered."""

    quiet_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When its people are asked whether it is still there."),
    )
    silences = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def touched(self) -> list[str]:
        """Somebody did something with it: the fields to save."""
        self.quiet_at, self.silences = timezone.now() + QUIET_AFTER, 0
        return ["quiet_at", "silences"]

    def touch(self) -> None:
        """The same, saved."""
        self.save(update_fields=self.touched())
