"""What happened, written into one centre's register by its verbs, each fact once and in its order.

What is written already stands in `Written`: a backup holds both the register and how far it was written.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from centre_app.casework import arrivals, births, exits, merging
from centre_app.casework.arrivals import Arrival
from centre_app.dates import Birth, PartialDate
from centre_app.questions import Record
from centre_app.records import (
    BirthAtCentre,
    CaseFile,
    Consent,
    Exit,
    Exploitation,
    GroupAttendance,
    GroupSession,
    Intake,
    KitGrant,
    PersonNationality,
    PlaceRequest,
    Project,
    SchoolEnrolment,
    Stay,
    TalkGroup,
    TrainingEnrolment,
)
from centre_app.register import Register
from tests.network import world as facts
from tests.network.recording import MAKERS, incident_of, lesson_of
from tests.network.world import File, Happening, World, month_after

BY_A_TRANSFER = "transfer_centre"
_LESSONS = {"school": SchoolEnrolment, "training": TrainingEnrolment}


@dataclass
class Written:
    """How far the facts are written in one register: ids by the numbers of files and sessions, and acts done of each file."""

    cases: dict[int, str] = field(default_factory=dict)
    done: dict[int, int] = field(default_factory=dict)
    lessons: dict[tuple[int, date, str], str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    months: set[date] = field(default_factory=set)
    talk_group: str = ""
    project: str = ""

    def as_it_is(self) -> "Written":
        return copy.deepcopy(self)


@dataclass
class Scribe:
    """Writes what happened in one house into its register."""

    code: str
    register: Register
    written: Written

    def write(self, world: World, first: date) -> None:
        """Write down what happened until the end of a month, as far as it is not written."""
        if first not in self.written.months:
            self._write_house(world, first)
            self.written.months.add(first)
        for file in world.files:
            if file.centre == self.code and _typed_in(file, world) <= first:
                self._write_file(file, month_after(first))

    # --- the house ---------------------------------------------------------------------------------------------

    def _write_house(self, world: World, first: date) -> None:
        house, beyond = world.houses[self.code], month_after(first)
        records: list[Record] = [
            PlaceRequest(asked_on=one.day, source=one.source, answer=one.answer)
            for one in house.requests
            if first <= one.day < beyond
        ]
        records += [incident_of(one, None) for one in house.incidents if first <= one.day < beyond]
        for group in (one for one in house.groups if first <= one.day < beyond):
            held = GroupSession(
                group_id=self._talk_group(), held_on=group.day, theme=group.theme, visitors=group.visitors
            )
            self.written.groups[group.number] = held.id
            records.append(held)
        if records:
            self.register.save(*records, heed_findings=False)

    def _talk_group(self) -> str:
        if not self.written.talk_group:
            (group,) = self.register.save(TalkGroup(name="Le mardi", from_on=self.register.today), heed_findings=False)
            self.written.talk_group = group.id
        return self.written.talk_group

    def _project(self) -> str:
        if not self.written.project:
            (project,) = self.register.save(Project(donor="Fonds inventé", code=f"FI-{self.code}"))
            self.written.project = project.id
        return self.written.project

    # --- one file ----------------------------------------------------------------------------------------------

    def _write_file(self, file: File, beyond: date) -> None:
        """Write the acts of a file that came before a day: what was done for her at once, her comings and goings by verbs."""
        acts, number = list(_acts_of(file)), self.written.done.get(file.number, 0)
        gathered: list[Record] = []
        for day, _, act in acts[number:]:
            if day >= beyond:
                break
            number += 1
            if isinstance(act, Happening) and act.what != "birth":
                gathered += self._records_of(file, act)
                continue
            self._save(gathered)
            gathered = []
            _do(self, file, act)
        self._save(gathered)
        self.written.done[file.number] = number
        for child in file.children:
            if child.number in self.written.cases:
                self._write_file(child, beyond)

    def _save(self, records: list[Record]) -> None:
        if records:
            self.register.save(*records, heed_findings=False)

    def case(self, file: File) -> CaseFile:
        """Return a file as it stands in the register."""
        found = self.register.get(CaseFile, self.written.cases[file.number])
        assert found is not None
        return found

    def _records_of(self, file: File, told: Happening) -> Iterator[Record]:
        case_id = self.written.cases[file.number]
        if told.what in _LESSONS:
            lesson = lesson_of(told, case_id)
            self.written.lessons[file.number, told.day, told.what] = lesson.id
            yield lesson
        elif told.what == "group" and told.group:
            session = self.written.groups[told.group.number]
            yield GroupAttendance(case_id=case_id, group_session_id=session, status=told.how)
        elif told.what == "kit":
            yield KitGrant(
                case_id=case_id,
                kit=told.key,
                value_fcfa=told.amount,
                given_on=told.day,
                project_id=self._project(),
                receipt="R-1",
            )
        elif told.what == "incident":
            yield incident_of(told, case_id)
        else:
            yield MAKERS[told.what](case_id, told)


# --- comings and goings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Goes:
    """She leaves; with what is written of it."""

    stay: facts.Stay


@dataclass(frozen=True, slots=True)
class _Ends:
    """What she learnt ends before she leaves."""

    lesson: Happening


Act = facts.Stay | Happening | _Goes | _Ends | str
OPENS, CLOSES, MERGES = "opens", "closes", "merges"
_FIRST, _IN_BETWEEN, _ENDING, _LEAVING, _LAST = range(5)


def _acts_of(file: File) -> list[tuple[date, int, Act]]:
    """Return all that is written in a file, in its order. A child's comings and goings are written with its mother's."""
    acts: list[tuple[date, int, Act]] = [
        (one.received or one.answered or one.day if one.what == "referral" else one.day, _IN_BETWEEN, one)
        for one in file.happenings
    ]
    acts += [(one.until, _ENDING, _Ends(one)) for one in file.happenings if one.until and one.how != "transferred"]
    if not file.is_childs:
        acts += [(stay.came, _FIRST, stay) for stay in file.stays if not file.comes_from]
        acts += [
            (stay.left, _LEAVING, _Goes(stay)) for stay in file.stays if stay.left and stay.reason != BY_A_TRANSFER
        ]
        if not file.stays:
            acts.append((file.opened, _FIRST, OPENS))
        if file.closed and not any(stay.left == file.closed for stay in file.stays):
            acts.append((file.closed, _LAST, CLOSES))
        if file.merged_on:
            acts.append((file.merged_on, _LAST, MERGES))
    return sorted(acts, key=lambda act: act[:2])


def _do(scribe: Scribe, file: File, act: Act) -> None:
    match act:
        case facts.Stay():
            _come(scribe, file, act) if file.number not in scribe.written.cases else _come_back(scribe, file, act)
        case _Goes():
            _leave(scribe, file, act.stay)
        case _Ends():
            _end(scribe, file, act.lesson)
        case Happening():
            _give_birth(scribe, file, act)
        case "opens":
            _admit(scribe, file, None)
        case "closes":
            closed = replace(scribe.case(file), status="closed", closed_on=file.closed, closed_because="plan_completed")
            scribe.register.save(closed, heed_findings=False)
        case "merges" if file.merged_into:
            merging.merge(scribe.register, scribe.case(file.merged_into), scribe.case(file), "C’est la même personne")


def _come(scribe: Scribe, file: File, stay: facts.Stay) -> None:
    along = [child for child in file.children if child.stays[0].kind == "accompanying_child"]
    children = [_arrival(scribe, child, child.stays[0]) for child in along]
    _admit(scribe, file, stay, children=children)
    for child, arrival in zip(along, children, strict=True):
        scribe.written.cases[child.number] = arrival.case.id


def _admit(scribe: Scribe, file: File, stay: facts.Stay | None, *, children: list[Arrival] | None = None) -> None:
    arrival = _arrival(scribe, file, stay)
    case = arrivals.admit(scribe.register, arrival, children=children or [])
    scribe.written.cases[file.number] = case.id
    more: list[Record] = [
        Exploitation(case_id=case.id, form=form, is_main=place == 0) for place, form in enumerate(file.person.forms)
    ]
    more += [PersonNationality(person_id=case.person_id, nationality=one) for one in file.person.nationalities[1:]]
    if file.agrees:
        more.append(_agreement(case))
    if more:
        scribe.register.save(*more, heed_findings=False)


def _agreement(case: CaseFile) -> Consent:
    return Consent(
        case_id=case.id,
        purpose="share_hq",
        status="given",
        giver="judge",
        child_agrees=True,
        giver_name="Juge des enfants",
        mode="signature",
        given_on=case.opened_on,
    )


def _arrival(scribe: Scribe, file: File, stay: facts.Stay | None) -> Arrival:
    person, blank = file.person, arrivals.begin(scribe.register, on=file.opened)
    found = stay or file
    status = blank.case.status if stay else "external"
    return replace(
        blank,
        person=replace(
            blank.person,
            sex=person.sex,
            birth=_birth(person),
            age_basis="birth_certificate" if file.is_childs else "self_declared",
            legal_status=frozenset(person.legal_status),
        ),
        name=replace(blank.name, family=f"Famille{person.number}", given=f"Prénom{person.number}"),
        nationality=replace(blank.nationality, nationality=next(iter(person.nationalities), None)),
        case=replace(blank.case, status=status),
        intake=replace(
            blank.intake,
            contact_on=found.contact or file.opened,
            source=found.source,
            setting=found.setting,
            reason="trafficking",
        ),
        stay=replace(blank.stay, admission_type=stay.kind if stay else None),
        education=replace(blank.education, level_at_entry=file.level),
    )


def _birth(person: facts.Person) -> Birth | None:
    if person.born is None:
        return None
    return Birth.exact(person.born[0]) if person.born[0] == person.born[1] else Birth.between(*person.born)


def _come_back(scribe: Scribe, file: File, stay: facts.Stay) -> None:
    case = scribe.case(file)
    came = Stay(
        case_id=case.id,
        person_id=case.person_id,
        admission_type=stay.kind,
        admitted_on=stay.came,
        admitted_by=scribe.register.who,
    )
    intake = Intake(
        case_id=case.id, contact_on=stay.contact, source=stay.source, setting=stay.setting, reason="trafficking"
    )
    arrivals.readmit(scribe.register, case, came, intake)


def settle(scribe: Scribe, file: File, case_id: str) -> None:
    """Let somebody sleep here whose file came by a transfer."""
    scribe.written.cases[file.number] = case_id
    _come_back(scribe, file, file.stays[0])


def _give_birth(scribe: Scribe, file: File, told: Happening) -> None:
    (child,) = [one for one in file.children if one.stays[0].kind == "born_in_centre"]
    birth = BirthAtCentre(case_id=scribe.written.cases[file.number], born=PartialDate.exact(told.day), outcome=told.key)
    arrival = _arrival(scribe, child, child.stays[0])
    births.record_birth(scribe.register, scribe.case(file), birth, [arrival])
    scribe.written.cases[child.number] = arrival.case.id


def exit_of(scribe: Scribe, file: File, stay: facts.Stay) -> Exit:
    """Return her exit, not saved yet."""
    case = scribe.case(file)
    open_stay = exits.open_stay_of(scribe.register, case)
    assert open_stay is not None
    return Exit(
        case_id=case.id,
        stay_id=open_stay.id,
        left_on=stay.left,
        reason=stay.reason,
        quality=stay.quality,
        destination="Chez une invention",
        distance="within_50",
        follow_up_plan="Un mois après",
    )


def _leave(scribe: Scribe, file: File, stay: facts.Stay) -> None:
    exits.leave(scribe.register, scribe.case(file), exit_of(scribe, file, stay))


def _end(scribe: Scribe, file: File, told: Happening) -> None:
    kind = _LESSONS[told.what]
    lesson = scribe.register.get(kind, scribe.written.lessons[file.number, told.day, told.what])
    assert lesson is not None
    ended = replace(lesson, to_on=told.until, status=told.how)
    if isinstance(ended, TrainingEnrolment):
        ended = replace(ended, certified_on=told.received)
    scribe.register.save(ended, heed_findings=False)


def _typed_in(file: File, world: World) -> date:
    """The month in which a file is first written: its own, or, typed late, the one after."""
    first = max(file.opened, world.first_day).replace(day=1)
    return month_after(first) if file.is_typed_late else first
