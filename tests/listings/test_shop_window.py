"""What strangers see of what is offered: a glimpse of what every member sees."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from base.remembering import Memory
from listings import photos, shop_window
from listings.models import Listing, Photo, Report
from listings.shop_window import SHOWN, SIGNER
from tests.factories import ListingFactory, OrganisationFactory, UserFactory


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(shop_window, "WINDOWS", Memory(9))


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def offer(**fields):
    listing = ListingFactory(**fields)
    Photo.objects.create(listing=listing, name="x", width=1, height=1)
    return listing


def titles(codes=()):
    shop_window.WINDOWS = Memory(9)
    return [shown.title for shown in shop_window.shop_window(codes)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    state=st.sampled_from(Listing.State.values),
    audience=st.sampled_from(Listing.Audience.values),
    opens_in=st.sampled_from([None, -1, 1]),
    owner=st.sampled_from(["active", "suspended"]),
    reported=st.sampled_from([None, "waiting", "dismissed"]),
)
def test_only_what_every_member_may_see_now_is_shown(
    db, state, audience, opens_in, owner, reported
):
    listing = offer(
        made_by=UserFactory(organisation=OrganisationFactory(state=owner)),
        state=state,
        audience=audience,
        opens_at=opens_in and timezone.now() + timedelta(opens_in),
    )
    if reported:
        Report.objects.create(
            listing=listing, by=listing.made_by, reason="wrong", state=reported
        )
    member = UserFactory(organisation=OrganisationFactory(province="NL-ZE"))
    seen = Listing.objects.visible_to(member).live().filter(pk=listing.pk).exists()
    shown = Listing.objects.for_anyone().filter(pk=listing.pk).exists()
    far = audience != Listing.Audience.REGION  # some other member is too far for it
    assert shown == (seen and far and reported != "waiting")
    of_photos = Photo.objects.for_anyone().filter(listing=listing).exists()
    assert of_photos == shown


def test_a_title_that_names_its_owner_is_not_shown(db):
    named = offer(title="Stoelen van huize de wilg")
    named.organisation.name = "Huize De Wilg"
    named.organisation.save()
    offer(title="Stoelen")
    assert titles() == ["Stoelen"]


def test_what_has_no_photo_is_not_shown(db):
    ListingFactory()
    assert titles() == []


def test_a_dozen_of_as_many_kinds_as_there_are_the_newest_first(db):
    for number in range(SHOWN):
        offer(title=f"Bureau {number}", category_id="desk")
    offer(title="Tafel", category_id="table")
    assert titles()[:2] == ["Tafel", "Bureau 11"]
    assert len(titles()) == SHOWN
    assert titles(["table"]) == ["Tafel"]


def test_a_stranger_reads_a_title_and_a_town_and_no_owner(client, db):
    listing = offer(title="Bureau, eiken", category_id="desk")
    page = client.get("/?q=bureau").content.decode()
    assert "Bureau, eiken" in page
    assert listing.location.town in page
    assert listing.organisation.name not in page
    assert listing.location.name not in page


@pytest.mark.parametrize("query", ["?q=zzzz", "?kind=nonsense", "?kind=spaces"])
def test_where_there_is_nothing_nothing_is_shown(client, db, query):
    offer(title="Bureau, eiken", category_id="desk")
    assert "Bureau, eiken" not in client.get(f"/{query}").content.decode()
    assert "Bureau, eiken" in client.get("/?kind=furniture").content.decode()


def test_a_photo_opens_by_its_signature_while_its_offer_may_be_seen(client, media, db):
    listing = ListingFactory()
    file = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG")
    picture = SimpleUploadedFile("bed.jpg", file.getvalue(), "image/jpeg")
    (photo,) = photos.add(listing, [picture], by=listing.made_by)
    (shown,) = shop_window.shop_window()
    address = reverse("listings:open_photo", args=[shown.photo])
    assert address in client.get("/").content.decode()
    assert client.get(address).headers["Content-Type"] == "image/webp"
    for forged in (str(photo.pk), f"{photo.pk}:x", SIGNER.sign("x")):
        other = reverse("listings:open_photo", args=[forged])
        assert client.get(other).status_code == 404
    assert client.get(reverse("listings:photo", args=[photo.pk, "card"])).url
    Listing.objects.filter(pk=listing.pk).update(state="withdrawn")
    assert client.get(address).status_code == 404
