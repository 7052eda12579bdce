"""A building is emptied: one batch, walked with a phone, shared as one page."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from catalogue.models import Category
from clearances import actions as clearing
from clearances.models import Clearance
from listings import actions
from listings.intake import publication
from listings.models import Listing
from tests.factories import ListingFactory, UserFactory

FIRST, LAST = timedelta(3), timedelta(17)


@pytest.fixture
def linde(anna):
    return started(anna)


def started(by, **more):
    today = timezone.localdate()
    said = {
        "name": "De Linde, tweede verdieping",
        "location": by.organisation.locations.first(),
        "available_from": today + FIRST,
        "deadline": today + LAST,
    }
    return clearing.start(by=by, **said | more)


def added(clearance, by, title="Bureaustoel", **more):
    said = {
        "title": title,
        "category": Category.objects.get(pk="office-chair"),
        "quantity": 1,
        "unit": "stuk",
        "terms": ["free"],
        "room": "2.01",
    }
    return clearing.add(clearance, by=by, **said | more)


def url(name, clearance):
    return reverse(f"clearances:{name}", args=[clearance.pk])


def photo():
    file = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG")
    return SimpleUploadedFile("chair.jpg", file.getvalue(), "image/jpeg")


# -- Actions -------------------------------------------------------------------


def test_what_is_added_takes_its_place_and_days_from_the_clearance(linde, anna):
    chair = added(linde, anna)
    assert (chair.group_id, chair.room, chair.state) == (linde.pk, "2.01", "draft")
    assert (chair.location, chair.available_from, chair.available_until) == (
        linde.location,
        linde.available_from,
        linde.deadline,
    )


def test_sent_twice_it_is_there_once(linde, anna):
    number = uuid4()
    assert added(linde, anna, submission=number) == added(
        linde, anna, submission=number
    )


def test_another_deadline_moves_everything_that_is_open(linde, anna):
    chair, table = added(linde, anna), added(linde, anna, title="Vergadertafel")
    actions.withdraw(table, by=anna)
    later = linde.deadline + timedelta(7)
    clearing.change(linde, by=anna, deadline=later)
    assert Listing.objects.get(pk=chair.pk).available_until == later
    assert Listing.objects.get(pk=table.pk).available_until == linde.deadline


def test_all_that_can_be_offered_is_and_the_rest_stays_a_draft(linde, anna):
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    chair = added(linde, anna)
    bed = added(linde, anna, category=Category.objects.get(pk="wheelchair"))
    assert clearing.publish(linde, by=anna) == {"live": 1, "draft": 1}
    states = [Listing.objects.get(pk=one.pk).state for one in (chair, bed)]
    assert states == ["live", "draft"]


def test_what_waits_for_a_moderator_is_not_said_to_be_offered(client, anna, linde):
    added(linde, anna)
    added(linde, anna, category=Category.objects.get(pk="wheelchair"))
    client.force_login(anna)
    page = client.post(url("publish", linde), follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "1 thing waits for a moderator.",
        "1 thing still has a question to answer, and stays a draft.",
    ]


def test_a_copy_stands_in_the_same_clearance(linde, anna):
    again = actions.copy(added(linde, anna), by=anna)
    assert (again.group_id, again.room) == (linde.pk, "2.01")


def test_a_clearance_stands_at_home(anna, carla):
    with pytest.raises(PermissionDenied):
        started(anna, location=carla.organisation.locations.first())


def test_the_deadline_is_not_before_its_first_day(anna):
    with pytest.raises(IntegrityError):
        started(anna, deadline=timezone.localdate())


def test_a_stranger_does_nothing_with_it(linde, carla):
    for deed in (
        lambda: added(linde, carla),
        lambda: clearing.change(linde, by=carla, name="Van mij"),
        lambda: clearing.publish(linde, by=carla),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_a_colleague_walks_along(linde, anna):
    colleague = UserFactory(organisation=anna.organisation)
    assert added(linde, colleague).made_by == colleague


# -- Pages ---------------------------------------------------------------------


def test_it_is_started_on_a_page(client, anna):
    client.force_login(anna)
    today = timezone.localdate()
    sent = {
        "name": "De Eik",
        "location": anna.organisation.locations.first().pk,
        "available_from": today.isoformat(),
        "deadline": (today + LAST).isoformat(),
    }
    answer = client.post(reverse("clearances:start"), sent)
    eik = Clearance.objects.get(name="De Eik")
    assert answer.url == url("add", eik)
    assert eik.organisation == anna.organisation


def test_a_deadline_before_its_first_day_is_said_beside_it(client, anna):
    client.force_login(anna)
    today = timezone.localdate()
    sent = {"name": "De Eik", "location": anna.organisation.locations.first().pk}
    days = {"available_from": (today + LAST).isoformat(), "deadline": today.isoformat()}
    answer = client.post(reverse("clearances:start"), sent | days)
    assert list(answer.context["form"].errors) == ["deadline"]


def thing(**more):
    number = {"form_number": str(uuid4())}
    said = {"title": "Bureaustoel grijs", "room": "2.01", "quantity": "6"}
    return number | said | {"term": "free"} | more


def test_a_photo_and_a_name_are_enough(client, anna, linde):
    client.force_login(anna)
    answer = client.post(url("add", linde), thing(new_photos=photo()))
    assert answer.url == url("add", linde) + "?room=2.01"
    chair = linde.listings.get()
    assert (chair.category_id, chair.quantity) == ("office-chair", 6)
    assert (chair.terms, chair.unit, chair.photos.count()) == (["free"], "stuk", 1)


def test_what_waited_for_a_line_is_answered_for_the_script(client, anna, linde):
    client.force_login(anna)
    said = thing()
    for _again in range(2):
        answer = client.post(url("add", linde), said, headers={"X-Waited": "yes"})
        assert answer.status_code == 201
    assert linde.listings.count() == 1


@pytest.mark.parametrize(
    ("title", "field"),
    [("Paracetamol 500 mg", "title"), ("Qwxz zzk", "category"), ("", "title")],
)
def test_what_can_not_be_added_is_said_and_nothing_is_kept(
    client, anna, linde, title, field
):
    client.force_login(anna)
    answer = client.post(
        url("add", linde), thing(title=title), headers={"X-Waited": "yes"}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not linde.listings.exists()


def test_its_people_see_all_of_it_and_others_what_is_live(client, anna, bram, linde):
    chair = ListingFactory(made_by=anna, group=linde, title="Stoel", room="2.01")
    added(linde, anna, title="Kast")
    actions.withdraw(added(linde, anna, title="Weg"), by=anna)
    for who, seen in ((anna, {"Stoel", "Kast"}), (bram, {"Stoel"})):
        client.force_login(who)
        page = client.get(linde.get_absolute_url()).context["page"]
        assert {str(one) for one in page} == seen
    actions.pause(chair, by=anna)
    page = client.get(linde.get_absolute_url())
    assert "Everything is taken" in page.content.decode()
    actions.withdraw(chair, by=anna)
    assert client.get(linde.get_absolute_url()).status_code == 404


def test_its_address_is_to_be_shared_once_something_is_live(client, anna, linde):
    thing = added(linde, anna)
    client.force_login(anna)
    for is_shared in (False, True):
        page = client.get(linde.get_absolute_url()).content.decode()
        assert ('id="share-address"' in page) is is_shared
        Listing.objects.filter(pk=thing.pk).update(state="live", live_at=timezone.now())


# -- A clearance that is gone ----------------------------------------------------


def test_a_thing_that_comes_too_late_says_so(client, anna, carla, linde):
    waited = {"X-Waited": "yes"}
    for person, address in (
        (carla, url("add", linde)),
        (anna, "/listings/clearances/0/add/"),
    ):
        client.force_login(person)
        answer = client.post(address, thing(), headers=waited)
        assert answer.status_code == 410
        assert "save the thing as a draft" in answer.content.decode()
    assert not Listing.objects.exists()


def test_and_can_be_kept_by_itself(client, anna):
    client.force_login(anna)
    said = thing(new_photos=photo())
    for _again in range(2):
        answer = client.post(reverse("clearances:keep"), said)
        assert answer.status_code == 201
        said["new_photos"].seek(0)
    kept = Listing.objects.get()
    assert (kept.state, kept.group, kept.room) == ("draft", None, "2.01")
    assert kept.location == anna.organisation.locations.get()


def test_without_a_place_it_can_not_be_kept(client, anna):
    anna.organisation.locations.all().delete()
    client.force_login(anna)
    answer = client.post(reverse("clearances:keep"), thing())
    assert answer.status_code == 409


def test_what_can_not_be_kept_says_why(client, anna):
    client.force_login(anna)
    answer = client.post(reverse("clearances:keep"), thing(title="Paracetamol"))
    assert answer.status_code == 422


def test_the_camera_comes_first(client, anna, linde):
    client.force_login(anna)
    page = client.get(url("add", linde)).content.decode()
    assert 'capture="environment"' in page
    assert page.index('name="new_photos"') < page.index('name="title"')


def test_a_stranger_opens_none_of_its_other_pages(client, anna, carla, linde):
    ListingFactory(made_by=anna, group=linde)
    client.force_login(carla)
    for name in ("edit", "add"):
        assert client.get(url(name, linde)).status_code == 404
    assert client.post(url("publish", linde)).status_code == 404
    day = reverse("logistics:clearance_day", args=[linde.pk])
    assert client.get(day).status_code == 404


def test_the_list_of_clearances_counts_what_is_in_them(client, anna, linde):
    added(linde, anna)
    ListingFactory(made_by=anna, group=linde)
    client.force_login(anna)
    page = client.get(reverse("clearances:index")).context["page"]
    assert [(one.name, one.things, one.drafts) for one in page] == [
        ("De Linde, tweede verdieping", 2, 1)
    ]


def test_room_and_clearance_stand_on_the_page_of_a_thing(client, anna, bram, linde):
    chair = ListingFactory(made_by=anna, group=linde, room="kelder 3")
    client.force_login(bram)
    page = client.get(reverse("listings:detail", args=[chair.pk])).content.decode()
    assert (page.count("kelder 3"), page.count(linde.name)) == (1, 1)
