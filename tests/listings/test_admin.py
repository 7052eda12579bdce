"""Moderating what is offered, through the pages of the admin."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import Category
from listings.models import Listing, Photo
from outbox.models import Letter
from tests.factories import ListingFactory

State = Listing.State
QUEUE = "/admin/listings/listing/"


@pytest.fixture
def moderator(client, mo):
    client.force_login(mo)
    return client


@pytest.fixture
def offers(anna):
    """One of Anna's offers in each state."""
    return {
        state: ListingFactory(
            made_by=anna,
            location=anna.organisation.locations.get(),
            title=f"Bed {state}",
            state=state,
        )
        for state in State.values
    }


def state_of(listing):
    return Listing.objects.get(pk=listing.pk).state


def shown(response):
    return sorted(row.title for row in response.context["cl"].result_list)


def said(response):
    return [(m.level_tag, str(m)) for m in response.context["messages"]]


def do(client, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return client.post(QUEUE, data, follow=True)


def page_of(listing):
    return reverse("admin:listings_listing_change", args=[listing.pk])


def save(client, listing, **said):
    data = {
        "title": listing.title,
        "description": listing.description,
        "category": listing.category_id,
        "steps-TOTAL_FORMS": 0,
        "steps-INITIAL_FORMS": 0,
        **said,
    }
    return client.post(page_of(listing), data, follow=True)


# -- The queue --------------------------------------------------------------


def test_the_queue_comes_first(moderator, offers):
    assert shown(moderator.get(QUEUE)) == ["Bed in_review"]


def test_the_oldest_waits_on_top_with_its_photo_and_why(moderator, anna):
    now = timezone.now()
    place = anna.organisation.locations.get()
    waiting = [
        ListingFactory(
            made_by=anna,
            location=place,
            title=f"Bed {days}",
            state=State.IN_REVIEW,
            made_at=now - timedelta(days=days),
        )
        for days in (1, 3, 2)
    ]
    first = waiting[1]
    first.steps.create(state="draft", why="An earlier word.")
    first.steps.create(state="in_review", why="It looks like a medicine.")
    photo = Photo.objects.create(listing=first, name="x", alt="Grey", width=1, height=1)
    response = moderator.get(QUEUE)
    rows = list(response.context["cl"].result_list)
    assert [row.title for row in rows] == ["Bed 3", "Bed 2", "Bed 1"]
    page = response.content.decode()
    assert f'<img src="/listings/photos/{photo.pk}/card/" alt="Grey"' in page
    assert "It looks like a medicine." in page
    assert "An earlier word." not in page


def test_all_else_has_the_newest_on_top(moderator, offers):
    titles = [f"Bed {state}" for state in reversed(State.values)]
    rows = moderator.get(QUEUE, {"state": "all"}).context["cl"].result_list
    assert [row.title for row in rows] == titles


def test_more_rows_of_the_queue_ask_no_more(
    moderator, anna, django_assert_max_num_queries
):
    place = anna.organisation.locations.get()
    counted = []
    for _nth in range(3):
        ListingFactory(made_by=anna, location=place, state=State.IN_REVIEW)
        with django_assert_max_num_queries(20) as queries:
            moderator.get(QUEUE)
        counted.append(len(queries))
    assert counted[1] == counted[2]


def test_every_state_can_be_chosen(moderator, offers, mo):
    for state in State.values:
        assert shown(moderator.get(QUEUE, {"state": state})) == [f"Bed {state}"]
    assert len(shown(moderator.get(QUEUE, {"state": "all"}))) == len(State.values)
    Listing.objects.filter(state="withdrawn").update(taken_down_at=timezone.now())
    assert shown(moderator.get(QUEUE, {"state": "taken_down"})) == ["Bed withdrawn"]


def test_the_queue_is_narrowed_down_by_category_and_organisation(
    moderator, offers, bram
):
    other = ListingFactory(
        made_by=bram,
        title="Desk",
        state=State.IN_REVIEW,
        category=Category.objects.get(code="office-chair"),
    )
    assert shown(moderator.get(QUEUE)) == ["Bed in_review", "Desk"]
    assert shown(moderator.get(QUEUE, {"category": "furniture"})) == ["Desk"]
    of_bram = {"organisation": other.organisation_id}
    assert shown(moderator.get(QUEUE, of_bram)) == ["Desk"]
    assert shown(moderator.get(QUEUE, {"organisation": "x"})) == [
        "Bed in_review",
        "Desk",
    ]


def test_an_offer_is_found_by_its_words_or_its_organisation(moderator, offers, bram):
    ListingFactory(made_by=bram, title="Bureaustoelen")
    everything = {"state": "all"}
    assert shown(moderator.get(QUEUE, {**everything, "q": "bureaustoel"})) == [
        "Bureaustoelen"
    ]
    assert len(shown(moderator.get(QUEUE, {**everything, "q": "zonnehof"}))) == 7
    assert shown(moderator.get(QUEUE, {**everything, "q": "nothing"})) == []


def test_the_queue_says_which_rule_spoke(moderator, anna):
    ListingFactory(made_by=anna, title="Tabletten", state=State.IN_REVIEW)
    page = moderator.get(QUEUE)
    assert page.content.decode().count("med-pills: Tabletten") == 1


def test_a_long_queue_takes_no_more_queries(
    moderator, anna, django_assert_max_num_queries
):
    location = anna.organisation.locations.get()
    ListingFactory.create_batch(
        30, made_by=anna, location=location, state=State.IN_REVIEW
    )
    with django_assert_max_num_queries(12):
        moderator.get(QUEUE)


# -- Deeds ------------------------------------------------------------------


def test_several_offers_are_approved_at_once(moderator, anna):
    location = anna.organisation.locations.get()
    rows = ListingFactory.create_batch(
        3, made_by=anna, location=location, state=State.IN_REVIEW, title="Bed"
    )
    response = do(moderator, "approve", *rows)
    assert {state_of(row) for row in rows} == {"live"}
    assert said(response) == [("success", "Done: Bed, Bed, Bed.")]
    assert Letter.objects.count() == 3


def test_what_is_refused_for_one_does_not_keep_the_others(moderator, anna, offers):
    bad = ListingFactory(made_by=anna, title="Paracetamol", state=State.IN_REVIEW)
    response = do(
        moderator, "approve", bad, offers[State.IN_REVIEW], offers[State.LIVE]
    )
    assert response.status_code == 200
    assert state_of(bad) == "in_review"
    assert state_of(offers[State.IN_REVIEW]) == "live"
    assert sorted(level for level, _ in said(response)) == ["error", "error", "success"]
    assert (
        "error",
        "Bed live: This is not possible: it is now “live”.",
    ) in said(response)


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("send_back", State.IN_REVIEW, "draft"),
        ("take_down", State.LIVE, "withdrawn"),
        ("take_down", State.IN_REVIEW, "withdrawn"),
    ],
)
def test_a_reason_is_asked_on_a_page_of_its_own(
    moderator, offers, action, state, after
):
    listing = offers[state]
    page = do(moderator, action, listing)
    assert list(page.context["form"].fields) == ["why"]
    assert state_of(listing) == state
    empty = do(moderator, action, listing, why=" ")
    assert empty.context["form"].has_error("why", "required")
    assert state_of(listing) == state
    do(moderator, action, listing, why="Which size is it?")
    assert state_of(listing) == after
    assert listing.steps.get().why == "Which size is it?"
    assert Letter.objects.get().body.splitlines()[4] == "Which size is it?"


