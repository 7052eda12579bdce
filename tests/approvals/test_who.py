"""Who decides, about people by their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from approvals.who import People, Turn

PEOPLE = st.integers(1, 6)


@st.composite
def organisations(draw):
    coordinators = draw(st.lists(PEOPLE, unique=True, max_size=4))
    active = draw(st.sets(PEOPLE, max_size=6)) | set(coordinators)
    away = draw(st.dictionaries(PEOPLE, PEOPLE, max_size=4))
    away = {key: deputy for key, deputy in away.items() if key != deputy}
    return People(coordinators, active, away)


@given(organisations(), PEOPLE)
def test_nobody_decides_about_what_they_asked(people, requester):
    assert requester not in [turn.decider for turn in people.line(requester)]
    assert requester not in [turn.principal for turn in people.line(requester)]
    assert requester not in people.others(requester)
    for principal in [None, *people.coordinators]:
        assert people.mandate(requester, requester, principal) is None


@given(organisations(), PEOPLE)
def test_who_is_asked_is_there_and_may_decide(people, requester):
    for turn in people.line(requester):
        assert turn.decider in people.active
        assert turn.decider not in people.away
        found = people.mandate(turn.decider, requester, turn.principal)
        assert found == turn.principal


@given(organisations(), PEOPLE)
def test_the_line_comes_to_an_end(people, requester):
    """However the deputies stand in for each other: everybody is asked at most once."""
    asked = set()
    while turn := people.next_turn(requester, asked):
        assert turn.decider not in asked
        asked.add(turn.decider)
    assert asked == {turn.decider for turn in people.line(requester)}


@given(organisations(), PEOPLE, PEOPLE, st.none() | PEOPLE)
def test_nobody_decides_without_a_mandate(people, person, requester, principal):
    found = people.mandate(person, requester, principal)
    if found is None:
        return
    assert found in people.coordinators
    assert found == person or people.away[found] == person


@given(organisations(), PEOPLE)
def test_a_coordinator_decides_also_while_away(people, requester):
    """As themselves, and never as the deed of their deputy."""
    for person in people.others(requester):
        assert people.mandate(person, requester, person) == person


def test_deputies_in_a_circle_are_nobody():
    people = People([1, 2, 3], {1, 2, 3, 4}, {1: 2, 2: 3, 3: 1})
    assert people.line(4) == []
    assert people.next_turn(4, set()) is None
    assert people.others(4) == [1, 2, 3]


def test_a_deputy_who_asks_is_passed_over():
    people = People([1, 2], {1, 2, 3}, {1: 3})
    assert people.line(3) == [Turn(2, 2)]
    assert people.line(9) == [Turn(1, 3), Turn(2, 2)]


def test_what_was_given_to_a_deputy_is_not_passed_on():
    people = People([1, 2], {1, 2, 3, 4}, {1: 3, 3: 4})
    assert people.line(9) == [Turn(2, 2)]


def test_where_nobody_else_is_a_coordinator_nobody_of_it_decides():
    people = People([1], {1, 2}, {})
    assert (people.line(1), people.others(1)) == ([], [])
