"""Anna, Bram, Carla and Mo: the people that a visitor logs in as.

Their story is played with the same actions as everybody's, so their letters are real.
"""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from base.holidays import is_workday
from base.mornings import morning_before
from base.places import find_town
from catalogue.models import Category
from catalogue.terms import Term
from claims import actions as claiming
from claims import holding
from claims.models import Claim, ClaimStep
from conversations import actions as talking
from conversations import questions
from demo.seeding import approvals, deals, rooms, services, statements
from demo.seeding.answers import answers
from demo.seeding.papers import draw_papers
from demo.seeding.pictures import Pictures
from home.models import HelpDesk
from listings.models import Listing, ListingStep, Photo
from logistics import actions as moving
from logistics import deadlines, letters
from logistics.actions.rest import remember_rest
from logistics.models import Pickup, PickupStep
from members.models import (
    EmailDomain,
    Location,
    Organisation,
    OrganisationStep,
    PickupHours,
    User,
)
from wanted.models import Want, WantStep

CAST = Path(__file__).parent.parent / "data" / "cast.json"
DAY, TWO_WEEKS = timedelta(days=1), timedelta(days=14)
# How many days there are to the pickup, by where a claim of the story stands.
BY_RULE = "first"  # who asks first gets it; who comes later waits
DAYS_TO_PICKUP = {"scheduled": 2, "due": 0, "handed_over": -5}
PASSWORD = "deel-demo-2026" if settings.DEMO else None

MEMBER_FOR = timedelta(days=400)  # nobody of the cast is new
HELP_DESK = {
    "name": "Servicepunt Deelplatform",
    "phone": "088 012 34 56",
    "email": "servicepunt@demo.example",
    "hours_nl": "Op werkdagen van 9 tot 17 uur.",
    "hours_en": "On workdays from 9 to 17.",
}


class Cast:
    """Who plays, with what they offer, want and have asked for."""

    def __init__(self, pictures: Pictures):
        self.pictures = pictures
        self.people: dict[str, User] = {}

    def play(self) -> None:
        """Everybody and everything, in the order of the story."""
        script = json.loads(CAST.read_text(encoding="utf-8"))
        claims, loans = script.pop("claims"), script.pop("loans")
        papers = script.pop("papers")
        talks, asked = script.pop("talks"), script.pop("questions")
        for name, part in script.items():
            self.people[name] = _member(name, part)
        _person("mo", "Mo Peters", is_staff=True)
        HelpDesk.objects.create(**HELP_DESK)
        for name, part in script.items():
            self._share(self.people[name], part)
        for claim in claims:
            self._claim(**claim)
        for loan in loans:
            self._lend(**loan)
        draw_papers(papers, self.people)
        for talk in talks:
            self._talk(**talk)
        for question in asked:
            self._ask(**question)
        rooms.play(self.people, self._offer)
        services.play(self.people, self._offer)
        deals.play(self.people, self._offer)
        statements.play(self.people, self._offer)
        approvals.play(self.people, _person, self._offer)

    def _share(self, person: User, part: dict) -> None:
        for row in part.get("listings", []):
            self._offer(person, **row)
        for row in part.get("drafts", []):
            self._offer(person, state=Listing.State.DRAFT, **row)
        for row in part.get("wants", []):
            _want(person, **row)

    def _offer(
        self, person: User, category: str, state: str = Listing.State.LIVE, **fields
    ) -> None:
        made_at = timezone.now() - timedelta(days=20)
        listing = Listing.objects.create(
            organisation=person.trades_for,
            location=person.trades_for.locations.earliest("pk"),
            made_by=person,
            category_id=category,
            left=fields["quantity"],
            state=state,
            declared=_declared(category, **fields),
            made_at=made_at,
            live_at=timezone.now() if state == Listing.State.LIVE else None,
            **{"unit": "stuk", **fields},
        )
        for step in dict.fromkeys([Listing.State.DRAFT, state]):
            ListingStep.objects.create(
                subject=listing, state=step, by=person, at=made_at
            )
        shown = self.pictures.photos(
            listing.pk, category, listing.quantity, listing.title
        )
        Photo.objects.bulk_create(Photo(**row) for row in shown)

    def _claim(
        self,
        asker: str,
        owner: str,
        title: str,
        until: str,
        *,
        part: int | None = None,
        gives: int = 0,
        **wish: Any,
    ) -> None:
        """`part`: of so many a pickup is planned, and of the rest none is yet; `gives`:
        so many are given of what was asked."""
        bram, anna = self.people[asker], self.people[owner]
        listing = self._offer_of(owner, title)
        place = bram.trades_for.locations.earliest("pk")
        claim = claiming.ask(listing, by=bram, location=place, **wish)
        if gives:
            claiming.divide(listing, {claim.pk: gives}, by=anna)
        if until in (Claim.State.ASKED, Claim.State.PROPOSED, BY_RULE):
            return
        claim = claiming.accept(claim, by=anna)
        if until == Claim.State.ACCEPTED:
            return
        pickup = _plan(claim, bram, DAYS_TO_PICKUP[until], part)
        if until == Claim.State.HANDED_OVER:
            moving.complete(pickup, by=bram)

    def _offer_of(self, owner: str, title: str) -> Listing:
        theirs = self.people[owner].organisation
        return Listing.objects.get(organisation=theirs, title=title)

    def _talk(self, owner: str, title: str, said: list[tuple[str, str]]) -> None:
        claim = self._offer_of(owner, title).claims.get()
        for name, words in said:
            talking.write(claim, by=self.people[name], text=words)

    def _ask(self, owner: str, title: str, asker: str, text: str, answer: str) -> None:
        listing = self._offer_of(owner, title)
        question = questions.ask(listing, by=self.people[asker], text=text)
        if answer:
            questions.answer(question, by=self.people[owner], text=answer)

    def _lend(
        self, asker: str, owner: str, title: str, message: str, longer: str
    ) -> None:
        """A loan of two weeks that ends today: history, which no action can write."""
        anna, carla = self.people[asker], self.people[owner]
        listing = self._offer_of(owner, title)
        now, today = timezone.now(), timezone.localdate()
        claim = Claim.objects.create(
            listing=listing,
            offered_by=listing.organisation,
            title=listing.title,
            organisation=anna.trades_for,
            asker=anna,
            location=anna.trades_for.locations.earliest("pk"),
            term=Term.LOAN,
            quantity=1,
            message=message,
            starts_on=today - TWO_WEEKS,
            ends_on=today,
            state=Claim.State.HANDED_OVER,
            handed_over=1,
            asked_at=now - TWO_WEEKS - 4 * DAY,
            expires_at=now,
        )
        before = claim.asked_at - 9 * DAY
        Listing.objects.filter(pk=listing.pk).update(
            made_at=before,
            live_at=before,
            announced_at=before,
            first_asked_at=claim.asked_at,
        )
        for days, (state, by) in enumerate(
            [
                (Claim.State.ASKED, anna),
                (Claim.State.ACCEPTED, carla),
                (Claim.State.SCHEDULED, anna),
                (Claim.State.HANDED_OVER, anna),
            ]
        ):
            at = claim.asked_at + days * DAY
            ClaimStep.objects.create(subject=claim, state=state, by=by, at=at)
        holding.keep(claim, 1)
        holding.take_out(claim, 1)
        out = _pickup(claim, anna, days=-TWO_WEEKS.days, state=Pickup.State.DONE)
        PickupStep.objects.create(subject=out, state=Pickup.State.DONE, by=anna)
        _pickup(claim, anna, days=0, direction=Pickup.Direction.BACK)
        until = claim.last_day + TWO_WEEKS
        claiming.ask_extension(claim, by=anna, until=until, why=longer)


