"""Headquarters' report over centres, months and a project: one person is one, wherever she was."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.dates import Birth
from centre_app.documents.monthly_report import report_pdf
from centre_app.indicators.freezing import close_month
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.whole import report_of
from centre_app.language import Language
from centre_app.records import CaseProject, Centre, MonthReport, Project
from centre_app.register import AT_HEADQUARTERS
from tests.makers import a_case, a_person, a_register, a_stay, a_training, as_received

KORO, MOPTI = "0197-koro", "0197-mopti"
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def headquarters(tmp_path, clock):
    """Two centres: one woman was in both this autumn, another in Mopti alone, paid for by a project since October."""
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as register:
        for centre, name, region in ((KORO, "Koro", "ml-r-bandiagara"), (MOPTI, "Mopti", "ml-r-mopti")):
            house = Centre(id=centre, centre_id=centre, name=name, code=name[:3].upper(), region=region)
            as_received(register, house)
        moved, stayed = (a_person(birth=Birth.exact(date(2003, month, 1))) for month in (1, 2))
        in_koro = a_case(moved, id="case-1", centre_id=KORO, code="KOR-26-0001", opened_on=date(2026, 9, 2))
        in_mopti = a_case(moved, id="case-2", centre_id=MOPTI, code="MOP-26-0001", opened_on=date(2026, 10, 9))
        alone = a_case(stayed, id="case-3", centre_id=MOPTI, code="MOP-26-0002", opened_on=date(2026, 9, 2))
        unicef = Project(id="unicef", donor="UNICEF", code="UNI-7", from_on=OCTOBER)
        records = [
            replace(moved, centre_id=KORO),
            replace(stayed, centre_id=MOPTI),
            in_koro,
            in_mopti,
            alone,
            *(
                a_stay(case, centre_id=case.centre_id, admitted_on=case.opened_on, ended_on=ended)
                for case, ended in ((in_koro, date(2026, 10, 9)), (in_mopti, None), (alone, None))
            ),
            *(
                a_training(case, centre_id=case.centre_id, from_on=case.opened_on)
                for case in (in_koro, in_mopti, alone)
            ),
            unicef,
            CaseProject(case_id=alone.id, centre_id=MOPTI, project_id=unicef.id, from_on=OCTOBER),
        ]
        as_received(register, *(replace(each, centre_id=each.centre_id or register.centre_id) for each in records))
        yield register


def number(register, asked: Asked, where: str):
    return report_of(register, asked).numbers.lines[where].number


def test_somebody_who_was_in_two_centres_is_one_person(headquarters):
    report = report_of(headquarters, Asked.month(OCTOBER))
    trained = report.numbers.lines["G1.S"]
    assert trained.number == 2
    assert trained.splits["centre"] == {MOPTI: 2, KORO: 1}
    assert trained.splits["region"] == {"ml-r-mopti": 2, "ml-r-bandiagara": 1}
    assert trained.cross["total"]["total"] == 2


def test_centres_are_counted_alone_where_they_are_named(headquarters):
    assert number(headquarters, Asked.month(OCTOBER, centre_ids=(KORO,)), "G1.S") == 1
    assert number(headquarters, Asked.month(OCTOBER), "A5.present") == 2


def test_months_together_are_counted_from_the_files_and_not_added_up(headquarters):
    quarter = Asked(first=date(2026, 9, 1), last=date(2026, 11, 30))
    assert number(headquarters, quarter, "G1.S") == 2
    assert number(headquarters, quarter, "A2.admissions") == 3


def test_a_project_counts_whom_it_pays_for_since_it_began(headquarters):
    asked = Asked.month(OCTOBER, project_id="unicef")
    report = report_of(headquarters, asked)
    assert report.numbers.lines["G1.S"].number == 1
    assert report.numbers.since == "2026-10-01"
    assert report.numbers.lines["G1.N"].number == 1  # the project began with her


def test_one_centres_closed_month_is_told_as_it_was_closed(headquarters, tmp_path, clock):
    with a_register(tmp_path, code="KOR", clock=clock) as centre:
        closed = close_month(centre, OCTOBER)
    as_received(headquarters, replace(closed, centre_id=KORO))
    report = report_of(headquarters, Asked.month(OCTOBER, centre_ids=(KORO,)))
    assert report.closed is not None
    assert report.numbers.lines["A1.present"].number == 0  # as that register told, not as the files here do
    both = report_of(headquarters, Asked.month(OCTOBER))
    assert both.closed is None
    assert [one.centre_id for one in both.source.closed] == [KORO]


def test_the_consolidated_report_and_a_donors_sheet_are_written(headquarters):
    for preset in (None, PRESETS["kafamuya"]):
        report = report_of(headquarters, Asked.month(OCTOBER), preset=preset)
        assert report_pdf(headquarters, report, Language.of("fr")).startswith(b"%PDF")
    assert headquarters.find(MonthReport) == []
