"""Coming back when the director has forgotten her passphrase: the recovery sheet, headquarters, and the rehearsal.

(The third way is the deputy: accounts.reset.) Every way ends alike: a new passphrase, a new sheet whose code was typed
back before anything is written, new keys for every compartment, and a line in history that headquarters sees.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from centre_app.dates import utc_now
from centre_app.door import PersonAtTheDoor
from centre_app.language import N_
from centre_app.new_keys import NOBODY, Watching, get_ready
from centre_app.passphrases import weakness_of, words_of
from centre_app.problems import Problem, RegisterProblem, TooWeak, UnlockProblem
from centre_app.questions import CENTRE, moment_of, moment_text
from centre_app.register import Clock, Register, as_problems
from db import recovery, rekeying
from db.errors import FileTooLarge, NoWayToRecover
from db.files import RegisterLock, atomic_write, disk_problems, read_bounded
from db.history import Entry
from db.key_file import KeyFile, read_key_file
from db.key_ring import KeyRing
from db.keys import Argon2Cost
from db.recovery import Answer, Pending, Request
from db.slots import PrivateKeys

PENDING_FILE = "recovery.json"  # beside the key file: her new keys under her new passphrase, until the answer comes
REQUEST_SUFFIX, ANSWER_SUFFIX = ".registre-secours", ".registre-retour"
GROUPS_TYPED_BACK = 3
OFFLINE_MARK = "# recovery "  # how partners.new_offline_keys writes a recovery key on headquarters' stick
PRINTED, REHEARSED, REHEARSED_IN_VAIN = "print_sheet", "rehearse", "rehearse_failed"
REHEARSE_AFTER = timedelta(days=183)  # half a year
SHEET_MADE = ("new_paper_code", "recover_with_paper", "recover_with_headquarters")  # acts that end with a new sheet


Paper = TypeVar("Paper", Request, Answer)


class GroupsDiffer(Problem):
    message = N_("These groups are not the ones on the sheet.")
    advice = N_("Read them on the printed sheet, not on the screen, and type them again.")


class NotARecoveryFile(Problem):
    message = N_("This file is not a request for recovery, or it is damaged.")
    advice = N_("Ask for it to be written and sent again.")


class NotTheRecoveryStick(Problem):
    message = N_("The keys on this stick do not open that centre’s register.")
    advice = N_(
        "Take one of the two sticks with headquarters’ offline keys that were in force when the centre was enrolled."
    )


# --- the sheet ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A recovery code on its way to paper, and which of its groups are asked back. Nothing opens with it yet."""

    code: str = field(repr=False)
    asked: tuple[int, ...]  # places of groups, from 0, in their order

    @property
    def groups(self) -> list[str]:
        return self.code.split("-")

    def check(self, typed: list[str]) -> None:
        """Raise GroupsDiffer unless these are the groups that were asked, however they were typed."""
        wanted = [self.groups[place] for place in self.asked]
        given = [each.strip().upper().translate(str.maketrans("OIL", "011")) for each in typed]
        if given != wanted:
            raise GroupsDiffer


def new_sheet() -> Sheet:
    """Return a new code, to be printed and typed back in part."""
    code = recovery.new_code()
    places = secrets.SystemRandom().sample(range(len(code.split("-"))), GROUPS_TYPED_BACK)
    return Sheet(code=code, asked=tuple(sorted(places)))


def keep_sheet(register: Register, sheet: Sheet) -> None:
    """Let the sheet open the register from now on, and no former one. Raises OnlyTheDirector."""
    with as_problems():
        recovery.put_paper(register.keys, sheet.code, at=moment_text(register.now))
        register.remember_key_file()


def has_sheet(register: Register) -> bool:
    return bool(register.keys.key_file.content.recovery.paper)


def has_headquarters(register: Register) -> bool:
    """Say whether headquarters' recovery keys open this register: they come with its card at enrolment."""
    return bool(register.keys.key_file.content.recovery.headquarters)


def deputies(register: Register) -> list[str]:
    """Return the ids of those who could let in again who is at the laptop."""
    return [one.id for one in register.keys.key_file.people if one.keeps_own and one.id != register.who]


def trust_headquarters(register: Register, public_keys: tuple[bytes, ...]) -> None:
    """Let headquarters' recovery keys, as they stand on its card, open the register from now on."""
    with as_problems():
        recovery.put_headquarters(register.keys, public_keys, at=moment_text(register.now))
        register.remember_key_file()


# --- rehearsing --------------------------------------------------------------------------------------------------


def note_print(register: Register) -> None:
    """Let history tell that a recovery sheet goes to the printer, before it does."""
    register.leave_line(CENTRE, Entry(action=PRINTED))


