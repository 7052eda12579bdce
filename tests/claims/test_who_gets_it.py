"""Who asks first gets it, or the owner chooses, perhaps on a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from base.mornings import moment
from base.refusal import Refused
from claims import actions
from claims.deadlines import EVENING
from claims.models import Claim
from listings import actions as offering
from tests.claims.conftest import (
    DAY,
    bram_asks,
    pieces_of,
    read_by,
    state_of,
    states,
)


def rule(listing, **fields):
    for name, value in fields.items():
        setattr(listing, name, value)
    listing.save(update_fields=[*fields])
    return listing


# -- Who asks first ----------------------------------------------------------
@pytest.fixture
def first_come(chairs):
    return rule(chairs, gives_to="first")


def test_who_asks_first_has_it_at_once(first_come, bram):
    claim = bram_asks(first_come, bram, quantity=30)
    assert (pieces_of(claim), states(claim)) == (
        ("accepted", 30, [30]),
        ["asked", "accepted"],
    )
    assert claim.steps.last().by is None
    assert read_by("claims/letters/accepted") == ["bram@example.org"]
    assert read_by("claims/letters/taken") == ["anna@example.org"]
    assert read_by("claims/letters/asked") == []


def test_more_than_is_left_is_refused_and_not_given_in_part(first_come, bram, carla):
    bram_asks(first_come, bram, quantity=30)
    with pytest.raises(Refused, match="^Only 10 left.$"):
        bram_asks(first_come, carla, quantity=11)


def test_who_is_just_too_late_waits(first_come, bram, carla):
    first = bram_asks(first_come, bram, quantity=40)
    late = bram_asks(first_come, carla, quantity=11)
    assert (late.state, actions.place(late)) == ("waiting", 1)
    actions.withdraw(first, by=bram)
    assert pieces_of(late) == ("proposed", 11, [11])


def test_who_asked_before_the_rule_waits_when_all_is_taken(chairs, bram, carla):
    before = bram_asks(chairs, bram, quantity=4)
    rule(chairs, gives_to="first")
    bram_asks(chairs, carla, quantity=40)
    assert state_of(before) == "waiting"


# -- On a day ----------------------------------------------------------------
@pytest.fixture
def on_a_day(chairs, today):
    return rule(chairs, decides_on=today + 20 * DAY)


def at(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_nobody_is_given_anything_before_the_day(on_a_day, anna, bram):
    claim = bram_asks(on_a_day, bram)
    for deed in (
        lambda: actions.accept(claim, by=anna),
        lambda: actions.divide(on_a_day, {claim.pk: 1}, by=anna),
    ):
        with pytest.raises(Refused, match="until then everybody can ask") as refused:
            deed()
        assert refused.value.instead[1] == f"/listings/{on_a_day.pk}/edit/"
    assert actions.decline(claim, by=anna, why="No.").state == "declined"


def test_a_claim_does_not_end_before_its_day(on_a_day, bram):
    claim = bram_asks(on_a_day, bram)
    assert claim.remind_at == moment(on_a_day.decides_on)
    assert claim.expires_at > moment(on_a_day.decides_on) + 2 * DAY


def test_on_the_day_the_owner_reads_once_and_who_asked_hears(
    on_a_day, anna, bram, carla, monkeypatch
):
    one, two = (bram_asks(on_a_day, who) for who in (bram, carla))
    day = on_a_day.decides_on
    at(monkeypatch, moment(day) - timedelta(minutes=1))
    assert actions.remind_unanswered() == 0
    at(monkeypatch, moment(day))
    assert [actions.remind_unanswered() for _ in range(2)] == [2, 0]
    assert read_by("claims/letters/choose") == ["anna@example.org"]
    assert read_by("claims/letters/unanswered") == []
    one.refresh_from_db()
    actions.accept(one, by=anna)
    at(monkeypatch, moment(day, EVENING))
    assert [actions.remind_unanswered() for _ in range(2)] == [1, 0]
    assert read_by("claims/letters/undecided") == ["carla@example.org"]


def test_another_day_is_the_day_of_who_asked_already(chairs, anna, bram, today):
    claim = bram_asks(chairs, bram)
    later = today + 30 * DAY
    offering.revise(chairs, by=anna, decides_on=later)
    claim.refresh_from_db()
    assert claim.remind_at == moment(later)
    assert claim.expires_at > moment(later)


def test_a_day_that_was_moved_is_not_spoken_of_too_early(on_a_day, bram, today):
    claim = bram_asks(on_a_day, bram)
    Claim.objects.update(remind_at=timezone.now())
    actions.remind_unanswered()
    claim.refresh_from_db()
    assert claim.remind_at == moment(on_a_day.decides_on)
    assert read_by("claims/letters/choose") == []


def test_the_pages_say_how_it_is_decided(client, on_a_day, anna, bram):
    claim = bram_asks(on_a_day, bram)
    client.force_login(bram)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert "All who asked hear on that day." in page
    client.force_login(anna)
    compare = client.get(f"/claims/of/{on_a_day.pk}/")
    assert list(compare.context["form"].fields) == []
    assert "/accept/" not in client.get(claim.get_absolute_url()).content.decode()


# -- The form of the offer ---------------------------------------------------
def test_only_who_chooses_names_a_day(client, chairs, anna, today):
    client.force_login(anna)
    url = f"/listings/{chairs.pk}/edit/"
    form = client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value()}
    typed |= {"gives_to": "first", "decides_on": today + DAY, "weight_kg": ""}
    client.post(url, typed)
    chairs.refresh_from_db()
    assert (chairs.gives_to, chairs.decides_on) == ("first", None)
    client.post(url, typed | {"gives_to": "choose"})
    chairs.refresh_from_db()
    assert (chairs.gives_to, chairs.decides_on) == ("choose", today + DAY)
    over = client.post(url, typed | {"gives_to": "choose", "decides_on": today - DAY})
    assert over.context["form"].errors["decides_on"] == ["That day is over."]
