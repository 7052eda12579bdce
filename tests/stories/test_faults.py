"""What falls over takes no letter with it. Real processes, really killed."""

import pytest

from tests.clockwork import running_clockwork
from tests.running_demo import wait_until


@pytest.fixture(scope="module")
def clockwork(tmp_path_factory):
    with running_clockwork(tmp_path_factory.mktemp("faults") / "var") as clockwork:
        yield clockwork


@pytest.fixture
def clock(clockwork):
    clockwork.make_whole()
    return clockwork


def test_a_worker_that_is_killed_while_it_sends_loses_no_letter(clock):
    clock.mail.hangs = True
    clock.write("ans", "bep", "cor", "dirk")
    clock.tick()
    clock.tick()
    assert wait_until(lambda: len(clock.mail.held) == 2, 30)  # one for each hand
    assert clock.attempts() == [0, 0, 1, 1]

    clock.kill("worker")
    clock.mail.hangs = False
    clock.start("worker")
    left = {"ans", "bep", "cor", "dirk"} - set(clock.mail.held)
    clock.hurry(*left)
    assert wait_until(lambda: clock.attempts() == [1, 1], 10)  # the next try is booked
    clock.let_the_next_try_come()
    clock.hurry("ans", "bep", "cor", "dirk")
    assert wait_until(lambda: clock.attempts() == [], 10)


def test_an_emptied_redis_loses_no_letter(clock):
    clock.kill("worker")
    clock.write(*(f"eva{n}" for n in range(20)))
    clock.tick()
    assert wait_until(lambda: clock.broker().llen("celery") > 0, 30)
    clock.broker().flushall()
    clock.start("worker")
    clock.hurry(*(f"eva{n}" for n in range(20)))

    clock.broker().flushall()
    clock.write("fer")
    clock.wait_for("fer")


@pytest.mark.parametrize("again", range(4))  # only some of the falls hit a busy worker
def test_letters_leave_when_redis_is_back(clock, again):
    clock.kill("redis")
    clock.write(f"gerda{again}", f"hans{again}")
    clock.start("redis")
    # Beat comes back too: that is looked at once.
    wait = clock.hurry if again else clock.wait_for
    wait(f"gerda{again}", f"hans{again}")
    assert clock.children["worker"].process.poll() is None  # it waited, not fell


def test_letters_wait_for_a_mail_server_that_is_down(clock):
    clock.mail.close()
    clock.write("ina", "jos")
    clock.tick()
    assert wait_until(lambda: clock.attempts() == [1, 1], 30)
    errors = clock.sql("SELECT last_error FROM outbox_letter WHERE sent_at IS NULL")
    assert [error[:22] for (error,) in errors] == ["ConnectionRefusedError"] * 2

    clock.mail.open()
    clock.let_the_next_try_come()
    clock.hurry("ina", "jos")
    assert clock.mail.kept.count("ina") == clock.mail.kept.count("jos") == 1
