"""Offering over HTTP: the form, the buttons, and who may press them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from listings import actions, photos
from listings.models import Listing, Photo
from tests.factories import ListingFactory
from tests.lawful import TYPED_BED

State = Listing.State
OFFER, DRAFT, MINE = "/listings/offer/", "/listings/offer/draft/", "/listings/mine/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def known(anna):
    """Anna's organisation offered often, so no moderator looks first."""
    place = anna.organisation.locations.get()
    ListingFactory.create_batch(3, made_by=anna, location=place, state=State.GONE)
    return anna


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def picture(name="bed.jpg"):
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def typed(user, **more):
    return {
        "title": "Two care beds",
        "category": "care-bed",
        "quantity": "2",
        "terms": ["free"],
        "location": user.organisation.locations.first().pk,
        **TYPED_BED,
    } | more


def do(user, deed, listing, **more):
    address = reverse(f"listings:{deed}", args=[listing.pk])
    return browser(user).post(address, more)


def states():
    return list(Listing.objects.order_by("pk").values_list("title", "state"))


# -- The form ----------------------------------------------------------------


def test_an_offer_is_published_with_its_photos(known):
    answers = typed(known, title="Bed", new_photos=[picture(), picture()])
    response = browser(known).post(OFFER, answers)
    listing = Listing.objects.get(title="Bed")
    assert response.url == reverse("listings:detail", args=[listing.pk])
    assert listing.state == State.LIVE
    assert (listing.organisation, listing.made_by) == (known.organisation, known)
    assert (listing.unit, listing.left) == ("stuk", 2)
    assert [photo.position for photo in listing.photos.all()] == [0, 1]


def test_the_first_offers_of_an_organisation_wait_for_a_moderator(anna):
    browser(anna).post(OFFER, typed(anna))
    assert states() == [("Two care beds", State.IN_REVIEW)]


def test_an_offer_can_be_kept_as_a_draft(known):
    browser(known).post(DRAFT, typed(known, title="Bed"))
    assert Listing.objects.get(title="Bed").state == State.DRAFT


def test_what_can_not_be_published_is_kept_as_a_draft_that_says_why(known):
    answers = typed(known, title="Paracetamol 500 mg")
    response = browser(known).post(OFFER, answers, follow=True)
    listing = response.context["listing"]
    assert (listing.state, listing.title) == (State.DRAFT, "Paracetamol 500 mg")
    assert response.redirect_chain[-1][0] == f"/listings/{listing.pk}/edit/?refused=on"
    assert list(response.context["messages"]) == []
    form = response.context["form"]
    assert list(form.errors) == ["title"]
    page = response.content.decode()
    assert page.index("Not published") < page.index("Paracetamol”: ")
    assert "kept as a draft" in page


def test_each_open_question_is_said_at_its_field(known):
    answers = typed(known, title="Infuuspomp", category="infusion-pump")
    answers |= dict.fromkeys(TYPED_BED, "")
    response = browser(known).post(OFFER, answers, follow=True)
    form = response.context["form"]
    assert form.is_refused
    assert set(form.errors) == {"ask_device_is", "ask_device_use", "ask_device_manual"}
    page = response.content.decode()
    assert page.count("Not answered yet.") == 2 * len(form.errors)


@pytest.mark.parametrize("place", ["title", "description", "lot"])
def test_words_that_can_not_be_shared_are_said_where_they_stand(known, place):
    answers = typed(known, title="Bed") | {place: "Paracetamol 500 mg"}
    response = browser(known).post(OFFER, answers, follow=True)
    assert list(response.context["form"].errors) == [place]


def test_what_stands_in_no_field_is_said_on_top(known):
    answers = typed(known, title="Bed")
    listing = browser(known).post(DRAFT, answers, follow=True).context["listing"]
    listing.location.closed_at = timezone.now()
    listing.location.save()
    page = browser(known).get(f"/listings/{listing.pk}/edit/?refused=on")
    (error,) = page.context["form"].non_field_errors()
    assert error == "Its location is closed. Choose another one."


def test_a_draft_that_nobody_tried_to_publish_is_not_called_refused(known):
    listing = browser(known).post(DRAFT, typed(known), follow=True).context["listing"]
    page = browser(known).get(f"/listings/{listing.pk}/edit/").content.decode()
    assert "Not published" not in page


def test_errors_keep_what_was_typed_and_make_nothing(anna):
    answers = typed(anna, title="", description="Elektrisch", terms=["sale"])
    response = browser(anna).post(OFFER, answers)
    form = response.context["form"]
    assert list(form.errors) == ["title"]
    assert form["description"].value() == "Elektrisch"
    assert form["terms"].value() == ["sale"]
    assert not Listing.objects.exists()


