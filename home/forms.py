"""What is asked on the pages for everybody, and what the menu says about itself."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.typed import LineField
from catalogue.tree import tree


class CheckForm(forms.Form):
    """What somebody is about to buy."""

    q = LineField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        label=_("What do you want to buy?"),
        help_text=_("The name of the article, as in your ordering system."),
    )


class WindowForm(forms.Form):
    """What a stranger looks for on the open front page."""

    q = LineField(
        max_length=200,
        required=False,
        label=_("What do you need?"),
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "placeholder": _("What do you need?"),
            }
        ),
    )
    kind = LineField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_kind(self) -> str:
        """The code of a kind of thing that can be looked for."""
        code = self.cleaned_data["kind"]
        if code and code not in tree().findable:
            raise ValidationError(_("We do not know this kind of thing."))
        return code


class WaitsForm(forms.Form):
    """How much the reader has seen waiting already."""

    known = forms.IntegerField(min_value=0, max_value=1000)
