"""E-mail that comes in: kept as it came, then read by the clock, and put where it
belongs, or refused with a letter.

Who may write by e-mail: the token in the address says which letter of ours is answered,
so its writer has that letter; and the sender is a person of the same organisation as
its reader, who speaks for themselves. Both, for an address is easily forged, and a
letter easily sent on. Nothing else in an e-mail is believed.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from base.refusal import Refused
from base.sweeps import sweep
from claims.models import Claim
from conversations import actions, letters, questions
from conversations.addresses import CLAIM, Ticket, ticket_of
from conversations.mail.automatic import why_automatic
from conversations.mail.parsing import MOST_BYTES, Attached, Read, UnreadableError, read
from conversations.mail.quotes import Split, split
from conversations.models import LONGEST_MESSAGE, LONGEST_QUESTION, Incoming, Question
from conversations.querysets import KEEP_MAIL_FOR
from listings import photos
from listings.photos import Picture
from members.models import User

MOST_TICKETS = 3  # letters that one e-mail answers
MOST_REFUSALS = 60  # letters of refusal in an hour, to whomever
MOST_FILES = 20  # of one e-mail that are looked at
LOGO_BYTES, LOGO_PIXELS = 60 * 1024, 250  # a picture within the text that is no photo
HOUR = timedelta(hours=1)
# Headers that a mail server adds or changes on the way are not here.
WRITERS_HEADERS = re.compile(
    rb"^(?:message-id|date|from|subject|to|cc|in-reply-to):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
Outcome = Incoming.Outcome

TOO_LARGE = _("It is larger than 25 MB.")
UNREADABLE = _("It could not be read.")
NO_TICKET = _("It was not sent as an answer to a letter of ours.")
UNKNOWN = _(
    "We do not know this sender. Answer from the e-mail address that the letter was "
    "sent to, or write on Deelplatform."
)
NOTHING_NEW = _("There were no words of your own in it, and no photo.")
NOT_YOURS = _("You take no part in this any more.")
GONE = _("What you answer is no longer there.")


class NotTakenError(Exception):
    """This e-mail can't be taken in, and the sentence says why."""


@transaction.atomic
def keep(raw: bytes) -> Incoming | None:
    """Write an e-mail down as it came, for the clock to read; None when it is there
    already. What is too large keeps its headers alone."""
    fingerprint = fingerprint_of(raw)
    kept = raw if len(raw) <= MOST_BYTES else _head(raw) + b"\n\n"
    why = "" if len(raw) <= MOST_BYTES else TOO_LARGE
    incoming, is_new = Incoming.objects.get_or_create(
        fingerprint=fingerprint, defaults={"raw": kept, "why": why}
    )
    return incoming if is_new else None


def fingerprint_of(raw: bytes) -> str:
    """The same for the same e-mail, whatever way and however often it came: of who
    wrote what to whom and when, and of all that it says. Its number alone won't do, for
    some programs give many e-mails the same one, and some give none."""
    plain = raw.replace(b"\r\n", b"\n").strip()
    head, _gap, body = plain.partition(b"\n\n")
    own = sorted(found[0] for found in WRITERS_HEADERS.finditer(head))
    return sha256(b"\n".join([*own, b"", body])).hexdigest()


def read_incoming() -> int:
    """Put what came in where it belongs, at most a batch."""
    return sweep(Incoming.objects.unread(), _read)


def forget_old() -> int:
    """E-mail as it came holds more than its writer meant to say: it goes."""
    since = timezone.now() - KEEP_MAIL_FOR
    return Incoming.objects.came_before(since).delete()[0]


def _head(raw: bytes) -> bytes:
    return raw[:MOST_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]


def _read(incoming: Incoming) -> None:
    incoming.read_at = timezone.now()
    try:
        mail = read(bytes(incoming.raw))
    except UnreadableError:
        return _book(incoming, Outcome.REFUSED, UNREADABLE)
    incoming.sender = mail.sender
    if why := why_automatic(mail):
        return _book(incoming, Outcome.IGNORED, why)
    tickets = [ticket for to in mail.to if (ticket := ticket_of(to))]
    try:
        _take(mail, incoming, tickets)
    except NotTakenError as reason:
        incoming.is_answered = _refuse(mail, incoming, tickets, str(reason))
        return _book(incoming, Outcome.REFUSED, str(reason))
    return _book(incoming, Outcome.TAKEN, "")


