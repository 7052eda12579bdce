"""Photos: what is kept of an upload, and what is refused."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import translation
from PIL import Image, ImageCms

from base.refusal import Refused
from listings import actions, photos
from listings.models import Photo

# A profile in which red and green have changed places.
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SWAPPED = SRGB.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ")
SWAPPED = SWAPPED.replace(b"____", b"gXYZ")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield tmp_path


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def upload(data, name="bed.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def encoded(image, kind="JPEG", **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def picture(size=(640, 480), colour="red", kind="JPEG", mode="RGB", **options):
    return encoded(Image.new(mode, size, colour), kind, **options)


def stored(photo, size="full"):
    return Image.open(Path(photos.default_storage.path(photo.path(size))))


def refusal(data, name="bed.jpg"):
    with pytest.raises(Refused) as refused:
        photos.read(upload(data, name))
    return str(refused.value)


# -- What is kept -----------------------------------------------------------


def test_several_photos_are_kept_in_three_sizes_each(anna, beds, media):
    made = photos.add(
        beds, [upload(picture((3000, 2000))), upload(picture((800, 600)))], by=anna
    )
    assert list(beds.photos.all()) == made
    assert [stored(made[0], size).size for size in Photo.SIZES] == [
        (480, 320),
        (1200, 800),
        (2400, 1600),
    ]
    assert [stored(made[1], size).size for size in Photo.SIZES] == [
        (480, 360),
        (800, 600),
        (800, 600),
    ]
    assert {stored(photo).format for photo in made} == {"WEBP"}
    assert (made[0].width, made[0].height) == (2400, 1600)
    assert len(files_in(media)) == 6


def test_a_photo_is_described_by_the_title_until_somebody_says_more(anna, beds):
    made = photos.add(beds, [upload(picture()), upload(picture())], by=anna)
    assert [photo.alt for photo in made] == ["Two care beds", "Two care beds (2)"]


def test_a_colleague_says_what_a_photo_shows(anna, beds):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    photos.describe(photo, by=anna, alt="The bed from the side")
    assert beds.photos.get().alt == "The bed from the side"


def test_later_photos_come_behind_the_first(anna, beds):
    first = photos.add(beds, [upload(picture())], by=anna)
    second = photos.add(beds, [upload(picture())], by=anna)
    assert list(beds.photos.all()) == first + second


def test_a_photo_is_turned_upright(anna, beds):
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    data = encoded(image, exif=exif)
    (photo,) = photos.add(beds, [upload(data)], by=anna)
    kept = stored(photo).convert("RGB")
    assert kept.size == (200, 400)
    red, _, blue = kept.getpixel((100, 20))
    assert red > 200
    assert blue < 50


def test_nothing_of_the_metadata_is_kept(anna, beds):
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 24.0)  # GPS latitude
    data = picture(
        exif=exif,
        comment=b"kamer 12",
        icc_profile=SRGB,
        xmp=b"<x:xmpmeta>Pietersen</x:xmpmeta>",
    )
    (photo,) = photos.add(beds, [upload(data)], by=anna)
    for size in Photo.SIZES:
        kept = stored(photo, size)
        assert dict(kept.getexif()) == {}
        assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(kept.info)
        raw = Path(kept.filename).read_bytes()
        assert [tag for tag in (b"EXIF", b"XMP ", b"ICCP") if tag in raw] == []


def test_what_is_transparent_becomes_white(anna, beds):
    data = picture(kind="PNG", mode="RGBA", colour=(255, 0, 0, 0))
    (photo,) = photos.add(beds, [upload(data, "bed.png")], by=anna)
    assert stored(photo).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [
        ("PNG", "P", 0),
        ("PNG", "1", 1),
        ("PNG", "L", 90),
        ("PNG", "LA", (90, 200)),
        ("PNG", "I;16", 40000),
        ("JPEG", "L", 90),
        ("JPEG", "CMYK", (0, 255, 255, 0)),
        ("WEBP", "RGB", "red"),
        ("WEBP", "RGBA", (255, 0, 0, 90)),
        ("MPO", "RGB", "red"),
    ],
)
def test_photos_of_every_honest_kind_are_read(kind, mode, colour):
    read = photos.read(upload(picture(kind=kind, mode=mode, colour=colour)))
    assert (read.width, read.height) == (640, 480)


def test_sixteen_bits_of_grey_are_not_washed_out():
    data = encoded(Image.new("I;16", (64, 64), 128 * 257), "PNG")
    kept = Image.open(BytesIO(photos.read(upload(data)).files["full"]))
    assert abs(kept.convert("L").getpixel((9, 9)) - 128) <= 2


def test_a_colour_profile_that_does_not_fit_is_passed_over():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert photos.read(upload(picture(icc_profile=lab))).width == 640
    assert photos.read(upload(picture(icc_profile=b"no profile"))).width == 640


def test_colours_are_brought_to_srgb():
    kept = photos.read(upload(picture(colour=(200, 0, 0), icc_profile=SWAPPED)))
    red, green, _ = Image.open(BytesIO(kept.files["card"])).getpixel((9, 9))
    assert green > 150
    assert red < 60


def test_a_large_photo_of_a_telephone_is_read():
    assert photos.read(upload(picture((8000, 6000)))).width == 2400


# -- What is refused --------------------------------------------------------


def test_a_fake_photo_is_refused_by_its_name():
    assert refusal(b"<script>alert(1)</script>", "bed.jpg") == (
        "“bed.jpg” can't be read: it is damaged, or no JPEG, PNG or WebP."
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_photo_is_refused(kind):
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    data = encoded(noise, kind)
    assert refusal(data[: len(data) // 2], "half.jpg") == (
        "“half.jpg” can't be read: it is damaged, or no JPEG, PNG or WebP."
    )


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PDF"])
def test_another_kind_of_file_is_refused(kind):
    data = picture((64, 64), kind=kind)
    assert refusal(data, "x.jpg") == (
        "“x.jpg” can't be read: it is damaged, or no JPEG, PNG or WebP."
    )


def png(width, height, data=b""):
    """A PNG whose header promises more than its few bytes."""

    def chunk(name, body):
        crc = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [5100, 12_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(side):
    assert refusal(png(side, side), "bomb.png") == (
        "“bomb.png” has too many pixels. Make it smaller first."
    )


def test_a_bomb_in_the_text_of_a_photo_is_refused(anna):
    text = zlib.compress(b"a" * 200_000_000)
    body = b"Comment\x00\x00" + text
    crc = struct.pack(">I", zlib.crc32(b"zTXt" + body))
    bomb = struct.pack(">I", len(body)) + b"zTXt" + body + crc
    data = picture((64, 64), kind="PNG")
    assert refusal(data[:33] + bomb + data[33:], "text.png") == (
        "“text.png” can't be read: it is damaged, or no JPEG, PNG or WebP."
    )


def test_a_file_that_is_too_large_is_refused():
    data = picture() + bytes(photos.MOST_BYTES)
    assert refusal(data) == "“bed.jpg” is larger than 15 MB."


def test_a_speck_is_refused():
    assert refusal(picture((1, 4000))) == "“bed.jpg” is too small to show anything."


def test_more_than_twelve_photos_are_refused(anna, beds, media):
    read = photos.read(upload(picture()))
    photos.add(beds, [read] * 12, by=anna)
    with pytest.raises(Refused):
        photos.add(beds, [read], by=anna)
    assert beds.photos.count() == 12
    assert len(files_in(media)) == 36


# -- All or nothing ---------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_bad_photo_leaves_none(anna, beds, media):
    with pytest.raises(Refused):
        photos.add(beds, [upload(picture()), upload(b"fake", "fake.jpg")], by=anna)
    assert (beds.photos.count(), files_in(media)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_later_leaves_no_files(anna, beds, media):
    def offer_and_stumble():
        with transaction.atomic():
            photos.add(beds, [upload(picture())], by=anna)
            assert len(files_in(media)) == 3
            raise ValueError("the rest of the deed failed")

    with pytest.raises(ValueError):
        offer_and_stumble()
    assert (Photo.objects.count(), files_in(media)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_disk_that_fails_half_way_leaves_nothing(anna, beds, media):
    (media / "photos").write_text("a file where the folder should be")
    with pytest.raises(NotADirectoryError):
        photos.add(beds, [upload(picture())], by=anna)
    assert (Photo.objects.count(), files_in(media)) == (0, ["photos"])


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_stays(anna, beds, media):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    assert len(files_in(media)) == 3
    photos.remove(photo, by=anna)
    assert (Photo.objects.count(), files_in(media)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_a_removal_that_is_rolled_back_keeps_the_files(anna, beds, media):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)

    def remove_and_stumble():
        with transaction.atomic():
            photos.remove(photo, by=anna)
            raise ValueError("too late")

    with pytest.raises(ValueError):
        remove_and_stumble()
    assert (Photo.objects.count(), len(files_in(media))) == (1, 3)


# -- Order and copies -------------------------------------------------------


def test_a_photo_is_given_another_place(anna, beds):
    one, two, three = photos.add(beds, [photos.read(upload(picture()))] * 3, by=anna)
    photos.move(three, by=anna, position=0)
    assert list(beds.photos.all()) == [three, one, two]
    photos.move(three, by=anna, position=1)
    assert list(beds.photos.all()) == [one, three, two]
    photos.move(one, by=anna, position=99)
    assert list(beds.photos.all()) == [three, two, one]


def test_a_photo_that_a_colleague_removed_just_before_is_refused(anna, beds):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    Photo.objects.all().delete()
    with pytest.raises(Refused):
        photos.remove(photo, by=anna)


@pytest.mark.django_db(transaction=True)
def test_a_copy_has_files_of_its_own(anna, beds, media):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    again = actions.copy(beds, by=anna)
    photos.remove(photo, by=anna)
    (kept,) = again.photos.all()
    assert stored(kept).size == (640, 480)
    assert len(files_in(media)) == 3


def test_a_copy_does_without_photos_whose_files_are_lost(anna, beds, media):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    Path(photos.default_storage.path(photo.path("page"))).unlink()
    assert actions.copy(beds, by=anna).photos.count() == 0


# -- Who --------------------------------------------------------------------


def test_a_stranger_touches_no_photos(anna, carla, beds, media):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    with pytest.raises(PermissionDenied):
        photos.add(beds, [upload(picture())], by=carla)
    with pytest.raises(PermissionDenied):
        photos.remove(photo, by=carla)
    with pytest.raises(PermissionDenied):
        photos.move(photo, by=carla, position=1)
    with pytest.raises(PermissionDenied):
        photos.describe(photo, by=carla, alt="Mine")
    assert (beds.photos.count(), len(files_in(media))) == (1, 3)


def test_a_moderator_may_remove_a_photo(anna, mo, beds):
    (photo,) = photos.add(beds, [upload(picture())], by=anna)
    photos.remove(photo, by=mo)
    assert beds.photos.count() == 0
