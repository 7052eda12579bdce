"""The pages: for who decides, for who asked, for nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.models import Approval, Deputy, Rule
from claims.models import Claim
from tests.approvals.conftest import a_rule, away, colleague, fresh


@pytest.fixture
def approval(waiting):
    return waiting.approval


def page(client, who, name, *args):
    client.force_login(who)
    return client.get(reverse(f"approvals:{name}", args=args))


def test_opening_it_decides_nothing(approval, client, ada):
    answer = page(client, ada, "detail", approval.pk)
    assert "Do you approve?" in answer.content.decode()
    assert fresh(approval).is_waiting
    assert (
        client.get(reverse("approvals:approve", args=[approval.pk])).status_code == 405
    )


def test_one_press_approves(approval, client, ada, waiting):
    client.force_login(ada)
    answer = client.post(reverse("approvals:approve", args=[approval.pk]))
    assert answer.status_code == 302
    assert fresh(waiting).state == "asked"


def test_a_no_says_why(approval, client, ada, waiting):
    client.force_login(ada)
    address = reverse("approvals:decline", args=[approval.pk])
    assert "required" in client.post(address, {"why": ""}).content.decode()
    assert client.post(address, {"why": "Too dear."}).status_code == 302
    assert fresh(waiting).state == "declined"


def test_a_deputy_reads_in_whose_place(approval, client, ada, dirk):
    away(ada, dirk)
    assert (
        "in the place of Ada"
        in page(client, dirk, "detail", approval.pk).content.decode()
    )


def test_who_asked_reads_where_it_waits(approval, client, bram, waiting):
    client.force_login(bram)
    words = client.get(waiting.get_absolute_url()).content.decode()
    assert "Waits for approval by Ada" in words
    answer = page(client, bram, "detail", approval.pk)
    assert "Do you approve" not in answer.content.decode()


def test_my_work_counts_it(approval, client, ada, ben, bram):
    client.force_login(ada)
    assert approval.get_absolute_url() in client.get("/").content.decode()
    for who in (ben, bram):
        client.force_login(who)
        assert approval.get_absolute_url() not in client.get("/").content.decode()


def test_the_list_has_what_waits_for_others_too(approval, client, ben):
    words = page(client, ben, "index").content.decode()
    assert "Waits for somebody else" in words
    assert approval.get_absolute_url() in words


def test_strangers_find_nothing(approval, client, carla, waiting):
    for name in ("detail", "decline"):
        assert page(client, carla, name, approval.pk).status_code == 404
    client.force_login(carla)
    address = reverse("approvals:approve", args=[approval.pk])
    assert client.post(address).status_code == 404
    assert (
        approval.get_absolute_url() not in page(client, carla, "index").content.decode()
    )


def test_a_colleague_may_not_decide(approval, client, dirk):
    client.force_login(dirk)
    address = reverse("approvals:approve", args=[approval.pk])
    assert client.post(address).status_code == 403
    assert page(client, dirk, "rules").status_code == 403
    assert page(client, dirk, "deputies").status_code == 403


def test_a_coordinator_sets_rules(client, ada, bram):
    client.force_login(ada)
    address = reverse("approvals:rules")
    sent = {"deed": "ask", "from_eur": "250,00", "category": "", "location": ""}
    assert client.post(address, sent).status_code == 302
    rule = Rule.objects.get(organisation=ada.organisation)
    assert (rule.deed, rule.from_eur) == ("ask", 250)
    assert "such a rule already" in client.post(address, sent).content.decode()
    changed = reverse("approvals:rule", args=[rule.pk])
    assert client.post(changed, {**sent, "from_eur": "500"}).status_code == 302
    assert (
        client.post(reverse("approvals:remove_rule", args=[rule.pk])).status_code == 302
    )
    assert not Rule.objects.exists()


def test_rules_of_others_can_not_be_touched(client, ada, carla):
    rule = a_rule(ada, "ask", 1)
    client.force_login(carla)
    for name in ("rule", "remove_rule"):
        assert (
            client.post(reverse(f"approvals:{name}", args=[rule.pk])).status_code == 404
        )
    other = carla.organisation.locations.get()
    client.force_login(ada)
    sent = {"deed": "ask", "from_eur": "", "category": "", "location": other.pk}
    client.post(reverse("approvals:rule", args=[rule.pk]), sent)
    assert fresh(rule).location is None


def test_a_coordinator_names_a_deputy(client, ada, dirk, carla):
    client.force_login(ada)
    address = reverse("approvals:deputies")
    days = {"first": "2026-12-01", "last": "2099-12-04"}
    sent = {"coordinator": ada.pk, "deputy": dirk.pk, **days, "last": "2027-12-04"}
    assert client.post(address, {**sent, "deputy": carla.pk}).status_code == 200
    assert client.post(address, {**sent, "deputy": ada.pk}).status_code == 200
    assert client.post(address, sent).status_code == 302
    deputy = Deputy.objects.get()
    assert (
        client.post(reverse("approvals:end_deputy", args=[deputy.pk])).status_code
        == 302
    )


def test_the_list_costs_the_same_for_one_and_for_five(approval, client, ada):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert page(client, ada, "index").status_code == 200
        return len(found)

    page(client, ada, "index")
    one = queries()
    for _number in range(4):
        Approval.objects.create(
            **{
                name: getattr(approval, name)
                for name in (
                    *("organisation", "deed", "asked_by", "title", "category"),
                    *("location", "ends_at", "principal"),
                )
            }
        )
    assert queries() == one


# -- Cost centre and purchase order ------------------------------------------
@pytest.fixture
def booking(bram):
    ours = bram.organisation
    ours.asks_cost_centre = ours.asks_purchase_order = True
    ours.save()


def test_an_organisation_asks_for_its_numbers(booking, chairs, bram, anna, client):
    client.force_login(bram)
    address = reverse("claims:ask", args=[chairs.pk])
    place = bram.organisation.locations.get().pk
    sent = {"term": "sale", "quantity": 1, "location": place}
    assert client.post(address, sent).status_code == 200
    sent |= {"cost_centre": "4711", "purchase_order": "PO-9"}
    assert client.post(address, sent).status_code == 302
    claim = Claim.objects.get()
    assert (claim.cost_centre, claim.purchase_order) == ("4711", "PO-9")
    ours = client.get(claim.get_absolute_url()).content.decode()
    assert "4711" in ours
    client.force_login(anna)
    theirs = client.get(claim.get_absolute_url()).content.decode()
    assert "PO-9" in theirs
    assert "4711" not in theirs


def test_in_a_basket_they_are_asked_at_the_end(booking, chairs, bram, client):
    client.force_login(bram)
    place = bram.organisation.locations.get().pk
    sent = {"term": "sale", "quantity": 1, "location": place}
    answer = client.post(reverse("claims:put_in", args=[chairs.pk]), sent)
    assert answer.status_code == 302
    assert client.post(answer.url, {"location": place}).status_code == 200
    numbers = {"cost_centre": "4711", "purchase_order": "PO-9"}
    assert client.post(answer.url, {"location": place, **numbers}).status_code == 302
    assert Claim.objects.get().cost_centre == "4711"


def test_without_the_switch_nothing_is_asked(chairs, bram, client):
    client.force_login(bram)
    words = client.get(reverse("claims:ask", args=[chairs.pk])).content.decode()
    assert "cost_centre" not in words


def test_a_coordinator_switches_it_on(client, bram):
    eva = colleague(bram, "Eva", role="coordinator")
    client.force_login(eva)
    sent = {"first_days": 0, "asks_cost_centre": "on"}
    assert client.post(reverse("members:sharing"), sent).status_code == 302
    assert fresh(bram.organisation).asks_cost_centre
