"""Reading .csv as it comes out of Excel in the Netherlands: any encoding, any
separator."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from surplus.unreadable import Unreadable

SEPARATORS = (";", ",", "\t", "|")
MAX_FIELD = 32_767  # as long as a cell of a spreadsheet can be
# Of Windows, of Excel's "CSV (Macintosh)", of DOS with the euro.
CODE_PAGES = ["cp1252", "mac_roman", "cp858"]
SAMPLE = 50_000  # bytes that are enough to tell
WORD = re.compile(r"[^\W\d_]+")
LONE_LETTERS = {"à", "é"}
# Often in Dutch; in words from French and German; hardly ever, but possible.
LETTER_WORTH = dict.fromkeys("ëéèïö", 4) | dict.fromkeys("üêç", 3)
LETTER_WORTH |= dict.fromkeys("áàâäóôûîñ", 1)
SIGN = re.compile(r"[^\x00-\x7f\w]|[²³½]")
PLACED_SIGN = re.compile(
    r"€(?=\s?\d)|(?<=\d)[°²³½×]|(?<=\d )[½×]|(?<=[a-z])[²³®™](?!\w)|±(?=\s?\d)"
    r"|(?<=[a-z])’(?=[a-z])|’(?=s\b)|(?<=\s)[–•](?=\s)|[“‘](?=\w)(?<!\w.)|(?<=\w)”(?!\w)"
)


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
    """UTF-16 with its mark, else UTF-8; the lines that are none in the code page that
    makes them Dutch."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    unread = [line for line in lines if not _is_utf8(line)]
    page = _code_page(b"".join(unread)) if unread else ""
    return "".join(
        line.decode("utf-8" if _is_utf8(line) else page, errors="replace")
        for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _code_page(unread: bytes) -> str:
    """Windows, a Mac or DOS: the one that puts most letters where Dutch has them, and
    among equals the one that looks least like noise."""
    found = from_bytes(unread[:SAMPLE], cp_isolation=CODE_PAGES, threshold=1)
    best = max(found, key=lambda match: _dutchness(str(match)), default=None)
    return best.encoding if best else CODE_PAGES[0]


def _dutchness(text: str) -> int:
    """What its letters and signs beyond ASCII are worth, of those that Dutch has, less
    those that it has not, or not there."""
    letters = sum(_worth(word) for word in WORD.findall(text) if not word.isascii())
    return letters + 5 * len(PLACED_SIGN.findall(text)) - len(SIGN.findall(text))


def _worth(word: str) -> int:
    """Of the letters that are no ASCII in one word; capitals stand in front, or all
    are capitals."""
    letters = [letter for letter in word.lower() if not letter.isascii()]
    if word not in LONE_LETTERS and len(word) == 1:
        return -1
    if not (word[1:].islower() or word.isupper() or word in LONE_LETTERS):
        return -len(letters)
    return sum(LETTER_WORTH.get(letter, -1) for letter in letters)


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


def _cells(reader: Iterable[list[str]], max_rows: int) -> list[list[str | None]]:
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
