"""What the form of who she is asks: its cards in the order of the paper, and the records that hold the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    Intake,
    Person,
    PersonDescription,
    PersonLanguage,
    PersonName,
    PersonNationality,
)
from ui import icons


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: questions of one kind of record, side by side."""

    record_type: type[Record]
    questions: Sequence[str]
    may_be_missing: bool
    opens: str = ""  # words of the button that shows the line; it is not in sight before, and counts in nothing


@dataclass(frozen=True, slots=True)
class Group:
    """One card of the form."""

    title: str
    icon: str
    lines: Sequence[Line]

    @property
    def is_required(self) -> bool:
        """Whether one of its questions is to be filled in."""
        return any(line.record_type.questions[name].required for line in self.lines for name in line.questions)


def _ask(record_type: type[Record], *questions: str) -> Line:
    return Line(record_type, questions, may_be_missing=False)


def _ask_or_why_not(record_type: type[Record], question: str) -> Line:
    return Line(record_type, (question,), may_be_missing=True)


def _ask_behind(opens: str, record_type: type[Record], question: str) -> Line:
    return Line(record_type, (question,), may_be_missing=False, opens=opens)


GROUPS = (
    Group(
        N_("Her name"),
        icons.PERSON,
        (
            _ask(PersonName, "family", "given"),
            _ask(PersonName, "middle"),
            _ask(PersonName, "name_type"),
            _ask_or_why_not(PersonDescription, "description"),
        ),
    ),
    Group(
        N_("Her birth"),
        icons.CALENDAR,
        (
            _ask(Person, "sex"),
            _ask_or_why_not(Person, "birth"),
            _ask_or_why_not(Person, "age_basis"),
            _ask_or_why_not(Person, "civil_registration"),
        ),
    ),
    Group(
        N_("Where she comes from"),
        icons.PLACE,
        (
            _ask_or_why_not(PersonNationality, "nationality"),
            _ask_or_why_not(Person, "origin_country"),
            _ask_or_why_not(Person, "origin_region"),
            _ask_or_why_not(Person, "origin_cercle"),
            _ask_or_why_not(PersonDescription, "commune"),
            _ask_or_why_not(PersonDescription, "village"),
            _ask_or_why_not(PersonLanguage, "language"),
            _ask(PersonLanguage, "interpreter_needed"),
        ),
    ),
    Group(
        N_("Her family and status"),
        icons.FAMILY,
        (
            _ask_or_why_not(Person, "marital_status"),
            _ask_or_why_not(Person, "uasc_status"),
            _ask_or_why_not(Person, "legal_status"),
            _ask_or_why_not(Person, "children_stated"),
            _ask_behind(N_("Gender, only if she speaks of it herself"), Person, "gender_identity"),
        ),
    ),
    Group(
        N_("How she came"),
        icons.ARRIVAL,
        (
            _ask(Intake, "contact_on"),
            _ask_or_why_not(Intake, "source"),
            _ask(Intake, "source_in_words"),
            _ask(Intake, "source_contact"),
            _ask(Intake, "referred_on"),
            _ask_or_why_not(Intake, "referral_reason"),
            _ask_or_why_not(Intake, "setting"),
            _ask(Intake, "gold_site"),
            _ask_or_why_not(Intake, "reason"),
            _ask_or_why_not(Intake, "brought_by"),
            _ask_or_why_not(Intake, "prior_living"),
            _ask_or_why_not(Intake, "separation_cause"),
            _ask(Intake, "immediate_needs"),
            _ask(Intake, "in_danger"),
            _ask(Intake, "papers_received"),
            _ask(Intake, "note"),
        ),
    ),
    Group(
        N_("Her file"),
        icons.DOCUMENTS,
        (
            _ask(CaseFile, "referent_id"),
            _ask(CaseFile, "confidentiality"),
        ),
    ),
)
RECORD_TYPES: Sequence[type[Record]] = tuple(
    dict.fromkeys(line.record_type for group in GROUPS for line in group.lines)
)
ASKED: Mapping[type[Record], Sequence[str]] = {
    record_type: [
        question
        for group in GROUPS
        for line in group.lines
        if line.record_type is record_type and not line.opens
        for question in line.questions
    ]
    for record_type in RECORD_TYPES
}


def identity_records(file: CaseView) -> Sequence[Record]:
    """Return the record of each of `RECORD_TYPES`; a blank one where there is none yet.

    Of a person with several names, nationalities or languages it is the first that was written; of a merged file, none.
    """
    person_id = file.person.id
    names = [name for name in file.names if name.person_id == person_id]
    shown = [name for name in names if name.is_display] or names
    nationalities = [one for one in file.nationalities if one.person_id == person_id]
    languages = [one for one in file.languages if one.person_id == person_id]
    intakes = [one for one in file.intakes if one.case_id == file.case.id]
    records = (
        file.person,
        shown[-1] if shown else PersonName(person_id=person_id, is_display=True),
        file.description or PersonDescription(person_id=person_id),
        nationalities[0] if nationalities else PersonNationality(person_id=person_id),
        languages[0] if languages else PersonLanguage(person_id=person_id, level="mother_tongue"),
        intakes[-1] if intakes else Intake(case_id=file.case.id, contact_on=file.case.opened_on),
        file.case,
    )
    return sorted(records, key=lambda record: RECORD_TYPES.index(type(record)))
