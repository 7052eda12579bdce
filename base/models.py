"""Towns, which the places of members are looked up in; and what the clock failed at."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TextField
from base.querysets import MOST_TRIES, FailureQuerySet, TownQuerySet


class Province(models.TextChoices):
    """The twelve provinces, by their official names (ISO 3166-2:NL)."""

    DRENTHE = "NL-DR", "Drenthe"
    FLEVOLAND = "NL-FL", "Flevoland"
    FRYSLAN = "NL-FR", "Fryslân"
    GELDERLAND = "NL-GE", "Gelderland"
    GRONINGEN = "NL-GR", "Groningen"
    LIMBURG = "NL-LI", "Limburg"
    NOORD_BRABANT = "NL-NB", "Noord-Brabant"
    NOORD_HOLLAND = "NL-NH", "Noord-Holland"
    OVERIJSSEL = "NL-OV", "Overijssel"
    UTRECHT = "NL-UT", "Utrecht"
    ZEELAND = "NL-ZE", "Zeeland"
    ZUID_HOLLAND = "NL-ZH", "Zuid-Holland"


class Town(models.Model):
    """A Dutch town as GeoNames has it; coordinates in degrees (WGS 84)."""

    name = models.CharField(max_length=80)
    aliases = ArrayField(models.CharField(max_length=200))
    latitude = models.FloatField()
    longitude = models.FloatField()
    province = models.CharField(max_length=5, choices=Province)
    population = models.PositiveIntegerField()

    objects = TownQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [GinIndex(fields=["aliases"], name="town_aliases")]

    def __str__(self) -> str:
        return self.name


class Failure(models.Model):
    """A row that a sweep of the clock could not do: why, and when it is tried again.
    It goes when the row is done, or needs it no longer."""

    deed = models.CharField(_("deed"), max_length=120)
    model = models.CharField(_("kind of row"), max_length=60)
    row = models.BigIntegerField(_("number of the row"))
    error = TextField(_("last error"))
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    failed_at = models.DateTimeField(_("failed since"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)

    objects = FailureQuerySet.as_manager()

    class Meta:
        ordering = ["failed_at", "pk"]
        verbose_name = _("row that fails")
        verbose_name_plural = _("rows that fail")
        constraints = [
            models.UniqueConstraint(
                fields=["deed", "model", "row"], name="one_failure_per_row"
            )
        ]
        indexes = [
            models.Index(fields=["model", "row"], name="failure_of_row"),
            models.Index(
                fields=["failed_at"],
                name="failure_given_up",
                condition=Q(tries__gte=MOST_TRIES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}: {self.deed}"
