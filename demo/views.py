"""The people of a demo, to come in as, and their letters. Open to everybody who can
reach the demo: all of its people are invented, their password is on the front page."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from demo.mailbox import KeptLetter, Mailbox
from members.models import User

PLAYERS = {"anna", "bram", "carla", "mo"}
PER_PAGE = 25
LONGEST_ANSWER = 2_000
# A letter has its own inline style, as letters do; it gets no script and no network.
FRAME = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


@login_not_required
@require_POST
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Come in as one of the four."""
    if name not in PLAYERS:
        raise Http404
    login(request, get_object_or_404(User, email=f"{name}@demo.example"))
    return redirect("home:front")


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All letters, newest first; `?to=` finds those of one reader."""
    to = request.GET.get("to", "").strip()
    page = Paginator(_mailbox().letters(to), PER_PAGE)
    return render(
        request,
        "demo/letters.html",
        {"page_obj": page.get_page(request.GET.get("page")), "to": to},
    )


@login_not_required
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter: who, what, its text, its look and what came with it."""
    return render(request, "demo/letter.html", {"letter": _find(name)})


@login_not_required
@require_POST
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Answer it as its reader would, by e-mail: over SMTP, into the mailbox for
    answers, from where the clock takes it."""
    letter, words = _find(name), request.POST.get("words", "")[:LONGEST_ANSWER]
    if not letter.reply_to:
        raise Http404
    quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
    on = f"Op {letter.at:%d-%m-%Y} om {letter.at:%H:%M} schreef {letter.sender}:"
    text = f"{words}\n\n{on}\n{quoted}\n"
    to, sender = [letter.reply_to], letter.to
    EmailMessage(f"Re: {letter.subject}", text, sender, to).send()
    messages.success(request, _("Your answer is on its way; see it with the claim."))
    return redirect("demo:letter", name)


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp_replace(FRAME)  # type: ignore[arg-type]  # typed for views of no arguments
def look(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame in the page of the letter."""
    return HttpResponse(_find(name).framed_html)


@login_not_required
@require_safe
def attachment(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A file that came with the letter, to be saved."""
    found = _find(name).attachments
    if number >= len(found):
        raise Http404
    part = found[number]
    answer = HttpResponse(
        part.get_payload(decode=True), content_type=part.get_content_type()
    )
    file = part.get_filename("attachment").replace('"', "")
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _mailbox() -> Mailbox:
    return Mailbox(settings.VAR / "mail")


def _find(name: str) -> KeptLetter:
    if (found := _mailbox().letter(name)) is None:
        raise Http404
    return found
