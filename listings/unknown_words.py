"""The weekly letter to moderators about words that nobody knew."""

from datetime import timedelta

from django.utils import timezone

from catalogue.models import SearchedWords
from catalogue.tree import tree
from members.models import User
from outbox.actions import post

MOST = 20  # words in one letter
WEEK = timedelta(days=7)


def tell() -> int:
    """One letter a week to each moderator, when there are such words. Returns how many
    words it tells of."""
    now = timezone.now()
    rows = list(SearchedWords.objects.open().filter(last_at__gte=now - WEEK)[:MOST])
    names = tree().all
    lines = [(row.words, row.times, names.get(row.suggestion)) for row in rows]
    year, week, _day = now.isocalendar()
    for moderator in User.objects.moderators() if rows else ():
        post(
            "listings/letters/unknown_words",
            to=moderator,
            about=moderator,
            occasion=f"{year}-{week}",
            lines=lines,
        )
    return len(lines)
