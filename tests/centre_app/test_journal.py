"""Who did what: which lines are told, in which order, narrowed how, and what of them to whom."""

import ast
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from centre_app import acts, journal
from centre_app.casework import clock as house_clock
from centre_app.casework import nights
from centre_app.casework.nights import Mark
from centre_app.journal import Asked, Journal, note_search
from centre_app.problems import SectionShut
from centre_app.records import RECORD_TYPES, HealthBrief, MedicalVisit, Stay
from db import trace
from db.history import Entry
from tests.makers import TODAY, YESTERDAY, a_health_profile, an_admission, reopened, reopened_as, reopened_without

ROOT = Path(__file__).resolve().parents[2]
OF_THE_COMMAND_LINE = {"append", "store_true"}

MANY = 100_000
LONGEST_SECONDS = 1.0  # it takes a tenth of that; machines that test are shared


@pytest.fixture
def case(register):
    return register.save(*an_admission(), action="admit")[2]


def lines_of(register, **asked) -> list[journal.Line]:
    return Journal(register, Asked(**asked)).more()


def acts_of(register, **asked) -> list[str]:
    return [line.action for line in lines_of(register, **asked)]


# --- which, and in which order ---------------------------------------------------------------------------------


def test_lines_of_all_open_histories_stand_together_the_newest_first(register, clock, case):
    clock.move(minutes=1)
    register.save(a_health_profile(case))
    clock.move(minutes=1)
    register.save(HealthBrief(case_id=case.id, allergies="Arachide"))
    told = lines_of(register)
    assert [line.table for line in told[:2]] == ["health_briefs", "health_profiles"]
    assert {line.compartment for line in told} == {"centre", "identity", "care", "health"}
    assert [line.at for line in told] == sorted((line.at for line in told), reverse=True)


def test_a_line_says_in_which_file(register, case):
    assert {line.code for line in lines_of(register) if line.action == "admit"} == {case.code}
    assert {line.case_id for line in lines_of(register) if line.action == "admit"} == {case.id}


def test_a_roll_call_is_one_line_and_so_is_the_next(register, clock, case):
    other = an_admission(given="Awa")
    other[2] = replace(other[2], code="SEG-26-0002")
    register.save(*other)
    stays = register.find(Stay)
    for day in (1, 2):
        clock.move(hours=24)
        nights.mark_night(register, TODAY + timedelta(days=day), [Mark(stay=stay, present=True) for stay in stays])
    told = [line for line in lines_of(register) if line.action == "roll_call"]
    assert [(line.count, line.code) for line in told] == [(2, ""), (2, "")]
    assert [line.code for line in lines_of(register, case_words="1") if line.action == "roll_call"] == [case.code] * 2


def test_lines_are_read_a_page_at_a_time_and_each_once(register, case):
    register.leave_line("care", *[Entry(action="print_beds") for _ in range(2 * trace.PAGE)])
    read = Journal(register, Asked())
    pages = [read.more() for _ in range(4)]
    keys = [line.key for page in pages for line in page]
    assert [len(page) for page in pages[:2]] == [journal.PAGE, journal.PAGE]
    assert (
        len(keys)
        == len(set(keys))
        == sum(
            register.vault.ask(f"SELECT count(*) FROM {register.vault.schema_name(name)}.history")[0][0]
            for name in register.vault.compartments
        )
    )
    assert read.more() == []


def test_a_line_under_a_wrong_clock_is_marked_and_stands_where_its_number_puts_it(register, clock, case):
    clock.set(date(2019, 1, 1))
    register.save(HealthBrief(case_id=case.id, allergies="Arachide"))
    clock.set(TODAY, hour=10)
    register.save(a_health_profile(case))
    told = lines_of(register)
    assert [(line.table, line.clock_suspect) for line in told[:2]] == [
        ("health_profiles", False),
        ("health_briefs", True),
    ]
    assert told[1].at == datetime(2019, 1, 1, 9, tzinfo=UTC)


def test_a_hundred_thousand_lines_open_at_once(register, case):
    """They are put there as they are: what is measured is reading."""
    blob = bytes(32)
    with register.vault.transaction():
        register.vault.connection.executemany(
            "INSERT INTO care.history (seq, at, clock_suspect, who, action, commitment, previous, hash, signature)"
            " VALUES (?, '2026-11-21T09:00:00', 0, 'somebody', 'print_beds', ?, ?, ?, ?)",
            ((seq, blob, blob, blob, blob) for seq in range(1_000, 1_000 + MANY)),
        )
    for asked in (Asked(), Asked(case_words=case.code), Asked(kind=acts.CHANGES), Asked(who=register.who)):
        began = time.perf_counter()
        assert Journal(register, asked).more()
        assert time.perf_counter() - began < LONGEST_SECONDS


# --- narrowed --------------------------------------------------------------------------------------------------


def test_one_file_is_found_by_its_number_with_all_that_belongs_to_it(register, case):
    other = an_admission(given="Awa")
    other[2] = replace(other[2], code="SEG-26-0002")
    register.save(*other)
    assert {line.code for line in lines_of(register, case_words="seg-26-0001")} == {case.code}
    assert {line.table for line in lines_of(register, case_words="1")} == {
        "persons", "person_names", "case_files", "intakes", "stays",
    }  # fmt: skip
    assert lines_of(register, case_words="SEG-26-0099") == []


