"""The address of a letter says what is answered, and that we wrote it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import actions as claiming
from conversations import questions
from conversations.addresses import Ticket, address_for, ticket_of
from outbox.models import Letter
from tests.conversations.conftest import letters

NUMBERS = st.integers(0, 2**63 - 1)
TICKETS = st.builds(Ticket, st.sampled_from("cq"), NUMBERS, NUMBERS)


@pytest.fixture(autouse=True)
def _on(answered_by_mail):
    pass


@given(TICKETS)
def test_what_was_written_is_read(ticket):
    address = address_for(ticket)
    assert ticket_of(address) == ticket_of(address.upper()) == ticket
    local, _at, domain = address.partition("@")
    assert domain == "deel.example.nl"
    assert len(local) <= 64
    assert re.fullmatch(r"antwoord\+[a-z0-9-]+", local)


@given(TICKETS, st.data())
def test_a_changed_letter_makes_it_nobodys(ticket, data):
    address = address_for(ticket)
    token = address.partition("+")[2].partition("@")[0]
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("abc234cq-"))
    changed = token[:at] + other + token[at + 1 :]
    expected = ticket if changed == token else None
    assert ticket_of(f"antwoord+{changed}@deel.example.nl") == expected


@given(st.text(max_size=90))
def test_any_other_address_is_nobodys(text):
    for address in (text, f"antwoord+{text}@deel.example.nl", f"x+{text}@y"):
        assert ticket_of(address) is None


def test_an_address_of_another_house_is_nobodys(settings):
    address = address_for(Ticket("c", 7, 3))
    settings.REPLY_ADDRESS = "antwoord@elders.example"
    assert ticket_of(address) is None


def test_a_new_key_keeps_old_letters_as_long_as_it_is_said(settings):
    address = address_for(Ticket("c", 7, 3))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "new"
    assert ticket_of(address) == Ticket("c", 7, 3)
    settings.SECRET_KEY_FALLBACKS = []
    assert ticket_of(address) is None


# -- Letters ---------------------------------------------------------------------
def test_every_letter_about_a_claim_is_answered_in_its_conversation(claim, anna, bram):
    claiming.accept(claim, by=anna)
    asked, accepted = Letter.objects.filter(key__startswith="claims/").order_by("pk")
    assert ticket_of(asked.reply_to) == Ticket("c", claim.pk, anna.pk)
    assert ticket_of(accepted.reply_to) == Ticket("c", claim.pk, bram.pk)


def test_a_question_is_answered_by_its_owner_alone(beds, anna, bram):
    question = questions.ask(beds, by=bram, text="How wide?")
    questions.answer(question, by=anna, text="90 cm.")
    assert ticket_of(letters("question")[0].reply_to) == Ticket(
        "q", question.pk, anna.pk
    )
    assert letters("answered")[0].reply_to == ""


def test_where_nobody_reads_answers_no_letter_asks_for_one(settings, claim, anna):
    settings.REPLY_ADDRESS = ""
    claiming.accept(claim, by=anna)
    (accepted,) = Letter.objects.filter(key__startswith="claims/letters/accepted")
    assert accepted.reply_to == ""
