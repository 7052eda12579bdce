"""Which listings come into question, and what speaks for them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from catalogue.models import Category
from tests.factories import ListingFactory, LocationFactory, WantFactory
from wanted import candidates, matching
from wanted.matching import for_listings, for_wants
from wanted.models import Want

AMSTERDAM = {"town": "Amsterdam", "latitude": 52.37403, "longitude": 4.88969}
TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=5), TODAY + timedelta(days=20)


def offer(anna, **fields):
    fields.setdefault("location", anna.organisation.locations.get(town="Utrecht"))
    return ListingFactory(made_by=anna, **{"title": "Hoog-laagbed"} | fields)


def is_found(want, listing):
    """Both ways: from the listing and from the want."""
    there = [(m.want_id, m.listing_id) for m in for_listings([listing])]
    back = [(m.want_id, m.listing_id) for m in for_wants([want])]
    assert there == back
    return there == [(want.pk, listing.pk)]


def test_a_fitting_listing_is_found_from_both_sides(want, anna):
    assert is_found(want, offer(anna))


@pytest.mark.parametrize(
    ("asked", "offered", "found"),
    [
        ({"terms": ["free"]}, {"terms": ["sale"]}, False),
        ({"terms": ["free", "loan"]}, {"terms": ["loan", "sale"]}, True),
        ({"max_price_eur": 50}, {"terms": ["sale"], "price_eur": 60}, False),
        ({"max_price_eur": 50}, {"terms": ["sale"], "price_eur": 50}, True),
        ({"max_price_eur": 50}, {"terms": ["sale"]}, True),
        ({"max_price_eur": 50}, {"terms": ["sale", "loan"], "price_eur": 60}, True),
        (
            {"max_price_eur": 5},
            {"terms": ["rent"], "rent_eur": 6, "rent_per": "day"},
            False,
        ),
        ({"needed_by": SOON}, {"available_from": LATER}, False),
        ({"needed_by": LATER}, {"available_from": SOON}, True),
        ({"needed_by": TODAY - timedelta(days=1)}, {}, False),
        ({}, {"available_until": TODAY - timedelta(days=1)}, False),
        ({}, {"expiry_date": TODAY - timedelta(days=1)}, False),
        ({}, {"state": "paused"}, False),
        ({"state": "closed"}, {}, False),
        ({"quantity": 9}, {"quantity": 1}, True),
    ],
)
def test_what_can_not_be_is_left_out(bram, anna, asked, offered, found):
    location = bram.organisation.locations.get()
    want = WantFactory(made_by=bram, location=location, **asked)
    assert is_found(want, offer(anna, **offered)) == found


@pytest.mark.parametrize(
    ("radius_km", "found"), [(20, False), (50, True), (None, True)]
)
def test_the_distance_counts_from_place_to_place(bram, anna, radius_km, found):
    location = bram.organisation.locations.get()
    want = WantFactory(made_by=bram, location=location, radius_km=radius_km)
    away = LocationFactory(organisation=anna.organisation, **AMSTERDAM)
    assert is_found(want, offer(anna, location=away)) == found


def test_ones_own_listing_is_no_match(want, bram):
    own = ListingFactory(made_by=bram, location=bram.organisation.locations.get())
    assert not is_found(want, own)


@pytest.mark.parametrize("side", ["bram", "anna"])
def test_a_suspended_organisation_takes_no_part(request, want, anna, side):
    listing = offer(anna)
    organisation = request.getfixturevalue(side).organisation
    organisation.state = "suspended"
    organisation.save()
    assert not is_found(want, listing)


def test_the_same_thing_in_another_category_is_found_by_its_words(want, anna):
    elsewhere = offer(anna, title="Zorgbed", category=Category(pk="mattress"))
    assert is_found(want, elsewhere)


def test_a_synonym_in_another_category_is_found_by_its_thing(bram, anna):
    want = WantFactory(
        made_by=bram, title="Badlift", category=Category(pk="patient-lift")
    )
    lift = offer(anna, title="Bath lift", category=Category(pk="shower-stretcher"))
    assert is_found(want, lift)


def test_of_many_wants_the_urgent_and_the_newest_hear_of_it(bram, anna, monkeypatch):
    monkeypatch.setattr(candidates, "FOR_ONE_LISTING", candidates.Bounds(9, 2))
    ago = [timezone.now() - timedelta(days=days) for days in (9, 1, 2, 3)]
    wants = [
        WantFactory(made_by=bram, title="90 x 200", urgent=not number, posted_at=moment)
        for number, moment in enumerate(ago)
    ]
    pairs = candidates.for_listings([offer(anna)])
    assert {pair.want for pair in pairs} == {want.pk for want in wants[:2]}


def test_another_thing_in_the_same_category_is_no_match(bram, anna):
    category = Category(pk="bed-accessories")
    want = WantFactory(made_by=bram, title="Bedhekken", category=category)
    assert not is_found(want, offer(anna, title="Bedverlenger", category=category))


def test_words_of_a_search_language_do_no_harm(bram, anna):
    want = WantFactory(made_by=bram, title="bed' | !( & <-> :* \\ ; drop")
    assert is_found(want, offer(anna))


def test_a_title_without_words_is_looked_for_by_category_only(bram, anna):
    want = WantFactory(made_by=bram, title="90 x 200")
    assert is_found(want, offer(anna))


def test_nearer_freer_and_more_scores_higher(want, anna):
    away = LocationFactory(organisation=anna.organisation, **AMSTERDAM)
    best = offer(anna)
    fewer = offer(anna, quantity=1)
    further = offer(anna, location=away, quantity=1)
    paid = offer(anna, location=away, quantity=1, terms=["sale"])
    found = sorted(for_wants([want]), key=lambda match: -match.score)
    assert [m.listing_id for m in found] == [best.pk, fewer.pk, further.pk, paid.pk]


def test_the_reasons_are_kept_as_codes(want, anna):
    away = LocationFactory(organisation=anna.organisation, **AMSTERDAM)
    offer(
        anna,
        location=away,
        quantity=1,
        terms=["sale"],
        price_eur=Decimal("25.00"),
        available_from=SOON,
    )
    [match] = for_wants([want])
    assert match.reasons == [
        ["category", "care-bed"],
        ["km", 35.2],
        ["terms", ["sale"]],
        ["price", "25.00"],
        ["part", [1, 2]],
        ["from", SOON.isoformat()],
    ]


def test_the_reasons_are_said_in_the_readers_language(want, anna):
    offer(anna)
    [match] = for_wants([want])
    with translation.override("en"):
        english = "Care bed and hospital bed · less than 1 km · free · both"
        assert match.why == english
    with translation.override("nl"):
        assert match.why.split(" · ")[0] == "Zorgbed en hoog-laagbed"


def test_a_reason_of_another_time_is_left_out():
    assert matching.Match(reasons=[["colour", "red"], ["km", 12.0]]).why != ""


def test_recording_again_keeps_one_row_and_renews_the_score(want, anna):
    listing = offer(anna)
    matching.record(for_wants([want]), want__in=[want])
    first = want.matches.get()
    listing.left = 1
    listing.save()
    matching.record(for_wants([want]), want__in=[want])
    again = want.matches.get()
    assert (again.pk, again.score < first.score) == (first.pk, True)


def test_what_fits_no_longer_stays_as_a_row_without_a_score(want, anna):
    offer(anna)
    matching.record(for_wants([want]), want__in=[want])
    Want.objects.filter(pk=want.pk).update(terms=["rent"])
    matching.record(for_wants([want]), want__in=[want])
    assert (want.matches.get().score, want.matches.current().count()) == (0, 0)


def test_the_number_of_queries_does_not_grow(want, anna, django_assert_num_queries):
    for _ in range(5):
        offer(anna)
    wants = [want, *WantFactory.create_batch(3)]
    with django_assert_num_queries(2):
        assert len(for_wants(wants)) == 20
