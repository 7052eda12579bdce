"""Searches that people keep, to be told of what they find later."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField
from base.mornings import moment
from listings.models import Listing
from searches.querysets import SavedSearchQuerySet, WatchQuerySet

LOOK_AT = time(6, 15)  # before the daily letters are gathered
MONDAY = 0
RARER = ["at_once", "daily", "weekly", "off"]


class SavedSearch(models.Model):
    """One person's search for listings, as its address holds it."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("person"),
    )
    name = LineField(_("name"), max_length=120)
    query = LineField(
        _("query"), max_length=1000, help_text=_("As in the address of the results.")
    )
    rhythm = models.CharField(
        _("how often"), max_length=10, choices=Rhythm, default=Rhythm.DAILY
    )
    made_at = models.DateTimeField(_("saved at"), default=timezone.now)
    looked_until = models.DateTimeField(
        default=timezone.now, help_text=_("What was offered until then was looked at.")
    )
    next_look_at = models.DateTimeField(_("next look at"), default=timezone.now)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "query"], name="a_search_is_saved_once"
            )
        ]
        indexes = [models.Index(fields=["next_look_at"], name="search_due")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """What it finds now."""
        return f"{reverse('listings:index')}?{self.query}"

    def arrives(self, wish: str) -> str:
        """When its letters come, for somebody who wants letters about searches so (a
        `Delivery`): the rarer of the two wins."""
        return max(self.rhythm, wish, key=RARER.index)

    @property
    def asked(self) -> QueryDict:
        """Its query, as a view gets it."""
        return QueryDict(self.query)

    def next_look(self, now: datetime) -> datetime:
        """When to look again: with the next sweep, or some morning."""
        if self.rhythm == self.Rhythm.AT_ONCE:
            return now
        today = timezone.localdate(now)
        days = 1
        if self.rhythm == self.Rhythm.WEEKLY:
            days = 7 - (today.weekday() - MONDAY) % 7
        return moment(today + timedelta(days), LOOK_AT)


class Watch(models.Model):
    """Somebody waits until a listing can be had, or more of it. Who was told waits no
    longer, and nothing of it is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="watches",
        verbose_name=_("person"),
    )
    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="watches", verbose_name=_("listing")
    )
    left = models.PositiveIntegerField(
        _("left"), help_text=_("How much could be had then; more than that is news.")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watched listing")
        verbose_name_plural = _("watched listings")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "listing"], name="a_listing_is_watched_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.listing)
