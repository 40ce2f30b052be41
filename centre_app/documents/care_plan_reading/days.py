"""The days to keep that stand in the calendar of a copy: of the plan itself, and of all else that is due."""

from collections.abc import Iterator

from centre_app.agenda import Due, agenda_of
from centre_app.casework.plans import OPEN_ACTIONS
from centre_app.documents.care_plan_levels import Part, is_in_calendar
from centre_app.documents.care_plan_reading.source import Source
from centre_app.documents.care_plan_sheet import DueDate
from centre_app.language import N_

_OF_THE_PLAN = frozenset({"action_due", "plan_review", "plan_due"})  # read from the version that is printed
# Said as an appointment and no more: what kind of visit it is tells of her health.
_AS_APPOINTMENT = frozenset({"medical_appointment", "antenatal", "postnatal", "growth_check", "vaccination"})
_TOLD_BY_THEIR_LABEL = frozenset({"court_date", "legal_step"})


def days(source: Source) -> Iterator[DueDate]:
    """Give what is to be done of the goals printed, the plan's review, and what else is due that this copy may say."""
    if not source.prints(Part.CALENDAR):
        return
    for _, actions in source.goals:
        for action in actions:
            if action.due_on and action.status in OPEN_ACTIONS:
                yield DueDate(on=action.due_on, what=action.what or "")
    if source.plan.review_on:
        yield DueDate(on=source.plan.review_on, what=source.say(N_("review of the plan")))
    known = set()
    for due in agenda_of(source.register, source.file.case.id):
        if due.task in _OF_THE_PLAN or not is_in_calendar(due.task, source.copy.level):
            continue
        said = DueDate(on=due.due_on, what=_said(source, due))
        if said not in known:  # two visits on one day are one appointment on paper
            known.add(said)
            yield said


def _said(source: Source, due: Due) -> str:
    """Return what is due in the words of the lists: people's own may name somebody."""
    if due.task in _AS_APPOINTMENT:
        return source.say(N_("health appointment"))
    label = source.label(*due.about) if due.about and due.task in _TOLD_BY_THEIR_LABEL else ""
    return _small(label or source.label("task_type", due.task))


def _small(label: str) -> str:
    """Return a label as it stands in a list: small, but for a word of capitals (NINA)."""
    first = label.partition(" ")[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]
