"""Claims: a member asks for a listing, until the goods changed hands or came back."""

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, TextField, within_a_lifetime
from base.states import Stateful
from base.states import Step as BaseStep
from catalogue.terms import Per, Term
from claims.querysets import ClaimQuerySet
from claims.states import (
    ACCEPTED,
    AGREED,
    ASKED,
    HANDED_OVER,
    LAPSING,
    PATH,
    PROPOSED,
    RETURNED,
    SCHEDULED,
    TEMPORARY,
    UNDECIDED,
    WAITING,
    WANTED,
)
from listings.models import Listing
from members.models import Location, Organisation


class Claim(Stateful):
    """One organisation asks another for (part of) a listing."""

    class State(models.TextChoices):
        ASKED = ASKED, _("asked")
        WAITING = WAITING, _("on the waiting list")
        PROPOSED = PROPOSED, _("proposed")
        ACCEPTED = ACCEPTED, _("accepted")
        SCHEDULED = SCHEDULED, _("pickup planned")
        HANDED_OVER = HANDED_OVER, _("handed over")
        RETURNED = RETURNED, _("returned")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    ENDS = {State.DECLINED, State.WITHDRAWN, State.EXPIRED}
    MOVES = {
        State.ASKED: {State.ACCEPTED, State.PROPOSED, State.WAITING, *ENDS},
        State.WAITING: {State.ACCEPTED, State.PROPOSED, *ENDS},
        State.PROPOSED: {State.ACCEPTED, State.WAITING, *ENDS},
        State.ACCEPTED: {State.SCHEDULED, *ENDS},
        State.SCHEDULED: {State.HANDED_OVER, State.ACCEPTED},
        State.HANDED_OVER: {State.RETURNED},
    }

    listing = models.ForeignKey(
        Listing, models.PROTECT, related_name="claims", verbose_name=_("listing")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="claims",
        verbose_name=_("organisation"),
    )
    # The listing's own organisation, so that what waits for one is found by an index; a
    # key on both columns of the listing keeps it true.
    offered_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        db_index=False,  # `claim_of_owner` starts with it
        editable=False,
        verbose_name=_("owner"),
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="claims",
        verbose_name=_("asker"),
    )
    location = models.ForeignKey(
        Location,
        models.PROTECT,
        related_name="+",
        verbose_name=_("for which location"),
    )
    bundle = models.ForeignKey(
        "claims.Bundle",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("asked together"),
    )
    term = models.CharField(_("terms"), max_length=10, choices=Term)
    quantity = models.PositiveIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1)]
    )
    asked_quantity = models.PositiveIntegerField(
        _("asked for at first"),
        null=True,
        blank=True,
        help_text=_("When fewer were given than were asked for; empty: all of them."),
    )
    only_whole_since = models.DateTimeField(
        _("only all of it, since"),
        null=True,
        blank=True,
        help_text=_("When a part was let go to wait for all; empty: a part may do."),
    )
    price_eur = models.DecimalField(
        _("price (€)"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Asking price per piece (sale) or per time (rent) when asked."),
    )
    price_per = models.CharField(
        _("price is counted"), max_length=10, choices=Per, blank=True
    )
    message = TextField(_("message"), max_length=2000, blank=True)
    needed_by = DayField(_("needed by"), null=True, blank=True)
    starts_on = DayField(_("from"), null=True, blank=True)
    ends_on = DayField(_("up to and including"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.ASKED
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    remind_at = models.DateTimeField(
        _("reminder at"),
        null=True,
        help_text=_(
            "When somebody is reminded: of answering, of what ends by itself, or of "
            "bringing back. Empty: no more."
        ),
    )
    expires_at = models.DateTimeField(
        _("ends at"), help_text=_("When it ends by itself if nobody does anything.")
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                condition=within_a_lifetime("needed_by", "starts_on", "ends_on"),
                name="claim_days_within_a_lifetime",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="claim_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(term__in=TEMPORARY, starts_on__isnull=False)
                & Q(ends_on__gte=F("starts_on"))
                | ~Q(term__in=TEMPORARY) & Q(starts_on=None, ends_on=None),
                name="claim_period_only_for_rent_and_loan",
            ),
            models.UniqueConstraint(
                fields=["listing", "organisation"],
                condition=Q(state__in=UNDECIDED),
                name="one_undecided_claim_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(asked_quantity=None)
                | Q(asked_quantity__gt=F("quantity")) & ~Q(state__in=WANTED),
                name="claim_given_in_part",
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_at"],
                name="claim_to_remind",
                condition=Q(state=ASKED, remind_at__isnull=False),
            ),
            models.Index(
                fields=["ends_on"],
                name="claim_to_return",
                condition=Q(state=HANDED_OVER, term__in=TEMPORARY),
            ),
            models.Index(
                fields=["remind_at"],
                name="claim_to_bring_back",
                condition=Q(state=HANDED_OVER, remind_at__isnull=False),
            ),
            models.Index(
                fields=["expires_at"], name="claim_to_expire", condition=Q(state=ASKED)
            ),
            models.Index(
                fields=["remind_at"],
                name="claim_to_warn",
                condition=Q(state__in=LAPSING, remind_at__isnull=False),
            ),
            models.Index(
                fields=["expires_at"],
                name="claim_to_lapse",
                condition=Q(state__in=LAPSING),
            ),
            models.Index(
                fields=["listing", "asked_at"],
                name="claim_wanted",
                condition=Q(state__in=WANTED),
            ),
            models.Index(
                fields=["organisation", "state", "-asked_at"], name="claim_of_asker"
            ),
            models.Index(
                fields=["listing", "state", "starts_on"], name="claim_of_listing"
            ),
            models.Index(fields=["offered_by", "state"], name="claim_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.listing}"

    def get_absolute_url(self) -> str:
        """The claim's page, for both sides."""
        return reverse("claims:detail", args=[self.pk])

    @property
    def similar_path(self) -> str:
        """Where others offer such things."""
        asked = urlencode({"category": self.listing.category_id})
        return f"{reverse('listings:index')}?{asked}"

    @property
    def owner(self) -> Organisation:
        """The organisation that offers."""
        return self.listing.organisation

    @property
    def is_temporary(self) -> bool:
        """For rent or on loan: the goods come back."""
        return self.term in TEMPORARY

    @property
    def is_overdue(self) -> bool:
        """Should have come back before today."""
        out = self.is_temporary and self.state == HANDED_OVER
        return out and self.last_day < timezone.localdate()

    @property
    def first_day(self) -> date:
        """Of a rental or loan."""
        assert self.starts_on is not None
        return self.starts_on

    @property
    def last_day(self) -> date:
        """Of a rental or loan, included."""
        assert self.ends_on is not None
        return self.ends_on

    @property
    def is_agreed(self) -> bool:
        """Said yes to, and not taken back since."""
        return self.state in AGREED

    @property
    def may_be_given(self) -> bool:
        """Can the owner say yes now?"""
        return self.state in WANTED and not self.listing.decides_later

    @property
    def was_kept(self) -> bool:
        """Did it ever have pieces, or a place on the waiting list?"""
        return self.steps.filter(state__in=LAPSING).exists()

    @property
    def ahead(self) -> list["Claim.State"]:
        """The states still to come when all goes well; none when it has ended."""
        path = [*PATH, RETURNED] if self.is_temporary else PATH
        here = ASKED if self.state in UNDECIDED else self.state
        if here not in path:
            return []
        return [self.State(state) for state in path[path.index(here) + 1 :]]


class ClaimStep(BaseStep):
    """One change of a claim's state: its diary, the audit trail, and later the
    source of what sharing saved."""

    subject = models.ForeignKey(Claim, models.CASCADE, related_name="steps")
