"""From an open register to what a care plan on paper says.

Everything is read from the compartments identity and care; what stands in the others (a diagnosis, what she first
told) is never asked for here, so it cannot reach the paper.
"""

import dataclasses
from collections.abc import Iterator
from datetime import date

from centre_app.ages import age_said, birth_said
from centre_app.casework.plans import SIGNED, goals_of, versions
from centre_app.choices import choices
from centre_app.choices.keys import Sex
from centre_app.dates import is_child
from centre_app.documents.care_plan_sheet import (
    ActionLine,
    CarePlanSheet,
    Child,
    Copy,
    DomainBlock,
    DueDate,
    GoalBlock,
    GoalLookedBackOn,
    LookBack,
    NeedLine,
    OwnWords,
    Resident,
    Signer,
    VersionLine,
)
from centre_app.documents.care_plan_texts import room_of, sections
from centre_app.documents.house_name import house_name
from centre_app.language import N_, Language
from centre_app.naming import name_of, names_of
from centre_app.problems import NotFound
from centre_app.questions import CARE, HEALTH, IDENTITY, PROTECTION
from centre_app.records import (
    CarePlan,
    CaseFile,
    Centre,
    HealthBrief,
    Person,
    PersonLink,
    PersonName,
    PersonNationality,
    PlanAction,
    PlanGoal,
    PlanReview,
    Project,
    Signature,
    StaffMember,
    Stay,
)
from centre_app.register import Register
from db import history

# The domains of life in words short enough for a margin; the full labels stand in care_domain.csv.
DOMAINS = {
    "housing": N_("Housing"),
    "food": N_("Food"),
    "clothing_hygiene": N_("Clothing, hygiene"),
    "medical": N_("Health"),
    "srh_maternity": N_("Maternity"),
    "psychosocial": N_("Psychosocial support"),
    "safety": N_("Safety"),
    "schooling": N_("School"),
    "vocational": N_("Training"),
    "legal": N_("Legal, civil status"),
    "family": N_("Family"),
    "economic": N_("Own income"),
    "life_skills": N_("Life skills"),
    "childcare": N_("Baby"),
    "migration_return": N_("Return home"),
}

# What a plan stands on besides itself, and how it is called when it could not be read.
_PARTS = {IDENTITY: N_("the names"), HEALTH: N_("the health part"), PROTECTION: N_("the protection part")}
_PARENTS = ("mother", "father")
_DONE = ("done", "not_done", "cancelled")
_HEAD_DIGITS = 8


def care_plan_sheet(register: Register, plan: CarePlan, *, copy: Copy, language: Language) -> CarePlanSheet:
    """Return what the paper says of one version of a plan. Raises NotFound where its file is not in the register."""
    case = register.get(CaseFile, plan.case_id)
    person = register.get(Person, case.person_id) if case else None
    if case is None or person is None:
        raise NotFound
    return _Gathering(register, plan, case, person, language).sheet(copy)


