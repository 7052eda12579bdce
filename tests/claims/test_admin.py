"""Moderators look at requests, and change nothing."""

import pytest

from claims.models import Claim
from tests.claims import services
from tests.claims.bookings import asks, hours


@pytest.fixture
def admin(client, mo):
    client.force_login(mo)
    return client


def test_a_moderator_finds_requests_by_state(admin, asked, lent):
    Claim.objects.filter(pk=lent.pk).update(state="declined")
    page = admin.get("/admin/claims/claim/", {"state__exact": "asked"})
    assert [claim.pk for claim in page.context["cl"].queryset] == [asked.pk]
    found = admin.get("/admin/claims/claim/", {"q": "patient"})
    assert [claim.pk for claim in found.context["cl"].queryset] == [lent.pk]


def test_a_moderator_reads_the_history_and_changes_nothing(admin, asked):
    url = f"/admin/claims/claim/{asked.pk}/change/"
    assert "Bram" in admin.get(url).content.decode()
    assert admin.post(url, {"state": "accepted"}).status_code == 403
    assert admin.post(url.replace("change", "delete")).status_code == 403
    assert admin.get("/admin/claims/claim/add/").status_code == 403
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_member_has_no_business_there(client, asked, anna):
    client.force_login(anna)
    response = client.get(f"/admin/claims/claim/{asked.pk}/change/")
    assert response.status_code == 302


@pytest.mark.parametrize("kind", ["claims/booking", "claims/quote"])
def test_a_moderator_reads_bookings_and_quotes(admin, kind, anna, bram, room, monday):
    rows = {
        "claims/booking": asks(room, bram, hours(monday, 9, 10)).booking,
        "claims/quote": services.quoted(
            services.asks(services.a_service(anna), bram), anna
        ),
    }
    assert rows[kind].pk in [
        row.pk for row in admin.get(f"/admin/{kind}/").context["cl"].queryset
    ]
    url = f"/admin/{kind}/{rows[kind].pk}/change/"
    assert admin.get(url).status_code == 200
    assert admin.post(url, {}).status_code == 403


def test_a_moderator_reads_rooms_and_services(admin, anna, room):
    for row in (room, services.a_service(anna)):
        kind = row._meta.model_name
        page = admin.get(f"/admin/listings/{kind}/{row.pk}/change/")
        assert page.status_code == 200
        assert admin.get(f"/admin/listings/{kind}/").context["cl"].result_count == 1
