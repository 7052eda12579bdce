"""Numbers as people type them: 1.250,50 in Dutch, 1,250.50 in English."""

import re

from django.utils.formats import get_format

GROUPED = re.compile(r"-?\d{1,3}([.,])\d{3}(?:\1\d{3})*")
DECIMALS = re.compile(r"([.,])(\d*)\Z")
PLAIN = re.compile(r"-?\d*\.?\d+")


def read_number(typed: str) -> str:
    """The same number as Python writes it: 1250.50. What is no number stays as it is.

    The last mark is the decimal one, unless all marks are of thousands. A single mark
    before three digits is what the reader's language makes of it: 1.250 is a thousand
    and more in Dutch only. Before two digits it is decimal in both, for also who reads
    English may have a Dutch keyboard and type 12,50.
    """
    bare = re.sub(r",-+$", "", typed.strip("€ \t\r\n\xa0"))
    whole, mark, decimals = bare, "", ""
    if not _is_of_thousands(bare) and (end := DECIMALS.search(bare)):
        whole, mark, decimals = bare[: end.start()], end[1], end[2]
    if (grouped := GROUPED.fullmatch(whole)) and grouped[1] != mark:
        whole = whole.replace(grouped[1], "")
    number = f"{whole}.{decimals}" if decimals else whole
    return number if PLAIN.fullmatch(number) else typed


def write_number(number: str) -> str:
    """With the decimal mark of the reader's language, to be typed over. What is no
    number stays as it is."""
    if not PLAIN.fullmatch(number):
        return number
    return number.replace(".", get_format("DECIMAL_SEPARATOR"))


def _is_of_thousands(bare: str) -> bool:
    grouped = GROUPED.fullmatch(bare)
    if not grouped:
        return False
    mark = grouped[1]
    return bare.count(mark) > 1 or mark == get_format("THOUSAND_SEPARATOR")
