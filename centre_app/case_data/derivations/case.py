"""What was done to the person, the case, its referrals and its plan."""

from centre_app.case_data.derivations.values import InWords, Keys, Line, Somewhere, Value
from centre_app.case_data.generalising import cercle_or_region
from centre_app.choices import choices
from centre_app.records import (
    Exit,
    Exploitation,
    Intake,
    JourneyEvent,
    PlanAction,
    PlanGoal,
    Referral,
    TraffickingProfile,
)

NO_FORM = frozenset({"none_identified", "unknown"})
DOMESTIC, DEBT_BONDAGE = "forced_labour_domestic", "debt_bondage"
HELD = frozenset({"restricts_movement", DEBT_BONDAGE})
PSYCHOSOCIAL = "psychosocial"


def _exploitations(line: Line) -> list[Exploitation]:
    """Return the exploitations that say a form, the main one first."""
    found = [one for one in line.of.every(Exploitation) if one.form and one.form not in NO_FORM]
    return sorted(found, key=lambda one: not one.is_main)


def _controls(line: Line) -> frozenset[str]:
    profile = line.of.newest(TraffickingProfile)
    return (profile.control if profile else None) or frozenset()


def own_exploitation_forms(line: Line, argument: str) -> Value:
    return Keys(dict.fromkeys(one.form for one in _exploitations(line) if one.form)) or None


def exploitation_forms(line: Line, argument: str) -> Value:
    """Return the forms, the main one first; work in a house where somebody is held is servitude too."""
    forms = own_exploitation_forms(line, "")
    if isinstance(forms, Keys) and DOMESTIC in forms and HELD & _controls(line):
        return Keys([*forms, "held_in_the_house"])
    return forms


def means_of_control(line: Line, argument: str) -> Value:
    """Return how the person was held; debt bondage as a form is one of the means as well."""
    found = _controls(line) | {one.form for one in _exploitations(line) if one.form == DEBT_BONDAGE}
    return Keys(key for key in choices("means_of_control").all_keys if key in found) or None


def industry(line: Line, argument: str) -> Value:
    """Return the form of the main exploitation alone: the standard takes one industry."""
    main = _exploitations(line)[:1]
    return Keys(one.form or "" for one in main) or None


def industries(line: Line, argument: str) -> Value:
    return own_exploitation_forms(line, "")


def age_when_trafficked(line: Line, argument: str) -> Value:
    profile = line.of.newest(TraffickingProfile)
    is_one = profile is not None and profile.age_when_min == profile.age_when_max
    return profile.age_when_min if profile is not None and is_one else None


def place_or_cercle(line: Line, argument: str) -> Value:
    event = line.record
    if not isinstance(event, JourneyEvent):
        return None
    wider = cercle_or_region(event.cercle, None)
    return Somewhere(event.place or wider, wider) if event.place or wider else None


def cercle_of_event(line: Line, argument: str) -> Value:
    found = (cercle_or_region(one.cercle, one.region) for one in line.of.every(JourneyEvent) if one.event == argument)
    return next(filter(None, found), None)


def cercle_of_exploitation(line: Line, argument: str) -> Value:
    found = (cercle_or_region(one.cercle, one.region) for one in _exploitations(line))
    return next(filter(None, found), None) or cercle_of_event(line, "exploitation")


# --- the case, who sent it and to whom it goes ------------------------------------------------------------------


def exit_reason(line: Line, argument: str) -> Value:
    reason = left.reason if (left := line.of.newest(Exit)) else line.of.file.closed_because
    return Keys([reason]) if reason else None


def exit_reason_said(line: Line, argument: str) -> Value:
    reason, person = exit_reason(line, ""), line.of.person
    if not isinstance(reason, Keys):
        return None
    return choices("exit_reason").label(reason[0], line.house.language, person.sex if person else None)


def _organisation(line: Line, organisation_id: str | None, in_words: str | None) -> Value:
    known = line.house.organisations.get(organisation_id or "")
    if known is not None and known.name:
        return known.name
    return InWords(in_words) if in_words else None


def referring_organisation(line: Line, argument: str) -> Value:
    intake = line.of.newest(Intake)
    return _organisation(line, intake.source_id, intake.source_in_words) if intake else None


def referred_organisation(line: Line, argument: str) -> Value:
    referral = line.record
    if not isinstance(referral, Referral):
        return None
    return _organisation(line, referral.organisation_id, referral.organisation_in_words)


def consents(line: Line, argument: str) -> Value:
    """Return yes: whoever has not agreed to be counted is in no file."""
    return True


# --- the plan --------------------------------------------------------------------------------------------------


def goal_domain(line: Line, argument: str) -> Value:
    """Return the domain; psychosocial care is rehabilitation after what the main exploitation was."""
    goal = line.record
    if not isinstance(goal, PlanGoal) or not goal.domain:
        return None
    main = next((one.form or "" for one in _exploitations(line)), "")
    if goal.domain == PSYCHOSOCIAL and main.startswith("sexual"):
        return Keys(["after_sexual_exploitation"])
    if goal.domain == PSYCHOSOCIAL and main.startswith("forced_labour"):
        return Keys(["after_forced_labour"])
    return Keys([goal.domain])


def actions_said(line: Line, argument: str) -> Value:
    goal = line.record
    found = [one.what for one in line.of.every(PlanAction) if isinstance(goal, PlanGoal) and one.goal_id == goal.id]
    return InWords("\n".join(filter(None, found))) if any(found) else None
