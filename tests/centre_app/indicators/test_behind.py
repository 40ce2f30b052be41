"""The list behind a number: of what is kept for others how many lines, and nothing else of them."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.dates import PartialDate
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.look import behind, kept_behind, look, may_see_behind
from centre_app.records import CaseFile, Exploitation, Referral, TraffickingProfile
from tests.makers import an_admission, an_incident, reopened_as

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def house(register):
    """Two came in October, each out of exploitation and to one of whom harm was done."""
    for number in (1, 2):
        person, name, case, intake, stay = an_admission()
        case = replace(case, status="admitted", code=f"SEG-26-000{number}")
        stay = replace(stay, admitted_on=date(2026, 10, 3))
        harm = an_incident(
            case, incident_type="rape", occurred=PartialDate.exact(date(2026, 10, 8)), reported_on=date(2026, 10, 9)
        )
        register.save(person, name, case, intake, stay, heed_findings=False)
        register.save(
            Exploitation(case_id=case.id, form="sexual_site", is_main=True),
            TraffickingProfile(case_id=case.id, status="confirmed", status_on=date(2026, 10, 4)),
            harm,
            heed_findings=False,
        )
    return register


def seen(register) -> set[str]:
    """Return the codes of all files in all lists that this person may see."""
    month = look(register, Asked.month(OCTOBER)).month
    return {
        one.code
        for result in month.results.values()
        for line in result.lines
        if may_see_behind(register, result.indicator, line)
        for one in behind(register, line)
    }


def line_of(register, code: str, key: str):
    return look(register, Asked.month(OCTOBER)).month.results[code].line(key)


@pytest.mark.parametrize("confidentiality", ["sealed", "restricted"])
@pytest.mark.parametrize("role", ["director", "auditor", "case_manager"])
def test_of_a_file_that_is_closed_only_how_many_lines_are_told(house, clock, confidentiality, role):
    case = house.only(CaseFile, code="SEG-26-0001")
    house.save(replace(case, confidentiality=confidentiality), heed_findings=False)
    with reopened_as(house, role, who="another", clock=clock) as other:
        leads = role == "director" and confidentiality == "restricted"
        assert seen(other) - {""} == ({"SEG-26-0001", "SEG-26-0002"} if leads else {"SEG-26-0002"})
        admissions = line_of(other, "A2", "admissions")
        assert admissions.number == 2
        assert kept_behind(other, admissions) == (0 if leads else 1)


def test_a_file_that_was_opened_with_a_reason_stands_in_the_lists(house, clock):
    case = house.only(CaseFile, code="SEG-26-0001")
    house.save(replace(case, confidentiality="sealed"), heed_findings=False)
    with reopened_as(house, "director", who="another", clock=clock) as other:
        assert kept_behind(other, line_of(other, "L1", "by_type")) == 1
        other.open_with_reason(case.id)
        assert kept_behind(other, line_of(other, "L1", "by_type")) == 0


def test_a_record_that_is_sealed_by_itself_is_kept_too(house, clock):
    sent = {"direction": "outgoing", "status": "sent", "referral_type": "education", "sent_on": date(2026, 10, 9)}
    for code, confidentiality in (("SEG-26-0001", "sealed"), ("SEG-26-0002", "standard")):
        case = house.only(CaseFile, code=code)
        away = Referral(case_id=case.id, organisation_in_words="École", confidentiality=confidentiality, **sent)
        house.save(away, heed_findings=False)
    with reopened_as(house, "director", who="another", clock=clock) as other:
        line = line_of(other, "K1", "sent")
        assert ([one.code for one in behind(other, line)], kept_behind(other, line)) == (["SEG-26-0002"], 1)
        assert kept_behind(other, line_of(other, "A2", "admissions")) == 0


def test_whoever_does_not_read_the_records_sees_no_list_of_them(house, clock):
    with reopened_as(house, "auditor", who="another", clock=clock) as auditor:
        month = look(auditor, Asked.month(OCTOBER)).month
        for code, key in (("B5", month.results["B5"].lines[0].line.key), ("L1", "by_type")):
            assert not may_see_behind(auditor, month.results[code].indicator, month.results[code].line(key))
