"""One deed for many offers, and what came of it for each of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from base.submissions import Submitted
from listings.models import Listing
from members.models import Organisation
from selections.querysets import SelectedQuerySet, SelectionQuerySet


class Selection(Submitted):
    """Offers of one organisation, and the deed that somebody wants done with each."""

    class Deed(models.TextChoices):
        PUBLISH = "publish", _("publish")
        PAUSE = "pause", _("pause")
        RESUME = "resume", _("resume")
        WITHDRAW = "withdraw", _("withdraw")
        RELIST = "relist", _("offer again")
        CHANGE = "change", _("change")
        UNDO = "undo", _("undo")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="selections"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deed = models.CharField(_("deed"), max_length=10, choices=Deed)
    # New values by the name of the field, as `selections.changes` writes them.
    changes = models.JSONField(default=dict, blank=True)
    undoes = models.OneToOneField(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="undone_by",
        help_text=_("What is taken back with it."),
    )
    total = models.PositiveIntegerField(_("offers"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    moved_at = models.DateTimeField(
        default=timezone.now, help_text=_("When the clock was at work last.")
    )

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        indexes = [models.Index(fields=["made_at"], name="selection_made")]

    def __str__(self) -> str:
        return f"{self.get_deed_display()}: {self.total}"

    def get_absolute_url(self) -> str:
        """What came of it."""
        return reverse("selections:detail", args=[self.pk])


class Selected(models.Model):
    """One offer of a selection: not done yet, done, or refused and why."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="selected")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    # The first of every selection come first: a small one waits for no large one.
    place = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    # What it was afterwards, for "publish" may lead to a moderator.
    state = models.CharField(max_length=20, choices=Listing.State, blank=True)
    sentence = TextField(blank=True)

    objects = SelectedQuerySet.as_manager()

    class Meta:
        verbose_name = _("selected offer")
        verbose_name_plural = _("selected offers")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "listing"], name="selected_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(sentence=""),
                name="refused_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place", "id"],
                name="selected_waiting",
                condition=Q(outcome="waiting"),
            ),
            models.Index(
                fields=["selection", "outcome", "id"], name="selected_by_outcome"
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)
