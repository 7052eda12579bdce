"""Wants: what organisations ask for, and the listings that match."""

from django.conf import settings
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, LineField, TextField, on_one_line, within_a_lifetime
from base.states import Stateful
from base.states import Step as BaseStep
from base.submissions import Submitted
from base.words import Words
from catalogue.models import Category
from catalogue.terms import Term
from catalogue.words import words
from listings.models import Listing
from members.models import Location, Organisation
from wanted import reasons
from wanted.querysets import AnswerQuerySet, MatchQuerySet, WantQuerySet

# The terms as who asks says them: what is for sale to one is bought by another.
TAKEN = [
    (Term.FREE.value, _("for free")),
    (Term.SALE.value, _("to buy")),
    (Term.RENT.value, _("to rent")),
    (Term.LOAN.value, _("to borrow")),
]


class Want(Submitted, Stateful):
    """Something that one organisation asks the others for."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        MET = "met", _("met")
        CLOSED = "closed", _("closed")
        EXPIRED = "expired", _("expired")

    MOVES = {
        State.OPEN: {State.MET, State.CLOSED, State.EXPIRED},
        State.MET: {State.OPEN},
        State.CLOSED: {State.OPEN},
        State.EXPIRED: {State.OPEN},
    }

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="wants",
        verbose_name=_("organisation"),
    )
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        related_name="wants",
        verbose_name=_("for which location"),
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="wants", verbose_name=_("category")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="wants",
        verbose_name=_("made by"),
    )
    title = LineField(_("title"), max_length=120)
    description = TextField(_("description"), max_length=4000, blank=True)
    quantity = models.PositiveIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1)]
    )
    needed_by = DayField(_("needed by"), null=True, blank=True)
    terms = ArrayField(
        models.CharField(max_length=10, choices=Term),
        verbose_name=_("terms accepted"),
        default=list,
    )
    max_price_eur = models.DecimalField(
        _("highest price per piece (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    radius_km = models.PositiveSmallIntegerField(
        _("within (km)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("As the crow flies; leave it empty for the whole country."),
    )
    urgent = models.BooleanField(_("urgent"), default=False)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.OPEN
    )
    posted_at = models.DateTimeField(_("posted at"), default=timezone.now)
    matched_at = models.DateTimeField(
        _("looked for at"),
        null=True,
        blank=True,
        help_text=_("When listings were looked for; empty: not yet."),
    )
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="deel")
        + SearchVector("description", weight="C", config="deel"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = WantQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        verbose_name = _("want")
        verbose_name_plural = _("wants")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line("title"), name="want_title_on_one_line"
            ),
            models.CheckConstraint(
                condition=within_a_lifetime("needed_by"),
                name="want_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="want_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(terms__len__gte=1)
                & Q(terms__contained_by=[term.value for term in Term]),
                name="want_has_known_terms",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="want_search"),
            models.Index(
                fields=["-urgent", "-posted_at", "-id"],
                name="want_newest",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["category", "-urgent", "-posted_at"],
                name="want_of_category",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["organisation", "state", "-posted_at"],
                name="want_of_organisation",
            ),
            models.Index(
                fields=["posted_at"],
                name="want_unmatched",
                condition=Q(state="open", matched_at=None),
            ),
            models.Index(
                fields=["needed_by"],
                name="want_will_expire",
                condition=Q(state="open", needed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Still looked for?"""
        return self.state == self.State.OPEN

    @property
    def was_closed_by_staff(self) -> bool:
        """Did a moderator take the last step? Then only a new request helps."""
        last = self.steps.select_related("by").last()
        return bool(last and last.by and last.by.is_staff)

    @property
    def is_past(self) -> bool:
        """Is the day that it was needed by over?"""
        return bool(self.needed_by and self.needed_by < timezone.localdate())

    @property
    def accepted_terms(self) -> list[tuple[str, Words]]:
        """The terms that they would take it on, with their words, in a fixed order."""
        return [line for line in TAKEN if line[0] in self.terms]

    @property
    def takes_any_terms(self) -> bool:
        """Is every way of sharing fine?"""
        return len(self.accepted_terms) == len(TAKEN)

    @property
    def name(self) -> str:
        """What is asked, with how many, unless the title says so already."""
        if self.quantity == 1 or str(self.quantity) in words(self.title):
            return self.title
        return f"{self.quantity} × {self.title}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("wanted:detail", args=[self.pk])


class WantStep(BaseStep):
    """One change of a want's state."""

    subject = models.ForeignKey(Want, models.CASCADE, related_name="steps")


class Match(models.Model):
    """A listing that could meet a want, found by the clock; announced once."""

    want = models.ForeignKey(
        Want, models.CASCADE, related_name="matches", verbose_name=_("want")
    )
    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="matches", verbose_name=_("listing")
    )
    score = models.FloatField(_("score"), help_text=_("0 (no) to 1 (exactly this)."))
    reasons = models.JSONField(
        default=list, help_text=_("Why: code and value pairs, put in words when shown.")
    )
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    announced_at = models.DateTimeField(_("announced at"), null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(
                fields=["want", "listing"], name="one_match_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="match_score_is_a_share"
            ),
        ]
        indexes = [
            models.Index(
                fields=["want"],
                name="match_unannounced",
                condition=Q(announced_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.want} ← {self.listing}"

    @property
    @admin.display(description=_("why"))
    def why(self) -> str:
        """Its reasons in the reader's language: "wheelchair · 12 km · free"."""
        return " · ".join(reasons.in_words(self.reasons))

    @property
    def percent(self) -> int:
        """Its score as people read it, 0 to 100."""
        return round(self.score * 100)


class Answer(models.Model):
    """“We have this”: a member answers a want with one of its own listings."""

    want = models.ForeignKey(Want, models.CASCADE, related_name="answers")
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    message = TextField(_("message"), max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    announced_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When the asker was told; empty: the listing is not live yet."),
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["want", "listing"], name="one_answer_per_pair"
            )
        ]
        indexes = [
            models.Index(
                fields=["at"],
                name="answer_unannounced",
                condition=Q(announced_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.want} ← {self.listing}"
