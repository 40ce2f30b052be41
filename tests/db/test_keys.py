"""The key file and its slots: what opens, what does not, and that no byte of it can be changed unnoticed."""

import json
from dataclasses import replace

import pytest

from db import errors, key_file, strict_json
from db.key_file import Argon2Cost, from_bytes, read_key_file, to_bytes, write_key_file
from db.keys import SIGNING, calibrate, create_keys, unlock
from db.locks import stretch
from db.open_keys import sealed

CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)
PASSPHRASE = "cheval rivière lampe grenier mouton"
COMPARTMENTS = ("centre", "identity", "care", "health")


def make_keys(folder, **changed):
    told = {
        "register_id": "0192-register",
        "kind": "centre",
        "code": "SEG",
        "name": "Ségou",
        "compartments": COMPARTMENTS,
        "person_id": "0192-awa",
        "person_name": "Awa Diarra",
        "roles": ("director",),
        "passphrase": PASSPHRASE,
        "cost": CHEAP,
    }
    return create_keys(folder, **{**told, **changed})


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Segou.register"
    made.mkdir()
    make_keys(made).wipe()
    return made


def unlock_in(folder, passphrase=PASSPHRASE):
    return unlock(read_key_file(folder), "0192-awa", passphrase)


def rewritten(folder, change):
    """Change what the file says and make it well formed again, as somebody would who knows the format."""
    content = from_bytes((folder / "keys.json").read_bytes())
    write_key_file(folder, change(content))


def with_person(content, **changed):
    return replace(content, people=(replace(content.people[0], **changed),))


# --- opening -------------------------------------------------------------------------------------------------------


def test_the_unlock_page_knows_the_people_and_the_register_before_anybody_unlocks(folder):
    shown = read_key_file(folder)
    assert (shown.register.kind, shown.register.code, shown.register.name) == ("centre", "SEG", "Ségou")
    assert [(person.id, person.shown, person.roles) for person in shown.people] == [
        ("0192-awa", "Awa Diarra", ("director",))
    ]


def test_the_keys_that_were_made_are_those_that_open(tmp_path):
    made = make_keys(tmp_path)
    opened = unlock_in(tmp_path)
    assert opened.sqlcipher_keys() == made.sqlcipher_keys()
    assert opened.public_signing_key == made.public_signing_key
    assert opened.own_secrets == made.own_secrets


def test_every_compartment_has_a_key_and_a_salt_of_its_own_as_sqlcipher_takes_them(folder):
    keys = unlock_in(folder).sqlcipher_keys()
    assert tuple(sorted(keys)) == tuple(sorted(COMPARTMENTS))
    assert len(set(keys.values())) == len(COMPARTMENTS)
    for key in keys.values():
        assert key.startswith(b"x'")
        assert len(bytes.fromhex(key[2:-1].decode())) == 32 + 16


def test_accents_open_whichever_way_the_keyboard_makes_them(folder):
    assert unlock_in(folder, PASSPHRASE.replace("è", "e\u0300")).person_id == "0192-awa"


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE.upper(), PASSPHRASE + " ", "\ud800", "x" * 100_000])
def test_a_wrong_passphrase_opens_nothing(folder, passphrase):
    with pytest.raises(errors.WrongPassphrase):
        unlock_in(folder, passphrase)


def test_somebody_who_has_no_slot_is_unknown(folder):
    with pytest.raises(errors.UnknownPerson):
        unlock(read_key_file(folder), "0192-nobody", PASSPHRASE)


def test_a_person_is_also_found_by_the_name_shown(folder):
    assert read_key_file(folder).person("Awa Diarra").id == "0192-awa"


def test_a_name_that_two_people_bear_is_nobodys(folder):
    rewritten(folder, lambda content: replace(content, people=(*content.people, replace(content.people[0], id="b"))))
    with pytest.raises(errors.UnknownPerson):
        read_key_file(folder).person("Awa Diarra")


