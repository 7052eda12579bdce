"""What moderators look up: the category tree, and what was learned from titles."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from base.admin import Moderated, ReadOnly
from base.paging import CappedPaginator
from base.typed import LineField
from catalogue import searched
from catalogue.choices import CategoryField
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


class MeansForm(forms.Form):
    """What words mean, out of the category tree."""

    category = CategoryField(
        queryset=Category.objects.leaves(),
        empty_label=_("Choose a category"),
        label=_("Category"),
    )


class NamedForm(forms.Form):
    """The same by a name, as a list of names offers it while one types."""

    category = LineField(max_length=120)

    def clean_category(self) -> Category:
        """The category that is called so."""
        named = Category.objects.leaves().called(self.cleaned_data["category"])
        if found := named.first():
            return found
        raise forms.ValidationError(_now("Choose a category of the list."))


@admin.register(SearchedWords)
class SearchedWordsAdmin(ReadOnly):
    """Words that were searched, with what they may mean. One press in its row says what
    they mean, or that they are no word for anything that is shared."""

    list_display = ["words", "means", "times", "category"]
    list_filter = [Open]
    list_select_related = ["category", "settled_by"]
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False
    fields = readonly_fields = (
        *("words", "times", "category", "suggested", "last_at"),
        *("settled_at", "settled_by", "decision"),
    )
    actions = ["make_synonym", "mean_another", "mean_nothing", "leave"]

    @admin.display(description=_("suggestion"))
    def suggested(self, row: SearchedWords) -> str:
        """The category that the words may mean."""
        return str(tree().all.get(row.suggestion, ""))

    @admin.display(description=_("what it means"))
    def means(self, row: SearchedWords) -> str:
        """The suggestion, to be changed, with a button; or who decided what."""
        shown = {"row": row, "suggestion": self.suggested(row)}
        return render_to_string("admin/catalogue/searchedwords/_means.html", shown)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        """With the names of all categories, for the rows to choose from."""
        leaves = [kind for kind in tree().all.values() if kind.parent_id]
        return super().changelist_view(
            request, {"leaves": leaves, **(extra_context or {})}
        )

    def get_urls(self) -> list:
        """Besides the usual ones: the two buttons in each row."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"catalogue_searchedwords_{name}",
            )
            for name, view in [("means", self.decide), ("nothing", self.decide_none)]
        ]
        return [*own, *super().get_urls()]

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The words of one row mean the category that was typed beside them."""
        form = NamedForm(request.POST)
        if not form.is_valid():
            self.message_user(request, str(form.errors["category"][0]), messages.ERROR)
            return self._to_list(request)
        words, kind = self._one(request, pk), form.cleaned_data["category"]
        self.do_each(request, words, searched.make_synonym, category=kind)
        return self._to_list(request)

    def decide_none(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The words of one row are no word for anything that is shared."""
        self.do_each(request, self._one(request, pk), searched.mean_nothing)
        return self._to_list(request)

    @admin.action(description=_("Make it a synonym of the suggestion"))
    def make_synonym(self, request: HttpRequest, queryset: QuerySet) -> None:
        """From now on the search knows these words."""
        self.do_each(request, queryset, searched.make_synonym)

    @admin.action(description=_("Make it a synonym of another category"))
    def mean_another(
        self, request: HttpRequest, queryset: QuerySet
    ) -> TemplateResponse | None:
        """The same, of a category that one chooses."""
        form = MeansForm(self.answer(request))
        title = _("Make it a synonym of another category")
        return self.do_each_with_form(
            request, queryset, searched.make_synonym, title, form
        )

    @admin.action(description=_("It is no word for anything we share"))
    def mean_nothing(self, request: HttpRequest, queryset: QuerySet) -> None:
        """From now on no search takes them for some kind of thing."""
        self.do_each(request, queryset, searched.mean_nothing)

    @admin.action(description=_("Leave it"))
    def leave(self, request: HttpRequest, queryset: QuerySet) -> None:
        """There is nothing to learn from it."""
        self.do_each(request, queryset, searched.leave)

    def _one(self, request: HttpRequest, pk: int) -> QuerySet:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self.get_queryset(request).filter(pk=pk)

    def _to_list(self, request: HttpRequest) -> HttpResponse:
        """As it was narrowed down."""
        page = reverse("admin:catalogue_searchedwords_changelist")
        narrowed = QueryDict(request.POST.get("list", ""))
        return redirect(f"{page}?{narrowed.urlencode()}")


@admin.register(Synonym)
class SynonymAdmin(Learned):
    """Which words mean which category, as moderators decided."""

    list_display = ["words", "meaning", "made_by", "made_at"]
    list_select_related = ["category", "made_by"]
    search_fields = ["words"]
    fields = readonly_fields = ("words", "meaning", "made_by", "made_at")

    @admin.display(description=_("category"), ordering="category")
    def meaning(self, synonym: Synonym) -> str:
        """The category; or that there is none."""
        return str(synonym.category or _("no word for anything we share"))


@admin.register(Habit)
class HabitAdmin(Learned):
    """What weight, size and price are suggested."""

    list_display = ["category", "weight_kg", "new_price_eur", "price_eur"]
