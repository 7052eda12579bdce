"""What docs/design.md promises of the colours, worked out from tokens.css itself."""

import math
import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
TONES = ("good", "warn", "bad", "info", "quiet")

TEXT_ON = [
    ("ink", ("canvas", "surface", "sunken", "brand-soft", "action-soft")),
    ("ink-soft", ("canvas", "surface", "sunken")),
    ("brand", ("canvas", "surface", "sunken", "brand-soft")),
    ("brand-strong", ("canvas", "surface", "sunken", "brand-soft")),
    ("action-strong", ("canvas", "surface", "action-soft")),
    ("on-brand", ("brand", "brand-strong")),
    ("on-action", ("action", "action-strong")),
    ("on-deep", ("deep",)),
    ("apricot", ("deep",)),
    *((tone, (f"{tone}-soft", "surface", "canvas")) for tone in TONES),
]
CONTROL_ON = [
    ("edge", ("canvas", "surface", "sunken")),
    ("action", ("canvas", "surface")),
    ("focus", ("canvas", "surface", "sunken", "brand-soft")),
]


def colour(name, dark):
    """The lightness, chroma and hue of a token, in light or in dark."""
    value = re.search(rf"--{name}: ([^;]+);", TOKENS)[1]
    if alias := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(alias[1], dark)
    found = re.findall(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value)
    return tuple(float(number) for number in found[-1 if dark else 0])


def luminance(lightness, chroma, hue):
    """The relative luminance of WCAG 2, by way of OKLab (Ottosson 2020)."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1, max(0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(*one), luminance(*other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(pairs, least, dark):
    return [
        (front, ground, round(ratio, 2))
        for front, grounds in pairs
        for ground in grounds
        if (ratio := contrast(colour(front, dark), colour(ground, dark))) < least
    ]


def test_black_on_white_has_the_contrast_of_the_standard():
    assert round(contrast((0, 0, 0), (1, 0, 0)), 1) == 21.0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_has_a_contrast_of_four_and_a_half(dark):
    assert too_faint(TEXT_ON, 4.5, dark) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_edges_of_controls_have_a_contrast_of_three(dark):
    assert too_faint(CONTROL_ON, 3, dark) == []
