"""Chapter M on a small register that one counts by hand."""

from datetime import UTC, date, datetime

from centre_app.exchange.withheld import withheld_of
from centre_app.indicators.month import Period, by_split, count
from centre_app.questions import CARE, HEALTH, PROTECTION, Reference
from centre_app.records import RECORD_TYPES, Backup, Bundle, CaseFile, CorrectionAnswer, Person
from centre_app.records.base import CaseRecord
from db.facts.data import REQUIRED
from tests.makers import a_case, a_follow_up, a_name, a_person, a_stay, an_intake

NOVEMBER = Period.month_of(date(2026, 11, 1))
BY_ITSELF = {
    "exported_cases",
    "retention_events",
    "retention_holds",
    "printed_copies",
    "presence_nights",
    "doses",
    "bed_assignments",
}  # or ticked off daily


def test_m1_asks_of_files_what_their_declarations_require():
    declared = {
        f"{kind.compartment}.{kind.table}": asked
        for kind in RECORD_TYPES
        if kind.compartment in (CARE, HEALTH, PROTECTION)
        and (issubclass(kind, CaseRecord) or kind in (CaseFile, Person))
        and kind.table not in BY_ITSELF
        and (
            asked := tuple(
                name
                for name, question in kind.questions.items()
                if question.required
                and not isinstance(question.kind, Reference)
                and name not in withheld_of(kind).words
            )
        )
    }
    assert declared == REQUIRED


def test_m1_an_answer_or_a_reason_for_none_fills_what_is_required(register):
    """An open file: sex, three of the file, two of three of the first contact and a reason, one of two of the stay."""
    person = a_person()
    case = a_case(person)
    intake = an_intake(case, source=None, missing={"source": "unknown"})
    stay = a_stay(case, admission_type=None)
    closed_person = a_person()
    closed = a_case(closed_person, status="closed", closed_on=date(2026, 10, 1), code=None)
    register.save(person, case, intake, stay, closed_person, closed, heed_findings=False)
    month = count(register, NOVEMBER).results["M1"]
    assert (month.line("given").number, month.line("required").number) == (8, 9)
    assert month.line("given").share == 8 / 9


def test_m2_half_of_the_facts_were_written_down_sooner(register):
    """All is typed on the 21st: what happened on the 20th, the 11th and the 1st, and nothing that was told of October."""
    person = a_person()
    case = a_case(person)
    facts = [a_follow_up(case, done_on=date(2026, 11, day)) for day in (20, 11, 1)]
    register.save(person, case, *facts, an_intake(case, contact_on=date(2026, 10, 30)), heed_findings=False)
    assert count(register, NOVEMBER).number("M2") == 10


def test_m3_the_bundle_of_the_month_left_and_arrived(register):
    def bundle(month, **answers):
        usual = {"from_centre_id": register.centre_id, "bundle_type": "monthly", "month": date(2026, month, 1)}
        return Bundle(**{**usual, **answers})

    def at(day):
        return datetime(2026, 11, day, 8, tzinfo=UTC)

    bundles = [
        bundle(10, seq=1, status="acknowledged", written_at=at(3), acknowledged_at=at(9)),
        bundle(10, seq=2, status="written", written_at=at(12)),
        bundle(11, seq=3, status="prepared"),
    ]
    register.save(*bundles, heed_findings=False)
    october = count(register, Period.month_of(date(2026, 10, 1))).results["M3"]
    assert (october.line("issued").number, october.line("issued").day) == (1, "2026-11-12")
    assert (october.line("acknowledged").number, october.line("acknowledged").day) == (1, "2026-11-09")
    assert october.line("backup").number == 0
    november = count(register, NOVEMBER).results["M3"]
    assert (november.line("issued").number, november.line("issued").day) == (0, None)


def test_m3_the_backup_of_the_month_was_tried(register):
    def tried(day, outcome="verified"):
        return Backup(act="rehearsed", outcome=outcome, done_at=datetime(2026, 11, day, 8, tzinfo=UTC))

    register.save(tried(3), tried(10), tried(17, "failed"), heed_findings=False)
    november = count(register, NOVEMBER).results["M3"].line("backup")
    assert (november.number, november.day) == (1, "2026-11-10")


def test_m4_pairs_to_compare_and_conflicts_nobody_has_decided(register):
    twins = [a_person(), a_person()]
    files = [a_case(person, code=f"SEG-26-000{number}") for number, person in enumerate(twins)]
    answers = [
        CorrectionAnswer(outcome="conflict"),
        CorrectionAnswer(outcome="kept_ours", decided_on=date(2026, 11, 21)),
        CorrectionAnswer(outcome="applied"),
    ]
    register.save(*twins, *(a_name(person) for person in twins), *files, *answers, heed_findings=False)
    month = count(register, NOVEMBER)
    assert [month.number("M4", key) for key in ("twins", "conflicts")] == [1, 1]


def test_m5_estimated_ages_of_those_with_an_open_file(register):
    bases = ("staff_estimate", "medical_estimate", "birth_certificate", "self_declared", "staff_estimate")
    people = [a_person(age_basis=basis) for basis in bases]
    files = [a_case(person) for person in people[:4]]
    files.append(a_case(people[4], status="closed", closed_on=date(2026, 11, 2)))
    register.save(*people, *files, heed_findings=False)
    month = count(register, NOVEMBER).results["M5"]
    assert (month.line("estimated").number, month.line("estimated").share) == (2, 0.5)
    assert by_split(month.line("open"), "key")["birth_certificate"] == 1
