"""The search: what it finds, in which order, and what the address says."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from catalogue import querysets
from catalogue.models import Category
from catalogue.search_meaning import understand
from listings.models import Listing
from listings.search import ranking
from listings.search.filters import ListingFilter
from listings.search.meaning import meaning_of
from listings.search.ranking import reasons
from tests.factories import ListingFactory, LocationFactory, OrganisationFactory

AMERSFOORT = {"town": "Amersfoort", "latitude": 52.155, "longitude": 5.3875}
GRONINGEN = {"town": "Groningen", "latitude": 53.21917, "longitude": 6.56667}


def search(user, query=""):
    listings = Listing.objects.visible_to(user).live()
    return ListingFilter(QueryDict(query), listings, request=SimpleNamespace(user=user))


def found(user, query=""):
    return [listing.title for listing in search(user, query).qs]


def offer(title, *, place=None, **fields):
    """Live, of another organisation, later than the one before."""
    if place:
        organisation = OrganisationFactory()
        location = LocationFactory(organisation=organisation, **place)
        fields |= {"made_by__organisation": organisation, "location": location}
    return ListingFactory(title=title, **fields)


def test_words_find_their_stem(bram):
    offer("Rolstoel")
    offer("Rollator")
    assert found(bram, "q=rolstoelen") == ["Rolstoel"]


def test_words_find_what_is_written_with_accents(bram):
    offer("Patiëntenlift")
    assert found(bram, "q=patientenlift") == ["Patiëntenlift"]
    assert found(bram, "q=patiëntenlift") == ["Patiëntenlift"]


def test_words_in_the_title_weigh_more(bram):
    offer("Rolstoel")
    offer("Rollator", description="Past ook bij een rolstoel, zegt de rolstoelwinkel.")
    assert found(bram, "q=rolstoel") == ["Rolstoel", "Rollator"]
    assert found(bram, "q=rolstoel&sort=newest") == ["Rollator", "Rolstoel"]


def test_a_lot_and_a_gtin_can_be_looked_for(bram):
    offer("Handschoenen", lot="AB-123", gtin="4006381333931")
    assert found(bram, "q=4006381333931") == ["Handschoenen"]
    assert found(bram, "q=AB-123") == ["Handschoenen"]


def test_without_words_the_newest_stands_first(bram):
    offer("Older")
    offer("Newer")
    assert found(bram) == ["Newer", "Older"]


def test_only_live_offers_are_found(bram, beds):
    for state in set(Listing.State) - {Listing.State.LIVE}:
        ListingFactory(made_by=beds.made_by, location=beds.location, state=state)
    assert found(bram) == ["Two care beds"]


def test_offers_of_a_suspended_organisation_are_not_found(bram):
    offer("Bed", made_by__organisation__state="suspended")
    assert found(bram) == []


def test_a_category_is_itself_and_a_parent_all_its_children(bram):
    offer("Bed", category=Category.objects.get(code="care-bed"))
    offer("Mattress", category=Category.objects.get(code="mattress"))
    offer("Desk", category=Category.objects.get(code="desk"))
    assert found(bram, "category=care-bed") == ["Bed"]
    assert found(bram, "category=beds-care") == ["Mattress", "Bed"]


def test_any_of_the_chosen_terms_will_do(bram):
    offer("Free", terms=["free"])
    offer("Sale", terms=["sale"])
    offer("Both", terms=["sale", "loan"])
    assert found(bram, "terms=loan&terms=free") == ["Both", "Free"]


def test_any_of_the_chosen_conditions_will_do(bram):
    offer("New", condition="new")
    offer("Good", condition="good")
    offer("Unknown", condition="")
    assert found(bram, "condition=new&condition=good") == ["Good", "New"]


def test_distance_is_kept_from_the_chosen_place(bram):
    offer("Near", place=AMERSFOORT)
    offer("Far", place=GRONINGEN)
    north = LocationFactory(organisation=bram.organisation, name="Zuid", **GRONINGEN)
    assert found(bram, "within=25") == ["Near"]
    assert found(bram, f"within=25&near={north.pk}") == ["Far"]


def test_the_distance_is_right(bram):
    offer("Near", place=AMERSFOORT)
    (near,) = search(bram).qs
    assert near.distance_km == pytest.approx(19.5, abs=0.5)


@pytest.mark.parametrize(("most", "read"), [(1, 1), (2, 3), (3, 3), (4, 4), (5, 4)])
def test_what_is_nearest_is_looked_for_at_the_closest_places(
    db, monkeypatch, most, read
):
    monkeypatch.setattr(querysets, "CLOSE", [2, 4])
    near = offer("Near", place=AMERSFOORT)
    for title in ("Further", "As far"):
        offer(title, place=AMERSFOORT | {"latitude": 52.3})
    offer("Far", place=GRONINGEN)
    rows = Listing.objects.seen_from(near.location).order_by("distance_km", "pk")
    nearest = rows.nearest(near.location.point, most)
    assert len(nearest) == read
    assert list(nearest[:most]) == list(rows[:most])


def test_the_nearest_stands_first_and_the_unknown_last(bram):
    offer("Unknown", place={"latitude": None, "longitude": None})
    offer("Far", place=GRONINGEN)
    offer("Near", place=AMERSFOORT)
    assert found(bram, "sort=nearest") == ["Near", "Far", "Unknown"]


def test_somebody_elses_place_is_no_place_to_measure_from(bram, carla):
    theirs = carla.organisation.locations.get()
    filters = search(bram, f"near={theirs.pk}")
    assert filters.place == bram.organisation.locations.get()
    assert list(filters.form.errors) == ["near"]


def test_moderators_have_no_place_so_no_distance(mo, beds):
    assert found(mo, "within=5&sort=nearest") == ["Two care beds"]


def test_the_cheapest_stands_first_and_a_price_to_agree_on_last(bram):
    offer("To agree", terms=["sale"])
    offer("Ten", terms=["sale"], price_eur=10)
    offer("Five a day", terms=["rent"], rent_eur=5, rent_per="day")
    offer("Free", terms=["free"])
    assert found(bram, "sort=price") == ["Free", "Five a day", "Ten", "To agree"]


def test_an_organisation_is_found_by_its_name(bram):
    for name in ("Zorggroep 1", "Zorggroep 12", "Café De Brug"):
        offer(name, made_by__organisation__name=name)
    assert found(bram, "organisation=zorggroep") == ["Zorggroep 12", "Zorggroep 1"]
    assert found(bram, "organisation=zorggroep+1") == ["Zorggroep 1"]
    assert found(bram, "organisation=cafe") == ["Café De Brug"]


def test_available_now_leaves_out_later_and_past(bram):
    today = timezone.localdate()
    offer("Always")
    offer("Later", available_from=today + timedelta(days=1))
    offer("Today", available_from=today, available_until=today)
    assert found(bram, "available=on") == ["Today", "Always"]
    assert found(bram) == ["Today", "Later", "Always"]


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=de",
        "q=-",
        "q=%22",
        "q=a:*%26!",
        "category=nonsense",
        "category=medicines",
        "terms=stolen",
        "near=x",
        "within=-1",
        "within=1e99",
        "sort=match",
        "sort=%00",
        "condition=x&available=maybe&organisation=%00",
        "q=" + "x" * 300,
    ],
)
def test_nonsense_never_breaks_the_search(bram, beds, query):
    assert search(bram, query).qs.count() in (0, 1)
    assert set(found(bram, query)) <= {"Two care beds"}


@pytest.mark.parametrize("words", ["bed " * 1_000, "x" * 201])
def test_words_that_are_too_long_find_nothing_and_are_said(bram, words):
    """Without them all that is offered would be found."""
    offer("Bed")
    filters = search(bram, f"q={words}")
    assert list(filters.qs) == []
    (error,) = filters.form.errors["q"]
    assert str(len(words.strip())) in error
    assert found(bram, "q=bed") == ["Bed"]


def test_nonsense_is_said_beside_its_field_and_the_rest_counts(bram):
    offer("Bed")
    filters = search(bram, "q=bed&category=nonsense")
    assert [listing.title for listing in filters.qs] == ["Bed"]
    assert list(filters.form.errors) == ["category"]


@translation.override("en")
def test_every_filter_in_use_can_be_taken_away(bram):
    query = (
        "q=bed&terms=free&terms=loan&category=care-bed&available=on&sort=price&page=3"
    )
    filters = search(bram, query)
    assert filters.qs is not None
    rests = {chip.words: chip.rest for chip in filters.chips}
    bed = str(Category.objects.get(code="care-bed"))
    assert list(rests) == ["bed", bed, "Free", "On loan", "Available now"]
    assert QueryDict(rests["Free"]) == QueryDict(
        "q=bed&terms=loan&category=care-bed&available=on&sort=price"
    )
    assert QueryDict(rests["bed"]) == QueryDict(
        "terms=free&terms=loan&category=care-bed&available=on&sort=price"
    )


@translation.override("en")
def test_what_was_understood_can_be_taken_out_again(bram):
    filters = search(bram, "q=gratis bureaustoel in Utrecht&page=2")
    assert filters.qs is not None
    rests = {chip.words: QueryDict(chip.rest).dict() for chip in filters.chips}
    assert rests == {
        "bureaustoel": {"q": "gratis in Utrecht"},
        "free": {"q": "bureaustoel in Utrecht"},
        "Within 25 km of Utrecht": {"q": "gratis bureaustoel"},
        "Found in: Office chair": {
            "q": "gratis bureaustoel in Utrecht",
            "literally": "on",
        },
    }


def test_a_kind_is_found_by_any_of_its_names_and_by_a_typo(bram):
    wheelchair = Category.objects.get(code="wheelchair")
    offer("Ibis van Sunrise", category=wheelchair)
    for typed in ("rolstoel", "rol stoelen", "rolstel", "wheelchair"):
        assert found(bram, f"q={typed}") == ["Ibis van Sunrise"]
    assert found(bram, "q=rolstoel&literally=on") == []


def test_the_kind_that_is_meant_goes_before_its_words_elsewhere(bram):
    chair = Category.objects.get(code="wheelchair")
    offer("Ibis", category=chair)
    offer("Rolstoelkussen", category=Category.objects.get(code="pressure-cushion"))
    offer("Jas voor in de rolstoel", category=Category.objects.get(code="workwear"))
    assert found(bram, "q=rolstoel")[0] == "Ibis"


def test_near_goes_before_far_and_new_before_old(bram):
    chair = {"category": Category.objects.get(code="office-chair")}
    offer("Far", place=GRONINGEN, **chair)
    offer("Near", place=AMERSFOORT, **chair)
    assert found(bram, "q=bureaustoel") == ["Near", "Far"]
    old = offer("Old", place=AMERSFOORT, **chair)
    Listing.objects.filter(pk=old.pk).update(live_at=timezone.now() - timedelta(200))
    assert found(bram, "q=bureaustoel") == ["Near", "Far", "Old"]


def test_terms_and_a_place_in_the_words_narrow_the_search(bram):
    chair = {"category": Category.objects.get(code="office-chair")}
    offer("Here", place=AMERSFOORT, terms=["free"], **chair)
    offer("There", place=GRONINGEN, terms=["free"], **chair)
    offer("To buy", place=AMERSFOORT, terms=["sale"], **chair)
    assert found(bram, "q=gratis bureaustoel amersfoort") == ["Here"]
    assert set(found(bram, "q=gratis bureaustoel")) == {"Here", "There"}


def test_where_nothing_is_found_the_kind_is_named(bram):
    filters = search(bram, "q=rolstoel")
    assert not filters.qs
    assert [one.pk for one in filters.nearest] == ["mobility", "wheelchair"]


def test_the_reasons_say_what_speaks_for_a_listing(bram):
    offer("Rolstoel", category=Category.objects.get(code="wheelchair"))
    with translation.override("en"):
        found = search(bram, "q=rolstoel").qs.get()
        assert reasons(found).in_words(found.category) == [
            "your words",
            "Wheelchair",
            "new this week",
        ]


def test_the_order_offers_what_makes_sense(bram, mo):
    assert list(dict(search(bram).form.fields["sort"].choices)) == [
        "newest",
        "nearest",
        "price",
    ]
    assert list(dict(search(mo, "q=bed").form.fields["sort"].choices)) == [
        "match",
        "newest",
        "price",
    ]


@pytest.mark.parametrize("typed", ["matras 90x200", "matras 90 x 200", "MATRAS 200x90"])
def test_another_size_comes_after_what_says_none(bram, typed):
    mattress = Category.objects.get(code="mattress")
    offer("Matras 90 x 200 cm", category=mattress)
    offer("Matras zonder maat", category=mattress)
    offer("Matras", description="80x200", category=mattress)
    rows = list(search(bram, f"q={typed}").qs)
    titles = ["Matras 90 x 200 cm", "Matras zonder maat", "Matras"]
    assert [row.title for row in rows] == titles
    with translation.override("en"):
        said = [reasons(row).in_words(row.category) for row in rows]
    assert [words[0] for words in said] == ["your words", "Mattress", "Mattress"]
    assert ["other size" in words for words in said] == [False, False, True]


@pytest.mark.parametrize(
    ("typed", "fits", "other"),
    [
        ("handschoenen L", "Handschoenen S/M/L", "Handschoenen maat M"),
        ("handschoenen L", "Handschoenen nitril maat l", "Handschoenen XL, 5 l"),
        ("katheter ch 12", "Katheter CH12", "Katheter CH 14, 12 stuks"),
        ("monitor 24 inch", 'Monitor 24"', "Monitor 22 inch"),
        ("zaal 80 personen", "Zaal 80 pers", "Zaal 20 personen"),
        ("ffp2 masker", "Masker FFP2", "Masker FFP3"),
        ("schoenen maat 42", "Schoenen mt 42", "Schoenen maat 40"),
    ],
)
def test_a_size_is_read_however_it_is_written(bram, typed, fits, other):
    for title in (fits, other):
        offer(title)
    assert found(bram, f"q={typed}") == [fits, other]
    told = [reasons(row).is_other_size for row in search(bram, f"q={typed}").qs]
    assert told == [False, True]


def test_a_typo_is_mended_unless_some_offer_says_it_so(bram):
    offer("Bureaustoel", category=Category.objects.get(code="office-chair"))
    mended = search(bram, "q=bureustoel")
    assert [row.title for row in mended.qs] == ["Bureaustoel"]
    assert mended.meaning.unmended == "bureustoel"
    assert found(bram, mended.exactly) == []
    offer("Iets van Bureustoel BV")
    assert found(bram, "q=bureustoel&literally=on") == ["Iets van Bureustoel BV"]
    assert meaning_of("bureustoel", bram).unmended == ""


def test_what_nobody_knows_is_said_and_asked(bram):
    offer("Rolstoel", category=Category.objects.get(code="wheelchair"))
    filters = search(bram, "q=hypotheek")
    assert (list(filters.qs), filters.is_unsure) == ([], True)
    for query in ("q=rolstoel", "q=hypotheek&literally=on", ""):
        filters = search(bram, query)
        assert filters.qs is not None
        assert not filters.is_unsure


@translation.override("en")
@pytest.mark.parametrize(("typed", "besides"), [("stoel", False), ("stoel hout", True)])
def test_one_word_for_a_kind_with_plenty_asks_for_that_kind(
    bram, monkeypatch, typed, besides
):
    monkeypatch.setattr(ranking, "MOST", 2)
    chair = Category.objects.get(pk=understand(typed).codes[0])
    for number in range(2):
        offer(f"Stoel, hout {number}", category=chair)
    offer("Tafel, hout", description="Met stoel", category_id="table")
    assert ("Tafel, hout" in found(bram, f"q={typed}")) == besides


def test_filters_are_drawn_anew_for_places_of_the_same_name(bram, carla):
    """Else one would be offered the other's places to measure from."""
    for person in (bram, carla):
        person.organisation.locations.all().delete()
        for name in ("Locatie A", "Locatie B"):
            LocationFactory(organisation=person.organisation, name=name, **AMERSFOORT)
    assert search(bram).drawn_by != search(carla).drawn_by
    assert search(bram).drawn_by == search(bram, "q=bed&page=2&sort=newest").drawn_by
    assert search(bram).drawn_by != search(bram, "terms=free").drawn_by
