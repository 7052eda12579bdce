"""What people type about what they need, and when they have it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from base.forms import (
    CountInput,
    DateInput,
    MoneyInput,
    OnceForm,
    UnitInput,
    field_of,
    with_limits,
)
from base.typed import DayField, TextField
from base.words import Words
from catalogue.choices import CategoryField
from catalogue.models import Category
from catalogue.terms import Term
from catalogue.units import amount
from listings.forms.offer import asks_what_it_is
from listings.intake import prohibited
from listings.models import Listing
from members.forms.locations import fill_in_place, offer_places
from members.models import User
from wanted.models import TAKEN, Want

# Shown folded: what most wants do without.
MORE = ["description", "radius_km", "max_price_eur"]
PAID = {Term.SALE, Term.RENT}
PARTS = r"^[0-9]{1,18}:[1-9][0-9]{0,8}( [0-9]{1,18}:[1-9][0-9]{0,8})*$"
SHOWN = 20  # offers to choose an answer from; a search finds the others


def taken() -> list[tuple[str, Words]]:
    """The terms as lines of a form, as who asks says them."""
    return [(value, capfirst(words)) for value, words in TAKEN]


class WantForm(forms.ModelForm):
    """Everything that a member says about what they need; few fields are a must."""

    category = CategoryField(
        queryset=Category.objects.shareable(),
        empty_label=_("Choose a category"),
        label=_("Category"),
    )
    terms = forms.MultipleChoiceField(
        choices=taken,
        initial=Term.values,
        widget=forms.CheckboxSelectMultiple,
        label=_("On what terms would you take it?"),
        help_text=_("The more you accept, the more is found."),
        error_messages={"required": _("Choose at least one.")},
    )

    class Meta:
        model = Want
        formfield_callback = with_limits
        fields = [
            "title",
            "category",
            "quantity",
            "needed_by",
            "urgent",
            "terms",
            "max_price_eur",
            "location",
            "radius_km",
            "description",
        ]
        labels = {
            "title": _("What do you need?"),
            "description": _("What should others know about it?"),
            "urgent": _("It is urgent"),
        }
        help_texts = {
            "title": _("Name the thing itself, such as “wheelchair”."),
            "description": _("Such as sizes, or what it must be able to carry."),
            "urgent": _("Only when care suffers without it."),
            "max_price_eur": _("Leave it empty when you can't say yet."),
            "needed_by": _("After this day it is no longer looked for."),
        }
        widgets = {
            "quantity": CountInput,
            "needed_by": DateInput,
            "max_price_eur": MoneyInput,
            "radius_km": UnitInput("km"),
            "description": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        offer_places(field_of(self, "location", forms.ModelChoiceField), by.trades_for)
        self.fields["title"].widget.attrs |= asks_what_it_is()

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return self.cleaned_data

    @property
    def uses_more(self) -> bool:
        """Is anything said, or wrong, among the folded fields?"""
        filled = any(self[name].errors or self[name].value() for name in MORE)
        picky = set(self["terms"].value() or []) != set(Term.values)
        return filled or picky or bool(self["terms"].errors)

    def clean_needed_by(self) -> date | None:
        return not_past(self.cleaned_data["needed_by"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        names_price = cleaned.get("max_price_eur") is not None and "terms" in cleaned
        if names_price and not PAID & set(cleaned["terms"]):
            self.add_error(
                "max_price_eur",
                _("You name a price, but you take it for free or on loan only."),
            )
        self._judge(cleaned)
        return cleaned

    def _judge(self, cleaned: dict[str, Any]) -> None:
        """What may not be shared can't be asked for either."""
        if cleaned.get("category"):
            for hit in prohibited.judge_category(cleaned["category"]).blocks:
                self.add_error("category", str(hit))
        for name in ("title", "description"):
            for hit in prohibited.judge(cleaned.get(name, "")).blocks:
                self.add_error(name, str(hit))


class PostForm(OnceForm, WantForm):
    """A new want: for the same place, as near and on the same terms as the last one."""

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        last = Want.objects.made_by(by).first()
        fill_in_place(
            field_of(self, "location", forms.ModelChoiceField),
            last.location_id if last else None,
        )
        if last:
            self.fields["radius_km"].initial = last.radius_km
            self.fields["terms"].initial = last.terms


class PlanForm(forms.Form):
    """The plan that was on the screen, as it was shown."""

    parts = forms.RegexField(PARTS, max_length=500)

    def clean_parts(self) -> dict[int, int]:
        """How many pieces of which listing: "12:20 15:40"."""
        parts = (part.split(":") for part in self.cleaned_data["parts"].split())
        return {int(listing): int(quantity) for listing, quantity in parts}


class ReopenForm(forms.Form):
    """A new day for what is needed after all."""

    needed_by = DayField(
        required=False,
        widget=DateInput,
        label=_("Needed by"),
        help_text=_("Leave it empty when there is no hurry."),
    )

    def clean_needed_by(self) -> date | None:
        return not_past(self.cleaned_data["needed_by"])


class OfferChoice(forms.ModelChoiceField):
    """One of one's own offers, with what tells it from the others."""

    def label_from_instance(self, obj: Listing) -> str:
        return f"{obj.title} · {amount(obj.left, obj.unit)} · {obj.location.town}"


class AnswerForm(forms.Form):
    """“We have this”: with which offer, and what else to say."""

    listing = OfferChoice(
        queryset=Listing.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        label=_("Which of your offers is it?"),
        error_messages={"required": _("Choose one of your offers.")},
    )
    message = TextField(
        max_length=2000,
        required=False,
        label=_("Message"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, offers: QuerySet, shown: QuerySet, **kwargs):
        """`offers` may be chosen; `shown` of them, the first `SHOWN`, can be seen."""
        super().__init__(*args, **kwargs)
        field = field_of(self, "listing", forms.ModelChoiceField)
        field.queryset = offers
        label = field.label_from_instance
        self.shown = [(offer.pk, label(offer)) for offer in shown[:SHOWN]]
        field.choices = self.shown


def not_past(day: date | None) -> date | None:
    """A day that is still to come, today included."""
    if day and day < timezone.localdate():
        raise ValidationError(_("That day is over."))
    return day
