"""Closing a month: it must add up, it stands as it was, later entries are told in the next report, nobody is named."""

import json
from dataclasses import replace
from datetime import date

import pytest

from centre_app.dates import Birth
from centre_app.indicators.freezing import NumbersUnreadable, close_month, closed_numbers, restatements, versions
from centre_app.indicators.report.gather import Asked, gather
from centre_app.indicators.report.look import look
from centre_app.indicators.report.numbers import as_json, from_json
from centre_app.indicators.report.whole import report_of
from centre_app.journal import Asked as AskedOfJournal
from centre_app.journal import Journal
from centre_app.problems import NotSaved, ReadOnlyForYou, SectionShut
from centre_app.records import CaseFile, MedicalVisit, MonthReport, Stay
from tests.makers import a_case, a_name, a_person, a_stay, an_exit, reopened_as

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)


def came(register, given: str, code: str, on: date, **of_the_stay: object) -> Stay:
    person = a_person(birth=Birth.exact(date(2004, 5, 1)))
    case = a_case(person, opened_on=on, code=code)
    stay = a_stay(case, admitted_on=on, **of_the_stay)
    register.save(person, a_name(person, "Sangaré", given), case, stay, heed_findings=False)
    return stay


@pytest.fixture
def house(register):
    """Two were here before October; one left in it, with her exit."""
    came(register, "Kadidia", "SEG-26-0001", date(2026, 8, 2))
    left = came(register, "Ami", "SEG-26-0002", date(2026, 9, 30), ended_on=date(2026, 10, 9))
    register.save(an_exit(left, left_on=date(2026, 10, 9)), heed_findings=False)
    return register


def why_not(register, month: date, **given: str) -> list[tuple[str, str]]:
    with pytest.raises(NotSaved) as refused:
        close_month(register, month, **given)
    return [(finding.rule, finding.question) for finding in refused.value.findings]


def test_a_closed_month_stands_as_it_was_counted(house):
    report = close_month(house, OCTOBER, in_words="Un mois calme.")
    came(house, "Binta", "SEG-26-0003", date(2026, 10, 20))
    numbers = closed_numbers(versions(house, OCTOBER)[0])
    assert (report.version, report.closed_by) == (1, house.who)
    assert [numbers.lines[f"{code}.{key}"].number for code, key in (("A1", "present"), ("A5", "present"))] == [2, 1]
    assert gather(house, Asked.month(OCTOBER)).lines["A2.admissions"].number == 1


def test_v28_a_month_that_does_not_add_up_stays_open_and_the_files_are_named(house):
    came(house, "Nana", "SEG-26-0007", date(2026, 10, 3), ended_on=date(2026, 10, 8))  # and nobody wrote the exit
    with pytest.raises(NotSaved) as refused:
        close_month(house, OCTOBER)
    said = [finding for finding in refused.value.findings if finding.rule == "V28"]
    assert len(said) == 2
    assert said[-1].parts["codes"] == "SEG-26-0007"
    assert versions(house, OCTOBER) == []


def test_two_slips_that_make_the_sum_right_again_are_found_all_the_same(house):
    came(house, "Nana", "SEG-26-0007", date(2026, 10, 3), ended_on=date(2026, 10, 8))
    here = came(house, "Awa", "SEG-26-0008", date(2026, 9, 3))
    house.save(an_exit(here, left_on=date(2026, 10, 8)), heed_findings=False)  # of a stay that goes on
    assert why_not(house, OCTOBER) == [("V28", "numbers")]


def test_a_month_is_closed_once_it_is_over(house):
    assert why_not(house, NOVEMBER) == [("", "month")]


def test_closing_anew_needs_a_reason_and_keeps_both_versions(house):
    close_month(house, OCTOBER)
    assert why_not(house, OCTOBER) == [("", "reopened_because")]
    second = close_month(house, OCTOBER, reason="Une arrivée écrite en retard")
    assert [report.version for report in versions(house, OCTOBER)] == [1, 2]
    assert second.reopened_because == "Une arrivée écrite en retard"


def test_a_closed_month_is_not_changed(house):
    report = close_month(house, OCTOBER)
    with pytest.raises(NotSaved):
        house.save(replace(report, in_words="Autre chose"))


@pytest.mark.parametrize("words", ["Kadidia Sangaré va mieux.", "Sangare  KADIDIA va mieux", "Appelez le 76 12 34 56."])
def test_v27_the_directors_words_name_nobody(house, words):
    assert why_not(house, OCTOBER, in_words=words) == [("V27", "in_words")]


def test_v27_nor_does_the_reason_for_counting_anew(house):
    close_month(house, OCTOBER)
    assert why_not(house, OCTOBER, reason="Kadidia Sangaré était là.") == [("V27", "reopened_because")]


