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
        count = work.count_of(context["user"])
    return render_to_string("home/_waits.html", {"waits": work.Waits(count)})
