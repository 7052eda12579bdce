"""What kind of thing a text is about, and how sure that is.

The weights were learned with scikit-learn (`catalogue/training.py`); here they are only
read, with NumPy, so that no page pays for the library. They are delivered with the
platform (`data/kinds.npz`); every night they are learned anew with the platform's own
offers beside what is delivered, and each process takes those up within a minute.
"""

import math
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from time import monotonic
from typing import Any
from zipfile import BadZipFile

import numpy as np
from django.conf import settings

from catalogue.grams import grams
from catalogue.spelling import Words

DELIVERED = Path(__file__).parent / "data" / "kinds.npz"
NOTHING = "nothing"  # none of the kinds of the tree
FRESH_S = 60.0
REMEMBERED = 20_000  # texts, in one process
LEAST = 0.005  # chances below this are not worth to be named
AT_ONCE = 256  # texts that are worked out together
NUMBERS = ["sharpness", "rarity", "counts", "scale", "bias"]
Chances = tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Weights:
    """What was learned: how much each piece of a word speaks for each kind.

    `counts` are small whole numbers; times the `scale` of their gram they are weights.
    `sharpness` turns points into chances that hold: of what is said with 0.8, eight in
    ten are right. `version` is another one for other texts or another way to read them.
    """

    version: str
    codes: tuple[str, ...]
    grams: tuple[str, ...]
    words: Words  # of the texts that are of some kind
    sharpness: float
    rarity: np.ndarray  # by gram: the fewer texts have it, the more it tells
    counts: np.ndarray  # by gram and kind
    scale: np.ndarray  # by gram
    bias: np.ndarray  # by kind

    @cached_property
    def places(self) -> dict[str, int]:
        """In which row of the numbers each gram stands."""
        return {gram: place for place, gram in enumerate(self.grams)}

    @cached_property
    def rarest(self) -> float:
        """The rarity of what nobody wrote before."""
        return float(self.rarity.max())

    def chances(self, texts: Sequence[str]) -> np.ndarray:
        """How surely each text is of each kind: a row in the order of `codes` for each
        text, which adds up to 1."""
        points = np.zeros((len(texts), len(self.codes)), dtype=np.float32)
        for row, text in enumerate(texts):
            points[row] = self._points(text)
        points = self.sharpness * (points + self.bias)
        exponents = np.exp(points - points.max(axis=1, keepdims=True))
        return exponents / exponents.sum(axis=1, keepdims=True)

    def _points(self, text: str) -> np.ndarray:
        """What the pieces of a text say together, each by how rare and how frequent it
        is (tf-idf, sublinear, of length 1). Pieces that nobody wrote before count in
        the length, so that an unknown word says little instead of anything."""
        found = Counter(grams(text))
        known = [gram for gram in found if gram in self.places]
        at = np.array([self.places[gram] for gram in known], dtype=np.int64)
        often = np.array([found[gram] for gram in known], dtype=np.float32)
        weights = (1 + np.log(often)) * self.rarity[at]
        unknown = (len(found) - len(known)) * self.rarest**2
        length = math.sqrt(float(weights @ weights) + unknown) or 1.0
        return (weights * self.scale[at] / length) @ self.counts[at].astype(np.float32)

    def write(self, path: Path) -> None:
        """Keep them in a file, which readers never see half."""
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.npz")
        told: dict[str, Any] = {name: getattr(self, name) for name in NUMBERS}
        told |= {"version": self.version, "words": "\n".join(self.words.known)}
        told |= {name: "\n".join(getattr(self, name)) for name in ("codes", "grams")}
        np.savez_compressed(half, **told)
        half.replace(path)


def read(path: Path) -> Weights:
    """The weights of a file. OSError, EOFError, ValueError, KeyError or
    BadZipFile: there are none in it."""
    with np.load(path, allow_pickle=False) as file:
        return Weights(
            version=str(file["version"]),
            codes=tuple(str(file["codes"]).split("\n")),
            grams=tuple(str(file["grams"]).split("\n")),
            words=Words(tuple(str(file["words"]).split("\n"))),
            sharpness=float(file["sharpness"]),
            **{name: file[name] for name in NUMBERS if name != "sharpness"},
        )


def learned() -> Path:
    """Where the weights are kept that the platform's own offers taught."""
    return Path(settings.MEDIA_ROOT) / "learned" / "kinds.npz"


@cache
def delivered() -> Weights:
    """Those that come with the platform."""
    return read(DELIVERED)


def weights() -> Weights:
    """Those that hold now."""
    return _newest(int(monotonic() / FRESH_S))


def forget() -> None:
    """There are others: read them anew."""
    _newest.cache_clear()


def chances(text: str) -> Chances:
    """The kinds that a text may be of, with how sure each is (0 to 1), the surest
    first; `NOTHING` among them says that it is none of the tree."""
    return _remembered(weights(), text)


def chances_of(texts: Iterable[str]) -> dict[str, Chances]:
    """The same for many texts at once, such as the rows of a list."""
    return {text: chances(text) for text in dict.fromkeys(texts)}


@lru_cache(maxsize=1)
def _newest(_minute: int) -> Weights:
    """What was learned from texts of before an upgrade holds no longer."""
    try:
        changed = learned().stat().st_mtime_ns
        found = _read_once(learned(), changed)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return delivered()
    return found if found.version == delivered().version else delivered()


@lru_cache(maxsize=1)
def _read_once(path: Path, _changed: int) -> Weights:
    return read(path)


@lru_cache(maxsize=REMEMBERED)
def _remembered(held: Weights, text: str) -> Chances:
    row = held.chances([text])[0]
    best = np.argsort(-row, kind="stable")
    return tuple((held.codes[at], float(row[at])) for at in best if row[at] >= LEAST)
