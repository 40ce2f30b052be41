"""From an open register to what a care plan on paper says: a file here for each family of its sections.

Every part asks first whether the copy prints it (`care_plan_levels`), so what must not be printed is not even read. What
is printed for nobody (a diagnosis, what she first told, what she went through) is never asked for here.
"""

import dataclasses
from collections.abc import Iterator
from datetime import date

from centre_app.case_view import gather
from centre_app.casework.plans import SIGNED, goals_of, versions
from centre_app.choices import choices
from centre_app.dates import is_child
from centre_app.documents.care_plan_levels import FOR_AUTHORITIES, Part
from centre_app.documents.care_plan_reading import daily_life, law_and_family
from centre_app.documents.care_plan_reading.consents import consents, shared_because
from centre_app.documents.care_plan_reading.days import days
from centre_app.documents.care_plan_reading.looking_back import look_back
from centre_app.documents.care_plan_reading.needs import assessed_on, domain_name, needs, strengths
from centre_app.documents.care_plan_reading.shut_parts import shut_parts
from centre_app.documents.care_plan_reading.source import Source
from centre_app.documents.care_plan_reading.who_she_is import resident
from centre_app.documents.care_plan_sheet import (
    ActionLine,
    CarePlanSheet,
    Copy,
    CopyLevel,
    DomainBlock,
    GoalBlock,
    OwnWords,
    Point,
    Resident,
    SectionKind,
    ShortSection,
    Signer,
    VersionLine,
)
from centre_app.documents.house_name import house_name
from centre_app.language import N_, Language
from centre_app.naming import short_name
from centre_app.phones import phone_said
from centre_app.questions import CARE
from centre_app.records import CarePlan, Centre, PlanAction, PlanGoal, Project, Signature, StaffMember
from centre_app.register import Register
from db import history

_HEAD_DIGITS = 8


def care_plan_sheet(register: Register, plan: CarePlan, *, copy: Copy, language: Language) -> CarePlanSheet:
    """Return what one copy of one version of a plan says. Raises NotFound where its file is not in the register."""
    file = gather(register, plan.case_id)
    goals = [(goal, actions) for goal, actions in goals_of(register, plan) if _is_printed(goal, copy)]
    source = Source(register=register, file=file, plan=plan, goals=goals, copy=copy, language=language)
    return _Gathering(source).sheet()


def _is_printed(goal: PlanGoal, copy: Copy) -> bool:
    """Say whether a goal stands on a copy: an excerpt is of one domain, authorities read of some."""
    match copy.level:
        case CopyLevel.PARTNER:
            return goal.domain == copy.domain
        case CopyLevel.AUTHORITIES:
            return goal.domain in FOR_AUTHORITIES
    return True


