"""Several things of one owner, asked for in one go."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, within_a_lifetime
from catalogue.terms import Term
from claims.querysets import BundleQuerySet
from claims.states import TEMPORARY
from listings.models import Listing
from members.models import Organisation


class Bundle(models.Model):
    """What somebody asks of one owner together: a basket until it is asked, and then
    what its claims have in common, so that they are answered and planned together."""

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="bundles",
        verbose_name=_("asker"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("owner")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    asked_at = models.DateTimeField(
        _("asked at"), null=True, blank=True, help_text=_("Empty: still a basket.")
    )

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("basket")
        verbose_name_plural = _("baskets")
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "owner"],
                condition=Q(asked_at=None),
                name="one_basket_per_owner",
            ),
        ]

    def __str__(self) -> str:
        return str(self.owner)

    def get_absolute_url(self) -> str:
        """Where it is filled, or where it is answered."""
        page = "together" if self.asked_at else "basket"
        return reverse(f"claims:{page}", args=[self.pk])


class BundleRow(models.Model):
    """One thing in a basket; each is in it once, so that its total can be judged."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="rows")
    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="+", verbose_name=_("listing")
    )
    term = models.CharField(_("terms"), max_length=10, choices=Term)
    quantity = models.PositiveIntegerField(
        _("quantity"), validators=[MinValueValidator(1)]
    )
    starts_on = DayField(_("from"), null=True, blank=True)
    ends_on = DayField(_("up to and including"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "listing"], name="each_thing_once_in_a_basket"
            ),
            models.CheckConstraint(
                condition=within_a_lifetime("starts_on", "ends_on"),
                name="basket_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(term__in=TEMPORARY, ends_on__gte=F("starts_on"))
                | ~Q(term__in=TEMPORARY) & Q(starts_on=None, ends_on=None),
                name="basket_period_only_for_rent_and_loan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.listing}"

    @property
    def is_temporary(self) -> bool:
        """For rent or on loan."""
        return self.term in TEMPORARY
