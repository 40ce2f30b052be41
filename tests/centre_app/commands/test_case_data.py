"""`export-cases` and `stage-cases` as headquarters' scheduled work meets them."""

import pytest

from centre_app import commands
from centre_app.choices import choices
from centre_app.commands.case_data import PURPOSES
from centre_app.records import DataExport, StagedLine
from tests.centre_app.case_data.cases import a_counted_case
from tests.makers import DIRECTOR, PASSPHRASE, a_register, reopened


@pytest.fixture(name="opened")
def _opened(tmp_path):
    """Return the folder of a register with seven cases, and what opens it."""
    with a_register(tmp_path) as register:
        for number in range(1, 8):
            a_counted_case(register, number, of_the_person={"origin_region": "ml-r-segou" if number < 6 else None})
    phrase = tmp_path / "phrase"
    phrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return ["--register", str(register.folder), "--person", DIRECTOR, "--passphrase-file", str(phrase)]


def run(*arguments) -> int:
    return commands.main([str(argument) for argument in arguments], language="en")


YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
FOR_A_PARTNER = ("--purpose", "partner", "--level", "k_anonymous", *YEAR)


def test_the_purposes_are_those_of_the_list():
    assert choices("export_purpose").keys == PURPOSES


def test_without_a_folder_it_only_tells_what_the_file_would_hold(opened, capsys):
    assert run("export-cases", *opened, *FOR_A_PARTNER) == 0
    said = capsys.readouterr().out
    assert "5 cases in the file." in said
    assert "2 people stand out in combinations that fewer than 5 share:" in said
    assert "2 × 9-17 · Feminine · Mali" in said
    assert "Region of origin: left blank." in said
    assert "Nothing was written." in said


def test_as_proposed_everybody_is_in_the_file_and_it_is_remembered(opened, tmp_path, capsys):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("export-cases", *opened, *FOR_A_PARTNER, "--as-proposed", "--into", stick) == 0
    said = capsys.readouterr().out
    assert "7 cases in the file." in said
    (folder,) = stick.iterdir()
    with reopened(tmp_path / "SEG.register") as register:
        (export,) = register.find(DataExport)
        assert export.digest in said
    assert run("stage-cases", *opened, folder / "CASES.csv", "--dry-run") == 0
    assert "Lines read: 7. Nothing was written." in capsys.readouterr().out
    assert run("stage-cases", *opened, folder / "CASES.csv") == 0
    with reopened(tmp_path / "SEG.register") as register:
        assert len(register.find(StagedLine)) == 7


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--purpose", "release", "--level", "pseudonymised", *YEAR), "nobody may stand out in it"),
        ((*FOR_A_PARTNER, "--recipient", "Nobody"), "no organisation of this name"),
        ((*FOR_A_PARTNER, "--step", "age=9"), "“age=9” is no step"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(opened, capsys, arguments, sentence):
    assert run("export-cases", *opened, *arguments) == 1
    assert sentence in capsys.readouterr().err


def test_a_step_that_is_asked_for_is_taken(opened, capsys):
    assert run("export-cases", *opened, *FOR_A_PARTNER, "--step", "region=1") == 0
    assert "Nobody stands out" in capsys.readouterr().out
