"""Many at once, on real threads: one line, one statement, and numbers without gaps."""

import pytest
from django.utils import timezone

from billing import actions
from billing.models import Charge, Document, Look, Statement
from tests.factories import ClaimFactory
from tests.stories.test_races import at_once, doing

from .conftest import bought, chosen, offer, over

pytestmark = pytest.mark.django_db(transaction=True)
BUYERS = 20


def test_twenty_at_once_get_numbers_without_gaps(anna):
    listing = offer(anna)
    sold = {"term": "sale", "price_eur": 5, "state": "handed_over"}
    ClaimFactory.create_batch(BUYERS, listing=listing, **sold)
    actions.look_at_claims()
    statements = list(Statement.objects.all())
    for statement in statements:
        over(statement)
        chosen(statement, anna)
    done = at_once(*(doing(actions.fix, it, by=anna) for it in statements))
    assert done == {"done": BUYERS}
    numbers = sorted(Document.objects.values_list("number", flat=True))
    assert numbers == list(range(1, BUYERS + 1))


def test_ten_clocks_at_once_make_one_line_and_one_statement(anna, bram):
    claim = bought(anna, bram)
    Look.objects.bulk_create(Look(claim=claim) for _n in range(10))
    done = at_once(*[actions.look_at_claims] * 10)
    actions.look_at_claims()
    assert done == {"done": 10}
    assert (Charge.objects.count(), Statement.objects.count()) == (1, 1)


def test_pressed_twice_at_once_it_is_fixed_once(anna, bram):
    bought(anna, bram)
    actions.look_at_claims()
    statement = over(Statement.objects.get())
    chosen(statement, anna)
    Statement.objects.update(fix_at=timezone.now())
    press = doing(actions.fix, statement, by=anna)
    done = at_once(press, press, actions.fix_what_is_due)
    assert sum(done.values()) == done["done"] + done["refused"] == 3
    assert Document.objects.count() == 1
