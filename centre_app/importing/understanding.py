"""One line of an old register into the records of one stay, and what was not understood of it.

Nothing is invented: what the line does not say stays unanswered, what it says and cannot be read is left out with the
reason, and the line itself is kept beside the case as it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from centre_app import answers, places
from centre_app.answers import NotUnderstood
from centre_app.dates import DAY, Birth
from centre_app.importing.cells import UNKNOWN, Cells
from centre_app.importing.children import LANGUAGE_OF_RECORDS, children_born_here, children_who_came, number_in
from centre_app.importing.mapping import Mapping
from centre_app.importing.names import read_name, recased
from centre_app.importing.reading import OldLine
from centre_app.importing.remarks import INFORMS, Remark
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    EducationProfile,
    Exit,
    Intake,
    KitGrant,
    Person,
    PersonDescription,
    PersonName,
    PersonNationality,
    SchoolEnrolment,
    Stay,
    TrainingEnrolment,
)

MALI = "ML"
CLOSED, TRANSFERRED, ADMITTED = "closed", "transferred", "admitted"
TRANSFER = "transfer_centre"
IN_THE_CENTRE = "centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodLine:
    """What a line became: her records first, then her children's. Case files have no number yet."""

    line: OldLine
    name: str
    arrived: date | None
    records: tuple[Record, ...]
    remarks: tuple[Remark, ...]

    @property
    def case(self) -> CaseFile:
        """Her own file."""
        return self.cases[0]

    @property
    def cases(self) -> tuple[CaseFile, ...]:
        """Her file, then those of her children."""
        return tuple(record for record in self.records if isinstance(record, CaseFile))


def understand(line: OldLine, mapping: Mapping, *, today: date) -> UnderstoodLine:
    """Return the records of a line and the remarks on what it does not say clearly."""
    cells = Cells(line, mapping, today=today)
    arrived, left, exit_reason = cells.day("arrived"), cells.day("left"), cells.key("exit_reason")
    person = _person(cells, arrived)
    case = _case(cells, person, arrived, left, exit_reason)
    stay = Stay(
        case_id=case.id,
        person_id=person.id,
        admitted_on=arrived,
        ended_on=left,
        room_in_words=cells.text("room") or None,
        missing=cells.missing(admitted_on="arrived", ended_on="left"),
    )
    records = (
        person,
        case,
        stay,
        *_names(cells, person),
        *_nationalities(cells, person),
        _intake(cells, case, arrived),
        *_schooling(cells, case),
        *_activities(cells, case, left),
        *_exits(cells, stay, exit_reason),
        *_kits(cells, case, left),
        *children_who_came(cells, person, stay),
        *children_born_here(cells, person, stay),
    )
    name = next((f"{one.family or ''} {one.given or ''}" for one in records if isinstance(one, PersonName)), "")
    return UnderstoodLine(line=line, name=name, arrived=arrived, records=records, remarks=tuple(cells.remarks))


# --- who she is ------------------------------------------------------------------------------------------------


def _person(cells: Cells, arrived: date | None) -> Person:
    region, country = _origin(cells)
    cercle = _place(cells, "cercle")
    if region and cercle and places.place(region) and places.place(cercle) and not places.lies_in(region, cercle):
        cells.remark("cercle", N_("This cercle does not lie in the region that is written, today or before 2023."))
    return Person(
        sex=cells.key("sex"),
        birth=_birth(cells, arrived),
        origin_country=country or (MALI if places.place(region) else None),
        origin_region=region,
        origin_cercle=cercle,
        missing=cells.missing(sex="sex", birth="birth"),
    )


def _birth(cells: Cells, arrived: date | None) -> Birth | None:
    cell = cells.text("birth")
    if not cell:
        return None
    if answers.says_unknown(cell):
        cells.why_missing["birth"] = UNKNOWN
        return None
    birth = answers.birth(cell, said_on=arrived or cells.today)
    if isinstance(birth, NotUnderstood):
        cells.not_understood("birth", birth)
        return None
    if arrived is None and birth.said_on:
        cells.remark("birth", N_("The age was told on the day of arrival, which is not known: it was left out."))
        return None
    if birth.precision == DAY and (birth.first.month, birth.first.day) == (1, 1):
        cells.remark("birth", N_("1 January often stands for a year alone: the year was kept."), severity=INFORMS)
        return Birth.in_year(birth.first.year)
    return birth


def _origin(cells: Cells) -> tuple[str | None, str | None]:
    """Return region and country: old registers write a country under "region" for those who come from abroad."""
    country = cells.key("country")
    word = cells.text("region")
    if not word:
        return None, country
    term = cells.mapping.term("region", word)
    if term is None:
        cells.remark("region", N_("This place is not known: it is kept as it is written."), severity=INFORMS)
        return word, country
    return (term.key, country) if term.list == places.REGION else (None, term.key)


