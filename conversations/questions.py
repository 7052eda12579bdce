"""Questions at an offer, for all to read, and what its owner answers."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.refusal import Refused
from conversations import letters, personal_data, rules
from conversations.models import Question
from listings.models import Listing
from members.models import User

MOST_WAITING = 3  # questions of one organisation at one offer


@transaction.atomic
def ask(
    listing: Listing, *, by: User, text: str, submission: UUID | None = None
) -> Question:
    """Somebody wants to know something first; the owner gets a letter."""
    listing = Listing.objects.lock(listing.pk)
    check_can_ask(listing, by=by)
    if earlier := Question.objects.filter(submission=submission).exclude(
        submission=None
    ):
        return earlier[0]
    _check_words(text)
    waiting = Question.objects.unanswered().filter(listing=listing)
    if waiting.asked_by(by.trades_for).count() >= MOST_WAITING:
        raise Refused(_("Wait for an answer to what you asked already."))
    question = Question.objects.create(
        listing=listing,
        asker=by,
        organisation=by.trades_for,
        text=text.strip(),
        submission=submission,
    )
    letters.tell_of_question(question)
    return question


def check_can_ask(listing: Listing, *, by: User) -> None:
    """Refuse whom the form is not for."""
    if not rules.can_ask_about(by, listing):
        raise PermissionDenied


@transaction.atomic
def answer(question: Question, *, by: User, text: str) -> Question:
    """The owner answers, once; who asked gets a letter."""
    question = _lock(question)
    if not rules.can_answer(by, question):
        raise PermissionDenied
    page = (_("To the question"), question.get_absolute_url())
    if question.hidden_at:
        raise Refused(_("A moderator took this question away."), instead=page)
    if question.answered_at:
        raise Refused(_("This question has been answered already."), instead=page)
    _check_words(text)
    question.answer, question.answered_by = text.strip(), by
    question.answered_at = timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    letters.tell_of_answer(question)
    return question


@transaction.atomic
def take_away(question: Question, *, by: User, why: str) -> Question:
    """A moderator takes a question away, its answer too; who asked reads why."""
    question = _lock(question)
    if not rules.can_settle(by):
        raise PermissionDenied
    if question.hidden_at:
        raise Refused(_("A moderator took this question away."))
    question.hidden_at, question.hidden_why = timezone.now(), why
    question.save(update_fields=["hidden_at", "hidden_why"])
    letters.tell_of_removal(question)
    return question


def _check_words(text: str) -> None:
    if not text.strip():
        raise Refused(_("Write something."))
    personal_data.check(text, personal_data.PUBLIC)


def _lock(question: Question) -> Question:
    known = Question.objects.select_related("listing__organisation", "organisation")
    return known.select_for_update(of=("self",)).get(pk=question.pk)
