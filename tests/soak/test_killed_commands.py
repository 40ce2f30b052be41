"""The long acts of the real program, killed while their journal stands: an import and a merge are whole or not there."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from centre_app import integrity
from centre_app.exchange import bundle, enrolment, partners
from centre_app.records import Bundle, CaseFile, ImportedLine
from centre_app.register import AT_HEADQUARTERS
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_folder, a_register, an_admission, reopened

ROOT = Path(__file__).resolve().parents[2]
OLD_REGISTER = ROOT / "tests" / "data" / "admission_register.csv"
LINES_IN_IT = 163


@pytest.fixture
def passphrase_file(tmp_path):
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE, encoding="utf-8")
    return file


def begun(folder, passphrase_file, command, *files):
    who = ["--person", DIRECTOR, "--passphrase-file", passphrase_file]
    program = [sys.executable, ROOT / "main.py", command, "--register", folder, *who, *files]
    return subprocess.Popen([str(word) for word in program], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def killed_within_its_act(running, folder, after):
    """Wait until the program writes, a little longer, and kill it; say whether its journal was left standing."""
    journal = folder / "care.db-journal"
    with running:
        while running.poll() is None and not journal.stat().st_size:
            time.sleep(0.0005)
        time.sleep(after)
        running.kill()
    return journal.stat().st_size > 0


def is_sound(register):
    return integrity.check(register).faults == ()


@pytest.mark.parametrize("after", [0, 0.02, 0.1])
def test_an_import_that_was_killed_is_not_there_or_whole_and_can_be_run_again(tmp_path, passphrase_file, after):
    folder = a_folder(tmp_path)
    assert killed_within_its_act(begun(folder, passphrase_file, "import", OLD_REGISTER), folder, after) or after
    with reopened(folder) as register:
        assert len(register.find(ImportedLine)) in (0, LINES_IN_IT)
        assert is_sound(register)
    with begun(folder, passphrase_file, "import", OLD_REGISTER) as again:
        assert again.wait(60) == 0
    with reopened(folder) as register:
        assert len(register.find(ImportedLine)) == LINES_IN_IT
        assert is_sound(register)


@pytest.mark.parametrize("after", [0, 0.02])
def test_a_merge_that_was_killed_is_not_there_or_whole_and_can_be_run_again(tmp_path, passphrase_file, after):
    cases = 60
    file, folder = a_bundle_for_headquarters(tmp_path, cases)
    killed_within_its_act(begun(folder, passphrase_file, "receive", file), folder, after)
    with reopened(folder) as headquarters:
        assert (len(headquarters.find(CaseFile)), len(headquarters.find(Bundle))) in ((0, 0), (cases, 1))
        assert is_sound(headquarters)
    with begun(folder, passphrase_file, "receive", file) as again:
        assert again.wait(60) == 0, again.stderr.read()
    with reopened(folder) as headquarters:
        assert (len(headquarters.find(CaseFile)), len(headquarters.find(Bundle))) == (cases, 1)
        assert is_sound(headquarters)


def a_bundle_for_headquarters(tmp_path, cases):
    """Return a bundle file, and the folder of the headquarters that it is for."""
    clock = SettableClock()
    headquarters = a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
    with a_register(tmp_path, clock=clock) as centre, headquarters:
        partners.make_offline_keys(headquarters)
        asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(centre)))
        card = partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
        partners.confirm_words(centre, partners.take_card(centre, enrolment.to_bytes(card)))
        for _ in range(cases):
            centre.save(*an_admission())
        (sealed,) = bundle.seal(centre, bundle.prepare(centre, month=date(2026, 11, 1)))
    file = tmp_path / sealed.name
    file.write_bytes(sealed.content)
    return file, headquarters.folder