class _Gathering:
    """One plan being read, with what every part of the sheet needs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.staff = {member.id: member for member in source.register.find(StaffMember)}
        self.projects = {project.id: project for project in source.register.find(Project)}

    def sheet(self) -> CarePlanSheet:
        source, plan, language = self.source, self.source.plan, self.source.language
        register, person = source.register, source.file.person
        centre = register.get(Centre, register.centre_id)
        referent = self.staff.get(source.file.case.referent_id or "")
        who = resident(source)
        return CarePlanSheet(
            centre=house_name(register, language),
            centre_address=_address(centre) if source.prints(Part.CENTRE_ADDRESS) else "",
            place=((centre.locality or centre.name) if centre else None) or "",
            code=source.file.case.code or "",
            version=plan.version or 1,
            status=_status(plan),
            status_on=_status_on(plan),
            copy=source.copy,
            referent=(referent.name if referent else None) or "",
            referent_sex=referent.sex if referent else None,
            explained_in=spoken(plan.explained_in, language),
            interpreter=(plan.interpreter or "") if source.prints(Part.INTERPRETER_NAME) else "",
            had_interpreter=bool(plan.interpreter),
            excerpt_of=domain_name(source.copy.domain, language) if source.copy.domain else "",
            shared_because=shared_because(source),
            resident=who,
            situation=(plan.situation or "") if source.prints(Part.SITUATION) else "",
            legal_status=language.list_of(choices("legal_status").labels(person.legal_status, language, person.sex))
            if source.prints(Part.LEGAL_STATUS)
            else "",
            custody=law_and_family.custody(source),
            consents=tuple(consents(source)),
            own_words=tuple(self._own_words()) if source.prints(Part.OWN_WORDS) else (),
            needs=tuple(needs(source)),
            strengths=strengths(source),
            needs_on=assessed_on(source),
            domains=tuple(self._domains()),
            sections=tuple(_sections(source)),
            look_back=look_back(source),
            dates=tuple(days(source)),
            complaints=((centre.complaint_channel if centre else None) or "") if source.prints(Part.RIGHTS) else "",
            signers=tuple(self._signers(who)),
            copy_choice=plan.copy_choice,
            shut_parts=tuple(shut_parts(source)),
            versions=tuple(
                VersionLine(number=one.version or 0, status=_status(one), on=_status_on(one))
                for one in versions(register, source.file.case)
                if (one.version or 0) <= (plan.version or 0)
            ),
            head_of_history=self._head_of_history(),
            printed_at=register.now,
            is_training=register.is_training,
        )

    def _own_words(self) -> Iterator[OwnWords]:
        plan = self.source.plan
        for said, in_french in (
            (plan.wishes, plan.wishes_in_french),
            (plan.worries, plan.worries_in_french),
            (plan.strengths, plan.strengths_in_french),
        ):
            if said or in_french:
                yield OwnWords(said=said or in_french or "", in_french=(in_french or "") if said else "")

    def _domains(self) -> Iterator[DomainBlock]:
        """Give the domains that have goals, in the order of the list; unknown ones at the end."""
        goals = self.source.goals
        used = {goal.domain for goal, _ in goals}
        known = [key for key in choices("care_domain").all_keys if key in used]
        for key in (*known, *sorted(used - set(known), key=str)):
            blocks = tuple(self._goal(goal, actions) for goal, actions in goals if goal.domain == key)
            yield DomainBlock(title=domain_name(key, self.source.language), goals=blocks)

    def _goal(self, goal: PlanGoal, actions: list[PlanAction]) -> GoalBlock:
        return GoalBlock(
            objective=goal.objective or "",
            due_on=goal.due_on,
            status=goal.status,
            actions=tuple(self._action(action) for action in actions),
        )

    def _action(self, action: PlanAction) -> ActionLine:
        project = self.projects.get(action.project_id or "")
        paid_by = (project.code if project else None) or action.paid_by or ""
        return ActionLine(
            what=action.what or "",
            who=self._who(action),
            by=action.due_on or action.rhythm or None,
            paid_by=paid_by if self.source.prints(Part.PAID_BY) else "",
            status=action.status,
        )

    def _who(self, action: PlanAction) -> str:
        """Return who acts: a member of staff in short, or somebody else in words; where no name is printed, the house."""
        who = self.staff.get(action.who_id or "")
        if who is not None and self.source.prints(Part.WHO_OF_STAFF):
            return short_name(who.name or "")
        if who is None and self.source.prints(Part.WHO_IN_WORDS):
            return action.who_in_words or ""
        return self.source.say(N_("the centre")) if self.source.copy.level.leaves else ""

    # Who signs

    def _signers(self, who: Resident) -> Iterator[Signer]:
        source, plan, language = self.source, self.source.plan, self.source.language
        signed = {one.role: one for one in source.register.find_open(Signature, plan_id=plan.id)}
        referent = self.staff.get(source.file.case.referent_id or "")
        director = next((one for one in self.staff.values() if "director" in one.roles and not one.active_to), None)
        stamp = language.say(N_("with the centre’s stamp"))
        hers = source.prints(Part.SIGNED_BY_HER)
        if not hers:
            signed = {}  # they signed her plan, and not this copy of it
        else:
            yield _signer("resident", who.name, signed)
            if is_child(source.file.person.birth, source.today) or "guardian" in signed:
                yield self._beside_her("guardian", signed)
        yield _signer("referent", (referent.name if referent else "") or "", signed, member=referent)
        yield _signer("director", (director.name if director else "") or "", signed, member=director, note=stamp)
        if hers:
            alone = "" if plan.interpreter or not plan.explained_in else language.say(N_("no interpreter was needed"))
            yield self._beside_her("interpreter", signed, name=plan.interpreter or "", note=alone)
            yield self._beside_her("witness", signed)
        else:
            yield Signer(role="receiver", name=source.copy.to_whom)

    def _beside_her(self, role: str, signed: dict[str | None, Signature], *, name: str = "", note: str = "") -> Signer:
        """Return a box for somebody who is neither she nor of the house: named in the house's own file alone."""
        named = Part.GUARDIAN_NAME if role == "guardian" else Part.INTERPRETER_NAME
        box = _signer(role, name, signed, note=note)
        return box if self.source.prints(named) else dataclasses.replace(box, name="")

    def _head_of_history(self) -> str:
        """Return the beginning of the last hash of the history this plan stands in: "9C41 07B2"."""
        vault = self.source.register.vault
        _, last = history.head(vault.connection, vault.schema_name(CARE))
        digits = last.hex().upper()[:_HEAD_DIGITS]
        return f"{digits[:4]} {digits[4:]}"


