"""What somebody says is wrong with an offer."""

from django import forms

from base.forms import field_of
from catalogue.choices import lines
from listings.models import Report


class ReportForm(forms.ModelForm):
    """What is wrong with somebody's offer."""

    class Meta:
        model = Report
        fields = ["reason", "words"]
        widgets = {"reason": forms.RadioSelect, "words": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field_of(self, "reason", forms.ChoiceField).choices = lines(Report.Reason)()
