"""Nobody there: counted from the last touch, with clocks in the test's hand."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings

from ui.idle_lock import Clocks, IdleLock
from ui.laptop import Laptop


@pytest.fixture
def hand():
    """The clocks' hands: how long the laptop has been on, and how long of that it slept."""
    return SimpleNamespace(on=1000.0, slept=40.0)


@pytest.fixture
def told():
    return []


@pytest.fixture
def idle(qapp, hand, told):
    clocks = Clocks(going_on=lambda: hand.on, awake=lambda: hand.on - hand.slept)
    idle = IdleLock(lambda: 5, qapp, clocks=clocks)
    idle.soon.connect(told.append)
    idle.due.connect(lambda: told.append("due"))
    yield idle
    idle.deleteLater()


def passes(hand, idle, seconds):
    hand.on += seconds
    idle.look()


def test_five_minutes_after_the_last_touch_it_is_time(idle, hand, told):
    passes(hand, idle, 200)
    idle.touch()
    passes(hand, idle, 279)
    assert told == []
    passes(hand, idle, 21)
    assert told == ["due"]


def test_the_last_twenty_seconds_are_told_and_a_touch_takes_that_back(idle, hand, told):
    passes(hand, idle, 280)
    passes(hand, idle, 0.4)
    passes(hand, idle, 9.6)
    idle.touch()
    passes(hand, idle, 1)
    assert told == [20, 10, 0]


def test_a_laptop_that_slept_is_left_at_once(idle, hand, told):
    passes(hand, idle, 1)
    hand.slept += 60
    passes(hand, idle, 60)
    assert told == ["due"]


def test_two_clocks_that_are_read_one_after_the_other_are_no_sleep(idle, hand, told):
    hand.slept += 0.5
    passes(hand, idle, 1)
    assert told == []


def test_what_must_not_be_locked_away_is_waited_for(qapp, hand, told):
    waits = [True]
    clocks = Clocks(going_on=lambda: hand.on, awake=lambda: hand.on)
    idle = IdleLock(lambda: 1, qapp, clocks=clocks, waits=lambda: waits[0])
    idle.due.connect(lambda: told.append("due"))
    passes(hand, idle, 100)
    assert told == []
    waits[0] = False
    idle.look()
    assert told == ["due"]


def test_another_choice_holds_at_once(qapp, hand, told):
    minutes = [30]
    clocks = Clocks(going_on=lambda: hand.on, awake=lambda: hand.on)
    idle = IdleLock(lambda: minutes[0], qapp, clocks=clocks)
    idle.due.connect(lambda: told.append("due"))
    passes(hand, idle, 100)
    minutes[0] = 1
    idle.look()
    assert told == ["due"]


@pytest.mark.parametrize(
    ("kept", "minutes"), [(None, 5), (7, 7), ("12", 12), (0, 1), (999, 30), ("-3", 5), ("never", 5), ("²", 5), ("", 5)]
)
def test_whatever_stands_in_the_laptops_file_the_register_locks(kept, minutes):
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre")
    settings.setValue("idle_minutes", kept)
    settings.sync()
    assert Laptop().idle_minutes == minutes
    settings.remove("idle_minutes")


def test_the_clocks_of_this_machine_go_forward_together():
    clocks = Clocks()
    first = clocks.asleep
    assert clocks.asleep == pytest.approx(first, abs=0.5)
    assert clocks.going_on() > 0
