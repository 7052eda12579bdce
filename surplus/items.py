"""One row of a list read as an offer."""

import re
from collections.abc import Iterable, Iterator
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
from surplus.headings import field_of
from surplus.identification import (
    Identity,
    is_nothing,
    read_barcode,
    read_expiry,
    read_identity,
    read_lot,
)
from surplus.not_understood import note_unread
from surplus.numbers import first_number, weight_in_kg
from surplus.persons import without_persons
from surplus.places import Places
from surplus.prices import read_price, unit_priced
from surplus.rows import SurplusRow
from surplus.units import PACKS, TIMES, WHOLES, read_unit

HEAVIEST_KG = 100_000  # that an offer can hold (`listings.models`)
DISPOSABLE = {"care-supplies", "ppe-hygiene"}  # main groups that come in packs
_IDENTIFYING = ("identity", "gtin", "lot", "expiry", "serial")
_KEPT_AS_REMARK = ("description", "brand", "model", "size", "year", "other", "remarks")
_WITH_HEADING = {"brand", "model", "size", "year", "other"}
_OF_BARCODES = re.compile(r"gtin|ean|code|upc|udi|identifi")
_EXPIRY_REMARK = re.compile(
    r"\b(?:t\.?h\.?t|houdbaar\w*|exp(?:iry|ires)?|vervalt|elektroden|electrodes|pads"
    r"|steriel|use by|best before|ubd|bb|bbe|uiterste (?:gebruiks)?datum)\b[^,;]{0,20}?"
    r"(?=\d|jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct)"
)
_SOME = re.compile(
    r"\b(\d{1,5}) (?:stuks? )?(?:(?:is|zijn) )?"
    r"(?:gereserveerd|reserved|vergeven|verkocht)"
)
_AVAILABLE = re.compile(
    r"\b(?:op ?(?:te )?halen|af ?(?:te )?halen|beschikbaar|vrij|leverbaar|weg|available"
    r"|collect\w*|pick ?up)\b[^.;\d]{0,25}"
    r"(?=\d|jan|feb|mrt|maa|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct)[^.;,]{1,40}"
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
    around_cells = (title.more, row.remarks)
    row.remarks = _remarks(_kept(cells), *around_cells)
    spoken = (it for it in _kept(cells) if it[0] not in _WITH_HEADING)
    cells.spoken = _remarks(spoken, *around_cells)
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
    note_unread(row, cells, title)


_Kept = tuple[str, tuple[str, Cell]]  # a field, and a heading with what is under it


def _remarks(kept: Iterable[_Kept], more: str, comments: str) -> str:
    """Everything that has no field of its own, for the description; names of people and
    how to reach them are left out."""
    said = (_said(name, *pair) for name, pair in kept)
    parts = (without_persons(part) for part in [*said, more, comments])
    return ". ".join(bare for part in parts if (bare := part.strip(" .,;:")))


def _kept(cells: RowCells) -> Iterator[_Kept]:
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
    return read_pack_size(cells.text("unit"), unit) or read_pack_size(
        cells.spoken, unit
    )


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
        condition = title.condition or condition_in_remarks(cells.spoken)
    row.condition = condition
    status = read_status(cells.text("status"))
    said = _status_said(row, cells.spoken)
    row.status = row.status or said or status or "available"
    if row.quantity == 0:
        row.status = "gone"


def _status_said(row: SurplusRow, spoken: str) -> str | None:
    """What the remarks say of all of it; "6 gereserveerd" of 24 is of some."""
    some = _SOME.search(plain(spoken))
    if some and int(some[1]) < (row.quantity or 0):
        said = {
            "text": some[0],
            "left": number_text((row.quantity or 0) - int(some[1])),
        }
        row.notes.append(_("“%(text)s”: %(left)s are left.") % said)
        return None
    return status_in_remarks(spoken)


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
    _date_by_remarks(row, today)
    _note_dates(row, cells, periods)


def _date_by_remarks(row: SurplusRow, today: date) -> None:
    """ "Ophalen tot 1 feb", where no column says from when until when."""
    said = _AVAILABLE.search(plain(row.remarks))
    if said and not (row.available_from or row.available_until):
        found = read_period(said[0], today=today)
        row.available_from, row.available_until = (
            found.available_from,
            found.available_until,
        )


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
        if is_nothing(text):
            return
        row.notes.append(_("The weight “%s” was not understood.") % text)


def _place(cells: RowCells, around: Around) -> str | None:
    return around.places.read(cells.text("location")) or around.place
