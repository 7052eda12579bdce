"""Questions at demo listings, most of them answered."""

from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from conversations.models import Question
from listings.models import Listing
from members.models import User

WORDS = Path(__file__).parent.parent / "data" / "questions.txt"
ONE_IN = 12  # live listings


def make_questions(random: Random) -> None:
    """One at every so many live listings, by somebody of another organisation."""
    live = Listing.objects.live().select_related("made_by").order_by("pk")
    people = list(User.objects.exclude(organisation=None).order_by("pk"))
    words = _words()
    rows = [
        _question(random, listing, random.choice(people), *random.choice(words))
        for listing in live[::ONE_IN]
    ]
    Question.objects.bulk_create(row for row in rows if row)


def _question(
    random: Random, listing: Listing, asker: User, text: str, answer: str
) -> Question | None:
    if asker.organisation_id == listing.organisation_id:
        return None
    asked_at = timezone.now() - timedelta(hours=random.randint(30, 200))
    answered_at = asked_at + timedelta(hours=random.randint(1, 28))
    return Question(
        listing=listing,
        asker=asker,
        organisation=asker.trades_for,
        text=text,
        asked_at=asked_at,
        answer=answer,
        answered_by=listing.made_by if answer else None,
        answered_at=answered_at if answer else None,
    )


def _words() -> list[tuple[str, str]]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(text, answer.strip()) for text, _tab, answer in pairs]
