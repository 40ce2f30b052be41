"""What of her has left the house under a consent: to be told, and shown, when she withdraws it.

It cannot be called back. Whoever has it is named, so that they can be asked to destroy it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from centre_app.casework.consents import lines_of
from centre_app.consent_ledger import (
    DATA_STORAGE,
    NOBODY,
    PHOTO,
    SHARE_AUTHORITIES,
    SHARE_HQ,
    SHARE_PARTNER,
    SHARING,
    YES,
    Partner,
    in_order,
    names_of,
    organisations_meant,
    partner_of,
    purpose_of,
)
from centre_app.language import N_, Language
from centre_app.merged_files import family_of
from centre_app.records import Bundle, Consent, IdentityPaper, Organisation, PrintedCopy, Referral
from centre_app.register import Register
from centre_app.rules.consent import PHOTOGRAPH, is_sent

_ON_THE_WAY = frozenset({"written", "handed_over", "received", "imported", "imported_partial", "acknowledged"})
_LEVELS = {"partner": SHARE_PARTNER, "authorities": SHARE_AUTHORITIES}  # `copy_level` of copies that leave, by purpose
# Whoever takes back that anything is kept of her takes back every sharing.
_COVERED = {DATA_STORAGE: SHARING | {PHOTO}, "services": SHARING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One thing that left, on a day, as a sentence; `parts` fill it."""

    left_on: date
    message: str
    parts: dict[str, Any] = field(repr=False)

    def said_in(self, language: Language) -> str:
        return language.say(self.message, **self.parts)


def already_left(register: Register, case_id: str, purpose: str, *, partner: Partner = NOBODY) -> list[Left]:
    """Return what left since she agreed, the oldest first; for one organisation alone, only what went to that one."""
    purposes = _COVERED.get(purpose, frozenset({purpose}))
    since = agreed_since(register, case_id, purpose, partner=partner)
    found = [*_bundles(register, purposes), *_referrals(register, case_id, purposes, partner)]
    found += _copies(register, case_id, purposes, partner)
    if not partner:
        found += _photographs(register, case_id, purposes)
    return sorted((one for one in found if since is None or one.left_on >= since), key=lambda one: one.left_on)


def agreed_since(register: Register, case_id: str, purpose: str, *, partner: Partner = NOBODY) -> date | None:
    """Return the day of her first yes after the last no; None where no line says so (an older register)."""
    since = None
    for line in in_order(lines_of(register, case_id)):
        if line.purpose == purpose and (not names_of(line) or names_of(line) & partner):
            since = (since or line.given_on) if line.status in YES else _after_no(line, since)
    return since


def _after_no(line: Consent, since: date | None) -> date | None:
    return None if line.status in ("refused", "withdrawn") else since


def _bundles(register: Register, purposes: frozenset[str]) -> Iterator[Left]:
    if SHARE_HQ not in purposes:
        return
    for bundle in register.as_stored.find(Bundle, from_centre_id=register.centre_id):
        if bundle.status in _ON_THE_WAY and bundle.written_at is not None and bundle.month is not None:
            day = bundle.written_at.date()
            message = (
                N_("To headquarters on {day}: month’s file no. {number}, received there.")
                if bundle.acknowledged_at
                else N_("To headquarters on {day}: month’s file no. {number}.")
            )
            yield Left(left_on=day, message=message, parts={"day": day, "number": str(bundle.seq)})


def _referrals(register: Register, case_id: str, purposes: frozenset[str], partner: Partner) -> Iterator[Left]:
    stored = register.as_stored
    for referral in register.find_open(Referral, case_id=sorted(family_of(register, case_id))):
        to = (referral.organisation_id, referral.organisation_in_words)
        organisation, meant = register.get(Organisation, referral.organisation_id), organisations_meant(stored, *to)
        is_meant = not partner or bool(partner & partner_of(stored, *to))
        if is_sent(referral) and referral.sent_on and is_meant and purpose_of(referral, meant) in purposes:
            name = (organisation.name if organisation else referral.organisation_in_words) or "–"
            message = N_("Referral sent on {day} to {organisation}.")
            yield Left(left_on=referral.sent_on, message=message, parts={"day": referral.sent_on, "organisation": name})


def _copies(register: Register, case_id: str, purposes: frozenset[str], partner: Partner) -> Iterator[Left]:
    for copy in register.find_open(PrintedCopy, case_id=sorted(family_of(register, case_id))):
        is_meant = not partner or bool(partner & partner_of(register.as_stored, copy.organisation_id, copy.to_whom))
        if _LEVELS.get(copy.level or "") in purposes and copy.printed_on and is_meant:
            parts = {"day": copy.printed_on, "number": str(copy.copy_number or "–")}
            if copy.to_whom:
                parts["whom"] = copy.to_whom
                message = N_("Copy no. {number} printed for {whom} on {day}.")
            elif copy.level == "partner":
                message = N_("Copy no. {number} printed for a partner on {day}.")
            else:
                message = N_("Copy no. {number} printed for the authorities on {day}.")
            yield Left(left_on=copy.printed_on, message=message, parts=parts)


def _photographs(register: Register, case_id: str, purposes: frozenset[str]) -> Iterator[Left]:
    if PHOTO not in purposes:
        return
    for photo in register.find_open(
        IdentityPaper, case_id=sorted(family_of(register, case_id)), document_type=PHOTOGRAPH
    ):
        day = photo.created_at.date() if photo.created_at else register.today
        message = N_("Photograph kept under Documents since {day}: take it back there.")
        yield Left(left_on=day, message=message, parts={"day": day})
