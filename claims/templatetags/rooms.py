"""What pages and letters say about the times of a room."""

from django import template

from claims.models import Occasion, Visit
from claims.rooms import in_words
from listings.opening import Span

register = template.Library()


@register.filter
def hours(time: Occasion | Visit | Span) -> str:
    """Its day and its hours."""
    if isinstance(time, Occasion | Visit):
        return in_words(Span(time.starts_at, time.ends_at))
    return in_words(time)
