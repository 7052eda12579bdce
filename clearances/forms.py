"""What people type about a building that is emptied, and about each thing in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from base.forms import (
    CountInput,
    DateInput,
    MoneyInput,
    OnceForm,
    field_of,
    not_past,
    with_limits,
)
from catalogue import prediction
from catalogue.choices import CategoryField, graded, lines
from catalogue.models import Category
from catalogue.terms import Term
from clearances.models import Clearance
from listings.forms.labels import LabelledForm
from listings.forms.offer import asks_what_it_is
from listings.intake import prohibited
from listings.models import Listing
from members.forms.locations import offer_places
from members.models import Organisation


class ClearanceForm(forms.ModelForm):
    """A name, a place and two days."""

    class Meta:
        model = Clearance
        fields = ["name", "location", "available_from", "deadline"]
        widgets = {"available_from": DateInput, "deadline": DateInput}

    def __init__(self, *args, organisation: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(field_of(self, "location", forms.ModelChoiceField), organisation)

    @property
    def has_places(self) -> bool:
        """Has the organisation a place that can be emptied?"""
        return bool(field_of(self, "location", forms.ModelChoiceField).queryset)

    def clean_deadline(self) -> Any:
        return not_past(self.cleaned_data["deadline"], _("That day is over."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("available_from"), cleaned.get("deadline")
        if first and last and last < first:
            self.add_error("deadline", _("This is before “available from”."))
        return cleaned


class ThingForm(OnceForm, LabelledForm):
    """One thing, as fast as one walks: a photo and a name are enough. It may come long
    after it was typed, from where there was no line."""

    category = CategoryField(
        queryset=Category.objects.shareable(),
        required=False,
        empty_label=_("As the title says"),
        label=_("Category"),
    )
    term = forms.ChoiceField(
        choices=lines(Term),
        initial=Term.FREE,
        widget=forms.RadioSelect,
        label=_("How do you share it?"),
    )

    class Meta:
        model = Listing
        formfield_callback = with_limits
        names = ["title", "category", "room", "quantity", "condition"]
        fields = [*names, "price_eur", "gtin", "lot", "expiry_date"]
        widgets = {"quantity": CountInput, "price_eur": MoneyInput} | dict.fromkeys(
            ["gtin", "lot", "expiry_date"], forms.HiddenInput
        )

    def __init__(self, *args, clearance: Clearance | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rooms = clearance.rooms if clearance else []
        self.fields["new_photos"].widget.attrs |= {"capture": "environment"}
        self.fields["room"].widget.attrs |= {"list": "rooms", "autocomplete": "off"}
        self.fields["title"].widget.attrs |= asks_what_it_is()
        condition = field_of(self, "condition", forms.ChoiceField)
        condition.choices = [("", _("Not said")), *graded()]

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        answers = super().answers
        term = answers.pop("term")
        answers["price_eur"] = answers["price_eur"] if term == Term.SALE else None
        rent = {"rent_per": "day"} if term == Term.RENT else {}
        return answers | rent | {"terms": [term], "unit": answers["category"].unit_nl}

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        title = cleaned.get("title", "")
        for hit in prohibited.judge(title).blocks:
            self.add_error("title", str(hit))
        if title and not self.errors and not cleaned.get("category"):
            cleaned["category"] = _likely(title)
        return cleaned


def _likely(title: str) -> Category:
    """What the title says that it is; where it does not, the person has to."""
    for category in prediction.suggest(title):
        if not prohibited.judge_category(category).blocks:
            return category
    raise ValidationError(
        {"category": _("The title does not tell what it is: choose the category.")}
    )
