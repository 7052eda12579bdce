import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from surplus import cleaning, workbook
from surplus.sheet import noted
from surplus.unreadable import Unreadable
from surplus.workbook import open_workbook

from .lists import as_bytes
from .lists import workbook as make

EXAMPLE = Path(__file__).parent / "example"


def opened(content, name="lijst.xlsx"):
    return open_workbook(io.BytesIO(content), name)


def refusal(content, name="lijst.xlsx"):
    with pytest.raises(Unreadable) as refused:
        opened(content, name)
    return str(refused.value)


def package(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in members.items():
            found.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.xlsx", "This file is empty."),
        (b" \r\n", "leeg.csv", "This file is empty."),
        (b";;\r\n;;\r\n", "leeg.csv", "There is nothing in this file."),
        (
            b"%PDF-1.7 ...",
            "lijst.pdf",
            "This is not a spreadsheet. Save your list as .xlsx or .csv.",
        ),
        (
            b"<html><form>Log in <input name=who></form></html>",
            "lijst.xls",
            "There is no table in this web page.",
        ),
        (
            b"\x00\x01\x02\x03" * 20,
            "lijst.csv",
            "This is not a spreadsheet. Save your list as .xlsx or .csv.",
        ),
        (
            b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
            "lijst.xls",
            "This spreadsheet is damaged and cannot be opened. Open it in Excel, save"
            " it as an Excel workbook (.xlsx) and try again.",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "lijst.xlsx",
            "This file is protected with a password. Save it without one and try"
            " again.",
        ),
        (
            b"PK\x03\x04 and then nothing",
            "lijst.xlsx",
            "This spreadsheet is damaged and cannot be opened.",
        ),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(content, name, sentence):
    assert refusal(content, name) == sentence


def test_a_package_of_another_kind_or_without_cells_is_refused():
    assert "damaged" in refusal(package(**{"content.xml": "<x/>"}))
    assert "not a spreadsheet" in refusal(package(**{"word__document.xml": "<x/>"}))
    assert "damaged" in refusal(package(**{"xl__workbook.xml": "<x/>"}))


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_BYTES", 10)
    assert (
        refusal(b"a;b;c\n1;2;3\n", "lijst.csv")[:34]
        == "This file is larger than 20 MB. Sp"
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    sheet = b"<worksheet>" + b" " * (workbook.MAX_XML_BYTES + 1) + b"</worksheet>"
    bomb = package(**{"xl__workbook.xml": "<x/>", "xl__worksheets__sheet1.xml": sheet})
    assert len(bomb) < 200_000
    assert refusal(bomb) == (
        "This spreadsheet is too big when it is unpacked. Split it up."
    )


def test_entities_that_multiply_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    good = as_bytes(make(Blad=[["Wat", "Aantal"], ["Bed", 1]]))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            is_sheet = info.filename == "xl/worksheets/sheet1.xml"
            new.writestr(info.filename, laughs if is_sheet else old.read(info))
    assert refusal(file.getvalue()) == "There is nothing in this file."


def test_more_rows_than_a_list_may_have_are_refused():
    content = "Wat;Aantal\n" + "Bed;1\n" * 10_200
    assert refusal(content.encode(), "lijst.csv")[:42] == (
        "This list has more than 10,000 rows. Split"
    )


def test_a_cell_far_away_does_not_make_a_million_rows():
    book = openpyxl.Workbook()
    book.active["A1"] = "Wat"
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    assert [len(sheet.rows) for sheet in opened(as_bytes(book))] == [1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_is_read_in_any_encoding_with_any_separator(encoding, separator):
    lines = [
        ["Wat", "Prijs", "Staat"],
        ["Café-tafel", "€ 5", "één kras"],
        ["Bed", "1", "ok"],
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert opened(text.encode(encoding), "lijst.csv")[0].rows == lines


def test_decimal_commas_do_not_cut_a_semicolon_list():
    text = "Wat;Prijs\nBed;12,50\nStoel, blauw;7,00\nTafel;1,25\n"
    assert opened(text.encode(), "lijst.csv")[0].rows[2] == ["Stoel, blauw", "7,00"]


def test_hidden_sheets_are_counted_and_read_when_that_is_asked():
    book = make(Lijst=[["Wat", "Aantal"]], Keuzes=[["goed"], [], ["slecht"]])
    book["Keuzes"].sheet_state = "hidden"
    content = as_bytes(book)
    sheets = [(sheet.name, len(sheet.rows), sheet.unread) for sheet in opened(content)]
    assert sheets == [("Lijst", 1, 0), ("Keuzes", 0, 2)]
    shown = open_workbook(io.BytesIO(content), "lijst.xlsx", ["Keuzes"])
    assert [(len(sheet.rows), sheet.unread) for sheet in shown] == [(1, 0), (3, 0)]


def test_formulas_without_an_answer_are_remembered():
    sheet = opened(as_bytes(make(Lijst=[["Wat", "Aantal"], ["Bed", "=1+1"]])))[0]
    assert (sheet.rows[1], sheet.unknown) == (["Bed", None], {(1, 1)})


# -- Spreadsheets that Excel opens ---------------------------------------------
def changed(content, change):
    """The same package, each part as `change(name, content)` makes it; None: gone."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info))
            if part:
                new.writestr(*part)
    return file.getvalue()


def put(name, old, new):
    """A change of one part."""
    return lambda part, content: (
        part,
        content.replace(old, new) if part == name else content,
    )


STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
LOOSE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def strict(name, content):
    """As Excel saves what it calls a strict workbook."""
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = content.replace(LOOSE, STRICT)
    return name, content.replace(
        relations, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def backslashed(name, content):
    return name.replace("/", "\\"), content


@pytest.mark.parametrize(
    "change",
    [
        strict,
        backslashed,
        put("xl/styles.xml", b'<family val="2"', b'<family val="34"'),
        put("xl/styles.xml", b"<fill><patternFill", b"<fill/><fill><patternFill"),
        put("docProps/core.xml", b"T", b" 29-11-2026 "),
    ],
)
def test_odd_styles_and_names_hide_no_cells(change):
    rows = [["Wat", "Aantal"], ["Bed", 1], ["Kast", 2.5]]
    content = changed(as_bytes(make(Blad=rows)), change)
    assert [(sheet.name, sheet.rows) for sheet in opened(content)] == [("Blad", rows)]


def test_an_old_excel_file_is_read_without_its_hidden_sheets():
    content = (EXAMPLE / "magazijn.xls").read_bytes()
    sheet, *others = opened(content, "magazijn.xls")
    assert [(it.name, bool(it.unread)) for it in others] == [("Verborgen", True)]
    assert sheet.rows == [
        ["Artikel", "Aantal", "THT", "Prijs"],
        ["Rolstoel", 3, date(2027, 6, 30), 25],
        ["Tillift", 1, date(2028, 2, 29), "gratis"],
    ]
    assert not sheet.all_is_seen


ODS = """<?xml version="1.0"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
<office:spreadsheet><table:table table:name="Blad"><table:table-row/><table:table-row>
<table:table-cell office:value-type="string"><text:p>Bed</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3"/>
<table:table-cell office:value-type="date" office:date-value="2027-06-30"/>
</table:table-row></table:table></office:spreadsheet></office:body>
</office:document-content>"""


MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def test_an_opendocument_file_keeps_its_rows_in_place():
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {
        "content.xml": ODS.replace(">\n<", "><"),
        "META-INF__manifest.xml": MANIFEST,
    }
    content = package(mimetype=mimetype, **parts)
    (sheet,) = opened(content, "lijst.ods")
    assert sheet.rows == [[None] * 3, ["Bed", 3, date(2027, 6, 30)]]


def test_merged_areas_without_end_cost_nothing():
    book = make(Blad=[["Wat", "Aantal"], ["Bed", 1], ["Let op", None]])
    book.active.merge_cells("A3:B3")
    content = changed(
        as_bytes(book),
        put("xl/worksheets/sheet1.xml", b'ref="A3:B3"', b'ref="A3:XFD1048576"'),
    )
    (sheet,) = opened(content)
    assert sheet.rows[1] == ["Bed", 1]
    assert sheet.wide == {2}
    assert len(sheet.merged) < 100


def test_a_text_with_tabs_may_be_called_xls_and_utf_16_may_lack_its_mark():
    text = "Wat\tAantal\nBed\t2\n"
    rows = [["Wat", "Aantal"], ["Bed", "2"]]
    assert opened(text.encode(), "lijst.xls")[0].rows == rows
    assert opened(text.encode("utf-16-le"), "lijst.csv")[0].rows == rows


def test_styles_without_end_are_refused_before_they_are_opened(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_STYLES_BYTES", 100)
    assert "too big" in refusal(as_bytes(make(Blad=[["Wat", "Aantal"], ["Bed", 1]])))


def test_a_cell_without_end_is_cut_off():
    (sheet,) = opened(f"Wat;Aantal\n{'x' * 100_000};1\n".encode(), "lijst.csv")
    assert len(sheet.rows[1][0]) == cleaning.LONGEST


@pytest.mark.parametrize(
    ("text", "author", "said"),
    [
        ("Jan Proef:\nkleur groen", "Jan Proef", "kleur groen"),
        ("jan proef: kleur groen", "Jan Proef", "kleur groen"),
        ("J. Proef:\nkleur\ngroen", None, "kleur groen"),
        ("let op: zwaar", "Jan Proef", "let op: zwaar"),
        ("kleur groen", "", "kleur groen"),
    ],
)
def test_who_wrote_a_comment_is_no_part_of_it(text, author, said):
    assert noted(text, author) == said
