"""One person asks and says why, another one decides: never the same, whatever roles she has.

Who asked is who signed the line of history that the request left; what a request says of itself is not believed. Who
decides has had her key from somebody else, and nothing was done to it since the asking: whom the first one let in or gave
a passphrase, or who came back with the recovery sheet since, is not another person. She decides when she has opened the register herself, or beside the first one with her own passphrase.
"""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from centre_app.language import N_
from centre_app.opening import unlock_keys
from centre_app.problems import Problem, ReadOnlyForYou, as_problems
from centre_app.questions import CENTRE, HEALTH, PROTECTION
from centre_app.records import CaseFile, RetentionEvent, StaffMember
from centre_app.register import Register
from centre_app.retention import erasing
from centre_app.retention.dossier import CLOSED, Dossier, dossier_of
from centre_app.retention.standing import (
    ANONYMISE,
    ASKED,
    DESTROY,
    REFUSED,
    TAKEN_BACK,
    WITHDRAW,
    Standing,
    event_of,
    has_withdrawn,
    holds_of,
    is_in_error,
    standing_of,
)
from centre_app.rights import DIRECTOR
from db import erasing as erased
from db.history import Author, Entry

ASK, DECIDE, DECLINE = "ask_erasing", "decide_erasing", "decline_erasing"  # what history calls them
DECIDES = frozenset({DIRECTOR})  # and the deputy, who is one


class NothingErased(Problem):
    """An erasing that cannot be asked for or decided now. Nothing was changed."""


class ClockDoubtful(NothingErased):
    message = N_("The laptop’s clock seems wrong. A file’s time is not reckoned by it, and nothing was erased.")
    advice = N_("Put the date right first: the line at the top of the window says how, or whom to tell.")


class NotClosed(NothingErased):
    message = N_("This file is not closed. Only a closed file can be erased.")
    advice = N_("Close it first, with all the files of the same person.")


class NotYetDue(NothingErased):
    message = N_("This file must still be kept, until {day}.")
    advice = N_("If the person asks that it goes, write that in the section Consents, and choose that instead.")


class NotLongEnough(NothingErased):
    message = N_(
        "In the time that this file must be kept, nothing was written in the register on {days} days. Those days do not "
        "count: the file stays until {day}."
    )
    advice = N_("Put the date right if it was wrong. If it was right, wait; the time goes on with your work.")


class KeptByLaw(NothingErased):
    message = N_("Something keeps this file: a court case, an inquiry, an order or a letter that is not filed.")
    advice = N_("End it first, or lift it under Administration, Keeping files.")


class NoWordOfHers(NothingErased):
    message = N_("The consent ledger does not say that the person wants the data to go.")
    advice = N_("Write it first in the section Consents: “Data collection and storage”, withdrawn.")


class NotInError(NothingErased):
    message = N_("This file is not closed as opened in error. It is part of the house’s figures and is not destroyed.")
    advice = N_("Close it with the reason “opened in error”, or have it anonymised when its time comes.")


class AskedAlready(NothingErased):
    message = N_("It was asked for already, or done.")
    advice = N_("Look under Administration, Keeping files.")


class WhyIsMissing(NothingErased):
    message = N_("Write in a few words why.")
    advice = N_("Whoever decides will read it. Nothing was changed yet.")


class NotTheSamePerson(NothingErased):
    message = N_("Whoever asked does not decide. Two people are needed.")
    advice = N_("Ask the director or the deputy to decide, at the next login or here with their own passphrase.")


class KeyFromWhoAsked(NothingErased):
    message = N_("This person’s key comes from whoever asked, or was changed since. Two people are needed.")
    advice = N_("Take the request back. Let somebody else ask whose key does not come from whoever decides.")


class NotTheirsToDecide(NothingErased):
    message = N_("Only the director or the deputy decides that a file is erased.")
    advice = N_("Ask one of them to decide.")


class NotAllOpen(NothingErased):
    message = N_("What decides whether this file may go is not open to who is at the laptop: health or protection.")
    advice = N_("Let the director or the deputy decide it when they have opened the register themselves.")


class NothingAsked(NothingErased):
    message = N_("Nobody asks for this any more: it was decided or taken back.")
    advice = N_("Nothing was changed now. The list shows what was decided.")


# --- asking ----------------------------------------------------------------------------------------------------


def ask(register: Register, case_id: str, act: str, *, reason: str) -> RetentionEvent:
    """Ask that somebody's files are anonymised, erased as she wants, or destroyed. Raises NothingErased or NotSaved."""
    if not register.rights.writes(RetentionEvent):
        raise ReadOnlyForYou
    dossier = dossier_of(register, case_id)
    if event_of(register, dossier.case.id) is not None:
        raise AskedAlready
    if not reason.strip():
        raise WhyIsMissing
    check(register, dossier, act)
    stands = standing_of(register, dossier.case.id)
    event = RetentionEvent(
        case_id=dossier.case.id,
        act=act,
        rule=stands.rule if stands is not None and act == ANONYMISE else None,
        asked_on=register.today,
        reason=reason.strip(),
    )
    # beside the lines of the keys, so that nobody is given one in between (`may_decide`)
    register.leave_line(CENTRE, Entry(action=ASK, record_table=event.table, record_id=event.id))
    (saved,) = register.save(event, action=ASK)
    return saved


