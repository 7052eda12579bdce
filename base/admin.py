"""How moderators work: the same rights and the same way of doing in every admin."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import Model, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.failures import try_again
from base.models import Failure
from base.refusal import Refused
from base.typed import TextField
from base.words import Words

admin.site.index_title = _("What waits")
admin.site.enable_nav_sidebar = False  # the first page shows the way


class WhyForm(forms.Form):
    """The reason of a deed; the person concerned reads it in a letter."""

    why = TextField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60, "autofocus": True}),
        max_length=1000,
        help_text=_("The people concerned read this in their letter."),
    )


# How the filters and the days beside a list ask.
LOOKUPS = {"exact", "isnull", "id", "code", "gte", "lt", "year", "month", "day"}
NAMED = 3  # rows that a message names; of more it tells the number
NOT_NEEDED = ("urlify.js", "prepopulate.js", "xregexp.min.js", "xregexp.js")


class ForStaff(admin.options.BaseModelAdmin):
    """All staff may see and change the rows, of a page or of an inline.

    Nothing is made or deleted here unless the class says so, for what members made
    is never thrown away: it is taken down by an action, which leaves a Step.
    """

    makes = False
    deletes = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_moderator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_moderator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_moderator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.makes and is_moderator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletes and is_moderator(request)


class Moderated(ForStaff, admin.ModelAdmin):
    """A page of the admin, with the actions as buttons on the page of one row too."""

    # Action → the states in which it is possible, so that a row shows no other ones.
    possible_in: dict[str, set[str]] = {}
    change_form_template = "admin/moderated_change_form.html"

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """A list can be asked by what stands beside it, and by nothing else: any other
        question would tell, letter by letter, what a page does not show."""
        parts = lookup.split(LOOKUP_SEP)
        while parts and parts[-1] in LOOKUPS:
            parts.pop()
        beside = [*self.get_list_filter(request), self.date_hierarchy]
        names = [getattr(asked, "parameter_name", asked) for asked in beside]
        return LOOKUP_SEP.join(parts) in names

    @property
    def media(self) -> forms.Media:
        """Without the scripts that spell a row's address: no row here has one."""
        own = super().media
        # Django shows what is in it to nobody else.
        scripts, css = own._js, own._css  # type: ignore[attr-defined]
        kept = [script for script in scripts if not script.endswith(NOT_NEEDED)]
        return forms.Media(css=css, js=kept)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args, **kwargs
    ) -> HttpResponse:
        """The bulk actions stand as buttons on the page of one row too."""
        row = kwargs.get("obj")
        context["deeds"] = self._deeds(request, row) if row else []
        return super().render_change_form(request, context, *args, **kwargs)

    def _deeds(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return [
            (name, label)
            for _func, name, label in filter(None, self.get_actions(request).values())
            if name != "delete_selected"
            and (name not in self.possible_in or row.state in self.possible_in[name])
        ]

    def response_action(
        self, request: HttpRequest, queryset: QuerySet, *args, **kwargs
    ) -> HttpResponse | None:
        """What was chosen is found whatever the list is filtered by: another moderator
        may have done something with it meanwhile, and then one should read so."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(self._is_number, chosen)):
            raise SuspiciousOperation(
                "Rows have numbers; a page of ours sends no other."
            )
        if request.POST.get("select_across", "0") == "0":
            queryset = self.get_queryset(request)
        return super().response_action(request, queryset, *args, **kwargs)

    def _is_number(self, key: str) -> bool:
        try:
            self.opts.pk.to_python(key)
        except ValidationError:
            return False
        return True

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """One row; a column without a name is no column."""
        return super().get_object(request, object_id, from_field or None)

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A change that is refused is told above the form."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def do_each(
        self, request: HttpRequest, rows: QuerySet, deed: Callable, **given
    ) -> None:
        """Call `deed(row, by=…)` for each chosen row. What is refused for one row is
        told with its name and does not keep the others from being done."""
        done = [row for row in rows if self._do(request, row, deed, given)]
        if done:
            sentence = _now("Done: %(what)s.") % {"what": _names(done)}
            self.message_user(request, sentence, messages.SUCCESS)

    def _do(
        self, request: HttpRequest, row: Model, deed: Callable, given: dict
    ) -> bool:
        try:
            deed(row, by=request.user, **given)
        except Refused as refusal:
            self.message_user(request, f"{row}: {refusal}", messages.ERROR)
            return False
        return True

    def do_each_with_reason(
        self, request: HttpRequest, rows: QuerySet, deed: Callable, title: Words
    ) -> TemplateResponse | None:
        """Ask for a reason on a page of its own, then `deed(row, by=…, why=…)`."""
        form = WhyForm(self.answer(request, "why"))
        return self.do_each_with_form(request, rows, deed, title, form)

    def do_each_with_form(
        self,
        request: HttpRequest,
        rows: QuerySet,
        deed: Callable,
        title: Words,
        form: forms.Form,
    ) -> TemplateResponse | None:
        """Show `form` on a page of its own, then do the deed with what was filled in.
        Bind the form to `self.answer(request)`."""
        if form.is_valid():
            self.do_each(request, rows, deed, **form.cleaned_data)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "rows": rows,
            "form": form,
            "action": request.POST["action"],
            "select_across": request.POST.get("select_across", "0"),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/reason.html", context)

    def answer(self, request: HttpRequest, name: str = "asked") -> dict | None:
        """What came back from that page; None while it was not shown yet."""
        return request.POST if name in request.POST else None


class ReadOnly(Moderated):
    """To be looked at; whatever changes, an action changes."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Rows(ForStaff, admin.options.InlineModelAdmin):
    """What belongs to a row, below it; to be looked at. Every value with its label,
    so that it reads on a phone as well as on a desk."""

    template = "admin/rows.html"
    media = forms.Media()  # nothing here moves
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class GivenUp(admin.SimpleListFilter):
    """Whether the clock tries a row still."""

    title = _("given up")
    parameter_name = "given_up"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The choices beside the list."""
        return [("yes", _("given up")), ("no", _("tried again"))]

    def queryset(self, request: HttpRequest, failures: Any) -> QuerySet:
        """The rows of the choice."""
        if self.value() not in ("yes", "no"):
            return failures
        return failures.given_up() if self.value() == "yes" else failures.tried_again()


@admin.register(Failure)
class FailureAdmin(ReadOnly):
    """What the clock could not do, and why; what was given up is tried anew."""

    list_display = [
        "model",
        "row",
        "deed",
        "tries",
        "failed_at",
        "next_try_at",
        "error",
    ]
    list_filter = [GivenUp, "deed"]
    actions = ["try_again"]
    show_full_result_count = False

    @admin.action(description=_("Try again"))
    def try_again(self, request: HttpRequest, failures: QuerySet) -> None:
        """Eight new tries, starting now."""
        self.do_each(request, failures, try_again)


def is_moderator(request: HttpRequest) -> bool:
    """Staff of the cooperative that can log in."""
    return request.user.is_active and request.user.is_staff


def _names(rows: Iterable[Model]) -> str:
    rows = list(rows)
    if len(rows) <= NAMED:
        return ", ".join(str(row) for row in rows)
    return f"{localize(len(rows))} {model_ngettext(rows[0]._meta, len(rows))}"
