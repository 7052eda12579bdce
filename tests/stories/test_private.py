"""What is drawn for one person is kept for nobody else, and not after they left."""

import pytest
from django.urls import reverse

from tests.fuzz.world import routes
from tests.stories.test_doors import OURS, address, things  # noqa: F401

# Kept for a while: the same for everybody, or a picture for its reader alone.
KEPT = {"home:manifest", "home:icon", "home:worker", "listings:photo"}
OF_A_LETTER = ["wanted:have", "members:invitation", "members:letters_off"]


def directives(answer):
    return set(answer.get("Cache-Control", "").split(", "))


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_ours_is_kept(client, carla, things, method):  # noqa: F811
    client.force_login(carla)
    for name, args in OURS:
        answer = getattr(client, method)(address(name, args, things))
        assert {"private", "no-store"} <= directives(answer) or name in KEPT, name


def test_the_owners_see_theirs_and_keep_none(client, anna, things):  # noqa: F811
    client.force_login(anna)
    seen = set()
    for name, args in OURS:
        answer = client.get(address(name, args, things))
        seen.add(answer.status_code)
        assert {"private", "no-store"} <= directives(answer) or name in KEPT, name
    assert {200, 302, 405} <= seen


def test_nor_one_of_the_admin_or_of_accounts(client, mo):
    others = [
        route for route in routes() if route.path.startswith(("admin/", "accounts/"))
    ]
    assert len(others) > 80
    for route in others:
        client.force_login(mo)
        answer = client.get(route.address(["1"] * len(route.kinds)))
        # What the admin's calendar says in the reader's language is no secret.
        assert "no-store" in directives(answer) or route.name == "admin:jsi18n", route


def test_what_went_wrong_is_not_kept_either(client, anna):
    client.force_login(anna)
    for path in ("/nowhere/", "/listings/987654/", "/admin/"):
        assert {"private", "no-store"} <= directives(client.get(path))


def test_nor_the_answer_to_logging_out(client, anna):
    client.force_login(anna)
    answer = client.post(reverse("account_logout"))
    assert (answer.status_code, "no-store" in directives(answer)) == (302, True)


@pytest.mark.parametrize("name", OF_A_LETTER)
def test_nor_what_a_link_in_a_letter_opens(client, db, name):
    answer = client.get(reverse(name, args=["token"]))
    assert answer.status_code == 404 or {"private", "no-store"} <= directives(answer)


def test_what_everybody_sees_is_left_to_the_browser(client, db):
    assert not client.get("/").has_header("Cache-Control")


def test_htmx_keeps_no_page_in_the_browser(client, anna):
    client.force_login(anna)
    page = client.get("/").content.decode()
    assert '"historyCacheSize": 0' in page
