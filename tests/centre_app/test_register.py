"""The open register: one act, one door, and nothing that a tool without a key could read."""

import inspect
from dataclasses import replace
from datetime import date

import pytest

from centre_app import finding
from centre_app.language import Language
from centre_app.problems import (
    DiskNotAnswering,
    NotSaved,
    OfAnotherCentre,
    Problem,
    RegisterAlreadyOpen,
    RegisterDamaged,
    SavedBySomebodyElse,
    SectionShut,
)
from centre_app.records import Card, CaseFile, HealthProfile, Person, PersonName, PresenceNight, Stay
from centre_app.register import AT_HEADQUARTERS, Register
from db import history
from db.keys import read_key_file, unlock
from db.locks import is_signed
from tests.db.disks import files_that_may_not_grow
from tests.makers import (
    PASSPHRASE,
    TODAY,
    YESTERDAY,
    SettableClock,
    a_case,
    a_description,
    a_folder,
    a_health_profile,
    a_name,
    a_night,
    a_person,
    a_register,
    an_admission,
    as_received,
    reopened,
)


@pytest.fixture
def without_health(tmp_path):
    """A register open for somebody whose slot has no key to health and identity."""
    folder = a_folder(tmp_path)
    key_file = read_key_file(folder)
    keys = unlock(key_file, key_file.people[0].id, PASSPHRASE)
    for compartment in ("health", "identity"):
        del keys.compartments[compartment]
    with Register(folder, keys, clock=SettableClock()) as register:
        yield register


def counts(register):
    """Return how many lines each compartment's history has."""
    return {
        compartment: history.head(register.vault.connection, register.vault.schema_name(compartment))[0]
        for compartment in register.vault.compartments
    }


# --- saving ----------------------------------------------------------------------------------------------------


def test_what_was_saved_is_there_for_whoever_opens_next(tmp_path, clock):
    register = a_register(tmp_path, clock=clock)
    saved = register.save(*an_admission())
    register.close()
    with reopened(register.folder) as again:
        assert [again.get(type(record), record.id) for record in saved] == saved


def test_a_record_belongs_to_the_centre_that_saved_it(register):
    assert {record.centre_id for record in register.save(*an_admission())} == {register.centre_id}


def test_who_and_when_come_from_the_register_and_not_from_the_record(register, clock):
    (saved,) = register.save(a_person(created_by="somebody", updated_by="somebody"))
    assert (saved.created_by, saved.updated_by) == (register.who, register.who)
    assert saved.created_at == saved.updated_at == clock.moment
    clock.move(hours=2)
    (again,) = register.save(replace(saved, sex="unknown"))
    assert (again.created_at, again.updated_at) == (saved.created_at, clock.moment)


def test_one_act_leaves_one_line_a_record_in_its_compartment(register):
    before = counts(register)
    register.save(*an_admission(), action="admit")
    after = counts(register)
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {
        "identity": 1,
        "care": 4,
    }


def test_every_line_is_signed_by_who_wrote_it(register):
    register.save(*an_admission())
    public = register.keys.trusted_signing_keys[register.who][0]
    told = register.vault.ask("SELECT who, hash, signature FROM care.history")
    assert all(line["who"] == register.who and is_signed(line["hash"], line["signature"], public) for line in told)


def test_what_blocks_is_said_and_nothing_of_the_act_is_written(register):
    before = counts(register)
    person = a_person()
    with pytest.raises(NotSaved) as refused:
        register.save(person, a_case(person))
    assert [found.rule for found in refused.value.findings] == ["V4"]
    assert "recognise her" in refused.value.said_in(Language.of("en"))
    assert counts(register) == before
    assert register.get(Person, person.id) is None


def test_what_warns_does_not_stop_a_save(register):
    assert register.save(a_person(birth=None, sex=None))[0].rev == 1


def test_an_import_keeps_what_was_written_even_where_a_rule_would_block(register):
    person = a_person()
    assert register.save(person, a_case(person), heed_findings=False)[1].rev == 1


def test_what_somebody_else_saved_in_between_is_not_written_over(register):
    (mine,) = register.save(a_person())
    register.save(replace(mine, sex="male"))
    with pytest.raises(SavedBySomebodyElse):
        register.save(replace(mine, sex="unknown"))
    assert register.get(Person, mine.id).sex == "male"


