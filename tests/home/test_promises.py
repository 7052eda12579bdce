"""The clock comes to every claim: none is forgotten, and none ends unannounced."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalogue.modes import Mode
from claims.models import Claim
from claims.states import RETURNED, TEMPORARY
from home.promises import asleep
from logistics.models import Pickup
from outbox.models import Letter
from tests.home.lives import STATES, STAYS_OUT, accepted, scheduled

DAY = timedelta(days=1)
MOST_MOMENTS = 40


def letters_to_both(anna, bram):
    return Letter.objects.filter(to__in=[anna.email, bram.email]).count()


@pytest.mark.parametrize("made", STATES, ids=lambda made: made.__name__)
def test_the_clock_ends_it_or_asks_for_it_ever_again(made, anna, bram, let_time_pass):
    claim = made(anna, bram)
    began, said = timezone.now(), [letters_to_both(anna, bram)]
    for _ in range(MOST_MOMENTS):
        assert not asleep()
        claim.refresh_from_db()
        is_over = not Claim.objects.running().filter(pk=claim.pk).exists()
        if is_over or timezone.now() - began > 60 * DAY:
            break
        let_time_pass()
        said.append(letters_to_both(anna, bram))
    assert is_over != (made in STAYS_OUT)
    # Somebody was asked before it ended, or is asked at every moment since.
    asked_before = said[-1] > said[-2] if made in STAYS_OUT else said[-2] > said[0]
    assert asked_before or claim.mode == Mode.ROOM
    assert Pickup.objects.planned().out().count() == 0


def test_every_state_is_walked(anna, bram):
    walked = {made(anna, bram).state for made in STATES}
    ends = {*Claim.ENDS, RETURNED, "done", "handed_over"}
    assert walked | ends == set(Claim.State.values)
    assert set(TEMPORARY) == {"rent", "loan"}


# -- The command -----------------------------------------------------------------
def check(capsys):
    """What it prints last."""
    try:
        call_command("check_promises")
    finally:
        lines.extend(capsys.readouterr().out.splitlines())
    return json.loads(lines[-1])


lines: list = []


def test_it_counts_what_holds(anna, bram, capsys):
    accepted(anna, bram)
    found = {"listings": 1, "holds": 1, "oversold": 0, "asleep": 0}
    assert check(capsys) == found


def test_it_finds_what_sleeps(anna, bram, capsys):
    claim = scheduled(anna, bram)
    claim.pickups.update(remind_at=None, chase_at=None, assumed_at=None)
    assert list(asleep()) == [claim]
    with pytest.raises(CommandError):
        check(capsys)
    assert f"claim {claim.pk}: scheduled" in lines[-2]
    assert json.loads(lines[-1])["asleep"] == 1
