"""Addresses at which a letter is answered by e-mail: `REPLY_ADDRESS` with a token.

    antwoord+c4k-1d-abcdefghijklmnop@deel.example.nl

The token says what is answered (a claim's conversation or a question), to whom the
letter was written, and that we wrote it. It opens nothing by itself: who answers has to
be known, and may do no more than on the site (`conversations.mail.intake`). Whether it
is too late, what it is about says. Small letters and figures only, for some mail
servers do not tell capitals apart, and 64 letters at most stand before the "@".
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.http import base36_to_int, int_to_base36

PURPOSE = "conversations.addresses"
CLAIM, QUESTION = "c", "q"
SIGNATURE = 16  # letters: 80 bits
LONGEST_TOKEN = 56


@dataclass(frozen=True)
class Ticket:
    """What a letter was about (`CLAIM` or `QUESTION`, and its number), and the number
    of its reader."""

    kind: str
    about: int
    reader: int


def address_for(ticket: Ticket) -> str:
    """Where this letter is answered; nothing where no answers are taken in."""
    local, at, domain = settings.REPLY_ADDRESS.partition("@")
    return f"{local}+{_token(ticket)}@{domain}" if at else ""


def ticket_of(address: str) -> Ticket | None:
    """What somebody answers who writes to it; None when it is none of ours."""
    local, _at, domain = settings.REPLY_ADDRESS.lower().partition("@")
    given, _at, where = address.lower().partition("@")
    name, _plus, token = given.partition("+")
    if not domain or (name, where) != (local, domain) or len(token) > LONGEST_TOKEN:
        return None
    return _ticket(token)


def _token(ticket: Ticket) -> str:
    said = _said(ticket)
    return f"{said}-{_signature(said, settings.SECRET_KEY)}"


def _ticket(token: str) -> Ticket | None:
    said, _dash, signature = token.rpartition("-")
    kind, (about, dash, reader) = said[:1], said[1:].partition("-")
    if kind not in (CLAIM, QUESTION) or not dash or not _is_signed(said, signature):
        return None
    return Ticket(kind, base36_to_int(about), base36_to_int(reader))


def _said(ticket: Ticket) -> str:
    return f"{ticket.kind}{int_to_base36(ticket.about)}-{int_to_base36(ticket.reader)}"


def _is_signed(said: str, signature: str) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    given = signature.encode()
    return any(
        hmac.compare_digest(_signature(said, key).encode(), given) for key in keys
    )


def _signature(said: str, key: str | bytes) -> str:
    secret = key if isinstance(key, bytes) else key.encode()
    known = sha256(PURPOSE.encode() + secret).digest()
    digest = hmac.new(known, said.encode(), sha256).digest()
    return b32encode(digest).decode().lower()[:SIGNATURE]
