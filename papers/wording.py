"""Terms as they are written in the admin: plain words, with three signs at the start
of a line. `# ` begins a heading, `- ` a point, `1. ` a numbered point; an empty line
ends a paragraph. Nothing else means anything.
"""

import re
from dataclasses import dataclass
from typing import Literal

from papers import characters

BLANK = re.compile(r"\n\s*\n")
NUMBERED = re.compile(r"(\d{1,3}[.)])\s+(.+)")


@dataclass(frozen=True)
class Block:
    """A piece of the terms: a heading, a paragraph, or a point with its sign."""

    kind: Literal["heading", "paragraph", "point"]
    words: str
    sign: str = ""


def blocks(text: str) -> list[Block]:
    """The pieces of a text, as a paper can show them."""
    found: list[Block] = []
    for part in BLANK.split(text.replace("\r\n", "\n")):
        _read(part, found)
    return found


def _read(part: str, found: list[Block]) -> None:
    """One part between empty lines; a line without a sign goes on with what stands
    before it in the same part."""
    begun = len(found)
    for row in map(characters.line, part.split("\n")):
        if not row:
            continue
        block = _begun(row)
        if block is None and len(found) > begun and found[-1].kind != "heading":
            before = found.pop()
            block = Block(before.kind, f"{before.words} {row}", before.sign)
        found.append(block or Block("paragraph", row))


def _begun(row: str) -> Block | None:
    if row.startswith("# "):
        return Block("heading", row[2:])
    if row.startswith("- "):
        return Block("point", row[2:], "•")
    if match := NUMBERED.fullmatch(row):
        return Block("point", match[2], match[1])
    return None
