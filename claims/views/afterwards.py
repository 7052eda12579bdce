"""What comes after, and what is still to come: how it went, and the next letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.page_parts import next_of
from claims import actions
from claims.forms.feedback import FeedbackForm
from claims.models import Claim
from members.requests import Request
from outbox.drafts import Draft, drafted

ALL_WELL = {"as_described": True, "on_time": True, "again": True}


def feedback(request: Request, pk: int) -> HttpResponse:
    """How it went: one press when all was well, a few words when it was not."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).for_page(), pk=pk)
    actions.check_can_give_feedback(claim, by=request.user)
    if request.POST.get("all_well"):
        form = FeedbackForm(ALL_WELL)
    else:
        form = FeedbackForm(request.POST or None, initial=ALL_WELL)
    if form.is_valid():
        actions.give_feedback(claim, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. It is written down."))
        return redirect(claim)
    context = {"claim": claim, "form": form}
    return render(request, "claims/feedback.html", context)


@require_safe
def next_letter(request: Request, pk: int) -> HttpResponse:
    """The letter that the clock writes next about a claim, as it would be now."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).for_page(), pk=pk)
    coming = next_of("claim", claim)
    drafts = drafted(coming.tell) if coming else []
    if coming is None or not drafts:
        raise Http404
    ours = [draft for draft in drafts if _reads(request, draft)]
    context = {
        "claim": claim,
        "at": coming.at,
        "readers": list(dict.fromkeys(str(draft.to) for draft in drafts)),
        "draft": (ours or drafts)[0],
    }
    return render(request, "claims/next_letter.html", context)


def _reads(request: Request, draft: Draft) -> bool:
    """Is it for this side?"""
    organisation = getattr(draft.to, "organisation_id", None)
    return organisation == request.user.organisation_id
