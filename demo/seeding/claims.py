"""Claims on demo listings in every state, with their steps and pickups."""

import uuid
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from base.holidays import is_workday
from base.mornings import moment as morning
from base.periods import moments
from catalogue.models import Category
from claims.models import Claim, ClaimStep, Feedback, Hold
from claims.states import HOLDING
from demo.seeding.copying import copy_rows, reserve_ids
from demo.seeding.members import Members
from demo.seeding.wording import words
from listings.models import Listing
from logistics.models import Pickup, PickupLine, PickupStep

FINAL = {
    "asked": 30, "accepted": 10, "scheduled": 14, "handed_over": 26,
    "declined": 8, "withdrawn": 6, "expired": 6,
}  # fmt: skip
PATHS = {
    "asked": ["asked"],
    "accepted": ["asked", "accepted"],
    "scheduled": ["asked", "accepted", "scheduled"],
    "handed_over": ["asked", "accepted", "scheduled", "handed_over"],
    "returned": ["asked", "accepted", "scheduled", "handed_over", "returned"],
    "done": ["asked", "accepted", "done"],
    "declined": ["asked", "declined"],
    "withdrawn": ["asked", "withdrawn"],
    "expired": ["asked", "expired"],
}
BY_OWNER = {"accepted", "declined"}
WENT = {"handed_over", "returned"}
TAKES_STOCK = {"accepted", "scheduled", "handed_over", "done"}
# Nothing of a room or a service moves.
WITHOUT_GOODS = {"scheduled": "accepted", "handed_over": "done", "returned": "done"}
DAY = timedelta(days=1)


