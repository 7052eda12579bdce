"""The doors: applying, being invited, asking to join, waiting; and one's preferences.

A second file of views, apart from `views.py`: these are the pages of who is not a
member, or not yet, or only of themselves.
"""

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from members import joining, resuming, rules
from members.actions import apply_as_stranger, apply_for_membership
from members.forms.members import (
    ApplyAsStrangerForm,
    ApplyForm,
    InvitedForm,
    PreferencesForm,
)
from members.models import Invitation, Organisation, User
from members.requests import Request
from outbox import unsubscribing
from outbox.kinds import Kind


# -- Applying ----------------------------------------------------------------
@login_not_required
@sensitive_post_parameters("password")
@rate_limit(action="signup")
def apply(request: HttpRequest) -> HttpResponse:
    """A stranger applies with an organisation."""
    if request.user.is_authenticated:
        return redirect("members:apply_with_account")
    form = ApplyAsStrangerForm(request.POST or None)
    if form.is_valid():
        apply_as_stranger(form.details(), **form.person())
        return redirect("members:applied")
    return render(request, "members/apply.html", {"form": form})


@login_not_required
def applied(request: HttpRequest) -> HttpResponse:
    """What happens after applying; the same page whether or not the address was new."""
    return render(request, "members/applied.html")


def apply_with_account(request: Request) -> HttpResponse:
    """Somebody with an account but no organisation applies with one."""
    if not rules.can_apply(request.user):
        return redirect("members:organisation")
    form = ApplyForm(request.POST or None)
    if form.is_valid():
        apply_for_membership(form.details(), by=request.user)
        return redirect("members:waiting")
    return render(request, "members/apply.html", {"form": form})


# -- Being invited -----------------------------------------------------------
@login_not_required
@sensitive_post_parameters("password")
@cache_control(private=True, no_store=True)
@rate_limit(action="signup")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of an invitation: make an account, or log in to accept."""
    invited = Invitation.objects.with_secret(secret)
    if invited is None:
        return render(request, "members/invitation_over.html", status=410)
    if request.user.is_authenticated or joining.has_account(invited.email):
        context = {"invitation": invited, "mine": _is_for(request, invited)}
        return render(request, "members/invitation_known.html", context)
    return _accept(request, invited)


def _is_for(request: HttpRequest, invited: Invitation) -> bool:
    user = request.user
    return user.is_authenticated and user.email.lower() == invited.email.lower()


def _accept(request: HttpRequest, invited: Invitation) -> HttpResponse:
    form = InvitedForm(request.POST or None, email=invited.email)
    if form.is_valid():
        login(request, joining.accept_invitation(invited, **form.cleaned_data))
        messages.success(request, _("Welcome! You can offer and ask from now on."))
        return redirect("home:front")
    context = {"form": form, "invitation": invited}
    return render(request, "members/invitation.html", context)


@require_POST
def invitation_accept(request: Request, secret: str) -> HttpResponse:
    """Accept an invitation with the account one is logged in with."""
    invited = Invitation.objects.with_secret(secret)
    if invited is None:
        return render(request, "members/invitation_over.html", status=410)
    joining.accept_invitation_as(invited, by=request.user)
    messages.success(request, _("Welcome! You can offer and ask from now on."))
    return redirect("home:front")


# -- Waiting and asking ------------------------------------------------------
def waiting(request: Request) -> HttpResponse:
    """Why somebody can't share yet, and what they can do about it."""
    if rules.can_look_around(request.user):
        return redirect("home:front")
    context = {
        "organisation": request.user.organisation,
        "asked": request.user.join_requests.open().first(),
        "joinable": Organisation.objects.joinable_by(request.user),
    }
    return render(request, "members/waiting.html", context)


@require_safe
def resume(request: Request) -> HttpResponse:
    """Send after all what came in when the session had just ended."""
    kept = resuming.kept_for(request)
    if kept is None:
        return redirect("home:front")
    return render(request, "members/resume.html", {"kept": kept})


def join(request: Request) -> HttpResponse:
    """The organisations that one's e-mail address belongs to."""
    if not rules.belongs_nowhere(request.user):
        return redirect("members:waiting")
    context = {
        "asked": request.user.join_requests.open().first(),
        "joinable": Organisation.objects.joinable_by(request.user),
    }
    return render(request, "members/join.html", context)


@require_POST
def ask_to_join(request: Request, pk: int) -> HttpResponse:
    """Ask the coordinators of that organisation."""
    joinable = Organisation.objects.active()
    joining.ask_to_join(get_object_or_404(joinable, pk=pk), by=request.user)
    return redirect("members:waiting")


# -- Oneself -----------------------------------------------------------------
def preferences(request: Request) -> HttpResponse:
    """Name, language, letters; the language changes at once, on this device too."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        return render(request, "members/preferences.html", {"form": form})
    language = form.save().language
    with translation.override(language):
        messages.success(request, _("Your preferences are saved."))
    return _speak(redirect("members:preferences"), language)


@csrf_exempt
@login_not_required
@cache_control(private=True, no_store=True)
def letters_off(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters of a kind, from within such a letter. A mail program
    posts it by itself (RFC 8058); who follows the link is asked first. Nobody logs in:
    the signed address says who it is, and can do nothing else."""
    found = unsubscribing.opened(token)
    if found is None:
        raise Http404
    reader, kind = found
    if request.method == "POST":
        reader.stop_letters(kind)
    with translation.override(reader.language):
        context = {
            "is_off": reader.gets(kind) == User.Letters.OFF,
            "reader": reader,
            "name": dict(Kind.choices).get(kind),
        }
        return render(request, "members/letters_off.html", context)


def _speak(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
