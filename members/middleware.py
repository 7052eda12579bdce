"""Keeps people of organisations that may not share at the page that says why."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils import translation

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


def _is_open(match: ResolverMatch) -> bool:
    if match.namespace == "members":
        return match.url_name in OPEN_NAMES
    return match.namespace == "" and (match.url_name or "").startswith("account_")
