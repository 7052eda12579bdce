"""What is sent just after the session ended is neither lost nor anybody else's."""

import re

import pytest
from django.core.files.base import ContentFile

from catalogue.models import Category
from listings.models import Listing
from members import devices, resuming

OFFER, RESUME = "/listings/offer/", "/resume/"
TO_RESUME = "/accounts/login/?next=/resume/"


@pytest.fixture
def typed(anna):
    return {
        "title": "Bureaustoel & tafel",
        "category": Category.objects.get(code="office-chair").pk,
        "quantity": "4",
        "terms": ["free", "loan"],
        "location": anna.organisation.locations.first().pk,
        "form_number": "0d6e9cd5-5d3b-4d52-8f5e-54d5a5b0c001",
    }


def leave_session(client, user):
    """Somebody was here, and their session ended."""
    client.force_login(user)
    client.get("/preferences/")
    del client.cookies["sessionid"]


def hidden(html):
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)
    return [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]


def test_it_is_sent_after_all(client, anna, typed):
    leave_session(client, anna)
    assert client.post(OFFER, typed).url == TO_RESUME
    client.force_login(anna)
    html = client.get(RESUME).content.decode()
    assert f'action="{OFFER}"' in html
    assert ("title", "Bureaustoel &amp; tafel") in hidden(html)
    assert [v for name, v in hidden(html) if name == "terms"] == ["free", "loan"]
    client.post(OFFER, typed)
    listing = Listing.objects.get(title=typed["title"])
    assert (listing.made_by, listing.quantity) == (anna, 4)
    assert client.get(RESUME).url == "/"


def test_a_stranger_who_logs_in_next_never_sees_it(client, anna, carla, typed):
    leave_session(client, anna)
    client.post(OFFER, typed)
    client.force_login(carla)
    assert client.get(RESUME).url == "/"
    assert resuming.KEPT not in client.session


def test_on_a_device_where_nobody_was_nothing_is_kept(client, db, typed):
    assert client.post(OFFER, typed).url == f"/accounts/login/?next={OFFER}"
    assert resuming.KEPT not in client.session


def test_a_forged_note_is_no_note(client, anna, typed):
    leave_session(client, anna)
    client.cookies[devices.COOKIE] = str(anna.pk)
    assert client.post(OFFER, typed).url == f"/accounts/login/?next={OFFER}"


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/accounts/password/change/", {"oldpassword": "a", "password1": "b"}),
        (OFFER, {"description": "x" * (resuming.MOST + 1)}),
    ],
)
def test_neither_passwords_nor_books_are_kept(client, anna, path, answers):
    leave_session(client, anna)
    assert client.post(path, answers).url == f"/accounts/login/?next={path}"
    assert resuming.KEPT not in client.session


def test_files_are_told_to_be_added_afterwards(client, anna, typed):
    leave_session(client, anna)
    client.post(OFFER, typed | {"new_photos": ContentFile(b"-", name="bed.png")})
    client.force_login(anna)
    assert "Add your photos afterwards" in client.get(RESUME).content.decode()


@pytest.mark.parametrize(
    ("method", "door"),
    [("get", "/accounts/login/?next=/listings/%3Fq%3Dbed"), ("post", TO_RESUME)],
)
def test_htmx_takes_the_whole_page_to_the_door(client, anna, method, door):
    leave_session(client, anna)
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/listings/?q=bed"}
    answer = getattr(client, method)("/listings/", headers=htmx)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, door)


@pytest.mark.parametrize("page", ["http://[", "//elders.example/", "foo", "/nowhere/"])
def test_a_page_that_there_can_not_be_leads_to_the_first_one(client, db, page):
    htmx = {"HX-Request": "true", "HX-Current-URL": page}
    answer = client.get("/listings/", headers=htmx)
    assert answer["HX-Redirect"] == "/accounts/login/?next=/"


def test_who_fills_in_a_form_is_not_disturbed_by_the_count(client, anna):
    leave_session(client, anna)
    answer = client.get("/waits/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_an_address_without_a_name_is_no_error(client, anna):
    leave_session(client, anna)
    path = "/admin/nothing-of-that-name/"
    assert client.post(path, {"a": "b"}).url == f"/admin/login/?next={path}"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/admin/members/user/1/password/", "password1"),
        ("/admin/listings/report/", "why"),
        ("/invitation/abc/", "password1"),
        ("/preferences/", "NewPassword"),
    ],
)
def test_nothing_of_the_admin_or_with_a_password_is_kept(client, anna, path, field):
    leave_session(client, anna)
    client.post(path, {field: "hidden", "a": "b"})
    assert resuming.KEPT not in client.session
