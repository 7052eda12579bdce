"""The next letter is shown before it is sent, and is the one that is sent then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from base.page_parts import next_of
from outbox.models import Letter
from tests.home import lives as walked

MINUTE = timedelta(minutes=1)
SPOKEN_OF = [
    walked.asked,
    walked.proposed,
    walked.accepted,
    walked.scheduled,
    walked.lent,
    walked.lent_and_planned,
    walked.lent_and_out,
    walked.gone_in_part,
]


@pytest.mark.parametrize("made", SPOKEN_OF, ids=lambda made: made.__name__)
def test_the_letter_on_the_page_is_the_one_that_comes(
    made, anna, bram, client, let_time_pass
):
    claim = made(anna, bram)
    claim.refresh_from_db()
    coming = next_of("claim", claim)
    client.force_login(anna)
    shown = strip_tags(
        client.get(reverse("claims:next_letter", args=[claim.pk])).content.decode()
    )
    pages = [one.get_absolute_url() for one in (claim, *claim.pickups.all())]
    pages.append(reverse("logistics:schedule_return", args=[claim.pk]))
    about = Letter.objects.filter(body__regex="|".join(pages))
    before = set(about.values_list("pk", flat=True))
    while not (sent := about.exclude(pk__in=before)).exists():
        let_time_pass()
    assert timezone.now() - coming.at <= 2 * MINUTE
    assert any(letter.subject in shown for letter in sent), (shown, list(sent))


def test_where_nothing_comes_there_is_no_page(anna, bram, client):
    claim = walked.accepted(anna, bram)
    type(claim).objects.filter(pk=claim.pk).update(state="withdrawn")
    client.force_login(anna)
    page = reverse("claims:next_letter", args=[claim.pk])
    assert client.get(page).status_code == 404
    assert "Read it now" not in client.get(claim.get_absolute_url()).content.decode()
