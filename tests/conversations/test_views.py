"""Over HTTP: what a page shows, to whom, and what a form answers."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from conversations import actions, questions
from conversations.models import (
    Incoming,
    Message,
    Question,
    ReportedConversation,
    Unread,
)
from conversations.page_parts import questions_at
from tests.conversations.test_actions import photo


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


def page(name, *args):
    return reverse(f"conversations:{name}", args=args)


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


# -- The conversation --------------------------------------------------------------
def test_a_message_stands_in_the_conversation(as_, claim, anna, bram):
    sent = as_(bram).post(
        page("conversation", claim.pk),
        {"text": "Is there a lift?", "pictures": [photo()]},
    )
    message = Message.objects.get()
    assert (sent.status_code, sent.url) == (302, message.get_absolute_url())
    shown = as_(anna).get(page("conversation", claim.pk))
    assert "Is there a lift?" in words(shown)
    picture = page("photo", message.photos.get().pk, "card")
    assert picture in shown.content.decode()
    assert as_(anna).get(picture)["Content-Type"] == "image/webp"


def test_opening_it_has_read_it(as_, claim, anna, bram):
    actions.write(claim, by=bram, text="One")
    assert "1 new" in words(as_(anna).get(claim.get_absolute_url()))
    as_(anna).get(page("conversation", claim.pk))
    assert not Unread.objects.exists()
    assert "1 new" not in words(as_(anna).get(claim.get_absolute_url()))


def test_the_page_of_the_claim_shows_the_last_messages(as_, claim, anna, bram):
    for text in ("First", "Second", "Third", "Fourth"):
        actions.write(claim, by=bram, text=text)
    shown = words(as_(anna).get(claim.get_absolute_url()))
    assert [text in shown for text in ("First", "Second", "Fourth")] == [
        False,
        True,
        True,
    ]
    assert "Earlier messages" in shown


def test_a_moderator_sees_no_message_on_the_page_of_a_claim(as_, claim, bram, mo):
    actions.write(claim, by=bram, text="Between us")
    shown = words(as_(mo).get(claim.get_absolute_url()))
    assert "Between us" not in shown
    assert "Conversation" not in shown


def test_a_stranger_finds_nothing(as_, claim, bram, carla, mo):
    message = actions.write(claim, by=bram, text="Hi", pictures=[photo()])
    addresses = [
        page("conversation", claim.pk),
        page("report", claim.pk),
        page("photo", message.photos.get().pk, "card"),
    ]
    for person in (carla, mo):
        for address in addresses:
            assert as_(person).get(address).status_code == 404


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Write something, or add a photo."),
        ("BSN 123456782", "Take this out first."),
    ],
)
def test_what_is_wrong_stands_at_the_field(as_, claim, bram, text, error):
    answer = as_(bram).post(page("conversation", claim.pk), {"text": text})
    assert error in answer.context["form"].errors["text"][0]
    assert not Message.objects.exists()


def test_a_double_click_sends_it_once(as_, claim, bram):
    number = "7f6f7b0e-4a3a-4c2e-9a53-0d6cf0d3c111"
    for _ in range(2):
        as_(bram).post(
            page("conversation", claim.pk), {"text": "Once", "form_number": number}
        )
    assert Message.objects.count() == 1


def test_markup_of_members_is_shown_as_they_typed_it(as_, claim, anna, bram):
    actions.write(claim, by=bram, text="<script>alert(1)</script>")
    shown = as_(anna).get(page("conversation", claim.pk)).content.decode()
    assert "&lt;script&gt;alert(1)" in shown


def test_the_rest_of_an_email_is_seen_by_ones_own_side_alone(as_, claim, anna, bram):
    mail = Incoming.objects.create(fingerprint="f", raw=b"", rest="Between colleagues")
    actions.write(claim, by=anna, text="Yes.", mail=mail)
    address = page("conversation", claim.pk)
    assert "Between colleagues" in words(as_(anna).get(address))
    assert "Between colleagues" not in words(as_(bram).get(address))


def test_it_is_reported_by_a_form(as_, claim, anna):
    as_(anna).post(page("report", claim.pk), {"words": "Rude"})
    assert ReportedConversation.objects.get().words == "Rude"


def test_a_conversation_costs_as_many_questions_however_long(
    as_, claim, anna, bram, django_assert_max_num_queries
):
    for n in range(20):
        actions.write(claim, by=bram, text=f"{n}")
    browser = as_(anna)
    browser.get(page("conversation", claim.pk))
    with django_assert_max_num_queries(12):
        browser.get(page("conversation", claim.pk))


# -- Questions ---------------------------------------------------------------------
def test_question_and_answer_stand_with_the_offer(as_, beds, anna, bram, carla):
    asked = as_(bram).post(page("ask", beds.pk), {"text": "How wide?"})
    question = Question.objects.get()
    assert asked.url == question.get_absolute_url()
    assert "How wide? Stadsziekenhuis" in words(as_(carla).get(f"/listings/{beds.pk}/"))
    as_(anna).post(page("answer", question.pk), {"text": "90 cm."})
    shown = words(as_(carla).get(f"/listings/{beds.pk}/"))
    assert "How wide?" in shown
    assert "90 cm." in shown
    assert "Bram" not in shown


def test_the_owner_is_shown_the_way_to_answer(as_, beds, anna, bram, carla):
    question = questions.ask(beds, by=bram, text="How wide?")
    way = page("answer", question.pk)
    assert way in as_(anna).get(f"/listings/{beds.pk}/").content.decode()
    assert way not in as_(carla).get(f"/listings/{beds.pk}/").content.decode()
    assert "1 question waits for you" in words(as_(anna).get("/listings/mine/"))
    assert as_(carla).get(way).status_code == 404


def test_personal_data_are_caught_at_the_field(as_, beds, bram):
    answer = as_(bram).post(page("ask", beds.pk), {"text": "Bel 06 12345678"})
    assert "Take this out first." in answer.context["form"].errors["text"][0]


def test_at_ones_own_offer_there_is_no_question_to_ask(as_, beds, anna):
    assert (
        page("ask", beds.pk)
        not in as_(anna).get(f"/listings/{beds.pk}/").content.decode()
    )
    assert as_(anna).get(page("ask", beds.pk)).status_code == 403


def test_what_a_moderator_took_away_is_gone(as_, beds, bram, carla, mo):
    question = questions.ask(beds, by=bram, text="How wide?")
    questions.take_away(question, by=mo, why="-")
    assert "How wide?" not in words(as_(carla).get(f"/listings/{beds.pk}/"))


def test_the_questions_of_a_page_cost_one_query(
    as_, beds, bram, anna, django_assert_num_queries
):
    for n in range(3):
        question = questions.ask(beds, by=bram, text=f"Question {n}")
        questions.answer(question, by=anna, text="Yes.")
    with django_assert_num_queries(1):
        questions_at({"user": bram}, beds)
