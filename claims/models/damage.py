"""What came back damaged, or did not come back, and what both sides agreed on."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from base.states import Stateful
from base.states import Step as BaseStep
from claims.models.claim import Claim
from claims.querysets import DamagePhotoQuerySet, DamageQuerySet
from listings.models import Pictured
from members.models import Organisation


class Damage(Stateful):
    """Pieces of what was rented or lent that came back damaged, or did not come back.

    Nobody else can have them until their owner says that they are whole (or found), or
    that they are lost: then the offer has so many pieces less. What the two sides agree
    on about it is words; a new proposal of one waits for the other's yes.
    """

    class Kind(models.TextChoices):
        DAMAGED = "damaged", _("damaged")
        MISSING = "missing", _("missing")

    class State(models.TextChoices):
        OPEN = "unsettled", _("to be settled")
        MENDED = "mended", _("there again")
        LOST = "lost", _("written off")

    # Open again: something was proposed or agreed on, with its own step.
    MOVES = {State.OPEN: {State.OPEN, State.MENDED, State.LOST}}

    claim = models.ForeignKey(
        Claim, models.PROTECT, related_name="damages", verbose_name=_("claim")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    quantity = models.PositiveIntegerField(
        _("quantity"), validators=[MinValueValidator(1)]
    )
    words = TextField(_("what happened"), max_length=2000)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN
    )
    reported_at = models.DateTimeField(_("reported at"), default=timezone.now)
    proposal = TextField(_("proposal"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("agreed to by"),
    )
    agreed_at = models.DateTimeField(_("agreed at"), null=True)
    remind_at = models.DateTimeField(
        _("reminder at"),
        null=True,
        editable=False,
        help_text=_("When the side whose turn it is reads so again."),
    )

    objects = DamageQuerySet.as_manager()

    class Meta:
        ordering = ["reported_at", "pk"]
        indexes = [
            models.Index(
                fields=["remind_at"],
                name="damage_to_remind",
                condition=Q(state="unsettled", remind_at__isnull=False),
            ),
        ]
        verbose_name = _("damage")
        verbose_name_plural = _("damages")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="damage_of_something"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(proposed_by__isnull=False),
                name="damage_agreed_on_what_was_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.claim.listing}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The report of its claim, at this damage."""
        return f"{reverse('claims:damage', args=[self.claim_id])}#damage-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Not settled yet: nobody else can have these pieces."""
        return self.state == self.State.OPEN

    @property
    def waits_for(self) -> Organisation:
        """Who says what comes next: who did not make the proposal, until both agree on
        one; else its owner."""
        if self.proposed_by is None or self.agreed_at:
            return self.claim.owner
        is_owners = self.proposed_by_id == self.claim.offered_by_id
        return self.claim.organisation if is_owners else self.claim.owner

    @property
    def is_missing(self) -> bool:
        """Did not come back at all."""
        return self.kind == self.Kind.MISSING


class DamageStep(BaseStep):
    """One change of a damage: reported, proposed, agreed on, settled."""

    subject = models.ForeignKey(Damage, models.CASCADE, related_name="steps")


class DamagePhoto(Pictured):
    """A picture of what happened, for the two sides of the claim."""

    damage = models.ForeignKey(Damage, models.CASCADE, related_name="photos")

    objects = DamagePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
