"""What each page asks of the database, and how PostgreSQL answers it."""

import json
import re
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import Page
from members.models import User

GROWING = {"listings_listing", "wanted_want"}
# The middleware asks these for the floor as well.
ALWAYS = (
    'FROM "django_session"',
    'FROM "members_user"',
    'FROM "members_organisation" WHERE "members_organisation"."id"',
)


def captured(pages: Iterable[Page], reader: User) -> dict[str, dict[str, Any]]:
    """By the slug of each page that only reads: its queries and a body of its size."""
    kept = {}
    for page in pages:
        if page.posts or page.turns:
            continue
        client = Client(headers={"host": "127.0.0.1"} | page.headers)
        if page.logged_in:
            client.force_login(reader)
        client.get(page.path)  # what is read once, and the session
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page.path)
        assert answer.status_code == HTTPStatus.OK, (page.name, answer.status_code)
        texts = [one["sql"] for one in asked.captured_queries]
        queries = [sql for text in texts for sql in statements(text)]
        kept[slug(page)] = {
            "all": len(texts),
            "queries": [sql for sql in queries if _is_its_own(sql)],
            "body": answer.content.decode(),
        }
    return kept


def slug(page: Page) -> str:
    """The page's name, as an address holds it."""
    return re.sub(r"\W+", "-", page.name).strip("-")


def statements(sql: str) -> list[str]:
    """Those that travelled as one text (`base.statements`), each by itself."""
    return sql.split(";\n")


def walks(kept: dict[str, dict[str, Any]]) -> list[str]:
    """The pages with a query for which PostgreSQL reads a whole growing table."""
    return sorted(
        f"{page}: {table}"
        for page, one in kept.items()
        for query in one["queries"]
        for table in _walked(query)
    )


def _is_its_own(sql: str) -> bool:
    return sql.startswith(("SELECT", "WITH", "(")) and not any(
        words in sql for words in ALWAYS
    )


def _walked(query: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {query}")
        ((plan,),) = cursor.fetchall()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    yield from _seq_scans(plan[0]["Plan"])


def _seq_scans(node: dict[str, Any]) -> Iterator[str]:
    if "Seq Scan" in node["Node Type"] and node.get("Relation Name") in GROWING:
        yield node["Relation Name"]
    for below in node.get("Plans", []):
        yield from _seq_scans(below)
