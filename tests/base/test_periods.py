from datetime import date

import pytest
from django.utils import translation

from base.periods import period


@pytest.mark.parametrize(
    ("first", "last", "dutch", "english"),
    [
        ((2026, 12, 3), (2026, 12, 3), "3 dec 2026", "3 Dec 2026"),
        ((2026, 12, 3), (2026, 12, 10), "3–10 dec 2026", "3–10 Dec 2026"),
        ((2026, 5, 28), (2026, 6, 3), "28 mei – 3 jun 2026", "28 May – 3 Jun 2026"),
        (
            (2026, 12, 28),
            (2027, 1, 3),
            "28 dec 2026 – 3 jan 2027",
            "28 Dec 2026 – 3 Jan 2027",
        ),
        (
            (2026, 3, 3),
            (2027, 3, 3),
            "3 mrt 2026 – 3 mrt 2027",
            "3 Mar 2026 – 3 Mar 2027",
        ),
    ],
)
def test_a_period_says_once_what_its_days_share(first, last, dutch, english):
    with translation.override("nl"):
        assert period(date(*first), date(*last)) == dutch
    with translation.override("en"):
        assert period(date(*first), date(*last)) == english
