import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims import actions as claiming
from claims.models import Claim
from home import reports, work
from members.models import JoinRequest
from outbox.models import Letter
from tests.factories import (
    ClaimFactory,
    ListingFactory,
    OrganisationFactory,
    UserFactory,
    WantFactory,
)

FRONT = "/"


def test_everybody_sees_the_open_front_page(client, anna):
    response = client.get(FRONT)
    assert response.status_code == 200
    assert response.templates[0].name == "home/front.html"


def test_a_member_sees_their_work(client, anna):
    client.force_login(anna)
    assert client.get(FRONT).templates[0].name == "home/work.html"


def test_a_moderator_goes_to_the_admin(client, mo):
    client.force_login(mo)
    assert client.get(FRONT).url == reverse("admin:index")


@pytest.mark.parametrize("state", ["applied", "suspended"])
def test_who_may_not_share_reads_why(client, db, state):
    person = UserFactory(organisation=OrganisationFactory(state=state))
    client.force_login(person)
    assert client.get(FRONT).url == reverse("members:waiting")


def test_a_request_waits_for_the_owner_and_the_asker_waits_for_an_answer(
    anna, bram, carla, beds
):
    place = bram.organisation.locations.get()
    claim = claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    assert work.work_of(anna).to_answer == [claim]
    assert work.work_of(anna).waiting == []
    assert work.work_of(bram).waiting == [claim]
    assert work.work_of(bram).to_answer == []
    assert work.work_of(carla).waits_for_me == 0
    claiming.accept(claim, by=anna)
    assert work.work_of(anna).to_plan == work.work_of(bram).to_plan == [claim]
    assert work.work_of(anna).to_answer == []


def test_a_coordinator_sees_who_asks_to_join(anna, carla):
    stranger = UserFactory(organisation=None)
    asked = JoinRequest.objects.create(organisation=carla.organisation, person=stranger)
    assert work.work_of(carla).to_admit == [asked]
    assert work.work_of(anna).to_admit == []


def test_my_work_asks_a_fixed_number_of_questions(
    client, anna, bram, django_assert_max_num_queries
):
    place = bram.organisation.locations.get()
    for _ in range(5):
        listing = ListingFactory(made_by=anna)
        claiming.ask(listing, by=bram, term="free", quantity=1, location=place)
    client.force_login(anna)
    with django_assert_max_num_queries(12):
        client.get(FRONT)


def test_a_loan_waits_only_when_it_nears_its_end(anna, bram):
    today = timezone.localdate()
    lent = {"term": "loan", "state": "handed_over", "starts_on": today}
    soon, later = (
        ClaimFactory(
            listing=ListingFactory(made_by=anna, terms=["loan"]),
            asker=bram,
            ends_on=today + timedelta(days=days),
            **lent,
        )
        for days in (7, 8)
    )
    assert work.work_of(bram).to_return == [soon]
    assert work.work_of(bram).lent == [later]
    assert work.counts_of(bram).tasks == work.work_of(bram).waits_for_me == 1
    assert work.counts_of(anna).tasks == 0


def test_the_menu_says_how_much_waits(client, anna, bram, beds):
    place = bram.organisation.locations.get()
    claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    client.force_login(anna)
    assert "(1 waits for you)" in client.get("/preferences/").content.decode()
    client.force_login(bram)
    assert "for you)" not in client.get("/preferences/").content.decode()


def test_the_count_is_one_bounded_query(anna, django_assert_num_queries):
    beds = ListingFactory(made_by=anna)
    for _ in range(25):
        ClaimFactory(listing=beds)
    with django_assert_num_queries(1):
        counted = work.Waits(work.counts_of(anna).tasks)
    assert (counted.count, counted.shown) == (21, "20+")


@pytest.mark.parametrize(
    ("known", "news"),
    [("0", "1 new task"), ("1", ""), ("2", ""), ("", ""), ("x", "")],
)
def test_what_came_since_is_said_aloud(client, anna, beds, known, news):
    ClaimFactory(listing=beds)
    client.force_login(anna)
    part = client.get("/waits/", {"known": known}).content.decode()
    assert "?known=1" in part
    assert re.search('data-hx-swap-oob="innerHTML">(.*)</p>', part).group(1) == news


def test_nothing_waits_for_a_stranger_or_a_moderator(client, beds, carla, mo):
    ClaimFactory(listing=beds)
    assert [work.counts_of(it).tasks for it in (carla, mo)] == [0, 0]
    assert client.get("/waits/").status_code == 204


def test_health_is_open_and_well_when_nothing_waits_long(client, db):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert (response.json()["ok"], response.json()["late"]) == (True, [])


def test_health_fails_when_a_letter_waits_too_long(client, db, settings):
    late = timezone.now() - timedelta(seconds=settings.LAG_LIMIT_S + 60)
    Letter.objects.create(
        key="k", to="a@example.org", subject="s", body="b", next_try_at=late
    )
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["oldest_due_s"]["deliver letters"] >= settings.LAG_LIMIT_S


def test_figures_count_what_goes_on(anna, bram, beds):
    place = bram.organisation.locations.get()
    claiming.ask(beds, by=bram, term="free", quantity=1, location=place)
    WantFactory(made_by=bram)
    figures = reports.figures()
    assert (figures.live_listings, figures.open_wants) == (1, 1)
    assert dict(figures.claims_by_state)[str(Claim.State.ASKED.label)] == 1
