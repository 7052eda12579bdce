"""Web pages and XML that are called .xls, as many systems export their lists."""

import io
from datetime import date

import pytest

from surplus import sheet as sheets
from surplus.reader import read_surplus
from surplus.unreadable import Unreadable

from .test_workbook import opened, refusal

TODAY = date(2026, 11, 29)


def read(content, name="export.xls"):
    content = content if isinstance(content, bytes) else content.encode()
    return read_surplus(io.BytesIO(content), name, today=TODAY)


def rows(content, name="export.xls"):
    (sheet,) = opened(content if isinstance(content, bytes) else content.encode(), name)
    return sheet.rows


PAGE = """<html><head><title>Export</title><style>td{color:red}</style></head><body>
<h2>Voorraad gebouw Noord</h2>
<table><thead><tr><th rowspan=2>Artikelomschrijving</th><th colspan="2">Voorraad</th>
<th rowspan=2>Houdb.</th><th rowspan="2">Prijs</th></tr>
<tr><th>Vrij</th><th>Gereserveerd</th></tr></thead><tbody>
<tr><td>Handschoenen&nbsp;M</td><td>1.250,00</td><td>0,00</td><td>31-03-2027</td>
<td>&euro; 4,50</td></tr>
<tr style="display: none"><td>Oud<td>1,00<td>0<td>1-1-2027<td>1</tr>
<tr><td><s>Infuuspomp</s></td><td>2,00</td><td>0,00</td><td></td><td>gratis</td></tr>
</table><p>Totaal 3 regels</p></body></html>"""


def test_a_web_page_called_xls_is_read_as_a_person_sees_it():
    surplus = read(PAGE)
    assert [
        (row.title, row.quantity, row.price_eur, row.expiry, row.hidden, row.status)
        for row in surplus.items
    ] == [
        ("Handschoenen M", 1250, 4.5, date(2027, 3, 31), False, "available"),
        ("Oud", 1, 1, date(2027, 1, 1), True, "available"),
        ("Infuuspomp", 2, 0, None, False, "gone"),
    ]
    assert {row.location for row in surplus.items} == {"Noord"}
    assert surplus.notes == []


@pytest.mark.parametrize(
    ("inside", "cells"),
    [
        ("<td>een<br>twee</td>", ["een\ntwee"]),
        ("<td><p>een</p><p>twee</p></td>", ["een\ntwee"]),
        ("<td> een \n twee </td>", ["een twee"]),
        ("<td>0047</td><td>&lt;b&gt;</td>", ["0047", "<b>"]),
        ("<td>een<td>twee", ["een", "twee"]),
        ("<td>een<!-- <td>nee</td> --></td>", ["een"]),
        ("<td>een<script>'<td>'</script></td>", ["een"]),
        ("<td hidden>een<td>twee", ["twee"]),
        ("<td>een<span style='display:none'>!</span></td>", ["een"]),
        ("<td colspan=3>een</td><td>twee</td>", ["een", None, None, "twee"]),
        ("<td colspan=x>een</td><td>twee</td>", ["een", "twee"]),
    ],
)
def test_a_cell_is_what_a_browser_shows(inside, cells):
    assert rows(f"<table><tr>{inside}</tr></table>") == [cells]


def test_a_cell_over_several_rows_keeps_the_others_in_their_columns():
    text = (
        "<table><tr><td rowspan=2>a<td>b<td rowspan=3>c<tr><td>d<tr><td>e<td>f"
        "<tr><td>g<td>h<td>i</table>"
    )
    assert rows(text) == [
        ["a", "b", "c"],
        [None, "d", None],
        ["e", "f", None],
        ["g", "h", "i"],
    ]


def test_tables_of_a_page_stand_under_each_other_and_inside_each_other():
    text = "<table><tr><td>a<table><tr><td>b</table><td>c</table>d<table><tr><td>e"
    found = [row for row in rows(text) if any(row)]
    assert found == [["a"], ["b"], ["c"], ["d"], ["e"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_page_is_read_in_any_encoding(encoding):
    text = "<!DOCTYPE html>\n<table><tr><td>Patiëntenlift</td></tr></table>"
    assert rows(text.encode(encoding)) == [["Patiëntenlift"]]


def test_a_page_without_a_table_is_a_sentence():
    page = b"<html><form>Log in: <input name=who></form></html>"
    assert refusal(page, "export.xls") == "There is no table in this web page."


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr><td>x" * 100_100,
        "<table>" + "<tr>" * 100_100,
        "<p>x" * 100_100 + "<table>",
    ],
)
def test_a_page_without_end_is_a_sentence(text):
    assert "Split it into smaller files." in refusal(text.encode(), "export.xls")


