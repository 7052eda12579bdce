"""What the barcodes in new photos say, as answers to a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from base.forms import FilesField
from base.refusal import Refused
from base.typed import LineField
from listings import photos
from listings.intake.barcodes import Label

READ = ["gtin", "lot", "expiry_date"]
SERIAL = "ask_device_serial"


class LabelForm(forms.Form):
    """Photos that are only looked at, to fill in a form that is still open."""

    photos = FilesField()

    def clean_photos(self) -> Label:
        return read_labels(self.cleaned_data["photos"])


class LabelledForm(forms.ModelForm):
    """Mix into the form of a listing: fills in what the barcodes in its new photos say
    and nobody typed, unless that was done while the form was open."""

    new_photos = FilesField(
        required=False,
        label=_("Photos"),
        help_text=_(
            "A photo of the label fills in barcode, lot and date. JPEG, PNG or WebP, "
            "up to 15 MB each. When this form comes back, choose them again."
        ),
        widget=FilesField.widget(attrs={"accept": "image/*"}),
    )
    label_read = forms.BooleanField(required=False, widget=forms.HiddenInput)
    label_serial = LineField(required=False, widget=forms.HiddenInput)
    label = Label()

    def clean_new_photos(self) -> list[photos.Picture]:
        """Read at once: what is no photo is a sentence beside the field."""
        files = self.cleaned_data["new_photos"]
        have = self.instance.photos.count() if self.instance.pk else 0
        if have + len(files) > photos.MOST_PHOTOS:
            most = {"most": photos.MOST_PHOTOS}
            raise ValidationError(
                _("An offer can have %(most)s photos at most.") % most
            )
        if not self.data.get("label_read"):
            self.label = read_labels(files)
        try:
            return [photos.read(file) for file in files]
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        cleaned.pop("label_read", None)
        serial = cleaned.pop("label_serial", "") or self.label.serial
        read = {name: getattr(self.label, name) for name in READ} | {SERIAL: serial}
        for name, value in read.items():
            if name in cleaned and not cleaned[name]:
                cleaned[name] = value
        return cleaned


def answers(label: Label) -> dict[str, str]:
    """What a label says about fields of a listing, as it is typed there."""
    day = label.expiry_date
    return {
        "gtin": label.gtin,
        "lot": label.lot,
        "expiry_date": day.isoformat() if day else "",
    }


def read_labels(files: list[UploadedFile]) -> Label:
    """As `photos.read_labels`, but a refusal is a sentence beside the field."""
    try:
        return photos.read_labels(files)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
