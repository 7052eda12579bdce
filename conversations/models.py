"""What members say to each other: questions at an offer, for all to read, and a
conversation in each claim, for its two sides alone; and the e-mail that brings it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField
from base.submissions import Submitted
from claims.models import Claim
from conversations.querysets import (
    IncomingQuerySet,
    MessagePhotoQuerySet,
    MessageQuerySet,
    QuestionQuerySet,
    ReportQuerySet,
    UnreadQuerySet,
)
from listings.models import Listing, Pictured
from members.models import Organisation

LONGEST_MESSAGE = 5_000
LONGEST_QUESTION = 1_000


class Incoming(models.Model):
    """One e-mail that came in, as it came; kept for two weeks. The same one twice is
    one row: `fingerprint` is made of what its writer sent, of nothing on the way."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken in")
        REFUSED = "refused", _("refused")
        IGNORED = "ignored", _("not by a person")

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    raw = models.BinaryField()
    came_at = models.DateTimeField(_("came at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True)
    sender = LineField(_("sender"), max_length=254, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    # Kept in the source language, or in the sender's where it is about their words.
    why = TextField(_("why"), blank=True)
    is_answered = models.BooleanField(_("refused with a letter"), default=False)
    # What stood around the words: only the sender's own people may see it.
    rest = TextField(blank=True, editable=False)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]
        verbose_name = _("e-mail that came in")
        verbose_name_plural = _("e-mail that came in")
        indexes = [
            models.Index(
                fields=["came_at"], name="mail_to_read", condition=Q(read_at=None)
            ),
            models.Index(fields=["came_at"], name="mail_came"),
            models.Index(
                fields=["came_at"], name="mail_answered", condition=Q(is_answered=True)
            ),
        ]

    def __str__(self) -> str:
        return self.sender or str(_("e-mail"))


class Message(Submitted):
    """What somebody of one side says to the other side of a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # For whom they spoke: people may go elsewhere.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = TextField(_("message"), max_length=LONGEST_MESSAGE, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    by_mail = models.BooleanField(default=False)
    mail = models.ForeignKey(
        Incoming, models.SET_NULL, null=True, related_name="messages"
    )
    # Names of files that came along and are no photos.
    left_out = models.JSONField(default=list)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["mail", "claim"], name="one_message_per_mail_and_claim"
            )
        ]
        indexes = [
            models.Index(fields=["claim", "written_at"], name="message_of_claim")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.claim}"

    def get_absolute_url(self) -> str:
        """Where it stands in its conversation."""
        page = reverse("conversations:conversation", args=[self.claim_id])
        return f"{page}#message-{self.pk}"


class MessagePhoto(Pictured):
    """A photo in a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="photos")

    objects = MessagePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Unread(models.Model):
    """How many messages of a claim somebody has not read. It is there for whom a letter
    was written, and goes when they, or a colleague, look or answer."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="unread")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    count = models.PositiveIntegerField(default=1)
    since = models.DateTimeField(default=timezone.now)

    objects = UnreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "claim"], name="unread_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.count}"


class Question(Submitted):
    """What somebody wants to know before asking for an offer; all who may see the offer
    read it, and what its owner answers. Of the asker they read the organisation."""

    listing = models.ForeignKey(
        Listing, models.CASCADE, related_name="questions", verbose_name=_("listing")
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("asker"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    text = TextField(_("question"), max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = TextField(_("answer"), max_length=LONGEST_QUESTION, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)
    hidden_at = models.DateTimeField(_("taken away at"), null=True)
    hidden_why = TextField(_("why it was taken away"), blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__gte=F("asked_at"), answered_by__isnull=False)
                & ~Q(answer=""),
                name="question_answered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="question_asks_something"
            ),
        ]
        indexes = [
            models.Index(fields=["listing", "asked_at"], name="question_of_listing"),
            models.Index(
                fields=["listing"],
                name="question_unanswered",
                condition=Q(answered_at=None, hidden_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.listing}"

    def get_absolute_url(self) -> str:
        """Where it stands on the page of the offer."""
        page = reverse("listings:detail", args=[self.listing_id])
        return f"{page}#question-{self.pk}"


class ReportedConversation(models.Model):
    """One side says that something is wrong in a conversation: then a moderator may
    read it, and only then."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SETTLED = "settled", _("settled")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reported")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    words = TextField(_("what is wrong"), max_length=1000)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)
    answer = TextField(_("answer"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reported conversation")
        verbose_name_plural = _("reported conversations")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "by"],
                condition=Q(state="waiting"),
                name="one_conversation_report_waits_per_person",
            )
        ]
        indexes = [
            models.Index(
                fields=["at"],
                name="conversation_report_waiting",
                condition=Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return str(self.claim)


class Opening(models.Model):
    """A moderator opened a reported conversation: who, and when. Never deleted."""

    report = models.ForeignKey(
        ReportedConversation, models.CASCADE, related_name="opened"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("opened by a moderator")
        verbose_name_plural = _("opened by moderators")

    def __str__(self) -> str:
        return f"{self.by}"
