"""Her family: the next step of a search, the next meeting. What is agreed with them stands in the plan."""

from collections.abc import Iterator
from datetime import date

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files, still_to_come
from centre_app.records import Mediation, TracingAction

SEARCH_OVER = frozenset({"not_wanted", "refused", "unsafe", "reunified", "unsuccessful", "closed"})


def tracing(files: Files) -> Iterator[Due]:
    """The next step of each search; a search for one relative does not settle the one for another."""
    last: dict[tuple[str, str], TracingAction] = {}
    for action in sorted(files.of(TracingAction), key=lambda one: one.acted_on or date.min):
        last[action.case_id, action.relative_id or ""] = action
    for action in last.values():
        if action.next_on and action.status not in SEARCH_OVER and action.case_id in files.in_care:
            yield files.due(
                "tracing_step",
                action.next_on,
                action.case_id,
                section="family",
                record_id=action.id,
                who_id=action.by_id,
            )


def mediations(files: Files) -> Iterator[Due]:
    for mediation, day in still_to_come(files.of(Mediation), held="held_on", alike="case_id"):
        if mediation.case_id in files.in_care:
            yield files.due("mediation_due", day, mediation.case_id, section="family", record_id=mediation.id)


SOURCES = (tracing, mediations)
