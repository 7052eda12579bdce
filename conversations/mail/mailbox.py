"""The mailbox that answers come in at, read over IMAP.

An e-mail leaves it when it is written down here, one by one: whoever dies half-way
leaves it there, and `intake.keep` knows what it has already.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4, IMAP4_SSL
from ssl import create_default_context
from urllib.parse import unquote, urlsplit

from django.conf import settings

from base.failures import Failures
from conversations.mail import intake
from conversations.mail.parsing import MOST_BYTES
from conversations.models import Incoming

logger = logging.getLogger(__name__)
BATCH = 50
TIMEOUT_S = 30
PLAIN_PORT, TLS_PORT = 143, 993
THE_MAILBOX = 0  # among what fails: no row has this number


def fetch() -> int:
    """Take what lies in the mailbox, at most `BATCH`; returns how many were taken. A
    mailbox that can't be read is booked, and tried again at the next tick."""
    if not settings.IMAP_URL:
        return 0
    failures = Failures(f"{__name__}.fetch", Incoming)
    try:
        taken = _fetch()
    except (OSError, IMAP4.error) as error:
        logger.warning("The mailbox could not be read: %s", error)
        failures.book(THE_MAILBOX, error)
        return 0
    failures.forget_all_but(Incoming.objects.none())
    return taken


def _fetch() -> int:
    with _opened(settings.IMAP_URL) as box:
        numbers = _answer(box.uid("SEARCH", "UNDELETED"))[0] or b""
        waiting = numbers.split()[:BATCH]
        for number in waiting:
            intake.keep(_raw(box, number.decode()))
            _answer(box.uid("STORE", number.decode(), "+FLAGS.SILENT", r"(\Deleted)"))
        if waiting:
            _answer(box.expunge())
        return len(waiting)


@contextmanager
def _opened(address: str) -> Iterator[IMAP4]:
    """The folder of an address: `imaps://user:word@host/INBOX`; `imap+tls` for
    STARTTLS, `imap` without, which is for one's own machine."""
    url = urlsplit(address)
    box: IMAP4
    if url.scheme == "imaps":
        context = create_default_context()
        box = IMAP4_SSL(
            url.hostname or "",
            url.port or TLS_PORT,
            ssl_context=context,
            timeout=TIMEOUT_S,
        )
    else:
        box = IMAP4(url.hostname or "", url.port or PLAIN_PORT, timeout=TIMEOUT_S)
    try:
        if url.scheme == "imap+tls":
            box.starttls(create_default_context())
        box.login(unquote(url.username or ""), unquote(url.password or ""))
        _answer(box.select(f'"{url.path.strip("/") or "INBOX"}"'))
        yield box
    finally:
        with suppress(OSError, IMAP4.error):
            box.logout()


def _raw(box: IMAP4, number: str) -> bytes:
    """As it came; of what is too large to take in, one letter more than may be."""
    what = f"(BODY.PEEK[]<0.{MOST_BYTES + 1}>)"
    found = _answer(box.uid("FETCH", number, what))
    pieces = [part[1] for part in found if isinstance(part, tuple)]
    return pieces[0] if pieces else b""


def _answer(answer: tuple) -> list:
    kind, found = answer
    if kind != "OK":
        raise IMAP4.error(f"{kind} {found}")
    return found
