"""The figures on the admin's first page."""

from django import template

from home import reports

register = template.Library()


@register.simple_tag
def platform_figures() -> reports.Figures:
    """Counts over the whole platform, for moderators."""
    return reports.figures()
