"""Letters: written down with the deed that causes them, sent later by the clock."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar

from base.failures import Failures
from outbox import unsubscribing
from outbox.drafts import Draft, drafts, rendered
from outbox.items import Item, merged, remember
from outbox.kinds import ALL, Delivery
from outbox.models import Letter, Told
from outbox.readers import Reader
from outbox.replies import reply_to

logger = logging.getLogger(__name__)
BATCH = 200
KEEP_FOR = timedelta(days=180)


def post(
    name: str,
    *,
    to: Reader,
    about: Model,
    alert: str = "",
    occasion: str = "",
    keep: bool = False,
    at_once: bool = False,
    **letter,
) -> bool:
    """Write one letter down, in the reader's language. Returns whether it is new.

    Same letter, same reader, same cause (`about`, and the `occasion` where one cause
    has several): the second call writes nothing. An `alert` is a `Kind` of letter that
    follows the reader's wish (at once, daily, off); it can be asked to `keep` it for
    the daily letter, or to send it `at_once`, in any case. Any other letter concerns
    the reader's own agreement and always leaves at once.
    """
    if (shown := drafts.get()) is not None:
        known = {"about": about, **letter}
        known.pop("calendar", None)
        subject, body, _items = rendered(name, to.language, to, **known)
        shown.append(Draft(to, subject, body))
        return False
    wish = to.gets(alert) if alert else Delivery.AT_ONCE
    if wish == Delivery.OFF:
        return False
    return write(
        f"{name} {about._meta.label} {about.pk}{occasion and ' '}{occasion} to {to.pk}",
        name,
        to=to.email,
        reader=to,
        language=to.language,
        kind=alert,
        for_daily=keep or (wish == Delivery.DAILY and not at_once),
        about=about,
        **letter,
    )


def post_all(name: str, *, to: Iterable[Reader], about: Model, **letter) -> None:
    """The same letter to several readers, each in their own language."""
    for reader in to:
        post(name, to=reader, about=about, **letter)


def write(
    key: str,
    name: str,
    *,
    to: str,
    language: str,
    reader: Reader | None = None,
    items: Sequence[Item] = (),
    calendar: str = "",
    for_daily: bool = False,
    kind: str = "",
    secret: bool = False,
    **context,
) -> bool:
    """Write a letter to an address, by the template `<name>.txt`: the subject on
    its first line, then an empty line, then the text. `secret`: a link in it lets in
    who has it. Returns whether it is new."""
    if Letter.objects.filter(key=key).exists():
        return False
    subject, body, written = rendered(name, language, reader, items, **context)
    _letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "reader_id": reader.pk if reader else None,
            "language": language,
            "subject": subject,
            "body": body,
            "items": written,
            "calendar": calendar,
            "reply_to": reply_to(context, reader),
            "for_daily": for_daily,
            "kind": kind,
            "secret": secret,
        },
    )
    if reader:
        remember(items, reader)
    return is_new


def deliver_due() -> int:
    """Send what is due, at most `BATCH` letters, one at a time over one connection;
    safe to run twice at once. Returns the number of letters taken."""
    connection, taken = get_connection(), 0
    while taken < BATCH and (letter := _take_one(timezone.now())):
        taken += 1
        _deliver(letter, connection)
    connection.close()
    return taken


@transaction.atomic
def _take_one(now: datetime) -> Letter | None:
    # The next try is booked before this one starts, so a worker that dies
    # half-way leaves nothing behind that needs to be rescued.
    due = Letter.objects.due(now).order_by("next_try_at")
    letter = due.select_for_update(skip_locked=True).first()
    if letter:
        letter.attempts += 1
        letter.next_try_at = now + timedelta(minutes=2**letter.attempts)
        letter.save(update_fields=["attempts", "next_try_at"])
    return letter


def _deliver(letter: Letter, connection: BaseEmailBackend) -> None:
    try:
        _message(letter, connection).send()
    except Exception as error:  # whatever it was, the next try is booked
        logger.warning("Letter %s was not delivered: %s", letter.pk, error)
        letter.last_error = f"{type(error).__name__}: {error}"
        letter.save(update_fields=["last_error"])
        connection.close()  # a broken connection would break the next letter too
        return
    letter.sent_at = timezone.now()
    letter.body = "" if letter.secret else letter.body
    letter.save(update_fields=["sent_at", "body"])


def _message(letter: Letter, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    stop = unsubscribing.address_for(letter) if letter.kind else ""
    with translation.override(letter.language):
        html = render_to_string("outbox/letter.html", {"letter": letter, "stop": stop})
        foot = _foot(letter, stop)
    message = EmailMultiAlternatives(
        letter.subject,
        letter.body + foot,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers | unsubscribing.headers(letter),
        connection=connection,
    )
    message.attach_alternative(html, "text/html")
    if letter.calendar:
        method = Calendar.from_ical(letter.calendar)["METHOD"]
        message.attach(
            "deelplatform.ics", letter.calendar, f"text/calendar; method={method}"
        )
    return message


def _foot(letter: Letter, stop: str) -> str:
    """What stands below its text."""
    lines = [_("You can answer this e-mail.")] if letter.reply_to else []
    lines += [_("Stop these letters: %s") % stop] if stop else []
    return "\n\n-- \n" + "\n".join(lines) if lines else ""


def gather_daily() -> int:
    """One daily letter to each reader for whom something was kept. Never empty; one
    that fails stops no other."""
    failures = _failures()
    readers = kept_for_daily().values_list("reader", flat=True).distinct()
    people = get_user_model().objects.filter(pk__in=readers.order_by())
    gathered = sum(_try(reader, failures) for reader in people)
    failures.forget_all_but(Letter.objects.for_daily(), "reader")
    return gathered


def kept_for_daily() -> QuerySet[Letter]:
    """What waits for the daily letters, but for the readers that it failed at."""
    return _failures().without(Letter.objects.for_daily(), "reader")


def _failures() -> Failures:
    """The readers whose daily letter could not be written."""
    return Failures(f"{__name__}.gather_daily", get_user_model())


def _try(reader: Reader, failures: Failures) -> bool:
    try:
        return _gather_for(reader)
    except Exception as error:
        logger.exception("The daily letter for reader %s was left", reader.pk)
        failures.book(reader.pk, error)
        return False


@transaction.atomic
def _gather_for(reader: Reader) -> bool:
    kept = Letter.objects.for_daily().filter(reader=reader.pk).order_by("created_at")
    letters = list(kept.select_for_update(skip_locked=True))
    if not letters:
        return False
    others = [letter for letter in letters if not letter.items]
    things = merged(letters, reader)
    if things or others:
        _write_daily(reader, things, others)
    kept.filter(pk__in=[letter.pk for letter in letters]).update(sent_at=timezone.now())
    return bool(things or others)


def _write_daily(reader: Reader, things: list[dict], others: list[Letter]) -> None:
    write(
        f"daily {timezone.now():%Y-%m-%d %H:%M} to {reader.pk}",
        "outbox/letters/daily",
        to=reader.email,
        reader=reader,
        language=reader.language,
        kind=ALL,
        things=things,
        letters=others,
        total=len(things) + len(others),
    )


@transaction.atomic
def try_again(letter: Letter, *, by: Reader) -> None:
    """A moderator sends a letter once more that was given up."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not by.is_staff:
        raise PermissionDenied
    if letter.sent_at is None:
        letter.attempts, letter.next_try_at = 0, timezone.now()
        letter.save(update_fields=["attempts", "next_try_at"])


def mark_read(letters: QuerySet[Letter]) -> int:
    """Opened on the site, by their reader; returns how many were not yet."""
    unread = letters.filter(read_at=None).order_by()
    return unread.update(read_at=timezone.now())


def forget_old() -> int:
    """Letters hold personal data: what was sent long ago is deleted."""
    since = timezone.now() - KEEP_FOR
    Told.objects.before(since).delete()
    return Letter.objects.sent_before(since).delete()[0]
