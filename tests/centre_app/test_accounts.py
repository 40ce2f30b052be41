"""Several people at one laptop: letting in, passphrases, roles, and taking keys back for good."""

import shutil
from dataclasses import replace

import pytest

from centre_app import accounts, drafts, integrity, recovery
from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.drafts import Draft, Spot
from centre_app.new_keys import Watching
from centre_app.opening import open_register
from centre_app.problems import (
    KeysOfAnotherDay,
    MustWait,
    NoSuchPerson,
    NotEnoughRoom,
    OnlyTheDirector,
    TooWeak,
    WrongPassphrase,
)
from centre_app.questions import CENTRE_COMPARTMENTS
from centre_app.records import Backup, Person, StaffMember
from centre_app.roles import COMPARTMENTS_OF, compartments_of
from db import rekeying
from db.key_file import read_key_file, write_key_file
from tests.makers import DIRECTOR, PASSPHRASE, a_folder, an_admission, reopened

STRONG = "girafe ballon sept nuages verts"


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


def a_member(name="Fanta Coulibaly", *roles):
    return StaffMember(name=name, roles=frozenset(roles or {"nurse"}))


def let_in(folder, member):
    """Add somebody as the director, and return her id and first passphrase."""
    with reopened(folder) as register:
        passphrase = accounts.add_person(register, member)
        return register.find(StaffMember, name=member.name)[0].id, passphrase


@pytest.mark.parametrize("role", [role for role in COMPARTMENTS_OF if not role.startswith("hq_")])
def test_each_role_opens_what_the_table_says_and_nothing_else(folder, role):
    person, passphrase = let_in(folder, a_member("Somebody", role))
    with open_register(folder, person, passphrase) as register:
        assert set(register.vault.compartments) == set(compartments_of([role]))
        assert register.roles >= {role}


def test_several_roles_open_what_any_of_them_opens(folder):
    person, passphrase = let_in(folder, a_member("Somebody", "nurse", "legal"))
    with open_register(folder, person, passphrase) as register:
        assert set(register.vault.compartments) == {"centre", "identity", "care", "health", "protection"}


def test_the_first_passphrase_is_five_words_to_be_changed_at_once(folder):
    person, passphrase = let_in(folder, a_member())
    assert len(passphrase.split()) == 5
    with open_register(folder, person, passphrase) as register:
        assert register.keys.slot.must_change
        accounts.change_own_passphrase(register, passphrase, STRONG)
    with pytest.raises(WrongPassphrase):
        open_register(folder, person, passphrase)
    with open_register(folder, person, STRONG) as register:
        assert not register.keys.slot.must_change


def test_who_guesses_at_a_laptop_left_open_must_wait_as_at_the_door(folder):
    with reopened(folder) as register:
        for _ in range(5):
            with pytest.raises(WrongPassphrase):
                accounts.change_own_passphrase(register, "a wrong one", STRONG)
        with pytest.raises(MustWait):
            accounts.change_own_passphrase(register, PASSPHRASE, STRONG)


def test_whoever_came_in_with_a_slip_chooses_her_own_without_typing_it_again(folder):
    person, passphrase = let_in(folder, a_member())
    with open_register(folder, person, passphrase) as register:
        for refused in ("court", passphrase):
            with pytest.raises(TooWeak):
                accounts.choose_own_passphrase(register, refused)
        accounts.choose_own_passphrase(register, STRONG)
        assert not register.keys.slot.must_change
    with pytest.raises(WrongPassphrase):
        open_register(folder, person, passphrase)
    open_register(folder, person, STRONG).close()


def test_a_passphrase_of_ones_own_is_not_changed_without_the_present_one(folder):
    with reopened(folder) as register, pytest.raises(ValueError, match="her own"):
        accounts.choose_own_passphrase(register, STRONG)


def test_who_opens_a_compartment_and_who_keeps_the_keys_is_known_by_name(folder):
    let_in(folder, a_member("Fanta Coulibaly", "nurse"))
    let_in(folder, a_member("Issa Keïta", "director"))
    with reopened(folder) as register:
        people = accounts.accounts(register)
        assert {one.name for one in accounts.who_opens(people, "health")} == {"Fanta Coulibaly", "Issa Keïta", DIRECTOR}
        assert {one.name for one in accounts.keepers(people)} == {"Issa Keïta", DIRECTOR}


