"""Questions at an offer: asked by others, answered by its owner, read by all."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from base.refusal import Refused
from conversations import questions
from conversations.models import Question
from home import work
from tests.conversations.conftest import letters
from tests.factories import ListingFactory, UserFactory


@pytest.fixture
def question(beds, bram):
    return questions.ask(beds, by=bram, text="How wide are they?")


def test_the_owner_gets_a_letter(question, anna):
    (letter,) = letters("question")
    assert letter.to == anna.email
    assert (
        letter.subject == "Stadsziekenhuis wants to know something about Two care beds"
    )
    assert "“How wide are they?”" in letter.body


def test_who_asked_gets_the_answer(question, anna, bram):
    answered = questions.answer(question, by=anna, text=" 90 cm. ")
    assert (answered.answer, answered.answered_by) == ("90 cm.", anna)
    (letter,) = letters("answered")
    assert letter.to == bram.email
    assert "Zonnehof answers:\n“90 cm.”" in letter.body


def test_every_colleague_of_the_owner_answers(question, anna):
    colleague = UserFactory(organisation=anna.organisation)
    assert questions.answer(question, by=colleague, text="90 cm.").answered_at


def test_nobody_else_answers(question, bram, carla, mo):
    for person in (bram, carla, mo):
        with pytest.raises(PermissionDenied):
            questions.answer(question, by=person, text="90 cm.")


def test_a_question_is_answered_once(question, anna):
    questions.answer(question, by=anna, text="90 cm.")
    with pytest.raises(Refused, match="answered already"):
        questions.answer(question, by=anna, text="100 cm.")


def test_it_waits_for_the_owner_until_it_is_answered(question, anna, bram, carla):
    assert work.work_of(anna).to_explain == [question]
    assert work.work_of(bram).to_explain == work.work_of(carla).to_explain == []
    assert work.counts_of(anna).tasks == 1
    questions.answer(question, by=anna, text="90 cm.")
    assert work.work_of(anna).to_explain == []


def test_one_does_not_ask_at_ones_own_offer(beds, anna, mo):
    for person in (anna, mo):
        with pytest.raises(PermissionDenied):
            questions.ask(beds, by=person, text="How wide are they?")


@pytest.mark.parametrize("state", ["draft", "withdrawn", "gone", "expired"])
def test_nobody_asks_where_nothing_can_be_had(bram, anna, state):
    listing = ListingFactory(made_by=anna, state=state, quantity=2)
    with pytest.raises(PermissionDenied):
        questions.ask(listing, by=bram, text="How wide are they?")


@pytest.mark.parametrize(
    "text",
    [
        "Bel me op 06 12345678.",
        "Mail bram@stad.example voor een afspraak.",
        "Is dit het bed van mevrouw Jansen?",
        "BSN 123456782",
        "De bewoner is dement en wordt onrustig, past het?",
    ],
)
def test_personal_data_are_caught(beds, bram, text):
    with pytest.raises(Refused, match="Take this out first."):
        questions.ask(beds, by=bram, text=text)
    assert not Question.objects.exists()


def test_they_are_caught_in_an_answer_too(question, anna):
    with pytest.raises(Refused, match="Take this out first."):
        questions.answer(question, by=anna, text="Bel 030 1234567.")


@pytest.mark.parametrize("text", ["Zijn ze 90 x 200 cm?", "Past het in lift 3?"])
def test_ordinary_questions_pass(beds, bram, text):
    assert questions.ask(beds, by=bram, text=text).text == text


def test_nobody_floods_an_offer(beds, bram, anna):
    asked = [questions.ask(beds, by=bram, text=f"Question {n}") for n in range(3)]
    with pytest.raises(Refused, match="Wait for an answer"):
        questions.ask(beds, by=bram, text="And?")
    questions.answer(asked[0], by=anna, text="Yes.")
    assert questions.ask(beds, by=bram, text="And?")


def test_a_form_that_is_sent_twice_asks_once(beds, bram):
    number = uuid4()
    twice = [
        questions.ask(beds, by=bram, text="Wide?", submission=number) for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_it_is_seen_by_who_sees_the_offer(question, anna, bram, carla):
    for person in (anna, bram, carla):
        assert list(Question.objects.visible_to(person)) == [question]
    question.listing.audience = "own"
    question.listing.save()
    assert list(Question.objects.visible_to(carla)) == []


def test_a_moderator_takes_it_away_and_says_why(question, anna, bram, carla, mo):
    with pytest.raises(PermissionDenied):
        questions.take_away(question, by=anna, why="Rude")
    questions.take_away(question, by=mo, why="It names somebody.")
    assert list(Question.objects.visible_to(carla)) == []
    (letter,) = letters("removed")
    assert letter.to == bram.email
    assert "It names somebody." in letter.body
    with pytest.raises(Refused, match="took this question away"):
        questions.answer(question, by=anna, text="Yes.")


@pytest.mark.parametrize("half", [{"answer": "Yes."}, {"text": ""}])
def test_the_database_keeps_no_half_answer(question, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**half)
