"""What is drawn once is drawn again as soon as it would look different."""

import pytest
from django.urls import reverse

from base.remembering import Memory
from tests.factories import ListingFactory, WantFactory

OFFERS, WANTS = reverse("listings:index"), reverse("wanted:index")


def test_a_piece_is_drawn_once_and_the_oldest_are_forgotten():
    drawn = []
    memory = Memory(2)

    def recall(name):
        return memory.recall(name, lambda: drawn.append(name) or name.upper())

    assert [recall(name) for name in "abab"] == ["A", "B", "A", "B"]
    assert drawn == ["a", "b"]
    recall("c")
    recall("b")
    recall("a")
    assert drawn == ["a", "b", "c", "a"]


@pytest.fixture
def page(client, bram):
    client.force_login(bram)
    return lambda path: client.get(path).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "Bed voor boven", "Bed voor boven"),
        ("left", 1, "1 of 2"),
        ("price_eur", "12.50", "€12.50"),
        ("condition", "as_new", "as good as new"),
    ],
)
def test_a_card_shows_what_changed(page, field, value, words):
    listing = ListingFactory(terms=["sale"])
    page(OFFERS)
    assert words.lower() not in page(OFFERS).lower().partition('class="grid"')[2]
    setattr(listing, field, value)
    listing.save()
    assert words.lower() in page(OFFERS).lower().partition('class="grid"')[2]


def test_a_card_shows_a_new_photo_and_a_new_name_of_its_owner(page):
    listing = ListingFactory()
    page(OFFERS)
    listing.photos.create(name="x", width=4, height=3, alt="From the left")
    listing.organisation.name = "Huis Nieuw"
    listing.organisation.save()
    shown = page(OFFERS)
    assert "From the left" in shown
    assert "Huis Nieuw" in shown


def test_a_card_speaks_the_language_of_its_reader(client, bram, page):
    ListingFactory()
    assert "Free" in page(OFFERS)
    bram.language = "nl"
    bram.save()
    assert "Gratis" in page(OFFERS)


def test_a_card_says_your_organisation_to_its_own_people_only(client, anna, page):
    ListingFactory(made_by=anna)
    assert "your organisation" not in page(OFFERS)
    client.force_login(anna)
    assert "your organisation" in page(OFFERS)


def test_the_card_of_a_want_shows_what_changed(page):
    want = WantFactory()
    assert "Urgent" not in page(WANTS).partition('class="grid"')[2]
    want.urgent = True
    want.save()
    assert "Urgent" in page(WANTS).partition('class="grid"')[2]
