"""Names brought to one form, so that they can be compared."""

import unicodedata


def plain(name: str) -> str:
    """Lower case, no accents, no punctuation: "’s-Hertogenbosch" → "shertogenbosch"."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())
