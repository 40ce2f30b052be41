"""An open register: reading records, and the one door through which they are written.

Pages, commands and imports all come through here. What happened at the centre, as verbs, is casework.py; this
module knows records, not stays.
"""

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from centre_app import finding, key_memory, published_lists, review
from centre_app.as_stored import AsStored
from centre_app.changes import change_of
from centre_app.dates import utc_now
from centre_app.from_headquarters import asked_at_a_centre, centres_known, publisher_at_a_centre
from centre_app.kept_for_others import ASKED, CONFIDENTIAL, NEEDS_REASON, KeptForOthers
from centre_app.paper_sheets import Sheet, typed_with
from centre_app.problems import (
    FileRestricted,
    NotSaved,
    OfAnotherCentre,
    ReadOnlyForYou,
    SavedBySomebodyElse,
    SectionShut,
)
from centre_app.problems import as_problems as as_problems  # whoever has a register finds it beside it
from centre_app.questions import CARE, CENTRE, IDENTITY, Record, from_row, moment_text
from centre_app.records import CaseFile, PlanAction, StaffMember
from centre_app.right_time import RightTime, Statement
from centre_app.rights import DATA_OFFICER, Rights, roles_at_work
from centre_app.rules.around import Around
from centre_app.rules.retention import is_anonymised
from centre_app.writing_rights import refuse_what_is_not_hers
from db import history, papers, rekeying
from db.errors import DamagedCompartment, RegisterBusy
from db.errors import DiskProblem as StorageDiskProblem
from db.files import RegisterLock
from db.keys import OpenKeys
from db.vault import Content, Row, StaleRow, Vault

R = TypeVar("R", bound=Record)
Clock = Callable[[], datetime]

AT_A_CENTRE = "centre"
AT_HEADQUARTERS = "headquarters"


