"""Where every file stands with its time: due, kept by something, asked for, done. Derived from the records and the day.

A wrong clock makes nothing due: nobody is offered to erase what a battery made old (rule V26). Nor does a clock that is
moved on step by step: time in which nothing was written is not time that a file was kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from centre_app.agenda.law import ENDED
from centre_app.casework.belongings import still_kept
from centre_app.consent_ledger import DATA_STORAGE, WITHDRAWN, ledger_of, standing
from centre_app.dates import Birth, birthday
from centre_app.kinds import BirthDay
from centre_app.problems import NotFound, as_problems
from centre_app.questions import CARE, PROTECTION, moment_text
from centre_app.records import Belonging, CaseFile, CustodyOrder, Exit, LegalCase, Letter, RetentionEvent, RetentionHold
from centre_app.register import Register
from centre_app.retention.dossier import CLOSED, Dossier, dossier_of, lived
from centre_app.retention.periods import SHORTEST, SHORTEST_OF_WHO_STAYED, Lived, ends_on, periods
from db import erasing
from db.vault import Row

ASKED, DONE, REFUSED, TAKEN_BACK = "asked", "done", "refused", "taken_back"  # of the list retention_state
ANONYMISE, WITHDRAW, DESTROY = "anonymise", "withdraw", "destroy"  # of the list retention_act
COURT_CASE, LETTER, CUSTODY, OPEN_FILE = "court_case", "letter", "custody", "open_file"
THINGS = "things"  # of hers, which the house still keeps
IN_ERROR = "case_error"
MOST = 200
LONGEST_SILENCE = timedelta(days=7)  # a house in which children live writes something each week


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One person's files: from which day they need not be kept, by which rule, and what keeps them all the same.

    `holds` are keys of the list `retention_hold`, or LETTER, CUSTODY, THINGS, OPEN_FILE. `days_silent` are those in which nothing
    was written although by the calendar alone the file's time had come: `ends_on` is later by as many.
    """

    dossier: Dossier
    ends_on: date
    rule: str
    days_silent: int = 0
    holds: tuple[str, ...]


def look(register: Register, *, limit: int = MOST) -> list[Standing]:
    """Return up to so many files whose time has come, the first closed first, those that something keeps among them.

    None under a clock that is doubted, nor where what decides is shut.
    """
    if register.is_headquarters or register.clock_is_suspect or not _can_tell(register):
        return []
    due = (_if_due(register, case_id) for case_id in _old_enough(register))
    return list(islice((found for found in due if found is not None), limit))


def standing_of(register: Register, case_id: str) -> Standing | None:
    """Return when one closed file's time comes, past or not; None for one that is not closed."""
    dossier = dossier_of(register, case_id)
    closed_on = dossier.closed_on
    if dossier.case.status != CLOSED or closed_on is None or not _can_tell(register):
        return None
    day, rule = ends_on(lived(register, dossier, closed_on), periods(register))
    silent = days_silent(register, closed_on) if day <= register.today else 0
    return Standing(
        dossier=dossier,
        ends_on=day + timedelta(days=silent),
        rule=rule,
        days_silent=silent,
        holds=tuple(holds_of(register, dossier)),
    )


def days_silent(register: Register, since: date) -> int:
    """Return the days since then on which the register lay still, beyond a week each time.

    Before its first line there was another register, on paper.
    """
    begun = datetime.combine(since, time(), UTC)
    with as_problems():
        silences = erasing.silences(
            register.vault, moment_text(begun), moment_text(register.now), longest=LONGEST_SILENCE
        )
        return sum((silent - LONGEST_SILENCE).days for silent in silences)


def _can_tell(register: Register) -> bool:
    return {CARE, PROTECTION} <= set(register.vault.compartments)


def _if_due(register: Register, case_id: str) -> Standing | None:
    try:
        found = standing_of(register, case_id)
    except NotFound:
        return None
    return found if found is not None and found.ends_on <= register.today else None


def _old_enough(register: Register) -> Iterator[str]:
    """Yield the closed files whose own records let them go by today, and for which nobody has asked yet."""
    until, who_stayed = (_years_ago(register.today, years) for years in (SHORTEST, SHORTEST_OF_WHO_STAYED))
    rules, waiting = periods(register), {event.case_id for event in events(register, ASKED)}
    with as_problems():
        for row in erasing.closed_until(register.vault, register.centre_id, until, who_stayed=who_stayed):
            if row["id"] not in waiting and ends_on(_lived_of(row), rules)[0] <= register.today:
                yield row["id"]


def _years_ago(day: date, years: int) -> str:
    return (birthday(day, -years) + timedelta(days=1)).isoformat()


def _lived_of(row: Row) -> Lived:
    birth: Birth | None = BirthDay().from_row("birth", row)
    return Lived(
        closed_on=date.fromisoformat(row["closed_on"]),
        birth=birth,
        was_here=bool(row["was_here"]),
        last_care=date.fromisoformat(row["last_care"]) if row["last_care"] else None,
        last_legal=date.fromisoformat(row["last_legal"]) if row["last_legal"] else None,
        is_about_a_crime=bool(row["is_about_a_crime"]),
    )


def holds_of(register: Register, dossier: Dossier) -> list[str]:
    """Return what keeps somebody's files whatever their age, each once: a court case, an inquiry, what is not finished."""
    stored, of_hers = register.as_stored, sorted(dossier.ids)
    found = [hold.why or "" for hold in stored.find(RetentionHold, case_id=of_hers, lifted_on=None)]
    if stored.can_open(LegalCase) and any(case.status not in ENDED for case in stored.find(LegalCase, case_id=of_hers)):
        found.append(COURT_CASE)
    orders = stored.find(CustodyOrder, case_id=of_hers, ended_on=None) if stored.can_open(CustodyOrder) else []
    if any(order.to_on is not None and order.to_on > register.today for order in orders):
        found.append(CUSTODY)
    if stored.find(Letter, case_id=of_hers, filed_at=None):
        found.append(LETTER)
    if still_kept(stored.find(Belonging, case_id=of_hers)):
        found.append(THINGS)
    if not dossier.is_over:
        found.append(OPEN_FILE)
    return list(dict.fromkeys(found))


def events(register: Register, *states: str) -> list[RetentionEvent]:
    """Return what was asked for or done, the newest first; nothing where it is kept for others."""
    return register.find_open(RetentionEvent, state=list(states))[::-1]


def event_of(register: Register, case_id: str) -> RetentionEvent | None:
    """Return the erasing of somebody's files that is asked for or done; None where neither is."""
    stored = register.as_stored.find(RetentionEvent, case_id=case_id, state=[ASKED, DONE])
    return stored[-1] if stored else None


def has_withdrawn(register: Register, dossier: Dossier) -> bool:
    """Say whether the consent ledger holds her own word that what is kept of her shall go."""
    lines = ledger_of(register.as_stored, dossier.case.id)
    return standing(lines, DATA_STORAGE, on=register.as_stored.latest_day).status == WITHDRAWN


def is_in_error(register: Register, dossier: Dossier) -> bool:
    """Say whether all her files say of themselves that they were opened in error."""
    exits: Sequence[Exit] = register.as_stored.find(Exit, case_id=sorted(dossier.ids))
    said = {left.case_id for left in exits if left.reason == IN_ERROR}
    return all(_says_error(file, said) for file in dossier.files)


def _says_error(file: CaseFile, said: set[str]) -> bool:
    return file.closed_because == IN_ERROR or file.id in said or file.merged_into_id is not None
