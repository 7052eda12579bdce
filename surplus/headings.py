# ruff: noqa: E501 (a table of patterns)
"""What a column holds, by the words of its heading (Dutch and English)."""

import re
from functools import lru_cache

from catalogue.words import plain
from surplus.units import UNITS

_COUNT = r"(?:aantal\w*|aant|hoeveel\w*|qty|quantity|voorraad\w*|stock|stuks?|count|pieces|level)"
RESERVED = r"gereserveerd\w*|reserved|allocated|committed|toegezegd|verkocht|sold|uitgeleend|on loan|verhuurd|rented"
BROKEN = r"defect\w*|kapot\w*|broken|damaged|beschadigd\w*|faulty"
_NOT_FREE = (
    rf"{RESERVED}|{BROKEN}|min|minimum|minimaal|minimale|max|maximum|maximaal|maximale|bestel\w*|besteld|reorder|on order|backorder"
    r"|in gebruik|in use|used|benodigd\w*|nodig|needed|gewenst\w*|wanted|safety|veiligheids\w*|norm|par|target|streef\w*|afgeschreven|vervallen|weggegooid"
)
# A heading with one of these words is not what its other words seem to say: names of
# people, days on which something else ends or began, numbers that are not there to give,
# values that nobody asks. Tried before all.
_FIRST: list[tuple[str, str]] = [
    ("contact", r"\b(?:bewoners?|bewoonsters?|client(?:en)?|patient(?:en)?|residents?|gebruikers?|user|assigned to|checked ?out to|issued to"
                r"|(?:toegewezen|uitgeleend|uitgegeven|verstrekt) aan|in bezit van|aanvragers?|medewerkers?|employee|collega|behandelaar"
                r"|in gebruik bij|ophalen bij|info bij|inlichtingen|van wie|invuller|deelnemers?|teamleider|budgethouder|zorgvragers?|familie|akkoord|paraaf|telefoon\w*|tel|telnr|phone|mobiel\w*|e-?mail\w*|geboorte\w*|bsn|voornaam|achternaam|(?:first|last|sur) ?name)\b|\b(?:door|by|bij)$"),
    ("other", r"^(?:datum|date)$|\b(?:geblokkeerd\w*|blocked|quality insp\w*|in transit|valuta|currency|budget\w*|woz|borg|statiegeld|deposit|^(?:btw|vat)|(?:kosten )?(?:transport|verzend\w*|bezorg\w*)(?: ?kosten)?)\b"),
    ("code", r"\bcost cent(?:er|re)\b|\bkosten ?(?:plaats|drager|soort)\w*|\bgrootboek\w*"),
    ("pack_size", rf"^units?/case|\b{_COUNT}\b.*\b(?:per|p/)\s*(?:case|carton|omdoos|tray|krt|colli)\b|\bcase (?:qty|quantity|size)\b"),
    ("other", rf"\b(?:{_NOT_FREE})\b.*\b{_COUNT}\b|\b{_COUNT}\b.*\b(?:{_NOT_FREE})\b"),
    ("new_price", r"^(?!(?:vraag|verkoop|asking|sales?) ?)(?=.*\s).*\b(?:waarde|value)\b|^advies ?prijs|^kost ?pr\b|\b(?:verzeker\w*|insured|insurance|vervang\w*|replacement|acquisition|aanschaf\w*|aankoop\w*|inkoop\w*|purchase|original|boek\w*|book|taxatie\w*)\b"
                  r".*(?:waarde|value|cost|kosten|prijs|price|bedrag|amount)|\b(?:verzekerings|vervangings|taxatie)(?:waarde|prijs|bedrag)\b"),
    ("other", r"^(?!.*(?:prijs|price|waarde|value|cost|kosten|staat|bedrag|€)).*\b(?:garantie\w*|warranty|gekeurd|keuring\w*|keur ?datum|inspecti?\w*|kalibr\w*|ijk\w*|calibrat\w*"
              r"|onderhoud\w*|maintenance|service ?(?:datum|date|beurt|contract|due|interval)|contract\w*|lease\w*|afschrijv\w*|afgeschreven|depreciat\w*"
              r"|eol|end of life|audit\w*|aanschaf\w*|aankoop\w*|acquisition|purchase\w*|bought|check ?out\w*|check ?in\w*|due|uitgeleend|verhuurd|productie\w*"
              r"|\w*(?<!start)(?<!eind)(?<!verval)(?<!houdbaarheids)(?<!ingangs)(?<!ophaal)(?<!afhaal)(?<!gebruiks)(?<!tht)datum|ppm\w*|levering|geteld|manufactur\w* (?:date|on)|ontvangst\w*|ontvangen|received|geleverd|delivered|invoer\w*|created|updated|gewijzigd|mutatie\w*|modified)\b"),
    ("contact", r"^contact\w* \w|\b(?:jouw|uw|je|your|mijn|eigen) (?:volledige )?(?:naam|name)\b"),
    ("code", r"^(?:tijdstempel|timestamp)\b"),
]  # fmt: skip

