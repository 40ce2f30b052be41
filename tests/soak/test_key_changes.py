"""A short run of the kills over changes of keys; the long one is `python3 main.py soak key_changes`."""

from tests.soak import key_changes
from tests.soak.key_changes import Act, Tally, has_taken_hold, shut_files, what_kept_keys_open


def test_whenever_the_program_is_killed_the_register_opens_with_the_old_keys_or_with_the_new_ones():
    tally = key_changes.run(8, seed=20261122)
    assert tally.is_clean, [tally.summary(), *tally.faults]
    assert tally.kills == 8
    assert tally.acknowledged
    assert tally.in_mid_act


def test_the_search_finds_an_act_that_neither_passphrase_belongs_to(tmp_path):
    known, tally = key_changes.a_house(tmp_path), Tally()
    known.passphrase = "none of them"
    act = Act(kind="passphrase", told="nor this one")
    has_taken_hold(known, act, key_changes.read_key_file(known.folder), tally)
    assert tally.halves == 1


def test_the_search_finds_a_key_that_still_opens_and_a_backup_that_does_not(tmp_path):
    known = key_changes.a_house(tmp_path)
    (tmp_path / key_changes.KEPT).write_bytes((known.folder / "keys.json").read_bytes())
    known.former_passphrase = known.passphrase
    assert "care.db opens with a key from before paper" in list(what_kept_keys_open(known, Act("paper", None), []))
    (known.folder / "backups" / "2026-11-21" / "care.db").write_bytes(bytes(8192))
    with key_changes.reopened(known.folder) as register:
        (fault,) = shut_files(known.folder, register.keys)
    assert fault.endswith("care.db does not open with today's key")
