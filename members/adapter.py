"""Where django-allauth meets this house: its letters go through the outbox."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from members.models import User
from outbox.actions import write


class AccountAdapter(DefaultAccountAdapter):
    """allauth decides when a letter is due; the outbox writes and delivers it."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write allauth's letter down under our own template of the same name."""
        name = template_prefix.rpartition("/")[2]
        reader = User.objects.filter(email__iexact=email).first()
        write(
            f"account {name} {uuid.uuid4()}",
            f"members/letters/account_{name}",
            to=email,
            reader=reader,
            language=reader.language if reader else get_language(),
            **{key: context[key] for key in SHOWN if key in context},
        )


# What our templates need of allauth's context; the rest holds the request.
SHOWN = ("activate_url", "code", "password_reset_url", "email", "signup_url")
