"""From where a reader sees the listings: one of their organisation's places."""

from members.compiled import open_places
from members.models import Location, User


def reader_places(user: User) -> list[Location]:
    """The places that distances can be measured from; the staff have none."""
    if user.organisation_id is None:
        return []
    return [place for place in open_places(user.organisation) if place.point]


def chosen_place(places: list[Location], asked: str | None) -> Location | None:
    """The place that was asked for by its number; else the first."""
    chosen = (place for place in places if str(place.pk) == asked)
    return next(chosen, places[0] if places else None)
