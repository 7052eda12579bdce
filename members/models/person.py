"""People: of members, and of the cooperative."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import LineField, on_one_line
from members.models.organisation import Organisation
from members.querysets import UserManager, UserQuerySet
from outbox.kinds import ALL, Delivery


class User(AbstractBaseUser, PermissionsMixin):
    """A person: a colleague or coordinator of one organisation, or the
    cooperative's staff, who belong to none."""

    class Role(models.TextChoices):
        COLLEAGUE = "colleague", _("colleague")
        COORDINATOR = "coordinator", _("coordinator")

    Letters = Delivery

    email = models.EmailField(_("e-mail address"), unique=True)
    name = LineField(_("name"), max_length=120)
    phone = LineField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="nl"
    )
    letters = models.CharField(
        _("letters"),
        max_length=10,
        choices=Letters,
        default=Letters.AT_ONCE,
        help_text=_(
            "About matches and news. What concerns your own agreements always "
            "comes at once."
        ),
    )
    letters_by_kind = models.JSONField(
        _("letters by kind"),
        default=dict,
        blank=True,
        help_text=_("Where somebody wants a kind otherwise than the others."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    role = models.CharField(
        _("role"), max_length=20, choices=Role, default=Role.COLLEAGUE
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff of the cooperative"), default=False)
    date_joined = models.DateTimeField(_("joined at"), default=timezone.now)

    emailaddress_set: Any  # allauth's, which has no types

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=on_one_line("name", "phone"), name="user_words_on_one_line"
            ),
            models.UniqueConstraint(Lower("email"), name="one_person_per_email"),
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(organisation=None),
                name="staff_belong_to_no_organisation",
                violation_error_message=_("Staff belong to no organisation."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        """How the admin greets somebody."""
        return str(self)

    def gets(self, kind: str) -> str:
        """How this person wants letters of a kind (`outbox.kinds.Kind`)."""
        return self.letters_by_kind.get(kind) or self.letters

    def stop_letters(self, kind: str) -> None:
        """No more letters of this kind; or of any."""
        if kind == ALL:
            self.letters, self.letters_by_kind = self.Letters.OFF, {}
        else:
            self.letters_by_kind[kind] = self.Letters.OFF.value
        self.save(update_fields=["letters", "letters_by_kind"])

    @property
    def trades_for(self) -> Organisation:
        """The organisation in whose name this person offers and asks; the cooperative's
        staff do neither."""
        if self.organisation is None:
            raise PermissionDenied
        return self.organisation

    @property
    def is_coordinator(self) -> bool:
        """May this person manage their organisation?"""
        return self.role == self.Role.COORDINATOR and self.organisation_id is not None
