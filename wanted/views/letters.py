"""What people do from within a letter, without logging in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control

from wanted import actions, urgent_letters


@login_not_required
@cache_control(private=True, no_store=True)
def have(request: HttpRequest, token: str) -> HttpResponse:
    """“We have this”: the link asks once more, the button says it. The signed address
    says who it is, for which want and with which offer, and can do nothing else."""
    link = urgent_letters.opened(token)
    if link is None:
        return render(request, "wanted/have_over.html", status=410)
    given = link.want.answers.filter(listing=link.listing)
    with translation.override(link.person.language):
        if request.method == "POST" and not given.exists():
            actions.answer(link.want, by=link.person, listing=link.listing)
        context = {"link": link, "is_said": given.exists()}
        return render(request, "wanted/have.html", context)
