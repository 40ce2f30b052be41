"""The consent ledger as the house keeps it: an answer written down, a consent withdrawn, and the one gate for every use.

Whoever wants to do what needs her consent asks `may` or `require`. Lines are only ever added; what they mean together
is told in consent_ledger.py.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from centre_app.casework.house import check_filled
from centre_app.choices import choices
from centre_app.consent_ledger import (
    GIVEN,
    NO,
    NOT_ASKED,
    REFUSED,
    SHARE_HQ,
    WITHDRAWN,
    Standing,
    has_basis,
    ledger_of,
    partners_named,
    standing,
)
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import CaseFile, Consent
from centre_app.register import Register

CONSENT, WITHDRAWAL = "consent", "withdraw_consent"  # what history calls them


class NoConsent(Problem):
    """What somebody wants to do is not agreed to; `purpose` and `status` are keys of their lists."""

    message = N_("There is no consent for this: “{purpose}” stands at “{status}”.")
    advice = N_("Ask for it in the section Consents, or write down there which law allows it and why.")

    def __init__(self, *, purpose: str, status: str) -> None:
        super().__init__(purpose=purpose, status=status)

    def said_in(self, language: Language) -> str:
        purpose = choices("consent_type").label(self.parts["purpose"], language)
        status = choices("consent_status").label(self.parts["status"], language)
        said = language.say(self.message, purpose=purpose, status=status)
        return f"{said} {language.say(self.advice)}"


class NothingToWithdraw(Problem):
    message = N_("There is no consent here that could be withdrawn.")


# --- the gate --------------------------------------------------------------------------------------------------


def lines_of(register: Register, case_id: str) -> list[Consent]:
    """Return every line of a file's ledger, whoever asks: the gates work for everybody at the laptop.

    What her file alone says of headquarters, written before there was a ledger, stands first among them.
    """
    lines = ledger_of(register.as_stored, case_id)
    if not any(line.purpose == SHARE_HQ for line in lines):
        lines = [*_said_in_her_file(register, case_id), *lines]
    return lines


def _said_in_her_file(register: Register, case_id: str) -> Iterator[Consent]:
    case = register.as_stored.get(CaseFile, case_id)
    if case is not None and case.share_hq is not None:
        status = GIVEN if case.share_hq else REFUSED
        yield Consent(id="", case_id=case_id, purpose=SHARE_HQ, status=status, given_on=case.opened_on)


def standing_of(
    register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: str | None = None
) -> Standing:
    """Return what holds for a purpose on a day, today when left out; `partner` is the organisation it is done with."""
    return standing(lines_of(register, case_id), purpose, on=on or register.today, partner=partner)


def may(register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: str | None = None) -> bool:
    """Say whether what falls under a purpose may be done: she agreed to it, or the law requires it."""
    return standing_of(register, case_id, purpose, on=on, partner=partner).permits


def require(
    register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: str | None = None
) -> Consent:
    """Return the line that permits what falls under a purpose. Raises NoConsent."""
    stands = standing_of(register, case_id, purpose, on=on, partner=partner)
    if stands.line is None or not stands.permits:
        raise NoConsent(purpose=purpose, status=stands.status)
    return stands.line


# --- writing ---------------------------------------------------------------------------------------------------


def record_answer(register: Register, line: Consent) -> Consent:
    """Add a line to the ledger, and move her file on where it says who goes to headquarters by name. Raises NotSaved."""
    check_filled(line)
    action = WITHDRAWAL if line.status == WITHDRAWN else CONSENT
    saved = register.save(line, *_in_her_file(register, line), action=action)
    return next(record for record in saved if isinstance(record, Consent))


def withdrawal(register: Register, case_id: str, purpose: str, *, partner: str | None = None) -> Consent:
    """Return the line that would withdraw what stands for a purpose, not saved yet. Raises NothingToWithdraw."""
    stands = standing_of(register, case_id, purpose, partner=partner)
    if stands.line is None or stands.status in NO:
        raise NothingToWithdraw
    return Consent(
        case_id=case_id,
        purpose=purpose,
        partner_id=stands.line.partner_id,
        status=WITHDRAWN,
        given_on=register.today,
        giver=stands.line.giver,
        giver_name=stands.line.giver_name,
        language=stands.line.language,
    )


def withdraw(
    register: Register, case_id: str, purpose: str, *, mode: str, giver: str | None = None, partner: str | None = None
) -> Consent:
    """Withdraw today what stands for a purpose; whoever gave it withdraws it, unless it is said who does.

    Raises NothingToWithdraw or NotSaved.
    """
    line = withdrawal(register, case_id, purpose, partner=partner)
    return record_answer(register, dataclasses.replace(line, mode=mode, giver=giver or line.giver))


def _in_her_file(register: Register, line: Consent) -> Iterator[Record]:
    """Yield her file with what it says of headquarters, where that changes and is this person's to write.

    Where it is not, the ledger alone decides who is named in a bundle (exchange/consent.py).
    """
    if line.purpose != SHARE_HQ or line.partner_id is not None:
        return
    case = register.get(CaseFile, line.case_id)
    stands = standing([*lines_of(register, line.case_id), line], SHARE_HQ, on=register.today)
    if case is None or stands.line is None:
        return
    basis = stands.line.legal_basis if has_basis(stands.line) else None
    told = dataclasses.replace(case, share_hq=_yes_or_no(stands), share_hq_basis=basis)
    if told != case and register.may_write(told):
        yield told


def _yes_or_no(stands: Standing) -> bool | None:
    if stands.is_live:
        return True
    return False if stands.status in NO else None


# --- what is told elsewhere ------------------------------------------------------------------------------------

YES, LIMITED, NOT, TO_RENEW, BY_LAW = "yes", "limited", "no", "to_renew", "by_law"
_ANSWERS = {"given": YES, "given_partial": LIMITED, "refused": NOT, "withdrawn": NOT, "expired": TO_RENEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the care plan's table: a purpose, the answer in one word, the day of it.

    `partner_id` names an organisation only where she agreed to it: whom she refused is told nobody.
    """

    purpose: str
    answer: str
    said_on: date | None
    partner_id: str | None = None


def consents_told(register: Register, case_id: str, *, on: date | None = None) -> list[Told]:
    """Return what she answered, purpose by purpose in the order of the list; what was never asked is left out."""
    lines, day = lines_of(register, case_id), on or register.today
    told = []
    for purpose in choices("consent_type").keys:
        told += [one for one in (_told(standing(lines, purpose, on=day)),) if one]
        for partner in partners_named(lines, purpose):
            stands = standing(lines, purpose, on=day, partner=partner)
            if stands.line is not None and stands.line.partner_id == partner and stands.is_live:
                told += [dataclasses.replace(one, partner_id=partner) for one in (_told(stands),) if one]
    return told


def _told(stands: Standing) -> Told | None:
    answer = BY_LAW if stands.has_basis else _ANSWERS.get(stands.status)
    if stands.status == NOT_ASKED or answer is None or stands.line is None:
        return None
    return Told(purpose=stands.purpose, answer=answer, said_on=stands.line.given_on)
