"""Days as people write them: "1 mrt 2027", "12-2026", "t/m juni 2027", 46419, "juli-aug
2027"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from catalogue.words import plain

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb febr februari february",
            "mrt maart mar march mrz",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NAME = rf"(?<![a-z])(?P<name>{_MONTH})(?![a-z])"
_YEAR = rf"(?:20\d\d(?!\d)|'?\d\d(?![\d:]|\s*(?:{_MONTH})))"
_ST = r"(?:e|ste|de|st|nd|rd|th)?"
_BY = r"[\s.,/'-]*"  # what may stand between the parts of a day, also nothing
_EXCEL_EPOCH = date(1899, 12, 30)
YEARS = range(2000, 2100)  # that a list can mean; an empty cell is shown as 1900
_SERIALS = range(36526, 73051)  # the years 2000 to 2099 as spreadsheets count days

# A label prints 28FEB2027 or 2027FEB; a year or a month by itself is one only where
# neither letters nor digits touch it.
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})"
               r"(?:[t ]\d\d:\d\d(?::\d\d)?)?(?!\d)"),
    re.compile(r"(?<![\w.,])(?P<d>\d{1,2})(?P<s>\s?[-/.]\s?|\s)(?P<m>\d{1,2})(?P=s)"
               rf"(?P<y>{_YEAR})(?: 0?0:00(?::00)?)?"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_ST}{_BY}{_NAME}{_BY}(?P<y>{_YEAR})"),
    re.compile(rf"(?<!\d)(?P<y>20\d\d){_BY}{_NAME}{_BY}(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_NAME}\.?\s+(?P<d>\d{{1,2}}){_ST},?\s+(?P<y>{_YEAR})"),
    re.compile(rf"{_NAME}{_BY}(?P<y>{_YEAR})"),
    re.compile(rf"(?<!\d)(?P<y>20\d\d){_BY}{_NAME}(?!\d)"),
    re.compile(r"(?<![\d-])(?P<y>20\d\d)\s?[-/.]\s?(?P<m>0?[1-9]|1[0-2])(?![\d-])"),
    re.compile(r"(?<![\d.,/-])(?P<m>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d"
               r"|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)[\s/'-]*(?:q|kwartaal |k)(?P<q>[1-4])\b"),
    re.compile(r"\b(?:q|kwartaal |k)(?P<q>[1-4])[\s/'-]*(?P<y>20\d\d|\d\d)\b"),
    re.compile(r"\b(?:wk|week)\.?\s?(?P<w>\d{1,2})(?:[\s/-]+(?P<y>20\d\d|\d\d))?\b"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_ST}[\s.-]*{_NAME}(?!\d)\.?"),
    re.compile(rf"(?<!\d){_NAME}(?!\d)\.?"),
    re.compile(r"(?<![\d.,/-])(?P<m>0[1-9]|1[0-2])\s?[-/]\s?(?P<y>2[4-9]"
               r"|3\d)(?![\d/-])"),
    re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})\s?[-/]\s?(?P<m>\d{1,2})(?![\d/.,-])"),
    re.compile(r"(?<![\w.,/-])(?P<y>20[2-4]\d)(?![\w/.,-])"),
)  # fmt: skip
# What is said around a day.
_AROUND = re.compile(
    r"\b(?:t/m|tot en met|tot|t\.?m|uiterlijk|voor|until|till|before|by|up to"
    r"|no later than|weg|eind|einde|medio|halverwege|mid|begin|vanaf|v\.?a|per|from"
    r"|as of|starting|after|na|sinds|since|van|op|en|and|to|including|the|of|at|om"
    r"|exp\w*|t\.?h\.?t|tgt|houdbaar\w*|verval\w*|verloopt|use|best|bb|bbe|steriel"
    r"|date|datum|beschikbaar|available|onwards|einde|end|ca|circa|ongeveer|about"
    r"|ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|uur|week|wk)\b|\d\d:\d\d|[\W_]+"
)


@dataclass(frozen=True)
class Day:
    """A day or a month in a text, where it stood, and whether its year was said."""

    first: date
    last: date
    start: int = 0
    end: int = 0
    has_year: bool = True


def read_date(value: object, *, today: date) -> date | None:
    """The day in a cell; of a month the last day."""
    days = find_days(value, today=today)
    return days[0].last if days else None


def find_days(value: object, *, today: date) -> list[Day]:
    """Every day and month named in a cell, in order. `today` decides a missing year."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return [Day(value, value)] if value.year in YEARS else []
    serial = _serial(value)
    if serial:
        return [Day(serial, serial)]
    return _in_text(plain(value), today) if isinstance(value, str) else []


def unexplained(text: str, days: list[Day]) -> str:
    """What a text says besides these days and the words around them; empty: it was
    understood as a whole."""
    for day in reversed(days):
        text = f"{text[: day.start]} {text[day.end :]}"
    return " ".join(_AROUND.sub(" ", text).split())


