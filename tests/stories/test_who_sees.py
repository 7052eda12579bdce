"""What an owner hides is hidden everywhere: every page and every letter of others is
read for its title. Each place that shows an offer shows this one first, so that none
passes by showing nothing."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from clearances import actions as clearing
from listings import actions as offering
from listings.models import Listing
from members.models import User
from outbox.actions import gather_daily
from outbox.models import Letter
from searches import actions as searching
from searches.models import SavedSearch
from tests.conftest import person
from tests.factories import ListingFactory, WantFactory
from tests.stories.test_doors import OURS
from wanted import actions as wanting

MARK = "Xqzwv"
DAY = timedelta(days=1)
QUERY = "?q=hoog-laagbed&category=care-bed&title=hoog-laagbed"
LISTS = {"home:check", "listings:index", "clearances:detail", "wanted:detail"}
ITS_OWN = {"listings:detail", "listings:report", "claims:ask", "conversations:ask"}


@pytest.fixture
def dora(db):
    """Of another province. She keeps a search for such beds, and reads once a day."""
    dora = person("Dora", "De Dal")
    dora.organisation.province = "NL-GR"
    dora.organisation.save()
    dora.letters = User.Letters.DAILY
    dora.save()
    searching.save(QueryDict("q=hoog-laagbed"), by=dora)
    past = timezone.now() - DAY
    SavedSearch.objects.update(made_at=past, looked_until=past, next_look_at=past)
    return dora


@pytest.fixture
def bed(anna):
    """Anna's, in a building that is emptied."""
    place, today = anna.organisation.locations.get(), timezone.localdate()
    days = {"available_from": today, "deadline": today + 9 * DAY}
    house = clearing.start(by=anna, name="De Linde", location=place, **days)
    what = {"title": f"Hoog-laagbed {MARK}", "group": house, "quantity": 4}
    return ListingFactory(made_by=anna, location=place, **what)


@pytest.fixture
def wants(dora, bed):
    """Dora asks for it: one found it, one was offered it, one needs several owners."""
    place = dora.organisation.locations.get()
    asks = {"made_by": dora, "location": place, "title": "Hoog-laagbed"}
    wants = [WantFactory(**asks, quantity=many) for many in (1, 2, 7)]
    ListingFactory(title="Hoog-laagbed, zes", quantity=6)
    wanting.answer(wants[1], by=bed.made_by, listing=bed)
    wanting.match_new_listings()
    return wants


def hide_for_own(bed):
    offering.revise(bed, by=bed.made_by, audience="own")


def hide_for_province(bed):
    offering.revise(bed, by=bed.made_by, audience="region")


def keep_for_own_days(bed):
    Listing.objects.filter(pk=bed.pk).update(opens_at=timezone.now() + DAY)


def withdraw(bed):
    offering.withdraw(bed, by=bed.made_by)


def suspend(bed):
    bed.organisation.state = "suspended"
    bed.organisation.save()


def expire(bed):
    bed.move("expired")


def pause(bed):
    offering.pause(bed, by=bed.made_by)


HIDING = [hide_for_own, hide_for_province, keep_for_own_days, withdraw, suspend, expire]


def addresses(bed, wants):
    """Of every page, with what leads to the bed."""
    photo = bed.photos.create(name="x", width=1, height=1)
    about = {"wanted": wants, "clearances": [bed.group], "logistics": [bed.group]}
    about["members"] = [bed.organisation]
    # A letter of theirs, whatever its number is: what was sent they have.
    for name, args in [our for our in OURS if our[0] != "home:letter"]:
        for subject in about.get(name.partition(":")[0], [bed]):
            key = photo.pk if name.startswith("listings:photo") else subject.pk
            given = {"secret": "s", "size": "card", "pixels": 192, "token": "t"}
            kwargs = {arg: given.get(arg, key) for arg in args}
            yield name, reverse(name, kwargs=kwargs) + QUERY


