"""Whom the house owes word, of what, and by when: derived from what happened, never stored; one click makes a notification.

What the authority itself brought about it need not be told of, and what somebody says was told stands as told.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from centre_app.dates import DAY, ages_on, is_child
from centre_app.duties import (
    ADMISSION,
    BRIGADE,
    CENTRES,
    CONSULATE,
    CUSTODY_END,
    DATA_BREACH,
    DEATH,
    DUTIES,
    EXIT,
    FOREIGN,
    JUDGE,
    NURSERIES,
    REGION,
    RUNAWAY,
    TRAFFICKING,
    VIOLENCE,
    Duty,
)
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    CustodyOrder,
    Exit,
    Incident,
    Intake,
    Notification,
    Person,
    PersonNationality,
    Stay,
    TraffickingProfile,
)
from centre_app.register import Register

R = TypeVar("R", bound=Record)

TO_DO, SENT, ACKNOWLEDGED, WAIVED = "to_do", "sent", "acknowledged", "waived"

# What older events are owed was told on paper, or is past helping: an old register does not come in as a pile of duties.
LOOKED_BACK = timedelta(days=90)
BEFORE_AN_ORDER_ENDS = timedelta(days=30)
CHILDREN_ALONG = frozenset({"accompanying_child", "born_in_centre"})
SCHOOL_AGE = 5  # below it another decree holds for private centres
END_OF_DAY = time(23, 59)

_EVENT_OF_INCIDENT = MappingProxyType(
    {
        "rape": VIOLENCE,
        "sexual_assault": VIOLENCE,
        "physical_assault": VIOLENCE,
        "forced_marriage": VIOLENCE,
        "fgm": VIOLENCE,
        "trafficking_attempt": VIOLENCE,
        "runaway": RUNAWAY,
        "death": DEATH,
        "data_breach": DATA_BREACH,
    }
)
_EVENT_OF_EXIT = MappingProxyType({"runaway": RUNAWAY, "deceased": DEATH})
# Who sent her knows that she is here.
_KNOWS_AS_SOURCE = MappingProxyType(
    {"brigade_moeurs": BRIGADE, "court": JUDGE, "social_services": REGION, "consulate": CONSULATE}
)
_VICTIM = frozenset({"possible", "confirmed"})
_NATIONAL = "ML"
_STATELESS = "stateless_risk"
# Whom her own state must not find: no consulate is told of somebody who seeks protection from it.
_WITHOUT_CONSUL = frozenset({"refugee", "asylum_seeker", _STATELESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One authority to be told of one event, which nobody has written a notification about yet."""

    case_id: str
    event: str
    target: str
    happened_on: date
    due_at: datetime
    legal_ground: str
    asks_her: bool

    def is_late(self, now: datetime) -> bool:
        return self.due_at < now


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """Something that happened, of which the house knows since `known_on`; `told` has been told already."""

    name: str
    happened_on: date
    known_on: date
    told: frozenset[str] = frozenset()


class Reads(Protocol):
    """What is asked for the records: a register, or whoever has read them already."""

    @property
    def today(self) -> date: ...

    def can_open(self, record_type: type[Record]) -> bool: ...

    def find_open(self, record_type: type[R], **where: Any) -> list[R]: ...


def owed_notifications(register: Reads, cases: Iterable[CaseFile]) -> list[Owed]:
    """Return what is owed of these files and nobody has begun, the most urgent first; none where legal things are shut."""
    if not register.can_open(Notification):
        return []
    found = [owed for file in _files(register, list(cases)) for owed in _owed_of(file, register.today)]
    return sorted(found, key=lambda one: (one.due_at, one.case_id, one.target))


def write_owed(register: Register, owed: Owed) -> Notification:
    """Make the notification that is proposed, to be done. Raises NotSaved or ReadOnlyForYou."""
    return register.save(proposed(owed), action="notify")[0]


def proposed(owed: Owed) -> Notification:
    """Return the notification that would settle what is owed, not saved yet."""
    return Notification(
        case_id=owed.case_id,
        target=owed.target,
        event=owed.event,
        happened_on=owed.happened_on,
        legal_ground=owed.legal_ground or None,
        due_at=owed.due_at,
        status=TO_DO,
    )


def write(register: Register, notification: Notification) -> Notification:
    """Write how far a notification has come: told once it was sent, waived once somebody says why nobody is told."""
    state = _state_of(notification)
    by = notification.waived_by or register.acts_for if state == WAIVED else None
    return register.save(dataclasses.replace(notification, status=state, waived_by=by), action="notify")[0]


def _state_of(notification: Notification) -> str:
    if notification.acknowledged_on or notification.acknowledgement:
        return ACKNOWLEDGED
    if notification.sent_at:
        return SENT
    return WAIVED if (notification.waiver_reason or "").strip() else TO_DO


def is_past_due(notification: Notification, now: datetime) -> bool:
    """Say whether an authority should have been told by now and was not (V22)."""
    return notification.status == TO_DO and notification.due_at is not None and notification.due_at < now


# --- what happened ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What of one file tells of duties."""

    case: CaseFile
    person: Person
    nationalities: list[PersonNationality]
    intakes: list[Intake]
    stays: list[Stay]
    profiles: list[TraffickingProfile]
    incidents: list[Incident]
    exits: list[Exit]
    orders: list[CustodyOrder]
    notifications: list[Notification]


