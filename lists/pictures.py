"""Photos that come with a list, in a ZIP: found by their names, and put with the
listings that their rows become."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from base.refusal import Refused
from catalogue.words import plain
from listings import photos
from listings.models import Listing
from members.models import User
from surplus.rows import SurplusRow
from surplus.unreadable import Unreadable

MOST_BYTES = 200 * 1024**2  # of a ZIP
MOST_FILES = 2_000
KINDS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
DAMAGED = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    zlib.error,
)
ENCRYPTED = 1  # the bit of a ZIP's flags
_NUMBERED = re.compile(r"^(\d+)(?!\d)|^(?:rij|row|nr)[ _-]*(\d+)", re.I)
_COUNTED = re.compile(r"[ _-]*\(?\d{1,2}\)?$")


class Pictures:
    """The photos of a ZIP, to be found by what a row says."""

    def __init__(self, names: Iterable[str]):
        self.by_name: dict[str, list[str]] = defaultdict(list)
        self.by_number: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            shown = spelled(name)
            path, stem = PurePath(shown), _stem(shown)
            for key in {path.name.casefold(), stem, _COUNTED.sub("", stem)} - {""}:
                self.by_name[key].append(name)
            if number := _NUMBERED.match(path.stem.strip()):
                self.by_number[str(int(number[1] or number[2]))].append(name)

    def of(self, row: SurplusRow) -> list[str]:
        """Those that the row names; else those with its number (the list's own, or
        that of the row in the sheet); else those that are called as it is."""
        named = [name for photo in row.photos for name in self._called(photo)]
        number = row.nr if row.nr is not None else row.row
        found = named or self.by_number.get(str(number)) or self._called(row.title)
        return list(dict.fromkeys(found))[: photos.MOST_PHOTOS]

    def _called(self, words: str) -> list[str]:
        name = re.split(r"[\\/]", words)[-1].casefold()
        return self.by_name.get(name) or self.by_name.get(_stem(words), [])


def spelled(name: str) -> str:
    """A name in a ZIP as people read it: the Finder of a Mac writes UTF-8 without
    saying so, which is then read as DOS letters."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def names_in(file: IO[bytes]) -> list[str]:
    """The names of all photos in a ZIP. Raises `Unreadable` with a sentence; nothing
    is unpacked for it."""
    try:
        with ZipFile(file) as package:
            infos = [info for info in package.infolist() if _is_photo(info)]
    except (BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_("This is no ZIP file, or it is damaged.")) from error
    _check(infos)
    return [info.filename for info in infos]


def add(
    listing: Listing, package: ZipFile, names: Iterable[str], *, by: User
) -> list[str]:
    """Put photos with a listing, as many as can be read; returns what is wrong with
    the others, in sentences."""
    wrong = []
    for name in names:
        try:
            photos.add(listing, [_unpacked(package, name)], by=by)
        except Refused as refusal:
            wrong.append(str(refusal))
        except DAMAGED:
            wrong.append(_("“%(name)s” in the ZIP is damaged.") % {"name": name})
    return wrong


def empty() -> ZipFile:
    """For a list that came without photos."""
    return ZipFile(BytesIO(), "w")


def _unpacked(package: ZipFile, name: str) -> SimpleUploadedFile:
    """One photo; what a forged header promised less of is cut off, and then damaged."""
    with package.open(name) as opened:
        content = opened.read(photos.MOST_BYTES + 1)
    return SimpleUploadedFile(PurePath(name).name, content)


def _is_photo(info: ZipInfo) -> bool:
    """Not a folder, and not what a Mac puts beside each file."""
    path = PurePath(info.filename)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return path.suffix.lower() in KINDS and not hidden and not info.is_dir()


def _check(infos: list[ZipInfo]) -> None:
    if not infos:
        raise Unreadable(_("There are no photos in this ZIP (.jpg, .png or .webp)."))
    if len(infos) > MOST_FILES:
        raise Unreadable(_("There are more than 2,000 photos in this ZIP. Split it."))
    for info in infos:
        name = {"name": PurePath(info.filename).name}
        if info.flag_bits & ENCRYPTED:
            raise Unreadable(_("This ZIP is protected with a password."))
        if info.file_size > photos.MOST_BYTES:
            raise Unreadable(_("“%(name)s” is larger than 15 MB.") % name)


def _stem(name: str) -> str:
    """A name without folder and kind, as plain words."""
    last = re.split(r"[\\/]", name)[-1]
    path = PurePath(last)
    bare = path.stem if path.suffix.lower() in KINDS else last
    return " ".join(re.split(r"[\W_]+", plain(bare))).strip()
