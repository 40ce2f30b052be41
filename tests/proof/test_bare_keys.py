"""Who opens what, shown from outside: no rule of the program is asked, only keys are tried on databases."""

import ast
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from centre_app import accounts, recovery
from centre_app.choices.keys import UserRole
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import StaffMember
from centre_app.register import AT_HEADQUARTERS
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE, SettableClock, a_folder, an_admission, reopened
from tests.proof import bare_keys

STRONG = "girafe ballon sept nuages verts"

AT_THE_CENTRE = {
    "director", "case_manager", "nurse", "psychologist", "legal", "social_worker", "teacher", "storekeeper",
    "night_guard", "data_officer", "auditor",
}  # fmt: skip
THERE = {"hq_supervisor", "hq_analyst"}

# The column "opened by" of the design's table of compartments, copied out by hand: the program's own is not asked.
OPENED_BY = {
    "centre": AT_THE_CENTRE | THERE,
    "identity": AT_THE_CENTRE - {"auditor"} | {"hq_supervisor"},
    "care": AT_THE_CENTRE | {"hq_supervisor"},
    "health": {"nurse", "director", "hq_supervisor"},
    "protection": {"case_manager", "psychologist", "legal", "director", "hq_supervisor"},
    "notes": {"psychologist"},
    "figures": {"hq_analyst", "hq_supervisor"},
}


def of(role: str) -> set[str]:
    return {compartment for compartment, roles in OPENED_BY.items() if role in roles}


def let_in(folder: Path, *roles: str) -> tuple[str, str]:
    """Add somebody of these roles as the director; return her id and passphrase."""
    name = f"Somebody {' '.join(roles)}"
    with reopened(folder) as register:
        passphrase = accounts.add_person(register, StaffMember(name=name, roles=frozenset(roles)))
        return register.find(StaffMember, name=name)[0].id, passphrase


