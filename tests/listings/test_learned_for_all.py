"""What the platform learns from offers it tells everybody: so it learns only from what
every member may find."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.remembering import Memory
from catalogue import kinds, training
from catalogue.models import Category, Habit, SearchedWords
from listings import shop_window, title_statistics
from listings.models import Listing, Photo
from listings.search.meaning import meaning_of
from tests.catalogue.test_kinds import FEW
from tests.factories import ListingFactory, OrganisationFactory, UserFactory

NETWORK, REGION, OWN = Listing.Audience
REACHES = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(Listing.Audience.values),
        "opens_in": st.sampled_from([None, timedelta(-1), timedelta(1)]),
        "state": st.sampled_from(["active", "suspended"]),
    }
)


@pytest.fixture
def learned(settings, tmp_path, monkeypatch):
    """A place of its own for what is learned, and a front page that nobody opened."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(shop_window, "WINDOWS", Memory(9))
    kinds.forget()
    yield kinds.learned()
    kinds.forget()


def offered(title, *, audience=NETWORK, opens_in=None, state="active", **fields):
    """Each of three organisations offers it."""
    opens_at = opens_in and timezone.now() + opens_in
    for _ in range(title_statistics.FEWEST):
        owner = UserFactory(organisation=OrganisationFactory(state=state))
        row = ListingFactory(
            made_by=owner,
            title=title,
            category=Category.objects.get(code="desk"),
            audience=audience,
            opens_at=opens_at,
            **fields,
        )
        Photo.objects.create(listing=row, name="x", width=1, height=1)


def learn(path):
    """As at night, from a few texts."""
    live = title_statistics.live_examples()
    training.train([*FEW, *live], [*FEW, *live]).write(path)
    kinds.forget()
    title_statistics.learn_habits()


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reach=REACHES)
def test_what_teaches_is_found_by_every_member(db, reach):
    Listing.objects.all().delete()
    Habit.objects.all().delete()
    offered("Wolkrak", weight_kg=7, **reach)
    strangers = [
        UserFactory(organisation=OrganisationFactory(province=province))
        for province in ("NL-UT", "NL-GR")
    ]
    seen = [Listing.objects.visible_to(reader).exists() for reader in strangers]
    title_statistics.learn_habits()
    taught = {row.text for row in title_statistics.live_examples()}
    weights = Habit.objects.filter(weight_kg=7)
    assert (taught == {"Wolkrak"}) == weights.exists() == all(seen)


@pytest.mark.parametrize(
    ("audience", "opens_in"),
    [(OWN, None), (REGION, None), (NETWORK, timedelta(days=2))],
)
def test_a_word_of_an_own_offer_is_told_to_no_stranger(
    client, carla, mo, learned, audience, opens_in
):
    offered("Bureau")
    offered("Bureau wolkrak", audience=audience, opens_in=opens_in, weight_kg=7)
    carla.organisation.province = "NL-GR"
    carla.organisation.save()
    learn(learned)
    client.force_login(carla)
    # Spelling: the nearest word that is known is not that one.
    assert not kinds.weights().words.has("wolkrak")
    assert meaning_of("wolkrek", carla).words == "wolkrek"
    # Suggestions while one types an offer or a search, and what is usual.
    for name, asked in [
        ("listings:suggestions", {"title": "wolkrek"}),
        ("listings:index", {"q": "wolkrek"}),
        ("home:check", {"q": "wolkrek"}),
    ]:
        assert "wolkrak" not in client.get(reverse(name), asked).content.decode()
    assert Habit.objects.get(category="desk").weight_kg is None
    learned_beside_it = kinds.chances("wolkrak")
    # Synonyms: moderators are asked about words that were searched, no others.
    assert not SearchedWords.objects.filter(words="wolkrak").exists()
    # The front page, with and without the word.
    client.logout()
    for query in ({}, {"q": "wolkrak"}):
        page = client.get(reverse("home:front"), query).content.decode()
        assert "Bureau wolkrak" not in page
    Listing.objects.filter(title="Bureau wolkrak").delete()
    learn(learned)
    assert kinds.chances("wolkrak") == learned_beside_it


def test_it_is_told_once_every_member_may_find_it(carla, learned):
    offered("Bureau wolkrak")
    learn(learned)
    assert kinds.weights().words.has("wolkrak")


def test_nobody_learns_from_a_typo_that_a_hidden_offer_has_it(carla, bram):
    mended = "bureaustoel"
    hidden = ListingFactory(title="Iets van Bureustoel BV", audience=OWN)
    assert meaning_of("bureustoel", carla).words == mended
    assert meaning_of("bureustoel", hidden.made_by).words == "bureustoel"
    Listing.objects.update(audience=NETWORK)
    assert meaning_of("bureustoel", carla).words == "bureustoel"
