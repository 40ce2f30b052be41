"""The law: steps and hearings, orders that lapse, and what the authorities must be told in time."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.casework.notifications import END_OF_DAY, LOOKED_BACK, TO_DO, owed_notifications
from centre_app.choices.keys import UserRole
from centre_app.duties import DATA_BREACH, DEATH, EXIT, RUNAWAY, VIOLENCE
from centre_app.records import CustodyOrder, LegalCase, LegalStep, Notification

HEARINGS = frozenset({"court_hearing", "hearing_minor"})
OF_THE_HOUSE = frozenset({VIOLENCE, RUNAWAY, DEATH, DATA_BREACH, EXIT})
ENDED = frozenset({"won", "lost", "settled", "dropped"})
NOTICE_OF_LAPSE = timedelta(days=30)


def steps(files: Files) -> Iterator[Due]:
    """Each step that has a day and was not made; those of a case that has ended are nobody's duty any more."""
    ended = {case.id for case in files.which(LegalCase, status=ENDED)}
    for step in files.which(LegalStep, done_on=None):
        if step.due_on and step.legal_case_id not in ended:
            yield files.due(
                "court_date" if step.action in HEARINGS else "legal_step",
                step.due_on,
                step.case_id,
                section="legal",
                record_id=step.id,
                role=UserRole.LEGAL,
                about=("legal_action_type", step.action) if step.action else None,
            )


def orders(files: Files) -> Iterator[Due]:
    """An order that entrusts her to the centre, from a month before it lapses until another follows or it is lifted."""
    standing = [order for order in files.of(CustodyOrder) if order.ended_on is None and order.case_id in files.in_care]
    for order in standing:
        if order.to_on is None or order.to_on - NOTICE_OF_LAPSE > files.today:
            continue
        others = (other for other in standing if other.case_id == order.case_id)
        if not any(other.to_on is None or other.to_on > order.to_on for other in others):
            yield files.due(
                "ogp_expiry",
                order.to_on,
                order.case_id,
                section="legal",
                record_id=order.id,
                role=UserRole.LEGAL,
                about=("custody_order_kind", order.kind) if order.kind else None,
            )


def notifications(files: Files) -> Iterator[Due]:
    """V22: late every day until it is sent or waived. Of every file: somebody's death closes hers, and is to be told."""
    unsent = files.of_any_file(Notification, sent_at=None, status=TO_DO)
    standing = files.stand({notice.case_id for notice in unsent})
    elsewhere = files.received_elsewhere(standing)
    for notice in unsent:
        if notice.due_at and notice.case_id in standing and _is_ours(notice.event, notice.case_id, elsewhere):
            yield files.due(
                "notification_due",
                notice.due_at.date(),
                notice.case_id,
                section="legal",
                record_id=notice.id,
                role=UserRole.LEGAL,
                due_at=hour_of(notice.due_at),
                about=("notification_target", notice.target) if notice.target else None,
            )


def notifications_owed(files: Files) -> Iterator[Due]:
    """What an event asks for and nobody has written down yet; also of who left of late, whose file may be closed."""
    if not files.register.can_open(Notification):
        return
    cases = files.with_those_who_left(LOOKED_BACK)
    elsewhere = files.received_elsewhere({case.id for case in cases})
    for owed in owed_notifications(files, cases):
        if _is_ours(owed.event, owed.case_id, elsewhere):
            yield files.due(
                "notification_due",
                owed.due_at.date(),
                owed.case_id,
                section="legal",
                role=UserRole.LEGAL,
                due_at=hour_of(owed.due_at),
                about=("notification_target", owed.target),
            )


def _is_ours(event: str | None, case_id: str, elsewhere: Collection[str]) -> bool:
    """Say whether a notice is still this house's to give, though another has received her: what happened in this one is.

    That she came, that she is a victim, a foreigner, or under an order, is told by the house in which she is now.
    """
    return case_id not in elsewhere or event in OF_THE_HOUSE


def hour_of(moment: datetime) -> datetime | None:
    """Return a moment whose hour counts; the end of a day is that day."""
    return None if moment.astimezone().time() >= END_OF_DAY else moment


SOURCES = (steps, orders, notifications, notifications_owed)
