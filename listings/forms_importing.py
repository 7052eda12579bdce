"""What people choose when they import a list."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from base.forms import DropInput
from listings import importing
from listings.models import Import
from listings.surplus.unreadable import Unreadable
from members.models import Organisation, User


class ImportForm(forms.Form):
    """A file. Cleaning reads it, so a bad one is a sentence beside the field."""

    file = forms.FileField(
        label=_("Your list"),
        help_text=_("A spreadsheet (.xlsx) or .csv file of 20 MB at most."),
        widget=DropInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.imported: Import | None = None

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        try:
            self.imported = importing.read(file.file, file.name, by=self.by)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        return file


class PlaceForm(forms.Form):
    """Where the goods of a list stand, and whether they are offered at once."""

    location = forms.ModelChoiceField(
        queryset=None,
        empty_label=None,
        label=_("Where does it stand?"),
        help_text=_("For rows that do not name one of your locations."),
    )
    live = forms.TypedChoiceField(
        choices=[("0", _("Make drafts, I look at each")), ("1", _("Publish at once"))],
        coerce=lambda chosen: chosen == "1",
        widget=forms.RadioSelect,
        initial="0",
        label=_("And then?"),
    )

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = organisation.locations.open()
