"""What the form of who she is asks: its icons, and the records that hold the answers. Its order is that of the paper."""

from collections.abc import Mapping, Sequence

from centre_app.case_view import CaseView
from centre_app.forms.arrival import IDENTITY
from centre_app.questions import Record
from centre_app.records import Intake, PersonDescription, PersonLanguage, PersonName, PersonNationality
from ui import icons

GROUPS = IDENTITY.groups
ICONS = (icons.PERSON, icons.CALENDAR, icons.PLACE, icons.FAMILY, icons.ARRIVAL, icons.DOCUMENTS)  # of the groups
RECORD_TYPES: Sequence[type[Record]] = IDENTITY.record_types
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
