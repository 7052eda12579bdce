"""Cards of results: fetched once, and never for who may not see the listing."""

from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from base.remembering import Memory
from listings import cards
from listings.cards import cards_of
from listings.models import Listing, Photo
from listings.search.filters import ListingFilter
from tests.factories import ListingFactory


def hits(reader, query="", page=1):
    request = RequestFactory().get("/")
    request.user = reader
    seen = Listing.objects.visible_to(reader).live()
    return ListingFilter(QueryDict(query), seen, request=request).hits(page)


def test_a_card_that_was_drawn_is_not_fetched_again(bram, django_assert_num_queries):
    ListingFactory.create_batch(3)
    found = hits(bram)
    first = cards_of(found, bram)
    assert len(set(first)) == 3
    with django_assert_num_queries(0):
        assert cards_of(found, bram) == first


def test_only_the_cards_that_are_new_are_drawn(bram, monkeypatch):
    ListingFactory.create_batch(2)
    cards_of(hits(bram), bram)
    ListingFactory(title="Fresh")
    drawn, render = [], cards._render
    monkeypatch.setattr(
        cards, "_render", lambda it, **how: drawn.append(it.title) or render(it, **how)
    )
    assert len(cards_of(hits(bram), bram)) == 3
    assert drawn == ["Fresh"]


def test_what_may_not_be_seen_any_more_is_left_out(bram, monkeypatch):
    gone, stays = ListingFactory(title="Gone"), ListingFactory(title="Stays")
    found = hits(bram)
    monkeypatch.setattr(cards, "CARDS", Memory(10))  # none was drawn yet
    Listing.objects.filter(pk=gone.pk).update(state=Listing.State.DRAFT)
    (card,) = cards_of(found, bram)
    assert stays.title in card


def test_a_card_is_another_for_its_own_people_and_from_another_place(anna, bram):
    listing = ListingFactory(made_by=anna, location=anna.organisation.locations.get())
    (own,), (others,) = cards_of(hits(anna), anna), cards_of(hits(bram), bram)
    assert "your organisation" in own
    assert listing.organisation.name in others
    (far,) = cards_of(hits(bram), bram, near=7)
    assert "?near=7" in far


def test_a_card_is_drawn_once_for_readers_at_different_distances(
    bram, carla, django_assert_num_queries
):
    """Each sees their own distance, and who writes a gap in a title makes none."""
    ListingFactory(title="Bed <!--gap-->")
    carla.organisation.locations.update(latitude=53.21917)
    (near,), found = cards_of(hits(bram), bram), hits(carla)
    with django_assert_num_queries(0):
        (far,) = cards_of(found, carla)
    assert "<strong>less than 1 km</strong>" in near
    assert "<strong>125 km</strong>" in far
    assert far == near.replace("less than 1 km", "125 km")
    assert near.count("gap") == 1


def test_what_speaks_for_a_card_is_said_without_drawing_it_anew(
    bram, django_assert_num_queries
):
    bed = ListingFactory(title="Hoog-laagbed", description="met papegaai")
    kind, words = hits(bram, "q=hoog-laagbed"), hits(bram, "q=papegaai")
    (named,) = cards_of(kind, bram, says_why=True)
    with django_assert_num_queries(0):
        (worded,) = cards_of(words, bram, says_why=True)
    assert f"your words · {bed.category} · new this week" in named
    assert ">your words · new this week" in worded


def test_a_card_shows_the_first_photo_as_it_is_now(bram):
    listing = ListingFactory()
    (without,) = cards_of(hits(bram), bram)
    size = {"listing": listing, "width": 1, "height": 1}
    photo = Photo.objects.create(name="a", alt="A bed", position=2, **size)
    Photo.objects.create(name="b", alt="Its side", position=3, **size)
    (first,) = cards_of(hits(bram), bram)
    Photo.objects.filter(pk=photo.pk).update(alt="The bed")
    (renamed,) = cards_of(hits(bram), bram)
    assert "no-photo" in without
    assert 'alt="A bed"' in first
    assert reverse("listings:photo", args=[photo.pk, "card"]) in first
    assert 'alt="The bed"' in renamed