def _declared(category: str, title: str, **fields) -> dict[str, str]:
    of = Category.objects.get(pk=category)
    condition = fields.get("condition", "")
    random = Random(title)
    return answers(random, of, fields["terms"], condition, timezone.localdate())


def _plan(claim: Claim, by: User, days: int, part: int | None) -> Pickup:
    """So many days from now; both sides have a letter about it. Today and the past
    are no days that can be chosen, so no action can write them."""
    claim = claiming.mark_scheduled(claim, by=by)
    pickup = _pickup(claim, by, days=days, part=part)
    remember_rest(claim)
    letters.invite_both("scheduled", pickup.steps.get())
    return pickup


def _pickup(
    claim: Claim, by: User, *, days: int, part: int | None = None, **fields: Any
) -> Pickup:
    """At ten; a day to come is the next workday."""
    day = timezone.localdate() + days * DAY
    while days > 0 and not is_workday(day):
        day += DAY
    starts_at = timezone.make_aware(datetime.combine(day, time(10)))
    is_done = fields.get("state") == Pickup.State.DONE
    back = fields.get("direction") == Pickup.Direction.BACK
    pickup = Pickup.objects.create(
        offered_by=claim.owner,
        organisation=claim.organisation,
        mover=Pickup.Mover.ASKER,
        location=claim.listing.location,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        remind_at=morning_before(starts_at) if days > 0 else None,
        chase_at=None if is_done else deadlines.next_chase(starts_at),
        assumed_at=None if is_done or back else deadlines.assumed_at(starts_at),
        **fields,
    )
    pickup.lines.create(claim=claim, quantity=part or claim.quantity)
    PickupStep.objects.create(subject=pickup, state=Pickup.State.PLANNED, by=by)
    return pickup


def _member(name: str, part: dict) -> User:
    facts = part["organisation"]
    organisation = Organisation.objects.create(
        name=facts["name"],
        kvk=facts["kvk"],
        sector_id=facts["sector"],
        province=facts["province"],
        state=Organisation.State.ACTIVE,
        applied_at=timezone.now() - MEMBER_FOR,
    )
    for state in (Organisation.State.APPLIED, Organisation.State.ACTIVE):
        OrganisationStep.objects.create(
            subject=organisation, state=state, at=organisation.applied_at
        )
    EmailDomain.objects.create(organisation=organisation, name=f"{name}.demo.example")
    for place in part["locations"]:
        _place(organisation, **place)
    return _person(name, part["name"], organisation=organisation, role=part["role"])


def _person(name: str, full_name: str, **fields: Any) -> User:
    user = User.objects.create_user(
        f"{name}@demo.example", PASSWORD, name=full_name, **fields
    )
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


def _place(organisation: Organisation, **fields: Any) -> None:
    town = find_town(fields["town"])
    assert town is not None
    place = Location.objects.create(
        organisation=organisation,
        latitude=town.latitude,
        longitude=town.longitude,
        **fields,
    )
    PickupHours.objects.bulk_create(
        PickupHours(location=place, weekday=day, opens=time(9), closes=time(16))
        for day in range(5)
    )


def _want(person: User, category: str, **fields: Any) -> None:
    want = Want.objects.create(
        organisation=person.trades_for,
        location=person.trades_for.locations.earliest("pk"),
        made_by=person,
        category_id=category,
        **fields,
    )
    WantStep.objects.create(subject=want, state=Want.State.OPEN, by=person)
