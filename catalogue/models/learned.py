"""What the platform learned from its own listings; every row can be looked at."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalogue.models.category import Category
from catalogue.querysets import TitleWordQuerySet


class TitleWord(models.Model):
    """A word of titles, and how many organisations use it for this category."""

    word = models.CharField(_("word"), max_length=60, help_text=_("Its stem."))
    category = models.ForeignKey(
        Category, models.CASCADE, related_name="title_words", verbose_name=_("category")
    )
    organisations = models.PositiveIntegerField(_("organisations"))

    objects = TitleWordQuerySet.as_manager()

    class Meta:
        ordering = ["word", "-organisations"]
        verbose_name = _("word of titles")
        verbose_name_plural = _("words of titles")
        constraints = [
            models.UniqueConstraint(
                fields=["word", "category"], name="one_row_per_word_and_category"
            ),
            models.CheckConstraint(
                condition=Q(organisations__gte=1), name="title_word_is_used"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.category_id}"


class Habit(models.Model):
    """What is usual in a category: medians of what members filled in. Empty: too few
    of them did."""

    category = models.OneToOneField(
        Category, models.CASCADE, primary_key=True, verbose_name=_("category")
    )
    weight_kg = models.DecimalField(
        _("weight per piece (kg)"), max_digits=8, decimal_places=2, null=True
    )
    length_cm = models.PositiveSmallIntegerField(_("length (cm)"), null=True)
    width_cm = models.PositiveSmallIntegerField(_("width (cm)"), null=True)
    height_cm = models.PositiveSmallIntegerField(_("height (cm)"), null=True)
    new_price_eur = models.DecimalField(
        _("new price (€)"), max_digits=10, decimal_places=2, null=True
    )
    price_eur = models.DecimalField(
        _("price of what found a new place (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
    )

    class Meta:
        ordering = ["category"]
        verbose_name = _("what is usual")
        verbose_name_plural = _("what is usual")

    def __str__(self) -> str:
        return self.category_id
