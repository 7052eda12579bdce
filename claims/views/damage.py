"""The report of what came back damaged or not at all, and what was agreed."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import actions, rules
from claims.forms.damage import AgreeForm, ProposeForm
from claims.models import Claim, Damage, DamagePhoto
from listings.views.photos import photo_file
from members.requests import Request


@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    """What happened, what was agreed and by whom; for both sides."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).for_page(), pk=pk)
    return render(request, "claims/damage/report.html", _shown(request, claim))


def propose(request: Request, pk: int) -> HttpResponse:
    """One side says how they would settle it."""
    damage = _damage(request, pk)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        actions.propose_for_damage(damage, by=request.user, **form.cleaned_data)
        messages.success(request, _("The other side reads it."))
        return redirect(damage)
    context = {"damage": damage, "claim": damage.claim, "form": form}
    return render(request, "claims/damage/propose.html", context)


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """The other side says yes to what it read."""
    damage = _damage(request, pk)
    form = AgreeForm(request.POST)
    form.is_valid()
    actions.agree_on_damage(
        damage, by=request.user, proposal=form.cleaned_data["proposal"]
    )
    messages.success(request, _("Agreed. Both sides get a letter."))
    return redirect(damage)


@require_POST
def mend(request: Request, pk: int) -> HttpResponse:
    """The owner has them again, and whole."""
    damage = actions.mend_damaged(_damage(request, pk), by=request.user)
    messages.success(request, _("Others can have it again."))
    return redirect(damage)


@require_POST
def write_off(request: Request, pk: int) -> HttpResponse:
    """The owner does not have them any more."""
    damage = actions.write_off(_damage(request, pk), by=request.user)
    messages.success(request, _("Written off: the offer has so many less."))
    return redirect(damage)


@require_safe
def photo(request: Request, pk: int, size: str) -> FileResponse:
    """One size of a picture, for both sides."""
    seen = DamagePhoto.objects.visible_to(request.user)
    return photo_file(get_object_or_404(seen, pk=pk), size)


def _damage(request: Request, pk: int) -> Damage:
    seen = Damage.objects.visible_to(request.user)
    known = seen.select_related("claim__listing__organisation", "claim__organisation")
    return get_object_or_404(known, pk=pk)


def _shown(request: Request, claim: Claim) -> dict[str, Any]:
    damages = [
        (damage, rules.can_agree(request.user, damage))
        for damage in claim.damages.for_page()
    ]
    sides = {
        "is_owner": rules.can_answer(request.user, claim),
        "is_asker": rules.can_withdraw(request.user, claim),
    }
    return sides | {"claim": claim, "damages": damages}
