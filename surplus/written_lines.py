"""A list that is written as lines of text, such as a mail that was pasted: each line
that clearly offers something becomes a row, and all else is left for a person."""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalogue.vocabulary import is_known
from catalogue.words import plain
from surplus.cleaning import clean
from surplus.headings import field_of
from surplus.sheet import MAX_ROWS, Sheet, refuse_if_too_long
from surplus.written_offers import (
    FIELDS,
    begins_with_number,
    cells_of,
    counts_itself,
    parts_of,
    says_fact,
)

LOOKED_AT = 400  # lines, to see whether it is a text
WRAPPED = 60  # letters, from which on a mail program breaks a line
MOST_WRAPPED = 5  # lines that one goes on in
LONGEST_LINE = 500  # letters of one that offers something
LONGEST_NAME = 60  # letters of what it offers; more is a sentence
LONGEST_SECTION = 70

_QUOTED = re.compile(r"^(?:\s{0,3}>)+\s?")
_BULLET = re.compile(r"^\s*(?:[-*+•·▪►–—]+|\d{1,3}[.)])\s+(?=\S)")
_GREETING = re.compile(
    r"(?:beste|hallo|hoi|hey|dag|geachte|goede(?:morgen|middag|navond)|goedenavond"
    r"|l\.?s|dear|hi|hello|good (?:morning|afternoon))\b"
)
_CLOSING = re.compile(
    r"(?:met )?(?:vriendelijke|hartelijke|collegiale) groet|groet|gr\b|mvg\b|m\.v\.g"
    r"|hgr\b|(?:alvast |hartelijk )?(?:be)?dankt?\b|bij voorbaat|b\.v\.d"
    r"|(?:kind |best |warm )?regards|thanks|cheers|--\s*$"
)
_HEADER_OF_MAIL = re.compile(
    r"(?:van|from|aan|to|cc|verzonden|sent|datum|date|onderwerp|subject)\s?:"
    r"|-{2,}.*(?:bericht|message)"
)
# Also commas, but those of sentences and of figures.
_SEPARATORS = [
    re.compile(it) for it in ("\t", ";", r"\|", r",(?=[^\s\d])|(?<=[^\s\d]),(?=\d)")
]
# How a sentence begins that tells or asks something.
_SENTENCE = re.compile(
    r"(?:wij?|we|ik|er|bij|graag|wie|het|deze|die|dit|dat|kan|kunnen|kun|alles|hierbij"
    r"|zie|als|indien|mocht|let op|nb|n\.b|ps|wil|willen|voor vragen|neem|bel|mail"
    r"|please|we|i|it|this|these|if|who|see|can|could|the following)\b"
)


def is_written(text: str) -> bool:
    """Is it a text with a list in it, and no table?"""
    lines = [line for line in _lines(text)[:LOOKED_AT] if line.strip()]
    bare = [line for line in lines if not _BULLET.match(line)]
    if _has_table(bare):
        return False
    listed, bulleted = sum(map(_is_listed, lines)), any(map(_BULLET.match, lines))
    said = [plain(line) for line in bare]
    polite = any(map(_GREETING.match, said)) or any(map(_CLOSING.match, said))
    return polite or (listed > 1 and bulleted)


def _lines(text: str) -> list[str]:
    return [_QUOTED.sub("", line)[:LONGEST_LINE] for line in text.splitlines()]


def _has_table(lines: list[str]) -> bool:
    """Do lines that follow each other have the same separators, or is one of them of
    headings?"""
    for separator in _SEPARATORS:
        cuts = [len(separator.findall(line)) for line in lines]
        alike = [one for one, next_one in pairwise(cuts) if one == next_one > 0]
        if len(alike) > 1 or max(alike, default=0) > 1:
            return True
    return any(map(_is_headed, lines))


def _is_headed(line: str) -> bool:
    """Headings between separators; commas of a sentence are none."""
    cells = re.split(r"[\t;|]|,(?!\s)", line)
    return len({field_of(cell) for cell in cells} - {None}) > 1


def _is_listed(line: str) -> bool:
    """Does it begin as the lines of a list do: with a bullet, or with a number of
    things?"""
    if _BULLET.match(line):
        return True
    return (
        begins_with_number(line) and counts_itself(line) and is_known(parts_of(line)[0])
    )


def read_written(text: str, name: str) -> Sheet:
    """Its lines as rows: offers, sections, and notes for what is not clear."""
    lines = _lines(text)
    refuse_if_too_long(len(lines), MAX_ROWS)
    kinds: list[str] = []
    rows: list[list] = []
    is_closed = False
    for line, more in _unwrapped(lines):
        bare = _BULLET.sub("", line).strip()
        if _HEADER_OF_MAIL.match(plain(bare)):
            is_closed = False  # what follows is the mail that this one answers
        is_closed = is_closed or bool(_CLOSING.match(plain(bare)))
        kind = "footer" if bare and is_closed else _kind(bare, line, kinds)
        kinds += [kind, *["empty"] * more]
        cells = cells_of(bare) if kind == "item" else [clean(bare), *_BLANK[1:]]
        rows += [cells, *[_BLANK] * more]
    return Sheet(name, rows=rows, kinds=kinds, fields=FIELDS)


_BLANK: list = [None] * len(FIELDS)


def _unwrapped(lines: list[str]) -> Iterator[tuple[str, int]]:
    """Each line with those that only go on with it, and how many these are."""
    at = 0
    while at < len(lines):
        taken = [lines[at]]
        for line in lines[at + 1 : at + 1 + MOST_WRAPPED]:
            if not _goes_on(taken, line):
                break
            taken.append(line)
        yield " ".join([taken[0].rstrip(), *map(str.strip, taken[1:])]), len(taken) - 1
        at += len(taken)


def _goes_on(before: list[str], line: str) -> bool:
    """Does a line go on with the one of a list before it?"""
    if not line.strip() or _is_listed(line) or not _is_listed(before[0]):
        return False
    is_indented = line[:1].isspace() and bool(_BULLET.match(before[0]))
    return is_indented or (len(before[-1]) >= WRAPPED and line.lstrip()[:1].islower())


def _kind(bare: str, line: str, above: list[str]) -> str:
    if not bare:
        return "empty"
    text = plain(bare)
    if _GREETING.match(text) or _HEADER_OF_MAIL.match(text):
        return "note" if "title" in above else "title"
    if bare.endswith(":") and len(bare) <= LONGEST_SECTION and ". " not in bare:
        return "section"
    is_listed = bool(_BULLET.match(line))
    is_in_list = is_listed or above[-1:] in (["item"], ["section"])
    return "item" if _is_offer(bare, is_in_list) else "note"


def _is_offer(bare: str, is_in_list: bool) -> bool:
    """A thing with how many there are, what is asked for it, or in what state it is;
    between the lines of a list a thing that is known is one by itself."""
    name = parts_of(bare)[0]
    if len(name) > LONGEST_NAME or _SENTENCE.match(plain(bare)):
        return False
    counted = begins_with_number(bare) and counts_itself(bare)
    if is_known(name):
        return is_in_list or counted or says_fact(bare)
    return is_in_list and (counted or says_fact(bare))
