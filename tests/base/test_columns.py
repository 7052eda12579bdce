"""Moderators read their lists in Dutch."""

from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils import translation

ALIKE = {"score", "sector"}  # Dutch words as well


def columns():
    """Every column of every list of the admin, with its admin."""
    for kept in admin.site._registry.values():
        yield from ((kept, name) for name in kept.list_display)


def label(kept, name, language):
    with translation.override(language):
        return str(label_for_field(name, kept.model, kept))


def test_every_column_has_a_dutch_name():
    english = {
        f"{kept.model.__name__}.{name}"
        for kept, name in columns()
        if name not in ALIKE and label(kept, name, "nl") == label(kept, name, "en")
    }
    assert english == set()
