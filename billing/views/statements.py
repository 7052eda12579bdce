"""Statements: a year of them, one of them, and fixing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from billing import actions, overview, rules
from billing.models import Statement
from billing.querysets import StatementQuerySet
from members.requests import Request


@require_safe
def index(request: Request) -> HttpResponse:
    """A year: what we owe and what we are owed, by month."""
    year = overview.year_of(request.GET.get("year", ""))
    found = overview.year(_mine(request), year, request.user.organisation)
    return render(request, "billing/index.html", {"found": found})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One month of two organisations, line by line, for both."""
    statement = get_object_or_404(_mine(request).for_page(), pk=pk)
    charges = rules.can_charge(request.user, statement)
    context = {
        "statement": statement,
        "charges": charges,
        "page": overview.page(statement),
        "obstacles": actions.obstacles(statement) if not statement.is_fixed else [],
        "steps": statement.steps.select_related("by"),
    }
    return render(request, "billing/detail.html", context)


@require_POST
def fix(request: Request, pk: int) -> HttpResponse:
    """The seller says that it is right."""
    statement = get_object_or_404(_mine(request), pk=pk)
    actions.fix(statement, by=request.user)
    messages.success(request, _("Fixed. The buyer gets a letter with the files."))
    return redirect(statement)


def _mine(request: Request) -> StatementQuerySet:
    return Statement.objects.visible_to(request.user)
