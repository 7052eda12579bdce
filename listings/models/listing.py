"""A listing and its history."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, LineField, TextField
from base.refusal import Refused
from base.states import Stateful
from base.states import Step as BaseStep
from base.submissions import Submitted
from base.typed import FAR_AHEAD, LONG_AGO
from catalogue.models import Category
from catalogue.terms import Condition, Term
from listings.models.answering import Answering
from listings.models.approved import Approved
from listings.models.copies import FIRST_ROWS, Copies
from listings.models.group import ListingGroup
from listings.models.lent import COMES_FREE, LENT_AS_MEANT, Lent
from listings.models.limits import TYPED_AS_MEANT
from listings.models.moded import Moded, Shared
from listings.models.reach import Reach
from listings.models.tended import Tended
from listings.querysets import ListingQuerySet
from members.models import Location, Organisation, User


class Listing(
    Answering, Approved, Lent, Moded, Reach, Tended, Copies, Submitted, Stateful
):
    """Something that one organisation offers to the others."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        LIVE = "live", _("live")
        PAUSED = "paused", _("paused")
        GONE = "gone", _("gone")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    Condition = Condition

    MOVES = {
        State.DRAFT: {State.IN_REVIEW, State.LIVE, State.WITHDRAWN},
        State.IN_REVIEW: {State.LIVE, State.DRAFT, State.WITHDRAWN},
        State.LIVE: {
            State.IN_REVIEW,
            State.PAUSED,
            State.GONE,
            State.EXPIRED,
            State.WITHDRAWN,
        },
        State.PAUSED: {State.LIVE, State.IN_REVIEW, State.EXPIRED, State.WITHDRAWN},
        State.GONE: {State.LIVE, State.IN_REVIEW, State.WITHDRAWN},
        State.EXPIRED: {State.LIVE, State.IN_REVIEW, State.WITHDRAWN},
        # Offered again, or what it was before (`undoing`).
        State.WITHDRAWN: {*State} - {State.WITHDRAWN},
    }

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="listings"
    )
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="listings", verbose_name=_("location")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="listings", verbose_name=_("category")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="listings"
    )
    title = LineField(_("title"), max_length=120)
    description = TextField(_("description"), max_length=4000, blank=True)
    terms = ArrayField(
        models.CharField(max_length=10, choices=Term),
        verbose_name=_("terms"),
        default=list,
    )
    price_eur = models.DecimalField(
        _("asking price per piece (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Leave it empty for a price to be agreed."),
    )
    quantity = models.PositiveIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1)]
    )
    left = models.PositiveIntegerField(_("left"))
    unit = LineField(_("unit"), max_length=20)
    condition = models.CharField(
        _("condition"), max_length=10, choices=Condition, blank=True
    )
    available_from = DayField(_("available from"), null=True, blank=True)
    available_until = DayField(_("available until"), null=True, blank=True)
    expiry_date = DayField(
        _("expiry date"),
        null=True,
        blank=True,
        help_text=_("The date on the packing, for goods that go out of date."),
        past=LONG_AGO,
        ahead=FAR_AHEAD,
    )
    lot = LineField(_("lot number"), max_length=40, blank=True)
    gtin = LineField(_("GTIN (barcode)"), max_length=14, blank=True)
    weight_kg = models.DecimalField(
        _("weight per piece (kg)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    new_price_eur = models.DecimalField(
        _("new price per piece (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What it would cost in a shop now; it counts what sharing saves."),
    )
    length_cm = models.PositiveSmallIntegerField(
        _("length (cm)"), null=True, blank=True
    )
    width_cm = models.PositiveSmallIntegerField(_("width (cm)"), null=True, blank=True)
    height_cm = models.PositiveSmallIntegerField(
        _("height (cm)"), null=True, blank=True
    )
    declared = models.JSONField(
        _("declared by its owner"),
        default=dict,
        blank=True,
        help_text=_("Answers to what was asked before sharing, by question."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    live_at = models.DateTimeField(_("live since"), null=True, blank=True)
    announced_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("When those who want it were looked for; empty: not yet."),
    )
    first_asked_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_(
            "When somebody asked for it for the first time; empty: nobody did."
        ),
    )
    taken_down_at = models.DateTimeField(
        _("taken down at"),
        null=True,
        blank=True,
        help_text=_("By a moderator; only a moderator can restore it."),
    )
    group = models.ForeignKey(
        ListingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="listings",
        verbose_name=_("part of"),
    )
    room = LineField(
        _("room"),
        max_length=60,
        blank=True,
        help_text=_("Where in the building it stands, for who comes to collect it."),
    )
    # What one piece costs at least, to sort by; NULL: to be agreed.
    price_from_eur = models.GeneratedField(
        expression=Case(
            When(Q(terms__overlap=[Term.FREE.value, Term.LOAN.value]), then=Value(0)),
            default=Coalesce(F("price_eur"), F("rent_eur")),
            output_field=models.DecimalField(max_digits=10, decimal_places=2),
        ),
        output_field=models.DecimalField(max_digits=10, decimal_places=2),
        db_persist=True,
    )
    # Titles weigh more; the configuration is a constant, so that its index is used.
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="deel")
        + SearchVector("description", weight="C", config="deel")
        + SearchVector("lot", "gtin", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    distance_km: float | None  # added by `seen_from`

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-live_at", "-pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            *TYPED_AS_MEANT,
            *LENT_AS_MEANT,
            # For keys from elsewhere that hold a listing and its owner together.
            models.UniqueConstraint(
                fields=["id", "organisation"], name="listing_with_its_owner"
            ),
            models.CheckConstraint(
                condition=Q(left__lte=F("quantity")),
                name="listing_left_within_quantity",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="listing_offers_something"
            ),
            models.CheckConstraint(
                condition=Q(terms__len__gte=1)
                & Q(terms__contained_by=[term.value for term in Term]),
                name="listing_has_known_terms",
            ),
            models.CheckConstraint(
                condition=Q(price_eur=None) | Q(terms__contains=[Term.SALE.value]),
                name="listing_price_only_for_sale",
            ),
            models.CheckConstraint(
                condition=Q(own_days__lte=Reach.MOST_DAYS),
                name="listing_own_days_within_30",
            ),
            models.CheckConstraint(
                condition=~Q(state="live")
                | Q(live_at__isnull=False, taken_down_at=None),
                name="listing_live_has_a_date",
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="listing_search"),
            GinIndex(fields=["terms"], name="listing_terms"),
            models.Index(
                fields=["gtin", "-live_at"],
                name="listing_of_product",
                condition=~Q(gtin=""),
            ),
            FIRST_ROWS,
            COMES_FREE,
            models.Index(
                fields=["available_from"],
                name="listing_coming",
                condition=Q(state="live", available_from__isnull=False),
            ),
            models.Index(
                fields=["category", "-live_at", "-id"],
                name="listing_of_category",
                condition=Q(state="live"),
            ),
            models.Index(
                fields=["price_from_eur", "id"],
                name="listing_cheapest",
                condition=Q(state="live"),
            ),
            models.Index(
                fields=["organisation", "state", "-made_at"],
                name="listing_of_organisation",
            ),
            models.Index(
                fields=["group", "room"],
                name="listing_of_group",
                condition=Q(group__isnull=False),
            ),
            models.Index(
                fields=["live_at"],
                name="listing_unannounced",
                condition=Q(state="live", announced_at=None),
            ),
            models.Index(
                fields=["announced_at"],
                name="listing_announced",
                condition=Q(state="live"),
            ),
            models.Index(
                fields=["opens_at"],
                name="listing_will_open",
                condition=Q(opens_at__isnull=False),
            ),
            models.Index(
                fields=["quiet_at"],
                name="listing_quiet",
                condition=Q(state="live", quiet_at__isnull=False),
            ),
            models.Index(
                fields=["made_at"],
                name="listing_in_review",
                condition=Q(state="in_review"),
            ),
            models.Index(
                fields=["available_until"],
                name="listing_will_expire",
                condition=Q(
                    state__in=["live", "paused"], available_until__isnull=False
                ),
            ),
            models.Index(
                fields=["expiry_date"],
                name="listing_will_pass_date",
                condition=Q(state__in=["live", "paused"], expiry_date__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        """Can it be asked for now?"""
        return self.state == self.State.LIVE

    @property
    def is_past(self) -> bool:
        """Is its last day or its expiry date over?"""
        ends = [self.available_until, self.expiry_date]
        return any(day and day < timezone.localdate() for day in ends)

    @property
    def promised(self) -> int:
        """How many pieces were promised for good."""
        return self.quantity - self.left

    @cached_property
    def first_photo(self) -> Any:
        """The one that stands for it in lists, or None."""
        return next(iter(self.photos.all()), None)

    @property
    def shared_as(self) -> list[Shared]:
        """Its terms, in the order of `Term`, in the words of its mode."""
        return [Shared(term, self.mode) for term in Term if term in self.terms]

    @property
    def size_cm(self) -> str:
        """Length × width × height, as far as they are known."""
        sides = [self.length_cm, self.width_cm, self.height_cm]
        known = [str(side) for side in sides if side is not None]
        return f"{' × '.join(known)} cm" if known else ""

    def started(self) -> list[str]:
        """It goes live, its own people first when it does so for the first time: the
        fields to save."""
        if self.live_at is None:
            self.live_at = timezone.now()
            self.start_own_days()
        return ["live_at", "opens_at", *self.touched()]

    def set_aside(self, amount: int, *, by: User | None = None) -> None:
        """Promise `amount` pieces for good; the last one makes the listing gone.
        Call it under the row's lock."""
        if amount > self.left:
            raise Refused(_now("Only %(left)s left.") % {"left": self.left})
        self.left -= amount
        self.save(update_fields=["left", *self.touched()])
        if not self.left and self.may_move(self.State.GONE):
            self.move(self.State.GONE, by=by)

    def put_back(self, amount: int, *, by: User | None = None) -> None:
        """Undo `set_aside`. Call it under the row's lock."""
        self.left += amount
        self.save(update_fields=["left", *self.touched()])
        if self.state == self.State.GONE:
            self.move(self.State.LIVE, by=by)


class ListingStep(BaseStep):
    """One change of a listing's state."""

    subject = models.ForeignKey(Listing, models.CASCADE, related_name="steps")
