"""Statements: their month closes, VAT is chosen, they are fixed."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from base.refusal import Refused
from billing import actions
from billing.models import BillingDetails, Charge, Document, Statement, VatChoice
from claims import actions as claiming
from claims.models import Claim
from outbox.models import Letter

from .conftest import (
    DAY,
    VAT_NUMBER,
    bought,
    charged,
    chosen,
    fixed,
    over,
    reckoned,
    rented,
    the_statement,
)
from .en16931 import broken_rules

REASON = "art. 11 lid 1 onder r"


def subjects(name):
    return sorted(
        Letter.objects.filter(key__startswith=f"billing/letters/{name} ").values_list(
            "to", flat=True
        )
    )


# -- The month closes -----------------------------------------------------------
def test_a_month_is_not_fixed_while_it_runs(anna, bram):
    bought(anna, bram)
    statement = the_statement()
    chosen(statement, anna)
    with pytest.raises(Refused, match="not over"):
        actions.fix(statement, by=anna)


def test_when_it_is_over_its_seller_is_asked_to_look_through_it(anna, bram):
    bought(anna, bram)
    statement = over()
    assert (statement.state, statement.closes_at) == ("ready", None)
    assert statement.fix_at > timezone.now() + 2 * DAY
    assert subjects("ready") == ["anna@example.org"]
    body = Letter.objects.get(key__startswith="billing/letters/ready").body
    assert "it is not said how VAT is treated" in body


def test_ten_runs_of_the_clock_close_and_fix_it_once(anna, bram):
    bought(anna, bram)
    statement = over()
    chosen(statement, anna)
    Statement.objects.update(fix_at=timezone.now())
    for _run in range(10):
        actions.close_months()
        actions.fix_what_is_due()
    statement.refresh_from_db()
    assert statement.state == "fixed"
    assert (Document.objects.count(), Statement.objects.count()) == (1, 1)
    assert subjects("fixed") == ["bram@example.org"]


def test_where_nobody_coordinates_it_is_told_to_who_asked_and_offered(anna, bram):
    bought(anna, bram)
    chosen(the_statement(), anna)
    for person in (anna, bram):
        person.role = "colleague"
        person.save()
    over()
    Statement.objects.update(fix_at=timezone.now())
    actions.fix_what_is_due()
    assert (subjects("ready"), subjects("fixed")) == (
        ["anna@example.org"],
        ["bram@example.org"],
    )


def test_what_lacks_something_waits_for_its_seller(anna, bram):
    bought(anna, bram)
    statement = over()
    Statement.objects.update(fix_at=timezone.now())
    for _run in range(3):
        actions.fix_what_is_due()
    statement.refresh_from_db()
    assert (statement.state, statement.fix_at) == ("ready", None)
    assert subjects("waits") == ["anna@example.org"]
    chosen(statement, anna)
    actions.fix(statement, by=anna)


def test_a_month_of_which_all_was_taken_off_goes(anna, bram):
    claim = bought(anna, bram)
    statement = the_statement()
    Claim.objects.filter(pk=claim.pk).update(handed_over=0)
    actions.reckon(claim)
    Statement.objects.update(closes_at=timezone.now())
    actions.close_months()
    assert not Statement.objects.filter(pk=statement.pk).exists()
    assert not Letter.objects.filter(key__startswith="billing").exists()


# -- VAT --------------------------------------------------------------------------
def test_nothing_is_chosen_beforehand(anna, bram):
    bought(anna, bram)
    charge = the_statement().charges.get()
    assert (charge.treatment, charge.chosen_by) == ("", None)


def test_who_chose_is_kept_with_why(anna, bram):
    bought(anna, bram)
    charge = the_statement().charges.get()
    actions.choose(charge, "exempt", by=anna, reason=REASON)
    charge.refresh_from_db()
    kept = (charge.treatment, charge.reason, charge.chosen_by)
    assert kept == ("exempt", REASON, anna)


@pytest.mark.parametrize("treatment", ["exempt", "outside"])
def test_without_vat_it_needs_a_reason(anna, bram, treatment):
    bought(anna, bram)
    with pytest.raises(Refused, match="Say why"):
        actions.choose(the_statement().charges.get(), treatment, by=anna, reason=" ")


def test_once_for_all_alike(anna, bram):
    for _time in range(2):
        bought(anna, bram)
    rented(anna, bram)
    first, second, rent = the_statement().charges.order_by("pk")
    actions.choose(first, "exempt", by=anna, reason=REASON, for_all=True)
    for charge in (second, rent):
        charge.refresh_from_db()
    assert (second.treatment, rent.treatment) == ("exempt", "")
    bought(anna, bram)
    actions.look_at_claims()
    newest = Charge.objects.latest("pk")
    assert (newest.treatment, newest.reason, newest.chosen_by) == (
        *("exempt", REASON),
        anna,
    )


def test_choosing_for_all_leaves_what_was_chosen(anna, bram):
    bought(anna, bram)
    charge = the_statement().charges.get()
    actions.choose(charge, "reduced", by=anna)
    seller = anna.organisation
    assert actions.choose_for_all(seller, "used", "standard", by=anna) == 0
    charge.refresh_from_db()
    assert charge.treatment == "reduced"
    actions.choose_for_all(seller, "used", "", by=anna)
    assert not VatChoice.objects.exists()


@pytest.mark.parametrize("who", ["bram", "carla", "mo"])
def test_only_who_sells_chooses_and_fixes(anna, bram, who, request):
    other = request.getfixturevalue(who)
    bought(anna, bram)
    statement = over()
    charge = statement.charges.get()
    seller = anna.organisation
    deeds = [
        lambda: actions.choose(charge, "standard", by=other),
        lambda: actions.choose_for_all(seller, "used", "standard", by=other),
        lambda: actions.fill_in(charge, Decimal(1), by=other),
        lambda: actions.fix(statement, by=other),
        lambda: actions.give_credit(charge, 1, by=other, why="x"),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()


def test_a_colleague_who_is_no_coordinator_looks_only(anna, bram):
    bought(anna, bram)
    statement = over()
    anna.role = "colleague"
    with pytest.raises(PermissionDenied):
        actions.fix(statement, by=anna)


# -- A price that was left open -----------------------------------------------------
def test_a_price_that_was_left_open_is_filled_in(anna, bram):
    claim = bought(anna, bram, price=None)
    assert reckoned(claim) == [("pieces", 2, None)]
    statement = over()
    chosen(statement, anna)
    with pytest.raises(Refused, match="still to be agreed"):
        actions.fix(statement, by=anna)
    charge = statement.charges.get()
    actions.fill_in(charge, Decimal("12.50"), by=anna)
    actions.fix(statement, by=anna)
    assert charged(claim) == Decimal("25.00")


def test_a_price_that_was_agreed_stays(anna, bram):
    bought(anna, bram)
    with pytest.raises(Refused, match="agreed with the claim"):
        actions.fill_in(the_statement().charges.get(), Decimal(1), by=anna)


# -- What stands on an invoice -----------------------------------------------------
def test_a_statement_becomes_an_invoice_that_breaks_no_rule(anna, bram):
    bought(anna, bram)
    rented(anna, bram)
    statement = over()
    sold, rent = statement.charges.order_by("pk")
    actions.choose(sold, "exempt", by=anna, reason=REASON)
    actions.choose(rent, "standard", by=anna)
    actions.fix(statement, by=anna)
    document = Document.objects.get()
    year = timezone.localdate().year
    assert (document.reference, document.kind) == (f"DP{year}-00001", "invoice")
    assert document.net_eur == Decimal("185.00")
    assert document.vat_eur == Decimal("22.05")
    assert broken_rules(bytes(document.ubl)) == []
    assert bytes(document.pdf).startswith(b"%PDF")


def test_what_is_outside_vat_has_a_document_of_its_own(anna, bram):
    bought(anna, bram)
    rented(anna, bram)
    statement = over()
    sold, rent = statement.charges.order_by("pk")
    actions.choose(sold, "outside", by=anna, reason="no entrepreneur")
    actions.choose(rent, "standard", by=anna)
    actions.fix(statement, by=anna)
    taxed, outside = Document.objects.order_by("outside")
    assert (taxed.outside, outside.outside) == (False, True)
    for document in (taxed, outside):
        assert broken_rules(bytes(document.ubl)) == []
    assert VAT_NUMBER.encode() in bytes(taxed.ubl)
    assert VAT_NUMBER.encode() not in bytes(outside.ubl)
    assert b"Percent" not in bytes(outside.ubl)


def test_without_address_and_bank_account_nothing_is_fixed(anna, bram):
    BillingDetails.objects.all().delete()
    bought(anna, bram)
    statement = over()
    chosen(statement, anna)
    with pytest.raises(Refused, match="bank account"):
        actions.fix(statement, by=anna)


def test_without_a_vat_number_only_what_is_outside_vat_is_sent(anna, bram):
    BillingDetails.objects.update(vat_number="")
    bought(anna, bram)
    statement = over()
    chosen(statement, anna)
    with pytest.raises(Refused, match="VAT number"):
        actions.fix(statement, by=anna)
    charge = statement.charges.get()
    actions.choose(charge, "outside", by=anna, reason="x")
    actions.fix(statement, by=anna)


def test_the_order_of_the_buyer_is_on_it_and_the_cost_centre_is_not(anna, bram):
    claim = bought(anna, bram)
    Claim.objects.filter(pk=claim.pk).update(
        purchase_order="PO-77", cost_centre="KP-4711"
    )
    fixed(anna)
    text = bytes(Document.objects.get().ubl).decode()
    assert "<cbc:ID>PO-77</cbc:ID>" in text
    assert "KP-4711" not in text


def test_pressed_twice_it_is_fixed_once(anna, bram):
    bought(anna, bram)
    statement = fixed(anna)
    with pytest.raises(Refused, match="fixed"):
        actions.fix(statement, by=anna)
    assert Document.objects.count() == 1


def test_what_is_fixed_changes_no_more(anna, bram):
    bought(anna, bram)
    charge = fixed(anna).charges.get()
    with pytest.raises(Refused, match="only credit"):
        actions.choose(charge, "reduced", by=anna)


@pytest.mark.parametrize("rows", [Charge.objects, Document.objects])
def test_the_database_keeps_what_is_on_an_invoice(anna, bram, rows):
    bought(anna, bram)
    fixed(anna)
    for deed in (
        lambda: rows.all()._raw_delete(rows.db),
        lambda: rows.update(id=F("id")),
    ):
        with pytest.raises(DatabaseError, match="never change"):
            _in_a_savepoint(deed)


@transaction.atomic
def _in_a_savepoint(deed):
    deed()


# -- Credits -----------------------------------------------------------------------
def test_a_credit_is_a_credit_note_that_names_the_invoice(anna, bram):
    bought(anna, bram, quantity=3, price="0.35")
    statement = fixed(anna)
    invoice = Document.objects.get()
    charge = statement.charges.get()
    credit = actions.give_credit(charge, 3, by=anna, why="One leg was off")
    assert credit.statement != statement
    assert credit.amount_eur == -charge.amount_eur
    fixed(anna, statement=credit.statement)
    note = Document.objects.get(kind="credit")
    assert (note.net_eur, note.vat_eur) == (invoice.net_eur, invoice.vat_eur)
    assert broken_rules(bytes(note.ubl)) == []
    assert f"<cbc:ID>{invoice.reference}</cbc:ID>".encode() in bytes(note.ubl)
    assert note.number == invoice.number + 1


def test_no_more_is_credited_than_there_is(anna, bram):
    bought(anna, bram, quantity=3)
    statement = fixed(anna)
    charge = statement.charges.get()
    actions.give_credit(charge, 2, by=anna, why="x")
    with pytest.raises(Refused, match="At most 1"):
        actions.give_credit(charge, 2, by=anna, why="x")
    actions.give_credit(charge, 1, by=anna, why="x")
    with pytest.raises(Refused, match="All of this line"):
        actions.give_credit(charge, 1, by=anna, why="x")


def test_a_credit_that_was_given_is_not_charged_again(anna, bram):
    claim = bought(anna, bram, quantity=3)
    statement = fixed(anna)
    actions.give_credit(statement.charges.get(), 1, by=anna, why="x")
    for _run in range(3):
        actions.reckon(claim)
    assert charged(claim) == Decimal("80.00")


def test_what_is_on_no_invoice_is_not_credited(anna, bram):
    bought(anna, bram)
    with pytest.raises(Refused, match="no invoice yet"):
        actions.give_credit(the_statement().charges.get(), 1, by=anna, why="x")


# -- Deposits ----------------------------------------------------------------------
def test_a_deposit_is_in_no_sum(anna, bram):
    claim = rented(anna, bram, deposit_eur=100)
    claiming.receive_deposit(claim, by=anna)
    fixed(anna)
    assert Document.objects.get().net_eur == claim.total_eur
