"""Services of the cast: one by quote, one by the hour; played with the same actions as
everybody's."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

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

TRAINING, TECHNICIAN = "Reanimatie en AED, met attest", "Medisch technicus"
DAY = timedelta(days=1)


def play(people: dict[str, User], offer: Callable[..., None]) -> None:
    """Carla reads a quote for a training, Anna expects a technician."""
    anna, bram, carla = (people[name] for name in ("anna", "bram", "carla"))
    training = _service(
        bram,
        offer,
        TRAINING,
        category="training-service",
        description="Door een erkende instructeur, met eigen oefenpoppen.",
        charge=Service.Charge.QUOTE,
        places=["asker", "owner"],
        questions=["Voor hoeveel deelnemers?", "Is er een ruimte met een scherm?"],
        notice_days=14,
    )
    technician = _service(
        bram,
        offer,
        TECHNICIAN,
        category="device-service",
        description="Keurt en herstelt bedden, tilliften en infuuspompen.",
        charge=Service.Charge.HOUR,
        each_eur=Decimal(65),
        least=2,
        places=["asker"],
        questions=["Welke apparaten, en hoeveel?"],
        notice_days=3,
    )
    _by_quote(training, carla, bram)
    _by_the_hour(technician, anna, bram)


def _service(
    owner: User, offer: Callable[..., None], title: str, **said: object
) -> Service:
    names = ("category", "description")
    about = {name: said.pop(name) for name in names}
    offer(owner, title=title, quantity=1, terms=["sale"], unit="", **about)
    listing = Listing.objects.get(title=title, organisation=owner.organisation)
    service = Service.objects.create(listing=listing, **said)
    show_price(service)
    return service


def _asked(service: Service, asker: User, answers: list[str], **wish) -> Claim:
    day = _workday(service.notice_days + 7)
    place = asker.trades_for.locations.earliest("pk")
    asked = JobWish(location=place, place="asker", days=[day], answers=answers, **wish)
    return actions.ask_service(service.listing, asked, by=asker)


def _by_quote(training: Service, carla: User, bram: User) -> None:
    claim = _asked(training, carla, ["Twaalf", "Ja, in de grote zaal"])
    talking.write(claim, by=bram, text="Gaat het om herhaling, of zijn zij nieuw?")
    talking.write(claim, by=carla, text="Om herhaling; het attest is van vorig jaar.")
    lines = [
        Line("Training, een dagdeel", Decimal(1), Decimal("450.00")),
        Line("Attest", Decimal(12), Decimal("12.50")),
    ]
    until = timezone.localdate() + 21 * DAY
    note = "Met reiskosten. De oefenpoppen nemen wij mee."
    actions.send_quote(claim, lines, by=bram, valid_until=until, words=note)


def _by_the_hour(technician: Service, anna: User, bram: User) -> None:
    answers = ["Zes tilliften, jaarlijkse keuring"]
    claim = _asked(technician, anna, answers, amount=Decimal(4))
    claim = actions.accept(claim, by=bram)
    day = claim.job.days[0]
    span = Span(at(day, time(9)), at(day, time(13)))
    visit = actions.propose_visit(claim, span, by=bram)
    actions.agree_visit(visit, by=anna)


def _workday(days: int) -> date:
    day = timezone.localdate() + days * DAY
    while not is_workday(day):
        day += DAY
    return day
