import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Letter

LETTERS = "/admin/outbox/letter/"


@pytest.fixture
def given_up(db):
    """A letter that was tried eight times."""
    return Letter.objects.create(
        key="k", to="a@example.org", subject="Given up", body="b", attempts=8
    )


@pytest.fixture
def sent(db):
    return Letter.objects.create(
        key="s", to="a@example.org", subject="Sent", body="b", sent_at=timezone.now()
    )


def shown(client, delivery):
    page = client.get(LETTERS, {"delivery": delivery})
    return [letter.subject for letter in page.context["cl"].queryset]


def test_undelivered_letters_stand_apart(client, mo, given_up, sent):
    client.force_login(mo)
    assert shown(client, "undelivered") == ["Given up"]
    assert shown(client, "sent") == ["Sent"]
    assert shown(client, "waiting") == shown(client, "daily") == []


def test_a_moderator_tries_again(client, mo, given_up):
    client.force_login(mo)
    chosen = {"action": "try_again", "_selected_action": [given_up.pk]}
    assert client.post(LETTERS, chosen).status_code == 302
    assert Letter.objects.due(timezone.now()).get() == given_up


def test_a_letter_can_be_read_but_not_changed(client, mo, given_up):
    client.force_login(mo)
    page = reverse("admin:outbox_letter_change", args=[given_up.pk])
    assert client.get(page).status_code == 200
    client.post(page, {"to": "carla@example.org", "body": "changed"})
    given_up.refresh_from_db()
    assert (given_up.to, given_up.body) == ("a@example.org", "b")


def test_a_stranger_gets_no_letters(client, carla, given_up):
    client.force_login(carla)
    assert client.get(LETTERS).status_code == 302
    chosen = {"action": "try_again", "_selected_action": [given_up.pk]}
    client.post(LETTERS, chosen)
    assert not Letter.objects.due(timezone.now()).exists()
