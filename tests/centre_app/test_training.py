"""A training register: made whole or not at all, known by its signature, kept from headquarters, thrown away by name."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centre_app import accounts, training
from centre_app.demo import training as making
from centre_app.door import at_the_door, registers_in
from centre_app.exchange import abuse_reports, before_export, bundle, enrolment, partners
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import AlreadyARegister, KeysDamaged, RegisterAlreadyOpen
from centre_app.records import Bundle, Card, CaseFile, Centre, ReportOfAbuse, StaffMember, Stay
from centre_app.register import AT_HEADQUARTERS
from db import key_file
from db.open_keys import sealed
from tests import makers

FRENCH = Language.of("fr")
EVENING = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)


def make(folder, **changed):
    making.make(folder, FRENCH, clock=lambda: EVENING, **changed)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A whole training register, and what was told while it was made."""
    home, told = tmp_path_factory.mktemp("home"), []
    folder = training.new_folder(home)
    make(folder, told=lambda step, done, total: told.append((step, done, total)))
    return folder, told


@pytest.fixture
def practice(tmp_path):
    """A training register with nobody in it yet, open for its director."""
    with makers.reopened(makers.a_folder(tmp_path, code="ENT", is_training=True)) as register:
        yield register


# --- made ------------------------------------------------------------------------------------------------------


def test_everybody_at_its_door_comes_in_with_the_passphrase_that_stands_there(made):
    folder, _ = made
    people = at_the_door(folder).people
    assert len(people) == 7
    for person in people:
        with open_register(folder, person.id, training.PASSPHRASE, clock=lambda: EVENING) as register:
            assert register.is_training
            assert not register.keys.slot.must_change
            assert not register.clock_is_suspect


def test_each_opens_what_her_role_opens_in_a_real_house(made):
    folder, _ = made
    opened = {}
    for person in at_the_door(folder).people:
        with open_register(folder, person.id, training.PASSPHRASE, clock=lambda: EVENING) as register:
            opened[person.roles[0]] = set(register.vault.compartments)
    assert opened["teacher"] == {"centre", "identity", "care"}
    assert "notes" in opened["psychologist"]
    assert "health" not in opened["case_manager"]


def test_no_clock_was_doubted_while_it_was_lived(made):
    folder, _ = made
    person = at_the_door(folder).people[0].id
    with open_register(folder, person, training.PASSPHRASE, clock=lambda: EVENING) as register:
        for compartment in register.vault.compartments:
            history = f"{register.vault.schema_name(compartment)}.history"
            assert not register.vault.ask(f"SELECT seq FROM {history} WHERE clock_suspect LIMIT 1"), compartment


def test_about_twelve_invented_people_live_in_it_under_its_own_code(made):
    folder, _ = made
    with open_register(
        folder, at_the_door(folder).people[0].id, training.PASSPHRASE, clock=lambda: EVENING
    ) as register:
        assert len(register.find(Stay, ended_on=None)) >= making.RESIDENTS // 2
        assert {case.code[:3] for case in register.find(CaseFile)} == {"ENT"}
        assert register.get(Centre, register.centre_id).name == FRENCH.say(making.NAME)


def test_its_making_is_told_to_the_last_step(made):
    _, told = made
    assert [step for step, _, _ in told if step == making.KEYS] == [making.KEYS]
    assert told[-1] == (making.PEOPLE, making.DAYS, making.DAYS)
    done = [done for _, done, _ in told]
    assert done == sorted(done)


def test_whoever_stops_leaves_nothing_behind(tmp_path):
    class Stopped(Exception):
        pass

    def stop(step, done, total):
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        make(tmp_path / "Entrainement.register", told=stop)
    assert list(tmp_path.iterdir()) == []


