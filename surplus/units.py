"""What a quantity counts, in the words of the category tree (stuk, doos, dagdeel)."""

import re

from catalogue.words import plain

# The word that we keep, and how people write it (Dutch and English, with and without
# a stop).
SPELLINGS = {
    "stuk": "st stk stks stuk stuks stukken pcs pc pce piece pieces ea each ex"
    " exemplaar exemplaren item items unit units",
    "doos": "doos dozen dsn ds dz doosje doosjes box boxes bx carton cartons krt crt"
    " karton case cases",
    "pak": "pak pakken pk pkn pakje pakjes pack packs pkt packet packets verpakking"
    " verp verpakkingen package packages",
    "zak": "zak zakken zakje zakjes bag bags",
    "rol": "rol rollen rolletjes roll rolls",
    "fles": "fl fles flessen flesje flesjes bottle bottles flacon flacons",
    "can": "can cans jerrycan jerrycans",
    "pot": "pot potten potje potjes jar jars tub tubs",
    "tube": "tube tubes tubetje",
    "blik": "blik blikken blikje tin tins",
    "emmer": "emmer emmers emmertje bucket buckets pail",
    "tray": "tray trays",
    "set": "set sets stel setje kit kits",
    "paar": "paar paren pr pair pairs prs",
    "pallet": "pallet pallets plt",
    "partij": "partij partijen lot lots batch",
    "rij": "rij rijen row rows",
    "baan": "baan banen",
    "krat": "krat kratten crate crates",
    "bak": "bak bakken bin bins",
    "bundel": "bundel bundels bundle bundles bos",
    "meter": "meter meters mtr m1 metre metres",
    "m2": "m2",
    "kg": "kg kilo kilos kilogram",
    "liter": "liter liters ltr litre litres",
    "persoon": "persoon personen pers person persons people medewerker medewerkers fte",
    "uur": "uur uren hour hours hr hrs",
    "dagdeel": "dagdeel dagdelen dagd halfday half-day",
    "dag": "dag dagen day days",
    "week": "week weken wk weeks",
    "maand": "maand maanden mnd mnd. month months",
    "nacht": "nacht nachten night nights",
    "jaar": "jaar jaren year years",
    "rit": "rit ritten trip trips ride rides",
    "maaltijd": "maaltijd maaltijden meal meals",
    "deelnemer": "deelnemer deelnemers participant participants",
    "kamer": "kamer kamers room rooms",
    "plaats": "plaats plaatsen plek plekken place places",
}
UNITS = {
    spelling: unit for unit, line in SPELLINGS.items() for spelling in line.split()
}
WORD = "|".join(sorted((re.escape(s) for s in UNITS), key=len, reverse=True))

# What holds more of the same; the price of a box is a price per box.
PACKS = {
    "doos",
    "pak",
    "zak",
    "tray",
    "pot",
    "blik",
    "emmer",
    "krat",
    "bak",
    "pallet",
    "bundel",
}
PACKS |= {"fles", "can", "rol", "set", "rij", "tube"}
MEASURED = {"kg", "liter", "meter", "m2", "uur", "dag", "dagdeel"}
WHOLES = {"pallet", "partij"}
TIMES = {
    "uur": "hour",
    "dagdeel": "half_day",
    "dag": "day",
    "week": "week",
    "maand": "month",
    "nacht": "night",
}


def read_unit(value: object) -> str | None:
    """The unit that a cell names, or None: "doosjes" is doos, "st." is stuk."""
    if not isinstance(value, str):
        return None
    text = re.sub(r"^(?:per\s+|p\.\s*|/\s*)", "", plain(value)).strip(" .")
    return UNITS.get(text) or UNITS.get(text.split(" ")[0].strip(".,") if text else "")
