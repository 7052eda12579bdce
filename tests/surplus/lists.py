# ruff: noqa: E501 (tables)
"""Messy lists in other hands than the example: as bytes, with what a careful human reads in them.

In an expected item only what is not usual is written; `item` adds the rest.
"""

import io
from datetime import date, datetime

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

USUAL = {
    "quantity_approximate": False,
    "unit": "stuk",
    "pack_size": None,
    "total_pieces": None,
    "terms": "unknown",
    "price_eur": None,
    "price_per": None,
    "price_negotiable": False,
    "price_vat": None,
    "condition": "unknown",
    "available_from": None,
    "available_until": None,
    "expiry": None,
    "lot": None,
    "gtin": None,
    "serial": None,
    "weight_kg_each": None,
    "location": None,
    "status": "available",
    "duplicate_of": None,
}


def item(row, title, category_code, quantity, **unusual):
    """One expected item."""
    if unusual.get("terms") == "free":
        unusual.setdefault("price_eur", 0)
    if unusual.get("price_eur"):
        unusual.setdefault("terms", "sale")
        unusual.setdefault("price_per", "piece")
    if unusual.get("pack_size"):
        unusual.setdefault("total_pieces", unusual["pack_size"] * quantity)
    found = {"title": title, "category_code": category_code, "quantity": quantity}
    return {"row": row, "kind": "item", **USUAL, **found, **unusual}


def other(row, kind):
    """One expected row that offers nothing."""
    return {"row": row, "kind": kind}


def expected(sheets, csv=None):
    """The whole expectation, in the form of the reference data."""
    rows = [{"sheet": name, **row} for name, found in sheets.items() for row in found]
    return {"today": "2026-11-23", "csv": csv or {}, "rows": rows}


