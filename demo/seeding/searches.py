"""Words that members searched and nobody knew, for moderators to look at."""

from catalogue.models import SearchedWords, Synonym

UNKNOWN = [("pilates", None, 7), ("bolderfiets", "adapted-bicycle", 3)]
UNKNOWN += [("praatpaal", "nurse-call", 2)]
KNOWN = {"wiebelwagen": "internal-transport"}


def make_searched_words() -> None:
    """Some that found nothing, some that led to an ask, and one that is a synonym."""
    SearchedWords.objects.bulk_create(
        SearchedWords(words=words, category_id=code, times=times)
        for words, code, times in UNKNOWN
    )
    Synonym.objects.bulk_create(
        Synonym(words=words, category_id=code) for words, code in KNOWN.items()
    )
