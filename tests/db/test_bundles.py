"""SQLite writes the lines of a bundle: they must be the very bytes that strict JSON has for the same row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.questions import IDENTITY
from centre_app.records import Project
from centre_app.register import Register
from db import bundles, strict_json
from db.bundles import history_as_lines, rows_as_lines
from db.vault import Row
from tests.makers import a_name, a_person, a_project, an_admission

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def as_written(row: Row, **more: str) -> bytes:
    return strict_json.write({**row, **more})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(donor=WORDS)
def test_any_words_are_written_as_strict_json_writes_them(register: Register, donor: str) -> None:
    (project,) = register.save(a_project(donor=donor), heed_findings=False)
    row = register.vault.get(Project.table, project.id)
    assert row is not None
    assert rows_as_lines(register.vault, "projects", [project.id]) == [(None, as_written(row, table="projects"))]


@pytest.mark.parametrize(
    "sign", ["\0", "\x1f", "\x7f", "\u2028", '"', "\\", "'", "/", "ɛ", "😀", "\r\n\t\b\f", "<script>"]
)
def test_signs_with_a_meaning_elsewhere_are_written_the_same(register: Register, sign: str) -> None:
    (project,) = register.save(a_project(donor=sign), heed_findings=False)
    ((_, line),) = rows_as_lines(register.vault, "projects", [project.id])
    assert strict_json.read_object(line)["donor"] == sign


def test_a_line_names_the_case_that_its_row_belongs_to(register: Register) -> None:
    person, _, case, intake, _ = register.save(*an_admission())
    assert [belongs for belongs, _ in rows_as_lines(register.vault, "intakes", [intake.id])] == [case.id]
    assert [belongs for belongs, _ in rows_as_lines(register.vault, "case_files", [case.id])] == [case.id]
    assert [belongs for belongs, _ in rows_as_lines(register.vault, "persons", [person.id])] == [None]


def test_a_blank_column_leaves_empty(register: Register) -> None:
    (project,) = register.save(a_project(donor="UNICEF"))
    ((_, line),) = rows_as_lines(register.vault, "projects", [project.id], blank=["donor"])
    assert strict_json.read_object(line)["donor"] is None


def test_a_line_of_history_is_written_as_strict_json_writes_it(register: Register) -> None:
    person = a_person()
    register.save(person, a_name(person))
    (stored,) = register.vault.ask("SELECT * FROM identity.history")
    in_hex = {name: value.hex() if isinstance(value, bytes) else value for name, value in dict(stored).items()}
    written = history_as_lines(register.vault, IDENTITY, 0, kept=(), watched=(), leaving=())
    assert written == [as_written(in_hex, history=IDENTITY)]


def test_old_values_stay_here_of_watched_records_that_do_not_leave(register: Register) -> None:
    person = a_person()
    one, other = register.save(a_name(person), a_name(person))
    lines = history_as_lines(register.vault, IDENTITY, 0, kept=(), watched=["person_names"], leaving=[one.id])
    told = {line["record_id"]: line for line in map(strict_json.read_object, lines)}
    assert told[one.id]["was"] is not None
    assert (told[other.id]["was"], told[other.id]["salt"]) == (None, None)
    assert told[other.id]["commitment"]


def test_what_changed_is_told_by_table(register: Register) -> None:
    person = a_person()
    (name,) = register.save(a_name(person))
    register.save(name)
    assert bundles.changed_since(register.vault, IDENTITY, 0) == {"person_names": [name.id]}
    assert bundles.changed_since(register.vault, IDENTITY, 2) == {}
