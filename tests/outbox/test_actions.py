import logging
import smtplib
import socket
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone

from base.models import Failure
from outbox import actions
from outbox.models import Letter


@pytest.fixture
def _templates(settings, tmp_path):
    (tmp_path / "note.txt").write_text("About {{ about.name }}\n\nHello {{ to.name }}.")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path]}]


def make_letter(key="k", **fields):
    return Letter.objects.create(
        **{"key": key, "to": "a@example.org", "subject": "s", "body": "b", **fields}
    )


def tell(anna, **extra):
    actions.post("note", to=anna, about=anna.organisation, **extra)


@pytest.mark.usefixtures("_templates")
def test_the_same_letter_about_the_same_cause_is_written_once(anna):
    tell(anna)
    tell(anna)
    letter = Letter.objects.get()
    assert (letter.subject, letter.body) == ("About Zonnehof", "Hello Anna.")
    assert (letter.to, letter.language) == ("anna@example.org", "en")


@pytest.mark.usefixtures("_templates")
def test_an_alert_follows_the_readers_wish(anna):
    anna.letters = "off"
    tell(anna, alert="news")
    assert not Letter.objects.exists()
    anna.letters = "daily"
    tell(anna, alert="news")
    assert Letter.objects.get().for_daily is True
    assert actions.deliver_due() == 0


@pytest.mark.usefixtures("_templates")
def test_what_concerns_my_own_agreement_comes_in_any_case(anna):
    anna.letters = "off"
    tell(anna)
    assert Letter.objects.get().for_daily is False


@pytest.mark.usefixtures("_templates")
def test_the_daily_letter_gathers_what_was_kept_once(anna, bram):
    anna.letters = "daily"
    anna.save()
    tell(anna, alert="news")
    actions.post("note", to=anna, about=bram.organisation, alert="news")
    assert actions.gather_daily() == 1
    assert actions.gather_daily() == 0
    daily = Letter.objects.get(key__startswith="daily")
    assert daily.subject == "Your daily letter: 2 messages"
    assert "About Zonnehof" in daily.body
    assert "About Stadsziekenhuis" in daily.body
    assert Letter.objects.for_daily().count() == 0


def test_nobody_gets_an_empty_daily_letter(anna):
    assert actions.gather_daily() == 0
    assert not Letter.objects.exists()


def test_a_delivered_letter_is_not_sent_again(db, mailoutbox):
    make_letter()
    assert actions.deliver_due() == 1
    assert actions.deliver_due() == 0
    assert len(mailoutbox) == 1
    assert mailoutbox[0].extra_headers["Message-ID"] == Letter.objects.get().message_id


def test_an_invitation_travels_with_its_letter(db, mailoutbox):
    make_letter(calendar="BEGIN:VCALENDAR\nMETHOD:CANCEL\nEND:VCALENDAR")
    actions.deliver_due()
    name, _, kind = mailoutbox[0].attachments[0]
    assert (name, kind) == ("deelplatform.ics", "text/calendar; method=CANCEL")


def test_a_worker_that_dies_after_taking_a_letter_loses_nothing(db):
    make_letter()
    now = timezone.now()
    assert actions._take_one(now)  # ... and here the worker is killed
    assert not Letter.objects.due(now).exists()
    assert Letter.objects.due(now + timedelta(minutes=3)).count() == 1


def test_a_mail_server_that_is_down_keeps_the_letter(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens there
    make_letter()
    assert actions.deliver_due() == 1
    letter = Letter.objects.get()
    assert (letter.attempts, letter.sent_at) == (1, None)
    assert letter.last_error.startswith("ConnectionRefusedError")
    assert letter.next_try_at > timezone.now() + timedelta(minutes=1)


def test_letters_travel_over_real_smtp(db, settings):
    received = []

    class Postbox:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            received.append(envelope.rcpt_tos)
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    postbox = Controller(Postbox(), hostname="127.0.0.1", port=port)
    postbox.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        make_letter("one", to="a@example.org")
        make_letter("two", to="b@example.org")
        actions.deliver_due()
    finally:
        postbox.stop()
    assert sorted(received) == [["a@example.org"], ["b@example.org"]]
    assert Letter.objects.sent().count() == 2


def test_a_poisoned_letter_does_not_stop_the_others_and_ends(db, mailoutbox):
    make_letter("bad", to="two\nlines@example.org")
    make_letter("good")
    actions.deliver_due()
    assert [message.subject for message in mailoutbox] == ["s"]
    for _ in range(20):
        Letter.objects.update(next_try_at=timezone.now())
        actions.deliver_due()
    assert Letter.objects.undelivered().get().attempts == 8


def test_a_moderator_can_try_again(mo):
    letter = make_letter(attempts=8)
    actions.try_again(letter, by=mo)
    assert Letter.objects.due(timezone.now()).get() == letter


def test_a_stranger_cannot_try_again(carla):
    letter = make_letter(attempts=8)
    with pytest.raises(PermissionDenied):
        actions.try_again(letter, by=carla)


def test_what_was_sent_long_ago_is_forgotten(db):
    make_letter("old", sent_at=timezone.now() - timedelta(days=181))
    make_letter("young", sent_at=timezone.now() - timedelta(days=179))
    make_letter("unsent")
    actions.forget_old()
    assert set(Letter.objects.values_list("key", flat=True)) == {"young", "unsent"}


def test_a_full_batch_is_bounded(db, monkeypatch, mailoutbox):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in range(3):
        make_letter(str(number))
    assert [actions.deliver_due(), actions.deliver_due()] == [2, 1]


def test_a_failing_server_does_not_lose_the_place_in_the_queue(db, monkeypatch):
    def hang_up(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailMultiAlternatives, "send", hang_up)
    make_letter()
    for attempt in range(1, 4):
        Letter.objects.update(next_try_at=timezone.now())
        before = timezone.now()
        actions.deliver_due()
        waits = Letter.objects.get().next_try_at - before
        assert (
            timedelta(0) <= waits - timedelta(minutes=2**attempt) < timedelta(minutes=1)
        )


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_letter_once(mailoutbox):
    for number in range(40):
        make_letter(str(number))

    def work():
        try:
            actions.deliver_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert len(mailoutbox) == 40
    assert Letter.objects.filter(sent_at=None).count() == 0


def test_a_daily_letter_that_fails_stops_no_other(bram, carla, caplog):
    bad = make_letter("1", reader=bram, for_daily=True, items=[{"no": "item"}])
    make_letter("2", reader=carla, for_daily=True)
    with caplog.at_level(logging.ERROR, "outbox.actions"):
        assert actions.gather_daily() == 1
    assert [record.getMessage() for record in caplog.records] == [
        f"The daily letter for reader {bram.pk} was left"
    ]
    assert list(Letter.objects.for_daily()) == [bad]
    assert Failure.objects.get().row == bram.pk
    Letter.objects.update(items=[])
    assert actions.gather_daily() == 1
    assert not Failure.objects.exists()
