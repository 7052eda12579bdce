"""What moderators see of statements: everything, and they change nothing."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from base.admin import ReadOnly, Rows
from base.paging import CappedPaginator
from billing.models import Charge, Document, Statement


class ChargeRows(Rows):
    """What is owed, and who chose its VAT."""

    model = Charge
    fields = readonly_fields = (
        *("day", "title", "quantity", "unit_eur"),
        *("treatment", "reason", "chosen_by"),
    )


class DocumentRows(Rows):
    """Its invoices and credit notes."""

    model = Document
    fields = readonly_fields = ("reference", "kind", "issued_on", "net_eur", "vat_eur")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("pdf", "ubl")

    @admin.display(description=_("number"))
    def reference(self, document: Document) -> str:
        """As people write it."""
        return document.reference


@admin.register(Statement)
class StatementAdmin(ReadOnly):
    """Who owes whom what, by month."""

    list_display = ["month", "seller", "buyer", "state", "fix_at"]
    list_filter = ["state"]
    list_select_related = ["seller", "buyer"]
    search_fields = ["seller__name", "buyer__name"]
    date_hierarchy = "month"
    fields = readonly_fields = ("month", "seller", "buyer", "state", "fix_at")
    inlines = [ChargeRows, DocumentRows]
    paginator = CappedPaginator
    show_full_result_count = False
