"""What a reading is made of: rows, sheets and the whole, each to and from JSON."""

import dataclasses
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from django.utils.translation import gettext_lazy as _

KINDS = ("item", "title", "note", "header", "section", "empty", "total", "footer")
KINDS_IN_WORDS = {
    "title": _("title"),
    "note": _("note"),
    "header": _("headings"),
    "section": _("heading of a part"),
    "total": _("total"),
    "footer": _("closing line"),
}
DATES = ("available_from", "available_until", "expiry")


@dataclass
class SurplusRow:
    """One row of a list. Only an item has more than its kind and text.

    `quantity` counts `unit`; `pack_size` is the pieces in each unit. `problems` keep a
    row out, `notes` are what the reader doubts; both are sentences for the member.
    `flags` are what must be asked or looked at: dicts with kind, action and why.
    """

    sheet: str
    row: int  # counts from 1, as spreadsheets do
    kind: str
    text: str = ""  # the cells as they stood, for the preview
    nr: int | str | None = None
    title: str = ""
    category_code: str | None = None
    route: str | None = None
    quantity: float | None = None
    quantity_approximate: bool = False
    unit: str | None = None
    pack_size: int | None = None
    total_pieces: float | None = None
    terms: str | None = None  # free, sale, rent, loan, ask, unknown
    price_eur: float | None = None
    price_per: str | None = None
    price_negotiable: bool = False
    price_vat: str | None = None  # incl, excl
    condition: str | None = None  # new, as_good_as_new, good, used, repair, unknown
    available_from: date | None = None
    available_until: date | None = None
    expiry: date | None = None
    lot: str | None = None
    gtin: str | None = None
    serial: str | None = None
    weight_kg_each: float | None = None
    location: str | None = None
    status: str | None = None  # available, reserved, gone
    duplicate_of: dict | None = None  # {"sheet": …, "row": …}
    hidden: bool = False  # out of sight in the spreadsheet, as a filter does
    flags: list[dict[str, str]] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)  # file names that it mentions
    remarks: str = ""  # what the other columns say, for the description
    group: str = ""
    section: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def kind_in_words(self) -> str:
        """What it was taken for."""
        return str(KINDS_IN_WORDS.get(self.kind, self.kind))

    @property
    def is_readable(self) -> bool:
        """Can a listing be made of it?"""
        return self.kind == "item" and not self.problems

    def flag(self, kind: str, action: str, why: str) -> None:
        """Something to ask or to look at; said once."""
        found = {"kind": kind, "action": action, "why": why}
        if found not in self.flags:
            self.flags.append(found)

    def to_json(self) -> dict:
        """Plain values; days as 2026-12-31. What says nothing stays out: a list of
        10,000 rows is kept and read again at each look."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        plain = {name: value for name, value in values.items() if value or value == 0}
        for name in DATES:
            if name in plain:
                plain[name] = plain[name].isoformat()
        return plain

    @classmethod
    def from_json(cls, plain: dict) -> "SurplusRow":
        """The row that `to_json` wrote; fields of a later version are ignored."""
        known = {f.name for f in fields(cls)}
        values = {name: value for name, value in plain.items() if name in known}
        for name in DATES:
            if values.get(name):
                values[name] = date.fromisoformat(values[name])
        return cls(**values)


@dataclass
class ReadColumn:
    """How one column of a sheet was read; `field` None or "other": kept as a remark."""

    letter: str
    heading: str
    field: str | None
    by_content: bool = False  # guessed from the cells, not from the heading
    key: str = ""  # see `columns.key_of`
    examples: list[str] = dataclasses.field(default_factory=list)


@dataclass
class ReadSheet:
    """One sheet, the rows of its header and how its columns were read."""

    name: str
    header_rows: list[int] = field(default_factory=list)
    columns: list[ReadColumn] = field(default_factory=list)
    rows: int = 0
    items: int = 0


@dataclass
class Surplus:
    """A whole list as it was read on `today`."""

    file: str
    today: date
    sheets: list[ReadSheet] = field(default_factory=list)
    rows: list[SurplusRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # about the file as a whole
    # Sheets that were not read, since they are hidden, and how many rows each has.
    hidden_sheets: dict[str, int] = field(default_factory=dict)

    @property
    def items(self) -> list[SurplusRow]:
        """The rows that offer something."""
        return [row for row in self.rows if row.kind == "item"]

    def to_json(self) -> dict:
        """Plain values that a JSONField can keep."""
        return {
            "file": self.file,
            "today": self.today.isoformat(),
            "sheets": [asdict(sheet) for sheet in self.sheets],
            "rows": [row.to_json() for row in self.rows],
            "notes": self.notes,
            "hidden_sheets": self.hidden_sheets,
        }

    @classmethod
    def from_json(cls, plain: dict) -> "Surplus":
        """The reading that `to_json` wrote."""
        return cls(
            file=plain["file"],
            today=date.fromisoformat(plain["today"]),
            sheets=[_sheet(sheet) for sheet in plain["sheets"]],
            rows=[SurplusRow.from_json(row) for row in plain["rows"]],
            notes=plain.get("notes", []),
            hidden_sheets=plain.get("hidden_sheets", {}),
        )


def _sheet(plain: dict) -> ReadSheet:
    columns = [ReadColumn(**column) for column in plain["columns"]]
    return ReadSheet(**{**plain, "columns": columns})
