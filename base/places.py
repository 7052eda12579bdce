"""Dutch towns with their coordinates, and distances in kilometres."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, FloatField, Func, Value

from base.models import Town


def find_town(name: str) -> Town | None:
    """The largest Dutch town of that name; case, accents and dashes do not matter."""
    return Town.objects.called(name).first()


def towns_like(name: str, count: int = 3) -> list[Town]:
    """The Dutch towns whose names look most like this one, for who mistyped it."""
    likeness = TrigramSimilarity("name", name)
    return list(Town.objects.order_by(likeness.desc(), "-population")[:count])


def distance_km(origin: tuple[float, float], column: str = "") -> Func:
    """SQL: kilometres from `origin` (latitude, longitude) to a Location column path.

    `column` is the lookup path of a row with `latitude` and `longitude`, such as
    "location", or empty for the row itself; rows without coordinates get NULL.
    """
    return _km(*map(Value, origin), *_point(column))


def km_between(one: str, other: str) -> Func:
    """SQL: kilometres from one Location column path to another, each as in
    `distance_km`; NULL when one of them has no coordinates."""
    return _km(*_point(one), *_point(other))


def _km(*coordinates: Value | F) -> Func:
    return Func(*coordinates, function="km_between", output_field=FloatField())


def _point(column: str) -> tuple[F, F]:
    path = f"{column}__" if column else ""
    return F(f"{path}latitude"), F(f"{path}longitude")
