"""A moderator reads a conversation only when it was reported, and that is written
down."""

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from base.refusal import Refused
from conversations import actions, moderation
from conversations.models import Message, MessagePhoto, Opening, Unread
from tests.conversations.conftest import letters
from tests.conversations.test_actions import photo
from tests.factories import UserFactory


@pytest.fixture
def message(claim, bram):
    return actions.write(claim, by=bram, text="A rude word", pictures=[photo()])


@pytest.fixture
def report(message, anna):
    return actions.report(message.claim, by=anna, words="This is rude.")


def page_of(client, mo, report):
    client.force_login(mo)
    name = "admin:conversations_reportedconversation_change"
    return client.get(reverse(name, args=[report.pk])).content.decode()


def press(client, report, action):
    listed = reverse("admin:conversations_reportedconversation_changelist")
    chosen = {"action": action, "_selected_action": report.pk}
    return client.post(listed, chosen, follow=True)


def test_what_was_reported_is_read_after_it_was_opened(client, mo, report):
    assert "A rude word" not in page_of(client, mo, report)
    press(client, report, "open_conversation")
    assert "A rude word" in page_of(client, mo, report)
    assert [(opened.report, opened.by) for opened in Opening.objects.all()] == [
        (report, mo)
    ]


def test_each_moderator_opens_it_for_themselves(client, mo, report):
    moderation.open_conversation(report, by=mo)
    other = UserFactory(organisation=None, is_staff=True)
    assert "A rude word" not in page_of(client, other, report)


def test_its_photos_are_seen_by_who_opened_it(client, mo, report, message):
    address = reverse("conversations:photo", args=[message.photos.get().pk, "card"])
    client.force_login(mo)
    assert client.get(address).status_code == 404
    moderation.open_conversation(report, by=mo)
    assert client.get(address).status_code == 200
    moderation.settle(report, by=mo, why="We wrote to them.")
    assert client.get(address).status_code == 404
    assert not MessagePhoto.objects.visible_to(mo).exists()


def test_what_nobody_reported_is_read_nowhere(client, mo, message):
    client.force_login(mo)
    page = reverse("conversations:conversation", args=[message.claim_id])
    assert client.get(page).status_code == 404
    claim = client.get(message.claim.get_absolute_url()).content.decode()
    assert "A rude word" not in claim


def test_who_reported_it_reads_the_answer(report, anna, mo):
    moderation.settle(report, by=mo, why="We wrote to them.")
    (letter,) = letters("settled")
    assert letter.to == anna.email
    assert "We wrote to them." in letter.body


def test_what_is_settled_is_not_opened_again(client, report, mo):
    moderation.open_conversation(report, by=mo)
    moderation.settle(report, by=mo, why="We wrote to them.")
    with pytest.raises(Refused, match="settled already"):
        moderation.open_conversation(report, by=mo)
    assert "A rude word" not in page_of(client, mo, report)


def test_members_open_and_settle_nothing(report, anna, bram, carla):
    for person in (anna, bram, carla):
        with pytest.raises(PermissionDenied):
            moderation.open_conversation(report, by=person)
        with pytest.raises(PermissionDenied):
            moderation.settle(report, by=person, why="-")
    assert not Opening.objects.exists()


def test_messages_have_no_page_in_the_admin():
    unseen = {Message, MessagePhoto, Unread, Opening}
    assert admin.site._registry.keys() & unseen == set()
