"""The case file, how she came, how long she stays and how she leaves."""

from datetime import date, datetime

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import (
    CARE,
    IDENTITY,
    Choice,
    Choices,
    Record,
    ask,
    ask_one,
    ask_some,
    ask_text,
    record,
    refer,
)
from centre_app.records.base import CaseRecord

_CODE = "the number under which her file goes without her name"
_REGISTERS = "an id or a number that a program gave"


@record(table="case_files", compartment=CARE)
class CaseFile(Record):
    """`share_hq` and its legal basis decide whether her name may be in a bundle (security.md, "Consent gates it")."""

    code: str | None = ask(N_("Case number"), required=True, harmless=_CODE)
    person_id: str = refer("persons", required=True)
    status: Choice | None = ask_one("case_status", N_("Status"), required=True)
    referent_id: str | None = refer("staff", N_("Case manager"))
    opened_on: date | None = ask(N_("Opened on"), required=True)
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="standard")
    share_hq: bool | None = ask(N_("Agrees that her name goes to headquarters"))
    share_hq_basis: Choice | None = ask_one("legal_basis", N_("Or the law requires it"))
    reopened_count: int | None = ask(N_("Times reopened"), start=0)
    closed_on: date | None = ask(N_("Closed on"))
    closed_because: Choice | None = ask_one("exit_reason", N_("Why the file is closed"))
    merged_into_id: str | None = refer("case_files", N_("Merged into"))
    merged_on: date | None = ask(N_("Merged on"))
    status_before_merge: Choice | None = ask_one("case_status", N_("Status before the merge"))


@record(table="intakes", compartment=CARE)
class Intake(CaseRecord):
    contact_on: date | None = ask(N_("First contact on"), required=True)
    source: Choice | None = ask_one("identification_source", N_("Who sent her"), required=True)
    source_in_words: str | None = ask(N_("Name of the service or association"))
    source_id: str | None = refer("organisations", N_("Organisation that sent her"))
    source_contact: str | None = ask(N_("Contact person there"), identifies=True)
    referred_on: date | None = ask(N_("Sent to us on"))
    referral_reason: Choice | None = ask_one("referral_reason", N_("Why she was sent"))
    setting: Choice | None = ask_one("identification_setting", N_("Where she was found"))
    gold_site: str | None = ask(N_("Gold site"), identifies=True)
    reason: Choice | None = ask_one("admission_reason", N_("Reason for admission"), required=True)
    brought_by: str | None = ask(N_("Who brought her"), identifies=True)
    prior_living: Choice | None = ask_one("prior_living", N_("Where she lived before"))
    separation_cause: Choice | None = ask_one("separation_cause", N_("Why she left her family"))
    immediate_needs: Choices = ask_some("care_domain", N_("What she needs at once"))
    in_danger: bool | None = ask(N_("In danger now"))
    papers_received: Choices = ask_some("document_type", N_("Papers that came with her"))
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="stays", compartment=CARE)
class Stay(CaseRecord):
    person_id: str = refer("persons", required=True)
    admission_type: Choice | None = ask_one("admission_type", N_("Kind of stay"), required=True)
    admitted_on: date | None = ask(N_("Arrived on"), required=True)
    admitted_by: str | None = refer("staff", N_("Received by"))
    room_in_words: str | None = ask(N_("Room, as written"))
    exception_reason: str | None = ask(N_("Why she was admitted outside the rules"))
    arrived_at: datetime | None = ask(N_("Arrived at"))
    rules_signed_on: date | None = ask(N_("House rules explained and accepted on"))
    rules_id: str | None = refer("house_rules", N_("Which house rules"))
    rules_mode: Choice | None = ask_one("consent_mode", N_("How she accepted them"))
    entry_kit_done: bool | None = ask(N_("Entry kit given"))
    ended_on: date | None = ask(N_("Left on"))


@record(table="exits", compartment=CARE)
class Exit(CaseRecord):
    stay_id: str = refer("stays", required=True)
    left_on: date | None = ask(N_("Left on"), required=True)
    reason: Choice | None = ask_one("exit_reason", N_("Why she leaves"), required=True)
    quality: Choice | None = ask_one("exit_quality", N_("How it was prepared"), required=True)
    destination_kind: Choice | None = ask_one("prior_living", N_("To what kind of place"))
    destination: str | None = ask(N_("Where she goes"), required=True, identifies=True)
    distance: Choice | None = ask_one("distance_band", N_("How far from the centre"))
    with_whom: str | None = ask(N_("With whom"), identifies=True)
    belongings_returned: bool | None = ask(N_("Belongings given back"))
    papers_returned: bool | None = ask(N_("Papers given back"))
    medical_summary_given: bool | None = ask(N_("Medical summary given"))
    exit_interview: str | None = ask_text(N_("What she says on leaving"), identifies=True)
    follow_up_plan: str | None = ask_text(
        N_("Follow-up planned"), hint=N_("Dates of the visits at 1, 3, 6 and 12 months.")
    )
    no_follow_up_reason: str | None = ask(N_("Why there is no follow-up"))


@record(table="transfers", compartment=CARE)
class Transfer(CaseRecord):
    """Her file goes on to another centre, with her or, where she was not housed, without."""

    to_centre_id: str | None = ask(N_("To which centre of ours"), harmless=_REGISTERS)
    organisation_id: str | None = refer("organisations", N_("To which centre"))
    organisation_in_words: str | None = ask(N_("Or in words"), identifies=True)
    transferred_on: date | None = ask(N_("Transferred on"), required=True)
    best_interest: str | None = ask_text(N_("Why it is good for her"), required=True, identifies=True)
    resident_view: str | None = ask_text(N_("What she says about it"), identifies=True)
    accompanied_by: str | None = ask(N_("Accompanied by"), identifies=True)
    consent_id: str | None = refer("consents", N_("Her consent"))
    legal_basis: Choice | None = ask_one("legal_basis", N_("Legal basis without consent"))
    basis_reason: str | None = ask_text(N_("Why this basis applies"), identifies=True)
    decided_by: str | None = refer("staff", N_("Decided by"))
    received_on: date | None = ask(N_("Received there on"))
    receipt: str | None = ask(N_("Number of the receipt"), harmless=_REGISTERS)


@record(table="births", compartment=CARE)
class BirthAtCentre(CaseRecord):
    """A birth during the stay of the mother, whose case this is. The child is a person of its own."""

    born: PartialDate | None = ask(N_("Born on"), required=True)
    outcome: Choice | None = ask_one("birth_outcome", N_("Outcome"), required=True)
    child_person_id: str | None = refer("persons", N_("Child"))
    place: str | None = ask(N_("Place of birth"))
    declared_on: date | None = ask(N_("Declared to the registry on"))


@record(table="imported_lines", compartment=IDENTITY)
class ImportedLine(CaseRecord):
    """One line of an old register as it was written; `line_key` recognises it when it is imported again."""

    line_key: str | None = ask(N_("Line"))
    source_name: str | None = ask(N_("Old register"))
    line_number: int | None = ask(N_("Line number"))
    as_written: str | None = ask_text(N_("As written"), identifies=True)


@record(table="twin_decisions", compartment=CARE)
class TwinDecision(Record):
    """Somebody compared two files that look alike; what was decided is not asked again."""

    case_id: str = refer("case_files", required=True)
    other_case_id: str = refer("case_files", required=True)
    verdict: Choice | None = ask_one("twin_verdict", N_("Decision"), required=True)
    score: int | None = ask(N_("How alike"), unit="%")
    decided_on: date | None = ask(N_("Decided on"))
    reason: str | None = ask_text(N_("Why"), identifies=True)
