"""Reads the drawings of `data/*.txt` and puts them on a picture."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageDraw

from demo.seeding.pictures.looks import Look

DATA = Path(__file__).parent.parent.parent / "data"
WIDTH, HEIGHT = 120, 90  # of the field that drawings are measured on
FLOOR = 76  # the height where things stand
MIDDLE = 45
SIZE = (960, 720)  # pixels of a picture: twice a card's
UNIT = SIZE[0] / WIDTH
FINE = 2  # drawn so much larger and then made small, which smooths the edges

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Shape(NamedTuple):
    """A form in a colour: its points, then its other sizes (radius, width, angles)."""

    form: str
    colour: str
    points: list[tuple[float, float]]
    sizes: list[float]

    @property
    def box(self) -> Box:
        """What it covers."""
        xs, ys = zip(*self.points, strict=True)
        edge = {"c": 1, "n": 1, "l": 0.5}.get(self.form, 0) * (*self.sizes, 0)[0]
        return min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge


class Drawing(NamedTuple):
    """What is drawn, and where it is at home: `floor`, `table`, `flat` or `room`."""

    shapes: list[Shape]
    where: str

    @property
    def box(self) -> Box:
        """What it covers."""
        return _covered(shape.box for shape in self.shapes)

    @property
    def stands(self) -> bool:
        """Not so for a person, whom the lower edge cuts off."""
        return self.box[3] <= HEIGHT

    @property
    def feet(self) -> tuple[float, float]:
        """From where to where it touches the ground."""
        lowest = self.box[3]
        boxes = [shape.box for shape in self.shapes]
        left, _, right, _ = _covered(box for box in boxes if box[3] > lowest - 7)
        return left, right


def _covered(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


class Place(NamedTuple):
    """Where a drawing goes: its middle and floor, how large, and mirrored or not."""

    x: float = WIDTH / 2
    y: float = FLOOR
    scale: float = 1
    mirrored: bool = False

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing, on the picture."""
        side = -self.scale if self.mirrored else self.scale
        return self.x + side * (x - WIDTH / 2), self.y + self.scale * (y - FLOOR)


POINTS = {"r": 2, "e": 2, "c": 1, "n": 1, "q": 2, "h": 2}  # the others: all they have


@cache
def read(file: str) -> dict[str, Drawing]:
    """The drawings of a file by name; a part's name begins with a star."""
    found: dict[str, Drawing] = {}
    for line in (DATA / file).read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, text = line.partition(": ")
            name, _, where = name.partition("@")
            shapes = [
                shape for words in text.split("; ") for shape in _read(words, found)
            ]
            found[name] = Drawing(shapes, where or "floor")
    return found


def drawings() -> dict[str, Drawing]:
    """What is drawn for each category, by its code."""
    return {
        code: drawing
        for code, drawing in read("drawings.txt").items()
        if code[0] != "*"
    }


def _read(words: str, parts: dict[str, Drawing]) -> list[Shape]:
    first, *rest = words.split()
    if first.startswith("*"):
        x, y = map(float, rest)
        return [_moved(shape, x, y) for shape in parts[first].shapes]
    colour, *numbers = rest
    values = list(map(float, numbers))
    count = 2 * POINTS.get(first, len(values) // 2)
    points = list(zip(values[:count:2], values[1:count:2], strict=True))
    return [Shape(first, colour, points, values[count:])]


def _moved(shape: Shape, x: float, y: float) -> Shape:
    return shape._replace(points=[(px + x, py + y) for px, py in shape.points])


def put(
    draw: ImageDraw.ImageDraw,
    shapes: list[Shape],
    colours: Look,
    place: Place,
) -> None:
    """Draw them on a picture that is `FINE` times as large as it will be."""
    unit = UNIT * FINE
    for shape in shapes:
        points = [place.point(*point) for point in shape.points]
        FORMS[shape.form](
            draw,
            [(x * unit, y * unit) for x, y in points],
            _sizes(shape, place, unit),
            colours[shape.colour],
        )


def _sizes(shape: Shape, place: Place, unit: float) -> list[float]:
    """Lengths as pixels; angles turned round with a mirrored drawing."""
    if shape.form not in "qh":
        return [size * place.scale * unit for size in shape.sizes]
    start, end, *lengths = shape.sizes
    if place.mirrored:
        start, end = 180 - end, 180 - start
    return [start, end, *(length * place.scale * unit for length in lengths)]


def _box(points: list) -> list[float]:
    xs, ys = zip(*points, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


def _around(points: list, radius: float) -> list[float]:
    ((x, y),) = points
    return [x - radius, y - radius, x + radius, y + radius]


def _rectangle(draw: ImageDraw.ImageDraw, points: list, sizes: list, fill: str) -> None:
    x0, y0, x1, y1 = _box(points)
    radius = min(*sizes, (x1 - x0) / 2, (y1 - y0) / 2) if sizes else 0
    draw.rounded_rectangle([x0, y0, x1, y1], radius, fill=fill)


def _line(draw: ImageDraw.ImageDraw, points: list, sizes: list, fill: str) -> None:
    """With round ends and corners."""
    (width,) = sizes
    draw.line(points, fill=fill, width=round(width), joint="curve")
    for x, y in points:
        draw.ellipse(_around([(x, y)], width / 2), fill=fill)


def _arc(draw: ImageDraw.ImageDraw, points: list, sizes: list, fill: str) -> None:
    start, end, width = sizes
    draw.arc(_box(points), start, end, fill=fill, width=round(width))


def _ring(draw: ImageDraw.ImageDraw, points: list, sizes: list, fill: str) -> None:
    radius, width = sizes
    draw.ellipse(_around(points, radius), outline=fill, width=round(width))


FORMS: dict[str, Callable] = {
    "r": _rectangle,
    "e": lambda draw, at, sizes, fill: draw.ellipse(_box(at), fill=fill),
    "c": lambda draw, at, sizes, fill: draw.ellipse(_around(at, sizes[0]), fill=fill),
    "n": _ring,
    "l": _line,
    "p": lambda draw, at, sizes, fill: draw.polygon(at, fill=fill),
    "q": _arc,
    "h": lambda draw, at, sizes, fill: draw.pieslice(_box(at), *sizes, fill=fill),
}
