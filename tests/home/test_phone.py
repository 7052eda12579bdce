from io import BytesIO

import pytest
from PIL import Image

from home.views.phone import ICON_SIZES


def test_the_manifest_names_the_app_in_the_readers_language(client, db):
    client.cookies["django_language"] = "en"
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    app = answer.json()
    assert (app["name"], app["lang"]) == ("Deelplatform", "en")
    assert (app["start_url"], app["display"]) == ("/", "standalone")


def test_every_icon_of_the_manifest_has_the_size_it_says(client, db):
    for icon in client.get("/manifest.webmanifest").json()["icons"]:
        with Image.open(BytesIO(client.get(icon["src"]).content)) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


@pytest.mark.parametrize("size", ICON_SIZES)
def test_an_icon_fills_its_square_so_that_a_mask_can_cut_it(client, db, size):
    picture = Image.open(BytesIO(client.get(f"/icon-{size}.png").content))
    assert picture.getpixel((0, 0)) == picture.getpixel((size - 1, size - 1))


def test_other_sizes_are_not_drawn(client, db):
    assert client.get("/icon-4000.png").status_code == 404


def test_the_worker_keeps_the_offline_page_and_is_asked_for_anew(client, db):
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "no-cache"
    assert answer.content.decode().count('"/offline/"') == 1


def test_the_offline_page_asks_for_nothing_of_the_reader(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        html = client.get("/offline/").content.decode()
    assert html.count("<h1>Geen verbinding</h1>") == 1
