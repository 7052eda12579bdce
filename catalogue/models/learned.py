"""What the platform learned from its own listings and searches; every row can be looked
at, and none says who."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField
from catalogue.kinds import NOTHING, chances
from catalogue.models.category import Category
from catalogue.querysets import SearchedWordsQuerySet

LONGEST = 60  # letters of words that are kept


class SearchedWords(models.Model):
    """Words of a search that named no kind for sure: how often they found nothing, and
    of which category something was asked for after it. Nobody can see who searched;
    which moderator decided what they mean, everybody of them can."""

    class Decision(models.TextChoices):
        SYNONYM = "synonym", _("means a category")
        NOTHING = "nothing", _("no word for anything we share")
        LEFT = "left", _("left as it is")

    words = LineField(_("words"), max_length=LONGEST)
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("asked for after it"),
        help_text=_("Empty: they found nothing."),
    )
    times = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last at"), default=timezone.now)
    settled_at = models.DateTimeField(
        _("settled at"),
        null=True,
        blank=True,
        help_text=_("When a moderator decided what they mean, or left them."),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, blank=True
    )

    objects = SearchedWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-times", "words"]
        verbose_name = _("searched words")
        verbose_name_plural = _("searched words")
        constraints = [
            models.UniqueConstraint(
                fields=["words", "category"],
                nulls_distinct=False,
                name="one_row_per_words_and_category",
            ),
            models.CheckConstraint(
                condition=Q(times__gte=1), name="words_were_searched"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-times", "words"],
                condition=Q(settled_at=None),
                name="searched_words_open",
            ),
            models.Index(fields=["last_at"], name="searched_words_last"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def suggestion(self) -> str:
        """The code of the category that they most likely mean; or "". What was asked
        for after it says more than the words."""
        likely = [code for code, _sure in chances(self.words) if code != NOTHING]
        return self.category_id or next(iter(likely), "")


class Synonym(models.Model):
    """Words that members use for a category, as a moderator decided; or for nothing
    that is shared here."""

    words = LineField(_("words"), max_length=LONGEST, unique=True)
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="synonyms",
        verbose_name=_("category"),
        help_text=_("Empty: no word for anything we share."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        ordering = ["words"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words

    @property
    def code(self) -> str:
        """Of the category that they mean; or that of none."""
        return self.category_id or NOTHING


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
