"""How often a saved search may write."""

from django import forms

from searches.models import SavedSearch


class RhythmForm(forms.ModelForm):
    """One choice, beside its search."""

    class Meta:
        model = SavedSearch
        fields = ["rhythm"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].widget.attrs["id"] = f"rhythm-{self.instance.pk}"
