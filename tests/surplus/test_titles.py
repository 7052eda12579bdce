import pytest

from surplus.titles import (
    drop_quantity,
    polish,
    read_title,
    take_condition,
    take_pack,
    take_quantity,
)


@pytest.mark.parametrize(
    ("text", "title", "quantity"),
    [
        ("6 bureaustoelen zwart", "Bureaustoelen zwart", 6),
        ("24 inch beeldschermen, 15x", "24 inch beeldschermen", 15),
        ("ca. 40 stapelstoelen", "Stapelstoelen", 40),
        ("Nachtkastjes wit (12)", "Nachtkastjes wit", 12),
        ("Oorthermometers 6 st", "Oorthermometers", 6),
        ("3 dozen handschoenen", "Handschoenen", 3),
        ("Whiteboard 200 x 100", "Whiteboard 200 x 100", None),
        ("Rolstoel zb 45", "Rolstoel zitbreedte 45", None),
        ("2 zits bank", "2-zits bank", None),
    ],
)
def test_a_title_may_count_itself(text, title, quantity):
    found = read_title(text)
    take_quantity(found)
    assert (polish(found.text), found.quantity) == (title, quantity)


@pytest.mark.parametrize(
    "text",
    [
        "Kantelrolstoel mw. De Groot k. 214",
        "Kantelrolstoel van mevrouw Van den Berg kamer 12",
        "Kantelrolstoel (dhr. A. Jansen)",
    ],
)
def test_names_of_persons_are_left_out(text):
    found = read_title(text)
    assert (found.text, found.had_name) == ("Kantelrolstoel", True)


@pytest.mark.parametrize(
    ("text", "unit", "title", "size"),
    [
        ("Nitril handschoenen M (100)", "doos", "Nitril handschoenen M", 100),
        ("Stomazakjes 1-delig 30 st", "doos", "Stomazakjes 1-delig", 30),
        ("Desinfectiedoekjes emmer 200", "emmer", "Desinfectiedoekjes", 200),
        ("Drinkvoeding vanille 24x200", "tray", "Drinkvoeding vanille", 24),
        ("Glucosestrips 50", None, "Glucosestrips", 50),
        ("Slips M (14 st/pak)", "pak", "Slips M", 14),
        ("Gaasjes 10x10 steriel", "doos", "Gaasjes 10x10 steriel", None),
        ("Katheter CH 14", "doos", "Katheter CH 14", None),
        ("Handschoenen 7,5", "doos", "Handschoenen 7,5", None),
    ],
)
def test_a_pack_size_leaves_the_title(text, unit, title, size):
    found = read_title(text)
    take_pack(found, unit, disposable=True)
    assert (found.text, found.pack_size) == (title, size)


def test_a_number_that_repeats_the_quantity_leaves_the_title():
    found = read_title("Gastvrouwen (2) in zomer")
    drop_quantity(found, 2)
    assert found.text == "Gastvrouwen in zomer"


def test_a_state_at_the_end_leaves_the_title():
    found = read_title("Hoofdkussen nieuw")
    take_condition(found)
    assert (found.text, found.condition) == ("Hoofdkussen", "new")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("eetkamerstoel m. armleuning", "Eetkamerstoel met armleuning"),
        ("tablets 10 inch + hoes", "Tablets 10 inch met hoes"),
        ("Tillift passief 200kg", "Tillift passief 200 kg"),
        ("Matras met inco hoes", "Matras met incontinentiehoes"),
        ("iPad 9", "iPad 9"),
    ],
)
def test_abbreviations_are_written_out(text, title):
    assert polish(text) == title
