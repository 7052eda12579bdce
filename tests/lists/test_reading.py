"""A worker reads lists apart, so that no file holds anybody up."""

from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from listings.models import Listing
from lists import actions, placement, reading, tasks
from lists.lines import Lines, Outcome
from lists.models import Import
from tests.surplus.lists import as_bytes, workbook

PLAIN = "Omschrijving;Aantal;Prijs\nBureaustoel zwart;6;gratis\nKapstok;2;€ 5\n"


def send(by, content, name="lijst.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    imported = actions.send(BytesIO(content), name, by=by)
    assert reading.read_due() == 1
    imported.refresh_from_db()
    return imported


def outcomes(imported):
    return [line.outcome for line in Lines(imported)]


def key_of(imported, row):
    return Lines(imported).all[row].key


def place(imported, by):
    location = by.organisation.locations.get()
    return placement.place(imported, by=by, location=location, live=True)


def test_a_list_waits_for_a_worker_and_is_read_once(client, anna):
    client.force_login(anna)
    file = SimpleUploadedFile("lijst.csv", PLAIN.encode())
    preview = client.post(reverse("lists:start"), {"file": file}).url
    imported = Import.objects.get()
    assert b"We are reading your list" in client.get(preview).content
    progress = reverse("lists:progress", args=[imported.pk])
    assert "HX-Refresh" not in client.get(progress)
    place = {"location": anna.organisation.locations.get().pk, "live": "1"}
    answers = [
        client.post(reverse(f"lists:{name}", args=[imported.pk]), place).status_code
        for name in ("confirm", "answers", "columns", "offer_row", "show_sheet")
    ]
    assert answers == [409, 404, 404, 404, 404]
    tasks.read()
    assert reading.read_due() == 0
    assert client.get(progress)["HX-Refresh"] == "true"
    assert b"Bureaustoel zwart" in client.get(preview).content


def test_a_file_that_takes_too_long_is_a_sentence(anna, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0)
    imported = send(anna, PLAIN)
    assert imported.unreadable.startswith("It takes too long to read this file.")
    assert imported.surplus is None


def test_a_file_that_takes_too_much_memory_is_a_sentence(anna, monkeypatch):
    monkeypatch.setattr(reading, "MEGABYTES", 20)
    rows = "".join(f"Bureaustoel {n};6;gratis\n" for n in range(9_000))
    imported = send(anna, f"Omschrijving;Aantal;Prijs\n{rows}")
    assert imported.unreadable
    assert imported.surplus is None


BOOK = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office'
    b':spreadsheet"><Worksheet><Table>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pagina.xls", b"<table><tr><td>Bed" + b"<!--" * 500_000),
        ("pagina.xls", b"<table><tr><td " + b"a='" * 2_000_000),
        ("boek.xls", BOOK + b"<a>" * 2_000_000),
        ("mail.txt", b"Beste,\n" + b"- 3 bedden, gratis\n" * 200_000),
    ],
)
def test_no_format_takes_more_than_a_list_may_cost(anna, monkeypatch, name, content):
    monkeypatch.setattr(reading, "SECONDS", 3)
    imported = send(anna, content, name)
    assert imported.surplus is None
    assert imported.unreadable


def test_what_can_not_be_read_is_not_kept(anna):
    imported = actions.send(BytesIO(b"%PDF-1.7"), "lijst.pdf", by=anna)
    name = imported.file.name
    assert default_storage.exists(name)
    reading.read_due()
    assert not default_storage.exists(name)


def test_the_sender_reads_it_in_their_own_language(anna):
    anna.language = "nl"
    anna.save()
    assert send(anna, b"%PDF-1.7", "lijst.pdf").unreadable.startswith("Dit is geen")


def test_one_list_that_cant_be_read_holds_no_other_up(anna):
    for content, name in ((b"%PDF-1.7", "lijst.pdf"), (PLAIN.encode(), "lijst.csv")):
        actions.send(BytesIO(content), name, by=anna)
    assert reading.read_due() == 2
    unreadable = [bool(it.unreadable) for it in Import.objects.order_by("pk")]
    assert unreadable == [True, False]


# -- Rows that are told apart ------------------------------------------------------
def test_a_hidden_row_is_left_out_until_it_is_taken_in(anna):
    rows = [["Artikel", "Aantal", "Prijs"], ["Bureaustoel", 3, 5], ["Kapstok", 1, 5]]
    book = workbook(Blad=rows)
    book.active.row_dimensions[3].hidden = True
    imported = send(anna, as_bytes(book), "lijst.xlsx")
    assert outcomes(imported) == [Outcome.READY, Outcome.LEFT_OUT]
    [reason] = Lines(imported).all[1].reasons
    assert reason == "This row is hidden in your spreadsheet."
    imported = actions.take_in(imported, key_of(imported, 1), by=anna)
    assert outcomes(imported) == [Outcome.READY] * 2
    imported = actions.leave_out(imported, key_of(imported, 1), by=anna)
    assert outcomes(imported) == [Outcome.READY, Outcome.LEFT_OUT]


