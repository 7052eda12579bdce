"""What was asked, as it was stated: what a rule judges, what is kept of it, and what
differs from before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.formats import date_format, localize
from django.utils.translation import gettext_lazy as _

from approvals.models import Approval, Deed, Rule
from base.templatetags.ui import money
from base.words import Words
from catalogue.models import Category
from catalogue.terms import term_label
from members.models import Location

# What a yes holds for: another one of these needs another yes.
LABELS: dict[str, Words] = {
    "party": _("With whom"),
    "quantity": _("How many"),
    "terms": _("Terms"),
    "value": _("Value"),
    "price": _("Price per piece"),
    "first": _("From"),
    "last": _("Up to and including"),
    "times": _("Times"),
    "place": _("Location"),
}


@dataclass(frozen=True)
class What:
    """Something that may need a yes: of what deed, what it is worth (None: nobody
    knows), what kind of thing, at which place of the organisation."""

    deed: Deed
    title: str
    value_eur: Decimal | None
    category: Category
    location: Location
    path: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def falls_under(self, rule: Rule) -> bool:
        """Does this rule say that it waits?"""
        known = (self.category.pk, self.category.parent_id)
        return (
            rule.deed == self.deed
            and (rule.category_id is None or rule.category_id in known)
            and (rule.location_id is None or rule.location_id == self.location.pk)
            and is_from(rule.from_eur, self.value_eur)
        )

    @property
    def kept(self) -> dict[str, Any]:
        """Its facts as a row keeps them, those that are known."""
        facts = {
            **self.facts,
            "value": _plain(self.value_eur),
            "place": str(self.location),
        }
        return {
            name: value
            for name in LABELS
            if (value := _plain(facts.get(name))) not in (None, "", [])
        }


def is_from(limit: Decimal | None, value: Decimal | None) -> bool:
    """Is a value as high as a limit, or may it be?"""
    return limit is None or value is None or value >= limit


class Fact(NamedTuple):
    """One line of what was asked, now and, where it differs, before."""

    label: Words
    now: str
    before: str | None


def lines(approval: Approval) -> Iterator[Fact]:
    """What was asked in words; and what was asked the last time, where that differs."""
    mode = approval.category.mode
    before = approval.earlier.facts if approval.earlier else None
    for name, label in LABELS.items():
        shown = _shown(name, approval.facts, mode)
        earlier = _shown(name, before or {}, mode)
        differs = before is not None and shown != earlier
        if shown or differs:
            yield Fact(label, shown or "–", (earlier or "–") if differs else None)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    return value.isoformat() if isinstance(value, date) else value


def _shown(name: str, facts: Mapping[str, Any], mode: str) -> str:
    value = facts.get(name)
    if value is None:
        return ""
    if name in ("value", "price"):
        return money(Decimal(value))
    if name in ("first", "last"):
        return date_format(date.fromisoformat(value))
    if name == "terms":
        return ", ".join(str(term_label(term, mode)) for term in value)
    return localize(value)
