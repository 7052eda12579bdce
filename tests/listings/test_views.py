"""The pages to find offers with, and who sees what of one offer."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from PIL import Image

from catalogue.tree import tree
from listings import actions, photos
from listings.models import Listing
from tests.factories import ListingFactory, LocationFactory

State = Listing.State
INDEX = "/listings/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def detail(listing):
    return reverse("listings:detail", args=[listing.pk])


def titles(response):
    return re.findall(
        r'class="card-title"><a [^>]*>(.*?)</a>', response.content.decode()
    )


def picture():
    file = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(file, "JPEG")
    return SimpleUploadedFile("bed.jpg", file.getvalue(), "image/jpeg")


@pytest.fixture
def photo(beds):
    return photos.add(beds, [picture()], by=beds.made_by)[0]


# -- Finding -----------------------------------------------------------------


def test_a_browser_remembers_how_results_are_shown(beds, bram):
    window = browser(bram)
    assert 'data-shown-as="rows"' in window.get(INDEX).content.decode()
    asked = {"shown_as": "cards", "query": "q=bed&terms=free"}
    answer = window.post("/listings/show-as/", asked)
    assert (answer.status_code, answer.url) == (302, "/listings/?q=bed&terms=free")
    assert 'data-shown-as="cards"' in window.get(INDEX).content.decode()
    assert 'data-shown-as="rows"' in browser(bram).get(INDEX).content.decode()


@pytest.mark.parametrize("query", ["//evil.example", "a\r\nSet-Cookie: b=c", "&" * 9])
def test_showing_otherwise_leads_nowhere_else(bram, query):
    sent = {"shown_as": "tiles", "query": query}
    answer = browser(bram).post("/listings/show-as/", sent)
    assert answer.status_code == 302
    assert answer.url.startswith("/listings/?")
    assert "shown_as" not in answer.cookies


def test_the_words_of_the_search_stand_in_one_field(beds, bram):
    page = browser(bram).get(f"{INDEX}?q=bed&terms=free").content.decode()
    assert re.findall(r'<input[^>]* name="q"[^>]*>', page) == [
        field for field in re.findall(r"<input[^>]*>", page) if 'form="search"' in field
    ]
    assert page.count('name="q"') == 1


def test_words_that_are_too_long_are_refused_in_a_sentence(beds, bram):
    page = browser(bram).get(f"{INDEX}?q={'bed ' * 750}").content.decode()
    assert "Not searched" in page
    assert "too long to look for" in page
    assert 'class="card-title"' not in page


def test_strangers_log_in_first(client, beds):
    for address in (INDEX, detail(beds), "/listings/offer/", "/listings/mine/"):
        assert client.get(address).url == f"/accounts/login/?next={address}"


def test_the_search_shows_what_was_looked_for(bram, beds):
    response = browser(bram).get(INDEX, {"q": "bed"})
    assert response.status_code == 200
    assert response.templates[0].name == "listings/index.html"
    assert titles(response) == ["Two care beds"]


def test_the_search_shows_only_what_can_be_asked_for(anna, bram, beds):
    beds.move(State.PAUSED)
    assert titles(browser(bram).get(INDEX)) == []
    assert titles(browser(anna).get(INDEX)) == []


def test_htmx_gets_the_results_alone(bram, beds):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    response = browser(bram).get(INDEX, headers=headers)
    assert response.templates[0].name == "listings/_found.html"
    assert titles(response) == ["Two care beds"]
    assert "HX-Target" in response["Vary"]


def test_htmx_that_goes_back_gets_the_whole_page(bram, beds):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    response = browser(bram).get(INDEX, headers=headers)
    assert response.templates[0].name == "listings/index.html"


def test_the_pages_keep_the_search(bram):
    place = LocationFactory()
    for n in range(25):
        ListingFactory(
            title=f"Bed {n}", organisation=place.organisation, location=place
        )
    response = browser(bram).get(INDEX, {"q": "bed", "page": "2"})
    assert len(titles(response)) == 1
    assert 'href="?q=bed&amp;page=1"' in response.content.decode()


def test_nothing_found_leads_to_a_request_of_that_title(bram):
    html = browser(bram).get(INDEX, {"q": "bladder scan"}).content.decode()
    assert f'href="{reverse("wanted:post")}?title=bladder%20scan"' in html


def test_words_of_the_searcher_are_only_words(bram):
    html = browser(bram).get(INDEX, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html


def test_the_number_of_queries_does_not_grow(anna, bram, django_assert_max_num_queries):
    def count(rows):
        for n in range(rows):
            listing = ListingFactory(title=f"Bed {n}", terms=["free", "loan"])
            photos.add(listing, [picture()], by=listing.made_by)
        client = browser(bram)
        with django_assert_max_num_queries(20) as queries:
            client.get(INDEX, {"q": "bed", "sort": "nearest", "terms": "free"})
        return len(queries)

    tree()
    assert count(2) == count(10)


# -- One offer ---------------------------------------------------------------


def test_a_member_sees_everything_and_can_ask(bram, beds):
    response = browser(bram).get(detail(beds))
    html = response.content.decode()
    assert reverse("claims:ask", args=[beds.pk]) in html
    assert response.context["listing"].distance_km == pytest.approx(0)
    assert "09:00–16:00" in strip_tags(html)
    assert reverse("listings:edit", args=[beds.pk]) not in html
    assert "steps" not in response.context


def test_the_contact_is_not_shown_before_a_request_is_accepted(bram, beds):
    html = browser(bram).get(detail(beds)).content.decode()
    assert beds.location.contact_phone not in html


def test_its_own_people_can_change_it_and_not_ask(anna, beds):
    html = browser(anna).get(detail(beds)).content.decode()
    assert reverse("listings:edit", args=[beds.pk]) in html
    assert reverse("claims:ask", args=[beds.pk]) not in html


def test_the_distance_starts_from_the_chosen_place(bram, beds):
    far = LocationFactory(
        organisation=bram.organisation, name="Zuid", latitude=53.2, longitude=6.5
    )
    response = browser(bram).get(detail(beds), {"near": far.pk})
    assert response.context["listing"].distance_km > 100


@pytest.mark.parametrize("state", [State.PAUSED, State.GONE])
def test_what_was_there_says_what_happened(bram, beds, state):
    beds.move(state)
    html = browser(bram).get(detail(beds)).content.decode()
    assert reverse("claims:ask", args=[beds.pk]) not in html
    assert f"{reverse('wanted:post')}?title=Two%20care%20beds" in html


@pytest.mark.parametrize("state", [State.EXPIRED, State.WITHDRAWN, State.IN_REVIEW])
def test_what_is_not_offered_is_not_there_for_others(anna, carla, mo, beds, state):
    beds.move(state)
    seen = {
        user.name: browser(user).get(detail(beds)).status_code
        for user in (anna, carla, mo)
    }
    assert seen == {"Anna": 200, "Carla": 404, "Mo": 200}


def test_an_unknown_offer_is_not_there(anna):
    assert browser(anna).get("/listings/999999/").status_code == 404
    assert browser(anna).get("/listings/99999999999999999999/").status_code == 404


def test_its_people_read_why_a_moderator_took_it_down(anna, mo, beds):
    actions.take_down(beds, by=mo, why="The photo shows a resident.")
    html = browser(anna).get(detail(beds)).content.decode()
    assert "The photo shows a resident." in html


def test_a_draft_says_why_it_can_not_be_published(anna, beds):
    draft = ListingFactory(
        made_by=anna,
        location=beds.location,
        state=State.DRAFT,
        title="Paracetamol 500 mg",
    )
    response = browser(anna).get(detail(draft))
    assert response.context["obstacle"].startswith("This can't be published.")


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page_for_its_people_and_moderators(anna, mo, beds, state):
    Listing.objects.filter(pk=beds.pk).update(state=state)
    assert browser(anna).get(detail(beds)).status_code == 200
    assert browser(mo).get(detail(beds)).status_code == 200


def test_a_full_page_shows_every_fact(bram, beds):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Listing.objects.filter(pk=beds.pk).update(
        terms=["free", "sale", "rent"], price_eur=12.5, rent_eur=3, rent_per="day",
        expiry_date=tomorrow, lot="LOT-7", gtin="4006381333931", weight_kg=12.5,
        length_cm=1200, width_cm=90, height_cm=50, available_until=tomorrow,
    )  # fmt: skip
    html = browser(bram).get(detail(beds)).content.decode()
    for fact in (
        "€12.50",
        "<strong>€3.00</strong> per day",
        "LOT-7",
        "4006381333931",
        "1200 × 90 × 50 cm",
    ):
        assert fact in html


# -- Photos ------------------------------------------------------------------


@pytest.mark.parametrize("size", ["card", "page", "full"])
def test_a_photo_is_for_who_sees_its_offer(bram, photo, size):
    response = browser(bram).get(reverse("listings:photo", args=[photo.pk, size]))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    kept = set(response["Cache-Control"].split(", "))
    assert kept == {"private", "max-age=31536000", "immutable"}
    shown = Image.open(BytesIO(b"".join(response.streaming_content)))
    assert shown.format == "WEBP"


def test_a_photo_is_not_for_others(client, anna, carla, photo):
    address = reverse("listings:photo", args=[photo.pk, "card"])
    assert client.get(address).status_code == 302
    photo.listing.move(State.WITHDRAWN)
    assert browser(carla).get(address).status_code == 404
    assert browser(anna).get(address).status_code == 200


def test_a_photo_has_three_sizes_and_real_files(bram, photo):
    client = browser(bram)
    assert client.get(f"/listings/photos/{photo.pk}/huge/").status_code == 404
    assert client.get("/listings/photos/999999/card/").status_code == 404
    photos._delete(photos._paths(photo))
    lost = client.get(reverse("listings:photo", args=[photo.pk, "card"]))
    assert lost.status_code == 404
    assert lost["Cache-Control"] == "private, no-store"
