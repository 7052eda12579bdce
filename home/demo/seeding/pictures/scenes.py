"""A picture: a thing or a few of it, somewhere, in soft light from the upper left."""

from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from home.demo.seeding.pictures.drawing import (
    FINE,
    FLOOR,
    MIDDLE,
    SIZE,
    UNIT,
    Drawing,
    Place,
    drawings,
    put,
)
from home.demo.seeding.pictures.looks import LOOKS
from home.demo.seeding.pictures.rooms import room

# One, two or three of a thing: where each stands and how large it is.
GROUPS = {
    1: [[Place()], [Place(63, 77, 1.04)], [Place(57, 75, 0.95)]],
    2: [
        [Place(40, 72, 0.72), Place(80, 79, 0.8)],
        [Place(35, 76, 0.68), Place(86, 76, 0.68)],
    ],
    3: [
        [Place(28, 71, 0.58), Place(90, 72, 0.6), Place(59, 80, 0.68)],
        [Place(91, 71, 0.5), Place(62, 75, 0.62), Place(32, 80, 0.74)],
        [Place(23, 76, 0.5), Place(60, 76, 0.5), Place(97, 76, 0.5)],
    ],
}
NEAR = [[Place(48, 96, 1.6)], [Place(72, 97, 1.65)], [Place(60, 86, 1.45)]]
SHADE = "#2a2320"


def scene(
    code: str, number: int, *, pieces: int = 1, near: bool = False
) -> Image.Image:
    """The picture of a category; another `number` shows another room and colour.
    `near` shows a part of it from close by."""
    random = Random(f"{code} {number}")
    thing, look = drawings()[code], LOOKS[look_of(code, number)]
    behind = room(thing.where, look, random)
    choices = NEAR if near else GROUPS[pieces]
    places = choices[number % len(choices)]
    mirrored = random.random() < 0.5
    places = [_settled(place, thing)._replace(mirrored=mirrored) for place in places]
    return _lit(behind, thing, look, places)


def label(look: int) -> Image.Image:
    """What a maker printed on a thing, in the colours of that look."""
    return ImageChops.multiply(room("label", LOOKS[look], Random(look)), _light(226))


def look_of(code: str, number: int) -> int:
    """Which colours a picture has: categories side by side have others."""
    return (sum(map(ord, code)) + 5 * number) % len(LOOKS)


def _settled(place: Place, thing: Drawing) -> Place:
    """What lies is put in the middle instead of on the floor."""
    if thing.where != "flat":
        return place
    _, top, _, bottom = thing.box
    lower = FLOOR - (top + bottom) / 2
    return place._replace(y=MIDDLE + (place.y - FLOOR) * 2 + lower * place.scale)


def _lit(
    behind: Image.Image, thing: Drawing, look: dict[str, str], places: list[Place]
) -> Image.Image:
    """Everything together, shadows first."""
    things = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), look["F"])
    outline = Image.new("L", things.size)
    for place in places:
        put(ImageDraw.Draw(things), thing.shapes, look, place)
        put(ImageDraw.Draw(outline), thing.shapes, dict.fromkeys(look, 255), place)
    things, outline = things.reduce(FINE), outline.reduce(FINE)
    behind = ImageChops.multiply(behind, _light(242))
    behind.paste(SHADE, mask=_shadow(thing, places, outline))
    behind.paste(ImageChops.multiply(things, _light(226)), mask=outline)
    return behind


@cache
def _light(least: int) -> Image.Image:
    """Full at the upper left, `least` (of 255) at the lower right."""
    fall = Image.linear_gradient("L").rotate(45).crop((48, 48, 208, 208)).resize(SIZE)
    dim = fall.point(lambda it: 255 - (255 - least) * it / 255)
    return Image.merge("RGB", [dim] * 3)


def _shadow(thing: Drawing, places: list[Place], outline: Image.Image) -> Image.Image:
    """How much darker it is where: under feet, or beside what lies."""
    if thing.where == "flat":
        moved = ImageChops.offset(outline, 6, 12).filter(ImageFilter.BoxBlur(7))
        return moved.point(lambda it: it * 0.2)
    small = Image.new("L", (SIZE[0] // 4, SIZE[1] // 4))
    for place in places:
        ImageDraw.Draw(small).ellipse(_ground(thing, place), fill=62)
    soft = small.filter(ImageFilter.GaussianBlur(2))
    return soft.resize(SIZE, Image.Resampling.BILINEAR)


def _ground(thing: Drawing, place: Place) -> list[float]:
    """What a thing keeps from the light, on a picture of a quarter of the size."""
    left, right = sorted(place.point(x, 0)[0] for x in thing.feet)
    high = 3.2 * place.scale
    box = (left - 4, place.y - high + 0.4, right + 8, place.y + high + 0.4)
    return [edge * UNIT / 4 for edge in box]
