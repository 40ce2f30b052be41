"""The consent ledger as the house keeps it: an answer written down, a consent withdrawn, and the one gate for every use.

Whoever wants to do what needs her consent asks `may` or `require`. Lines are only ever added; what they mean together
is told in consent_ledger.py.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from centre_app.casework.house import check_filled
from centre_app.choices import choices
from centre_app.consent_ledger import (
    NO,
    NOBODY,
    SHARE_HQ,
    WITHDRAWN,
    Partner,
    Standing,
    has_basis,
    in_order,
    ledger_of,
    names_of,
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
    advice = N_("Look at the section Consents: it says what holds today.")


# --- the gate --------------------------------------------------------------------------------------------------


def lines_of(register: Register, case_id: str) -> list[Consent]:
    """Return every line of a file's ledger, whoever asks: the gates work for everybody at the laptop."""
    return ledger_of(register.as_stored, case_id)


def standing_of(
    register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: Partner = NOBODY
) -> Standing:
    """Return what holds for a purpose on a day, today when left out; `partner` is the organisation it is done with."""
    return standing(lines_of(register, case_id), purpose, on=on or register.as_stored.latest_day, partner=partner)


def may(register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: Partner = NOBODY) -> bool:
    """Say whether what falls under a purpose may be done: she agreed to it, or the law requires it."""
    return standing_of(register, case_id, purpose, on=on, partner=partner).permits


def require(
    register: Register, case_id: str, purpose: str, *, on: date | None = None, partner: Partner = NOBODY
) -> Consent:
    """Return the line that permits what falls under a purpose. Raises NoConsent."""
    stands = standing_of(register, case_id, purpose, on=on, partner=partner)
    if stands.line is None or not stands.permits:
        raise NoConsent(purpose=purpose, status=stands.status)
    return stands.line


def lines_that_hold(
    register: Register, case_id: str, purposes: Iterable[str], *, partner: Partner = NOBODY
) -> list[Consent]:
    """Return the lines that permit something today, the newest first: to that partner, or to each where none is said."""
    lines, found = lines_of(register, case_id), {}
    for purpose in purposes:
        for one in [partner] if partner else [NOBODY, *partners_named(lines, purpose)]:
            stands = standing(lines, purpose, on=register.as_stored.latest_day, partner=one)
            if stands.permits and stands.line is not None and stands.line.rev:
                found[stands.line.id] = stands.line
    return in_order(found.values())[::-1]


# --- writing ---------------------------------------------------------------------------------------------------


def record_answer(register: Register, line: Consent) -> Consent:
    """Add a line to the ledger, and move her file on where it says who goes to headquarters by name. Raises NotSaved."""
    check_filled(line)
    action = WITHDRAWAL if line.status == WITHDRAWN else CONSENT
    saved = register.save(line, *_in_her_file(register, line), action=action)
    return next(record for record in saved if isinstance(record, Consent))


def withdrawal(register: Register, case_id: str, purpose: str, *, partner: Partner = NOBODY) -> Consent:
    """Return the line that would withdraw what stands for a purpose, not saved yet. Raises NothingToWithdraw.

    Whoever gave it may withdraw it, or somebody else: so it says no name.
    """
    stands = standing_of(register, case_id, purpose, partner=partner)
    if stands.line is None or stands.status in NO:
        raise NothingToWithdraw
    return Consent(
        case_id=case_id,
        purpose=purpose,
        partner_id=stands.line.partner_id,
        partner_in_words=stands.line.partner_in_words,
        status=WITHDRAWN,
        given_on=register.today,
        giver=stands.line.giver,
        language=stands.line.language,
    )


def withdraw(
    register: Register,
    case_id: str,
    purpose: str,
    *,
    mode: str,
    giver: str | None = None,
    partner: Partner = NOBODY,
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
    if line.purpose != SHARE_HQ or names_of(line):
        return
    case = register.get(CaseFile, line.case_id)
    stands = standing([*lines_of(register, line.case_id), line], SHARE_HQ, on=register.as_stored.latest_day)
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
