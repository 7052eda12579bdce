"""What demo organisations ask for."""

from datetime import date, timedelta
from itertools import islice
from random import Random

from django.utils import timezone

from demo.seeding.copying import copy_rows, reserve_ids
from demo.seeding.members import Members
from demo.seeding.wording import Kind, title, words
from wanted.models import Want, WantStep

CHUNK = 20_000
TERMS = [["free", "sale"], ["free"], ["rent", "loan"], ["free", "sale", "loan"]]
STATES = {"open": 68, "met": 14, "closed": 8, "expired": 10}


def make_wants(
    random: Random, members: Members, kinds: list[Kind], amount: int
) -> None:
    """Write `amount` wants in every state, with their steps."""
    plans = (_plan(random, members, kinds, pk) for pk in reserve_ids(Want, amount))
    while chunk := list(islice(plans, CHUNK)):
        copy_rows(Want, chunk)
        copy_rows(WantStep, [step for plan in chunk for step in _steps(plan)])


def _plan(random: Random, members: Members, kinds: list[Kind], pk: int) -> dict:
    kind = random.choice(kinds)
    organisation = random.choice(members.trading)
    state = random.choices(list(STATES), list(STATES.values()))[0]
    posted_at = timezone.now() - timedelta(days=random.uniform(0.2, 60))
    prefix = random.choice(words()["wanted_prefix"])
    wanted = title(kind, random)
    return {
        "id": pk,
        "organisation_id": organisation,
        "location_id": random.choice(members.places[organisation])["id"],
        "category_id": kind.code,
        "made_by_id": random.choice(members.people[organisation]),
        "title": f"{prefix}{wanted[0].lower()}{wanted[1:]}" if prefix else wanted,
        "description": random.choice(words()["wanted_why"]),
        "quantity": random.choice([1, 1, 2, 4, 6, 10, 20]),
        "needed_by": _needed_by(random, state),
        "terms": random.choice(TERMS),
        "max_price_eur": random.choice([None, None, 25, 50, 100, 250]),
        "radius_km": random.choice([None, 25, 50, 100]),
        "urgent": random.random() < 0.08,
        "state": state,
        "posted_at": posted_at,
        "matched_at": posted_at,
    }


def _needed_by(random: Random, state: str) -> date | None:
    today = timezone.localdate()
    if state == "expired":
        return today - timedelta(days=random.randint(1, 20))
    if random.random() < 0.5:
        return today + timedelta(days=random.randint(5, 120))
    return None


def _steps(plan: dict) -> list[dict]:
    path = ["open"] if plan["state"] == "open" else ["open", plan["state"]]
    span = (timezone.now() - plan["posted_at"]) / 2
    return [
        {
            "subject_id": plan["id"],
            "state": state,
            "by_id": None if state == "expired" else plan["made_by_id"],
            "at": plan["posted_at"] + index * span,
        }
        for index, state in enumerate(path)
    ]
