"""How long it takes to draw a paper: `python -m bench.papers` says it of each kind."""

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter

import django

django.setup()

from django.utils import timezone  # noqa: E402

from papers.drawing import drawn  # noqa: E402
from papers.examples import example  # noqa: E402
from papers.kinds import Kind, form_of  # noqa: E402
from papers.models import Paper, TermsVersion  # noqa: E402
from papers.sheets import sheet  # noqa: E402

TIMES = 20


def drawn_ms() -> dict[str, float]:
    """The first paper, the usual one, and the slowest kind, each kind by its median."""
    first = _ms(_one(Kind.TRANSFER, "nl"))
    kinds = list(by_kind_ms().values())
    return {
        "first_paper_ms": first,
        "paper_ms": round(median(kinds), 1),
        "slowest_paper_ms": max(kinds),
    }


def by_kind_ms() -> dict[str, float]:
    """Each kind in each language: the median of twenty."""
    measured = {}
    for kind in Kind:
        for language in ("nl", "en"):
            draw = _one(kind, language)
            draw()
            times = [_ms(draw) for _time in range(TIMES)]
            measured[f"{kind} {language}"] = round(median(times), 1)
    return measured


def _one(kind: Kind, language: str) -> Callable[[], bytes]:
    terms = TermsVersion.objects.current(kind)
    paper = Paper(
        kind=kind,
        year=2026,
        number=17,
        language=language,
        facts=example(kind),
        terms=terms,
        drawn_at=timezone.now(),
    )
    # Another word each time, so that nothing is remembered.
    turn = iter(range(10_000))

    def draw() -> bytes:
        words = f"4 × Nachtkastjes {next(turn)}"
        paper.facts[language]["goods"]["rows"][0][0] = words
        return drawn(form_of(kind).template, sheet(paper), paper.drawn_at)

    return draw


def _ms(draw: Callable[[], bytes]) -> float:
    began = perf_counter()
    draw()
    return round(1_000 * (perf_counter() - began), 1)


if __name__ == "__main__":
    print(json.dumps(by_kind_ms(), indent=1))