def test_a_compartment_she_has_no_key_to_is_shut(folder):
    with pytest.raises(errors.CompartmentShut):
        unlock_in(folder).compartment("notes")


def test_wiping_leaves_no_key_in_memory(folder):
    keys = unlock_in(folder)
    raw, secret = keys.compartment("care").raw, keys.own_secrets[SIGNING]
    keys.wipe()
    assert raw == bytes(32)
    assert secret == bytes(32)
    assert keys.compartments == {}


def test_nothing_printed_shows_a_key(folder):
    keys = unlock_in(folder)
    shown = repr(keys.compartments) + repr(keys) + repr(keys.key_file)
    assert keys.compartment("care").raw.hex() not in shown
    assert str(bytes(keys.compartment("care").raw)) not in shown


# --- the letterbox, signatures, the register's own secrets -------------------------------------------------------


def test_a_sealed_letter_is_read_by_those_who_open_the_compartment(folder):
    keys = unlock_in(folder)
    assert keys.open_sealed("care", keys.seal("care", b"what happened")) == b"what happened"


def test_a_letter_moved_to_another_compartment_does_not_open(folder):
    keys = unlock_in(folder)
    with pytest.raises(errors.DoesNotOpen):
        keys.open_sealed("health", keys.seal("care", b"what happened"))


def test_a_letter_for_no_compartment_of_this_register_is_not_sealed(folder):
    with pytest.raises(errors.CompartmentShut):
        unlock_in(folder).seal("elsewhere", b"what happened")


def test_the_registers_own_secrets_come_back_at_the_next_unlocking(folder):
    unlock_in(folder).keep_own_secret("age", public="age1abc", secret=b"AGE-SECRET-KEY-1ABC")
    keys = unlock_in(folder)
    assert keys.own_secrets["age"] == b"AGE-SECRET-KEY-1ABC"
    assert keys.key_file.content.own["age"].public == "age1abc"


def test_a_secret_that_is_replaced_keeps_its_new_value(folder):
    keys = unlock_in(folder)
    keys.keep_own_secret("age", public="age1abc", secret=b"first")
    keys.keep_own_secret("age", public="age1def", secret=b"second")
    assert unlock_in(folder).own_secrets["age"] == b"second"


def test_the_registers_signing_key_is_the_one_whose_public_half_stands_in_the_file(folder):
    keys = unlock_in(folder)
    public = keys.centre_signing_key.public_key().public_bytes_raw().hex()
    assert public == keys.key_file.content.own[SIGNING].public


# --- changing the passphrase -----------------------------------------------------------------------------------


def test_a_changed_passphrase_opens_the_same_keys_and_the_old_one_does_not(folder):
    keys = unlock_in(folder)
    before = keys.sqlcipher_keys()
    keys.change_passphrase(old=PASSPHRASE, new="une autre phrase secrète", cost=CHEAP)
    assert unlock_in(folder, "une autre phrase secrète").sqlcipher_keys() == before
    with pytest.raises(errors.WrongPassphrase):
        unlock_in(folder)


def test_changing_a_passphrase_asks_for_the_old_one(folder):
    keys = unlock_in(folder)
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(errors.WrongPassphrase):
        keys.change_passphrase(old="not hers", new="une autre phrase secrète", cost=CHEAP)
    assert (folder / "keys.json").read_bytes() == before


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_change_that_fails_on_the_disk_leaves_the_old_or_the_new_passphrase(folder, monkeypatch, fails_at):
    keys, writes = unlock_in(folder), []
    really = key_file.atomic_write

    def failing(path, content):
        writes.append(path)
        if len(writes) == fails_at:
            raise errors.DiskFull
        really(path, content)

    monkeypatch.setattr(key_file, "atomic_write", failing)
    with pytest.raises(errors.DiskFull):
        keys.change_passphrase(old=PASSPHRASE, new="une autre phrase secrète", cost=CHEAP)
    monkeypatch.undo()
    opens = PASSPHRASE if fails_at == 1 else "une autre phrase secrète"
    assert unlock_in(folder, opens).person_id == "0192-awa"


