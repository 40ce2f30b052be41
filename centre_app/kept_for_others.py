"""What is kept for others inside a compartment that opens: restricted and sealed files and records, single answers.

A record that asks `confidentiality` is standard, restricted or sealed. Restricted is read by those to whom it belongs:
whoever wrote it, the case manager, whoever the plan names, the director (at headquarters its supervisor), and for other
records than case files whoever writes that area. Others say why first (casework/break_glass.py). Sealed is read by
whoever wrote it, and by the director once she says why; to everybody else only the number of the file shows that it
exists. A closed file closes all its records but those by which the house is run: who sleeps where, who is there, what
she is allergic to. Files that were merged are one girl's: what closes one of them closes all, and whoever follows the
one that was kept follows all.

The table of rights is in rights.py; a register asks this module about every row that it gives away.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from centre_app.choices.keys import Confidentiality
from centre_app.from_headquarters import CORRECTIONS
from centre_app.merged_files import families
from centre_app.problems import as_problems
from centre_app.questions import CARE, Record, columns_of, from_row, to_row
from centre_app.records import (
    BY_TABLE,
    BedAssignment,
    CaseFile,
    HealthBrief,
    Person,
    PersonLink,
    PersonName,
    PlanAction,
    PlanGoal,
    PresenceNight,
    Stay,
)
from centre_app.rights import EVERYWHERE, LEADERS, Right, Rights
from db import queries
from db.vault import Row, Vault

R = TypeVar("R", bound=Record)

NEEDS_REASON, HIDDEN = "needs_reason", "hidden"
KEPT = "kept_for_others"  # key of missing_reason for an answer that is not given to whoever asks
ASKED = "confidentiality"
CONFIDENTIAL = frozenset({Confidentiality.RESTRICTED, Confidentiality.SEALED})

# What stays open of a closed file, because the house is run by it.
_OF_RESTRICTED = frozenset({CaseFile, Person, PersonLink, PersonName, Stay, BedAssignment, PresenceNight, HealthBrief})
_OF_SEALED = frozenset({CaseFile, PersonLink, Stay, BedAssignment, PresenceNight})
_SAID_OF_SEALED = frozenset({"code", "person_id", "status", "merged_into_id", ASKED})
_CORRECTED = ("record_table", "record_id", "question")
_CLOSER = ("", NEEDS_REASON, HIDDEN)  # the closest last
_STAYS_OPEN = {NEEDS_REASON: _OF_RESTRICTED, HIDDEN: _OF_SEALED}
# What of a closed file nobody changes to whom it is closed: each would open it.
_OPENS = ("referent_id", "merged_into_id", ASKED)


class KeptForOthers:
    """What one person at an open register is not shown. It is worked out once and again after a file has changed."""

    def __init__(self, vault: Vault, rights: Rights, who: str, *, opened: set[str]) -> None:
        self._vault, self._rights, self._who = vault, rights, who
        self._opened = opened  # ids of what she opened with a reason since she unlocked
        self._closed: Mapping[str, str] | None = None
        self._closed_persons: Mapping[str, str] = {}

    def look_again(self) -> None:
        """Forget which files are closed: one of them may have changed, or was opened."""
        self._closed = None

    # --- whole files -------------------------------------------------------------------------------------------

    @property
    def closed_cases(self) -> Mapping[str, str]:
        """Return the files that are closed to her, by case id: NEEDS_REASON or HIDDEN. Nearly always there are none."""
        if self._closed is None:
            with as_problems():
                self._closed = self._find_closed()
        return self._closed

    @property
    def hidden_persons(self) -> frozenset[str]:
        """Return the persons of whom she is not to know that they are in the register."""
        return self._persons_closed(HIDDEN) if self.closed_cases else frozenset()

    @property
    def closed_persons(self) -> frozenset[str]:
        """Return the persons of files that are closed to her, in whichever way."""
        return frozenset(self._closed_persons) if self.closed_cases else frozenset()

    def _persons_closed(self, how: str) -> frozenset[str]:
        return frozenset(person for person, closed in self._closed_persons.items() if closed == how)

    def _find_closed(self) -> Mapping[str, str]:
        """Return how each closed file is closed: as it is itself, or as the closest of those that are one with it."""
        if CARE not in self._vault.compartments:
            return {}
        one_with = families(self._vault)
        rows = queries.confidential_cases(self._vault, beside=list(one_with))
        hers = queries.cases_naming(self._vault, [row["id"] for row in rows], self._who) if rows else frozenset()
        hers |= {row["id"] for row in rows if row["referent_id"] == self._who}
        closed = {row["id"]: self._how_closed_is_a_case(row, one_with, hers) for row in rows}
        for case_id, family in one_with.items():
            if case_id in closed:
                closed[case_id] = max((closed.get(one, "") for one in family), key=_CLOSER.index)
        self._closed_persons = {row["person_id"]: closed[row["id"]] for row in rows if closed[row["id"]]}
        return {case_id: how for case_id, how in closed.items() if how}

    def _how_closed_is_a_case(self, row: Row, one_with: Mapping[str, frozenset[str]], hers: Collection[str]) -> str:
        family = one_with.get(row["id"], frozenset({row["id"]}))
        if row[ASKED] not in CONFIDENTIAL or row["created_by"] == self._who or not family.isdisjoint(self._opened):
            return ""
        if row[ASKED] == Confidentiality.SEALED:
            return NEEDS_REASON if self._leads else HIDDEN
        followed = row["merged_into_id"] or row["id"]
        return "" if self._leads or followed in hers else NEEDS_REASON

    @property
    def _leads(self) -> bool:
        return not LEADERS.isdisjoint(self._rights.roles)

    # --- single records ----------------------------------------------------------------------------------------

    def how_closed(self, record_type: type[Record], row: Mapping[str, Any]) -> str:
        """Return NEEDS_REASON or HIDDEN for a row that is kept for others; "" for one that is open to her."""
        if row["id"] in self._opened:
            return ""
        if self._rights.of(record_type).only_typed and row["created_by"] != self._who:
            return HIDDEN
        if record_type in CORRECTIONS:
            return "" if self._is_shown_what_it_corrects(row) else HIDDEN
        by_case = self._closed_by_case(record_type, row) if self.closed_cases else ""
        return by_case or self._closed_by_itself(record_type, row)

    def _is_shown_what_it_corrects(self, row: Mapping[str, Any]) -> bool:
        """Say whether the answer that a correction is about is given to her, or she asked for it herself."""
        if row["created_by"] == self._who:
            return True
        corrected = BY_TABLE.get(row["record_table"] or "")
        right = self._rights.of(corrected) if corrected else None
        if (
            corrected is None
            or right is None
            or not right.reads
            or corrected.compartment not in self._vault.compartments
        ):
            return False
        stands = self._vault.get(corrected.table, row["record_id"])
        if stands is None:
            return True
        return bool(self.shown(corrected, [stands])) and row["question"] not in self._kept(
            corrected, right, stands["id"]
        )

    def _closed_by_case(self, record_type: type[Record], row: Mapping[str, Any]) -> str:
        how = (
            self.closed_cases.get(row["id"] if record_type is CaseFile else row.get("case_id") or "")
            or self._closed_persons.get(row["id"] if record_type is Person else row.get("person_id") or "")
            or ""
        )
        return "" if not how or record_type in _STAYS_OPEN[how] else how

    def _closed_by_itself(self, record_type: type[Record], row: Mapping[str, Any]) -> str:
        if record_type is CaseFile or row.get(ASKED) in (None, Confidentiality.STANDARD):
            return ""
        if row["created_by"] == self._who:
            return ""
        if row[ASKED] == Confidentiality.SEALED:
            return NEEDS_REASON if self._leads else HIDDEN
        is_her_work = self._rights.own(record_type).writes == EVERYWHERE
        belongs = self._leads or is_her_work or self._is_case_manager(row.get("case_id"))
        return "" if belongs else NEEDS_REASON

    def _is_case_manager(self, case_id: str | None) -> bool:
        row = self._vault.get(CaseFile.table, case_id) if case_id and CARE in self._vault.compartments else None
        return row is not None and row["referent_id"] == self._who

    # --- rows on their way to whoever asked --------------------------------------------------------------------

    def columns(self, record_type: type[Record], wanted: Sequence[str]) -> Sequence[str]:
        """Return the columns to read so that a narrowed row can be judged: nearly always those wanted."""
        if tuple(wanted) == ("*",) or self._gives_all(record_type):
            return wanted
        judged_by = ("id", "case_id", "person_id", "created_by", ASKED, "domain", "goal_id", *_CORRECTED)
        have = columns_of(record_type)
        return tuple(dict.fromkeys([*wanted, *(one for one in judged_by if one in have)]))

    def shown(self, record_type: type[Record], rows: list[Row]) -> list[Row]:
        """Return what of these rows she is shown."""
        if self._gives_all(record_type):
            return rows
        right = self._rights.of(record_type)
        open_rows = [row for row in rows if not self.how_closed(record_type, row)]
        if right.domains is not None:
            open_rows = self._of_her_domains(record_type, right.domains, open_rows)
        return [self._without_kept(record_type, right, row) for row in open_rows]

    def closed(self, record_type: type[Record], rows: list[Row]) -> list[Row]:
        """Return those of the rows that a reason would open."""
        return [row for row in rows if self.how_closed(record_type, row) == NEEDS_REASON]

    def _gives_all(self, record_type: type[Record]) -> bool:
        """Say whether no row of this kind has to be looked at: so a list costs nothing more."""
        right = self._rights.of(record_type)
        is_judged_alone = (ASKED in record_type.questions and record_type is not CaseFile) or record_type in CORRECTIONS
        is_narrowed = right.kept or right.domains is not None or right.only_typed
        return not (is_narrowed or is_judged_alone or self.closed_cases)

    def _of_her_domains(self, record_type: type[Record], domains: frozenset[str], rows: list[Row]) -> list[Row]:
        if record_type is PlanGoal:
            return [row for row in rows if row["domain"] in domains]
        if record_type is PlanAction:
            goals = {row["goal_id"] for row in rows}
            of_goal = self._vault.select(PlanGoal.table, {"id": goals}, with_void=True, columns=("id", "domain"))
            hers = {goal["id"] for goal in of_goal if goal["domain"] in domains}
            return [row for row in rows if row["goal_id"] in hers]
        return rows

    def _without_kept(self, record_type: type[Record], right: Right, row: Row) -> Row:
        """Return a row without the answers kept for others; each says so in place of a reason for its absence."""
        kept = self._kept(record_type, right, row["id"])
        if not kept:
            return row
        blank = set(_columns(record_type, kept))
        shown = {column: None if column in blank else value for column, value in row.items()}
        if "missing" in row:
            shown["missing"] = json.dumps({**json.loads(row["missing"] or "{}"), **dict.fromkeys(kept, KEPT)})
        return shown

    def _kept(self, record_type: type[Record], right: Right, record_id: str) -> frozenset[str]:
        if record_type is CaseFile and self.closed_cases.get(record_id) == HIDDEN:
            return frozenset(record_type.questions.keys() - _SAID_OF_SEALED)
        return right.kept - right.with_reason if record_id in self._opened else right.kept

    # --- and back again ----------------------------------------------------------------------------------------

    def put_back(self, record: R) -> R:
        """Return a record about to be written with the answers that its writer was not shown, as they stand.

        Those that were kept when she read it count too, though she may have opened them since.
        """
        unseen = {name for name, why in record.missing.items() if why == KEPT}
        if record.rev:
            unseen |= self._kept(type(record), self._rights.of(type(record)), record.id)
        if not unseen:
            return record
        before = self._vault.get(record.table, record.id) or {}
        reasons = {name: why for name, why in record.missing.items() if name not in unseen}
        reasons |= {name: why for name, why in json.loads(before.get("missing") or "{}").items() if name in unseen}
        stands = {column: before.get(column) for column in _columns(type(record), unseen)}
        return from_row(type(record), {**to_row(record), **stands, "missing": json.dumps(reasons)})

    def is_out_of_reach(self, record: Record) -> bool:
        """Say whether a record that stands already may not be changed by her, or a closed file not be opened to all.

        Nobody opens it by taking it over or by taking it back.
        """
        before = self._vault.get(record.table, record.id) if record.rev and not self._gives_all(type(record)) else None
        if before is None:
            return False
        if isinstance(record, CaseFile) and record.id in self.closed_cases:
            return record.is_void or any(getattr(record, name) != before[name] for name in _OPENS)
        return bool(self.how_closed(type(record), before))


def _columns(record_type: type[Record], questions: Iterable[str]) -> list[str]:
    return [column for name in questions for column in record_type.questions[name].kind.columns(name)]
