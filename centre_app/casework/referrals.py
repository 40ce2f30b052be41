"""Sending somebody to another service, and being sent somebody: every move of a referral is a verb.

Where it may go is rules/referrals.py; that she agreed to be sent there is rules/consent.py (V10).
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from centre_app.casework import merging
from centre_app.questions import Record
from centre_app.records import Referral, ServiceRecord
from centre_app.register import Register
from centre_app.rules.consent import standing_of_referral
from centre_app.rules.referrals import (
    ACCEPTED,
    CANCELLED,
    DRAFT,
    IN_PROGRESS,
    MOVES,
    NO_ANSWER,
    NOT_RECEIVED,
    RECEIVED,
    REFUSED,
    SENT,
)

ANSWER_WITHIN = timedelta(days=14)  # records.md §3.5b
INCOMING, OUTGOING = "incoming", "outgoing"

# Under which domain of life a service is counted, by the kind of referral.
DOMAIN_OF: Mapping[str, str] = MappingProxyType(
    {
        "health": "medical", "one_stop_center": "medical", "psychological": "psychosocial", "shelter": "housing",
        "legal_aid": "legal", "police": "legal", "court": "legal", "social_services": "family", "education": "schooling",
        "vocational": "vocational", "economic": "economic", "family_tracing": "family", "return": "migration_return",
        "refugee_protection": "migration_return", "consular": "legal", "civil_status": "legal", "food_nfi": "food",
        "disability": "medical", "foster_family": "housing", "other": "life_skills",
    }
)  # fmt: skip


def status_on(referral: Referral, today: date) -> str:
    """Return the state of a referral as people read it: sent two weeks ago and not answered is "no answer"."""
    status = referral.status or ""
    waits = status == SENT and referral.answered_on is None and referral.sent_on is not None
    return NO_ANSWER if waits and referral.sent_on and referral.sent_on + ANSWER_WITHIN < today else status


def moves_of(referral: Referral) -> list[str]:
    """Return the states to which a referral may go on."""
    possible = MOVES.get(referral.status or DRAFT, frozenset())
    return [
        status
        for status in (SENT, ACCEPTED, REFUSED, IN_PROGRESS, RECEIVED, NOT_RECEIVED, CANCELLED)
        if status in possible
    ]


def begun(referral: Referral, status: str, *, today: date) -> Referral:
    """Return a referral as it would stand after a move done today, to be looked through before it is written."""
    moved = dataclasses.replace(referral, status=status)
    match status:
        case _ if status == SENT and moved.sent_on is None:
            return dataclasses.replace(moved, sent_on=today)
        case _ if status in (ACCEPTED, REFUSED, IN_PROGRESS) and moved.answered_on is None:
            return dataclasses.replace(moved, answered_on=today)
        case _ if status == RECEIVED and moved.service_received_on is None:
            return dataclasses.replace(moved, service_received_on=today)
    return moved


def send(register: Register, referral: Referral) -> Referral:
    """Write that it was sent, with the day. Raises NotSaved where she has not agreed to it (V10)."""
    return _move(register, referral, SENT)


def accept(register: Register, referral: Referral) -> Referral:
    """Write that they accept, or for an incoming one that we do."""
    return _move(register, referral, ACCEPTED)


def refuse(register: Register, referral: Referral) -> Referral:
    return _move(register, referral, REFUSED)


def begin_service(register: Register, referral: Referral) -> Referral:
    return _move(register, referral, IN_PROGRESS)


def receive_service(register: Register, referral: Referral) -> Referral:
    """Write that she received the service, and the service itself, from which all figures are counted, as one act."""
    return _move(register, referral, RECEIVED)


def miss_service(register: Register, referral: Referral) -> Referral:
    """Write that she did not receive what was asked for."""
    return _move(register, referral, NOT_RECEIVED)


def cancel(register: Register, referral: Referral) -> Referral:
    return _move(register, referral, CANCELLED)


VERBS = MappingProxyType(
    {
        SENT: send, ACCEPTED: accept, REFUSED: refuse, IN_PROGRESS: begin_service, RECEIVED: receive_service,
        NOT_RECEIVED: miss_service, CANCELLED: cancel,
    }
)  # fmt: skip


def write(register: Register, referral: Referral) -> Referral:
    """Keep what is written of a referral; where its state is another now, by the verb of that move."""
    before = register.get(Referral, referral.id) if referral.rev else None
    stood_at = before.status if before is not None else DRAFT
    stands = _told_by_its_days(referral, today=register.today)
    if stands == stood_at or stands not in VERBS:
        return register.save(referral)[0]
    moved = VERBS[stands](register, referral)
    return write(register, moved) if _told_by_its_days(moved, today=register.today) != stands else moved


def _told_by_its_days(referral: Referral, *, today: date) -> str:
    """Return the state of a referral as its days tell it: with the day it was sent on a draft is sent, and so on."""
    status = referral.status or DRAFT
    if status == DRAFT:
        return SENT if referral.sent_on and referral.sent_on <= today else DRAFT
    return RECEIVED if referral.service_received_on and RECEIVED in MOVES.get(status, frozenset()) else status


def _move(register: Register, referral: Referral, status: str) -> Referral:
    moved = begun(referral, status, today=register.today)
    if status == SENT:
        moved = _by_her_consent(register, moved)
    along: list[Record] = [_service(register, moved)] if status == RECEIVED else []
    saved: list[Record] = register.save(moved, *along, action="referral")
    return next(record for record in saved if isinstance(record, Referral))


def _by_her_consent(register: Register, referral: Referral) -> Referral:
    """Return a referral that is sent with the consent by which it goes, where nobody chose it."""
    _, stands = standing_of_referral(referral, register.as_stored, today=register.today)
    if referral.consent_id or referral.direction == INCOMING or stands.line is None or not stands.is_live:
        return referral
    return dataclasses.replace(referral, consent_id=stands.line.id or None)


def _service(register: Register, referral: Referral) -> ServiceRecord:
    return ServiceRecord(
        case_id=merging.kept_id(register, referral.case_id),
        domain=DOMAIN_OF.get(referral.referral_type or "", "life_skills"),
        service=referral.referral_type,
        given_on=referral.service_received_on,
        organisation_id=referral.organisation_id if referral.direction != INCOMING else None,
    )
