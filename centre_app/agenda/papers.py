"""What was asked of others and what lapses: referrals without an answer, consents to renew, papers that expire."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.casework.referrals import ANSWER_WITHIN, OUTGOING
from centre_app.consent_ledger import EXPIRED, YES, Partner, in_order, names_of, said_on
from centre_app.records import Consent, HealthPaper, IdentityPaper, PersonIdentifier, ProtectionPaper, Referral
from centre_app.records.papers import Paper
from centre_app.rules.referrals import SENT

NOTICE = timedelta(days=30)


def referrals(files: Files) -> Iterator[Due]:
    for referral in files.which(Referral, status=SENT, direction=OUTGOING, answered_on=None):
        if referral.sent_on:
            yield files.due(
                "referral_answer",
                referral.sent_on + ANSWER_WITHIN,
                referral.case_id,
                section="referrals",
                record_id=referral.id,
                about=("referral_type", referral.referral_type) if referral.referral_type else None,
            )


def consents(files: Files) -> Iterator[Due]:
    """The last word on each purpose, and on each organisation: a month before it ends, or marked as to be renewed."""
    last: dict[tuple[str, str, Partner], Consent] = {}
    for consent in in_order(one for one in files.of(Consent) if said_on(one) is not None):
        last[consent.case_id, consent.purpose or "", names_of(consent)] = consent
    for consent in last.values():
        day = consent.given_on if consent.status == EXPIRED else consent.expires_on
        is_asked = consent.status == EXPIRED or consent.status in YES
        if day and is_asked and day - NOTICE <= files.today and consent.case_id in files.in_care:
            yield files.due(
                "consent_renewal",
                day,
                consent.case_id,
                section="consents",
                record_id=consent.id,
                about=("consent_type", consent.purpose) if consent.purpose else None,
            )


def papers(files: Files) -> Iterator[Due]:
    """A month before a paper expires, until one of its kind is there that is valid longer."""
    kept: list[Paper] = [*chain(files.of(IdentityPaper), files.of(HealthPaper), files.of(ProtectionPaper))]
    longest: dict[tuple[str, str], date] = {}
    for paper in kept:
        kind = (paper.case_id, paper.document_type or "")
        longest[kind] = max(longest.get(kind, date.min), paper.expires_on or date.max)
    for paper in kept:
        day, kind = paper.expires_on, (paper.case_id, paper.document_type or "")
        if day and day - NOTICE <= files.today and day == longest[kind] and paper.case_id in files.in_care:
            yield files.due(
                "document_expiry",
                day,
                paper.case_id,
                section="documents",
                record_id=paper.id,
                about=("document_type", paper.document_type) if paper.document_type else None,
            )


def numbers(files: Files) -> Iterator[Due]:
    """The same of a passport or a card whose number alone is written down."""
    case_of = {case.person_id: case.id for case in files.cases.values() if case.id in files.in_care}
    found = files.register.find_open(PersonIdentifier, person_id=set(case_of))
    longest: dict[tuple[str, str], date] = {}
    for number in found:
        kind = (number.person_id, number.identifier_type or "")
        longest[kind] = max(longest.get(kind, date.min), number.expires_on or date.max)
    for number in found:
        day, kind = number.expires_on, (number.person_id, number.identifier_type or "")
        if day and day - NOTICE <= files.today and day == longest[kind]:
            yield files.due(
                "document_expiry",
                day,
                case_of[number.person_id],
                section="identity",
                record_id=number.id,
                about=("identifier_type", number.identifier_type) if number.identifier_type else None,
            )


SOURCES = (referrals, consents, papers, numbers)
