"""Personal data in what members write to each other, caught by the rules of the intake
(`listings/data/prohibited.csv`)."""

from django.utils.translation import gettext as _

from base.refusal import Refused
from listings.intake.prohibited import Hit, judge

# Between two sides colleagues may be named and called; of clients nothing is written.
PRIVATE = {"bsn", "bsn-alone", "birth-date", "client-facts"}
# Every member reads a question.
PUBLIC = PRIVATE | {
    *("client-name", "client-state", "person-name", "contact-phone", "contact-mail"),
}


def caught_in(text: str, rules: set[str]) -> list[Hit]:
    """What of these rules speaks of a text."""
    return [hit for hit in judge(text).hits if hit.rule.id in rules]


def sentence(hits: list[Hit]) -> str:
    """What somebody is asked to take out, and why."""
    return _("Take this out first. %(why)s") % {"why": " ".join(map(str, hits))}


def check(text: str, rules: set[str]) -> None:
    """Refuse a text with personal data, and say where it is."""
    if hits := caught_in(text, rules):
        raise Refused(sentence(hits))
