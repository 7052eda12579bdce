"""Towns: reference data that the places of members are looked up in."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from base.querysets import TownQuerySet


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
