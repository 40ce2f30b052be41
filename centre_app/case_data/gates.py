"""Who may be in a file at all: the gates, in their order, each with how many it keeps out.

Whoever has not agreed to be counted is in no file at the level of cases; a file with names asks for more: that the
person agreed to share with whoever receives it. A restricted or sealed file is in none, whoever exports.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from centre_app.case_data.mapping import IDENTIFIED, K_ANONYMOUS
from centre_app.consent_ledger import GIVEN, NOBODY, Partner, joined, partner_of, purpose_for, standing
from centre_app.kept_for_others import ASKED, CONFIDENTIAL
from centre_app.language import N_
from centre_app.merged_files import families
from centre_app.problems import as_problems
from centre_app.records import CaseFile, Consent, Organisation, Stay
from centre_app.register import Register

REPORTING = "reporting"  # of the list consent_type
DRAFT, MERGED = "draft", "merged"  # of the list case_status
ALONG = frozenset({"accompanying_child", "born_in_centre"})  # of the list admission_type
FILES_AT_A_TIME = 500

# The gates by key, in the order in which they are passed, as they are said.
GATES: Mapping[str, str] = {
    "period": N_("Opened in another period"),
    "draft": N_("Drafts"),
    "merged": N_("Merged into another file"),
    "kept": N_("Restricted or sealed, or kept for others than you"),
    "child_along": N_("Children who came along or were born here"),
    "reporting": N_("Without a yes to being counted"),
    "share": N_("Without a yes to sharing with the recipient"),
    "same_person": N_("A second file of the same person"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The files that may be in a file of case data, and how many each gate kept out, by key."""

    files: tuple[CaseFile, ...]
    kept_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom it is, as far as the gates ask: the level, the days, and who receives it."""

    level: str
    first: date
    last: date
    recipient: Organisation | None = None


def pass_gates(register: Register, asked: Asked) -> Passed:
    """Return the files that pass every gate."""
    kept_out: Counter[str] = Counter()
    files = [file for file in register.find(CaseFile) if _passes(kept_out, _of_its_own(file, asked))]
    for gate in (_open_to_all, _without_children, _with_consent, _one_a_person):
        files = gate(register, files, asked, kept_out)
    return Passed(files=tuple(files), kept_out={name: kept_out[name] for name in GATES if kept_out[name]})


def _passes(kept_out: Counter[str], gate: str) -> bool:
    kept_out[gate] += bool(gate)
    return not gate


def _of_its_own(file: CaseFile, asked: Asked) -> str:
    """Return the gate that keeps a file out by what it says itself, or ""."""
    if file.opened_on is None or not asked.first <= file.opened_on <= asked.last:
        return "period"
    if file.status == DRAFT:
        return "draft"
    return "merged" if file.status == MERGED or file.merged_into_id else ""


def _open_to_all(register: Register, files: Sequence[CaseFile], asked: Asked, kept_out: Counter[str]) -> list[CaseFile]:
    """Keep out what is restricted or sealed, in one of the files that are one with it as well."""
    with as_problems():
        family_of = families(register.vault)
    kept = {
        row["id"] for row in register.as_stored.rows(CaseFile, ("id",), with_void=True, **{ASKED: list(CONFIDENTIAL)})
    }
    kept |= register.kept.closed_cases.keys()
    return [
        file
        for file in files
        if _passes(kept_out, "" if kept.isdisjoint(family_of.get(file.id, {file.id})) else "kept")
    ]


def _without_children(
    register: Register, files: Sequence[CaseFile], asked: Asked, kept_out: Counter[str]
) -> list[CaseFile]:
    """Keep out the files of children who are here because their mother is."""
    along: set[str] = set()
    for chunk in _chunks(files):
        rows = register.rows(Stay, ("case_id", "admission_type"), case_id=[file.id for file in chunk])
        along |= {row["case_id"] for row in rows if row["admission_type"] in ALONG}
    return [file for file in files if _passes(kept_out, "child_along" if file.id in along else "")]


def _with_consent(
    register: Register, files: Sequence[CaseFile], asked: Asked, kept_out: Counter[str]
) -> list[CaseFile]:
    """Keep out who has not agreed: to being counted; where names go along, to sharing them with the recipient."""
    partner = partner_of(register.as_stored, asked.recipient.id) if asked.recipient else NOBODY
    passed = []
    for file, lines in _ledgers(register, files):
        if standing(lines, REPORTING, on=register.as_stored.latest_day).status != GIVEN:
            kept_out["reporting"] += 1
        elif asked.level == IDENTIFIED and not _shares(
            lines, asked.recipient, partner, on=register.as_stored.latest_day
        ):
            kept_out["share"] += 1
        else:
            passed.append(file)
    return passed


def _shares(lines: Sequence[Consent], recipient: Organisation | None, partner: Partner, *, on: date) -> bool:
    """Say whether names may go to a recipient: a whole yes, for that very one where partners are named."""
    if recipient is None:
        return False
    return standing(lines, purpose_for([recipient]), on=on, partner=partner).status == GIVEN


def _ledgers(register: Register, files: Sequence[CaseFile]) -> Iterable[tuple[CaseFile, list[Consent]]]:
    """Yield each file with its ledger, which is that of all files that are one with it."""
    with as_problems():
        family_of = families(register.vault)
    for chunk in _chunks(files):
        ids = {file.id: sorted(family_of.get(file.id, {file.id})) for file in chunk}
        every = sorted({one for family in ids.values() for one in family})
        known = {file.id: file for file in register.as_stored.find(CaseFile, with_void=True, id=every)}
        said = _by_case(register.as_stored.find(Consent, case_id=every))
        for file in chunk:
            family = [known[one] for one in ids[file.id] if one in known]
            yield file, joined(family, [line for one in ids[file.id] for line in said.get(one, ())])


def _by_case(lines: Iterable[Consent]) -> dict[str, list[Consent]]:
    grouped: dict[str, list[Consent]] = {}
    for line in lines:
        grouped.setdefault(line.case_id, []).append(line)
    return grouped


def _one_a_person(
    register: Register, files: Sequence[CaseFile], asked: Asked, kept_out: Counter[str]
) -> list[CaseFile]:
    """Where groups are counted, let every person stand in one line: that of the newest file."""
    if asked.level != K_ANONYMOUS:
        return list(files)
    newest = {file.person_id: file.id for file in sorted(files, key=lambda file: (file.opened_on or date.min, file.id))}
    return [file for file in files if _passes(kept_out, "" if newest[file.person_id] == file.id else "same_person")]


def _chunks(files: Sequence[CaseFile]) -> Iterable[Sequence[CaseFile]]:
    return (files[start : start + FILES_AT_A_TIME] for start in range(0, len(files), FILES_AT_A_TIME))
