"""`report`: three files a report, refused in words where what is asked for is not known."""

import json

import pytest

from centre_app.commands import main
from tests.makers import DIRECTOR, PASSPHRASE, a_case, a_folder, a_person, a_stay, reopened


@pytest.fixture
def centre(tmp_path):
    """A centre with one girl, who came in March."""
    folder = a_folder(tmp_path)
    with reopened(folder) as register:
        person = a_person()
        case = a_case(person)
        register.save(person, case, a_stay(case), heed_findings=False)
    return folder


def report(centre, tmp_path, *asked: str) -> int:
    secret = tmp_path / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    opened = ("--register", str(centre), "--person", DIRECTOR, "--passphrase-file", str(secret))
    return main(["report", *opened, "--to", str(tmp_path), *asked], language="en")


def test_a_report_is_written_three_times(centre, tmp_path, capsys):
    assert report(centre, tmp_path, "--month", "2026-10") == 0
    assert (tmp_path / "SEG-rapport-202610.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "SEG-rapport-202610.xlsx").read_bytes().startswith(b"PK")
    told = json.loads((tmp_path / "SEG-rapport-202610.json").read_text(encoding="utf-8"))
    assert told["lines"]["A5.present"]["number"] == 1
    assert "SEG-rapport-202610" in capsys.readouterr().out


def test_a_quarter_and_a_donors_sheet_have_names_of_their_own(centre, tmp_path):
    assert report(centre, tmp_path, "--month", "2026-07", "--until", "2026-09", "--donor", "ecpat") == 0
    assert (tmp_path / "SEG-ecpat-202607-202609.pdf").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--month", "2026-10", "--until", "2026-09"), "The last month comes before the first one."),
        (("--month", "2026-10", "--centre", "XYZ"), "No centre of the code XYZ"),
        (("--month", "2026-10", "--project", "N-0"), "No project of the code N-0"),
    ],
)
def test_what_is_not_known_is_said_and_nothing_is_written(centre, tmp_path, capsys, asked, said):
    assert report(centre, tmp_path, *asked) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))
