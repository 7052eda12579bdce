"""What moderators look up: the category tree, and what was learned from titles."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from base.admin import Moderated
from base.paging import CappedPaginator
from catalogue.models import Category, Habit, Synonym


@admin.register(Category)
class CategoryAdmin(Moderated):
    """The category tree; it is delivered with the platform. What is off, such as
    lending staff, the cooperative switches on here."""

    list_display = ["name", "parent", "kind", "route", "is_switched_on"]
    list_filter = ["kind", "route"]
    list_select_related = ["parent"]
    search_fields = ["name_nl", "name_en", "code"]
    fields = ["name_nl", "name_en", "parent", "kind", "route", "is_switched_on"]
    readonly_fields = ["name_nl", "name_en", "parent", "kind", "route"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what is off can be switched on, and off again."""
        may = super().has_change_permission(request, obj)
        return may and obj is not None and obj.route == Category.OFF


class Learned(Moderated):
    """What the platform wrote down by itself: to be read only."""

    list_per_page = 50
    list_select_related = ["category"]
    paginator = CappedPaginator
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Synonym)
class SynonymAdmin(Learned):
    """Which words mean which category, as moderators decided."""

    list_display = ["words", "category", "made_at"]
    search_fields = ["words"]


@admin.register(Habit)
class HabitAdmin(Learned):
    """What weight, size and price are suggested."""

    list_display = ["category", "weight_kg", "new_price_eur", "price_eur"]
