"""The filters say how many each choice would leave."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import translation

from catalogue.models import Category
from listings.models import Listing
from listings.search import panel as of_panel
from listings.search.filters import ListingFilter
from listings.search.panel import panel
from tests.factories import ListingFactory, LocationFactory, OrganisationFactory

FAR = {"latitude": 53.1, "longitude": 5.9}  # some 115 km from the others


def search(user, query=""):
    listings = Listing.objects.visible_to(user).live()
    return ListingFilter(QueryDict(query), listings, request=SimpleNamespace(user=user))


def offer(category="desk", *, far=False, **fields):
    if far:
        place = LocationFactory(organisation=OrganisationFactory(), **FAR)
        fields |= {"made_by__organisation": place.organisation, "location": place}
    return ListingFactory(category_id=category, **fields)


def numbers(user, query=""):
    """The words of each choice that has a number, and the number."""
    shown = unescape(panel(search(user, query)))
    options = re.findall(r">\s*([^<>]+) \((\d+\+?)\)</option>", shown)
    labels = re.findall(r'>\s*([^<>]+) <span class="count">(\d+\+?)</span>', shown)
    return dict(options + labels)


@translation.override("en")
def test_each_choice_says_how_many_it_leaves(bram):
    offer("office-chair", terms=["free"], condition="used")
    offer("office-chair", terms=["free", "sale"], far=True)
    offer("desk", terms=["sale"])
    parent = Category.objects.get(code="desk").parent
    assert numbers(bram, "sort=newest&page=2") == {
        f"{parent.label}": "3",
        "Office chair": "2",
        "Desk (fixed height)": "1",
        **dict.fromkeys(["5 km", "10 km", "25 km", "50 km", "100 km"], "2"),
        "150 km": "3",
        "Utrecht": "3",
        "Free": "2",
        "For sale": "2",
        "For rent": "0",
        "On loan": "0",
        "New in its packing": "0",
        "As good as new": "0",
        "Good": "2",
        "Shows use": "1",
        "To be repaired": "0",
        "Available now": "3",
    }


@translation.override("en")
@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("category=office-chair", "Office chair"),
        ("terms=sale", "For sale"),
        ("within=25", "25 km"),
        ("condition=good", "Good"),
        ("available=on", "Available now"),
    ],
)
def test_a_number_is_what_the_choice_finds(bram, choice, words):
    offer("office-chair", terms=["sale"], far=True)
    offer("office-chair", terms=["free"], condition="used")
    offer("desk", terms=["sale"])
    before = numbers(bram)
    assert len(search(bram, choice).qs) == int(before[words])
    assert words not in numbers(bram, choice)


@translation.override("en")
def test_where_not_all_is_counted_a_number_is_a_lower_bound(bram, monkeypatch):
    monkeypatch.setattr(of_panel, "MOST_COUNTED", 1)
    offer(terms=["free"])
    offer(terms=["free"])
    assert numbers(bram)["Free"] == "2+"


def test_the_fields_are_drawn_once_whatever_the_numbers(bram, monkeypatch):
    drawn, render = [], of_panel.render_to_string
    monkeypatch.setattr(
        of_panel, "render_to_string", lambda *of: drawn.append(of) or render(*of)
    )
    query = "province=NL-FR"  # which no other test asks for
    panel(search(bram, query))
    offer()
    panel(search(bram, f"{query}&q=bureau&page=2"))
    assert len(drawn) == 1


def test_numbers_and_pages_take_one_query(bram, django_assert_num_queries):
    offer(terms=["free"])
    filters = search(bram)
    numbers(bram)
    shown = [row.pk for row in filters.qs]
    with django_assert_num_queries(1):
        assert panel(filters)
        assert filters.keys == shown


def test_who_has_no_place_is_not_asked_how_far(mo):
    offer()
    assert 'name="within"' not in panel(search(mo))
