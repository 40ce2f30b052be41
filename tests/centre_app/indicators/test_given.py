"""Sheets given to a donor one after another: whoever takes one from the other learns of no group under five."""

from datetime import date, timedelta
from itertools import combinations, permutations

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from centre_app.dates import months_after
from centre_app.documents.monthly_report import print_report
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.gather import Asked, ends_of
from centre_app.indicators.report.given import Given, OfOtherProjects, SheetGivenMeanwhile, beside_given, may_follow
from centre_app.indicators.report.numbers import BESIDES, SMALL, LineNumbers, Numbers
from centre_app.indicators.report.telling import Known, tells_of_few
from centre_app.indicators.report.whole import hand_out, report_of
from centre_app.indicators.report.workbook import give_workbook
from centre_app.language import Language
from centre_app.problems import ReadOnlyForYou
from centre_app.records import DonorSheet
from tests.centre_app.indicators.test_subtracting import JULY, served  # noqa: F401  a fixture
from tests.makers import a_project, reopened_as

YEAR = 2026
LENGTHS = (1, 3)


def asked_for(project: str | None, first: date, months: int = 1) -> Asked:
    return Asked(first=first, last=ends_of(months_after(first, months - 1))[1], project_id=project)


def given_to(register, project, first, months=1, *, sheet="ecpat"):
    """Give a sheet, and return its lines."""
    report = report_of(register, asked_for(project, first, months), preset=PRESETS[sheet])
    hand_out(register, report)
    return report.numbers.lines


# --- the same sheet again ------------------------------------------------------------------------------------------


def test_a_few_who_were_written_late_do_not_come_out_of_the_same_sheet_made_again(register, served, clock):  # noqa: F811
    project = served({7: 8})
    assert given_to(register, project, JULY)["E1.N"].number == 8
    served({7: 2})
    again = report_of(register, asked_for(project, JULY), preset=PRESETS["ecpat"])
    assert (again.numbers.lines["E1.N"].number, again.held["E1.N"]) == (8, register.today)
    served({7: 4})  # six more than were told: that may be said
    again = report_of(register, asked_for(project, JULY), preset=PRESETS["ecpat"])
    assert again.numbers.lines["E1.N"].number == 14
    assert "E1.N" not in again.held


def test_what_was_hidden_stays_hidden_until_it_cannot_be_had_by_subtraction(register, served):  # noqa: F811
    project = served({7: 3})
    assert given_to(register, project, JULY)["E1.N"].number == SMALL
    served({7: 3})
    assert given_to(register, project, JULY)["E1.N"].number == SMALL  # six: two to five of them are new
    served({7: 3})
    assert given_to(register, project, JULY)["E1.N"].number == 9


def test_a_quarter_beside_a_month_that_was_given_before_more_were_written(register, served):  # noqa: F811
    """17 less the 8 and 6 told leaves 3, of whom the September sheet will say "< 5"; once all are told, two came late."""
    project = served({7: 8, 8: 6, 9: 3})
    for month in (JULY, date(2026, 8, 1)):
        given_to(register, project, month)
    assert given_to(register, project, JULY, 3)["E1.N"].number == BESIDES
    served({9: 4})
    given_to(register, project, date(2026, 9, 1))
    served({7: 2})
    quarter = report_of(register, asked_for(project, JULY, 3), preset=PRESETS["ecpat"])
    assert quarter.numbers.lines["E1.N"].number == BESIDES


def test_what_there_is_since_the_beginning_beside_a_sheet_given_before_more_were_written(register, served):  # noqa: F811
    project = served({9: 9})
    assert given_to(register, project, date(2026, 9, 1))["E1.C"].number == 9
    served({9: 2, 10: 6})
    october = given_to(register, project, date(2026, 10, 1))
    assert (october["E1.N"].number, october["E1.C"].number) == (6, BESIDES)  # 17 − 9 − 6


def test_tables_of_a_quarter_stand_as_they_were_where_one_cell_changed_by_a_few(register, served):  # noqa: F811
    project = served({7: 8})
    before = given_to(register, project, JULY, 3)["E1.S"]
    assert before.cross
    served({8: 3, 9: 3})  # six in all, the cell of 12 to 14 years with them: it may be told
    assert given_to(register, project, JULY, 3)["E1.S"].cross["female"]["12_14"] == 14


# --- other sheets ----------------------------------------------------------------------------------------------------


def test_one_project_is_not_given_beside_all_of_them(register, served):  # noqa: F811
    project = served({7: 8})
    given_to(register, None, JULY)
    for days in ((JULY, 1), (JULY, 3)):
        with pytest.raises(OfOtherProjects):
            report_of(register, asked_for(project, *days), preset=PRESETS["ecpat"])
    assert report_of(register, asked_for(project, date(2026, 8, 1)), preset=PRESETS["ecpat"]).numbers
    assert report_of(register, asked_for(project, JULY), preset=PRESETS["accel"]).numbers  # another donor


def test_two_projects_are_two_sheets(register, served):  # noqa: F811
    project = served({7: 8})
    (other,) = register.save(a_project(code="UNI-8"))
    given_to(register, project, JULY)
    assert given_to(register, other.id, JULY)["E1.N"].number == 0


# --- remembering -------------------------------------------------------------------------------------------------------


