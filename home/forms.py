"""What is asked on the pages for everybody, and what the menu says about itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.typed import LineField


class CheckForm(forms.Form):
    """What somebody is about to buy."""

    q = LineField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        label=_("What do you want to buy?"),
        help_text=_("The name of the article, as in your ordering system."),
    )


class WaitsForm(forms.Form):
    """How much the reader has seen waiting already."""

    known = forms.IntegerField(min_value=0, max_value=1000)
