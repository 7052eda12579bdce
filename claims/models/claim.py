"""Claims: a member asks for a listing, until the goods changed hands or came back."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from base.fields import DayField, LineField, TextField
from base.states import Stateful
from base.states import Step as BaseStep
from base.words import Words
from catalogue.modes import Mode
from catalogue.terms import Per, Term, term_label
from claims.models.approved import Approved
from claims.models.limits import AS_CLAIMED, FOUND_BY
from claims.pricing import Rent, rent
from claims.querysets import ClaimQuerySet
from claims.states import (
    ACCEPTED,
    AGREED,
    ASKED,
    DONE,
    HANDED_OVER,
    HOLDING,
    LAPSING,
    PATH,
    PATH_WITHOUT_GOODS,
    PROPOSED,
    RETURNED,
    SCHEDULED,
    TEMPORARY,
    TO_APPROVE,
    WAITING,
    WANTED,
)
from listings.models import Listing
from listings.models.lent import rents
from members.models import Location, Organisation


def _money(words: Words) -> models.DecimalField:
    """As it was stated when it was asked for."""
    return models.DecimalField(
        words, max_digits=10, decimal_places=2, null=True, blank=True
    )


class Claim(Approved, Stateful):
    """One organisation asks another for (part of) a listing."""

    class State(models.TextChoices):
        TO_APPROVE = TO_APPROVE, _("waits for approval")
        ASKED = ASKED, _("asked")
        WAITING = WAITING, _("on the waiting list")
        PROPOSED = PROPOSED, _("proposed")
        ACCEPTED = ACCEPTED, _("accepted")
        SCHEDULED = SCHEDULED, _("pickup planned")
        HANDED_OVER = HANDED_OVER, _("handed over")
        RETURNED = RETURNED, _("returned")
        DONE = DONE, _("done")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("expired")

    ENDS = {State.DECLINED, State.WITHDRAWN, State.EXPIRED}
    MOVES = {
        State.TO_APPROVE: {State.ASKED, *ENDS},
        State.ASKED: {State.ACCEPTED, State.PROPOSED, State.WAITING, State.TO_APPROVE}
        | ENDS,
        State.WAITING: {State.ACCEPTED, State.PROPOSED, State.TO_APPROVE, *ENDS},
        State.PROPOSED: {State.ACCEPTED, State.WAITING, *ENDS},
        # Handed over from there when a part was, and the rest is given back; asked when
        # both sides take the yes to a quote back.
        State.ACCEPTED: {
            *(State.SCHEDULED, State.HANDED_OVER, State.DONE, State.ASKED),
            *ENDS,
        },
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
    # As the asker knows it, on both sides: what the listing is called once they may see
    # it no more, they are not told (`titles`).
    title = LineField(_("what is asked for"), max_length=120)
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
    handed_over = models.PositiveIntegerField(
        _("handed over"),
        default=0,
        editable=False,
        help_text=_("How many of them were handed over so far."),
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
    rent_week_eur = _money(_("rent per week (€)"))
    rent_month_eur = _money(_("rent per month (€)"))
    deposit_eur = _money(_("deposit per piece (€)"))
    message = TextField(_("message"), max_length=2000, blank=True)
    cost_centre = LineField(
        _("cost centre"),
        max_length=40,
        blank=True,
        help_text=_("Of the asker; the owner does not see it."),
    )
    purchase_order = LineField(
        _("purchase order number"),
        max_length=40,
        blank=True,
        help_text=_("Of the asker; the owner sees it."),
    )
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
    rest_due_at = models.DateTimeField(
        _("rest asked after at"),
        null=True,
        editable=False,
        help_text=_(
            "When both sides are asked to plan what is left of it. Empty: nothing "
            "is, or nothing went yet."
        ),
    )
    expires_at = models.DateTimeField(
        _("ends at"), help_text=_("When it ends by itself if nobody does anything.")
    )

    by_hour = models.BooleanField(
        _("by the hour"), default=False, db_default=False, editable=False
    )
    is_job = models.BooleanField(
        _("a service"), default=False, db_default=False, editable=False
    )
    over_at = models.DateTimeField(
        _("over at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When an agreed use of a room ends by itself; empty: it does not."),
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = AS_CLAIMED
        indexes = FOUND_BY

    def __str__(self) -> str:
        if self.quantity == 1 and self.mode != Mode.THING:
            return self.title
        return f"{self.quantity} × {self.title}"

    @property
    def term_words(self) -> Words:
        """How it is shared, in the words of its mode."""
        return term_label(self.term, self.mode)

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
    def mode(self) -> Mode:
        """A thing that moves, a room that is used, or a service that is done?"""
        return self.listing.mode

    @property
    def is_of_thing(self) -> bool:
        """Does something move?"""
        return self.mode == Mode.THING

    @property
    def has_begun(self) -> bool:
        """Has its first day come? What has no days can be now; a room by the hour, at
        one of its times."""
        if self.by_hour:
            return any(time.is_now for time in self.booking.times if time.stands)
        return not self.starts_on or self.starts_on <= timezone.localdate()

    @property
    def page_now(self) -> str:
        """Which part of its page says what happens now."""
        return "claims/now/giving.html" if self.giving_id else self.page_of_state

    @property
    def page_of_state(self) -> str:
        """The same for who knows nothing of what waits at the owner's own."""
        differs = not self.is_of_thing and self.state in (ASKED, ACCEPTED, DONE)
        kind = "job" if self.is_job else self.mode
        part = f"{kind}_{self.state}" if differs else self.state
        return f"claims/now/{part}.html"

    @property
    def is_temporary(self) -> bool:
        """For rent or on loan: the goods come back."""
        return self.term in TEMPORARY

    @property
    def is_overdue(self) -> bool:
        """Should have come back before today."""
        ended = self.is_temporary and self.last_day < timezone.localdate()
        return ended and (self.state == HANDED_OVER or self._has_part_out)

    @property
    def rest(self) -> int:
        """How many of it were not handed over yet."""
        return self.quantity - self.handed_over

    @property
    def is_in_part(self) -> bool:
        """Some of it was handed over, and some of it was not."""
        return 0 < self.handed_over < self.quantity

    @property
    def _has_part_out(self) -> bool:
        """Handed over in part, and not all of that is back."""
        is_open = self.state in HOLDING and self.is_in_part
        return is_open and self.holds.out().exists()

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
    def days(self) -> int:
        """How many days a rental or loan lasts, the first and the last included."""
        return (self.last_day - self.first_day).days + 1

    @property
    def rents(self) -> dict[str, Decimal]:
        """What one piece costs, by the time that it is counted in; as it was when it
        was asked for."""
        return rents(
            self.price_eur, self.price_per, self.rent_week_eur, self.rent_month_eur
        )

    @property
    def rent(self) -> Rent | None:
        """What one piece costs for the whole period; None: to be agreed, or not for
        rent."""
        if self.term != Term.RENT:
            return None
        return rent(self.rents, self.first_day, self.last_day)

    @property
    def total_eur(self) -> Decimal | None:
        """What the asker owes for all pieces; None: nothing, or to be agreed."""
        each = self.price_eur if self.term == Term.SALE else None
        if self.rent:
            each = self.rent.total_eur
        return None if each is None else each * self.quantity

    @property
    def deposit_total_eur(self) -> Decimal | None:
        """What is asked as a deposit for all pieces, if anything is."""
        return self.deposit_eur and self.deposit_eur * self.quantity

    @property
    def is_agreed(self) -> bool:
        """Said yes to, and not taken back since."""
        return self.state in AGREED

    @property
    def is_over_well(self) -> bool:
        """It went as agreed, and nothing is still out."""
        if self.state == HANDED_OVER:
            return not self.is_temporary
        return self.state in (RETURNED, DONE)

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
        if not self.is_of_thing and self.state not in (SCHEDULED, HANDED_OVER):
            path = PATH_WITHOUT_GOODS
        path = [TO_APPROVE, *path]
        here = ASKED if self.state in (WAITING, PROPOSED) else self.state
        if here not in path:
            return []
        return [self.State(state) for state in path[path.index(here) + 1 :]]


class ClaimStep(BaseStep):
    """One change of a claim's state: its diary, the audit trail, and later the
    source of what sharing saved."""

    subject = models.ForeignKey(Claim, models.CASCADE, related_name="steps")