def test_paper_and_spreadsheet_of_one_sheet_are_remembered_once_with_what_they_show(register, served):  # noqa: F811
    project = served({7: 8, 8: 2})
    report = report_of(register, asked_for(project, JULY), preset=PRESETS["ecpat"])
    print_report(register, report, Language.of("fr"))
    again = report_of(register, asked_for(project, JULY), preset=PRESETS["ecpat"])
    give_workbook(register, again, Language.of("fr"))
    (kept,) = register.find(DonorSheet)
    assert (kept.sheet, kept.project_id, kept.from_on, kept.to_on) == ("ecpat", project, JULY, date(2026, 7, 31))
    assert [one.sheet.id for one in again.given] == [kept.id]
    given_to(register, project, date(2026, 8, 1))
    assert '"E1.N": {"number": "<5"' in register.find(DonorSheet)[-1].numbers  # what was hidden is nowhere in it


def test_a_sheet_counted_before_another_one_was_given_is_not_handed_out(register, served):  # noqa: F811
    project = served({7: 8})
    counted = report_of(register, asked_for(project, JULY, 3), preset=PRESETS["ecpat"])
    given_to(register, project, JULY)
    with pytest.raises(SheetGivenMeanwhile):
        print_report(register, counted, Language.of("fr"))


def test_who_may_give_nothing_to_others_gives_no_sheet(register, served):  # noqa: F811
    served({7: 8})
    with reopened_as(register, "auditor") as theirs:
        report = report_of(theirs, asked_for(None, JULY), preset=PRESETS["kafamuya"])
        with pytest.raises(ReadOnlyForYou):
            hand_out(theirs, report)


# --- what sums tell --------------------------------------------------------------------------------------------------


def month_of(month: int, number: float) -> Known:
    first, last = ends_of(date(YEAR, month, 1))
    return Known(address="E1.N", first=first.isoformat(), last=last.isoformat(), number=number)


def test_what_can_be_calculated_is_calculated():
    quarter = Known(address="E1.N", first="2026-07-01", last="2026-09-30", number=17)
    assert tells_of_few(quarter, [month_of(7, 8), month_of(9, 7)])  # two in August
    assert not tells_of_few(quarter, [month_of(7, 8)])
    assert tells_of_few(quarter, [month_of(7, 8), month_of(8, 6), month_of(9, 5)])  # two came less
    assert not tells_of_few(quarter, [month_of(7, 5), month_of(8, 5), month_of(9, 7)])
    until = [Known(address="E1.C", first="", last=last, number=number) for last, number in (("2026-08-31", 20), ("2026-09-30", 23))]  # fmt: skip
    assert tells_of_few(until[1], until[:1])


@pytest.mark.parametrize(
    ("before", "now", "may"),
    [(8, 8, True), (8, 10, False), (8, 13, True), (8, SMALL, False), (9, SMALL, True), (0, SMALL, False), (SMALL, 0, False),
     (SMALL, 8, False), (SMALL, 9, True), (BESIDES, 20, False), (20, BESIDES, False), (SMALL, SMALL, True), (None, 3, True)],
)  # fmt: skip
def test_a_number_follows_another_where_the_change_tells_of_no_few(before, now, may):
    assert may_follow(before, now) is may


def as_sheet(first: date, months: int, people: dict[int, int]) -> Numbers:
    """Return what a sheet would show of first times alone, small ones hidden."""
    last = ends_of(months_after(first, months - 1))[1]
    new = sum(number for month, number in people.items() if first.month <= month <= last.month)
    ever = sum(number for month, number in people.items() if month <= last.month)
    lines = {where: LineNumbers(number=SMALL if 0 < number < 5 else number) for where, number in (("E1.N", new), ("E1.C", ever))}  # fmt: skip
    return Numbers(
        definitions="", first=first.isoformat(), last=last.isoformat(), since="2026-01-01", centres=(), lines=lines
    )


def months_in(numbers: Numbers, where: str) -> frozenset[int]:
    first = 1 if where == "E1.C" else int(numbers.first[5:7])
    return frozenset(range(first, int(numbers.last[5:7]) + 1))


def single_or_quarter(months: frozenset[int]) -> bool:
    return len(months) == 1 or (len(months) == 3 and min(months) % 3 == 1 and max(months) - min(months) == 2)


PEOPLE = st.dictionaries(st.integers(1, 6), st.integers(0, 14))
SHEETS = st.sampled_from(
    [(date(YEAR, month, 1), 1) for month in range(1, 7)] + [(date(YEAR, month, 1), 3) for month in (1, 4)]
)


@settings(max_examples=150, deadline=None)
@drawn(people=PEOPLE, late=PEOPLE, first=SHEETS, second=SHEETS)
def test_two_sheets_tell_of_nobody_by_subtraction(people, late, first, second):
    """All that two sheets show is taken from each other in every way: no month, no quarter and no change is 1 to 4."""
    before, _ = beside_given(as_sheet(*first, people), [])
    today = {month: people.get(month, 0) + late.get(month, 0) for month in range(1, 7)}
    sheet = DonorSheet(sheet="ecpat", from_on=first[0], to_on=first[0] + timedelta(days=30))
    after, _ = beside_given(as_sheet(*second, today), [Given(sheet=sheet, numbers=before)])
    shown = [(months_in(one, where), line.number) for one in (before, after) for where, line in one.lines.items()]
    shown = [(months, number) for months, number in shown if isinstance(number, int)]
    for (months, number), (others, other) in combinations(shown, 2):
        is_nested = months <= others or others <= months
        if months == others or (is_nested and single_or_quarter(months ^ others)):
            assert abs(number - other) not in (1, 2, 3, 4), (shown, today)
    for (months, number), (others, other), (third, another) in permutations(shown, 3) if not any(late.values()) else ():
        if months | others == third and not months & others:
            assert abs(another - number - other) not in (1, 2, 3, 4), (shown, today)
