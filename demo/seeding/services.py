"""Services of the cast: one by quote, one by the hour; played with the same actions as
everybody's."""

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from base.holidays import is_workday
from claims import actions
from claims.actions import JobWish, Line
from claims.models import Claim
from conversations import actions as talking
from listings.forms.service import show_price
from listings.models import Listing, Service
from listings.opening import Span, at
from members.models import User

WORDS = Path(__file__).parent.parent / "data" / "services.json"
DAY = timedelta(days=1)
Offer = Callable[..., None]
Charge = Service.Charge


def play(people: dict[str, User], offer: Offer) -> None:
    """Carla reads a quote for a training, Anna expects a technician."""
    anna, bram, carla = (people[name] for name in ("anna", "bram", "carla"))
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    _by_quote(words["training"], carla, bram, offer)
    _by_the_hour(words["technician"], anna, bram, offer)


def _by_quote(words: dict, carla: User, bram: User, offer: Offer) -> None:
    said = {"places": ["asker", "owner"], "notice_days": 14}
    training = _service(words, bram, offer, charge=Charge.QUOTE, **said)
    claim = _asked(training, carla, words["answers"])
    question, answer = words["talk"]
    talking.write(claim, by=bram, text=question)
    talking.write(claim, by=carla, text=answer)
    lines = [Line(what, Decimal(n), Decimal(each)) for what, n, each in words["lines"]]
    until = timezone.localdate() + 21 * DAY
    sent = {"valid_until": until, "words": words["note"]}
    actions.send_quote(claim, lines, by=bram, **sent)


def _by_the_hour(words: dict, anna: User, bram: User, offer: Offer) -> None:
    said = {"places": ["asker"], "notice_days": 3, "least": 2}
    said |= {"charge": Charge.HOUR, "each_eur": Decimal(65)}
    technician = _service(words, bram, offer, **said)
    claim = _asked(technician, anna, words["answers"], amount=Decimal(4))
    claim = actions.accept(claim, by=bram)
    day = claim.job.days[0]
    span = Span(at(day, time(9)), at(day, time(13)))
    visit = actions.propose_visit(claim, span, by=bram)
    actions.agree_visit(visit, by=anna)


def _service(words: dict, owner: User, offer: Offer, **said: Any) -> Service:
    about = {name: words[name] for name in ("title", "category", "description")}
    offer(owner, quantity=1, terms=["sale"], unit="", **about)
    theirs = Listing.objects.filter(organisation=owner.organisation)
    service = Service.objects.create(
        listing=theirs.get(title=words["title"]),
        questions=words["questions"],
        **said,
    )
    show_price(service)
    return service


def _asked(service: Service, asker: User, answers: list[str], **wish: Any) -> Claim:
    asked = JobWish(
        location=asker.trades_for.locations.earliest("pk"),
        place="asker",
        days=[_workday(service.notice_days + 7)],
        answers=answers,
        **wish,
    )
    return actions.ask_service(service.listing, asked, by=asker)


def _workday(days: int) -> date:
    day = timezone.localdate() + days * DAY
    while not is_workday(day):
        day += DAY
    return day