def workbook(**sheets):
    """A workbook of plain rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    return book


def as_bytes(book):
    """The workbook as it would be uploaded."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def hospital():
    """A facility department: dates as days, dittos, crossed-out rows, a hidden sheet, two tables."""
    book = workbook(
        Inventaris_Noord=[
            ["Stadsziekenhuis Zuiderveld"],
            ["Lijst overcompleet meubilair t.g.v. verhuizing poli's"],
            ["contact: facilitair bedrijf"],
            [],
            ["Inv.nr", "Omschrijving", "Merk", "Aantal stuks", "Gebouw", "Kamer", "Conditie", "Vrij per", "Uiterlijk weg", "Prijs per stuk", "Opmerkingen"],
            ["F-1001", "Onderzoekbank elektrisch", "Gymna", 3, "Noord", "1.204", "B", datetime(2027, 1, 4), datetime(2027, 2, 26), 175, None],
            ["F-1002", "Bureaustoel met armleuningen", "Ahrend", 14, '"', "1.210", "C", '"', '"', 12.5, "stof blauw"],
            ["F-1003", "Archiefkast", "idem", 6, '"', '"', "B", '"', '"', 20, "2 sleutels kwijt"],
            ["F-1004", "Wachtkamerbank 3 zits", None, "5", "Zuid", "hal", "C", datetime(2027, 1, 4), None, "om niet", None],
            ["F-1005", "Infuusstandaard", None, 22, "Zuid", "2.001", "A", None, datetime(2026, 12, 31), 8, "9 zonder wielen"],
            ["F-1006", "Patiëntmonitor IntelliVue", "Philips", 2, "Zuid", "2.014", "B", None, datetime(2026, 12, 31), "op aanvraag", "S/N DE4412 en DE4413"],
            ["F-1007", "Koelkast tafelmodel", "Liebherr", 1, "Zuid", "2.016", "D", None, datetime(2026, 12, 31), 0, "thermostaat defect"],
            ["F-1008", "Whiteboard", None, 4, "Zuid", "2.020", "B", None, datetime(2026, 12, 31), 10, None],
            [None, "Subtotaal", None, "=SUM(D6:D13)"],
            [],
            ["Apparatuur (via medische techniek)"],
            ["Serienummer", "Apparaat", "Aantal", "Gewicht", "Vraagprijs", "Opmerking"],
            ["SN-88121", "Infuuspomp", 1, "2,5 kg", "€ 150,- excl. btw", "onderhoud tot 3-2026"],
            ["SN-88122", "Infuuspomp", 1, "2,5 kg", "€ 150,- excl. btw", None],
            ["V-2210", "Vernevelaar", 1, "900 gram", "€ 25,- p.st.", None],
            ["K-7", "Tillift plafond", 1, 38, "n.t.b.", "gereserveerd voor afdeling 5"],
            [],
            ["Opgesteld door afdeling Huisvesting, 19 november 2026"],
        ],
        Keuzelijsten=[["goed"], ["redelijk"], ["slecht"]],
    )  # fmt: skip
    sheet = book["Inventaris Noord"]
    for cell in sheet[13]:
        cell.font = Font(strike=True)
    sheet["B6"].comment = Comment("kleur groen", "AB")
    sheet.merge_cells("A16:K16")
    book["Keuzelijsten"].sheet_state = "hidden"
    until, short = "2027-02-26", "2026-12-31"
    rows = [
        other(1, "title"), other(2, "note"), other(3, "note"), other(4, "empty"), other(5, "header"),
        item(6, "Onderzoekbank elektrisch", "examination-couch", 3, price_eur=175, condition="good", available_from="2027-01-04", available_until=until, location="Noord, 1.204"),
        item(7, "Bureaustoel met armleuningen", "office-chair", 14, price_eur=12.5, condition="used", available_from="2027-01-04", available_until=until, location="Noord, 1.210"),
        item(8, "Archiefkast", "storage-cabinet", 6, price_eur=20, condition="good", available_from="2027-01-04", available_until=until, location="Noord, 1.210"),
        item(9, "Wachtkamerbank 3-zits", "waiting-room-seating", 5, terms="free", condition="used", available_from="2027-01-04", location="Zuid, hal"),
        item(10, "Infuusstandaard", "iv-pole", 22, price_eur=8, condition="as_good_as_new", available_until=short, location="Zuid, 2.001"),
        item(11, "Patiëntmonitor IntelliVue", "patient-monitor", 2, terms="ask", condition="good", available_until=short, location="Zuid, 2.014"),
        item(12, "Koelkast tafelmodel", "fridge-freezer", 1, terms="free", condition="repair", available_until=short, location="Zuid, 2.016"),
        item(13, "Whiteboard", "interior-decor", 4, price_eur=10, condition="good", available_until=short, location="Zuid, 2.020", status="gone"),
        other(14, "total"), other(15, "empty"), other(16, "section"), other(17, "header"),
        item(18, "Infuuspomp", "infusion-pump", 1, price_eur=150, price_vat="excl", serial="SN-88121", weight_kg_each=2.5),
        item(19, "Infuuspomp", "infusion-pump", 1, price_eur=150, price_vat="excl", serial="SN-88122", weight_kg_each=2.5),
        item(20, "Vernevelaar", "suction-nebuliser", 1, price_eur=25, serial="V-2210", weight_kg_each=0.9),
        item(21, "Plafondtillift", "patient-lift", 1, terms="ask", serial="K-7", weight_kg_each=38, status="reserved"),
        other(22, "empty"), other(23, "footer"),
    ]  # fmt: skip
    return as_bytes(book), "overcompleet.xlsx", expected({"Inventaris Noord": rows})


GGZ = """\
Overzicht spullen die weg mogen - locatie Dennenheuvel;;;;;;
;;;;;;
wat;waar;hoe is het;wat moet het kosten;tot wanneer;wie;bijzonderheden
6 bureaustoelen, zwart;hoofdgebouw 2e verd.;prima;€ 20,- per stuk;31-01-2027;Marijke;
vergadertafel (2x);hoofdgebouw 2e verd.;lichte krassen;€ 50;31-01-2027;Marijke;blad 240 x 120
ca. 40 stapelstoelen;aula;goed;€ 150 voor alles;eind februari 2027;;
tafeltennistafel;recreatiezaal;gebruikt;gratis, zelf ophalen;per direct;;
LEDIKANTEN EN TOEBEHOREN;;;;;;
20 eenpersoonsbedden met lattenbodem;paviljoen 3;goed;€ 45,00;1/3/2027;Joop;
20 matrassen;paviljoen 3;redelijk;gratis;1/3/2027;Joop;brandveilig
nachtkastjes (18 st);paviljoen 3;goed;t.e.a.b.;1/3/2027;Joop;
;;;;;;
groepsruimte therapie, dinsdag;paviljoen 1;;€ 35 per dagdeel;doorlopend;;max 12 personen
hometrainer;fysiozaal;zo goed als nieuw;€ 85 of bod;;;display doet het
3 dozen puzzels en spellen;recreatiezaal;;gratis;;;
let op: ophalen alleen op afspraak;;;;;;
"""