def two_sheets():
    rows = [["Artikel", "Aantal", "Prijs"], ["Bureaustoel", 3, 5]]
    hidden = [["Artikel", "Aantal", "Prijs"], ["Kapstok", 1, 5], ["Kast", 2, 5]]
    book = workbook(Blad=rows, Zolder_=hidden)
    book["Zolder "].sheet_state = "hidden"
    return as_bytes(book)


def test_a_hidden_sheet_is_named_and_read_when_that_is_asked(client, anna):
    client.force_login(anna)
    imported = send(anna, two_sheets(), "lijst.xlsx")
    page = client.get(reverse("lists:preview", args=[imported.pk])).content.decode()
    assert "“Zolder ” is hidden in your spreadsheet, so its 3 rows" in page
    url = reverse("lists:show_sheet", args=[imported.pk])
    assert client.post(url, {"sheet": "Blad"}).status_code == 404
    assert client.post(url, {"sheet": "Zolder "}).status_code == 302
    assert reading.read_due() == 1
    imported.refresh_from_db()
    titles = [line.row.title for line in Lines(imported)]
    assert titles == ["Bureaustoel", "Kapstok", "Kast"]
    assert outcomes(imported) == [Outcome.READY] * 3
    assert imported.what_was_read.hidden_sheets == {}


def test_a_hidden_sheet_of_another_organisation_is_not_read(anna, carla):
    imported = send(anna, two_sheets(), "lijst.xlsx")
    with pytest.raises(PermissionDenied):
        actions.show_sheet(imported, "Zolder ", by=carla)


def test_a_row_that_was_skipped_can_be_taken_in(client, anna):
    client.force_login(anna)
    text = PLAIN + "Totaal Gym 1900;8;€ 25\n"
    imported = send(anna, text)
    preview = reverse("lists:preview", args=[imported.pk])
    page = client.get(preview, {"show": "skipped"}).content.decode()
    assert "Totaal Gym 1900" in page
    sheet = imported.surplus["rows"][3]["sheet"]
    url = reverse("lists:offer_row", args=[imported.pk])
    for _twice in range(2):
        client.post(url, {"sheet": sheet, "row": 4})
        tasks.read()
    imported.refresh_from_db()
    assert [line.row.title for line in Lines(imported)][2] == "Totaal Gym 1900"
    assert imported.offers == [[sheet, 4]]


@pytest.mark.parametrize("row", ["0", "x", "", "9" * 30])
def test_a_row_that_there_cant_be_is_taken_in_by_nobody(client, anna, row):
    client.force_login(anna)
    imported = send(anna, PLAIN)
    url = reverse("lists:offer_row", args=[imported.pk])
    assert client.post(url, {"sheet": "lijst", "row": row}).status_code == 404


# -- The same list once more ---------------------------------------------------------
def test_the_same_list_under_another_name_places_nothing_twice(anna):
    assert place(send(anna, PLAIN), anna) == 2
    again = send(anna, PLAIN, "lijst (1).csv")
    assert outcomes(again) == [Outcome.ALREADY] * 2
    assert Listing.objects.count() == 2


def test_what_was_placed_by_this_list_says_so(client, anna):
    client.force_login(anna)
    imported = send(anna, PLAIN)
    place(imported, anna)
    imported.refresh_from_db()
    assert outcomes(imported) == [Outcome.PLACED] * 2
    page = client.get(reverse("lists:preview", args=[imported.pk]))
    assert page.context["tabs"].shown == Outcome.PLACED


def changed(anna):
    place(send(anna, PLAIN), anna)
    return send(anna, PLAIN.replace("zwart;6", "zwart;4"), "lijst-2.csv")


def test_a_row_that_changed_points_at_its_earlier_offer(anna):
    imported = changed(anna)
    assert outcomes(imported) == [Outcome.CHANGED, Outcome.ALREADY]
    line = Lines(imported).all[0]
    assert line.reasons == ["Offered already: 6 pieces. In this list: 4 pieces."]
    assert line.earlier.title == "Bureaustoel zwart"


def test_the_earlier_offer_is_changed_with_one_press(client, anna):
    client.force_login(anna)
    imported = changed(anna)
    key = key_of(imported, 0)
    url = reverse("lists:change_earlier", args=[imported.pk, key])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302  # pressed twice
    chair = Listing.objects.get(title="Bureaustoel zwart")
    assert (chair.quantity, Listing.objects.count()) == (4, 2)
    assert outcomes(imported) == [Outcome.ALREADY] * 2


