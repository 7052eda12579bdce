"""What of a row was not understood, or can't be: problems keep it out, notes do not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from catalogue.words import plain
from surplus import titles
from surplus.amounts import read_amount
from surplus.cells import RowCells
from surplus.cleaning import number_text
from surplus.headings import counted, counts_what_is_free
from surplus.identification import is_nothing
from surplus.numbers import first_number, is_negative
from surplus.prices import read_price
from surplus.rows import SurplusRow
from surplus.units import MEASURED, read_unit

MOST_AT_ONCE, DEAREST_EUR = 1_000_000, 10_000_000  # that an offer can hold


def note_unread(row: SurplusRow, cells: RowCells, title: titles.Title) -> None:
    row.problems += _problems(row, cells)
    if not cells.has("quantity") and title.quantity is None:
        row.notes.append(_("The list does not count; one was assumed."))
    row.notes += [*_unread(row, cells), *_about_counts(row, cells)]
    if row.category_code is None:
        row.notes.append(_("No category was recognised; choose one."))
    if title.had_name:
        row.notes.append(_("A person's name was left out of the title."))
    for heading in cells.unknown:
        row.notes.append(_("The formula under “%s” has no result.") % heading)


def _problems(row: SurplusRow, cells: RowCells) -> Iterator[str]:
    """What must be put right before the row can be offered."""
    if not row.title:
        yield _("It does not say what this is.")
    text = cells.text("quantity")
    if row.quantity is None and is_negative(plain(text)):
        yield _("How many are there? “%s” is less than nothing.") % text
    elif row.quantity is None and text:
        yield _("How many are there? “%s” is no number.") % text
    elif row.quantity is None:
        yield _("It does not say how many there are.")
    elif row.quantity % 1 and row.unit not in MEASURED and not row.quantity_approximate:
        yield _("How many are there? “%s” is no whole number.") % text
    if (row.quantity or 0) > MOST_AT_ONCE:
        yield _("How many are there? “%s” is more than we can take.") % text
    if (row.price_eur or 0) > DEAREST_EUR:
        yield _("The price “%s” is more than we can take.") % cells.text("price")
    for cell in cells.open:
        yield _("“%s” can be read in two ways: which is meant?") % cell


def _unread(row: SurplusRow, cells: RowCells) -> Iterator[str]:
    """Filled cells of which nothing came."""
    read = {
        "condition": row.condition != "unknown",
        "unit": read_unit(cells.value("unit")) or read_amount(cells.value("unit")).unit,
        "terms": read_price(cells.value("terms"), "stuk").terms != "unknown",
    }
    for name, understood in read.items():
        text = cells.text(name)
        if not text or understood or is_nothing(text):
            continue
        if not cells.heading(name):  # guessed by the other cells: a remark
            row.remarks = ". ".join(filter(None, [row.remarks, text]))
        else:
            said = {"heading": cells.heading(name), "cell": text}
            yield _("“%(heading)s: %(cell)s” was not understood.") % said


def _about_counts(row: SurplusRow, cells: RowCells) -> Iterator[str]:
    """What other columns count: of ten, two may be reserved and one broken. Of what is
    free nothing is reserved any more."""
    is_free = counts_what_is_free(cells.heading("quantity"))
    for heading, value in cells.values.get("other", ()):
        number, count = first_number(value), counted(heading)
        if not (number and count and row.quantity) or (is_free and count == "reserved"):
            continue
        said = {"heading": heading, "number": number_text(number)}
        if count == "reserved" and number >= row.quantity:
            row.status = "reserved"
        elif count == "reserved":
            left = number_text(row.quantity - number)
            yield _("“%(heading)s” says %(number)s: %(left)s are free.") % {
                **said,
                "left": left,
            }
        elif count == "broken":
            row.flag("defect", "ask", _("“%(heading)s” says %(number)s.") % said)
        elif number != row.quantity and count == "quantity":
            yield _("“%(heading)s” says %(number)s.") % said
