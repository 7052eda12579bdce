"""What a page costs at least: its SQL and its bytes, and nothing else."""

import json
from functools import cache

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

FLOORS = settings.VAR / "floors.json"


def floor(request: HttpRequest, page: str) -> HttpResponse:
    """Run the page's queries, fetch their rows, give back a body of its size."""
    queries, body = _floors()[page]
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            if cursor.description:
                cursor.fetchall()
    return HttpResponse(body)


@cache
def _floors() -> dict[str, tuple[list[str], str]]:
    kept = json.loads(FLOORS.read_text())
    return {page: (one["queries"], one["body"]) for page, one in kept.items()}
