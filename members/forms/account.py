"""allauth's forms with our hint about passwords: Django's says it four times over, and
in Dutch as "u" where we say "je". (Apart from `forms.py`, which allauth imports.)"""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.db import transaction
from django.http import HttpRequest

from members import guessing
from members.forms.members import PASSWORD_HINT


class SignupForm(forms.SignupForm):
    """Make an account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT


class ChangePasswordForm(forms.ChangePasswordForm):
    """Change the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT


class SetPasswordForm(forms.SetPasswordForm):
    """Set a first password; for staff that was made in the admin."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT


class ResetPasswordForm(forms.ResetPasswordForm):
    """Ask for a letter to choose a new password."""

    def clean_email(self) -> str:
        """Counted by network before anything is kept about an address."""
        if not guessing.may_ask(context.request):
            raise get_adapter().validation_error("rate_limited")
        return super().clean_email()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """For an address that nobody has the same is done, and undone: how long it
        takes does not tell who has an account."""
        if self.users:
            return super().save(request, **kwargs)
        email, letter = self.cleaned_data["email"], "account/email/password_reset_key"
        adapter = get_adapter()
        address = adapter.get_reset_password_from_key_url("unknown-unknown")
        with transaction.atomic():
            adapter.send_mail(letter, email, {"password_reset_url": address})
            transaction.set_rollback(True)
        return email


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    """Choose a new password by the link in a letter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT
