"""What is behind and under the goods: a room, a table, a cloth or the street."""

from collections.abc import Callable
from random import Random

from PIL import ImageDraw

from demo.seeding.pictures.drawing import FINE, HEIGHT, UNIT, WIDTH, Place, put, read
from demo.seeding.pictures.looks import Look

Draw = ImageDraw.ImageDraw


def furnish(draw: Draw, where: str, look: Look, random: Random) -> None:
    """Draw everything but the goods."""
    _band(draw, 0, HEIGHT, look["W"])
    ROOMS[where](draw, look, random)


def _floor(draw: Draw, look: Look, random: Random) -> None:
    _put(draw, "wall", look, random)
    _band(draw, random.choice([66, 68, 70]), HEIGHT, look["F"])
    if random.random() < 0.4:
        _put(draw, "beside", look, random)


def _table(draw: Draw, look: Look, random: Random) -> None:
    """A table top with its edge."""
    _put(draw, "wall", look, random)
    _band(draw, random.choice([56, 58, 60]), 84, look["F"])
    _band(draw, 84, HEIGHT, look["E"])
    _band(draw, 84, 84.7, look["G"])


def _quiet(draw: Draw, look: Look, random: Random) -> None:
    _put(draw, "quiet", look, random)
    _band(draw, 68, HEIGHT, look["F"])


def _outside(draw: Draw, look: Look, random: Random) -> None:
    """A road under an open sky."""
    _put(draw, "outside", look, random)
    _band(draw, 69, HEIGHT, look["F"])
    _band(draw, 69, 70.5, look["G"])


def _flat(draw: Draw, look: Look, random: Random) -> None:
    _put(draw, "flat", look, random)


def _label(draw: Draw, look: Look, random: Random) -> None:
    _put(draw, "label", look, random, mirrored=False)


ROOMS: dict[str, Callable] = {
    "floor": _floor,
    "table": _table,
    "room": _quiet,
    "outside": _outside,
    "flat": _flat,
    "label": _label,
}


def _put(draw: Draw, kind: str, look: Look, random: Random, **place: bool) -> None:
    """Draw one of a kind, as it is or mirrored."""
    some = [drawn for drawn in read("rooms.txt").values() if drawn.where == kind]
    place = {"mirrored": random.random() < 0.5} | place
    put(draw, random.choice(some).shapes, look, Place(**place))


def _band(draw: Draw, top: float, bottom: float, colour: str) -> None:
    scale = UNIT * FINE
    draw.rectangle((0, top * scale, WIDTH * scale, bottom * scale), fill=colour)
