"""Every compiled query of the house answers as its QuerySet does, to everybody."""

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils import timezone

from base.compiled import Compiled
from listings.models import Listing
from members.models import Location
from outbox.models import Letter
from tests.compiled import compare
from tests.factories import ClaimFactory, ListingFactory, WantFactory


def modules_with_uses() -> Iterator[str]:
    """Of our own apps, by their text: what is not imported yet counts as well."""
    for app in apps.get_app_configs():
        for path in Path(app.path).rglob("*.py"):
            ours = path.is_relative_to(settings.BASE_DIR / app.label)
            if ours and "@compiled" in path.read_text():
                yield ".".join(
                    path.relative_to(settings.BASE_DIR).with_suffix("").parts
                )


def everybody(people):
    return [(person,) for person in people]


def sessions(people):
    keys, now = [], timezone.now()
    for person in people[:2]:
        client = Client()
        client.force_login(person)
        keys.append(client.session.session_key)
    never = timedelta(days=10_000)
    return [(keys[0], now), (keys[1], now), (keys[0], now + never), ("", now)]


def organisations(people):
    closed = Location.objects.filter(organisation=people[1].organisation)
    closed.update(closed_at=timezone.now())
    return [(person.organisation,) for person in people]


def offers_together(people):
    numbers = sorted({pk for pk, _person, _place in offers(people)})
    sets = (numbers, numbers[:1], [])
    return [(chosen, person) for chosen in sets for person in people]


def offers(people):
    """An open one and one for its own organisation, looked at from several places."""
    owner, *others = people
    network = ListingFactory(made_by=owner)
    own = ListingFactory(made_by=owner, audience="own")
    region = ListingFactory(made_by=owner, audience="region")
    here = Location.objects.filter(organisation=owner.organisation).first()
    return [
        (listing.pk, person, place)
        for listing in (network, own, region)
        for person in (owner, *others)
        for place in (None, here)
    ]


def others_alike(people):
    kind = ListingFactory(category_id="desk").category_id
    shown = offers(people)
    ListingFactory.create_batch(2, category_id=kind, made_by=people[1])
    kinds = (kind, Listing.objects.get(pk=shown[0][0]).category_id)
    return [(pk, kind, *seen) for kind in kinds for pk, *seen in shown]


def workers(people):
    """Who may trade, of whom one asks the other for something."""
    anna, bram, *_others = people
    listing = ListingFactory(made_by=anna)
    ClaimFactory(listing=listing, asker=bram)
    ListingFactory(made_by=anna, state="draft").steps.create(state="draft", why="No")
    WantFactory(made_by=bram, urgent=True)
    return [person for person in people if person.organisation_id]


def open_ends(people):
    now, week = timezone.now(), timedelta(7)
    today = timezone.localdate()
    return [
        (person, now, now + week, today, today + week) for person in workers(people)
    ]


def waiting(people):
    today, now = timezone.localdate(), timezone.now()
    days = (today, today + timedelta(7))
    return [(*case, *days) for case in unread(workers(people)) if case[1] < now]


def unread(people):
    """Each has a letter, which is news until a day later."""
    now, day = timezone.now(), timedelta(1)
    for person in people:
        text = {"key": person.email, "to": person.email, "subject": "s", "body": "b"}
        Letter.objects.create(reader=person, **text)
    return [(person, now + since) for person in people for since in (-day, day)]


# What each is asked with; a use that is missing here fails the last test.
CASES = {
    "home.work.open_ends": open_ends,
    "home.work.waiting": waiting,
    "home.work.unread": unread,
    "listings.compiled.page_of_listing": offers,
    "listings.compiled.for_cards_of": offers_together,
    "listings.compiled.similar_to": others_alike,
    "base.sessions.session_at": sessions,
    "members.compiled.person": lambda people: [*((one.pk,) for one in people), (0,)],
    "members.compiled.open_places": organisations,
}
for module in modules_with_uses():
    import_module(module)
USES = {question.name: question for question in Compiled.every}


@pytest.mark.parametrize("name", CASES)
def test_it_answers_as_its_queryset(name, anna, bram, carla, mo):
    compare(USES[name], *CASES[name]([anna, bram, carla, mo]))


def test_every_use_is_compared():
    assert set(USES) == set(CASES)
