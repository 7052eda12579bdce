"""Every address of the site, tried by whom it is not for. Taken from the URL
configuration, so a new page cannot be forgotten."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import get_resolver, reverse
from django.utils import timezone

from approvals.models import Deputy, Rule
from billing import actions as billing
from billing.models import Charge, Document
from claims import actions as claiming
from claims import own_use, papers
from claims.models import Damage, Extension, Quote, Visit
from clearances import actions
from conversations import actions as talking
from conversations import questions
from listings.models import Photo
from lists.models import Import
from logistics import actions as moving
from members.models import Invitation, JoinRequest
from outbox.models import Letter
from searches import actions as searching
from searches import watching
from selections import actions as selecting
from tests.claims import services as a_job
from tests.claims.bookings import a_room, booked, hours
from tests.claims.services import a_service
from tests.factories import (
    ClaimFactory,
    ListingFactory,
    OrganisationFactory,
    UserFactory,
    WantFactory,
)
from tests.moments import monday_at

# For everybody: the front door, and the way in.
OPEN = {
    "home:front",
    "home:health",
    "home:waits",
    "home:accessibility",
    "home:help",
    "home:manifest",
    "home:worker",
    "home:icon",
    "home:offline",
    "members:apply",
    "members:applied",
    "members:invitation",
    "members:letters_off",
    "wanted:have",
    "listings:open_photo",
    "logistics:feed",
    "set_language",
}
# For who has logged in and belongs to no organisation yet.
FOR_NEWCOMERS = {
    "members:ask_to_join",
    "members:apply_with_account",
    "members:invitation_accept",
}
# Every member may see or do these with what belongs to another organisation.
FOR_MEMBERS = {
    "listings:detail",
    "listings:photo",
    "wanted:detail",
    "wanted:answer",
    "wanted:answer_new",
    "claims:ask",
    "claims:free_days",
    "claims:total",
    "claims:ask_service",
    "claims:room",
    "claims:book",
    "conversations:ask",
    "claims:put_in",
    "members:organisation_detail",
}


def addresses(patterns=None, namespace=""):
    """Our own addresses: name and the names of their arguments."""
    for pattern in patterns or get_resolver().url_patterns:
        inner = getattr(pattern, "namespace", None)
        if inner == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            prefix = f"{inner}:" if inner else namespace
            yield from addresses(pattern.url_patterns, prefix)
        elif not pattern.name.startswith("account_"):
            yield namespace + pattern.name, list(pattern.pattern.converters)


WAITING = "/waiting/"
OURS = sorted(addresses(), key=str)
WITH_ARGUMENTS = [(name, args) for name, args in OURS if args]


@pytest.fixture
def things(anna, bram, beds):
    """One of everything that belongs to Anna or Bram, by the address that shows it."""
    draft = ListingFactory(made_by=anna, state="draft", live_at=None)
    photo = Photo.objects.create(listing=draft, name="x", width=1, height=1)
    want = WantFactory(made_by=anna)
    room = _room(anna, bram)
    place = bram.organisation.locations.get()
    claim = claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    accepted = claiming.accept(claim, by=anna)
    papers.draw(accepted, "transfer", by=anna)
    starts_at = monday_at(10)
    pickup = moving.schedule(
        accepted,
        by=bram,
        mover="asker",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    )
    damage = Damage(pk=claim.pk, claim=claim, kind="damaged", quantity=1, words="x")
    damage.save(force_insert=True)
    anna.role = "coordinator"
    anna.save()
    asked = JoinRequest.objects.create(
        organisation=anna.organisation, person=UserFactory(organisation=None)
    )
    invited = Invitation.objects.create(
        organisation=anna.organisation, email="new@example.org", secret="s", by=anna
    )
    imported = Import.objects.create(
        organisation=anna.organisation,
        by=anna,
        file_name="x.csv",
        surplus={"file": "x.csv", "today": "2026-11-23", "sheets": [], "rows": []},
    )
    lift = ListingFactory(made_by=anna, terms=["loan"])
    today = timezone.localdate()
    lent = ClaimFactory(
        listing=lift,
        asker=bram,
        location=place,
        term="loan",
        state="handed_over",
        starts_on=today,
        ends_on=today,
    )
    longer = Extension.objects.create(
        claim=lent,
        was=today,
        until=today + timedelta(days=1),
        expires_at=timezone.now() + timedelta(days=1),
    )
    paused = ListingFactory(made_by=anna, state="paused")
    clearance = actions.start(
        by=anna,
        name="De Linde",
        location=anna.organisation.locations.first(),
        available_from=timezone.localdate(),
        deadline=timezone.localdate(),
    )
    spare = {"made_by": anna, "location": anna.organisation.locations.first()}
    wish = {"by": bram, "term": "free", "quantity": 1}
    basket = claiming.put_in(ListingFactory(**spare), **wish)
    together = claiming.ask_together(basket.bundle, by=bram, location=place)
    basket = claiming.put_in(ListingFactory(**spare), **wish)
    rule, deputy, approval = _approvals(bram)
    return {
        "approvals": approval.pk,
        "approvals:rule": rule.pk,
        "approvals:remove": rule.pk,
        "approvals:end": deputy.pk,
        **_statement(anna, bram),
        "clearances": clearance.pk,
        "logistics:clearance": clearance.pk,
        "listings": draft.pk,
        "upkeep": draft.pk,
        "selections": selecting.start(
            "pause", anna.organisation.listings.all(), by=anna
        ).pk,
        "listings:photo": photo.pk,
        "lists": imported.pk,
        "wanted": want.pk,
        "searches": searching.save(QueryDict("q=bed"), by=anna).pk,
        "searches:watch": draft.pk,
        "searches:unwatch": watching.watch(paused, by=bram).pk,
        "claims": claim.pk,
        "claims:paper": papers.newest(claim, "transfer").pk,
        "home:letter": Letter.objects.read_by(anna)[0].pk,
        "claims:ask": beds.pk,
        "claims:free": lift.pk,
        "claims:extension": longer.pk,
        "claims:total": beds.pk,
        **room,
        **_service(anna, bram),
        "conversations": claim.pk,
        "conversations:ask": beds.pk,
        "conversations:answer": questions.ask(beds, by=bram, text="Wide?").pk,
        "conversations:photo": _photo_in(talking.write(claim, by=bram, text="Hi")),
        "claims:put_in": beds.pk,
        "claims:basket": basket.bundle_id,
        "claims:take_out": basket.pk,
        "claims:together": together.pk,
        "claims:agree_to_all": together.pk,
        "claims:compare": beds.pk,
        "claims:left_over": beds.pk,
        "logistics": pickup.pk,
        "logistics:schedule": claim.pk,
        "logistics:handed": claim.pk,
        "logistics:returned": claim.pk,
        "members:location": anna.organisation.locations.first().pk,
        "members:admit": asked.pk,
        "members:decline": asked.pk,
        "members:withdraw": invited.pk,
        "members:person": anna.pk,
        "members:let": anna.pk,
        "members:hand": anna.pk,
        "members:organisation": anna.organisation.pk,
        "members:ask": anna.organisation.pk,
    }


def _approvals(bram):
    """What Bram asks waits for Ada, whose deputy is Ben."""
    ada, ben = (
        UserFactory(organisation=bram.organisation, role="coordinator") for _ in "ab"
    )
    today = timezone.localdate()
    days = {"first": today, "last": today}
    deputy = Deputy.objects.create(coordinator=ada, deputy=ben, **days)
    rule = Rule.objects.create(organisation=bram.organisation, deed="ask")
    place = bram.organisation.locations.get()
    wish = {"term": "free", "quantity": 1, "location": place}
    return rule, deputy, claiming.ask(ListingFactory(), by=bram, **wish).approval


def _room(anna, bram):
    """A room by the hour, with one booking and an own use."""
    room = a_room(anna, "Garden room")
    day = timezone.localdate(monday_at(10))
    claim = booked(room, bram, anna, hours(day, 9, 10))
    use, _taken = own_use.block(room.listing, [hours(day, 12, 13)], title="T", by=anna)
    return {
        "claims:room": room.pk,
        "claims:book": room.pk,
        "claims:block": room.pk,
        "claims:unblock": use.pk,
        "claims:move": claim.booking.occasions.get().pk,
        "claims:leave": use.pk,
        "claims:add": claim.booking.occasions.get().pk,
        "claims:cancel": claim.pk,
        "claims:calendar": claim.pk,
        "listings:room": room.pk,
    }


def _service(anna, bram):
    """A service with a quote and a time; their numbers are that of the claim."""
    service = a_service(anna)
    claim = a_job.asks(service, bram)
    price = {"valid_until": timezone.localdate(), "total_eur": 1, "sent_by": anna}
    Quote(pk=claim.pk, claim=claim, version=1, **price).save(force_insert=True)
    starts_at = monday_at(10)
    Visit(
        pk=claim.pk,
        job=claim.job,
        proposed_by=anna.organisation,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
    ).save(force_insert=True)
    names = ("claims:quote", "claims:visit", "claims:job")
    return {"listings:service": service.pk, **dict.fromkeys(names, claim.pk)}


def _statement(anna, bram):
    """One that is fixed, with its line and its invoice."""
    sold = {"term": "sale", "price_eur": 5, "state": "handed_over", "asker": bram}
    claim = ClaimFactory(listing=ListingFactory(made_by=anna), **sold)
    billing.reckon(claim)
    charge = Charge.objects.get()
    statement = charge.statement
    document = Document.objects.create(
        statement=statement,
        seller=statement.seller,
        year=2026,
        number=1,
        kind="invoice",
        issued_on=statement.month,
        net_eur=5,
        vat_eur=0,
        facts={},
        pdf=b"%PDF",
        ubl=b"<x/>",
    )
    return {
        "billing": statement.pk,
        "billing:line": charge.pk,
        "billing:credit": charge.pk,
        "billing:document": document.pk,
    }


def _photo_in(message):
    return message.photos.create(name="x", width=1, height=1).pk


def address(name, args, things):
    begins = name.partition("_")[0]
    subject = things.get(begins, things.get(name.partition(":")[0]))
    given = {"secret": "s", "size": "card", "pixels": 192, "key": "k", "token": "t"}
    given["kind"] = "cleaning"
    return reverse(name, kwargs={arg: given.get(arg, subject) for arg in args})


def tried(client, things, chosen=OURS):
    """Every address by GET and by POST: name, method, answer."""
    for name, args in chosen:
        for method in ("get", "post"):
            url = address(name, args, things)
            yield name, method, getattr(client, method)(url)


def test_who_has_not_logged_in_is_asked_to(client, things):
    for name, method, response in tried(client, things):
        asked = response.status_code == 302 and "/accounts/login/" in response.url
        assert asked is (name not in OPEN), (name, method)


def test_a_stranger_gets_in_nowhere(client, carla, things):
    client.force_login(carla)
    theirs = [row for row in WITH_ARGUMENTS if row[0] not in OPEN | FOR_MEMBERS]
    for name, method, response in tried(client, things, theirs):
        assert response.status_code in (403, 404, 405), (name, method)


def test_an_unknown_id_is_not_found(client, carla):
    client.force_login(carla)
    for name, args in WITH_ARGUMENTS:
        given = {"secret": "unknown", "size": "card", "kind": "cleaning"}
        url = reverse(name, kwargs={arg: given.get(arg, 987654) for arg in args})
        assert client.get(url).status_code in (404, 405, 410), name
        assert client.post(url).status_code in (404, 405, 410), name


@pytest.mark.parametrize("state", ["applied", "suspended"])
def test_who_may_not_share_is_told_why(client, things, state):
    client.force_login(UserFactory(organisation=OrganisationFactory(state=state)))
    open_to_them = OPEN | {"members:waiting", "members:preferences", "members:join"}
    for name, method, response in tried(client, things):
        waits = response.status_code == 302 and response.url == WAITING
        assert waits or name in open_to_them | FOR_NEWCOMERS, (name, method)
