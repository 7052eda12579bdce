"""What every question and answer passes through: addresses that nobody can have typed,
compression, and refusals as pages."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from base.refusal import Refused

UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # tab and new line may


class TextGZipMiddleware(GZipMiddleware):
    """Compresses pages, not photos: those are compressed already. Django pads each
    page by chance, so that its length tells nothing of the secrets in it (BREACH)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith("text/"):
            return super().process_response(request, response)
        return response


class ReadableMiddleware:
    """At an address with characters that nobody can type there is nothing: PostgreSQL
    takes no NUL, wherever in an address it stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if UNREADABLE.search(unquote(request.get_full_path())):
            raise Http404


class RefusedMiddleware:
    """Answers 409 with the sentence of the refusal, as a page or an HTMX part."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        part = getattr(request, "htmx", False)
        template = "base/_refused.html" if part else "base/refused.html"
        context = {"reason": str(exception), "instead": exception.instead}
        return render(request, template, context, status=409)
