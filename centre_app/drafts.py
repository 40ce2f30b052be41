"""What somebody types and has not saved: kept with the record it will become, and shown again to its author alone.

A `Draft` is one record as it was shown when typing began and as it stood when it was kept; only the answers that differ
were typed. All drafts of one form on screen are one `Kept`: they come back, and are let go, together.

A draft stands beside the records it will be one of. What is written for a compartment that its author cannot open is
kept in a box that her own key alone opens: no other key of the house reads it, and the letterbox never gives it back.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from centre_app.ids import new_id
from centre_app.questions import Record, copy_of, from_row, moment_of, moment_text, to_row
from centre_app.records import BY_TABLE, Letter
from centre_app.register import Register, as_problems
from db import drafts as stored
from db.drafts import StoredDraft
from db.errors import DoesNotOpen
from db.locks import derive, open_box, shut

R = TypeVar("R", bound=Record)
Boxes = Mapping[str, str]  # what stands in each box of an editor


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where something is typed, so that one finds back: a page, and where it has them a section, a case, a record."""

    page: str
    section: str | None = None
    case_id: str | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One record being typed. `part` says which form of several it stood in.

    `unclear` holds, by question, what was typed and cannot be understood yet: it is no answer, and not lost either.
    """

    begun: Record
    typed: Record
    part: str = ""
    unclear: Mapping[str, Boxes] = field(default_factory=dict, repr=False)

    @property
    def changed(self) -> dict[str, Any]:
        """The answers typed, by question."""
        now, before = self.typed, self.begun
        return {name: getattr(now, name) for name in now.questions if getattr(now, name) != getattr(before, name)}

    @property
    def reasons(self) -> dict[str, str | None]:
        """Why there is no answer, by question, where that was changed; None where there is one after all."""
        names = {*self.begun.missing, *self.typed.missing}
        now, before = self.typed.missing, self.begun.missing
        return {name: now.get(name) for name in names if now.get(name) != before.get(name)}

    def over(self, record: R) -> R:
        """Return a record with what was typed over its own answers."""
        missing = {name: why for name, why in {**record.missing, **self.reasons}.items() if why}
        return dataclasses.replace(record, **self.changed, missing=missing)

    def is_behind(self, record: Record) -> bool:
        """Say whether a record was saved after this was typed over it."""
        return record.rev != self.begun.rev

    def answered_otherwise(self, record: Record) -> list[str]:
        """Return the questions that were typed here and have got another answer in the register since."""
        return [
            name
            for name, answer in self.changed.items()
            if getattr(record, name) not in (answer, getattr(self.begun, name))
        ]

    def is_saved_in(self, record: Record, *, by: str) -> bool:
        """Say whether its author has saved just this: the program was stopped before the draft could be let go."""
        same_words = not self.unclear and self.over(record) == record
        return same_words and self.is_behind(record) and record.updated_by == by


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All that is typed in one form on screen."""

    id: str
    spot: Spot
    at: datetime
    drafts: tuple[Draft, ...]

    def draft_of(self, part: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft.part == part), None)


def keep(register: Register, spot: Spot, drafts: Iterable[Draft], *, instead_of: Kept | None = None) -> Kept:
    """Keep what is typed, in place of what was kept of the same form before. Raises a DiskProblem."""
    kept = Kept(id=instead_of.id if instead_of else new_id(), spot=spot, at=register.now, drafts=tuple(drafts))
    with as_problems():
        stored.put(
            register.vault,
            register.who,
            [_to_stored(register, kept, draft) for draft in kept.drafts],
            instead_of=_keys_of(instead_of) if instead_of else (),
        )
    return kept


def all_kept(register: Register) -> list[Kept]:
    """Return all that this person has typed and neither saved nor let go, the latest first.

    What a later program can no longer read is left where it is; what turns out to be saved is let go. A form is saved
    as one act, so one record of it tells for all.
    """
    with as_problems():
        rows = stored.kept_by(register.vault, register.who)
    together: dict[str, list[tuple[StoredDraft, Mapping[str, Any]]]] = {}
    for row in rows:
        if (answers := _answers_in(register, row)) is not None:
            together.setdefault(answers["kept"], []).append((row, answers))
    found = [one for one in (_from_stored(*members) for members in together.items()) if one.drafts]
    saved = [one for one in found if _was_saved(register, one)]
    for one in saved:
        let_go(register, one)
    return sorted((one for one in found if one not in saved), key=lambda one: one.at, reverse=True)


def let_go(register: Register, kept: Kept) -> None:
    """Let go of what was kept: it was saved, or nobody wants it."""
    with as_problems():
        stored.remove(register.vault, register.who, _keys_of(kept))


def kept_at(register: Register, spot: Spot) -> Kept | None:
    """Return what this person typed last at a spot."""
    return next((one for one in all_kept(register) if one.spot == spot), None)


