"""E-mail is put where it belongs, once; or refused with a letter, or left alone."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from base.models import Failure
from claims import actions as claiming
from claims.models import ClaimStep
from conversations import actions, questions
from conversations.addresses import Ticket, address_for
from conversations.mail import intake
from conversations.models import Incoming, Message, Question
from outbox.models import Letter
from tests.conversations.conftest import come_in, email, letters, picture
from tests.factories import ClaimFactory, UserFactory

GMAIL = (
    "Op ma 30 nov 2026 om 09:12 schreef Deelplatform <deel@example.nl>:\n\n> Hallo\n"
)


@pytest.fixture(autouse=True)
def _on(answered_by_mail):
    pass


@pytest.fixture
def letter(claim, bram):
    """Bram wrote, and Anna got a letter."""
    actions.write(claim, by=bram, text="Can it be Tuesday?")
    return letters("message")[0]


def refused():
    return [(letter.to, letter.body) for letter in refusals()]


def refusals():
    return list(Letter.objects.filter(key__startswith="mail refused").order_by("pk"))


def test_an_answer_lands_in_the_claim(letter, claim, anna, bram):
    text = f"Dinsdag kan.\n\nMet vriendelijke groet,\nAnna\n06 12345678\n\n{GMAIL}"
    incoming = come_in(email(f"Anna <{anna.email}>", letter.reply_to, text))
    said = claim.messages.last()
    assert (said.text, said.author, said.by_mail) == ("Dinsdag kan.", anna, True)
    assert (incoming.outcome, incoming.sender, incoming.why) == (
        "taken",
        anna.email,
        "",
    )
    assert said.mail.rest.startswith("Dinsdag kan.\n\nMet vriendelijke groet")
    assert letters("message")[1].to == bram.email


def test_the_letter_that_tells_of_it_is_answered_in_turn(letter, claim, anna, bram):
    come_in(email(anna.email, letter.reply_to))
    back = letters("message")[1]
    come_in(email(bram.email, back.reply_to, "Tot dan."))
    texts = [message.text for message in claim.messages.all()]
    assert texts == ["Can it be Tuesday?", "Dinsdag kan.", "Tot dan."]


def test_the_same_mail_twice_is_taken_once(letter, claim, anna):
    mail = email(anna.email, letter.reply_to)
    assert come_in(mail).outcome == "taken"
    assert come_in(mail) is None
    other_way = b"Received: from elsewhere\r\nDelivered-To: x@y.nl\r\n"
    assert come_in(other_way + mail.as_bytes().replace(b"\n", b"\r\n")) is None
    assert claim.messages.count() == 2


def test_other_words_under_the_same_number_are_taken_too(letter, claim, anna):
    for text in ("One", "Two"):
        mail = email(anna.email, letter.reply_to, text)
        mail.replace_header("Message-ID", "<1@mail.example>")
        come_in(mail)
    assert claim.messages.count() == 3


def test_mail_without_a_number_is_taken_once(letter, claim, anna):
    mail = email(anna.email, letter.reply_to)
    del mail["Message-ID"]
    for _ in range(2):
        come_in(mail)
    assert claim.messages.count() == 2


def test_one_mail_to_two_claims_lands_in_each_once(letter, claim, anna, bram, beds):
    other = ClaimFactory(listing=beds, asker=bram, state="accepted")
    to = [letter.reply_to, address_for(Ticket("c", other.pk, anna.pk)), letter.reply_to]
    come_in(email(anna.email, ", ".join(to)))
    assert (claim.messages.count(), other.messages.count()) == (2, 1)


def test_an_address_in_capitals_is_known(letter, claim, anna):
    come_in(email(anna.email.upper(), letter.reply_to.upper()))
    assert claim.messages.last().author == anna


def test_a_colleague_speaks_for_themselves(letter, claim, anna):
    colleague = UserFactory(organisation=anna.organisation)
    come_in(email(colleague.email, letter.reply_to))
    assert claim.messages.last().author == colleague


def test_photos_come_along_and_other_files_are_named(letter, claim, anna):
    mail = email(anna.email, letter.reply_to)
    mail.add_attachment(picture(), "image", "jpeg", filename="bed.jpg")
    mail.add_attachment(b"%PDF-1.7", "application", "pdf", filename="keuring.pdf")
    mail.add_attachment(b"<svg/>", "image", "svg+xml", filename="logo.svg")
    mail.add_attachment(b"PK\x03\x04", "application", "zip", filename="all.zip")
    come_in(mail)
    said = claim.messages.last()
    assert said.photos.count() == 1
    assert said.left_out == ["keuring.pdf", "logo.svg", "all.zip"]


def test_a_photo_is_answer_enough(letter, claim, anna):
    mail = email(anna.email, letter.reply_to, f"\n{GMAIL}")
    mail.add_attachment(picture(), "image", "jpeg", filename="bed.jpg")
    come_in(mail)
    said = claim.messages.last()
    assert (said.text, said.photos.count()) == ("", 1)


def test_a_logo_in_a_signature_is_no_photo(letter, claim, anna):
    mail = email(anna.email, letter.reply_to)
    photo = picture(900, 900) + bytes(intake.LOGO_BYTES)  # as large as a real one
    for name, data in (("logo.png", picture(120, 120)), ("IMG_1.jpg", photo)):
        mail.add_attachment(data, "image", "jpeg", filename=name, cid=f"<{name}>")
    come_in(mail)
    said = claim.messages.last()
    assert (said.left_out, [photo.width for photo in said.photos.all()]) == ([], [900])


def test_the_seventh_photo_is_left_out(letter, claim, anna):
    mail = email(anna.email, letter.reply_to)
    for n in range(8):
        mail.add_attachment(picture(), "image", "jpeg", filename=f"{n}.jpg")
    come_in(mail)
    said = claim.messages.last()
    assert (said.photos.count(), said.left_out) == (6, ["6.jpg", "7.jpg"])


def test_a_very_long_answer_is_cut(letter, claim, anna):
    come_in(email(anna.email, letter.reply_to, "woord " * 3_000))
    assert claim.messages.last().text.endswith("woord …")
    assert len(claim.messages.last().text) <= 5_000


# -- Questions -------------------------------------------------------------------
def test_the_owner_answers_a_question_by_mail(beds, anna, bram):
    question = questions.ask(beds, by=bram, text="How wide?")
    come_in(email(anna.email, letters("question")[0].reply_to, f"90 cm.\n\n{GMAIL}"))
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("90 cm.", anna)


def test_a_number_in_the_signature_does_not_become_public(beds, anna, bram):
    questions.ask(beds, by=bram, text="How wide?")
    text = "90 cm.\n\nGroet,\nAnna\n06 12345678\n"
    come_in(email(anna.email, letters("question")[0].reply_to, text))
    assert Question.objects.get().answer == "90 cm."


def test_a_number_in_the_words_is_refused_with_the_reason(beds, anna, bram):
    questions.ask(beds, by=bram, text="How wide?")
    text = "90 cm, bel 06 12345678."
    come_in(email(anna.email, letters("question")[0].reply_to, text))
    assert Question.objects.get().answer == ""
    ((to, body),) = refused()
    assert to == anna.email
    assert "Take this out first. “06 12345678”" in body


# -- Refused ---------------------------------------------------------------------
def test_an_unknown_sender_is_refused_with_a_letter_once_a_day(letter, claim):
    for text in ("One", "Two"):
        incoming = come_in(email("stranger@example.org", letter.reply_to, text))
        assert incoming.outcome == "refused"
    assert claim.messages.count() == 1
    ((to, body),) = refused()
    assert to == "stranger@example.org"
    with translation.override("nl"):
        assert translation.gettext(intake.UNKNOWN) in body
    assert "One" not in body


@pytest.mark.parametrize("who", ["carla", "mo"])
def test_who_takes_no_part_is_refused(letter, claim, who, request):
    person = request.getfixturevalue(who)
    assert come_in(email(person.email, letter.reply_to)).outcome == "refused"
    assert claim.messages.count() == 1
    assert [to for to, _body in refused()] == [person.email]


def test_the_other_side_does_not_answer_ones_letter(letter, claim, bram):
    assert come_in(email(bram.email, letter.reply_to)).outcome == "refused"
    assert claim.messages.count() == 1


def test_who_went_elsewhere_is_refused(letter, claim, anna, carla):
    anna.organisation = carla.organisation
    anna.save()
    assert come_in(email(anna.email, letter.reply_to)).outcome == "refused"
    assert claim.messages.count() == 1


def test_who_was_switched_off_is_refused(letter, claim, anna):
    anna.is_active = False
    anna.save()
    assert come_in(email(anna.email, letter.reply_to)).outcome == "refused"
    assert claim.messages.count() == 1


def test_an_address_that_nobody_signed_is_refused(letter, claim, anna):
    forged = letter.reply_to.replace("@", "x@")
    assert come_in(email(anna.email, forged)).outcome == "refused"
    assert [to for to, _body in refused()] == [anna.email]


def test_strangers_without_a_letter_of_ours_get_none(claim):
    for to in ("antwoord@deel.example.nl", "antwoord+c1-1-x@deel.example.nl"):
        assert come_in(email("spam@example.org", to)).outcome == "refused"
    assert refused() == []


def test_what_a_program_wrote_is_left_alone(letter, claim, anna):
    away = email(anna.email, letter.reply_to, Auto_Submitted="auto-replied")
    assert come_in(away).outcome == "ignored"
    stranger = email("x@example.org", letter.reply_to, Auto_Submitted="auto-replied")
    assert come_in(stranger).outcome == "ignored"
    assert (claim.messages.count(), refused()) == (1, [])


def test_our_own_refusal_that_comes_back_is_left_alone(letter, settings):
    come_in(email("stranger@example.org", letter.reply_to))
    (refusal,) = refusals()
    back = email("stranger@example.org", letter.reply_to, "Again")
    back.replace_header("Message-ID", refusal.message_id)
    assert come_in(back).outcome == "ignored"
    assert len(refusals()) == 1


def test_when_many_are_refused_letters_stop(letter, monkeypatch):
    monkeypatch.setattr(intake, "MOST_REFUSALS", 2)
    for n in range(4):
        come_in(email(f"stranger{n}@example.org", letter.reply_to))
    assert [to for to, _body in refused()] == [
        "stranger0@example.org",
        "stranger1@example.org",
    ]


@pytest.mark.parametrize("text", ["", f"\n\n{GMAIL}", "> only\n> quoted"])
def test_nothing_new_is_said_so(letter, claim, anna, text):
    assert come_in(email(anna.email, letter.reply_to, text)).why == intake.NOTHING_NEW
    assert claim.messages.count() == 1


def test_what_came_too_late_is_said_so(letter, claim, anna):
    claiming.decline(claim, by=anna, why="We keep them.")
    ClaimStep.objects.update(at=timezone.now() - timedelta(days=90))
    come_in(email(anna.email, letter.reply_to))
    ((_to, body),) = refused()
    assert "This conversation is closed." in body
    assert claim.messages.count() == 1


def test_data_of_clients_are_refused_in_the_senders_language(letter, claim, anna):
    anna.language = "nl"
    anna.save()
    come_in(email(anna.email, letter.reply_to, "Voor BSN 123456782"))
    ((_to, body),) = refused()
    assert "Haal het burgerservicenummer weg." in body
    assert claim.messages.count() == 1


def test_what_is_too_large_is_said_so(letter, claim, anna, monkeypatch):
    monkeypatch.setattr(intake, "MOST_BYTES", 2_000)
    incoming = come_in(email(anna.email, letter.reply_to, "x\n" * 2_000))
    assert (incoming.outcome, incoming.why) == ("refused", intake.TOO_LARGE)
    assert len(incoming.raw) < 1_000
    assert [to for to, _body in refused()] == [anna.email]


def test_several_claims_get_all_or_nothing(letter, claim, anna, carla):
    strange = ClaimFactory()
    to = [letter.reply_to, address_for(Ticket("c", strange.pk, anna.pk))]
    assert come_in(email(anna.email, ", ".join(to))).outcome == "refused"
    assert claim.messages.count() == 1


@given(st.binary(max_size=300))
def test_bytes_have_one_fingerprint_however_their_lines_end(raw):
    plain = raw.replace(b"\r", b"")
    dos = plain.replace(b"\n", b"\r\n")
    assert intake.fingerprint_of(plain) == intake.fingerprint_of(dos)


# -- The clock ---------------------------------------------------------------------
def test_what_can_not_be_kept_stops_no_other(letter, claim, anna, settings, tmp_path):
    (tmp_path / "full").touch()
    settings.MEDIA_ROOT = tmp_path / "full"  # no folder: the photo can't be written
    with_photo = email(anna.email, letter.reply_to, "breaks")
    with_photo.add_attachment(picture(), "image", "jpeg", filename="bed.jpg")
    for mail in (with_photo, email(anna.email, letter.reply_to, "goes on")):
        intake.keep(mail.as_bytes())
    intake.read_incoming()
    assert [message.text for message in claim.messages.all()][1:] == ["goes on"]
    assert "NotADirectoryError" in Failure.objects.get().error
    settings.MEDIA_ROOT = tmp_path / "media"
    intake.read_incoming()
    assert claim.messages.last().photos.count() == 1
    assert (Failure.objects.count(), Incoming.objects.unread().count()) == (0, 0)


def test_reading_twice_says_nothing_twice(letter, claim, anna):
    intake.keep(email(anna.email, letter.reply_to).as_bytes())
    assert [intake.read_incoming() for _ in range(2)] == [1, 0]
    assert Message.objects.count() == 2


def test_after_two_weeks_the_mail_is_gone_and_the_words_stay(letter, claim, anna):
    incoming = come_in(email(anna.email, letter.reply_to))
    assert intake.forget_old() == 0
    Incoming.objects.update(came_at=timezone.now() - timedelta(days=15))
    assert intake.forget_old() == 1
    assert not Incoming.objects.filter(pk=incoming.pk).exists()
    assert claim.messages.last().text == "Dinsdag kan."
