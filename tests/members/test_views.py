"""The organisation's own pages: people, invitations, requests, places."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone, translation

from members import joining
from members.models import Invitation, Location, User
from tests.factories import LocationFactory
from tests.members.conftest import letters

PLACE = {
    "name": "Magazijn",
    "address": "Dorpsstraat 1",
    "postcode": "3511ab",
    "town": "utrecht",
    "floor": "0",
    "day0-is_open": "on",
    "day0-opens": "08:00",
    "day0-closes": "12:00",
    "day5-opens": "09:00",
    "day5-closes": "16:00",
}


def url(name, *args):
    return reverse(f"members:{name}", args=[getattr(arg, "pk", arg) for arg in args])


# -- The organisation --------------------------------------------------------
def test_a_colleague_sees_people_and_places_but_no_buttons(as_, anna, berta):
    context = as_(anna).get(url("organisation")).context
    assert list(context["people"]) == [anna, berta]
    assert [place.name for place in context["locations"]] == ["Zonnehof Noord"]
    assert context["manages"] is False


def test_a_coordinator_sees_who_asks_and_who_is_invited(as_, berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    invitation = joining.invite(berta.organisation, email="x@y.example", by=berta)
    context = as_(berta).get(url("organisation")).context
    assert list(context["requests"]) == [asked]
    assert list(context["invitations"]) == [invitation]


def test_a_colleague_does_not_read_invitations(as_, anna, berta):
    joining.invite(berta.organisation, email="secret@y.example", by=berta)
    page = as_(anna).get(url("organisation")).content.decode()
    assert page.count("secret@y.example") == 0


def test_a_coordinator_chooses_how_long_ones_own_people_come_first(as_, anna, berta):
    assert as_(anna).get(url("sharing")).status_code == 403
    assert as_(anna).post(url("sharing"), {"first_days": "9"}).status_code == 403
    page = as_(berta).post(url("sharing"), {"first_days": "31"})
    assert list(page.context["form"].errors) == ["first_days"]
    as_(berta).post(url("sharing"), {"first_days": "9"})
    berta.organisation.refresh_from_db()
    assert berta.organisation.first_days == 9
    assert "9 days" in as_(anna).get(url("organisation")).content.decode()


def test_others_see_public_facts_and_no_people(as_, anna, carla):
    LocationFactory(
        organisation=anna.organisation, name="Dicht", closed_at=timezone.now()
    )
    page = as_(carla).get(url("organisation_detail", anna.organisation))
    assert [place.name for place in page.context["locations"]] == ["Zonnehof Noord"]
    assert page.content.decode().count(anna.email) == 0
    assert page.content.decode().count(anna.organisation.kvk) == 0


def test_one_own_page_is_one_page(as_, anna):
    response = as_(anna).get(url("organisation_detail", anna.organisation))
    assert response.url == url("organisation")


def test_an_organisation_that_applied_is_seen_by_moderators_only(
    as_, applicant, carla, mo
):
    page = url("organisation_detail", applicant.organisation)
    assert as_(carla).get(page).status_code == 404
    assert as_(mo).get(page).status_code == 200
    assert as_(mo).get(url("organisation_detail", 987654)).status_code == 404


def test_a_moderator_has_no_organisation_of_their_own(as_, mo):
    response = as_(mo).get(url("organisation"))
    assert response.url == reverse("admin:members_organisation_changelist")


# -- People ------------------------------------------------------------------
def test_a_coordinator_invites_and_withdraws(as_, berta):
    browser = as_(berta)
    form = {"email": "Iris@zonnehof.example", "role": "colleague"}
    assert browser.post(url("invite"), form).url == url("organisation")
    invitation = Invitation.objects.get()
    assert browser.post(url("withdraw_invitation", invitation)).status_code == 302
    assert Invitation.objects.open().count() == 0
    assert browser.post(url("withdraw_invitation", invitation)).status_code == 409


def test_inviting_a_colleague_again_is_told_beside_the_field(as_, anna, berta):
    form = {"email": anna.email, "role": "colleague"}
    response = as_(berta).post(url("invite"), form)
    assert list(response.context["form"].errors) == ["email"]
    assert response.context["form"]["email"].value() == anna.email


@pytest.mark.parametrize("who", ["anna", "mo"])
def test_who_does_not_manage_gets_no_form(as_, who, request):
    browser = as_(request.getfixturevalue(who))
    assert browser.get(url("invite")).status_code == 403
    assert browser.get(url("location_add")).status_code == 403


def test_a_coordinator_lets_somebody_in(as_, berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    as_(berta).post(url("admit_person", asked))
    assert list(User.objects.of(berta.organisation).values_list("name", flat=True)) == [
        "Anna",
        "Berta",
        "Nina",
    ]


def test_a_coordinator_says_no_with_and_without_a_reason(as_, berta, newcomer):
    for why in ["I don't know you.", ""]:
        asked = joining.ask_to_join(berta.organisation, by=newcomer)
        as_(berta).post(url("decline_person", asked), {"why": why})
        assert asked.steps.last().why == why


def test_a_coordinator_changes_a_role_and_lets_somebody_go(as_, anna, berta):
    browser = as_(berta)
    browser.post(url("person_role", anna), {"role": "coordinator"})
    assert User.objects.get(pk=anna.pk).role == "coordinator"
    assert browser.get(url("let_go", anna)).status_code == 200
    browser.post(url("let_go", anna))
    assert User.objects.get(pk=anna.pk).organisation is None


def test_a_role_that_does_not_exist_changes_nothing(as_, anna, berta):
    as_(berta).post(url("person_role", anna), {"role": "king"})
    assert User.objects.get(pk=anna.pk).role == "colleague"


def test_the_last_coordinator_reads_why_not(as_, berta):
    response = as_(berta).post(url("let_go", berta))
    assert response.status_code == 409
    assert response.context["instead"] is not None


def test_anna_does_not_decide_about_people(as_, anna, berta, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    browser = as_(anna)
    for page in [
        url("admit_person", asked),
        url("decline_person", asked),
        url("person_role", berta),
        url("let_go", berta),
        url("withdraw_invitation", _invited(berta)),
        url("location_close", anna.organisation.locations.get()),
    ]:
        response = browser.post(page, {"role": "colleague"})
        assert (page, response.status_code) == (page, 403)


def test_carla_finds_nothing_of_another_organisation(as_, anna, berta, carla, newcomer):
    asked = joining.ask_to_join(berta.organisation, by=newcomer)
    place = anna.organisation.locations.get()
    browser = as_(carla)
    for page in [
        url("admit_person", asked),
        url("decline_person", asked),
        url("person_role", anna),
        url("let_go", anna),
        url("withdraw_invitation", _invited(berta)),
        url("location_edit", place),
        url("location_close", place),
        url("location_reopen", place),
    ]:
        response = browser.post(page, {"role": "colleague"} | PLACE)
        assert (page, response.status_code) == (page, 404)


def _invited(berta):
    return joining.invite(berta.organisation, email="x@y.example", by=berta)


@pytest.mark.parametrize("name", ["admit_person", "person_role", "location_close"])
def test_a_deed_is_never_done_by_looking(as_, berta, name):
    assert as_(berta).get(url(name, 1)).status_code == 405


# -- Places ------------------------------------------------------------------
def save(browser, location=None, **changes):
    page = url("location_edit", location) if location else url("location_add")
    return browser.post(page, PLACE | changes)


def hours(location):
    rows = location.pickup_hours.values_list("weekday", "opens", "closes")
    return [(day, f"{a:%H:%M}", f"{b:%H:%M}") for day, a, b in rows]


def test_a_new_place_gets_its_coordinates_from_the_town(as_, berta):
    assert save(as_(berta)).url == url("organisation")
    place = Location.objects.get(name="Magazijn")
    assert (place.organisation, place.town, place.postcode) == (
        berta.organisation,
        "Utrecht",
        "3511 AB",
    )
    assert (round(place.latitude, 1), round(place.longitude, 1)) == (52.1, 5.1)
    assert hours(place) == [(0, "08:00", "12:00")]


def test_coordinates_typed_by_hand_stand(as_, berta):
    save(as_(berta), latitude="52.5", longitude="6.25")
    assert Location.objects.get(name="Magazijn").point == (52.5, 6.25)


def test_coordinates_follow_the_town_when_it_changes(as_, berta):
    browser = as_(berta)
    save(browser)
    place = Location.objects.get(name="Magazijn")
    known = {"latitude": str(place.latitude), "longitude": str(place.longitude)}
    save(browser, place, town="Maastricht", **known)
    place.refresh_from_db()
    assert (place.town, round(place.latitude, 1)) == ("Maastricht", 50.8)


def test_an_unknown_town_names_the_nearest_spellings(as_, berta):
    form = save(as_(berta), town="Utregt").context["form"]
    assert list(form.errors) == ["town"]
    assert form.errors["town"][0].startswith(
        "We don't know a Dutch town “Utregt”. Did you mean Utrecht, "
    )
    assert form["name"].value() == "Magazijn"


def test_a_small_village_is_placed_by_hand(as_, berta):
    save(as_(berta), town="Nergenshuizen", latitude="52.5", longitude="6.25")
    assert Location.objects.get(name="Magazijn").town == "Nergenshuizen"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"postcode": "0123 AB"}, "postcode"),
        ({"name": ""}, "name"),
        ({"name": "Zonnehof Noord"}, "name"),
        ({"latitude": "52.1"}, "latitude"),
        ({"latitude": "152.1", "longitude": "5"}, "latitude"),
        ({"floor": "high"}, "floor"),
        ({"narrowest_door_cm": "-1"}, "narrowest_door_cm"),
    ],
)
def test_bad_input_has_a_sentence_and_makes_no_place(as_, berta, changes, field):
    form = save(as_(berta), **changes).context["form"]
    assert list(form.errors) == [field]
    assert Location.objects.of(berta.organisation).count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day0-closes": "07:00"}, "closes"),
        ({"day0-closes": ""}, "opens"),
        ({"day0-opens": "noon"}, "opens"),
    ],
)
def test_impossible_hours_have_a_sentence_and_make_no_place(as_, berta, changes, field):
    form = save(as_(berta), **changes).context["form"]
    assert [list(day.errors) for day in form.week] == [[field], [], [], [], [], [], []]
    assert list(form.errors) == ["__all__"]
    assert Location.objects.of(berta.organisation).count() == 1


def test_hours_are_replaced(as_, berta):
    place = berta.organisation.locations.get()
    save(as_(berta), place, **{"day6-is_open": "on", "day6-opens": "10:00"})
    form = {"day6-is_open": "on", "day6-opens": "10:00", "day6-closes": "11:30"}
    save(as_(berta), place, **form)
    assert hours(place) == [(0, "08:00", "12:00"), (6, "10:00", "11:30")]


def test_days_with_the_same_hours_are_told_together(berta):
    place = berta.organisation.locations.get()
    place.pickup_hours.filter(weekday=2).delete()
    place.pickup_hours.filter(weekday=4).update(closes="12:00")
    with translation.override("en"):
        short = [(days["first"], days["last"]) for days in place.hours_in_short]
    assert short == [("Monday", "Tuesday"), ("Thursday", ""), ("Friday", "")]


def closed_days(place):
    rows = place.closed_days.values_list("first", "last", "reason")
    return [(str(first), str(last), reason) for first, last, reason in rows]


def days(number, first, last="", reason="Zomersluiting"):
    fields = {"first": first, "last": last, "reason": reason}
    return {f"closed_new{number}-{name}": value for name, value in fields.items()}


def test_a_place_can_be_closed_for_a_day_or_a_week(as_, berta):
    place = berta.organisation.locations.get()
    new = days(0, "2031-08-04", "2031-08-15") | days(1, "2031-03-03", reason="Feest")
    save(as_(berta), place, **new)
    assert closed_days(place) == [
        ("2031-03-03", "2031-03-03", "Feest"),
        ("2031-08-04", "2031-08-15", "Zomersluiting"),
    ]
    page = as_(berta).get(url("organisation")).content.decode()
    assert page.count("Closed 4–15 Aug 2031: Zomersluiting") == 1


def test_closed_days_of_a_new_place_are_kept_with_it(as_, berta):
    save(as_(berta), **days(0, "2031-08-04"))
    place = Location.objects.get(name="Magazijn")
    assert closed_days(place) == [("2031-08-04", "2031-08-04", "Zomersluiting")]


def test_closed_days_are_changed_or_removed(as_, berta):
    place = berta.organisation.locations.get()
    later = place.closed_days.create(first=at(9), last=at(12), reason="Later")
    sooner = place.closed_days.create(first=at(3), last=at(3), reason="Sooner")
    name, gone = f"closed{later.pk}", f"closed{sooner.pk}"
    fields = {
        **{f"{name}-first": at(10), f"{name}-last": at(12), f"{name}-reason": "Anders"},
        **{f"{gone}-first": at(3), f"{gone}-last": at(3), f"{gone}-reason": "Sooner"},
    }
    save(as_(berta), place, **fields, **{f"{gone}-remove": "on"})
    assert closed_days(place) == [(str(at(10)), str(at(12)), "Anders")]


def test_what_is_over_is_not_asked_for_and_stays(as_, berta):
    place = berta.organisation.locations.get()
    place.closed_days.create(first=at(-9), last=at(-1), reason="Over")
    form = as_(berta).get(url("location_edit", place)).context["form"]
    assert (form.closures.known, len(form.closures.new)) == ([], 2)
    save(as_(berta), place)
    assert [reason for *_, reason in closed_days(place)] == ["Over"]


@pytest.mark.parametrize(
    ("first", "last", "reason", "field"),
    [
        ("2031-08-04", "2031-08-01", "Zomer", "__all__"),
        ("2029-08-04", "2031-08-01", "Zomer", "__all__"),
        ("2020-08-04", "2020-08-05", "Zomer", "last"),
        ("2031-08-04", "", "", "reason"),
        ("", "2031-08-04", "Zomer", "first"),
    ],
)
def test_closed_days_that_cannot_be_are_said_beside_them(
    as_, berta, first, last, reason, field
):
    place = berta.organisation.locations.get()
    page = save(as_(berta), place, **days(1, first, last, reason))
    errors = [list(form.errors) for form in page.context["form"].closures.new]
    assert errors == [[], [field]]
    assert page.context["form"].closures.new_has_errors is True
    assert closed_days(place) == []


def test_the_database_refuses_days_that_end_before_they_begin(berta):
    place = berta.organisation.locations.get()
    with pytest.raises(IntegrityError):
        place.closed_days.create(first=at(3), last=at(2), reason="x")


def test_nobody_else_closes_a_place(as_, anna, carla, berta):
    place = berta.organisation.locations.get()
    new = days(0, "2031-08-04")
    assert save(as_(anna), place, **new).status_code == 403
    assert save(as_(carla), place, **new).status_code == 404
    assert closed_days(place) == []


def at(number):
    return timezone.localdate() + timedelta(days=number)


def test_a_coordinator_closes_and_reopens_a_place(as_, berta):
    place = berta.organisation.locations.get()
    as_(berta).post(url("location_close", place))
    assert berta.organisation.locations.open().count() == 0
    as_(berta).post(url("location_reopen", place))
    assert berta.organisation.locations.open().count() == 1
    assert letters() == []