def test_it_is_not_made_over_anything_that_stands_there(tmp_path):
    folder = makers.a_folder(tmp_path)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(AlreadyARegister):
        make(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


# --- known -----------------------------------------------------------------------------------------------------


def test_it_says_so_at_the_door_and_inside_and_a_real_register_says_the_contrary(tmp_path, practice):
    assert practice.is_training
    assert at_the_door(practice.folder).is_training
    with makers.a_register(tmp_path) as real:
        assert not real.is_training
        assert not at_the_door(real.folder).is_training


@pytest.mark.parametrize("is_training", [True, False], ids=["training", "real"])
def test_whoever_turns_the_flag_in_the_key_file_opens_nothing_any_more(tmp_path, is_training):
    folder = makers.a_folder(tmp_path, is_training=is_training)
    content = key_file.read_key_file(folder).content
    turned = replace(content, register=replace(content.register, is_training=not is_training))
    key_file.write_key_file(folder, turned)
    with pytest.raises(KeysDamaged):
        makers.reopened(folder)


def test_even_whoever_can_seal_the_key_file_anew_cannot_turn_the_flag(practice):
    keys = practice.keys
    content = replace(keys.key_file.content, register=replace(keys.key_file.register, is_training=False))
    resealed = sealed(content, keys.ring.newest("centre").raw)
    folder = practice.folder
    practice.close()
    key_file.write_key_file(folder, resealed)
    with pytest.raises(KeysDamaged):
        makers.reopened(folder)


def test_changing_people_and_passphrases_leaves_it_a_training_register(practice):
    folder = practice.folder
    accounts.add_person(practice, StaffMember(name="Awa Koné", roles=frozenset({"teacher"})))
    accounts.show_people_as(practice, accounts.FIRST)
    practice.close()
    director = at_the_door(folder).people[0].id
    with open_register(folder, director, makers.PASSPHRASE, clock=makers.SettableClock()) as again:
        assert again.is_training


def test_a_real_register_comes_first_however_lately_one_practised(tmp_path):
    real = makers.a_folder(tmp_path, code="SEG")
    practised = makers.a_folder(tmp_path, code="ENT", is_training=True)
    (practised / "centre.db").touch()
    assert registers_in(tmp_path) == [real, practised]
    assert training.registers_to_practise(tmp_path) == [practised]
    assert training.real_registers(tmp_path) == [real]


def test_file_names_say_that_what_is_in_them_is_invented():
    assert training.marked("KOR-liste.pdf", FRENCH) == "ENTRAÎNEMENT-KOR-liste.pdf"
    assert training.marked("", Language.of("en")) == "TRAINING"


# --- kept to itself --------------------------------------------------------------------------------------------


@pytest.fixture
def headquarters(tmp_path):
    with makers.a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO") as register:
        partners.make_offline_keys(register)
        yield register


def a_card_for(practice, headquarters):
    """What headquarters would answer if a training register could ask: made with the tools below the program."""
    request = enrolment.make_request(
        centre_id=practice.centre_id,
        code=practice.code,
        name="Ségou",
        signing_key=partners.signing_key(practice),
        recipient=partners.recipient(practice),
        now=practice.now,
    )
    asked = partners.confirm_words(headquarters, partners.take_request(headquarters, enrolment.to_bytes(request)))
    return partners.make_card(headquarters, asked)


def refused(act, *given, **named):
    """Do what a training register must refuse in words."""
    with pytest.raises(partners.NotForTraining) as caught:
        act(*given, **named)
    assert caught.value.said_in(FRENCH) != caught.value.said_in(Language.of("en"))


def test_it_asks_no_headquarters_to_be_enrolled(practice):
    refused(partners.own_request, practice)
    assert not partners.has_asked(practice)


def test_it_takes_no_card_though_one_were_made_for_it(practice, headquarters):
    refused(partners.take_card, practice, enrolment.to_bytes(a_card_for(practice, headquarters)))
    assert practice.find(Card) == []


def test_it_seals_no_bundle_though_a_card_were_put_in_by_hand(practice, headquarters):
    card = a_card_for(practice, headquarters)
    practice.save(
        Card(of_centre_id=card.headquarters_id, text=enrolment.to_bytes(card).decode(), words_checked_on=makers.TODAY)
    )
    prepared = bundle.prepare(practice, month=makers.TODAY)
    refused(bundle.seal, practice, prepared)
    assert practice.find(Bundle) == []


def test_the_page_of_the_export_says_why_nothing_goes(practice):
    assert isinstance(before_export.look(practice, month=makers.TODAY).trouble, partners.NotForTraining)


def test_it_reports_no_abuse_to_headquarters(practice):
    assert not abuse_reports.may_be_sent(practice)
    refused(abuse_reports.send, practice, ReportOfAbuse())


def test_nobody_is_trusted_in_it(practice, headquarters):
    card = a_card_for(practice, headquarters)
    (kept,) = practice.save(Card(of_centre_id=card.headquarters_id, text=enrolment.to_bytes(card).decode()))
    refused(partners.confirm_words, practice, kept)


# --- thrown away -----------------------------------------------------------------------------------------------


def test_typing_its_name_deletes_it(tmp_path):
    folder = makers.a_folder(tmp_path, code="Entrainement", is_training=True)
    training.delete(folder, typed="entrainement")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "Entrainement", "Koro"])
def test_another_name_deletes_nothing(tmp_path, typed):
    folder = makers.a_folder(tmp_path, code="Entrainement-2", is_training=True)
    with pytest.raises(training.NotItsName):
        training.delete(folder, typed=typed)
    assert folder.is_dir()


def test_a_real_register_is_not_deleted_by_its_name(tmp_path):
    folder = makers.a_folder(tmp_path)
    with pytest.raises(training.NotTraining):
        training.delete(folder, typed=training.name_to_type(folder))
    assert folder.is_dir()


def test_one_that_somebody_works_in_is_not_deleted(practice):
    with pytest.raises(RegisterAlreadyOpen):
        training.delete(practice.folder, typed=training.name_to_type(practice.folder))
    assert at_the_door(practice.folder).is_training


def test_a_fresh_one_takes_the_name_of_the_old_one(tmp_path):
    old = makers.a_folder(tmp_path, code="Entrainement", is_training=True)
    fresh = makers.a_folder(tmp_path, code="Entrainement-2", is_training=True)
    ours = json.loads((fresh / "keys.json").read_bytes())["register"]["id"]
    assert training.put_in_place_of(old, fresh) == old
    assert not fresh.exists()
    assert json.loads((old / "keys.json").read_bytes())["register"]["id"] == ours


def test_a_real_register_is_never_replaced(tmp_path):
    real = makers.a_folder(tmp_path)
    fresh = makers.a_folder(tmp_path, code="Entrainement", is_training=True)
    with pytest.raises(training.NotTraining):
        training.put_in_place_of(real, fresh)
    assert real.is_dir()
    assert fresh.is_dir()