class _Gathering:
    """One plan being read, with what every part of the sheet needs."""

    def __init__(self, register: Register, plan: CarePlan, case: CaseFile, person: Person, language: Language) -> None:
        self.register, self.plan, self.case, self.person, self.language = register, plan, case, person, language
        self.stay = _last_stay(register, case)
        self.staff = {member.id: member for member in register.find(StaffMember)}
        self.projects = {project.id: project for project in register.find(Project)}
        self.goals = goals_of(register, plan)

    def sheet(self, copy: Copy) -> CarePlanSheet:
        plan, language, person = self.plan, self.language, self.person
        centre = self.register.get(Centre, self.register.centre_id)
        referent = self.staff.get(self.case.referent_id or "")
        return CarePlanSheet(
            centre=house_name(self.register, language),
            centre_address=_address(centre),
            place=((centre.locality or centre.name) if centre else None) or "",
            code=self.case.code or "",
            version=plan.version or 1,
            status=_status(plan),
            status_on=_status_on(plan),
            copy=copy,
            referent=(referent.name if referent else None) or "",
            referent_sex=referent.sex if referent else None,
            explained_in=spoken(plan.explained_in, language),
            interpreter=plan.interpreter or "",
            resident=self._resident(),
            situation=plan.situation or "",
            legal_status=language.list_of(choices("legal_status").labels(person.legal_status, language, person.sex)),
            own_words=tuple(self._own_words()),
            needs=tuple(self._needs()),
            domains=tuple(self._domains()),
            sections=tuple(sections(self.register, plan, self.stay, language, person.sex)),
            room=room_of(self.register, self.stay),
            look_back=self._look_back(),
            dates=tuple(self._dates()),
            complaints=(centre.complaint_channel if centre else None) or "",
            signers=tuple(self._signers()),
            copy_choice=plan.copy_choice,
            shut_parts=tuple(self._shut_parts()),
            versions=tuple(
                VersionLine(number=one.version or 0, status=_status(one), on=_status_on(one))
                for one in versions(self.register, self.case)
                if (one.version or 0) <= (plan.version or 0)
            ),
            head_of_history=self._head_of_history(),
            printed_at=self.register.now,
            is_training=self.register.is_training,
        )

    def _resident(self) -> Resident:
        person, language = self.person, self.language
        names = self._names()
        nationalities = choices("nationality")
        return Resident(
            name=name_of(self.register, person.id).in_text or self.case.code or "",
            # Beside a protected name no other is printed: it would give her away.
            called="" if any(name.name_type == "protected" for name in names) else _nickname(names),
            sex=person.sex,
            sex_said=self._sex_said(),
            age=age_said(person.birth, on=self.register.today, language=language),
            age_basis=birth_said(person.birth, language=language, sex=person.sex),
            nationality=language.list_of(
                nationalities.label(one.nationality, language, person.sex)
                for one in self.register.find(PersonNationality, person_id=person.id)
            ),
            here_since=self.stay.admitted_on if self.stay else None,
            children=tuple(self._children()),
        )

    def _names(self) -> list[PersonName]:
        return self.register.find_open(PersonName, person_id=self.person.id)

    def _sex_said(self) -> str:
        """Return "girl" or "woman", as one says it; the list's word for what is neither."""
        young = is_child(self.person.birth, self.register.today)
        match self.person.sex:
            case Sex.FEMALE:
                return self.language.say(N_("Girl") if young else N_("Woman"))
            case Sex.MALE:
                return self.language.say(N_("Boy") if young else N_("Man"))
        return choices("sex").label(self.person.sex, self.language)

    def _children(self) -> Iterator[Child]:
        """Give the children who live here with her: first names and ages."""
        links = self.register.find(
            PersonLink, from_person_id=self.person.id, relation=_PARENTS, is_in_same_stay=True, to_on=None
        )
        names = names_of(self.register, [link.to_person_id for link in links])
        for link in links:
            child = self.register.get(Person, link.to_person_id)
            if child is None:
                continue
            shown = names.get(child.id)
            yield Child(
                name=shown.given if shown else "",
                relation=self._relation(child),
                age=age_said(child.birth, on=self.register.today, language=self.language),
            )

    def _relation(self, child: Person) -> str:
        match child.sex:
            case Sex.FEMALE:
                return self.language.say(N_("their daughter"))
            case Sex.MALE:
                return self.language.say(N_("their son"))
        return self.language.say(N_("their child"))

    def _own_words(self) -> Iterator[OwnWords]:
        plan = self.plan
        for said, in_french in (
            (plan.wishes, plan.wishes_in_french),
            (plan.worries, plan.worries_in_french),
            (plan.strengths, plan.strengths_in_french),
        ):
            if said or in_french:
                yield OwnWords(said=said or in_french or "", in_french=(in_french or "") if said else "")

    def _domain_name(self, key: str | None) -> str:
        message = DOMAINS.get(key or "")
        return self.language.say(message) if message else choices("care_domain").label(key, self.language)

    def _needs(self) -> Iterator[NeedLine]:
        """Give every domain, with the need that the plan names; scores are ticked by hand."""
        named = {goal.domain: goal.need for goal, _ in reversed(self.goals) if goal.need}
        for key in choices("care_domain").keys:
            yield NeedLine(domain=self._domain_name(key), note=named.get(key) or "")

    def _domains(self) -> Iterator[DomainBlock]:
        """Give the domains that have goals, in the order of the list; unknown ones at the end."""
        used = {goal.domain for goal, _ in self.goals}
        known = [key for key in choices("care_domain").all_keys if key in used]
        for key in (*known, *sorted(used - set(known), key=str)):
            goals = tuple(self._goal(goal, actions) for goal, actions in self.goals if goal.domain == key)
            yield DomainBlock(title=self._domain_name(key), goals=goals)

    def _goal(self, goal: PlanGoal, actions: list[PlanAction]) -> GoalBlock:
        return GoalBlock(
            objective=goal.objective or "",
            due_on=goal.due_on,
            status=goal.status,
            actions=tuple(self._action(action) for action in actions),
        )

    def _action(self, action: PlanAction) -> ActionLine:
        who = self.staff.get(action.who_id or "")
        project = self.projects.get(action.project_id or "")
        return ActionLine(
            what=action.what or "",
            who=short_name(who.name or "") if who else action.who_in_words or "",
            by=action.due_on or action.rhythm or None,
            paid_by=(project.code if project else None) or action.paid_by or "",
            status=action.status,
        )

    def _look_back(self) -> LookBack | None:
        previous = self.register.get(CarePlan, self.plan.previous_id)
        if previous is None:
            return None
        goals = tuple(
            GoalLookedBackOn(
                objective=goal.objective or "", is_reached=goal.status == "achieved", why=goal.outcome or ""
            )
            for goal, _ in goals_of(self.register, previous)
            if goal.status != "dropped"
        )
        review = self.register.only_open(PlanReview, plan_id=previous.id)
        her_view = (review.resident_view if review else None) or ""
        return LookBack(version=previous.version or 0, goals=goals, her_view=her_view)

    def _dates(self) -> Iterator[DueDate]:
        for _, actions in self.goals:
            for action in actions:
                if action.due_on and action.status not in _DONE:
                    yield DueDate(on=action.due_on, what=action.what or "")
        brief = self.register.only_open(HealthBrief, case_id=self.case.id)
        if brief and brief.next_on:
            yield DueDate(on=brief.next_on, what=self.language.say(N_("health appointment")))
        if self.plan.review_on:
            yield DueDate(on=self.plan.review_on, what=self.language.say(N_("review of the plan")))

    def _signers(self) -> Iterator[Signer]:
        plan, language = self.plan, self.language
        signed = {one.role: one for one in self.register.find_open(Signature, plan_id=plan.id)}
        referent = self.staff.get(self.case.referent_id or "")
        director = next((one for one in self.staff.values() if "director" in one.roles and not one.active_to), None)
        yield _signer("resident", self._resident().name, signed)
        if is_child(self.person.birth, self.register.today) or "guardian" in signed:
            yield _signer("guardian", "", signed)
        yield _signer("referent", (referent.name if referent else "") or "", signed, member=referent)
        stamp = language.say(N_("with the centre’s stamp"))
        yield _signer("director", (director.name if director else "") or "", signed, member=director, note=stamp)
        alone = "" if plan.interpreter or not plan.explained_in else language.say(N_("no interpreter was needed"))
        yield _signer("interpreter", plan.interpreter or "", signed, note=alone)
        yield _signer("witness", "", signed)

    def _shut_parts(self) -> Iterator[str]:
        for compartment, name in _PARTS.items():
            if compartment not in self.register.vault.compartments:
                yield self.language.say(name)
        right = self.register.rights.of(CarePlan)
        if right.kept or right.domains is not None:
            yield self.language.say(N_("some parts of the plan itself"))

    def _head_of_history(self) -> str:
        """Return the beginning of the last hash of the history this plan stands in: "9C41 07B2"."""
        vault = self.register.vault
        _, last = history.head(vault.connection, vault.schema_name(CARE))
        digits = last.hex().upper()[:_HEAD_DIGITS]
        return f"{digits[:4]} {digits[4:]}"


def _last_stay(register: Register, case: CaseFile) -> Stay | None:
    stays = register.find(Stay, case_id=case.id)
    return max(stays, key=lambda stay: stay.admitted_on or date.min, default=None)


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


def _nickname(names: list[PersonName]) -> str:
    nicknames = (name for name in names if name.name_type == "nickname")
    return next((name.given or name.family or "" for name in nicknames), "")


def _address(centre: Centre | None) -> str:
    return ", ".join(part for part in (centre.locality, centre.phone) if part) if centre else ""


def spoken(language_key: str | None, language: Language) -> str:
    """Return a language as it stands in a sentence: "bambara", without what explains it in the list."""
    label = choices("language").label(language_key, language).partition(" (")[0]
    # French writes the names of languages small, English with a capital.
    return label[:1].lower() + label[1:] if language.code == "fr" else label


def short_name(name: str) -> str:
    """Return a staff member's name for a narrow column: "Awa Bintou Diarra" becomes "A. Diarra"."""
    first, *others = name.split() or [""]
    return f"{first[:1]}. {others[-1]}" if others else first
