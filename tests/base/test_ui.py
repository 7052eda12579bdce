"""The small pieces of the page."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation
from lucide import IconDoesNotExist

from base.templatetags import ui


class Mood(TextChoices):
    LIVE = "live", "on show"


def rendered(source, address="/", **context):
    request = RequestFactory().get(address)
    return Template(source).render(RequestContext(request, context)).strip()


def test_badge_of_a_choice_has_its_value_and_its_name():
    assert ui.badge(Mood.LIVE) == (
        '<span class="badge" data-field="state" data-state="live">On show</span>'
    )


def test_badge_of_a_row_reads_the_field_and_escapes_its_name():
    row = SimpleNamespace(terms="rent", get_terms_display=lambda: "<b>rent</b>")
    assert ui.badge(row, "terms") == (
        '<span class="badge" data-field="terms" data-state="rent">'
        "&lt;b&gt;rent&lt;/b&gt;</span>"
    )


@pytest.mark.parametrize(
    ("language", "amount", "decimals", "text"),
    [
        ("nl", Decimal("1250.5"), 2, "€\xa01.250,50"),
        ("en", Decimal("1250.5"), 2, "€1,250.50"),
        ("nl", 0.1, 2, "€\xa00,10"),
        ("nl", 12499.6, 0, "€\xa012.500"),
        ("nl", -3, 2, "€\xa0-3,00"),
        ("en", 0, 0, "€0"),
        ("nl", None, 2, ""),
    ],
)
def test_money_is_written_as_the_reader_writes_it(language, amount, decimals, text):
    with translation.override(language):
        assert ui.money(amount, decimals) == text


@pytest.mark.parametrize(
    ("km", "text"),
    [
        (0.4, "less than 1 km"),
        (3.44, "3.4 km"),
        (9.96, "10 km"),
        (1234.5, "1,234 km"),
        (None, ""),
    ],
)
def test_distance_is_no_finer_than_people_think(km, text):
    with translation.override("en"):
        assert ui.distance(km) == text


@pytest.mark.parametrize(
    ("language", "kg", "text"),
    [
        ("nl", Decimal("1250.50"), "1.250,5\xa0kg"),
        ("en", Decimal("1250.50"), "1,250.5\xa0kg"),
        ("nl", Decimal("12.00"), "12\xa0kg"),
        ("nl", 0, "0\xa0kg"),
        ("nl", None, ""),
    ],
)
def test_weight_has_its_unit_and_no_zeros_too_many(language, kg, text):
    with translation.override(language):
        assert ui.weight(kg) == text


@pytest.mark.parametrize(
    ("language", "day", "moment", "clock"),
    [
        ("nl", "3 dec 2026", "3 dec 2026, 14:30", "08:00"),
        ("en", "3 Dec 2026", "3 Dec 2026, 14:30", "08:00"),
    ],
)
def test_a_day_is_for_people_and_for_programs(language, day, moment, clock):
    source = (
        "{{ day|when }}|{{ at|when:'DATETIME_FORMAT' }}|{{ opens|when:'TIME_FORMAT' }}"
    )
    at = datetime(2026, 12, 3, 13, 30, 5, 123456, tzinfo=UTC)
    with translation.override(language):
        html = rendered(source, day=date(2026, 12, 3), at=at, opens=time(8))
    assert html.split("|") == [
        f'<time datetime="2026-12-03">{day}</time>',
        f'<time datetime="2026-12-03T14:30:05+01:00">{moment}</time>',
        f'<time datetime="08:00:00">{clock}</time>',
    ]


def test_no_day_is_nothing():
    assert ui.when(None) == ""


def test_a_period_in_a_template():
    days = {"first": date(2026, 12, 3), "last": date(2026, 12, 10)}
    assert rendered("{{ first|until:last }}", **days) == "3–10 Dec 2026"


def test_pager_keeps_the_rest_of_the_address():
    page = Paginator(range(30), 10).page(2)
    html = rendered("{% pager page %}", "/listings/?q=bed&page=2", page=page)
    assert html.count('href="?q=bed&amp;page=1"') == 2
    assert html.count('href="?q=bed&amp;page=3"') == 2
    assert html.count("aria-current") == 1


def test_pager_of_one_page_is_nothing():
    page = Paginator(range(5), 10).page(1)
    assert rendered("{% pager page %}", page=page) == ""


def test_timeline_tells_when_who_and_why():
    step = SimpleNamespace(
        at=datetime(2026, 3, 1, 9, 12, tzinfo=UTC),
        by=SimpleNamespace(name="Bram"),
        reason="<i>for</i> two rooms",
        get_state_display="asked",
    )
    with translation.override("en"):
        html = rendered("{% timeline steps %}", steps=[step])
    assert '<time datetime="2026-03-01T10:12:00+01:00">1 Mar 2026, 10:12</time>' in html
    assert "· Bram" in html
    assert "<p>&lt;i&gt;for&lt;/i&gt; two rooms</p>" in html
    assert "aria-current" not in html


def test_timeline_shows_what_is_still_to_come():
    step = SimpleNamespace(at=datetime(2026, 3, 1, tzinfo=UTC), get_state_display="x")
    ahead = [Mood.LIVE, Mood.LIVE]
    with translation.override("en"):
        html = rendered("{% timeline steps ahead %}", steps=[step], ahead=ahead)
    assert re.findall('"(?:what|who)">([^<]+)</p>', html)[-4:] == [
        *("on show", "the next step"),
        *("on show", "still to come"),
    ]
    assert html.count('aria-current="step"') == 1


def here(view_name):
    match = SimpleNamespace(namespace=view_name.split(":")[0], view_name=view_name)
    return {"request": SimpleNamespace(resolver_match=match)}


@pytest.mark.parametrize(
    ("view_name", "mark"),
    [
        ("admin:index", ' aria-current="page"'),
        ("claims:detail", ' aria-current="true"'),
        ("home:check", ' aria-current="true"'),
        ("home:waits", ""),
        ("admin:logout", ""),
        ("listings:index", ""),
    ],
)
def test_menu_shows_in_which_part_the_reader_is(view_name, mark):
    parts = ["claims", "home:check"]
    link = ui.nav_link(here(view_name), "admin:index", "Desk", "lamp-desk", *parts)
    assert (
        link == f'<a href="/admin/"{mark}>{ui.icon("lamp-desk")}<span>Desk</span></a>'
    )


def test_menu_link_on_an_unknown_page_has_no_mark():
    elsewhere = {"request": RequestFactory().get("/x")}
    link = ui.nav_link(elsewhere, "admin:index", "Desk", "lamp-desk")
    assert link.startswith('<a href="/admin/"><svg ')


def test_an_icon_is_passed_over_by_screen_readers():
    drawn = rendered("{% icon 'truck' %}")
    assert drawn.startswith("<svg ")
    assert 'class="icon" aria-hidden="true"' in drawn


def test_an_icon_that_is_not_there_is_a_mistake():
    with pytest.raises(IconDoesNotExist):
        ui.icon("no-such-icon")
