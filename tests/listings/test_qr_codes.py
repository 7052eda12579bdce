"""A QR code leads to the page of the offer."""

import re

import zxingcpp
from django.urls import reverse
from PIL import Image, ImageDraw

from listings.qr_codes import qr_code
from tests.factories import ListingFactory

SCALE = 4


def scanned(code):
    """What a phone reads: the squares of its path, drawn."""
    picture = Image.new("L", (code.size * SCALE, code.size * SCALE), 255)
    draw = ImageDraw.Draw(picture)
    for part in filter(None, code.path.split("Z")):
        corner, wide, high, _back = re.split("[hv]", part.removeprefix("M"))
        x, y = map(int, corner.split())
        box = (x, y, x + int(wide), y + int(high))
        left, top, right, bottom = (SCALE * side for side in box)
        draw.rectangle((left, top, right - 1, bottom - 1), fill=0)
    return zxingcpp.read_barcode(picture).text


def test_a_code_says_what_it_was_given():
    address = "https://deelplatform.example/listings/123456/"
    assert scanned(qr_code(address)) == address


def test_the_label_of_an_offer_leads_to_it(client, anna, settings):
    listing = ListingFactory(made_by=anna, room="2.01")
    client.force_login(anna)
    page = client.get(reverse("listings:print_label", args=[listing.pk]))
    address = f"{settings.SITE_URL}/listings/{listing.pk}/"
    assert scanned(page.context["qr"]) == address
    assert listing.title in page.content.decode()
    assert "2.01" in page.content.decode()


def test_a_label_is_for_its_own_people(client, carla, mo):
    listing = ListingFactory()
    for person in (carla, mo):
        client.force_login(person)
        page = client.get(reverse("listings:print_label", args=[listing.pk]))
        assert page.status_code == 403
