"""Requests over HTTP: who sees what, and what a page offers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from claims import actions
from claims.models import Claim
from listings.models import Listing
from tests.claims.conftest import DAY, bram_asks
from tests.factories import ClaimFactory, ListingFactory, LocationFactory


@pytest.fixture
def as_(client):
    """The browser of this person."""

    def enter(person):
        client.force_login(person)
        return client

    return enter


def ask_url(listing):
    return reverse("claims:ask", args=[listing.pk])


def wish(person, **fields):
    place = person.organisation.locations.first()
    return {"term": "free", "quantity": 1, "location": place.pk} | fields


def errors(response):
    return response.context["form"].errors


# -- Asking ------------------------------------------------------------------


def test_asking_leads_to_the_claim(as_, beds, bram):
    response = as_(bram).post(ask_url(beds), wish(bram, message="For the ward."))
    claim = Claim.objects.get()
    assert (response.status_code, response.url) == (302, f"/claims/{claim.pk}/")
    assert (claim.message, claim.asker) == ("For the ward.", bram)


def test_what_is_given_away_asks_for_no_period(as_, beds, bram):
    form = as_(bram).get(ask_url(beds)).context["form"]
    fields = ["term", "quantity", "needed_by", "location", "message", "wait"]
    assert list(form.fields) == fields
    assert form["term"].is_hidden


def test_what_is_lent_asks_for_a_period_alone(as_, lift, bram):
    form = as_(bram).get(ask_url(lift)).context["form"]
    fields = ["term", "quantity", "starts_on", "ends_on", "location", "message", "wait"]
    assert list(form.fields) == fields
    assert [str(label) for _, label in form.fields["term"].choices] == [
        "on loan",
        "for rent",
    ]


def test_what_can_be_had_in_both_ways_asks_for_what_belongs_to_the_choice(
    as_, anna, bram, today
):
    listing = ListingFactory(made_by=anna, terms=["free", "loan"])
    browser = as_(bram)
    wrong = {"starts_on": "nonsense", "ends_on": str(today - DAY)}
    lent = browser.post(ask_url(listing), wish(bram, term="loan"))
    given = browser.post(ask_url(listing), wish(bram, term="free", **wrong))
    assert errors(lent) == {
        "starts_on": ["For rent or on loan: fill in from when until when."]
    }
    assert given.status_code == 302
    assert Claim.objects.get().starts_on is None


def test_the_first_location_is_chosen_already(as_, beds, bram):
    LocationFactory(organisation=bram.organisation, name="Zuid")
    form = as_(bram).get(ask_url(beds)).context["form"]
    assert form["location"].value() == bram.organisation.locations.first().pk


def test_the_location_of_last_time_is_chosen_already(as_, beds, bram, anna):
    last = LocationFactory(organisation=bram.organisation, name="Zuid")
    listing = ListingFactory(made_by=anna)
    as_(bram).post(ask_url(listing), wish(bram, location=last.pk))
    form = as_(bram).get(ask_url(beds)).context["form"]
    assert form["location"].value() == last.pk


def test_somebody_without_a_location_is_told_to_make_one(as_, beds, bram):
    bram.organisation.locations.all().delete()
    page = as_(bram).get(ask_url(beds)).content.decode()
    assert reverse("members:location_add") in page
    assert "Send claim" not in page


def test_a_strangers_location_is_no_choice(as_, beds, bram, carla):
    theirs = carla.organisation.locations.get()
    response = as_(bram).post(ask_url(beds), wish(bram, location=theirs.pk))
    assert list(errors(response)) == ["location"]


def test_too_many_is_said_beside_the_field_and_nothing_typed_is_lost(as_, beds, bram):
    response = as_(bram).post(ask_url(beds), wish(bram, quantity=9, message="Please"))
    assert errors(response) == {"quantity": ["Only 2 left."]}
    assert response.context["form"]["message"].value() == "Please"


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "many", ""])
def test_a_number_that_is_none_is_said_beside_the_field(as_, beds, bram, quantity):
    response = as_(bram).post(ask_url(beds), wish(bram, quantity=quantity))
    assert list(errors(response)) == ["quantity"]


def test_a_hidden_quantity_that_does_not_fit_is_said_above_the_form(as_, anna, bram):
    bed = ListingFactory(made_by=anna, quantity=1, left=0)
    response = as_(bram).post(ask_url(bed), wish(bram))
    assert errors(response) == {"__all__": ["Nothing is left."]}


def test_the_page_shows_when_something_is_taken(as_, lent, lift, anna, carla):
    actions.accept(lent, by=anna)
    response = as_(carla).get(ask_url(lift))
    [kept] = response.context["busy"]
    assert (kept.first, kept.last, kept.quantity) == (lent.starts_on, lent.ends_on, 2)


def test_who_asked_before_comes_to_what_was_asked(as_, asked, beds, bram):
    assert as_(bram).get(ask_url(beds)).url == f"/claims/{asked.pk}/"


def test_a_double_click_is_refused_with_a_way_to_the_first(as_, asked, beds, bram):
    response = as_(bram).post(ask_url(beds), wish(bram))
    assert response.status_code == 409
    assert f'href="/claims/{asked.pk}/"' in response.content.decode()
    assert Claim.objects.count() == 1


def test_who_asks_for_their_own_offer_is_told_so(as_, beds, anna):
    response = as_(anna).get(ask_url(beds))
    page = response.content.decode()
    assert response.status_code == 409
    assert "This is an offer of your own organisation." in page
    assert f'href="/listings/{beds.pk}/"' in page


@pytest.mark.parametrize(
    ("unit", "quantity", "sums"),
    [
        ("stuk", "10", ["10 pieces × €15.50 = €155.00", "Together 25\xa0kg"]),
        ("kg", "1000", ["1,000 kg × €15.50 = €15,500.00", "Together 2,500\xa0kg"]),
        ("stuk", "1", []),
        ("stuk", "ten", []),
        ("stuk", "-3", []),
    ],
)
def test_the_form_says_what_it_comes_to(as_, bram, unit, quantity, sums):
    offer = ListingFactory(
        terms=["sale"], price_eur="15.50", quantity=2_000, unit=unit, weight_kg="2.5"
    )
    asked = {"term": "sale", "quantity": quantity}
    answer = as_(bram).get(reverse("claims:total", args=[offer.pk]), asked)
    assert totals(answer) == sums
    again = as_(bram).post(ask_url(offer), asked)
    assert totals(again) == sums


def test_a_rent_is_added_up_for_the_time_that_it_is_counted_in(as_, lift, bram):
    asked = {"term": "rent", "quantity": 2}
    answer = as_(bram).get(reverse("claims:total", args=[lift.pk]), asked)
    assert totals(answer) == ["2 pieces × €15.00 = €30.00 per day"]


def test_a_price_to_agree_on_comes_to_nothing(as_, bram):
    offer = ListingFactory(terms=["sale"], quantity=5)
    asked = {"term": "sale", "quantity": 2}
    assert totals(as_(bram).get(reverse("claims:total", args=[offer.pk]), asked)) == []


def totals(response):
    found = re.findall(r'<p class="total">(.*?)</p>', response.content.decode())
    return [strip_tags(words) for words in found]


def test_a_moderator_asks_for_nothing(as_, beds, mo):
    assert as_(mo).get(ask_url(beds)).status_code == 403


@pytest.mark.parametrize(("state", "code"), [("paused", 409), ("draft", 404)])
def test_what_is_not_live(as_, beds, bram, state, code):
    beds.state = state
    beds.save()
    assert as_(bram).get(ask_url(beds)).status_code == code


def test_who_is_not_logged_in_comes_to_the_door(client, asked):
    response = client.get(f"/claims/{asked.pk}/")
    assert response.url.startswith("/accounts/login/")


# -- One claim ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("get", "detail"),
        ("post", "accept"),
        ("get", "decline"),
        ("post", "decline"),
        ("get", "withdraw"),
        ("post", "withdraw"),
    ],
)
def test_a_stranger_sees_nothing(as_, asked, carla, method, name):
    url = reverse(f"claims:{name}", args=[asked.pk])
    assert getattr(as_(carla), method)(url, {"why": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["accept", "decline"])
@pytest.mark.parametrize("who", ["bram", "mo"])
def test_only_the_owner_answers(as_, asked, request, who, name):
    browser = as_(request.getfixturevalue(who))
    url = reverse(f"claims:{name}", args=[asked.pk])
    assert browser.post(url, {"why": "x"}).status_code == 403


def test_only_the_asker_withdraws(as_, asked, anna):
    url = reverse("claims:withdraw", args=[asked.pk])
    assert [as_(anna).get(url).status_code, as_(anna).post(url).status_code] == [
        403
    ] * 2


def test_accepting_is_no_link(as_, asked, anna):
    assert as_(anna).get(reverse("claims:accept", args=[asked.pk])).status_code == 405


def test_an_unknown_claim_is_not_found(as_, anna):
    assert as_(anna).get("/claims/999999/").status_code == 404


def test_accepting_leads_to_planning(as_, asked, anna):
    response = as_(anna).post(reverse("claims:accept", args=[asked.pk]))
    assert response.url == f"/pickups/schedule/{asked.pk}/"


def test_accepting_twice_is_refused_with_a_way_on(as_, asked, anna):
    url = reverse("claims:accept", args=[asked.pk])
    as_(anna).post(url)
    response = as_(anna).post(url)
    assert response.status_code == 409
    assert f'href="/claims/{asked.pk}/"' in response.content.decode()


def test_declining_asks_why(as_, asked, anna):
    url = reverse("claims:decline", args=[asked.pk])
    silent = as_(anna).post(url, {"why": " "})
    assert list(errors(silent)) == ["why"]
    assert as_(anna).post(url, {"why": "Sold."}).url == f"/claims/{asked.pk}/"
    assert asked.steps.last().why == "Sold."


def test_withdrawing_needs_no_reason(as_, asked, bram):
    url = reverse("claims:withdraw", args=[asked.pk])
    assert as_(bram).post(url, {"why": ""}).url == f"/claims/{asked.pk}/"


@pytest.mark.parametrize("name", ["decline", "withdraw"])
def test_a_form_that_comes_too_late_is_refused(as_, asked, anna, bram, name):
    Claim.objects.update(state="expired")
    browser = as_(anna if name == "decline" else bram)
    assert browser.get(reverse(f"claims:{name}", args=[asked.pk])).status_code == 409


def deeds(browser, claim):
    page = browser.get(f"/claims/{claim.pk}/").content.decode()
    names = ["accept", "decline", "withdraw"]
    return [n for n in names if f"/claims/{claim.pk}/{n}/" in page]


def test_each_side_sees_its_own_deeds(as_, asked, anna, bram, mo):
    assert deeds(as_(anna), asked) == ["accept", "decline"]
    assert deeds(as_(bram), asked) == ["withdraw"]
    assert deeds(as_(mo), asked) == []


@pytest.mark.parametrize(
    ("term", "state", "ahead"),
    [
        ("free", "asked", ["accepted", "scheduled", "handed_over"]),
        ("loan", "scheduled", ["handed_over", "returned"]),
        ("loan", "handed_over", ["returned"]),
        ("sale", "handed_over", []),
        ("free", "declined", []),
    ],
)
def test_what_is_still_to_come(term, state, ahead):
    assert Claim(listing=Listing(), term=term, state=state).ahead == ahead


@pytest.mark.parametrize("state", Claim.State.values)
@pytest.mark.parametrize("who", ["anna", "bram", "mo"])
def test_every_state_has_its_page(as_, lent, request, state, who):
    Claim.objects.update(state=state)
    response = as_(request.getfixturevalue(who)).get(f"/claims/{lent.pk}/")
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("state", "shown"),
    [("asked", False), ("accepted", True), ("handed_over", True), ("withdrawn", False)],
)
def test_whom_to_call_is_told_from_the_yes_on(as_, asked, bram, state, shown):
    Claim.objects.update(state=state)
    page = as_(bram).get(f"/claims/{asked.pk}/").content.decode()
    assert ("anna@example.org" in page, "030 1234567" in page) == (shown, shown)


def test_what_a_member_writes_is_shown_as_text(as_, beds, bram, anna):
    claim = bram_asks(beds, bram, message="<script>alert(1)</script>")
    page = as_(anna).get(f"/claims/{claim.pk}/").content.decode()
    assert "<script>alert" not in page


def test_a_claims_page_takes_few_queries(
    as_, lent, bram, django_assert_max_num_queries
):
    browser = as_(bram)
    with django_assert_max_num_queries(14):
        browser.get(f"/claims/{lent.pk}/")


# -- Lists -------------------------------------------------------------------


def listed(browser, **query):
    page = browser.get(reverse("claims:index"), query).context["page"]
    return [claim.pk for claim in page]


def test_each_side_has_its_own_list(as_, asked, anna, bram, carla, mo):
    assert listed(as_(anna)) == [asked.pk]
    assert listed(as_(anna), side="ours") == []
    assert listed(as_(bram)) == []
    assert listed(as_(bram), side="ours") == [asked.pk]
    assert listed(as_(carla)) == listed(as_(carla), side="ours") == []
    assert listed(as_(mo)) == []


def test_what_has_ended_stands_apart(as_, asked, lent, anna, today):
    Claim.objects.filter(pk=asked.pk).update(state="handed_over")
    assert listed(as_(anna)) == [lent.pk]
    assert listed(as_(anna), state="ended") == [asked.pk]
    Claim.objects.filter(pk=lent.pk).update(state="handed_over")
    assert listed(as_(anna)) == [lent.pk]


def test_a_long_list_has_pages_and_few_queries(
    as_, beds, anna, django_assert_max_num_queries
):
    for _ in range(30):
        ClaimFactory(listing=beds)
    browser = as_(anna)
    with django_assert_max_num_queries(9):
        first = listed(browser)
    assert (len(first), len(listed(browser, page=2))) == (24, 6)


def test_an_empty_list_says_what_to_do(as_, carla):
    page = as_(carla).get(reverse("claims:index")).content.decode()
    assert reverse("listings:offer") in page


def test_an_overdue_loan_says_so_in_the_list(as_, lent, bram, today):
    Claim.objects.update(
        state="handed_over", starts_on=today - 5 * DAY, ends_on=today - timedelta(1)
    )
    page = as_(bram).get(reverse("claims:index"), {"side": "ours"}).content.decode()
    assert "Should be back" in page
