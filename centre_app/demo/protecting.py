"""Protection in the demonstration: danger assessed and looked at again, needs, what was done to her, word to the authorities.

What is drawn here hangs on the file alone, so that the days of the house stay as they were drawn before there was this.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from centre_app import risk
from centre_app.casework import notifications
from centre_app.casework.safety import assess_needs, assess_risk
from centre_app.choices.keys import Sex
from centre_app.dates import PartialDate
from centre_app.demo.house import House
from centre_app.records import (
    CaseFile,
    CustodyOrder,
    DomainNeed,
    Exploitation,
    Intake,
    JourneyEvent,
    NeedsAssessment,
    Notification,
    Person,
    RiskAssessment,
    RiskDrivers,
    SafetyPlan,
    Stay,
    TraffickingProfile,
)

LEVELS = ("immediate", "high", "high", "medium", "medium", "medium", "low")
CALMER = {"immediate": "high", "high": "medium", "medium": "low", "low": "low", "none": "none"}
DRIVERS = ("knows_place", "threats", "family_threat", "debt", "no_papers", "runaway")
NEEDS = (
    ("legal", "Jugement supplétif"),
    ("medical", "Bilan de santé"),
    ("schooling", "Reprendre la classe"),
    ("family", "Retrouver une tante"),
    ("psychosocial", "Parler avec la psychologue"),
    ("clothing_hygiene", "Trousse et habits"),
)
PLACES = ("Kokoyo", "Koflatié", "Bamako", "Mopti")
A_LITTLE_LATE = timedelta(days=2)
NOT_TRAFFICKED = frozenset({"girl_mother", "pregnant"})


def assess_danger(house: House, case: CaseFile) -> None:
    """The day after she came: how great the danger is, a safety plan where it is great, word to the authorities."""
    register, drawn = house.register, _drawn(case)
    level = drawn.choice(LEVELS)
    assessment = RiskAssessment(
        case_id=case.id,
        assessed_on=register.today,
        assessed_by=case.referent_id,
        level=level,
        next_on=risk.next_look(level, assessed_on=register.today),
    )
    assess_risk(register, assessment, _drivers(house, assessment, drawn))
    if level in risk.DANGEROUS and drawn.random() < 0.85:
        register.save(_safety_plan(case, register.today))
    _tell_authorities(house, case, drawn)


def look_again(house: House, cases: Iterable[CaseFile]) -> None:
    """Assess again where the day has come, most dangers grow less; and send what has waited too long."""
    register = house.register
    for waiting in register.find(Notification, status=notifications.TO_DO):
        if waiting.due_at and waiting.due_at + A_LITTLE_LATE < register.now:
            notifications.write(register, dataclasses.replace(waiting, sent_at=register.now, mode="visit"))
    here = {case.id: case for case in cases}
    newest = {one.case_id: one for one in risk.in_order(register.find(RiskAssessment, case_id=set(here)))}
    for case_id, last in newest.items():
        if last.next_on is None or last.next_on > register.today:
            continue
        level = CALMER[last.level or "none"]
        assess_risk(
            register,
            RiskAssessment(
                case_id=case_id,
                assessed_on=register.today,
                assessed_by=last.assessed_by,
                level=level,
                next_on=risk.next_look(level, assessed_on=register.today),
            ),
        )


def look_into(house: House, case: CaseFile) -> None:
    """A week later: what she needs, and of most what was done to them."""
    register, drawn = house.register, _drawn(case)
    assessment = NeedsAssessment(
        case_id=case.id,
        assessed_on=register.today,
        assessed_by=case.referent_id,
        next_on=register.today + timedelta(days=90),
    )
    needs = [
        DomainNeed(
            case_id=case.id, assessment_id=assessment.id, domain=domain, score=str(drawn.randint(0, 3)), need=need
        )
        for domain, need in NEEDS
    ]
    assess_needs(register, assessment, needs)
    intake = register.only(Intake, case_id=case.id)
    profile = TraffickingProfile(case_id=case.id)
    if intake is not None and intake.reason not in NOT_TRAFFICKED and register.may_write(profile):
        _what_was_done(house, case, profile, drawn)
        _tell_authorities(house, case, drawn)


def _drawn(case: CaseFile) -> Random:
    return Random(case.code)


def _drivers(house: House, assessment: RiskAssessment, drawn: Random) -> RiskDrivers | None:
    drivers = RiskDrivers(
        case_id=assessment.case_id, assessment_id=assessment.id, drivers=frozenset(drawn.sample(DRIVERS, 2))
    )
    return drivers if house.register.may_write(drivers) else None


def _safety_plan(case: CaseFile, today: date) -> SafetyPlan:
    return SafetyPlan(
        case_id=case.id,
        drawn_up_on=today,
        triggers="Quelqu’un la demande au portail",
        what_to_do="Elle rentre et prévient l’éducatrice ; personne n’ouvre ; la direction appelle la brigade.",
        trusted_people="Sa référente, la gardienne de nuit",
        agreed_on=today,
        next_on=today + timedelta(days=30),
    )


def _what_was_done(house: House, case: CaseFile, profile: TraffickingProfile, drawn: Random) -> None:
    register = house.register
    person = register.get(Person, case.person_id)
    is_boy = person is not None and person.sex == Sex.MALE
    began = PartialDate.in_month(register.today.year - 1, drawn.randint(1, 12))
    place = drawn.choice(PLACES)
    form = drawn.choice(
        ("forced_begging", "forced_labour_mining") if is_boy else ("sexual_site", "forced_labour_domestic")
    )
    stay = register.only(Stay, case_id=case.id)
    register.save(
        dataclasses.replace(
            profile,
            acts=frozenset({"recruitment", "transport"}),
            means=frozenset({drawn.choice(("fraud_deception", "threat_force", "vulnerability"))}),
            control=frozenset({drawn.choice(("threats", "debt_bondage", "takes_earnings"))}),
            recruitment_method=frozenset({drawn.choice(("intermediary", "family", "friends"))}),
            status="possible",
            status_by="centre_ngo",
            status_on=register.today,
        ),
        Exploitation(case_id=case.id, form=form, is_main=True, place=place, country="ML", began=began),
        JourneyEvent(case_id=case.id, event="recruitment", happened=began, country="ML"),
        JourneyEvent(case_id=case.id, event="exploitation", place=place, country="ML"),
    )
    if stay is not None and stay.admission_type == "court_placement":
        register.save(
            CustodyOrder(
                case_id=case.id,
                kind="ogp",
                authority="Juge des enfants de Mopti",
                from_on=stay.admitted_on,
                to_on=stay.admitted_on + timedelta(days=180) if stay.admitted_on else None,
            )
        )


def _tell_authorities(house: House, case: CaseFile, drawn: Random) -> None:
    """Most words go out at once; some wait."""
    register = house.register
    for owed in notifications.owed_notifications(register, [case]):
        if drawn.random() < 0.85:
            sent = dataclasses.replace(notifications.proposed(owed), sent_at=register.now, mode="letter")
            notifications.write(register, sent)
        else:
            notifications.write_owed(register, owed)
