"""The category tree in memory."""

from catalogue import tree as module
from catalogue.models import Category
from catalogue.tree import FRESH_S, lines, tree


def test_what_is_blocked_or_off_is_known_but_not_found(db):
    off = Category.objects.exclude(parent=None).filter(route="off").first()
    blocked = Category.objects.filter(route="blocked").first()
    assert {off.pk, blocked.pk} <= set(tree().all)
    assert not {off.pk, blocked.pk} & set(tree().findable)


def test_what_a_moderator_switches_on_is_found_at_once(db):
    off = Category.objects.exclude(parent=None).filter(route="off").first()
    assert off.pk not in tree().findable
    off.is_switched_on = True
    off.save()
    assert off.pk in tree().findable
    assert off.pk in [code for _parent, group in lines() for code, _name in group]


def test_it_is_read_once(db, django_assert_num_queries):
    tree()
    with django_assert_num_queries(0):
        tree()
        lines()


def test_it_is_read_again_after_a_minute(db, monkeypatch, django_assert_num_queries):
    tree()
    monkeypatch.setattr(module, "monotonic", lambda: FRESH_S)
    with django_assert_num_queries(1):
        tree()
        lines()


def test_a_parent_stands_first_in_its_group(db):
    for parent, group in lines():
        assert group[0][1] == f"All: {parent}"
