"""The figures on the admin's first page."""

from django import template

from home import queues, reports
from home.sweeps import Sweep, sweeps

register = template.Library()


@register.simple_tag
def queues_for_staff() -> list[queues.Queue]:
    """What staff decide about."""
    return queues.for_staff()


@register.simple_tag
def queues_to_watch() -> list[queues.Queue]:
    """What goes by itself, unless something is wrong."""
    return queues.to_watch()


@register.simple_tag
def platform_figures() -> reports.Figures:
    """Counts over the whole platform, for moderators."""
    return reports.figures()


@register.simple_tag
def sweeps_of_the_clock() -> list[Sweep]:
    """Whether the clock keeps up, as `/healthz` says it to machines."""
    return sweeps()
