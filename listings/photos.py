"""Photos: read with suspicion, kept upright, small and without metadata."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from base.refusal import Refused
from listings import rules
from listings.intake.barcodes import Label, read_label
from listings.models import Listing, Photo, Pictured
from members.models import User

MOST_PHOTOS = 12  # of one listing
MOST_LABELS = 4  # photos that are searched for barcodes, of one form
MOST_BYTES = 15 * 1024**2  # of one file
# Looked up in the header, before anything is unpacked. A JPEG is unpacked smaller; 25
# megapixels of the other kinds take some 400 MB of memory.
MOST_MEGAPIXELS = {"JPEG": 50, "MPO": 50, "PNG": 25, "WEBP": 25, "HEIF": 25}
LEAST_PIXELS = 16  # shortest side
QUALITY = 82  # of the WebP files, 0–100
Image.init()
# HEIC where this machine's Pillow reads it; MPO is what many phones call a JPEG.
FORMATS: list[str] = [
    f for f in ("JPEG", "MPO", "PNG", "WEBP", "HEIF") if f in Image.OPEN
]
PLAIN_MODES = ["L", "LA", "RGB", "RGBA", "CMYK"]


@dataclass(frozen=True)
class Picture:
    """A photo that was read: its full size in pixels, and every size as WebP."""

    width: int
    height: int
    files: dict[str, bytes]


@transaction.atomic
def add(
    listing: Listing, files: Iterable[UploadedFile | Picture], *, by: User
) -> list[Photo]:
    """Put photos behind those that a listing has: all of them, or none."""
    listing = _lock(listing, by)
    given, have = list(files), listing.photos.count()
    if have + len(given) > MOST_PHOTOS:
        raise Refused(
            _("An offer can have %(most)s photos at most.") % {"most": MOST_PHOTOS}
        )
    pictures = [p if isinstance(p, Picture) else read(p) for p in given]
    return [_keep(picture, listing, have + n) for n, picture in enumerate(pictures)]


@transaction.atomic
def remove(photo: Photo, *, by: User) -> None:
    """Take a photo away, its files too."""
    photo = _locked(photo, by)
    paths = _paths(photo)
    photo.delete()
    transaction.on_commit(lambda: _delete(paths))


@transaction.atomic
def move(photo: Photo, *, by: User, position: int) -> None:
    """Give a photo another place in the row; 0 is the first."""
    photo = _locked(photo, by)
    row = [other for other in photo.listing.photos.all() if other != photo]
    row.insert(max(position, 0), photo)
    for place, other in enumerate(row):
        other.position = place
    Photo.objects.bulk_update(row, ["position"])


@transaction.atomic
def describe(photo: Photo, *, by: User, alt: str) -> None:
    """Say what a photo shows, for who can't see it."""
    photo = _locked(photo, by)
    photo.alt = alt
    photo.save(update_fields=["alt"])


def copy(listing: Listing, *, to: Listing) -> list[Photo]:
    """The photos of one listing for another one, as files of its own."""
    pictures = filter(None, map(_picture_of, listing.photos.all()))
    return [_keep(picture, to, place) for place, picture in enumerate(pictures)]


def read(file: UploadedFile) -> Picture:
    """What an uploaded file shows, in every size; or a refusal that names the file."""
    return _looked_at(file, _picture)


def read_labels(files: Iterable[UploadedFile]) -> Label:
    """What the barcodes in the first uploaded photos say; a refusal as in `read`."""
    label = Label()
    for file in islice(files, MOST_LABELS):
        label = label.and_then(_looked_at(file, read_label))
    return label


def _looked_at(file: UploadedFile, look: Callable[[Image.Image], Any]) -> Any:
    if (file.size or 0) > MOST_BYTES:
        raise _refusal(_("“%(name)s” is larger than 15 MB."), file)
    try:
        _verify(file)
        return look(_open(file))
    except Image.DecompressionBombError as bomb:
        raise _refusal(
            _("“%(name)s” has too many pixels. Make it smaller first."), file
        ) from bomb
    except (Refused, MemoryError):
        raise
    except Exception as damage:  # a decoder may fail in any way on a forged file
        raise _refusal(
            _("“%(name)s” can't be read: it is damaged, or no JPEG, PNG or WebP."), file
        ) from damage


