"""Papers that two organisations agree to: numbered, kept as they were drawn, and never
changed. The triggers that guard this stand in the migrations."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Func, Q, Value
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField, on_one_line
from papers.kinds import Kind, Side, form_of
from papers.querysets import NumberingQuerySet, PaperQuerySet, TermsQuerySet

DIGITS = 5  # of a number; more are written when they are needed
# Computed by PostgreSQL from the bytes that it keeps.
HASH_OF_PDF = Func(
    Func("pdf", function="sha256"),
    Value("hex"),
    function="encode",
    output_field=models.CharField(),
)


class Numbering(models.Model):
    """The last number that was given in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    objects = NumberingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class TermsVersion(models.Model):
    """The terms of a kind of paper in both languages. Once published they stay as they
    are; what is to change is written as a next version."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    version = models.PositiveSmallIntegerField(_("version"))
    text_nl = TextField(_("Dutch text"), max_length=20_000)
    text_en = TextField(_("English text"), max_length=20_000)
    made_at = models.DateTimeField(_("written at"), default=timezone.now)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        verbose_name = _("terms of papers")
        verbose_name_plural = _("terms of papers")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "version"], name="one_text_per_version"
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(published_at=None),
                name="one_draft_of_terms_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {_('version')} {self.version}"

    @property
    def is_draft(self) -> bool:
        """Can it still be changed?"""
        return self.published_at is None

    @property
    def state(self) -> str:
        """By name, so that the admin knows what can be done with it."""
        return "draft" if self.is_draft else "published"

    def text(self, language: str) -> str:
        """In one of its languages."""
        return self.text_en if language == "en" else self.text_nl


class Paper(models.Model):
    """One version of a numbered paper: what it says, and the file as it was drawn.
    Nothing of it ever changes; a change is a next version."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    facts = models.JSONField(
        help_text=_("What it was drawn from, in each language (`papers.contents`).")
    )
    terms = models.ForeignKey(
        TermsVersion,
        models.PROTECT,
        null=True,
        related_name="papers",
        verbose_name=_("terms"),
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("drawn by"),
    )
    drawn_at = models.DateTimeField(_("drawn at"), default=timezone.now)

    agreements: Any
    sealed: Any
    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-version"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number", "version"], name="one_paper_per_number"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, version__gte=1),
                name="paper_numbers_begin_at_one",
            ),
            models.CheckConstraint(
                condition=Q(sha256=HASH_OF_PDF), name="paper_hash_is_of_its_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def reference(self) -> str:
        """Its number as people write it: 2026-00017."""
        return f"{self.year}-{self.number:0{DIGITS}d}"

    @property
    def file_name(self) -> str:
        """What the file is called when it is saved, in its own language."""
        with translation.override(self.language):
            kind = slugify(self.get_kind_display())
        return f"{kind}-{self.reference}-v{self.version}.pdf"

    @property
    def agreed_sides(self) -> set[str]:
        """Which sides agreed to this version."""
        return {agreement.side for agreement in self.agreements.all()}

    @property
    def waits_for(self) -> list[Side]:
        """Which sides have not agreed yet."""
        agreed = self.agreed_sides
        return [side for side in form_of(self.kind).agreed_by if side not in agreed]

    @property
    def is_agreed(self) -> bool:
        """Did all agree whom it asks? What asks nobody is not agreed to."""
        return bool(form_of(self.kind).agreed_by) and not self.waits_for


class Agreement(models.Model):
    """One side agreed to one version of a paper: who, for whom, when."""

    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="agreements", verbose_name=_("paper")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    # As they were called then.
    name = LineField(_("name"), max_length=120)
    organisation = LineField(_("organisation"), max_length=120)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "side"], name="one_agreement_per_side"
            ),
            models.CheckConstraint(
                condition=on_one_line("name", "organisation"),
                name="agreement_words_on_one_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class SealedCopy(models.Model):
    """The paper with all agreements on it, drawn once when the last one was given."""

    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="sealed", verbose_name=_("paper")
    )
    pdf = models.BinaryField()
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("sealed copy")
        verbose_name_plural = _("sealed copies")
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256=HASH_OF_PDF), name="sealed_hash_is_of_its_file"
            )
        ]

    def __str__(self) -> str:
        return str(self.paper)
