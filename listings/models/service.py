"""A service: how it is charged, where it is done, and what who asks has to say."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from base.fields import LineField
from catalogue.terms import Per, Term
from listings.models.listing import Listing

MOST_QUESTIONS = 5
MOST_NOTICE = 365  # days
MOST_AMOUNT = 10_000  # hours or pieces
HOUR = "uur"  # as `catalogue.units` calls it


class Service(models.Model):
    """What its owner says of a service, so that it is asked for, quoted and planned as
    one."""

    class Charge(models.TextChoices):
        HOUR = "hour", _("by the hour")
        PIECE = "piece", _("by the piece")
        FIXED = "fixed", _("a fixed price")
        FREE = "free", _("free of charge")
        QUOTE = "quote", _("a quote for each question")

    class Place(models.TextChoices):
        ASKER = "asker", _("where it is asked for")
        OWNER = "owner", _("where it is offered")
        ONLINE = "online", _("online")

    COUNTED = (Charge.HOUR, Charge.PIECE)
    PRICED = (*COUNTED, Charge.FIXED)

    listing = models.OneToOneField(
        Listing,
        models.CASCADE,
        primary_key=True,
        related_name="service",
        verbose_name=_("listing"),
    )
    charge = models.CharField(_("how it is charged"), max_length=10, choices=Charge)
    each_eur = models.DecimalField(
        _("price (€)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Per hour, per piece, or of the whole."),
    )
    least = models.PositiveSmallIntegerField(
        _("how many hours or pieces at least"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_AMOUNT)],
    )
    places = ArrayField(
        models.CharField(max_length=10, choices=Place),
        verbose_name=_("where it can be done"),
    )
    questions = ArrayField(
        LineField(max_length=200),
        verbose_name=_("what who asks has to say"),
        default=list,
        blank=True,
        size=MOST_QUESTIONS,
    )
    notice_days = models.PositiveSmallIntegerField(
        _("asked so many days ahead"),
        default=0,
        validators=[MaxValueValidator(MOST_NOTICE)],
        help_text=_("How long you need before you can begin."),
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    charge__in=["hour", "piece", "fixed"],
                    each_eur__isnull=False,
                    each_eur__gte=0,
                )
                | Q(charge__in=["free", "quote"], each_eur=None),
                name="service_has_the_price_of_its_charge",
            ),
            models.CheckConstraint(
                condition=Q(least__gte=1, least__lte=MOST_AMOUNT),
                name="service_least_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(notice_days__lte=MOST_NOTICE),
                name="service_notice_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(places__len__gte=1)
                & Q(places__contained_by=["asker", "owner", "online"]),
                name="service_is_done_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(questions__len__lte=MOST_QUESTIONS),
                name="service_asks_few_questions",
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)

    @property
    def is_said(self) -> bool:
        """Did its owner fill in the form?"""
        return not self._state.adding

    @property
    def is_counted(self) -> bool:
        """Does the price depend on how many hours or pieces?"""
        return self.charge in self.COUNTED

    @property
    def is_quoted(self) -> bool:
        """Is there no price before somebody asked?"""
        return self.charge == self.Charge.QUOTE

    @property
    def place_words(self) -> list[str]:
        """Where it can be done, in words."""
        return [str(self.Place(value).label) for value in self.places]

    def price_of(self, amount: Decimal | None) -> Decimal | None:
        """What so many hours or pieces come to in euro, the least that is charged
        included; None: free, or not known before a quote."""
        if self.each_eur is None or not self.is_counted:
            return self.each_eur
        return price_of(self.each_eur, self.least, amount or Decimal(self.least))


def price_of(each_eur: Decimal, least: int, amount: Decimal) -> Decimal:
    """So many at so much each, never fewer than the least; in whole cents."""
    return (each_eur * max(amount, Decimal(least))).quantize(Decimal("0.01"))


def service_of(listing: Listing) -> Service | None:
    """What is said of a service; as long as its owner said nothing, what follows from
    the offer. None: it is no service."""
    if not listing.is_service:
        return None
    found: Any = Service.objects.filter(pk=listing.pk).first()
    found = found or _as_offered(listing)
    found.listing = listing
    return found


def _as_offered(listing: Listing) -> Service:
    """Not kept: at the price that the offer names, where either side is."""
    each_eur = listing.price_eur if Term.SALE in listing.terms else listing.rent_eur
    if set(listing.terms) & {Term.FREE, Term.LOAN}:
        charge, each_eur = Service.Charge.FREE, None
    elif each_eur is None:
        charge = Service.Charge.QUOTE
    else:
        is_hour = listing.unit == HOUR or listing.rent_per == Per.HOUR
        charge = Service.Charge.HOUR if is_hour else Service.Charge.PIECE
    places = [Service.Place.ASKER, Service.Place.OWNER]
    return Service(listing=listing, charge=charge, each_eur=each_eur, places=places)
