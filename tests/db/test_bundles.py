"""SQLite writes the lines of a bundle: they must be the very bytes that strict JSON has for the same row."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app.questions import IDENTITY
from centre_app.records import PersonName, Project
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
    _, person_name = register.save(person, a_name(person))
    (stored,) = register.vault.ask("SELECT * FROM identity.history")
    in_hex = {name: value.hex() if isinstance(value, bytes) else value for name, value in dict(stored).items()}
    written = history_as_lines(register.vault, IDENTITY, 0, kept=(), leaving=[person_name.id], unchanged=())
    assert written == [as_written(in_hex, history=IDENTITY)]


def test_old_values_stay_here_of_records_that_do_not_leave_whole(register: Register) -> None:
    person = a_person()
    one, other = register.save(a_name(person), a_name(person))
    told = told_of_names(register, leaving=[one.id])
    assert told[one.id, 1]["was"] is not None
    assert (told[other.id, 1]["was"], told[other.id, 1]["salt"], told[other.id, 1]["row_salt"]) == (None, None, None)
    assert told[other.id, 1]["commitment"]


def test_a_row_from_which_nothing_is_left_out_leaves_with_the_salt_it_is_proved_by_and_no_earlier_one(
    register: Register,
) -> None:
    person = a_person()
    (name,) = register.save(a_name(person, middle="Awa"))
    register.save(replace(name, middle=None))
    left_out: Any = {"blank": ["middle"], "listed": {"name_type": ["usual"]}}
    unchanged = bundles.with_nothing_left_out(register.vault, "person_names", [name.id], **left_out)
    assert unchanged == [f"{name.id} 2"]
    told = told_of_names(register, unchanged=unchanged)
    assert [told[name.id, rev]["row_salt"] is None for rev in (1, 2)] == [True, False]
    assert [told[name.id, rev]["was"] for rev in (1, 2)] == [None, None]
    left_out["listed"] = {"name_type": ["birth"]}
    assert bundles.with_nothing_left_out(register.vault, "person_names", [name.id], **left_out) == []


def test_why_something_was_taken_back_leaves_in_no_old_value(register: Register) -> None:
    (name,) = register.save(a_name(a_person()))
    register.void(name, reason="it was of Fanta")
    (void,) = register.find(PersonName, id=name.id, with_void=True)
    register.save(replace(void, voided_at=None, voided_by=None, void_reason=None))
    told = told_of_names(register, leaving=[name.id])
    assert [told[name.id, rev]["was"] is None for rev in (1, 2, 3)] == [False, False, True]


def told_of_names(register: Register, leaving: Iterable[str] = (), unchanged: Iterable[str] = ()) -> dict[Any, Any]:
    """Return the lines of history as they leave, by record and revision."""
    lines = history_as_lines(register.vault, IDENTITY, 0, kept=(), leaving=leaving, unchanged=unchanged)
    return {(line["record_id"], line["rev"]): line for line in map(strict_json.read_object, lines)}


def test_what_changed_is_told_by_table(register: Register) -> None:
    person = a_person()
    (name,) = register.save(a_name(person))
    register.save(name)
    assert bundles.changed_since(register.vault, IDENTITY, 0) == {"person_names": [name.id]}
    assert bundles.changed_since(register.vault, IDENTITY, 2) == {}