# The fields a column may be, in the order in which they are tried: special before
# general.
_RULES: list[tuple[str, str]] = [
    ("gtin", r"gtin|ean|barcode|bar code|streepjescode|upc|udi"),
    ("identity", r"identificatie|identification|identifier|(?=.*\b(?:gtin|barcode|ean)).*\b(?:lot|tht|batch)"),
    ("lot", r"lot|lot ?(?:nr|nummer|no|number)|batch\w*|charge\w*|partij ?(?:nr|nummer)"),
    ("expiry", r"t\.?h\.?t\.?|t\.?h\.?t\.? .*|houdb\w*\.?(?: ?(?:tot|t/m|dat\w*|datum))?(?: en met)?|verval\w*\.?(?: ?dat\w*)?|verv\.? ?dat\w*\.?|mhd|sled|u\.?h\.?d|ubd|exp|exp\.? ?(?:date|dat|datum).*|expiry.*|expir\w+.*"
               r"|best before.*|use by.*|shelf ?life.*|uiterste (?:gebruiks?)? ?datum|(?:te )?gebruiken (?:tot|voor).*|tgt|steri\w* ?(?:tot|t/m|verval\w*|datum)|sterielverval\w*"
               r"|verloopt|bbe|bbd"),
    ("serial", r"ser(?:ie)?\.? ?(?:nr|nummer|no|number)\.?s?|serial.*|s/?n"),
    ("new_price", r"kost ?prijs|.*\b(?:kost\w*|prijs|waarde?)\b.*\bnieuw\b.*|.*\bnieuw\b.*\b(?:kost\w*|prijs|waarde?)\b.*|nieuw ?(?:prijs|waarde)|aanschaf\w*|aankoop\w*|inkoop\w*|new price|purchase.*|original.*"
                  r"|vvp|aip|gip|verreken ?prijs|standaard ?prijs|standard price|boekwaarde|book value|list price|catalogus ?prijs|dagwaarde"
                  r"|replacement.*|rest ?waarde"),
    ("total_price", r"partij ?prijs|prijs (?:voor )?(?:alles|geheel|hele partij|partij)|(?:totaal|total|regel) ?(?:prijs|price|bedrag|amount)|totaal ?(?:€|eur)"),
    ("weight", r"(?:gewicht|weight|kg|kilo)\w*|gew"),
    ("pack_size", r"(?:aantal|stuks?|st|pcs|qty|inhoud)\s*(?:per|p|/)\s*(?:doos|verpakking|verp|pak|box|pack|ds|eenheid|tray)"
                  r"|per (?:doos|omdoos|verpakking|box|pack|case|carton|tray)|omdoos|inhoud|verpakkings?(?:inhoud"
                  r"|grootte)|pack ?size|pack|packed per|st/ds"),
    ("terms", r"voorwaarden?|aanbod ?vorm|aanbod|(?:soort|type|wijze) (?:van )?(?:aanbod|aanbieding|deling)|terms.*|offer type"
              r"|(?!.*(?:prijs|price|€))(?:te )?(?:koop|huur|gratis|verkoop|verhuur|(?:bruik)?leen) ?[/,|].*"
              r"|te koop.*|transactie|vorm|for sale.*|offer|offered as|regeling"
              r"|beschikbaar als"),
    ("price", r"vraag|(?:vraag|verkoop|richt|stuks?|huur)? ?prijs\w*|\w*prijs(?: .*)?|(?:asking |sales? |unit )?price\w*|vraagpr|pr|bedrag"
              r"|wat (?:moet|mag|gaat) het (?:opleveren|opbrengen).*|wat (?:vraag|wil) (?:je|u) er ?voor.*|kosten|kosten (?:per|p/?)\b.*|wat (?:moet het |gaat het )?kost(?:en)?(?: het)?|what does it cost|unit (?:cost|price)|cost (?:per|each)\b.*|kost|tarief|euro|eur|€|vergoeding|waarde|cost|fee|rate"
              r"|amount eur|vraagprijs\w*|opbrengst"),
    ("quantity", r"vrij te gebruiken|vrij gebruik\w*|unrestricted.*|aantal\w*|aant|hoeveel\w*|hoev|qty|quantity|quant|stuks?|voorraad\w*|stock|count|in stock|st"
                 r"|hvh|number of.*|no\.? of.*|nr of pieces|how many"
                 r"|pieces|#st|amount|aantal weg|weg|geteld|telling|over|surplus|overschot|overtollig|over ?compleet|te ?veel|mag weg"
                 r"|(?:beschikba\w*|vrije?|available|free|aangeboden|offered) (?:aantal|voorraad|stock|qty|quantity|stuks)|(?:qty |quantity )?on ?hand|(?:ob |physical )?qoh"),
    ("unit", r"\w*eenh\w*|ehd|bhe|ahe|units?|unit of.*|uom|verpakking\w*|verp|per|unit type|packaging|soort verpakking"),
    ("until", r"(?=.*\b(?:besch\w*|beschikbaar\w*|available|avail|geldig|vrij|ophalen|afhalen|op ?haal\w*|weg|op te halen|collect\w*|pick ?up|valid|reageren|aanbieden|leeg)\b)"
              r".*\b(?:tot|t/m|tm|until|till|uiterlijk|deadline|voor|before)\b(?! wie| wat).*"
              r"|(?:(?:datum|date|wanneer|when|tot|t/m|tm|en met|until|till|uiterlijk\w*|deadline|voor|before)(?: |$))+(?<!datum)(?<!date)(?<!wanneer)(?<!when)"
              r"|(?:tot|t/m|until|till|uiterlijk\w*|before|voor) (?:wanneer|when|datum|date)|einddatum|end date|by when|moet weg.*|(?:voor |tot )?wanneer moet het (?:er ?uit|weg).*|wanneer weg"),
    ("from", r".*\b(?:besch\w*|beschikbaar\w*|available|avail|vrij|leverbaar|op te halen|ophalen|afhalen|komt vrij|free)\b.*\b(?:vanaf|v\.?a|per|van|from|as of|op)\b.*"
             r"|vanaf\b.*|start ?datum|start date|ingangsdatum|from|vrij per.*"
             r"|komt vrij.*|ready from"),
    ("period", r"ophalen|afhalen|op ?haal ?(?:periode|moment)|op te halen|wanneer op(?: te)? ?halen|beschikbaar\w*|besch|vrij|availability|available|avail|periode|period|wanneer|when|beschikbare periode|looptijd"),
    ("location", r"(?:huidige |current )?(?:locatie|lokatie|location|loc)s?\w*|plaats|plek|vestiging\w*|gebouw\w*|stand ?plaats|(?:staat|ligt|waar|where|bevindt).*\b(?:op|in|te|nu|waar|is|staat|ligt|bij)\b.*"
                 r"|te zien.*|waar|where|ruimte\w*|kamer\w*|etage|verdieping\w*|verd"
                 r"|vind ?plaats|site|building|room|floor|ward|huis|adres|afd\w*|dept"
                 r"|department"
                 r"|opslag\w*|opslag ?plaats|ophaal ?adres|ophaal ?locatie"
                 r"|afhaal ?adres|pick ?up.*|stelling|magazijn|storage|unit/ward"
                 r"|team/afdeling|waar te vinden"),
    ("status", r"\w*status|gereserveerd|reserved|toegewezen|vergeven|beschikbaar ?\?|nog beschikbaar\??|reservering"),
    ("condition", r"hoe is het.*|hoe (?:goed|oud).*|staat\w*|conditie|cond|condition|kwaliteit|quality|toestand|state|grade|onderhouds?staat|kwal"),
    ("code", r"(?:art|artikel|item|product|inv|inventaris|asset|object|bestel|ref|registratie|stock)\.? ?(?:nr|nummer|no|number|code|id|tag)\.?|code|werk|plant|lgp\w*|sku|ref\w*|tag|inventory no\.?|asset id"),
    ("number", r"(?:volg|regel|line|rij|pos)\.? ?(?:nr|nummer|no|number)?\.?|nr|no|nummer|number|#|id|n°|nr #"),
    ("description", r"(?:extra |nadere |korte )?(?:omschrijving|beschrijving)(?:en)?|description|specificatie\w*|specs?|details?"),
    ("title", r"(?:art|artikel|item|product|goederen|object|materiaal|hulpmiddel\w*|apparaat|inventaris|meubel\w*|asset|article|goods|device|equipment|thing|zaak|spullen|aanbod)s?(?:en)? ?(?:omschrijving|naam|name|description|title)?"
              r"|wat(?: is (?:het|dit|er))?|what(?: is it)?|naam|name|benaming|titel"
              r"|materiaal(?:kort)?tekst|korttekst|rijlabels|row labels|title|onderwerp|artikel\w*|item\w*|product\w*|omschr.*"),
    ("group", r"groep|categorie\w*|category|cat|\w*soort|soort\w*|rubriek|group|class|kind|productgroep|hoofdgroep|discipline"),
    ("brand", r"merk\w*|fabrikant|leverancier|brand|make|manufacturer|supplier"),
    ("model", r"model|type\w*|uitvoering|variant|merk ?/ ?type|brand ?/ ?model"),
    ("size", r"afmeting\w*|maat|maten|formaat|size|dimension\w*|l ?x ?b.*|hxbxd|kleur.*|colou?r|bxhxd|lxbxh"),
    ("year", r"bouwjaar|jaar|year|aanschafjaar|leeftijd|age"),
    ("contact", r"wie|who|contact\w*|eigenaar|verantwoordelijke|aanbieder|owner|beheerder|aanspreekpunt|door|naam contact|melder|ingevoerd.*"),
    ("photo", r"foto\w*|photo\w*|image|picture|afbeelding"),
    ("remarks", r"hoe ziet (?:het|dit) er ?uit|opm\w*|bijzonderhe\w*|toelichting|remarks?|comments?|notes?|notities?|info\w*|overig\w*|extra|nb|let op|aanvullend\w*|aantekening\w*|memo"),
]  # fmt: skip
_COMPILED = [(field, re.compile(rf"(?:{rule})", re.I)) for field, rule in _RULES]

