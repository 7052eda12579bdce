"""Pieces of the pages about wants."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.remembering import GAP, Memory, around_gaps, columns, filled
from base.templatetags.ui import distance
from wanted.models import Want

register = template.Library()
CARDS = Memory(2_000)


@register.simple_tag(takes_context=True)
def want_card(
    context: dict, want: Want, near: int | None = None, own: bool = False
) -> SafeString:
    """A want in a list. `near`: the number of the place that distances start from, if
    it is not the reader's first; `own`: the reader's own, in whatever state."""
    km = None if own else getattr(want, "distance_km", None)
    is_own = want.organisation_id == context["user"].organisation_id
    shown = {"near": near, "own": own, "is_own": is_own}
    shown["distance"] = "" if km is None else GAP
    around = (want.location.name, want.location.town, want.organisation.name)
    key = (*shown.values(), *around, want.category.name, get_language(), columns(want))
    drawn = CARDS.recall(key, lambda: around_gaps(_render(want, **shown)))
    return filled(drawn) if km is None else filled(drawn, distance(km))


def _render(want: Want, **shown) -> SafeString:
    return render_to_string("wanted/_card.html", {"want": want, **shown})