def _serial(value: object) -> date | None:
    """A spreadsheet's day number that lost its format: 46419 is 1 February 2027."""
    if isinstance(value, str):
        value = int(value) if re.fullmatch(r"\s*\d{5}\s*", value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _EXCEL_EPOCH + timedelta(days=int(value)) if int(value) in _SERIALS else None


def _in_text(text: str, today: date) -> list[Day]:
    found: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(text):
            overlaps = any(
                d.start < match.end() and match.start() < d.end for d in found
            )
            day = None if overlaps else _day(match, today)
            found += [day] if day else []
    return sorted(found, key=lambda day: day.start)


def _day(match: re.Match[str], today: date) -> Day | None:
    parts = match.groupdict()
    try:
        first, last = _span(parts, today)
    except ValueError:
        return None
    return Day(first, last, match.start(), match.end(), bool(parts.get("y")))


def _span(parts: dict[str, Any], today: date) -> tuple[date, date]:
    """First and last day of what the parts name; raises ValueError for 31-2-2027."""
    year = _year(parts.get("y"))
    if parts.get("w"):
        return _week(year, int(parts["w"]), today)
    if year is None or parts.get("m") or parts.get("name"):
        return _month_or_day(year, parts, today)
    if parts.get("q"):
        month = int(parts["q"]) * 3
        return date(year, month - 2, 1), _month_end(year, month)
    return date(year, 1, 1), date(year, 12, 31)


def _month_or_day(year: int | None, parts: dict, today: date) -> tuple[date, date]:
    month, day = _month(parts), int(parts["d"]) if parts.get("d") else None
    if day and month > 12 >= day:  # the American order
        month, day = day, month
    if year is None:
        year = _coming_year(month, day, today)
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), _month_end(year, month)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text.strip("'"))
    return number if number > 99 else 2000 + number


def _month(parts: dict[str, Any]) -> int:
    return MONTHS[parts["name"]] if parts.get("name") else int(parts["m"])


def _coming_year(month: int, day: int | None, today: date) -> int:
    """The year in which a day without a year comes next."""
    last = day or calendar.monthrange(2028, month)[1]
    return today.year if (month, last) >= (today.month, today.day) else today.year + 1


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _week(year: int | None, week: int, today: date) -> tuple[date, date]:
    year = year or (today.year if week >= today.isocalendar().week else today.year + 1)
    return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)


# Words around a day that say whether something starts or ends on it.
_UNTIL = (
    r"t/m|tot en met|tot|t\.?m\.?|uiterlijk|voor|until|till|before|by|up to"
    r"|no later than|weg voor|eind|einde"
)
_FROM = r"vanaf|v\.?a\.?|per|from|as of|starting|after|na|sinds|since|van"
_BARE_FROM = re.compile(rf"(?:^|\b)(?:{_FROM})\s*:?\s*$")
_BARE_UNTIL = re.compile(rf"(?:^|\b)(?:{_UNTIL})\s*:?\s*$")
_MIDDLE = re.compile(r"\b(?:medio|halverwege|mid)\b[\s-]*$")
_OPEN = re.compile(
    r"^(?:doorlopend|onbepaald.*|altijd|nvt|n\.v\.t\.?|geen|-|--|x|direct|per direct"
    r"|nu|meteen"
    r"|z\.?s\.?m\.?|zsm|asap|immediately|now|ongoing|always|permanent|open"
    r"|per omgaande|onbekend"
    r"|in overleg|n\.t\.b\.?|tbd|continuous|directly|available|beschikbaar|ja|yes|\?"
    r"|ntb|n/a)$"
)


@dataclass(frozen=True)
class Period:
    """From when until when; either end may be open."""

    available_from: date | None = None
    available_until: date | None = None
    understood: bool = True


# "15 t/m 20 dec 2027"
_SHARED_MONTH = re.compile(
    rf"\b(\d{{1,2}})\s*(t/m|tot en met|tot|-|en|to|until)\s*(\d{{1,2}})\s+"
    rf"((?:{_MONTH})(?![a-z])\.?(?:\s+20\d\d)?)"
)


def read_period(value: object, *, today: date, starts: bool = False) -> Period:
    """The period that a cell names. A bare day is the end, or the start when
    `starts`."""
    text = (
        _SHARED_MONTH.sub(r"\1 \4 \2 \3 \4", plain(value))
        if isinstance(value, str)
        else ""
    )
    days = find_days(text or value, today=today)
    if not days:
        return Period(understood=value in (None, "") or bool(_OPEN.match(text)))
    if len(days) > 1:
        return _between(days)
    return _one_sided(days[0], text, starts)


def _between(days: list[Day]) -> Period:
    """ "juli-aug 2027": the first day of the first to the last day of the last."""
    start, end = days[0].first, days[1].last
    shares_year = not days[0].has_year and not _is_year(days[1])
    if start > end or shares_year:
        start = _last_before(end, start.month, start.day)
    return Period(start, end)


def _is_year(day: Day) -> bool:
    return (day.first.month, day.last.month) == (1, 12)


def _last_before(end: date, month: int, day: int) -> date:
    """The last such day up to the end: July of "juli-aug 2027" has the year of August,
    December of "dec-feb 2027" the one before."""
    year = end.year if (month, day) <= (end.month, end.day) else end.year - 1
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _one_sided(day: Day, text: str, starts: bool) -> Period:
    before = text[: day.start]
    if _BARE_UNTIL.search(before):
        return Period(available_until=day.last)
    if _BARE_FROM.search(before) or re.search(r"\b(?:vanaf|from|onwards)\b", text):
        return Period(available_from=day.first)
    middle = _MIDDLE.search(before) and day.first != day.last
    last = day.first.replace(day=15) if middle else day.last
    return Period(available_from=day.first) if starts else Period(available_until=last)