def rehearse(register: Register, code: str) -> None:
    """Try the code of the sheet on the real register and change nothing, but for the line in history that says so.

    Raises NotAPaperCode, WrongPaperCode, NoWayToRecover, or RegisterDamaged for a database that its key does not open.
    """
    check_form(code)
    try:
        with as_problems():
            ring = recovery.open_with_paper(register.keys.key_file, code)
            try:
                rekeying.check_opens(register.folder, ring)
            finally:
                ring.wipe()
    except (UnlockProblem, RegisterProblem):
        register.leave_line(CENTRE, Entry(action=REHEARSED_IN_VAIN))
        raise
    register.leave_line(CENTRE, Entry(action=REHEARSED))


def check_form(code: str) -> None:
    """Raise NotAPaperCode for what is no whole code, whichever register it may open."""
    with as_problems():
        recovery.read_code(code)


def last_rehearsal(register: Register) -> datetime | None:
    """Return when the sheet was last tried and opened everything, or None."""
    return _last(register, REHEARSED)


def failed_rehearsal(register: Register) -> datetime | None:
    """Return when the sheet was last tried in vain, where it did not open everything since; else None."""
    failed, went_well, made = _last(register, REHEARSED_IN_VAIN), last_rehearsal(register), sheet_made_at(register)
    is_behind = failed is not None and any(later is not None and later >= failed for later in (went_well, made))
    return None if is_behind else failed


def sheet_made_at(register: Register) -> datetime | None:
    """Return when the sheet in force was put on paper; None where there is none."""
    made = [at for action in SHEET_MADE if (at := _last(register, action))]
    return max(made) if made and has_sheet(register) else None


def headquarters_since(register: Register) -> datetime | None:
    """Return since when headquarters' recovery keys open this register; None where they do not."""
    return _last(register, "headquarters_recovery") if has_headquarters(register) else None


def needs_rehearsal(register: Register) -> bool:
    """Say whether the sheet in force was never tried, or not for half a year."""
    went_well, made = last_rehearsal(register), sheet_made_at(register)
    if went_well is None or (made is not None and went_well < made):
        return True
    return register.now - went_well > REHEARSE_AFTER


def _last(register: Register, action: str) -> datetime | None:
    with as_problems():
        at = register.vault.last_line_at(CENTRE, action)
    return moment_of(at) if at else None


# --- coming back -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysBack:
    """What can be read, before anybody unlocks, of how a register lets its directors in again."""

    kind: str
    code: str
    name: str
    directors: tuple[PersonAtTheDoor, ...]
    has_sheet: bool
    has_headquarters: bool
    is_training: bool


def ways_back(folder: Path) -> WaysBack:
    """Return how the directors of a register come back. Raises the problems of its key file."""
    with as_problems():
        return ways_back_of(read_key_file(folder))


def ways_back_of(key_file: KeyFile) -> WaysBack:
    """Return the same of a key file that was read elsewhere: one of a backup."""
    slots, house = key_file.content.recovery, key_file.register
    return WaysBack(
        kind=house.kind,
        code=house.code,
        name=house.name,
        directors=tuple(
            PersonAtTheDoor(id=one.id, name=one.shown, roles=one.roles) for one in recovery.keepers(key_file)
        ),
        has_sheet=bool(slots.paper),
        has_headquarters=bool(slots.headquarters),
        is_training=house.is_training,
    )


def check_paper(folder: Path, code: str) -> None:
    """Raise NotAPaperCode, WrongPaperCode or NoWayToRecover unless the code is that of the latest sheet."""
    with as_problems():
        recovery.open_with_paper(read_key_file(folder), code).wipe()


def come_back_with_paper(
    folder: Path,
    person_id: str,
    code: str,
    *,
    passphrase: str,
    sheet: Sheet,
    clock: Clock = utc_now,
    cost: Argon2Cost | None = None,
    watching: Watching = NOBODY,
) -> None:
    """Let a director in again with the recovery sheet. Afterwards she unlocks with her new passphrase.

    A backup is made first; until `watching` hears that keys change, it may raise to stop. Raises the problems of
    check_paper, TooWeak, RegisterAlreadyOpen or a DiskProblem; the register is as it was then, or as it is afterwards.
    """
    _check_strong(passphrase)
    with as_problems(), RegisterLock(folder):
        key_file = read_key_file(folder)
        ring = recovery.open_with_paper(key_file, code)
        _come_back(
            folder, key_file, ring, person_id, passphrase, sheet, cost, clock, watching, action="recover_with_paper"
        )