def test_every_change_counts_one_so_that_an_older_copy_is_noticed(folder):
    old = (folder / "keys.json").read_bytes()
    keys = unlock_in(folder)
    keys.change_passphrase(old=PASSPHRASE, new="une autre phrase secrète", cost=CHEAP)
    remembered = keys.key_file.counter
    for name in key_file.NAMES:
        (folder / name).write_bytes(old)
    put_back = unlock_in(folder).key_file
    with pytest.raises(errors.KeyFileRolledBack):
        put_back.check_not_older_than(remembered)
    keys.key_file.check_not_older_than(remembered)
    keys.key_file.check_not_older_than(remembered - 1)


def test_a_backups_key_file_has_no_slot_to_guess_at_and_is_sealed(folder):
    keys = unlock_in(folder)
    content = from_bytes(keys.key_file_for_a_backup())
    assert [person.passphrase for person in content.people] == [None]
    assert sealed(content, keys.compartment("centre").raw).seal == content.seal
    assert content.people[0].wrapped == keys.key_file.content.people[0].wrapped


# --- two copies --------------------------------------------------------------------------------------------------


def test_a_key_file_of_another_house_is_told_from_the_own_one_by_the_databases_beside_it(folder, tmp_path):
    """One copy of another register is put right from the own; nothing but such copies is no wrong passphrase."""
    own = read_key_file(folder)
    for name, entry in own.content.compartments.items():
        (folder / f"{name}.db").write_bytes(entry.salt + bytes(4096))
    other = tmp_path / "other"
    other.mkdir()
    make_keys(other, register_id="another").wipe()
    foreign = key_file.to_bytes(replace(read_key_file(other).content, counter=99))
    (folder / "keys.json").write_bytes(foreign)
    assert read_key_file(folder).content == own.content
    unlock_in(folder).wipe()
    assert (folder / "keys.json").read_bytes() == (folder / "keys.json.2").read_bytes()
    for name in key_file.NAMES:
        (folder / name).write_bytes(foreign)
    with pytest.raises(errors.NotARegister):
        read_key_file(folder)


@pytest.mark.parametrize("name", key_file.NAMES)
@pytest.mark.parametrize("torn", [b"", b"\0" * 4096, b'{"format":1,', None])
def test_one_copy_that_is_missing_or_torn_is_put_right_from_the_other(folder, name, torn):
    whole = (folder / "keys.json").read_bytes()
    if torn is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(torn)
    assert read_key_file(folder).needs_repair
    unlock_in(folder)
    assert [(folder / each).read_bytes() for each in key_file.NAMES] == [whole, whole]
    assert not read_key_file(folder).needs_repair


def test_a_copy_that_cannot_be_put_right_now_keeps_nobody_out(folder, monkeypatch):
    (folder / "keys.json").unlink()

    def full(_path, _content):
        raise errors.DiskFull

    monkeypatch.setattr(key_file, "atomic_write", full)
    assert unlock_in(folder).person_id == "0192-awa"


def test_no_copy_at_all_is_told_from_damaged_ones(folder):
    for name in key_file.NAMES:
        (folder / name).write_bytes(b"torn")
    with pytest.raises(errors.KeyFileDamaged):
        read_key_file(folder)
    for name in key_file.NAMES:
        (folder / name).unlink()
    with pytest.raises(errors.KeyFileMissing):
        read_key_file(folder)


def test_a_key_file_larger_than_any_is_not_read_into_memory(folder):
    for name in key_file.NAMES:
        (folder / name).write_bytes(b"[" * (key_file.LARGEST_FILE + 1))
    with pytest.raises(errors.KeyFileDamaged):
        read_key_file(folder)


def test_a_key_file_of_a_newer_program_says_so(folder):
    body = json.loads((folder / "keys.json").read_bytes())
    body.update(format=2, something_new={"of": "tomorrow"})
    del body["digest"]
    body["digest"] = key_file._digest(body)
    for name in key_file.NAMES:
        (folder / name).write_bytes(strict_json.write(body) + b"\n")
    with pytest.raises(errors.KeyFileTooNew):
        read_key_file(folder)


