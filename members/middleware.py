"""Who is let in, in which language, and where others go meanwhile."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from base.returning import is_ours
from members import devices, resuming
from members.rules import can_look_around

# Where somebody who may not share yet can go all the same; allauth's pages too.
OPEN_NAMES = {"waiting", "preferences", "join", "ask_to_join"}
OPEN_NAMES |= {"apply_with_account", "invitation_accept"}


class LanguageMiddleware:
    """The language chosen on this device, else the reader's own, else Dutch.

    The browser's wish is not asked: Dutch is the first language of the platform.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if not translation.check_for_language(chosen) or chosen not in LANGUAGES:
            user = request.user
            chosen = user.language if user.is_authenticated else settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response


LANGUAGES = dict(settings.LANGUAGES)


class LoginMiddleware(LoginRequiredMiddleware):
    """Asks who has no session to log in, and keeps what they were just sending."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponseBase | None:
        if request.method == "POST" and request.user.is_authenticated:
            resuming.forget(request)
        return super().process_view(request, view, args, kwargs)

    # The stubs promise a redirect, and HTMX takes one of its own kind.
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view: Callable
    ) -> HttpResponse:
        """HTMX can't show the door inside a page, so the whole page goes there."""
        htmx = HtmxDetails(request)
        if request.method == "POST" and resuming.keep(request):
            response = redirect_to_login(reverse("members:resume"))
        elif htmx:
            response = redirect_to_login(_page_of(htmx))
        else:
            return super().handle_no_permission(request, view)
        return HttpResponseClientRedirect(response.url) if htmx else response

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        if request.user.is_authenticated:
            devices.remember(request, response)
        return response


def _page_of(htmx: HtmxDetails) -> str:
    """The page of ours that HTMX says it is on; the first one for any other."""
    try:
        page = htmx.current_url_abs_path or "/"
    except ValueError:  # no address at all
        return "/"
    return page if is_ours(page) else "/"


class PrivateMiddleware:
    """What is drawn for who is logged in is kept by no cache, and not by the browser
    either: after logging out, *back* shows none of it. A view may say otherwise, such
    as for a photo, which is for its reader alone and never changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_here = request.user.is_authenticated  # who logs out is not any more
        response = self.get_response(request)
        is_private = was_here or request.user.is_authenticated
        if is_private and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class ActiveMembersMiddleware:
    """Lets in who may trade or moderate; shows all others why they must wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Runs after LoginRequiredMiddleware, so strangers never come here."""
        open_view = not getattr(view, "login_required", True)
        if open_view or not request.user.is_authenticated:
            return None
        if can_look_around(request.user) or _is_open(request.resolver_match):
            return None
        return redirect("members:waiting")


def _is_open(match: ResolverMatch | None) -> bool:
    if match is None:
        return False
    if match.namespace == "members":
        return match.url_name in OPEN_NAMES
    return match.namespace == "" and (match.url_name or "").startswith("account_")
