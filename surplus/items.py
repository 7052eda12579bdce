"""One row of a list read as an offer."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalogue.vocabulary import Leaf, guess, leaf
from catalogue.words import plain, words
from surplus import titles
from surplus.amounts import Amount, read_amount, read_pack_size
from surplus.asking_terms import read_asking
from surplus.cells import RowCells, as_text
from surplus.conditions import (
    condition_in_remarks,
    read_condition,
    read_status,
    status_in_remarks,
)
from surplus.dates import Period, read_date, read_period
from surplus.identification import Identity, read_identity
from surplus.numbers import first_number, grams_to_kg
from surplus.places import Places
from surplus.prices import read_price, unit_priced
from surplus.rows import SurplusRow
from surplus.units import PACKS, TIMES, WHOLES, read_unit

DISPOSABLE = {"care-supplies", "ppe-hygiene"}  # main groups that come in packs
_IDENTIFYING = ("identity", "gtin", "lot", "expiry", "serial")
_KEPT_AS_REMARK = ("description", "brand", "model", "size", "year", "other", "remarks")
_WITH_HEADING = {"brand", "model", "size", "year", "other"}
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
    row.weight_kg_each = grams_to_kg(cells.value("weight"))
    row.location = _place(cells, around)
    row.title = titles.polish(title.text)
    row.photos = _file_names(cells)
    _note_unread(row, cells, title)


def _remarks(cells: RowCells, more: str, comments: str) -> str:
    """Everything that has no field of its own, for the description."""
    parts = [
        f"{heading}: {as_text(value)}"
        if name in _WITH_HEADING and heading
        else as_text(value)
        for name in _KEPT_AS_REMARK
        for heading, value in cells.values.get(name, ())
    ]
    return ". ".join(
        part.strip(" .") for part in [*parts, more, comments] if part.strip(" .")
    )


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
        for _heading, value in cells.values.get(name, ()):
            found = found.and_then(_identity(name, value, today))
    row.gtin, row.lot, row.serial = found.gtin, found.lot, found.serial
    row.expiry = found.expiry or _expiry_in_remarks(row.remarks, today)
    if found.bad_gtin and not found.gtin:
        row.notes.append(_("The barcode “%s” is not a valid one.") % found.bad_gtin)
    if found.rest:
        row.remarks = ". ".join(filter(None, [row.remarks, found.rest]))


def _identity(name: str, value: object, today: date) -> Identity:
    if name == "serial":
        text = as_text(value).strip()
        return Identity(serial=None if plain(text) in {"-", "nvt", "n.v.t."} else text)
    found = read_identity(value, today=today, lot=name == "lot")
    if name == "lot" and found.expiry and not found.lot:  # a lot that looks like a date
        return Identity(lot=as_text(value).strip())
    return found


def _expiry_in_remarks(text: str, today: date) -> date | None:
    found = _EXPIRY_REMARK.search(plain(text))
    return read_date(plain(text)[found.end() :][:20], today=today) if found else None


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


def _place(cells: RowCells, around: Around) -> str | None:
    return around.places.read(cells.text("location")) or around.place


# --- what was not understood -----------------------------------------------


def _note_unread(row: SurplusRow, cells: RowCells, title: titles.Title) -> None:
    if not row.title:
        row.problems.append(_("It does not say what this is."))
    if row.quantity is None:
        text = cells.text("quantity")
        reason = _("How many are there? “%s” is no number.") % text
        row.problems.append(
            reason if text else _("It does not say how many there are.")
        )
    if not cells.has("quantity") and title.quantity is None:
        row.notes.append(_("The list does not count; one was assumed."))
    if row.category_code is None:
        row.notes.append(_("No category was recognised; choose one."))
    if title.had_name:
        row.notes.append(_("A person's name was left out of the title."))
    for heading in cells.unknown:
        row.notes.append(_("The formula under “%s” has no result.") % heading)
