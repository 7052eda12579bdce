"""What falls under a rule."""

from decimal import Decimal

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from approvals.facts import What, is_from
from approvals.models import Rule
from catalogue.models import Category
from members.models import Location
from tests.approvals.conftest import a_rule, asks

MONEY = st.decimals(0, 10_000, places=2)
KINDS = [Category(code="furniture"), Category(code="chair", parent_id="furniture")]
PLACES = [Location(pk=1, name="A"), Location(pk=2, name="B")]


@given(MONEY, MONEY)
def test_a_value_on_the_line_waits(limit, value):
    assert is_from(limit, value) == (value >= limit)
    assert is_from(limit, None)
    assert is_from(None, value)


@given(
    st.sampled_from(["ask", "give", "offer"]),
    st.sampled_from(KINDS),
    st.sampled_from(PLACES),
    st.none() | MONEY,
    st.builds(
        Rule,
        deed=st.sampled_from(["ask", "give", "offer"]),
        from_eur=st.none() | MONEY,
        category=st.sampled_from([None, *KINDS]),
        location=st.sampled_from([None, *PLACES]),
    ),
)
def test_a_rule_holds_for_what_it_names(deed, kind, place, value, rule):
    what = What(deed, "", value, kind, place, "")
    named = {kind.code, kind.parent_id}
    assert what.falls_under(rule) == (
        rule.deed == deed
        and (rule.category is None or rule.category.code in named)
        and rule.location in (None, place)
        and (rule.from_eur is None or value is None or value >= rule.from_eur)
    )


def test_what_stays_below_goes_on_at_once(rule, ada, chairs, bram):
    assert asks(chairs, bram, 3).state == "asked"


def test_a_price_to_be_agreed_may_be_any(rule, ada, chairs, bram):
    chairs.price_eur = None
    chairs.save()
    assert asks(chairs, bram, 1).state == "to_approve"


def test_what_is_free_costs_nothing(rule, ada, beds, bram):
    assert asks(beds, bram, 2, term="free").state == "asked"


def test_a_rule_of_a_parent_holds_for_its_kinds(ada, chairs, bram):
    a_rule(bram, "ask", category=chairs.category.parent)
    assert asks(chairs, bram, 1).state == "to_approve"


def test_a_rule_for_another_place_does_not_hold(ada, chairs, bram):
    other = bram.organisation.locations.create(
        name="Zuid", address="-", postcode="3511 AB", town="Utrecht"
    )
    a_rule(bram, "ask", location=other)
    assert asks(chairs, bram, 1).state == "asked"


def test_a_rule_stands_once(bram, rule):
    with pytest.raises(IntegrityError):
        a_rule(bram, "ask", Decimal(5))
