from django.urls import path

from billing.views import choices, files, statements

app_name = "billing"
urlpatterns = [
    path("", statements.index, name="index"),
    path("vat/", choices.vat, name="vat"),
    path("details/", choices.details, name="details"),
    path("year.xlsx", files.xlsx, name="xlsx"),
    path("year.csv", files.csv, name="csv"),
    path("lines/<int:pk>/", choices.line, name="line"),
    path("lines/<int:pk>/credit/", choices.credit, name="credit"),
    path("invoices/<int:pk>.pdf", files.document, name="document"),
    path("invoices/<int:pk>.xml", files.document_ubl, name="document_ubl"),
    path("<int:pk>/", statements.detail, name="detail"),
    path("<int:pk>/fix/", statements.fix, name="fix"),
    path("<int:pk>/lines.xlsx", files.sheet, name="sheet"),
]
