"""What the cooperative does with papers: their terms, version by version, with a look
at how they come out; and every paper, to be looked at."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.admin import Moderated, ReadOnly, Rows
from papers import actions
from papers.contents import LANGUAGES
from papers.drawing import drawn
from papers.examples import example
from papers.kinds import form_of
from papers.models import Agreement, Paper, TermsVersion
from papers.sheets import sheet


@admin.register(TermsVersion)
class TermsAdmin(Moderated):
    """The terms of each kind of paper. A draft is edited; what is published stays, and
    its next version begins with the same words."""

    list_display = ["__str__", "stage", "published_at", "published_by"]
    list_filter = ["kind"]
    list_select_related = ["published_by"]
    actions = ["publish", "write_next"]
    possible_in = {"publish": {"draft"}, "write_next": {"published"}}
    fields = ("kind", "version", "text_nl", "text_en", "preview", "published_at")
    readonly_fields = ("kind", "version", "preview", "published_at")
    show_full_result_count = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.is_draft)

    def get_urls(self) -> list[URLPattern]:
        """With the preview among them."""
        preview = path(
            "<int:pk>/preview/<str:language>/",
            self.admin_site.admin_view(self.preview_file),
            name="papers_termsversion_preview",
        )
        return [preview, *super().get_urls()]

    @admin.display(description=_("stage"))
    def stage(self, terms: TermsVersion) -> str:
        """Draft or published, in words."""
        return _now("draft") if terms.is_draft else _now("published")

    @admin.display(description=_("preview"))
    def preview(self, terms: TermsVersion) -> SafeString:
        """How it comes out, as it was saved last."""
        named = {"nl": _now("Dutch"), "en": _now("English")}
        links = (
            (reverse("admin:papers_termsversion_preview", args=[terms.pk, one]), name)
            for one, name in named.items()
        )
        shown = format_html_join(" · ", '<a href="{}">{} (PDF)</a>', links)
        hint = _now(
            "As it was saved last. “# ” begins a heading, “- ” a point, “1. ” a "
            "numbered point; an empty line ends a paragraph."
        )
        return format_html("{}<p>{}</p>", shown, hint)

    def preview_file(
        self, request: HttpRequest, pk: int, language: str
    ) -> HttpResponse:
        """An example of the paper with these terms."""
        terms = self.get_object(request, str(pk))
        if terms is None or language not in LANGUAGES:
            raise Http404
        paper = Paper(
            kind=terms.kind,
            year=timezone.localdate().year,
            number=0,
            version=1,
            language=language,
            facts=example(terms.kind),
            terms=terms,
            drawn_at=timezone.now(),
        )
        pdf = drawn(form_of(terms.kind).template, sheet(paper), paper.drawn_at)
        return HttpResponse(pdf, content_type="application/pdf")

    @admin.action(description=_("Publish: new papers get these terms"))
    def publish(self, request: HttpRequest, rows: QuerySet) -> None:
        """They stay as they are from now on."""
        self.do_each(request, rows, actions.publish_terms)

    @admin.action(description=_("Write the next version"))
    def write_next(self, request: HttpRequest, rows: QuerySet) -> None:
        """A draft with the same words."""
        self.do_each(request, rows, actions.write_next_terms)


class AgreementRows(Rows):
    """Who agreed, for whom, when."""

    model = Agreement
    fields = readonly_fields = ("side", "name", "organisation", "at")


@admin.register(Paper)
class PaperAdmin(ReadOnly):
    """Every version of every paper, with its file and who agreed."""

    list_display = ["reference", "kind", "version", "language", "drawn_at", "drawn_by"]
    list_filter = ["kind", "language"]
    list_select_related = ["drawn_by"]
    search_fields = ["=number"]
    date_hierarchy = "drawn_at"
    fields = (
        *("kind", "reference", "version", "language", "terms"),
        *("file", "hash_of_file", "drawn_by", "drawn_at"),
    )
    readonly_fields = fields
    inlines = [AgreementRows]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("pdf")

    def get_urls(self) -> list[URLPattern]:
        """With the file among them."""
        file = path(
            "<int:pk>/file/",
            self.admin_site.admin_view(self.file_itself),
            name="papers_paper_file",
        )
        return [file, *super().get_urls()]

    @admin.display(description=_("number"))
    def reference(self, paper: Paper) -> str:
        """As people write it."""
        return paper.reference

    @admin.display(description=_("file"))
    def file(self, paper: Paper) -> SafeString:
        """A link to it."""
        address = reverse("admin:papers_paper_file", args=[paper.pk])
        return format_html('<a href="{}">{}</a>', address, paper.file_name)

    @admin.display(description=_("SHA-256 of the file"))
    def hash_of_file(self, paper: Paper) -> SafeString:
        """With places where it may go on, on a phone."""
        pieces = [paper.sha256[at : at + 8] for at in range(0, len(paper.sha256), 8)]
        return format_html_join(SafeString("<wbr>"), "{}", ((it,) for it in pieces))

    def file_itself(self, request: HttpRequest, pk: int) -> HttpResponse:
        """As it was drawn."""
        paper = self.get_object(request, str(pk))
        if paper is None:
            raise Http404
        return HttpResponse(bytes(paper.pdf), content_type="application/pdf")