def ggz():
    """A mental-health organisation: no column for numbers, Windows-1252, semicolons, chatty."""
    main, p3 = "hoofdgebouw, 2e verdieping", "paviljoen 3"
    rows = [
        other(1, "title"), other(2, "empty"), other(3, "header"),
        item(4, "Bureaustoelen, zwart", "office-chair", 6, price_eur=20, condition="good", available_until="2027-01-31", location=main),
        item(5, "Vergadertafel", "table", 2, price_eur=50, condition="used", available_until="2027-01-31", location=main),
        item(6, "Stapelstoelen", "stacking-chair", 40, quantity_approximate=True, price_eur=150, price_per="lot", condition="good", available_until="2027-02-28", location="aula"),
        item(7, "Tafeltennistafel", "activity-materials", 1, terms="free", condition="used", location="recreatiezaal"),
        other(8, "section"),
        item(9, "Eenpersoonsbedden met lattenbodem", "care-bed", 20, price_eur=45, condition="good", available_until="2027-03-01", location=p3),
        item(10, "Matrassen", "mattress", 20, terms="free", condition="used", available_until="2027-03-01", location=p3),
        item(11, "Nachtkastjes", "bedside-cabinet", 18, terms="ask", condition="good", available_until="2027-03-01", location=p3),
        other(12, "empty"),
        item(13, "Groepsruimte therapie, dinsdag", "treatment-room", 1, unit="dagdeel", terms="rent", price_eur=35, price_per="half_day", location="paviljoen 1"),
        item(14, "Hometrainer", "exercise-physio", 1, price_eur=85, price_negotiable=True, condition="as_good_as_new", location="fysiozaal"),
        item(15, "Puzzels en spellen", "activity-materials", 3, unit="doos", terms="free", location="recreatiezaal"),
        other(16, "footer"),
    ]  # fmt: skip
    name = "weg-ermee.csv"
    return (
        GGZ.encode("cp1252"),
        name,
        expected({"weg-ermee": rows}, {"weg-ermee": name}),
    )


def english():
    """An English list with a header in two lines, pounds of units and American dates as text."""
    book = workbook(
        Surplus=[
            ["Surplus stock, please collect before the end of March"],
            ["Item", "Category", "Quantity", None, "Offer", None, "Condition", "Availability", None, "Where", "Weight (kg)"],
            [None, None, "No.", "Unit", "Terms", "Price EUR", None, "from", "until", None, None],
            ["Hospital bed, electric", "Beds", 8, "pcs", "for sale", "1,250.00", "good", "4 Jan 2027", "31 March 2027", "Building A, floor 2", 130],
            ["Bedside lockers", "Beds", 8, "pcs", "for sale", "35", "fair", None, "31 March 2027", "Building A, floor 2", "28.5"],
            ["Wheelchairs (foldable)", "Mobility", "approx. 10", "pcs", "free", None, "used", None, "31 March 2027", "Building A, basement", None],
            ["Nitrile gloves M", "PPE", "12 boxes of 100", None, "for sale", "€ 4 per box", "new", None, None, "Warehouse", None],
            ["Folding chairs", "Furniture", 60, "pcs", "on loan", None, "good", None, "Feb 2027", "Warehouse", None],
            ["Meeting room, 12 persons", "Rooms", 1, "half-day", "for rent", "40", None, None, "ongoing", "Building B", None],
            ["Party tent 4x8 m", "Events", 1, "pc", "for rent", "€ 75 per week", "good", None, None, "Warehouse", None],
            ["Coffee machine", "Kitchen", 2, "pcs", "for sale", "best offer", "needs repair", None, None, "Building B", 14],
            ["Total", None, 93],
        ],
    )  # fmt: skip
    until = "2027-03-31"
    rows = [
        other(1, "title"), other(2, "header"), other(3, "header"),
        item(4, "Hospital bed, electric", "care-bed", 8, price_eur=1250, condition="good", available_from="2027-01-04", available_until=until, location="Building A, floor 2", weight_kg_each=130),
        item(5, "Bedside locker", "bedside-cabinet", 8, price_eur=35, condition="used", available_until=until, location="Building A, floor 2", weight_kg_each=28.5),
        item(6, "Wheelchair (foldable)", "wheelchair", 10, quantity_approximate=True, terms="free", condition="used", available_until=until, location="Building A, basement"),
        item(7, "Nitrile gloves M", "exam-gloves", 12, unit="doos", pack_size=100, price_eur=4, price_per="box", condition="new", location="Warehouse"),
        item(8, "Folding chairs", "stacking-chair", 60, terms="loan", condition="good", available_until="2027-02-28", location="Warehouse"),
        item(9, "Meeting room, 12 persons", "meeting-room", 1, unit="dagdeel", terms="rent", price_eur=40, price_per="half_day", location="Building B"),
        item(10, "Party tent 4x8 m", "event-decoration", 1, terms="rent", price_eur=75, price_per="week", condition="good", location="Warehouse"),
        item(11, "Coffee machine", "coffee-machine", 2, terms="ask", condition="repair", location="Building B", weight_kg_each=14),
        other(12, "total"),
    ]  # fmt: skip
    return as_bytes(book), "surplus stock.xlsx", expected({"Surplus": rows})


