"""What people type about themselves and their organisation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.forms import CountInput, WhyForm, field_of
from base.models import Province
from base.typed import LineField
from members.actions import sent_before
from members.joining import reason_not_to_invite
from members.models import Invitation, Organisation, User
from outbox.kinds import Kind

TEL = {"type": "tel", "autocomplete": "tel"}
PASSWORD_HINT = _("At least 10 characters; a few words together work well.")


class SignupDetails(forms.Form):
    """What signing up asks beside e-mail and password."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this with the new person."""
        user.name = self.cleaned_data["name"]
        user.language = get_language()
        user.save(update_fields=["name", "language"])


class KvkField(LineField):
    """A KvK number; people write it with spaces and dots too."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        return typed.replace(" ", "").replace(".", "")


class PasswordField(forms.CharField):
    """A password to be chosen; it comes back empty when the page comes back."""

    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, widget=widget, **kwargs)
        self.help_text = PASSWORD_HINT


class ApplyForm(forms.ModelForm):
    """An organisation that wants to become a member."""

    kvk = KvkField(
        label=_("KvK number"),
        help_text=_("Eight digits, as in the register of the Chamber of Commerce."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Organisation
        fields = ["name", "kvk", "sector", "province"]
        labels = {"name": _("Name of the organisation")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sector = field_of(self, "sector", forms.ModelChoiceField)
        sector.empty_label = _("Choose a sector")
        field_of(self, "province", forms.ChoiceField).choices = [
            ("", _("Choose a province")),
            *Province.choices,
        ]

    def details(self) -> dict[str, Any]:
        """The organisation as the action wants it."""
        return {name: self.cleaned_data[name] for name in ApplyForm.Meta.fields}


class SharingForm(forms.ModelForm):
    """How an organisation shares, unless an offer says otherwise."""

    class Meta:
        model = Organisation
        fields = ["first_days", "asks_cost_centre", "asks_purchase_order"]
        widgets = {"first_days": CountInput}


class ApplyAsStrangerForm(ApplyForm):
    """The same, with the account of who applies."""

    person_name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We send a letter there to see that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = LineField(
        label=_("Your phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=TEL),
    )
    password = PasswordField(label=_("Choose a password"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        person = User(
            name=given.get("person_name", ""), email=given.get("email", "").lower()
        )
        _check_password(self, given, person)
        return given

    def validate_unique(self) -> None:
        """The same form sent twice is no mistake; the action makes nothing twice."""
        given = [self.cleaned_data.get(name, "") for name in SENDER]
        if not sent_before(*given):
            super().validate_unique()

    def person(self) -> dict[str, Any]:
        """Who applies, as the action wants it."""
        given = self.cleaned_data
        return {
            "name": given["person_name"],
            "email": given["email"],
            "phone": given["phone"],
            "password": given["password"],
            "language": get_language(),
        }


SENDER = ("email", "password", "kvk")


def _check_password(form: forms.BaseForm, given: dict, person: User) -> None:
    try:
        validate_password(given.get("password", ""), person)
    except forms.ValidationError as error:
        if "password" in given:
            form.add_error("password", error)


def _capitalise(form: forms.BaseForm, name: str) -> None:
    # Alone on a line, a choice starts with a capital.
    field = field_of(form, name, forms.ChoiceField)
    choices: Any = field.choices
    field.choices = [(value, capfirst(label)) for value, label in choices]


class InviteForm(forms.ModelForm):
    """A colleague to invite."""

    class Meta:
        model = Invitation
        fields = ["email", "role"]
        labels = {"email": _("E-mail address of your colleague")}
        widgets = {"role": forms.RadioSelect}
        help_texts = {
            "role": _("A coordinator also decides about people and locations.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _capitalise(self, "role")

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if reason := reason_not_to_invite(self.instance.organisation, email):
            raise forms.ValidationError(reason)
        return email


class InvitedForm(forms.Form):
    """Who accepts an invitation makes an account."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = PasswordField(label=_("Choose a password"))

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        person = User(name=given.get("name", ""), email=self.email)
        _check_password(self, given, person)
        return given


class DeclineForm(WhyForm):
    """Why somebody can't join; it may be left out."""

    read_by, required = _("Who asked to join reads this in the letter."), False


# A bare "matches" would stand in the way of the form's own method of that name, which
# scripts call.
OF_KIND = "letters_%s"


class AsAboveField(forms.ChoiceField):
    """A choice of which "as above", the empty one, is an answer too."""

    asked = True


class PreferencesForm(forms.ModelForm):
    """What people choose for themselves."""

    class Meta:
        model = User
        fields = ["name", "phone", "language", "letters"]
        labels = {"name": _("Your name"), "phone": _("Your phone number")}
        widgets = {
            "phone": forms.TextInput(attrs=TEL),
            "language": forms.RadioSelect,
            "letters": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _capitalise(self, "letters")
        for kind in Kind:
            self.fields[OF_KIND % kind.value] = self._field_for(kind)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        self.instance.letters_by_kind = {
            kind.value: how for kind in Kind if (how := given.get(OF_KIND % kind.value))
        }
        return given

    def _field_for(self, kind: Kind) -> forms.ChoiceField:
        return AsAboveField(
            label=kind.label,
            choices=[("", _("As above")), *User.Letters.choices],
            initial=self.instance.letters_by_kind.get(kind, ""),
            required=False,
        )


class HandOverForm(forms.Form):
    """Who takes over from somebody who leaves."""

    to = forms.ModelChoiceField(
        label=_("Who takes over?"), queryset=User.objects.none()
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        others = User.objects.of(person.organisation).exclude(pk=person.pk)
        field = field_of(self, "to", forms.ModelChoiceField)
        field.queryset, field.empty_label = others, str(_("Choose a colleague"))


class RoleForm(forms.ModelForm):
    """The role that a coordinator gives to somebody."""

    class Meta:
        model = User
        fields = ["role"]
