"""What only who sells says: VAT, a price that was left open, a credit; and what stands
on their invoices."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from billing import actions
from billing.forms import CreditForm, DetailsForm, LineForm, VatForm
from billing.models import BillingDetails, Charge, VatChoice
from members.models import Organisation
from members.requests import Request
from members.rules import can_manage


def line(request: Request, pk: int) -> HttpResponse:
    """VAT of one line, and its price when that was left open."""
    charge = _charge(request, pk)
    actions.check_can_choose(charge, by=request.user)
    form = LineForm(request.POST or None, charge=charge)
    if form.is_valid():
        actions.complete(charge, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(charge)
    context = {"charge": charge, "statement": charge.statement, "form": form}
    return render(request, "billing/line.html", context)


def credit(request: Request, pk: int) -> HttpResponse:
    """Give so many of a line back."""
    charge = _charge(request, pk)
    actions.check_can_credit(charge, by=request.user)
    form = CreditForm(request.POST or None, charge=charge)
    if form.is_valid():
        given = actions.give_credit(charge, by=request.user, **form.cleaned_data)
        messages.success(request, _("Credited, on the statement of this month."))
        return redirect(given)
    context = {"charge": charge, "statement": charge.statement, "form": form}
    return render(request, "billing/credit.html", context)


def vat(request: Request) -> HttpResponse:
    """How one's organisation treats VAT, for every kind of line."""
    own = _managed(request)
    chosen = {it.subject: it for it in VatChoice.objects.filter(organisation=own)}
    form = VatForm(request.POST or None, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        changed = actions.choose_all(own, form.choices, by=request.user)
        sentence = ngettext(
            "Saved; %(n)s line has it now.", "Saved; %(n)s lines have it now.", changed
        )
        messages.success(request, sentence % {"n": changed})
        return redirect("billing:index")
    return render(request, "billing/vat.html", {"form": form})


def details(request: Request) -> HttpResponse:
    """What stands on one's own invoices."""
    own = _managed(request)
    known = BillingDetails.objects.filter(organisation=own).first()
    form = DetailsForm(
        request.POST or None, instance=known or BillingDetails(organisation=own)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("billing:index")
    return render(request, "billing/details.html", {"form": form, "organisation": own})


def _charge(request: Request, pk: int) -> Charge:
    mine = Charge.objects.visible_to(request.user).for_page()
    sides = mine.select_related("statement__seller", "statement__buyer")
    return get_object_or_404(sides, pk=pk)


def _managed(request: Request) -> Organisation:
    """The organisation that this coordinator manages."""
    own = request.user.organisation
    if own is None or not can_manage(request.user, own):
        raise PermissionDenied
    return own
