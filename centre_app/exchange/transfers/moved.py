"""Headquarters: whose somebody is once she has moved, told by the Transfer that the house she left has written.

Who she is belongs to the last house to which a transfer leads. What the house she went to says of her waits until that
transfer has come, in the bundle of the house she left or in the transfer's own file; what the former house says later
of who she is changes nothing. So whichever of the two bundles comes first, the register is the same in the end.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from centre_app.exchange import refusals
from centre_app.exchange.manifest import Manifest as BundleManifest
from centre_app.exchange.transfers.letter import persons_of
from centre_app.language import N_
from centre_app.records import CaseFile, Transfer
from centre_app.register import Register
from db.vault import Row


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
    """Return, at a centre, the files of other houses from which somebody came here."""
    rows = register.vault.select(Transfer.table, {"to_centre_id": register.centre_id}, columns=("centre_id", "case_id"))
    return tuple(sorted(row["case_id"] for row in rows if row["centre_id"] != register.centre_id))


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
