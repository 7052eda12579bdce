"""Services that are agreed: when they are done, and how they end."""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from claims import actions
from claims.forms.services import DoneForm, VisitForm, WrongForm
from claims.models import Claim, Visit
from members.requests import Request


def visit(request: Request, pk: int) -> HttpResponse:
    """Either side names a time."""
    claim = _job(request, pk)
    actions.check_can_plan(claim, by=request.user)
    form = VisitForm(request.POST or None, claim=claim)
    if form.is_valid():
        actions.propose_visit(claim, form.span, by=request.user)
        messages.success(request, _("Proposed. The other side gets a letter."))
        return redirect(claim)
    context = {"claim": claim, "job": claim.job, "form": form}
    return render(request, "claims/services/visit.html", context)


@require_POST
def visit_agree(request: Request, pk: int) -> HttpResponse:
    """The other side says yes."""
    found = actions.agree_visit(_visit(request, pk), by=request.user)
    messages.success(request, _("Agreed. Both of you get it for your calendars."))
    return redirect(found.job.claim)


@require_POST
def visit_cancel(request: Request, pk: int) -> HttpResponse:
    """This time does not suit after all."""
    found = actions.cancel_visit(_visit(request, pk), by=request.user)
    messages.success(request, _("Cancelled. The other side gets a letter."))
    return redirect(found.job.claim)


def job_done(request: Request, pk: int) -> HttpResponse:
    """The owner says that it is done, and how long it took."""
    claim = _job(request, pk)
    actions.check_can_say_done(claim, by=request.user)
    counts = actions.counts_hours(claim)
    # Without a number to fill in, the form is sent empty.
    sent = request.POST if request.method == "POST" else None
    form = DoneForm(sent, claim=claim, counts=counts)
    if form.is_valid():
        made = form.cleaned_data.get("made")
        actions.say_done(claim, by=request.user, made=made)
        messages.success(request, _("Written down. The asker is asked to confirm it."))
        return redirect(claim)
    context = {"claim": claim, "job": claim.job, "form": form, "counts": counts}
    return render(request, "claims/services/done.html", context)


@require_POST
def job_confirm(request: Request, pk: int) -> HttpResponse:
    """The receiver says that it was done, as they read it."""
    claim = _job(request, pk)
    made = _read(request.POST.get("made", ""))
    actions.confirm_done(claim, by=request.user, made=made)
    messages.success(request, _("Thank you. It is written down."))
    return redirect(claim)


def job_wrong(request: Request, pk: int) -> HttpResponse:
    """The receiver says what is not right."""
    claim = _job(request, pk)
    actions.check_can_say_wrong(claim, by=request.user)
    form = WrongForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["why"]
        actions.say_wrong(claim, by=request.user, words=words)
        messages.success(request, _("Said. The owner gets a letter."))
        return redirect(claim)
    context = {"claim": claim, "job": claim.job, "form": form}
    return render(request, "claims/services/wrong.html", context)


def _read(typed: str) -> Decimal | None:
    """What the page said; None: nothing that can be read."""
    try:
        return Decimal(typed[:20])
    except InvalidOperation:
        return None


def _job(request: Request, pk: int) -> Claim:
    claims = Claim.objects.visible_to(request.user).filter(is_job=True)
    return get_object_or_404(claims.for_page(), pk=pk)


def _visit(request: Request, pk: int) -> Visit:
    rows = Visit.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("job__claim__listing"), pk=pk)
