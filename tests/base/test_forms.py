"""How every form is drawn, and the inputs of our own."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from base.forms import (
    CountInput,
    DateInput,
    DateTimeInput,
    FileInput,
    FilesField,
    MoneyInput,
    UnitInput,
)


class Offer(forms.Form):
    title = forms.CharField(help_text="Say what it is.")
    terms = forms.ChoiceField(
        choices=[("free", "Free"), ("sale", "For sale")], widget=forms.RadioSelect
    )
    price = forms.DecimalField(widget=MoneyInput, required=False)
    agree = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        self.add_error(None, "Not on a Sunday.")


def test_field_has_its_label_and_hint_and_needs_no_mark():
    html = Offer()["title"].as_field_group()
    assert html.count('<label for="id_title">Title</label>') == 1
    assert html.count('<div class="hint" id="id_title_helptext">') == 1
    assert html.count('aria-describedby="id_title_helptext"') == 1


def test_field_that_may_stay_empty_says_so():
    with translation.override("en"):
        html = Offer()["price"].as_field_group()
    assert html.count("(optional)") == 1


def test_error_stands_beside_the_field_and_describes_it():
    html = Offer({"title": ""})["title"].as_field_group()
    assert html.count('id="id_title_error"') == 1
    assert html.count('aria-describedby="id_title_helptext id_title_error"') == 1
    assert html.count('aria-invalid="true"') == 1


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = Offer({"title": "Bed"})["terms"].as_field_group()
    assert html.count("<fieldset") == 1
    assert html.count("<legend>Terms</legend>") == 1
    assert html.count('aria-describedby="id_terms_error"') == 1


def test_checkbox_stands_before_its_label():
    html = Offer()["agree"].as_field_group()
    assert html.index("<input") < html.index("<label")


def test_summary_links_to_every_field_that_is_wrong():
    html = Offer({"title": ""}).render()
    assert html.count('href="#id_title"') == 1
    assert html.count('href="#id_terms_0"') == 1
    assert html.count('href="#id_agree"') == 1
    assert html.count("Not on a Sunday.") == 1


def test_fresh_form_has_no_summary_and_each_field_once():
    html = str(Offer())
    assert html.count("data-errors") == 0
    assert [html.count(f'name="{name}"') for name in Offer.base_fields] == [
        1, 2, 1, 1, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_dates_are_written_for_the_browser_in_every_language(language):
    class Period(forms.Form):
        day = forms.DateField(widget=DateInput)
        moment = forms.DateTimeField(widget=DateTimeInput)

    with translation.override(language):
        form = Period(
            initial={"day": date(2026, 3, 5), "moment": datetime(2026, 3, 5, 14, 30)}
        )
        assert str(form["day"]).count('value="2026-03-05"') == 1
        assert str(form["moment"]).count('value="2026-03-05T14:30"') == 1
        sent = Period({"day": "2026-03-05", "moment": "2026-03-05T14:30"})
        assert sent.is_valid()
        assert sent.cleaned_data["day"] == date(2026, 3, 5)


def test_money_has_its_sign_before_and_weight_its_unit_behind():
    with translation.override("nl"):
        money = MoneyInput().render("price", "2.50")
    weight = UnitInput("kg").render("weight", 1200)
    assert money.index("€") < money.index('value="2,50"')
    assert weight.index('value="1200"') < weight.index("kg")


class Amounts(forms.Form):
    price = forms.DecimalField(widget=MoneyInput, decimal_places=2)
    pieces = forms.IntegerField(widget=CountInput)


@pytest.mark.parametrize(
    ("language", "price", "pieces", "shown"),
    [
        ("nl", "1250,50", "1250", "1250,50"),
        ("nl", "1.250,50", "1.250", "1250,50"),
        ("nl", "1250.50", "1250", "1250,50"),
        ("en", "1,250.50", "1,250", "1250.50"),
        ("en", "1250,50", "1250", "1250.50"),
    ],
)
def test_amounts_are_typed_as_the_reader_writes_them(language, price, pieces, shown):
    with translation.override(language):
        form = Amounts({"price": price, "pieces": pieces})
        assert form.is_valid()
        assert form.cleaned_data == {"price": Decimal("1250.50"), "pieces": 1250}
        assert form["price"].value() == "1250.50"
        assert str(form["price"]).count(f'value="{shown}"') == 1
        again = Amounts({"price": shown, "pieces": 1250}, initial=form.cleaned_data)
        assert not again.has_changed()


def test_what_is_no_amount_is_shown_as_it_was_typed():
    with translation.override("nl"):
        form = Amounts({"price": "1.25.5", "pieces": "2,5"})
        assert list(form.errors) == ["price", "pieces"]
        assert str(form["price"]).count('value="1.25.5"') == 1
        assert str(form["pieces"]).count('value="2,5"') == 1


def test_amounts_open_the_keys_of_numbers():
    html = str(Amounts()["price"]) + str(Amounts()["pieces"])
    assert html.count('type="text"') == 2
    assert html.count('inputmode="decimal"') == html.count('inputmode="numeric"') == 1


class Upload(forms.Form):
    photos = FilesField(required=False)
    manual = forms.FileField(required=False, widget=FileInput)


def files(*names):
    return [SimpleUploadedFile(name, b"x") for name in names]


def uploaded(*names):
    form = Upload({}, {"photos": files(*names)})
    assert form.is_valid()
    return [file.name for file in form.cleaned_data["photos"]]


def test_several_files_come_as_a_list():
    assert uploaded("a.png", "b.png") == ["a.png", "b.png"]


def test_no_files_is_an_empty_list():
    assert uploaded() == []
    form = Upload({})
    assert form.is_valid()
    assert form.cleaned_data["photos"] == []


def test_one_empty_file_among_several_is_refused():
    form = Upload({}, {"photos": [*files("a.png"), SimpleUploadedFile("b.png", b"")]})
    assert list(form.errors) == ["photos"]


def test_required_files_cannot_be_left_out():
    class Needed(forms.Form):
        photos = FilesField()

    assert list(Needed({}).errors) == ["photos"]


def test_file_that_is_there_can_be_removed():
    present = type("Present", (), {"url": "/m/1", "__str__": lambda self: "cert.pdf"})()
    html = str(Upload(initial={"manual": present})["manual"])
    assert html.count('<a href="/m/1">cert.pdf</a>') == 1
    assert html.count('name="manual-clear"') == 1
