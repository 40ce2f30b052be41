"""The consent ledger read: of all the lines that were ever written about a purpose, the one that stands, and what it allows.

A line is never changed; whoever changes her mind makes another one. A no holds until a yes that was said no earlier and
written down later: a slip in a date opens nothing. Files that were merged have one ledger.

Who writes lines is casework/consents.py, what is checked of a new one rules/consent.py, who is named in a bundle
exchange/consent.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Protocol, TypeVar

from centre_app.as_stored import AsStored
from centre_app.folding import fold
from centre_app.merged_files import family_of
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


# An organisation under every name by which the register knows it: its id, and what it is called, folded.
Partner = frozenset[str]
NOBODY: Partner = frozenset()


class Finds(Protocol):
    """What a ledger is read from: a register as it is stored, or as it would stand after a save."""

    @property
    def as_stored(self) -> AsStored: ...

    def get(self, record_type: type[R], record_id: str | None) -> R | None: ...

    def find(self, record_type: type[R], **where: Any) -> list[R]: ...


# --- whose lines they are --------------------------------------------------------------------------------------


def ledger_of(stored: Finds, case_id: str) -> list[Consent]:
    """Return the lines of a file and of all that are one with it: what she withdrew in one is withdrawn in all."""
    register = stored.as_stored
    if not register.can_open(CaseFile):
        return []
    family = sorted(family_of(register, case_id))
    files = [file for file in (register.get(CaseFile, one) for one in family) if file is not None]
    return joined(files, stored.find(Consent, case_id=family))


def joined(files: Sequence[CaseFile], lines: Iterable[Consent]) -> list[Consent]:
    """Return the lines of files that are one girl's as one ledger.

    What was agreed to in one of them while she said no in another is left out: who asked did not know. It is asked anew.
    """
    every = [*lines]
    every = [*(said for file in files for said in _said_in_file(file, every)), *every]
    if len(files) < 2:
        return every
    since = max(_one_since(file) for file in files if file.merged_into_id)
    of_file = {file.id: [line for line in every if line.case_id == file.id] for file in files}
    refusals = [no for own in of_file.values() for no in _unanswered(own)]
    return [line for line in every if _was_known(line, since) or not any(_overrides(no, line) for no in refusals)]


def _said_in_file(file: CaseFile, lines: Sequence[Consent]) -> Iterator[Consent]:
    """Yield what a file alone says of headquarters, written before there was a ledger."""
    is_in_ledger = any(line.purpose == SHARE_HQ and line.case_id == file.id for line in lines)
    if is_in_ledger or (file.share_hq is None and file.share_hq_basis is None):
        return
    written = file.created_at.date() if file.created_at else None
    yield Consent(
        id="",
        case_id=file.id,
        created_at=file.created_at,
        purpose=SHARE_HQ,
        status={True: GIVEN, False: REFUSED, None: NOT_POSSIBLE}[file.share_hq],
        given_on=min((day for day in (file.opened_on, written) if day), default=date.min),
        legal_basis=file.share_hq_basis,
        basis_reason=file.share_hq_basis,
        authorised_by=file.updated_by or file.id,
    )


def _one_since(file: CaseFile) -> datetime:
    """Return the moment since which a merged file is surely one with the other."""
    if file.merged_on is None:
        return file.updated_at or datetime.max.replace(tzinfo=UTC)
    end_of_day = datetime.combine(file.merged_on, time.max, UTC)
    return min(file.updated_at or end_of_day, end_of_day)


def _was_known(line: Consent, since: datetime) -> bool:
    return line.status in NO or line.created_at is None or line.created_at > since


def _overrides(no: Consent, yes: Consent) -> bool:
    return no.case_id != yes.case_id and no.purpose == yes.purpose and reaches(no, yes)


# --- what holds ------------------------------------------------------------------------------------------------


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
        if self.line is None or self.status in (*YES, EXPIRED):
            return False
        return has_basis(self.line) and not names_nobody(self.line)

    @property
    def permits(self) -> bool:
        """Whether it may be done: she agreed, or the law requires it."""
        return self.is_live or self.has_basis


def standing(lines: Iterable[Consent], purpose: str, *, on: date, partner: Partner = NOBODY) -> Standing:
    """Return what holds for a purpose on a day; `partner` is the organisation that it is done with.

    A no that was not answered by a yes since holds, else the newest line. One for a single organisation holds for that
    one alone, and what was refused to it stays refused until she says yes to that very one: a yes to everybody is not a
    yes to whom she fears. A yes to share with a partner who is not named is a yes to nobody.
    """
    about = [line for line in in_order(lines) if line.purpose == purpose and _counts(line, on, partner)]
    stands = next(reversed(_unanswered(about) or about), None)
    return Standing(purpose=purpose, status=status_on(stands, on), line=stands)


def _counts(line: Consent, on: date, partner: Partner) -> bool:
    day, named = said_on(line), names_of(line)
    is_said = day is not None and day <= on and line.status != NOT_ASKED
    is_meant = not named or bool(named & partner)
    return is_said and is_meant and (line.status in NO or not names_nobody(line))


def _unanswered(lines: Sequence[Consent]) -> list[Consent]:
    """Return each no after which no yes was said, in the order of the lines."""
    answers = [line for line in lines if line.status in YES or (line.status not in NO and has_basis(line))]
    return [no for no in lines if no.status in NO and not any(_answers(yes, no) for yes in answers)]


def _answers(yes: Consent, no: Consent) -> bool:
    is_later = (said_on(yes) or date.min) >= (said_on(no) or date.min) and yes.id > no.id
    return is_later and yes.purpose == no.purpose and reaches(no, yes)


def reaches(no: Consent, yes: Consent) -> bool:
    """Say whether a yes is among what a no is about: one to all is about everybody."""
    return not names_of(no) or bool(names_of(no) & names_of(yes))


def said_on(line: Consent) -> date | None:
    """Return from which day a line counts; None for one that never does.

    A yes dated ahead of the day it was written on is a slip and opens nothing, ever; a no counts from then at the latest.
    """
    written = line.created_at.date() if line.created_at else None
    if line.status in NO:
        return min((day for day in (line.given_on, written) if day), default=date.min)
    is_ahead = line.given_on is not None and written is not None and line.given_on > written
    return None if is_ahead else line.given_on


def in_order(lines: Iterable[Consent]) -> list[Consent]:
    """Return lines as they were said, the first one first; those of one day as they were written down."""
    return sorted((line for line in lines if not line.is_void), key=lambda line: (said_on(line) or date.min, line.id))


def status_on(line: Consent | None, on: date) -> str:
    """Return how a line reads on a day: what ran out is to be renewed."""
    if line is None or line.status is None:
        return NOT_ASKED
    is_over = line.expires_on is not None and line.expires_on < on
    return EXPIRED if is_over and line.status not in NO else line.status


def has_basis(line: Consent) -> bool:
    """Say whether a line names a legal basis whole: which one, why, and who decided."""
    return bool(line.legal_basis and line.basis_reason and line.basis_reason.strip() and line.authorised_by)


# --- with whom -------------------------------------------------------------------------------------------------


def names_of(line: Consent) -> Partner:
    """Return for whom alone a line was written; nobody for one about all."""
    return frozenset(filter(None, (line.partner_id, fold(line.partner_in_words or ""))))


def names_nobody(line: Consent) -> bool:
    """Say whether a line is about sharing with a partner and does not say with which one."""
    return line.purpose == SHARE_PARTNER and not names_of(line)


def partner_of(stored: Finds, organisation_id: str | None, in_words: str | None = None) -> Partner:
    """Return an organisation of the directory, or one written in words, under every name by which it is known."""
    names = {organisation_id or "", "" if organisation_id else fold(in_words or "")}
    for one in organisations_meant(stored, organisation_id, in_words):
        names |= {one.id, fold(one.name or ""), fold(one.acronym or "")}
    return frozenset(names - {""})


def organisations_meant(stored: Finds, organisation_id: str | None, in_words: str | None = None) -> list[Organisation]:
    """Return the organisation that is chosen, else those of the directory that are called as it is written in words."""
    if organisation_id:
        chosen = stored.get(Organisation, organisation_id)
        return [chosen] if chosen is not None else []
    written = fold(in_words or "")
    every = stored.find(Organisation) if written else []
    return [one for one in every if written in (fold(one.name or ""), fold(one.acronym or ""))]


def purpose_of(referral: Referral, meant: Sequence[Organisation]) -> str:
    """Return under which purpose of sharing a referral falls: by whom it goes to, else by what is asked for."""
    if any(one.org_type for one in meant):
        return purpose_for(meant)
    if referral.referral_type in TO_AUTHORITIES:
        return SHARE_AUTHORITIES
    return SHARE_UN if referral.referral_type in TO_UNITED_NATIONS else SHARE_PARTNER


def purpose_for(meant: Sequence[Organisation]) -> str:
    """Return under which purpose what goes to an organisation falls; of several of one name, the one that asks most."""
    kinds = {one.org_type for one in meant}
    if kinds and kinds <= AUTHORITIES:
        return SHARE_AUTHORITIES
    return SHARE_UN if kinds == {UNITED_NATIONS} else SHARE_PARTNER


def partners_named(lines: Sequence[Consent], purpose: str) -> list[Partner]:
    """Return the organisations for which lines of a purpose were written, in the order in which they first were."""
    return list(dict.fromkeys(names_of(one) for one in in_order(lines) if one.purpose == purpose and names_of(one)))