def _place(cells: Cells, meaning: str) -> str | None:
    word = cells.text(meaning)
    if not word:
        return None
    term = cells.mapping.term(meaning, word)
    if term is None:
        cells.remark(meaning, N_("This place is not known: it is kept as it is written."), severity=INFORMS)
    return term.key if term else word


def _names(cells: Cells, person: Person) -> Iterator[Record]:
    family, given = recased(cells.text("family")), recased(cells.text("given"))
    whole = cells.text("name")
    if whole and not (family or given):
        read = read_name(whole)
        family, given = read.family, read.given
        if not read.is_sure:
            cells.remark("name", N_("Which part is the family name? It was taken in the order that is written."))
    if answers.says_unknown(f"{family} {given}".strip()):
        family = given = ""
    if family or given:
        yield PersonName(person_id=person.id, family=family or None, given=given or None, is_display=True)
    else:
        cells.remark("name", N_("No name is written: the file bears the number of the old register."))
        called = LANGUAGE_OF_RECORDS.say(N_("Old register, no. {number}"), number=number_in(cells))
        yield PersonDescription(person_id=person.id, description=called)
    if cells.text("village"):
        yield PersonDescription(person_id=person.id, village=cells.text("village"))


def _nationalities(cells: Cells, person: Person) -> Iterator[PersonNationality]:
    nationality = cells.key("nationality")
    if nationality:
        yield PersonNationality(person_id=person.id, nationality=nationality)
    elif cells.mapping.column_of("nationality") and not cells.written("nationality"):
        cells.remark("nationality", N_("The nationality is not written."), severity=INFORMS)


# --- her stay --------------------------------------------------------------------------------------------------


def _case(cells: Cells, person: Person, arrived: date | None, left: date | None, exit_reason: str | None) -> CaseFile:
    if arrived is None:
        cells.remark(
            "arrived", N_("Without the day of arrival the stay is counted in no period. Write it in the file.")
        )
    if left is None:
        cells.remark(
            "left", N_("No day of exit is known: the stay counts as going on until it is written in the file.")
        )
    gone = TRANSFERRED if exit_reason == TRANSFER else CLOSED
    return CaseFile(
        person_id=person.id,
        status=gone if left or exit_reason else ADMITTED,
        opened_on=arrived,
        closed_on=left,
        missing=cells.missing(opened_on="arrived"),
    )


def _intake(cells: Cells, case: CaseFile, arrived: date | None) -> Intake:
    source = cells.key("source")
    return Intake(
        case_id=case.id,
        contact_on=arrived,
        source=source,
        source_in_words=None if source else cells.text("source") or None,
        reason=cells.key("reason"),
        missing=cells.missing(contact_on="arrived", source="source", reason="reason"),
    )


def _schooling(cells: Cells, case: CaseFile) -> Iterator[EducationProfile]:
    level = cells.key("school_level")
    if level or "school_level" in cells.why_missing:
        yield EducationProfile(
            case_id=case.id, level_at_entry=level, missing=cells.missing(level_at_entry="school_level")
        )


def _activities(cells: Cells, case: CaseFile, left: date | None) -> Iterator[Record]:
    """What she learnt at the centre: a trade, or a class. When she began was not written, and is not made up."""
    term = cells.term("activity")
    if term is None:
        return
    status = None if left else "enrolled"
    not_written = {"from_on": UNKNOWN}
    if term.list == "trade":
        yield TrainingEnrolment(
            case_id=case.id, trade=term.key, mode=IN_THE_CENTRE, to_on=left, status=status, missing=not_written
        )
    else:
        yield SchoolEnrolment(case_id=case.id, provision=term.key, to_on=left, status=status, missing=not_written)


def _exits(cells: Cells, stay: Stay, reason: str | None) -> Iterator[Exit]:
    if stay.ended_on or reason:
        yield Exit(
            case_id=stay.case_id,
            stay_id=stay.id,
            left_on=stay.ended_on,
            reason=reason,
            missing=cells.missing(left_on="left", reason="exit_reason"),
        )


def _kits(cells: Cells, case: CaseFile, left: date | None) -> Iterator[KitGrant]:
    kit, value = cells.key("kit"), _francs(cells)
    if kit is None and value is None:
        return
    yield KitGrant(
        case_id=case.id,
        kit=kit,
        contents=cells.text("kit") or None,
        value_fcfa=value,
        given_on=left,
        missing=cells.missing(value_fcfa="kit_value", given_on="left"),
    )


def _francs(cells: Cells) -> int | None:
    cell = cells.text("kit_value")
    if not cell:
        return None
    francs = answers.amount(cell)
    if isinstance(francs, NotUnderstood):
        cells.not_understood("kit_value", francs)
        return None
    return francs
