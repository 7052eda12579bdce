"""Where somebody goes back to when something is done: an address of ours that came
along as a parameter. It came from outside, so it may lead nowhere, or elsewhere."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

BACK = "back"


def back_of(request: HttpRequest) -> str:
    """The path in `?back=`, with its query; empty when no page of ours is there."""
    asked = request.GET.get(BACK, "")
    return asked if is_ours(asked) else ""


def back_or(request: HttpRequest, otherwise: Any, *args: Any) -> str:
    """Where the reader came from; or else an address, by its name or by what has a
    page."""
    return back_of(request) or resolve_url(otherwise, *args)


def is_ours(address: str) -> bool:
    """Is this a path, perhaps with a query, and is there a page? `//elders.example` is
    another site, and so is what a browser makes of a backslash."""
    if not address.startswith("/") or "\\" in address or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return False
    return not parts.netloc and not parts.scheme
