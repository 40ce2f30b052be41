"""A file of the register is damaged: it is named, set aside, put back from a backup; what can be read waits, the rest is told."""

import dataclasses
import random

import pytest

from centre_app import integrity
from centre_app.damage import findings, looking, putting_back
from centre_app.damage.found_rows import FoundRows
from centre_app.damage.looking import State
from centre_app.opening import open_with, unlock_keys
from centre_app.problems import RegisterDamaged
from centre_app.questions import moment_text
from centre_app.records import CaseFile, Person, PersonName, RetentionEvent
from db import set_aside, taking
from tests.makers import (
    DIRECTOR,
    PASSPHRASE,
    SettableClock,
    a_case,
    a_name,
    a_person,
    a_register,
    as_received,
    reopened_as,
)

PAGE = 4096


@pytest.fixture
def clock():
    return SettableClock()


@pytest.fixture
def house(tmp_path, clock):
    """A register with a backup of this morning and the work of a day after it, open."""
    register = a_register(tmp_path, clock=clock)
    known = [a_person() for _ in range(40)]
    save(register, *[one for person in known for one in (person, a_name(person), a_case(person))])
    with register.in_this_thread() as twin:
        taking.make(twin.folder, twin.keys, reason="by_hand", at=moment_text(twin.now), reserve=0)
    register.known = [person.id for person in known]
    one = register.get(Person, register.known[0])
    save(register, dataclasses.replace(one, children_stated=3))
    register.late = a_person()
    save(register, register.late, a_name(register.late, given="Assa"), a_case(register.late, code="SEG-26-0900"))
    return register


def save(register, *records):
    return register.save(*records, heed_findings=False)


def closed_and(register, spoil, compartment="care"):
    """Close a register, spoil a file of it, and return its folder and somebody's keys to it."""
    folder = register.folder
    register.close()
    path = folder / f"{compartment}.db"
    octets = bytearray(path.read_bytes())
    spoilt = spoil(octets)
    if spoilt is None:
        path.unlink()
    else:
        path.write_bytes(spoilt)
    return folder, keys_to(folder)


def keys_to(folder):
    return unlock_keys(folder, DIRECTOR, PASSPHRASE, clock=SettableClock())


def mended(folder, keys, *, clock):
    """Put back what is damaged, as the assistant does, and open the register."""
    damaged = [file.compartment for file in looking.look(folder, keys) if file.is_damaged]
    way = looking.way_back(folder, keys, damaged)
    putting_back.put_back(folder, keys, way)
    return open_with(folder, keys_to(folder), clock=clock)


def last_page(octets):
    octets[-100] ^= 1
    return octets


