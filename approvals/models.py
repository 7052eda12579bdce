"""What waits for a yes inside an organisation, by which rule, and who gives it."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.querysets import ApprovalQuerySet, DeputyQuerySet, RuleQuerySet
from base.fields import DayField, LineField, on_one_line, within_a_lifetime
from base.states import Stateful
from base.states import Step as BaseStep
from catalogue.models import Category
from members.models import Location, Organisation


class Deed(models.TextChoices):
    """What may need a yes first."""

    ASK = "ask", _("asking for something")
    GIVE = "give", _("saying yes to who asks")
    OFFER = "offer", _("offering something")


class Rule(models.Model):
    """In an organisation, a kind of deed waits for a coordinator: from some value on,
    of some kind of thing, at some place. What is left empty holds for all of it."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="approval_rules"
    )
    deed = models.CharField(_("what waits"), max_length=10, choices=Deed)
    from_eur = models.DecimalField(
        _("from which value (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: any value. What has no known value waits too."),
    )
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    location = models.ForeignKey(
        Location,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("location"),
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["deed", "from_eur", "pk"]
        verbose_name = _("rule for approval")
        verbose_name_plural = _("rules for approval")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "deed", "category", "location"],
                nulls_distinct=False,
                name="one_rule_for_each_deed_kind_and_place",
                violation_error_message=_("There is such a rule already; change it."),
            ),
            models.CheckConstraint(
                condition=Q(from_eur=None) | Q(from_eur__gte=0),
                name="rule_from_a_value",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_deed_display())


class Deputy(models.Model):
    """Somebody decides for a coordinator who is away, from one day up to and including
    another, in Dutch time. They decide themselves: what was given to a deputy is passed
    on to nobody else."""

    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="absences",
        verbose_name=_("who is away"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="deputed",
        verbose_name=_("who decides meanwhile"),
    )
    first = DayField(_("from"))
    last = DayField(_("up to and including"))

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["first", "pk"]
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            models.CheckConstraint(
                condition=within_a_lifetime("first", "last"),
                name="deputy_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="deputy_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("coordinator")),
                name="deputy_is_somebody_else",
                violation_error_message=_("Choose somebody else."),
            ),
            ExclusionConstraint(
                name="one_deputy_at_a_time",
                expressions=[
                    ("coordinator", RangeOperators.EQUAL),
                    (
                        Func(
                            F("first"),
                            F("last"),
                            Value("[]"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_(
                    "There is a deputy on some of these days already."
                ),
            ),
        ]
        indexes = [models.Index(fields=["deputy", "last"], name="deputy_by_person")]

    def __str__(self) -> str:
        return f"{self.coordinator} → {self.deputy}"

    @property
    def is_now(self) -> bool:
        """Is it one of these days?"""
        return self.first <= timezone.localdate() <= self.last


class Approval(Stateful):
    """One thing that waits, or waited, for a yes inside an organisation. It keeps what
    was asked as it was stated then: another number, price, period or party is another
    approval, which knows what the last one said (`earlier`)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for approval")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("not approved")
        LAPSED = "lapsed", _("ended without a decision")

    MOVES = {
        State.WAITING: {State.APPROVED, State.DECLINED, State.LAPSED},
        State.APPROVED: {State.LAPSED},
    }

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="approvals",
        verbose_name=_("organisation"),
    )
    deed = models.CharField(_("what waits"), max_length=10, choices=Deed)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="approvals_asked",
        verbose_name=_("asked by"),
    )
    title = LineField(_("what it is about"), max_length=160)
    value_eur = models.DecimalField(
        _("value (€)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("category")
    )
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="+", verbose_name=_("location")
    )
    # What was asked, by the names of `approvals.facts`.
    facts = models.JSONField(_("as it was asked"), default=dict, editable=False)
    path = LineField(max_length=120, editable=False)
    earlier = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later",
        verbose_name=_("asked before"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.WAITING
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    # Whose turn it is, and who was written to for them; none: everybody who may.
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose turn it is"),
    )
    due_at = models.DateTimeField(
        _("reminder at"),
        null=True,
        blank=True,
        help_text=_("When somebody is reminded, or the next is asked; empty: no more."),
    )
    reminded_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("Whose turn it is was reminded then; empty: not yet."),
    )
    ends_at = models.DateTimeField(
        _("ends at"), help_text=_("When it ends by itself if nobody decides.")
    )

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line("title"), name="approval_words_on_one_line"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="approval_to_go_on",
                condition=Q(state="waiting", due_at__isnull=False),
            ),
            models.Index(
                fields=["ends_at"],
                name="approval_to_end",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["organisation", "asked_at"],
                name="approval_waiting",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["path", "-id"], name="approval_about"),
            models.Index(
                fields=["organisation", "-asked_at", "-id"],
                name="approval_of_organisation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is decided, and read afterwards."""
        return reverse("approvals:detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Not decided yet, and not ended."""
        return self.state == self.State.WAITING


class ApprovalStep(BaseStep):
    """One change of an approval's state. A deputy's deed names both: who did it, and
    for whom."""

    subject = models.ForeignKey(Approval, models.CASCADE, related_name="steps")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("on behalf of"),
    )


class Called(models.Model):
    """Somebody was asked to decide: as themselves, or for who is away (`principal`)."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="calls")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approval_calls"
    )
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "person", "principal"],
                nulls_distinct=False,
                name="called_once_for_each",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