def test_a_day_is_the_day_of_this_house(register, clock, case):
    clock.move(days=1)
    register.save(HealthBrief(case_id=case.id, allergies="Arachide"))
    assert {line.at.date() for line in lines_of(register, until=TODAY)} <= {TODAY, YESTERDAY}
    assert acts_of(register, since=TODAY.replace(day=TODAY.day + 1)) == ["create"]
    assert lines_of(register, since=date(9999, 12, 31), until=date.max) == []


def test_kinds_of_act_and_people_narrow_it(register, case):
    register.note("print", case)
    assert acts_of(register, kind=acts.PAPER) == ["print"]
    assert set(acts_of(register, kind=acts.CHANGES, who=register.who)) >= {"admit"}
    assert lines_of(register, who="nobody") == []


# --- what is told to whom --------------------------------------------------------------------------------------


def test_only_the_director_and_the_auditor_read_it(register, case):
    for role in ("case_manager", "nurse", "psychologist", "social_worker", "night_guard", "data_officer"):
        register = reopened_as(register, role)
        with pytest.raises(SectionShut):
            Journal(register, Asked())
    with reopened_as(register, "auditor") as hers:
        assert lines_of(hers)


def test_the_auditor_reads_the_histories_that_her_key_opens_and_no_answer(register, case):
    brief = register.save(HealthBrief(case_id=case.id, allergies="Arachide"))[0]
    register.save(replace(brief, allergies="Pénicilline"))
    register.save(a_health_profile(case))
    with reopened_as(register, "auditor") as hers:
        told = lines_of(hers)
        assert {line.compartment for line in told} == {"centre", "care"}
        (changed, *_) = [line for line in told if line.table == "health_briefs"]
        assert (changed.action, changed.labels, changed.code) == ("save", (), case.code)


def test_questions_that_changed_are_told_to_whoever_reads_them(register, case):
    profile = register.save(a_health_profile(case, chronic="Asthme", hiv_status="negative"))[0]
    register.save(replace(profile, chronic="Aucune", hiv_status="positive"))
    brief = register.save(HealthBrief(case_id=case.id, allergies="Arachide"))[0]
    register.save(replace(brief, allergies="Pénicilline"))
    reopened_as(register, "nurse").close()  # while there is none, the director reads what a nurse does
    with reopened(register.folder) as director:
        newest = {line.table: line for line in reversed(lines_of(director)) if line.action == "save"}
        assert newest["health_briefs"].labels == (HealthBrief.questions["allergies"].label,)
        assert "HIV test" not in newest["health_profiles"].labels


def test_a_sealed_record_tells_no_question(register, case):
    with reopened_as(register, "nurse") as hers:
        visit = MedicalVisit(case_id=case.id, visit_type="other", seen_on=TODAY, confidentiality="sealed")
        visit = hers.save(visit)[0]
        hers.save(replace(visit, complaint="Fièvre"))
        with reopened_as(hers, "director", "nurse", who="second") as director:
            changed = [line for line in lines_of(director) if line.table == "medical_visits" and line.action == "save"]
            assert [line.labels for line in changed] == [()]


# --- searches --------------------------------------------------------------------------------------------------


def test_a_search_is_told_with_its_words_beside_the_names(register, case):
    note_search(register, "Kadidia")
    (line,) = lines_of(register, kind=acts.LOOKS)
    assert (line.compartment, line.words, line.who) == ("identity", "Kadidia", register.who)


def test_where_names_are_shut_a_search_is_told_without_its_words(register, case):
    with reopened_without(register, "identity") as hers:
        note_search(hers, "Kadidia")
        assert not [row for row in trace.lines(hers.vault, "centre", trace.Narrowing(actions=["search"])) if row["was"]]


# --- words -----------------------------------------------------------------------------------------------------


def test_stating_the_time_is_told(register, clock):
    house_clock.state_the_time(register, datetime(2026, 11, 22, 8, 0, tzinfo=UTC))
    assert lines_of(register)[0].action == "clock_stated"


def test_every_act_that_the_program_tells_history_has_its_words():
    told = set(acts_in_the_program())
    assert told >= {"login", "reset", "save", "view", "search", "export", "psea", "recover_with_paper", "restore"}
    assert told - acts.ACTS.keys() == set()


def test_every_kind_of_record_has_its_words():
    assert {record_type.table for record_type in RECORD_TYPES} == acts.KINDS.keys()


def acts_in_the_program() -> Iterator[str]:
    """Yield every act that is named where something is written: `action=…` of a call, and what `note` is told first."""
    for path in sorted([*(ROOT / "centre_app").rglob("*.py"), *(ROOT / "db").rglob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            target.id: value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for targets, values in [(node.targets[0], node.value)]
            for target, value in _pairs(targets, values)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                said = [word.value for word in node.keywords if word.arg == "action"]
                if isinstance(node.func, ast.Attribute) and node.func.attr == "note":
                    said += node.args[:1]
                yield from (act for one in said for act in _texts(one, named) if act not in OF_THE_COMMAND_LINE)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.Name, ast.Constant]]:
    """Yield each name with the text that it is given, `A, B = "a", "b"` among them."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for inner, given in zip(target.elts, value.elts, strict=False):
            yield from _pairs(inner, given)
    elif isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield target, value


def _texts(node: ast.expr, named: dict[str, str]) -> Iterator[str]:
    for inner in ast.walk(node) if not isinstance(node, ast.Subscript) else ():
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value:
            yield inner.value
        elif isinstance(inner, ast.Name) and inner.id in named:
            yield named[inner.id]
