"""Urgent wants: who has it hears of it at once, and says so from the letter."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Letter
from tests.factories import ListingFactory, OrganisationFactory, WantFactory
from wanted import actions, matching, urgent_letters
from wanted.models import Answer

DAY = timedelta(days=1)
OF_A_LETTER = 5  # queries: is it there, and writing it


@pytest.fixture
def bed(anna):
    return ListingFactory(made_by=anna, announced_at=timezone.now())


def urgent(bram, **fields):
    place = bram.organisation.locations.get()
    return WantFactory(made_by=bram, location=place, urgent=True, **fields)


def told():
    return Letter.objects.filter(kind="urgent")


def test_the_owner_hears_of_it_at_once_outside_the_daily_letter(anna, bram, bed):
    anna.letters = "daily"
    anna.save()
    want = urgent(bram)
    actions.match_new_wants()
    letter = told().get()
    assert (letter.reader, letter.for_daily) == (anna, False)
    assert letter.subject == f"Urgent: {bram.organisation} needs Hoog-laagbed"
    assert (
        urgent_letters.address_for(want, bed, anna).rpartition("/have/")[0]
        in letter.body
    )


def test_what_can_wait_troubles_nobody(anna, bram, bed):
    urgent(bram)
    WantFactory(made_by=bram)
    actions.match_new_wants()
    assert told().count() == 1


def test_it_is_told_once_however_often_it_is_looked_for(anna, bram, bed):
    want = urgent(bram)
    actions.match_new_wants()
    actions.revise(want, by=bram, description="Snel graag")
    actions.match_new_wants()
    assert told().count() == 1


def test_who_offers_it_now_hears_that_it_is_urgent(anna, bram):
    urgent(bram)
    actions.match_new_wants()
    ListingFactory(made_by=anna)
    actions.match_new_listings()
    assert told().get().reader == anna


def test_nobody_gets_more_than_three_a_week(anna, bram, bed):
    for _time in range(5):
        urgent(bram)
    actions.match_new_wants()
    assert told().count() == 3
    told().update(created_at=timezone.now() - 8 * DAY)
    urgent(bram)
    actions.match_new_wants()
    assert told().count() == 4


def test_the_wants_are_read_at_once(anna, bram, django_assert_num_queries):
    for _ in range(urgent_letters.MOST):
        urgent(bram)
    found = matching.for_listings([ListingFactory(made_by=anna)])
    with django_assert_num_queries(3 + urgent_letters.MOST * OF_A_LETTER):
        urgent_letters.tell_owners(found)
    assert told().count() == urgent_letters.MOST


def test_who_stopped_these_letters_gets_none(anna, bram, bed):
    anna.letters_by_kind = {"urgent": "off"}
    anna.save()
    urgent(bram)
    actions.match_new_wants()
    assert not told().exists()


def link(want, listing, person):
    return "/" + urgent_letters.address_for(want, listing, person).split("/", 3)[3]


def test_one_click_and_one_confirmation_say_it(client, anna, bram, bed):
    want = urgent(bram)
    path = link(want, bed, anna)
    page = client.get(path)
    assert (page.status_code, Answer.objects.count()) == (200, 0)
    for _click in range(2):
        assert client.post(path).context["is_said"]
    answer = Answer.objects.get()
    assert (answer.want, answer.listing, answer.by) == (want, bed, anna)
    asked = Letter.objects.filter(key__startswith="wanted/letters/answered")
    assert asked.get().reader == bram


def test_the_link_ends_after_two_weeks(client, anna, bram, bed, monkeypatch):
    path = link(urgent(bram), bed, anna)
    monkeypatch.setattr(urgent_letters, "LASTS", timedelta(seconds=-1))
    assert client.post(path).status_code == 410
    assert not Answer.objects.exists()


def test_a_forged_link_says_nothing(client, anna, bram, bed):
    path = link(urgent(bram), bed, anna)
    forged = path[:-3] + "x/"
    assert client.post(forged).status_code == 410
    other = reverse("wanted:have", args=["1:2:3"])
    assert client.get(other).status_code == 410
    assert not Answer.objects.exists()


def test_the_link_of_who_left_says_nothing(client, anna, bram, bed):
    path = link(urgent(bram), bed, anna)
    anna.organisation = None
    anna.save()
    assert client.post(path).status_code == 410


def test_the_link_of_who_works_elsewhere_now_says_nothing(client, anna, bram, bed):
    address = link(urgent(bram), bed, anna)
    anna.organisation = OrganisationFactory()
    anna.save()
    page = client.get(address)
    assert page.status_code == 410
    assert bed.title not in page.content.decode()


def test_what_is_not_needed_any_more_is_said(client, anna, bram, bed):
    want = urgent(bram)
    actions.close(want, by=bram)
    assert client.post(link(want, bed, anna)).status_code == 409
    assert not Answer.objects.exists()


def test_urgent_wants_stand_on_the_first_page_of_the_others(client, anna, bram):
    urgent(bram, title="Beademingsbed")
    WantFactory(made_by=bram, title="Gewoon bed")
    client.force_login(anna)
    page = client.get("/").content.decode()
    assert "Beademingsbed" in page
    assert "Gewoon bed" not in page
    client.force_login(bram)
    assert "Beademingsbed" not in client.get("/").content.decode()
