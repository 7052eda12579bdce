"""What a person puts right in a list before it is placed, and the photos with it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from base.refusal import Refused
from listings.models import Listing
from lists import actions, pictures, placement, reading
from lists.lines import Lines
from lists.models import ColumnMeaning, Import
from surplus.rows import SurplusRow
from surplus.unreadable import Unreadable
from tests.factories import UserFactory

ODD = (
    "Sachen;Menge;Zustand;Bild\n"
    "Bureaustoel zwart;6;goed;stoel.jpg\n"
    "Vergadertafel beuken;2;gebruikt;\n"
    "Kapstok;1;goed;\n"
)
GERMAN = {"sachen": "title", "menge": "quantity", "zustand": "condition"}
PLAIN = "Omschrijving;Aantal;Prijs\nBureaustoel zwart;6;gratis\nKapstok;?;gratis\n"


def read(by, text=ODD, photos=None):
    return actions.read(BytesIO(text.encode()), "lijst.csv", by=by, photos=photos)


def zipped(**files):
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    file.seek(0)
    return file


def jpeg():
    file = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG")
    return file.getvalue()


def again(imported):
    return Import.objects.get(pk=imported.pk)


def rows(imported):
    return [(line.row.title, line.row.quantity) for line in Lines(imported)]


def verdicts(imported):
    return [line.outcome for line in Lines(imported)]


def key_of(imported, row):
    return Lines(imported).all[row].key


SAID = {
    "title": "Kapstok wit",
    "category_code": "storage-cabinet",
    "quantity": 3,
    "terms": "free",
    "price_eur": None,
    "price_per": "piece",
    "condition": "good",
    "available_until": None,
    "expiry": None,
}


# -- Columns -------------------------------------------------------------------


def test_columns_that_were_misread_are_read_as_a_person_says(anna):
    imported = read(anna)
    for meanings in (GERMAN | {"bild": "quantity"}, {"bild": "photo"}):
        actions.explain(again(imported), by=anna, meanings=meanings)
        assert reading.read_due() == 1
    assert rows(again(imported)) == [
        ("Bureaustoel zwart", 6),
        ("Vergadertafel beuken", 2),
        ("Kapstok", 1),
    ]


def test_the_next_list_of_the_organisation_is_read_so_from_the_start(anna):
    actions.explain(read(anna), by=anna, meanings={"menge": "weight"})
    colleague = UserFactory(organisation=anna.organisation)
    assert {row.weight_kg_each for row in read_rows(read(colleague))} == {6, 2, 1}


def test_another_organisation_reads_it_as_before(anna, carla):
    actions.explain(read(anna), by=anna, meanings={"menge": "weight"})
    assert {row.weight_kg_each for row in read_rows(read(carla))} == {None}


def read_rows(imported):
    return [line.row for line in Lines(imported)]


def test_a_column_without_a_heading_is_not_remembered(anna):
    bare = "Bureaustoel;6;x\nVergadertafel;2;y\nRolstoel;1;z\n"
    imported = read(anna, bare)
    key = imported.surplus["sheets"][0]["columns"][1]["key"]
    actions.explain(imported, by=anna, meanings={key: "weight"})
    reading.read_due()
    assert read_rows(again(imported))[0].weight_kg_each == 6
    assert not ColumnMeaning.objects.exists()


def test_said_twice_the_last_word_counts(anna):
    for field in ("weight", "quantity"):
        actions.explain(read(anna), by=anna, meanings={"menge": field})
    assert list(ColumnMeaning.objects.values_list("heading", "field")) == [
        ("menge", "quantity")
    ]


def test_a_stranger_explains_nothing(anna, carla):
    with pytest.raises(PermissionDenied):
        actions.explain(read(anna), by=carla, meanings=GERMAN)


def test_the_form_shows_each_column_and_sends_only_what_changed(client, anna):
    client.force_login(anna)
    imported = read(anna)
    page = client.get(reverse("lists:preview", args=[imported.pk]))
    fields = {
        name: page.context["columns"][name].initial
        for name in ("sachen", "menge", "zustand", "bild")
    }
    client.post(
        reverse("lists:columns", args=[imported.pk]),
        fields | {"menge": "weight"},
    )
    assert again(imported).meanings == {"menge": "weight"}


# -- Rows ----------------------------------------------------------------------


def test_a_row_that_was_not_clear_is_mended_and_placed(anna):
    imported = read(anna, PLAIN)
    assert verdicts(imported) == ["ready", "unclear"]
    actions.mend(imported, key_of(imported, 1), by=anna, answers=SAID)
    assert verdicts(again(imported)) == ["ready", "ready"]
    placement.place(
        again(imported), by=anna, location=anna.organisation.locations.get(), live=False
    )
    rack = Listing.objects.get(title="Kapstok wit")
    assert (rack.quantity, rack.condition, rack.terms) == (3, "good", ["free"])


def test_a_mended_row_is_judged_like_any_other(anna):
    imported = read(anna, PLAIN)
    said = SAID | {"title": "Paracetamol 500 mg"}
    actions.mend(imported, key_of(imported, 1), by=anna, answers=said)
    assert verdicts(again(imported))[1] == "blocked"


def test_a_row_that_is_left_out_is_not_placed_and_can_be_taken_in(anna):
    imported = read(anna, PLAIN)
    key = key_of(imported, 0)
    actions.leave_out(imported, key, by=anna)
    assert verdicts(again(imported)) == ["left_out", "unclear"]
    actions.take_in(imported, key, by=anna)
    assert verdicts(again(imported)) == ["ready", "unclear"]


@pytest.mark.parametrize("deed", ["mend", "leave_out", "take_in"])
def test_a_stranger_mends_nothing(anna, carla, deed):
    imported = read(anna, PLAIN)
    more = {"answers": SAID} if deed == "mend" else {}
    with pytest.raises(PermissionDenied):
        getattr(actions, deed)(imported, key_of(imported, 0), by=carla, **more)


def test_what_is_placed_is_not_mended_any_more(anna):
    imported = read(anna, PLAIN)
    key = key_of(imported, 1)
    place = anna.organisation.locations.get()
    placement.place(imported, by=anna, location=place, live=False)
    with pytest.raises(Refused):
        actions.mend(imported, key, by=anna, answers=SAID)


def test_a_row_is_put_right_on_its_page(client, anna):
    client.force_login(anna)
    imported = read(anna, PLAIN)
    key = key_of(imported, 1)
    url = reverse("lists:line", args=[imported.pk, key])
    form = client.get(url).context["form"]
    assert form["title"].initial == "Kapstok"
    sent = {"title": "Kapstok", "category": "storage-cabinet", "quantity": "4"}
    answer = client.post(url, sent | {"terms": "sale", "price_eur": "12,50"})
    assert answer.url.endswith(f"#row-{key[:12]}")
    line = Lines(again(imported)).find(key)
    assert (line.outcome, line.fields["price_eur"]) == ("ready", 12.5)


def test_an_answer_that_is_missing_is_asked_for(client, anna):
    client.force_login(anna)
    imported = read(anna, PLAIN)
    url = reverse("lists:line", args=[imported.pk, key_of(imported, 1)])
    answer = client.post(url, {"title": "Kapstok"}, headers={"HX-Request": "true"})
    assert set(answer.context["form"].errors) == {"category", "quantity", "terms"}
    assert again(imported).mended == {}


# -- Photos --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "row", "found"),
    [
        (["f/Stoel.JPG", "x.jpg"], {"photos": ["stoel.jpg"]}, ["f/Stoel.JPG"]),
        (["stoel.png"], {"photos": ["C:\\foto\\stoel"]}, ["stoel.png"]),
        (["12.jpg", "12-2.jpg", "120.jpg"], {"nr": 12}, ["12-2.jpg", "12.jpg"]),
        (["rij 4.jpg", "7.jpg"], {"row": 4}, ["rij 4.jpg"]),
        (["4.jpg"], {"row": 4, "nr": 9}, []),
        (["bureaustoel-zwart_1.jpg"], {"title": "Bureaustoel, zwart"},
         ["bureaustoel-zwart_1.jpg"]),
        (["tafel.jpg"], {"title": "Bureaustoel"}, []),
    ],
)  # fmt: skip
def test_photos_are_found_by_their_names(names, row, found):
    row = SurplusRow(**{"sheet": "s", "row": 1, "kind": "item"} | row)
    assert pictures.Pictures(names).of(row) == found


def test_photos_of_a_zip_come_with_the_offers(anna):
    package = zipped(**{"stoel.jpg": jpeg(), "2.png.txt": b"x", "__MACOSX/a.jpg": b""})
    text = "Omschrijving;Aantal;Prijs;Foto\nBureaustoel zwart;6;gratis;stoel.jpg\n"
    imported = read(anna, text, photos=package)
    lines = Lines(imported)
    assert ([line.photos for line in lines][0], lines.unmatched) == (["stoel.jpg"], [])
    place = anna.organisation.locations.get()
    placement.place(imported, by=anna, location=place, live=False)
    chair = Listing.objects.get(title="Bureaustoel zwart")
    assert chair.photos.count() == 1


def test_a_photo_that_is_damaged_stops_nothing_and_is_named(anna):
    package = zipped(**{"bureaustoel zwart.jpg": b"no picture"})
    imported = read(anna, PLAIN, photos=package)
    place = anna.organisation.locations.get()
    assert placement.place(imported, by=anna, location=place, live=False) == 1
    assert "bureaustoel zwart.jpg" in again(imported).unused_photos[0]


@pytest.mark.parametrize("at", range(40, 400, 45))
def test_a_zip_with_a_damaged_photo_costs_no_row_its_place(anna, at):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("bureaustoel zwart.jpg", jpeg())
    spoilt = bytearray(file.getvalue())
    spoilt[at : at + 8] = b"\xff" * 8
    imported = read(anna, PLAIN, photos=BytesIO(bytes(spoilt)))
    place = anna.organisation.locations.get()
    assert placement.place(imported, by=anna, location=place, live=False) == 1
    assert "bureaustoel zwart.jpg" in again(imported).unused_photos[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip", "no ZIP file"),
        (zipped(**{"a.txt": b"x"}).read(), "no photos"),
        (zipped(**{f"{n}.jpg": b"" for n in range(2001)}).read(), "2,000"),
    ],
)
def test_a_zip_that_can_not_be_used_is_refused_with_a_sentence(content, words):
    with pytest.raises(Unreadable, match=words):
        pictures.names_in(BytesIO(content))


def test_a_photo_that_would_unpack_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures.photos, "MOST_BYTES", 10)
    with pytest.raises(Unreadable, match="larger"):
        pictures.names_in(zipped(**{"a.jpg": b"x" * 11}))


def test_a_bad_zip_is_said_beside_its_field_and_nothing_is_kept(client, anna):
    client.force_login(anna)
    sent = {
        "file": SimpleUploadedFile("lijst.csv", PLAIN.encode()),
        "photos": SimpleUploadedFile("fotos.zip", b"no zip"),
    }
    answer = client.post(reverse("lists:start"), sent)
    assert list(answer.context["form"].errors) == ["photos"]
    assert not Import.objects.exists()


# -- Files ---------------------------------------------------------------------


def test_the_files_are_kept_for_a_month(anna):
    imported = read(anna, PLAIN, photos=zipped(**{"1.jpg": jpeg()}))
    assert placement.forget_old_files() == 0
    path = Path(imported.file.path)
    imported.made_at = timezone.now() - timedelta(31)
    imported.save()
    assert placement.forget_old_files() == 1
    assert not Import.objects.exclude(file="", photos="").exists()
    assert not path.exists()


@pytest.mark.parametrize(
    "name", ["café.jpg", "cafe\u0301.jpg", "Café.JPEG", "foto's/café.jpg"]
)
@pytest.mark.parametrize("says_so", [True, False])
def test_a_photo_is_found_however_its_zip_writes_its_name(name, says_so):
    written = name if says_so else name.encode().decode("cp437")
    row = SurplusRow("Blad", 2, "item", title="Tafel", photos=["café.jpg"])
    assert pictures.Pictures([written]).of(row) == [written]
    assert pictures.spelled(written) == name
