"""Letters as they would be, written nowhere: what a page shows of the next one."""

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from outbox.readers import Reader


class Draft(NamedTuple):
    """A letter that is not written yet, and who would read it."""

    to: Reader
    subject: str
    body: str


drafts: ContextVar[list[Draft] | None] = ContextVar("drafts", default=None)


def drafted(tell: Callable[[], object]) -> list[Draft]:
    """The letters that `tell` would write, without any being written."""
    written: list[Draft] = []
    before = drafts.set(written)
    try:
        tell()
    finally:
        drafts.reset(before)
    return written


def rendered(
    name: str,
    language: str,
    to: Reader | None,
    items: Sequence[Any] = (),
    **context: Any,
) -> tuple[str, str, list]:
    """The subject and the text that the template `<name>.txt` makes in a language: the
    subject on its first line, then an empty line, then the text; and its items."""
    with translation.override(language):
        written = [item.written() for item in items]
        context |= {"to": to, "site_url": settings.SITE_URL, "items": written}
        text = render_to_string(f"{name}.txt", context)
    subject, _line, body = text.strip().partition("\n\n")
    body = re.sub(r"\n{3,}", "\n\n", body.strip())
    return " ".join(subject.split())[:250], body, written
