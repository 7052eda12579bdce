"""Days from one to another, said once: 3–10 dec 2026."""

from datetime import date

from django.utils.formats import date_format


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
