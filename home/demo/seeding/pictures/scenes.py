"""Where a drawing stands: a room in one of several colours, and how many of it."""

from random import Random

from PIL import Image, ImageDraw

from home.demo.seeding.pictures.drawing import (
    HEIGHT,
    WIDTH,
    Place,
    drawings,
    put,
)

SIZE = (800, 600)  # pixels of a picture
FINE = 2  # drawn so much larger and then made small, which smooths the edges
UNIT = SIZE[0] * FINE / WIDTH

ALWAYS = {"w": "#fffdf8", "k": "#24343a", "m": "#a3b3b5", "y": "#d9ab78"}
# The thing, its dark and its light side, an accent.
THINGS = [
    {"a": "#0d7076", "b": "#0a5257", "d": "#8fc7c6", "s": "#f2a15e"},
    {"a": "#c0573a", "b": "#99422a", "d": "#f0bd9f", "s": "#2b7f85"},
    {"a": "#3f7a63", "b": "#2d5b49", "d": "#abd0b8", "s": "#e8955a"},
    {"a": "#4a6fa0", "b": "#35537a", "d": "#b4cbe6", "s": "#e9a95c"},
    {"a": "#dd8f4b", "b": "#b56c2f", "d": "#f8d9b4", "s": "#0d7076"},
    {"a": "#7d6a9c", "b": "#5d4e77", "d": "#cdc2e0", "s": "#e59a63"},
]
# A wall and a floor.
ROOMS = [
    ("#f1e6d4", "#e2d0b5"),
    ("#dae7dc", "#c3d5c6"),
    ("#f4ddd3", "#e5c5b6"),
    ("#d5e6e8", "#bcd4d7"),
    ("#ece8dd", "#d9d2c1"),
    ("#e6e1ee", "#d0c9de"),
]
# One, two or three of a thing: where each stands and how large it is.
GROUPS = {
    1: [Place()],
    2: [Place(40, 72, 0.72), Place(80, 79, 0.8)],
    3: [Place(28, 71, 0.58), Place(90, 72, 0.6), Place(59, 80, 0.68)],
}


def scene(
    code: str, number: int, *, pieces: int = 1, near: bool = False
) -> Image.Image:
    """The picture of a category; another `number` shows another room and colour.
    `near` shows a part of it from close by."""
    random = Random(f"{code} {number}")
    wall, floor = ROOMS[(number + len(code)) % len(ROOMS)]
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), wall)
    draw = ImageDraw.Draw(picture)
    _furnish(draw, random, wall, floor)
    colours = ALWAYS | THINGS[(number + _sum(code)) % len(THINGS)]
    mirrored = random.random() < 0.5
    for place in GROUPS[pieces]:
        _shade(draw, place, floor)
        standing = place._replace(mirrored=mirrored)
        put(draw, drawings()[code], colours, standing, UNIT)
    return _cut(picture, random) if near else picture.resize(SIZE, Image.Resampling.BOX)


def _sum(code: str) -> int:
    """Spreads categories that stand side by side over the colours."""
    return sum(map(ord, code))


def _furnish(draw: ImageDraw.ImageDraw, random: Random, wall: str, floor: str) -> None:
    """A floor, and behind the thing a window, a sun or nothing."""
    horizon = random.choice([66, 68, 70])
    _fill(draw, (0, horizon, WIDTH, HEIGHT), floor)
    light = _lighter(wall)
    match random.choice(["window", "sun", "arch", "nothing"]):
        case "window":
            x = random.choice([8, 78])
            _fill(draw, (x, 6, x + 34, 44), light)
            _fill(draw, (x + 16, 6, x + 18, 44), wall)
        case "sun":
            x, y = random.choice([26, 60, 92]), 36
            box = [(x - 27) * UNIT, (y - 27) * UNIT, (x + 27) * UNIT, (y + 27) * UNIT]
            draw.ellipse(box, fill=light)
        case "arch":
            box = [22 * UNIT, 4 * UNIT, 98 * UNIT, 80 * UNIT]
            draw.pieslice(box, 180, 360, fill=light)
            _fill(draw, (22, 42, 98, horizon), light)


def _shade(draw: ImageDraw.ImageDraw, place: Place, floor: str) -> None:
    wide, high = 46 * place.scale, 4 * place.scale
    box = [place.x - wide, place.y - high + 1, place.x + wide, place.y + high + 1]
    draw.ellipse([edge * UNIT for edge in box], fill=_darker(floor))


def _fill(draw: ImageDraw.ImageDraw, box: tuple, colour: str) -> None:
    draw.rectangle([edge * UNIT for edge in box], fill=colour)


def _cut(picture: Image.Image, random: Random) -> Image.Image:
    """What one sees from close by."""
    wide, high = picture.width * 0.58, picture.height * 0.58
    x = picture.width * random.choice([0.12, 0.21, 0.3])
    y = picture.height * 0.3
    return picture.resize(SIZE, Image.Resampling.BOX, box=(x, y, x + wide, y + high))


def _lighter(colour: str) -> str:
    return _mixed(colour, 255, 0.45)


def _darker(colour: str) -> str:
    return _mixed(colour, 0, 0.1)


def _mixed(colour: str, towards: int, part: float) -> str:
    """A colour, moved a part of the way to white (255) or black (0)."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(it + (towards - it) * part):02x}" for it in parts)