def test_what_was_taken_down_is_restored(moderator, offers):
    listing = offers[State.LIVE]
    do(moderator, "take_down", listing, why="Not yours.")
    do(moderator, "restore", listing)
    assert state_of(listing) == "live"
    response = do(moderator, "restore", offers[State.WITHDRAWN])
    assert said(response) == [
        ("error", "Bed withdrawn: This listing was not taken down.")
    ]


def test_the_page_of_an_offer_shows_only_what_is_possible(moderator, offers):
    deeds = {
        state: [name for name, _ in moderator.get(page_of(row)).context["deeds"]]
        for state, row in offers.items()
    }
    assert deeds == {
        "draft": [],
        "in_review": ["approve", "send_back", "take_down"],
        "live": ["take_down"],
        "paused": ["take_down"],
        "gone": ["take_down"],
        "expired": ["take_down"],
        "withdrawn": ["restore"],
    }


# -- The page of one offer --------------------------------------------------


def test_the_page_shows_history_rules_and_photos(moderator, anna):
    listing = ListingFactory(
        made_by=anna, title="Tabletten, bel 06-12345678", state=State.IN_REVIEW
    )
    listing.steps.create(state="in_review", by=anna, why="It looks like a medicine.")
    listing.photos.create(name="ab", alt="A box", width=10, height=10)
    text = moderator.get(page_of(listing)).content.decode()
    for piece in ("(med-pills)", "(contact-phone)", "It looks like a medicine."):
        assert text.count(piece) == 1, piece
    assert text.count('alt="A box"') == 1


