"""The category tree."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.bilingual import Bilingual
from base.fields import LineField
from catalogue.modes import OF_KIND, Mode
from catalogue.querysets import CategoryQuerySet


class Category(Bilingual):
    """A leaf (or its parent) of the two-level tree in `data/categories.csv`."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("goods")
        SPACE = "space", _("space")
        SERVICE = "service", _("service")
        STAFF = "staff", _("staff")

    OFF = "off"  # the route of what the cooperative switches on

    code = models.SlugField(max_length=40, primary_key=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    synonyms_nl = ArrayField(models.CharField(max_length=80), default=list)
    synonyms_en = ArrayField(models.CharField(max_length=80), default=list)
    unit_nl = LineField(max_length=20)
    typical_weight_kg = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    typical_new_price_eur = models.DecimalField(
        max_digits=10, decimal_places=2, null=True
    )
    device = models.CharField(max_length=20)
    route = models.CharField(_("lawful route"), max_length=20)
    emdn_code = models.CharField(max_length=12, blank=True)
    is_switched_on = models.BooleanField(
        _("switched on"),
        default=False,
        help_text=_(
            "For what is off until the cooperative decides, such as lending staff: "
            "from 1 January 2027 who lends staff needs admission or exemption (Wtta)."
        ),
    )
    is_crisis_good = models.BooleanField(default=False)
    icon = models.CharField(max_length=40, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.CheckConstraint(
                condition=Q(route="off") | Q(is_switched_on=False),
                name="only_what_is_off_is_switched_on",
            )
        ]

    @property
    def mode(self) -> Mode:
        """Is it a thing, a room or a service?"""
        return OF_KIND[self.kind]

    @property
    def label(self) -> str:
        """As it stands among others to choose from."""
        return self.name if self.parent_id else gettext("All: %s") % self.name
