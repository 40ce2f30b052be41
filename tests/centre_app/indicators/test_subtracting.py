"""Two sheets for a donor, one taken away from the other: no number under five comes out."""

from dataclasses import replace
from datetime import date
from itertools import count as numbers_from

import pytest

from centre_app.dates import Birth, months_after
from centre_app.indicators.freezing import close_month
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.gather import Asked, NoSuchYear, ends_of
from centre_app.indicators.report.look import look
from centre_app.indicators.report.numbers import BESIDES, SMALL
from centre_app.indicators.report.subtracting import NoPeriodForASheet, NotOfAllHouses
from centre_app.indicators.report.whole import report_of
from centre_app.records import CaseProject, Centre, PsychosocialSession, Referral
from centre_app.register import AT_HEADQUARTERS
from tests.makers import a_case, a_person, a_project, a_register, a_stay, as_received

JULY = date(2026, 7, 1)


@pytest.fixture
def served(register):
    """Let some begin psychosocial care, and be sent on, in each month; a project pays for all of them."""
    (project,) = register.save(a_project(from_on=date(2026, 1, 1)))
    code = numbers_from(1)

    def serve(by_month: dict[int, int]) -> str:
        for month, how_many in by_month.items():
            day = date(2026, month, 5)
            for _ in range(how_many):
                person = a_person(birth=Birth.exact(date(2012, 1, 3)))
                case = a_case(person, code=f"SEG-26-{next(code):04}", opened_on=day)
                register.save(
                    person,
                    case,
                    a_stay(case, admitted_on=day),
                    CaseProject(case_id=case.id, project_id=project.id, from_on=date(2026, 1, 1)),
                    PsychosocialSession(case_id=case.id, held_on=day, session_type="individual"),
                    Referral(case_id=case.id, direction="outgoing", status="sent", referral_type="education",
                             organisation_in_words="x", sent_on=day),
                    heed_findings=False,
                )  # fmt: skip
        return project.id

    return serve


def told(register, project: str, first: date, months: int, *, sheet: str = "ecpat", where: str = "E1.N"):
    last = ends_of(months_after(first, months - 1))[1]
    report = report_of(register, Asked(first=first, last=last, project_id=project), preset=PRESETS[sheet])
    return report.numbers.lines[where].number


@pytest.mark.parametrize(
    ("months", "quarter"),
    [
        ({7: 8, 8: 2, 9: 7}, BESIDES),  # 17 − 8 − 7
        ({7: 8, 8: 1, 9: 1}, BESIDES),  # 10 − 8 is one and one
        ({7: 8, 8: 1, 9: 2}, 11),
        ({7: 8, 8: 6, 9: 7}, 21),
    ],
)
def test_a_quarter_tells_no_month(register, served, months, quarter):
    project = served(months)
    by_month = [told(register, project, date(2026, month, 1), 1) for month in months]
    assert by_month == [SMALL if number < 5 else number for number in months.values()]
    assert told(register, project, JULY, 3) == quarter
    assert told(register, project, JULY, 3, sheet="kafamuya", where="K1.sent") == quarter


def test_a_year_tells_no_quarter_and_no_month(register, served):
    project = served({1: 6, 7: 8, 8: 2, 9: 7})
    assert told(register, project, date(2026, 1, 1), 12) == BESIDES
    served({10: 3})  # now two months are hidden, and each may have been the other's
    assert told(register, project, date(2026, 1, 1), 12) == 26
    assert told(register, project, JULY, 3) == BESIDES


def test_what_there_is_since_the_beginning_tells_no_first_time(register, served):
    project = served({9: 9, 10: 2})
    assert told(register, project, date(2026, 9, 1), 1, where="E1.C") == 9
    assert told(register, project, date(2026, 10, 1), 1, where="E1.N") == SMALL
    assert told(register, project, date(2026, 10, 1), 1, where="E1.C") == BESIDES


def test_tables_stand_in_the_sheet_of_a_quarter_alone(register, served):
    project = served({7: 8})
    for months, has_table in ((1, False), (3, True)):
        asked = Asked(first=JULY, last=ends_of(months_after(JULY, months - 1))[1], project_id=project)
        lines = report_of(register, asked, preset=PRESETS["ecpat"]).numbers.lines
        assert bool(lines["E1.S"].cross) is has_table
        assert lines["E1.S"].number == 8


@pytest.mark.parametrize("days", [(JULY, date(2026, 7, 30)), (JULY, date(2026, 8, 31)), (date(2026, 8, 1), date(2026, 10, 31))])  # fmt: skip
def test_a_sheet_of_other_days_is_not_made(register, days):
    with pytest.raises(NoPeriodForASheet):
        report_of(register, Asked(first=days[0], last=days[1]), preset=PRESETS["ecpat"])


def test_a_sheet_of_some_houses_is_not_made(tmp_path, clock):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as register:
        for code in ("KOR", "MOP"):
            as_received(register, Centre(id=f"0197-{code}", centre_id=f"0197-{code}", name=code, code=code))
        whole = Asked.month(JULY)
        assert report_of(register, whole, preset=PRESETS["ecpat"]).preset is not None
        with pytest.raises(NotOfAllHouses):
            report_of(register, replace(whole, centre_ids=("0197-KOR",)), preset=PRESETS["ecpat"])


@pytest.mark.parametrize("month", [date(1, 1, 1), date(1799, 5, 1), date(9999, 12, 1)])
def test_a_year_in_which_nothing_can_be_is_said_in_words(register, month):
    for act in (lambda: look(register, Asked.month(month)), lambda: close_month(register, month)):
        with pytest.raises(NoSuchYear):
            act()
