"""Learning which kind of thing a text is about: once for what is delivered, and every
night with the platform's own offers.

Linear support vectors over pieces of words, of scikit-learn. It is imported by nothing
that answers pages: `manage.py learn_kinds` runs it in a process of its own.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from catalogue import grams as pieces
from catalogue import reference
from catalogue import words as stemming
from catalogue.examples import DATA, Example
from catalogue.kinds import Weights
from catalogue.spelling import Words, counted

PENALTY = 1.0  # C of the support vectors
SHARPNESS = 8.0  # measured: the least surprise (log loss) on titles left out in turn
MOST_GRAMS = 60_000  # that tell most
FEWEST = 2  # texts that have a gram; the rest is chance
STEPS = 15  # of a weight, on either side of 0: more of them told no more


def version() -> str:
    """Another one for other texts that are delivered, or another way to read them."""
    modules = [Path(str(module.__file__)) for module in (pieces, stemming)]
    sources = [*sorted(DATA.glob("*.csv")), reference.CATEGORIES, *modules]
    settings = repr((PENALTY, SHARPNESS, MOST_GRAMS, STEPS)).encode()
    told = [settings, *(path.read_bytes() for path in sources)]
    return sha256(b"".join(told)).hexdigest()[:16]


def train(examples: Iterable[Example], names: Iterable[Example]) -> Weights:
    """Learn from examples, in some seconds; the same ones give the same weights. What
    is typed is held against the words of the `names`."""
    texts, codes, weights = zip(*examples, strict=True)
    reader = TfidfVectorizer(analyzer=pieces.grams, sublinear_tf=True, min_df=FEWEST)
    read = reader.fit_transform(texts)
    kept = np.sort(_most_telling(_fitted(read, codes, weights).coef_))
    machine = _fitted(read[:, kept], codes, weights)
    telling = reader.get_feature_names_out()[kept]
    counts, scale = _in_steps(machine.coef_.T)
    return Weights(
        version=version(),
        codes=tuple(machine.classes_),
        grams=tuple(telling),
        words=Words(counted(name.text for name in names)),
        sharpness=SHARPNESS,
        rarity=reader.idf_[kept].astype(np.float32),
        counts=counts,
        scale=scale,
        bias=machine.intercept_.astype(np.float32),
    )


def _fitted(read: Any, codes: tuple, weights: tuple) -> LinearSVC:
    machine = LinearSVC(C=PENALTY, random_state=0)
    return machine.fit(read, codes, sample_weight=weights)


def _most_telling(weights: np.ndarray) -> np.ndarray:
    """The grams that speak most for or against some kind."""
    return np.argsort(-np.abs(weights).max(axis=0), kind="stable")[:MOST_GRAMS]


def _in_steps(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights as whole numbers of one byte, and by gram what one of them is worth."""
    scale = np.abs(weights).max(axis=1, keepdims=True) / STEPS
    scale[scale == 0] = 1
    return np.rint(weights / scale).astype(np.int8), scale[:, 0].astype(np.float32)
