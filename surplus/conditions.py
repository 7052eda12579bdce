"""In what state goods are, and whether they can still be had."""

import re

from catalogue.words import plain

# Tried in this order: what is broken weighs more than what else is said of it.
_PARTLY = re.compile(
    r"^(?:\d+|een|one)\s+(?:x\s+)?(?:van de \d+ |of \d+ )?(?:is |zijn )?(?:defect|stuk"
    r"|kapot|broken)"
)
_REPAIR = re.compile(
    r"\b(?:defect\w*|def\.?(?=$|[,;])|kapot\w*|out for repair"
    r"|(?:alleen )?voor onderdelen|(?<!per )(?<!een )(?<!elk )(?<!\d )stuk|gebroken"
    r"|te repareren|reparatie|repareren|werkt niet|opknapp\w*"
    r"|opknapbeurt|storing|niet werkend|onderdelen mist|accu (?:zwak|leeg|op|slecht"
    r"|kapot|stuk)"
    r"|accu (?:moet )?vervangen|batterij (?:leeg|zwak|op)|broken|faulty|for parts"
    r"|needs? repair\w*"
    r"|repair|not working|damaged|sloop)\b"
)
_NOT_BROKEN = re.compile(
    r"\b(?:niet|geen|zonder|no|not) (?:defect\w*|kapot|stuk|gebroken|damaged|broken"
    r"|storing\w*)"
)
_AS_NEW = re.compile(
    r"\b(?:z\.?g\.?a\.?n|zo goed als nieuw|als nieuw|bijna nieuw|vrijwel nieuw"
    r"|nagenoeg nieuw|nieuwstaat"
    r"|nauwelijks gebruikt|amper gebruikt|as good as new|as new|like new|nearly new"
    r"|almost new|mint"
    r"|nieuwwaardig)\b|\bz\.g\.a\.n\."
)
_NEW = re.compile(
    r"\b(?:nieuw|nieuwe|nw|splinternieuw|ongebruikt|ongeopend|niet geopend"
    r"|nooit gebruikt"
    r"|onuitgepakt|in (?:originele )?verpakking|nib|nieuw in doos|in doos|geseald"
    r"|brand new|new"
    r"|unused|never used|sealed|unopened|boxed)\b"
)
_GOOD = re.compile(
    r"\b(?:goede?|werkt|werkend|werkende|prima|uitstekende?|nette?|netjes|in orde|orde"
    r"|functioneel"
    r"|functionerend|good|works|working|fine|excellent|very good|ok|oke|okay|gangbaar"
    r"|degelijk|gaaf)\b"
)
_USED = re.compile(
    r"\b(?:gebruikt\w*|gebruikssporen|gebruiksspoor|gebr|redelijke?|matige?|oude?r?"
    r"|versleten|verweerd"
    r"|vlek\w*|kras\w*|slijtage|slijtplek\w*|ontstemd|verkleurd|beschadigd\w*|deuk\w*"
    r"|roest\w*|sleets"
    r"|tweedehands|gedateerd|voldoende|acceptabel|slechte?|fair|used|worn|scratch\w*"
    r"|stain\w*|dents?"
    r"|average|acceptable|second ?hand|poor|reasonable|signs of use|wear)\b"
)
_GRADES = {"a": "as_good_as_new", "b": "good", "c": "used", "d": "repair"}
# A new part does not make the thing new.
_PART = (
    r"(?:accu|batterij|filter|band|hoes|lamp|motor|wiel|slot|bekleding|stof|snoer"
    r"|blad|zitting)"
)
_NEW_PART = re.compile(
    rf"\b{_PART}\w*(?:'s)?\s+(?:is |zijn )?nieuw\b|\bnieuwe?\s+{_PART}\w*(?:'s)?"
    r"|\bnew (?:battery|batteries|filters?|tyres?|cover|lamp|motor|wheels?|lock)"
)
_SAID_OF_ALL = re.compile(
    r"^(?:(?:leeg|ongebruikt|schoon|alles|geheel|helemaal|nog|still|all)"
    r"\s*(?:en|,|and)?\s*)?"
    r"(?:nieuw(?: in (?:doos|verpakking|plastic))?|ongebruikt|ongeopend|nooit gebruikt"
    r"|new|unused|never used|sealed|unopened|in (?:originele )?verpakking|brand new"
    r"|splinternieuw|z\.?g\.?a\.?n\.?|zo goed als nieuw|als nieuw|as new|like new"
    r"|goede staat|in goede staat|werkt(?: goed)?|gebruikt|used"
    r"|defect|kapot|werkt niet|broken)$"
)
_RESERVED = re.compile(
    r"\b(?:gereserveerd|reserved|in optie|optie|onder voorbehoud|toegezegd|geclaimd"
    r"|on hold|(?<!niet )(?<!niet meer )in gebruik|(?<!not )in use|deployed|uitgeleend"
    r"|on loan|verhuurd)\b"
)
_GONE = re.compile(
    r"\b(?:vergeven|verkocht|weg|opgehaald|niet meer beschikbaar|vervallen|afgevoerd"
    r"|sold|gone"
    r"|archived|disposed|lost|stolen|vermist|gestolen|weggegooid|gesloopt"
    r"|taken|unavailable|not available|niet beschikbaar|uitgegeven|afgehaald)\b"
)


def read_condition(text: str) -> str:
    """The condition that a cell of its own names; `unknown` when it says something
    else."""
    text = _NEW_PART.sub(" ", plain(text)).strip(" ,.;")
    if not text or _PARTLY.match(text):
        return "unknown"
    if text.strip(".") in _GRADES:
        return _GRADES[text.strip(".")]
    if _REPAIR.search(text) and not _NOT_BROKEN.search(text):
        return "repair"
    if _AS_NEW.search(text):
        return "as_good_as_new"
    return _first_named(text)


def _first_named(text: str) -> str:
    """The word that comes first: "goed, kleine krasjes" is good."""
    found = []
    for condition, pattern in (("new", _NEW), ("good", _GOOD), ("used", _USED)):
        match = pattern.search(text)
        found += [(match.start(), condition)] if match else []
    return min(found)[1] if found else "unknown"


def condition_in_remarks(text: str) -> str:
    """The condition, when a remark or a part of it says just that ("leeg en nieuw")."""
    for part in re.split(r"[,;()/]|\. ", plain(text)):
        part = part.strip(" .!")
        if _SAID_OF_ALL.match(part):
            return read_condition(part)
    return "unknown"


def is_condition(text: str) -> bool:
    """Does a cell name a condition? Tells the column."""
    return len(text) <= 30 and read_condition(text) != "unknown"


def read_status(text: str) -> str | None:
    """Whether it is still to be had: reserved, gone or available; None when nothing is
    said."""
    text = plain(text)
    if not text:
        return None
    if _GONE.search(text) or text in {"nee", "no", "n"}:
        return "gone"
    if _RESERVED.search(text):
        return "reserved"
    return "available"


def status_in_remarks(text: str) -> str | None:
    """A remark that starts with "gereserveerd voor" or "al vergeven"."""
    for part in re.split(r"[,;()]|\. ", plain(text)):
        start = re.sub(r"^(?:is |al |reeds |already |\d+ )+", "", part.strip())
        for status, pattern in (("reserved", _RESERVED), ("gone", _GONE)):
            if pattern.match(start):
                return status
    return None