@pytest.fixture(scope="module")
def centre(tmp_path_factory) -> tuple[Path, dict[str, tuple[str, str]]]:
    """A centre with one person of each role, and something written in it."""
    folder = a_folder(tmp_path_factory.mktemp("centre"))
    people = {role: let_in(folder, role) for role in sorted(AT_THE_CENTRE)}
    with reopened(folder) as register:
        register.save(*an_admission())
    return folder, people


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory) -> tuple[Path, dict[str, tuple[str, str]]]:
    """Headquarters as its first run makes it: its first person is a supervisor."""
    folder = tmp_path_factory.mktemp("headquarters") / "DN.register"
    first = Beginning(
        kind=AT_HEADQUARTERS,
        code="DN",
        name="Direction",
        person=DIRECTOR,
        roles=frozenset({"hq_supervisor"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder, first, clock=SettableClock(), cost=CHEAP)
    return folder, {role: let_in(folder, role) for role in sorted(THERE)}


def opened_by(folder: Path, person: str, passphrase: str, *, key_file: dict | None = None) -> set[str]:
    return bare_keys.opened(folder, bare_keys.keys_of(key_file or bare_keys.read(folder), person, passphrase))


@pytest.mark.parametrize("role", sorted(AT_THE_CENTRE))
def test_each_role_of_the_centre_opens_exactly_its_compartments_with_a_bare_tool(centre, role):
    folder, people = centre
    assert opened_by(folder, *people[role]) == of(role)


@pytest.mark.parametrize("role", sorted(THERE))
def test_each_role_of_headquarters_opens_exactly_its_compartments_with_a_bare_tool(headquarters, role):
    folder, people = headquarters
    assert opened_by(folder, *people[role]) == of(role)


def test_no_role_of_the_program_is_missing_in_the_table():
    assert {role for name, role in vars(UserRole).items() if name.isupper()} == AT_THE_CENTRE | THERE


def test_all_the_databases_of_the_table_stand_there(centre, headquarters):
    """Else a database that nobody has made would count as one that does not open."""
    for (folder, _), roles in ((centre, AT_THE_CENTRE), (headquarters, THERE)):
        assert {path.stem for path in folder.glob("*.db")} == set().union(*(of(role) for role in roles))


def test_each_database_opens_with_its_own_key_and_with_no_other(centre):
    folder, people = centre
    key_file, keys = bare_keys.read(folder), set()
    for person, passphrase in people.values():
        keys |= bare_keys.keys_of(key_file, person, passphrase)
    salts = [bytes.fromhex(entry["salt"]) for entry in key_file["compartments"].values()]
    tried = {
        path.stem: sum(any(bare_keys.is_opened(path, key, salt) for salt in salts) for key in keys if len(key) == 32)
        for path in folder.glob("*.db")
    }
    assert tried == {"centre": 1, "identity": 1, "care": 1, "health": 1, "protection": 1, "notes": 1}
    assert len(keys) > len(tried)  # the register's own keys were tried on the databases too


def test_a_wrong_passphrase_opens_nothing_with_a_bare_tool(centre):
    folder, people = centre
    with pytest.raises(bare_keys.PassphraseOpensNothing):
        bare_keys.keys_of(bare_keys.read(folder), people["nurse"][0], people["auditor"][1])


def test_the_bare_tool_uses_nothing_of_the_programs():
    tree = ast.parse(Path(bare_keys.__file__).read_text(encoding="utf-8"))
    used = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    used |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    beyond = {name.split(".")[0] for name in used} - set(sys.stdlib_module_names)
    assert beyond == {"sqlcipher3", "cryptography"}


# --- what somebody kept ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path) -> Path:
    return a_folder(tmp_path)


def test_an_old_key_file_and_passphrase_of_somebody_revoked_open_nothing_of_today(folder):
    person, passphrase = let_in(folder, "case_manager", "nurse")
    kept = bare_keys.read(folder)
    assert opened_by(folder, person, passphrase, key_file=kept) == of("case_manager") | of("nurse")
    with reopened(folder) as register:
        accounts.revoke(register, person)
    assert opened_by(folder, person, passphrase, key_file=kept) == set()
    with pytest.raises(bare_keys.PassphraseOpensNothing):
        opened_by(folder, person, passphrase)


def test_the_notes_are_shut_to_a_psychologist_revoked_as_soon_as_another_has_opened_them(folder):
    """The director holds no key to the notes and cannot encrypt them anew; who can, does it by unlocking."""
    left, left_with = let_in(folder, "psychologist")
    stayed, stayed_with = let_in(folder, "legal", "psychologist")
    open_register(folder, left, left_with).close()  # hands the key of the notes on
    kept = bare_keys.read(folder)
    with reopened(folder) as register:
        accounts.revoke(register, left)
        assert accounts.keys_still_to_change(register) == ("notes",)
    assert opened_by(folder, left, left_with, key_file=kept) == {"notes"}
    open_register(folder, stayed, stayed_with).close()
    assert opened_by(folder, left, left_with, key_file=kept) == set()
    assert opened_by(folder, stayed, stayed_with) == of("psychologist")


def test_what_a_director_revoked_has_kept_opens_nothing_of_today(folder):
    deputy, passphrase = let_in(folder, "director")
    kept = bare_keys.read(folder)
    with reopened(folder) as register:
        accounts.revoke(register, deputy)
    assert opened_by(folder, deputy, passphrase, key_file=kept) == set()


def test_the_old_passphrase_of_somebody_reset_opens_nothing_of_todays_key_file(folder):
    person, passphrase = let_in(folder, "nurse")
    with reopened(folder) as register:
        other = accounts.reset(register, person)
    with pytest.raises(bare_keys.PassphraseOpensNothing):
        opened_by(folder, person, passphrase)
    assert opened_by(folder, person, other) == of("nurse")


def test_a_role_less_leaves_an_old_key_file_without_its_compartments(folder):
    person, passphrase = let_in(folder, "nurse", "legal")
    kept = bare_keys.read(folder)
    with reopened(folder) as register:
        member = register.get(StaffMember, person)
        accounts.change_roles(register, replace(member, roles=frozenset({"nurse"})))
    assert "protection" not in opened_by(folder, person, passphrase, key_file=kept)
    assert opened_by(folder, person, passphrase) == of("nurse")


def test_after_a_recovery_an_old_key_file_opens_nothing_whether_with_the_old_passphrase_or_the_old_sheet(folder):
    old, new = recovery.new_sheet(), recovery.new_sheet()
    with reopened(folder) as register:
        recovery.keep_sheet(register, old)
        director = register.who
    kept = bare_keys.read(folder)
    assert bare_keys.opened(folder, bare_keys.keys_behind_paper(kept, old.code)) == of("director")
    recovery.come_back_with_paper(folder, director, old.code, passphrase=STRONG, sheet=new, clock=SettableClock())
    assert opened_by(folder, DIRECTOR, PASSPHRASE, key_file=kept) == set()
    assert bare_keys.opened(folder, bare_keys.keys_behind_paper(kept, old.code)) == set()
    assert bare_keys.opened(folder, bare_keys.keys_behind_paper(bare_keys.read(folder), new.code)) == of("director")
    assert opened_by(folder, DIRECTOR, STRONG) == of("director")