DEPOT = """\
REF\tOmschrijving\tDozen\tInhoud\tTHT\tLOT\tGTIN\tPrijs/ds\tStaat
4410\tWondpleister 10x12\t14\t50\t2027-09\tWP-77/3\t8712345000400\t12,50\tongeopend
4411\tGaaskompres 5x5 steriel\t30\t100\t31-08-2027\t55120\t8712345000417\t3\tongeopend
4412\tCondoomkatheter 30 mm\t6\t30\t02/2027\tCK9\t8712345000424\tgratis\tongeopend
4413\tInlegverband super\t22\t28\t\t\t\tgratis\t2 dozen open
4414\tOnderzoekshandschoenen latex S\t9\t100\t05-2026\tL8\t8712345000431\tgratis\t
4415\tFFP2 masker\t40\t20\tdec 2027\tM2204\t8712345000449\t6,75\tongeopend
4416\tOnderlegger 60 x 90\t11 pakken\t25\t\t\t8712345000455\t4\t
\t\t\t\t\t\t\t\t
4417\tSondevoeding standaard 8 x 1000 ml\t5\t8\t15-1-27\tSV-1\t8712345000462\tgratis\t
"""


def depot():
    """A home-care store: tabs, boxes and pieces in columns of their own, a barcode with a typo."""
    box = {"unit": "doos", "price_per": "box"}
    free = {"unit": "doos", "terms": "free"}
    rows = [
        other(1, "header"),
        item(2, "Wondpleister 10x12", "wound-dressing", 14, pack_size=50, price_eur=12.5, condition="new", expiry="2027-09-30", lot="WP-77/3", gtin="8712345000400", **box),
        item(3, "Gaaskompres 5x5 steriel", "wound-dressing", 30, pack_size=100, price_eur=3, condition="new", expiry="2027-08-31", lot="55120", gtin="8712345000417", **box),
        item(4, "Condoomkatheter 30 mm", "catheter-urine", 6, pack_size=30, condition="new", expiry="2027-02-28", lot="CK9", gtin="8712345000424", **free),
        item(5, "Inlegverband super", "incontinence", 22, pack_size=28, **free),
        item(6, "Onderzoekshandschoenen latex S", "exam-gloves", 9, pack_size=100, expiry="2026-05-31", lot="L8", gtin="8712345000431", **free),
        item(7, "FFP2 masker", "ffp-mask", 40, pack_size=20, price_eur=6.75, condition="new", expiry="2027-12-31", lot="M2204", **box),
        item(8, "Onderlegger 60 x 90", "incontinence", 11, unit="pak", pack_size=25, price_eur=4, gtin="8712345000455"),
        other(9, "empty"),
        item(10, "Sondevoeding standaard 8 x 1000 ml", "medical-nutrition", 5, pack_size=8, expiry="2027-01-15", lot="SV-1", gtin="8712345000462", **free),
    ]  # fmt: skip
    name = "depot.csv"
    return DEPOT.encode("utf-8-sig"), name, expected({"depot": rows}, {"depot": name})


