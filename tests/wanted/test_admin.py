"""What moderators see of wants and matches."""

import pytest
from django.urls import reverse

from outbox.models import Letter
from wanted.models import Match, Want


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


@pytest.mark.parametrize("model", ["want", "match"])
def test_moderators_look_but_do_not_change(as_mo, want, beds, model):
    match = Match.objects.create(want=want, listing=beds, score=0.8)
    row = {"want": want, "match": match}[model]
    changelist = reverse(f"admin:wanted_{model}_changelist")
    change = reverse(f"admin:wanted_{model}_change", args=[row.pk])
    assert as_mo.get(changelist).status_code == 200
    assert as_mo.get(change).status_code == 200
    assert as_mo.post(change, {"score": 0}).status_code == 403


def test_moderators_close_with_a_reason(as_mo, want, bram):
    address = reverse("admin:wanted_want_changelist")
    chosen = {"action": "close", "_selected_action": [want.pk]}
    assert as_mo.post(address, chosen).status_code == 200
    as_mo.post(address, chosen | {"why": "Not for here."})
    assert Want.objects.get().state == "closed"
    assert Letter.objects.get().to == bram.email


def test_carla_sees_nothing_of_it(client, carla):
    client.force_login(carla)
    address = reverse("admin:wanted_want_changelist")
    assert client.get(address).status_code == 302
