from datetime import date

import pytest

from surplus.identification import Identity, read_gtin, read_identity

TODAY = date(2026, 11, 23)


def identity(gtin=None, lot=None, expiry=None, **more):
    day = date.fromisoformat(expiry) if expiry else None
    return Identity(gtin=gtin, lot=lot, expiry=day, **more)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8712345000011", identity("8712345000011")),
        (8712345000011.0, identity("8712345000011")),
        ("08712345000042", identity("8712345000042")),
        ("8712345000012", identity(bad_gtin="8712345000012")),
        ("8,71235E+12", identity(bad_gtin="8,71235E+12")),
        (
            "01087123450000661727113010FF2211B",
            identity("8712345000066", "FF2211B", "2027-11-30"),
        ),
        (
            "]d201087123450001891726110010VK14-77",
            identity("8712345000189", "VK14-77", "2026-11-30"),
        ),
        (
            "(01)08712345000042(17)280630(10)SH/7500.A(21)9",
            identity("8712345000042", "SH/7500.A", "2028-06-30", serial="9"),
        ),
        ("L24017 / 31-12-2027", identity(lot="L24017", expiry="2027-12-31")),
        ("lot 23-118 tht 31-12-2026", identity(lot="23-118", expiry="2026-12-31")),
        ("TC9 / 05-2027", identity(lot="TC9", expiry="2027-05-31")),
        ("8801 / 03-2029", identity(lot="8801", expiry="2029-03-31")),
        ("Lot: 20231105", identity(lot="20231105")),
        ("exp 2027-05 lot 55-A/3", identity(lot="55-A/3", expiry="2027-05-31")),
        ("THT 06-2026", identity(expiry="2026-06-30")),
        (46446, identity(expiry="2027-02-28")),
        ("30-11-2027", identity(expiry="2027-11-30")),
        ("covid voorraad", identity(rest="covid voorraad")),
        ("n.v.t.", identity()),
        (None, identity()),
    ],
)
def test_barcode_lot_and_expiry_are_told_apart(text, found):
    assert read_identity(text, today=TODAY) == found


@pytest.mark.parametrize("digits", ["96385074", "036000291452", "4006381333931"])
def test_barcodes_of_every_length_are_checked(digits):
    assert read_gtin(digits) == (digits, True)
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert read_gtin(wrong) == (None, True)


def test_a_known_lot_column_keeps_numbers_that_look_like_days():
    assert read_identity("46446", today=TODAY, lot=True) == identity(lot="46446")
