"""What is kept so that a person is found: written with the record it comes from, and found by any of her names."""

import sys
from dataclasses import replace

import pytest

from centre_app import residents
from centre_app.finding import find_persons, namesakes, searchable, sounding_as
from centre_app.records import PersonContact, PersonIdentifier
from centre_app.residents import Wanted
from tests.makers import a_case, a_description, a_name, a_person, an_admission, reopened, reopened_as


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
    many = people(80)
    few = many[: len(many) // 4]
    searchable(register, many)  # what is made once, and how these names sound
    assert calls_to_make_searchable(register, many) < 4.5 * calls_to_make_searchable(register, few)


def test_a_name_saved_now_stands_for_the_one_saved_before(register):
    person = a_person()
    _, before = register.save(person, a_name(person, "Sangaré", "Kadidia"))
    register.save(replace(before, family="Keïta", given="Awa"))
    assert find_persons(register, "Sangaré") == []
    assert find_persons(register, "Keita") == [person.id]


# --- by what, and by whom --------------------------------------------------------------------------------------


@pytest.fixture
def found_by_all(register):
    """A file with something of everything by which people are looked for; return her case."""
    person, name, case, intake, stay = an_admission()
    saved = register.save(
        person,
        replace(name, middle="Fanta"),
        case,
        replace(intake, gold_site="Kokoyo"),
        stay,
        a_name(person, "Tarawele", "Bintou", is_display=False, name_type="married"),
        a_description(person, description="A scar on the left hand", village="Ɲɔgɔla", commune="Markala"),
        PersonContact(person_id=person.id, kind="phone", value="+22376123456", safe_to_call="yes"),
        PersonIdentifier(person_id=person.id, identifier_type="nina", value="AB-1 2008 05", issued_by="Ségou"),
    )
    return saved[2]


NAMES_AND_NUMBERS = (
    "Kadidia",
    "khadija sangare",
    "Fanta",
    "Traoré Bintou",
    "SEG-26-0001",
    "seg260001",
    "Kokoyo",
    "scar",
)
KEPT_CLOSER = ("Nyogola", "ɲɔgɔla", "Markala", "76 12 34 56", "+223 76 12 34 56", "7612", "AB-1 2008 05", "AB1200805")


def listed(register, typed):
    return residents.wanted_ids(register, Wanted(typed=typed, scope="all"))


def test_one_box_finds_by_every_name_number_village_phone_paper_and_gold_site(register, found_by_all):
    for typed in (*NAMES_AND_NUMBERS, *KEPT_CLOSER, "kadidia markala", "sangare 76123456"):
        assert listed(register, typed) == [found_by_all.id], typed


def test_whoever_knows_names_alone_finds_by_no_village_phone_or_paper(register, found_by_all):
    with reopened_as(register, "night_guard") as night:
        for typed in NAMES_AND_NUMBERS:
            assert listed(night, typed) == [found_by_all.id], typed
        for typed in (*KEPT_CLOSER, "kadidia markala"):
            assert listed(night, typed) == [], typed


def test_a_restricted_file_is_found_by_its_names_and_number_alone_unless_it_is_hers(register, found_by_all):
    register.save(replace(found_by_all, confidentiality="restricted"))
    assert listed(register, "Markala") == [found_by_all.id]
    with reopened_as(register, "nurse") as nurse:
        for typed in ("Kadidia", "Traoré Bintou", "SEG-26-0001"):
            assert listed(nurse, typed) == [found_by_all.id], typed
        for typed in (*KEPT_CLOSER, "Kokoyo", "scar", "kadidia markala"):
            assert listed(nurse, typed) == [], typed


def test_a_sealed_file_is_found_by_no_name(register, found_by_all):
    register.save(replace(found_by_all, confidentiality="sealed"))
    with reopened_as(register, "nurse") as nurse:
        for typed in ("Kadidia", *KEPT_CLOSER):
            assert listed(nurse, typed) == [], typed


def test_who_begins_as_it_was_typed_comes_first(register):
    sounds, spelt = a_person(), a_person()
    register.save(sounds, a_name(sounds, "Ballo", "Khadija"), a_case(sounds, code="SEG-26-0001"))
    case = register.save(spelt, a_name(spelt, "Zerbo", "Kadidia"), a_case(spelt, code="SEG-26-0002"))[2]
    assert listed(register, "kadidia")[0] == case.id
    assert len(listed(register, "kadidia")) == 2


def test_words_kept_by_an_older_program_are_written_anew_when_the_register_is_opened(register, found_by_all):
    with register.vault.transaction():
        register.vault.connection.execute("DELETE FROM identity.name_search")
        register.vault.put_meta({"search_rules": "1"})
    assert listed(register, "Markala") == []
    register.close()
    with reopened(register.folder) as again:
        assert listed(again, "Markala") == [found_by_all.id]


def called(register, family, given, number):
    person = a_person()
    register.save(person, a_name(person, family, given), a_case(person, code=f"SEG-26-{number:04d}"))
    return person.id


def test_who_is_called_alike_is_found_without_reading_everybody(register):
    ballo, balo = called(register, "Ballo", "Khadija", 1), called(register, "Balo", "Kadiatou", 2)
    called(register, "Zerbo", "Kadidia", 3)
    asked = []
    register.vault.connection.set_trace_callback(asked.append)
    assert namesakes(register) == [{ballo, balo}]
    assert sounding_as(register, {"Kadidia Ballo", "Awa Sow"}) == {"Kadidia Ballo": {ballo, balo}, "Awa Sow": set()}
    register.vault.connection.set_trace_callback(None)
    plan = [step["detail"] for sql in asked for step in register.vault.ask(f"EXPLAIN QUERY PLAN {sql}")]
    by_index = [step for step in plan if "searchable" in step]
    assert by_index
    assert all("searchable_by_sound" in step for step in by_index)


def test_how_names_sound_is_written_when_an_older_program_s_register_is_opened(register):
    alike = {called(register, "Ballo", "Khadija", 1), called(register, "Balo", "Kadiatou", 2)}
    with register.vault.transaction():
        register.vault.connection.execute("UPDATE identity.searchable SET sound = ''")
        register.vault.put_meta({"search_rules": "2"})
    assert namesakes(register) == []
    register.close()
    with reopened(register.folder) as again:
        assert namesakes(again) == [alike]
