"""Case data for others: asked for, and looked at before anything is written. Who writes it is writing.py."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from centre_app.case_data import gates, rows, sources
from centre_app.case_data.derivations.general import SHELTER
from centre_app.case_data.derivations.values import House, Line, Numbers
from centre_app.case_data.earlier import given_before
from centre_app.case_data.gates import Passed
from centre_app.case_data.generalising import AS_IT_IS, QUASIS
from centre_app.case_data.grouping import Groups, People, group
from centre_app.case_data.loss import KEPT, Loss
from centre_app.case_data.mapping import (
    HTCDS,
    IDENTIFIED,
    K_ANONYMOUS,
    LEVELS,
    STANDARDS,
    Field,
    StandardMapping,
    mapping_of,
)
from centre_app.case_data.rows import Table
from centre_app.choices import choices
from centre_app.consent_ledger import AUTHORITIES
from centre_app.language import N_, Language
from centre_app.problems import Problem, ReadOnlyForYou
from centre_app.records import CaseFile, Centre, DataExport, Intake, Organisation, Referral
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


class NoSuchChoice(Problem):
    message = N_("“{asked}” is no choice here.")
    advice = N_("Choose again what is asked for.")


class WholeYearsAlone(Problem):
    message = N_("In groups, only whole years are given: two files a month apart would show who came in that month.")
    advice = N_("Choose the first of January of a year and the last of December of a year.")


class GivenMeanwhile(Problem):
    message = N_("Another file in groups of the same years was given meanwhile.")
    advice = N_("Look again at what this one would hold: the two must not tell more together.")


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
    def all_steps(self) -> Mapping[str, int]:
        """How far each is generalised: as it is, where nothing is said."""
        return {**AS_IT_IS, **self.steps}

    @property
    def k(self) -> int | None:
        """How many must share what is shown of each; None where groups are not counted."""
        return SMALLEST_GROUP.get(self.purpose, SMALLEST_GROUP_OTHERWISE) if self.level == K_ANONYMOUS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file of case data that nobody has written yet. `numbers` are the lots drawn, by case; in groups, the groups."""

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
    _check_choices(wanted)
    if wanted.last < wanted.first:
        raise EndsBeforeItBegins
    if wanted.purpose == RELEASE and wanted.level != K_ANONYMOUS:
        raise ReleaseOnlyInGroups(level=choices("export_level").label(K_ANONYMOUS, wanted.language))
    if wanted.level == IDENTIFIED:
        _check_names(wanted)
    if wanted.k is not None and not _are_whole_years(wanted):
        raise WholeYearsAlone


def _check_choices(wanted: Wanted) -> None:
    known = ((wanted.purpose, choices("export_purpose").keys), (wanted.level, LEVELS))
    for asked, offered in known:
        if asked not in offered:
            raise NoSuchChoice(asked=asked)
    for name, step in wanted.steps.items():
        if name not in QUASIS or not 0 <= step < len(QUASIS[name].steps):
            raise NoSuchChoice(asked=f"{name}={step}")


def _are_whole_years(wanted: Wanted) -> bool:
    return (wanted.first.month, wanted.first.day, wanted.last.month, wanted.last.day) == (1, 1, 12, 31)


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
    if mapping is None and wanted.standard not in STANDARDS:
        raise NoSuchChoice(asked=wanted.standard)
    mapping = mapping or mapping_of(wanted.standard)
    passed = gates.pass_gates(
        register,
        gates.Asked(level=wanted.level, first=wanted.first, last=wanted.last, recipient=wanted.recipient),
    )
    house = _house(register, wanted, passed)
    tables = rows.tables_of(mapping, wanted.level, with_notes=wanted.with_notes)
    loss = Loss(whole=rows.blanked_fields(tables, wanted.level))
    people, referred = _fill(register, tables, wanted, passed, house, told)
    rows.fill_organisations(tables, _houses_and(register, house, referred), house, wanted.level, loss)
    groups, stay = None, passed.files
    if wanted.k is None:
        for one in people.losses:
            loss.add(one)
    else:
        cases = next(table for table in tables if rows.is_cases(table))
        given = given_before(register, wanted.first, wanted.last)
        groups = group(cases, people, wanted.k, wanted.all_steps, given, loss)
        stay = tuple(file for file, label in zip(passed.files, groups.labels, strict=True) if label)
    for kind, number in sources.kept_from(register, stay).items():
        loss.note(KEPT, kind, cells=number)
    for table in tables:
        table.lines.sort()  # by the number drawn: the order of the register would tell who came first
    return Prepared(
        wanted=wanted,
        mapping=mapping,
        passed=passed,
        tables=tables,
        loss=loss,
        numbers=house.numbers.cases if groups is None else _groups_of(stay, groups),
        groups=groups,
    )


def _fill(
    register: Register, tables: Sequence[Table], wanted: Wanted, passed: Passed, house: House, told: Told
) -> tuple[People, set[str]]:
    """Put the lines of every case into the tables; return who is in them, and the organisations that they name."""
    people, referred = People(), set[str]()
    found = sources.sources_of(register, passed.files, with_names=house.with_names)
    for done, source in enumerate(found, start=1):
        of_case = Loss()
        rows.fill(tables, source, house, wanted.level, of_case)
        people.losses.append(of_case)
        referred |= _organisations_of(source)
        if wanted.k is not None:
            people.ids.append(source.file.person_id)
            line = Line(case=source, record=None, house=house)
            people.traits.append(rows.traits_of(_fields_of_cases(tables), line))
        told(done, len(passed.files))
    return people, referred


def _fields_of_cases(tables: Sequence[Table]) -> tuple[Field, ...]:
    return next(table.fields for table in tables if rows.is_cases(table))


def _groups_of(files: Sequence[CaseFile], groups: Groups) -> dict[str, str]:
    """Return the group of each file in the file: what is compared when the same year is asked for again."""
    return {file.id: label for file, label in zip(files, filter(None, groups.labels), strict=True)}


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
