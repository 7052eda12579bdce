"""Turns a refusal into a page, so that no view has to catch it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from base.refusal import Refused


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
        part = getattr(request, "htmx", False) and not request.htmx.boosted
        template = "base/_refused.html" if part else "base/refused.html"
        context = {"reason": str(exception), "instead": exception.instead}
        return render(request, template, context, status=409)
