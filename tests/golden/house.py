"""The invented house of a golden register: three girls, and one record of every kind with every question answered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from centre_app.casework.papers import take_in
from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.drafts import Draft, Spot, keep
from centre_app.ids import new_id
from centre_app.papers import JPEG, Clean
from centre_app.questions import (
    CENTRE_COMPARTMENTS,
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    Words,
    YesNo,
)
from centre_app.records import RECORD_TYPES, CaseFile, IdentityPaper, Incident, Person, StaffMember
from centre_app.register import Register
from tests.makers import TODAY, a_name, an_admission

# Three who agreed to be known at headquarters, one by one: names that a register must carry as they are.
NAMES = (("Sangaré", "Kadidia"), ("Ɲaré", "Sɛbɛ"), ("Traoré", "Ŋuna-Mariam"))
# A JPEG of eight dots.
DOTS = (
    bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffda000c03010002110311003f00") + b"\x01" * 60 + b"\xff\xd9"
)
# What only verbs write, or what is about exchanging and printing itself.
BY_VERBS = frozenset(
    {
        *("centre", "staff", "bundles", "cards", "letters", "psea_reports", "reports_of_abuse", "break_glass"),
        *("case_files", "persons", "month_reports", "transfers", "list_entries", "papers", "health_papers"),
        *(
            "protection_papers",
            "data_exports",
            "donor_sheets",
            "exported_cases",
            "import_mappings",
            "staged_lines",
            "imported_lines",
        ),
        *("identity_corrections", "care_corrections", "health_corrections", "protection_corrections"),
        *("centre_corrections", "correction_answers", "twin_decisions", "consents"),
    }
)


def live(centre: Register) -> None:
    """Write the house down: who came, and for the first of them one record of every kind."""
    (director,) = centre.find(StaffMember)
    files = [_a_girl(centre, number, *name) for number, name in enumerate(NAMES, start=1)]
    centre.save(*_one_of_each(files[0], director), heed_findings=False)
    _change_and_take_back(centre, files[2])
    _keep_a_paper(centre, files[0])
    _leave_a_draft(centre, files[1])


def _a_girl(centre: Register, number: int, family: str, given: str) -> CaseFile:
    person, name, case, *rest = an_admission()
    case = replace(case, code=f"SEG-26-{number:04}", share_hq=True)
    centre.save(person, replace(name, family=family, given=given), case, *rest, heed_findings=False)
    return case


def _change_and_take_back(centre: Register, case: CaseFile) -> None:
    """Leave a second revision and a voided row: both must come through a migration as they are."""
    person = centre.get(Person, case.person_id)
    assert person is not None
    (wrong,) = centre.save(a_name(person, "Faute", "De Frappe"), heed_findings=False)
    centre.void(wrong, reason="written twice")
    (director,) = centre.find(StaffMember)
    centre.save(replace(director, sex="female"), heed_findings=False)


def _keep_a_paper(centre: Register, case: CaseFile) -> None:
    """Leave a scan of a birth certificate: a picture of eight dots."""
    paper = IdentityPaper(case_id=case.id, document_type="birth_certificate")
    take_in(centre, paper, Clean(content=DOTS, picture=DOTS, media_type=JPEG, pages=1))


def _leave_a_draft(centre: Register, case: CaseFile) -> None:
    """Leave words that somebody typed and had not saved when the program was replaced."""
    begun = Incident(case_id=case.id, centre_id=centre.centre_id)
    typed = replace(begun, description="Mots inventés, pas encore enregistrés")
    keep(centre, Spot(page="case", section="incidents", case_id=case.id), [Draft(begun=begun, typed=typed)])


def _one_of_each(case: CaseFile, *others: Record) -> Iterator[Record]:
    """Yield a record of every kind about one file, every question answered; they refer to each other."""
    kinds = [one for one in RECORD_TYPES if one.table not in BY_VERBS and one.compartment in CENTRE_COMPARTMENTS]
    ids = {one.table: new_id() for one in kinds}
    known = {**ids, **{other.table: other.id for other in (case, *others)}, "persons": case.person_id}
    for kind in kinds:
        answers = {name: _answer(one.kind, known) for name, one in kind.questions.items()}
        yield kind(id=ids[kind.table], **{name: answer for name, answer in answers.items() if answer is not None})


def _answer(kind: object, known: Mapping[str, str]) -> Any:
    """Return the same answer to the same kind of question each time; None for a reference to what is not there."""
    match kind:
        case Reference(table=table):
            return known.get(table)
        case OneOf(choices=name):
            return choices(name).keys[0]
        case SomeOf(choices=name):
            return frozenset(choices(name).keys[:2])
        case Day():
            return date(2026, 11, 3)
        case Moment():
            return datetime(2026, 11, 3, 7, 30, tzinfo=UTC)
        case BirthDay():
            return Birth.in_year(2010)
        case PartialDay():
            return PartialDate.exact(date(2026, 11, 3))
        case YesNo():
            return True
        case DecimalNumber():
            return Decimal("4.5")
        case Phone():
            return "+22366123456"
        case Francs():
            return 1_500
        case WholeNumber():
            return 2
        case Place():
            return "Markala"
        case Words():
            return f"Mots inventés, le {TODAY}"
    return None
