"""The colours of the demo's pictures: of things and of the rooms they stand in."""

Look = dict[str, str]  # a colour by its letter in the data

ALWAYS = {
    "w": "#fffdf8",  # white
    "k": "#24343a",  # ink
    "m": "#a3b3b5",  # metal
    "y": "#cd9860",  # wood, cardboard
    "u": "#dca583",  # skin
    "g": "#4b8263",  # leaves
    "o": "#f0bf5c",  # gold, light
    "x": "#c2462f",  # red
}


def _look(wall: str, floor: str, things: str) -> Look:
    """All colours of a picture by their letter in the data."""
    lighter = {"L": mixed(wall, 255, 0.5), "H": mixed(wall, 255, 0.78)}
    room = {"W": wall, "D": mixed(wall, 0, 0.07), **lighter}
    room |= {"F": floor, "G": mixed(floor, 255, 0.3), "E": mixed(floor, 0, 0.1)}
    return ALWAYS | room | dict(zip("abds", things.split(), strict=True))


def mixed(colour: str, towards: int, part: float) -> str:
    """A colour, moved a part of the way to white (255) or black (0)."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(hue + (towards - hue) * part):02x}" for hue in parts)


# The thing itself, its dark side, its light side, an accent.
PETROL = "#0d7076 #0a5257 #8fc7c6 #ee9a57"
CLAY = "#c0573a #963f27 #f2bfa2 #1f6f74"
SAGE = "#3f7a63 #2b5747 #abd0b8 #d9693f"
BLUE = "#37658a #264a68 #b0cfe2 #ea9650"
APRICOT = "#e08a42 #b1642b #fbdcb5 #0d7076"
PLUM = "#8a5269 #663b4d #e3bcc6 #e5a04f"
CREAM = "#f3eee2 #cdc7b8 #b9dbd9 #d9693f"

LOOKS = [
    _look("#f1e4cf", "#dcc5a1", PETROL),
    _look("#d3e2d2", "#b1c9b1", CLAY),
    _look("#6fa5a5", "#4d8487", CREAM),
    _look("#f4d9cc", "#dcb3a0", BLUE),
    _look("#f7e6bd", "#e2c583", SAGE),
    _look("#cfe3e5", "#a6c6c9", APRICOT),
    _look("#efece3", "#d3ccba", PLUM),
    _look("#dd9675", "#bd7251", CREAM),
    _look("#c5d9de", "#9dbbc4", CLAY),
    _look("#f5cb9b", "#dea267", PETROL),
    _look("#a3c3aa", "#7ea68a", CREAM),
    _look("#ead0c4", "#cfa896", SAGE),
]