def _come_back(
    folder: Path,
    key_file: KeyFile,
    ring: KeyRing,
    person_id: str,
    passphrase: str,
    sheet: Sheet,
    cost: Argon2Cost | None,
    clock: Clock,
    watching: Watching,
    *,
    action: str,
    private: PrivateKeys | None = None,
) -> None:
    slot, at = recovery.keeper(key_file, person_id).passphrase, moment_text(clock())
    get_ready(folder, recovery.keys_before(key_file, ring, person_id), at=at, watching=watching)
    keys = recovery.come_back(
        key_file,
        ring,
        person_id,
        passphrase,
        cost=cost or (slot.cost if slot else Argon2Cost()),
        sheet=sheet.code,
        action=action,
        at=at,
        private=private,
    )
    try:
        rekeying.finish(folder, keys, told=watching.changing)
    finally:
        keys.wipe()
    with disk_problems(folder):  # whoever is in again waits for no answer, whichever way she came
        (folder / PENDING_FILE).unlink(missing_ok=True)


def _check_strong(passphrase: str) -> None:
    if weakness_of(passphrase):
        raise TooWeak


# --- through headquarters ----------------------------------------------------------------------------------------


def ask_headquarters(
    folder: Path, person_id: str, *, passphrase: str, cost: Argon2Cost | None = None
) -> tuple[str, bytes, tuple[str, ...]]:
    """Begin: keep her new keys under her new passphrase, and return name and content of the request, and its words.

    Nothing of the register changes. Raises TooWeak, NoWayToRecover or a DiskProblem.
    """
    _check_strong(passphrase)
    with as_problems(), RegisterLock(folder):
        key_file = read_key_file(folder)
        slot = recovery.keeper(key_file, person_id).passphrase
        pending = recovery.make_request(key_file, person_id, passphrase, cost or (slot.cost if slot else Argon2Cost()))
        atomic_write(folder / PENDING_FILE, recovery.to_bytes(pending))
    request = pending.request
    return f"{request.code}{REQUEST_SUFFIX}", recovery.to_bytes(request), words_of(request.fingerprint())


def asked_before(folder: Path) -> tuple[str, tuple[str, ...]] | None:
    """Return for whom headquarters was asked and the words of that request; None where it was not."""
    pending = _pending(folder)
    return (pending.slot.id, words_of(pending.request.fingerprint())) if pending else None


def come_back_with_answer(
    folder: Path,
    content: bytes,
    *,
    passphrase: str,
    sheet: Sheet,
    clock: Clock = utc_now,
    cost: Argon2Cost | None = None,
    watching: Watching = NOBODY,
) -> None:
    """Let her in again with headquarters' answer, under the passphrase that she chose when she asked.

    Raises WrongPassphrase, NoWayToRecover for the answer to another request, NotARecoveryFile or a DiskProblem.
    """
    answered = _read(Answer, content)
    with as_problems(), RegisterLock(folder):
        pending = _pending(folder)
        if pending is None:
            raise NoWayToRecover
        key_file = read_key_file(folder)
        ring, private = recovery.open_answer(key_file, pending, passphrase, answered)
        _come_back(
            folder, key_file, ring, pending.slot.id, passphrase, sheet, cost, clock, watching,
            action="recover_with_headquarters", private=private,
        )  # fmt: skip


def check_answer(folder: Path, content: bytes, passphrase: str) -> None:
    """Raise what come_back_with_answer would, before a new sheet is put on paper."""
    answered = _read(Answer, content)
    with as_problems():
        pending = _pending(folder)
        if pending is None:
            raise NoWayToRecover
        ring, _ = recovery.open_answer(read_key_file(folder), pending, passphrase, answered)
        ring.wipe()


def read_request(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return, at headquarters, the code of the centre that asks and the words to compare over the telephone."""
    request = _read(Request, content)
    return request.code, words_of(request.fingerprint())


def answer_request(register: Register, content: bytes, offline_keys: str) -> tuple[str, bytes]:
    """Return name and content of headquarters' answer. `offline_keys` is the text on the stick that is kept away.

    Call it only once the words were compared: whoever is answered opens that register whole. It leaves a line in
    headquarters' own history. Raises NotARecoveryFile or NotTheRecoveryStick.
    """
    request = _read(Request, content)
    try:
        answered = recovery.answer(request, _recovery_keys(offline_keys))
    except NoWayToRecover:
        raise NotTheRecoveryStick from None
    register.leave_line(CENTRE, Entry(action="answer_recovery", was={"centre": request.code}))
    return f"{request.code}{ANSWER_SUFFIX}", recovery.to_bytes(answered)


def _recovery_keys(text: str) -> list[bytes]:
    lines = [line.removeprefix(OFFLINE_MARK) for line in text.splitlines() if line.startswith(OFFLINE_MARK)]
    try:
        return [bytes.fromhex(line) for line in lines]
    except ValueError:
        raise NotTheRecoveryStick from None


def _pending(folder: Path) -> Pending | None:
    try:
        return recovery.read(Pending, read_bounded(folder / PENDING_FILE, recovery.LARGEST_FILE))
    except (FileNotFoundError, FileTooLarge, NoWayToRecover):
        return None


def _read(kind: type[Paper], content: bytes) -> Paper:
    try:
        return recovery.read(kind, content)
    except NoWayToRecover:
        raise NotARecoveryFile from None
