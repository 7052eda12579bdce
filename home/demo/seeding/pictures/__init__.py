"""Pictures of the demo's goods: which a listing has, and drawing them once."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from os import cpu_count

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from home.demo.seeding.pictures.scenes import SIZE, scene
from listings.models import Photo

VARIANTS = 3  # of each category, each in a room and colours of its own
MOST_SHOWN = 3  # pieces of a thing on one picture


class Pictures:
    """Says which pictures a listing has, and draws those that were asked for."""

    def __init__(self) -> None:
        self.wanted: dict[str, dict] = {}

    def photos(
        self, listing: int, code: str, quantity: int, alt: str, *, alone: bool = False
    ) -> list[dict]:
        """The photos of a listing, as rows. Every third listing has several;
        `alone`: what is no thing, such as a room, is shown once."""
        pieces = 1 if alone else min(quantity, MOST_SHOWN)
        number = (listing + listing // VARIANTS) % VARIANTS
        first = self._name(code, number, pieces=pieces)
        names = [first, *self._more(code, listing, number, alone)]
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

    def _more(self, code: str, listing: int, number: int, alone: bool) -> list[str]:
        if listing % 3:
            return []
        near = self._name(code, number, near=True)
        other = self._name(code, (number + 1) % VARIANTS)
        return [near] if alone or listing % 2 else [near, other]

    def _name(self, code: str, number: int, **how: object) -> str:
        marks = [f"{number}", *(f"{key[0]}{int(value)}" for key, value in how.items())]
        name = f"demo-{code}-{'-'.join(marks)}"
        self.wanted[name] = {"code": code, "number": number, **how}
        return name

    def draw(self) -> None:
        """Draw what was asked for and is not there yet, on all processors."""
        with ThreadPoolExecutor(cpu_count()) as pool:
            list(pool.map(_keep, self.wanted.items()))


def _keep(wanted: tuple[str, dict]) -> None:
    name, how = wanted
    photo = Photo(name=name)
    if default_storage.exists(photo.path("card")):
        return
    picture = scene(**how)
    card = picture.copy()
    card.thumbnail((Photo.SIZES["card"], Photo.SIZES["card"]))
    large = _webp(picture)
    for size, content in {"full": large, "page": large, "card": _webp(card)}.items():
        default_storage.save(photo.path(size), ContentFile(content))


def _webp(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=82, method=1)
    return file.getvalue()
