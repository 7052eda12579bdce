"""An invoice or credit note as UBL 2.1, after EN 16931 and the Dutch NLCIUS, for the
seller to send along its own access point. Written from what is kept of the document
(`billing.facts`) and from nothing else."""

from typing import Any
from xml.etree import ElementTree as Tree

CUSTOMIZATION = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PROFILE = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
KVK = "0106"  # the chamber of commerce, in the lists of Peppol and of ISO 6523
CREDIT_TRANSFER = "30"
PIECE = "C62"
NAMES = "urn:oasis:names:specification:ubl:schema:xsd:"
CBC, CAC = f"{NAMES}CommonBasicComponents-2", f"{NAMES}CommonAggregateComponents-2"
Facts = dict[str, Any]
Tree.register_namespace("cbc", CBC)
Tree.register_namespace("cac", CAC)
for root in ("Invoice", "CreditNote"):
    Tree.register_namespace(root.lower(), f"{NAMES}{root}-2")


def written(facts: Facts) -> bytes:
    """The file."""
    is_credit = facts["kind"] == "credit"
    root = "CreditNote" if is_credit else "Invoice"
    book = Tree.Element(f"{{{NAMES}{root}-2}}{root}")
    _head(book, facts, root)
    _references(book, facts)
    for role, party in (("Supplier", "seller"), ("Customer", "buyer")):
        _party(_group(book, f"Accounting{role}Party"), facts[party])
    if not is_credit:
        _payment(book, facts)
    _vat(book, facts)
    _total(book, facts)
    for line in facts["lines"]:
        _line(book, line, root)
    Tree.indent(book)
    return Tree.tostring(book, encoding="utf-8", xml_declaration=True)


def _text(parent: Tree.Element, name: str, value: Any, **attributes: str) -> None:
    element = Tree.SubElement(parent, f"{{{CBC}}}{name}", attributes)
    element.text = str(value)


def _euro(parent: Tree.Element, name: str, value: str) -> None:
    _text(parent, name, value, currencyID="EUR")


def _group(parent: Tree.Element, name: str) -> Tree.Element:
    return Tree.SubElement(parent, f"{{{CAC}}}{name}")


def _head(book: Tree.Element, facts: Facts, root: str) -> None:
    _text(book, "CustomizationID", CUSTOMIZATION)
    _text(book, "ProfileID", PROFILE)
    _text(book, "ID", facts["number"])
    _text(book, "IssueDate", facts["issued_on"])
    if facts["due_on"]:
        _text(book, "DueDate", facts["due_on"])
    code = "381" if root == "CreditNote" else "380"
    _text(book, f"{root}TypeCode", code)
    _text(book, "DocumentCurrencyCode", "EUR")
    # NLCIUS wants it or an order (BR-NL-2); who has no order is found by the month.
    _text(book, "BuyerReference", facts["order"] or facts["first"][:7])


def _references(book: Tree.Element, facts: Facts) -> None:
    period = _group(book, "InvoicePeriod")
    _text(period, "StartDate", facts["first"])
    _text(period, "EndDate", facts["last"])
    if facts["order"]:
        _text(_group(book, "OrderReference"), "ID", facts["order"])
    for credited in facts["credits"]:
        earlier = _group(_group(book, "BillingReference"), "InvoiceDocumentReference")
        _text(earlier, "ID", credited["number"])
        _text(earlier, "IssueDate", credited["issued_on"])


def _party(role: Tree.Element, facts: Facts) -> None:
    party = _group(role, "Party")
    _text(party, "EndpointID", facts["kvk"], schemeID=KVK)
    _text(_group(party, "PartyName"), "Name", facts["name"])
    address = _group(party, "PostalAddress")
    _text(address, "StreetName", facts["address"])
    _text(address, "CityName", facts["town"])
    _text(address, "PostalZone", facts["postcode"])
    _text(_group(address, "Country"), "IdentificationCode", "NL")
    if facts["vat_number"]:
        tax = _group(party, "PartyTaxScheme")
        _text(tax, "CompanyID", facts["vat_number"])
        _text(_group(tax, "TaxScheme"), "ID", "VAT")
    legal = _group(party, "PartyLegalEntity")
    _text(legal, "RegistrationName", facts["name"])
    _text(legal, "CompanyID", facts["kvk"], schemeID=KVK)
    if facts["email"]:
        _text(_group(party, "Contact"), "ElectronicMail", facts["email"])


def _payment(book: Tree.Element, facts: Facts) -> None:
    """Only where money is due to who sends it (BR-NL-11)."""
    means = _group(book, "PaymentMeans")
    _text(means, "PaymentMeansCode", CREDIT_TRANSFER)
    _text(means, "PaymentID", facts["number"])
    account = _group(means, "PayeeFinancialAccount")
    _text(account, "ID", facts["seller"]["iban"])
    _text(account, "Name", facts["seller"]["name"])


def _vat(book: Tree.Element, facts: Facts) -> None:
    total = _group(book, "TaxTotal")
    _euro(total, "TaxAmount", facts["vat"])
    for share in facts["shares"]:
        part = _group(total, "TaxSubtotal")
        _euro(part, "TaxableAmount", share["base"])
        _euro(part, "TaxAmount", share["vat"])
        _category(_group(part, "TaxCategory"), share, reason=share["reason"])


def _category(group: Tree.Element, facts: Facts, reason: str = "") -> None:
    """What is outside VAT has no rate (BR-O-5)."""
    _text(group, "ID", facts["category"])
    if facts["category"] != "O":
        _text(group, "Percent", facts["rate"])
    if reason:
        _text(group, "TaxExemptionReason", reason)
    _text(_group(group, "TaxScheme"), "ID", "VAT")


def _total(book: Tree.Element, facts: Facts) -> None:
    total = _group(book, "LegalMonetaryTotal")
    _euro(total, "LineExtensionAmount", facts["net"])
    _euro(total, "TaxExclusiveAmount", facts["net"])
    _euro(total, "TaxInclusiveAmount", facts["total"])
    _euro(total, "PayableAmount", facts["total"])


def _line(book: Tree.Element, facts: Facts, root: str) -> None:
    line = _group(book, f"{root}Line")
    _text(line, "ID", facts["number"])
    if facts["reason"]:
        _text(line, "Note", facts["reason"])
    counted = "CreditedQuantity" if root == "CreditNote" else "InvoicedQuantity"
    _text(line, counted, facts["quantity"], unitCode=PIECE)
    _euro(line, "LineExtensionAmount", facts["amount"])
    period = _group(line, "InvoicePeriod")
    _text(period, "StartDate", facts["first"])
    _text(period, "EndDate", facts["last"])
    item = _group(line, "Item")
    _text(item, "Name", facts["description"])
    _category(_group(item, "ClassifiedTaxCategory"), facts)
    if facts["order"]:
        order = _group(item, "AdditionalItemProperty")
        _text(order, "Name", "PurchaseOrder")
        _text(order, "Value", facts["order"])
    _euro(_group(line, "Price"), "PriceAmount", facts["unit"])
