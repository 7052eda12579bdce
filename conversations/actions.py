"""What the two sides of a claim do in its conversation."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from claims import actions as claiming
from claims.models import Claim
from conversations import letters, personal_data, rules
from conversations.models import (
    Incoming,
    Message,
    MessagePhoto,
    ReportedConversation,
    Unread,
)
from listings import photos
from listings.photos import Picture
from members.models import User

MOST_PHOTOS = 6  # of one message
# So long after a claim ended its two sides can still write: about what was left behind.
OPEN_AFTER_END = timedelta(days=60)


@transaction.atomic
def write(
    claim: Claim,
    *,
    by: User,
    text: str = "",
    pictures: Sequence[UploadedFile | Picture] = (),
    submission: UUID | None = None,
    mail: Incoming | None = None,
    left_out: Iterable[str] = (),
) -> Message:
    """Say something to the other side, who get a letter. A form that was sent twice, or
    an e-mail that came twice, says it once."""
    _lock(claim)
    check_can_write(claim, by=by)
    if earlier := _written(claim, submission, mail):
        return earlier
    if not text.strip() and not pictures:
        raise Refused(_("Write something, or add a photo."))
    if len(pictures) > MOST_PHOTOS:
        most = {"most": MOST_PHOTOS}
        raise Refused(_("A message can have %(most)s photos at most.") % most)
    personal_data.check(text, personal_data.PRIVATE)
    message = Message.objects.create(
        claim=claim,
        author=by,
        organisation=by.trades_for,
        text=text.strip(),
        submission=submission,
        by_mail=mail is not None,
        mail=mail,
        left_out=list(left_out),
    )
    for picture in pictures:
        read = picture if isinstance(picture, Picture) else photos.read(picture)
        photos.keep(read, MessagePhoto(message=message))
    claiming.spoke(claim, by=by)
    _tell(message)
    return message


def check_can_write(claim: Claim, *, by: User) -> None:
    """Refuse whom the conversation is not for, or who comes too late."""
    if not rules.can_take_part(by, claim):
        raise PermissionDenied
    if not is_open(claim):
        page = (_("To the claim"), claim.get_absolute_url())
        raise Refused(_("This conversation is closed."), instead=page)


def is_open(claim: Claim) -> bool:
    """Can its two sides write? From when its owner knows of it, until some weeks after
    it ended."""
    if Claim.objects.running().filter(pk=claim.pk).exists():
        return claim.reached_at is not None
    last = claim.steps.order_by("-at", "-pk").first()
    ended_at = last.at if last else claim.asked_at
    return ended_at > timezone.now() - OPEN_AFTER_END


def mark_read(claim: Claim, *, by: User) -> int:
    """This person looked at it; returns whether anything was new."""
    return Unread.objects.in_conversation(claim, [by]).delete()[0]


@transaction.atomic
def report(claim: Claim, *, by: User, words: str) -> ReportedConversation:
    """Something is wrong in it: from now on a moderator may read it. Reporting it again
    while it waits adds nothing."""
    if not rules.can_take_part(by, claim):
        raise PermissionDenied
    if not words.strip():
        raise Refused(_("Say what is wrong."))
    waiting, _is_new = ReportedConversation.objects.get_or_create(
        claim=claim,
        by=by,
        state=ReportedConversation.State.WAITING,
        defaults={"words": words},
    )
    return waiting


def _lock(claim: Claim) -> None:
    """One message at a time: two that cross would each wait for what the other side
    has not read, and a double click would say it twice."""
    held = Claim.objects.select_for_update(no_key=True).order_by()
    held.values_list("pk").get(pk=claim.pk)


def _written(
    claim: Claim, submission: UUID | None, mail: Incoming | None
) -> Message | None:
    """What was written of the same form or e-mail."""
    if mail:
        return Message.objects.filter(claim=claim, mail=mail).first()
    known = Message.objects.filter(submission=submission).exclude(submission=None)
    return known.first()


def _tell(message: Message) -> None:
    """The other side has something to read; one's own side has read what was there."""
    claim, readers = message.claim, letters.readers_of(message)
    ours = User.objects.filter(organisation=message.organisation_id)
    Unread.objects.filter(claim=claim, person__in=ours).delete()
    for reader in readers:
        # Not read first and written then: the reader may be opening it right now.
        known = Unread.objects.filter(claim=claim, person=reader)
        if not known.update(count=F("count") + 1):
            Unread.objects.create(claim=claim, person=reader)
    letters.tell_of_message(message, readers)