def shown_on(client, reader, bed, wants):
    """The pages on which a reader finds the bed."""
    client.force_login(reader)
    return {
        name
        for name, address in addresses(bed, wants)
        if MARK in client.get(address).content.decode(errors="replace")
    }


def test_every_place_that_shows_offers_shows_it(client, dora, bed, wants):
    assert shown_on(client, dora, bed, wants) == LISTS | ITS_OWN
    client.force_login(dora)
    for want in wants:
        page = client.get(want.get_absolute_url())
        assert MARK in page.content.decode()
    assert page.context["plan"] is not None


@pytest.mark.parametrize("hide", HIDING)
def test_what_is_hidden_stands_on_no_page_of_others(client, dora, bed, wants, hide):
    hide(bed)
    assert shown_on(client, dora, bed, wants) == set()


def test_what_is_paused_stands_at_its_own_address_only(client, dora, bed, wants):
    pause(bed)
    # Who was offered it by its owner reads there that it is paused.
    assert shown_on(client, dora, bed, wants) <= ITS_OWN | {"wanted:detail"}
    for want in (wants[0], wants[2]):
        assert MARK not in client.get(want.get_absolute_url()).content.decode()


# -- Letters ---------------------------------------------------------------------
def clock():
    """Goes round once, without the daily letters."""
    wanting.match_new_listings()
    wanting.match_new_wants()
    searching.look()


def letters_to(reader):
    sent = Letter.objects.filter(to=reader.email, for_daily=False)
    return " ".join(f"{letter.subject} {letter.body}" for letter in sent)


@pytest.fixture(params=["for her want", "by her search"])
def asks(dora, request):
    """What she hears of first she hears of once."""
    if request.param == "for her want":
        place = dora.organisation.locations.get()
        WantFactory(made_by=dora, location=place, title="Hoog-laagbed")


def test_what_was_found_is_told(dora, asks, bed):
    clock()
    assert Letter.objects.filter(to=dora.email, for_daily=True).count() == 1
    gather_daily()
    assert letters_to(dora).count(MARK) == 1


@pytest.mark.parametrize("hide", [*HIDING, pause])
def test_what_is_hidden_before_the_clock_comes_is_not_told(dora, asks, bed, hide):
    hide(bed)
    clock()
    gather_daily()
    assert MARK not in letters_to(dora)


@pytest.mark.parametrize("hide", [*HIDING, pause])
def test_what_is_hidden_between_finding_and_telling_is_not_told(
    dora, asks, bed, hide, monkeypatch
):
    """By a worker that found it, and another one that tells; she reads at once."""
    User.objects.filter(pk=dora.pk).update(letters=User.Letters.AT_ONCE)
    monkeypatch.setattr(wanting, "_tell_the_news", lambda: None)
    clock()
    monkeypatch.undo()
    hide(bed)
    wanting._tell_the_news()
    gather_daily()
    assert MARK not in letters_to(dora)


@pytest.mark.parametrize("hide", [*HIDING, pause])
def test_what_is_hidden_after_it_was_kept_for_the_daily_letter_is_left_out(
    dora, asks, bed, hide
):
    clock()
    hide(bed)
    gather_daily()
    assert MARK not in letters_to(dora)
    assert not Letter.objects.for_daily().filter(reader=dora).exists()


def test_an_answer_waits_until_the_asker_can_see_it(dora, bed):
    place = dora.organisation.locations.get()
    asks = WantFactory(made_by=dora, location=place, title="Hoog-laagbed")
    bed.state, bed.live_at = "draft", None
    bed.save()
    wanting.answer(asks, by=bed.made_by, listing=bed)
    Listing.objects.filter(pk=bed.pk).update(
        state="live", live_at=timezone.now(), audience="own"
    )
    clock()
    assert MARK not in letters_to(dora)
    Listing.objects.filter(pk=bed.pk).update(audience="network")
    clock()
    assert MARK in letters_to(dora)
