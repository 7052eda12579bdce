"""QR codes to print: drawn by the library that reads labels."""

import re
from dataclasses import dataclass

import zxingcpp
from zxingcpp import BarcodeFormat


@dataclass(frozen=True)
class QrCode:
    """As SVG draws it: `path` in a square of `size` units, with the white around it
    that readers need."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """A code that says this text."""
    svg = zxingcpp.write_barcode_to_svg(
        zxingcpp.create_barcode(text, BarcodeFormat.QRCode)
    )
    size, path = re.search(r'width="(\d+)"', svg), re.search(r'path d="([^"]+)"', svg)
    assert size
    assert path
    return QrCode(int(size[1]), path[1])