def test_it_is_said_beforehand_who_may_not_go(folder):
    person, _ = let_in(folder, a_member())
    with reopened(folder) as register:
        accounts.check_may_go(register, person)
        with pytest.raises(accounts.LastDirector):
            accounts.check_may_go(register, register.who)
        with pytest.raises(accounts.HasNoKey):
            accounts.check_may_go(register, "nobody")


@pytest.mark.parametrize("weak", ["court", "motdepasse123", PASSPHRASE])
def test_a_passphrase_that_is_short_easy_or_the_same_again_is_refused(folder, weak):
    with reopened(folder) as register, pytest.raises(TooWeak):
        accounts.change_own_passphrase(register, PASSPHRASE, weak)


def test_only_the_director_lets_people_in(folder):
    person, passphrase = let_in(folder, a_member())
    with open_register(folder, person, passphrase) as register:
        for verb in (
            lambda: accounts.add_person(register, a_member("Mariam Sidibé")),
            lambda: accounts.show_people_as(register, "code"),
        ):
            with pytest.raises(OnlyTheDirector):
                verb()
        assert not register.find(StaffMember, name="Mariam Sidibé")


def test_somebody_without_a_name_or_role_is_not_let_in(folder):
    with reopened(folder) as register:
        with pytest.raises(accounts.WhoAndWhat):
            accounts.add_person(register, StaffMember())
        assert len(register.keys.key_file.content.people) == 1


def test_whoever_has_forgotten_gets_other_words_and_what_she_wrote_stays_proven(folder):
    person, passphrase = let_in(folder, a_member("Fanta Coulibaly", "case_manager"))
    with open_register(folder, person, passphrase) as register:
        register.save(*an_admission())
    with reopened(folder) as register:
        other = accounts.reset(register, person)
        assert not integrity.check(register).faults
    with pytest.raises(WrongPassphrase):
        open_register(folder, person, passphrase)
    open_register(folder, person, other).close()


def test_a_deputy_lets_the_director_in_again(folder):
    deputy, passphrase = let_in(folder, a_member("Issa Keïta", "director"))
    with reopened(folder) as register:
        director = register.who
    with open_register(folder, deputy, passphrase) as register:
        other = accounts.reset(register, director)
    open_register(folder, DIRECTOR, other).close()


def test_a_suspended_person_is_not_at_the_door_and_comes_back_with_her_own_passphrase(folder):
    person, passphrase = let_in(folder, a_member())
    with reopened(folder) as register:
        accounts.suspend(register, person)
    with pytest.raises(NoSuchPerson):
        open_register(folder, person, passphrase)
    with reopened(folder) as register:
        accounts.let_in_again(register, person)
    open_register(folder, person, passphrase).close()


def test_whoever_was_revoked_opens_nothing_of_todays_register_with_an_old_key_file(folder):
    person, passphrase = let_in(folder, a_member())
    kept = read_key_file(folder)
    with reopened(folder) as register:
        accounts.revoke(register, person)
        assert register.get(StaffMember, person).active_to == register.today
        assert not integrity.check(register).faults
    with pytest.raises(NoSuchPerson):
        open_register(folder, person, passphrase)
    write_key_file(folder, kept.content)
    with pytest.raises(KeysOfAnotherDay):
        open_register(folder, person, passphrase)


def test_where_there_is_no_room_to_change_keys_none_is_changed_and_everybody_still_gets_in(folder, monkeypatch):
    """Begun and not ended for want of room, it would keep all of them out."""
    person, passphrase = let_in(folder, a_member())
    before = read_key_file(folder).content
    room = shutil.disk_usage(folder)._replace(free=100_000)
    with reopened(folder) as register:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: room)
        with pytest.raises(NotEnoughRoom):
            accounts.revoke(register, person)
    assert read_key_file(folder).content.compartments == before.compartments
    open_register(folder, person, passphrase).close()
    open_register(folder, DIRECTOR, PASSPHRASE).close()


def test_after_a_revocation_the_director_goes_on_writing_in_the_same_session(folder):
    person, _ = let_in(folder, a_member())
    with reopened(folder) as register:
        accounts.revoke(register, person)
        register.save(*an_admission())
        assert not integrity.check(register).faults
    with reopened(folder) as register:
        assert not accounts.keys_still_to_change(register)