_RANK = {field: rank for rank, (field, _rule) in enumerate(_RULES)}

# Fields of which a list may have several columns; of the others one is chosen.
SHARED = {
    "terms_mark",
    "condition_mark",
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


_COMPILED_FIRST = [(field, re.compile(rule)) for field, rule in _FIRST]
# These words name a field when they are the whole heading, not as one word of it.
_ONLY_WHOLE = {
    *("datum", "date", "wanneer", "when", "tot", "t/m", "until", "voor", "before"),
    *("waarde", "kosten", "kost", "cost", "bedrag", "amount", "over", "exp", "from"),
}
_FREE = re.compile(
    r"\b(?:unrestricted|over|surplus|overschot|overtollig|over ?compleet|te ?veel|mag weg|weg|vrije?"
    r"|beschikba\w*|available|free|aangeboden|offered|on ?hand|qoh)\b"
)


_CROSSED = [
    (
        "terms_mark",
        re.compile(
            r"(?:(?:mag|kan|is) (?:het |dit )?)?gratis(?: weg| mee| af te halen)?\??|free\??|te koop|te huur|te leen|bruikleen|weggeven"
        ),
    ),
    (
        "condition_mark",
        re.compile(
            r"nieuw|zo goed als nieuw|z\.?g\.?a\.?n\.?|goed|gebruikt|defect|kapot"
        ),
    ),
]
# A "no" below such a heading, and what is said besides: "Nee, 25 euro per stuk".
NO = re.compile(r"(?:nee|neen|no|n|-|0)(?:\b[\s,.;:]*|$)(?P<but>.*)", re.I)
MARKS = re.compile(r"x|v|ja|j|yes|y|1|true|waar|✓|✔|☑", re.I)


def crossed(heading: str) -> str | None:
    """What a cross under a heading says: terms ("Gratis") or a condition ("Nieuw")."""
    text = plain(heading).strip(" .:?")
    return next((name for name, rule in _CROSSED if rule.fullmatch(text)), None)


def counts_what_is_free(heading: str) -> bool:
    """Does a heading count what can be given ("Over", "Vrije voorraad"), rather than
    what there is?"""
    return bool(_FREE.search(plain(heading)))


def counted(heading: str) -> str | None:
    """What a column beside the quantity counts: "reserved", "broken" or "quantity" once
    more; None: nothing that matters."""
    text = plain(heading)
    if re.search(rf"\b(?:{RESERVED})\b", text):
        return "reserved"
    if re.search(rf"\b(?:{BROKEN})\b", text):
        return "broken"
    return "quantity" if field_of(heading) == "quantity" else None


def is_turned(heading: str) -> bool:
    """Does a word of a heading turn what its other words seem to say ("Garantie tot",
    "Aantal gereserveerd")?"""
    return _first(plain(heading).strip(" .:*?-")) is not None


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field that a heading names; first as a whole, then its words one by one."""
    text = plain(_UNITS_IN_BRACKETS.sub(" ", heading.replace("_", " "))).strip(" .:*?-")
    if not text or len(text) > 45:
        return None
    named = (
        crossed(text)
        or _first(text)
        or _whole(text)
        or _by_word(text)
        or _whole(plain(heading).strip(" .:*?()-"))
    )
    return named or ("quantity" if text in UNITS else None)  # "Dozen" counts boxes


def _first(text: str) -> str | None:
    return next((name for name, rule in _COMPILED_FIRST if rule.search(text)), None)


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
    telling = (p for p in pieces if len(p) > 1 or p in {"#", "€"})
    found = [_whole(piece) for piece in telling if piece not in _ONLY_WHOLE]
    named = [field for field in found if field]
    return _both(min(named, key=_RANK.__getitem__), parts) if named else None


def _both(field: str, parts: list[str]) -> str:
    """ "Lot / THT" is neither of the two alone."""
    named = {_whole(part.strip(" .")) for part in parts}
    return "identity" if len(named & {"gtin", "lot", "expiry", "serial"}) > 1 else field
