"""The papers of a claim over HTTP: the page of them, the files, and the deeds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from claims import papers as deeds
from claims.forms.papers import StatementForm
from claims.models import Claim, ClaimPaper
from members.requests import Request
from papers.actions import reading_copy
from papers.kinds import Kind


@require_safe
def papers(request: Request, pk: int) -> HttpResponse:
    """Which papers a claim has, which it can have, and who agreed to what."""
    claim = _claim(request, pk)
    context = {
        "claim": claim,
        "side": deeds.side_of(request.user, claim),
        **deeds.overview(claim, request.user)._asdict(),
        "statements": deeds.STATEMENTS,
    }
    return render(request, "claims/papers.html", context)


@require_POST
def draw(request: Request, pk: int, kind: str) -> HttpResponse:
    """A paper that says what was agreed."""
    claim = _claim(request, pk)
    if kind not in Kind or kind in deeds.STATEMENTS:
        raise Http404
    paper = deeds.draw(claim, kind, by=request.user)
    messages.success(request, _("%(paper)s is ready.") % {"paper": paper})
    return redirect("claims:papers", claim.pk)


def state(request: Request, pk: int, kind: str) -> HttpResponse:
    """Say that the goods are clean, or what is damaged; or say it anew."""
    claim = _claim(request, pk)
    if kind not in deeds.STATEMENTS:
        raise Http404
    deeds.check_may_draw(claim, kind, by=request.user)
    former = deeds.newest(claim, kind)
    stated = former.paper.facts["stated"] if former else {}
    form = StatementForm(request.POST or None, kind=kind, initial=stated)
    if form.is_valid():
        given = form.stated(request.user)
        if former:
            paper = deeds.renew(former, by=request.user, stated=given)
        else:
            paper = deeds.draw(claim, kind, by=request.user, stated=given)
        messages.success(request, _("%(paper)s is ready.") % {"paper": paper})
        return redirect("claims:papers", claim.pk)
    context = {"claim": claim, "form": form, "kind": Kind(kind), "former": former}
    return render(request, "claims/paper_state.html", context)


@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """The file, as it was drawn."""
    link = _link(request, pk)
    return _file(link.paper.pdf, link.paper.file_name)


@require_safe
def sealed(request: Request, pk: int) -> HttpResponse:
    """The copy with the names and times of who agreed."""
    link = _link(request, pk)
    if not hasattr(link.paper, "sealed"):
        raise Http404
    name = link.paper.file_name.replace(".pdf", "-sealed.pdf")
    return _file(link.paper.sealed.pdf, name)


@require_safe
def reading(request: Request, pk: int) -> HttpResponse:
    """The same in the other language, to read along."""
    link = _link(request, pk)
    language = "en" if link.paper.language == "nl" else "nl"
    name = link.paper.file_name.replace(".pdf", f"-{language}.pdf")
    return _file(reading_copy(link.paper, language), name)


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """Agree to this very version."""
    link = _link(request, pk)
    deeds.agree(link, by=request.user)
    messages.success(request, _("You have agreed."))
    return redirect("claims:papers", link.claim_id)


@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    """Have it drawn anew with what is true of the claim now."""
    link = _link(request, pk)
    if link.paper.kind in deeds.STATEMENTS:
        raise Http404
    paper = deeds.renew(link, by=request.user)
    sentence = _("Version %(number)s is ready. Both sides agree anew.")
    messages.success(request, sentence % {"number": paper.version})
    return redirect("claims:papers", link.claim_id)


def _claim(request: Request, pk: int) -> Claim:
    return get_object_or_404(Claim.objects.visible_to(request.user).for_page(), pk=pk)


def _link(request: Request, pk: int) -> ClaimPaper:
    links = ClaimPaper.objects.visible_to(request.user).for_file()
    return get_object_or_404(links, pk=pk)


def _file(pdf: bytes | memoryview, name: str) -> HttpResponse:
    """Shown in the browser where it can, and saved under its name."""
    disposition = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(bytes(pdf), content_type="application/pdf", headers=disposition)