def test_the_last_director_keeps_her_keys(folder):
    with reopened(folder) as register:
        me = register.get(StaffMember, register.who)
        for verb in (
            lambda: accounts.revoke(register, register.who),
            lambda: accounts.suspend(register, register.who),
            lambda: accounts.change_roles(register, replace(me, roles=frozenset({"nurse"}))),
        ):
            with pytest.raises(accounts.LastDirector):
                verb()


def test_nobody_takes_her_own_keys_away(folder):
    let_in(folder, a_member("Issa Keïta", "director"))
    with reopened(folder) as register, pytest.raises(accounts.NotOneself):
        accounts.revoke(register, register.who)


def test_a_director_who_left_leaves_other_keys_of_the_centre_behind(folder):
    deputy, passphrase = let_in(folder, a_member("Issa Keïta", "director"))
    with open_register(folder, deputy, passphrase) as register:
        known = register.keys.centre_signing_key.private_bytes_raw()
    with reopened(folder) as register:
        accounts.revoke(register, deputy)
        assert register.keys.centre_signing_key.private_bytes_raw() != known
    with reopened(folder) as register:
        accounts.add_person(register, a_member())


def test_a_role_less_takes_its_keys_away_and_changes_them(folder):
    person, passphrase = let_in(folder, a_member("Fanta Coulibaly", "nurse", "legal"))
    with reopened(folder) as register:
        before = register.keys.sqlcipher_keys()["protection"]
        member = register.get(StaffMember, person)
        accounts.change_roles(register, replace(member, roles=frozenset({"nurse"})))
        assert register.keys.sqlcipher_keys()["protection"] != before
    with open_register(folder, person, passphrase) as register:
        assert "protection" not in register.vault.compartments


def test_the_notes_are_made_for_the_first_psychologist_and_stay_shut_to_the_director(folder):
    person, passphrase = let_in(folder, a_member("Mariam Sidibé", "psychologist"))
    with reopened(folder) as register:
        assert "notes" not in register.vault.compartments
    with open_register(folder, person, passphrase) as register:
        assert "notes" in register.vault.compartments
        assert not integrity.check(register).faults


def test_the_page_of_people_says_what_each_opens_why_and_what_she_waits_for(folder):
    let_in(folder, a_member("Mariam Sidibé", "psychologist"))
    let_in(folder, a_member("Rokia Dolo", "psychologist"))
    with reopened(folder) as register:
        rokia = next(one for one in accounts.accounts(register) if one.member.name == "Rokia Dolo")
        notes = next(one for one in rokia.openings if one.compartment == "notes")
        assert (notes.because, notes.is_open, notes.is_owed) == (("psychologist",), False, True)
        assert [one.compartment for one in rokia.openings] == list(CENTRE_COMPARTMENTS)


def test_what_was_done_to_keys_stands_in_history_under_the_name_of_who_did_it(folder):
    person, _ = let_in(folder, a_member())
    with reopened(folder) as register:
        accounts.suspend(register, person)
        accounts.let_in_again(register, person)
        accounts.reset(register, person)
        accounts.revoke(register, person)
        lines = register.vault.ask(
            "SELECT action, who FROM main.history WHERE record_id = ? AND rev IS NULL", (person,)
        )
        assert [tuple(line) for line in lines] == [
            (action, register.who) for action in ("add_person", "suspend", "let_in_again", "reset", "revoke")
        ]


@pytest.mark.parametrize(("shown_as", "shown"), [("full", "Fanta Coulibaly"), ("first", "Fanta"), ("code", "INF-2")])
def test_outside_the_register_stands_no_other_name_than_the_centre_chose(folder, shown_as, shown):
    let_in(folder, replace(a_member(), staff_code="INF-2"))
    with reopened(folder) as register:
        accounts.show_people_as(register, shown_as)
    assert read_key_file(folder).people[1].shown == shown
    outside = (folder / "keys.json").read_text()
    assert ("Coulibaly" in outside) == (shown_as == "full")
    assert ("Diarra" in outside) == (shown_as != "first") or shown_as == "code"


def test_a_person_is_named_to_a_command_as_the_door_names_her(folder):
    _, passphrase = let_in(folder, replace(a_member(), staff_code="INF-2"))
    with reopened(folder) as register:
        accounts.show_people_as(register, "code")
    open_register(folder, "inf-2", passphrase).close()
    with pytest.raises(NoSuchPerson):
        open_register(folder, "Fanta Coulibaly", passphrase)


