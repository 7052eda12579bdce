"""Public holidays in the Netherlands: nobody opens a door or a letter then.

Good Friday is a day of work in care as elsewhere; Liberation Day (5 May) is a day off
once in five years. See docs/decisions/0025-closed-doors.md.
"""

from datetime import date
from functools import cache

from django.utils.translation import get_language
from holidays.countries import Netherlands

SATURDAY = 5
GOOD_FRIDAY = "Goede vrijdag"  # a holiday by law, and in no agreement of employers


def holiday(day: date) -> str:
    """The name of the public holiday in the reader's language; empty on other days."""
    return _of_year(day.year, _language()).get(day, "")


def is_workday(day: date) -> bool:
    """From Monday to Friday, and no public holiday."""
    return day.weekday() < SATURDAY and not holiday(day)


# Remembered by year: the library's own calendar grows while others read it.
@cache
def _of_year(year: int, language: str) -> dict[date, str]:
    worked = Netherlands(years=year, language="nl").get_named(GOOD_FRIDAY)
    named = Netherlands(years=year, language=language)
    return {day: name for day, name in named.items() if day not in worked}


def _language() -> str:
    return "nl" if get_language() == "nl" else "en_US"
