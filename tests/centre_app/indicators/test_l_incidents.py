"""Chapter L on small registers that one counts by hand: at a centre, and at headquarters what came there under seal."""

import dataclasses
from datetime import UTC, date, datetime

from centre_app.dates import PartialDate
from centre_app.indicators.month import Period, by_split, count
from centre_app.questions import to_row
from centre_app.records import Centre, PersonNationality, SealedReport
from centre_app.register import AT_HEADQUARTERS
from tests.makers import a_case, a_person, a_register, an_incident, as_received

OCTOBER = Period.month_of(date(2026, 10, 9))


def happened(day, incident_type, case=None, **answers):
    return an_incident(case, occurred=PartialDate.exact(date(2026, 10, day)), incident_type=incident_type, **answers)


def test_l1_and_l3_incidents_by_type_and_place_and_violations_by_nationality(register):
    person = a_person()
    case = a_case(person)
    from_togo = PersonNationality(person_id=person.id, nationality="TG")
    some_day = an_incident(
        case,
        incident_type="extortion",
        occurred=PartialDate.in_month(2026, 10),
        place="border",
        reported_on=date(2026, 11, 2),
    )
    incidents = [
        happened(3, "fire"),
        happened(4, "threat", case, place="street"),
        happened(5, "deportation", case, place="border"),
        some_day,
        happened(6, "psea", case),
        an_incident(case, occurred=PartialDate.exact(date(2026, 9, 30)), incident_type="threat"),
    ]
    register.save(person, case, from_togo, *incidents, heed_findings=False)
    month = count(register, OCTOBER)
    types = {"fire": 1, "threat": 1, "deportation": 1, "extortion": 1}
    assert by_split(month.results["L1"].line("by_type"), "key") == types
    assert by_split(month.results["L1"].line("by_place"), "key") == {"centre": 1, "street": 1, "border": 2}
    assert month.number("L3") == 2
    assert by_split(month.results["L3"].line("violations"), "nationality") == {"cedeao": 2}


def test_l2_does_not_apply_at_a_centre(register):
    reports = count(register, OCTOBER).results["L2"].line("reports")
    assert (reports.applies, reports.number) == (False, None)


def test_l2_is_counted_at_headquarters_without_opening_the_seal(tmp_path):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="HQS") as headquarters:
        house = Centre(name="SEG", code="SEG")
        house = dataclasses.replace(house, centre_id=house.id)
        as_received(headquarters, house)
        with headquarters.vault.transaction():
            for day in (3, 4):
                entered = datetime(2026, 10, day, tzinfo=UTC)
                report = SealedReport(centre_id=house.id, sealed="age", rev=1, created_at=entered, updated_at=entered)
                headquarters.vault.upsert(report.table, [to_row(report)])
        month = count(headquarters, OCTOBER).results["L2"]
    reports, in_time = month.line("reports"), month.line("in_time")
    assert (reports.applies, reports.number) == (True, 2)
    # nothing outside the seal says when one was written
    assert (in_time.applies, in_time.number, in_time.share) == (True, None, None)
