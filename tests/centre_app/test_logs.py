"""The log names nobody: kinds and places, whatever the error says and wherever the program lies."""

import sys
from pathlib import Path

import pytest

from centre_app import logs
from centre_app.questions import from_row, to_row
from centre_app.records import Person
from tests.makers import a_name, a_person, an_admission

SECRETS = ("Kadidia", "Sangaré", "Markala", "SEG-26-0001")


def caught(act):
    with pytest.raises(Exception) as found:  # noqa: B017, PT011 whatever it is
        act()
    return found.value


def test_errors_of_the_program_itself_name_nobody(register):
    """Real failures with a name in hand: in a row, in a save, in a query, in a nested cause."""
    person, name, *_ = register.save(*an_admission())
    row = {**to_row(a_person()), "birth_from": "Kadidia", "birth_to": "Sangaré"}

    def in_a_cause():
        try:
            {}[name.family]
        except KeyError as error:
            raise RuntimeError(f"{name.given} at {register.folder}") from error

    for act in (
        lambda: from_row(Person, row),
        lambda: register.save(a_name(person, family="Sangaré \ud83d"), heed_findings=False),
        lambda: register.find(Person, Kadidia="Sangaré"),
        in_a_cause,
    ):
        told = logs.nameless(caught(act))
        assert "test_logs.py" in told
        assert not [secret for secret in (*SECRETS, str(register.folder)) if secret in told]


def test_a_place_in_the_program_is_told_from_its_root_and_any_other_by_its_name_alone(tmp_path):
    home = tmp_path / "Kadidia"
    home.mkdir()
    (home / "script.py").write_text("def fail():\n    raise ValueError\n")
    namespace: dict = {}
    exec(compile((home / "script.py").read_text(), str(home / "script.py"), "exec"), namespace)
    told = logs.nameless(caught(namespace["fail"]))
    assert "  script.py:2 fail" in told.splitlines()
    assert "  tests/centre_app/test_logs.py:" in told
    assert "Kadidia" not in told


def test_a_crash_is_written_with_its_hour_and_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "state" / "registre.log")
    file = logs.note_crash(caught(lambda: 1 / 0))
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith(" UTC")
    assert lines[1] == "builtins.ZeroDivisionError"
    assert lines[-1].startswith("  tests/centre_app/test_logs.py:")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own folder for it")
def test_the_log_is_outside_every_register(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert logs.log_file() == tmp_path / "registre" / "registre.log"
    monkeypatch.delenv("XDG_STATE_HOME")
    assert logs.log_file() == Path.home() / ".local" / "state" / "registre" / "registre.log"