def _book(incoming: Incoming, outcome: str, why: str) -> None:
    incoming.outcome, incoming.why = outcome, why
    incoming.save(
        update_fields=["read_at", "sender", "outcome", "why", "is_answered", "rest"]
    )


def _take(mail: Read, incoming: Incoming, tickets: Iterable[Ticket]) -> None:
    """To everything that it answers; the same letter counts once."""
    tickets = list(dict.fromkeys(tickets))[:MOST_TICKETS]
    if not tickets:
        raise NotTakenError(NO_TICKET)
    by = _sender(mail, tickets)
    if incoming.why:  # of `keep`
        raise NotTakenError(incoming.why)
    said = split(mail.text)
    incoming.rest = said.rest
    # All or nothing; a refusal is for the sender, in their language.
    with transaction.atomic(), override(by.language):
        for ticket in tickets:
            _answer(mail, said, incoming, ticket, by)


def _sender(mail: Read, tickets: list[Ticket]) -> User:
    """Somebody of the organisation to which each of these letters was written."""
    sender = User.objects.active().filter(email__iexact=mail.sender).first()
    readers = User.objects.filter(pk__in=[ticket.reader for ticket in tickets])
    theirs = {reader.organisation_id for reader in readers}
    if sender is None or theirs != {sender.organisation_id} or None in theirs:
        raise NotTakenError(UNKNOWN)
    return sender


def _answer(
    mail: Read, said: Split, incoming: Incoming, ticket: Ticket, by: User
) -> None:
    try:
        if ticket.kind == CLAIM:
            _write(mail, said, incoming, ticket, by)
        else:
            _answer_question(said, ticket, by)
    except (Claim.DoesNotExist, Question.DoesNotExist) as gone:
        raise NotTakenError(GONE) from gone
    except PermissionDenied as denied:
        raise NotTakenError(NOT_YOURS) from denied
    except Refused as refusal:
        raise NotTakenError(str(refusal)) from refusal


def _write(
    mail: Read, said: Split, incoming: Incoming, ticket: Ticket, by: User
) -> None:
    claim = Claim.objects.for_page().get(pk=ticket.about)
    actions.check_can_write(claim, by=by)
    pictures, left_out = _pictures(mail.attached)
    if not said.words and not pictures:
        raise NotTakenError(NOTHING_NEW)
    actions.write(
        claim,
        by=by,
        text=_within(said.words, LONGEST_MESSAGE),
        pictures=pictures,
        mail=incoming,
        left_out=left_out,
    )


def _answer_question(said: Split, ticket: Ticket, by: User) -> None:
    question = Question.objects.get(pk=ticket.about)
    if not said.words:
        raise NotTakenError(NOTHING_NEW)
    questions.answer(question, by=by, text=_within(said.words, LONGEST_QUESTION))


def _within(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 2].rstrip()} …"


def _pictures(attached: list[Attached]) -> tuple[list[Picture], list[str]]:
    """The photos among the files that came along, and the names of the others."""
    pictures, left_out = [], []
    for file in attached[:MOST_FILES]:
        picture = _picture(file)
        if picture and not _is_logo(file, picture):
            pictures.append((file.name, picture))
        elif not file.is_part_of_text:
            left_out.append(file.name)
    left_out += [file.name for file in attached[MOST_FILES:]]
    left_out += [name for name, _picture in pictures[actions.MOST_PHOTOS :]]
    return [picture for _name, picture in pictures[: actions.MOST_PHOTOS]], left_out


def _picture(file: Attached) -> Picture | None:
    try:
        return photos.read(SimpleUploadedFile(file.name, file.content, file.kind))
    except Refused:
        return None


def _is_logo(file: Attached, picture: Picture) -> bool:
    is_small = len(file.content) < LOGO_BYTES
    is_small |= min(picture.width, picture.height) < LOGO_PIXELS
    return file.is_part_of_text and is_small


def _refuse(mail: Read, incoming: Incoming, tickets: list[Ticket], why: str) -> bool:
    """A letter that says so: to who had a letter of ours, or is known to us. Anybody
    else's e-mail is left alone, for its sender may be forged, and our letter would be
    a nuisance to who never wrote. Returns whether there is one."""
    is_known = User.objects.active().filter(email__iexact=mail.sender).exists()
    lately = Incoming.objects.answered_since(timezone.now() - HOUR)
    if not (tickets or is_known) or lately.count() >= MOST_REFUSALS:
        return False
    return letters.refuse_mail(mail.sender, why)
