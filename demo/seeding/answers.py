"""Answers of demo members to the questions of the lawful route."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from catalogue.models import Category
from demo.seeding.wording import words
from listings.intake import questions
from listings.intake.questions import CHOICE, FIELD, YEAR, Question
from listings.models import Listing

AS_EXPECTED = 0.9  # the share of members who give the plainest answer


def answers(
    random: Random,
    category: Category,
    terms: Sequence[str],
    condition: str,
    today: date,
) -> dict[str, str]:
    """What a member says about such a thing; nothing of it stands in the way."""
    new = condition == Listing.Condition.NEW
    declared = {
        "device_use": "unopened" if new else "used",
        "device_dated": "no",
        "ppe_body": f"{random.randint(10, 2999):04}",
        "device_make": random.choice(words()["makes"]),
        "device_model": f"{random.choice('ABCEMPSX')}{random.randint(2, 90) * 10}",
        "device_serial": f"SN{random.randint(100_000, 999_999)}",
        "device_serviced": str(today - timedelta(days=random.randint(20, 500))),
    }
    listing = Listing(category=category, terms=terms, condition=condition)
    for question in questions.asked(listing):
        if question.kind != FIELD:
            answer = declared.get(question.id) or _answer(random, question, today)
            listing.declared[question.id] = answer
    return listing.declared


def _answer(random: Random, question: Question, today: date) -> str:
    if question.kind == YEAR:
        return str(today.year - random.randint(1, 12))
    assert question.kind == CHOICE, question
    lawful = [choice.value for choice in question.choice if not choice.refusal]
    usual = random.random() < AS_EXPECTED
    return lawful[0] if usual else random.choice(lawful)
