"""Names, and names with their town."""

import pytest

from base.names import in_town
from members.models import Location


@pytest.mark.parametrize(
    ("name", "town", "shown"),
    [
        ("De Linde", "Zwolle", "De Linde, Zwolle"),
        ("Zwolle", "Zwolle", "Zwolle"),
        ("Locatie zwolle", "Zwolle", "Locatie zwolle"),
        ("Zwolle-Zuid", "Zwolle", "Zwolle-Zuid"),
        ("De Zwollenaar", "Zwolle", "De Zwollenaar, Zwolle"),
        ("Ziekenhuis Den Haag (west)", "Den Haag", "Ziekenhuis Den Haag (west)"),
        ("Huis ten Haag", "Den Haag", "Huis ten Haag, Den Haag"),
        ("Beëindigd", "Ee", "Beëindigd, Ee"),
        ("", "Zwolle", ", Zwolle"),
    ],
)
def test_a_town_is_said_once(name, town, shown):
    assert in_town(name, town) == shown
    assert str(Location(name=name, town=town)) == shown
