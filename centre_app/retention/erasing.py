"""Putting what is left in the place of everything that told of somebody, as one act, in all that is open here.

The rows keep their ids and get a new revision, so that the next bundle tells headquarters; their former values, with the
salts by which one could guess, go out of history, whose chain holds without. Drafts, what papers held, the words of the
search and what was typed into it go with them. Of a compartment that nobody here can open it is done when somebody does.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from centre_app import finding
from centre_app.dates import months_after
from centre_app.folding import fold
from centre_app.kinds import BirthDay, Day, Moment, PartialDay
from centre_app.matching import sound_key
from centre_app.problems import NotFound, as_problems
from centre_app.questions import CARE, IDENTITY, Record, moment_text
from centre_app.records import CaseFile, KnownPlace, PersonContact, PersonIdentifier, PersonName, RetentionEvent
from centre_app.records.papers import Paper
from centre_app.register import Register
from centre_app.retention.dossier import ANONYMISED, CLOSED, Dossier, dossier_of, kinds_in, rows_of
from centre_app.retention.left import Rest, nothing_of, places_known
from centre_app.retention.standing import ANONYMISE, DESTROY, DONE, WITHDRAW
from db import bundles, handing_over
from db import erasing as erased
from db.history import Author
from db.vault import Change, Row

ACTIONS: Mapping[str, str] = {ANONYMISE: "anonymise", WITHDRAW: "withdraw_data", DESTROY: "destroy_file"}
_NAMING: Mapping[type[Record], tuple[str, ...]] = {
    PersonName: ("family", "given", "middle"),
    PersonIdentifier: ("value",),
    PersonContact: ("value", "whose"),
}
WAITING = "erasing_waits"  # meta: by the id of an event the compartments in which it is still to be done, as JSON
COPIES_KEPT_MONTHS = 13  # rotation keeps none but the newest for more than twelve; the next may be made a month later
_COUNTED_AFTER = timedelta(days=366)  # a year after an exit a last visit falls due
_SHORTEST_WORD = 3


def carry_out(
    register: Register,
    event: RetentionEvent,
    dossier: Dossier,
    author: Author,
    *,
    told: Callable[[str], object] = lambda compartment: None,
) -> RetentionEvent:
    """Erase what two people have decided, and return the event as it stands for ever. Raises a DiskProblem.

    `told` hears the name of each compartment as its turn comes, and may raise to stop: nothing is erased then.
    """
    here = frozenset(register.vault.compartments)
    with as_problems(), register.vault.transaction():
        act = _Act(register, event, dossier, author)
        for compartment in sorted(here):
            told(compartment)
            act.erase_in(frozenset({compartment}))
        act.finish_beside(here)
        act.write_event()
        _wait_for(register, event.id, set(register.keys.key_file.content.compartments) - here)
    register.kept.look_again()
    done = register.as_stored.get(RetentionEvent, event.id)
    if done is None:
        raise AssertionError("an erasing that was just written is not there")
    return done


def finish(register: Register) -> None:
    """Do in what is open here what others decided while nobody could open it. Raises a DiskProblem."""
    if register.is_headquarters or CARE not in register.vault.compartments:
        return
    with as_problems():
        for event_id, shut in _waiting(register).items():
            left = frozenset(shut) & frozenset(register.vault.compartments)
            event = register.as_stored.get(RetentionEvent, event_id) if left else None
            if event is not None:
                _finish_one(register, event, left, set(shut) - left)


def still_waiting(register: Register, event_id: str) -> tuple[str, ...]:
    """Return the compartments in which something decided is still to be done, by whoever opens them next."""
    return tuple(_waiting(register).get(event_id, ()))


def _finish_one(register: Register, event: RetentionEvent, left: frozenset[str], waits: Collection[str]) -> None:
    try:
        dossier = dossier_of(register, event.case_id)
    except NotFound:
        return
    with register.vault.transaction():
        act = _Act(register, event, dossier, register.author)
        act.erase_in(left)
        act.finish_beside(left)
        _wait_for(register, event.id, waits)


def _waiting(register: Register) -> dict[str, list[str]]:
    waiting: dict[str, list[str]] = json.loads(register.vault.meta().get(WAITING, "{}"))
    return waiting


def _wait_for(register: Register, event_id: str, shut: Collection[str]) -> None:
    waiting = {one: names for one, names in _waiting(register).items() if one != event_id}
    if shut:
        waiting[event_id] = sorted(shut)
    register.vault.put_meta({WAITING: json.dumps(waiting, sort_keys=True)})


class _Act:
    """One erasing under way, inside the caller's transaction."""

    def __init__(self, register: Register, event: RetentionEvent, dossier: Dossier, author: Author) -> None:
        self._register, self._event, self._dossier = register, event, dossier
        self._action = ACTIONS[event.act or ""]
        self._at = moment_text(register.now)
        self._how: dict[str, Any] = {"by": author, "at": self._at, "clock_suspect": register.clock_is_suspect}
        self._who = author.who
        self._rest = rest_for(register, dossier)
        self._names = words_of_hers(register, dossier)
        self._whole_names = whole_names_of(register, dossier)
        self._ids: set[str] = set()
        self._papers: set[str] = set()
        self._emptied = 0

    def erase_in(self, compartments: frozenset[str]) -> None:
        """Put what is left in the place of her rows in some compartments."""
        for kind in kinds_in(compartments):
            rows = [row for row in rows_of(self._register, self._dossier, kind) if row["id"] != self._event.id]
            self._ids |= {row["id"] for row in rows}
            self._papers |= {row["id"] for row in rows if issubclass(kind, Paper)}
            self._put(kind, [(row, self._left_of(kind, row)) for row in rows])

    def _left_of(self, kind: type[Record], row: Row) -> Row:
        if self._event.act == DESTROY and kind is not RetentionEvent:
            return nothing_of(kind, row, at=self._at, by=self._who)
        left = self._rest.of(kind, row)
        if kind is CaseFile and row["status"] == CLOSED:
            left["status"] = ANONYMISED
        return left

    def _put(self, kind: type[Record], changed: Iterable[tuple[Row, Row]]) -> None:
        """Rewrite the rows of which something goes, or went before: others stay, with their lines."""
        vault = self._register.vault
        changed = [*changed]
        told = erased.with_former_values(vault, kind.compartment, [row["id"] for row, _ in changed])
        left = [left for row, left in changed if left != row or row["id"] in told]
        own = [row for row in left if row["centre_id"] == self._register.centre_id]
        others = [row for row in left if row["centre_id"] != self._register.centre_id]
        if own:
            handing_over.forget_former(vault, kind.table, own)
            vault.write_within([Change(table=kind.table, row=row, action=self._action) for row in own], **self._how)
        handing_over.erase(vault, kind.table, others, action=self._action, **self._how)
        self._emptied += len(left)

    def finish_beside(self, compartments: frozenset[str]) -> None:
        """Erase what stands beside rows: drafts, what papers held, the words of the search and those typed into it."""
        register, vault = self._register, self._register.vault
        handing_over.erase_beside(vault, self._dossier.ids, self._ids | self._dossier.persons, self._papers)
        erased.forget_drafts(vault, lambda answers: names_whole(answers, self._whole_names))
        if IDENTITY in compartments:
            entries = finding.entries_of(vault, register.centre_id, self._dossier.persons)
            bundles.put_searchable(vault, entries)
            handing_over.forget_words(vault)
            erased.forget_searches(vault, lambda typed: names_one_of(typed, self._names))

    def write_event(self) -> None:
        """Let the event say for ever what was done, without a word of why."""
        register, vault = self._register, self._register.vault
        seq, line = bundles.head(vault, CARE)
        row = vault.get(RetentionEvent.table, self._event.id)
        if row is None:
            raise AssertionError("an erasing that was asked for is not there")
        row |= {
            "state": DONE,
            "reason": None,
            "decided_by": self._who,
            "decided_at": self._at,
            "certificate": _next_number(register),
            "line": f"{seq} {line.hex()[:16].upper()}",
            "records_count": self._emptied,
            "papers_count": len(self._papers),
            "backups_until": months_after(register.today.replace(day=1), COPIES_KEPT_MONTHS).isoformat(),
        }
        handing_over.forget_former(vault, RetentionEvent.table, [row])
        vault.write_within([Change(table=RetentionEvent.table, row=row, action=self._action)], **self._how)


