"""What people type: text without what nobody can see, and days that can be meant.

The fields of models and of forms with these rules: `base.fields` and below. Two tests
walk all of both (tests/base/test_typed.py), so that none goes without.
"""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Control characters, and those that turn the direction of what stands after them.
UNSEEN = (
    r"\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069"
)
BREAKS = r"\u0009\u000a\u000d\u2028\u2029"
NO_TEXT = re.compile(rf"[\u0000{UNSEEN}]+")
NO_LINE = re.compile(rf"[\u0000{UNSEEN}{BREAKS}]+")

YEAR = timedelta(days=365)
PAST, AHEAD = 10 * YEAR, 5 * YEAR  # for most days; what is edited may be old
LONG_AGO, FAR_AHEAD = 50 * YEAR, 30 * YEAR  # of a machine's service, of a sterile pack
# No row has a day outside these, whatever road it took.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)


def text(typed: str) -> str:
    """Without what nobody can see."""
    return NO_TEXT.sub("", typed)


def line(typed: str) -> str:
    """The same on one line: a break is a space."""
    return NO_LINE.sub(" ", typed)


def check_text(typed: str) -> None:
    """Refuse what nobody can see; it comes along with what is pasted."""
    if NO_TEXT.search(typed):
        raise ValidationError(
            _("There is a character in it that can't be shown. Type it anew.")
        )


def check_line(typed: str) -> None:
    """The same, and refuse a second line."""
    check_text(typed)
    if NO_LINE.search(typed):
        raise ValidationError(_("Write this on one line."))


def check_day(day: date, past: timedelta = PAST, ahead: timedelta = AHEAD) -> None:
    """Refuse a day that nobody can mean: a year 2062 for 2026."""
    today = timezone.localdate()
    first, last = today - past, today + ahead
    if not first <= day <= last:
        days = {"first": date_format(first), "last": date_format(last)}
        raise ValidationError(_("Choose a day from %(first)s until %(last)s.") % days)


def check_moment(moment: datetime) -> None:
    """The same of a moment."""
    check_day(moment.date())


class LineField(forms.CharField):
    """Words on one line; a tab, such as between two cells, is a space."""

    default_validators = [check_line]

    def to_python(self, value: Any) -> str | None:
        typed = super().to_python(value)
        return typed and typed.replace("\t", " ")


class TextField(forms.CharField):
    """Words on as many lines as there are."""

    widget = forms.Textarea
    default_validators = [check_text]


class DayField(forms.DateField):
    """A day that can be meant: not longer ago than `past`, nor further than `ahead`."""

    def __init__(
        self, *, past: timedelta = PAST, ahead: timedelta = AHEAD, **kwargs: Any
    ):
        super().__init__(**kwargs)
        self.past, self.ahead = past, ahead

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value:
            check_day(value, self.past, self.ahead)
