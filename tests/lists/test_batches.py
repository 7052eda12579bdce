"""Rows that are placed together become what each would become by itself."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.refusal import Refused
from listings import actions as offers
from listings.intake import publication
from listings.models import Listing, ListingStep
from lists import actions, batches, pictures, placement, tasks
from lists.lines import PLACEABLE, Lines, Outcome
from lists.models import Import, PlacedRow
from members.models import Location, Organisation, User
from tests.factories import ListingFactory, LocationFactory

HEAD = "Omschrijving;Aantal;Prijs;Staat;Categorie;Locatie;Opmerkingen\n"
RED_CHAIR = "Bureaustoel rood;2;gratis;goed;Kantoor;;"
CHAIR, TOO_MANY = "Bureaustoel zwart;6;gratis;goed;Kantoor;;", 3_000_000_000
ROWS = [
    CHAIR,
    "Bureaustoel;6;€ 25,00;goed;Kantoor;;",  # used and for sale: a tax question
    "Bureaustoel grijs;2;€ 25,00;nieuw;Kantoor;De Eik;",
    "Vergadertafel;1;gratis;gebruikt;Kantoor;De Beuk 2e verd.;met zes stoelen",
    "Rolstoel zb 45;2;gratis;goed;mobiliteit;;",
    "Bureaustoel blauw;2;gratis;goed;Kantoor;;met tabletten in de lade",
    "Kapstok;3;te huur € 4 per week;goed;Kantoor;;",
    "Mondmaskers FFP2;90;gratis;nieuw;PBM;;",
]
NOW, DAY = timezone.now(), timedelta(days=1)
# What is another one each time, or says when it was.
VARYING = {"id", "made_at", "live_at", "quiet_at", "opens_at"}


def read(by, rows, **more):
    text = HEAD + "\n".join(rows)
    return actions.read(BytesIO(text.encode()), "lijst.csv", by=by, **more)


def confirm(imported, live=True):
    place = imported.organisation.locations.order_by("pk")[0]
    by = imported.by
    return placement.confirm(imported, by=by, location=place, live=live)


def spoiled(imported):
    """The second row says what no column can hold, past every rule."""
    imported.mended = {Lines(imported).all[1].key: {"quantity": TOO_MANY}}
    imported.save()
    return imported


def numbered(row, number):
    """The same with another title."""
    return row.replace(";", f" nr {number};", 1)


def known(organisation):
    """Moderators need not look at its first offers any more."""
    ListingFactory.create_batch(
        publication.NEW_FOR,
        organisation=organisation,
        location=organisation.locations.first(),
        made_by=organisation.people.first(),
    )


def one_by_one(imported):
    """Each row by the deeds of one offer; what was refused, in sentences."""
    refused = {}
    for line in Lines(imported):
        if line.outcome in PLACEABLE:
            try:
                with transaction.atomic():
                    _by_itself(imported, line)
            except (Refused, PermissionDenied) as refusal:
                refused[line.key] = str(refusal) or "You may not offer any more."
    return refused


def _by_itself(imported, line):
    by = imported.confirmed_by
    place = batches._Around(imported)._place_of(line.row)
    made = offers.draft(by=by, location=place, category=line.category, **line.fields)
    key = {"organisation": imported.organisation, "key": line.key}
    PlacedRow.objects.create(listing=made, imported=imported, **key)
    if imported.live and line.outcome != Outcome.QUESTIONS:
        offers.publish(made, by=by)


def what_became_of(imported):
    """All that was kept of each row."""
    made = Listing.objects.filter(placed_row__imported=imported).order_by("pk")
    return [
        {
            "key": listing.placed_row.key,
            "of": listing.placed_row.organisation_id,
            "row": without_varying(listing),
            "steps": list(listing.steps.values_list("state", "by", "why")),
            "dates": [bool(getattr(listing, name)) for name in sorted(VARYING)],
            "own": listing.opens_at and listing.opens_at - listing.live_at > DAY,
        }
        for listing in made
    ]


def without_varying(listing):
    fields = [field.name for field in Listing._meta.concrete_fields]
    row = model_to_dict(listing, fields) | {"of": listing.organisation_id}
    row |= {"made_by": listing.made_by_id, "by_words": listing.search}
    row |= {"announced_at": listing.announced_at, "price": listing.price_from_eur}
    return {name: row[name] for name in row if name not in VARYING}


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(st.sampled_from(ROWS), min_size=1, max_size=9),
    is_live=st.booleans(),
    is_known=st.booleans(),
    first_days=st.sampled_from([0, 7]),
    closed=st.sampled_from(["", "De Beuk", "Zonnehof Noord"]),
    state=st.sampled_from(["active", "active", "suspended"]),
)
def test_a_batch_makes_what_the_rows_make_one_by_one(anna, **said):
    with transaction.atomic():
        imported = a_list(anna, said)
        with transaction.atomic():
            refused = one_by_one(imported)
            became = what_became_of(imported)
            transaction.set_rollback(True)
        tasks.place()
        done = Import.objects.get(pk=imported.pk)
        assert what_became_of(done) == became
        assert (done.placed, done.refused) == (len(became), refused)
        transaction.set_rollback(True)


def a_list(anna, said):
    own = anna.organisation
    for name in ("De Eik", "De Beuk"):
        LocationFactory(organisation=own, name=name)
    if said["is_known"]:
        known(own)
    imported = confirm(read(anna, said["rows"]), live=said["is_live"])
    own.locations.filter(name=said["closed"]).update(closed_at=NOW)
    type(own).objects.update(first_days=said["first_days"], state=said["state"])
    return Import.objects.get(pk=imported.pk)


@pytest.mark.parametrize("is_live", [True, False])
def test_a_batch_costs_as_many_queries_however_many_rows_it_has(anna, is_live):
    known(anna.organisation)
    counted = []
    for many in (2, 40):
        rows = [numbered(row, many + n) for n in range(many // 2) for row in ROWS[4:6]]
        imported = confirm(read(anna, rows), is_live)
        lines = [line for line in Lines(imported) if line.outcome in PLACEABLE]
        with CaptureQueriesContext(connection) as asked:
            placement._place_some(imported, lines, pictures.empty())
        counted.append(len(asked))
        assert (imported.placed, imported.refused) == (many, {})
    assert counted[0] == counted[1] <= 22


def test_a_row_that_fails_says_so_and_stops_no_other(anna, caplog):
    known(anna.organisation)
    imported = confirm(spoiled(read(anna, [CHAIR, RED_CHAIR, ROWS[2]])))
    with caplog.at_level(logging.ERROR, "lists.placement"):
        tasks.place()
    done = Import.objects.get(pk=imported.pk)
    assert (done.placed, done.total, done.is_placed) == (2, 3, True)
    bad = Lines(done).all[1]
    assert list(done.refused) == [bad.key]
    sentence = "This row can't be kept: look at its numbers and dates. (DataError)"
    assert bad.reasons[0] == sentence
    assert [record.getMessage() for record in caplog.records] == [
        f"3 rows of list {done.pk} failed",
        f"1 rows of list {done.pk} failed",
    ]
    assert [row["row"]["state"] for row in what_became_of(done)] == ["live", "live"]
    assert ListingStep.objects.filter(subject__placed_row=None).count() == 0


def test_a_row_that_failed_is_placed_when_it_is_put_right(anna):
    known(anna.organisation)
    imported = confirm(spoiled(read(anna, [CHAIR, RED_CHAIR])))
    tasks.place()
    placement.undo(Import.objects.get(pk=imported.pk), by=anna)
    bad = Lines(Import.objects.get(pk=imported.pk)).all[1]
    actions.mend(imported, bad.key, by=anna, answers={"quantity": 3})
    confirm(Import.objects.get(pk=imported.pk))
    tasks.place()
    done = Import.objects.get(pk=imported.pk)
    assert (done.placed, done.refused) == (2, {})


def test_what_is_refused_costs_the_others_no_second_try(anna, caplog):
    known(anna.organisation)
    LocationFactory(organisation=anna.organisation, name="De Beuk")
    imported = confirm(read(anna, ROWS[:5]))
    anna.organisation.locations.exclude(name="De Beuk").update(closed_at=NOW)
    with caplog.at_level(logging.ERROR, "lists.placement"):
        tasks.place()
    done = Import.objects.get(pk=imported.pk)
    assert set(done.refused.values()) == {"Its location is closed. Choose another one."}
    assert (done.placed, caplog.records) == (2, [])  # the table, and a draft


@pytest.mark.parametrize(
    ("model", "fields", "refusal"),
    [
        (Location, {"closed_at": NOW}, "Its location is closed."),
        (Organisation, {"state": "suspended"}, "You may not offer any more."),
        (User, {"is_active": False}, "You may not offer any more."),
    ],
)
def test_what_changes_between_two_batches_counts(anna, model, fields, refusal):
    known(anna.organisation)
    imported = confirm(read(anna, [CHAIR, ROWS[2]]))
    imported = Import.objects.select_related("location", "confirmed_by").get()
    first, second = ([line] for line in Lines(imported))
    placement._place_some(imported, first, pictures.empty())
    model.objects.update(**fields)
    placement._place_some(imported, second, pictures.empty())
    assert imported.placed == 1
    [said] = imported.refused.values()
    assert said.startswith(refusal)


def test_a_row_goes_to_no_location_that_is_closed(anna):
    LocationFactory(organisation=anna.organisation, name="De Eik", closed_at=NOW)
    imported = confirm(read(anna, [ROWS[2]]))
    tasks.place()
    [listing] = Listing.objects.filter(placed_row__imported=imported)
    assert listing.location == imported.location
