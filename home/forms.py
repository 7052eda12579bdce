"""What the menu says about itself when it looks again."""

from django import forms


class WaitsForm(forms.Form):
    """How much the reader has seen waiting already."""

    known = forms.IntegerField(min_value=0, max_value=1000)
