"""Names brought to one form, so that they can be compared."""

import re
import unicodedata

SPACE = re.compile(r"[\s,()-]+")


def plain(name: str) -> str:
    """Lower case, no accents, no punctuation: "’s-Hertogenbosch" → "shertogenbosch"."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def in_town(name: str, town: str) -> str:
    """A name with its town behind it, unless it says the town already: "De Linde,
    Zwolle", but "Locatie Zwolle"."""
    return name if _words(town) in _words(name) else f"{name}, {town}"


def _words(text: str) -> str:
    """Its words in one form, each between spaces."""
    return f" {' '.join(plain(word) for word in re.split(SPACE, text))} "
