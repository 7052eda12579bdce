"""What the barcodes in a photo say, each drawn by another program."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalogue.models import Category
from listings.intake import barcodes, publication
from listings.intake.barcodes import Label
from listings.models import Listing
from tests import zint
from tests.factories import ListingFactory

GTIN = "8712345000004"
DATA = "[01]08712345000004[17]270300[10]LOT-1/A[21]S123"
LINK = "https://id.gs1.org/01/08712345000004/10/AB12/21/S9?17=270331"
MARCH = date(2027, 3, 31)
ADDRESS = "/listings/offer/label/"


def upload(barcode, name="label.jpg"):
    return SimpleUploadedFile(name, zint.as_photo(barcode), "image/jpeg")


def seen(barcode, angle=6):
    photo = Image.open(BytesIO(zint.as_photo(barcode, angle)))
    return barcodes.read_label(photo)


@pytest.fixture
def seller(client, anna):
    """Anna's browser; moderators know her organisation."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    client.force_login(anna)
    return client


# -- Reading -------------------------------------------------------------------


@pytest.mark.parametrize("angle", [0, 6, 93])
@pytest.mark.parametrize(
    ("kind", "data", "label"),
    [
        ("DATAMATRIX", DATA, Label(GTIN, "LOT-1/A", MARCH, "S123")),
        ("GS1_128", "[01]08712345000004[17]270331[10]AB12", Label(GTIN, "AB12", MARCH)),
        ("EANX", "871234500000", Label(GTIN)),
        ("QRCODE", LINK, Label(GTIN, "AB12", MARCH, "S9")),
        ("QRCODE", "https://example.org/menu", Label()),
        ("CODE128", "KAST 12", Label()),
    ],
)
def test_a_label_is_read_from_a_photo(kind, data, label, angle):
    assert seen(zint.draw(kind, data), angle) == label


def test_a_label_in_two_codes_is_one_label():
    upper = zint.draw("GS1_128", "[01]08712345000004")
    lower = zint.draw("GS1_128", "[17]270331[10]AB12")
    both = Image.new("RGB", (max(upper.width, lower.width), 600), "white")
    both.paste(upper, (0, 0))
    both.paste(lower, (0, 300))
    assert seen(both) == Label(GTIN, "AB12", MARCH)


def test_a_wrong_check_digit_is_said_and_the_rest_is_kept():
    wrong = "[01]08712345000005[10]AB12"
    label = seen(zint.draw("DATAMATRIX", wrong, zint.WRONG_DIGITS_TOO))
    assert (label.gtin, label.lot) == ("", "AB12")
    [warning] = label.warnings
    assert warning.startswith("The check digit of barcode 08712345000005 is wrong")


def test_a_date_that_is_over_is_said():
    label = barcodes.parse("]d2010871234500000417200131")
    assert label.expiry_date == date(2020, 1, 31)
    assert label.warnings == [
        "The date on the label is over (31 Jan 2020): it can't be shared."
    ]


def test_a_day_that_cant_be_hides_nothing_else():
    label = barcodes.parse("]d2010871234500000417270230" + "1012AB")
    assert (label.gtin, label.lot, label.expiry_date) == (GTIN, "12AB", None)
    assert label.warnings == [
        "The label says “(17)270230”, which can't be right: look at what is printed."
    ]


@pytest.mark.parametrize("code", ["", "]d2", "]d2011", "]C0hello", "\x1d", "https://"])
def test_nonsense_says_nothing(code):
    assert barcodes.parse(code) == Label()


def test_a_photo_without_a_barcode_says_nothing():
    assert seen(Image.new("RGB", (300, 200), "teal")) == Label()


# -- In the form ---------------------------------------------------------------


def fields_filled(response):
    answers = response.context.get("answers") or {}
    return {name: value for name, value in answers.items() if value}


def test_the_open_form_is_told_what_the_label_says(seller):
    response = seller.post(ADDRESS, {"photos": [upload(zint.draw("DATAMATRIX", DATA))]})
    assert fields_filled(response) == {
        "gtin": GTIN,
        "lot": "LOT-1/A",
        "expiry_date": "2027-03-31",
    }
    assert "S123" in response.content.decode()


def test_a_product_that_was_here_before_brings_its_words_along(seller, carla):
    stool = Category.objects.get(pk="stacking-chair")
    ListingFactory(
        made_by=carla, title="Kruk Cosmo", category=stool, gtin=GTIN, weight_kg=4
    )
    response = seller.post(ADDRESS, {"photos": [upload(zint.draw("EANX", GTIN[:-1]))]})
    known = response.context["known"]
    assert (known.title, known.category, known.weight_kg) == ("Kruk Cosmo", stool, 4)


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_what_was_never_shown_to_others_stays_unknown(seller, carla, state):
    ListingFactory(made_by=carla, gtin=GTIN, state=state, live_at=None)
    response = seller.post(ADDRESS, {"photos": [upload(zint.draw("EANX", GTIN[:-1]))]})
    assert response.context["known"] is None


def test_a_photo_without_a_code_says_nothing_and_a_fake_does_no_harm(seller):
    plain = upload(Image.new("RGB", (300, 200), "teal"))
    fake = SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")
    for photos in ([plain], [fake], []):
        response = seller.post(ADDRESS, {"photos": photos})
        assert response.status_code == 200
        assert "banner" not in response.content.decode()


def test_only_who_may_offer_can_ask(client, mo):
    client.force_login(mo)
    assert client.post(ADDRESS).status_code == 403


def test_without_javascript_the_label_is_read_when_the_form_is_sent(seller, anna):
    said = {
        "title": "Dozen handschoenen",
        "category": "stacking-chair",
        "quantity": "2",
        "terms": ["free"],
        "location": anna.organisation.locations.first().pk,
        "lot": "MINE",
    }
    barcode = upload(zint.draw("DATAMATRIX", DATA))
    seller.post("/listings/offer/", said | {"new_photos": [barcode]})
    listing = Listing.objects.get(title="Dozen handschoenen")
    assert (listing.gtin, listing.lot, listing.expiry_date) == (GTIN, "MINE", MARCH)


def test_the_serial_number_of_the_label_comes_with_its_question(seller):
    typed = {"label_serial": "S123", "category": "infusion-pump"}
    typed |= {"ask_device_is": "none", "ask_device_use": "used"}
    form = seller.get("/listings/offer/follows/", typed).context["form"]
    assert form["ask_device_serial"].value() == "S123"
