"""Days from one to another: said once (3–10 dec 2026), and as moments."""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format

from base.mornings import moment


def period(first: date, last: date) -> str:
    """Both days in the reader's language; what they share is written only once."""
    end = date_format(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{date_format(first, 'MONTH_DAY_FORMAT')} – {end}"
    return f"{date_format(first)} – {end}"


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """When these days begin and end on Dutch clocks: the end is where the day after the
    last one begins. A day of the change of clocks has 23 or 25 hours."""
    return moment(first, time.min), moment(last + timedelta(days=1), time.min)
