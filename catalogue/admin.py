"""What moderators look up: the category tree, and what was learned from titles."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from base.admin import Moderated, ReadOnly
from base.paging import CappedPaginator
from catalogue import searched
from catalogue.models import Category, Habit, SearchedWords, Synonym
from catalogue.tree import tree


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


class Open(admin.SimpleListFilter):
    """Whether a moderator looked at the words."""

    title = _("settled")
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("no", _("no")), ("yes", _("yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = {"no": True, "yes": False}.get(self.value() or "")
        return (
            queryset if chosen is None else queryset.filter(settled_at__isnull=chosen)
        )


@admin.register(SearchedWords)
class SearchedWordsAdmin(ReadOnly):
    """Words that were searched, with what they may mean; one press makes a synonym."""

    list_display = ["words", "times", "category", "suggested", "last_at"]
    list_filter = [Open]
    list_select_related = ["category"]
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False
    fields = ["words", "times", "category", "suggested", "last_at", "settled_at"]
    readonly_fields = ["suggested"]
    actions = ["make_synonym", "leave"]

    @admin.display(description=_("suggestion"))
    def suggested(self, row: SearchedWords) -> str:
        """The category that the words may mean."""
        return str(tree().all.get(row.suggestion, ""))

    @admin.action(description=_("Make it a synonym of the suggestion"))
    def make_synonym(self, request: HttpRequest, queryset: QuerySet) -> None:
        """From now on the search knows these words."""
        self.do_each(request, queryset, searched.make_synonym)

    @admin.action(description=_("Leave it"))
    def leave(self, request: HttpRequest, queryset: QuerySet) -> None:
        """There is nothing to learn from it."""
        self.do_each(request, queryset, searched.leave)


@admin.register(Synonym)
class SynonymAdmin(Learned):
    """Which words mean which category, as moderators decided."""

    list_display = ["words", "category", "made_at"]
    search_fields = ["words"]


@admin.register(Habit)
class HabitAdmin(Learned):
    """What weight, size and price are suggested."""

    list_display = ["category", "weight_kg", "new_price_eur", "price_eur"]
