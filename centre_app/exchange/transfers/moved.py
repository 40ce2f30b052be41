"""Headquarters: whose somebody is once she has moved, told by the Transfer that the house she left has written.

Who she is belongs to the last house to which a transfer leads. What the house she went to says of her waits until that
transfer has come, in the bundle of the house she left or in the transfer's own file; what the former house says later
of who she is changes nothing. So whichever of the two bundles comes first, the register is the same in the end.

A house from which she went on, home or to a third one, waits for nobody: its bundle says itself that who she is is no
longer its own to tell. Else two houses between which she went and came would wait for each other for ever.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from centre_app.exchange import refusals
from centre_app.exchange.manifest import Manifest as BundleManifest
from centre_app.exchange.transfers.letter import persons_of
from centre_app.language import N_
from centre_app.records import CaseFile, Transfer
from centre_app.register import Register
from db.vault import Row

GONE = "transferred"

Rows = Mapping[str, Sequence[Row]]  # by table


class WaitsForSender(refusals.Gap):
    reason = "waits_for_sender"
    message = N_("Somebody came to this centre by a transfer that headquarters has not heard of yet ({n}).")
    advice = N_("It waits here. It follows once the bundle of the centre that was left is received.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Who moved from one house to another, as far as one of the two is concerned: `centre`.

    `owners` are by person, `codes` the numbers under which her files go, `cases` the persons by their files in any house.
    """

    centre: str
    owners: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)

    def knows(self, table: str, row: Row) -> bool:
        """Say whether a row tells who somebody is who came from this house or went there."""
        persons = persons_of(table, row)
        return bool(persons) and persons <= self.owners.keys()

    def has_gone(self, table: str, row: Row) -> bool:
        """Say whether who somebody is is no longer this house's to tell."""
        return any(self.owners.get(person, self.centre) != self.centre for person in persons_of(table, row))

    def is_numbered(self, file: Row) -> bool:
        """Say whether a file goes under the number that its person brought along."""
        return str(file["code"]) in self.codes.get(str(file["person_id"]), ())

    def touched(self, persons: Collection[str], cases: Collection[str]) -> set[str]:
        """Return who of these moved."""
        return {*persons, *(self.cases.get(case, "") for case in cases)} & self.owners.keys()


def taken_over(register: Register) -> tuple[str, ...]:
    """Return, at a centre, the files of other houses from which somebody came here who is here still."""
    came, gone = _who_came(register), _who_went(register)
    return tuple(sorted(case for case, person in came.items() if person not in gone.values()))


def passed_on(register: Register) -> tuple[str, ...]:
    """Return, at a centre, its own files by which somebody went on to another house who had come from one."""
    came, gone = _who_came(register), _who_went(register)
    return tuple(sorted(case for case, person in gone.items() if person in came.values()))


def _who_came(register: Register) -> dict[str, str]:
    """Return by the files of other houses the persons who came from them."""
    moved = register.vault.select(
        Transfer.table, {"to_centre_id": register.centre_id}, columns=("centre_id", "case_id")
    )
    cases = {row["case_id"] for row in moved if row["centre_id"] != register.centre_id}
    persons = {row["id"]: row["person_id"] for row in _files(register, {"id": cases}, ("id", "person_id"))}
    return {case: persons.get(case, "") for case in cases}


def _who_went(register: Register) -> dict[str, str]:
    """Return by our own files the persons who went by them to another house of ours, and are not back."""
    own = {"centre_id": register.centre_id}
    moved = register.vault.select(Transfer.table, own, columns=("case_id", "to_centre_id"))
    cases = {row["case_id"] for row in moved if row["to_centre_id"]}
    columns = ("id", "person_id", "status")
    gone = {row["id"]: row["person_id"] for row in _files(register, {"id": cases}, columns) if row["status"] == GONE}
    files = register.vault.select(CaseFile.table, {**own, "person_id": set(gone.values())}, columns=columns)
    here = {row["person_id"] for row in files if row["status"] not in (GONE, "merged")}
    return {case: person for case, person in gone.items() if person not in here}


def with_passed_on(register: Register, moved: Moved, manifest: BundleManifest, rows: Rows) -> Moved:
    """Return the same, with those of whom a bundle says itself that they went on: to whom, its own transfer tells."""
    if not manifest.passed_on:
        return moved
    where = {"centre_id": manifest.centre}
    said = [
        *register.vault.select(Transfer.table, where | {"case_id": manifest.passed_on}),
        *rows.get(Transfer.table, ()),
    ]
    went = {str(row["case_id"]): str(row["to_centre_id"]) for row in said if row["to_centre_id"]}
    columns = ("id", "person_id", "code")
    files = [*_files(register, where | {"id": manifest.passed_on}, columns), *rows.get(CaseFile.table, ())]
    owners, codes = dict(moved.owners), dict(moved.codes)
    for file in files:
        if file["id"] in manifest.passed_on and went.get(str(file["id"]), manifest.centre) != manifest.centre:
            person = str(file["person_id"])
            owners[person] = went[str(file["id"])]
            codes[person] = codes.get(person, frozenset()) | {str(file["code"])}
    return replace(moved, owners=owners, codes=codes)


def wait_for_senders(register: Register, manifest: BundleManifest) -> None:
    """Raise WaitsForSender while a transfer is not here by which somebody came to the centre of a bundle."""
    files, centre = manifest.taken_over, manifest.centre
    rows = register.vault.select(Transfer.table, {"case_id": files, "to_centre_id": centre}) if files else []
    known = {row["case_id"] for row in rows if row["centre_id"] != centre}
    if missing := set(files) - known:
        month = manifest.month.replace("-", "")
        raise WaitsForSender(n=len(missing), missing=0, seq=manifest.seq, code=manifest.code, month=month)


def moved_with(register: Register, centre: str) -> Moved:
    """Return who came to a centre from another one, or went from there."""
    every = register.vault.select(Transfer.table, order=("transferred_on", "hlc"))
    every = [row for row in every if row["to_centre_id"]]
    if not any(centre in (row["centre_id"], row["to_centre_id"]) for row in every):
        return Moved(centre=centre)
    columns = ("id", "person_id", "code")
    left = {row["id"]: row for row in _files(register, {"id": {row["case_id"] for row in every}}, columns)}
    concerned = {
        left[row["case_id"]]["person_id"]
        for row in every
        if row["case_id"] in left and centre in (row["centre_id"], row["to_centre_id"])
    }
    # in their order: the last one tells where she is
    owners = {left[row["case_id"]]["person_id"]: row["to_centre_id"] for row in every if row["case_id"] in left}
    codes: dict[str, frozenset[str]] = {}
    cases: dict[str, str] = {}
    for file in _files(register, {"person_id": concerned}, columns):
        cases[file["id"]] = file["person_id"]
        codes[file["person_id"]] = codes.get(file["person_id"], frozenset()) | {str(file["code"])}
    return Moved(centre=centre, owners={one: owners[one] for one in concerned}, codes=codes, cases=cases)


def _files(register: Register, where: Mapping[str, Collection[str]], columns: Sequence[str]) -> list[Row]:
    return register.vault.select(CaseFile.table, where, with_void=True, columns=columns)
