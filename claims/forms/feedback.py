"""How it went: a tick for each thing that went well."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.typed import TextField


class FeedbackForm(forms.Form):
    """All went well, unless somebody takes a tick away and says what did not."""

    as_described = forms.BooleanField(label=_("As described"), required=False)
    on_time = forms.BooleanField(label=_("On time"), required=False)
    again = forms.BooleanField(label=_("I would share with them again"), required=False)
    words = TextField(
        label=_("What could be better?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other side reads this, and so does the cooperative."),
    )

    def clean(self) -> dict:
        """What was not good is said in words."""
        said = super().clean() or {}
        ticks = (said.get("as_described"), said.get("on_time"), said.get("again"))
        if not all(ticks) and not said.get("words"):
            self.add_error("words", _("Say what could be better, in a few words."))
        return said
