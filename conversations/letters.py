"""Who reads what is said; and where they answer it by e-mail."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from claims.letters import askers, owners
from claims.models import Claim
from conversations.addresses import CLAIM, QUESTION, Ticket, address_for
from conversations.models import Message, Question, ReportedConversation
from members.models import User
from outbox.actions import post, post_all, write
from outbox.readers import Reader

TEMPLATES = "conversations/letters"


def reply_address(context: Mapping[str, Any], reader: Reader) -> str:
    """Every letter about a claim is answered in its conversation, by its two sides; one
    that asks a question, by the owner."""
    claim, question = context.get("claim"), context.get("question")
    side = getattr(reader, "organisation_id", None)
    if isinstance(question, Question):
        is_owner = side == question.listing.organisation_id
        waits = is_owner and question.answered_at is None
        ticket = Ticket(QUESTION, question.pk, reader.pk)
        return address_for(ticket) if waits else ""
    if isinstance(claim, Claim) and side in (claim.organisation_id, claim.owner.pk):
        return address_for(Ticket(CLAIM, claim.pk, reader.pk))
    return ""


def readers_of(message: Message) -> list[User]:
    """Those whom it concerns on the other side."""
    is_asker = message.organisation_id == message.claim.organisation_id
    return owners(message.claim) if is_asker else askers(message.claim)


def tell_of_message(message: Message, readers: list[User]) -> None:
    """A letter with what it says, to be answered."""
    about = {
        "message": message,
        "claim": message.claim,
        "said": in_letter(message.text),
    }
    post_all(f"{TEMPLATES}/message", to=readers, about=message, **about)


def tell_of_question(question: Question) -> None:
    """The owner reads that somebody wants to know something."""
    listing = question.listing
    readers = User.objects.concerned(listing.organisation, listing.made_by)
    said = in_letter(question.text)
    post_all(
        f"{TEMPLATES}/question",
        to=readers,
        about=question,
        question=question,
        said=said,
    )


def tell_of_answer(question: Question) -> None:
    """Who asked reads the answer."""
    readers = User.objects.concerned(question.organisation, question.asker)
    said = in_letter(question.answer)
    post_all(
        f"{TEMPLATES}/answered",
        to=readers,
        about=question,
        question=question,
        said=said,
    )


def tell_of_removal(question: Question) -> None:
    """Who asked reads why their question is gone."""
    readers = User.objects.concerned(question.organisation, question.asker)
    post_all(f"{TEMPLATES}/removed", to=readers, about=question, question=question)


def tell_it_is_settled(report: ReportedConversation) -> None:
    """Who reported it reads what a moderator did."""
    claim = report.claim
    post(f"{TEMPLATES}/settled", to=report.by, about=report, report=report, claim=claim)


def refuse_mail(address: str, why: str) -> bool:
    """Say that an e-mail was not taken in, and why; to one address once a day at most.
    Nothing of that e-mail is in it: letters of ours carry no words of strangers."""
    reader = User.objects.filter(email__iexact=address).first()
    language = reader.language if reader else "nl"
    known_by = sha256(address.encode()).hexdigest()[:40]
    with translation.override(language):
        sentence = _(why)
    return write(
        f"mail refused {timezone.localdate()} {known_by}",
        f"{TEMPLATES}/refused",
        to=address,
        reader=reader,
        language=language,
        why=sentence,
    )


def in_letter(words: str) -> str:
    """As one piece between quotation marks, so that no line of it becomes a fact or a
    button of ours."""
    lines = (line.strip() for line in words.splitlines())
    return "“" + "\n".join(filter(None, lines)) + "”" if words.strip() else ""
