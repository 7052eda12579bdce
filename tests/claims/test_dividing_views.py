"""Comparing, dividing, agreeing and changing, over HTTP."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from claims import actions
from claims.comparison import Comparison
from claims.models import Claim
from outbox.models import Letter
from tests.claims.conftest import DAY, bram_asks
from tests.factories import ClaimFactory, ListingFactory


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def chairs(anna):
    place = anna.organisation.locations.get()
    return ListingFactory(made_by=anna, location=place, title="Chairs", quantity=10)


@pytest.fixture
def two(chairs, bram, carla):
    """Bram asks for eight, Carla for six."""
    return [bram_asks(chairs, bram, quantity=8), bram_asks(chairs, carla, quantity=6)]


def compare_url(listing):
    return reverse("claims:compare", args=[listing.pk])


def give(*pairs):
    return {f"give-{claim.pk}": number for claim, number in pairs}


def words(response):
    text = re.sub(r"\s+", " ", strip_tags(response.content.decode()))
    return text.replace("\xa0", " ")


def test_the_owner_divides_in_one_form(as_, chairs, two, anna):
    first, second = two
    page = as_(anna).get(compare_url(chairs))
    assert [asker.claim for asker, _box in page.context["form"].rows] == two
    response = as_(anna).post(compare_url(chairs), give((first, 4), (second, 6)))
    assert (response.status_code, response.url) == (302, compare_url(chairs))
    assert list(Claim.objects.order_by("pk").values_list("state", "quantity")) == [
        ("proposed", 4),
        ("accepted", 6),
    ]


def test_more_than_there_is_is_said_above_the_form(as_, chairs, two, anna):
    typed = give((two[0], 8), (two[1], 3))
    response = as_(anna).post(compare_url(chairs), typed)
    assert response.context["form"].non_field_errors() == [
        "You divide 11. Only 10 left."
    ]
    assert set(Claim.objects.values_list("state", flat=True)) == {"asked"}


def test_nothing_filled_in_is_said_too(as_, chairs, two, anna):
    response = as_(anna).post(compare_url(chairs), give((two[0], ""), (two[1], 0)))
    assert response.context["form"].non_field_errors() == [
        "Fill in how many pieces somebody gets."
    ]


def test_more_than_somebody_asked_is_said_beside_the_box(as_, chairs, two, anna):
    response = as_(anna).post(compare_url(chairs), give((two[1], 7)))
    assert list(response.context["form"].errors) == [f"give-{two[1].pk}"]


def test_what_is_left_is_told_while_one_types(as_, chairs, two, anna):
    url = reverse("claims:left_over", args=[chairs.pk])
    browser = as_(anna)
    told = [
        words(browser.get(url, typed)).strip()
        for typed in (
            {},
            give((two[0], 4), (two[1], "")),
            give((two[0], 8), (two[1], 6)),
            give((two[0], "x")),
        )
    ]
    assert told == [
        "Free to give: 10 pieces",
        "Left to give: 6 pieces of 10",
        "More than there is: only 10 pieces free.",
        "Free to give: 10 pieces",
    ]


@pytest.mark.parametrize("who", ["bram", "carla", "mo"])
@pytest.mark.parametrize("name", ["compare", "left_over"])
def test_nobody_else_compares(as_, chairs, two, request, name, who):
    person = request.getfixturevalue(who)
    url = reverse(f"claims:{name}", args=[chairs.pk])
    assert as_(person).get(url).status_code == 404


def test_each_asker_stands_there_with_what_helps_to_choose(chairs, two, anna, bram):
    for state, was_promised in [
        ("handed_over", True),
        ("returned", True),
        ("expired", True),
        ("withdrawn", False),
        ("declined", True),
    ]:
        earlier = ClaimFactory(asker=bram, state=state)
        if was_promised:
            earlier.steps.create(state="accepted")
    chairs.refresh_from_db()
    first, second = Comparison(chairs).askers
    assert (first.kept, first.missed, second.kept, second.missed) == (2, 1, 0, 0)
    assert (first.most, first.place, round(first.km)) == (8, 0, 0)


def test_fifty_askers_cost_few_queries(
    as_, chairs, anna, today, django_assert_max_num_queries
):
    chairs.terms = ["free", "loan"]
    chairs.save()
    days = {"starts_on": today + DAY, "ends_on": today + 3 * DAY}
    for number in range(50):
        loan = {"term": "loan", **days} if number % 2 else {}
        ClaimFactory(listing=chairs, quantity=3, **loan)
    browser = as_(anna)
    browser.get(compare_url(chairs))  # the tree of categories is read once a process
    with django_assert_max_num_queries(9):
        page = browser.get(compare_url(chairs))
    assert len(page.context["form"].rows) == 50


def test_the_listing_leads_to_the_comparison(as_, chairs, two, anna):
    page = as_(anna).get(f"/listings/{chairs.pk}/")
    assert f'href="{compare_url(chairs)}"' in page.content.decode()


# -- From the letter ---------------------------------------------------------
@pytest.fixture
def proposed(chairs, two, anna):
    actions.divide(chairs, {two[0].pk: 4}, by=anna)
    return two[0]


def test_the_letter_leads_to_a_page_with_one_button(as_, proposed, bram):
    letter = Letter.objects.get(key__startswith="claims/letters/proposed ")
    (path,) = re.findall(r"http://[^/]+(/\S+/agree/)", letter.body)
    page = as_(bram).get(path)
    text = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert text.count("<button") == 1
    assert Claim.objects.get(pk=proposed.pk).state == "proposed"  # looking does nothing
    response = as_(bram).post(path)
    assert response.url == reverse("logistics:schedule", args=[proposed.pk])
    assert Claim.objects.get(pk=proposed.pk).state == "accepted"


def test_who_is_not_logged_in_logs_in_first_and_comes_back(client, proposed):
    path = reverse("claims:agree", args=[proposed.pk])
    assert client.get(path).url == f"/accounts/login/?next={path}"


def test_waiting_for_all_has_one_button_too(as_, proposed, anna, bram, carla):
    actions.accept(Claim.objects.get(organisation=carla.organisation), by=anna)
    path = reverse("claims:wait_for_all", args=[proposed.pk])
    assert "goes to who waits next" in words(as_(bram).get(path))
    response = as_(bram).post(path)
    assert response.url == proposed.get_absolute_url()
    assert Claim.objects.get(pk=proposed.pk).state == "waiting"


def test_keeping_a_place_has_one_button(as_, chairs, anna, bram, carla):
    actions.accept(bram_asks(chairs, bram, quantity=10), by=anna)
    waits = bram_asks(chairs, carla, wait=True)
    path = reverse("claims:stay", args=[waits.pk])
    assert "Yes, keep my place" in words(as_(carla).get(path))
    assert as_(carla).post(path).url == waits.get_absolute_url()


@pytest.mark.parametrize("name", ["agree", "wait_for_all", "stay", "change"])
def test_a_stranger_finds_none_of_it(as_, beds, anna, bram, carla, name):
    claim = bram_asks(beds, bram, quantity=2)
    actions.divide(beds, {claim.pk: 1}, by=anna)
    path = reverse(f"claims:{name}", args=[claim.pk])
    assert as_(carla).get(path).status_code == 404
    assert as_(carla).post(path).status_code == 404


# -- Every state has its page ------------------------------------------------
def test_the_page_says_what_happens_now(as_, chairs, two, anna, bram, carla):
    first, second = two
    actions.divide(chairs, {first.pk: 7}, by=anna)
    assert "Agree, or let it go" in words(as_(bram).get(first.get_absolute_url()))
    owner = words(as_(anna).get(first.get_absolute_url()))
    assert "Kept for Stadsziekenhuis: 7 pieces." in owner
    actions.divide(chairs, {second.pk: 3}, by=anna)
    actions.agree(second, by=carla)
    assert "It is kept until" in words(as_(carla).get(second.get_absolute_url()))
    waits = bram_asks(chairs, somebody_else(), quantity=2, wait=True)
    waiting = words(as_(waits.asker).get(waits.get_absolute_url()))
    assert "Number 1 on the waiting list" in waiting
    owner = words(as_(anna).get(waits.get_absolute_url()))
    assert "It waits until something comes free" in owner


def somebody_else():
    """Somebody of a fourth organisation, with a place."""
    return ClaimFactory().asker


# -- Asking for the list -----------------------------------------------------
def test_where_all_is_promised_one_joins_the_list(as_, chairs, anna, bram, carla):
    actions.accept(bram_asks(chairs, bram, quantity=10), by=anna)
    page = as_(carla).get(f"/listings/{chairs.pk}/")
    ask = reverse("claims:ask", args=[chairs.pk])
    assert "Join the waiting list" in words(page)
    form = as_(carla).get(ask)
    assert "All of it is promised to others." in words(form)
    place = carla.organisation.locations.get().pk
    typed = {"term": "free", "quantity": 2, "location": place, "wait": "True"}
    response = as_(carla).post(ask, typed, follow=True)
    assert "You are number 1 on the waiting list." in words(response)


def test_days_on_which_nothing_is_free_offer_the_list(
    as_, lift, anna, bram, carla, today
):
    days = {"starts_on": today + DAY, "ends_on": today + 2 * DAY}
    actions.accept(bram_asks(lift, bram, term="loan", quantity=2, **days), by=anna)
    ask = reverse("claims:ask", args=[lift.pk])
    place = carla.organisation.locations.get().pk
    typed = {"term": "loan", "quantity": 1, "location": place, **days}
    refused = as_(carla).post(ask, typed)
    assert refused.context["form"].errors["quantity"] == [
        "Nothing is free in this period."
    ]
    assert 'name="wait"' in refused.content.decode()
    as_(carla).post(ask, typed | {"wait": "on"})
    assert Claim.objects.get(organisation=carla.organisation).state == "waiting"


# -- Changing ----------------------------------------------------------------
def change_url(claim):
    return reverse("claims:change", args=[claim.pk])


def test_an_open_ask_is_changed(as_, two, bram, today):
    day = today + 5 * DAY
    as_(bram).post(change_url(two[0]), {"quantity": 3, "needed_by": day})
    two[0].refresh_from_db()
    assert (two[0].quantity, two[0].needed_by, two[0].state) == (3, day, "asked")
    letter = Letter.objects.get(key__startswith="claims/letters/changed ")
    assert (letter.to, "8 → 3" in letter.body) == ("anna@example.org", True)


def test_what_does_not_fit_is_said_beside_the_field(as_, two, bram):
    response = as_(bram).post(change_url(two[0]), {"quantity": 11})
    assert response.context["form"].errors["quantity"] == ["Only 10 left."]


def test_of_what_was_promised_only_pieces_go_back(as_, chairs, two, anna, bram):
    actions.accept(two[0], by=anna)
    form = as_(bram).get(change_url(two[0])).context["form"]
    assert list(form.fields) == ["quantity"]
    more = as_(bram).post(change_url(two[0]), {"quantity": 9})
    assert list(more.context["form"].errors) == ["quantity"]
    as_(bram).post(change_url(two[0]), {"quantity": 5})
    chairs.refresh_from_db()
    two[0].refresh_from_db()
    assert (two[0].quantity, two[0].state, chairs.left) == (5, "accepted", 5)


def test_the_days_of_a_loan_change_while_nobody_answered(as_, lent, bram, today):
    first, last = today + 20 * DAY, today + 25 * DAY
    typed = {"quantity": 1, "starts_on": first, "ends_on": last}
    as_(bram).post(change_url(lent), typed)
    lent.refresh_from_db()
    assert (lent.quantity, lent.starts_on, lent.ends_on) == (1, first, last)


def test_a_change_that_changes_nothing_writes_no_letter(as_, two, bram):
    as_(bram).post(change_url(two[0]), {"quantity": 8})
    assert not Letter.objects.filter(key__contains="changed").exists()


@pytest.mark.parametrize("who", ["anna", "mo"])
def test_only_the_asker_changes(as_, two, request, who):
    person = request.getfixturevalue(who)
    answer = as_(person).post(change_url(two[0]), {"quantity": 1})
    assert answer.status_code == 403
