# ruff: noqa: E501 (a table of patterns)
"""What a column holds, by the words of its heading (Dutch and English)."""

import re
from functools import lru_cache

from catalogue.words import plain
from surplus.units import UNITS

# The fields a column may be, in the order in which they are tried: special before
# general.
_RULES: list[tuple[str, str]] = [
    ("gtin", r"gtin|ean|barcode|bar code|streepjescode|upc|udi"),
    ("identity", r"identificatie|identification|identifier|(?=.*\b(?:gtin|barcode|ean)).*\b(?:lot|tht|batch)"),
    ("lot", r"lot|lot ?(?:nr|nummer|no|number)|batch\w*|charge\w*|partij ?(?:nr|nummer)"),
    ("expiry", r"t\.?h\.?t\.?|tht datum|houdbaar\w*(?: tot)?(?: en met)?|vervaldatum|verval ?datum|vervalt|exp|exp date|expiry.*|expir\w+.*"
               r"|best before|use by.*|uiterste gebruiks?datum|tgt|steriel tot"
               r"|verloopt|bbe|bbd"),
    ("serial", r"serie ?(?:nr|nummer)s?|serial.*|s/?n"),
    ("new_price", r".*\b(?:kost\w*|prijs|waarde?)\b.*\bnieuw\b.*|.*\bnieuw\b.*\b(?:kost\w*|prijs|waarde?)\b.*|nieuw ?(?:prijs|waarde)|aanschaf\w*|aankoop\w*|inkoop\w*|new price|purchase.*|original.*"
                  r"|boekwaarde|book value|list price|catalogus ?prijs|dagwaarde"
                  r"|replacement.*|rest ?waarde"),
    ("total_price", r"(?:totaal|total|regel) ?(?:prijs|price|bedrag|amount)|totaal ?(?:€|eur)"),
    ("weight", r"(?:gewicht|weight|kg|kilo)\w*|gew"),
    ("pack_size", r"(?:aantal|stuks?|st|pcs|qty|inhoud)\s*(?:per|p|/)\s*(?:doos|verpakking|verp|pak|box|pack|ds|eenheid)"
                  r"|per (?:doos|verpakking|box|pack)|inhoud|verpakkings?(?:inhoud"
                  r"|grootte)|pack ?size|pack|packed per|st/ds"),
    ("terms", r"voorwaarden?|aanbod ?vorm|aanbod|(?:soort|type|wijze) (?:van )?(?:aanbod|aanbieding|deling)|terms.*|offer type"
              r"|(?!.*(?:prijs|price|€))(?:te )?(?:koop|huur|gratis|verkoop|verhuur|(?:bruik)?leen) ?[/,|].*"
              r"|te koop.*|transactie|vorm|for sale.*|offer|offered as|regeling"
              r"|beschikbaar als"),
    ("price", r"(?:vraag|verkoop|richt|stuks|huur)? ?prijs\w*|(?:asking |sales? |unit )?price\w*|vraagpr|pr|bedrag"
              r"|kosten|kost|tarief|euro|eur|€|vergoeding|waarde|cost|fee|rate"
              r"|amount eur|vraagprijs\w*|opbrengst"),
    ("quantity", r"aantal\w*|aant|hoeveel\w*|hoev|qty|quantity|quant|stuks?|voorraad\w*|stock|count|in stock|st"
                 r"|hvh|number of.*|no\.? of.*|nr of pieces|how many"
                 r"|beschikbaar aantal|pieces|#st|amount|geteld|telling"),
    ("unit", r"\w*eenh\w*|ehd|units?|unit of.*|uom|verpakking\w*|verp|per|unit type|packaging|soort verpakking"),
    ("until", r"(?:.*\b(?:besch\w*|beschikbaar\w*|available|avail|geldig|vrij|ophalen|afhalen|weg|op te halen|collect\w*|pick ?up|valid|reageren|aanbieden|leeg))?"
              r".*\b(?:tot|t/m|tm|until|till|uiterlijk|deadline|voor|before)\b(?! wie"
              r"| wat).*|einddatum|end date|uiterlijk\w*|deadline|by when|moet weg.*"),
    ("from", r".*\b(?:besch\w*|beschikbaar\w*|available|avail|vrij|leverbaar|op te halen|ophalen|afhalen|komt vrij|free)\b.*\b(?:vanaf|v\.?a|per|van|from|as of|op)\b.*"
             r"|vanaf\b.*|start ?datum|start date|ingangsdatum|from|vrij per.*"
             r"|komt vrij.*|ready from"),
    ("period", r"beschikbaar\w*|besch|availability|available|avail|periode|period|datum|date|wanneer|when|beschikbare periode|looptijd"),
    ("location", r"(?:huidige |current )?(?:locatie|lokatie|location|loc)s?\w*|plaats|plek|vestiging\w*|gebouw\w*|stand ?plaats|(?:staat|ligt|waar|where|bevindt).*\b(?:op|in|te|nu|waar|is|staat|ligt|bij)\b.*"
                 r"|te zien.*|waar|where|ruimte\w*|kamer\w*|etage|verdieping\w*|verd"
                 r"|vind ?plaats|site|building|room|floor|ward|huis|adres|afd\w*|dept"
                 r"|department"
                 r"|opslag\w*|opslag ?plaats|ophaal ?adres|ophaal ?locatie"
                 r"|afhaal ?adres|pick ?up.*|stelling|magazijn|storage|unit/ward"
                 r"|team/afdeling|waar te vinden"),
    ("status", r"status|gereserveerd|reserved|toegewezen|vergeven|beschikbaar ?\?|nog beschikbaar\??|reservering"),
    ("condition", r"hoe is het.*|hoe (?:goed|oud).*|staat\w*|conditie|cond|condition|kwaliteit|quality|toestand|state|grade|onderhouds?staat|kwal"),
    ("code", r"(?:art|artikel|item|product|inv|inventaris|asset|object|bestel|ref|registratie|stock)\.? ?(?:nr|nummer|no|number|code|id|tag)\.?|code|sku|ref\w*|tag|inventory no\.?|asset id"),
    ("number", r"(?:volg|regel|line|rij|pos)\.? ?(?:nr|nummer|no|number)?\.?|nr|no|nummer|number|#|id|n°|nr #"),
    ("description", r"(?:extra |nadere |korte )?(?:omschrijving|beschrijving)(?:en)?|description|specificatie\w*|specs?|details?"),
    ("title", r"(?:art|artikel|item|product|goederen|object|materiaal|hulpmiddel\w*|apparaat|inventaris|meubel\w*|asset|article|goods|device|equipment|thing|zaak|spullen|aanbod)s?(?:en)? ?(?:omschrijving|naam|name|description|title)?"
              r"|wat(?: is (?:het|dit|er))?|what(?: is it)?|naam|name|benaming|titel"
              r"|title|onderwerp|artikel\w*|item\w*|product\w*|omschr.*"),
    ("group", r"groep|categorie\w*|category|cat|soort\w*|rubriek|group|class|kind|productgroep|hoofdgroep|discipline"),
    ("brand", r"merk\w*|fabrikant|leverancier|brand|make|manufacturer|supplier"),
    ("model", r"model|type\w*|uitvoering|variant|merk ?/ ?type|brand ?/ ?model"),
    ("size", r"afmeting\w*|maat|maten|formaat|size|dimension\w*|l ?x ?b.*|hxbxd|kleur.*|colou?r|bxhxd|lxbxh"),
    ("year", r"bouwjaar|jaar|year|aanschafjaar|leeftijd|age"),
    ("contact", r"wie|who|contact\w*|eigenaar|verantwoordelijke|aanbieder|owner|beheerder|aanspreekpunt|door|naam contact|melder|ingevoerd.*"),
    ("photo", r"foto\w*|photo\w*|image|picture|afbeelding"),
    ("remarks", r"opm\w*|bijzonderhe\w*|toelichting|remarks?|comments?|notes?|notities?|info\w*|overig\w*|extra|nb|let op|aanvullend\w*|aantekening\w*|memo"),
]  # fmt: skip
_COMPILED = [(field, re.compile(rf"(?:{rule})", re.I)) for field, rule in _RULES]

