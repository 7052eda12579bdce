"""Moderating what is offered: the queue, the rules that spoke, and the deeds."""

from copy import copy
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.admin import Moderated, Rows
from base.forms import field_of
from base.paging import CappedPaginator
from base.refusal import Refused
from catalogue.models import Category
from listings import actions
from listings.actions import PUBLISHED
from listings.admin.filters import CategoryFilter, OrganisationFilter, StateFilter
from listings.intake import prohibited, publication, questions
from listings.models import Listing, ListingStep, Photo

State = Listing.State


class StepInline(Rows):
    """Who did what with it, and why. Never edited."""

    model = ListingStep
    fields = readonly_fields = ("at", "to", "by", "why")
    verbose_name_plural = _("history")

    @admin.display(description=_("state"))
    def to(self, step: ListingStep) -> str:
        return step.get_state_display()


class ListingForm(ModelForm):
    """The words of an offer. What can't be published is said before it is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Category.objects.filter(pk=self.instance.category_id)
        category = field_of(self, "category", ModelChoiceField)
        category.queryset = Category.objects.shareable() | own

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if self.instance.state in PUBLISHED and not self.errors:
            changed = copy(self.instance)
            for name in self.changed_data:
                setattr(changed, name, cleaned[name])
            try:
                publication.check_change(changed, self.changed_data, moderated=True)
            except Refused as refusal:
                self.add_error(None, str(refusal))
        return cleaned


@admin.register(Listing)
class ListingAdmin(Moderated):
    """What members offer; first of all what waits for a moderator."""

    form = ListingForm
    list_display = [
        *("picture", "title", "reason", "whose", "category", "shown_state", "made_at"),
    ]
    list_display_links = ["title"]
    list_filter = [StateFilter, CategoryFilter, OrganisationFilter]
    list_select_related = ["organisation", "category"]
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["title"]  # shows the box; get_search_results does the search
    search_help_text = _("Words of the offer, or the name of an organisation.")
    inlines = [StepInline]
    actions = ["approve", "send_back", "take_down", "restore"]
    possible_in = {
        "approve": {State.IN_REVIEW},
        "send_back": {State.IN_REVIEW},
        "take_down": {*PUBLISHED, State.EXPIRED},
        "restore": {State.WITHDRAWN},
    }
    fieldsets = [
        (
            None,
            {"fields": ["state", "taken_down_at", "verdict", "answers", "pictures"]},
        ),
        (_("Words"), {"fields": ["title", "description", "category"]}),
        (
            _("Facts"),
            {
                "fields": [
                    *["whose", "maker", "location", "quantity", "left", "unit"],
                    *["terms", "price_eur", "rent_eur", "rent_per", "condition"],
                    *["rent_week_eur", "rent_month_eur", "deposit_eur"],
                    *["min_days", "max_days", "buffer_days"],
                    *["available_from", "available_until", "expiry_date"],
                    *["lot", "gtin", "made_at", "live_at"],
                ]
            },
        ),
    ]
    WORDS = ["title", "description", "category"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list:
        """A moderator mends words; the rest is its owner's."""
        return [
            name
            for name in admin.utils.flatten_fieldsets(self.fieldsets)
            if name not in self.WORDS
        ]

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        """Of what waits the oldest first; of all else the newest."""
        waits = request.GET.get("state", State.IN_REVIEW) == State.IN_REVIEW
        return ["made_at", "pk"] if waits else ["-made_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With the photos, and the last reason that was given."""
        steps = ListingStep.objects.filter(subject=OuterRef("pk")).order_by(
            "-at", "-pk"
        )
        last = Subquery(steps.values("why")[:1])
        found = super().get_queryset(request).prefetch_related("photos")
        return found.annotate(last_why=last)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        if not search_term:
            return queryset, False
        words = Listing.objects.search(search_term).values("pk")
        found = Q(pk__in=words) | Q(organisation__name__icontains=search_term)
        return queryset.filter(found), False

    def save_model(
        self, request: HttpRequest, obj: Listing, form: ModelForm, change: bool
    ) -> None:
        """A moderator's words pass the same gate as the owner's."""
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        assert request.user.is_authenticated  # nobody else comes here
        actions.revise(obj, by=request.user, **changed)

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, listing: Listing) -> str:
        if listing.taken_down_at:
            return _now("taken down")
        return listing.get_state_display()

    @admin.display(description=_("organisation"), ordering="organisation__name")
    def whose(self, listing: Listing) -> SafeString:
        return format_html(
            '<a href="{}?state=all&organisation={}">{}</a>',
            reverse("admin:listings_listing_changelist"),
            str(listing.organisation_id),
            listing.organisation.name,
        )

    @admin.display(description=_("photo"))
    def picture(self, listing: Listing) -> SafeString | str:
        """Small: what it is, is seen before it is read."""
        photo = listing.first_photo
        if photo is None:
            return "–"
        image = '<img src="{}" alt="{}" width="64" height="48" loading="lazy">'
        return format_html(image, _url(photo, "card"), photo.alt)

    @admin.display(description=_("why it waits, and rules that spoke"))
    def reason(self, listing: Listing) -> SafeString:
        hits = prohibited.judge_listing(listing).hits
        rules = ", ".join(f"{hit.rule.id}: {hit.found}" for hit in hits)
        waits = listing.state == State.IN_REVIEW
        shown = getattr(listing, "last_why", "") if waits else ""
        lines = [(line,) for line in (shown, rules) if line]
        return format_html_join("", "<div>{}</div>", lines)

    @admin.display(description=_("made by"))
    def maker(self, listing: Listing) -> str:
        return str(listing.made_by)

    @admin.display(description=_("rules that spoke"))
    def verdict(self, listing: Listing) -> SafeString | str:
        hits = prohibited.judge_listing(listing).hits
        rows = [(ACTIONS[hit.rule.action], hit.rule.id, str(hit)) for hit in hits]
        line = "<p><strong>{}</strong> ({}) {}</p>"
        return format_html_join("", line, rows) or _now("None.")

    @admin.display(description=_("declared by its owner"))
    def answers(self, listing: Listing) -> SafeString | str:
        answered = questions.answered(listing)
        return format_html_join("", "<p>{} <strong>{}</strong></p>", answered) or _now(
            "None."
        )

    @admin.display(description=_("photos"))
    def pictures(self, listing: Listing) -> SafeString | str:
        rows = [(_url(p, "full"), _url(p, "card"), p.alt) for p in listing.photos.all()]
        image = '<a href="{}"><img src="{}" alt="{}" height="120" loading="lazy"></a> '
        return format_html_join("", image, rows) or _now("None.")

    @admin.action(description=_("Approve"))
    def approve(self, request: HttpRequest, rows: QuerySet) -> None:
        self.do_each(request, rows, actions.approve)

    @admin.action(description=_("Send back, with a reason"))
    def send_back(
        self, request: HttpRequest, rows: QuerySet
    ) -> TemplateResponse | None:
        title = _now("Send back")
        return self.do_each_with_reason(request, rows, actions.send_back, title)

    @admin.action(description=_("Take down, with a reason"))
    def take_down(
        self, request: HttpRequest, rows: QuerySet
    ) -> TemplateResponse | None:
        title = _now("Take down")
        return self.do_each_with_reason(request, rows, actions.take_down, title)

    @admin.action(description=_("Restore"))
    def restore(self, request: HttpRequest, rows: QuerySet) -> None:
        self.do_each(request, rows, actions.restore)


ACTIONS = {
    prohibited.BLOCK: _("can't be published"),
    prohibited.REVIEW: _("a moderator looks first"),
    prohibited.ASK: _("a note for its owner"),
}


def _url(photo: Photo, size: str) -> str:
    return reverse("listings:photo", args=[photo.pk, size])
