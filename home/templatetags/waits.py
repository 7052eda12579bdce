"""How much waits for the reader, beside "My work" in the menu."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from home import work

register = template.Library()


@register.simple_tag(takes_context=True)
def waits(context: dict) -> SafeString:
    """The count, ready to stand in the menu's link."""
    count = work.count_of(context["user"])
    return render_to_string("home/_waits.html", {"waits": work.Waits(count)})
