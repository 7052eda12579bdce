"""The HTML around the text of a letter."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from base.templatetags.ui import letter_parts

BODY = """Dear Anna,

See it: https://a.example/1/

What: 2 beds, 90 cm: wide
Where: Amersfoort

The preferences: https://a.example/2/"""


def letter(**fields):
    given = {"subject": "Two beds", "body": BODY, "language": "nl"} | fields
    context = {"letter": SimpleNamespace(**given)}
    return render_to_string("outbox/letter.html", context)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_parts_of_a_letter():
    assert [
        (part["words"].partition("\n")[0], part["address"], part["is_first"])
        for part in letter_parts(BODY)
    ] == [
        ("Dear Anna,", "", False),
        ("See it", "https://a.example/1/", True),
        ("What: 2 beds, 90 cm: wide", "", False),
        ("The preferences", "https://a.example/2/", False),
    ]


def test_lines_that_are_facts_have_their_label_apart():
    assert letter_parts(BODY)[2]["facts"] == [
        ("What", "2 beds, 90 cm: wide"),
        ("Where", "Amersfoort"),
    ]


@pytest.mark.parametrize("body", ["Note: bring a van", "One: 1\nand no fact", "Hi"])
def test_other_paragraphs_are_no_facts(body):
    assert letter_parts(body)[0]["facts"] == []


def test_only_the_first_link_is_a_button():
    buttons = re.findall(r'href="([^"]+)"\s+style="display: inline-block', letter())
    assert buttons == ["https://a.example/1/"]


def test_what_members_wrote_is_escaped():
    html = letter(
        subject="<b>One bed</b>", body="<script>x</script>\n\nA: <i>b</i>\nC: d"
    )
    assert [html.count(tag) for tag in ("<script", "<b>", "<i>")] == [0, 0, 0]


def test_a_letter_asks_nothing_of_any_host():
    assert re.findall(r"<(?:img|link|script|iframe)|url\(|@import", letter()) == []


def test_the_words_of_a_letter_can_be_read_in_light_and_dark():
    html = letter()
    pairs = re.findall(r"background: (#\w{6})[^;]*; color: (#\w{6})", html)
    assert len(pairs) == 4  # head, sheet and button; the sheet in the dark
    on_paper = [("#f9f7f2", "#566568"), ("#0e1719", "#b9c5c6")]
    on_sheet = [("#ffffff", "#005a5e"), ("#172326", "#7fd0cd")]
    for ground, words in pairs + on_paper + on_sheet:
        assert {ground, words} <= set(re.findall(r"#\w{6}", html))
        assert contrast(ground, words) >= 4.5, (ground, words)
