"""One row of a list read as an offer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalogue.vocabulary import Leaf, guess, leaf
from catalogue.words import plain, words
from surplus import titles
from surplus.amounts import Amount, read_amount, read_pack_size
from surplus.asking_terms import read_asking
from surplus.cells import RowCells, as_text
from surplus.cleaning import Cell, number_text
from surplus.conditions import (
    condition_in_remarks,
    read_condition,
    read_status,
    status_in_remarks,
)
from surplus.dates import Period, read_date, read_period
from surplus.headings import counted, field_of
from surplus.identification import (
    Identity,
    is_nothing,
    read_barcode,
    read_expiry,
    read_identity,
    read_lot,
)
from surplus.numbers import first_number, is_negative, weight_in_kg
from surplus.places import Places
from surplus.prices import read_price, unit_priced
from surplus.rows import SurplusRow
from surplus.units import MEASURED, PACKS, TIMES, WHOLES, read_unit

# What an offer can hold (`listings.models`).
MOST_AT_ONCE, DEAREST_EUR, HEAVIEST_KG = 1_000_000, 10_000_000, 100_000
DISPOSABLE = {"care-supplies", "ppe-hygiene"}  # main groups that come in packs
_IDENTIFYING = ("identity", "gtin", "lot", "expiry", "serial")
_KEPT_AS_REMARK = ("description", "brand", "model", "size", "year", "other", "remarks")
_WITH_HEADING = {"brand", "model", "size", "year", "other"}
_OF_BARCODES = re.compile(r"gtin|ean|code|upc|udi|identifi")
_EXPIRY_REMARK = re.compile(
    r"\b(?:t\.?h\.?t|houdbaar\w*|exp(?:iry|ires)?|vervalt|elektroden|electrodes|pads"
    r"|steriel|use by|best before)\b[^,;]{0,20}?"
    r"(?=\d|jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct)"
)
_STERILE = re.compile(r"\bsteriele?\b|\bsterile\b")
_OPENED = re.compile(
    r"(?<!niet )(?<!on)\b(?:geopend|gescheurd\w*|beschadigd\w*|aangebroken|open"
    r"|kapot\w*|opened|torn|damaged)\b"
)
_BETWEEN_FILES = re.compile(r"[,;|\n]|(?<=\.(?:jpg|png)) +", re.I)
_PACKING = re.compile(r"\b(?:verpakking\w*|zak|seal|pack\w*|wrapp\w+|doos)\b")


@dataclass(frozen=True)
class Around:
    """What the row gets from its surroundings."""

    sheet: str
    section: str
    places: Places
    place: str | None  # where everything stands unless the row says otherwise
    today: date


def read_item(row: SurplusRow, cells: RowCells, around: Around) -> None:
    """Fill a row from its cells."""
    title = titles.read_title(as_text(cells.value("title") or ""))
    row.remarks = _remarks(cells, title.more, row.remarks)
    row.group, row.section = cells.text("group"), around.section
    row.nr = _number(cells.value("number"))
    category = _categorise(row, title.text, cells)
    _count(row, cells, title, category)
    read_asking(row, cells, category)
    _judge(row, cells, title)
    _identify(row, cells, around.today)
    _date(row, cells, around.today)
    _weigh(row, cells)
    row.location = _place(cells, around)
    row.title = titles.polish(title.text)
    row.photos = _file_names(cells)
    _note_unread(row, cells, title)


def _remarks(cells: RowCells, more: str, comments: str) -> str:
    """Everything that has no field of its own, for the description."""
    said = (_said(name, *pair) for name, pair in _kept(cells))
    return ". ".join(t for part in [*said, more, comments] if (t := part.strip(" .")))


def _kept(cells: RowCells) -> Iterator[tuple[str, tuple[str, Cell]]]:
    for name in _KEPT_AS_REMARK:
        for pair in cells.values.get(name, ()):
            yield name, pair


def _said(name: str, heading: str, value: Cell) -> str:
    text = as_text(value)
    return f"{heading}: {text}" if name in _WITH_HEADING and heading else text


def _number(value: object) -> int | str | None:
    number = (
        first_number(value)
        if re.fullmatch(r"\s*\d+(?:\.0)?\.?\s*", str(value))
        else None
    )
    return int(number) if number is not None else (str(value) if value else None)


# --- what and how many -----------------------------------------------------


def _categorise(row: SurplusRow, title: str, cells: RowCells) -> Leaf | None:
    code = guess(title, row.group, row.section)
    if code is None:
        code = guess(cells.text("description") + " " + cells.text("model"))
    if _is_opened_sterile(title, row.remarks):
        code = "opened-sterile"
    found = leaf(code)
    row.category_code, row.route = code, found.route if found else None
    return found


def _is_opened_sterile(title: str, remarks: str) -> bool:
    """Sterile goods of which the packing is open or torn may not be shared."""
    text = plain(f"{title}. {remarks}")
    return bool(
        _STERILE.search(text) and _OPENED.search(text) and _PACKING.search(text)
    )


def _count(
    row: SurplusRow, cells: RowCells, title: titles.Title, category: Leaf | None
) -> None:
    """Quantity, unit and pack size, from their columns, the remarks and the title."""
    amount = read_amount(cells.value("quantity"))
    if cells.value("quantity") is None:
        titles.take_quantity(title)
        amount = Amount(title.quantity, title.approximate, title.unit)
    titles.drop_quantity(title, amount.quantity)
    row.quantity = amount.quantity if amount.understood else None
    row.quantity_approximate = amount.approximate
    _unit(row, cells, title, amount, category)
    if row.quantity is None:
        row.quantity = _quantity_unsaid(row, cells, category)
    if row.pack_size and row.quantity:
        row.total_pieces = row.pack_size * row.quantity


def _unit(
    row: SurplusRow,
    cells: RowCells,
    title: titles.Title,
    amount: Amount,
    category: Leaf | None,
) -> None:
    unit = amount.unit or read_unit(cells.value("unit")) or _unit_of_headings(cells)
    disposable = bool(category and category.parent in DISPOSABLE)
    titles.take_pack(title, unit, disposable=disposable)
    unit = unit or title.unit or ("doos" if title.pack_size else None)
    row.pack_size = amount.pack_size or _pack_size(row, cells, unit) or title.pack_size
    row.unit = unit or _usual_unit(cells, category)


def _unit_of_headings(cells: RowCells) -> str | None:
    """What "€ 4 per doos" or a heading "Aantal dozen" or "Prijs per pak" says is
    counted."""
    counted = [read_unit(word) for word in words(cells.heading("quantity"))]
    return (
        unit_priced(cells.value("price"))
        or next((unit for unit in counted if unit in PACKS | WHOLES), None)
        or unit_priced(cells.heading("price"))
    )


def _pack_size(row: SurplusRow, cells: RowCells, unit: str | None) -> int | None:
    """From a column of its own, from the unit ("doos à 50") or from a remark ("24 per
    doos")."""
    column = first_number(cells.value("pack_size"))
    if column and column > 1:
        return int(column)
    return read_pack_size(cells.text("unit"), unit) or read_pack_size(row.remarks, unit)


def _usual_unit(cells: RowCells, category: Leaf | None) -> str:
    """Pieces; for a room or service the time it is priced in, else its usual time."""
    if not category or category.kind == "goods":
        return "stuk"
    per = read_price(cells.value("price"), "stuk").per
    timed = {named: unit for unit, named in TIMES.items()}
    return timed.get(per or "", category.unit)


def _quantity_unsaid(
    row: SurplusRow, cells: RowCells, category: Leaf | None
) -> int | None:
    """One, where nobody would count: a room, a thing with a serial number, a list of
    single things; otherwise unknown."""
    blank = cells.value("quantity") is None
    single = bool(category and category.kind == "space") or bool(cells.value("serial"))
    return 1 if blank and (single or not cells.has("quantity")) else None


# --- state, identity, dates, place -----------------------------------------


def _judge(row: SurplusRow, cells: RowCells, title: titles.Title) -> None:
    """Condition and status."""
    titles.take_condition(title)
    condition = read_condition(cells.text("condition"))
    if condition == "unknown":
        condition = title.condition or condition_in_remarks(row.remarks)
    row.condition = condition
    status = read_status(cells.text("status"))
    row.status = row.status or status_in_remarks(row.remarks) or status or "available"


def _identify(row: SurplusRow, cells: RowCells, today: date) -> None:
    found = Identity()
    for name in _IDENTIFYING:
        for heading, value in cells.values.get(name, ()):
            found = found.and_then(_identity(name, heading, value, today))
    row.gtin, row.lot, row.serial = found.gtin, found.lot, found.serial
    row.expiry = found.expiry or _expiry_in_remarks(cells, today)
    row.notes += _about_identity(found, cells)
    if found.rest:
        row.remarks = ". ".join(filter(None, [row.remarks, found.rest]))


def _identity(name: str, heading: str, value: object, today: date) -> Identity:
    """What the column is rules: a lot of eight digits is no barcode, nor is a day."""
    if name == "gtin":
        return read_barcode(value)
    if name == "lot":
        return read_lot(value, today=today)
    if name == "expiry":
        return read_expiry(value, today=today)
    if name == "serial":
        text = as_text(value).strip()
        return Identity(serial=None if plain(text) in {"-", "nvt", "n.v.t."} else text)
    no_barcode = not _OF_BARCODES.search(plain(heading))
    return read_identity(value, today=today, lot=no_barcode)


def _about_identity(found: Identity, cells: RowCells) -> Iterator[str]:
    """What was not understood of it, in sentences."""
    if found.bad_gtin and not found.gtin:
        yield _("The barcode “%s” is not a valid one.") % found.bad_gtin
    for element in found.wrong:
        yield _("On the label “%s” can't be right.") % element
    expiry = cells.text("expiry")
    if expiry and not found.expiry and not is_nothing(expiry):
        yield _("The date “%s” was not understood.") % expiry
    elif found.rest and expiry:
        yield _("Of “%(cell)s” this was not understood: %(rest)s.") % {
            "cell": expiry,
            "rest": found.rest,
        }


def _expiry_in_remarks(cells: RowCells, today: date) -> date | None:
    """A remark that goods are good until a day; under a heading that speaks of a
    warranty or an inspection that is no remark about the goods."""
    said = [_said(name, *pair) for name, pair in _kept(cells) if not _is_apart(*pair)]
    text = plain(". ".join(said))
    found = _EXPIRY_REMARK.search(text)
    return read_date(text[found.end() :][:20], today=today) if found else None


def _is_apart(heading: str, _value: Cell) -> bool:
    return field_of(heading) == "other"


def _date(row: SurplusRow, cells: RowCells, today: date) -> None:
    """From and until; a cell may name the other end than its heading does."""
    periods = [
        read_period(cells.value(name), today=today, starts=name != "until")
        for name in ("from", "until", "period")
    ]
    row.available_from = next(
        (p.available_from for p in periods if p.available_from), None
    )
    row.available_until = next(
        (p.available_until for p in periods if p.available_until), None
    )
    _note_dates(row, cells, periods)


def _note_dates(row: SurplusRow, cells: RowCells, periods: list[Period]) -> None:
    for name, period in zip(("from", "until", "period"), periods, strict=True):
        if not period.understood:
            row.notes.append(_("The date “%s” was not understood.") % cells.text(name))
    start, end = row.available_from, row.available_until
    if start and end and start > end:
        row.available_from = None
        row.notes.append(_("It would be available until before it is available from."))


def _file_names(cells: RowCells) -> list[str]:
    """The photos that a row names, in one cell or in several."""
    named = _BETWEEN_FILES.split(cells.text("photo"))
    return [name.strip() for name in named if name.strip()]


def _weigh(row: SurplusRow, cells: RowCells) -> None:
    weight = weight_in_kg(cells.value("weight"), cells.heading("weight"))
    if weight is not None and weight <= HEAVIEST_KG:
        row.weight_kg_each = weight
    elif cells.text("weight"):
        text = cells.text("weight")
        row.notes.append(_("The weight “%s” was not understood.") % text)


def _place(cells: RowCells, around: Around) -> str | None:
    return around.places.read(cells.text("location")) or around.place


# --- what was not understood -----------------------------------------------


def _note_unread(row: SurplusRow, cells: RowCells, title: titles.Title) -> None:
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
        if text and not understood and not is_nothing(text):
            said = {"heading": cells.heading(name), "cell": text}
            yield _("“%(heading)s: %(cell)s” was not understood.") % said


def _about_counts(row: SurplusRow, cells: RowCells) -> Iterator[str]:
    """What other columns count: of ten, two may be reserved and one broken."""
    for heading, value in cells.values.get("other", ()):
        number, count = first_number(value), counted(heading)
        if not (number and count and row.quantity):
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
