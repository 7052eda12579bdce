import pytest

from surplus.conditions import (
    condition_in_remarks,
    read_condition,
    read_status,
    status_in_remarks,
)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("goed", "good"),
        ("werkt", "good"),
        ("prima", "good"),
        ("nieuw", "new"),
        ("z.g.a.n.", "as_good_as_new"),
        ("zo goed als nieuw", "as_good_as_new"),
        ("like new", "as_good_as_new"),
        ("gebruikssporen", "used"),
        ("redelijk", "used"),
        ("accu matig", "used"),
        ("goed, kleine krasjes", "good"),
        ("accu zwak", "repair"),
        ("lamp stuk", "repair"),
        ("werkt niet", "repair"),
        ("needs repair", "repair"),
        ("1 defect", "unknown"),
        ("accu's nieuw", "unknown"),
        ("gereinigd", "unknown"),
        ("apk 03-2027", "unknown"),
        ("B", "good"),
        ("", "unknown"),
    ],
)
def test_conditions_are_read_as_people_write_them(text, condition):
    assert read_condition(text) == condition


@pytest.mark.parametrize(
    ("remark", "condition"),
    [
        ("leeg en nieuw", "new"),
        ("ongeopend", "new"),
        ("uit magazijn, nieuw in doos", "new"),
        ("nieuwe accu", "unknown"),
        ("wordt vernieuwd", "unknown"),
        ("prijs per stuk", "unknown"),
    ],
)
def test_a_remark_counts_only_when_it_says_just_that(remark, condition):
    assert condition_in_remarks(remark) == condition


def test_status_tells_what_is_gone():
    assert read_status("gereserveerd") == "reserved"
    assert read_status("reeds vergeven") == "gone"
    assert read_status("vrij") == "available"
    assert status_in_remarks("gereserveerd voor afdeling 5") == "reserved"
    assert status_in_remarks("niet gereserveerd") is None
