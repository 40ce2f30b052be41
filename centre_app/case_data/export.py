"""Case data for others: asked for, and looked at before anything is written. Who writes it is writing.py."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from centre_app.case_data import anonymity, gates, rows, sources
from centre_app.case_data.anonymity import Combination, Suppressed
from centre_app.case_data.derivations.general import SHELTER
from centre_app.case_data.derivations.values import House, Line, Numbers
from centre_app.case_data.gates import Passed
from centre_app.case_data.generalising import AS_IT_IS, Traits, shown
from centre_app.case_data.loss import GENERALISED, KEPT, SUPPRESSED, Loss
from centre_app.case_data.mapping import HTCDS, IDENTIFIED, K_ANONYMOUS, Field, StandardMapping, mapping_of
from centre_app.case_data.rows import Table
from centre_app.choices import choices
from centre_app.consent_ledger import AUTHORITIES
from centre_app.language import N_, Language
from centre_app.problems import Problem, ReadOnlyForYou
from centre_app.records import Centre, DataExport, Intake, Organisation, Referral
from centre_app.register import Register

# What for: keys of the list export_purpose.
PARTNER, RELEASE, HEADQUARTERS, NATIONAL = "partner", "release", "headquarters", "national"
SMALLEST_GROUP = {RELEASE: 11}  # as CTDC does
SMALLEST_GROUP_OTHERWISE = 5
DIGITS = 10

Told = Callable[[int, int], None]  # how many files are done, of how many


class ReleaseOnlyInGroups(Problem):
    message = N_("What is published tells of groups alone: nobody may stand out in it.")
    advice = N_("Choose the level “{level}”, or another purpose.")


class NamesNeedARecipient(Problem):
    message = N_("A file with names goes to one organisation, to which the persons in it agreed.")
    advice = N_("Choose the organisation that receives it.")


class NotAnAuthority(Problem):
    message = N_("Names for the national database go to an authority alone.")
    advice = N_("Choose the authority that receives it.")


class NamesGoByBundle(Problem):
    message = N_("Names go to headquarters in the month’s export, sealed, and in no other way.")
    advice = N_("Choose random numbers here.")


class EndsBeforeItBegins(Problem):
    message = N_("The period ends before it begins.")
    advice = N_("Correct its first or its last day.")


class NobodyLeft(Problem):
    message = N_("Nobody is left for this file.")
    advice = N_("Look at the gates: they say who was kept out, and by what.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for. `steps` is how far each quasi-identifier is generalised (k-anonymous files alone)."""

    purpose: str
    level: str
    first: date
    last: date
    language: Language
    recipient: Organisation | None = None
    standard: str = HTCDS
    steps: Mapping[str, int] = field(default_factory=lambda: dict(AS_IT_IS))
    with_notes: bool = False
    by_label: bool = False  # heads of columns as the standard's toolkit labels them

    @property
    def k(self) -> int | None:
        """How many must share what is shown of each; None where groups are not counted."""
        return SMALLEST_GROUP.get(self.purpose, SMALLEST_GROUP_OTHERWISE) if self.level == K_ANONYMOUS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """How the persons of a file fall into groups: who stands out, what would mend it, what was blanked instead."""

    k: int
    steps: Mapping[str, int]
    standing_out: Mapping[Combination, int]
    proposed: Mapping[str, int] | None
    suppressed: Suppressed
    without_diversity: Mapping[Combination, int]

    @property
    def people_standing_out(self) -> int:
        return sum(self.standing_out.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file of case data that nobody has written yet. `numbers` are the lots drawn, by case."""

    wanted: Wanted
    mapping: StandardMapping
    passed: Passed
    tables: Sequence[Table] = field(repr=False)
    loss: Loss
    numbers: Mapping[str, str] = field(repr=False)
    groups: Groups | None = None

    @property
    def cases(self) -> int:
        return next((len(table.lines) for table in self.tables if rows.is_cases(table)), 0)


def may_export(register: Register) -> bool:
    """Say whether this person exports case data: who answers for a house, or for all of them."""
    return register.rights.writes(DataExport) and "care" in register.vault.compartments


def check(wanted: Wanted) -> None:
    """Raise the problem that stands in the way of what is asked for, if one does."""
    if wanted.last < wanted.first:
        raise EndsBeforeItBegins
    if wanted.purpose == RELEASE and wanted.level != K_ANONYMOUS:
        raise ReleaseOnlyInGroups(level=choices("export_level").label(K_ANONYMOUS, wanted.language))
    if wanted.level == IDENTIFIED:
        _check_names(wanted)


def _check_names(wanted: Wanted) -> None:
    if wanted.purpose == HEADQUARTERS:
        raise NamesGoByBundle
    if wanted.recipient is None:
        raise NamesNeedARecipient
    if wanted.purpose == NATIONAL and wanted.recipient.org_type not in AUTHORITIES:
        raise NotAnAuthority


def prepare(
    register: Register,
    wanted: Wanted,
    *,
    told: Told = lambda done, of: None,
    mapping: StandardMapping | None = None,
) -> Prepared:
    """Return what the file would hold, and what is lost on the way; nothing is written. Raises a Problem.

    `mapping` stands in for that of the standard, for one that is still being written.
    """
    check(wanted)
    if not may_export(register):
        raise ReadOnlyForYou
    mapping = mapping or mapping_of(wanted.standard)
    passed = gates.pass_gates(
        register,
        gates.Asked(level=wanted.level, first=wanted.first, last=wanted.last, recipient=wanted.recipient),
    )
    house = _house(register, wanted, passed)
    tables = rows.tables_of(mapping, wanted.level, with_notes=wanted.with_notes)
    loss = Loss(whole=rows.blanked_fields(tables, wanted.level))
    for kind, number in sources.kept_from(register, passed.files).items():
        loss.note(KEPT, kind, cells=number)
    traits: list[Traits] = []
    referred: set[str] = set()
    found = sources.sources_of(register, passed.files, with_names=house.with_names)
    for done, source in enumerate(found, start=1):
        rows.fill(tables, source, house, wanted.level, loss)
        referred |= _organisations_of(source)
        if wanted.k is not None:
            traits.append(rows.traits_of(_fields_of_cases(tables), Line(case=source, record=None, house=house)))
        told(done, len(passed.files))
    rows.fill_organisations(tables, _houses_and(register, house, referred), house, wanted.level, loss)
    groups = _grouped(tables, traits, wanted, loss) if wanted.k is not None else None
    for table in tables:
        table.lines.sort()  # by the number drawn: the order of the register would tell who came first
    return Prepared(
        wanted=wanted,
        mapping=mapping,
        passed=passed,
        tables=tables,
        loss=loss,
        numbers=house.numbers.cases,
        groups=groups,
    )


def _house(register: Register, wanted: Wanted, passed: Passed) -> House:
    lots: set[str] = set()
    while len(lots) < len(passed.files):
        lots.add(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    drawn = list(lots)
    secrets.SystemRandom().shuffle(drawn)
    return House(
        organisations={one.id: one for one in register.find(Organisation)},
        centre_codes={house.centre_id: house.code or "" for house in register.find(Centre)},
        numbers=Numbers(cases={file.id: lot for file, lot in zip(passed.files, drawn, strict=True)}),
        language=wanted.language,
        with_names=wanted.level == IDENTIFIED,
    )


def _organisations_of(source: sources.CaseSource) -> set[str]:
    """Return the organisations that the lines of a case name."""
    named = {one.source_id for one in source.every(Intake)[-1:]}
    named |= {one.organisation_id for one in source.lines("referral") if isinstance(one, Referral)}
    return {one for one in named if one}


def _houses_and(register: Register, house: House, referred: set[str]) -> Iterator[Organisation]:
    """Yield the centres as organisations, they first, then those that lines name."""
    for centre in register.find(Centre):
        yield Organisation(name=centre.name, org_type=SHELTER, region=centre.region, country="ML", phone=centre.phone)
    yield from (house.organisations[one] for one in sorted(referred) if one in house.organisations)


# --- groups ----------------------------------------------------------------------------------------------------


def _fields_of_cases(tables: Sequence[Table]) -> tuple[Field, ...]:
    return next(table.fields for table in tables if rows.is_cases(table))


def _grouped(tables: Sequence[Table], people: Sequence[Traits], wanted: Wanted, loss: Loss) -> Groups:
    """Generalise as asked, blank what still stands out, and say what was done to whom. Changes the table of cases."""
    k, steps = wanted.k or 1, wanted.steps
    combinations = [shown(one, steps) for one in people]
    standing_out = anonymity.under(combinations, k)
    suppressed = anonymity.suppress(combinations, k)
    cases = next(table for table in tables if rows.is_cases(table))
    kept = [(cells, one) for cells, one in zip(cases.lines, suppressed.shown, strict=True) if one is not None]
    forms = [person.exploitation for person, one in zip(people, suppressed.shown, strict=True) if one is not None]
    cases.lines = [rows.show_combination(cases.fields, cells, one, steps) for cells, one in kept]
    _note_losses(cases, people, wanted, suppressed, loss)
    return Groups(
        k=k,
        steps=steps,
        standing_out=standing_out,
        proposed=anonymity.smallest_generalisation(people, k) if standing_out else None,
        suppressed=suppressed,
        without_diversity=anonymity.without_diversity([one for _, one in kept], [";".join(form) for form in forms]),
    )


def _note_losses(cases: Table, people: Sequence[Traits], wanted: Wanted, suppressed: Suppressed, loss: Loss) -> None:
    known = {name: sum(bool(one) for one in values) for name, values in _told_of(people).items()}
    for one in cases.fields:
        quasi = one.quasi(K_ANONYMOUS)
        if quasi is None:
            continue
        name, only_at = quasi
        is_shown = only_at in (None, wanted.steps[name])
        if wanted.steps[name] and only_at in (None, 0) and known[name]:
            loss.note(GENERALISED, one.name, cells=known[name])
        if is_shown and suppressed.cells.get(name):
            loss.note(SUPPRESSED, one.name, cells=suppressed.cells[name])


def _told_of(people: Sequence[Traits]) -> Mapping[str, list[str]]:
    """Return, for each quasi-identifier, what is known of each person as it is."""
    told = [shown(one, AS_IT_IS) for one in people]
    return {name: [one[at] for one in told] for at, name in enumerate(AS_IT_IS)}
