"""The invoice as UBL: valid by the rules of EN 16931 and NLCIUS."""

from decimal import Decimal
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billing import ubl
from billing.amounts import Taxed, cents, totals
from billing.vat import CATEGORY, RATE, Treatment

from .en16931 import NS, broken_rules, of_nlcius

PARTY = {
    "name": "Zonnehof & Zn",
    "kvk": "01234567",
    "address": "Dorpsstraat 1",
    "postcode": "3511 AB",
    "town": "Utrecht",
    "email": "facturen@example.org",
    "iban": "NL91ABNA0417164300",
    "vat_number": "NL004495445B01",
}
REASON = "vrijgesteld, art. 11 lid 1 onder r"


def line(number, treatment, quantity, unit, order=""):
    reason = REASON if treatment in ("exempt", "outside") else ""
    known = Treatment(treatment)
    return {
        "number": number,
        "description": "Stoel <zwart> & meer",
        "quantity": quantity,
        "unit": str(unit),
        "amount": str(quantity * unit),
        "category": CATEGORY[known],
        "rate": str(RATE[known]),
        "vat": "x",
        "reason": reason,
        "first": "2026-11-02",
        "last": "2026-11-09",
        "order": order,
    }


def facts(lines, kind="invoice", order=""):
    """A document of lines: treatment, quantity, price of one."""
    rows = [line(n, *it) for n, it in enumerate(lines, 1)]
    sums = totals(
        Taxed(Decimal(it["amount"]), it["category"], Decimal(it["rate"]), it["reason"])
        for it in rows
    )
    outside = rows[0]["category"] == "O"
    party = PARTY | {"vat_number": "" if outside else PARTY["vat_number"]}
    return {
        "number": "DP2026-00001",
        "kind": kind,
        "outside": outside,
        "issued_on": "2026-12-03",
        "due_on": None if kind == "credit" else "2027-01-02",
        "first": "2026-11-01",
        "last": "2026-11-30",
        "seller": party,
        "buyer": party | {"kvk": "12345678", "vat_number": "", "iban": ""},
        "order": order,
        "credits": [{"number": "DP2026-00001", "issued_on": "2026-11-03"}]
        if kind == "credit"
        else [],
        "lines": rows,
        "shares": [
            {
                "category": it.category,
                "rate": str(it.rate),
                "base": str(it.base_eur),
                "vat": str(it.vat_eur),
                "reason": it.reason,
            }
            for it in sums.shares
        ],
        "net": str(sums.net_eur),
        "vat": str(sums.vat_eur),
        "total": str(sums.total_eur),
    }


TAXED = ["standard", "reduced", "zero", "exempt"]
PRICES = st.decimals(min_value=0, max_value=99_999, places=2)
QUANTITIES = st.integers(1, 5_000)


def lines_of(treatments):
    row = st.tuples(st.sampled_from(treatments), QUANTITIES, PRICES)
    return st.lists(row, min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.one_of(lines_of(TAXED), lines_of(["outside"])),
    kind=st.sampled_from(["invoice", "credit"]),
    order=st.sampled_from(["", "PO-2026/17"]),
)
def test_what_we_write_breaks_no_rule(lines, kind, order):
    assert broken_rules(ubl.written(facts(lines, kind, order))) == []


