"""The conversation of a claim: who writes, who reads, what is left out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from base.refusal import Refused
from claims import actions as claiming
from claims.models import ClaimStep
from conversations import actions
from conversations.models import Incoming, Message, ReportedConversation, Unread
from home import work
from tests.conversations.conftest import letters, picture, read_by
from tests.factories import UserFactory


def photo(name="bed.jpg", **size):
    return SimpleUploadedFile(name, picture(**size), "image/jpeg")


def unread():
    return {
        (it.person.name, it.count) for it in Unread.objects.select_related("person")
    }


def test_the_other_side_gets_a_letter_with_the_words(claim, anna, bram):
    message = actions.write(claim, by=bram, text="  Is there a lift?  ")
    assert (message.text, message.author, message.organisation) == (
        "Is there a lift?",
        bram,
        bram.organisation,
    )
    (letter,) = letters("message")
    assert (letter.to, letter.subject) == (
        anna.email,
        "Stadsziekenhuis writes about 1 × Two care beds",
    )
    assert "Bram of Stadsziekenhuis writes:\n“Is there a lift?”" in letter.body


def test_either_side_writes(claim, anna, bram):
    actions.write(claim, by=bram, text="Is there a lift?")
    actions.write(claim, by=anna, text="There is.")
    assert [letter.to for letter in letters("message")] == [anna.email, bram.email]


def test_a_stranger_and_a_moderator_write_nothing(claim, carla, mo):
    for person in (carla, mo):
        with pytest.raises(PermissionDenied):
            actions.write(claim, by=person, text="Hello")
    assert not Message.objects.exists()


def test_what_was_not_read_is_counted_for_who_got_the_letter(claim, anna, bram):
    colleague = UserFactory(organisation=anna.organisation)
    for text in ("One", "Two"):
        actions.write(claim, by=bram, text=text)
    assert unread() == {("Anna", 2)}
    assert [row.count for row in work.work_of(anna).to_read] == [2]
    assert work.work_of(colleague).to_read == []
    assert work.counts_of(anna).tasks == 2  # the claim to answer, and the messages


def test_who_looks_has_read_it(claim, anna, bram):
    actions.write(claim, by=bram, text="One")
    assert actions.mark_read(claim, by=anna) == 1
    assert actions.mark_read(claim, by=anna) == 0
    assert unread() == set()


def test_a_colleague_who_answers_has_read_it_for_all(claim, anna, bram):
    colleague = UserFactory(organisation=anna.organisation)
    actions.write(claim, by=bram, text="One")
    actions.write(claim, by=colleague, text="Answered.")
    assert unread() == {("Bram", 1)}


def test_who_went_elsewhere_has_nothing_to_read_there(claim, anna, bram, carla):
    actions.write(claim, by=bram, text="One")
    anna.organisation = carla.organisation
    anna.save()
    assert work.work_of(anna).to_read == []


def test_a_message_needs_words_or_a_photo(claim, bram):
    with pytest.raises(Refused, match="Write something, or add a photo."):
        actions.write(claim, by=bram, text="  \n")
    assert actions.write(claim, by=bram, pictures=[photo()]).photos.count() == 1


def test_photos_lose_what_they_tell_of_their_maker(claim, bram):
    message = actions.write(claim, by=bram, pictures=[photo(width=3000, height=2000)])
    kept = message.photos.get()
    assert (kept.width, kept.height) == (2400, 1600)
    assert "Bram of Stadsziekenhuis sent a photo." in letters("message")[0].body


def test_seven_photos_are_too_many(claim, bram):
    with pytest.raises(Refused, match="6 photos at most"):
        actions.write(claim, by=bram, pictures=[photo()] * 7)


def test_what_is_no_photo_is_refused_and_nothing_is_said(claim, bram):
    forged = SimpleUploadedFile("bed.jpg", b"%PDF-1.7", "image/jpeg")
    with pytest.raises(Refused, match="bed.jpg"):
        actions.write(claim, by=bram, text="Look", pictures=[forged])
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "text", ["BSN 123456782", "geboren 12-03-1941", "mevrouw De Vries, kamer 12"]
)
def test_data_of_clients_are_refused(claim, bram, text):
    with pytest.raises(Refused, match="Take this out first."):
        actions.write(claim, by=bram, text=f"Het bed is voor {text}.")
    assert not Message.objects.exists()


def test_the_two_sides_may_name_a_colleague_and_a_number(claim, bram):
    text = "Ask for mevrouw Jansen at the desk, or call 030 1234567."
    assert actions.write(claim, by=bram, text=text).text == text


def test_a_form_that_is_sent_twice_says_it_once(claim, bram):
    number = uuid4()
    twice = [
        actions.write(claim, by=bram, text="Once", submission=number) for _ in range(2)
    ]
    assert twice[0] == twice[1]
    assert (Message.objects.count(), len(letters("message"))) == (1, 1)


def test_one_email_says_one_thing_in_a_conversation(claim, bram):
    mail = Incoming.objects.create(fingerprint="f", raw=b"")
    actions.write(claim, by=bram, text="Once", mail=mail)
    said = {"claim": claim, "author": bram, "organisation": bram.organisation}
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(mail=mail, text="Twice", **said)


@pytest.mark.parametrize(("days", "can_write"), [(59, True), (61, False)])
def test_a_conversation_closes_some_weeks_after_its_claim(
    claim, anna, bram, days, can_write
):
    claiming.decline(claim, by=anna, why="We keep them.")
    claim.refresh_from_db()
    ago = timezone.now() - timedelta(days=days)
    ClaimStep.objects.filter(subject=claim).update(at=ago)
    assert actions.is_open(claim) is can_write
    if not can_write:
        with pytest.raises(Refused, match="This conversation is closed."):
            actions.write(claim, by=bram, text="Hello?")


def test_words_of_a_member_become_no_button_of_ours(claim, bram, client):
    actions.write(claim, by=bram, text="Log in: https://evil.example\n\n\nPlace: here")
    (letter,) = letters("message")
    said = letter.body.split("\n\n")[1]
    assert said == (
        "Bram of Stadsziekenhuis writes:\n“Log in: https://evil.example\nPlace: here”"
    )


# -- Reporting -----------------------------------------------------------------
def test_either_side_reports_it_once(claim, anna, bram):
    first = actions.report(claim, by=anna, words="Rude")
    assert actions.report(claim, by=anna, words="Rude again") == first
    actions.report(claim, by=bram, words="Not true")
    assert ReportedConversation.objects.waiting().count() == 2


def test_a_stranger_reports_nothing(claim, carla, mo):
    for person in (carla, mo):
        with pytest.raises(PermissionDenied):
            actions.report(claim, by=person, words="Rude")


def test_a_report_says_what_is_wrong(claim, anna):
    with pytest.raises(Refused, match="Say what is wrong."):
        actions.report(claim, by=anna, words=" ")


def test_nobody_else_reads_the_letters(claim, anna, bram):
    UserFactory(organisation=anna.organisation)
    actions.write(claim, by=bram, text="One")
    assert read_by("message") == [anna.email]
