"""Care after rape, by the hour: what is still of use and until when, and the visits that follow.

A window that has shut asks for nothing any more; what it is too late for is said beside the care itself (windows.py). An
incident counts as well as the nurse's own record of the care: each is read by those whose keys open it, and by no one else.
"""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.choices.keys import Sex, UserRole
from centre_app.incident_hours import CONTRACEPTION, asks_for_care, windows_of
from centre_app.records import CareAfterRape, Incident
from centre_app.windows import Window, seen_again, still_open

TASKS = {"pep": "pep_window", CONTRACEPTION: "ec_window"}
A_DAY = timedelta(days=1)


def open_windows(files: Files) -> Iterator[Due]:
    for care in files.of(CareAfterRape):
        for window in still_open(care, now=files.now):
            if window.question != CONTRACEPTION or files.sex_of(care.case_id) != Sex.MALE:
                yield _due(files, window, care.case_id, care.id, section="health", role=UserRole.NURSE)


def windows_of_incidents(files: Files) -> Iterator[Due]:
    """While nobody has written of the care: whoever reads the incident is told how long it is of most use."""
    waiting = [incident for incident in files.of(Incident) if asks_for_care(incident)]
    if not waiting:
        return
    written = files.as_stored(CareAfterRape) if files.register.as_stored.can_open(CareAfterRape) else []
    of_file: dict[str, list[CareAfterRape]] = {}
    for care in written:
        of_file.setdefault(care.case_id, []).append(care)
    for incident in waiting:
        if any(_is_care_for(incident, care) for care in of_file.get(incident.case_id or "", [])):
            continue
        for window in windows_of(incident, sex=files.sex_of(incident.case_id)):
            if window.is_open(files.now):
                yield _due(files, window, incident.case_id, incident.id, section="incidents")


def visits_again(files: Files) -> Iterator[Due]:
    """After two weeks, three and six months; a later visit makes up for one that was missed."""
    for care in files.of(CareAfterRape):
        visits = seen_again(care)
        for number, visit in enumerate(visits):
            if not any(later.done_on for later in visits[number:]):
                yield files.due(
                    "cmr_follow_up",
                    visit.due_on,
                    care.case_id,
                    section="health",
                    record_id=care.id,
                    role=UserRole.NURSE,
                )


def _is_care_for(incident: Incident, care: CareAfterRape) -> bool:
    """Whoever writes of the care may not see the incident: the same girl about the same day is the same care."""
    if care.incident_id == incident.id:
        return True
    occurred = incident.occurred
    if care.happened_at is None or occurred is None:
        return False
    return occurred.first - A_DAY <= care.happened_at.date() <= occurred.last + A_DAY


def _due(files: Files, window: Window, case_id: str | None, record_id: str, *, section: str, role: str = "") -> Due:
    return files.due(
        TASKS[window.question],
        window.shuts_at.date(),
        case_id,
        section=section,
        role=role,
        record_id=record_id,
        due_at=window.shuts_at,
    )


SOURCES = (open_windows, windows_of_incidents, visits_again)
