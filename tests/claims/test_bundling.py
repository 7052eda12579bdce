"""Several things of one owner: collected, asked, answered and agreed to in one go."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from base.refusal import Refused
from claims import actions
from claims.models import Bundle, BundleRow, Claim
from outbox.models import Letter
from tests.claims.conftest import DAY, bram_asks, read_by, state_of
from tests.factories import ListingFactory, UserFactory


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def basket(chairs, beds, bram):
    """Four chairs and two beds of Anna's, not asked for yet."""
    actions.put_in(beds, by=bram, term="free", quantity=2)
    return actions.put_in(chairs, by=bram, term="free", quantity=4).bundle


@pytest.fixture
def asked(basket, bram):
    place = bram.organisation.locations.get()
    return actions.ask_together(basket, by=bram, location=place, message="For the ward")


def claims_of(bundle):
    return list(bundle.claims.order_by("quantity"))


# -- Collecting --------------------------------------------------------------
def test_there_is_one_basket_for_each_owner(basket, lift, anna, bram, carla, today):
    days = {"starts_on": today + DAY, "ends_on": today + 2 * DAY}
    row = actions.put_in(lift, by=bram, term="loan", quantity=1, **days)
    theirs = actions.put_in(ListingFactory(), by=bram, term="free", quantity=1)
    assert (row.bundle, theirs.bundle == basket) == (basket, False)
    assert basket.rows.count() == 3
    assert Claim.objects.count() == 0
    assert Letter.objects.count() == 0


def test_a_thing_is_in_it_once_with_what_was_wished_last(basket, chairs, bram):
    actions.put_in(chairs, by=bram, term="free", quantity=30)
    assert sorted(basket.rows.values_list("quantity", flat=True)) == [2, 30]


def test_more_than_there_is_does_not_go_in(chairs, bram):
    with pytest.raises(Refused, match="^Only 40 left.$"):
        actions.put_in(chairs, by=bram, term="free", quantity=41)


def test_ones_own_things_do_not_go_in(chairs, anna):
    with pytest.raises(Refused, match="your own organisation"):
        actions.put_in(chairs, by=anna, term="free", quantity=1)


def test_what_was_taken_out_is_not_asked_for(basket, bram):
    actions.take_out(basket.rows.get(quantity=4), by=bram)
    place = bram.organisation.locations.get()
    actions.ask_together(basket, by=bram, location=place)
    assert [claim.quantity for claim in basket.claims.all()] == [2]


@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_nobody_else_empties_or_asks_for_it(basket, bram, request, who):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.take_out(basket.rows.first(), by=person)
    with pytest.raises(PermissionDenied):
        actions.ask_together(
            basket, by=person, location=bram.organisation.locations.get()
        )


# -- Asking ------------------------------------------------------------------
def test_all_of_it_is_asked_with_one_letter(asked):
    assert [claim.state for claim in claims_of(asked)] == ["asked", "asked"]
    assert {claim.message for claim in claims_of(asked)} == {"For the ward"}
    assert read_by("claims/letters/asked_together") == ["anna@example.org"]
    assert read_by("claims/letters/asked") == []
    body = Letter.objects.get().body
    assert "- 2 × Two care beds (free)" in body
    assert f"/claims/together/{asked.pk}/" in body


def test_nothing_is_asked_when_something_of_it_can_not_be(basket, beds, anna, bram):
    beds.move("paused", by=anna)
    place = bram.organisation.locations.get()
    with pytest.raises(Refused) as refused:
        actions.ask_together(basket, by=bram, location=place)
    assert str(refused.value) == "Two care beds: This can't be asked for now."
    basket.refresh_from_db()
    assert (Claim.objects.count(), basket.asked_at) == (0, None)


def test_what_is_promised_meanwhile_is_waited_for(basket, beds, anna, bram, carla):
    actions.accept(bram_asks(beds, carla, quantity=2), by=anna)
    place = bram.organisation.locations.get()
    actions.ask_together(basket, by=bram, location=place)
    assert [claim.state for claim in claims_of(basket)] == ["waiting", "asked"]


def test_asking_twice_asks_once(asked, bram):
    place = bram.organisation.locations.get()
    with pytest.raises(Refused, match="This was asked for already"):
        actions.ask_together(asked, by=bram, location=place)
    assert Claim.objects.count() == 2


def test_an_empty_basket_asks_nothing(basket, bram):
    basket.rows.all().delete()
    with pytest.raises(Refused, match="The basket is empty"):
        actions.ask_together(
            basket, by=bram, location=bram.organisation.locations.get()
        )


