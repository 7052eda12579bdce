from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from base.refusal import Refused
from listings.models import Listing
from lists import actions, placement, tasks
from lists.lines import Lines
from lists.models import Import

EXAMPLE = Path(__file__).parents[1] / "surplus" / "example" / "surplus_example.xlsx"
LIST = (
    "Omschrijving;Aantal;Prijs;Staat;Categorie\n"
    "Bureaustoel zwart;6;€ 25,00;goed;Kantoor\n"
    "Rolstoel zb 45;2;gratis;goed;mobiliteit\n"
    "Paracetamol 500 mg;12;gratis;nieuw;apotheek\n"
    "Kapstok;?;gratis;goed;\n"
)


def read(by, text=LIST, name="lijst.csv"):
    return actions.read(BytesIO(text.encode()), name, by=by)


def verdicts(imported):
    return [(line.row.title, line.outcome) for line in Lines(imported)]


def place(imported, by, live=False):
    location = by.organisation.locations.get()
    return placement.place(imported, by=by, location=location, live=live)


def test_every_row_gets_a_verdict(anna):
    assert verdicts(read(anna)) == [
        ("Bureaustoel zwart", "ready"),
        ("Rolstoel zitbreedte 45", "questions"),
        ("Paracetamol 500 mg", "blocked"),
        ("Kapstok", "unclear"),
    ]


def test_a_blocked_row_says_why(anna):
    reasons = " ".join(Lines(read(anna)).all[2].reasons)
    assert "Paracetamol" in reasons
    assert "Geneesmiddelenwet" in reasons


def test_what_can_be_placed_becomes_drafts(anna):
    assert place(read(anna), anna) == 2
    chair = Listing.objects.get(title="Bureaustoel zwart")
    assert (chair.state, chair.quantity, chair.left) == ("draft", 6, 6)
    assert (chair.terms, chair.price_eur, chair.condition) == (["sale"], 25, "good")
    assert chair.category_id == "office-chair"
    assert not Listing.objects.filter(title__icontains="paracetamol").exists()


def test_published_at_once_a_newcomers_list_goes_to_a_moderator(anna):
    place(read(anna), anna, live=True)
    assert Listing.objects.get(title="Bureaustoel zwart").state == "in_review"


def test_a_row_with_questions_becomes_a_draft_that_says_what_is_asked(anna):
    lines = Lines(imported := read(anna)).all
    assert "Who owns it?" in " ".join(lines[1].reasons)
    place(imported, anna, live=True)
    assert Listing.objects.get(title__startswith="Rolstoel").state == "draft"


def test_the_same_file_twice_makes_nothing_twice(anna):
    place(read(anna), anna)
    again = read(anna)
    assert [outcome for _, outcome in verdicts(again)][:2] == ["already", "already"]
    with pytest.raises(Refused):
        place(again, anna)
    assert Listing.objects.count() == 2


def test_confirming_twice_makes_nothing_twice(client, anna):
    imported = read(anna)
    client.force_login(anna)
    url = reverse("lists:confirm", args=[imported.pk])
    data = {"location": anna.organisation.locations.get().pk, "live": "0"}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 409
    tasks.place()
    assert client.post(url, data).status_code == 409
    tasks.place()
    assert Listing.objects.count() == 2


def test_a_row_that_stands_twice_with_other_words_is_two_rows(anna):
    text = LIST + "Bureaustoel zwart, arm;3;gratis;goed;Kantoor\n"
    assert place(read(anna, text), anna) == 3


def test_a_row_goes_to_the_location_that_it_names(anna):
    anna.organisation.locations.create(
        name="De Eik", address="A 1", postcode="1234 AB", town="Soest"
    )
    text = "Omschrijving;Aantal;Prijs;Locatie\nBureaustoel;6;gratis;De Eik 2e verd.\n"
    placement.place(
        read(anna, text),
        by=anna,
        location=anna.organisation.locations.exclude(name="De Eik").get(),
        live=False,
    )
    assert Listing.objects.get().location.name == "De Eik"


def test_a_row_that_is_refused_says_why_and_can_be_tried_again(anna):
    imported = read(anna)
    anna.organisation.locations.update(closed_at="2026-01-01T00:00Z")
    assert place(imported, anna, live=True) == 1  # the wheelchair, as a draft
    imported.refresh_from_db()
    [chair] = [line for line in Lines(imported) if line.refused]
    assert chair.reasons[0].startswith("Its location is closed.")
    anna.organisation.locations.update(closed_at=None)
    assert place(imported, anna, live=True) == 1


def test_a_stranger_sees_no_list_and_places_nothing(client, anna, carla):
    imported = read(anna)
    with pytest.raises(PermissionDenied):
        place(imported, carla)
    client.force_login(carla)
    url = reverse("lists:preview", args=[imported.pk])
    assert client.get(url).status_code == 404
    confirm = reverse("lists:confirm", args=[imported.pk])
    assert client.post(confirm, {}).status_code == 404


def test_a_moderator_has_no_list_to_import(client, mo):
    client.force_login(mo)
    assert client.get(reverse("lists:start")).status_code == 403


def test_the_example_is_read_shown_and_placed_over_http(client, anna):
    client.force_login(anna)
    file = SimpleUploadedFile("lijst.xlsx", EXAMPLE.read_bytes())
    response = client.post(reverse("lists:start"), {"file": file})
    imported = Import.objects.get()
    preview = reverse("lists:preview", args=[imported.pk])
    assert response.url == preview
    assert b"We are reading your list" in client.get(preview).content
    tasks.read()
    page = client.get(preview, {"show": "all"})
    assert b"Bladderscan met printer" in page.content
    data = {"location": anna.organisation.locations.get().pk, "live": "1"}
    confirm = reverse("lists:confirm", args=[imported.pk])
    assert client.post(confirm, data).url == preview
    tasks.place()
    assert Listing.objects.filter(title="Bladderscan met printer").exists()
    assert not Listing.objects.filter(title__icontains="paracetamol").exists()
    assert not Listing.objects.filter(category__route="blocked").exists()


def test_a_file_that_is_no_list_is_a_sentence(client, anna):
    client.force_login(anna)
    file = SimpleUploadedFile("foto.xlsx", b"this is no spreadsheet")
    page = client.post(reverse("lists:start"), {"file": file}).url
    tasks.read()
    assert b"This is not a spreadsheet." in client.get(page).content
    imported = Import.objects.get()
    assert (imported.file.name, imported.can_be_mended) == ("", False)


def test_the_command_places_what_the_page_would(anna, tmp_path, capsys):
    file = tmp_path / "lijst.csv"
    file.write_text(LIST)
    organisation = anna.organisation
    anna.role = "coordinator"
    anna.save()
    call_command("import_listings", file, organisation=organisation.kvk)
    assert capsys.readouterr().out.endswith("2 placed\n")
    call_command("import_listings", file, organisation=organisation.name)
    assert Listing.objects.count() == 2


def test_the_command_says_what_is_wrong_in_one_line(anna, tmp_path):
    with pytest.raises(CommandError, match="Not found: 00000000"):
        call_command("import_listings", tmp_path / "x.csv", organisation="00000000")
    with pytest.raises(CommandError, match="No such file"):
        call_command(
            "import_listings", tmp_path / "x.csv", organisation=anna.organisation.kvk
        )
