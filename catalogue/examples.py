"""Texts with their kind, which teach what words mean."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from base.cases import is_apart
from catalogue import reference
from catalogue.words import plain

DATA = Path(__file__).parent / "data" / "kinds"


class Example(NamedTuple):
    """A text, the code of its kind, and how much it counts beside the others."""

    text: str
    code: str
    weight: float = 1.0


def delivered_names() -> list[Example]:
    """What things are called, in texts that are spelt as people spell who know it: the
    words of the tree, and titles without the fifth that stays apart."""
    titles = [
        case for case in _cases("titles*.csv", "title") if not is_apart(case.text)
    ]
    return list(dict.fromkeys([*_tree(), *_words(), *_lexicon(), *titles]))


def delivered_examples() -> list[Example]:
    """All that is delivered, each once: the names, and what people call a thing or
    type in a search, with their slips; without the fifth that stays apart."""
    cases = [*_cases("titles*.csv", "title"), *_cases("queries*.csv", "query")]
    apart = {plain(case.text) for case in cases if is_apart(case.text)}
    said = [*_cases("voices.csv", "title"), *_cases("queries*.csv", "query")]
    heard = (example for example in said if plain(example.text) not in apart)
    return list(dict.fromkeys([*delivered_names(), *heard]))


def _tree() -> Iterator[Example]:
    for row in reference.category_rows():
        names = [row["name_nl"], row["name_en"]]
        names += [*row["synonyms_nl"].split(";"), *row["synonyms_en"].split(";")]
        if row["parent_code"]:
            yield from (Example(name, row["code"]) for name in names if name)


def _words() -> Iterator[Example]:
    for row in _rows(DATA / "words.csv"):
        yield from (
            Example(word, row["category_code"]) for word in row["words"].split(";")
        )


def _lexicon() -> Iterator[Example]:
    """Brands, models and jargon; what only says that it is a part has no kind."""
    for row in _rows(DATA / "lexicon.csv"):
        if row["category_codes"]:
            yield Example(row["word"], row["category_codes"].split(";")[0])


def _cases(files: str, text: str) -> Iterator[Example]:
    for path in sorted(DATA.glob(files)):
        for row in _rows(path):
            codes = row.get("category_codes") or row["category_code"]
            yield Example(row[text], codes.split(";")[0])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