# -- Answering ---------------------------------------------------------------
def test_all_of_it_is_answered_with_one_letter(asked, anna):
    beds, chairs = claims_of(asked)
    actions.answer_together(asked, {beds.pk: 2, chairs.pk: 3}, by=anna)
    assert [state_of(beds), state_of(chairs)] == ["accepted", "proposed"]
    assert read_by("claims/letters/answered_together") == ["bram@example.org"]
    assert read_by("claims/letters/accepted") == []
    assert read_by("claims/letters/proposed") == []


def test_an_answer_to_a_part_leaves_the_rest_asked(asked, anna):
    beds, chairs = claims_of(asked)
    actions.answer_together(asked, {beds.pk: 2}, by=anna)
    assert state_of(chairs) == "asked"
    actions.answer_together(asked, {chairs.pk: 4}, by=anna)
    assert state_of(chairs) == "accepted"


def test_all_that_is_proposed_is_agreed_to_at_once(asked, anna, bram):
    beds, chairs = claims_of(asked)
    actions.answer_together(asked, {beds.pk: 1, chairs.pk: 3}, by=anna)
    actions.agree_to_all(asked, by=bram)
    assert [state_of(beds), state_of(chairs)] == ["accepted", "accepted"]
    with pytest.raises(Refused, match="Nothing of it waits for you"):
        actions.agree_to_all(asked, by=bram)


@pytest.mark.parametrize("who", ["bram", "carla", "mo"])
def test_only_the_owner_answers_together(asked, request, who):
    pieces = {claims_of(asked)[0].pk: 1}
    with pytest.raises(PermissionDenied):
        actions.answer_together(asked, pieces, by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["anna", "carla", "mo"])
def test_only_the_asker_agrees_to_all(asked, request, who):
    with pytest.raises(PermissionDenied):
        actions.agree_to_all(asked, by=request.getfixturevalue(who))


def test_the_owner_is_reminded_once_of_all_of_it(asked):
    Claim.objects.update(remind_at=timezone.now())
    assert actions.remind_unanswered() == 2
    assert read_by("claims/letters/unanswered_together") == ["anna@example.org"]
    assert read_by("claims/letters/unanswered") == []


# -- Over HTTP ---------------------------------------------------------------
def test_from_an_offer_to_the_answer(as_, chairs, beds, anna, bram):
    place = bram.organisation.locations.get().pk
    wish = {"term": "free", "quantity": 2, "location": place}
    as_(bram).post(reverse("claims:put_in", args=[beds.pk]), wish)
    response = as_(bram).post(reverse("claims:put_in", args=[chairs.pk]), wish)
    mine = Bundle.objects.get()
    assert response.url == reverse("claims:basket", args=[mine.pk])
    assert len(as_(bram).get(response.url).context["rows"]) == 2
    index = as_(bram).get(reverse("claims:index"), {"side": "ours"})
    assert f'href="{response.url}"' in index.content.decode()

    response = as_(bram).post(response.url, {"location": place, "message": "Graag"})
    together = reverse("claims:together", args=[mine.pk])
    assert response.url == together
    page = as_(anna).get(together)
    names = list(page.context["form"].fields)
    assert len(names) == 2
    as_(anna).post(together, {names[0]: 2, names[1]: 1})
    assert sorted(Claim.objects.values_list("state", flat=True)) == [
        "accepted",
        "proposed",
    ]
    agree = reverse("claims:agree_to_all", args=[mine.pk])
    assert f'action="{agree}"' in as_(bram).get(together).content.decode()
    assert as_(bram).post(agree).url == together
    assert set(Claim.objects.values_list("state", flat=True)) == {"accepted"}


def test_what_does_not_fit_comes_back_as_the_form(as_, beds, bram):
    place = bram.organisation.locations.get().pk
    wish = {"term": "free", "quantity": 3, "location": place}
    page = as_(bram).post(reverse("claims:put_in", args=[beds.pk]), wish)
    assert page.context["form"].errors["quantity"] == ["Only 2 left."]
    assert not BundleRow.objects.exists()


def test_taking_out_goes_back_to_the_basket(as_, basket, bram):
    row = basket.rows.first()
    response = as_(bram).post(reverse("claims:take_out", args=[row.pk]))
    assert response.url == reverse("claims:basket", args=[basket.pk])
    assert basket.rows.count() == 1


def test_a_basket_is_for_who_fills_it_alone(as_, basket, a_colleague):
    page = reverse("claims:basket", args=[basket.pk])
    assert as_(a_colleague).get(page).status_code == 404


@pytest.fixture
def a_colleague(bram):
    return UserFactory(organisation=bram.organisation)


def test_a_stranger_finds_nothing_that_was_asked_together(as_, asked, carla):
    page = reverse("claims:together", args=[asked.pk])
    assert as_(carla).get(page).status_code == 404
    assert as_(carla).post(page).status_code == 404
