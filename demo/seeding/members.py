"""Organisations, their places and people."""

from datetime import datetime, time, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from base.models import Town
from demo.seeding.copying import copy_rows, reserve_ids
from demo.seeding.wording import words
from members.models import (
    EmailDomain,
    Location,
    Organisation,
    OrganisationStep,
    PickupHours,
    User,
)

# How often a sector occurs among the members: our own estimate.
FRIDAY = 4
SECTORS = {
    "verpleeghuis": 26, "vvt": 22, "ghz": 12, "ggz": 10, "ziekenhuis": 11,
    "thuiszorg": 6, "revalidatie": 2, "zbc": 2, "umc": 1, "hospice": 2,
    "jeugdzorg": 2, "eerstelijn": 1, "kraamzorg": 1, "ggd": 1,
    "maatschappelijke-opvang": 1, "facilitair": 2,
}  # fmt: skip


class Members:
    """The organisations that were made, and who and where they are."""

    def __init__(self, random: Random):
        self.random = random
        self.towns = list(Town.objects.order_by("-population")[:700])
        self.weights = [town.population**0.7 for town in self.towns]
        self.names: set[str] = set()
        self.places: dict[int, list[dict]] = {}
        self.people: dict[int, list[int]] = {}
        self.trading: list[int] = []

    def make(self, organisations: int, locations: int, people: int) -> None:
        """Write them all: every organisation gets at least one place and person."""
        rows = self._organisations(organisations)
        ids = [row["id"] for row in rows]
        self._steps(rows)
        self._domains(rows)
        self._locations(rows, self._spread(ids, locations))
        self._people(rows, self._spread(ids, people))
        self.trading = [row["id"] for row in rows if row["state"] == "active"]

    def _spread(self, ids: list[int], amount: int) -> list[int]:
        """Large and small ones: a few organisations have many."""
        weights = [1 / (rank + 3) for rank in range(len(ids))]
        more = max(amount - len(ids), 0)
        return [*ids, *self.random.choices(ids, weights, k=more)]

    def _organisations(self, amount: int) -> list[dict]:
        random = self.random
        sectors = random.choices(list(SECTORS), list(SECTORS.values()), k=amount)
        rows = []
        for pk, sector in zip(reserve_ids(Organisation, amount), sectors, strict=True):
            town = self._town()
            state = random.choices(["active", "applied", "suspended"], [97, 2, 1])[0]
            rows.append(
                {
                    "id": pk,
                    "name": self._name(sector, town.name),
                    "kvk": f"{90_000_000 + pk}",
                    "sector_id": sector,
                    "province": town.province,
                    "state": state,
                    "applied_at": _ago(random.uniform(60, 700)),
                }
            )
        copy_rows(Organisation, rows)
        return rows

    def _town(self) -> Town:
        return self.random.choices(self.towns, self.weights)[0]

    def _name(self, sector: str, town: str) -> str:
        pattern = self.random.choice(words()["organisation_kinds"][sector])
        word = self.random.choice(words()["organisation_words"])
        name = pattern.format(x=word, t=town)
        if name in self.names:
            name = f"{name} {town}"
        while name in self.names:
            name = f"{name} {self.random.choice(words()['organisation_words'])}"
        self.names.add(name)
        return name

    def _steps(self, rows: list[dict]) -> None:
        copy_rows(
            OrganisationStep,
            [
                {
                    "subject_id": row["id"],
                    "state": state,
                    "at": row["applied_at"] + after,
                }
                for row in rows
                for state, after in _history(row["state"])
            ],
        )

    def _domains(self, rows: list[dict]) -> None:
        for row in rows:
            row["domain"] = f"{slugify(row['name'])[:60].strip('-')}.example"
        copy_rows(
            EmailDomain,
            [{"organisation_id": row["id"], "name": row["domain"]} for row in rows],
        )

    def _locations(self, rows: list[dict], owners: list[int]) -> None:
        provinces = {row["id"]: row["province"] for row in rows}
        places = [
            self._location(pk, owner, provinces[owner])
            for pk, owner in zip(
                reserve_ids(Location, len(owners)), owners, strict=True
            )
        ]
        copy_rows(Location, places)
        copy_rows(PickupHours, [row for place in places for row in _hours(place["id"])])

    def _location(self, pk: int, owner: int, province: str) -> dict:
        random, near = self.random, self._town()
        for _ in range(4):  # most places of an organisation are in its own province
            if near.province == province:
                break
            near = self._town()
        siblings = self.places.setdefault(owner, [])
        place = {
            "id": pk,
            "organisation_id": owner,
            "name": _unused(random.choice(words()["location_words"]), siblings),
            "address": f"{random.choice(words()['streets'])} {random.randint(1, 240)}",
            "postcode": f"{random.randint(1011, 9999)} {random.choice('ABCDE')}"
            f"{random.choice('ABCDEFG')}",
            "town": near.name,
            "latitude": round(near.latitude + random.uniform(-0.02, 0.02), 5),
            "longitude": round(near.longitude + random.uniform(-0.02, 0.02), 5),
            "contact_name": _person(random),
            "contact_phone": f"085 {random.randint(1000000, 9999999)}",
            "has_dock": random.random() < 0.35,
            "has_goods_lift": random.random() < 0.6,
            "floor": random.choice([0, 0, 0, 1, 2]),
            "narrowest_door_cm": random.choice([None, 85, 90, 100, 120]),
            "remarks": random.choice(words()["remarks"]),
        }
        siblings.append(place)
        return place

    def _people(self, rows: list[dict], employers: list[int]) -> None:
        domains = {row["id"]: row["domain"] for row in rows}
        people = []
        for pk, employer in zip(
            reserve_ids(User, len(employers)), employers, strict=True
        ):
            colleagues = self.people.setdefault(employer, [])
            colleagues.append(pk)
            people.append(
                self._user(pk, employer, domains[employer], len(colleagues) == 1)
            )
        copy_rows(User, people)
        copy_rows(EmailAddress, [_address(row) for row in people])

    def _user(self, pk: int, employer: int, domain: str, first: bool) -> dict:
        name = _person(self.random)
        return {
            "id": pk,
            "email": f"{slugify(name).replace('-', '.')}.{pk}@{domain}",
            "name": name,
            "password": make_password(None),
            "organisation_id": employer,
            "role": "coordinator" if first else "colleague",
            "language": "en" if self.random.random() < 0.05 else "nl",
            "letters": self.random.choices(["at_once", "daily", "off"], [5, 4, 1])[0],
            "date_joined": _ago(self.random.uniform(1, 600)),
        }


def _address(person: dict) -> dict:
    return {
        "user_id": person["id"],
        "email": person["email"],
        "verified": True,
        "primary": True,
    }


def _history(state: str) -> list[tuple[str, timedelta]]:
    path = {"applied": ["applied"], "active": ["applied", "active"]}
    steps = path.get(state, ["applied", "active", "suspended"])
    return [(step, timedelta(days=7 * index)) for index, step in enumerate(steps)]


def _hours(location: int) -> list[dict]:
    return [
        {
            "location_id": location,
            "weekday": day,
            "opens": time(8 + location % 2),
            "closes": time(16 if day == FRIDAY else 17),
        }
        for day in range(5)
    ]


def _unused(name: str, siblings: list[dict]) -> str:
    taken = {place["name"] for place in siblings}
    return name if name not in taken else f"{name} {len(siblings) + 1}"


def _person(random: Random) -> str:
    given, family = words()["given_names"], words()["family_names"]
    return f"{random.choice(given)} {random.choice(family)}"


def _ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
