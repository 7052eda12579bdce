"""Many at once, on real threads: what is said is said once, and no one waits."""

from uuid import uuid4

import pytest

from conversations import actions
from conversations.mail import intake
from conversations.models import Incoming, Message, Unread
from outbox.models import Letter
from tests.conversations.conftest import email, letters
from tests.stories.test_races import at_once, doing

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_sides_that_write_at_once_both_do(claim, anna, bram):
    for person in (anna, bram):
        actions.write(claim, by=person, text="Before")
    deeds = [
        doing(actions.write, claim, by=person, text=f"{n}")
        for n in range(5)
        for person in (anna, bram)
    ]
    assert at_once(*deeds) == {"done": 10}
    assert claim.messages.count() == 12
    assert Unread.objects.count() == 1  # who wrote last has read all


def test_who_reads_while_the_other_side_writes_is_in_nobodys_way(claim, anna, bram):
    write = doing(actions.write, claim, by=bram, text="Now")
    look = doing(actions.mark_read, claim, by=anna)
    assert at_once(*[write, look] * 5) == {"done": 10}
    unread = Unread.objects.filter(person=anna).first()
    assert (unread.count if unread else 0) <= 5


def test_a_double_click_says_it_once(claim, bram):
    number = uuid4()
    write = doing(actions.write, claim, by=bram, text="Once", submission=number)
    assert at_once(*[write] * 4) == {"done": 4}
    assert Message.objects.count() == 1


def test_several_workers_take_a_mail_once(claim, anna, bram, answered_by_mail):
    actions.write(claim, by=bram, text="Tuesday?")
    raw = email(anna.email, letters("message")[0].reply_to).as_bytes()
    assert at_once(*[doing(intake.keep, raw)] * 4) == {"done": 4}
    assert at_once(*[doing(intake.read_incoming)] * 4) == {"done": 4}
    assert (Incoming.objects.count(), claim.messages.count()) == (1, 2)
    assert Letter.objects.filter(to=bram.email, key__contains="message").count() == 1
