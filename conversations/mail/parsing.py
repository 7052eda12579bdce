"""What an e-mail says: from whom, to whom, its words and its photos.

Whatever comes is read, or `Unreadable`: letters in unknown alphabets, a thousand parts,
parts within parts within parts. Nothing in it is unpacked, run or looked up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as Mail
from email.utils import getaddresses
from typing import Any

from charset_normalizer import from_bytes

from conversations.mail.html_text import text_of

MOST_BYTES = 25 * 1024**2  # of one e-mail, all its photos included
MOST_PARTS = 100
DEEPEST = 10  # parts within parts
LONGEST_HEADER = 2_000
LONGEST_TEXT = 100_000
LONGEST_NAME = 80
MOST_ADDRESSES = 50
# Who gets it stands in one of these; the first ones a mail server adds itself.
TO = [
    *("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"),
    *("To", "Cc", "Resent-To"),
]
ADDRESS = re.compile(r"[^\s@<>\"(),:;]{1,64}@[A-Za-z0-9.-]{1,190}")


class UnreadableError(Exception):
    """Nobody can tell what it says."""


@dataclass(frozen=True)
class Attached:
    """A file that came along; `is_part_of_text`: the text shows it in its place, such
    as the logo in a signature."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    is_part_of_text: bool = False


@dataclass(frozen=True)
class Read:
    """An e-mail that was read."""

    headers: Mail
    sender: str
    to: list[str]
    subject: str
    text: str
    attached: list[Attached]
    kinds: set[str]  # content types of its parts


def read(raw: bytes) -> Read:
    """Read an e-mail from its bytes."""
    try:
        mail = message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32)
        parts = list(_parts(mail))
        senders = addresses(mail, ["From"])
        return Read(
            headers=mail,
            sender=senders[0] if senders else "",
            to=addresses(mail, TO),
            subject=header(mail, "Subject"),
            text=_text(parts),
            attached=list(_attached(parts)),
            kinds={part.get_content_type() for part in parts},
        )
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise UnreadableError from error


def header(mail: Mail, name: str) -> str:
    """What a header says, on one line."""
    raw = str(mail.get(name, ""))[:LONGEST_HEADER]
    try:
        pieces = [_decoded(words, charset) for words, charset in decode_header(raw)]
    except (MessageError, ValueError):
        pieces = [raw]
    return " ".join("".join(pieces).split())


def addresses(mail: Mail, names: list[str]) -> list[str]:
    """The addresses in these headers, each once, in small letters."""
    said = [str(it)[:LONGEST_HEADER] for name in names for it in mail.get_all(name, [])]
    known = [address.lower() for _name, address in getaddresses(said[:MOST_ADDRESSES])]
    fitting = [address for address in known if ADDRESS.fullmatch(address)]
    return list(dict.fromkeys(fitting))[:MOST_ADDRESSES]


def _parts(mail: Mail) -> Iterator[Mail]:
    """What is no bag of other parts, in order, as far as anybody looks."""
    waiting, seen = [(mail, 0)], 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop(0)
        if not part.is_multipart():
            seen += 1
            yield part
        elif part.get_content_maintype() == "multipart" and depth < DEEPEST:
            waiting[:0] = [(child, depth + 1) for child in _children(part)]


def _children(part: Mail) -> list[Mail]:
    inner: Any = part.get_payload()
    return inner[:MOST_PARTS]


def _text(parts: list[Mail]) -> str:
    """As plain text; of what has none, the words of its HTML."""
    shown = [part for part in parts if not _is_file(part)]
    plain = [_plain(part) for part in shown if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n".join(plain)[:LONGEST_TEXT]
    html = [part for part in shown if part.get_content_type() == "text/html"]
    return "\n".join(text_of(_words(part)) for part in html[:1])[:LONGEST_TEXT]


def _is_file(part: Mail) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _plain(part: Mail) -> str:
    words = _words(part)
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflowed(words, str(part.get_param("delsp", "")).lower() == "yes")
    return words


def _unflowed(words: str, without_space: bool) -> str:
    """Lines that a program broke (RFC 3676) in one piece again."""
    lines: list[str] = []
    goes_on = False
    for line in words.replace("\r\n", "\n").split("\n"):
        is_quoted = line.startswith(">")
        if goes_on and not is_quoted and line != "-- ":
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not is_quoted
        if goes_on and without_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _words(part: Mail) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    return _decoded(content[: 4 * LONGEST_TEXT], part.get_content_charset())


def _decoded(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    try:
        return words.decode(charset or "utf-8")
    except (LookupError, UnicodeError):
        guessed = from_bytes(words[:LONGEST_TEXT]).best()
        return words.decode(guessed.encoding if guessed else "latin-1", "replace")


def _attached(parts: list[Mail]) -> Iterator[Attached]:
    for part in parts:
        if part.get_content_maintype() == "text" and not _is_file(part):
            continue
        content = part.get_payload(decode=True)
        shown_in_text = part.get("Content-ID") is not None
        yield Attached(
            name=_file_name(part),
            kind=part.get_content_type(),
            content=content if isinstance(content, bytes) else b"",
            is_part_of_text=shown_in_text,
        )


def _file_name(part: Mail) -> str:
    try:
        raw = part.get_filename() or ""
        name = "".join(
            _decoded(words, charset) for words, charset in decode_header(raw)
        )
    except (MessageError, ValueError, TypeError):
        name = ""
    return " ".join(name.split())[:LONGEST_NAME] or part.get_content_type()
