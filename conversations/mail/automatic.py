"""E-mail that no person wrote: it is not taken in, and never answered, or two programs
would write to each other for ever."""

import re
from collections.abc import Callable
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext_noop as _

from conversations.mail.parsing import Read, header

MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|geen-?antwoord"
    r"|niet-?antwoorden|noreply[\w.-]*)(?:[+=-].*)?@.*",
    re.IGNORECASE,
)
BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
# Their presence is enough.
HEADERS = [
    *("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From"),
    *("X-Mail-Autoreply", "X-Vacation", "X-Failed-Recipients", "X-Loop"),
    *("X-MS-Exchange-Generated-Message-Source", "List-Id", "List-Unsubscribe"),
    *("X-FC-MachineGenerated"),
]
# At its very beginning, so that an answer to such a letter is no such letter.
_AWAY = (
    r"automati(?:sch|c)e? (?:antwoord|beantwoording|bericht|reactie|reply|response)",
    r"auto(?:matic)?[- ]?(?:reply|response|antwoord)",
    r"out of (?:the )?office",
    r"(?:ik ben )?(?:afwezig|niet aanwezig|met (?:vakantie|verlof))",
    r"afwezigheids\w*",
    r"buiten kantoor",
    r"vakantie(?:melding|bericht)",
    r"ontvangstbevestiging",
    r"we hebben (?:je|uw) (?:e-?mail|bericht) ontvangen",
    r"abwesen\w*",
    r"(?:on )?(?:annual|maternity|parental) leave",
    r"undeliver(?:able|ed)\b",
    r"(?:niet-?bestelbaar|onbestelbaar)\b",
    r"mail delivery (?:failed|subsystem)",
    r"delivery status notification",
    r"(?:gelezen|read|niet gelezen|not read):",
    r"(?:geaccepteerd|accepted|geweigerd|afgewezen|declined|voorlopig|tentative):",
)
AWAY = re.compile(rf"\[?(?:{'|'.join(_AWAY)})", re.IGNORECASE)
REPORTS = {"multipart/report", "message/delivery-status", "text/calendar"}


def why_automatic(mail: Read) -> str:
    """By what it shows that no person wrote this; nothing when a person may have."""
    return next((why for why, shows in SIGNS if shows(mail)), "")


def _is_our_own(mail: Read) -> bool:
    ours = {settings.SERVER_EMAIL, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}
    number = header(mail.headers, "Message-ID")
    of_a_letter = rf"<letter-\d+@{re.escape(settings.LETTER_DOMAIN)}>"
    own_number = re.fullmatch(of_a_letter, number)
    return mail.sender in {address.lower() for address in ours} or bool(own_number)


def _says_so(mail: Read) -> bool:
    """RFC 3834: anything but "no" is a program."""
    said = header(mail.headers, "Auto-Submitted").partition(";")[0].strip().lower()
    return said not in ("", "no")


def _has_no_way_back(mail: Read) -> bool:
    return header(mail.headers, "Return-Path") == "<>"


def _is_report(mail: Read) -> bool:
    return mail.headers.get_content_type() in REPORTS or bool(mail.kinds & REPORTS)


def _is_for_many(mail: Read) -> bool:
    return header(mail.headers, "Precedence").lower() in BULK


def _has_header_of_program(mail: Read) -> bool:
    return any(mail.headers.get(name) is not None for name in HEADERS)


def _is_of_nobody(mail: Read) -> bool:
    return not mail.sender or bool(MACHINES.fullmatch(mail.sender))


def _is_absent(mail: Read) -> bool:
    return bool(AWAY.match(mail.subject))


SIGNS: list[tuple[str, Callable[[Read], bool]]] = [
    (_("A letter of our own came back."), _is_our_own),
    (_("It says that a program wrote it."), _says_so),
    (_("A mail server wrote it: nobody can answer it."), _has_no_way_back),
    (_("It is a report or an invitation, written by a program."), _is_report),
    (_("It was sent to many."), _is_for_many),
    (_("A header shows that a program wrote it."), _has_header_of_program),
    (_("Its sender is no person."), _is_of_nobody),
    (_("Its subject is that of an absent reader."), _is_absent),
]