def test_spans_without_end_cover_no_more_than_there_is():
    text = "<table>" + "<tr><td rowspan=99999 colspan=99999>x" * 3
    (sheet,) = opened(text.encode(), "export.xls")
    assert (len(sheet.rows), len(sheet.rows[0])) == (1, 1)
    assert len(sheet.merged) <= sheets.MAX_AREA


# -- XML Spreadsheet 2003 --------------------------------------------------------------
NAMES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
STYLES = """<Styles><Style ss:ID="nr"><NumberFormat ss:Format="00000000"/></Style>
<Style ss:ID="weg"><Font ss:StrikeThrough="1"/></Style></Styles>"""


def book(*sheets, before=""):
    """A file of these sheets: a name, its rows, and options."""
    parts = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{table}</Table>{more}</Worksheet>'
        for name, table, more in sheets
    )
    head = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>'
    return f"{head}{before}<Workbook {NAMES}>{STYLES}{parts}</Workbook>"


def cell(value, kind="String", attrs="", more=""):
    return f'<Cell {attrs}><Data ss:Type="{kind}">{value}</Data>{more}</Cell>'


HEAD = "".join(map(cell, ["Artikel", "Aantal", "Serienummer", "THT", "Prijs"]))
NOTE = (
    '<Comment ss:Author="Jan Proef"><ss:Data><B>Jan Proef:</B>&#10;groen</ss:Data>'
    "</Comment>"
)
TABLE = f"""<Column ss:Width="80"/><Column ss:Index="6" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">Overschot Zuid</Data></Cell></Row>
<Row ss:Index="3">{HEAD}{cell("Intern")}</Row>
<Row>{cell("Bed &amp; hek", more=NOTE)}{cell("3", "Number")}
{cell("47", "Number", 'ss:StyleID="nr"')}{cell("25.5", "Number", 'ss:Index="5"')}
{cell("geheim")}</Row>
<Row ss:Hidden="1">{cell("Tillift")}{cell("1", "Number")}</Row>
<Row>{cell("Postoel", attrs='ss:StyleID="weg"')}{cell("2", "Number")}
{cell("2027-06-30T00:00:00.000", "DateTime", 'ss:Index="4"')}
{cell("0", "Number")}</Row>"""
HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"


def test_an_xml_spreadsheet_is_read_with_all_that_excel_shows():
    surplus = read(book(("Blad", TABLE, "")))
    assert [
        (row.row, row.title, row.quantity, row.serial, row.expiry, row.price_eur)
        for row in surplus.items
    ] == [
        (4, "Bed & hek", 3, "00000047", None, 25.5),
        (5, "Tillift", 1, None, None, None),
        (6, "Postoel", 2, None, date(2027, 6, 30), 0),
    ]
    assert [
        (row.hidden, row.status, row.remarks, row.sheet) for row in surplus.items
    ] == [
        (False, "available", "groen", "Blad"),
        (True, "available", "", "Blad"),
        (False, "gone", "", "Blad"),
    ]


def test_a_hidden_sheet_of_it_is_counted_only():
    content = book(("Blad", TABLE, ""), ("Keuzes", f"<Row>{cell('x')}</Row>", HIDDEN))
    assert read(content).hidden_sheets == {"Keuzes": 1}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Number", "3.0", 3),
        ("Number", "zes", "zes"),
        ("Boolean", "1", "yes"),
        ("Error", "#N/A", None),
        ("DateTime", "1899-12-31", date(1899, 12, 31)),
        ("Other", "x", "x"),
    ],
)
def test_a_cell_of_it_holds_what_its_kind_says(kind, text, value):
    table = f"<Row>{cell(text, kind)}{cell('einde')}</Row>"
    assert rows(book(("Blad", table, ""))) == [[value, "einde"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (book(("Blad", "<Row>", "")), "damaged"),
        (book(before='<!DOCTYPE x [<!ENTITY a "ha">]>'), "damaged"),
        (book(("Blad", '<Row ss:Index="9999999999"/>', "")), "more than 10,000"),
        (book(("Blad", "<Row/>" * 100_100, "")), "more than 10,000"),
        (book(*[("Blad", "", "")] * 201), "too big"),
        (book(("Blad", "", "")), "nothing in this file"),
    ],
)
def test_an_xml_spreadsheet_without_end_or_sense_is_a_sentence(content, says):
    assert says in refusal(content.encode(), "export.xls")


def test_cells_far_away_are_not_read():
    far = cell("x", attrs='ss:Index="9999999"')
    wide = cell("y", attrs='ss:MergeAcross="9999999" ss:MergeDown="9999999"')
    table = f"<Row>{cell('a')}{far}</Row><Row>{wide}</Row>"
    (sheet,) = opened(book(("Blad", table, "")).encode(), "export.xls")
    assert sheet.rows == [["a"], ["y"]]


def test_other_xml_is_no_spreadsheet():
    with pytest.raises(Unreadable):
        read("<?xml version='1.0'?><Invoice><Line>Bed</Line></Invoice>")
