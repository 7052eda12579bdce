"""What somebody states about the goods of a claim: that they are clean, or damaged."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.forms import DateInput
from base.typed import DayField, TextField
from base.words import Words
from members.models import User
from papers.kinds import Kind

NOT_AHEAD = timedelta(0)
LONG_AGO = timedelta(days=366)


class StatementForm(forms.Form):
    """The day, and what is stated in own words."""

    on = DayField(
        past=LONG_AGO, ahead=NOT_AHEAD, widget=DateInput(), initial=timezone.localdate
    )
    words = TextField(
        max_length=3000, widget=forms.Textarea(attrs={"rows": 6, "maxlength": None})
    )
    labels: dict[str, tuple[Words, Words]] = {
        Kind.CLEANING: (_("Cleaned on"), _("How was it cleaned, and with what?")),
        Kind.DAMAGE: (_("Seen on"), _("What is damaged?")),
    }
    hints: dict[str, Words] = {
        Kind.CLEANING: _(
            "Such as: wiped with alcohol 70 %, according to the instructions for use."
        ),
        Kind.DAMAGE: _("What, where and how badly. Write no names or data of clients."),
    }

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.fields["words"].label = self.labels[kind]
        self.fields["words"].help_text = self.hints[kind]

    def stated(self, by: User) -> dict[str, str]:
        """As a paper keeps it."""
        cleaned: dict[str, Any] = self.cleaned_data
        day: date = cleaned["on"]
        return {"on": day.isoformat(), "words": cleaned["words"], "by": by.name}