def _files(register: Reads, cases: list[CaseFile]) -> Iterator[_File]:
    """Read the files together: one question a kind, however many files."""
    ids = {case.id for case in cases}

    def of_cases(kind: type[R]) -> dict[str, list[R]]:
        return _by("case_id", register.find_open(kind, case_id=ids))

    persons = {one.id: one for one in register.find_open(Person, id={case.person_id for case in cases})}
    nationalities = _by("person_id", register.find_open(PersonNationality, person_id=set(persons)))
    intakes, stays, profiles = of_cases(Intake), of_cases(Stay), of_cases(TraffickingProfile)
    incidents, exits, orders = of_cases(Incident), of_cases(Exit), of_cases(CustodyOrder)
    notifications = of_cases(Notification)
    for case in cases:
        if case.person_id in persons:
            yield _File(
                case=case,
                person=persons[case.person_id],
                nationalities=nationalities.get(case.person_id, []),
                intakes=intakes.get(case.id, []),
                stays=stays.get(case.id, []),
                profiles=profiles.get(case.id, []),
                incidents=incidents.get(case.id, []),
                exits=exits.get(case.id, []),
                orders=orders.get(case.id, []),
                notifications=notifications.get(case.id, []),
            )


def _by(name: str, records: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(getattr(record, name), []).append(record)
    return found


# --- what is owed of it ----------------------------------------------------------------------------------------


def _owed_of(file: _File, today: date) -> Iterator[Owed]:
    begun = {(one.event, one.target, one.happened_on) for one in file.notifications}
    for event in dict.fromkeys(_events(file, today)):
        for duty in DUTIES[event.name]:
            is_known = duty.target in event.told or (event.name, duty.target, event.happened_on) in begun
            if is_known or not _holds(duty, file.person, event.happened_on):
                continue
            begun.add((event.name, duty.target, event.happened_on))
            yield Owed(
                case_id=file.case.id,
                event=event.name,
                target=duty.target,
                happened_on=event.happened_on,
                due_at=_end_of(event.known_on + timedelta(days=duty.days)),
                legal_ground=_ground(duty, file.person, event.happened_on),
                asks_her=duty.asks_her and (event.name == FOREIGN or not _is_child(file.person, event.happened_on)),
            )


def _holds(duty: Duty, person: Person, day: date) -> bool:
    return duty.of_adults or _is_child(person, day)


def _is_child(person: Person, day: date) -> bool:
    return is_child(person.birth, day)


def _ground(duty: Duty, person: Person, day: date) -> str:
    is_small = person.birth is not None and ages_on(person.birth, day)[1] < SCHOOL_AGE
    return NURSERIES if duty.ground == CENTRES and is_small else duty.ground


def _end_of(day: date) -> datetime:
    return datetime.combine(day, END_OF_DAY).astimezone().astimezone(UTC)


# --- what happened of late -------------------------------------------------------------------------------------


def _events(file: _File, today: date) -> Iterator[_Event]:
    since = today - LOOKED_BACK
    events = (*_arrivals(file), *_status(file), *_incidents(file), *_exits(file), *_orders(file, today))
    return (event for event in events if event.known_on >= since)


def _arrivals(file: _File) -> Iterator[_Event]:
    """Children who came along are in their mother's file; a foreigner is told of once, when she comes."""
    told = frozenset(filter(None, (_KNOWS_AS_SOURCE.get(one.source or "") for one in file.intakes)))
    for stay in file.stays:
        if stay.admitted_on is None or stay.admission_type in CHILDREN_ALONG:
            continue
        yield _Event(name=ADMISSION, happened_on=stay.admitted_on, known_on=stay.admitted_on, told=told)
        if _is_foreign(file):
            yield _Event(name=FOREIGN, happened_on=stay.admitted_on, known_on=stay.admitted_on, told=told)


def _is_foreign(file: _File) -> bool:
    held = {one.nationality for one in file.nationalities if one.nationality}
    return bool(held) and _NATIONAL not in held and _WITHOUT_CONSUL.isdisjoint(file.person.legal_status)


def _status(file: _File) -> Iterator[_Event]:
    for profile in file.profiles[-1:]:
        day = profile.status_on or (profile.created_at.date() if profile.created_at else None)
        if profile.status in _VICTIM and day is not None:
            yield _Event(name=TRAFFICKING, happened_on=day, known_on=day)


def _incidents(file: _File) -> Iterator[_Event]:
    """The clock runs from the day on which the house learnt of it: much is told long after it happened."""
    for incident in file.incidents:
        event, known_on = _EVENT_OF_INCIDENT.get(incident.incident_type or ""), incident.reported_on
        if event is None or known_on is None:
            continue
        occurred = incident.occurred
        happened_on = occurred.first if occurred is not None and occurred.precision == DAY else known_on
        yield _Event(name=event, happened_on=happened_on, known_on=known_on, told=incident.told_to)


def _exits(file: _File) -> Iterator[_Event]:
    for left in file.exits:
        if left.left_on is not None:
            name = _EVENT_OF_EXIT.get(left.reason or "", EXIT)
            yield _Event(name=name, happened_on=left.left_on, known_on=left.left_on)


def _orders(file: _File, today: date) -> Iterator[_Event]:
    """An order that ends while she is here and that no later one follows."""
    if all(stay.ended_on is not None for stay in file.stays):
        return
    for order in file.orders:
        ends = order.to_on
        if ends is None or order.ended_on is not None or ends - BEFORE_AN_ORDER_ENDS > today:
            continue
        if not any(other.from_on and order.from_on and other.from_on > order.from_on for other in file.orders):
            yield _Event(name=CUSTODY_END, happened_on=ends, known_on=ends)
