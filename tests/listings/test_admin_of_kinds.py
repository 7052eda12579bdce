"""What moderators switch on, and what was learned of kinds."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from catalogue.models import Category
from listings import title_statistics
from listings.intake import prohibited, questions
from tests.factories import ListingFactory


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


def category_page(code):
    return reverse("admin:catalogue_category_change", args=[code])


def test_lending_staff_is_off_until_the_cooperative_switches_it_on(
    moderator, anna, client
):
    staff = Category.objects.get(pk="staff-support")
    assert staff not in Category.objects.shareable()
    moderator.post(category_page("staff-support"), {"is_switched_on": "on"})
    assert staff in Category.objects.shareable()
    offer = ListingFactory(made_by=anna, state="draft", category=staff, declared={})
    offer.category.refresh_from_db()
    assert [str(question) for question in questions.missing(offer)] == [
        "May you lend staff?"
    ]
    assert prohibited.judge_listing(offer).blocks == []
    moderator.post(category_page("staff-support"), {})
    assert staff not in Category.objects.shareable()


def test_nothing_else_can_be_switched(moderator):
    said = {"is_switched_on": "on"}
    for code in ("medicines", "desk"):
        assert moderator.post(category_page(code), said).status_code == 403
    assert not Category.objects.filter(is_switched_on=True).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.filter(route="blocked").update(is_switched_on=True)


def test_what_was_learned_can_be_read(moderator, anna):
    for _ in range(title_statistics.FEWEST):
        ListingFactory(
            title="Zwurf", category=Category.objects.get(pk="desk"), weight_kg=7
        )
    title_statistics.learn_habits()
    [habit] = moderator.get("/admin/catalogue/habit/").context["cl"].result_list
    assert habit.weight_kg == 7
