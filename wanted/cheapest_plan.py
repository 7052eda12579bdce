"""What several owners have, put together until it is enough: the cheapest way.

Exact, and fast because of one fact: in a cheapest plan at most one source is taken in
part. (Were there two, pieces could be moved from the dearer to the cheaper one until
one of them is empty or full, and it would cost no more.) So a plan is a set of whole
sources and perhaps one that fills the rest, and only sums that whole sources reach have
to be remembered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

# What counts against a plan, in euros. They weigh the reasons against each other; what
# is paid stands in the listings.
TRIP = 40.0  # each place: an appointment, loading and unloading for two people
KM = 0.5  # there and back it counts twice
BROKEN_SET = 15.0  # what is left behind of a set is harder to share
# Up to so many pieces every combination is weighed. Of more pieces only so many sources
# are combined, those that cost least by themselves: they reach 4,096 sums at most.
FEW = 200
MOST = 12


@dataclass(frozen=True)
class Source:
    """What can be had of one listing: how many pieces, at which place and how far away,
    for what price per piece (€)."""

    key: int
    place: int
    km: float
    left: int
    price: float = 0.0


@dataclass(frozen=True)
class Part:
    """So many pieces of one source."""

    source: Source
    quantity: int


# Sources that are taken whole, one that fills the rest, and what it costs so far.
@dataclass(frozen=True)
class _Way:
    cost: float = 0.0
    whole: tuple[Source, ...] = ()
    partial: Source | None = None


_Ways = dict[tuple[int, int | None], _Way]  # by pieces so far, and the partial source


def assemble(sources: Iterable[Source], needed: int) -> list[Part]:
    """The cheapest way to get as many of the needed pieces as there are."""
    sources = list(sources)
    at_place = Counter[int]()
    for source in sources:
        at_place[source.place] += source.left
    ranked = sorted(
        sources,
        key=lambda source: (
            source.price + _trip(source.km) / min(at_place[source.place], needed)
        ),
    )
    most = len(ranked) if needed <= FEW else MOST
    best, others = ranked[:most], ranked[most:]
    available = sum(source.left for source in best)
    if others and available < needed:
        whole = [Part(source, source.left) for source in best]
        return whole + assemble(others, needed - available)
    return _cheapest(best, min(available, needed))


def cost_of(parts: Iterable[Part]) -> float:
    """What a plan costs, by the reasons that it is made by."""
    parts = list(parts)
    trips = {part.source.place: part.source.km for part in parts}
    broken = sum(part.quantity < part.source.left for part in parts)
    goods = sum(part.quantity * part.source.price for part in parts)
    return goods + broken * BROKEN_SET + sum(map(_trip, trips.values()))


def _cheapest(sources: list[Source], needed: int) -> list[Part]:
    sources = sorted(sources, key=lambda source: (source.place, source.key))
    ways: _Ways = {(0, None): _Way()}
    for _place, group in groupby(sources, key=lambda source: source.place):
        _keep_cheapest(ways, _with_place(ways, list(group), needed))
    return min(_complete(ways, needed), key=lambda way: way[0])[1]


def _with_place(ways: _Ways, group: list[Source], most: int) -> _Ways:
    """Every way again, with something of one more place."""
    trip = _trip(group[0].km)
    ways = {
        key: _Way(way.cost + trip, way.whole, way.partial) for key, way in ways.items()
    }
    for source in group:
        _keep_cheapest(ways, dict(_with_source(ways, source, most)))
    return ways


def _with_source(
    ways: _Ways, source: Source, most: int
) -> Iterator[tuple[tuple[int, int | None], _Way]]:
    for (pieces, partial), way in list(ways.items()):
        if pieces + source.left <= most:
            cost = way.cost + source.left * source.price
            whole = (*way.whole, source)
            yield (
                (pieces + source.left, partial),
                _Way(cost, whole, way.partial),
            )
        if partial is None and source.left > 1:
            cost = way.cost + BROKEN_SET
            yield (pieces, source.key), _Way(cost, way.whole, source)


def _keep_cheapest(ways: _Ways, others: _Ways) -> None:
    for key, way in others.items():
        if key not in ways or way.cost < ways[key].cost:
            ways[key] = way


def _complete(ways: _Ways, needed: int) -> Iterator[tuple[float, list[Part]]]:
    """The ways that come to exactly that many pieces, with their cost."""
    for (pieces, _key), way in ways.items():
        parts = [Part(source, source.left) for source in way.whole]
        rest = needed - pieces
        if way.partial and 0 < rest < way.partial.left:
            yield (
                way.cost + rest * way.partial.price,
                [*parts, Part(way.partial, rest)],
            )
        elif not way.partial and not rest:
            yield way.cost, parts


def _trip(km: float) -> float:
    return TRIP + 2 * km * KM