def test_what_is_taken_back_stays_with_who_when_and_why(register, clock):
    person, name, *_ = register.save(*an_admission())
    register.void(name, reason="another girl's name")
    voided = register.get(PersonName, name.id)
    assert (voided.voided_at, voided.voided_by, voided.void_reason) == (
        clock.moment,
        register.who,
        "another girl's name",
    )
    assert voided.family == "Sangaré"
    assert register.find(PersonName, person_id=person.id) == []
    assert register.find(PersonName, person_id=person.id, with_void=True) == [voided]


def test_a_view_leaves_a_line_before_it_is_seen(register):
    case = register.save(*an_admission())[2]
    (profile,) = register.save(a_health_profile(case))
    before = counts(register)["health"]
    register.note("view", profile)
    assert counts(register)["health"] == before + 1


def test_half_a_character_that_an_import_brings_never_reaches_the_database(register):
    before = counts(register)
    with pytest.raises(UnicodeEncodeError):
        register.save(a_name(a_person(), family="Diallo \ud83d"), heed_findings=False)
    for number in (2**63, 2**53, -(2**53)):  # from 2^53 on, no bundle could carry it
        with pytest.raises(OverflowError):
            register.save(a_person(children_stated=number), heed_findings=False)
    assert counts(register) == before


def test_an_io_error_is_said_as_a_problem_and_the_next_save_works(register):
    largest = max(path.stat().st_size for path in register.folder.iterdir())
    with files_that_may_not_grow(largest), pytest.raises(DiskNotAnswering):
        register.save(*(a_person(origin_cercle="x" * 5_000) for _ in range(50)))
    assert register.find(Person) == []
    assert register.save(a_person())[0].rev == 1


