"""`import`: what it would write, what it writes, and that twice is once."""

import pytest

from centre_app import commands
from centre_app.backups import standing
from centre_app.records import CaseFile
from tests.makers import DIRECTOR, PASSPHRASE, a_folder, reopened

OLD_REGISTER = """Noms et prénoms;Date d'entrée;Âge;Motif d'admission
Kadidia Sangaré;09/03/15;14-15 ans;Fille mère
Oumou Coulibaly;31/02/2015;née en 1997;Fille mère
"""


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


@pytest.fixture
def old_register(tmp_path):
    file = tmp_path / "ancien régistre.csv"
    file.write_text(OLD_REGISTER, encoding="utf-8")
    return file


def run_import(folder, file, *more):
    phrase = folder.parent / "phrase"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    opening = ["--register", str(folder), "--person", DIRECTOR, "--passphrase-file", str(phrase)]
    return commands.main(["import", *opening, str(file), *more], language="en")


def residents(folder):
    with reopened(folder) as register:
        return len(register.find(CaseFile))


def test_a_dry_run_writes_nothing_and_tells_everything(folder, old_register, capsys):
    before = {file.name: file.read_bytes() for file in folder.glob("*.db") if file.name != "centre.db"}
    assert run_import(folder, old_register, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "Residents to write: 2;" in told
    assert "Line 3, column “Date d'entrée”" in told
    assert {file.name: file.read_bytes() for file in folder.glob("*.db") if file.name != "centre.db"} == before
    assert residents(folder) == 0


def test_an_import_comes_twice_and_nobody_is_doubled(folder, old_register, capsys):
    assert run_import(folder, old_register) == 0
    assert "Residents written: 2;" in capsys.readouterr().out
    with reopened(folder) as register:  # a backup of before is there
        (shown,) = standing.backups(register)
        assert (shown.reason, shown.is_verified) == ("before_import", True)
    assert run_import(folder, old_register) == 0
    assert "Lines imported before: 2." in capsys.readouterr().out
    assert residents(folder) == 2


def test_a_file_that_is_no_table_is_refused_in_a_sentence(folder, tmp_path, capsys):
    file = tmp_path / "x.csv"
    file.write_bytes(b"\x00\x01\x02" * 100)
    assert run_import(folder, file) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_refused_in_a_sentence(folder, tmp_path, capsys):
    assert run_import(folder, tmp_path / "nowhere.csv") == 1
    assert "cannot be opened" in capsys.readouterr().err
