"""What is kept so that a person is found: written with the record it comes from, and found by any of her names."""

import sys
from dataclasses import replace

from centre_app.finding import find_persons, searchable
from tests.makers import a_case, a_name, a_person


def people(how_many):
    """So many people with a name and a file each, as an old register brings them in one act."""
    return [
        record
        for number in range(how_many)
        for person in [a_person()]
        for record in (person, a_name(person), a_case(person, code=f"SEG-26-{number:04d}"))
    ]


def calls_to_make_searchable(register, records):
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        searchable(register, records)
    finally:
        sys.setprofile(None)
    return calls


def test_four_times_as_many_people_in_one_act_are_four_times_the_work(register):
    # after: each person was looked for among all that was saved with her, and ten thousand lines took five minutes
    few, many = people(20), people(80)
    searchable(register, few)  # what is made once
    assert calls_to_make_searchable(register, many) < 4.5 * calls_to_make_searchable(register, few)


def test_a_name_saved_now_stands_for_the_one_saved_before(register):
    person = a_person()
    _, before = register.save(person, a_name(person, "Sangaré", "Kadidia"))
    register.save(replace(before, family="Keïta", given="Awa"))
    assert find_persons(register, "Sangaré") == []
    assert find_persons(register, "Keita") == [person.id]