@pytest.mark.parametrize("name", ["Ɲama Kɛita", 'O\'Brien "x" <b>', "名前", "a" * 300, "Robert'); DROP TABLE staff;--"])
def test_names_with_anything_in_them_are_let_in(folder, name):
    person, passphrase = let_in(folder, a_member(name))
    with open_register(folder, person, passphrase) as register:
        assert register.get(StaffMember, person).name == name


def test_somebody_revoked_while_she_was_typing_leaves_a_sound_register(folder):
    person, passphrase = let_in(folder, a_member())
    with open_register(folder, person, passphrase) as register:
        begun = Person(centre_id=register.centre_id)
        drafts.keep(register, Spot(page="arrival"), [Draft(begun=begun, typed=replace(begun, sex="female"))])
    with reopened(folder) as register:
        accounts.revoke(register, person)
        assert not integrity.check(register).faults


def test_the_sheet_lets_the_director_in_again(folder, clock):
    sheet = recovery.new_sheet()
    with reopened(folder) as register:
        recovery.keep_sheet(register, sheet)
        director = register.who
        assert recovery.has_sheet(register)
    new = recovery.new_sheet()
    recovery.come_back_with_paper(folder, director, sheet.code, passphrase=STRONG, sheet=new, clock=clock)
    with open_register(folder, director, STRONG) as register:
        assert not integrity.check(register).faults
        recovery.rehearse(register, new.code)
        assert recovery.last_rehearsal(register) is not None
        lines = register.vault.ask("SELECT action FROM main.history WHERE action LIKE 'recover%'")
        assert [line["action"] for line in lines] == ["recover_with_paper"]


class Stopping(Watching):
    """Asks to stop while the backup is made that comes before the keys, or at the last moment at which one can."""

    def __init__(self, at):
        self.at = at

    def backing_up(self, *_told):
        self._stop("backing_up")

    def begins(self):
        self._stop("begins")

    def _stop(self, here):
        if here == self.at:
            raise KeyboardInterrupt


@pytest.mark.parametrize("at", ["backing_up", "begins"])
def test_a_backup_is_made_before_the_sheet_changes_keys_and_until_then_it_can_be_stopped(folder, clock, at):
    sheet = recovery.new_sheet()
    with reopened(folder) as register:
        recovery.keep_sheet(register, sheet)
        director = register.who
    back = {"passphrase": STRONG, "sheet": recovery.new_sheet(), "clock": clock}
    stood = {path: path.read_bytes() for path in folder.glob("*.*")}
    with pytest.raises(KeyboardInterrupt):
        recovery.come_back_with_paper(folder, director, sheet.code, **back, watching=Stopping(at))
    assert {path: path.read_bytes() for path in folder.glob("*.*")} == stood
    recovery.come_back_with_paper(folder, director, sheet.code, **back)
    with open_register(folder, director, STRONG) as register:
        assert making.newest_of(register)[1].reason == BackupReason.BEFORE_KEY_CHANGE
        making.verify_waiting(register)
        assert {one.reason for one in register.find(Backup)} == {BackupReason.BEFORE_KEY_CHANGE}


def test_what_is_taken_back_is_encrypted_anew_also_where_the_record_is_not_saved(folder):
    person, _ = let_in(folder, a_member())
    with reopened(folder) as register:
        save = register.save
        register.save = lambda *_records: (_ for _ in ()).throw(NotEnoughRoom(needed=1, free=0))
        with pytest.raises(NotEnoughRoom):
            accounts.revoke(register, person)
        assert not accounts.keys_still_to_change(register)
        register.save = save
        assert not integrity.check(register).faults


def test_a_cut_while_the_databases_are_encrypted_anew_leaves_nobody_among_those_who_work_here(folder, monkeypatch):
    person, _ = let_in(folder, a_member())
    with reopened(folder) as register, monkeypatch.context() as cut:
        cut.setattr(rekeying, "bring_over", lambda *_given, **_named: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            accounts.revoke(register, person)
    with reopened(folder) as register:
        assert not accounts.keys_still_to_change(register)
        assert register.get(StaffMember, person).active_to == register.today


def test_the_groups_typed_back_must_be_those_on_the_sheet():
    sheet = recovery.new_sheet()
    asked = [sheet.groups[place] for place in sheet.asked]
    sheet.check([group.lower() for group in asked])
    with pytest.raises(recovery.GroupsDiffer):
        sheet.check(["AAAA", *asked[1:]])
