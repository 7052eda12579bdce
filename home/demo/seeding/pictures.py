"""A plain drawing for every category."""

import colorsys
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from listings.models import Category, Photo

WIDTH, HEIGHT = 1200, 900
INK = (38, 54, 66)

# Boxes and ellipses on a field of 12 by 9, by the icon that a category has.
SHAPES = {
    "armchair": "box 4 2 8 5; box 3 4 4 7; box 8 4 9 7; box 3 5 9 6.5",
    "table": "box 2 3.4 10 4; box 2.6 4 3.1 7.4; box 8.9 4 9.4 7.4",
    "sofa": ("box 2 3 10 5.2; box 1.4 4.4 2.6 7; box 9.4 4.4 10.6 7; box 2 5.2 10 6.6"),
    "bed": (
        "box 1.6 3 2.1 7.4; box 2.1 5 10.4 6.2; box 10 4.2 10.4 7.4; box 2.5 4.2 4.6 5"
    ),
    "archive": "box 3.4 1.8 8.6 7.4; line 3.4 3.6 8.6 3.6; line 3.4 5.4 8.6 5.4",
    "lock": "box 3.6 1.6 8.4 7.6; line 6 1.6 6 7.6; dot 5.5 4.6; dot 6.5 4.6",
    "accessibility": (
        "ring 5.2 5.4 2; dot 5.2 2; box 5 2.4 5.5 4.6; box 5 4.4 8 4.9; box 7.6 4.8 8 7"
    ),
    "shopping-cart": (
        "box 3 3 9 5.6; ring 4.2 6.8 .6; ring 7.8 6.8 .6; box 1.8 2.4 3.2 2.8"
    ),
    "monitor": "box 2.4 2 9.6 6; box 5.6 6 6.4 7; box 4.4 7 7.6 7.3",
    "laptop": "box 3.2 2.4 8.8 6; box 2 6.2 10 6.7",
    "activity": (
        "box 2.6 2.2 9.4 6.8; line 3.2 4.6 5 4.6; line 5 4.6 5.6 3; "
        "line 5.6 3 6.4 6; line 6.4 6 7 4.6; line 7 4.6 8.8 4.6"
    ),
    "shield": "box 4 2 8 5; round 4 3 8 7.4",
    "chef-hat": "round 3.4 1.8 6 4.4; round 6 1.8 8.6 4.4; box 4 4 8 7",
    "truck": (
        "box 1.8 3 6.8 6.4; box 6.8 4.2 9.8 6.4; ring 3.6 6.8 .7; ring 8.2 6.8 .7"
    ),
    "building": (
        "box 3.4 1.8 8.6 7.4; line 6 1.8 6 7.4; line 3.4 3.6 8.6 3.6; "
        "line 3.4 5.4 8.6 5.4"
    ),
    "handshake": "round 3 3 6 6; round 6 3 9 6; line 5 5.4 7 5.4",
    "package": "box 3 2.6 9 7; line 3 4 9 4; line 6 2.6 6 4",
}
SAME = {
    "panel-right": "archive",
    "stethoscope": "bed",
    "lamp": "handshake",
    "tablet": "lock",
    "phone": "lock",
    "printer": "package",
    "tv": "monitor",
    "warehouse": "building",
    "bus": "truck",
    "bike": "accessibility",
    "shirt": "shield",
    "users": "handshake",
    "briefcase": "laptop",
    "heart-pulse": "activity",
}


def draw_all() -> dict[str, str]:
    """Draw what is missing; returns the name of the picture by category code."""
    leaves = Category.objects.leaves().select_related("parent")
    return {category.code: _picture(category) for category in leaves}


def _picture(category: Category) -> str:
    name = f"demo-{category.code}"
    photo = Photo(name=name)
    if not default_storage.exists(photo.path("card")):
        drawing = _draw(category)
        card = drawing.copy()
        card.thumbnail((Photo.SIZES["card"], Photo.SIZES["card"]))
        large = _webp(drawing)
        sizes = {"full": large, "page": large, "card": _webp(card)}
        for size, content in sizes.items():
            default_storage.save(photo.path(size), ContentFile(content))
    return name


def _draw(category: Category) -> Image.Image:
    hue = (category.parent.position * 0.137 + category.position * 0.011) % 1
    paper, body = _tint(hue, 0.16, 0.96), _tint(hue, 0.45, 0.72)
    image = Image.new("RGB", (WIDTH, HEIGHT), paper)
    draw = ImageDraw.Draw(image)
    draw.ellipse([150, 690, 1050, 810], fill=_tint(hue, 0.22, 0.89))
    icon = SAME.get(category.icon, category.icon)
    parent_icon = SAME.get(category.parent.icon, category.parent.icon)
    shapes = SHAPES.get(icon) or SHAPES.get(parent_icon) or SHAPES["package"]
    for shape in shapes.split("; "):
        _put(draw, shape, body)
    return image


def _put(draw: ImageDraw.ImageDraw, shape: str, fill: tuple) -> None:
    what, *numbers = shape.split()
    points = [float(number) * 100 for number in numbers]
    style = {"fill": fill, "outline": INK, "width": 10}
    if what == "box":
        draw.rounded_rectangle(points, radius=24, **style)
    elif what == "round":
        draw.ellipse(points, **style)
    elif what == "line":
        draw.line(points, fill=INK, width=12)
    elif what == "dot":
        x, y = points
        draw.ellipse([x - 30, y - 30, x + 30, y + 30], fill=INK)
    else:
        x, y, r = points
        draw.ellipse([x - r, y - r, x + r, y + r], outline=INK, width=22)


def _tint(hue: float, saturation: float, value: float) -> tuple[int, ...]:
    return tuple(
        round(part * 255) for part in colorsys.hsv_to_rgb(hue, saturation, value)
    )


def _webp(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=80, method=1)
    return buffer.getvalue()
