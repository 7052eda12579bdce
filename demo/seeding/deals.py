"""Deals of the cast that are no plain give and take: a day on which an owner chooses,
things asked for together, and damage. Played with the same actions as everybody's."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from claims import actions
from listings.models import Listing
from logistics import actions as moving
from logistics.returns import Came
from members.models import User

DEALS = Path(__file__).parent.parent / "data" / "deals.json"
DAY = timedelta(days=1)
Offer = Callable[..., None]
People = dict[str, User]


def play(people: People, offer: Offer) -> None:
    """Of what Anna offers."""
    deals = json.loads(DEALS.read_text(encoding="utf-8"))
    _choosing(deals["choosing"], people, offer)
    _basket(deals["basket"], people, offer)
    _damage(deals["damage"], people, offer)


def _choosing(deal: dict, people: People, offer: Offer) -> None:
    """Two ask for what Anna gives away on a day that she named."""
    day = timezone.localdate() + 5 * DAY
    listing = _offered(deal["listing"] | {"decides_on": day}, people["anna"], offer)
    for name, (words, number) in deal["asks"].items():
        wish = {"term": "free", "quantity": number, "message": words}
        place = people[name].trades_for.locations.earliest("pk")
        actions.ask(listing, by=people[name], location=place, **wish)


def _basket(deal: dict, people: People, offer: Offer) -> None:
    """Bram asked for both at once; Carla has them in a basket still."""
    bram, carla = people["bram"], people["carla"]
    wish: dict[str, Any] = {"term": "free", "quantity": 2}
    offered = [_offered(row, people["anna"], offer) for row in deal["listings"]]
    for listing in offered:
        actions.put_in(listing, by=carla, **wish)
    rows = [actions.put_in(listing, by=bram, **wish) for listing in offered]
    place = bram.trades_for.locations.earliest("pk")
    words = deal["message"]
    actions.ask_together(rows[0].bundle, by=bram, location=place, message=words)


def _damage(deal: dict, people: People, offer: Offer) -> None:
    """Of ten that Bram had eight came back whole; both speak of the others."""
    anna, bram = people["anna"], people["bram"]
    listing = _offered(deal["listing"], anna, offer)
    today = timezone.localdate()
    claim = actions.ask(
        listing,
        by=bram,
        location=bram.trades_for.locations.earliest("pk"),
        term="loan",
        quantity=10,
        message=deal["message"],
        starts_on=today,
        ends_on=today + 2 * DAY,
    )
    claim = actions.accept(claim, by=anna)
    moving.happened(claim, by=bram)
    came = {claim.pk: Came(8, 1, 1, deal["words"])}
    moving.happened(claim, by=anna, direction="back", came=came)
    for damage in claim.damages.all():
        actions.propose_for_damage(damage, by=bram, words=deal["proposal"])


def _offered(row: dict, owner: User, offer: Offer) -> Listing:
    offer(owner, **row)
    return Listing.objects.get(title=row["title"], organisation=owner.organisation)
