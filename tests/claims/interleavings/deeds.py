"""What can be done next, how often, and with what."""

from random import Random
from typing import NamedTuple

from tests.claims.interleavings.town import ASKERS

OPEN = {"asked", "waiting", "proposed", "accepted"}
AGREED = {"accepted", "scheduled", "lent"}


class Deed(NamedTuple):
    """`needs`: done only while there is something of one of these kinds."""

    name: str
    weight: int
    needs: set
    given: object  # with what, by chance


def pieces(chance):
    return [chance.choice([0, 1, 1, 1, 2, 3]) for _ in range(ASKERS)]


def wish(chance):
    what, who = chance.randrange(3), chance.randrange(ASKERS)
    quantity, term = chance.choice([1, 1, 1, 2, 2, 3, 4]), chance.randrange(2)
    return what, who, quantity, term, chance.randrange(5), chance.randrange(6)


def times(chance):
    """Of a room: which, from which day and hour on, for how long, how often."""
    room, day = chance.randrange(3), chance.randrange(7)
    hour, length = chance.randint(8, 16), chance.choice([1, 1, 2])
    return room, day, hour, length, chance.choice([1, 1, 2, 4])


def booking(chance):
    room, *when = times(chance)
    who, parties = chance.randrange(ASKERS), chance.randint(1, 3)
    return room, who, *when, parties, chance.random() < 0.4, chance.random() < 0.8


def came(chance):
    """How many fewer than was planned, and of those how many damaged or missing."""
    fewer = chance.choice([0, 0, 1, 2])
    harmed = chance.random() < 0.3
    return fewer, int(harmed), int(harmed and chance.random() < 0.4)


def number(chance):
    """Of a claim, or what else it is done with."""
    return chance.randrange(1000)


def only(chance):
    return (number(chance),)


def way(chance):
    return chance.choice(["out", "out", "back"])


ALL = [
    Deed("ask", 7, set(), wish),
    Deed("put_in", 1, set(), wish),
    Deed("ask_together", 2, {"basket"}, only),
    Deed("answer_together", 2, {"bundle"}, lambda c: (number(c), pieces(c))),
    Deed("agree_to_all", 1, {"bundle"}, only),
    Deed("accept", 6, {"asked", "waiting"}, only),
    Deed("divide", 3, {"asked", "waiting"}, lambda c: (number(c), pieces(c))),
    Deed("agree", 4, {"proposed"}, only),
    Deed("wait_for_all", 2, {"proposed"}, only),
    Deed("stay", 1, {"waiting"}, only),
    Deed("decline", 1, OPEN, only),
    Deed("withdraw", 2, OPEN, only),
    Deed(
        "change",
        3,
        {"asked", "waiting", "accepted"},
        lambda c: (number(c), c.randint(1, 3), c.choice([0, 0, -1, 2])),
    ),
    Deed(
        "plan",
        6,
        AGREED,
        lambda c: (number(c), way(c), c.choice([0, 0, 1]), c.choice([1, 3, 24, 60])),
    ),
    Deed("replan", 1, {"pickup"}, lambda c: (number(c), c.choice([2, 30, 80]))),
    Deed("call_off", 1, {"pickup"}, only),
    Deed("complete", 5, {"pickup"}, lambda c: (number(c), *came(c), c.random() < 0.5)),
    Deed("happened", 5, AGREED, lambda c: (number(c), way(c), *came(c))),
    Deed("ask_extension", 2, {"for a time"}, lambda c: (number(c), c.randint(1, 5))),
    Deed("extend", 1, {"for a time"}, lambda c: (number(c), c.randint(1, 5))),
    Deed(
        "answer_extension",
        3,
        {"extension"},
        lambda c: (number(c), c.choice(["grant", "grant", "decline", "withdraw"])),
    ),
    Deed(
        "settle",
        3,
        {"damage"},
        lambda c: (number(c), c.choice(["propose", "agree", "mend", "write off"])),
    ),
    Deed("revise", 2, set(), lambda c: (c.randrange(3), c.randint(1, 6))),
    Deed("rule", 1, set(), lambda c: (c.randrange(4), c.choice(["first", "choose"]))),
    Deed("offer", 1, {"live"}, lambda c: (c.randrange(4), c.choice(["pause"]))),
    Deed(
        "offer",
        3,
        {"paused", "withdrawn"},
        lambda c: (
            c.randrange(4),
            c.choice(["resume", "relist", "resume", "relist", "withdraw"]),
        ),
    ),
    Deed("book", 5, set(), booking),
    Deed("cancel_times", 2, {"booking"}, lambda c: (number(c), c.randint(1, 3))),
    Deed("add_time", 2, {"left out"}, only),
    Deed(
        "move_times",
        3,
        {"booking"},
        lambda c: (
            number(c),
            c.choice([-7, 0, 1, 7]),
            c.randint(8, 16),
            c.random() < 0.5,
        ),
    ),
    Deed("answer_move", 4, {"moving"}, lambda c: (number(c), c.random() < 0.8)),
    Deed("finish", 1, {"booking"}, only),
    Deed("block", 2, set(), times),
    Deed("unblock", 1, {"own use"}, only),
    Deed("time_passes", 4, set(), lambda c: (c.choice([1, 5, 24, 24, 72, 192, 720]),)),
    Deed("sweep", 3, set(), lambda c: ()),
    Deed("look", 1, set(), lambda c: (c.randrange(3), c.randrange(ASKERS + 1))),
]


def begun(seeds):
    """Most ask for one and the same thing, and every third time somebody gets it."""
    first = Random(seeds[0]).randrange(3)
    for number, seed in enumerate(seeds):
        chance = Random(f"{seed} {number}")
        what, *wished = wish(chance)
        yield "ask", (what if chance.random() < 0.2 else first, *wished)
        if number % 3 == 1:
            yield "accept", only(chance)


def chosen(seed, there):
    """One of what can be done now: its name, and with what."""
    chance = Random(seed)
    possible = [deed for deed in ALL if not deed.needs or deed.needs & there]
    (deed,) = chance.choices(possible, [deed.weight for deed in possible])
    return deed.name, deed.given(chance)
