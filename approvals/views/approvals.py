"""What waits for a yes, and deciding about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from approvals import actions
from approvals.facts import lines
from approvals.forms import DeclineForm
from approvals.models import Approval, ApprovalStep, Called
from approvals.querysets import ApprovalQuerySet
from approvals.turns import mandate_of, waiting_for
from base.page_parts import Event
from base.paging import page_of
from members.requests import Request


@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for me, what waits for others, and what was decided."""
    seen = _seen(request).for_lines()
    mine = list(waiting_for(request.user, timezone.localdate())[:50])
    others = seen.waiting().exclude(pk__in=[approval.pk for approval in mine])
    context = {
        "mine": mine,
        "others": others[:50],
        "page": page_of(request, seen.decided()),
    }
    return render(request, "approvals/index.html", context)


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One approval: what is asked now, what differs from before, and how it went. To
    open it decides nothing."""
    approval = get_object_or_404(_seen(request).for_page(), pk=pk)
    mandate = mandate_of(request.user, approval) if approval.is_waiting else None
    context = {
        "approval": approval,
        "facts": list(lines(approval)),
        "mandate": mandate,
        "story": story_of(approval),
        "later": approval.later.order_by("pk").last(),
    }
    return render(request, "approvals/detail.html", context)


def story_of(approval: Approval) -> list[Event]:
    """Who was asked, in whose place, and who decided, for whom."""
    calls = approval.calls.select_related("person", "principal")
    called = [Event(call.at, _called(call)) for call in calls]
    steps = approval.steps.select_related("subject", "by", "on_behalf_of")
    taken = [Event(it.at, _done(it), by=it.by, reason=it.reason) for it in steps]
    return sorted([*taken, *called], key=lambda event: event.at)


def _called(call: Called) -> str:
    names = {"who": call.person, "principal": call.principal}
    if call.principal:
        return _("Asked: %(who)s, in the place of %(principal)s") % names
    return _("Asked: %(who)s") % names


def _done(step: ApprovalStep) -> str:
    words = capfirst(step.get_state_display())
    if step.on_behalf_of is None:
        return words
    place = {"words": words, "principal": step.on_behalf_of}
    return _("%(words)s, in the place of %(principal)s") % place


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Yes."""
    approval = get_object_or_404(_seen(request), pk=pk)
    actions.approve(approval, by=request.user)
    messages.success(request, _("Approved. Who asked gets a letter."))
    return redirect("approvals:index")


def decline(request: Request, pk: int) -> HttpResponse:
    """No, and why."""
    approval = get_object_or_404(_seen(request).for_page(), pk=pk)
    actions.check_can_decide(approval, by=request.user)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        actions.decline(approval, by=request.user, **form.cleaned_data)
        messages.success(request, _("Not approved. Who asked gets a letter."))
        return redirect("approvals:index")
    context = {"approval": approval, "form": form}
    return render(request, "approvals/decline.html", context)


def _seen(request: Request) -> ApprovalQuerySet:
    return Approval.objects.visible_to(request.user)