def _sections(source: Source) -> Iterator[ShortSection]:
    """Give each short section there is something to say in."""
    said = {
        SectionKind.HOUSING: daily_life.housing,
        SectionKind.HEALTH: daily_life.health,
        SectionKind.PSYCHOSOCIAL: daily_life.psychosocial,
        SectionKind.SCHOOL: daily_life.school,
        SectionKind.EXIT: daily_life.preparing_to_leave,
    }
    pointed = {
        SectionKind.SAFETY: daily_life.safety,
        SectionKind.LEGAL: law_and_family.law,
        SectionKind.FAMILY: law_and_family.family,
    }
    nothing: tuple[Point, ...] = ()
    for kind in SectionKind:
        sentences = tuple(said[kind](source)) if kind in said else ()
        points = tuple(pointed[kind](source)) if kind in pointed else nothing
        if sentences or points:
            yield ShortSection(kind=kind, sentences=sentences, points=points)


def _status(plan: CarePlan) -> str:
    """Return "draft", "proposed", or "agreed" for everything that was signed."""
    return "agreed" if plan.status in SIGNED or plan.agreed_on else plan.status or "draft"


def _status_on(plan: CarePlan) -> date | None:
    match _status(plan):
        case "agreed":
            return plan.agreed_on
        case "proposed":
            return plan.updated_at.date() if plan.updated_at else plan.drafted_on
        case _:
            return plan.drafted_on


def _signer(
    role: str, name: str, signed: dict[str | None, Signature], *, member: StaffMember | None = None, note: str = ""
) -> Signer:
    """Return a box to sign in, with what is known of the signature already."""
    blank = Signer(role=role, name=name, sex=member.sex if member else None, note=note)
    done = signed.get(role)
    if done is None:
        return blank
    return dataclasses.replace(blank, name=done.name or name, signed_on=done.signed_on, mode=done.mode)


def _address(centre: Centre | None) -> str:
    return ", ".join(part for part in (centre.locality, phone_said(centre.phone or "")) if part) if centre else ""


def spoken(language_key: str | None, language: Language) -> str:
    """Return a language as it stands in a sentence: "bambara", without what explains it in the list."""
    label = choices("language").label(language_key, language).partition(" (")[0]
    # French writes the names of languages small, English with a capital.
    return label[:1].lower() + label[1:] if language.code == "fr" else label
