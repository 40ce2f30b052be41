"""Prints the care plans of the three invented stays at every redaction level, to be looked at by a person:

    python -m tests.journeys.printed_stays FOLDER

Each stay is lived by the verbs of the program, with what `three_stays` types into the window and a plan of two versions: the
first one signed and reviewed, the second one signed long before it is printed. The woman’s are printed in English as well.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from centre_app import kinds
from centre_app.casework import arrivals, consents, directory, exits, plans
from centre_app.choices import choices
from centre_app.dates import Birth
from centre_app.documents.care_plan_printing import print_care_plan
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.sharing import Recipient
from centre_app.language import Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record
from centre_app.records import (
    RECORD_TYPES,
    CarePlan,
    CaseFile,
    Centre,
    Consent,
    DomainNeed,
    Exit,
    FollowUp,
    KitGrant,
    NeedsAssessment,
    Organisation,
    Person,
    PlanAction,
    PlanGoal,
    PlanReview,
    Project,
    PsychosocialSession,
    Relative,
    RiskAssessment,
    RiskDrivers,
    SessionObservation,
    Signature,
    Stay,
)
from centre_app.register import AT_A_CENTRE, Register
from tests import makers
from tests.journeys import three_stays
from tests.journeys.by_keyboard import Answers, NoAnswer, Typed

EVERY_ROLE = frozenset({"director", "case_manager", "nurse", "psychologist", "legal"})
SIGNED_FIRST, SIGNED_AGAIN = 170, 70  # days ago
ONE_WITH_ENGLISH = "woman"
# Records that a form writes besides its own, by their table: the kind, and the question that names the form's own record.
BESIDES: dict[str, tuple[type[Record], str]] = {
    "risk_drivers": (RiskDrivers, "assessment_id"),
    "session_observations": (SessionObservation, "session_id"),
}


@dataclass(frozen=True)
class Planned:
    """What a plan of one of the stays says: her words, her situation, and goals with their actions."""

    situation: str
    wishes: tuple[str, str]
    worries: tuple[str, str]
    strengths: tuple[str, str]
    goals: Sequence[tuple[str, str, Sequence[str]]]
    excerpt: str  # the domain of the copy for a partner


PLANNED = {
    "mother": Planned(
        situation="Elle est au centre avec son fils. Elle est en sécurité et apprend à lire. Sa tante voudrait la revoir.",
        wishes=("N b’a fɛ ka kalan kɛ, ka n den lamɔ.", "Je veux apprendre et élever mon enfant."),
        worries=("N b’a ɲini ko u kana na n ɲini yan.", "J’ai peur qu’on vienne me chercher ici."),
        strengths=("N bɛ safinɛ dilan ka ɲɛ.", "Je fais bien le savon."),
        goals=(
            ("schooling", "Lire une lettre seule", ("Deux heures de lecture par jour", "Un cahier et un livre")),
            ("vocational", "Fabriquer et vendre du savon", ("Atelier de savon, trois fois par semaine", "Compter le prix de vente")),
            ("childcare", "Le bébé grandit bien", ("Le peser chaque mois",)),
            ("legal", "Un acte de naissance pour elle et pour le bébé", ("Demander un jugement supplétif",)),
        ),
        excerpt="vocational",
    ),
    "boy": Planned(
        situation="Il est au centre depuis qu’il a quitté la gare. Il dort bien. Son père a été retrouvé.",
        wishes=("Mi yiɗi yahde duɗal.", "Je veux aller à l’école."),
        worries=("", "J’ai peur de retourner chez le maître."),
        strengths=("", "Je cours vite et je sais compter."),
        goals=(
            ("schooling", "Entrer en classe de rattrapage", ("L’inscrire", "Un sac et des cahiers")),
            ("family", "Revoir son père en sécurité", ("Une visite du père au centre", "Parler avec le chef du village")),
            ("medical", "Son pied guérit", ("Changer le pansement",)),
        ),
        excerpt="schooling",
    ),
    "woman": Planned(
        situation="Elle est revenue de Mauritanie. Elle veut travailler à Bandiagara, près de sa sœur.",
        wishes=("N b’a fɛ ka kalalikɛla ye.", "Je veux devenir couturière."),
        worries=("", "Ma patronne me doit encore de l’argent."),
        strengths=("", "Je couds vite et bien, et je sais vendre."),
        goals=(
            ("vocational", "Ouvrir un petit atelier de couture", ("Apprendre la coupe", "Recevoir une machine et du fil")),
            ("legal", "Récupérer son argent et son passeport", ("Plainte avec l’avocat", "Refaire la carte CEDEAO")),
            ("economic", "Trois clientes avant de partir", ("Compter ce qui entre et ce qui sort",)),
        ),
        excerpt="legal",
    ),
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    into = Path(arguments[0])
    into.mkdir(parents=True, exist_ok=True)
    for stay in three_stays.STAYS:
        with tempfile.TemporaryDirectory() as folder:
            for name, pdf in printed(Path(folder), stay):
                (into / name).write_bytes(pdf)
    return 0


def printed(folder: Path, stay: three_stays.Stay) -> Iterator[tuple[str, bytes]]:
    """Live a stay in a new register and give its copies A to D, each with a file name; in English for one of them."""
    clock = makers.SettableClock()
    with _register(folder, clock) as register:
        case = _lived(register, clock, stay)
        plan = plans.current(register, case)
        codes = ("fr", "en") if stay.key == ONE_WITH_ENGLISH else ("fr",)
        for language, level in ((Language.of(code), level) for code in codes for level in CopyLevel):
            pdf = print_care_plan(
                register,
                case,
                copy_level=level,
                recipient=_recipient(register, stay, level),
                plan=plan,
                language=language,
            )
            yield f"{stay.key}-{language.code}-{level.letter}.pdf", pdf
        draft, language = plans.next_version(register, plan), Language.of("fr")
        pdf = print_care_plan(register, case, copy_level=CopyLevel.RESIDENT, plan=draft, language=language, large=True)
        yield f"{stay.key}-{language.code}-A-draft.pdf", pdf


def _register(folder: Path, clock: makers.SettableClock) -> Register:
    clock.set(_ago(three_stays.CAME))
    path = folder / "Segou.register"
    beginning = Beginning(
        kind=AT_A_CENTRE, code="SEG", name="Ségou", person=makers.DIRECTOR, roles=EVERY_ROLE,
        passphrase=makers.PASSPHRASE, sex="female",
    )  # fmt: skip
    create_register(path, beginning, cost=makers.CHEAP, clock=clock)
    register = open_register(path, makers.DIRECTOR, makers.PASSPHRASE, clock=clock)
    centre = register.get(Centre, register.centre_id)
    assert centre is not None
    register.save(
        replace(centre, name="Centre d’accueil de Ségou", locality="Ségou", phone="+22376000000"), makers.a_project()
    )
    directory.keep_organisation(
        register,
        Organisation(name="Clinique juridique de Ségou", org_type="legal_aid", services=frozenset({"legal_aid"})),
    )
    return register


def _ago(days: int) -> date:
    return three_stays.TODAY - timedelta(days=days)


def _lived(register: Register, clock: makers.SettableClock, stay: three_stays.Stay) -> CaseFile:
    case = _admitted(register, stay)
    clock.set(_ago(SIGNED_FIRST))
    first = _signed(register, _written(register, case, stay), stay)
    clock.set(_ago(SIGNED_AGAIN))
    _signed(register, _reviewed(register, first), stay)
    clock.set(three_stays.TODAY)
    for record_type, answers in stay.identity:
        _identified(register, case, record_type, answers)
    for sheet in stay.sheets:
        _filled_in(register, case, sheet)
    consents.record_answer(register, _agreement(case, stay, "share_authorities"))
    consents.record_answer(register, replace(_agreement(case, stay, "share_partner"), partner_id=_clinic(register)))
    _left(register, case, stay)
    return register.get(CaseFile, case.id) or case


def _admitted(register: Register, stay: three_stays.Stay) -> CaseFile:
    on = register.today
    baby = replace(stay, birth=Birth.of_age(0, 0, said_on=on), sex="male", given="Adama")
    children = [_arrival(register, baby)] if stay.has_baby else []
    return arrivals.admit(register, _arrival(register, stay), children=children)


def _arrival(register: Register, stay: three_stays.Stay) -> arrivals.Arrival:
    blank = arrivals.begin(register)
    return replace(
        blank,
        person=replace(blank.person, sex=stay.sex, birth=stay.birth),
        name=replace(blank.name, family=stay.family, given=stay.given),
        nationality=replace(blank.nationality, nationality="ML"),
        language=replace(blank.language, language="bam"),
        stay=replace(blank.stay, admission_type="long_stay", rules_signed_on=register.today, entry_kit_done=True),
    )


# --- her plan ------------------------------------------------------------------------------------------------------


def _written(register: Register, case: CaseFile, stay: three_stays.Stay) -> CarePlan:
    told = PLANNED[stay.key]
    words = {
        name: part or None
        for name, parts in (("wishes", told.wishes), ("worries", told.worries), ("strengths", told.strengths))
        for name, part in ((name, parts[0]), (f"{name}_in_french", parts[1]))
    }
    plan = plans.draft_first(register, case)
    (plan,) = register.save(
        replace(
            plan,
            situation=told.situation,
            explained_in="bam",
            exit_preparation="Pas avant la fin de l’apprentissage. Il faudra un logement.",
            **words,
        )
    )
    for domain, objective, actions in told.goals:
        goal = PlanGoal(
            case_id=case.id,
            plan_id=plan.id,
            domain=domain,
            objective=objective,
            due_on=register.today + timedelta(days=200),
        )
        done = [
            PlanAction(
                case_id=case.id, plan_id=plan.id, goal_id=goal.id, what=what, who_id=register.who, paid_by="centre",
                due_on=register.today + timedelta(days=185 + 20 * number),
            )
            for number, what in enumerate(actions)
        ]  # fmt: skip
        register.save(goal, *done)
    return plan


def _signed(register: Register, plan: CarePlan, stay: three_stays.Stay) -> CarePlan:
    roles = {"resident": "thumbprint", "referent": "signature", "director": "signature"}
    if stay.key != ONE_WITH_ENGLISH:
        roles |= {"guardian": "signature"}
    names = {"guardian": "Service social de Ségou"}
    signatures = [
        Signature(case_id=plan.case_id, plan_id=plan.id, role=role, mode=mode, name=names.get(role))
        for role, mode in roles.items()
    ]
    return plans.sign(register, plans.propose(register, plan), signatures, on=register.today)


def _reviewed(register: Register, plan: CarePlan) -> CarePlan:
    goals = [goal for goal, _ in plans.goals_of(register, plan)]
    reached = replace(goals[-1], status="achieved", closed_on=register.today, outcome="Atteint")
    partly = replace(goals[0], status="partially", outcome="Il manquait un livre")
    held = PlanReview(
        case_id=plan.case_id,
        plan_id=plan.id,
        reviewed_on=register.today,
        resident_view="Ça avance, je veux continuer.",
        next_on=register.today + plans.REVIEW_AFTER,
    )
    return plans.next_version(register, plans.review(register, plan, held, [partly, reached]))


# --- what the window would have been told --------------------------------------------------------------------------


def _identified(register: Register, case: CaseFile, record_type: type[Record], answers: Answers) -> None:
    own = {name: told for name, told in answers if "." not in name}
    if record_type is Person:
        person = register.get(Person, case.person_id)
        assert person is not None
        register.save(replace(person, **_answers(register, case, Person, own)), heed_findings=False)
        return
    belongs = {"case_id": case.id} if "case_id" in record_type.questions else {"person_id": case.person_id}
    before = register.only(record_type, **belongs)
    stands = before if before is not None else record_type(**belongs)
    register.save(replace(stands, **_answers(register, case, record_type, own)), heed_findings=False)


def _filled_in(register: Register, case: CaseFile, sheet: three_stays.Sheet) -> None:
    own = {name: told for name, told in sheet.answers if "." not in name}
    owner = {"case_id": case.id} if "case_id" in sheet.record_type.questions else {"person_id": case.person_id}
    if sheet.record_type is Consent:
        own["purpose"] = sheet.opened_by.split(".")[1]
    made = sheet.record_type(
        **owner, **_under(register, case, sheet.record_type), **_answers(register, case, sheet.record_type, own)
    )
    if "due_at" in made.questions:
        made = replace(made, due_at=datetime.now(UTC))
    besides = [*_besides(register, case, sheet, made)]
    register.save(made, *besides, heed_findings=False)


def _under(register: Register, case: CaseFile, record_type: type[Record]) -> dict[str, str]:
    """Return what a record stands under, where it cannot stand alone: the newest schooling for a report."""
    tables = {one.table: one for one in RECORD_TYPES}
    under = {
        name: question.kind.table
        for name, question in record_type.questions.items()
        if isinstance(question.kind, kinds.Reference) and question.required and name not in ("case_id", "person_id")
    }
    return {name: register.only(tables[table], case_id=case.id).id for name, table in under.items()}


def _besides(register: Register, case: CaseFile, sheet: three_stays.Sheet, made: Record) -> Iterator[Record]:
    if isinstance(made, NeedsAssessment):
        scored = [told for name, told in sheet.answers if name.startswith("domain_needs.")]
        for domain, score, need in zip(choices("care_domain").keys, scored[::2], scored[1::2], strict=False):
            yield DomainNeed(case_id=case.id, assessment_id=made.id, domain=domain, score=score, need=need)
    elif isinstance(made, RiskAssessment | PsychosocialSession):
        for table, (record_type, owner) in BESIDES.items():
            told = {name.partition(".")[2]: one for name, one in sheet.answers if name.startswith(f"{table}.")}
            if told:
                yield record_type(case_id=case.id, **{owner: made.id}, **_answers(register, case, record_type, told))


def _answers(register: Register, case: CaseFile, record_type: type[Record], told: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    missing = {name: one.reason for name, one in told.items() if isinstance(one, NoAnswer)}
    for name, one in told.items():
        if not isinstance(one, NoAnswer):
            answers[name] = _answer(register, case, record_type, name, one)
    return {**answers, "missing": missing} if missing else answers


def _answer(register: Register, case: CaseFile, record_type: type[Record], name: str, told: Any) -> Any:
    """Return what is typed as the record keeps it."""
    meant = (told.means if told.means is not None else told.words) if isinstance(told, Typed) else told
    match record_type.questions[name].kind:
        case kinds.Reference(table="relatives"):
            return register.only(Relative, case_id=case.id).id
        case kinds.Reference(table="projects"):
            return register.only(Project).id
        case kinds.WholeNumber():
            return int(meant)
        case kinds.DecimalNumber():
            return Decimal(meant)
    return meant


def _agreement(case: CaseFile, stay: three_stays.Stay, purpose: str) -> Consent:
    stands_in = {} if stay.key == ONE_WITH_ENGLISH else {"giver_name": "Service social de Ségou", "child_agrees": True}
    giver = "self_adult" if stay.key == ONE_WITH_ENGLISH else "social_services"
    return Consent(
        case_id=case.id, purpose=purpose, status="given", given_on=_ago(3), giver=giver, mode="thumbprint", **stands_in
    )


def _left(register: Register, case: CaseFile, stay: three_stays.Stay) -> None:
    open_stay = register.only(Stay, case_id=case.id, ended_on=None)
    case = register.get(CaseFile, case.id) or case
    left = Exit(
        case_id=case.id,
        stay_id=open_stay.id if open_stay else "",
        **_answers(register, case, Exit, dict(stay.leaves)),
    )
    kits = (
        [KitGrant(case_id=case.id, given_on=left.left_on, **_answers(register, case, KitGrant, dict(stay.kit)))]
        if stay.kit
        else []
    )
    register.save(*exits.departure(register, case, left, kits=kits), action="exit", heed_findings=False)
    visit = FollowUp(case_id=case.id, milestone="month_1", **_answers(register, case, FollowUp, dict(stay.follow_up)))
    register.save(visit, heed_findings=False)


def _clinic(register: Register) -> str | None:
    clinic = register.only(Organisation)
    return clinic.id if clinic else None


def _recipient(register: Register, stay: three_stays.Stay, level: CopyLevel) -> Recipient | None:
    if level is CopyLevel.PARTNER:
        return Recipient(organisation_id=_clinic(register), domain=PLANNED[stay.key].excerpt)
    return Recipient(in_words="le juge des enfants de Ségou") if level is CopyLevel.AUTHORITIES else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
