"""What people choose and put right when they import a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, DateInput, DropInput, MoneyInput, field_of
from base.typed import FAR_AHEAD, LONG_AGO, DayField, LineField
from catalogue.choices import CategoryField, graded, lines
from catalogue.models import Category
from catalogue.terms import Term
from lists import actions, pictures
from lists.lines import Line, Lines
from lists.models import ColumnMeaning, Import
from lists.row_fields import CONDITIONS
from members.models import Location, Organisation, User
from surplus.rows import ReadColumn, ReadSheet, Surplus
from surplus.sheet import MAX_ROWS
from surplus.unreadable import Unreadable
from surplus.workbook import MAX_BYTES, too_large

ACCEPTED = ".xlsx,.xlsm,.xlsb,.xls,.ods,.csv,.tsv,.txt"
WORDS = {condition.value: word for word, condition in CONDITIONS.items()}


class ZipInput(DropInput):
    """A ZIP of photos."""

    words, icon = _("Choose the ZIP file, or drop it here"), "camera"


class ImportForm(forms.Form):
    """A file, and photos if there are any; they are kept, and a worker reads them."""

    imported: Import  # once it is valid

    file = forms.FileField(
        label=_("Your list"),
        help_text=_(
            "A spreadsheet (.xlsx, .xls, .ods), a .csv file, or a mail that you saved"
            " as text; 20 MB at most."
        ),
        widget=DropInput(attrs={"accept": ACCEPTED}),
    )
    photos = forms.FileField(
        required=False,
        label=_("Photos, in a ZIP file"),
        help_text=_(
            "Named as in your list, or by the number of the row: 12.jpg, 12-2.jpg."
        ),
        widget=ZipInput(attrs={"accept": ".zip"}),
    )

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(too_large())
        return file

    def clean_photos(self) -> Any:
        photos = self.cleaned_data["photos"]
        if photos and photos.size > pictures.MOST_BYTES:
            raise ValidationError(_("This ZIP is larger than 200 MB. Split it."))
        try:
            if photos:
                pictures.names_in(photos.file)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        return photos

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        file, photos = cleaned["file"], cleaned["photos"]
        try:
            self.imported = actions.send(
                file.file, file.name, by=self.by, photos=photos and photos.file
            )
        except Unreadable as error:
            self.add_error("photos", str(error))
        return cleaned


class ColumnsForm(forms.Form):
    """What each column holds: as it was read, to be put right."""

    def __init__(self, *args, imported: Import, **kwargs):
        super().__init__(*args, **kwargs)
        self.surplus = imported.what_was_read
        for _sheet, column in self._columns():
            self.fields[column.key] = forms.ChoiceField(
                choices=lines(ColumnMeaning.Field),
                initial=column.field or ColumnMeaning.Field.OTHER,
                label=column.heading or column.letter,
            )

    @property
    def sheets(self) -> Iterator[tuple[ReadSheet, list[tuple[ReadColumn, BoundField]]]]:
        """Each sheet with its columns and their fields."""
        for sheet in self.surplus.sheets:
            columns = [c for of, c in self._columns() if of is sheet]
            if columns:
                yield sheet, [(column, self[column.key]) for column in columns]

    @property
    def is_asked(self) -> bool:
        """Is there a column at all? A letter that was taken apart has none."""
        return bool(self.fields)

    @property
    def answers(self) -> dict[str, str]:
        """What differs from how it was read, by the key of the column."""
        return {key: self.cleaned_data[key] for key in self.changed_data}

    def _columns(self) -> Iterator[tuple[ReadSheet, ReadColumn]]:
        """Columns with something in them; one that several sheets have, once."""
        seen = set()
        for sheet in self.surplus.sheets:
            for column in sheet.columns:
                if column.key not in seen and (column.examples or column.heading):
                    seen.add(column.key)
                    yield sheet, column


class SharedForm(forms.Form):
    """Questions that many rows share: any of them may be answered, none must."""

    def __init__(self, *args, lines: Lines, **kwargs):
        super().__init__(*args, **kwargs)
        for shared in lines.shared:
            field: Any = forms.ChoiceField(
                choices=shared.choices,
                required=False,
                widget=forms.RadioSelect,
                label=shared.label,
                help_text=shared.hint,
            )
            field.asked = True
            self.fields[shared.name] = field


class RowForm(forms.Form):
    """Which row of a spreadsheet."""

    sheet = LineField(max_length=200, required=False)
    row = forms.IntegerField(min_value=1, max_value=MAX_ROWS * 10)


class SheetForm(forms.Form):
    """Which of the hidden sheets of a list."""

    sheet = forms.ChoiceField()

    def __init__(self, data: QueryDict, *, surplus: Surplus):
        super().__init__(data)
        sheet = field_of(self, "sheet", forms.ChoiceField)
        sheet.choices = [(name, name) for name in surplus.hidden_sheets]


class LineForm(forms.Form):
    """One row of a list, as it should have been."""

    title = LineField(max_length=120, label=_("Title"))
    category = CategoryField(
        queryset=Category.objects.shareable(),
        empty_label=_("Choose a category"),
        label=_("Category"),
    )
    quantity = forms.IntegerField(
        min_value=1, max_value=1_000_000, widget=CountInput, label=_("Quantity")
    )
    terms = forms.ChoiceField(
        choices=lines(Term), widget=forms.RadioSelect, label=_("How do you share it?")
    )
    price_eur = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=MoneyInput,
        label=_("Price or rent per piece (€)"),
    )
    condition = forms.ChoiceField(required=False, label=_("Condition"))
    available_until = DayField(
        required=False, widget=DateInput, label=_("Available until")
    )
    expiry = DayField(
        required=False,
        past=LONG_AGO,
        ahead=FAR_AHEAD,
        widget=DateInput,
        label=_("Expiry date"),
    )

    def __init__(self, data: QueryDict | None, *, line: Line):
        super().__init__(data, initial=_as_shown(line))
        self.line = line
        condition = field_of(self, "condition", forms.ChoiceField)
        condition.choices = [("", _("Not said")), *graded()]

    @property
    def answers(self) -> dict[str, Any]:
        """By the names of a `SurplusRow`, as values that JSON can keep."""
        answers = dict(self.cleaned_data)
        condition, price = answers.pop("condition"), answers["price_eur"]
        kept = self.line.row.price_per if answers["terms"] == Term.RENT else "piece"
        return answers | {
            "category_code": answers.pop("category").pk,
            "condition": WORDS.get(condition, "unknown"),
            "price_eur": None if price is None else float(price),
            "price_per": kept,
            "available_until": _iso(answers["available_until"]),
            "expiry": _iso(answers["expiry"]),
        }


def _as_shown(line: Line) -> dict[str, Any]:
    """A row as it was read, by the names of the form."""
    row, fields = line.row, line.fields
    known = row.terms not in (None, "unknown")
    return {
        "title": row.title,
        "category": line.category,
        "quantity": row.quantity and int(row.quantity),
        "terms": fields["terms"][0] if known else None,
        "price_eur": fields["price_eur"] or fields["rent_eur"],
        "condition": fields["condition"],
        "available_until": row.available_until,
        "expiry": row.expiry,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class PlaceForm(forms.Form):
    """Where the goods of a list stand, and whether they are offered at once."""

    location = forms.ModelChoiceField(
        queryset=Location.objects.none(),
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
        location = field_of(self, "location", forms.ModelChoiceField)
        location.queryset = organisation.locations.open()
