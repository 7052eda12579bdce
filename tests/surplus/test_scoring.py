import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from surplus.rows import Surplus
from surplus.score import agrees, same_title, score

from .lists import expected, ggz, item

EXAMPLE = Path(__file__).parent / "example"


@pytest.mark.parametrize(
    ("theirs", "ours", "same"),
    [
        ("Bureaustoel", "bureaustoelen", True),
        ("AED met wandkast", "AED + wandkast", True),
        ("Verzorgende washandjes", "Washandjes (verzorgend)", True),
        ("Rolstoel zitbreedte 45", "rolstoel zb 45", True),
        ("Nitril handschoenen M", "Nitril handschoenen M (100)", True),
        ("Tilband maat M", "Tilband maat L", False),
        ("Rolstoel zitbreedte 45", "Rolstoel zitbreedte 50", False),
        ("Kantelrolstoel", "Rolstoel", False),
        ("Bed", "", False),
    ],
)
def test_titles_are_compared_loosely(theirs, ours, same):
    assert same_title(theirs, ours) is same


def test_an_ambiguous_row_accepts_the_alternative_it_names():
    wanted = {"terms": "rent", "ambiguous": "terms: loan or rent, both named"}
    assert [
        agrees("terms", wanted, {"terms": t}) for t in ("rent", "loan", "sale")
    ] == [
        True,
        True,
        False,
    ]
    wanted = {"category_code": "bed", "ambiguous": "category: care-bed also acceptable"}
    assert agrees("category_code", wanted, {"category_code": "care-bed"}) is True
    wanted = {
        "quantity": 1,
        "unit": "maand",
        "ambiguous": "quantity: blank in the source",
    }
    assert agrees("quantity", wanted, {"quantity": None}) is True
    assert agrees("unit", wanted, {"unit": None}) is False


def test_free_has_no_price_or_nothing():
    assert agrees("price_eur", {"price_eur": 0}, {"price_eur": None, "terms": "free"})
    assert not agrees(
        "price_eur", {"price_eur": 0}, {"price_eur": None, "terms": "sale"}
    )


def test_a_missing_row_disagrees_in_every_field():
    wanted = expected({"Blad": [item(2, "Bed", "care-bed", 1)]})
    result = score(Surplus(file="x", today=None), wanted, csv=False)
    assert (result.agree, result.rows, result.compared) == (0.0, 1, 24)


def test_the_command_ends_with_one_json_object(tmp_path):
    content, name, wanted = ggz()
    (tmp_path / name).write_bytes(content)
    wanted["rows"][3]["quantity"] = 7
    (tmp_path / "expected.json").write_text(json.dumps(wanted))
    out = StringIO()
    call_command(
        "score_import", tmp_path / name, tmp_path / "expected.json", stdout=out
    )
    *lines, last = out.getvalue().splitlines()
    assert lines == ["weg-ermee 4 quantity: expected 7, read 6"]
    assert json.loads(last) == {"agree": 0.9959, "rows": 16}


def test_the_command_says_what_it_cannot_read(tmp_path):
    (tmp_path / "leeg.csv").write_bytes(b"")
    with pytest.raises(CommandError, match="This file is empty"):
        call_command(
            "score_import", tmp_path / "leeg.csv", EXAMPLE / "surplus_expected.json"
        )
