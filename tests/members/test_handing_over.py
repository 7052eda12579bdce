"""Somebody leaves: what they still had to do goes to a colleague, in one deed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse

from approvals.models import Approval, Deputy
from base.refusal import Refused
from claims import actions as claiming
from members.handing_over import hand_over
from outbox.models import Letter
from searches import actions as searching
from searches import watching
from tests.approvals.conftest import a_rule, asks, away, colleague, fresh
from tests.factories import ListingFactory, WantFactory


@pytest.fixture
def eva(anna):
    return colleague(anna, "Eva", role="coordinator")


@pytest.fixture
def heir(anna):
    return colleague(anna, "Finn")


def _of(anna, **fields):
    place = anna.organisation.locations.get()
    return ListingFactory(made_by=anna, location=place, **fields)


def test_what_is_open_goes_over_and_what_is_over_stays(anna, eva, heir, bram):
    live, gone_by = _of(anna), _of(anna, state="withdrawn")
    want, closed = WantFactory(made_by=anna), WantFactory(made_by=anna, state="closed")
    theirs = ListingFactory(made_by=bram, location=bram.organisation.locations.get())
    claim = asks(theirs, anna, 1, term="free")
    done = asks(ListingFactory(made_by=bram), anna, 1, term="free")
    claiming.withdraw(done, by=anna)
    search = searching.save(QueryDict("q=bed"), by=anna)
    watch = watching.watch(_paused(bram), by=anna)
    hand_over(anna, to=heir, by=eva)
    assert [fresh(it).made_by for it in (live, gone_by, want, closed)] == [
        *(heir, anna),
        *(heir, anna),
    ]
    assert [fresh(it).asker for it in (claim, done)] == [heir, anna]
    assert (fresh(search).person, fresh(watch).person) == (heir, heir)
    assert not fresh(anna).is_active
    name = "members/letters/handed_over "
    assert sorted(
        Letter.objects.filter(key__startswith=name).values_list("to", flat=True)
    ) == [
        "anna@example.org",
        "finn@example.org",
    ]


def _paused(bram):
    return ListingFactory(made_by=bram, state="paused")


def test_twice_is_once(anna, eva, heir):
    _of(anna)
    hand_over(anna, to=heir, by=eva)
    hand_over(anna, to=heir, by=eva)
    name = "members/letters/handed_over "
    assert Letter.objects.filter(key__startswith=name).count() == 2


def test_what_both_keep_is_kept_once(anna, eva, heir):
    mine = searching.save(QueryDict("q=bed"), by=anna)
    searching.save(QueryDict("q=bed"), by=heir)
    hand_over(anna, to=heir, by=eva)
    assert fresh(mine).person == anna


def test_what_waits_for_their_yes_waits_for_the_other(bram, anna):
    ada = colleague(bram, "Ada", role="coordinator")
    ben = colleague(bram, "Ben", role="coordinator")
    a_rule(bram, "ask")
    waits = asks(_of(anna), bram, 1, term="free").approval
    dirk = colleague(bram, "Dirk")
    away(ben, ada, 5, 9)
    away(ada, dirk, 5, 9)
    assert waits.principal == ada
    hand_over(ada, to=ben, by=ben)
    assert fresh(waits).principal == ben
    assert not Deputy.objects.exists()


def test_who_asked_can_not_decide_by_taking_over(bram, anna):
    ada = colleague(bram, "Ada", role="coordinator")
    ben = colleague(bram, "Ben", role="coordinator")
    a_rule(bram, "ask")
    waits = asks(_of(anna), bram, 1, term="free").approval
    hand_over(bram, to=ada, by=ben)
    assert (fresh(waits).asked_by, waits.principal) == (ada, None)
    assert list(Approval.objects.waiting()) == [waits]


def test_the_last_coordinator_stays(anna, eva, heir, mo):
    with pytest.raises(Refused, match="last coordinator"):
        hand_over(eva, to=heir, by=mo)
    assert fresh(eva).is_active


def test_only_who_decides_about_people(anna, eva, heir, carla, bram, mo):
    for by, to in ((heir, heir), (carla, heir), (anna, heir), (eva, bram), (eva, anna)):
        with pytest.raises(PermissionDenied):
            hand_over(anna, to=to, by=by)
    hand_over(anna, to=heir, by=mo)
    assert not fresh(anna).is_active


def test_over_http(anna, eva, heir, carla, client):
    address = reverse("members:hand_over", args=[anna.pk])
    client.force_login(carla)
    assert client.post(address, {"to": carla.pk}).status_code == 404
    client.force_login(heir)
    assert client.post(address, {"to": heir.pk}).status_code == 403
    client.force_login(eva)
    assert "Finn" in client.get(address).content.decode()
    assert client.post(address, {"to": heir.pk}).status_code == 302
    assert not fresh(anna).is_active
