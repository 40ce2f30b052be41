"""Whether somebody may write what she is about to: asked by the register's one door, for every record of an act."""

import dataclasses
from collections.abc import Sequence

from centre_app.areas import AREA_OF, NOTES
from centre_app.choices.keys import BedKind, KitKind, StockMovementKind
from centre_app.kept_for_others import KeptForOthers
from centre_app.problems import FileRestricted, LineStands, NotYours, ReadOnlyForYou, SectionShut
from centre_app.questions import CARE, Record
from centre_app.reader import Reader
from centre_app.records import (
    Bed,
    BedAssignment,
    CaseFile,
    Consent,
    Distribution,
    Person,
    PersonLink,
    Stay,
    StockMovement,
)
from centre_app.rights import CASE_MANAGER, DIRECTOR, EVERYWHERE, NOWHERE, OWN, TOLD_AT_THE_DOOR, Rights
from db import queries


def refuse_what_is_not_hers(
    records: Sequence[Record], *, rights: Rights, kept: KeptForOthers, register: Reader, who: str
) -> None:
    """Raise SectionShut, ReadOnlyForYou, NotYours or FileRestricted where an act goes beyond somebody's rights.

    `register` is the register as stored: whose a case is does not hang on who may read it.
    """
    act = _Act(records, rights, kept, register, who)
    for record in records:
        act.must_be_allowed(record)


