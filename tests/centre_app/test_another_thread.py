"""Slow work in another thread has the register over connections of its own."""

import threading

from centre_app.records import Person
from tests.makers import a_person


def test_work_in_another_thread_reads_and_writes_the_same_register(register):
    (known,) = register.save(a_person())
    seen = []

    def work():
        with register.in_this_thread() as beside:
            seen.append(beside.get(Person, known.id))
            seen.extend(beside.save(a_person()))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen[0] == known
    assert register.get(Person, seen[1].id) == seen[1]


def test_what_is_written_here_afterwards_is_later_than_what_was_written_there(register):
    register.save(a_person())
    with register.in_this_thread() as beside:
        written = [beside.save(a_person())[0].hlc for _ in range(3)]
    register.catch_up()
    assert register.save(a_person())[0].hlc > max(written)