def test_a_moderator_mends_the_words_of_a_live_offer(moderator, offers):
    listing = offers[State.LIVE]
    Listing.objects.update(announced_at=timezone.now())
    save(moderator, listing, title="Care bed", category="wheelchair")
    listing.refresh_from_db()
    assert (listing.title, listing.category_id, listing.state) == (
        "Care bed",
        "wheelchair",
        "live",
    )
    assert listing.announced_at is None


def test_nothing_but_words_can_be_changed(moderator, offers):
    listing = offers[State.LIVE]
    save(moderator, listing, state="gone", quantity=99, left=99, taken_down_at="")
    kept = Listing.objects.get(pk=listing.pk)
    assert (kept.state, kept.quantity, kept.left) == ("live", 2, 2)


@pytest.mark.parametrize(
    "words", [{"title": "Paracetamol"}, {"description": "Met morfine"}]
)
def test_prohibited_words_come_back_with_the_reason(moderator, offers, words):
    listing = offers[State.LIVE]
    response = save(moderator, listing, **words)
    (reason,) = response.context["adminform"].form.non_field_errors()
    assert reason.endswith("(Geneesmiddelenwet art. 18)")
    assert state_of(listing) == "live"
    listing.refresh_from_db()
    assert (listing.title, listing.description) == ("Bed live", "")


def test_a_closed_category_can_not_be_chosen(moderator, offers):
    listing = offers[State.LIVE]
    response = save(moderator, listing, category="medicines")
    assert list(response.context["adminform"].form.errors) == ["category"]
    listing.refresh_from_db()
    assert listing.category_id == "care-bed"


def test_a_change_that_came_too_late_is_told(moderator, offers, monkeypatch):
    """The form saw a draft; its owner published it before the moderator saved."""
    draft = offers[State.DRAFT]
    check = Listing.full_clean

    def published_meanwhile(listing, *args, **kwargs):
        check(listing, *args, **kwargs)
        Listing.objects.filter(pk=listing.pk).update(state=State.LIVE)

    monkeypatch.setattr(Listing, "full_clean", published_meanwhile)
    response = save(moderator, draft, title="Paracetamol")
    assert response.status_code == 200
    assert [level for level, _ in said(response)] == ["error"]
    assert Listing.objects.get(pk=draft.pk).title == "Bed draft"


def test_nothing_is_made_or_deleted_here(moderator, offers):
    listing = offers[State.LIVE]
    assert moderator.get(f"{QUEUE}add/").status_code == 403
    assert moderator.post(f"{page_of(listing)[:-7]}delete/").status_code == 403
    do(moderator, "delete_selected", listing, post="yes")
    assert Listing.objects.count() == 7


def test_categories_are_looked_up_not_changed(moderator):
    assert moderator.get("/admin/catalogue/category/").status_code == 200
    address = "/admin/catalogue/category/medicines/change/"
    assert moderator.get(address).status_code == 200
    assert moderator.post(address, {"route": "free"}).status_code == 403
    assert Category.objects.get(code="medicines").route == "blocked"


# -- Who --------------------------------------------------------------------


@pytest.mark.parametrize("action", ["approve", "send_back", "take_down", "restore"])
def test_a_member_can_not_moderate(client, carla, anna, offers, action):
    for person in (carla, anna):
        client.force_login(person)
        do(client, action, *offers.values(), why="Mine")
        save(client, offers[State.LIVE], title="Mine")
        page = client.get(QUEUE)
        assert (page.status_code, page.url.split("?")[0]) == (302, "/admin/login/")
    assert {s: state_of(row) for s, row in offers.items()} == {s: s for s in offers}
    assert Letter.objects.count() == 0
