"""Reading .csv as it comes out of Excel in the Netherlands: any encoding, any
separator."""

import codecs
import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from surplus.unreadable import Unreadable

SEPARATORS = (";", ",", "\t", "|")
MAX_FIELD = 32_767  # as long as a cell of a spreadsheet can be


def read_csv(content: bytes, max_rows: int) -> list[list[str | None]]:
    """The cells of a delimited text; blank ones are None."""
    lines = _without_hint(_decode(content))
    separator = _separator(lines)
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    try:
        rows = _cells(reader, max_rows)
    except csv.Error as error:
        raise Unreadable(_("This text file is no list of rows and columns.")) from error
    return _trimmed(rows)


def _decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else the encoding of Western
    Windows."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _without_hint(text: str) -> str:
    """Without the line "sep=;" that tells Excel the separator."""
    first, newline, rest = text.partition("\n")
    return rest if newline and first.strip().lower().startswith("sep=") else text


def _separator(text: str) -> str:
    """The separator that cuts most lines into the same number of cells."""
    sample = "\n".join(text.splitlines()[:60])
    return max(SEPARATORS, key=lambda separator: _evenness(sample, separator))


def _evenness(sample: str, separator: str) -> float:
    try:
        widths = Counter(
            len(row)
            for row in csv.reader(io.StringIO(sample), delimiter=separator)
            if row
        )
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, lines = max(
        widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0])
    )
    return lines * min(width, 20) if width > 1 else 0


def _cells(reader: "csv._reader", max_rows: int) -> list[list[str | None]]:
    rows = []
    for row in reader:
        rows.append([cell.strip() or None for cell in row])
        if len(rows) > 10 * max_rows:
            break
    return rows


def _trimmed(rows: list[list[str | None]]) -> list[list[str | None]]:
    """Without the blank rows at the end and the blank columns at the right; all of one
    width."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(
        (i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0
    )
    return [(row + [None] * width)[:width] for row in rows]