def _next_number(register: Register) -> str:
    """Return the number of the next certificate: "SEG-C26-0001". None is ever given twice."""
    begins = f"{register.code}-C{register.today:%y}-"
    given = (event.certificate or "" for event in register.as_stored.find(RetentionEvent, with_void=True))
    last = max((int(number.removeprefix(begins)) for number in given if number.startswith(begins)), default=0)
    return f"{begins}{last + 1:04d}"


def rest_for(register: Register, dossier: Dossier) -> Rest:
    """Return what makes the rows of a person poorer, as they stand now."""
    return Rest(*_days_counted(register, dossier), places=places_of(register))


def places_of(register: Register) -> frozenset[str]:
    """Return the places that the directory knows."""
    return places_known(place.name for place in register.as_stored.find(KnownPlace))


def _days_counted(register: Register, dossier: Dossier) -> tuple[date, date]:
    """Return the first and the last day on which some figure may count her."""
    days = [
        day for kind in kinds_in(frozenset(register.vault.compartments)) for day in _days_in(register, dossier, kind)
    ]
    first, last = min(days, default=register.today), max(days, default=register.today)
    return first, min(last + _COUNTED_AFTER, register.today)


def _days_in(register: Register, dossier: Dossier, kind: type[Record]) -> Iterable[date]:
    asked = [
        (name, one.kind) for name, one in kind.questions.items() if isinstance(one.kind, (Day, Moment, PartialDay))
    ]
    columns = [column for name, of_day in asked if not isinstance(of_day, BirthDay) for column in of_day.columns(name)]
    for row in rows_of(register, dossier, kind) if columns else ():
        written = (row[column] for column in columns if row[column] and not column.endswith("_prec"))
        for day in (date.fromisoformat(str(text)[:10]) for text in written):
            if day <= register.today:
                yield day


