"""Care after rape, by the hour: what is still of use and until when, and the visits that follow.

A window that has shut asks for nothing any more; what it is too late for is said beside the care itself (windows.py). An
incident counts as well as the nurse's own record of the care: each is read by those whose keys open it, and by no one else.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.choices.keys import UserRole
from centre_app.dates import PartialDate
from centre_app.records import CareAfterRape, Incident
from centre_app.windows import Window, seen_again, still_open, windows_after

TASKS = {"pep": "pep_window", "emergency_contraception": "ec_window"}
RAPE = "rape"
A_DAY = timedelta(days=1)


def open_windows(files: Files) -> Iterator[Due]:
    for care in files.of(CareAfterRape):
        for window in still_open(care, now=files.now):
            yield from _due(files, window, care.case_id, care.id, section="health", role=UserRole.NURSE)


def windows_of_incidents(files: Files) -> Iterator[Due]:
    """While nobody has written of the care: from the first hour of the day, rather too early than too late."""
    waiting = [incident for incident in files.of(Incident) if _needs_care(incident)]
    if not waiting:
        return
    written = files.as_stored(CareAfterRape) if files.register.as_stored.can_open(CareAfterRape) else []
    for incident in waiting:
        if incident.occurred is None or any(_is_care_for(incident, incident.occurred, care) for care in written):
            continue
        for window in windows_after(datetime.combine(incident.occurred.first, time(), UTC)):
            if window.is_open(files.now):
                yield from _due(files, window, incident.case_id, incident.id, section="incidents")


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


def _needs_care(incident: Incident) -> bool:
    """Say whether an incident asks for care: it says so, or it is rape and says nothing of it."""
    if incident.needs_care_after_rape is not None:
        return incident.needs_care_after_rape
    return incident.incident_type == RAPE


def _is_care_for(incident: Incident, occurred: PartialDate, care: CareAfterRape) -> bool:
    """Whoever writes of the care may not see the incident: the same girl about the same day is the same care."""
    if care.incident_id == incident.id:
        return True
    if care.case_id != incident.case_id or care.happened_at is None:
        return False
    return occurred.first - A_DAY <= care.happened_at.date() <= occurred.last + A_DAY


def _due(
    files: Files, window: Window, case_id: str | None, record_id: str, *, section: str, role: str = ""
) -> Iterator[Due]:
    task = TASKS[window.question]
    if task == TASKS["emergency_contraception"] and files.is_of_a_boy(case_id):
        return
    yield files.due(
        task,
        window.shuts_at.date(),
        case_id,
        section=section,
        role=role,
        record_id=record_id,
        due_at=window.shuts_at,
    )


SOURCES = (open_windows, windows_of_incidents, visits_again)
