"""Anna reads Dutch and Bram reads English: every letter that one of them causes comes
in the language of who reads it, whatever page the other one was looking at."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.formats import date_format

from claims import actions as claiming
from claims.models import Claim
from listings import actions as listings
from listings import moderation
from logistics import actions as logistics
from logistics.models import Pickup
from members import joining
from members.models import JoinRequest
from outbox import actions as outbox
from outbox.models import Letter
from searches import actions as searching
from tests.base.test_language import dutch_in
from tests.factories import ListingFactory, UserFactory, WantFactory
from tests.logistics.conftest import workday
from upkeep import expiry, nudges
from wanted import actions as wanted

DAY = timedelta(days=1)
ENGLISH = {"the", "you", "your", "what", "with", "this", "that", "they", "when", "and"}


@pytest.fixture
def people(anna, bram, mo):
    """Two who read different languages; each is coordinator of their organisation."""
    for person, language in ((anna, "nl"), (bram, "en")):
        person.language, person.role = language, "coordinator"
        person.save()
    return anna, bram, mo


@pytest.fixture(params=["nl", "en"])
def _page(request):
    """The language of the page on which all is done, or of the clock."""
    with translation.override(request.param):
        yield


def thing(maker, **fields):
    place = maker.organisation.locations.get()
    fields = {"title": "Rollator", "quantity": 4} | fields
    return ListingFactory(made_by=maker, location=place, **fields)


def asked(owner, asker, **fields):
    place = asker.organisation.locations.get()
    wish = {"term": "free", "quantity": 1, "location": place, "message": "Rollator!"}
    return claiming.ask(thing(owner, **fields), by=asker, **wish)


def planned(owner, asker):
    claim = claiming.accept(asked(owner, asker), by=owner)
    at = workday(2)
    hours = {"starts_at": at, "ends_at": at + timedelta(hours=1)}
    return logistics.schedule(claim, by=asker, mover="asker", **hours), at


def long_ago(model, column, **fields):
    past = timezone.now() - 40 * DAY
    model.objects.update(**{column: past}, **fields)


def requests(owner, asker):
    claiming.decline(asked(owner, asker), by=owner, why="Rollator?")
    claiming.withdraw(asked(owner, asker), by=asker, why="Rollator?")
    asked(owner, asker)
    long_ago(Claim, "remind_at")
    claiming.remind_unanswered()
    long_ago(Claim, "expires_at")
    claiming.expire_unanswered()
    listings.withdraw(asked(owner, asker).listing, by=owner)
    claiming.close_on_withdrawn_listings()


def pickups(owner, asker):
    pickup, at = planned(owner, asker)
    later = {"starts_at": at + timedelta(hours=2), "ends_at": at + timedelta(hours=3)}
    pickup = logistics.reschedule(pickup, by=owner, mover="owner", **later)
    logistics.call_off(pickup, by=asker, why="Rollator?")
    pickup, _ = planned(owner, asker)
    long_ago(Pickup, "remind_at")
    logistics.remind_of_tomorrow()
    now = timezone.now()
    for days in (1, 4, 8):
        past = {"starts_at": now - days * DAY, "ends_at": now - days * DAY + DAY / 24}
        Pickup.objects.filter(pk=pickup.pk).update(chase_at=now, **past)
        logistics.ask_what_happened()
    pickup.refresh_from_db()
    logistics.complete(pickup, by=owner)


def wants(owner, asker):
    place = asker.organisation.locations.get()
    for deed in (wanted.meet, wanted.close):
        wish = {"made_by": asker, "location": place, "title": "Rollator"}
        want = WantFactory(urgent=True, **wish)
        wanted.match_new_wants()
        wanted.answer(want, by=owner, listing=thing(owner), message="Rollator!")
        deed(want, by=asker)
    yesterday = timezone.localdate() - DAY
    WantFactory(made_by=asker, location=place, title="Rollator", needed_by=yesterday)
    wanted.close_past()


def searches(owner, asker):
    search = searching.save(QueryDict("q=rollator"), by=asker)
    searching.set_rhythm(search, "at_once")
    for title in ("Rollator", "Rollator!"):
        thing(owner, title=title, announced_at=timezone.now())
    searching.look()


def offers(maker, moderator):
    listing = thing(maker, state="in_review")
    listings.send_back(listing, by=moderator, why="Rollator?")
    listings.approve(thing(maker, state="in_review"), by=moderator)
    listings.take_down(thing(maker), by=moderator, why="Rollator?")
    thing(maker, available_until=timezone.localdate() - DAY)
    expiry.expire_past()


def questions_to_owners(maker):
    today = timezone.localdate()
    long_live = {"live_at": timezone.now() - 200 * DAY}
    thing(maker, expiry_date=today + 20 * DAY, **long_live)
    thing(maker, available_until=today + 5 * DAY, **long_live)
    for silences in (0, nudges.SILENCES):
        thing(maker, quiet_at=timezone.now(), silences=silences)
    nudges.ask_all()


def changes_and_reports(maker, reader, moderator):
    for deed, why in ((moderation.approve, {}), (moderation.send_back, {"why": "?"})):
        change = {"fields": {"title": "Rollator"}, "why": "?", "by": maker}
        deed(thing(maker).proposals.create(**change), by=moderator, **why)
    for deed in (moderation.uphold, moderation.dismiss):
        report = moderation.report(thing(maker), by=reader, reason="wrong")
        deed(report, by=moderator, why="Rollator?")


def colleagues(coordinator, newcomer):
    organisation = coordinator.organisation
    joining.invite(organisation, email="x@y.example", by=coordinator, role="member")
    ask = JoinRequest.objects.create(organisation=organisation, person=newcomer)
    joining.decline_person(ask, by=coordinator)


def text_of(letter):
    """Without addresses; they are the same in every language."""
    text = re.sub(r"https?://\S+|\S+@\S+", "", f"{letter.subject}\n{letter.body}")
    return text.lower()


@pytest.mark.usefixtures("_page")
def test_every_letter_speaks_the_language_of_its_reader(people):
    anna, bram, mo = people
    for one, other in ((anna, bram), (bram, anna)):
        requests(one, other)
        pickups(one, other)
        wants(one, other)
        searches(one, other)
        offers(one, mo)
        questions_to_owners(one)
        changes_and_reports(one, other, mo)
        newcomer = UserFactory(organisation=None, language=other.language)
        colleagues(one, newcomer)
    letters = Letter.objects.exclude(reader=mo)
    for letter in letters:
        assert letter.reader is None or letter.language == letter.reader.language
        words = re.findall(r"[a-zà-ÿ]+", text_of(letter))
        foreign = (
            ENGLISH & set(words)
            if letter.language == "nl"
            else dutch_in(text_of(letter))
        )
        assert (letter.key, foreign or None) == (letter.key, None)
    assert {letter.language for letter in letters} == {"nl", "en"}
    assert _names_of(letters, "nl") == _names_of(letters, "en")
    assert len(_names_of(letters, "en")) > 20


def _names_of(letters, language):
    return {x.key.split(" ")[0] for x in letters if x.language == language}


def test_the_shell_of_a_letter_speaks_the_language_of_its_reader(people):
    anna, bram, _ = people
    claiming.accept(asked(anna, bram), by=anna)
    outbox.deliver_due()
    shown = {
        letter.to[0]: re.search('<html lang="(..)"', letter.alternatives[0].content)[1]
        for letter in mail.outbox
    }
    assert shown == {anna.email: "nl", bram.email: "en"}
    endings = {to: _ending(to) for to in shown}
    assert endings[anna.email].startswith("Je krijgt deze e-mail")
    assert endings[bram.email].startswith("You get this letter")


def _ending(address):
    letter = next(letter for letter in mail.outbox if letter.to == [address])
    html = letter.alternatives[0].content
    return [words for words in re.findall(r">([^<>]+)<", html) if words.strip()][-1]


def test_days_in_letters_are_written_as_their_reader_does(people):
    anna, bram, _ = people
    pickup, at = planned(anna, bram)
    bodies = dict(
        Letter.objects.filter(key__contains="/scheduled ").values_list(
            "language", "body"
        )
    )
    for language, body in bodies.items():
        with translation.override(language):
            day = date_format(at, "WEEKDAY_DATE_FORMAT")
        assert body.count(f"{day}, 10:00–11:00") == 1
    assert set(bodies) == {code for code, _ in settings.LANGUAGES}
