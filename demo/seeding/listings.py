"""Listings in every category and state, with their history and pictures."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate, islice
from random import Random

from django.utils import timezone
from psycopg.types.json import Jsonb

from catalogue.models import Category
from demo.seeding.answers import answers
from demo.seeding.claims import Claims
from demo.seeding.copying import copy_rows, reserve_ids
from demo.seeding.members import Members
from demo.seeding.pictures import Pictures
from demo.seeding.wording import Kind, description, title, words
from listings.models import Listing, ListingStep, Photo

CHUNK = 20_000
WHOLE_EURO_UNTIL = 20
STATES = {
    "live": 66, "draft": 7, "in_review": 1, "paused": 4,
    "gone": 12, "expired": 7, "withdrawn": 3,
}  # fmt: skip
PATHS = {
    "draft": ["draft"],
    "in_review": ["draft", "in_review"],
    "live": ["draft", "live"],
    "paused": ["draft", "live", "paused"],
    "gone": ["draft", "live", "gone"],
    "expired": ["draft", "live", "expired"],
    "withdrawn": ["draft", "live", "withdrawn"],
}
TERMS = {
    "goods": ([["free"], ["sale"], ["loan"], ["rent"]], [36, 48, 9, 7]),
    "space": ([["rent"], ["loan"]], [8, 2]),
    "service": ([["rent"], ["free"]], [8, 2]),
}  # fmt: skip
# Asking price as a share of the new price, by condition: our own estimate.
WORTH = {
    "new": 0.6, "as_new": 0.5, "good": 0.3, "used": 0.15, "to_repair": 0.05, "": 0.2,
}  # fmt: skip
# Rent as a share of the new price, by the time that it is counted in: our own estimate.
RENT = {"day": 0.02, "week": 0.06, "month": 0.15}
DEAR, FEW = 1_000, 4  # of what costs more new than that, nobody has more to spare
CHEAPEST_LENT, CHEAPEST_SOLD = 250, 2.5  # euro: the new price, and what is asked
QUANTITIES = {1: 30, 2: 14, 3: 9, 4: 9, 6: 9, 8: 7, 10: 8, 12: 5, 20: 5, 40: 4}


class Listings:
    """Makes listings, chunk by chunk, so that a million of them fit in memory."""

    def __init__(
        self, random: Random, members: Members, kinds: list[Kind], pictures: Pictures
    ):
        self.random, self.members, self.kinds = random, members, kinds
        self.pictures = pictures
        self.categories = Category.objects.in_bulk()
        self.goods = {kind.code for kind in kinds if kind.kind == "goods"}
        self.now, self.today = timezone.now(), timezone.localdate()
        # A few kinds and a few members make up most of the supply.
        self.kind_weights = list(
            accumulate(1 / (rank + 4) for rank in range(len(kinds)))
        )
        random.shuffle(self.kinds)
        owners = members.trading
        self.owner_weights = list(
            accumulate(1 / (rank + 8) for rank in range(len(owners)))
        )

    def make(self, amount: int, claims: int) -> None:
        """Write `amount` listings, and about `claims` claims on them."""
        maker = Claims(self.random, self.members, share=claims / max(amount, 1))
        plans = (self._plan(pk) for pk in reserve_ids(Listing, amount))
        while chunk := list(islice(plans, CHUNK)):
            for plan in chunk:
                maker.plan(plan)
            copy_rows(Listing, chunk)
            copy_rows(ListingStep, [step for plan in chunk for step in _steps(plan)])
            copy_rows(Photo, self._photos(chunk))
            maker.write()

    def _plan(self, pk: int) -> dict:
        random = self.random
        kind = random.choices(self.kinds, cum_weights=self.kind_weights)[0]
        owner = random.choices(self.members.trading, cum_weights=self.owner_weights)[0]
        place = random.choice(self.members.places[owner])
        state = random.choices(list(STATES), list(STATES.values()))[0]
        made_at = self.now - timedelta(days=random.expovariate(1 / 45) + 0.5)
        condition = "" if kind.kind != "goods" else _condition(random, kind)
        quantity = _quantity(random, kind)
        plan = {
            "id": pk,
            "organisation_id": owner,
            "location_id": place["id"],
            "category_id": kind.code,
            "made_by_id": random.choice(self.members.people[owner]),
            "title": title(kind, random),
            "description": description(kind, condition, random),
            "quantity": quantity,
            "left": quantity,
            "free_from": None,
            "unit": kind.unit,
            "condition": condition,
            "weight_kg": kind.weight_kg and round(kind.weight_kg, 2),
            "state": state,
            "made_at": made_at,
            "live_at": None if state in ("draft", "in_review") else made_at + A_MOMENT,
            "announced_at": made_at + A_MOMENT,
            "quiet_at": self.now + timedelta(days=random.randint(1, 60)),
        }
        plan |= _terms(random, kind, condition)
        plan |= _dates(random, kind, state, self.today, made_at)
        plan |= _lot(random, kind, condition, self.today)
        category = self.categories[kind.code]
        declared = answers(random, category, plan["terms"], condition, self.today)
        return plan | {"declared": Jsonb(declared)}

    def _photos(self, chunk: list[dict]) -> Iterator[dict]:
        for plan in chunk:
            yield from self.pictures.photos(
                plan["id"],
                plan["category_id"],
                plan["quantity"],
                plan["title"],
                alone=plan["category_id"] not in self.goods,
            )


A_MOMENT = timedelta(minutes=20)


def _condition(random: Random, kind: Kind) -> str:
    if kind.expires:
        return "new"
    return random.choices(
        ["new", "as_new", "good", "used", "to_repair", ""], [8, 18, 44, 22, 3, 5]
    )[0]


def _quantity(random: Random, kind: Kind) -> int:
    if kind.kind != "goods":
        return 1
    most = FEW if kind.price > DEAR else max(QUANTITIES)
    fitting = {
        amount: weight for amount, weight in QUANTITIES.items() if amount <= most
    }
    amounts, weights = zip(*fitting.items(), strict=True)
    return random.choices(amounts, weights)[0]


def _terms(random: Random, kind: Kind, condition: str) -> dict:
    """On what terms, for what price. What costs little is given away or sold, not lent
    or rented; what is worth next to nothing is given away."""
    options, weights = TERMS[kind.kind]
    terms = random.choices(options, weights)[0]
    is_cheap = not kind.per and kind.price < CHEAPEST_LENT
    if is_cheap and terms[0] in ("loan", "rent"):
        terms = ["free"]
    worth = kind.price * WORTH[condition] * random.uniform(0.7, 1.3)
    if terms == ["sale"] and worth < CHEAPEST_SOLD:
        terms = ["free"]
    price = rounded(worth) if terms == ["sale"] else None
    return {"terms": terms, "price_eur": price} | _rent(random, kind, terms)


def _rent(random: Random, kind: Kind, terms: list[str]) -> dict:
    if terms != ["rent"]:
        return {"rent_eur": None, "rent_per": ""}
    per = kind.per or random.choice(list(RENT))
    share = random.uniform(0.8, 1.2) if kind.per else RENT[per]
    return {"rent_eur": rounded(kind.price * share), "rent_per": per}


def rounded(amount: float) -> float:
    """A price as people write it: whole euros, above 20 of them whole fives."""
    step = 5 if amount > WHOLE_EURO_UNTIL else 1
    return float(max(round(amount / step) * step, 1))


def _dates(
    random: Random, kind: Kind, state: str, today: date, made_at: datetime
) -> dict:
    until = None
    if state == "expired":
        until = today - timedelta(days=random.randint(1, 30))
    elif random.random() < 0.4:
        until = today + timedelta(days=random.randint(10, 150))
    return {"available_until": until}


def _lot(random: Random, kind: Kind, condition: str, today: date) -> dict:
    """What stands on the label of what was never opened."""
    lot, expiry = "", None
    if condition == "new":
        lot = f"L{random.randint(10000, 99999)}"
    if kind.expires:
        expiry = today + timedelta(days=random.randint(60, 900))
    return {"expiry_date": expiry, "lot": lot}


def _steps(plan: dict) -> Iterator[dict]:
    at = plan["made_at"]
    for state in PATHS[plan["state"]]:
        by = None if state in ("expired", "gone") else plan["made_by_id"]
        why = words()["why"][0] if state == "withdrawn" else ""
        yield {
            "subject_id": plan["id"],
            "state": state,
            "by_id": by,
            "why": why,
            "at": min(at, timezone.now()),
        }
        at += A_MOMENT if state == "draft" else timedelta(days=8)
