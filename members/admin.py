"""Moderation of organisations and people; every deed goes through the actions."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from base.admin import ForStaff, Moderated, Rows
from base.forms import field_of
from members import actions, joining, people
from members.models import (
    EmailDomain,
    JoinRequest,
    Location,
    Organisation,
    OrganisationStep,
    User,
)
from members.querysets import WAITING_FIRST

# One door: allauth's login, which counts failed tries; put there as allauth says.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

State = Organisation.State


class DomainInline(ForStaff, admin.StackedInline):
    """E-mail domains whose people may ask to join."""

    model = EmailDomain
    fields = ["name"]
    makes = deletes = True
    extra = 0


class PeopleInline(Rows):
    """Who shares for this organisation."""

    model = User
    fields = ["name", "email", "phone", "role", "is_active"]


class LocationInline(Rows):
    """Where its goods stand."""

    model = Location
    fields = ["name", "address", "postcode", "town", "closed_at"]


class StepInline(Rows):
    """What happened to it so far."""

    model = OrganisationStep
    fields = readonly_fields = ("at", "to", "by", "why")
    verbose_name_plural = _("history")

    @admin.display(description=_("state"))
    def to(self, step: OrganisationStep) -> str:
        return step.get_state_display()


class AdmitForm(forms.Form):
    """Which e-mail domains an organisation gets when it is admitted."""

    domains = forms.MultipleChoiceField(
        label=_("E-mail domains"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Who has a verified address here may ask to join. Proposed from the "
            "applicant's own verified address, unless anybody can have one there."
        ),
    )

    def __init__(self, data: dict | None, rows: QuerySet):
        super().__init__(data)
        names = sorted({name for row in rows for name in actions.proposed_domains(row)})
        field = field_of(self, "domains", forms.MultipleChoiceField)
        field.choices, field.initial = [(name, name) for name in names], names


@admin.register(Organisation)
class OrganisationAdmin(Moderated):
    """The queue of those that applied stands first."""

    list_display = ["name", "state", "applied_at", "kvk", "sector", "province"]
    list_filter = ["state", "sector__side", "province"]
    list_select_related = ["sector"]
    search_fields = ["name", "kvk", "domains__name", "people__email"]
    ordering = WAITING_FIRST
    readonly_fields = ["state", "applied_at", "first_days"]
    inlines = [DomainInline, PeopleInline, LocationInline, StepInline]
    actions = ["admit", "decline", "suspend", "readmit"]
    possible_in = {
        "admit": {State.APPLIED},
        "decline": {State.APPLIED},
        "suspend": {State.ACTIVE},
        "readmit": {State.SUSPENDED},
    }

    @admin.action(description=_("Admit…"))
    def admit(self, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        """Let them in, after a look at the e-mail domains that they would get."""
        form = AdmitForm(self.answer(request), rows)
        title = _("Admit")
        return self.do_each_with_form(request, rows, actions.admit, title, form)

    @admin.action(description=_("Decline…"))
    def decline(self, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        """Turn applications down with a reason."""
        return self.do_each_with_reason(request, rows, actions.decline, _("Decline"))

    @admin.action(description=_("Suspend…"))
    def suspend(self, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        """Shut organisations out with a reason."""
        return self.do_each_with_reason(request, rows, actions.suspend, _("Suspend"))

    @admin.action(description=_("Readmit"))
    def readmit(self, request: HttpRequest, rows: QuerySet) -> None:
        """Let organisations in again."""
        self.do_each(request, rows, actions.readmit)


class PersonForm(forms.ModelForm):
    """A person; the organisation is not in the form, so its rule is asked here."""

    def clean_is_staff(self) -> bool:
        """Staff belong to no organisation, so that they favour none."""
        staff = self.cleaned_data["is_staff"]
        if staff and self.instance.organisation_id:
            raise forms.ValidationError(_("Staff belong to no organisation."))
        return staff


@admin.register(User)
class UserAdmin(Moderated):
    """People. Their address and password are their own; only who has every right
    makes staff."""

    list_display = ["name", "email", "organisation", "role", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "role", "language"]
    form = PersonForm
    list_select_related = ["organisation"]
    search_fields = ["name", "email", "organisation__name"]
    fields = ["name", "email", "phone", "language", "letters", "organisation", "role"]
    fields += ["is_active", "is_staff", "is_superuser", "date_joined", "last_login"]
    actions = ["activate", "deactivate", "make_coordinator", "make_colleague"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        may = super().has_change_permission(request, obj)
        other_staff = obj is not None and (obj.is_staff or obj.is_superuser)
        return may and (request.user.is_superuser or not other_staff)

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> list[str]:
        """New people are staff: members come in by themselves."""
        own = ["organisation", "role", "is_active", "date_joined", "last_login"]
        if obj is not None:
            own.append("email")
        return own if request.user.is_superuser else [*own, "is_staff", "is_superuser"]

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.Form, change: bool
    ) -> None:
        """Who is new chooses a password by "forgot your password"."""
        if not change:
            obj.email = obj.email.lower()
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Activate"))
    def activate(self, request: HttpRequest, rows: QuerySet) -> None:
        """Let people log in again."""
        self.do_each(request, rows, people.activate)

    @admin.action(description=_("Deactivate"))
    def deactivate(self, request: HttpRequest, rows: QuerySet) -> None:
        """Keep people from logging in."""
        self.do_each(request, rows, people.deactivate)

    @admin.action(description=_("Make coordinator"))
    def make_coordinator(self, request: HttpRequest, rows: QuerySet) -> None:
        """For an organisation whose coordinators are gone."""
        role = User.Role.COORDINATOR
        self.do_each(request, rows, people.change_role, role=role)

    @admin.action(description=_("Make colleague"))
    def make_colleague(self, request: HttpRequest, rows: QuerySet) -> None:
        """Take the coordinator's role away."""
        self.do_each(request, rows, people.change_role, role=User.Role.COLLEAGUE)


@admin.register(JoinRequest)
class JoinRequestAdmin(Moderated):
    """For organisations without a coordinator, the cooperative decides."""

    list_display = ["person", "organisation", "state", "asked_at"]
    list_filter = ["state"]
    list_select_related = ["person", "organisation"]
    search_fields = ["person__name", "person__email", "organisation__name"]
    fields = readonly_fields = ("person", "organisation", "state", "asked_at")
    actions = ["admit", "decline"]
    possible_in = {
        "admit": {JoinRequest.State.ASKED},
        "decline": {JoinRequest.State.ASKED},
    }

    @admin.action(description=_("Let in"))
    def admit(self, request: HttpRequest, rows: QuerySet) -> None:
        """Say yes to people."""
        self.do_each(request, rows, joining.admit_person)

    @admin.action(description=_("Decline…"))
    def decline(self, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        """Say no with a reason."""
        deed = joining.decline_person
        return self.do_each_with_reason(request, rows, deed, _("Decline"))
