"""Where django-allauth meets this house: its letters go through the outbox."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from base.returning import is_ours
from members import guessing
from members.models import User
from outbox.actions import write

# What our letters need of allauth's context; the rest holds the request.
SHOWN = ["activate_url", "password_reset_url", "email"]
SHOWN += ["from_email", "to_email", "deleted_email"]

# Anybody can ask for these, also for the address of another.
ASKED_FOR = {"password_reset_key", "account_already_exists"}
ASKED_FOR |= {"email_confirmation", "email_confirmation_signup"}
LETS_IN = {"activate_url", "password_reset_url"}


class AccountAdapter(DefaultAccountAdapter):
    """allauth decides when a letter is due; the outbox writes and delivers it."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's letter down under our own template of the same name."""
        name = template_prefix.rpartition("/")[2]
        if name in ASKED_FOR and not self._may_write_to(email):
            return
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

    def is_safe_url(self, url: str) -> bool:
        """Where `next` leads after logging in: to a page of ours."""
        return is_ours(url)

    def _may_write_to(self, email: str) -> bool:
        """What people do counts; letters of the demo's own making do not."""
        request = allauth_context.request
        return request is None or guessing.may_write_to(request, email)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, unless it was one too many; allauth takes it back when the
        password was right."""
        usage = guessing.count_try(request, credentials.get("email", ""))
        self._login_failed_rl_usage = usage
        if usage is None:
            raise self.validation_error("too_many_login_attempts")

    def _delete_login_attempts_cached_email(
        self, request: HttpRequest, **credentials: Any
    ) -> None:
        guessing.forget(request, credentials["email"])

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