KINDS = {
    "a flipped bit": (last_page, State.DAMAGED),
    "a first page gone": (lambda octets: bytes(PAGE) + octets[PAGE:], State.DAMAGED),
    "cut in the middle": (lambda octets: octets[: len(octets) // 2 // PAGE * PAGE], State.DAMAGED),
    "cut within a page": (lambda octets: octets[:-1], State.DAMAGED),
    "empty": (lambda octets: b"", State.EMPTY),
    "another file": (lambda octets: b"SQLite format 3\x00" + bytes(8000), State.FOREIGN),
    "gone": (lambda octets: None, State.MISSING),
    "two pages swapped": (
        lambda octets: (
            octets[: 5 * PAGE] + octets[6 * PAGE : 7 * PAGE] + octets[5 * PAGE : 6 * PAGE] + octets[7 * PAGE :]
        ),
        State.DAMAGED,
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("compartment", ["centre", "identity", "care"])
def test_each_damage_is_named_after_its_file_and_mended_from_the_backup(house, clock, kind, compartment):
    spoil, state = KINDS[kind]
    known = house.known
    folder, keys = closed_and(house, spoil, compartment)
    with pytest.raises((RegisterDamaged, Exception)) as refused:
        open_with(folder, keys_to(folder), clock=clock)
    assert "assphrase" not in type(refused.value).__name__
    found = {file.compartment: file.state for file in looking.look(folder, keys)}
    assert found.pop(compartment) is state
    assert set(found.values()) == {State.WHOLE}
    with mended(folder, keys, clock=clock) as register:
        assert {person.id for person in register.find(Person)} >= set(known)
        assert len(register.find(PersonName)) >= 40
        assert not list(folder.glob("*.coming"))
        (aside,) = (folder / "set-aside").iterdir()
        assert (aside / f"{compartment}.db").exists() is (kind != "gone")


def test_what_is_newer_than_the_backup_waits_and_comes_back_with_its_author(house, clock):
    late, changed, who = house.late.id, house.known[0], house.who
    folder, keys = closed_and(house, last_page)
    with mended(folder, keys, clock=clock) as register:
        (damage,) = findings.damages(register)
        waiting = {one.record.id: one for one in damage.waiting}
        assert {late, changed} <= set(waiting) | {lost.record_id for lost in damage.lost}
        assert all(one.is_sure for one in damage.waiting) or damage.is_history_torn
        assert register.get(Person, late) is None
        assert findings.take(register, damage.waiting) == []
        if late in waiting:
            again = register.get(Person, late)
            assert again.sex == waiting[late].record.sex
            assert again.created_by == who
            assert again.created_at == waiting[late].record.created_at
        if changed in waiting:
            assert register.get(Person, changed).children_stated == 3
        assert findings.waiting(register) == 0
        assert integrity.check(register).faults == ()


def test_what_is_left_is_not_asked_after_again_and_is_not_deleted(house, clock):
    folder, keys = closed_and(house, last_page)
    with mended(folder, keys, clock=clock) as register:
        (damage,) = findings.damages(register)
        findings.leave(register, damage.waiting)
        assert findings.waiting(register) == 0
        (again,) = findings.damages(register)
        assert {one.decided for one in again.found} == {findings.LEFT}


def test_what_somebody_wrote_anew_since_is_never_overwritten(house, clock):
    changed = house.known[0]
    folder, keys = closed_and(house, lambda octets: octets[:-PAGE] + bytes(PAGE))
    with mended(folder, keys, clock=clock) as register:
        save(register, dataclasses.replace(register.get(Person, changed), children_stated=1))
        (damage,) = findings.damages(register)
        (one,) = [one for one in damage.found if one.record.id == changed]
        assert one.was_changed
        assert not one.waits


def test_a_list_that_was_looked_at_before_overwrites_nothing_that_was_written_since(house, clock):
    changed = house.known[0]
    folder, keys = closed_and(house, spoil_the_last_page)
    with mended(folder, keys, clock=clock) as register:
        (looked_at,) = findings.damages(register)
        save(register, dataclasses.replace(register.get(Person, changed), children_stated=1))
        refused = findings.take(register, looked_at.waiting)
        assert changed in {one.record.id for one in refused}
        assert register.get(Person, changed).children_stated == 1


def test_what_this_laptop_backed_up_comes_before_a_stick_whatever_their_numbers(house, clock, tmp_path):
    with house.in_this_thread() as twin:
        of_today = taking.make(twin.folder, twin.keys, reason="by_hand", at=moment_text(twin.now), reserve=0)
    given_up = dataclasses.replace(of_today, manifest=dataclasses.replace(of_today.manifest, number=99))
    folder, keys = closed_and(house, last_page)
    way = looking.way_back(folder, keys, ["care"], beside=[given_up])
    assert way.number == of_today.number


def test_a_number_given_since_is_not_given_twice(house, clock):
    late = house.late.id
    folder, keys = closed_and(house, lambda octets: octets[:-PAGE] + bytes(PAGE))
    with mended(folder, keys, clock=clock) as register:
        other = a_person()
        save(register, other, a_case(other, code="SEG-26-0900"))
        (damage,) = findings.damages(register)
        assert findings.take(register, damage.waiting) == []
        codes = [case.code for case in register.find(CaseFile)]
        assert codes.count("SEG-26-0900") == 1
        assert len(codes) == len(set(codes)) or len(register.find(CaseFile, person_id=late)) == 1


@pytest.mark.parametrize("seed", range(6))
def test_each_record_of_the_day_is_found_or_told_as_lost_or_its_table_is(house, clock, seed):
    chance, late, changed = random.Random(seed), house.late.id, house.known[0]

    def spoil(octets):
        for _ in range(1 + 3 * seed):
            octets[chance.randrange(1, len(octets) // PAGE) * PAGE + 9] ^= 1
        return octets

    folder, keys = closed_and(house, spoil)
    with mended(folder, keys, clock=clock) as register:
        (damage,) = findings.damages(register)
        told = {one.record.id for one in damage.found} | {one.record_id for one in damage.lost}
        assert {late, changed} <= told or damage.is_history_torn or "persons" in damage.unreadable


def test_without_a_backup_what_can_be_read_is_offered_into_an_empty_file(tmp_path, clock):
    register = a_register(tmp_path, clock=clock)
    people = [a_person() for _ in range(20)]
    save(register, *people)
    folder, keys = closed_and(register, last_page)
    with mended(folder, keys, clock=clock) as register:
        (damage,) = findings.damages(register)
        assert damage.backup_at == ""
        findings.take(register, damage.waiting)
        lost = {one.record_id for one in damage.lost}
        assert {person.id for person in register.find(Person)} | lost == {person.id for person in people}


def test_without_a_backup_the_house_itself_has_no_way_back_and_nothing_is_touched(tmp_path, clock):
    register = a_register(tmp_path, clock=clock)
    folder, keys = closed_and(register, last_page, "centre")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    way = looking.way_back(folder, keys, ["centre"])
    assert not way.is_possible
    with pytest.raises(putting_back.NoWayBack):
        putting_back.put_back(folder, keys, way)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_damaged_backup_is_passed_over_for_an_older_whole_one(house, clock):
    with house.in_this_thread() as twin:
        newest = taking.make(twin.folder, twin.keys, reason="by_hand", at=moment_text(twin.now), reserve=0)
    folder, keys = closed_and(house, last_page)
    spoilt = newest.file("care.db")
    spoilt.write_bytes(last_page(bytearray(spoilt.read_bytes())))
    way = looking.way_back(folder, keys, ["care"])
    assert way.backup is not None
    assert way.backup.number < newest.number


def test_history_says_once_that_a_compartment_was_put_back_and_holds(house, clock):
    folder, keys = closed_and(house, last_page)
    for _ in range(2):
        with mended(folder, keys, clock=clock) if keys else open_with(folder, keys_to(folder), clock=clock) as register:
            told = register.vault.ask("SELECT count(*) FROM care.history WHERE action = 'put_back'")[0][0]
            assert told == 1
            findings.take(register, [one for damage in findings.damages(register) for one in damage.waiting])
            assert integrity.check(register).faults == ()
        keys = None


def test_what_somebody_was_typing_is_still_offered(house, clock):
    from centre_app import drafts
    from centre_app.drafts import Draft, Spot

    begun = a_person()
    typed = dataclasses.replace(begun, children_stated=7)
    drafts.keep(house, Spot(page="arrival"), [Draft(begun=begun, typed=typed)])
    folder, keys = closed_and(house, lambda octets: octets[: 7 * PAGE] + bytes(PAGE) + octets[8 * PAGE :])
    with mended(folder, keys, clock=clock) as register:
        kept = drafts.all_kept(register)
        assert [draft.typed.children_stated for one in kept for draft in one.drafts] == [7]


# --- whose they are --------------------------------------------------------------------------------------------


def spoil_the_last_page(octets):
    return octets[:-PAGE] + bytes(PAGE)


def test_what_was_read_of_a_sealed_file_is_not_shown_to_whoever_may_not_see_it(house, clock):
    person = a_person()
    save(house, person, a_case(person, code="SEG-26-0901", confidentiality="sealed"))
    folder, keys = closed_and(house, spoil_the_last_page)
    with mended(folder, keys, clock=clock) as director:
        (damage,) = findings.damages(director)
        assert person.id in {one.record.id for one in damage.found}
        teacher = reopened_as(director, "teacher", who="a-teacher", clock=clock)
    with teacher:
        (damage,) = findings.damages(teacher)
        assert person.id not in {one.record.id for one in damage.found}
        assert "SEG-26-0901" not in {getattr(one.record, "code", None) for one in damage.found}
        assert damage.hidden


def test_what_is_not_hers_to_write_waits_and_the_others_are_put_back(house, clock):
    late = house.late.id
    folder, keys = closed_and(house, spoil_the_last_page)
    with mended(folder, keys, clock=clock) as director:
        teacher = reopened_as(director, "teacher", who="a-teacher", clock=clock)
    with teacher:
        (damage,) = findings.damages(teacher)
        refused = findings.take(teacher, damage.waiting)
        assert refused
        teacher_sees = {one.record.id for one in findings.damages(teacher)[0].waiting}
        assert {one.record.id for one in refused} == teacher_sees
    with open_with(folder, keys_to(folder), clock=clock) as again:
        findings.take(again, findings.damages(again)[0].waiting)
        assert again.get(Person, late) is not None


def test_the_words_of_whoever_was_forgotten_since_do_not_come_back(house, clock):
    folder, keys = closed_and(house, spoil_the_last_page)
    with mended(folder, keys, clock=clock) as register:
        (damage,) = findings.damages(register)
        (case,) = [one.record for one in damage.found if isinstance(one.record, CaseFile)]
        event = RetentionEvent(
            case_id=case.id, act="anonymise", state="done", asked_on=register.today, reason="Son temps est venu"
        )
        as_received(register, dataclasses.replace(event, centre_id=register.centre_id))
        refused = findings.take(register, damage.waiting)
        assert case.id in {one.record.id for one in refused}
        (again,) = findings.damages(register)
        assert case.id not in {one.record.id for one in again.found}
        box = FoundRows.from_bytes(set_aside.open_found(damage.aside / "care.found", register.keys.ring))
        assert case.id not in {row["id"] for rows in box.rows.values() for row in rows}


@pytest.mark.parametrize("spoil", ["a flipped bit", "gone"])
def test_what_somebody_was_typing_outlives_a_power_cut_between_setting_aside_and_putting_back(
    house, clock, monkeypatch, spoil
):
    """The file that is coming holds it, and nothing else that still opens: it takes its place at the next time."""
    from centre_app import drafts
    from centre_app.drafts import Draft, Spot

    begun = a_person()
    typed = dataclasses.replace(begun, children_stated=7)
    drafts.keep(house, Spot(page="arrival"), [Draft(begun=begun, typed=typed)])
    folder, keys = closed_and(house, lambda octets: octets[: 7 * PAGE] + bytes(PAGE) + octets[8 * PAGE :])
    rename = set_aside.os.rename

    def cut(source, to):
        if str(source).endswith(set_aside.COMING):
            raise KeyboardInterrupt
        return rename(source, to)

    way = looking.way_back(folder, keys, ["care"])
    with monkeypatch.context() as patch:
        patch.setattr(set_aside.os, "rename", cut)
        with pytest.raises(KeyboardInterrupt):
            putting_back.put_back(folder, keys, way)
    assert not (folder / "care.db").exists()
    if spoil == "gone":  # a second file was damaged as well, and goes its own way
        (folder / "identity.db").unlink()
    with mended(folder, keys_to(folder), clock=clock) as register:
        kept = drafts.all_kept(register)
        assert [draft.typed.children_stated for one in kept for draft in one.drafts] == [7]
        assert [bool(one.unreadable) for one in findings.damages(register) if one.compartment == "care"] == [False]
    assert not list(folder.glob("*.coming"))


def test_words_whose_last_page_is_damaged_do_not_come_back_as_zeros(house, clock):
    """Where it lies at the end of the file, no other page is read after it that would say so."""
    from centre_app import drafts
    from centre_app.drafts import Draft, Spot

    begun = a_person()
    drafts.keep(house, Spot(page="arrival"), [Draft(begun=begun, typed=dataclasses.replace(begun, children_stated=7))])
    folder, keys = closed_and(house, last_page)
    with mended(folder, keys, clock=clock) as register:
        assert drafts.all_kept(register) == []
