import pytest

from surplus.prices import Price, read_price, read_terms


def sale(price_eur, per="piece", **more):
    return Price(terms="sale", price_eur=price_eur, per=per, **more)


@pytest.mark.parametrize(
    ("text", "unit", "price"),
    [
        ("€ 25,-", "stuk", sale(25)),
        ("€ 1.250,-", "stuk", sale(1250)),
        ("€1.500", "stuk", sale(1500)),
        ("EUR 1,250.00", "stuk", sale(1250)),
        ("0,50", "stuk", sale(0.5)),
        (10, "stuk", sale(10)),
        ("250 euro", "stuk", sale(250)),
        ("€ 15 p.d.", "doos", sale(15, "box")),
        ("€ 4,50", "doos", sale(4.5, "box")),
        ("€ 2,10", "fles", sale(2.1)),
        ("€ 150", "pallet", sale(150, "lot")),
        ("€ 500 voor de partij", "stuk", sale(500, "lot")),
        ("€ 40,- of bod", "rij", sale(40, negotiable=True)),
        ("€ 1.250,- excl. btw", "stuk", sale(1250, vat="excl")),
        ("€ 30,- incl. btw", "stuk", sale(30, vat="incl")),
        ("€ 15 p.d.", "stuk", Price("rent", 15, "day")),
        ("€ 45 p. dagdeel", "dagdeel", Price("rent", 45, "half_day")),
        ("€ 150 p.m.", "maand", Price("rent", 150, "month")),
        ("€ 3 per stuk per dag", "stuk", Price("rent", 3, "piece_day")),
        ("te leen / te huur € 25 p. dag", "stuk", Price("rent", 25, "day")),
        ("gratis", "stuk", Price("free", 0)),
        ("tegen afhalen", "set", Price("free", 0)),
        ("0", "stuk", Price("free", 0)),
        ("n.o.t.k.", "stuk", Price("ask")),
        ("prijs n.t.b.", "stuk", Price("ask")),
        ("in overleg", "persoon", Price("ask")),
        ("te leen", "stuk", Price("loan")),
        ("lease", "stuk", Price()),
        ("-", "stuk", Price()),
        (None, "stuk", Price()),
        ("taart", "stuk", Price(understood=False)),
    ],
)
def test_prices_are_read_as_people_write_them(text, unit, price):
    assert read_price(text, unit) == price


def test_an_hour_of_work_is_sold_not_rented():
    assert read_price("€ 55 p.u.", "uur", service=True) == sale(55, "hour")


def test_the_heading_says_what_a_bare_price_is_per():
    assert read_price(20, "stuk", heading="Prijs per week") == Price("rent", 20, "week")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("bruikleen", "loan"),
        ("te koop", "sale"),
        ("om niet", "free"),
        ("verhuur", "rent"),
        ("for sale", "sale"),
        ("lease", None),
        ("", None),
    ],
)
def test_terms_have_a_column_of_their_own(text, terms):
    assert read_terms(text) == terms