def words_of_hers(register: Register, dossier: Dossier) -> frozenset[str]:
    """Return the words, and how they sound, by which somebody may have searched for her."""
    if IDENTITY not in register.vault.compartments:
        return frozenset()
    rows = [(row, columns) for kind, columns in _NAMING.items() for row in rows_of(register, dossier, kind)]
    texts = [str(row[column] or "") for row, columns in rows for column in columns]
    texts += erased.former_texts(register.vault, IDENTITY, [row["id"] for row, _ in rows])
    words = {word for text in texts for word in fold(text).split() if len(word) >= _SHORTEST_WORD}
    return frozenset(words | {sound_key(word) for word in words}) - {""}


def whole_names_of(register: Register, dossier: Dossier) -> list[frozenset[str]]:
    """Return the words of each of her names that has more than one: one word alone names others too."""
    if IDENTITY not in register.vault.compartments:
        return []
    rows = rows_of(register, dossier, PersonName)
    names = (frozenset(fold(f"{row['family'] or ''} {row['given'] or ''}").split()) for row in rows)
    return [name for name in names if len(name) > 1]


def names_whole(answers: str, names: Collection[frozenset[str]]) -> bool:
    """Say whether what was typed in a form holds a whole name, in whichever order."""
    words = set(fold(json.dumps(json.loads(answers), ensure_ascii=False)).split())
    return any(name <= words for name in names)


def names_one_of(typed: str, names: Collection[str]) -> bool:
    """Say whether a search names somebody: by a word of hers, by how it sounds, or by how one begins."""
    words = tuple(word for word in fold(typed).split() if len(word) >= _SHORTEST_WORD)
    begins = any(name.startswith(words) for name in names) if words else False
    return begins or any(sound_key(word) in names for word in words)