@pytest.mark.parametrize("category", ["office-chair", "care-bed"])
@pytest.mark.parametrize("more", [{}, {"price_eur": "5"}, {"rent_eur": "5"}])
def test_a_condition_without_a_way_to_share_asks_for_one(anna, category, more):
    answers = typed(anna, category=category, condition="good", terms=[], **more)
    page = browser(anna).post(OFFER, answers)
    assert "terms" in page.context["form"].errors
    assert states() == []


def test_a_file_that_is_no_photo_leaves_nothing_half(known, tmp_path):
    fake = SimpleUploadedFile("bed.jpg", b"no picture at all", "image/jpeg")
    answers = typed(known, title="Bed", new_photos=[picture(), fake])
    response = browser(known).post(OFFER, answers)
    assert list(response.context["form"].errors) == ["new_photos"]
    assert not Listing.objects.filter(title="Bed").exists()
    assert list(Path(tmp_path).rglob("*.webp")) == []


def test_a_form_sent_twice_makes_one_offer(known):
    number = str(uuid4())
    for deed in (DRAFT, OFFER, OFFER):
        answers = typed(known, title="Bed", form_number=number, new_photos=[picture()])
        assert browser(known).post(deed, answers).status_code == 302
    bed = Listing.objects.get(title="Bed")
    assert bed.state == State.LIVE
    assert bed.photos.count() == 1


def test_somebody_elses_form_is_another_offer(anna, carla):
    number = str(uuid4())
    for user in (anna, carla):
        browser(user).post(
            DRAFT,
            typed(
                user, form_number=number, location=user.organisation.locations.get().pk
            ),
        )
    assert Listing.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_offer(known):
    answers = typed(known, title="Bed", form_number=str(uuid4()))

    def click(_):
        try:
            return browser(known).post(OFFER, answers).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        assert list(clicks.map(click, range(4))) == [302] * 4
    assert Listing.objects.get(title="Bed").state == State.LIVE


def test_the_form_starts_with_what_the_address_says(anna):
    asked = {
        "title": "Rolstoel",
        "category": "wheelchair",
        "quantity": "3",
        "state": "live",
    }
    form = browser(anna).get(OFFER, asked).context["form"]
    values = [form[name].value() for name in ("title", "category", "quantity")]
    assert values == ["Rolstoel", "wheelchair", "3"]


def test_moderators_do_not_offer(mo):
    assert browser(mo).get(OFFER).status_code == 403
    assert browser(mo).post(DRAFT).status_code == 403


def test_without_a_place_the_form_asks_for_one_first(anna):
    anna.organisation.locations.update(closed_at=timezone.now())
    html = browser(anna).get(OFFER).content.decode()
    assert reverse("members:location_add") in html
    assert "form_number" not in html


# -- Changing ----------------------------------------------------------------


def test_an_offer_is_changed_and_photos_are_added(anna, beds):
    answers = typed(anna, title="Three care beds", quantity="3", new_photos=[picture()])
    response = do(anna, "edit", beds, **answers)
    assert response.url == reverse("listings:detail", args=[beds.pk])
    beds.refresh_from_db()
    assert (beds.title, beds.left, beds.state) == ("Three care beds", 3, State.LIVE)
    assert beds.photos.count() == 1


def test_the_form_shows_what_the_offer_says(anna, beds):
    address = reverse("listings:edit", args=[beds.pk])
    form = browser(anna).get(address).context["form"]
    assert form["title"].value() == "Two care beds"
    assert form["terms"].value() == ["free"]


def test_a_live_offer_does_not_become_what_is_forbidden(anna, beds):
    response = do(anna, "edit", beds, **typed(anna, title="Paracetamol 500 mg"))
    assert list(response.context["form"].errors) == ["title"]
    beds.refresh_from_db()
    assert beds.title == "Two care beds"


DEEDS = [
    ("publish", State.DRAFT, State.IN_REVIEW),
    ("pause", State.LIVE, State.PAUSED),
    ("resume", State.PAUSED, State.LIVE),
    ("withdraw", State.LIVE, State.WITHDRAWN),
    ("relist", State.EXPIRED, State.LIVE),
    ("relist", State.WITHDRAWN, State.LIVE),
]


@pytest.mark.parametrize(("deed", "before", "after"), DEEDS)
def test_a_button_does_its_deed(anna, beds, deed, before, after):
    published = None if before == State.DRAFT else timezone.now()
    Listing.objects.filter(pk=beds.pk).update(state=before, live_at=published)
    assert do(anna, deed, beds).url == reverse("listings:detail", args=[beds.pk])
    beds.refresh_from_db()
    assert beds.state == after


@pytest.mark.parametrize(("deed", "before"), [deed[:2] for deed in DEEDS])
def test_a_stranger_can_press_no_button(carla, beds, deed, before):
    Listing.objects.filter(pk=beds.pk).update(state=before)
    seen = before in ("live", "paused", "gone")
    assert do(carla, deed, beds).status_code == (403 if seen else 404)
    beds.refresh_from_db()
    assert beds.state == before


