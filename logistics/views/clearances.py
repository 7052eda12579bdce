"""The day that a building is emptied."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clearances.models import Clearance
from logistics.clearance_day import things_of
from members.requests import Request


@require_safe
def day(request: Request, pk: int) -> HttpResponse:
    """Room by room: what goes to whom and when, and what is left. For its own people,
    on a phone or on paper."""
    own = Clearance.objects.of(request.user.organisation).for_page()
    clearance = get_object_or_404(own, pk=pk)
    context = {"clearance": clearance, "things": things_of(clearance)}
    return render(request, "logistics/clearance_day.html", context)
