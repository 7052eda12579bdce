"""What a moderator can narrow the offers down to."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category
from listings.models import Listing
from members.models import Organisation

State = Listing.State
LONGEST_NUMBER = 18  # digits of a number that a table can hold
TAKEN_DOWN, ALL = "taken_down", "all"


class StateFilter(admin.SimpleListFilter):
    """What waits for a moderator, unless another state is chosen."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, *args) -> list[tuple]:
        others = [choice for choice in State.choices if choice[0] != State.IN_REVIEW]
        queue = (State.IN_REVIEW.value, State.IN_REVIEW.label)
        return [queue, *others, (TAKEN_DOWN, _("taken down")), (ALL, _("all"))]

    def value(self) -> str:
        return super().value() or State.IN_REVIEW

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({"state": value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == ALL:
            return queryset
        if self.value() == TAKEN_DOWN:
            return queryset.exclude(taken_down_at=None)
        return queryset.filter(state=self.value())


class CategoryFilter(admin.SimpleListFilter):
    """The main groups of the tree; more than a hundred leaves would bury the page."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, *args) -> list[tuple]:
        groups = Category.objects.filter(parent=None)
        return [(group.pk, group.name) for group in groups]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value()
        return queryset.filter(category__parent=chosen) if chosen else queryset


class OrganisationFilter(admin.SimpleListFilter):
    """Those with something in the queue, and the one that was chosen."""

    title = _("organisation")
    parameter_name = "organisation"

    def lookups(self, request: HttpRequest, *args) -> list[tuple]:
        waiting = Q(
            pk__in=Listing.objects.in_review().order_by().values("organisation")
        )
        found = Organisation.objects.filter(waiting | Q(pk=self._chosen()))
        return [(organisation.pk, organisation.name) for organisation in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self._chosen()
        return queryset.filter(organisation=chosen) if chosen else queryset

    def _chosen(self) -> int | None:
        value = self.value() or ""
        return (
            int(value) if value.isdecimal() and len(value) <= LONGEST_NUMBER else None
        )