def kept_of(register: Register, record: Record) -> Kept | None:
    """Return what this person typed over a record and has neither saved nor let go."""
    with as_problems():
        row = stored.get(register.vault, register.who, (record.table, record.id))
    answers = _answers_in(register, row) if row is not None else None
    wanted = answers["kept"] if answers is not None else None
    return next((one for one in all_kept(register) if one.id == wanted), None)


def kept_new(register: Register, record_type: type[R], fits: Callable[[R], bool] = lambda typed: True) -> Kept | None:
    """Return what this person typed last into a new record of a kind: for a form that no record leads back to."""
    for one in all_kept(register):
        typed = one.drafts[0].typed
        if isinstance(typed, record_type) and not typed.rev and fits(typed):
            return one
    return None


def stands_now(register: Register, draft: Draft) -> Record:
    """Return the record over which a draft is shown: as it is saved now, else as it was begun.

    One that was taken back meanwhile is begun anew, with the answers it had.
    """
    saved = _saved(register, draft)
    if saved is None:
        return draft.begun
    return copy_of(saved) if saved.is_void else saved


def saved_since(register: Register, kept: Kept) -> list[Record]:
    """Return the records of a form that were saved after this was typed, as they stand now."""
    saved = ((draft, _saved(register, draft)) for draft in kept.drafts)
    return [record for draft, record in saved if record is not None and draft.is_behind(record)]


def _was_saved(register: Register, kept: Kept) -> bool:
    now = ((draft, _saved(register, draft)) for draft in kept.drafts)
    return any(
        _was_sent(register, draft) or (record is not None and draft.is_saved_in(record, by=register.who))
        for draft, record in now
    )


def _saved(register: Register, draft: Draft) -> Record | None:
    """Return what stands of a draft's record; None for a new one, and for one that its author may not read."""
    record_type = type(draft.begun)
    return register.get(record_type, draft.begun.id) if register.can_open(record_type) else None


def _was_sent(register: Register, draft: Draft) -> bool:
    """Say whether a draft was sealed and sent: the letter has the id that the record will have."""
    return not register.can_open(type(draft.begun)) and register.get(Letter, draft.begun.id) is not None


# --- stored ----------------------------------------------------------------------------------------------------


def _keys_of(kept: Kept) -> Sequence[stored.Key]:
    return [(draft.typed.table, draft.typed.id) for draft in kept.drafts]


def _to_stored(register: Register, kept: Kept, draft: Draft) -> StoredDraft:
    answers = json.dumps(_answers_of(kept, draft))
    key: stored.Key = (draft.typed.table, draft.typed.id)
    is_box = draft.typed.compartment not in register.vault.compartments
    if is_box:
        answers = json.dumps({"box": shut(_own_key(register), answers.encode(), _context(key)).hex()})
    return StoredDraft(
        record_table=draft.typed.table,
        record_id=draft.typed.id,
        case_id=kept.spot.case_id,
        at=moment_text(kept.at),
        answers=answers,
        is_box=is_box,
    )


def _answers_in(register: Register, row: StoredDraft) -> Mapping[str, Any] | None:
    """Return what a row holds; None for a box that does not open, as after its author was given new keys."""
    answers: dict[str, Any] = json.loads(row.answers)
    if "box" not in answers:
        return answers
    try:
        opened = open_box(_own_key(register), bytes.fromhex(answers["box"]), _context(row.key))
    except DoesNotOpen:
        return None
    content: dict[str, Any] = json.loads(opened)
    return content


def _own_key(register: Register) -> bytes:
    """Return a key that nobody else can make: it comes from a signature of hers that is shown to nobody."""
    return derive(register.keys.sign(b"drafts\n"), b"drafts that their author alone reads")


def _context(key: stored.Key) -> bytes:
    return "\n".join(key).encode()


def _answers_of(kept: Kept, draft: Draft) -> dict[str, Any]:
    return {
        "kept": kept.id,
        "part": draft.part,
        "spot": dataclasses.asdict(kept.spot),
        "begun": to_row(draft.begun),
        "typed": to_row(draft.typed),
        "unclear": {name: dict(boxes) for name, boxes in draft.unclear.items()},
    }


def _from_stored(kept_id: str, members: Sequence[tuple[StoredDraft, Mapping[str, Any]]]) -> Kept:
    row, answers = members[0]
    return Kept(id=kept_id, spot=Spot(**answers["spot"]), at=moment_of(row.at), drafts=tuple(_drafts_in(members)))


def _drafts_in(members: Iterable[tuple[StoredDraft, Mapping[str, Any]]]) -> Iterator[Draft]:
    for row, answers in members:
        record_type = BY_TABLE.get(row.record_table)
        if record_type is None:
            continue
        blank = to_row(record_type())  # a question asked only since then has no answer in it
        try:
            begun, typed = (from_row(record_type, {**blank, **answers[name]}) for name in ("begun", "typed"))
        except (ValueError, KeyError):
            continue
        yield Draft(begun=begun, typed=typed, part=answers["part"], unclear=answers["unclear"])
