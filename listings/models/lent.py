"""On what terms something is rented or lent."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField
from base.typed import LAST_DAY
from base.words import Words
from catalogue.terms import Per, Term

MOST_DAYS = 3650
MOST_BUFFER = 60
NOT_KNOWN = LAST_DAY  # what is out and late comes back on a day that nobody knows

LENT_AS_MEANT = [
    CheckConstraint(
        condition=(Q(rent_eur=None) & Q(rent_per=""))
        | Q(terms__contains=[Term.RENT.value]),
        name="listing_rent_only_for_rent",
    ),
    CheckConstraint(
        condition=~Q(terms__contains=[Term.RENT.value])
        | Q(rent_per__in=[per.value for per in Per]),
        name="listing_rent_has_its_time",
    ),
    CheckConstraint(
        condition=Q(min_days=None) | Q(max_days=None) | Q(max_days__gte=F("min_days")),
        name="listing_longest_after_shortest",
    ),
    CheckConstraint(
        condition=Q(rent_week_eur=None, rent_month_eur=None)
        | Q(terms__contains=[Term.RENT.value]),
        name="listing_rents_only_for_rent",
    ),
    CheckConstraint(
        condition=Q(buffer_days__lte=MOST_BUFFER), name="listing_buffer_within_60"
    ),
]


COMES_FREE = models.Index(
    fields=["free_from"],
    name="listing_comes_free",
    condition=Q(free_from__isnull=False),
)


def _money(words: Words, help_text: Words = "") -> models.DecimalField:
    return models.DecimalField(
        words,
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=help_text,
    )


def _days(words: Words) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        words,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )


def rents(
    first_eur: Decimal | None,
    first_per: str,
    week_eur: Decimal | None,
    month_eur: Decimal | None,
) -> dict[str, Decimal]:
    """What one piece costs, by the time that it is counted in, the shortest first."""
    every = {Per.WEEK: week_eur, Per.MONTH: month_eur, first_per: first_eur}
    return {per.value: eur for per in Per if (eur := every.get(per)) is not None}


class Lent(models.Model):
    """Mix into a listing: for how long it goes out, and for what."""

    rent_eur = _money(
        _("rent per piece (€)"), _("Leave it empty for a price to be agreed.")
    )
    rent_per = models.CharField(
        _("rent is counted"), max_length=10, choices=Per, blank=True
    )
    rent_week_eur = _money(_("rent per week (€)"), _("For who rents it longer."))
    rent_month_eur = _money(_("rent per month (€)"), _("For who rents it longer."))
    deposit_eur = _money(_("deposit per piece (€)"))
    buffer_days = models.PositiveSmallIntegerField(
        _("days between two loans"),
        default=0,
        validators=[MaxValueValidator(MOST_BUFFER)],
        help_text=_("For cleaning and transport; nobody can have it then."),
    )
    min_days = _days(_("shortest time (days)"))
    max_days = _days(_("longest time (days)"))
    free_from = DayField(
        null=True,
        editable=False,
        help_text=_(
            "The first day on which a piece of it is free, as far as is promised now; "
            "empty: today."
        ),
    )

    class Meta:
        abstract = True

    @property
    def rents(self) -> dict[str, Decimal]:
        """What one piece costs, by the time that it is counted in; empty: to be
        agreed."""
        return rents(
            self.rent_eur, self.rent_per, self.rent_week_eur, self.rent_month_eur
        )

    @property
    def is_out(self) -> bool:
        """Is no piece of it free today?"""
        return bool(self.free_from and self.free_from > timezone.localdate())

    @property
    def is_late(self) -> bool:
        """Is all of it out, and nobody knows when it comes back?"""
        return self.free_from == NOT_KNOWN
