"""Small forms about the photos of an offer."""

from django import forms

from listings.models import Photo


class AltForm(forms.ModelForm):
    """What a photo shows, for who can't see it."""

    class Meta:
        model = Photo
        fields = ["alt"]


class MoveForm(forms.Form):
    """Where a photo goes: 0 is the first."""

    position = forms.IntegerField(min_value=0)
