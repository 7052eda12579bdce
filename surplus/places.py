"""Where things stand: "loc. De Eik 2e", "Beukenhof afd. 3" and "Fietsenkelder De Linde"
tidied.

People name one place in many ways. What is before a comma, or before a floor or ward,
is taken for a building; the buildings of a list are then found back in its other cells.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.words import plain

_PREFIX = re.compile(
    r"^(?:locatie|lokatie|loc|vestiging|location|site)\b\.?\s*:?\s+", re.I
)
_SHORT = (
    (re.compile(r"\bafd\b\.?", re.I), "afdeling"),
    (re.compile(r"\bverd\b\.?", re.I), "verdieping"),
    (re.compile(r"\b(?:b\.g\.?|bg)(?!\w)", re.I), "begane grond"),
    (re.compile(r"\b(?:gb|geb)\b\.?", re.I), "gebouw"),
    (re.compile(r"\b(?:kmr|k)\b\.?\s?(?=\d)", re.I), "kamer "),
    (re.compile(r"\bmag\b\.?", re.I), "magazijn"),
    (re.compile(r"(?<!['\w])t (?=[A-Z])"), "'t "),
    (re.compile(r"\b(\d+)\s?(?:ste|de|e)\b(?:\s+(?:etage|et\b\.?))?(?!\s*(?:verdieping"
                r"|\w))", re.I), r"\1e verdieping"),
    (re.compile(r"\b(\d+)\s?(?:ste|de)\b(?=\s+verdieping)", re.I), r"\1e"),
)  # fmt: skip
_FLOOR = (
    r"\d+e verdieping|begane grond|verdieping \S+|souterrain|afdeling \S+|kamer \S+"
    r"|etage \S+"
    r"|(?:\d+(?:st|nd|rd|th) |ground |first |second |third )floor|floor \S+|room \S+"
    r"|ward \S+"
)
_ROOM = (
    r"(?:[a-z]*(?:kelder|zolder|magazijn|keuken|garage|berging|opslag|gang|hal|vleugel"
    r"|wasserij"
    r"|ruimte|depot|loods|schuur|stalling|receptie|archief|werkplaats|tuin|terras)"
    r"|basement|attic|store ?room|storage|warehouse|stock ?room|corridor|wing|hall"
    r"|kitchen|cellar)"
)
_SPLIT_FLOOR = re.compile(rf"\s+(?=(?:{_FLOOR})\b)", re.I)
_SPLIT_ROOM = re.compile(rf"\s+(?=(?:(?:oude|nieuwe|old|new)\s+)?{_ROOM}\b)", re.I)
_HOUSE_WORD = re.compile(r"\b(?:locatie|vestiging|loc|van)\b\.?\s*$", re.I)
_ROOM_WORD = re.compile(rf"^{_ROOM}$", re.I)
_NAME = (
    r"(?:(?:De|Het|'t|Den|Ter|Ten|Sint|St\.?|Huize|The)\s+)?"
    r"[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*"
)
_ROOM_OF_NAME = re.compile(
    rf"\b(?P<room>(?i:{_ROOM}))\s+(?:van\s+|of\s+)?(?P<name>{_NAME})"
)
_HOUSE_OF_NAME = re.compile(
    rf"\b(?i:locatie|vestiging|gebouw|huis|site|building|location|verpleeghuis"
    rf"|woonzorgcentrum)\s+(?P<name>{_NAME})"
)
# How the name of a list begins, before that of its place.
_OF_LIST = re.compile(
    r"^(?:(?:lijst|overzicht|overschot|overtollige?|surplus|restant(?:en)?|inventaris"
    r"|spullen|meubilair|goederen)\b(?:\s+(?:van|uit|op)\b)?[\s:-]*)+",
    re.I,
)
_FLOOR_OF_NAME = re.compile(
    rf"(?P<floor>(?i:\d+e verdieping|begane grond|souterrain))\s+(?:van\s+)?"
    rf"(?P<name>{_NAME})$"
)
_SAYS_PLACE = re.compile(
    rf"^(?:locatie|loc\b|lokatie|vestiging|gebouw|site|building|location|ward|afdeling"
    rf"|afd\b)|(?:{_FLOOR})",
    re.I,
)


def tidy(text: str) -> str:
    """Abbreviations written out, brackets as a comma: "De Linde (oude wasserij)" gets
    its comma."""
    text = " ".join(text.split()).strip(" .,;")
    text = _PREFIX.sub("", text)
    text = re.sub(r"\s*\(([^)]*)\)", r", \1", text)
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return re.sub(r"\s*(?:,|;|\s-|\s/)\s+", ", ", text).strip(" ,")


def says_place(text: str) -> bool:
    """Does a text begin with a word for a place, or name a floor or a ward?"""
    return bool(_SAYS_PLACE.search(plain(text)))


@dataclass
class Places:
    """The buildings that a list names, and every place of it in one form."""

    buildings: list[str] = field(default_factory=list)
    wholes: list[str] = field(default_factory=list)
    _forms: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Places":
        """Learn the buildings from all location cells of a list."""
        cut = [_cut(tidy(text)) for text in dict.fromkeys(texts)]
        wholes = [building for building, rest in cut if not rest]
        parted = [building for building, rest in cut if rest]
        return cls(buildings=_buildings(parted, wholes), wholes=wholes)

    def read(self, text: str) -> str | None:
        """One place in the form "building, where in it"."""
        if not text.strip() or plain(text) in {"-", "?", "nvt", "n.v.t.", "onbekend"}:
            return None
        if text not in self._forms:
            self._forms[text] = self._form(tidy(_calm(text)))
        return self._forms[text]

    def _form(self, text: str) -> str:
        building, rest = _cut(text)
        if not rest:
            building, rest = self._cut_known(text)
        building = self._full_name(building)
        return f"{building}, {rest}" if rest else building

    def _cut_known(self, text: str) -> tuple[str, str]:
        """A known building at either end, with a room before or after it."""
        for name in self.buildings:
            if plain(text).startswith(plain(name) + " "):
                return name, text[len(name) :].strip()
            before = _HOUSE_WORD.sub("", text[: -len(name)]).strip()
            if plain(text).endswith(" " + plain(name)) and _ROOM_WORD.match(before):
                return name, before[0].lower() + before[1:]
        return text, ""

    def _full_name(self, building: str) -> str:
        """ "Stationsweg" is "Kantoor Stationsweg" when only that ends on it."""
        if _ROOM_WORD.match(building):
            return building
        end = " " + plain(building)
        longer = [name for name in self.wholes if plain(name).endswith(end)]
        longer = [name for name in longer if not _ROOM_WORD.match(name.split(" ")[0])]
        return longer[0] if len(longer) == 1 else building

    def in_heading(self, text: str, *, always: bool = False) -> str | None:
        """The place that a title or section names, if it does: "2e VERDIEPING DE EIK
        (leeg)"."""
        bare = _calm(re.sub(r"\([^)]*\)", "", text).strip())
        for name in self.buildings:
            if re.search(rf"\b{re.escape(plain(name))}\b", plain(bare)):
                return self._with_part(name, tidy(bare))
        if always or says_place(bare):
            return _named_place(bare) or self._section_place(_OF_LIST.sub("", bare))
        return _named_house(bare)

    def _section_place(self, text: str) -> str | None:
        if found := _FLOOR_OF_NAME.match(tidy(text)):
            return f"{found['name']}, {found['floor'].lower()}"
        return self.read(text) if says_place(text) else None

    def _with_part(self, name: str, text: str) -> str:
        found = re.search(
            rf"(?:{_FLOOR})|{_ROOM}", plain(text).replace(plain(name), " ")
        )
        return f"{name}, {found[0].strip()}" if found else name


