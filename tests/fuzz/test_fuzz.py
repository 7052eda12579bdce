"""As everybody, at every address: no request is an error of ours, none takes long.

`make fuzz` tries ten times as many. Always the same ones, so that one that fails does
so again.
"""

import os
import time

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.tries import tries
from tests.fuzz.world import World, routes

# How often each address is tried: one of the site, one of the admin. Five thousand.
TRIES = {"nobody": (4, 1), "anna": (13, 1), "bram": (4, 1), "carla": (4, 1)}
TRIES |= {"mo": (5, 13)}  # carla sees to her organisation, mo moderates
TIMES = int(os.environ.get("FUZZ") or 1)
LONGEST_S = 2.0  # of processor time, so that a busy machine fails nothing


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once, and gone at the end. No clock runs, and many tries take longer than
    rows may wait: that is no error of a page."""
    no_limit = override_settings(LAG_LIMIT_S=24 * 3600)
    with django_db_blocker.unblock(), no_limit, transaction.atomic():
        yield World()
        transaction.set_rollback(True)


def answer(world, who, method, address, sent, headers):
    """What comes back, and after how long; what it did is undone."""
    with transaction.atomic():
        began = time.thread_time()
        client = world.client(who)
        response = getattr(client, method)(address, sent, headers=headers)
        list(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.status_code, time.thread_time() - began


@pytest.mark.django_db
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.path)
@pytest.mark.parametrize("who", TRIES)
def test_no_request_is_an_error_of_ours(world, who, route):
    of_site, of_admin = TRIES[who]

    @settings(
        max_examples=TIMES * (of_admin if route.path.startswith("admin/") else of_site),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def run(data):
        status, seconds = answer(world, who, *data.draw(tries(world, who, route)))
        assert status < 500
        assert seconds < LONGEST_S

    run()
