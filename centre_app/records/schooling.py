"""What she learnt before, and the school she goes to now."""

from datetime import date
from decimal import Decimal

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="education_profiles", compartment=CARE)
class EducationProfile(CaseRecord):
    level_at_entry: Choice | None = ask_one("school_level", N_("Level on arrival"), required=True)
    last_school: str | None = ask(N_("Last school"))
    last_year: PartialDate | None = ask(N_("Left school in"))
    reads: bool | None = ask(N_("Can read"))
    writes: bool | None = ask(N_("Can write"))
    reason_left: str | None = ask_text(N_("Why she left school"))


@record(table="school_enrolments", compartment=CARE)
class SchoolEnrolment(CaseRecord):
    provision: Choice | None = ask_one("education_provision", N_("Kind of schooling"), required=True)
    level: Choice | None = ask_one(
        "school_level", N_("Level"), hint=N_("The class attended now, not the highest one finished.")
    )
    establishment: str | None = ask(N_("School"))
    timetable: str | None = ask(N_("Timetable"))
    status: Choice | None = ask_one("enrolment_status", N_("Attendance"), start="enrolled")
    fees_fcfa: int | None = ask_amount(N_("Fees"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
    from_on: date | None = ask(N_("Since"), required=True)
    to_on: date | None = ask(N_("Until"))
    end_reason: str | None = ask(N_("Why it ended"))


@record(table="term_results", compartment=CARE)
class TermResult(CaseRecord):
    enrolment_id: str = refer("school_enrolments", N_("Schooling"), required=True)
    term: Choice | None = ask_one("school_term", N_("Term"), required=True)
    reported_on: date | None = ask(N_("Date of the report"))
    average: Decimal | None = ask(N_("Average out of 20"))
    rank: int | None = ask(N_("Rank"))
    absences: int | None = ask(N_("Days absent"))
    note: str | None = ask_text(N_("What the teacher says"))


@record(table="school_attendances", compartment=CARE)
class SchoolAttendance(CaseRecord):
    """One month at school: on how many days it was open, and on how many she was there."""

    enrolment_id: str = refer("school_enrolments", N_("Schooling"), required=True)
    month: date | None = ask(N_("Month"), hint=N_("Any day of the month."), required=True)
    days_open: int | None = ask(N_("Days of school"), required=True)
    days_present: int | None = ask(N_("Days there"), required=True)
