"""Changes and reports: what waits for a moderator, and what they decide."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from base.refusal import Refused
from catalogue.models import Category
from listings import actions, moderation, word_changes
from listings.models import Listing, Proposal, Report
from outbox.models import Letter
from tests.factories import ListingFactory

QUEUE = "/admin/listings/proposal/"
REPORTS = "/admin/listings/report/"


@pytest.fixture
def shelf(anna):
    """Others see it; its words are harmless."""
    desk = Category.objects.get(pk="desk")
    return ListingFactory(made_by=anna, title="Shelf", category=desk, declared={})


@pytest.fixture
def proposal(shelf, anna):
    """New words that a moderator has to look at."""
    actions.revise(shelf, by=anna, title="Shelf met tabletten", quantity=9)
    return Proposal.objects.get()


def again(listing):
    return Listing.objects.get(pk=listing.pk)


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


# -- Changes -------------------------------------------------------------------


def test_the_approved_words_stay_while_others_wait(proposal, shelf, anna):
    now = again(shelf)
    assert (now.state, now.title, now.quantity) == ("live", "Shelf", 9)
    assert (proposal.state, proposal.by) == ("waiting", anna)
    assert "tabletten" in proposal.why


def test_a_second_change_joins_the_first(proposal, shelf, anna):
    actions.revise(again(shelf), by=anna, description="Met capsules")
    proposal.refresh_from_db()
    assert proposal.fields == {
        "title": "Shelf met tabletten",
        "description": "Met capsules",
    }


def test_harmless_words_take_the_place_of_those_that_wait(proposal, shelf, anna):
    actions.revise(again(shelf), by=anna, title="Shelf, white")
    proposal.refresh_from_db()
    assert (again(shelf).title, proposal.state) == ("Shelf, white", "replaced")


def test_another_price_leaves_waiting_words_alone(proposal, shelf, anna):
    actions.revise(again(shelf), by=anna, condition="used")
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


def test_approved_words_come_in_with_a_letter(proposal, shelf, anna, mo):
    moderation.approve(proposal, by=mo)
    assert again(shelf).title == "Shelf met tabletten"
    assert letters() == [(anna.email, "Your change of “Shelf met tabletten” is live")]
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("approved", mo)


def test_words_that_are_sent_back_change_nothing(proposal, shelf, anna, mo):
    moderation.send_back(proposal, by=mo, why="What is in it?")
    assert again(shelf).title == "Shelf"
    [letter] = Letter.objects.all()
    assert (letter.to, "What is in it?" in letter.body) == (anna.email, True)


def test_two_moderators_decide_once(proposal, mo):
    moderation.approve(proposal, by=mo)
    with pytest.raises(Refused, match="decided already"):
        moderation.send_back(proposal, by=mo, why="No")
    assert Letter.objects.count() == 1


def test_a_change_of_category_is_shown_side_by_side(shelf, anna):
    office = Category.objects.get(pk="office-chair")
    actions.revise(shelf, by=anna, category=office, description="Met tabletten")
    rows = {
        str(name): (str(old), str(new))
        for name, old, new in word_changes.side_by_side(Proposal.objects.get())
    }
    assert rows["category"] == (str(shelf.category), str(office))
    assert rows["description"][1] == "Met tabletten"


def test_only_moderators_decide(proposal, anna, carla):
    for person in (anna, carla):
        with pytest.raises(PermissionDenied):
            moderation.approve(proposal, by=person)


def test_its_people_read_that_a_change_waits(client, proposal, shelf, anna, carla):
    client.force_login(anna)
    assert "Your change waits" in client.get(f"/listings/{shelf.pk}/").content.decode()
    client.force_login(carla)
    page = client.get(f"/listings/{shelf.pk}/").content.decode()
    assert "tabletten" not in page


def test_moderators_see_before_and_after_and_decide_in_bulk(client, proposal, mo):
    client.force_login(mo)
    page = client.get(f"{QUEUE}{proposal.pk}/change/").content.decode()
    assert "<del>Shelf</del>" in page
    assert "<ins>Shelf met tabletten</ins>" in page
    data = {"action": "approve", "_selected_action": [proposal.pk]}
    client.post(QUEUE, data)
    proposal.refresh_from_db()
    assert proposal.state == "approved"


# -- Reports -------------------------------------------------------------------


def page(listing):
    return reverse("listings:report", args=[listing.pk])


def test_whoever_sees_it_can_report_it(client, shelf, bram):
    client.force_login(bram)
    said = {"reason": "personal", "words": "A name on the second photo"}
    client.post(page(shelf), said)
    client.post(page(shelf), said | {"words": "On the first one"})
    [report] = Report.objects.all()
    assert (report.by, report.reason, report.words) == (
        bram,
        "personal",
        "On the first one",
    )


def test_what_is_not_seen_is_not_reported(client, anna, bram):
    draft = ListingFactory(made_by=anna, state="draft", live_at=None)
    client.force_login(bram)
    assert client.post(page(draft), {"reason": "wrong"}).status_code == 404
    assert not Report.objects.exists()


def test_a_report_that_is_right_takes_it_down_with_two_letters(shelf, anna, bram, mo):
    report = moderation.report(shelf, by=bram, reason="unlawful")
    moderation.uphold(report, by=mo, why="These are medicines.")
    assert again(shelf).taken_down_at
    assert dict(letters()) == {
        anna.email: "Your offer “Shelf” was taken down",
        bram.email: "Thank you for your report of “Shelf”",
    }


def test_a_second_report_of_the_same_offer_is_answered_too(shelf, bram, carla, mo):
    first = moderation.report(shelf, by=bram, reason="unlawful")
    second = moderation.report(shelf, by=carla, reason="wrong")
    moderation.uphold(first, by=mo, why="Yes")
    moderation.uphold(second, by=mo, why="Yes")
    assert Report.objects.filter(state="upheld").count() == 2


def test_a_report_without_ground_is_answered(shelf, bram, mo):
    report = moderation.report(shelf, by=bram, reason="wrong")
    moderation.dismiss(report, by=mo, why="It is a shelf.")
    assert again(shelf).state == "live"
    [letter] = Letter.objects.all()
    assert (letter.to, "It is a shelf." in letter.body) == (bram.email, True)


def test_the_database_keeps_one_of_each(shelf, proposal, bram):
    moderation.report(shelf, by=bram, reason="wrong")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(listing=shelf, by=bram, reason="wrong")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(listing=shelf, by=bram, fields={}, why="")


def test_moderators_answer_reports_in_the_admin(client, shelf, bram, mo):
    report = moderation.report(shelf, by=bram, reason="wrong")
    client.force_login(mo)
    data = {"action": "dismiss", "_selected_action": [report.pk]}
    assert b"why" in client.post(REPORTS, data).content
    client.post(REPORTS, {**data, "why": "It is fine."})
    report.refresh_from_db()
    assert (report.state, report.answer) == ("dismissed", "It is fine.")
