"""Who did what: the lines of every open history together, the newest first, narrowed and read a page at a time.

For the director and the auditor (rights.py, "audit"). A line says who, when, what kind of act, on what kind of record and
in which file; which questions changed and what was searched for it says only to somebody who may read that. The order is
each history's own; a line under a doubted clock stands where its number puts it.
"""

import heapq
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from centre_app.acts import acts_of
from centre_app.areas import AUDIT
from centre_app.kept_for_others import KEPT
from centre_app.paper_sheets import written_on_paper
from centre_app.problems import SectionShut, as_problems
from centre_app.questions import CARE, CENTRE, IDENTITY, Record, moment_of, moment_text
from centre_app.records import BY_TABLE, CaseFile, Person, PresenceNight, StaffMember
from centre_app.register import Register
from centre_app.residents import numbered_cases
from centre_app.trail import ROLL_CALL
from db import trace
from db.history import Entry
from db.vault import Row

SEARCH = "search"
PAGE = trace.PAGE
LATEST = date(9999, 12, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; what is empty narrows nothing. `case_words` is a number as people type it, `kind` one of acts.py."""

    who: str = ""
    case_words: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a history, as it may be told to whoever reads it."""

    compartment: str
    seq: int
    at: datetime
    clock_suspect: bool
    who: str
    action: str
    table: str
    record_id: str
    labels: tuple[str, ...] = ()  # the questions that changed
    words: str = ""  # what was searched for
    about: str = ""  # the member of staff whom it is about, where that is somebody else
    case_id: str = ""
    code: str = ""
    on_paper: date | None = None  # the day of the sheet from which it was typed
    count: int = 1  # of a roll call: how many nights it wrote as one

    @property
    def key(self) -> str:
        return f"{self.compartment}.{self.seq}"


class Journal:
    """The lines that answer to what is asked. Raises SectionShut for whoever may not read the trace."""

    def __init__(self, register: Register, asked: Asked) -> None:
        if not register.rights.may_read(AUDIT):
            raise SectionShut
        self._register, self.is_at_end = register, False
        vault = register.vault
        with as_problems():
            narrowing = _narrowing(register, asked)
        self._rows: Iterator[tuple[str, Row]] = heapq.merge(
            *(_told(name, trace.lines(vault, name, narrowing)) for name in vault.compartments),
            key=lambda told: str(told[1]["placed_at"]),
            reverse=True,
        )

    def more(self, count: int = PAGE) -> list[Line]:
        """Return what follows, of up to so many lines; a roll call is told as one."""
        with as_problems():
            rows = list(islice(self._rows, count))
            self.is_at_end = len(rows) < count
            return list(_folded(_lines(self._register, rows)))


def _told(compartment: str, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    return ((compartment, row) for row in rows)


def note_search(register: Register, words: str) -> None:
    """Let history tell of a search. What was typed may be a name: it stands beside the names, or nowhere."""
    if IDENTITY in register.vault.compartments:
        register.leave_line(IDENTITY, Entry(action=SEARCH, record_table=CaseFile.table, was={"words": words}))
    else:
        register.leave_line(CENTRE, Entry(action=SEARCH, record_table=CaseFile.table))


def people_of(register: Register) -> list[tuple[str, str]]:
    """Return who may be asked for: everybody of the team there ever was, (id, name), by name."""
    staff = register.find(StaffMember, with_void=True)
    return sorted(((one.id, one.name or one.staff_code or "") for one in staff), key=lambda one: one[1])


# --- narrowing -------------------------------------------------------------------------------------------------


def _narrowing(register: Register, asked: Asked) -> trace.Narrowing:
    return trace.Narrowing(
        who=asked.who or None,
        actions=acts_of(asked.kind) if asked.kind else None,
        records=_records_of(register, numbered_cases(register, asked.case_words)) if asked.case_words else None,
        since=_midnight(asked.since) if asked.since else None,
        before=_midnight(min(asked.until, LATEST) + timedelta(days=1)) if asked.until else None,
    )


def _midnight(day: date) -> str:
    """Return when a day begins here, as moments are stored."""
    return moment_text(datetime.combine(day, time()).astimezone())


def _records_of(register: Register, case_ids: Collection[str]) -> frozenset[str]:
    """Return the ids of all that belongs to these files in the compartments that are open, withdrawn or not."""
    stored = register.as_stored
    cases = stored.rows(CaseFile, ("id", "person_id"), with_void=True, id=list(case_ids)) if case_ids else []
    belongs = {"case_id": [row["id"] for row in cases], "person_id": [row["person_id"] for row in cases]}
    found = {one for ids in belongs.values() for one in ids}
    for record_type in BY_TABLE.values():
        asked = next((name for name in belongs if name in record_type.questions), "")
        if cases and asked and register.vault.has_table(record_type.table):
            rows = stored.rows(record_type, ("id",), with_void=True, **{asked: belongs[asked]})
            found |= {row["id"] for row in rows}
    return frozenset(found)


# --- telling ---------------------------------------------------------------------------------------------------


def _lines(register: Register, rows: list[tuple[str, Row]]) -> list[Line]:
    stored = _rows_told_of(register, [row for _, row in rows])
    cases = _cases_of(register, stored)
    sheets = written_on_paper(register, created_at=sorted({moment_of(row["at"]) for _, row in rows})) if rows else {}
    lines = []
    for compartment, row in rows:
        key = (row["record_table"] or "", row["record_id"] or "")
        case_id, code = cases.get(key, ("", ""))
        lines.append(
            Line(
                compartment=compartment,
                seq=row["seq"],
                at=moment_of(row["at"]),
                clock_suspect=bool(row["clock_suspect"]),
                who=row["who"],
                action=row["action"],
                table=key[0],
                record_id=key[1],
                labels=_labels(register, row, stored.get(key)),
                words=_was(row).get("words", "") if row["action"] == SEARCH else "",
                about=key[1] if key[0] == StaffMember.table and key[1] != row["who"] else "",
                case_id=case_id,
                code=code,
                on_paper=sheet.written_on if (sheet := sheets.get((row["who"], moment_of(row["at"])))) else None,
            )
        )
    return lines


def _folded(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with the nights of one roll call as one: they were written together, a night for each resident."""
    for _, together in groupby(lines, key=lambda line: (line.at, line.who) if line.action == ROLL_CALL else line.key):
        told = list(together)
        first, *others = [line for line in told if line.table == PresenceNight.table] or told
        yield replace(first, count=1 + len(others), case_id="", code="") if others else first


def _rows_told_of(register: Register, rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Return the records that lines tell of, as they stand, by table and id."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        if row["record_table"] in BY_TABLE and row["record_id"]:
            ids.setdefault(row["record_table"], set()).add(row["record_id"])
    return {
        (table, found["id"]): found
        for table, wanted in ids.items()
        if register.vault.has_table(table)
        for found in register.vault.select(table, {"id": wanted}, with_void=True)
    }


def _cases_of(register: Register, stored: Mapping[tuple[str, str], Row]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the file to which each of these records belongs, (id, code); a person's is her latest."""
    if CARE not in register.vault.compartments:
        return {}
    belongs = {key: _belongs_to(key[0], row) for key, row in stored.items()}
    by_case = _codes(register, id=sorted({case for case, _ in belongs.values() if case}))
    by_person = _codes(register, person_id=sorted({person for case, person in belongs.values() if person and not case}))
    cases = {row["id"]: (row["id"], row["code"] or "") for row in by_case}
    of_person = {row["person_id"]: (row["id"], row["code"] or "") for row in by_person}
    told = {key: cases.get(case) or of_person.get(person) for key, (case, person) in belongs.items()}
    return {key: case for key, case in told.items() if case}


def _belongs_to(table: str, row: Row) -> tuple[str, str]:
    """Return the case or else the person that a record is about, by their ids."""
    if table == CaseFile.table:
        return row["id"], ""
    if table == Person.table:
        return "", row["id"]
    return row.get("case_id") or "", row.get("person_id") or row.get("from_person_id") or ""


def _codes(register: Register, **where: list[str]) -> list[Row]:
    if not all(where.values()):
        return []
    return register.as_stored.rows(CaseFile, ("id", "person_id", "code"), with_void=True, **where)


def _was(row: Row) -> dict[str, str]:
    found = json.loads(row["was"] or "{}")
    return found if isinstance(found, dict) else {}


def _labels(register: Register, row: Row, stored: Row | None) -> tuple[str, ...]:
    """Return the questions that a change answered otherwise, as far as she may read them."""
    record_type = BY_TABLE.get(row["record_table"] or "")
    if record_type is None or stored is None or not register.can_open(record_type):
        return ()
    shown = register.kept.shown(record_type, [stored])
    if not shown:
        return ()
    kept = {name for name, why in json.loads(shown[0].get("missing") or "{}").items() if why == KEPT}
    return tuple(_changed_labels(record_type, set(_was(row)), kept))


def _changed_labels(record_type: type[Record], changed: set[str], kept: set[str]) -> Iterator[str]:
    for name, question in record_type.questions.items():
        if question.label and name not in kept and changed & set(question.kind.columns(name)):
            yield question.label