_RANK = {field: rank for rank, (field, _rule) in enumerate(_RULES)}

# Fields of which a list may have several columns; of the others one is chosen.
SHARED = {
    "location",
    "remarks",
    "description",
    "code",
    "size",
    "contact",
    "photo",
    "brand",
    "model",
}
# What may be read off a heading's words but is not the price asked.
_UNITS_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field that a heading names; first as a whole, then its words one by one."""
    text = plain(_UNITS_IN_BRACKETS.sub(" ", heading.replace("_", " "))).strip(" .:*?-")
    if not text or len(text) > 45:
        return None
    named = _whole(text) or _by_word(text) or _whole(plain(heading).strip(" .:*?()-"))
    return named or ("quantity" if text in UNITS else None)  # "Dozen" counts boxes


def _whole(text: str) -> str | None:
    for field, rule in _COMPILED:
        if rule.fullmatch(text):
            return field
    return None


def _by_word(text: str) -> str | None:
    """A heading of several words: the most special field that one of them names."""
    parts = re.split(r"\s*[/|,&+]\s*|\s+(?:en|of|and|or)\s+", text)
    spoken = [word.strip(".") for word in re.findall(r"[\w€#/.]+", text)]
    pieces = [*parts, *spoken] if len(parts) > 1 else spoken
    found = [_whole(piece) for piece in pieces if len(piece) > 1 or piece in {"#", "€"}]
    named = [field for field in found if field]
    return _both(min(named, key=_RANK.__getitem__), parts) if named else None


def _both(field: str, parts: list[str]) -> str:
    """ "Lot / THT" is neither of the two alone."""
    named = {_whole(part.strip(" .")) for part in parts}
    return "identity" if len(named & {"gtin", "lot", "expiry", "serial"}) > 1 else field