class Claims:
    """Plans claims while listings are made; `write` copies what was planned."""

    def __init__(self, random: Random, members: Members, share: float):
        self.random, self.members, self.share = random, members, share
        self.now = timezone.now()
        goods = Category.objects.filter(kind=Category.Kind.GOODS)
        self.goods = set(goods.values_list("pk", flat=True))
        rooms = Category.objects.filter(kind=Category.Kind.SPACE)
        self.rooms = set(rooms.values_list("pk", flat=True))
        self.planned: list[tuple[dict, dict, list[str]]] = []

    def plan(self, listing: dict) -> None:
        """Maybe ask for this listing; a gone one was certainly handed over."""
        random = self.random
        moves = listing["category_id"] in self.goods
        if listing["state"] == "gone" and not moves:
            listing["state"] = "live"
        gone = listing["state"] == "gone"
        if gone and listing["terms"][0] not in ("free", "sale"):
            listing |= {"terms": ["free"], "rent_eur": None, "rent_per": ""}
        asked_for = listing["state"] in ("live", "paused", "withdrawn")
        if not gone and not (asked_for and random.random() < self.share):
            return
        final = "handed_over" if gone else self._final(listing)
        self._claim(listing, final, listing["quantity"] if gone else 1)

    def _final(self, listing: dict) -> str:
        if listing["state"] == "withdrawn":
            return "declined"
        final = self.random.choices(list(FINAL), list(FINAL.values()))[0]
        if listing["category_id"] not in self.goods:
            return self._without_goods(listing, final)
        temporary = listing["terms"][0] in ("rent", "loan")
        if final == "handed_over" and temporary and self.random.random() < 0.6:
            return "returned"
        return final

    def _without_goods(self, listing: dict, final: str) -> str:
        """What somebody does for the mass of members is done, or still asked for."""
        final = WITHOUT_GOODS.get(final, final)
        is_room = listing["category_id"] in self.rooms
        return "done" if final == "accepted" and not is_room else final

    def _claim(self, listing: dict, final: str, quantity: int) -> None:
        random = self.random
        asker = self._somebody_else(listing["organisation_id"])
        term = listing["terms"][0]
        if quantity < listing["left"] and random.random() < 0.3:
            quantity = max(listing["left"] // 2, 1)
        if final in TAKES_STOCK and term in ("free", "sale"):
            listing["left"] -= quantity
            if not listing["left"] and listing["state"] == "live":
                listing["state"] = "gone"
        row = self._row(listing, final, quantity, asker)
        if quantity == listing["left"] and final == "handed_over" and row["ends_on"]:
            listing["free_from"] = row["ends_on"] + DAY
        self.planned.append((listing, row, PATHS[final]))

    def _somebody_else(self, owner: int) -> int:
        asker = owner
        while asker == owner:
            asker = self.random.choice(self.members.trading)
        return asker

    def _row(self, listing: dict, final: str, quantity: int, asker: int) -> dict:
        random, term = self.random, listing["terms"][0]
        asked_at = self._asked_at(listing, final)
        temporary = term in ("rent", "loan")
        starts_on = self._start(final, asked_at).date() if temporary else None
        over = ("handed_over", "returned", "done")
        days = 5 if final in over else random.randint(3, 40)
        still_out = 60 if final == "handed_over" else 0
        ends_on = starts_on and starts_on + timedelta(days=days + still_out)
        return {
            "id": 0,
            "listing_id": listing["id"],
            "offered_by_id": listing["organisation_id"],
            "title": listing["title"],
            "organisation_id": asker,
            "asker_id": random.choice(self.members.people[asker]),
            "location_id": random.choice(self.members.places[asker])["id"],
            "term": term,
            "quantity": quantity,
            "handed_over": quantity if final in WENT else 0,
            "price_eur": listing["price_eur"]
            if term == "sale"
            else listing["rent_eur"],
            "price_per": listing["rent_per"] if term == "rent" else "",
            "message": random.choice(words()["messages"]),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "state": final,
            "asked_at": asked_at,
            "reached_at": asked_at,
            "remind_at": self._remind_at(final, asked_at, ends_on),
            "rest_due_at": None,
            "expires_at": self._expires_at(final, asked_at, starts_on),
            "over_at": self._over_at(listing, final, starts_on, days),
        }

    def _remind_at(
        self, final: str, asked_at: datetime, ends_on: date | None
    ) -> datetime | None:
        """Of an answer, and of bringing back what is out."""
        if final == "handed_over" and ends_on:
            return morning(ends_on - 3 * DAY)
        later = asked_at + 3 * DAY
        return later if final == "asked" and later > self.now else None

    def _over_at(
        self, listing: dict, final: str, starts_on: date | None, days: int
    ) -> datetime | None:
        """When the use of a room ends by itself."""
        is_kept = final == "accepted" and listing["category_id"] not in self.goods
        return morning(starts_on + (days + 1) * DAY) if is_kept and starts_on else None

    def _expires_at(
        self, final: str, asked_at: datetime, starts_on: date | None
    ) -> datetime:
        """What was promised waits for a plan, some days longer than the demo runs."""
        if final != "accepted":
            return asked_at + 14 * DAY
        ahead = max(starts_on - self.now.date(), 0 * DAY) if starts_on else 0 * DAY
        return self.now + ahead + timedelta(days=self.random.uniform(4, 13))

    def _asked_at(self, listing: dict, final: str) -> datetime:
        """After it went live; open claims are young, ended ones older."""
        youngest, oldest = {
            "asked": (0.1, 11),
            "accepted": (1, 12),
            "scheduled": (3, 12),
            "declined": (3, 60),
            "withdrawn": (3, 60),
            "expired": (16, 70),
        }.get(final, (20, 70))
        asked_at = self.now - timedelta(days=self.random.uniform(youngest, oldest))
        start = asked_at - timedelta(days=self.random.uniform(0.2, 9))
        if listing["live_at"] > start:
            listing["made_at"] = start - timedelta(minutes=20)
            listing["live_at"] = listing["announced_at"] = start
        return asked_at

    def _start(self, final: str, asked_at: datetime) -> datetime:
        if final in ("handed_over", "returned", "done"):
            return asked_at + 6 * DAY
        return self.now + timedelta(days=self.random.randint(4, 20))

    def write(self) -> None:
        """Copy the claims, their steps and their pickups."""
        ids = reserve_ids(Claim, len(self.planned)) if self.planned else []
        for pk, (_, row, _) in zip(ids, self.planned, strict=True):
            row["id"] = pk
        copy_rows(Claim, [row for _, row, _ in self.planned])
        first = Claim.objects.filter(listing=OuterRef("pk")).order_by("asked_at")
        listings = {row["listing_id"] for _, row, _ in self.planned}
        Listing.objects.filter(pk__in=listings).update(
            first_asked_at=Subquery(first.values("asked_at")[:1])
        )
        copy_rows(
            ClaimStep, [step for plan in self.planned for step in self._steps(*plan)]
        )
        copy_rows(Hold, [_hold(row) for _, row, _ in self.planned if _holds(row)])
        self._write_pickups()
        copy_rows(
            Feedback, [told for _, row, _ in self.planned for told in self._told(row)]
        )
        self.planned = []

    def _told(self, row: dict) -> list[dict]:
        """What the asker said of how it went, as a rule."""
        is_over = row["state"] in ("returned", "done") or (
            row["state"] == "handed_over" and not row["ends_on"]
        )
        if not is_over or self.random.random() < 0.3:
            return []
        on_time = self.random.random() < 0.9
        return [
            {
                "claim_id": row["id"],
                "organisation_id": row["organisation_id"],
                "about_id": row["offered_by_id"],
                "by_id": row["asker_id"],
                "at": min(row["asked_at"] + 20 * DAY, self.now),
                "as_described": True,
                "on_time": on_time,
                "again": True,
                "words": "" if on_time else words()["late"],
            }
        ]

    def _steps(self, listing: dict, row: dict, path: list[str]) -> list[dict]:
        span = (self.now - row["asked_at"]) / (len(path) + 1)
        return [
            {
                "subject_id": row["id"],
                "state": state,
                "by_id": None
                if state == "expired"
                else listing["made_by_id"]
                if state in BY_OWNER
                else row["asker_id"],
                "why": self.random.choice(words()["declined"])
                if state == "declined"
                else "",
                "at": row["asked_at"] + index * span,
            }
            for index, state in enumerate(path)
        ]

    def _write_pickups(self) -> None:
        pickups = [
            pickup
            for listing, row, path in self.planned
            for pickup in self._pickups(listing, row, path)
        ]
        if not pickups:
            return
        lines = [pickup.pop("line") for pickup in pickups]
        for pk, pickup, line in zip(
            reserve_ids(Pickup, len(pickups)), pickups, lines, strict=True
        ):
            pickup["id"] = line["pickup_id"] = pk
        copy_rows(Pickup, pickups)
        copy_rows(PickupLine, lines)
        copy_rows(
            PickupStep, [step for pickup in pickups for step in _pickup_steps(pickup)]
        )

    def _pickups(self, listing: dict, row: dict, path: list[str]) -> list[dict]:
        made = []
        if row["state"] == "accepted" and self.random.random() < 0.2:
            made.append(self._pickup(listing, row, "out", "called_off", 2))
        if "scheduled" in path:
            done = row["state"] != "scheduled"
            ahead = -12 if done else self.random.randint(1, 9)
            made.append(
                self._pickup(listing, row, "out", "done" if done else "planned", ahead)
            )
        if row["state"] == "returned":
            made.append(self._pickup(listing, row, "back", "done", -3))
        return made

    def _pickup(
        self, listing: dict, row: dict, direction: str, state: str, days: int
    ) -> dict:
        starts_at = _workday_slot(self.now + days * DAY, self.random.randint(9, 15))
        mover = "asker" if self.random.random() < 0.8 else "owner"
        # Both ways, an asker who travels comes to the owner's place.
        place = (listing if mover == "asker" else row)["location_id"]
        planned = state == "planned"
        chase = datetime.combine(starts_at.date() + DAY, time(9), starts_at.tzinfo)
        remind, assumed = chase - 2 * DAY, chase + 13 * DAY
        return {
            "id": 0,
            "line": {
                "claim_id": row["id"],
                "quantity": row["quantity"],
                "left_behind": 0,
            },
            "offered_by_id": row["offered_by_id"],
            "organisation_id": row["organisation_id"],
            "direction": direction,
            "mover": mover,
            "location_id": place,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=1),
            "state": state,
            "remind_at": remind if planned and remind > self.now else None,
            "chase_at": chase if planned else None,
            "assumed_at": assumed if planned and direction == "out" else None,
            "uid": uuid.UUID(int=self.random.getrandbits(128), version=4),
            "made_at": row["asked_at"] + DAY,
        }