def check(register: Register, dossier: Dossier, act: str) -> None:
    """Raise NothingErased where an act cannot be asked for, nor decided, as things stand."""
    if register.clock_is_suspect:
        raise ClockDoubtful
    if dossier.case.status != CLOSED or not dossier.is_over:
        raise NotClosed
    if holds_of(register, dossier):
        raise KeptByLaw
    match act:
        case _ if act == ANONYMISE:
            stands = standing_of(register, dossier.case.id)
            if stands is None or stands.ends_on > register.today:
                raise _not_yet(register, stands)
        case _ if act == WITHDRAW:
            if not has_withdrawn(register, dossier):
                raise NoWordOfHers
        case _ if act == DESTROY:
            if not is_in_error(register, dossier):
                raise NotInError
        case _:
            raise AssertionError("no such act")


def _not_yet(register: Register, stands: Standing | None) -> NothingErased:
    if stands is None or not stands.days_silent:
        return NotYetDue(day=stands.ends_on if stands else register.today)
    return NotLongEnough(day=stands.ends_on, days=stands.days_silent)


def possible(register: Register, case: CaseFile) -> list[str]:
    """Return the acts that whoever is at the laptop could ask for this file now."""
    if register.is_headquarters or not register.rights.writes(RetentionEvent) or case.status != CLOSED:
        return []
    dossier = dossier_of(register, case.id)
    if event_of(register, dossier.case.id) is not None:
        return []
    return [act for act in (ANONYMISE, WITHDRAW, DESTROY) if _may_be_asked(register, dossier, act)]


def _may_be_asked(register: Register, dossier: Dossier, act: str) -> bool:
    try:
        check(register, dossier, act)
    except NothingErased:
        return False
    return True


# --- deciding --------------------------------------------------------------------------------------------------


def decide(register: Register, event_id: str, *, told: Callable[[str], object] = lambda step: None) -> RetentionEvent:
    """Decide as whoever is at the laptop, and erase. Raises NothingErased or a DiskProblem; nothing is erased then."""
    event = _asked(register, event_id)
    may_decide(register, event, register.who, register.roles)
    return _erase(register, event, register.author, told)


def decide_beside(
    register: Register,
    event_id: str,
    person: str,
    passphrase: str,
    *,
    told: Callable[[str], object] = lambda step: None,
) -> RetentionEvent:
    """Decide as somebody else who types her own passphrase at this laptop; what is done is signed with her key.

    Raises WrongPassphrase or MustWait as the door does, NothingErased, or a DiskProblem.
    """
    event = _asked(register, event_id)
    with _somebody_else(register, person, passphrase) as (who, roles, author):
        may_decide(register, event, who, roles)
        return _erase(register, event, author, told)


def decline(register: Register, event_id: str) -> RetentionEvent:
    """Refuse what another one asked for, or take back what one asked for oneself. Raises NothingErased or NotSaved."""
    event = _asked(register, event_id)
    is_own = event.created_by == register.who
    if not is_own and not DECIDES & register.roles:
        raise NotTheirsToDecide
    state = TAKEN_BACK if is_own else REFUSED
    declined = dataclasses.replace(event, state=state, decided_by=register.who, decided_at=register.now)
    (saved,) = register.save(declined, action=DECLINE)
    return saved


def may_decide(register: Register, event: RetentionEvent, who: str, roles: frozenset[str]) -> None:
    """Raise NothingErased where a person may not decide what was asked, or nobody may any more."""
    if who == event.created_by:
        raise NotTheSamePerson
    if not DECIDES & roles:
        raise NotTheirsToDecide
    with as_problems():
        if not erased.had_keys_of_her_own(register.vault, who, event.created_by, event.id):
            raise KeyFromWhoAsked
    if not {HEALTH, PROTECTION} <= set(register.vault.compartments):
        raise NotAllOpen
    check(register, dossier_of(register, event.case_id), event.act or "")


def deciders(register: Register, event: RetentionEvent) -> list[StaffMember]:
    """Return who could decide what somebody else asked for: the other directors and deputies, who have a key."""
    slots = [slot for slot in register.keys.key_file.people if DECIDES & set(slot.roles) and not slot.is_suspended]
    members = (register.as_stored.get(StaffMember, slot.id) for slot in slots if slot.id != event.created_by)
    return [member for member in members if member is not None]


@contextmanager
def _somebody_else(register: Register, person: str, passphrase: str) -> Iterator[tuple[str, frozenset[str], Author]]:
    keys = unlock_keys(register.folder, person, passphrase, clock=register.clock)
    try:
        yield keys.person_id, frozenset(keys.slot.roles), Author(who=keys.person_id, sign=keys.sign)
    finally:
        keys.wipe()


def _asked(register: Register, event_id: str) -> RetentionEvent:
    event = register.as_stored.get(RetentionEvent, event_id)
    if not register.can_open(RetentionEvent) or not register.rights.writes(RetentionEvent):
        raise ReadOnlyForYou
    if event is None or event.is_void or event.state != ASKED or event.centre_id != register.centre_id:
        raise NothingAsked
    return event


def _erase(register: Register, event: RetentionEvent, author: Author, told: Callable[[str], object]) -> RetentionEvent:
    dossier = dossier_of(register, event.case_id)
    # beside the lines of the keys, as the asking is: what is done to them afterwards says nothing of this
    register.leave_line(CENTRE, Entry(action=DECIDE, record_table=event.table, record_id=event.id))
    return erasing.carry_out(register, event, dossier, author, told=told)
