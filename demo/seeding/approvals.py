"""What waits for approval at Bram's: Ada coordinates there, and Ben stands in for her
when she is away."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from approvals.models import Deputy, Rule
from claims import actions as claiming
from listings.models import Listing
from members.models import User

DAY = timedelta(days=1)
WORDS = Path(__file__).parent.parent / "data" / "approvals.json"


def play(people: dict[str, User], join: Callable, offer: Callable) -> None:
    """Bram asks for two tables of Anna's, together € 800: Ada says yes or no."""
    bram = people["bram"]
    hospital = bram.trades_for
    ada = join("ada", "Ada Mulder", organisation=hospital, role=User.Role.COORDINATOR)
    ben = join("ben", "Ben Kaya", organisation=hospital)
    today = timezone.localdate()
    away = {"first": today + 14 * DAY, "last": today + 21 * DAY}
    Deputy.objects.create(coordinator=ada, deputy=ben, **away)
    hospital.approval_rules.create(deed="ask", from_eur=750)
    Rule.objects.create(organisation=hospital, deed="offer", from_eur=5000)
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    offer(people["anna"], **words["tables"])
    tables = Listing.objects.get(title=words["tables"]["title"])
    wish: dict[str, Any] = {
        "term": "sale",
        "quantity": 2,
        "message": words["message"],
    }
    place = hospital.locations.earliest("pk")
    claiming.ask(tables, by=bram, location=place, **wish)
