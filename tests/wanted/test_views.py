"""The pages about what others need."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Category
from listings.models import Listing
from tests.factories import ListingFactory, LocationFactory, WantFactory
from wanted import actions
from wanted.models import Answer, Match, Want

TODAY = timezone.localdate()
AMSTERDAM = {"town": "Amsterdam", "latitude": 52.37403, "longitude": 4.88969}


def page(name, *args):
    return reverse(f"wanted:{name}", args=args)


def text(response):
    return " ".join(response.content.decode().split())


def titles(response):
    return [want.title for want in response.context["page"]]


def filled_in(user, **fields):
    return {
        "title": "Rolstoel",
        "category": "wheelchair",
        "quantity": 2,
        "terms": ["free", "loan"],
        "location": user.organisation.locations.get().pk,
    } | fields


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def as_bram(client, bram):
    client.force_login(bram)
    return client


def test_the_list_shows_what_is_open_and_urgent_first(as_anna, want, bram):
    WantFactory(made_by=bram, title="Old and urgent", urgent=True)
    WantFactory(made_by=bram, title="Closed", state="closed")
    assert titles(as_anna.get(page("index"))) == ["Old and urgent", "Zorgbed gezocht"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=stoelen", ["Rolstoel en stoel"]),
        ("category=mobility", ["Rolstoel en stoel"]),
        ("category=wheelchair", ["Rolstoel en stoel"]),
        ("terms=sale", ["Zorgbed gezocht"]),
        ("urgent=on", ["Rolstoel en stoel"]),
        ("within=25", ["Zorgbed gezocht"]),
        ("sort=nearest", ["Rolstoel en stoel", "Zorgbed gezocht"]),
        ("category=nonsense&within=x&sort=y", ["Rolstoel en stoel", "Zorgbed gezocht"]),
        ("q=niets", []),
    ],
)
def test_the_list_can_be_narrowed_down(as_anna, want, carla, query, found):
    WantFactory(
        made_by=carla,
        title="Rolstoel en stoel",
        category=Category(pk="wheelchair"),
        terms=["free"],
        urgent=True,
        location=LocationFactory(organisation=carla.organisation, **AMSTERDAM),
    )
    assert titles(as_anna.get(f"{page('index')}?{query}")) == found


def test_ones_own_are_shown_in_every_state(as_bram, want, bram, carla):
    WantFactory(made_by=bram, title="Closed", state="closed")
    WantFactory(made_by=carla, title="Carla's")
    found = titles(as_bram.get(page("index"), {"own": "on"}))
    assert sorted(found) == ["Closed", "Zorgbed gezocht"]


def test_htmx_gets_only_the_results(as_anna, want):
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = as_anna.get(page("index"), headers=headers)
    assert [template.name for template in part.templates][0] == "wanted/_results.html"


def test_the_list_costs_the_same_for_few_and_many(
    as_anna, want, django_assert_max_num_queries
):
    WantFactory.create_batch(24)
    with django_assert_max_num_queries(12):
        as_anna.get(page("index"))


@pytest.mark.parametrize("query", ["", "?own=on", "?q=niets"])
def test_an_empty_list_says_what_to_do(as_anna, query):
    assert text(as_anna.get(page("index") + query)).count('class="empty"') == 1


def test_others_see_who_asks_where_how_many_by_when(as_anna, bram):
    want = WantFactory(
        made_by=bram,
        location=bram.organisation.locations.get(),
        quantity=7,
        needed_by=TODAY + timedelta(days=9),
        terms=["sale"],
        max_price_eur=12,
        radius_km=40,
    )
    shown = text(as_anna.get(page("detail", want.pk)))
    day = f"{want.needed_by:%-d %b %Y}"
    for fact in (
        "Stadsziekenhuis",
        "Utrecht",
        "<dd>7</dd>",
        day,
        "To buy",
        "€12.00 per piece",
        "40 km",
        "less than 1 km from Zonnehof Noord, Utrecht",
        page("answer", want.pk),
    ):
        assert fact in shown
    assert page("edit", want.pk) not in shown


def test_its_own_people_see_matches_and_answers(as_bram, want, beds, carla):
    Match.objects.create(
        want=want, listing=beds, score=0.8, reasons=[["km", 3.4], ["terms", ["free"]]]
    )
    other = ListingFactory(made_by=carla, title="Bed from Carla")
    actions.answer(want, by=carla, listing=other, message="Come and see.")
    shown = text(as_bram.get(page("detail", want.pk)))
    for part in ("Two care beds", "3.4 km · free", "fits for 80%", "Come and see."):
        assert part in shown
    asks = [reverse("claims:ask", args=[listing.pk]) for listing in (beds, other)]
    assert [shown.count(address) for address in asks] == [2, 1]  # the best, first


def test_matches_are_nobody_elses_business(as_anna, want, carla):
    theirs = ListingFactory(made_by=carla, title="Bed from Carla")
    Match.objects.create(want=want, listing=theirs, score=0.8)
    assert "Bed from Carla" not in text(as_anna.get(page("detail", want.pk)))


def test_who_has_it_is_told_so(as_anna, want, beds):
    Match.objects.create(want=want, listing=beds, score=0.8)
    shown = text(as_anna.get(page("detail", want.pk)))
    assert shown.count(f'name="listing" value="{beds.pk}"') == 1


def test_asking_puts_it_on_the_list(as_bram, bram):
    response = as_bram.post(page("post"), filled_in(bram))
    want = Want.objects.get()
    assert (response.status_code, response.url) == (302, page("detail", want.pk))
    assert (want.terms, want.organisation) == (["free", "loan"], bram.organisation)


def test_a_link_fills_in_what_is_asked(as_bram, bram):
    link = f"{page('post')}?title=Tillift&category=patient-lift&quantity=3&state=met"
    form = as_bram.get(link).context["form"]
    shown = {name: form[name].value() for name in ("title", "category", "quantity")}
    assert shown == {"title": "Tillift", "category": "patient-lift", "quantity": "3"}
    assert form["terms"].value() == ["free", "sale", "rent", "loan"]


def test_the_place_of_last_time_is_chosen(as_bram, bram):
    LocationFactory(organisation=bram.organisation, name="Aalsmeer")
    last = LocationFactory(organisation=bram.organisation, name="Zuid")
    WantFactory(made_by=bram, location=last)
    form = as_bram.get(page("post")).context["form"]
    assert form["location"].value() == last.pk


def test_one_looks_as_near_and_on_the_same_terms_as_last_time(as_bram, bram):
    WantFactory(made_by=bram, terms=["free", "loan"], radius_km=50)
    form = as_bram.get(page("post")).context["form"]
    assert form["radius_km"].value() == 50
    assert form["terms"].value() == ["free", "loan"]
    assert form.uses_more


def test_the_first_time_most_fields_are_folded(as_bram):
    assert not as_bram.get(page("post")).context["form"].uses_more


def test_a_form_sent_twice_asks_once(as_bram, bram):
    said = filled_in(bram, form_number=str(uuid4()))
    first, second = (as_bram.post(page("post"), said) for _ in range(2))
    assert first.url == second.url == page("detail", Want.objects.get().pk)


def test_the_same_form_with_other_words_asks_for_two_things(as_bram, bram):
    said = filled_in(bram, form_number=str(uuid4()))
    as_bram.post(page("post"), said)
    as_bram.post(page("post"), said | {"title": "Stoel"})
    assert Want.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "Paracetamol 500 mg"),
        ("description", "Met morfine pleisters"),
        ("category", "medicines"),
        ("category", "mobility"),
        ("quantity", 0),
        ("quantity", "many"),
        ("terms", []),
        ("terms", ["swap"]),
        ("max_price_eur", -1),
        ("max_price_eur", 10),
        ("radius_km", 0),
        ("needed_by", TODAY - timedelta(days=1)),
        ("needed_by", "tomorrow"),
        ("location", 0),
    ],
)
def test_bad_input_is_a_sentence_beside_its_field(as_bram, bram, field, value):
    response = as_bram.post(page("post"), filled_in(bram, **{field: value}))
    assert (response.status_code, list(response.context["form"].errors)) == (
        200,
        [field],
    )
    assert not Want.objects.exists()


def test_a_price_on_terms_that_do_not_exist_is_about_the_terms(as_bram, bram):
    typed = filled_in(bram, terms=["swap"], max_price_eur=10)
    response = as_bram.post(page("post"), typed)
    assert list(response.context["form"].errors) == ["terms"]


def test_nothing_typed_is_lost(as_bram, bram):
    response = as_bram.post(page("post"), filled_in(bram, quantity=0, title="Vleugel"))
    assert text(response).count('value="Vleugel"') == 1


def test_without_a_place_the_form_says_what_to_do(as_bram, bram):
    bram.organisation.locations.update(closed_at=timezone.now())
    shown = text(as_bram.get(page("post")))
    assert shown.count(reverse("members:location_add")) == 1


def test_it_can_be_changed(as_bram, want, bram):
    said = filled_in(bram, title="Hoog-laagbed", category="care-bed")
    response = as_bram.post(page("edit", want.pk), said)
    want.refresh_from_db()
    assert (response.status_code, want.title) == (302, "Hoog-laagbed")


@pytest.mark.parametrize(("deed", "state"), [("close", "closed"), ("meet", "met")])
def test_it_can_be_ended_and_asked_again(as_bram, want, deed, state):
    as_bram.post(page(deed, want.pk))
    want.refresh_from_db()
    assert want.state == state
    day = TODAY + timedelta(days=3)
    as_bram.post(page("reopen", want.pk), {"needed_by": day.isoformat()})
    want.refresh_from_db()
    assert (want.state, want.needed_by) == ("open", day)


def test_the_page_to_ask_again_asks_for_a_day_to_come(as_bram, want):
    as_bram.post(page("close", want.pk))
    assert as_bram.get(page("reopen", want.pk)).status_code == 200
    late = as_bram.post(page("reopen", want.pk), {"needed_by": "2020-01-01"})
    assert list(late.context["form"].errors) == ["needed_by"]


def test_we_have_this(as_anna, want, beds):
    form = as_anna.get(page("answer", want.pk)).context["form"]
    assert [pk for pk, _ in form.shown] == [beds.pk]
    response = as_anna.post(page("answer", want.pk), {"listing": beds.pk})
    assert response.url == page("detail", want.pk)
    assert Answer.objects.get().listing == beds


def test_what_fits_best_stands_first(as_anna, want, anna, beds):
    chair = ListingFactory(
        made_by=anna, title="Stoel", category=Category(pk="stacking-chair")
    )
    plain = ListingFactory(made_by=anna, title="Bed")
    Match.objects.create(want=want, listing=beds, score=0.8)
    form = as_anna.get(page("answer", want.pk)).context["form"]
    assert [pk for pk, _ in form.shown] == [beds.pk, plain.pk, chair.pk]


def test_ones_offers_can_be_searched(as_anna, want, anna, beds):
    chair = ListingFactory(made_by=anna, title="Stoelen")
    form = as_anna.get(page("answer", want.pk), {"q": "stoel"}).context["form"]
    assert [pk for pk, _ in form.shown] == [chair.pk]


@pytest.mark.parametrize("whose", ["carla", "draft", "nobody"])
def test_only_ones_own_live_offers_can_be_chosen(as_anna, want, anna, carla, whose):
    listing = {
        "carla": lambda: ListingFactory(made_by=carla).pk,
        "draft": lambda: ListingFactory(made_by=anna, state="draft").pk,
        "nobody": lambda: 0,
    }[whose]()
    ListingFactory(made_by=anna)
    response = as_anna.post(page("answer", want.pk), {"listing": listing})
    assert list(response.context["form"].errors) == ["listing"]
    assert not Answer.objects.exists()


def test_starting_a_new_offer_leads_to_its_form(as_anna, want):
    response = as_anna.post(page("answer_new", want.pk))
    listing = Listing.objects.get()
    assert response.url == reverse("listings:edit", args=[listing.pk])
    assert "as soon as this offer is live" in text(as_anna.get(page("detail", want.pk)))


@pytest.mark.parametrize("name", ["edit", "reopen"])
def test_strangers_can_not_open_the_forms(as_anna, want, name):
    assert as_anna.get(page(name, want.pk)).status_code == 403


@pytest.mark.parametrize("name", ["edit", "close", "meet", "reopen"])
def test_strangers_can_do_nothing_with_it(as_anna, want, name):
    assert as_anna.post(page(name, want.pk)).status_code == 403


@pytest.mark.parametrize("name", ["answer", "answer_new"])
def test_one_does_not_answer_oneself(as_bram, want, name):
    assert as_bram.post(page(name, want.pk)).status_code == 403


@pytest.mark.parametrize("name", ["edit", "close", "meet"])
def test_too_late_is_said_with_what_is_possible(as_bram, want, bram, name):
    actions.close(want, by=bram)
    response = as_bram.post(page(name, want.pk), filled_in(bram))
    assert response.status_code == 409


@pytest.mark.parametrize("name", ["answer", "answer_new"])
def test_it_is_too_late_to_answer(as_anna, want, bram, name):
    actions.close(want, by=bram)
    assert as_anna.post(page(name, want.pk)).status_code == 409


@pytest.mark.parametrize(
    "name", ["detail", "edit", "close", "meet", "reopen", "answer", "answer_new"]
)
def test_an_unknown_number_is_not_found(as_anna, name):
    assert as_anna.post(page(name, 99)).status_code in {404, 405}
    assert as_anna.get(page(name, 99)).status_code in {404, 405}


def test_what_a_suspended_organisation_asks_is_not_found(as_anna, want, bram):
    bram.organisation.state = "suspended"
    bram.organisation.save()
    assert as_anna.get(page("detail", want.pk)).status_code == 404
    assert titles(as_anna.get(page("index"))) == []


@pytest.mark.parametrize("name", ["close", "meet", "answer_new"])
def test_a_look_changes_nothing(as_anna, want, name):
    assert as_anna.get(page(name, want.pk)).status_code == 405


def test_a_visitor_has_to_log_in(client, want):
    response = client.get(page("detail", want.pk))
    assert response.url == f"{reverse('account_login')}?next={page('detail', want.pk)}"


def test_moderators_see_what_was_found(client, want, mo, beds):
    Match.objects.create(want=want, listing=beds, score=0.8)
    client.force_login(mo)
    shown = text(client.get(page("detail", want.pk)))
    assert shown.count("Two care beds") == 1
    assert (shown.count(page("edit", want.pk)), shown.count("/ask/")) == (0, 0)


def test_a_shared_page_shows_what_it_is_in_dutch_too(as_anna, want, anna):
    anna.language = "nl"
    anna.save()
    for name in ("detail", "answer"):
        assert as_anna.get(page(name, want.pk)).status_code == 200
