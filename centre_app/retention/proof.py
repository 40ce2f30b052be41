"""What `check` looks for afterwards: that of somebody who was forgotten no word is left, and that two people decided it."""

from collections.abc import Iterator

from centre_app.faults import Fault
from centre_app.language import N_
from centre_app.problems import NotFound
from centre_app.questions import CARE, IDENTITY
from centre_app.records import RetentionEvent
from centre_app.register import Register
from centre_app.retention.asking import ASK, DECIDE
from centre_app.retention.dossier import Dossier, dossier_of, kinds_in, rows_of
from centre_app.retention.erasing import ACTIONS, places_of, still_waiting
from centre_app.retention.left import words_in
from centre_app.retention.standing import DONE
from db import erasing

WORDS_LEFT = N_("Of the file of certificate {number}, words are left in {table}.")
HISTORY_LEFT = N_("Of the file of certificate {number}, history still tells what stood there before.")
BESIDE_LEFT = N_("Of the file of certificate {number}, drafts, documents or words of the search are left.")
ONE_PERSON = N_("The erasing of certificate {number} was not decided by a second person.")
NO_FILE = N_("The file of certificate {number} is gone whole: not even its trace is there.")


def left_of_the_forgotten(register: Register) -> Iterator[Fault]:
    """Yield what is left of whoever was anonymised, withdrawn or destroyed, in all that is open here."""
    if CARE not in register.vault.compartments:
        return
    for event in register.as_stored.find(RetentionEvent, state=DONE):
        number = {"number": event.certificate or ""}
        if not _were_two(register, event):
            yield Fault(message=ONE_PERSON, parts=number)
        try:
            dossier = dossier_of(register, event.case_id)
        except NotFound:
            yield Fault(message=NO_FILE, parts=number)
            continue
        yield from _left_of(register, event, dossier)


def _left_of(register: Register, event: RetentionEvent, dossier: Dossier) -> Iterator[Fault]:
    number, waits = {"number": event.certificate or ""}, set(still_waiting(register, event.id))
    here = frozenset(register.vault.compartments) - waits
    ids: dict[str, set[str]] = {}
    places = places_of(register)
    for kind in kinds_in(here):
        rows = rows_of(register, dossier, kind)
        ids.setdefault(kind.compartment, set()).update(row["id"] for row in rows)
        if any(words_in(kind, row, places) for row in rows):
            yield Fault(message=WORDS_LEFT, parts=number | {"table": kind.table})
    if any(erasing.still_told(register.vault, name, told) for name, told in ids.items()):
        yield Fault(message=HISTORY_LEFT, parts=number)
    is_named = bool(erasing.sorted_by(register.vault, dossier.persons)) if IDENTITY in here else False
    if is_named or erasing.beside(register.vault, dossier.ids, set[str]().union(*ids.values())):
        yield Fault(message=BESIDE_LEFT, parts=number)


def _were_two(register: Register, event: RetentionEvent) -> bool:
    """Say whether one person's line asked for it and another's did it. At headquarters the lines are the centre's."""
    if event.centre_id != register.centre_id:
        return True
    lines = erasing.writers_of(register.vault, CARE, event.id)
    asked = {who for who, action, _ in lines if action == ASK}
    did = {who for who, action, _ in lines if action in ACTIONS.values()}
    if not (len(asked) == 1 and len(did) == 1 and asked.isdisjoint(did)):
        return False
    if not erasing.is_decision_told(register.vault, event.id, DECIDE):  # decided before these lines were left
        return True
    return erasing.had_keys_of_her_own(register.vault, min(did), min(asked), event.id, decided=DECIDE)
