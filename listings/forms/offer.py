"""What people type about what they offer."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from base.forms import (
    CountInput,
    DateInput,
    MoneyInput,
    OnceForm,
    UnitInput,
    field_of,
    not_past,
    with_limits,
)
from base.numbers import read_number
from base.typed import LineField
from base.words import Words
from catalogue import prediction
from catalogue.choices import CHECKLISTS, CategoryField, graded, lines
from catalogue.models import Category
from catalogue.modes import Mode
from catalogue.terms import COMING_BACK, Per, Term, term_label
from listings.actions import PUBLISHED
from listings.forms.lending import LENDING, LendingForm
from listings.forms.questions import AskingForm
from listings.intake import publication
from listings.models import Listing
from members.forms.locations import fill_in_place, offer_places
from members.models import Organisation, User
from surplus.identification import read_gtin

# Shown folded: what most offers do without.
MORE = [
    "available_from",
    "available_until",
    "expiry_date",
    "lot",
    "gtin",
    "new_price_eur",
    "weight_kg",
    "length_cm",
    "width_cm",
    "height_cm",
]


class ListingForm(LendingForm, AskingForm):
    """Everything that a member says about an offer; few fields are a must."""

    category = CategoryField(
        queryset=Category.objects.shareable(),
        empty_label=_("Choose a category"),
        label=_("Category"),
    )
    terms = forms.MultipleChoiceField(
        choices=lines(Term),
        widget=forms.CheckboxSelectMultiple,
        label=_("How do you share it?"),
        help_text=_("You may choose more than one."),
        error_messages={"required": _("Choose at least one way to share it.")},
    )
    rent_per = forms.ChoiceField(
        choices=lines(Per), required=False, label=_("Rent is counted")
    )
    gtin = LineField(
        max_length=30,
        required=False,
        label=_("GTIN (barcode)"),
        help_text=_("The 8 to 14 digits under the barcode."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Listing
        formfield_callback = with_limits
        fields = [
            "title",
            "category",
            "quantity",
            "unit",
            "terms",
            "price_eur",
            "rent_eur",
            "rent_per",
            *LENDING,
            "location",
            "condition",
            "audience",
            "own_days",
            "gives_to",
            "decides_on",
            "room",
            "description",
            *MORE,
        ]
        widgets = {
            "quantity": CountInput,
            "own_days": CountInput,
            "decides_on": DateInput,
            "price_eur": MoneyInput,
            "rent_eur": MoneyInput,
            "rent_week_eur": MoneyInput,
            "rent_month_eur": MoneyInput,
            "deposit_eur": MoneyInput,
            "buffer_days": CountInput,
            "min_days": CountInput,
            "max_days": CountInput,
            "new_price_eur": MoneyInput,
            "available_from": DateInput,
            "available_until": DateInput,
            "expiry_date": DateInput,
            "weight_kg": UnitInput("kg"),
            "length_cm": UnitInput("cm"),
            "width_cm": UnitInput("cm"),
            "height_cm": UnitInput("cm"),
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "unit": _("Left empty: the usual one."),
            "available_until": _("After this day the offer ends by itself."),
        }

    def __init__(
        self, *args, organisation: Organisation, publishing: bool = False, **kwargs
    ):
        super().__init__(*args, **kwargs)
        if not self.instance.group_id:
            del self.fields["room"]
        for name in ("unit", "own_days", "audience", "gives_to", "buffer_days"):
            self.fields[name].required = False
        audience = field_of(self, "audience", forms.ChoiceField)
        audience.choices = lines(Listing.Audience)()
        gives_to = field_of(self, "gives_to", forms.ChoiceField)
        gives_to.choices = lines(Listing.Rule)()
        offer_places(field_of(self, "location", forms.ModelChoiceField), organisation)
        condition = field_of(self, "condition", forms.ChoiceField)
        condition.choices = [("", _("Not said")), *graded()]
        self.initial["rent_per"] = self.initial.get("rent_per") or Per.DAY
        self.fields["title"].widget.attrs |= asks_what_it_is()
        reads = {"data-reads-label": reverse("listings:label")}
        self.fields["new_photos"].widget.attrs |= reads
        self.publishing = publishing or self.instance.state in PUBLISHED
        self.ask()
        self._speak_of(self.mode)

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        return self.cleaned_data

    @property
    def has_places(self) -> bool:
        """Has the organisation a place where goods can stand?"""
        return bool(field_of(self, "location", forms.ModelChoiceField).queryset)

    @property
    def uses_more(self) -> bool:
        """Is anything filled in, or wrong, among the folded fields?"""
        folded = [self[name] for name in MORE if name not in self.fields_asked]
        filled = any(field.errors or field.value() for field in folded)
        return filled or bool("unit" in self.fields and self["unit"].errors)

    @property
    def mode(self) -> Mode:
        """A thing, or not known yet; a room or a service is not asked for what only a
        thing has."""
        category = self.so_far.category
        return category.mode if category.pk else Mode.THING

    @property
    def is_of_goods(self) -> bool:
        """Is it a thing, or not known yet?"""
        return self.mode == Mode.THING

    @property
    def checklist(self) -> Words:
        """What photos of a thing in this condition should show."""
        return CHECKLISTS.get(self.so_far.condition, "")

    def _speak_of(self, mode: Mode) -> None:
        """Ask in the words of a thing, a room or a service."""
        if mode == Mode.THING:
            return
        if mode == Mode.SERVICE:
            self._leave_to_service_form()
            return
        self.fields["quantity"].label, self.fields["quantity"].help_text = COUNTED[mode]
        if mode == Mode.ROOM:
            terms = field_of(self, "terms", forms.MultipleChoiceField)
            terms.choices = [
                (term, capfirst(term_label(term, mode))) for term in COMING_BACK
            ]
            terms.error_messages["invalid_choice"] = _(
                "A room is for rent, or free of charge."
            )

    def _leave_to_service_form(self) -> None:
        """What a service costs is said in its own form (`forms.service`), which comes
        next; until then its price is to be asked. There is no number of it."""
        for name in SAID_OF_SERVICE:
            del self.fields[name]

    def clean_quantity(self) -> int:
        quantity = self.cleaned_data["quantity"]
        lower = self.instance.pk and quantity < self.instance.quantity
        if lower and (sentence := publication.too_few(self.instance, quantity)):
            raise ValidationError(sentence)
        return quantity

    def clean_condition(self) -> str:
        """A room and a service have none."""
        return self.cleaned_data["condition"] if self.is_of_goods else ""

    def clean_audience(self) -> str:
        """Left out: as it was, for all at first."""
        return self.cleaned_data["audience"] or self.instance.audience

    def clean_gives_to(self) -> str:
        """Left out: as it was; its owner chooses at first."""
        return self.cleaned_data["gives_to"] or self.instance.gives_to

    def clean_decides_on(self) -> date | None:
        day, was = self.cleaned_data["decides_on"], self.instance.decides_on
        return day if day == was else not_past(day, _("That day is over."))

    def clean_own_days(self) -> int:
        """Left empty: at once for all."""
        return self.cleaned_data["own_days"] or 0

    def clean_gtin(self) -> str:
        """Digits only, of which the last one checks the others (GS1)."""
        typed = self.cleaned_data["gtin"]
        gtin, _looks_like_one = read_gtin(typed)
        if typed and not gtin:
            raise ValidationError(
                _now("This is no GTIN: compare it with the digits under the barcode.")
            )
        return gtin or ""

    def clean_available_until(self) -> date | None:
        return not_past(self.cleaned_data["available_until"], _("That day is over."))

    def clean_expiry_date(self) -> date | None:
        over = _("Goods that are past their date can't be shared.")
        return not_past(self.cleaned_data["expiry_date"], over)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        has_unit = cleaned.get("unit") or "unit" not in self.fields
        if not has_unit and cleaned.get("category"):
            cleaned["unit"] = cleaned["category"].unit_nl
        if cleaned.get("gives_to") == Listing.Rule.FIRST:
            cleaned["decides_on"] = None
        if "terms" in cleaned:
            self._check_prices(cleaned)
            self.check_lending(cleaned)
        self._check_period(cleaned)
        return cleaned

    def _check_prices(self, cleaned: dict[str, Any]) -> None:
        """A price belongs to its terms; a rent has the time that it is counted in."""
        if cleaned.get("price_eur") is not None and Term.SALE not in cleaned["terms"]:
            self.add_error("price_eur", _UNASKED_PRICE)
        if cleaned.get("rent_eur") is not None and Term.RENT not in cleaned["terms"]:
            self.add_error("rent_eur", _UNASKED_RENT)
        if Term.RENT not in cleaned["terms"]:
            cleaned["rent_per"] = ""
        elif not cleaned.get("rent_per"):
            self.add_error("rent_per", _("Say by what time the rent is counted."))

    def _check_period(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("available_from"), cleaned.get("available_until")
        if first and last and last < first:
            self.add_error("available_until", _("This is before “available from”."))


class OfferForm(OnceForm, ListingForm):
    """A new offer, from where the last one stood."""

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, organisation=by.trades_for, **kwargs)
        self.initial.setdefault("own_days", by.trades_for.first_days)
        last = Listing.objects.made_by(by).first()
        place = field_of(self, "location", forms.ModelChoiceField)
        fill_in_place(place, last.location_id if last else None)

    @property
    def answers(self) -> dict[str, Any]:
        return super().answers | (AS_SERVICE if self.mode == Mode.SERVICE else {})

    def suggest(self, before: str = "") -> None:
        """Fill in what is usual for such a thing where nothing is typed yet, or where
        it stands since the category `before`."""
        category = self.so_far.category
        if not category.pk:
            return
        usual = prediction.usual(category)
        former = Category.objects.filter(pk=before).first()
        stood = vars(prediction.usual(former)) if former else {}
        for name, value in vars(usual).items():
            asked = name != "price_eur" and name in self.fields
            if asked and not self._typed(name, stood.get(name)):
                self.initial[name] = value
                self.fields[name].help_text = SUGGESTED if value else ""
        self.usual_price = usual.price_eur

    def _typed(self, name: str, stood: Any) -> bool:
        """Is there something in the field that was not suggested?"""
        filled_in = str(self.initial.get(name) or "")
        return bool(filled_in) and read_number(filled_in) != str(stood)


def asks_what_it_is() -> dict[str, str]:
    """While a title is typed, HTMX asks what it may be."""
    return {
        "data-hx-get": reverse("listings:suggestions"),
        "data-hx-trigger": "input changed delay:250ms",
        "data-hx-target": "#suggestions",
        "data-hx-swap": "outerHTML",
        "data-hx-sync": "this:replace",
        "autocomplete": "off",
    }


# What a quantity counts when nothing stands in a store: its label and hint.
COUNTED: dict[str, tuple[Words, Words]] = {
    Mode.ROOM: (
        _("How many groups can be in it at once?"),
        _("Usually one. More for an office with several places, or rooms alike."),
    ),
}
SAID_OF_SERVICE = [
    *("terms", "price_eur", "rent_eur", "rent_per", "quantity", "unit"),
    *LENDING,
]
AS_SERVICE = {"terms": [Term.SALE.value], "quantity": 1, "unit": ""}
SUGGESTED = _("Suggested; change it freely.")
_UNASKED_PRICE = _(
    "You name a price, but “for sale” is not chosen. Choose it, or empty the price."
)
_UNASKED_RENT = _(
    "You name a rent, but “for rent” is not chosen. Choose it, or empty the rent."
)
