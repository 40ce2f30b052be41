"""How the demonstration's case managers write plans: a draft within two weeks, signed, reviewed, then version two."""

import dataclasses
from datetime import date, timedelta

from centre_app.casework import plans
from centre_app.demo import invented
from centre_app.demo.house import House
from centre_app.records import BirthAtCentre, CarePlan, CaseFile, Intake, PlanAction, PlanGoal, PlanReview, Signature

GOALS = 4


def draft(house: House, case: CaseFile) -> CarePlan:
    """Write a first version: her words, three to five goals, each with its actions."""
    register, chance = house.register, house.chance
    plan = plans.draft_first(register, case)
    mother = is_mother(house, case)
    wishes, wishes_in_french = chance.choice(invented.WISHES + (invented.WISHES_OF_A_MOTHER if mother else ()))
    worries, worries_in_french = chance.choice(invented.WORRIES + (invented.WORRIES_OF_A_MOTHER if mother else ()))
    strengths, strengths_in_french = chance.choice(invented.STRENGTHS)
    (plan,) = register.save(
        dataclasses.replace(
            plan,
            situation=chance.choice(invented.SITUATIONS),
            wishes=wishes,
            wishes_in_french=wishes_in_french,
            worries=worries,
            worries_in_french=worries_in_french,
            strengths=strengths,
            strengths_in_french=strengths_in_french,
            explained_in="bam",
            exit_preparation="Pas avant la fin de l’année scolaire. Il faudra un logement et un kit.",
        )
    )
    for aim in chosen_aims(house, case):
        _write(house, plan, aim)
    return plan


def is_mother(house: House, case: CaseFile) -> bool:
    intake = house.register.only(Intake, case_id=case.id)
    gave_birth = bool(house.register.find(BirthAtCentre, case_id=case.id))
    return gave_birth or (intake is not None and intake.reason == "girl_mother")


def chosen_aims(house: House, case: CaseFile) -> list[invented.Aim]:
    """Return goals that fit her: a baby's only for a mother."""
    mother = is_mother(house, case)
    fitting = [aim for aim in invented.AIMS if aim.domain != "childcare" or mother]
    drawn = house.chance.sample(fitting, GOALS)
    return sorted(drawn, key=invented.AIMS.index)


def _write(house: House, plan: CarePlan, aim: invented.Aim) -> None:
    today = house.register.today
    goal = PlanGoal(
        case_id=plan.case_id,
        plan_id=plan.id,
        domain=aim.domain,
        objective=aim.objective,
        due_on=today + timedelta(days=80),
        status="in_progress",
    )
    actions = [
        PlanAction(
            case_id=plan.case_id,
            plan_id=plan.id,
            goal_id=goal.id,
            what=what,
            who_id=house.staff[who].id,
            due_on=today + timedelta(days=days),
            paid_by=house.chance.choice(("centre", "projet", "gratuit")),
        )
        for what, who, days in aim.actions
    ]
    house.register.save(goal, *actions)


def sign(house: House, plan: CarePlan) -> CarePlan:
    """Propose, then sign as the paper was: by thumb or by hand."""
    register = house.register
    proposed = plans.propose(register, plan)
    modes = {"resident": "thumbprint", "referent": "signature", "director": "signature"}
    signatures = [
        Signature(case_id=plan.case_id, plan_id=plan.id, role=role, mode=mode) for role, mode in modes.items()
    ]
    return plans.sign(register, proposed, signatures, on=register.today)


def tick_off(house: House) -> None:
    """Actions whose day has come are done on it, most of them; what is late is done within some days."""
    today = house.register.today
    waiting = house.register.find(PlanAction, status=["planned", "due"])
    _tick(
        house,
        [
            action
            for action in waiting
            if action.due_on
            and action.due_on <= today
            and house.chance.random() < (0.9 if action.due_on == today else 0.4)
        ],
        on=today,
    )


def tick_off_what_is_past(house: House) -> None:
    """All that was due before today in signed plans was done, each on its day."""
    _tick(house, [one for one in house.register.find(PlanAction) if one.due_on and one.due_on < house.register.today])


def _tick(house: House, actions: list[PlanAction], *, on: date | None = None) -> None:
    signed = {plan.id for plan in house.register.find(CarePlan, status=plans.SIGNED)}
    house.register.save(
        *(
            dataclasses.replace(action, status="done", done_on=on or action.due_on)
            for action in actions
            if action.plan_id in signed
        )
    )


def review(house: House, plan: CarePlan) -> CarePlan:
    """Hold a review, close what is reached, and begin the next version."""
    register, chance = house.register, house.chance
    goals = [goal for goal, _ in plans.goals_of(register, plan)]
    reached = [
        dataclasses.replace(goal, status="achieved", closed_on=register.today, outcome="Objectif atteint ensemble.")
        for goal in goals
        if chance.random() < 0.4
    ]
    held = PlanReview(
        case_id=plan.case_id,
        plan_id=plan.id,
        reviewed_on=register.today,
        participants="La résidente, sa référente, la directrice",
        resident_view="Voit ses progrès et veut continuer.",
        decisions="Continuer l’atelier, préparer la visite.",
        next_on=register.today + plans.REVIEW_AFTER,
    )
    reviewed = plans.review(register, plan, held, reached)
    following = plans.next_version(register, reviewed)
    _go_further(house, following)
    return following


def _go_further(house: House, plan: CarePlan) -> None:
    """The version that follows has new actions for the goals it took over, and one goal more."""
    register, today = house.register, house.register.today
    taken_over = plans.goals_of(register, plan)
    for goal, _ in taken_over:
        register.save(
            dataclasses.replace(goal, due_on=today + timedelta(days=80)),
            PlanAction(
                case_id=plan.case_id,
                plan_id=plan.id,
                goal_id=goal.id,
                what="Faire le point ensemble",
                who_id=house.staff[house.chance.choice(("AD", "MT"))].id,
                due_on=today + timedelta(days=house.chance.randint(10, 40)),
                paid_by="centre",
            ),
        )
    known = {goal.domain for goal, _ in taken_over}
    fresh = [aim for aim in invented.AIMS if aim.domain not in known and aim.domain != "childcare"]
    _write(house, plan, house.chance.choice(fresh))
