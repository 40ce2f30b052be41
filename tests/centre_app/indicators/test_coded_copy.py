"""The analyst counts from the coded copy what the supervisor counts from the records, and reads no name and no word."""

import re
from datetime import date

import pytest

from centre_app.indicators import coded_copy
from centre_app.indicators.month import Period, count
from centre_app.indicators.report.gather import Asked, gather
from centre_app.records import Project
from tests.centre_app import two_houses
from tests.centre_app.two_houses import LAST_DAY, SECRET


@pytest.fixture(scope="module")
def houses(tmp_path_factory):
    return two_houses.founded(tmp_path_factory.mktemp("copy"))


@pytest.fixture
def both(houses):
    """Open it as its supervisor, then as its analyst: a function of a register is asked of both."""

    def ask(question):
        with houses.as_supervisor() as supervisor:
            asked = question(supervisor)
        with houses.as_analyst() as analyst:
            assert set(analyst.vault.compartments) == {"centre", "figures"}
            return asked, question(analyst)

    return ask


@pytest.mark.parametrize("month", [date(2025, 12, 1), date(2026, 2, 1)])
def test_the_analysts_report_equals_the_supervisors_cell_by_cell(both, month):
    supervisor, analyst = both(lambda register: gather(register, Asked.month(month)))
    differing = {name for name, line in supervisor.lines.items() if analyst.lines[name] != line}
    assert differing == set()
    assert analyst == supervisor
    counted = [line for line in supervisor.lines.values() if line.number]
    assert len(counted) > 40


def test_one_centre_and_one_project_are_counted_alike_too(both):
    def of_one(register):
        project = next(each for each in register.find(Project) if each.code == "F-KAY")
        return [
            gather(register, Asked.month(date(2026, 2, 1), centre_ids=[project.centre_id], project_id=project_id))
            for project_id in (None, project.id)
        ]

    supervisor, analyst = both(of_one)
    assert analyst == supervisor
    of_the_house, of_the_project = (each.lines["A2.admissions"].number for each in supervisor)
    assert of_the_house > of_the_project == 1


def test_since_a_beginning_they_count_alike(both):
    period = Period(first=date(2026, 1, 1), last=LAST_DAY, since=date(2025, 11, 15))

    def numbers(register):
        month = count(register, period)
        return {(code, one.line.key): one.number for code, result in month.results.items() for one in result.lines}

    supervisor, analyst = both(numbers)
    assert analyst == supervisor


def test_no_name_and_no_word_stands_in_the_copy(both):
    def texts(register):
        return {
            str(value)
            for table in ("facts", "people", "copied")
            for row in register.vault.ask(f"SELECT * FROM figures.{table}")
            for value in row
        }

    found, _ = both(texts)
    is_coded = re.compile(
        r"[0-9a-f-]{36}|[0-9a-f]{64}|\d{4}-\d\d-\d\d|-?\d+(\.\d+)?|[a-z0-9_ ]+|[A-Z]{2}|None|\[[^ ]*\]"
    )
    of_staff = re.compile(r"(SEG|KAY)-[0-9a-f]{6}")
    assert not {text for text in found if not is_coded.fullmatch(text) and not of_staff.fullmatch(text)}
    assert not {text for text in found if SECRET in text or "Famille" in text or "Prénom" in text}


def test_what_was_not_changed_is_not_copied_again(both):
    def again(register):
        return coded_copy.renew(register, register.centres)

    assert both(again) == ([], [])
