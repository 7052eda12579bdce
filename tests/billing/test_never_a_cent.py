"""Whatever happens to claims, in whatever order and however often the clock runs: what
stands on the statements is what the claims come to, to the cent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from billing import actions
from billing.amounts import totals
from billing.models import Charge, Document, Look, Statement
from claims import actions as claiming
from claims.models import Claim

from .conftest import accepted, offer, over

DAY = timedelta(days=1)
PRICES = [None, Decimal("0.01"), Decimal("0.35"), Decimal("33.33"), Decimal(0)]
numbers, which = st.integers(1, 6), st.integers(0, 2)
deeds = st.one_of(
    st.tuples(st.just("hand_over"), which, numbers),
    st.tuples(st.just("hand_over"), which, numbers),
    st.tuples(st.just("give_back"), which, numbers),
    st.tuples(st.just("take_back"), which, numbers),
    st.tuples(st.just("longer"), which, st.integers(1, 40)),
    st.tuples(st.just("correct"), which, numbers),
    st.tuples(st.just("clock"), which, numbers),
    st.tuples(st.just("fix"), which, numbers),
    st.tuples(st.just("credit"), which, numbers),
)


class Month:
    """Two sales and a rental between Anna and Bram, and what they do with them."""

    def __init__(self, anna, bram):
        self.anna, self.bram = anna, bram
        rents = {"terms": ["rent"], "rent_eur": Decimal("7.77"), "rent_per": "day"}
        weekly = {"rent_week_eur": Decimal("30.05"), "rent_month_eur": 100}
        today = Claim().asked_at.date()
        period = {"starts_on": today, "ends_on": today + 9 * DAY}
        self.claims = [
            accepted(offer(anna, price_eur=1), anna, bram, 8, term="sale"),
            accepted(offer(anna, price_eur=1), anna, bram, 9, term="sale"),
            accepted(
                offer(anna, **rents, **weekly), anna, bram, 6, term="rent", **period
            ),
        ]

    def ask(self, prices):
        """What the two sales were asked for at."""
        for claim, price in zip(self.claims, prices, strict=False):
            Claim.objects.filter(pk=claim.pk).update(price_eur=price)

    def do(self, name, at, number):
        claim = self.claims[at]
        claim.refresh_from_db()
        try:
            with transaction.atomic():
                getattr(self, name)(claim, number)
        except (Refused, AssertionError):
            pass  # too many, too late: nothing happened

    def hand_over(self, claim, number):
        if claim.state == "accepted":
            claiming.mark_scheduled(claim, by=self.bram)
        number = min(number, claim.rest) or 1
        claiming.hand_over(claim, by=self.bram, quantity=number)

    def give_back(self, claim, number):
        claiming.give_back(claim, min(number, claim.rest), by=self.bram)

    def take_back(self, claim, number):
        claiming.take_back(claim, by=self.bram, quantity=number)

    def longer(self, claim, days):
        claiming.extend(claim, by=self.anna, until=claim.last_day + days * DAY)

    def correct(self, claim, number):
        """A moderator finds that fewer went than was written down."""
        fewer = max(0, claim.handed_over - number)
        Claim.objects.filter(pk=claim.pk).update(handed_over=fewer)
        Look.objects.create(claim=claim)

    def clock(self, claim, number):
        for _run in range(number):
            Look.objects.create(claim=claim)
            actions.look_at_claims()

    def fix(self, claim, number):
        """The month is over: what has a price gets its VAT, and is fixed."""
        for statement in Statement.objects.filter(state="running"):
            over(statement)
        for statement in Statement.objects.filter(state="ready"):
            for line in statement.charges.filter(credits=None):
                if line.unit_eur is None:
                    actions.fill_in(line, Decimal("1.23"), by=self.anna)
                treatment = ("standard", "reduced", "exempt")[line.pk % 3]
                actions.choose(line, treatment, by=self.anna, reason="x")
            actions.fix(statement, by=self.anna)

    def credit(self, claim, number):
        line = claim.charges.filter(quantity__gt=0, document__isnull=False).first()
        if line:
            actions.give_credit(line, number, by=self.anna, why="x")

    # -- What must hold
    def check(self):
        for claim in self.claims:
            actions.reckon(claim)
            self._is_what_it_comes_to(claim)
        for document in Document.objects.all():
            self._is_its_lines(document)

    def _is_what_it_comes_to(self, claim):
        claim.refresh_from_db()
        lines = claim.charges.filter(credited_by=None)
        charged = lines.aggregate(n=Sum("quantity"))["n"] or 0
        given = claim.charges.filter(credited_by__isnull=False)
        back = given.aggregate(n=Sum("quantity"))["n"] or 0
        each = claim.price_eur if claim.term == "sale" else claim.rent.total_eur
        if each is None:
            assert charged + back >= 0
            assert charged == claim.handed_over or back
        elif not back:
            amount = lines.aggregate(eur=Sum(F("quantity") * F("unit_eur")))["eur"]
            assert (amount or 0) == each * claim.handed_over

    def _is_its_lines(self, document):
        sign = -1 if document.is_credit else 1
        lines = [line.taxed for line in document.charges.all()]
        sums = totals(lines)
        assert sign * document.net_eur == sums.net_eur
        assert sign * document.vat_eur == sums.vat_eur


@pytest.fixture
def month(anna, bram):
    """Made once; each example begins with it."""
    return Month(anna, bram)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(deeds, max_size=12),
    st.tuples(st.sampled_from(PRICES), st.sampled_from(PRICES)),
)
def test_statements_come_to_what_claims_come_to(month, doings, prices):
    with transaction.atomic():
        month.ask(prices)
        for deed in doings:
            month.do(*deed)
        month.check()
        _numbers_have_no_gap()
        transaction.set_rollback(True)


def _numbers_have_no_gap():
    numbers = list(Document.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    statements = Statement.objects.values_list("seller", "buyer", "month")
    assert len(set(statements)) == len(statements)
    assert not Charge.objects.filter(quantity=0).exists()
