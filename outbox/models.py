"""Letters: e-mail that is written down with the deed that causes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, TextField
from outbox.kinds import ALL, Kind
from outbox.querysets import MAX_ATTEMPTS, READABLE, LetterQuerySet, ToldQuerySet


class Letter(models.Model):
    """One e-mail to one reader. It has no in-flight state: the next try is booked
    before this one starts, so a worker may die anywhere and nothing is lost."""

    key = models.CharField(_("key"), max_length=250, unique=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="letters_received",
        verbose_name=_("reader"),
    )
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=2, default="nl")
    subject = LineField(_("subject"), max_length=250)
    body = TextField(_("text"))
    calendar = models.TextField(
        _("calendar invitation"), blank=True, help_text=_("iCalendar text")
    )
    reply_to = models.EmailField(_("answered at"), blank=True, editable=False)
    for_daily = models.BooleanField(
        _("kept for the daily letter"),
        default=False,
        help_text=_("Sent as a line of the reader's daily letter, not by itself."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[*Kind.choices, (ALL, _("everything"))],
        blank=True,
        help_text=_("Empty: part of an agreement of the reader, it can't be stopped."),
    )
    # Who has what it says could act as its reader: nobody else reads it, and it is
    # emptied when it is sent.
    secret = models.BooleanField(default=False, editable=False)
    # Things told one by one, as `outbox.items` writes them: key, score, because, text.
    items = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    read_at = models.DateTimeField(
        null=True, editable=False, help_text=_("On the site; empty: not yet.")
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["next_try_at"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="letter_waiting",
                condition=Q(sent_at=None, for_daily=False, attempts__lt=MAX_ATTEMPTS),
            ),
            models.Index(
                fields=["next_try_at"],
                name="letter_undelivered",
                condition=Q(sent_at=None, for_daily=False, attempts__gte=MAX_ATTEMPTS),
            ),
            models.Index(
                fields=["reader", "created_at"],
                name="letter_for_daily",
                condition=Q(sent_at=None, for_daily=True),
            ),
            models.Index(
                fields=["reader", "-created_at", "-id"],
                name="letter_of_reader",
                condition=READABLE,
            ),
            models.Index(
                fields=["reader", "created_at"],
                name="letter_unread",
                condition=READABLE & Q(read_at=None),
            ),
            models.Index(
                fields=["sent_at"],
                name="letter_sent",
                condition=Q(sent_at__isnull=False),
            ),
            models.Index(
                fields=["reader", "kind", "created_at"],
                name="letter_of_kind",
                condition=~Q(kind=""),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def message_id(self) -> str:
        """The same at every try, so that a mailbox can tell a repeat."""
        return f"<letter-{self.pk}@{settings.LETTER_DOMAIN}>"


class Told(models.Model):
    """Something that a reader was told about in a letter: it is no news any more."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "key"], name="told_once")
        ]

    def __str__(self) -> str:
        return self.key
