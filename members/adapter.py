"""Where django-allauth meets this house: its letters go through the outbox."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from members.models import User
from outbox.actions import write

# What our letters need of allauth's context; the rest holds the request.
SHOWN = ["activate_url", "password_reset_url", "email"]
SHOWN += ["from_email", "to_email", "deleted_email"]

LETS_IN = {"activate_url", "password_reset_url"}


class AccountAdapter(DefaultAccountAdapter):
    """allauth decides when a letter is due; the outbox writes and delivers it."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's letter down under our own template of the same name."""
        name = template_prefix.rpartition("/")[2]
        reader = context.get("user") or User.objects.filter(email__iexact=email).first()
        write(
            f"account {name} {uuid.uuid4()}",
            f"members/letters/account_{name}",
            to=email,
            reader=reader,
            language=reader.language if reader else get_language(),
            secret=not LETS_IN.isdisjoint(context),
            **{key: context[key] for key in SHOWN if key in context},
        )

    def get_email_confirmation_url(
        self, request: HttpRequest | None, confirmation: Any
    ) -> str:
        """Our own address, not the one in the request: actions have no request."""
        return _address("account_confirm_email", confirmation.key)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """`key` is the person's number and a token, with a dash between."""
        return _address("account_reset_password_from_key", *key.split("-", 1))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody wants an account for an address that has one: tell its owner."""
        self.send_mail("account/email/account_already_exists", email, {"email": email})


def _address(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)