@pytest.mark.parametrize("deed", ["publish", "resume", "relist"])
def test_a_button_that_came_too_late_says_so(anna, beds, deed):
    assert do(anna, deed, beds).status_code == 409


@pytest.mark.parametrize("deed", ["publish", "pause", "resume", "withdraw", "copy"])
def test_a_deed_is_no_link(anna, beds, deed):
    address = reverse(f"listings:{deed}", args=[beds.pk])
    assert browser(anna).get(address).status_code == 405


@pytest.mark.parametrize(
    ("back", "url"),
    [
        ("/listings/mine/?state=live", "/listings/mine/?state=live"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
    ],
)
def test_a_button_goes_back_to_where_it_was_and_nowhere_else(anna, beds, back, url):
    address = reverse("listings:pause", args=[beds.pk])
    response = browser(anna).post(f"{address}?back={back}")
    assert response.url == (url or reverse("listings:detail", args=[beds.pk]))


def test_relisting_asks_for_a_new_last_day(anna, beds):
    today = timezone.localdate()
    past, later = today - timedelta(days=1), today + timedelta(days=7)
    Listing.objects.filter(pk=beds.pk).update(state=State.EXPIRED, available_until=past)
    address = reverse("listings:relist", args=[beds.pk])
    assert browser(anna).get(address).status_code == 200
    wrong = do(anna, "relist", beds, available_until=past)
    assert list(wrong.context["form"].errors) == ["available_until"]
    assert do(anna, "relist", beds, available_until=later).status_code == 302
    beds.refresh_from_db()
    assert (beds.state, beds.available_until) == (State.LIVE, later)


def test_a_copy_is_a_draft_to_change(anna, carla, beds):
    assert do(carla, "copy", beds).status_code == 403
    response = do(anna, "copy", beds)
    again = Listing.objects.latest("pk")
    assert response.url == reverse("listings:edit", args=[again.pk])
    assert (again.title, again.state) == ("Two care beds", State.DRAFT)


def test_the_form_is_for_its_people_and_moderators(anna, carla, mo, beds):
    address = reverse("listings:edit", args=[beds.pk])
    answers = {u.name: browser(u).get(address).status_code for u in (anna, carla, mo)}
    assert answers == {"Anna": 200, "Carla": 403, "Mo": 200}
    assert do(carla, "edit", beds, **typed(anna)).status_code == 403


# -- Photos ------------------------------------------------------------------


@pytest.fixture
def three(beds):
    return photos.add(beds, [picture() for _ in range(3)], by=beds.made_by)


def test_photos_are_described_ordered_and_removed(anna, beds, three):
    first, second, third = three
    do(anna, "photo_alt", first, alt="Bed from the side")
    do(anna, "photo_move", third, position=0)
    do(anna, "photo_delete", second)
    assert list(beds.photos.values_list("pk", flat=True)) == [third.pk, first.pk]
    assert Photo.objects.get(pk=first.pk).alt == "Bed from the side"


def test_photos_are_not_for_strangers_to_touch(carla, beds, three):
    for deed in ("photo_alt", "photo_move", "photo_delete"):
        assert do(carla, deed, three[0], alt="x", position=1).status_code == 403
        assert do(carla, deed, Photo(pk=999)).status_code == 404
    beds.move(State.WITHDRAWN)
    assert do(carla, "photo_delete", three[0]).status_code == 404
    assert beds.photos.count() == 3


# -- One's own offers --------------------------------------------------------


def test_mine_shows_every_state_of_ones_own_organisation(anna, carla, beds):
    actions.draft(
        by=anna, location=beds.location, category=beds.category, title="Desk",
        terms=["free"], unit="stuk",
    )  # fmt: skip
    response = browser(anna).get(MINE)
    assert [row.title for row in response.context["page"]] == ["Desk", "Two care beds"]
    tabs = {tab.state: tab.number for tab in response.context["chosen"].tabs}
    assert tabs == {"": 2, "draft": 1, "live": 1}
    drafts = browser(anna).get(MINE, {"state": "draft"})
    assert [row.title for row in drafts.context["page"]] == ["Desk"]
    assert list(browser(carla).get(MINE).context["page"]) == []


def test_mine_asks_no_more_of_the_database_for_more_rows(
    anna, django_assert_max_num_queries
):
    place = anna.organisation.locations.get()

    def count(rows):
        for state in [*State] * rows:
            listing = ListingFactory(made_by=anna, location=place, state=state)
            photos.add(listing, [picture()], by=anna)
        client = browser(anna)
        client.get(MINE)  # what is remembered, is
        with django_assert_max_num_queries(20) as queries:
            client.get(MINE)
        return len(queries)

    assert count(1) == count(2)
