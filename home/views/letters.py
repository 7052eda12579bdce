"""What was written to the reader: the same letters that came by e-mail."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from base.paging import page_of
from members.requests import Request
from outbox import actions
from outbox.models import Letter
from outbox.querysets import LetterQuerySet

ROWS_ON_A_PAGE = 50


@require_safe
def letters(request: Request) -> HttpResponse:
    """All of them or what is unread, the last one first."""
    mine, is_unread = _mine(request), request.GET.get("unread") == "on"
    page = page_of(request, mine.unread() if is_unread else mine, ROWS_ON_A_PAGE)
    context = {"page": page, "is_unread": is_unread}
    return render(request, "home/letters.html", context)


@require_safe
def letter(request: Request, pk: int) -> HttpResponse:
    """One of them; from now on it is read."""
    found = get_object_or_404(_mine(request), pk=pk)
    actions.mark_read(_mine(request).filter(pk=pk))
    return render(request, "home/letter.html", {"letter": found})


@require_POST
def all_read(request: Request) -> HttpResponse:
    """Nothing of it is news any more."""
    actions.mark_read(_mine(request))
    return redirect("home:letters")


def _mine(request: Request) -> LetterQuerySet:
    return Letter.objects.read_by(request.user)
