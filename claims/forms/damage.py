"""How a damage is settled, in words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.typed import TextField


class ProposeForm(forms.Form):
    """What one side proposes."""

    words = TextField(
        label=_("How would you settle it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as who mends it, or what is paid. The other side says yes."),
    )


class AgreeForm(forms.Form):
    """The proposal as it was read: another one since is not agreed to."""

    proposal = TextField(required=False, widget=forms.HiddenInput)
