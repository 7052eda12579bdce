"""What somebody means with the words of a search."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from base.models import Province, Town
from catalogue.models import Category
from catalogue.search_meaning import Meaning, literally, understand
from catalogue.terms import Term
from tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("rolstoelen", "wheelchair"),
        ("bureau stoelen", "office-chair"),
        ("rolstel", "wheelchair"),
        ("hospital bed", "care-bed"),
        ("stoel wachtkamer", "waiting-room-seating"),
        ("infuus", "iv-pole"),
    ],
)
def test_the_kind_of_thing_is_understood(typed, code):
    assert understand(typed).codes[0] == code


@pytest.mark.parametrize("typed", ["", "qwxz", "4006381333931"])
def test_what_is_no_thing_is_no_kind(typed):
    assert understand(typed).kinds == ()


@pytest.mark.parametrize(
    ("typed", "term", "words"),
    [
        ("gratis bed", Term.FREE, "bed"),
        ("bed te huur", Term.RENT, "bed"),
        ("te koop: bed", None, "te koop: bed"),
        ("Behandelkamer huren", Term.RENT, "Behandelkamer"),
        ("rollator in bruikleen", Term.LOAN, "rollator"),
        ("bed", None, "bed"),
    ],
)
def test_how_it_is_wanted_is_understood(typed, term, words):
    meaning = understand(typed)
    assert (meaning.term, meaning.words) == (term, words)


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("bed utrecht", "Utrecht", "bed"),
        ("bed in Den Haag", "Den Haag", "bed"),
        ("bed bij Ede", "Ede", "bed"),
        ("bed ede", None, "bed ede"),
        ("utrecht bed", None, "utrecht bed"),
        ("stoel alphen aan den rijn", "Alphen aan den Rijn", "stoel"),
        ("tafel in gelderland", Province.GELDERLAND, "tafel"),
        ("matje voor in bed", None, "matje voor in bed"),
    ],
)
def test_where_it_is_wanted_is_understood(typed, place, words):
    meaning = understand(typed)
    found = meaning.place
    assert (found.name if isinstance(found, Town) else found) == place
    assert meaning.words == words


def test_each_part_can_be_taken_out():
    meaning = understand("gratis bureaustoel in utrecht")
    assert meaning.without_term == "bureaustoel in utrecht"
    assert meaning.without_place == "gratis bureaustoel"


def test_literally_nothing_is_understood():
    assert literally("gratis bed") == Meaning(
        "gratis bed", words="gratis bed", sought="gratis bed"
    )


def test_suggestions_name_kinds(client, bram):
    client.force_login(bram)
    answer = client.get(reverse("listings:suggest"), {"q": "infuus"})
    codes = [one.pk for one in answer.context["categories"]]
    assert codes[0] == "iv-pole"
    assert "syringes-infusion" in codes
    assert client.get(reverse("listings:suggest")).context["categories"] == []


def test_the_score_is_a_line_of_json_for_each_part(tmp_path):
    ListingFactory(title="Ibis", category=Category.objects.get(pk="wheelchair"))
    cases = ["rolstel,wheelchair", "kast,storage-cabinet", "qwxz,nothing"]
    file = tmp_path / "queries.csv"
    file.write_text("\n".join(["query,category_codes", *cases, ""]))
    out = StringIO()
    call_command("score_search", file, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "kast: storage-cabinet (nothing)"
    said = [json.loads(line) for line in lines if line.startswith("{")]
    assert [part["part"] for part in said][-1] == "all"
    assert said[-1] == {
        "part": "all",
        "cases": 3,
        "top1": 0.5,
        "ndcg10": 0.5,
        "nothing": 1.0,
    }
    assert sum(part["cases"] for part in said[:-1]) == 3


@pytest.mark.parametrize("typed", ["qwxz", "pilates", "hypotheek", "xyzzy"])
def test_where_it_is_not_sure_no_kind_is_chosen(typed):
    assert understand(typed).kinds == ()


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("bureustoel", "bureaustoel"),
        ("gratis bureustoel in utrecht", "bureaustoel"),
        ("kateter", "katheter"),
        ("handshoenen maat L", "handschoenen maat l"),
    ],
)
def test_a_typo_is_mended_by_words_that_are_known(typed, mended):
    meaning = understand(typed)
    assert meaning.words == mended
    assert meaning.unmended != ""
    assert understand(typed, mend=False).unmended == ""


@pytest.mark.parametrize("typed", ["bureaustoelen", "pruik", "paard", "Rolstoel", ""])
def test_what_is_no_typo_stays_as_it_is(typed):
    assert (understand(typed).words, understand(typed).unmended) == (typed, "")


@given(st.text(max_size=60))
def test_any_text_can_be_understood(typed):
    meaning = understand(" ".join(typed.split()).replace("\0", ""))
    assert all(0 <= sure <= 1 for _code, sure in meaning.kinds)
    assert not (meaning.kinds and meaning.perhaps)
