"""Who may find a listing, and from when."""

from datetime import timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from listings.visibility import is_open_to
from members.models import Organisation


class Reach(models.Model):
    """Mix into a listing: whom it is for, and how long its own organisation sees it
    before the others do."""

    class Audience(models.TextChoices):
        NETWORK = "network", _("all members")
        REGION = "region", _("members in our province")
        OWN = "own", _("our own organisation only")

    MOST_DAYS = 30

    # Of the listing that this is mixed into.
    organisation: models.ForeignKey[Organisation, Organisation]
    organisation_id: int
    live_at: models.DateTimeField

    audience = models.CharField(
        _("visible to"), max_length=10, choices=Audience, default=Audience.NETWORK
    )
    own_days = models.PositiveSmallIntegerField(
        _("first for our own people (days)"),
        default=0,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("So long only your colleagues see it; then it opens by itself."),
    )
    opens_at = models.DateTimeField(
        _("opens at"),
        null=True,
        blank=True,
        help_text=_("When others may see it; empty: they may already."),
    )

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Are the days over in which only its own organisation sees it?"""
        return self.opens_at is None or self.opens_at <= timezone.now()

    @property
    def is_for_own_only(self) -> bool:
        """Does nobody else see it now?"""
        return not self.is_open or self.audience == self.Audience.OWN

    def is_for(self, organisation: Organisation) -> bool:
        """May that organisation find it now? Its own always may."""
        return is_open_to(self, organisation)

    def start_own_days(self) -> None:
        """It is live for the first time: its own people come first."""
        if self.own_days:
            self.opens_at = timezone.now() + timedelta(days=self.own_days)

    def change_own_days(self) -> None:
        """Other days were chosen while its own people still had it to themselves."""
        if not self.is_open:
            self.opens_at = self.live_at + timedelta(days=self.own_days)
