"""What people type: every field of every model and form has the rules."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from base import fields, typed
from listings.models import Listing
from tests.factories import ListingFactory

OURS = [
    config
    for config in apps.get_app_configs()
    if Path(config.path).parent == settings.BASE_DIR and config.name != "demo"
]
# Written by the platform, and never typed: codes, keys, names of files.
MACHINE_MADE = {
    *("base.Town.name", "base.Failure.deed", "base.Failure.model"),
    *("catalogue.Category.emdn_code", "catalogue.Category.icon"),
    *("catalogue.Category.device", "catalogue.Category.route"),
    *("listings.Photo.name", "claims.DamagePhoto.name"),
    *("listings.Listing.owner_state", "listings.Listing.province"),
    *("conversations.Incoming.fingerprint", "conversations.MessagePhoto.name"),
    *("lists.PlacedRow.key", "lists.ColumnMeaning.heading", "outbox.Told.key"),
    *("logistics.CalendarFeed.whose", "logistics.CalendarFeed.secret_hash"),
    *("members.Invitation.secret", "members.User.password", "outbox.Letter.key"),
    *("outbox.Letter.language", "outbox.Letter.calendar", "outbox.Letter.last_error"),
    *("papers.Paper.sha256", "papers.SealedCopy.sha256"),
}


def columns():
    """Every column that holds words, by its name."""
    for model in (model for config in OURS for model in config.get_models()):
        for field in model._meta.local_fields:
            text = isinstance(field, models.CharField | models.TextField)
            known = isinstance(field, models.EmailField | models.SlugField)
            if text and not known and not field.choices and field.name != "state":
                yield f"{model._meta.app_label}.{model.__name__}.{field.name}", field


def test_every_column_of_words_has_the_rule():
    without = {
        name
        for name, field in columns()
        if not isinstance(field, fields.LineField | fields.TextField)
    }
    assert without == MACHINE_MADE


def test_every_column_of_days_has_the_rule():
    days = [
        (str(field), type(field))
        for config in OURS
        for model in config.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.DateField)
        and not isinstance(field, models.DateTimeField)
    ]
    assert len(days) > 10
    assert {kind for _name, kind in days} == {fields.DayField}


# -- Forms -----------------------------------------------------------------------
def import_all_forms():
    for path in (path for config in OURS for path in Path(config.path).rglob("*.py")):
        parts = path.relative_to(settings.BASE_DIR).with_suffix("").parts
        if {"forms", "filters", "admin", "account"} & set(parts):
            import_module(".".join(parts).removesuffix(".__init__"))


def kinds_of(kind):
    for below in kind.__subclasses__():
        yield below
        yield from kinds_of(below)


def our_forms():
    import_all_forms()
    names = {config.name for config in OURS}
    for form in set(kinds_of(forms.BaseForm)):
        if form.__module__.split(".")[0] in names:
            yield form.__qualname__, getattr(form, "base_fields", {})


def forms_of_moderators(rf, mo):
    request = rf.get("/")
    request.user = mo
    for model, page in admin.site._registry.items():
        yield f"admin {model.__name__}", page.get_form(request, change=True).base_fields
        for inline in page.get_inline_instances(request):
            form = inline.get_formset(request).form
            yield f"admin {model.__name__} {form.__name__}", form.base_fields


def has_the_rule(field):
    if isinstance(field, forms.DateTimeField | forms.SplitDateTimeField):
        return typed.check_moment in field.validators
    if isinstance(field, forms.DateField):
        return isinstance(field, typed.DayField)
    by_itself = (forms.EmailField, forms.SlugField, forms.RegexField, forms.UUIDField)
    if isinstance(field, forms.CharField) and not isinstance(field, by_itself):
        secret = isinstance(field.widget, forms.PasswordInput)
        return secret or isinstance(field, typed.LineField | typed.TextField)
    return True


def test_every_field_of_every_form_has_the_rule(rf, mo):
    found = [*our_forms(), *forms_of_moderators(rf, mo)]
    assert len(found) > 50
    without = {
        f"{form}.{name}"
        for form, known in found
        for name, field in known.items()
        if not has_the_rule(field)
    }
    # Hidden, of allauth's own: nobody has a name to log in with.
    assert without <= {"SignupForm.username"}


def test_what_is_typed_over_several_lines_has_the_room(rf, mo):
    """A rule for one line on a field of many would refuse what it asks for."""
    for form, known in [*our_forms(), *forms_of_moderators(rf, mo)]:
        for name, field in known.items():
            several = isinstance(field.widget, forms.Textarea)
            assert not (several and isinstance(field, typed.LineField)), (form, name)


# -- The rules -------------------------------------------------------------------
UNSEEN = ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u202e"]
BREAKS = ["\n", "\r", "\r\n", "\u2028", "\u2029"]


@pytest.mark.parametrize("character", UNSEEN)
@pytest.mark.parametrize("field", [typed.LineField(), typed.TextField()])
def test_what_nobody_can_see_is_refused(field, character):
    with pytest.raises(ValidationError, match="can't be shown"):
        field.clean(f"a{character}b")


@pytest.mark.parametrize("character", BREAKS)
def test_a_second_line_is_refused_where_there_is_one(character):
    with pytest.raises(ValidationError, match="on one line"):
        typed.LineField().clean(f"a{character}b")
    assert typed.TextField().clean(f"a{character}b") == f"a{character}b"


def test_a_tab_between_two_cells_is_a_space():
    assert typed.LineField().clean("Rolstoel\tblauw") == "Rolstoel blauw"
    assert typed.TextField().clean("Rolstoel\tblauw") == "Rolstoel\tblauw"


@given(st.text(st.characters(codec="utf-8")))
def test_what_a_program_writes_passes_the_rules(written):
    typed.check_line(typed.line(written))
    typed.check_text(typed.text(written))
    assert typed.line(typed.line(written)) == typed.line(written)


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_what_people_can_see_stays_as_it_is(written):
    assert typed.line(written) == typed.text(written) == written


def test_what_a_program_writes_loses_it(beds):
    beds.title, beds.description = "Bed\n\nBcc: x\0", "Een\0\nTwee"
    beds.save()
    beds.refresh_from_db()
    assert (beds.title, beds.description) == ("Bed Bcc: x ", "Een\nTwee")


@pytest.mark.parametrize("character", [*UNSEEN[1:], *BREAKS, "\t"])
def test_the_database_holds_no_title_of_two_lines(beds, character):
    column = models.Value(f"a{character}b", output_field=models.TextField())
    with pytest.raises(IntegrityError, match="one_line"), transaction.atomic():
        Listing.objects.filter(pk=beds.pk).update(title=column)


# -- Days ------------------------------------------------------------------------
@pytest.mark.parametrize(
    "day", ["9999-12-31", "0001-01-01", "2062-01-01", "1999-01-01"]
)
def test_a_day_that_nobody_can_mean_is_refused(day):
    with pytest.raises(ValidationError, match=r"Choose a day from .* until"):
        typed.DayField().clean(day)


@given(st.integers(-3000, 3000))
def test_a_day_is_taken_within_its_bounds(days):
    day = timezone.localdate() + timedelta(days)
    field = typed.DayField(past=timedelta(700), ahead=timedelta(1400))
    try:
        assert field.clean(day.isoformat()) == day
        assert -700 <= days <= 1400
    except ValidationError:
        assert not -700 <= days <= 1400


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_the_database_holds_no_such_day(db, day):
    with pytest.raises(IntegrityError, match="lifetime"), transaction.atomic():
        ListingFactory(available_from=day)
