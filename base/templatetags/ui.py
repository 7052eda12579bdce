"""Small pieces of the page with logic in them. Every template may use them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID, uuid4

from babel import Locale
from babel.numbers import format_currency
from django import template
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Choices
from django.urls import reverse
from django.utils.formats import date_format, number_format, time_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from base.names import in_town
from base.page_parts import drawn, drawn_in_rows
from base.periods import period

TEN_ROUNDED_KM = 9.95  # written as 10 km, not as 10,0 km
ICON: dict[str, Any] = {"class": "icon", "aria_hidden": "true"}
FACT = re.compile(r"([^:.,]{1,40}): (\S.*)")
register = template.Library()


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str) -> SafeString:
    """A drawing of Lucide's beside words, so screen readers pass over it.

    `name` as on lucide.dev; a name that is not there raises IconDoesNotExist.
    """
    return SafeString(lucide(name, **ICON))


@register.simple_tag
def badge(thing: Any, field: str = "state") -> SafeString:
    """A pill with the name of a state: of a row's field, or of a choice itself.
    Which tone belongs to it, `badge.css` says."""
    if isinstance(thing, Choices):
        value, label = thing.value, thing.label
    else:
        value = getattr(thing, field)
        label = getattr(thing, f"get_{field}_display")()
    return format_html(
        '<span class="badge" data-field="{}" data-state="{}">{}</span>',
        field,
        value,
        capfirst(label),
    )


@register.filter
def money(amount: Decimal | float | Literal[""] | None, decimals: int = 2) -> str:
    """Euro as the reader writes it: € 12,50 or €12.50. Nothing for None."""
    if amount is None or amount == "":
        return ""
    locale = Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE))
    pattern = locale.currency_formats["standard"].pattern
    if not decimals:
        pattern = pattern.replace(".00", "")
    value = Decimal(str(amount))
    return format_currency(value, "EUR", pattern, locale, currency_digits=False)


@register.filter
def distance(km: float | Literal[""] | None) -> str:
    """Kilometres, no finer than people think about them. Nothing for None."""
    if km is None or km == "":
        return ""
    digits = 1 if km < TEN_ROUNDED_KM else 0
    return _kilometres(round(km, digits) if km >= 1 else 0, digits, get_language())


@lru_cache(maxsize=2_000)
def _kilometres(km: float, digits: int, _language: str | None) -> SafeString:
    """Once for each; a page of results has two dozen of them."""
    if km < 1:
        return escape(_("less than 1 km"))
    return escape(_("%(km)s km") % {"km": number_format(km, digits)})


@register.filter
def weight(kg: Decimal | float | Literal[""] | None) -> str:
    """Kilograms, without zeros that say nothing. Nothing for None."""
    if kg is None or kg == "":
        return ""
    return f"{number_format(Decimal(str(kg)).normalize())}\xa0kg"


@register.filter(expects_localtime=True)
def when(moment: date | time | None, form: str = "DATE_FORMAT") -> str:
    """A day or a time on a page: for people as they write it, in one of the forms of
    `base/formats/`, and for programs in ISO. Nothing for None."""
    if not moment:
        return ""
    if isinstance(moment, datetime):
        iso = moment.isoformat(timespec="seconds")
    else:
        iso = moment.isoformat()
    if isinstance(moment, time):
        spoken = time_format(moment, form)
    else:
        spoken = date_format(moment, form)
    return format_html('<time datetime="{}">{}</time>', iso, spoken)


@register.filter
def until(first: date, last: date) -> str:
    """The days from one to another: 3–10 dec 2026."""
    return period(first, last)


@register.simple_tag(takes_context=True)
def nav_link(
    context: dict,
    name: str,
    label: str,
    picture: str,
    *parts: str,
    more: str = "",
) -> SafeString:
    """A link of the main menu, with its icon, and if given `more` behind its words.

    It shows when the reader is on that page, or in one of the `parts` of the site that
    belong to it: namespaces, or names of single pages."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match and not {match.namespace, match.view_name}.isdisjoint((name, *parts))
    current = "page" if match and match.view_name == name else "true"
    return format_html(
        '<a href="{}"{}>{}<span>{}</span>{}</a>',
        reverse(name),
        format_html(' aria-current="{}"', current) if here else "",
        icon(picture),
        label,
        more,
    )


@register.simple_tag(takes_context=True)
def page_part(context: dict, place: str, *about: Any) -> SafeString:
    """What the apps above put in this place of the page (see `base.page_parts`)."""
    return format_html_join(
        "", "{}", ((part,) for part in drawn(place, context, *about))
    )


@register.filter
def of_town(name: Any, town: str) -> str:
    """A name with its town, said once."""
    return in_town(str(name), town)


@register.simple_tag
def fresh_number() -> UUID:
    """Tells one opened form from another (`base.forms.OnceForm`)."""
    return uuid4()


@register.simple_tag
def with_parts(rows: Iterable, place: str) -> list[tuple[Any, SafeString]]:
    """Each row with what the apps above put in its place of a list."""
    return drawn_in_rows(place, list(rows))


@register.inclusion_tag("base/_pager.html", takes_context=True)
def pager(context: dict, page: Page) -> dict:
    """Links to the other pages of a list. They keep the rest of the address."""
    around = page.paginator.get_elided_page_range(
        page.number, on_each_side=1, on_ends=1
    )
    return {
        "request": context["request"],
        "page": page,
        "numbers": list(around),
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("base/_timeline.html")
def timeline(steps: Iterable, ahead: Iterable[Choices] = ()) -> dict:
    """What happened so far: the Steps of a listing, claim or pickup, oldest first;
    and `ahead` of them the states that are still to come."""
    return {"steps": steps, "ahead": ahead}


@register.filter
def letter_parts(body: str) -> list[dict]:
    """The paragraphs of a letter: `words`; with an `address` where they are words, a
    colon and an address, to be drawn as a button (the first) or a link; or `facts`,
    label and value, where each line is a label, a colon and what it says."""
    paragraphs = re.split(r"\n\s*\n", body.strip())
    parts = [_letter_part(paragraph.strip()) for paragraph in paragraphs]
    buttons = [part for part in parts if part["address"]]
    return [part | {"is_first": part in buttons[:1]} for part in parts]


def _letter_part(paragraph: str) -> dict:
    link = re.fullmatch(r"([^\n]{1,80}):\s+(https?://\S+)", paragraph)
    words, address = link.groups() if link else (paragraph, "")
    facts = [] if link else _facts(paragraph.splitlines())
    return {"words": words, "address": address, "facts": facts}


def _facts(lines: list[str]) -> list[tuple[str, str]]:
    """Each line's label and value; nothing when one of them is no fact."""
    found = [FACT.fullmatch(line.strip()) for line in lines]
    facts = [(fact[1], fact[2]) for fact in found if fact]
    return facts if 1 < len(lines) == len(facts) else []