# --- tampering -------------------------------------------------------------------------------------------------


def test_every_flipped_byte_of_a_copy_is_noticed_without_a_passphrase(folder):
    whole = (folder / "keys.json").read_bytes()
    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        with pytest.raises(errors.KeyFileDamaged):
            from_bytes(bytes(flipped))


def test_every_cut_of_a_copy_is_noticed(folder):
    whole = (folder / "keys.json").read_bytes()
    for length in range(len(whole)):
        with pytest.raises(errors.KeyFileDamaged):
            from_bytes(whole[:length])


def test_a_well_formed_file_with_any_part_missing_or_of_another_kind_is_damaged(folder):
    whole = json.loads((folder / "keys.json").read_bytes())
    whole.pop("digest")
    tried = 0
    for path in paths_in(whole):
        for spoil in (missing, another_kind):
            body = json.loads(json.dumps(whole))
            if not spoil(body, path):
                continue
            tried += 1
            octets = strict_json.write({**body, "digest": key_file._digest(body)}) + b"\n"
            with pytest.raises((errors.KeyFileDamaged, errors.KeyFileAltered, errors.WrongPassphrase)):
                unlock_from(folder, octets)
    assert tried > 100


def unlock_from(folder, octets):
    for name in key_file.NAMES:
        (folder / name).write_bytes(octets)
    return unlock(read_key_file(folder), read_key_file(folder).content.people[0].id, PASSPHRASE)


def paths_in(value, path=()):
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from paths_in(each, (*path, name))


def missing(body, path):
    at = body
    for name in path[:-1]:
        at = at[name]
    if path == ("people", 0):
        return False  # nobody is left to unlock: the next test
    del at[path[-1]]
    return True


def another_kind(body, path):
    at = body
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = [True] if isinstance(at[path[-1]], dict) else {"other": "kind"}
    return True


def test_a_file_without_people_opens_for_nobody(folder):
    rewritten(folder, lambda content: replace(content, people=()))
    with pytest.raises(errors.UnknownPerson):
        unlock_in(folder)


def test_a_slot_swapped_with_another_persons_does_not_open(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    make_keys(other, person_id="0192-other").wipe()
    stolen = read_key_file(other).people[0].passphrase
    rewritten(folder, lambda content: with_person(content, passphrase=stolen))
    with pytest.raises(errors.WrongPassphrase):
        unlock_in(folder)


def test_a_whole_person_moved_from_another_register_opens_nothing(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    make_keys(other, register_id="0192-elsewhere").wipe()
    moved = read_key_file(other).people
    rewritten(folder, lambda content: replace(content, people=moved))
    with pytest.raises(errors.WrongPassphrase):
        unlock_in(folder)


def test_a_lowered_parameter_opens_nothing(folder):
    keys = unlock_in(folder)
    keys.change_passphrase(old=PASSPHRASE, new=PASSPHRASE, cost=replace(CHEAP, passes=2))
    slot = read_key_file(folder).people[0].passphrase
    rewritten(folder, lambda content: with_person(content, passphrase=replace(slot, cost=CHEAP)))
    with pytest.raises(errors.WrongPassphrase):
        unlock_in(folder)


@pytest.mark.parametrize(
    "cost",
    [
        Argon2Cost(memory_kib=2 * 1024**3),  # 2 TiB
        Argon2Cost(memory_kib=1024 * 1024 + 1),
        Argon2Cost(memory_kib=0),
        Argon2Cost(passes=10**9),
        Argon2Cost(passes=0),
        Argon2Cost(lanes=10**6, memory_kib=1024 * 1024),
        Argon2Cost(lanes=0),
    ],
)
def test_a_cost_that_no_register_has_is_refused_before_anything_is_derived(folder, cost):
    slot = read_key_file(folder).people[0].passphrase
    rewritten(folder, lambda content: with_person(content, passphrase=replace(slot, cost=cost)))
    with pytest.raises(errors.KeyFileDamaged):
        unlock_in(folder)


def test_a_machine_with_too_little_memory_is_told_so(monkeypatch):
    class Greedy:
        def __init__(self, **_parameters):
            raise MemoryError

    monkeypatch.setattr("db.locks.Argon2id", Greedy)
    with pytest.raises(errors.NotEnoughMemory):
        stretch("passphrase", bytes(16), CHEAP)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: replace(content, counter=content.counter + 1),
        lambda content: replace(content, register=replace(content.register, name="Mopti")),
        lambda content: replace(content, people=(*content.people, replace(content.people[0], id="0192-intruder"))),
        lambda content: with_person(content, roles=("director", "nurse")),
        lambda content: with_person(content, shown="Somebody else"),
        lambda content: with_person(content, wrapped={"centre": content.people[0].wrapped["centre"]}),
        lambda content: replace(
            content, compartments={**content.compartments, "care": content.compartments["health"]}
        ),
        lambda content: replace(content, compartments={"centre": content.compartments["centre"]}),
        lambda content: replace(content, own={}),
        lambda content: replace(content, seal=bytes(32)),
        lambda content: replace(content, signature=bytes(64)),
    ],
    ids=[
        "counter", "name of the register", "a slot added", "roles", "name of a person", "a key removed",
        "compartments swapped", "compartments removed", "own keys removed", "seal", "signature",
    ],
)  # fmt: skip
def test_whatever_is_changed_by_somebody_without_keys_is_noticed_after_unlocking(folder, change):
    rewritten(folder, change)
    with pytest.raises(errors.KeyFileAltered):
        unlock_in(folder)