class Register:
    """One open register, for one thread and one person."""

    def __init__(self, folder: Path, keys: OpenKeys, *, clock: Clock = utc_now) -> None:
        self.folder = folder
        self.keys = keys
        self.clock = RightTime(clock)
        self.who = keys.person_id
        people = keys.key_file.people
        self.roles = roles_at_work(keys.slot.roles, (role for person in people for role in person.roles))
        self.opened_with_reason: set[str] = set()  # ids of files and records, until she locks
        self._viewed: set[tuple[str, int]] = set()
        self.sheet: Sheet | None = None  # of paper, that is being typed
        self._lock = RegisterLock(folder)
        self._lock.take()
        try:
            rekeying.finish(folder, keys)  # a change of keys that was cut short
            self.vault = key_memory.open_vault(folder, keys)
        except BaseException:
            self._lock.release()
            raise
        try:
            meta = self.vault.meta()
            if not _is_whole(meta):
                raise DamagedCompartment(CENTRE)
            self.clock.stated = Statement.of(meta)
            self.remember_key_file()
            with suppress(StorageDiskProblem):  # whoever is owed a key gets it from the next who can write
                self.keys.hand_out()
                self.remember_key_file()
        except BaseException:
            self.close()
            raise
        self.kind = meta["kind"]
        self.code = meta["code"]
        self.centre_id = meta["centre_id"]
        self._act_for(self.who, Rights(self.roles))
        try:
            self.show_published_lists()
            self._bring_search_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_search_up_to_date(self) -> None:
        """Let people be found by the rules of this program; where the disk cannot be written, by those of an older one."""
        if IDENTITY in self.vault.compartments and CARE in self.vault.compartments:
            with suppress(StorageDiskProblem, DamagedCompartment):
                finding.bring_up_to_date(self.vault, self.centres)

    def show_published_lists(self) -> None:
        """Let the choices that headquarters published stand over the lists of the program."""
        own = self.centre_id if self.is_headquarters else publisher_at_a_centre(self.vault)
        published_lists.show(self.as_stored, own)

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def remember_key_file(self) -> None:
        """Tell history what was done to keys, and remember up to where. Raises KeyFileRolledBack for an older key file."""
        key_memory.remember(
            self.vault, self.keys, at=moment_text(self.now), clock_suspect=lambda: self.clock_is_suspect
        )

    def close(self) -> None:
        """Close the databases, forget the keys and let the next program open the register."""
        try:
            self.vault.close()
        finally:
            self.keys.wipe()
            self._lock.release()
            published_lists.forget()

    @contextmanager
    def in_this_thread(self) -> Iterator["Register"]:
        """Give work in another thread this same register over connections of its own, closed when it is done.

        It shares keys, person and clock. Once it has written, call `catch_up` in the thread of this one.
        """
        with as_problems():
            if self.vault.is_away:
                raise RegisterBusy
            beside = Vault(self.folder, self.keys.sqlcipher_keys(), known_whole=True)
        with beside:
            twin = copy.copy(self)
            twin.vault = beside
            twin._act_for(self.acts_for, self.rights)
            yield twin

    def catch_up(self) -> None:
        """Take note of what was written over other connections."""
        with as_problems():
            self.vault.catch_up()
        self.kept.look_again()

    # --- where and when ----------------------------------------------------------------------------------------

    @property
    def is_headquarters(self) -> bool:
        return self.kind == AT_HEADQUARTERS

    @property
    def is_training(self) -> bool:
        """Say whether everybody in here is invented, as the key file says under the authority's signature."""
        return self.keys.key_file.register.is_training

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def today(self) -> date:
        return self.clock().date()

    @property
    def clock_is_suspect(self) -> bool:
        """Say whether the clock stands well before the last line of history, or too far after it (rule V26)."""
        return self.clock.is_suspect(self.vault.last_entry_at())

    # --- for whom ----------------------------------------------------------------------------------------------

    def _act_for(self, who: str, rights: Rights) -> None:
        self.acts_for = who
        self.rights = rights
        self.as_stored = AsStored(self.vault, self.clock, self._asked_of)
        self.kept = KeptForOthers(self.vault, self.rights, self.who, opened=self.opened_with_reason)

    def type_for(self, author_id: str | None) -> None:
        """Let the data officer type sheets inside the rights of whoever wrote them; None ends it. Raises ReadOnlyForYou.

        A line of history says for whom she types from now on; what she saves stands under her own name, and what is
        closed to her stays closed.
        """
        if DATA_OFFICER not in self.roles:
            raise ReadOnlyForYou
        if author_id is None:
            self._act_for(self.who, Rights(self.roles))
            return
        author = self.as_stored.get(StaffMember, author_id)
        if author is None or author.is_void or author.active_to is not None:
            raise ReadOnlyForYou
        # whoever has no key writes on paper alone
        with_keys = {slot.id: slot.roles for slot in self.keys.key_file.people}
        self.note("type_for", author)
        self._act_for(author.id, Rights(self.roles, of_author=with_keys.get(author.id, author.roles)))

    def can_open(self, record_type: type[Record]) -> bool:
        """Say whether this person may read such records: her keys open their compartment, and her roles their area."""
        return record_type.compartment in self.vault.compartments and self.rights.of(record_type).reads

    def may_write(self, record: Record) -> bool:
        """Say whether a save of this record would be let through, for a page that offers it or does not."""
        if record.centre_id not in ("", self.centre_id):
            return False
        try:
            self._refuse_what_is_not_hers([record])
        except (ReadOnlyForYou, SectionShut):
            return False
        return record.compartment in self.vault.compartments and not is_anonymised(record, Around(self, [record]))

    def _made_whole(self, records: Iterable[R]) -> list[R]:
        """Return records as they are to stand: with their owner, and the answers that their writer was not shown."""
        owned = [dataclasses.replace(record, centre_id=record.centre_id or self.centre_id) for record in records]
        if any(record.compartment not in self.vault.compartments for record in owned):
            raise SectionShut
        return [self.kept.put_back(record) for record in owned]

    def _refuse_what_is_not_hers(self, records: Sequence[Record]) -> None:
        refuse_what_is_not_hers(records, rights=self.rights, kept=self.kept, register=self.as_stored, who=self.acts_for)

    # --- reading -----------------------------------------------------------------------------------------------

    def get(self, record_type: type[R], record_id: str | None) -> R | None:
        """Return one record by its id, voided or not; None when there is none of that id.

        Raises SectionShut, or FileRestricted for one that she may open with a reason.
        """
        if record_id is None:
            return None
        self._must_open(record_type)
        with as_problems():
            row = self.vault.get(record_type.table, record_id)
            if row is None:
                return None
            if self.kept.how_closed(record_type, row) == NEEDS_REASON:
                raise FileRestricted
            shown = self.kept.shown(record_type, [row])
        return from_row(record_type, shown[0]) if shown else None

    def find(self, record_type: type[R], *, with_void: bool = False, **where: Any) -> list[R]:
        """Return the records whose answers equal `where`, the oldest first; a list there means any of its values.

        What is kept for others is not among them. Raises SectionShut where all such records are.
        """
        return [from_row(record_type, row) for row in self.rows(record_type, with_void=with_void, **where)]

    def find_open(self, record_type: type[R], **where: Any) -> list[R]:
        """Return the same, and nothing where all such records are kept for others."""
        return self.find(record_type, **where) if self.can_open(record_type) else []

    def closed(self, record_type: type[Record], **where: Any) -> list[str]:
        """Return the ids of such records that are kept for others until she says why she opens them."""
        if not self.can_open(record_type):
            return []
        with as_problems():
            found = self.as_stored.rows(record_type, **where)
            return [row["id"] for row in self.kept.closed(record_type, found)]

    def rows(
        self, record_type: type[Record], columns: Sequence[str] = ("*",), *, with_void: bool = False, **where: Any
    ) -> list[Row]:
        """Return the same as rows, or only some columns of them: for lists that show little of many records."""
        self._must_open(record_type)
        with as_problems():
            wanted = self.kept.columns(record_type, columns)
            found = self.as_stored.rows(record_type, wanted, with_void=with_void, **where)
            return self.kept.shown(record_type, found)

    def _asked_of(self, record_type: type[Record]) -> list[str] | str:
        """Return whose records of a kind are asked for: what headquarters published is everybody's."""
        if self.is_headquarters:
            return self.centres
        return asked_at_a_centre(self.vault, self.centre_id, record_type)

    @property
    def centres(self) -> list[str]:
        """Whose records stand here: the house's own; at headquarters its own and those of every centre it knows.

        Every question names them, because every index is led by the centre.
        """
        return centres_known(self.vault, self.centre_id) if self.is_headquarters else [self.centre_id]

    def only(self, record_type: type[R], **where: Any) -> R | None:
        """Return the newest record whose answers equal `where`, or None."""
        found = self.find(record_type, **where)
        return found[-1] if found else None

    def only_open(self, record_type: type[R], **where: Any) -> R | None:
        """Return the same, and None where all such records are kept for others."""
        return self.only(record_type, **where) if self.can_open(record_type) else None

    def _must_open(self, record_type: type[Record]) -> None:
        if not self.can_open(record_type):
            raise SectionShut

    # --- writing -----------------------------------------------------------------------------------------------

    def save(
        self,
        *records: R,
        action: str = "",
        heed_findings: bool = True,
        contents: Iterable[Content] = (),
        keep_author: bool = False,
    ) -> list[R]:
        """Write records as one act, reviewed, and return them as they now stand.

        `action` is the verb for history; "create" or "save" when left out. Raises NotSaved with the findings that
        block, SavedBySomebodyElse, or a DiskProblem; nothing was written then. Imports do not heed findings: an old
        line is kept as it was written, and its findings are shown beside it. `contents` are those of papers among them. `keep_author` lets a new one stand under
        the name and the moment of whoever wrote it first, as one that was read out of a damaged file does.
        """
        act: list[Any] = [*records, *typed_with(self, records, action)]
        with as_problems():
            owned = self._made_whole(act)
            self._refuse_what_is_not_hers(owned)
        # each record has one owning centre: headquarters reads a centre's rows and never edits them (security.md, "Merging")
        if any(record.centre_id != self.centre_id for record in owned):
            raise OfAnotherCentre
        if heed_findings:
            blocking = [found for found in review.review(self, owned) if found.blocks]
            if blocking:
                raise NotSaved(blocking)
        changes = [change_of(record, action=action, keep_author=keep_author) for record in owned]
        searchable = finding.searchable(self, owned) if IDENTITY in self.vault.compartments else []
        with as_problems():
            try:
                with self.vault.transaction():
                    rows = self.vault.write_within(
                        changes,
                        by=self.author,
                        at=moment_text(self.now),
                        clock_suspect=self.clock_is_suspect,
                        searchable=searchable,
                    )
                    papers.put(self.vault, contents)
            except StaleRow:
                raise SavedBySomebodyElse from None
        if any(isinstance(record, (CaseFile, PlanAction)) for record in owned):
            self.kept.look_again()
        return [from_row(type(record), row) for record, row in zip(owned, rows, strict=True)][: len(records)]

    def void(self, *records: Record, reason: str) -> None:
        """Take records back without erasing them: who, when and why stay beside them. Raises NotSaved."""
        voided = [
            dataclasses.replace(record, voided_at=self.now, voided_by=self.who, void_reason=reason)
            for record in records
        ]
        self.save(*voided, action="void")

    def note(self, action: str, *records: Record) -> None:
        """Leave a line for each record that is viewed, printed or sent, before it is. All are of one compartment."""
        entries = [
            history.Entry(action=action, record_table=record.table, record_id=record.id, rev=record.rev)
            for record in records
        ]
        self.leave_line(records[0].compartment, *entries)

    def note_views(self, records: Iterable[Record]) -> None:
        """Leave a line for each restricted or sealed record of one kind before it is shown; once until she locks."""
        confidential = [record for record in records if getattr(record, ASKED, None) in CONFIDENTIAL and record.rev]
        unseen = [record for record in confidential if (record.id, record.rev) not in self._viewed]
        if unseen:
            self.note("view", *unseen)
            self._viewed |= {(record.id, record.rev) for record in unseen}

    def open_with_reason(self, record_id: str) -> None:
        """Show this file or record to her until she locks; break_glass.py has left word of it."""
        self.opened_with_reason.add(record_id)
        self.kept.look_again()

    def leave_line(self, compartment: str, *entries: history.Entry) -> None:
        """Leave lines of history that no change of a record makes, as one act."""
        with as_problems():
            self.vault.note(
                compartment, *entries, by=self.author, at=moment_text(self.now), clock_suspect=self.clock_is_suspect
            )

    @property
    def author(self) -> history.Author:
        """Who signs the lines of history written here."""
        return history.Author(who=self.who, sign=self.keys.sign)


_TOLD_OF_ITSELF = ("kind", "code", "centre_id", "lineage")


def _is_whole(meta: Mapping[str, str]) -> bool:
    """Say whether the main database tells what every register tells of itself."""
    return all(meta.get(name) for name in _TOLD_OF_ITSELF) and meta.get("key_file", "0").isdecimal()