def test_the_directors_words_are_1500_characters_at_most(house):
    assert why_not(house, OCTOBER, in_words="a" * 1_501) == [("", "in_words")]
    assert close_month(house, OCTOBER, in_words="a" * 1_500).version == 1


def test_what_was_written_late_is_told_in_the_next_report_and_only_there(house, clock):
    close_month(house, SEPTEMBER)
    clock.move(hours=1)
    late = came(house, "Binta", "SEG-26-0003", date(2026, 9, 20))
    october = close_month(house, OCTOBER)
    told = {(change["line"], change["old"], change["new"]) for change in closed_numbers(october).restated}
    assert ("A2.admissions", 1, 2) in told
    assert ("A5.present", 2, 3) in told
    assert restatements(house, NOVEMBER) == ()
    assert late.ended_on is None


def test_numbers_that_were_written_read_back_as_they_were(house):
    numbers = gather(house, Asked.month(OCTOBER))
    assert from_json(as_json(numbers)) == numbers


def test_the_months_before_are_told_as_their_own_reports_tell_them(house):
    told = gather(house, Asked.month(OCTOBER)).trend
    months = [date(2026, month, 1) for month in range(5, 11)]
    own = [gather(house, Asked.month(month)).lines for month in months]
    assert [month["month"] for month in told] == [month.isoformat() for month in months]
    for code, key in (("A2", "admissions"), ("A4", "exits"), ("A5", "present")):
        assert [month[code] for month in told] == [lines[f"{code}.{key}"].number for lines in own]
    assert [month["A5"] for month in told] == [0, 0, 0, 1, 2, 1]


def test_only_who_leads_the_house_closes_its_months(house, clock):
    nurse = reopened_as(house, "nurse", clock=clock)
    with nurse, pytest.raises((ReadOnlyForYou, SectionShut)):
        close_month(nurse, OCTOBER)


def test_history_tells_that_a_month_was_closed(house):
    close_month(house, OCTOBER)
    lines = Journal(house, AskedOfJournal()).more(30)
    assert any(line.action == "close_month" for line in lines)
    assert house.find(MonthReport)[0].closed_at is not None


def test_a_closed_month_is_not_taken_back(house):
    report = close_month(house, OCTOBER)
    with pytest.raises(NotSaved):
        house.void(report, reason="Pour la cacher")
    assert versions(house, OCTOBER) == [report]


def test_a_month_that_an_earlier_program_let_take_back_is_a_version_all_the_same(house):
    first = close_month(house, OCTOBER)
    gone = replace(first, voided_at=house.now, voided_by=house.who, void_reason="Pour la cacher")
    house.save(gone, heed_findings=False)
    assert versions(house, OCTOBER) == []
    assert why_not(house, OCTOBER) == [("", "reopened_because")]
    assert close_month(house, OCTOBER, reason="Une arrivée écrite en retard").version == 2


def test_few_of_hiv_are_frozen_hidden(house):
    case = house.only(CaseFile, code="SEG-26-0001")
    tested = {"tests_offered": frozenset({"hiv"}), "tests_accepted": frozenset({"hiv"})}
    house.save(MedicalVisit(case_id=case.id, seen_on=date(2026, 10, 9), **tested), heed_findings=False)
    assert gather(house, Asked.month(OCTOBER)).lines["D7.hiv_offered"].number == 1
    lines = json.loads(close_month(house, OCTOBER).numbers)["lines"]
    assert lines["D7.hiv_offered"] == {"number": "<5"}
    assert "cross" not in lines["D7.hiv_accepted"]
    assert closed_numbers(versions(house, OCTOBER)[0]).lines["D7.hiv_offered"].number == "<5"


@pytest.mark.parametrize("text", ["{}", "zzz", None])
def test_a_closed_month_that_cannot_be_read_says_so_and_stops_no_other(house, text):
    report = close_month(house, SEPTEMBER)
    bad = MonthReport(month=SEPTEMBER, version=2, numbers=text, closed_at=house.now, reopened_because="x")
    house.save(bad, heed_findings=False)
    looked = look(house, Asked.month(SEPTEMBER))
    assert looked.is_unreadable
    assert looked.numbers.lines["A1.present"].number == 1
    with pytest.raises(NumbersUnreadable):
        report_of(house, Asked.month(SEPTEMBER))
    assert report_of(house, Asked.month(SEPTEMBER), version=report).numbers.lines["A1.present"].number == 1
    assert close_month(house, OCTOBER).version == 1
    assert close_month(house, SEPTEMBER, reason="Illisible").version == 3
    assert not look(house, Asked.month(SEPTEMBER)).is_unreadable
