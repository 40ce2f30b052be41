"""The consent ledger read: of all the lines that were ever written about a purpose, the one that stands, and what it allows.

A line is never changed; whoever changes her mind makes another one. Pure functions over lines: who reads them from the
register is casework/consents.py, what is checked of a new line rules/consent.py, who is named in a bundle exchange/consent.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from centre_app.questions import Record
from centre_app.records import CaseFile, Consent, Organisation, Referral

R = TypeVar("R", bound=Record)

# Keys of `consent_type`: what is asked for, on which code branches.
SHARE_HQ, SHARE_PARTNER, SHARE_AUTHORITIES, SHARE_UN = "share_hq", "share_partner", "share_authorities", "share_un"
PHOTO, RECORDING = "photo", "interview_recording"
DATA_STORAGE = "data_storage"
SHARING = frozenset({SHARE_HQ, SHARE_PARTNER, SHARE_AUTHORITIES, SHARE_UN})

# Keys of `consent_status`.
GIVEN, GIVEN_PARTIAL, REFUSED, WITHDRAWN = "given", "given_partial", "refused", "withdrawn"
NOT_ASKED, NOT_POSSIBLE, EXPIRED = "not_asked", "not_possible", "expired"
YES = frozenset({GIVEN, GIVEN_PARTIAL})
NO = frozenset({REFUSED, WITHDRAWN})
ANSWERS = (GIVEN, GIVEN_PARTIAL, REFUSED, NOT_POSSIBLE)  # what somebody who is asked can answer

# Keys of `org_type` whose sharing has a purpose of its own; all others are partners.
AUTHORITIES = frozenset({"state_social", "municipality", "police", "court", "border", "consulate"})
UNITED_NATIONS = "un"
# The same for a referral to a service written down in words alone, by `referral_type`.
TO_AUTHORITIES = frozenset({"police", "court", "social_services", "consular", "civil_status"})
TO_UNITED_NATIONS = frozenset({"return", "refugee_protection"})


class Finds(Protocol):
    """What a ledger is read from: a register as it is stored, or as it would stand after a save."""

    def find(self, record_type: type[R], **where: Any) -> list[R]: ...


def ledger_of(stored: Finds, case_id: str, **where: Any) -> list[Consent]:
    """Return the lines of a file, and of the files that were merged into it: what was withdrawn there is withdrawn here."""
    merged = stored.find(CaseFile, merged_into_id=case_id)
    return stored.find(Consent, case_id=[case_id, *(one.id for one in merged)], **where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds for one purpose on one day. `status` is a key of `consent_status`; "not_asked" where no line stands."""

    purpose: str
    status: str = NOT_ASKED
    line: Consent | None = None

    @property
    def is_live(self) -> bool:
        """Whether she said yes, all or in part, and it has not run out."""
        return self.status in YES

    @property
    def has_basis(self) -> bool:
        """Whether, without her yes, a legal basis stands there with its reason and who decided."""
        return self.line is not None and self.status not in (*YES, EXPIRED) and has_basis(self.line)

    @property
    def permits(self) -> bool:
        """Whether it may be done: she agreed, or the law requires it."""
        return self.is_live or self.has_basis


def standing(lines: Iterable[Consent], purpose: str, *, on: date, partner: str | None = None) -> Standing:
    """Return what holds for a purpose on a day; `partner` is the organisation that it is done with.

    The newest line holds. One for a single organisation holds for that one alone, and what was refused to it stays
    refused until she says yes to that very one: a yes to everybody is not a yes to whom she fears.
    """
    told = [line for line in in_order(lines) if line.purpose == purpose and line.given_on and line.given_on <= on]
    told = [line for line in told if line.status != NOT_ASKED and line.partner_id in (None, partner)]
    own = [line for line in told if line.partner_id is not None]
    stands = told[-1] if told else None
    if own and own[-1].status in NO and stands is not None and stands.status not in NO:
        stands = own[-1]
    return Standing(purpose=purpose, status=status_on(stands, on), line=stands)


def in_order(lines: Iterable[Consent]) -> list[Consent]:
    """Return lines as they were said, the first one first; those of one day as they were written down."""
    return sorted((line for line in lines if not line.is_void), key=lambda line: (line.given_on or date.min, line.id))


def status_on(line: Consent | None, on: date) -> str:
    """Return how a line reads on a day: what ran out is to be renewed."""
    if line is None or line.status is None:
        return NOT_ASKED
    is_over = line.expires_on is not None and line.expires_on < on
    return EXPIRED if is_over and line.status not in NO else line.status


def has_basis(line: Consent) -> bool:
    """Say whether a line names a legal basis whole: which one, why, and who decided."""
    return bool(line.legal_basis and line.basis_reason and line.basis_reason.strip() and line.authorised_by)


def purpose_of(referral: Referral, organisation: Organisation | None) -> str:
    """Return under which purpose of sharing a referral falls: by whom it goes to, else by what is asked for."""
    if organisation is not None and organisation.org_type:
        if organisation.org_type in AUTHORITIES:
            return SHARE_AUTHORITIES
        return SHARE_UN if organisation.org_type == UNITED_NATIONS else SHARE_PARTNER
    if referral.referral_type in TO_AUTHORITIES:
        return SHARE_AUTHORITIES
    return SHARE_UN if referral.referral_type in TO_UNITED_NATIONS else SHARE_PARTNER


def partners_named(lines: Sequence[Consent], purpose: str) -> list[str]:
    """Return the organisations for which lines of a purpose were written, in the order in which they first were."""
    return list(dict.fromkeys(one.partner_id for one in in_order(lines) if one.purpose == purpose and one.partner_id))
