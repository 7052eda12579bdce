"""One's organisation: its people, its invitations, its places."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import actions, handing_over, joining, people, rules
from members.forms.locations import LocationForm
from members.forms.members import (
    DeclineForm,
    HandOverForm,
    InviteForm,
    RoleForm,
    SharingForm,
)
from members.models import Invitation, JoinRequest, Location, Organisation, User
from members.requests import Request


def organisation(request: Request) -> HttpResponse:
    """One's own organisation; staff, who have none, see them all."""
    own = request.user.organisation
    if own is None:
        return redirect("admin:members_organisation_changelist")
    context = {
        "organisation": own,
        "manages": rules.can_manage(request.user, own),
        "people": User.objects.of(own),
        "lone": User.objects.of(own).coordinators().count() == 1,
        "locations": own.locations.prefetch_related("pickup_hours", "closed_days"),
        "requests": JoinRequest.objects.of(own).open().select_related("person"),
        "invitations": Invitation.objects.of(own).open().select_related("by"),
    }
    return render(request, "members/organisation.html", context)


def organisation_detail(request: Request, pk: int) -> HttpResponse:
    """What every member may know about another."""
    found = Organisation.objects.visible_to(request.user).select_related("sector")
    other = get_object_or_404(found, pk=pk)
    if other == request.user.organisation:
        return redirect("members:organisation")
    context = {"organisation": other, "locations": other.locations.open()}
    return render(request, "members/organisation_detail.html", context)


def _managed(request: Request) -> Organisation:
    """The organisation that this coordinator manages."""
    own = request.user.organisation
    if own is None or not rules.can_manage(request.user, own):
        raise PermissionDenied
    return own


def sharing(request: Request) -> HttpResponse:
    """How one's organisation shares, unless an offer says otherwise."""
    own = _managed(request)
    form = SharingForm(request.POST or None, instance=own)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("members:organisation")
    return render(request, "members/sharing.html", {"form": form})


# -- People ------------------------------------------------------------------
def invite(request: Request) -> HttpResponse:
    """Invite a colleague by e-mail."""
    invitation = Invitation(organisation=_managed(request))
    form = InviteForm(request.POST or None, instance=invitation)
    if form.is_valid():
        sent = joining.invite(_managed(request), by=request.user, **form.cleaned_data)
        messages.success(request, _("Invited: %(email)s.") % {"email": sent.email})
        return redirect("members:organisation")
    return render(request, "members/invite.html", {"form": form})


@require_POST
def withdraw_invitation(request: Request, pk: int) -> HttpResponse:
    """Take an invitation back."""
    own = Invitation.objects.of(request.user.organisation)
    joining.withdraw_invitation(get_object_or_404(own, pk=pk), by=request.user)
    messages.success(request, _("Withdrawn. The link does not work any more."))
    return redirect("members:organisation")


@require_POST
def admit_person(request: Request, pk: int) -> HttpResponse:
    """Say yes to who asks to join."""
    own = JoinRequest.objects.of(request.user.organisation)
    asked = get_object_or_404(own, pk=pk)
    joining.admit_person(asked, by=request.user)
    messages.success(request, _("%(name)s is in.") % {"name": asked.person})
    return redirect("members:organisation")


def decline_person(request: Request, pk: int) -> HttpResponse:
    """Say no to who asks to join, with a reason if one likes."""
    asked = get_object_or_404(JoinRequest.objects.of(_managed(request)), pk=pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joining.decline_person(asked, by=request.user, **form.cleaned_data)
        messages.success(request, _("Declined. %(name)s gets a letter.") % _name(asked))
        return redirect("members:organisation")
    context = {"form": form, "asked": asked}
    return render(request, "members/decline.html", context)


def _name(asked: JoinRequest) -> dict[str, str]:
    return {"name": asked.person.name}


@require_POST
def person_role(request: Request, pk: int) -> HttpResponse:
    """Make somebody coordinator or colleague."""
    person = get_object_or_404(User.objects.of(request.user.organisation), pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        people.change_role(person, form.cleaned_data["role"], by=request.user)
        messages.success(request, _("The role is changed."))
    return redirect("members:organisation")


def let_go(request: Request, pk: int) -> HttpResponse:
    """Let somebody leave, or leave oneself; asks first."""
    person = get_object_or_404(User.objects.of(request.user.organisation), pk=pk)
    if not rules.can_let_go(request.user, person):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "members/let_go.html", {"person": person})
    people.let_go(person, by=request.user)
    messages.success(request, _("%(name)s has left.") % {"name": person})
    return redirect("members:organisation")


def hand_over(request: Request, pk: int) -> HttpResponse:
    """Somebody leaves: a colleague takes over all that they still have to do."""
    person = get_object_or_404(User.objects.of(_managed(request)), pk=pk)
    if person == request.user:
        raise PermissionDenied
    form = HandOverForm(request.POST or None, person=person)
    if form.is_valid():
        to = form.cleaned_data["to"]
        handing_over.hand_over(person, to=to, by=request.user)
        names = {"name": person, "to": to}
        messages.success(request, _("%(to)s takes over from %(name)s.") % names)
        return redirect("members:organisation")
    context = {"person": person, "form": form}
    return render(request, "members/hand_over.html", context)


# -- Places ------------------------------------------------------------------
def location_add(request: Request) -> HttpResponse:
    """A new place of one's organisation."""
    return _location_form(request, Location(organisation=_managed(request)))


def location_edit(request: Request, pk: int) -> HttpResponse:
    """Change a place: where it is, its hours, how goods get in and out."""
    own = Location.objects.of(request.user.organisation)
    location = get_object_or_404(own, pk=pk)
    _managed(request)
    return _location_form(request, location)


def _location_form(request: Request, location: Location) -> HttpResponse:
    form = LocationForm(request.POST or None, instance=location)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved: %(name)s.") % {"name": location})
        return redirect("members:organisation")
    return render(request, "members/location_form.html", {"form": form})


@require_POST
def location_close(request: Request, pk: int) -> HttpResponse:
    """Stop using a place."""
    own = Location.objects.of(request.user.organisation)
    actions.close_location(get_object_or_404(own, pk=pk), by=request.user)
    messages.success(request, _("Closed. You can open it again."))
    return redirect("members:organisation")


@require_POST
def location_reopen(request: Request, pk: int) -> HttpResponse:
    """Use a place again."""
    own = Location.objects.of(request.user.organisation)
    actions.reopen_location(get_object_or_404(own, pk=pk), by=request.user)
    messages.success(request, _("Open again."))
    return redirect("members:organisation")
