"""Reading .csv as it comes out of Excel in the Netherlands: any encoding, any
separator."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from surplus.cleaning import Cell, clean
from surplus.sheet import squared
from surplus.unreadable import Unreadable

SEPARATORS = (";", ",", "\t", "|")
MAX_FIELD = 20 * 1024 * 1024  # letters: any cell of a file that is taken
# Of Windows, of Linux with the euro, of Excel's "CSV (Macintosh)", of DOS.
CODE_PAGES = ["cp1252", "iso8859_15", "mac_roman", "cp858"]
SAMPLE = 50_000  # bytes that are enough to tell
MOST_LINES = 50  # of one cell
LOOKED_AT = 200  # lines, to see how wide the list is
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PAIRED = re.compile(r'"(.*)"$', re.S)
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


def read_csv(text: str, max_rows: int) -> list[list[Cell]]:
    """The cells of a delimited text; blank ones are None."""
    text = _without_hint(text)
    separator = _separator(text)
    csv.field_size_limit(MAX_FIELD)
    try:
        rows = _cells(_records(text, separator), max_rows)
    except csv.Error as error:
        raise Unreadable(_("This text file is no list of rows and columns.")) from error
    return squared(rows)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each row as they stand; a row may go on over several lines inside
    quotation marks. A stray mark (24" screen, a ditto) swallows no rows."""
    lines = _LINE.findall(text)
    width = _usual_width(lines, separator)
    at = 0
    while at < len(lines):
        taken, row = _record(lines, at, separator, width)
        at += taken
        yield row


def _record(
    lines: list[str], at: int, separator: str, width: int
) -> tuple[int, list[str]]:
    """How many lines the row at `at` takes, and its cells."""
    record, whole = "", _whole_record(separator)
    for taken, line in enumerate(lines[at : at + MOST_LINES], start=1):
        record += line
        if whole.fullmatch(record):
            row = _cut(record, separator)
            if taken == 1 or not any(
                _swallowed(cell, separator, width) for cell in row
            ):
                return taken, row
            break
    bare = (cell.strip() for cell in lines[at].split(separator))
    return 1, [_PAIRED.sub(r"\1", cell) for cell in bare]


@lru_cache(maxsize=len(SEPARATORS))
def _whole_record(separator: str) -> re.Pattern[str]:
    """Lines that end no cell in the middle of its quotation marks."""
    other = rf"[^{re.escape(separator)}\r\n]"
    cell = rf'(?:"(?:[^"]|"")*"{other}*|(?!"){other}*)'
    return re.compile(rf"{cell}(?:{re.escape(separator)}{cell})*(?:\r\n|\r|\n)?")


def _cut(record: str, separator: str) -> list[str]:
    return next(csv.reader([record], delimiter=separator), [])


def _swallowed(cell: str, separator: str, width: int) -> bool:
    """Does a cell hold what is a row by itself?"""
    return any(line.count(separator) >= width - 1 for line in _NEWLINE.split(cell)[:-1])


def _usual_width(lines: list[str], separator: str) -> int:
    """How many cells most rows have, judged by the lines that end no row early."""
    whole = (line for line in lines[:LOOKED_AT] if line.strip())
    widths = Counter(line.count(separator) + 1 for line in whole)
    return max(2, widths.most_common(1)[0][0]) if widths else 2


def decoded(content: bytes) -> str:
    """The text of a file: in UTF-16 with its mark, else in UTF-8; the lines that are
    none in the code page that makes them Dutch."""
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
    """The separator that cuts most lines into the same number of cells, the first one
    too, and stands against what follows it."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    return max(SEPARATORS, key=lambda separator: _fitness(lines, separator))


def _fitness(lines: list[str], separator: str) -> float:
    """Commas that are followed by a space or end a line are those of sentences."""
    sample = "\n".join(lines)
    cuts_first = separator in lines[0].strip(f" {separator}") if lines else False
    spaced = sample.count(f"{separator} ") + sample.count(f"{separator}\n")
    in_text = spaced / (sample.count(separator) or 1)
    return _evenness(sample, separator) * (1 if cuts_first else 0.5) * (1 - in_text / 2)


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


_RULER = re.compile(r"[\s|+=_-]*[+=_-]{3,}[\s|+=_-]*")  # a line that was drawn


def _cells(reader: Iterable[list[str]], max_rows: int) -> list[list[Cell]]:
    rows = []
    for row in reader:
        is_ruler = len(row) < 2 and row and _RULER.fullmatch(row[0])
        rows.append([] if is_ruler else [clean(cell) for cell in row])
        if len(rows) > 10 * max_rows:
            break
    return rows