def _open(file: UploadedFile) -> Image.Image:
    file.seek(0)
    return Image.open(file, formats=FORMATS)


def _verify(file: UploadedFile) -> None:
    """Look at the header and the checksums; Pillow wants the file opened afresh to
    read the picture after that."""
    image = _open(file)
    if image.width * image.height > MOST_MEGAPIXELS[image.format or ""] * 1_000_000:
        raise Image.DecompressionBombError
    if min(image.size) < LEAST_PIXELS:
        raise _refusal(_("“%(name)s” is too small to show anything."), file)
    image.verify()


def _refusal(sentence: str, file: UploadedFile) -> Refused:
    return Refused(sentence % {"name": file.name})


def _picture(image: Image.Image) -> Picture:
    """Upright, in sRGB, on white, as nothing but pixels."""
    largest = max(Photo.SIZES.values())
    image.draft("RGB", (largest, largest))
    image = _in_plain_mode(image)
    image.thumbnail((largest, largest), reducing_gap=2)
    upright = ImageOps.exif_transpose(image)
    plain = _in_srgb(_on_white(upright), upright.info.get("icc_profile"))
    plain.info.clear()  # whatever a writer of files may take from there
    files = {size: _webp(plain, side) for size, side in Photo.SIZES.items()}
    return Picture(plain.width, plain.height, files)


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """Modes that can be made smaller: no palettes, eight bits per colour."""
    if image.mode in PLAIN_MODES:
        return image
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as browsers show them; a profile that is broken or that is not
    about this kind of picture is passed over."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
            return shown or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def _webp(image: Image.Image, side: int) -> bytes:
    smaller, file = image.copy(), BytesIO()
    smaller.thumbnail((side, side))
    smaller.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()


def _keep(picture: Picture, listing: Listing, place: int) -> Photo:
    photo = Photo(
        listing=listing,
        alt=listing.title if place == 0 else f"{listing.title} ({place + 1})",
        position=place,
    )
    keep(picture, photo)
    return photo


def keep(picture: Picture, photo: Pictured) -> None:
    """Write the files, then the row, which knows already whose it is."""
    photo.name = uuid4().hex
    photo.width, photo.height = picture.width, picture.height
    transaction.on_commit(_Hold(_paths(photo)))
    for size, data in picture.files.items():
        default_storage.save(photo.path(size), ContentFile(data))
    photo.save(force_insert=True)


class _Hold:
    """Files that wait for their transaction: committed, they stay; rolled back, they
    go. Django calls what waits for the commit and forgets it after a rollback; what is
    forgotten without having been called was rolled back."""

    def __init__(self, paths: list[str]):
        self.paths = paths

    def __call__(self) -> None:
        self.paths = []

    def __del__(self):
        _delete(self.paths)


def _picture_of(photo: Photo) -> Picture | None:
    """A kept photo as it was read; None when its files are lost."""
    try:
        files = {size: _stored(photo.path(size)) for size in Photo.SIZES}
    except FileNotFoundError:
        return None
    return Picture(photo.width, photo.height, files)


def _stored(path: str) -> bytes:
    with default_storage.open(path) as file:
        return file.read()


def _paths(photo: Pictured) -> list[str]:
    return [photo.path(size) for size in Photo.SIZES]


def _delete(paths: list[str]) -> None:
    for path in paths:
        with suppress(OSError):  # what can't be deleted now is waste, not harm
            default_storage.delete(path)


def _lock(listing: Listing, by: User) -> Listing:
    """The listing, held, if this person may change it."""
    listing = Listing.objects.lock(listing.pk)
    if not rules.can_edit(by, listing):
        raise PermissionDenied
    return listing


def _locked(photo: Photo, by: User) -> Photo:
    """The photo under its listing's lock; somebody else may have removed it."""
    listing = _lock(photo.listing, by)
    kept = listing.photos.filter(pk=photo.pk).first()
    if kept is None:
        raise Refused(_("This photo was removed already."))
    return kept