def bare():
    """No heading at all: only what stands in the columns tells what they are."""
    book = workbook(
        Blad1=[
            [1, "Rollator met mandje", 4, "€ 15,-", "goed", date(2027, 2, 1)],
            [2, "Douchestoel verrijdbaar", 2, "€ 30,-", "gebruikt", date(2027, 2, 1)],
            [3, "Tilband maat L", 6, "gratis", "goed", date(2027, 2, 1)],
            [4, "Beeldscherm 24 inch", 10, "€ 20,-", "goed", date(2027, 2, 1)],
        ],
    )
    day = {"available_until": "2027-02-01"}
    rows = [
        item(1, "Rollator met mandje", "rollator", 4, price_eur=15, condition="good", **day),
        item(2, "Douchestoel verrijdbaar", "shower-chair", 2, price_eur=30, condition="used", **day),
        item(3, "Tilband maat L", "transfer-aids", 6, terms="free", condition="good", **day),
        item(4, "Beeldscherm 24 inch", "monitor", 10, price_eur=20, condition="good", **day),
    ]  # fmt: skip
    return as_bytes(book), "zonder kop.xlsx", expected({"Blad1": rows})


MOVING = """\
Stichting Zonneweide - spullenlijst verhuizing Lindenlaan 4;;;;;;;
Laatst bijgewerkt 20-11 door team facilitair;;;;;;;
;;;;;;;
Volgnr.;Voorwerp;Hoeveel?;Toestand;Gratis / prijs;Te zien in;Weg voor;Extra info
1;Zit/sta-bureaus (Ahrend);5;als nieuw;€ 225 p.st.;Lindenlaan begane grond;15 jan. 2027;met slinger
2;hoekbank stof;1 stuks;vlekje op zitting;gratis;idem;,,;"2,80 x 2,10 m"
3;Bedden 90x210 + matras;8 sets;redelijk tot goed;75 euro per set;Lindenlaan 1e verd.;eind dec.;
4;Snoezelkast Nenko;1;;bod gevraagd;Snoezelruimte;31-12;incl. projector
5;Driewielfiets Van Raam;2 (1 met lekke band);goed;"€ 650,00";fietsenstalling;;
6;Toiletverhogers;4;;-;berging;;2 in doos
7;Serviesset (12 pers.);3;compl.;12,50/set;keuken;;
8;Tuinstoelen, kunststof;30;verkleurd;alles voor € 60;schuur;;
9;Rolstoelbus VW Crafter 2012;1;APK tot 8-2027;€ 6.950 incl BTW;parkeerplaats;1 februari;
10;Kerstspullen 6 dozen;;;gratis;zolder;;
11;Eettafels rond;4;;€ 35,-;eetzaal;;
12;idem vierkant;2;;€ 30,-;idem;;
;;;;;;;
Subtotaal;;80;;;;;
Niet meegenomen: spullen van cliënten;;;;;;;
"""


def moving():
    """A house that moves: free headings, dittos, sets, days without a year."""
    ground, short = "Lindenlaan, begane grond", "2026-12-31"
    rows = [
        other(1, "title"), other(2, "note"), other(3, "empty"), other(4, "header"),
        item(5, "Zit/sta-bureaus (Ahrend)", "sit-stand-desk", 5, price_eur=225, condition="as_good_as_new", available_until="2027-01-15", location=ground),
        item(6, "Hoekbank stof", "sofa", 1, terms="free", condition="used", available_until="2027-01-15", location=ground),
        item(7, "Bedden 90x210 + matras", "care-bed", 8, unit="set", price_eur=75, condition="used", available_until=short, location="Lindenlaan, 1e verdieping"),
        item(8, "Snoezelkast Nenko", "sensory-materials", 1, terms="ask", available_until=short, location="Snoezelruimte"),
        item(9, "Driewielfiets Van Raam", "adapted-bicycle", 2, price_eur=650, condition="good", location="fietsenstalling"),
        item(10, "Toiletverhogers", "commode", 4, location="berging"),
        item(11, "Serviesset (12 pers.)", "crockery", 3, unit="set", price_eur=12.5, location="keuken"),
        item(12, "Tuinstoelen, kunststof", "garden", 30, price_eur=60, price_per="lot", condition="used", location="schuur"),
        item(13, "Rolstoelbus VW Crafter 2012", "vehicle", 1, price_eur=6950, price_vat="incl", available_until="2027-02-01", location="parkeerplaats"),
        item(14, "Kerstspullen", "event-decoration", 6, unit="doos", terms="free", location="zolder"),
        item(15, "Eettafels rond", "table", 4, price_eur=35, location="eetzaal"),
        item(16, "Eettafels vierkant", "table", 2, price_eur=30, location="eetzaal"),
        other(17, "empty"), other(18, "total"), other(19, "footer"),
    ]  # fmt: skip
    name = "verhuizing.csv"
    return MOVING.encode(), name, expected({"verhuizing": rows}, {"verhuizing": name})


