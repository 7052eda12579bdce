"""A picture: a thing or a few of it, somewhere, in soft light from the upper left."""

from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw

from demo.seeding.pictures.drawing import (
    FINE,
    FLOOR,
    MIDDLE,
    SIZE,
    UNIT,
    WIDTH,
    Drawing,
    Place,
    drawings,
    put,
)
from demo.seeding.pictures.looks import LOOKS, Look, mixed
from demo.seeding.pictures.rooms import furnish

# Where one, two or three of a thing stand, and how large they are.
GROUPS = {
    1: [[Place()], [Place(63, 77, 1.04)], [Place(57, 75, 0.95)]],
    2: [[Place(40, 72, 0.72), Place(80, 79, 0.8)]],
    3: [
        [Place(28, 71, 0.58), Place(90, 72, 0.6), Place(59, 80, 0.68)],
        [Place(91, 71, 0.5), Place(62, 75, 0.62), Place(32, 80, 0.74)],
    ],
}
NEAR = [[Place(48, 96, 1.6)], [Place(72, 97, 1.65)], [Place(60, 86, 1.45)]]
SMALL = 0.45  # a thing in a row is larger than that
SOFT = 6  # rings of a shadow


def scene(
    code: str, number: int, *, pieces: int = 1, near: bool = False
) -> Image.Image:
    """The picture of a category; another `number` shows another room and colour.
    `near` shows a part of it from close by."""
    random = Random(f"{code} {number}")
    thing, look = drawings()[code], LOOKS[look_of(code, number)]
    picture = _paper()
    draw = ImageDraw.Draw(picture)
    furnish(draw, thing.where, look, random)
    mirrored = random.random() < 0.5
    places = NEAR[number % len(NEAR)] if near else _places(thing, number, pieces)
    places = [_settled(place, thing)._replace(mirrored=mirrored) for place in places]
    _shade(draw, thing, look, places)
    for place in places:
        put(draw, thing.shapes, look, place)
    return _lit(picture)


def label(look: int) -> Image.Image:
    """What a maker printed on a thing, in the colours of that look."""
    picture = _paper()
    furnish(ImageDraw.Draw(picture), "label", LOOKS[look], Random(look))
    return _lit(picture)


def look_of(code: str, number: int) -> int:
    """Which colours a picture has: categories side by side have others."""
    return (sum(map(ord, code)) + 5 * number) % len(LOOKS)


def _paper() -> Image.Image:
    return Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE))


def _lit(picture: Image.Image) -> Image.Image:
    """As small as it is to be, and a little darker at the lower right."""
    return ImageChops.multiply(picture.reduce(FINE), _light())


@cache
def _light() -> Image.Image:
    fall = Image.linear_gradient("L").rotate(45).crop((48, 48, 208, 208)).resize(SIZE)
    dim = fall.point(lambda brightness: 255 - brightness / 12)
    return Image.merge("RGB", [dim] * 3)


def _places(thing: Drawing, number: int, pieces: int) -> list[Place]:
    """One of the groups; of what is not too wide also a row."""
    choices = GROUPS[pieces]
    row = _row(thing, pieces)
    if pieces > 1 and row[0].scale > SMALL:
        choices = [*choices, row]
    return [_inside(place, thing) for place in choices[number % len(choices)]]


def _row(thing: Drawing, pieces: int) -> list[Place]:
    """Side by side, as large as fits."""
    left, _, right, _ = thing.box
    step = 1.1 * (right - left)
    scale = min((WIDTH - 4) / step / pieces, 0.8)
    first = WIDTH / 2 - step * scale * (pieces - 1) / 2
    return [Place(first + step * scale * at, FLOOR + 1, scale) for at in range(pieces)]


def _inside(place: Place, thing: Drawing) -> Place:
    """Moved aside so far that nothing is cut off at an edge."""
    left, _, right, _ = thing.box
    widest = max(WIDTH / 2 - left, right - WIDTH / 2) * place.scale
    room = max(WIDTH / 2 - 1 - widest, 0)
    return place._replace(x=min(max(place.x, WIDTH / 2 - room), WIDTH / 2 + room))


def _settled(place: Place, thing: Drawing) -> Place:
    """What lies is put in the middle, what stands with its feet on the ground."""
    _, top, _, bottom = thing.box
    if thing.where == "flat":
        apart = 2 * (place.y - FLOOR) if place.scale < 1 else 0
        lower = FLOOR - (top + bottom) / 2
        return place._replace(y=MIDDLE + apart + lower * place.scale)
    lower = FLOOR - bottom if thing.stands else 0
    return place._replace(y=place.y + lower * place.scale)


def _shade(
    draw: ImageDraw.ImageDraw, thing: Drawing, look: Look, places: list[Place]
) -> None:
    """What things keep from the light: beside what lies, under what stands."""
    if thing.where == "flat":
        dark = dict.fromkeys(look, mixed(look["W"], 0, 0.13))
        for place in places:
            shade = place._replace(x=place.x + 1, y=place.y + 1.6)
            put(draw, thing.shapes, dark, shade)
    elif thing.stands:
        for ring in range(SOFT):
            colour = mixed(look["F"], 0, 0.03 * (ring + 1))
            for place in places:
                draw.ellipse(_ground(thing, place, 1 - ring / SOFT / 2), fill=colour)


def _ground(thing: Drawing, place: Place, part: float) -> list[float]:
    """The inner part of the shadow under a thing."""
    left, right = sorted(place.point(x, 0)[0] for x in thing.feet)
    middle, wide = (left + right) / 2 + 2 * place.scale, (right - left) / 2
    wide, high = wide + (12 * part - 6) * place.scale, 4.6 * part * place.scale
    ground = place.point(0, thing.box[3] - 0.5)[1]
    box = (middle - wide, ground - high, middle + wide, ground + high)
    return [edge * UNIT * FINE for edge in box]
