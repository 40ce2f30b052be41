"""A report of the program's own fault: it tells where, never who or what; a person reads it and decides."""

import subprocess
import sys
from pathlib import Path

import pytest

from centre_app import crashes, logs, program_reports
from centre_app.questions import to_row
from centre_app.records import Incident, ProgramReport
from tests.makers import a_name, a_person, an_admission, reopened_as

ROOT = Path(__file__).resolve().parent.parent.parent
CANARIES = ("Kadidia", "Sangaré", "Markala", "motsecret", "SEG-26-0001")


@pytest.fixture(autouse=True)
def beside_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "Kadidia" / "registre" / "registre.log")


def caught(act):
    with pytest.raises(Exception) as found:  # noqa: B017, PT011 whatever it is
        act()
    return found.value


def an_error():
    return caught(lambda: {}["Kadidia"])


def in_a_local():
    kadidia = "motsecret"
    raise RuntimeError(f"{kadidia} of Sangaré at Markala")


def in_a_note():
    error = ValueError("Sangaré")
    error.add_note("Kadidia said it to Markala")
    raise error


def in_a_group():
    raise ExceptionGroup("Kadidia and Sangaré", [ValueError("motsecret"), KeyError("Markala")])


def of_a_missing_file():
    Path("/Kadidia/Sangaré/SEG-26-0001.pdf").read_bytes()


def test_no_report_holds_a_word_of_a_message_a_local_a_note_a_path_or_an_sql_parameter(register):
    person, name, *_ = register.save(*an_admission())

    def in_sql():
        register.vault.ask("SELECT * FROM persons WHERE nowhere = ?", ("Kadidia Sangaré motsecret",))

    def in_a_row():
        register.vault.upsert("person_names", [{**to_row(name), "family": "Sangaré", "motsecret": "Markala"}])

    acts = (
        in_a_local, in_a_note, in_a_group, of_a_missing_file, in_sql, in_a_row,
        lambda: register.save(a_name(person, family="Sangaré \ud83d"), heed_findings=False),
        lambda: Incident(description="Kadidia", Sangaré="motsecret"),
        lambda: a_person(Markala="Sangaré"),
    )  # fmt: skip
    for act in acts:
        crashes.keep_report_of(caught(act))
    texts = [one.text for one in crashes.all_waiting()]
    assert len(texts) == len(acts)
    assert all("Registre" in text and "test_crashes.py" in text for text in texts)
    assert not [(word, text) for text in texts for word in (*CANARIES, str(register.folder)) if word in text]


def test_a_report_tells_the_kind_the_place_and_the_versions():
    text = crashes.text_of(an_error())
    assert text.startswith("Registre ")
    assert "Python 3" in text
    assert "builtins.KeyError" in text
    assert "tests/centre_app/test_crashes.py:" in text


def test_a_report_waits_until_somebody_decides_and_the_same_mistake_makes_no_second_one():
    for _ in range(3):
        crashes.keep_report_of(an_error())
    (waiting,) = crashes.all_waiting()
    assert len(waiting.code) == 6
    crashes.erase(waiting)
    crashes.erase(waiting)  # gone already: no problem
    assert crashes.all_waiting() == []


def test_only_the_latest_reports_wait():
    for number in range(crashes.MOST_WAITING + 5):
        crashes._write(f"{number:06X}", "Registre")
    assert len(crashes.all_waiting()) <= crashes.MOST_WAITING


def test_what_lies_there_and_is_no_report_is_not_shown(tmp_path):
    crashes.keep_report_of(an_error())
    (crashes.folder() / "Kadidia.txt").write_text("no report")
    (crashes.folder() / "report-20260230-000000-ABCDEF.txt").write_text("of no day")
    (crashes.folder() / "report-20261122-000000-ABCDEF.txt").write_bytes(b"x" * (crashes.LARGEST_BYTES + 1))
    assert len(crashes.all_waiting()) == 1


# --- the process dies ------------------------------------------------------------------------------------------

DYING = """
import faulthandler, os, sys
from pathlib import Path
from centre_app import crashes, logs
logs.log_file = lambda: Path(sys.argv[1])

def says_the_name(kadidia):
    getattr(faulthandler, sys.argv[2])() if sys.argv[2] != "abort" else os.abort()

crashes.watch_for_the_worst()
says_the_name("motsecret Sangaré")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows dies in other ways")
@pytest.mark.parametrize(("how", "told"), [("_sigsegv", "Segmentation fault"), ("abort", "Aborted")])
def test_a_process_that_dies_leaves_a_report_with_the_next_start(tmp_path, how, told):
    home = tmp_path / "Kadidia"
    home.mkdir()
    program = home / "program.py"
    program.write_text(DYING)
    subprocess.run(
        [sys.executable, str(program), str(logs.log_file()), how], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False
    )
    crashes.watch_for_the_worst()
    (report,) = crashes.all_waiting()
    assert told in report.text
    assert "  program.py:" in report.text
    assert "says_the_name" in report.text
    assert not [word for word in (*CANARIES, str(tmp_path)) if word in report.text]
    crashes.take_in_the_worst()
    assert len(crashes.all_waiting()) == 1


def test_whatever_else_stands_in_what_a_dying_process_wrote_is_left_out():
    crashes.folder().mkdir(parents=True)
    (crashes.folder() / crashes.HARD).write_text(
        'Fatal Python error: Kadidia Sangaré\n\nThread 0x1 "motsecret":\n  File "/Kadidia/x.py", line 3 in f\nMarkala\n'
    )
    crashes.take_in_the_worst()
    (report,) = crashes.all_waiting()
    assert report.text.splitlines()[1:] == ["The process died", "  x.py:3 f"]


# --- to headquarters -------------------------------------------------------------------------------------------


def test_a_report_that_is_kept_goes_into_the_register_and_travels_by_whoever_may_send(register):
    crashes.keep_report_of(an_error())
    (waiting,) = crashes.all_waiting()
    crashes.keep_for_headquarters(waiting)
    assert crashes.all_waiting() == []
    assert [one.code for one in crashes.all_kept()] == [waiting.code]
    assert program_reports.file_kept(register) == 1
    (filed,) = register.find(ProgramReport)
    assert (filed.code, filed.text, filed.happened_at) == (waiting.code, waiting.text, waiting.at)
    assert crashes.all_kept() == []
    assert program_reports.file_kept(register) == 0


def test_what_somebody_kept_who_may_not_send_waits_for_somebody_who_may(register):
    crashes.keep_report_of(an_error())
    crashes.keep_for_headquarters(crashes.all_waiting()[0])
    with reopened_as(register, "teacher") as teacher:
        assert program_reports.file_kept(teacher) == 0
    assert len(crashes.all_kept()) == 1