def _holds(row: dict) -> bool:
    is_over = row["state"] == "done" and not row["starts_on"]
    return row["state"] in HOLDING or is_over


def _hold(row: dict) -> dict:
    """What was said yes to is kept: for good, or for its days."""
    days = row["starts_on"] and moments(row["starts_on"], row["ends_on"])
    is_out = row["state"] in WENT
    return {
        "claim_id": row["id"],
        "listing_id": row["listing_id"],
        "quantity": row["quantity"],
        "period": TimestamptzRange(*(days or (row["asked_at"], None))),
        "due_at": days[1] if days else None,
        "out_since": (days[0] if days else row["asked_at"]) if is_out else None,
    }


def _workday_slot(moment: datetime, hour: int) -> datetime:
    """That day, or the next workday, at a whole hour in the Netherlands."""
    local = timezone.localtime(moment)
    while not is_workday(local.date()):
        local += DAY
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _pickup_steps(pickup: dict) -> list[dict]:
    states = (
        ["planned"] if pickup["state"] == "planned" else ["planned", pickup["state"]]
    )
    return [
        {
            "subject_id": pickup["id"],
            "state": state,
            "why": words()["called_off"][0] if state == "called_off" else "",
            "at": pickup["made_at"] + index * DAY,
        }
        for index, state in enumerate(states)
    ]
