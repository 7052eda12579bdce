"""What waits by which rule, and who decides while somebody is away."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Deputy, Rule
from base.forms import DateInput, MoneyInput, WhyForm, field_of, with_limits
from catalogue.choices import CategoryField
from catalogue.models import Category
from members.models import Organisation, User


class RuleForm(forms.ModelForm):
    """One rule of an organisation."""

    category = CategoryField(
        label=_("For which kind of thing?"),
        queryset=Category.objects.all(),
        required=False,
        empty_label=_("All kinds"),
    )

    class Meta:
        model = Rule
        fields = ["deed", "from_eur", "category", "location"]
        labels = {
            "deed": _("What waits for approval?"),
            "location": _("At which place?"),
        }
        widgets = {"deed": forms.RadioSelect, "from_eur": MoneyInput}
        formfield_callback = with_limits

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        deed = field_of(self, "deed", forms.ChoiceField)
        rows: Any = deed.choices
        deed.choices = [row for row in rows if row[0]]
        place = field_of(self, "location", forms.ModelChoiceField)
        place.queryset = self.instance.organisation.locations.open()
        place.empty_label = str(_("All places"))

    def _get_validation_exclusions(self) -> set[str]:
        """Whose rule it is stands in no field, and is asked all the same."""
        known: Any = super()
        return known._get_validation_exclusions() - {"organisation"}


class DeputyForm(forms.ModelForm):
    """Who decides for whom, from when until when."""

    class Meta:
        model = Deputy
        fields = ["coordinator", "deputy", "first", "last"]
        labels = {
            "coordinator": _("Who is away?"),
            "deputy": _("Who decides meanwhile?"),
        }
        widgets = {"first": DateInput, "last": DateInput}

    def __init__(self, *args, organisation: Organisation, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        ours = User.objects.of(organisation)
        away = field_of(self, "coordinator", forms.ModelChoiceField)
        away.queryset, away.empty_label = ours.coordinators(), None
        away.initial = user.pk
        deputy = field_of(self, "deputy", forms.ModelChoiceField)
        deputy.queryset, deputy.empty_label = ours, str(_("Choose a colleague"))
        self.fields["first"].initial = timezone.localdate()

    def clean_last(self) -> Any:
        last = self.cleaned_data["last"]
        if last < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return last


class DeclineForm(WhyForm):
    """No, and why."""

    read_by = _("Who asked reads this. A short reason is enough.")
