"""A wrong clock: said, marked, and put right by the director without anybody waiting for it."""

from datetime import timedelta

import pytest

from centre_app import accounts, integrity
from centre_app.casework.clock import state_the_time
from centre_app.opening import open_register
from centre_app.problems import OnlyTheDirector
from centre_app.records import Person, StaffMember
from tests.makers import a_folder, an_admission, reopened

YEARS_BACK = timedelta(days=4000)


@pytest.fixture
def folder(tmp_path, clock):
    made = a_folder(tmp_path)
    with reopened(made, clock=clock) as register:
        register.save(*an_admission())
    return made


@pytest.mark.parametrize("wrong", [-timedelta(hours=2), -YEARS_BACK, timedelta(days=200)])
def test_a_clock_far_from_the_last_entry_is_said_to_be_wrong(folder, clock, wrong):
    clock.moment += wrong
    with reopened(folder, clock=clock) as register:
        assert register.clock_is_suspect


@pytest.mark.parametrize("right", [timedelta(minutes=-30), timedelta(), timedelta(days=60)])
def test_a_clock_that_may_well_be_right_is_left_alone(folder, clock, right):
    clock.moment += right
    with reopened(folder, clock=clock) as register:
        assert not register.clock_is_suspect


def test_under_a_wrong_clock_one_goes_on_writing_and_the_line_is_marked(folder, clock):
    clock.moment -= YEARS_BACK
    with reopened(folder, clock=clock) as register:
        register.save(Person(sex="female"))
        marked = register.vault.ask("SELECT clock_suspect FROM care.history ORDER BY seq DESC LIMIT 1")
        assert marked[0]["clock_suspect"] == 1
        assert not integrity.check(register).faults


@pytest.mark.parametrize("wrong", [-YEARS_BACK, timedelta(days=400)])
def test_the_time_that_the_director_states_counts_from_then_on_and_after_a_restart(folder, clock, wrong):
    right = clock.moment + timedelta(days=1)
    clock.moment += wrong
    with reopened(folder, clock=clock) as register:
        register.save(Person(sex="female"))
        state_the_time(register, right)
        assert (register.today, register.clock_is_suspect) == (right.date(), False)
    clock.moment += timedelta(hours=3)
    with reopened(folder, clock=clock) as register:
        assert register.now == right + timedelta(hours=3)
        assert not register.clock_is_suspect
        register.save(Person(sex="female"))
        assert not integrity.check(register).faults


def test_once_the_laptop_itself_was_put_right_its_clock_counts_again(folder, clock):
    right = clock.moment + timedelta(days=1)
    clock.moment -= YEARS_BACK
    with reopened(folder, clock=clock) as register:
        state_the_time(register, right)
    clock.moment = right + timedelta(hours=1)
    with reopened(folder, clock=clock) as register:
        assert register.now == clock.moment


def test_a_clock_that_goes_back_once_more_is_said_to_be_wrong_again(folder, clock):
    right = clock.moment + timedelta(days=1)
    clock.moment -= YEARS_BACK
    with reopened(folder, clock=clock) as register:
        state_the_time(register, right)
        register.save(Person(sex="female"))
    clock.moment -= YEARS_BACK
    with reopened(folder, clock=clock) as register:
        assert register.clock_is_suspect


def test_only_the_director_states_the_time(folder, clock):
    with reopened(folder, clock=clock) as register:
        passphrase = accounts.add_person(register, StaffMember(name="Fanta", roles=frozenset({"nurse"})))
    with open_register(folder, "Fanta", passphrase, clock=clock) as register, pytest.raises(OnlyTheDirector):
        state_the_time(register, clock.moment)


def test_every_login_stands_in_history_under_who_came(folder, clock):
    with reopened(folder, clock=clock) as register:
        lines = register.vault.ask("SELECT who, record_id FROM main.history WHERE action = 'login'")
        assert [tuple(line) for line in lines][-1] == (register.who, register.who)
        assert len(lines) == 2


def test_what_was_done_to_keys_before_a_cut_is_told_at_the_time_that_was_stated(folder, clock):
    right = clock.moment + timedelta(days=1)
    clock.moment -= YEARS_BACK
    with reopened(folder, clock=clock) as register:
        state_the_time(register, right)
        register.keys.put_shown("first", {}, at="")  # and the power goes before history is told
    with reopened(folder, clock=clock) as register:
        (line,) = register.vault.ask("SELECT at, clock_suspect FROM main.history WHERE action = 'show_names'")
        assert (line["at"][:10], line["clock_suspect"]) == (right.date().isoformat(), 0)
