"""A confirmed list is placed by a worker, with progress, and can be taken back."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.models import Failure
from base.querysets import MOST_TRIES
from base.refusal import Refused
from claims import actions as claims
from listings.intake import publication
from listings.models import Listing
from lists import actions, placement, tasks
from lists.lines import Lines
from lists.models import Import
from tests.factories import ListingFactory

ROWS = 7


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    """Three steps for the list below, as a long one has many."""
    monkeypatch.setattr(placement, "AT_ONCE", 3)


def the_list(rows=ROWS):
    head = "Omschrijving;Aantal;Prijs;Staat;Categorie\n"
    lines = (f"Bureaustoel nr {n};2;gratis;goed;Kantoor" for n in range(rows))
    return BytesIO((head + "\n".join(lines)).encode())


@pytest.fixture
def imported(anna):
    """A list of Anna, whose organisation moderators know by now; not confirmed."""
    ListingFactory.create_batch(publication.NEW_FOR, made_by=anna)
    return actions.read(the_list(), "chairs.csv", by=anna)


def confirm(imported, by, live=True):
    place = by.organisation.locations.first()
    return placement.confirm(imported, by=by, location=place, live=live)


def made():
    return Listing.objects.filter(title__startswith="Bureaustoel nr")


def again(imported):
    return Import.objects.get(pk=imported.pk)


# -- Placing -------------------------------------------------------------------


def test_a_worker_places_what_was_confirmed(imported, anna):
    confirm(imported, anna)
    assert not made().exists()
    tasks.place()
    assert set(made().values_list("state", "placed_row__imported")) == {
        ("live", imported.pk)
    }
    done = again(imported)
    assert (done.placed, done.total, done.is_placed) == (ROWS, ROWS, True)


def test_confirmed_twice_it_is_placed_once(imported, anna):
    confirm(imported, anna)
    with pytest.raises(Refused, match="placed already"):
        confirm(imported, anna)
    for _ in range(2):
        tasks.place()
    assert made().count() == ROWS


def test_what_a_dead_worker_left_another_one_finishes(imported, anna, monkeypatch):
    confirm(imported, anna)
    steps = iter(range(1, 9))
    place_some = placement._place_some

    def killed(*args):
        if next(steps) == 2:
            raise KeyboardInterrupt
        place_some(*args)

    with monkeypatch.context() as patched:
        patched.setattr(placement, "_place_some", killed)
        with pytest.raises(KeyboardInterrupt):
            placement.place_due()
    assert (made().count(), again(imported).placed) == (3, 3)
    assert again(imported).total == ROWS
    assert placement.place_due() == 0  # it may still live
    Import.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    assert placement.place_due() == 1
    assert (made().count(), again(imported).placed) == (ROWS, ROWS)
    assert again(imported).total == ROWS


def test_the_page_shows_how_far_it_is(client, imported, anna, carla):
    confirm(imported, anna)
    client.force_login(anna)
    preview = reverse("lists:preview", args=[imported.pk])
    assert "looked through once more" in client.get(preview).content.decode()
    Import.objects.update(placed=3, total=ROWS)
    assert "3 of 7 rows are done." in client.get(preview).content.decode()
    address = reverse("lists:progress", args=[imported.pk])
    assert "HX-Refresh" not in client.get(address)
    tasks.place()
    assert client.get(address)["HX-Refresh"] == "true"
    client.force_login(carla)
    assert client.get(address).status_code == 404


def test_who_left_meanwhile_places_nothing(imported, anna):
    confirm(imported, anna)
    anna.organisation.state = "suspended"
    anna.organisation.save()
    tasks.place()
    assert not made().exists()
    assert len(again(imported).refused) == ROWS


# -- Taking back ---------------------------------------------------------------


@pytest.fixture
def placed(imported, anna):
    """The list, placed."""
    confirm(imported, anna)
    tasks.place()
    return again(imported)


def test_all_of_it_is_taken_back_and_can_be_sent_anew(placed, anna):
    assert placement.undo(placed, by=anna) == ROWS
    assert set(made().values_list("state", "placed_row")) == {("withdrawn", None)}
    assert all(row.steps.latest("pk").by == anna for row in made())
    with pytest.raises(Refused):
        placement.undo(placed, by=anna)
    once_more = actions.read(the_list(), "chairs.csv", by=anna)
    assert Lines(once_more).placeable == ROWS


def test_what_somebody_asked_for_is_not_taken_back(placed, anna, bram):
    place = bram.organisation.locations.get()
    claims.ask(made().first(), by=bram, term="free", quantity=1, location=place)
    with pytest.raises(Refused, match="asked for something"):
        placement.undo(placed, by=anna)
    assert set(made().values_list("state", flat=True)) == {"live"}


def test_what_was_offered_otherwise_stays(placed, anna):
    others = Listing.objects.filter(placed_row=None, state="live")
    before = others.count()
    placement.undo(placed, by=anna)
    assert before == others.count() > 0


def test_strangers_take_nothing_back(client, placed, carla):
    with pytest.raises(PermissionDenied):
        placement.undo(placed, by=carla)
    client.force_login(carla)
    address = reverse("lists:undo", args=[placed.pk])
    assert client.post(address).status_code == 404


def test_it_is_one_press_on_the_page(client, placed, anna):
    client.force_login(anna)
    page = client.get(reverse("lists:preview", args=[placed.pk]))
    address = reverse("lists:undo", args=[placed.pk])
    assert address in page.content.decode()
    client.post(address)
    assert again(placed).undone_at


# -- What can't be placed at all -----------------------------------------------


def test_a_list_that_can_not_be_read_any_more_stops_no_other(imported, anna, caplog):
    spoilt = actions.read(the_list(), "spoilt.csv", by=anna)
    confirm(spoilt, anna)
    Import.objects.filter(pk=spoilt.pk).update(surplus={"rows": "none"})
    confirm(imported, anna)
    with caplog.at_level(logging.ERROR, "lists.placement"):
        tasks.place()
    assert (again(imported).placed, again(spoilt).is_placed) == (ROWS, False)
    assert [record.getMessage() for record in caplog.records] == [
        f"List {spoilt.pk} was left"
    ]
    [failure] = Failure.objects.all()
    assert (failure.model, failure.row, failure.tries) == ("lists.Import", spoilt.pk, 1)


def test_such_a_list_is_tried_again_and_forgotten_when_it_is_placed(imported, anna):
    surplus = imported.surplus
    confirm(imported, anna)
    for readable in ({"rows": "none"}, surplus):
        Import.objects.update(surplus=readable, busy_until=None)
        assert placement.place_due() == 1
    assert again(imported).placed == ROWS
    assert not Failure.objects.exists()


def test_a_list_that_was_given_up_waits_for_a_moderator(imported, anna):
    confirm(imported, anna)
    about = {"deed": "lists.placement.place", "model": "lists.Import"}
    failure = Failure.objects.create(row=imported.pk, tries=MOST_TRIES, **about)
    assert placement.place_due() == 0
    failure.tries = 0
    failure.save()
    assert placement.place_due() == 1
