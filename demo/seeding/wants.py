"""What demo organisations ask for."""

from datetime import date, timedelta
from itertools import islice
from random import Random

from django.utils import timezone

from demo.seeding.copying import copy_rows, reserve_ids
from demo.seeding.listings import DEAR, rounded
from demo.seeding.members import Members
from demo.seeding.wording import Kind, title, words
from wanted.models import Want, WantStep

CHUNK = 20_000
TERMS = {
    "goods": [["free", "sale"], ["free"], ["rent", "loan"], ["free", "sale", "loan"]],
    "space": [["rent", "loan"], ["rent"]],
    "service": [["rent", "free"], ["rent"]],
}
PAID = {"sale", "rent"}
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
    terms = random.choice(TERMS[kind.kind])
    wanted = title(kind, random)
    return {
        "id": pk,
        "organisation_id": organisation,
        "location_id": random.choice(members.places[organisation])["id"],
        "category_id": kind.code,
        "made_by_id": random.choice(members.people[organisation]),
        "title": f"{prefix}{_in_a_sentence(wanted)}" if prefix else wanted,
        "description": random.choice(words()["wanted_why"]),
        "quantity": _quantity(random, kind),
        "needed_by": _needed_by(random, state),
        "terms": terms,
        "max_price_eur": _most(random, kind) if PAID & set(terms) else None,
        "radius_km": random.choice([None, 25, 50, 100]),
        "urgent": random.random() < 0.08,
        "state": state,
        "posted_at": posted_at,
        "matched_at": posted_at,
    }


def _in_a_sentence(title: str) -> str:
    """A rolstoel, but an AED."""
    is_word = title[1].islower()
    return f"{title[0].lower()}{title[1:]}" if is_word else title


def _quantity(random: Random, kind: Kind) -> int:
    if kind.kind != "goods" or kind.price > DEAR:
        return random.choice([1, 1, 2])
    return random.choice([1, 2, 4, 6, 10, 20])


def _most(random: Random, kind: Kind) -> float | None:
    """What somebody would pay at most, if they say so: for goods a part of new."""
    share = random.choice([0.2, 0.35, 0.5]) if kind.kind == "goods" else 1
    return random.choice([None, None, rounded(kind.price * share)])


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
