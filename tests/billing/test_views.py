"""The pages of statements."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from billing import actions
from billing.models import BillingDetails, Charge, Document, VatChoice
from claims import actions as claiming
from claims.models import Claim

from .conftest import IBAN, bought, chosen, fixed, over, rented, the_statement


def page(client, name, *args, query=""):
    return client.get(reverse(f"billing:{name}", args=args) + query)


def text(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def statement(anna, bram):
    bought(anna, bram)
    return the_statement()


@pytest.mark.parametrize(("who", "words"), [("anna", "To receive"), ("bram", "To pay")])
def test_both_sides_see_the_month_grow(client, statement, who, words, request):
    client.force_login(request.getfixturevalue(who))
    found = page(client, "index").context["found"]
    (month,) = found.months
    assert found.we_get_eur + found.we_pay_eur == Decimal("80.00")
    assert words in text(page(client, "index"))
    shown = text(page(client, "detail", statement.pk))
    assert "VAT not chosen yet" in shown
    assert len(month.owed_to_us + month.owed_by_us) == 1


def test_a_stranger_finds_nothing(client, statement, carla):
    client.force_login(carla)
    assert page(client, "detail", statement.pk).status_code == 404
    assert page(client, "index").context["found"].months == []


def test_the_list_costs_the_same_for_more_rows(
    client, anna, bram, carla, django_assert_max_num_queries
):
    for buyer in (bram, carla):
        for _time in range(2):
            bought(anna, buyer)
    actions.look_at_claims()
    client.force_login(anna)
    with django_assert_max_num_queries(7):
        page(client, "index")


def test_a_page_costs_the_same_for_more_lines(
    client, anna, bram, django_assert_max_num_queries
):
    for _time in range(5):
        bought(anna, bram)
    statement = fixed(anna)
    client.force_login(anna)
    with django_assert_max_num_queries(12):
        page(client, "detail", statement.pk)


def test_the_seller_chooses_vat_for_all_and_fixes(client, anna, bram):
    bought(anna, bram)
    bought(anna, bram)
    statement = over()
    client.force_login(anna)
    shown = text(page(client, "detail", statement.pk))
    assert "it is not said how VAT is treated" in shown
    charge = statement.charges.first()
    address = reverse("billing:line", args=[charge.pk])
    answers = {"treatment": "exempt", "for_all": "on"}
    again = client.post(address, answers)
    assert "reason" in again.context["form"].errors
    client.post(address, answers | {"reason": "art. 11"})
    assert not statement.charges.filter(treatment="").exists()
    client.post(reverse("billing:fix", args=[statement.pk]))
    statement.refresh_from_db()
    assert statement.is_fixed
    assert Document.objects.get().reference in text(
        page(client, "detail", statement.pk)
    )


def test_the_buyer_does_not_fix(client, statement, bram):
    client.force_login(bram)
    assert "Fill in" not in text(page(client, "detail", statement.pk))
    answer = client.post(reverse("billing:fix", args=[statement.pk]))
    assert answer.status_code == 403


def test_the_files_of_an_invoice(client, anna, bram, carla):
    bought(anna, bram)
    fixed(anna)
    document = Document.objects.get()
    client.force_login(bram)
    pdf = page(client, "document", document.pk)
    ubl = page(client, "document_ubl", document.pk)
    assert (pdf["Content-Type"], ubl["Content-Type"]) == (
        *("application/pdf", "application/xml"),
    )
    assert ubl.content == bytes(document.ubl)
    assert "attachment" in ubl["Content-Disposition"]
    client.force_login(carla)
    for name in ("document", "document_ubl"):
        assert page(client, name, document.pk).status_code == 404


def test_a_price_that_was_left_open_is_asked_with_the_vat(client, anna, bram):
    bought(anna, bram, price=None)
    charge = the_statement().charges.get()
    client.force_login(anna)
    address = reverse("billing:line", args=[charge.pk])
    client.post(address, {"treatment": "reduced", "unit_eur": "1.234,50"})
    charge.refresh_from_db()
    assert (charge.unit_eur, charge.treatment) == (Decimal("1234.50"), "reduced")


def test_a_credit_is_given_with_a_reason(client, anna, bram):
    bought(anna, bram)
    charge = fixed(anna).charges.get()
    client.force_login(anna)
    address = reverse("billing:credit", args=[charge.pk])
    assert client.post(address, {"quantity": 3, "why": "x"}).context["form"].errors
    client.post(address, {"quantity": 1, "why": "One was broken"})
    credit = Charge.objects.get(quantity=-1)
    assert (credit.credits, credit.why) == (charge, "One was broken")
    client.force_login(bram)
    assert "One was broken" in text(page(client, "detail", credit.statement_id))


# -- What one's organisation says of itself ----------------------------------------
DETAILS = {
    "address": "Dorpsstraat 1",
    "postcode": "3511ab",
    "town": "Utrecht",
    "email": "facturen@example.org",
    "iban": "nl91 abna 0417 1643 00",
    "vat_number": "NL0044.95.445.B01",
    "payment_days": "14",
}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("iban", "NL91ABNA0417164301"),
        ("iban", "123"),
        ("vat_number", "NL123456789B01"),
        ("postcode", "12 AB"),
        ("payment_days", "61"),
        ("payment_days", "0"),
        ("email", "x"),
    ],
)
def test_what_can_not_be_right_is_refused(client, anna, field, typed):
    client.force_login(anna)
    answer = client.post(reverse("billing:details"), DETAILS | {field: typed})
    assert list(answer.context["form"].errors) == [field]


def test_numbers_are_kept_as_they_are_meant(client, anna):
    client.force_login(anna)
    client.post(reverse("billing:details"), DETAILS)
    kept = BillingDetails.objects.get()
    assert (kept.iban, kept.vat_number, kept.postcode) == (
        *(IBAN, "NL004495445B01"),
        "3511 AB",
    )


def test_a_colleague_does_not_change_them(client, anna):
    anna.role = "colleague"
    anna.save()
    client.force_login(anna)
    for name in ("details", "vat"):
        assert page(client, name).status_code == 403


def test_vat_is_chosen_by_kind_of_line(client, anna, bram, statement):
    client.force_login(anna)
    address = reverse("billing:vat")
    again = client.post(address, {"used": "outside"})
    assert list(again.context["form"].errors) == ["used_reason"]
    client.post(address, {"used": "outside", "used_reason": "x", "rent": "standard"})
    chosen = {it.subject: it.treatment for it in VatChoice.objects.all()}
    assert chosen == {"used": "outside", "rent": "standard"}
    assert statement.charges.get().treatment == "outside"


# -- Files -------------------------------------------------------------------------
def test_a_year_as_a_file(client, anna, bram):
    claim = bought(anna, bram)
    Claim.objects.filter(pk=claim.pk).update(cost_centre="KP-4711")
    fixed(anna)
    client.force_login(bram)
    rows = read_csv(page(client, "csv"))
    assert [row["Without VAT (€)"] for row in rows] == ["80.00"]
    assert rows[0]["Cost centre"] == "KP-4711"
    book = load_workbook(BytesIO(page(client, "xlsx").content))
    assert book.active.max_row == 2
    assert page(client, "xlsx", query="?year=1").status_code == 200


def test_who_sells_does_not_see_the_cost_centre(client, anna, bram, statement):
    Claim.objects.update(cost_centre="KP-4711")
    client.force_login(anna)
    assert read_csv(page(client, "csv"))[0]["Cost centre"] == ""
    assert "KP-4711" not in text(page(client, "detail", statement.pk))


def read_csv(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_deposits_stand_apart(client, anna, bram):
    claim = rented(anna, bram, deposit_eur=100)
    claiming.receive_deposit(claim, by=anna)
    statement = the_statement()
    client.force_login(bram)
    shown = page(client, "detail", statement.pk)
    assert len(shown.context["page"].deposits) == 1
    assert "€100.00 received" in text(shown)


def test_a_claim_leads_to_its_statement(client, statement, bram):
    client.force_login(bram)
    claim = Claim.objects.get()
    assert statement.get_absolute_url() in text(client.get(claim.get_absolute_url()))


def test_what_waits_stands_in_my_work(client, anna, bram):
    bought(anna, bram)
    statement = over()
    client.force_login(anna)
    assert statement.get_absolute_url() in text(client.get("/"))
    chosen(statement, anna)
    actions.fix(statement, by=anna)
    assert statement.get_absolute_url() not in text(client.get("/"))


def test_a_moderator_looks_at_it(client, mo, statement):
    client.force_login(mo)
    address = reverse("admin:billing_statement_change", args=[statement.pk])
    assert client.get(address).status_code == 200
    assert page(client, "detail", statement.pk).status_code == 200
    assert timezone.localdate().year == page(client, "index").context["found"].year
