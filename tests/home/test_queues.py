from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from base.models import Failure
from base.querysets import MOST_TRIES
from catalogue.models import SearchedWords
from home import queues
from members.models import JoinRequest
from outbox.models import Letter
from outbox.querysets import MAX_ATTEMPTS
from tests.factories import (
    ClaimFactory,
    ListingFactory,
    OrganisationFactory,
    UserFactory,
)


@pytest.fixture
def waiting(anna, bram, beds):
    """One of everything that the staff's queues hold, two days old, and its name."""
    day = timezone.now() - timedelta(days=2)
    OrganisationFactory(state="applied", name="Newcomer", applied_at=day)
    ListingFactory(
        made_by=anna, state="in_review", live_at=None, title="To review", made_at=day
    )
    newcomer = UserFactory(organisation=None, name="Nora")
    JoinRequest.objects.create(
        organisation=anna.organisation, person=newcomer, asked_at=day
    )
    ClaimFactory(listing=beds, asked_at=day)
    SearchedWords.objects.create(words="zwurf", last_at=day)
    lost = {"subject": "Lost", "to": "x@example.org", "attempts": MAX_ATTEMPTS}
    Letter.objects.create(key="lost", body="-", next_try_at=day, **lost)
    about = {"deed": "lists.placement.place", "model": "lists.Import", "failed_at": day}
    for row, tries in ((1, MOST_TRIES), (2, 1)):
        Failure.objects.create(row=row, error="ValueError", tries=tries, **about)


def test_every_queue_leads_to_as_many_rows_as_it_counts(client, mo, waiting):
    client.force_login(mo)
    for queue in queues.for_staff() + queues.to_watch():
        listed = client.get(queue.url).context["cl"].queryset
        assert listed.count() == queue.count, queue.title
    assert queues.to_watch()[-1].count == 1


def test_the_first_page_says_how_many_wait_and_how_long(client, mo, waiting):
    client.force_login(mo)
    text = " ".join(strip_tags(client.get("/admin/").content.decode()).split())
    for words in ("Organisations that applied 1 the oldest for 2 days", "To keep an"):
        assert words in text


def test_the_queues_cost_a_query_each(db, django_assert_num_queries):
    with django_assert_num_queries(11):
        counted = [queue.count for queue in queues.for_staff() + queues.to_watch()]
    assert counted == [0] * 11
