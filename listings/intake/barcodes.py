"""What the barcodes in a photo say: product, lot, expiry date and serial number.

GS1 DataMatrix, GS1-128, EAN and UPC, and QR codes that carry a GS1 Digital Link are
found by `zxing-cpp` and taken apart by `surplus.gs1`. A label often bears several,
each with a part: together they are one `Label`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import biip
import zxingcpp
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import Image
from zxingcpp import BarcodeFormat

from surplus.gs1 import Gs1, read_gs1
from surplus.identification import read_gtin

LARGEST = 2400  # pixels of the longest side: enough to read, quick to wait for
FORMATS = zxingcpp.BarcodeFormats(
    [
        BarcodeFormat.DataMatrix,
        BarcodeFormat.Code128,
        BarcodeFormat.EANUPC,
        BarcodeFormat.QRCode,
    ]
)


@dataclass(frozen=True)
class Label:
    """What was read, each empty or None when it is not there; `wrong`: what is on it
    but can't be right, as sentences."""

    gtin: str = ""
    lot: str = ""
    expiry_date: date | None = None
    serial: str = ""
    wrong: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Is there nothing on it that helps or that must be said?"""
        return self == Label()

    @property
    def warnings(self) -> list[str]:
        """What the person who offers should know."""
        sentences = list(self.wrong)
        if self.expiry_date and self.expiry_date < timezone.localdate():
            day = date_format(self.expiry_date, "DATE_FORMAT")
            sentence = _("The date on the label is over (%s): it can't be shared.")
            sentences.append(sentence % day)
        return sentences

    def and_then(self, other: "Label") -> "Label":
        """This, filled up with what another code says."""
        return Label(
            gtin=self.gtin or other.gtin,
            lot=self.lot or other.lot,
            expiry_date=self.expiry_date or other.expiry_date,
            serial=self.serial or other.serial,
            wrong=tuple(dict.fromkeys([*self.wrong, *other.wrong])),
        )


def read_label(image: Image.Image) -> Label:
    """All that the barcodes in a photo say."""
    label = Label()
    for code in read_codes(image):
        label = label.and_then(parse(code))
    return label


def read_codes(image: Image.Image) -> Iterator[str]:
    """The text of each barcode in an image, as a scanner sends it."""
    image.draft("L", (LARGEST, LARGEST))  # a JPEG is unpacked no larger than needed
    grey = image.convert("L")
    grey.thumbnail((LARGEST, LARGEST))
    for code in zxingcpp.read_barcodes(grey, formats=FORMATS):
        text = code.bytes.decode("utf-8", errors="replace")
        is_link = text.lower().startswith(("http://", "https://"))
        yield text if is_link else code.symbology_identifier + text


def parse(code: str) -> Label:
    """What one barcode says; blank for one that is not of GS1."""
    if said := read_gs1(code):
        return _label(said)
    try:
        product = biip.parse(code).gtin
    except (biip.ParseError, ValueError):
        return Label()
    return _label_of_gtin(product.value) if product else Label()


def _label(said: Gs1) -> Label:
    wrong = _("The label says “%s”, which can't be right: look at what is printed.")
    label = Label(
        lot=said.lot or "",
        serial=said.serial or "",
        expiry_date=said.expiry,
        wrong=tuple(wrong % element for element in said.wrong),
    )
    return label.and_then(_label_of_gtin(said.gtin)) if said.gtin else label


def _label_of_gtin(digits: str) -> Label:
    gtin, _looks_like_one = read_gtin(digits)
    if gtin:
        return Label(gtin=gtin)
    wrong = _("The check digit of barcode %s is wrong: compare the digits under it.")
    return Label(wrong=(wrong % digits,))
