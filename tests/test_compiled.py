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
from members.models import Location
from tests.compiled import compare


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


# What each is asked with; a use that is missing here fails the last test.
CASES = {
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