RENTAL = """\
ID;Hulpmiddel;Qty;Toestand;Beschikb. vanaf;t/m;Huur/koop;Bedrag;Wat kost het nieuw;Plek;S/N;Opm
H01;Tilliften;2;goed, gekeurd 03-2026;feb 2027;;verkoop;750 euro incl. btw;€ 4.200;kelder;MM-221;
H02;Hoog/laag bedden;"10, waarvan 2 defect";zie opm;per direct;eind maart '27;om niet;;2000;idem;;
H03;Scootmobiel;1;accu's nieuw;;;koop;€ 600 VB;;kelder;SC-9981;gereserveerd t/m 1-12
H04;Statafels met rok;20;;;;verhuur;2,50 per stuk per dag;;magazijn;;
H05;Aggregaat 20 kVA;1;;;;verhuur;€ 95 p.dag;;buitenterrein;;borg € 250
H06;Rolcontainers;3 pallets à 12;;;;verkoop;€ 300,- totaal;;;;
H07;Logeerkamers;4 kamers;;1 maart 2027;31 mei 2027;huur;€ 42,50 per nacht;;De Hoeve;;
H08;Toner;9;nieuw in doos;;;verkoop;15,-;60;;;
H09;Mondmaskers;12 dz;;;;gratis;;;;;THT 06-2027, 50 p/ds
Tot.;;;;;;;;;;;
"""


def rental():
    """Rent and sale side by side, the price of new beside the price asked."""
    rows = [
        other(1, "header"),
        item(2, "Tilliften", "patient-lift", 2, price_eur=750, price_vat="incl", condition="good", available_from="2027-02-01", location="kelder", serial="MM-221"),
        item(3, "Hoog/laag bedden", "care-bed", 10, terms="free", available_until="2027-03-31", location="kelder"),
        item(4, "Scootmobiel", "powered-mobility", 1, price_eur=600, price_negotiable=True, location="kelder", serial="SC-9981", status="reserved"),
        item(5, "Statafels met rok", "table", 20, terms="rent", price_eur=2.5, price_per="piece_day", location="magazijn"),
        item(6, "Aggregaat 20 kVA", "tools-materials", 1, terms="rent", price_eur=95, price_per="day", location="buitenterrein"),
        item(7, "Rolcontainers", "internal-transport", 3, unit="pallet", pack_size=12, price_eur=300, price_per="lot"),
        item(8, "Logeerkamers", "guest-room", 4, unit="kamer", terms="rent", price_eur=42.5, price_per="night", available_from="2027-03-01", available_until="2027-05-31", location="De Hoeve"),
        item(9, "Toner", "printer", 9, price_eur=15, condition="new"),
        item(10, "Mondmaskers", "surgical-mask", 12, unit="doos", pack_size=50, terms="free", expiry="2027-06-30"),
        other(11, "total"),
    ]  # fmt: skip
    name = "hulpmiddelen.csv"
    return (
        RENTAL.encode("utf-8-sig"),
        name,
        expected({"hulpmiddelen": rows}, {"hulpmiddelen": name}),
    )


ALL = {
    "hospital": hospital,
    "ggz": ggz,
    "english": english,
    "depot": depot,
    "bare": bare,
    "moving": moving,
    "rental": rental,
}