def test_a_letterbox_put_in_by_an_insider_who_can_seal_is_still_noticed(folder):
    """She holds the key of the compartment that everyone opens, so she can seal; she cannot sign as the director."""
    everyones_key = unlock_in(folder).compartment("centre").raw

    def put_in(content):
        notes = replace(content.compartments["health"], letterbox=bytes(32))
        return sealed(replace(content, compartments={**content.compartments, "notes": notes}), everyones_key)

    rewritten(folder, put_in)
    with pytest.raises(errors.KeyFileAltered):
        unlock_in(folder)


def test_nothing_is_wrapped_to_a_public_key_that_the_director_has_not_signed(folder):
    everyones_key = unlock_in(folder).compartment("centre").raw

    def put_in(content):
        intruder = replace(content.people[0], id="0192-intruder", agreement=bytes([9] * 32), own=content.people[0].own)
        return sealed(replace(content, people=(*content.people, intruder)), everyones_key)

    rewritten(folder, put_in)
    unlock_in(folder).keep_own_secret("age", public="age1abc", secret=b"secret")
    by_id = {person.id: person for person in read_key_file(folder).content.people}
    assert "age" in by_id["0192-awa"].own
    assert "age" not in by_id["0192-intruder"].own


# --- the cost ------------------------------------------------------------------------------------------------


def test_the_cost_is_raised_until_a_try_takes_about_a_second():
    ticks = iter([0.0, 0.3])
    cost = calibrate(seconds=1.0, least=replace(CHEAP, passes=3), clock=lambda: next(ticks))
    assert cost == replace(CHEAP, passes=10)


def test_a_slow_machine_never_gets_less_than_the_least_cost():
    ticks = iter([0.0, 30.0])
    assert calibrate(seconds=1.0, least=replace(CHEAP, passes=3), clock=lambda: next(ticks)).passes == 3


def test_a_calibrated_cost_is_one_that_will_be_accepted():
    ticks = iter([0.0, 0.0])
    assert calibrate(least=CHEAP, clock=lambda: next(ticks)).is_bearable()


def test_a_key_file_comes_back_from_its_bytes(folder):
    octets = (folder / "keys.json").read_bytes()
    assert to_bytes(from_bytes(octets)) == octets
