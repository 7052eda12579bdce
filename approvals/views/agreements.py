"""The rules of an organisation, and who decides while a coordinator is away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from approvals.forms import DeputyForm, RuleForm
from approvals.models import Deputy, Rule
from base.refusal import Refused
from members.models import Organisation
from members.requests import Request
from members.rules import can_manage

MOST_RULES = 50


def rules(request: Request) -> HttpResponse:
    """What waits for approval, and one rule more."""
    own = _managed(request)
    known = Rule.objects.of(own)
    form = RuleForm(request.POST or None, instance=Rule(organisation=own, deed="ask"))
    if form.is_valid():
        if known.count() >= MOST_RULES:
            raise Refused(_("These are rules enough. Remove one first."))
        form.save()
        messages.success(request, _("Saved."))
        return redirect("approvals:rules")
    context = {"rules": known, "form": form}
    return render(request, "approvals/rules.html", context)


def rule(request: Request, pk: int) -> HttpResponse:
    """Change a rule."""
    found = get_object_or_404(Rule.objects.of(_managed(request)), pk=pk)
    form = RuleForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("approvals:rules")
    return render(request, "approvals/rule.html", {"rule": found, "form": form})


@require_POST
def remove_rule(request: Request, pk: int) -> HttpResponse:
    """It holds no longer; what waits by it goes on waiting."""
    get_object_or_404(Rule.objects.of(_managed(request)), pk=pk).delete()
    messages.success(request, _("Removed. What waits already goes on waiting."))
    return redirect("approvals:rules")


def deputies(request: Request) -> HttpResponse:
    """Who decides for whom, and one more."""
    own = _managed(request)
    form = DeputyForm(request.POST or None, organisation=own, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. On these days they decide."))
        return redirect("approvals:deputies")
    ahead = Deputy.objects.of(own).not_over(timezone.localdate())
    context = {"deputies": ahead, "form": form}
    return render(request, "approvals/deputies.html", context)


@require_POST
def end_deputy(request: Request, pk: int) -> HttpResponse:
    """It is not needed any more."""
    get_object_or_404(Deputy.objects.of(_managed(request)), pk=pk).delete()
    messages.success(request, _("Ended. Who was away decides again."))
    return redirect("approvals:deputies")


def _managed(request: Request) -> Organisation:
    own = request.user.organisation
    if own is None or not can_manage(request.user, own):
        raise PermissionDenied
    return own
