"""In a demo one press lets in, as one of its people and as nobody else."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.factories import UserFactory


@pytest.mark.urls("tests.demo.demo_urls")
@pytest.mark.parametrize("name", ["anna", "bram", "carla", "mo"])
def test_one_press_lets_in(client, db, name):
    person = UserFactory(email=f"{name}@demo.example")
    answer = client.post(f"/demo/enter/{name}/")
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.urls("tests.demo.demo_urls")
def test_nobody_else_is_let_in(client, db):
    UserFactory(email="wim@demo.example")
    assert client.post("/demo/enter/wim/").status_code == 404
    assert client.get("/demo/enter/anna/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_outside_a_demo_there_is_no_such_door(client, db, settings):
    UserFactory(email="anna@demo.example")
    assert not settings.DEMO
    assert client.post("/demo/enter/anna/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo:enter", args=["anna"])
