"""The files that somebody has in other houses: those that came here with a transfer, and at headquarters those of all houses.

They are to be read, never to be changed.
"""

from centre_app.exchange import partners
from centre_app.exchange.transfers import letter
from centre_app.questions import from_row
from centre_app.records import Bundle, CaseFile
from centre_app.register import Register, as_problems


def files_elsewhere(register: Register, case: CaseFile) -> list[CaseFile]:
    """Return the files of the same person at other houses that stand here, the oldest first; for the other file, ours."""
    if not register.can_open(CaseFile):
        return []
    with as_problems():
        rows = register.vault.select(CaseFile.table, {"person_id": case.person_id}, order=("opened_on", "id"))
    files = [from_row(CaseFile, row) for row in rows if row["id"] != case.id]
    return [file for file in files if file.centre_id != case.centre_id]


def name_of_house(register: Register, file: CaseFile) -> str:
    """Return how the house of a file is called."""
    if file.centre_id == register.centre_id:
        return register.code
    if register.is_headquarters:
        known = {one.of_centre_id: one.name for one in partners.centres_of(register)}
    else:
        known = {one.centre_id: one.name for one in letter.neighbours(register)}
    return known.get(file.centre_id) or (file.code or "").partition("-")[0]


def transfers_received(register: Register) -> list[Bundle]:
    """Return the transfers that were taken in here, the first one first."""
    return register.find(Bundle, bundle_type=letter.TRANSFER, to_centre_id=register.centre_id)