def test_or_it_is_something_else_and_offered_too(anna):
    imported = changed(anna)
    imported = actions.take_in(imported, key_of(imported, 0), by=anna)
    assert outcomes(imported) == [Outcome.READY, Outcome.ALREADY]
    assert place(imported, anna) == 1
    assert Listing.objects.filter(title="Bureaustoel zwart").count() == 2


def test_of_two_that_are_alike_none_is_taken_for_the_other(anna):
    twice = PLAIN + "Bureaustoel zwart;9;€ 3\n"
    place(send(anna, twice), anna)
    imported = send(anna, PLAIN.replace("zwart;6", "zwart;4"))
    assert outcomes(imported) == [Outcome.READY, Outcome.ALREADY]


def test_a_stranger_changes_no_earlier_offer(client, anna, carla):
    imported = changed(anna)
    client.force_login(carla)
    for name in ("change_earlier", "take_in", "leave_out"):
        url = reverse(f"lists:{name}", args=[imported.pk, key_of(imported, 0)])
        assert client.post(url).status_code == 404
    for name in ("answers", "offer_row", "show_sheet"):
        assert (
            client.post(reverse(f"lists:{name}", args=[imported.pk])).status_code == 404
        )


# -- Asked once for many rows ------------------------------------------------------
UNPRICED = "Omschrijving;Aantal\n" + "".join(f"Rolstoel {n};1\n" for n in "ABC")


def test_what_many_rows_do_not_say_is_asked_once(client, anna):
    client.force_login(anna)
    imported = send(anna, UNPRICED)
    preview = reverse("lists:preview", args=[imported.pk])
    form = client.get(preview).context["shared"]
    assert "terms:" in form.fields
    assert form.fields["terms:"].label.endswith("(3 rows)")
    url = reverse("lists:answers", args=[imported.pk])
    client.post(url, {"terms:": "free"})
    imported.refresh_from_db()
    assert {line.row.terms for line in Lines(imported)} == {"free"}
    assert set(outcomes(imported)) == {Outcome.QUESTIONS}
    client.post(url, {"owner:wheelchair": "own"})
    imported.refresh_from_db()
    assert {line.declared["owner"] for line in Lines(imported)} == {"own"}
    assert imported.answers["terms"] == {"": "free"}


def test_an_answer_that_refuses_blocks_all_rows_of_its_kind(anna):
    imported = send(anna, UNPRICED + "Bureaustoel;2\n")
    said = {"terms:": "free", "owner:wheelchair": "wmo"}
    imported = actions.answer(imported, by=anna, said=said)
    assert outcomes(imported) == [Outcome.BLOCKED] * 3 + [Outcome.READY]


def test_what_was_answered_comes_with_the_draft(anna):
    imported = send(anna, UNPRICED)
    said = {"terms:": "loan", "owner:wheelchair": "own"}
    place(actions.answer(imported, by=anna, said=said), anna)
    drafts = Listing.objects.all()
    assert {(it.terms[0], it.declared["owner"]) for it in drafts} == {("loan", "own")}


def test_nobody_answers_what_is_not_asked(client, anna):
    client.force_login(anna)
    imported = send(anna, UNPRICED)
    url = reverse("lists:answers", args=[imported.pk])
    client.post(url, {"terms:": "sale for nothing", "owner:office-chair": "own"})
    imported.refresh_from_db()
    assert imported.answers == {}


# -- Tabs ------------------------------------------------------------------------------
def test_the_preview_begins_with_what_needs_a_person(client, anna):
    client.force_login(anna)
    text = PLAIN + "Rolstoel;?;gratis\n"
    imported = send(anna, text)
    preview = reverse("lists:preview", args=[imported.pk])
    page = client.get(preview)
    assert [tab.value for tab in page.context["tabs"]] == [
        *("attention", "ready", "unclear", "all", "skipped")
    ]
    assert [line.row.title for line in page.context["page"]] == ["Rolstoel"]
    ready = client.get(preview, {"show": "ready"}).context["page"]
    assert len(ready.object_list) == 2
    assert len(client.get(preview, {"show": "nonsense"}).context["page"]) == 1


def test_every_row_of_a_long_list_can_be_turned_to(client, anna):
    client.force_login(anna)
    rows = "".join(f"Bureaustoel {n};6;gratis\n" for n in range(1_300))
    imported = send(anna, f"Omschrijving;Aantal;Prijs\n{rows}")
    page = client.get(
        reverse("lists:preview", args=[imported.pk]), {"show": "all", "page": 22}
    )
    assert len(page.context["page"]) == 1_300 - 21 * 60


def test_an_empty_workbook_is_a_sentence(anna):
    book = openpyxl.Workbook()
    imported = send(anna, as_bytes(book), "leeg.xlsx")
    assert imported.unreadable == "There is nothing in this file."
