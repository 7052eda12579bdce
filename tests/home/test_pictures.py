"""The demo's pictures: one for every category, in several rooms and colours."""

from itertools import combinations

import pytest
from PIL import ImageChops, ImageStat

from home.demo.seeding.pictures import VARIANTS, Pictures
from home.demo.seeding.pictures.drawing import drawings
from home.demo.seeding.pictures.scenes import SIZE, scene
from listings.models import Category


def leaves():
    return set(Category.objects.leaves().values_list("code", flat=True))


def difference(one, other):
    """0: the same; 1: each is the other's opposite."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3 / 255


def test_every_category_has_a_drawing_of_its_own(db):
    drawn = {code: shapes for code, shapes in drawings().items() if code[0] != "*"}
    assert set(drawn) == leaves()
    for (one, shapes), (other, others) in combinations(drawn.items(), 2):
        assert shapes != others, (one, other)


def test_every_drawing_stays_on_the_picture():
    for code, shapes in drawings().items():
        middles = [
            (sum(xs) / len(xs), sum(ys) / len(ys))
            for xs, ys in (zip(*shape.points, strict=True) for shape in shapes)
        ]
        if code[0] != "*":
            assert all(0 <= x <= 120 and -5 <= y <= 90 for x, y in middles), code


def test_the_same_number_gives_the_same_picture_and_another_a_different_one():
    first, again, other = (scene("care-bed", number) for number in (0, 0, 1))
    assert difference(first, again) == 0
    assert difference(first, other) > 0.02


@pytest.mark.parametrize("how", [{"pieces": 2}, {"pieces": 3}, {"near": True}])
def test_a_group_and_a_part_differ_from_the_thing_alone(how):
    alone, other = scene("rollator", 0), scene("rollator", 0, **how)
    assert other.size == SIZE
    assert difference(alone, other) > 0.005


def test_a_third_of_the_offers_has_photos_to_swipe():
    pictures = Pictures()
    rows = [pictures.photos(pk, "rollator", 5, "Rollators") for pk in range(60)]
    assert sum(len(photos) > 1 for photos in rows) == 20
    assert [photo["position"] for photo in rows[6]] == [0, 1, 2]


def test_a_room_is_shown_once_however_many_there_are():
    pictures = Pictures()
    pictures.photos(1, "meeting-room", 4, "Rooms", alone=True)
    assert [how["pieces"] for how in pictures.wanted.values()] == [1]


def test_many_offers_share_few_pictures():
    pictures = Pictures()
    for pk in range(1000):
        pictures.photos(pk, "rollator", pk % 9 + 1, "Rollators")
    assert len(pictures.wanted) <= VARIANTS * 5


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
