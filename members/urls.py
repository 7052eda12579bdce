"""Organisations, their people and places; and the doors to them."""

from django.urls import path

from members.views import entrance, organisation

app_name = "members"
urlpatterns = [
    path("apply/", entrance.apply, name="apply"),
    path("apply/sent/", entrance.applied, name="applied"),
    path("apply/again/", entrance.apply_with_account, name="apply_with_account"),
    path("invitation/<str:secret>/", entrance.invitation, name="invitation"),
    path(
        "invitation/<str:secret>/accept/",
        entrance.invitation_accept,
        name="invitation_accept",
    ),
    path("waiting/", entrance.waiting, name="waiting"),
    path("resume/", entrance.resume, name="resume"),
    path("join/", entrance.join, name="join"),
    path("join/<int:pk>/", entrance.ask_to_join, name="ask_to_join"),
    path("preferences/", entrance.preferences, name="preferences"),
    path("letters/off/<str:token>/", entrance.letters_off, name="letters_off"),
    path("organisation/", organisation.organisation, name="organisation"),
    path(
        "organisations/<int:pk>/",
        organisation.organisation_detail,
        name="organisation_detail",
    ),
    path("organisation/sharing/", organisation.sharing, name="sharing"),
    path("organisation/invite/", organisation.invite, name="invite"),
    path(
        "organisation/invitations/<int:pk>/withdraw/",
        organisation.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "organisation/requests/<int:pk>/admit/",
        organisation.admit_person,
        name="admit_person",
    ),
    path(
        "organisation/requests/<int:pk>/decline/",
        organisation.decline_person,
        name="decline_person",
    ),
    path(
        "organisation/people/<int:pk>/role/",
        organisation.person_role,
        name="person_role",
    ),
    path("organisation/people/<int:pk>/leave/", organisation.let_go, name="let_go"),
    path(
        "organisation/people/<int:pk>/hand-over/",
        organisation.hand_over,
        name="hand_over",
    ),
    path("organisation/locations/add/", organisation.location_add, name="location_add"),
    path(
        "organisation/locations/<int:pk>/",
        organisation.location_edit,
        name="location_edit",
    ),
    path(
        "organisation/locations/<int:pk>/close/",
        organisation.location_close,
        name="location_close",
    ),
    path(
        "organisation/locations/<int:pk>/open/",
        organisation.location_reopen,
        name="location_reopen",
    ),
]
