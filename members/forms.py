"""What people type about themselves and their organisation."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.models import User


class SignupDetails(forms.Form):
    """What signing up asks beside e-mail and password."""

    name = forms.CharField(label=_("Your name"), max_length=120)

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this with the new person."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