def test_damage_met_while_reading_is_said_as_a_problem(register):
    register.save(*an_admission())
    path = register.folder / "care.db"
    octets = bytearray(path.read_bytes())
    for page in range(1, len(octets) // 4096):
        octets[page * 4096 + 1000] ^= 1
    path.write_bytes(octets)
    register.vault._drop_connection()
    for attempt in (
        lambda: register.find(Person),
        lambda: register.get(Person, "any"),
        lambda: register.save(a_person()),
    ):
        with pytest.raises(RegisterDamaged):
            attempt()


# --- finding ---------------------------------------------------------------------------------------------------


def test_records_are_found_by_any_answer_and_the_oldest_comes_first(register):
    *_, case, _, stay = register.save(*an_admission())
    nights = register.save(*(a_night(stay, date(2026, 11, day), present=day % 2 == 0) for day in range(1, 7)))
    assert register.find(PresenceNight, stay_id=stay.id) == nights
    assert register.find(PresenceNight, present=True) == nights[1::2]
    assert register.find(PresenceNight, night=[date(2026, 11, 1), date(2026, 11, 2)]) == nights[:2]
    assert register.find(Stay, ended_on=None) == [stay]
    assert register.find(Stay, ended_on=YESTERDAY) == []
    assert register.only(PresenceNight, case_id=case.id) == nights[-1]
    assert register.only(PresenceNight, case_id="nobody") is None


def test_another_centres_records_are_not_listed_here_and_are_at_headquarters(tmp_path):
    for kind, expected in (("centre", 0), (AT_HEADQUARTERS, 1)):
        with a_register(tmp_path / kind, kind=kind) as register:
            register.save(Card(of_centre_id="another centre"))
            as_received(register, a_person(centre_id="another centre"))
            assert len(register.find(Person)) == expected


def test_a_person_is_found_by_any_of_her_names_her_village_and_her_number(register):
    person, *_ = register.save(*an_admission(family="Coulibaly", given="Djénéba"))
    register.save(a_name(person, family="Traoré", given=None, name_type="alias", is_display=False))
    for typed in ("djeneba", "Kulibali", "tarawele", "SEG-26-0001", "coul", "djénéba coulibaly"):
        assert finding.find_persons(register, typed) == [person.id], typed
    assert finding.find_persons(register, "fatoumata") == []


@pytest.mark.parametrize("typed", ['"', "'", "*", "NEAR(", "a AND", "(", "kadidia OR", "^", "-", "ɛɔɲŋ", "", "  "])
def test_whatever_is_typed_is_words_and_never_a_query(register, typed):
    register.save(*an_admission())
    assert isinstance(finding.find_persons(register, typed), list)


def test_a_name_taken_back_no_longer_finds_her(register):
    person, name, *_ = register.save(*an_admission())
    register.save(a_name(person, family="Diallo"))
    register.void(name, reason="wrong")
    assert finding.find_persons(register, "Sangaré") == []
    assert finding.find_persons(register, "Diallo") == [person.id]


# --- shut compartments -----------------------------------------------------------------------------------------


def test_a_shut_compartment_is_said_so_and_nothing_of_the_act_is_written(without_health):
    register = without_health
    assert not register.can_open(HealthProfile)
    person = a_person()
    case = a_case(person)
    for attempt in (
        lambda: register.find(HealthProfile),
        lambda: register.get(HealthProfile, "any"),
        lambda: register.save(person, case, a_health_profile(case)),
        lambda: register.note("view", a_health_profile(case)),
    ):
        with pytest.raises(SectionShut):
            attempt()
    assert register.get(Person, person.id) is None


def test_where_names_are_shut_a_missing_name_blocks_nothing(without_health):
    (person,) = without_health.save(a_person())
    assert without_health.save(a_case(person))[0].rev == 1


# --- the clock -------------------------------------------------------------------------------------------------


def test_v26_a_clock_more_than_an_hour_behind_the_last_line_is_suspect_and_stops_nobody(register, clock):
    register.save(a_person())
    clock.move(minutes=-60)
    assert not register.clock_is_suspect
    clock.move(minutes=-1)
    assert register.clock_is_suspect
    register.save(a_person())
    assert [row[0] for row in register.vault.ask("SELECT clock_suspect FROM care.history ORDER BY seq")] == [0, 1]


# --- opening and closing ---------------------------------------------------------------------------------------


def test_closing_lets_the_next_one_in_and_forgets_the_keys(tmp_path):
    register = a_register(tmp_path)
    with pytest.raises(RegisterAlreadyOpen):
        reopened(register.folder)
    raw = [key.raw for key in register.keys.compartments.values()]
    register.close()
    register.close()
    assert all(set(key) == {0} for key in raw)
    reopened(register.folder).close()


def test_no_problem_tells_a_path_or_a_name(tmp_path):
    for problem in Problem.__subclasses__():
        asked = (
            dict.fromkeys(inspect.signature(problem).parameters, "x")
            if problem.__init__ is not Problem.__init__
            else {}
        )
        assert str(problem(**asked)) == problem.__name__


# --- nothing in the clear --------------------------------------------------------------------------------------

SECRETS = ("Sangaré", "Kadidia", "sangare", "kadidia", "Markala", "Kulikoro-la-Belle", "diabète")


def everything_on_disk(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_any_writing(word):
    return {word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")}


def is_secret(folder):
    files = everything_on_disk(folder)
    assert not [name for name, octets in files.items() if octets.startswith(b"SQLite format 3")]
    found = {
        (name, word)
        for name, octets in files.items()
        for word in SECRETS
        for form in in_any_writing(word)
        if form in octets
    }
    assert found == set()
    return files


def test_no_file_of_a_register_holds_a_name_or_a_story_in_the_clear(tmp_path):
    with a_register(tmp_path) as register:
        person, _, case, *_ = register.save(*an_admission())
        register.save(a_description(person, village="Markala", description="Lived in Kulikoro-la-Belle"))
        (profile,) = register.save(a_health_profile(case, chronic="diabète"))
        register.save(replace(profile, chronic="none"))  # the old value is in history now
        files = is_secret(register.folder)
        assert {"care.db", "identity.db", "identity.db-journal", "health.db-journal"} <= set(files)
    is_secret(tmp_path)


def test_no_journal_holds_a_name_in_the_clear_while_an_act_is_being_written(tmp_path):
    with a_register(tmp_path) as register:
        register.save(*an_admission())
        with register.vault.transaction():
            register.vault.connection.execute("UPDATE identity.person_names SET given = 'Markala'")
            register.vault.connection.execute("UPDATE care.persons SET origin_cercle = 'Markala'")
            files = is_secret(register.folder)
            assert files["identity.db-journal"]
            assert files["care.db-journal"]
        is_secret(register.folder)


def test_the_files_of_a_register_are_for_their_owner_alone(tmp_path):
    with a_register(tmp_path) as register:
        register.save(a_person(), *an_admission(admitted_on=TODAY))
        modes = {path.name: path.stat().st_mode & 0o777 for path in register.folder.iterdir()}
    assert {name for name, mode in modes.items() if mode & 0o077} == set()


def test_the_case_number_is_not_in_a_file_name(tmp_path):
    with a_register(tmp_path) as register:
        case = register.save(*an_admission())[2]
        assert isinstance(case, CaseFile)
        assert not [path for path in register.folder.rglob("*") if case.code in path.name]


def test_a_record_of_another_centre_is_not_changed_here(register):
    """Headquarters holds the centres' rows and never edits them."""
    person = a_person(centre_id="another")
    with pytest.raises(OfAnotherCentre):
        register.save(person)
    assert register.get(Person, person.id) is None
