"""Answers travel over a real SMTP server into a mailbox, and out of it over a real IMAP
server."""

import smtplib
import socket
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command

from base.models import Failure
from conversations import actions, tasks
from conversations.mail import mailbox
from conversations.mail.parsing import MOST_BYTES
from conversations.models import Incoming
from demo.catcher import Keeper
from demo.configuration import HOST, REPLY_ADDRESS, Configuration, free_port
from demo.mailroom import Mailroom
from outbox.actions import deliver_due
from tests.conversations.conftest import email, letters
from tests.running_demo import wait_until


def listens(port):
    with socket.socket() as door:
        return door.connect_ex((HOST, port)) == 0


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    """A mail server that puts answers into a mailbox, and one that hands them out."""
    folder = tmp_path_factory.mktemp("post")
    configuration = Configuration.from_environment({"VAR": str(folder)})
    room = Mailroom(folder / "answers")
    command = room.command(configuration.imap_port, configuration.imap_password)
    imap = subprocess.Popen(command)
    smtp = Controller(
        Keeper(folder / "mail", room),
        hostname=HOST,
        port=configuration.mail_port,
        ready_timeout=30,
    )
    smtp.start()
    assert wait_until(lambda: listens(configuration.imap_port), 30)
    yield SimpleNamespace(room=room, configuration=configuration)
    smtp.stop()
    imap.terminate()
    imap.wait()


@pytest.fixture(autouse=True)
def _settings(settings, post):
    settings.REPLY_ADDRESS = REPLY_ADDRESS
    settings.IMAP_URL = post.configuration.imap_url


@pytest.fixture
def send(post):
    """Send an e-mail."""

    def send(message):
        with smtplib.SMTP(HOST, post.configuration.mail_port) as smtp:
            smtp.send_message(message)

    return send


@pytest.fixture
def letter(claim, bram):
    actions.write(claim, by=bram, text="Can it be Tuesday?")
    return letters("message")[0]


def test_an_answer_travels_from_a_mail_program_into_the_claim(
    letter, claim, anna, send, post
):
    send(email(anna.email, letter.reply_to))
    tasks.fetch_mail()
    tasks.read_mail()
    assert [message.text for message in claim.messages.all()] == [
        "Can it be Tuesday?",
        "Dinsdag kan.",
    ]
    assert post.room.waiting() == 0


def test_a_letter_of_ours_says_where_it_is_answered(letter, settings, post, mailoutbox):
    deliver_due()
    sent = next(one for one in mailoutbox if one.subject == letter.subject)
    assert sent.reply_to == [letter.reply_to]
    assert sent.body.endswith("\n\n-- \nYou can answer this e-mail.")


def test_an_empty_mailbox_is_nothing_to_speak_of(db):
    assert mailbox.fetch() == 0
    assert (Incoming.objects.count(), Failure.objects.count()) == (0, 0)


def test_a_full_mailbox_is_taken_in_turns(db, send, monkeypatch):
    for n in range(3):
        send(email("a@b.nl", REPLY_ADDRESS, f"{n}"))
    monkeypatch.setattr(mailbox, "BATCH", 2)
    assert [mailbox.fetch() for _ in range(3)] == [2, 1, 0]
    assert Incoming.objects.count() == 3


def test_who_dies_half_way_leaves_nothing_twice(letter, claim, anna, send, post):
    """It was written down, and stayed in the mailbox."""
    mail = email(anna.email, letter.reply_to)
    call_take_mail(mail.as_bytes())
    send(mail)
    assert mailbox.fetch() == 1
    tasks.read_mail()
    assert (Incoming.objects.count(), claim.messages.count()) == (1, 2)


def test_what_is_far_too_large_leaves_the_mailbox_too(db, post):
    post.room.deliver(b"From: a@b.nl\n\n" + b"x" * (MOST_BYTES + 10))
    assert mailbox.fetch() == 1
    assert len(Incoming.objects.get().raw) < 100
    assert post.room.waiting() == 0


@pytest.mark.parametrize("wrong", ["imap_port", "imap_password"])
def test_a_mailbox_that_can_not_be_read_is_booked_until_it_can(
    db, settings, post, wrong
):
    other = {"imap_port": free_port(), "imap_password": "other"}[wrong]
    right = settings.IMAP_URL
    settings.IMAP_URL = replace(post.configuration, **{wrong: other}).imap_url
    for _ in range(2):
        assert mailbox.fetch() == 0
    assert Failure.objects.get().tries == 2
    settings.IMAP_URL = right
    mailbox.fetch()
    assert not Failure.objects.exists()


def test_without_a_mailbox_nothing_is_asked(db, settings):
    settings.IMAP_URL = ""
    assert mailbox.fetch() == 0


# -- The pipe ----------------------------------------------------------------------
def call_take_mail(raw):
    stdin, sys.stdin = sys.stdin, SimpleNamespace(buffer=BytesIO(raw))
    try:
        call_command("take_mail")
    finally:
        sys.stdin = stdin


def test_a_mail_server_hands_mail_to_a_command(letter, claim, anna):
    call_take_mail(email(anna.email, letter.reply_to).as_bytes())
    tasks.read_mail()
    assert claim.messages.last().text == "Dinsdag kan."


def test_the_command_takes_no_more_than_can_be_read(db):
    call_take_mail(b"From: a@b.nl\n\n" + b"x" * (MOST_BYTES + 10))
    assert len(Incoming.objects.get().raw) < 100
