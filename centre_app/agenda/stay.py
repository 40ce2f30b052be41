"""Days of the stay itself: coming back from leave, turning 18."""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.dates import ADULT_FROM, birthday
from centre_app.records import Leave

NOTICE_OF_ADULTHOOD = timedelta(days=90)


def returns(files: Files) -> Iterator[Due]:
    """Whoever is away with leave is expected back; somebody missing has no such day."""
    open_stays = {stay.id for stay in files.stays.values()}
    for leave in files.which(Leave, back_on=None):
        if leave.expected_back_on and leave.stay_id in open_stays:
            yield files.due(
                "leave_return",
                leave.expected_back_on,
                leave.case_id,
                section="housing",
                record_id=leave.id,
                about=("absence_type", leave.absence_type) if leave.absence_type else None,
            )


def adulthood(files: Files) -> Iterator[Due]:
    """The day somebody is 18, the earliest possible where the birth is not known to the day; shown three months ahead."""
    for case_id, person in files.people:
        if person.birth is None or case_id not in files.in_care:
            continue
        day = birthday(person.birth.first, ADULT_FROM)
        if files.today <= day <= files.today + NOTICE_OF_ADULTHOOD:
            yield files.due("turning_18", day, case_id, section="identity")


SOURCES = (returns, adulthood)
