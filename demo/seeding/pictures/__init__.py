"""Pictures of the demo's goods: which a listing has, and drawing them once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from os import cpu_count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from demo.seeding.pictures.drawing import SIZE
from demo.seeding.pictures.scenes import GROUPS, label, look_of, scene
from listings.models import Photo

MOST_SHOWN = max(GROUPS)  # pieces of a thing on one picture
# The numbers of the scenes with so many pieces: each has its own room and colours. Of
# the first, which also shows one piece by itself, there are more photos.
NUMBERS = {1: [0, 1, 2], 2: [0, 3], 3: [1, 5, 6]}
SEVERAL = 3  # every third listing has more than one photo


class Pictures:
    """Says which pictures a listing has, and draws those that were asked for."""

    def __init__(self) -> None:
        self.wanted: dict[str, Callable[[], Image.Image]] = {}

    def photos(
        self, listing: int, code: str, quantity: int, alt: str, *, alone: bool = False
    ) -> list[dict]:
        """The photos of a listing, as rows. Every third listing has several;
        `alone`: what is no thing, such as a room, is shown once."""
        pieces = 1 if alone else min(quantity, MOST_SHOWN)
        names = self._names(listing, code, pieces, alone)
        width, height = SIZE
        return [
            {
                "listing_id": listing,
                "name": name,
                "alt": alt,
                "position": position,
                "width": width,
                "height": height,
            }
            for position, name in enumerate(names)
        ]

    def _names(self, listing: int, code: str, pieces: int, alone: bool) -> list[str]:
        first, *others = NUMBERS[pieces]
        turn, rest = divmod(listing, SEVERAL)
        if rest:
            number = others[(turn + rest) % len(others)]
            return [self._scene(code, number, pieces=pieces)]
        shown = self._scene(code, first, pieces=pieces)
        return [shown, *self._more(code, first, pieces, alone)[: 1 + turn % 3]]

    def _more(self, code: str, number: int, pieces: int, alone: bool) -> list[str]:
        """The same from close by, its label, and one of several by itself."""
        names = [self._scene(code, number, near=True)]
        if not alone:
            look = look_of(code, number)
            names.append(self._want(f"demo-label-{look}", partial(label, look)))
        if pieces > 1:
            names.append(self._scene(code, number, pieces=1))
        return names

    def _scene(self, code: str, number: int, **how: Any) -> str:
        marks = [f"{number}", *(f"{key[0]}{int(value)}" for key, value in how.items())]
        name = f"demo-{code}-{'-'.join(marks)}"
        return self._want(name, partial(scene, code, number, **how))

    def _want(self, name: str, picture: Callable[[], Image.Image]) -> str:
        self.wanted[name] = picture
        return name

    def draw(self) -> None:
        """Draw what was asked for and is not there yet, on all processors."""
        with ThreadPoolExecutor(cpu_count()) as pool:
            list(pool.map(_keep, self.wanted, self.wanted.values()))


def _keep(name: str, draw: Callable[[], Image.Image]) -> None:
    photo = Photo(name=name)
    if default_storage.exists(photo.path("card")):
        return
    picture = draw()
    card, large = picture.reduce(SIZE[0] // Photo.SIZES["card"]), _webp(picture)
    for size, content in {"full": large, "page": large, "card": _webp(card)}.items():
        default_storage.save(photo.path(size), ContentFile(content))


def _webp(picture: Image.Image) -> bytes:
    """Quicker and a little larger than the product's own: there are a thousand."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=82, method=1)
    return file.getvalue()