class _Act:
    """Records that are to be written together: a file that begins among them begins with all that is told of it."""

    def __init__(
        self, records: Sequence[Record], rights: Rights, kept: KeptForOthers, register: Reader, who: str
    ) -> None:
        self._rights, self._kept, self._register, self._who = rights, kept, register, who
        self._begun = {record.id: record for record in records if isinstance(record, CaseFile) and not record.rev}
        self._arriving = self._without_a_file({case.person_id for case in self._begun.values()})
        self._handed_out = {one.movement_id for one in records if isinstance(one, Distribution)}
        self._kit_of = {one.case_id for one in records if isinstance(one, Distribution) and one.kit in _ENTRY_KIT}
        self._slept_in = {one.bed_id for one in records if isinstance(one, BedAssignment)}
        self._own: dict[str, bool] = {}

    def must_be_allowed(self, record: Record) -> None:
        right = self._rights.of(type(record))
        if right.writes == EVERYWHERE or self._goes_with_the_act(record):
            pass
        elif right.writes == OWN:
            if not self._is_hers(record):
                raise NotYours
        else:
            raise ReadOnlyForYou if right.reads else SectionShut
        if isinstance(record, CaseFile) and self._names_her_elsewhere(record):
            raise ReadOnlyForYou
        if self._kept.is_out_of_reach(record):
            raise FileRestricted
        if isinstance(record, Consent) and record.rev:  # not even voided: a withdrawal taken back would be a consent
            raise LineStands

    def _goes_with_the_act(self, record: Record) -> bool:
        """Say whether she may write it because of what she writes it with."""
        return (
            self._is_told_at_the_door(record)
            or self._leaves_the_shelf(record)
            or self._follows_the_kit(record)
            or self._is_laid_for_the_night(record)
        )

    def _is_laid_for_the_night(self, record: Record) -> bool:
        """Say whether a mat is laid for somebody who gets it in the same act: no night arrival waits for the director."""
        return (
            isinstance(record, Bed)
            and not record.rev
            and record.kind == BedKind.MAT
            and record.id in self._slept_in
            and self._rights.of(BedAssignment).writes == EVERYWHERE
        )

    def _without_a_file(self, persons: set[str]) -> set[str]:
        """Return those who are in no file yet: of somebody who is known, nobody else is told at the door."""
        filed = self._register.find(CaseFile, with_void=True, person_id=sorted(persons)) if persons else []
        return persons - {case.person_id for case in filed}

    def _names_her_elsewhere(self, case: CaseFile) -> bool:
        """Say whether a file is changed in what lets her name go to headquarters by somebody who asks for no consent."""
        before = self._register.get(CaseFile, case.id) if case.rev else None
        stands = (before.share_hq, before.share_hq_basis) if before is not None else (None, None)
        return (case.share_hq, case.share_hq_basis) != stands and self._rights.of(Consent).writes == NOWHERE

    def _is_told_at_the_door(self, record: Record) -> bool:
        """Say whether a record begins with a file; what stands already was told before, of her or of somebody else."""
        return (
            AREA_OF.get(type(record)) in TOLD_AT_THE_DOOR
            and bool(self._begun)
            and not record.rev
            and self._rights.of(CaseFile).writes == EVERYWHERE
            and (getattr(record, "case_id", None) in self._begun or bool(_persons_of(record) & self._arriving))
        )

    def _leaves_the_shelf(self, record: Record) -> bool:
        """Say whether a movement of the stock goes with what is handed out to somebody in the same act."""
        return (
            isinstance(record, StockMovement)
            and record.kind == StockMovementKind.ISSUE
            and record.id in self._handed_out
            and self._rights.of(Distribution).writes == EVERYWHERE
            and self._says_no_more_than_how_many(record)
        )

    def _says_no_more_than_how_many(self, movement: StockMovement) -> bool:
        """Say whether of a movement that stands only the number changes, or it is taken back."""
        before = self._register.get(StockMovement, movement.id) if movement.rev else None
        return before is None or _without_how_many(before) == _without_how_many(movement)

    def _follows_the_kit(self, record: Record) -> bool:
        """Say whether a stay says no more than that the entry kit was given, or not yet, which is checked off with it."""
        if not isinstance(record, Stay) or record.case_id not in self._kit_of:
            return False
        before = self._register.get(Stay, record.id)
        return (
            before is not None
            and self._rights.of(Distribution).writes == EVERYWHERE
            and _without_the_kit(before) == _without_the_kit(record)
        )

    def _is_hers(self, record: Record) -> bool:
        """Say whether a record is in a file of hers; a psychologist's note is hers who wrote it."""
        if AREA_OF[type(record)] == NOTES:
            before = self._register.get(type(record), record.id) if record.rev else None
            return before is None or before.created_by == self._who
        if {DIRECTOR, CASE_MANAGER} <= self._rights.roles:  # she answers for every file
            return True
        return any(self._is_own(case_id) for case_id in self._cases_of(record))

    def _cases_of(self, record: Record) -> set[str]:
        if isinstance(record, CaseFile):
            return {record.id}
        case_id = getattr(record, "case_id", None)
        if case_id:
            return {case_id}
        persons = sorted(_persons_of(record))
        filed = self._register.find(CaseFile, person_id=persons)
        return {case.id for case in filed} | {case.id for case in self._begun.values() if case.person_id in persons}

    def _is_own(self, case_id: str) -> bool:
        """Say whether she manages this case, or its plan names her; of a new file, whether it is to be hers."""
        if case_id not in self._own:
            case = self._register.get(CaseFile, case_id) or self._begun.get(case_id)
            can_ask = CARE in self._register.vault.compartments
            is_named = can_ask and bool(queries.cases_naming(self._register.vault, [case_id], self._who))
            self._own[case_id] = is_named or (case is not None and case.referent_id == self._who)
        return self._own[case_id]


_ENTRY_KIT = frozenset({KitKind.ENTRY, KitKind.BABY})  # what a baby needs stands in its mother's


def _without_the_kit(stay: Stay) -> Stay:
    """Return a stay without what it says of the entry kit."""
    reasons = {name: why for name, why in stay.missing.items() if name != "entry_kit_done"}
    return dataclasses.replace(stay, entry_kit_done=None, missing=reasons)


def _without_how_many(movement: StockMovement) -> StockMovement:
    """Return a movement without its number, and as if it stood."""
    return dataclasses.replace(movement, quantity=None, voided_at=None, voided_by=None, void_reason=None)


def _persons_of(record: Record) -> set[str]:
    match record:
        case Person():
            return {record.id}
        case PersonLink():
            return {record.from_person_id, record.to_person_id}
    person_id = getattr(record, "person_id", None)
    return {person_id} if person_id else set()
