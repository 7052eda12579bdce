"""Days, times and numbers, as each language writes them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import formats, translation

from base.formats.en import formats as english
from base.formats.nl import formats as dutch

MOMENT = datetime(2026, 12, 3, 13, 30, 5, 123456, tzinfo=UTC)
NAMED = r"[A-Z_]+_FORMAT"
# Parts that are no date by themselves: name of the day, number of the day, and the
# hour that days are counted by in a list that is regrouped.
PARTS = ["D", "l", "j", "Y-m-d"]


def names(module):
    return {name for name in vars(module) if re.fullmatch(NAMED, name)}


def templates():
    return sorted(Path(settings.BASE_DIR / "templates").rglob("*.*"))


def test_both_languages_have_the_same_forms():
    assert names(dutch) == names(english)


@pytest.mark.parametrize(
    ("form", "in_dutch", "in_english"),
    [
        ("DATE_FORMAT", "3 dec 2026", "3 Dec 2026"),
        ("SHORT_DATE_FORMAT", "3 dec 2026", "3 Dec 2026"),
        ("DATETIME_FORMAT", "3 dec 2026, 14:30", "3 Dec 2026, 14:30"),
        ("SHORT_DATETIME_FORMAT", "3 dec 2026, 14:30", "3 Dec 2026, 14:30"),
        ("MONTH_DAY_FORMAT", "3 dec", "3 Dec"),
        ("SHORT_MONTH_FORMAT", "dec", "Dec"),
        ("MONTH_FORMAT", "december 2026", "December 2026"),
        ("MONTH_NAME_FORMAT", "december", "December"),
        ("WEEKDAY_FORMAT", "donderdag 3 december", "Thursday 3 December"),
        (
            "WEEKDAY_DATE_FORMAT",
            "donderdag 3 december 2026",
            "Thursday 3 December 2026",
        ),
        (
            "WEEKDAY_TIME_FORMAT",
            "donderdag 3 december, 14:30",
            "Thursday 3 December, 14:30",
        ),
        ("TIME_FORMAT", "14:30", "14:30"),
        ("SECONDS_FORMAT", "14:30:05", "14:30:05"),
    ],
)
def test_each_form_in_both_languages(form, in_dutch, in_english):
    source = Template("{{ moment|date:form }}")
    for language, spoken in (("nl", in_dutch), ("en", in_english)):
        with translation.override(language):
            assert source.render(Context({"moment": MOMENT, "form": form})) == spoken


def test_every_form_is_shown_above():
    (marks,) = test_each_form_in_both_languages.pytestmark
    assert {form for form, *_ in marks.args[1]} == names(dutch)


@pytest.mark.parametrize(
    ("language", "month"),
    [("nl", ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt"])],
)
def test_dutch_months_are_short_and_without_a_dot(language, month):
    with translation.override(language):
        days = [formats.date_format(date(2026, n, 1)) for n in range(1, 11)]
    assert days == [f"1 {name} 2026" for name in month]


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("nl", "1.250 1.250,5 52"), ("en", "1,250 1,250.5 52")],
)
def test_numbers_have_the_marks_of_the_language(language, spoken):
    source = Template("{{ whole }} {{ part }} {{ small }}")
    with translation.override(language):
        context = Context({"whole": 1250, "part": 1250.5, "small": 52})
        assert source.render(context) == spoken


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("typed", ["3/12/2026", "3-12-2026", "2026-12-03"])
def test_days_are_typed_with_the_day_first(language, typed):
    with translation.override(language):
        read = [
            datetime.strptime(typed, form).date()
            for form in formats.get_format("DATE_INPUT_FORMATS")
            if _fits(typed, form)
        ]
    assert read[0] == date(2026, 12, 3)


def _fits(typed, form):
    try:
        datetime.strptime(typed, form)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_week_begins_on_monday(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_templates_name_the_form_of_each_date():
    literal = [
        f"{path.relative_to(settings.BASE_DIR)}: {form}"
        for path in templates()
        for _, form in re.findall(
            r"\|(date|time|when)(?::[\"']([^\"']*)[\"'])?", path.read_text()
        )
        if form
        and not re.fullmatch(NAMED, form)
        and form not in PARTS
        or form
        and re.fullmatch(NAMED, form)
        and form not in names(dutch)
    ]
    assert literal == []


# -- Numbers that are no figures to read ---------------------------------------

FOR_PROGRAMS = r"id|for|href|src|value|name|action|width|height|min|max|data-[\w-]+"
NUMBERS = r"(?:[\w.]+\.)?(?:pk|id|\w+_id|count|near|position|counter0?|width|height)"


def localised_in_attributes(source):
    """Numbers inside attributes that would get a mark of thousands: /listings/1.250/"""
    source = re.sub(r"{%.*?%}", "", source, flags=re.S)
    for attribute in re.findall(rf"\s(?:{FOR_PROGRAMS})=(\"[^\"]*\"|'[^']*')", source):
        for inside in re.findall(r"{{(.*?)}}", attribute):
            name, *filters = inside.strip().split("|")
            plain = {"unlocalize", "slugify"} & {f.split(":")[0] for f in filters}
            if re.fullmatch(NUMBERS, name) and not plain:
                yield inside.strip()


# Names of fields on the page, although they are called so.
ARE_TEXTS = {"attrs.id", "field.auto_id", "field.focus_id", "widget.checkbox_id"}


def test_numbers_for_programs_have_no_mark_of_thousands():
    found = {
        str(path.relative_to(settings.BASE_DIR)): names
        for path in templates()
        if (names := set(localised_in_attributes(path.read_text())) - ARE_TEXTS)
    }
    assert found == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<a href="?of={{ listing.pk }}">', ["listing.pk"]),
        ('<a href="?of={{ listing.pk|unlocalize }}">', []),
        ('<p id="n-{{ forloop.counter }}">', ["forloop.counter"]),
        ("<a href=\"{% url 'x' listing.pk %}\">{{ listing.pk }}</a>", []),
    ],
)
def test_numbers_in_attributes_are_seen(source, found):
    assert list(localised_in_attributes(source)) == found