BROKEN = {
    "BR-CO-14": lambda it: it | {"vat": "99.00"},
    "BR-CO-10": lambda it: it | {"net": "1.00", "total": "22.00"},
    "BR-E-10": lambda it: it | {"shares": [s | {"reason": ""} for s in it["shares"]]},
    "BR-CO-25": lambda it: it | {"due_on": None},
    "BR-NL-1": lambda it: it | {"seller": it["seller"] | {"kvk": "1234567"}},
    "BR-NL-4": lambda it: it | {"buyer": it["buyer"] | {"postcode": ""}},
    "BR-NL-10": lambda it: it | {"buyer": it["buyer"] | {"kvk": "NL123"}},
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_checkers_find_what_is_wrong(rule):
    """Or the test above would hold of anything."""
    right = facts([("standard", 2, Decimal(50)), ("exempt", 1, Decimal(10))])
    assert rule in broken_rules(ubl.written(BROKEN[rule](right)))


def test_a_credit_is_a_credit_note_without_means_of_payment():
    book = Tree.fromstring(ubl.written(facts([("standard", 1, Decimal(9))], "credit")))
    assert book.tag.endswith("}CreditNote")
    assert book.findtext("cbc:CreditNoteTypeCode", "", NS) == "381"
    assert book.find("cac:PaymentMeans", NS) is None
    number = "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"
    assert book.findtext(number, "", NS) == "DP2026-00001"


def test_who_someone_is_by_law_is_the_chambers_number_with_its_zeros():
    book = Tree.fromstring(ubl.written(facts([("standard", 1, Decimal(9))])))
    legal = book.find(".//cac:PartyLegalEntity/cbc:CompanyID", NS)
    assert (legal.text, legal.get("schemeID")) == ("01234567", "0106")


def test_exempt_has_its_reason_and_zero_has_none():
    book = Tree.fromstring(
        ubl.written(facts([("exempt", 1, Decimal(9)), ("zero", 1, Decimal(9))]))
    )
    why = {
        it.findtext("cbc:ID", "", NS): it.findtext("cbc:TaxExemptionReason", None, NS)
        for it in book.iterfind(".//cac:TaxSubtotal/cac:TaxCategory", NS)
    }
    assert why == {"E": REASON, "Z": None}


def test_outside_vat_there_is_no_vat_number_and_no_percent():
    text = ubl.written(facts([("outside", 1, Decimal(9))])).decode()
    assert PARTY["vat_number"] not in text
    assert "Percent" not in text


def test_no_discount_is_ever_written():
    """So none can be rounded apart: the base is the sum of the rounded lines."""
    assert b"AllowanceCharge" not in ubl.written(
        facts([("reduced", 3, Decimal("0.35"))])
    )


def test_a_price_and_a_quantity_make_the_line_to_the_cent():
    book = Tree.fromstring(ubl.written(facts([("standard", 278_363, Decimal("1.13"))])))
    row = book.find("cac:InvoiceLine", NS)
    price = Decimal(row.findtext("cac:Price/cbc:PriceAmount", "", NS))
    quantity = Decimal(row.findtext("cbc:InvoicedQuantity", "", NS))
    assert price * quantity == Decimal(row.findtext("cbc:LineExtensionAmount", "", NS))


def test_an_order_is_named_on_top_and_in_its_line():
    known = facts([("standard", 1, Decimal(9), "PO-1")], order="PO-1")
    book = Tree.fromstring(ubl.written(known))
    assert book.findtext("cac:OrderReference/cbc:ID", "", NS) == "PO-1"
    assert book.findtext(".//cac:AdditionalItemProperty/cbc:Value", "", NS) == "PO-1"
    assert of_nlcius(ubl.written(known)) == []


# -- The sums -------------------------------------------------------------------
LINES = st.lists(
    st.builds(
        Taxed,
        st.decimals(min_value=-9999, max_value=9999, places=2),
        st.just("S"),
        st.sampled_from([Decimal(21), Decimal(9)]),
    ),
    max_size=30,
)


def test_vat_is_computed_over_the_sum_and_not_per_line():
    sums = totals([Taxed(Decimal("0.02"), "S", Decimal(21))] * 10)
    assert sums.vat_eur == Decimal("0.04")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_a_credit_mirrors_to_the_cent(lines):
    back = [line._replace(amount_eur=-line.amount_eur) for line in lines]
    there, again = totals(lines), totals(back)
    assert there.total_eur == -again.total_eur
    assert there.vat_eur == -again.vat_eur


def test_half_a_cent_goes_away_from_zero():
    assert cents(Decimal("0.005")) == Decimal("0.01")
    assert cents(Decimal("-0.005")) == Decimal("-0.01")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_what_is_to_be_paid_is_net_and_vat(lines):
    sums = totals(lines)
    assert sums.net_eur == sum((line.amount_eur for line in lines), Decimal(0))
    assert sums.total_eur == sums.net_eur + sum(it.vat_eur for it in sums.shares)
