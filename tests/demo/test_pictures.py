"""The demo's pictures: one for every category, in several rooms and colours."""

from itertools import combinations

import pytest
from PIL import ImageChops, ImageStat

from catalogue.models import Category
from demo.seeding.pictures import NUMBERS, Pictures
from demo.seeding.pictures.drawing import SIZE, drawings, read
from demo.seeding.pictures.looks import LOOKS
from demo.seeding.pictures.rooms import ROOMS
from demo.seeding.pictures.scenes import label, look_of, scene


def leaves():
    return set(Category.objects.leaves().values_list("code", flat=True))


def difference(one, other):
    """0: the same; 1: each is the other's opposite."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 / 255


def test_every_category_has_a_drawing_of_its_own(db):
    assert set(drawings()) == leaves()
    for (one, drawn), (other, others) in combinations(drawings().items(), 2):
        assert drawn.shapes != others.shapes, (one, other)


def test_every_drawing_is_at_home_somewhere():
    for code, drawing in drawings().items():
        assert drawing.where in ROOMS, code


def test_every_drawing_is_mostly_on_the_picture():
    for code, drawing in drawings().items():
        left, top, right, bottom = drawing.box
        assert 0 <= (left + right) / 2 <= 120, code
        assert 0 <= (top + bottom) / 2 <= 90, code


def test_every_colour_of_the_data_is_in_every_look():
    files = [read("drawings.txt"), read("rooms.txt")]
    shapes = [it for file in files for drawn in file.values() for it in drawn.shapes]
    for look in LOOKS:
        assert {shape.colour for shape in shapes} <= set(look)


def test_the_same_number_gives_the_same_picture_and_another_a_different_one():
    first, again, other = (scene("care-bed", number) for number in (0, 0, 1))
    assert difference(first, again) == 0
    assert difference(first, other) > 0.02


@pytest.mark.parametrize("how", [{"pieces": 2}, {"pieces": 3}, {"near": True}])
def test_a_group_and_a_part_differ_from_the_thing_alone(how):
    alone, other = scene("rollator", 0), scene("rollator", 0, **how)
    assert other.size == SIZE
    assert difference(alone, other) > 0.005


def test_variants_of_a_category_have_different_colours():
    for code in drawings():
        looks = [look_of(code, number) for number in range(7)]
        assert len(set(looks)) == len(looks), code


def test_labels_are_as_large_as_the_other_photos():
    assert [label(look).size for look in range(len(LOOKS))] == [SIZE] * len(LOOKS)


def test_a_third_of_the_offers_has_two_to_four_photos_to_swipe():
    pictures = Pictures()
    rows = [pictures.photos(pk, "rollator", 5, "Rollators") for pk in range(60)]
    several = [photos for photos in rows if len(photos) > 1]
    assert len(several) == 20
    assert {len(photos) for photos in several} == {2, 3, 4}
    for photos in several:
        assert [photo["position"] for photo in photos] == list(range(len(photos)))
        assert len({photo["name"] for photo in photos}) == len(photos)


def test_a_room_is_shown_once_and_has_no_label():
    pictures = Pictures()
    for pk in range(60):
        pictures.photos(pk, "meeting-room", 4, "Rooms", alone=True)
    assert len(pictures.wanted) == len(NUMBERS[1]) + 1  # one of them from close by
    assert all("meeting-room" in name for name in pictures.wanted)


def test_many_offers_share_few_pictures():
    pictures = Pictures()
    for pk in range(1000):
        pictures.photos(pk, "rollator", pk % 9 + 1, "Rollators")
    assert len(pictures.wanted) <= sum(map(len, NUMBERS.values())) + 4


def test_what_is_drawn_is_not_drawn_again(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    pictures = Pictures()
    (photo,) = pictures.photos(1, "rollator", 1, "Rollator")
    pictures.draw()
    files = sorted(tmp_path.rglob("*.webp"))
    times = [file.stat().st_mtime_ns for file in files]
    pictures.draw()
    assert [file.stat().st_mtime_ns for file in files] == times
    assert len(files) == 3
    assert all(photo["name"] in str(file) for file in files)
