"""What every page shows of the reader's work."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from base.page_parts import page_part
from home import work


@page_part("menu")
def waits(context: dict[str, Any]) -> SafeString:
    """How much waits for the reader, ready to stand in the menu's link."""
    shown = context.get("work")
    if isinstance(shown, work.Work) and shown.is_whole:
        count = shown.waits_for_me
    else:
        count = _counts(context).tasks
    return render_to_string("home/_waits.html", {"waits": work.Waits(count)})


@page_part("letters")
def unread(context: dict[str, Any]) -> SafeString:
    """How many letters the reader has not opened."""
    letters = work.Waits(_counts(context).letters)
    return render_to_string("home/_unread.html", {"letters": letters})


def _counts(context: dict[str, Any]) -> work.Counts:
    """Asked once for a page: two places show them."""
    request = context["request"]
    if not hasattr(request, "counts_of_menu"):
        request.counts_of_menu = work.counts_of(context["user"])
    return request.counts_of_menu
