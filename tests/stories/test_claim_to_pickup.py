"""Whole days, over HTTP: from asking to collecting, from lending to bringing back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from claims.models import Claim
from logistics import actions as logistics
from logistics.models import Pickup
from outbox import actions as outbox
from outbox.models import Letter
from tests.factories import ListingFactory

DAY = timedelta(days=1)
BOTH = ["anna@example.org", "bram@example.org"]


@pytest.fixture
def browse(client):
    """What this person does in the browser; answers the page or where it leads."""

    def visit(person, path, **filled_in):
        client.force_login(person)
        deed = client.post if filled_in else client.get
        filled_in.pop("press", None)
        response = deed(path, filled_in)
        return response.url if response.status_code == 302 else response

    return visit


def post_round():
    """The clock sends what is due: (to, subject) of each letter, sorted."""
    mail.outbox.clear()
    outbox.deliver_due()
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def slots(page):
    return list(page.context["form"].slots)


def let_time_pass(pickup, days):
    """As if it had been planned so many days earlier, and its moments had come."""
    now = timezone.now()
    Pickup.objects.filter(pk=pickup.pk).update(
        starts_at=pickup.starts_at - days * DAY,
        ends_at=pickup.ends_at - days * DAY,
        chase_at=now - timedelta(minutes=1),
    )


def test_a_surplus_bed_finds_a_new_owner(browse, anna, bram, beds):
    place = bram.organisation.locations.get()
    wish = {"term": "free", "quantity": 1, "location": place.pk, "message": "Please"}
    claim_page = browse(bram, f"/claims/ask/{beds.pk}/", **wish)
    assert post_round() == [
        ("anna@example.org", "Stadsziekenhuis asks for 1 × Two care beds")
    ]
    assert f"http://127.0.0.1:8000{claim_page}" in mail.outbox[0].body

    plan_page = browse(anna, f"{claim_page}accept/", press="accept")
    assert post_round() == [
        ("bram@example.org", "Zonnehof says yes: 1 × Two care beds")
    ]
    assert f"http://127.0.0.1:8000{plan_page}" in mail.outbox[0].body
    beds.refresh_from_db()
    assert beds.left == 1

    slot = slots(browse(bram, plan_page))[0]
    pickup_page = browse(bram, plan_page, mover="asker", slot=slot)
    assert [to for to, _ in post_round()] == BOTH
    for letter in mail.outbox:
        (invitation,) = letter.attachments
        assert invitation[0] == "deelplatform.ics"
        assert Calendar.from_ical(invitation[1])["METHOD"] == "REQUEST"

    pickup = Pickup.objects.get()
    Pickup.objects.update(remind_at=timezone.now())
    logistics.remind_of_tomorrow()
    assert [to for to, _ in post_round()] == BOTH

    let_time_pass(pickup, 30)
    logistics.ask_what_happened()
    assert [to for to, _ in post_round()] == BOTH
    assert f"http://127.0.0.1:8000{pickup_page}confirm/" in mail.outbox[0].body
    assert browse(anna, f"{pickup_page}confirm/").status_code == 200
    assert browse(anna, f"{pickup_page}confirm/", press="yes") == pickup_page
    assert [to for to, _ in post_round()] == BOTH

    claim, beds_now = Claim.objects.get(), beds
    beds_now.refresh_from_db()
    assert (claim.state, beds_now.left, beds_now.state) == ("handed_over", 1, "live")
    assert list(claim.steps.values_list("state", "by__name")) == [
        ("asked", "Bram"),
        ("accepted", "Anna"),
        ("scheduled", "Bram"),
        ("handed_over", "Anna"),
    ]
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_a_lift_goes_on_loan_and_comes_back(browse, anna, bram):
    lift = ListingFactory(
        made_by=anna,
        location=anna.organisation.locations.get(),
        title="Patient lift",
        terms=["loan"],
        quantity=1,
    )
    today = timezone.localdate()
    wish = {
        "term": "loan",
        "quantity": 1,
        "location": bram.organisation.locations.get().pk,
        "starts_on": today + DAY,
        "ends_on": today + 20 * DAY,
    }
    claim_page = browse(bram, f"/claims/ask/{lift.pk}/", **wish)
    out_page = browse(anna, f"{claim_page}accept/", press="accept")
    out_slot = slots(browse(anna, out_page))[0]
    back_page = browse(anna, out_page, mover="owner", slot=out_slot)
    back_slot = slots(browse(anna, back_page))[-1]
    browse(anna, back_page, mover="asker", slot=back_slot)
    out, back = Pickup.objects.order_by("starts_at")
    assert (out.direction, out.mover, out.location) == (
        "out",
        "owner",
        bram.organisation.locations.get(),
    )
    assert (back.direction, back.mover, back.location) == (
        "back",
        "asker",
        anna.organisation.locations.get(),
    )

    for pickup in (out, back):
        let_time_pass(pickup, 30)
        page = f"/pickups/{pickup.pk}/"
        assert browse(bram, f"{page}confirm/", press="yes") == page
    claim = Claim.objects.get()
    lift.refresh_from_db()
    assert (claim.state, lift.left, lift.state) == ("returned", 1, "live")


def test_a_pickup_moves_is_called_off_and_the_bed_is_free_again(
    browse, anna, bram, beds
):
    place = bram.organisation.locations.get()
    wish = {"term": "free", "quantity": 2, "location": place.pk}
    claim_page = browse(bram, f"/claims/ask/{beds.pk}/", **wish)
    plan_page = browse(anna, f"{claim_page}accept/", press="accept")
    first, *_, last = slots(browse(anna, plan_page))
    pickup_page = browse(anna, plan_page, mover="asker", slot=first)
    beds.refresh_from_db()
    assert beds.state == "gone"

    too_early = browse(bram, f"{claim_page}withdraw/", why="Changed our mind.")
    assert too_early.status_code == 409
    browse(bram, f"{pickup_page}reschedule/", mover="asker", slot=last)
    post_round()
    assert (
        browse(bram, f"{pickup_page}call-off/", why="Changed our mind.") == claim_page
    )
    assert [to for to, _ in post_round()] == BOTH
    invitation = mail.outbox[0].attachments[0][1]
    assert Calendar.from_ical(invitation)["METHOD"] == "CANCEL"

    browse(bram, f"{claim_page}withdraw/", why="Changed our mind.")
    assert [to for to, _ in post_round()] == ["anna@example.org"]
    beds.refresh_from_db()
    assert (beds.left, beds.state) == (2, "live")


def test_a_stranger_walks_into_closed_doors(browse, anna, bram, carla, beds):
    place = bram.organisation.locations.get()
    wish = {"term": "free", "quantity": 1, "location": place.pk}
    claim_page = browse(bram, f"/claims/ask/{beds.pk}/", **wish)
    assert browse(carla, claim_page).status_code == 404
    assert browse(carla, f"{claim_page}accept/", press="accept").status_code == 404
    assert browse(bram, f"{claim_page}accept/", press="accept").status_code == 403
    plan_page = browse(anna, f"{claim_page}accept/", press="accept")
    assert browse(carla, plan_page).status_code == 404
