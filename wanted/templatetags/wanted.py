"""Pieces of the pages about wants."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import Memory, columns
from wanted.models import Want

register = template.Library()
CARDS = Memory(2_000)


@register.simple_tag(takes_context=True)
def want_card(
    context: dict, want: Want, near: int | None = None, own: bool = False
) -> SafeString:
    """A want in a list. `near`: the number of the place that distances start from;
    `own`: the reader's own, in whatever state."""
    is_own = want.organisation_id == context["user"].organisation_id
    around = (want.location.name, want.location.town, want.organisation.name)
    km, kind = getattr(want, "distance_km", None), want.category.name
    key = (near, own, is_own, *around, km, kind, get_language(), columns(want))
    shown = {"want": want, "near": near, "own": own, "is_own": is_own}
    return CARDS.recall(key, lambda: render_to_string("wanted/_card.html", shown))
