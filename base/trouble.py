"""The page for what went wrong on our side."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

RETRY_AFTER_S = 60


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is away or too busy, for that passes; else 500.

    Neither page asks the database or the session for anything.
    """
    if not isinstance(sys.exc_info()[1], OperationalError):
        return HttpResponse(render_to_string("500.html"), status=500)
    page = HttpResponse(render_to_string("503.html"), status=503)
    page["Retry-After"] = str(RETRY_AFTER_S)
    return page