def _named_place(text: str) -> str | None:
    """ "Restanten magazijn Beukenhof": a room and the name of a building."""
    found = _ROOM_OF_NAME.search(text)
    if found:
        return f"{found['name']}, {found['room'].lower()}"
    return _named_house(text)


def _named_house(text: str) -> str | None:
    house = _HOUSE_OF_NAME.search(text)
    return house["name"] if house else None


def _calm(text: str) -> str:
    """Capitals lowered: "LOCATIE ZUID" is "Locatie Zuid"."""
    return text.title() if text.isupper() and len(text) > 4 else text


def _cut(text: str) -> tuple[str, str]:
    """Building and the rest, at the first comma or before a floor or ward."""
    if "," in text:
        building, rest = text.split(",", 1)
        return building.strip(), rest.strip()
    parts = _SPLIT_FLOOR.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (text, "")


def _buildings(parted: list[str], wholes: list[str]) -> list[str]:
    """Names that stand before a comma, a floor or a room; the longest first."""
    names = set(parted)
    for text in wholes:
        first, *rest = _SPLIT_ROOM.split(text, maxsplit=1)
        if rest and re.match(r"(?:De|Het|'t)\s", first):
            names.add(first)
    return sorted((name for name in names if len(name) > 2), key=len, reverse=True)
