"""Under which heads the questions of a long form stand: each head over the first question of its group.

A form of a few questions has none; the forms that are sections or pages of their own lie in cards instead.
"""

from collections.abc import Mapping

from centre_app.language import N_

LONG = 10  # lines; a shorter form is seen at once

HEADS: Mapping[str, Mapping[str, str]] = {
    "trafficking_profiles": {
        "acts": N_("What was done, and how"),
        "recruiter_relationship": N_("How it began"),
        "status": N_("What was decided"),
    },
    "exploitations": {
        "form": N_("What it was"),
        "place": N_("Where and when"),
        "paid": N_("Under what conditions"),
    },
    "alleged_perpetrators": {
        "name": N_("Who it is said to be"),
        "organisation": N_("Where this person is"),
        "note": N_("Besides"),
    },
    "journey_events": {"event": N_("What it was"), "place": N_("Where"), "transport": N_("How the way was made")},
    "health_profiles": {
        "blood_group": N_("Her health"),
        "is_pregnant": N_("Pregnancy and breastfeeding"),
        "vaccination_card_seen": N_("Measures and tests"),
    },
    "medical_visits": {"visit_type": N_("The visit"), "complaint": N_("What was found"), "cost_fcfa": N_("Besides")},
    "pregnancies": {
        "noted_on": N_("Since when"),
        "first_antenatal_on": N_("How it is followed"),
        "outcome": N_("How it ended"),
    },
    "cares_after_rape": {
        "happened_at": N_("When and where"),
        "pep": N_("What was given"),
        "seen_after_2_weeks": N_("Seen again"),
        "note": N_("Besides"),
    },
    "training_enrolments": {
        "trade": N_("What is learnt"),
        "from_on": N_("From when to when"),
        "contract_signed_on": N_("Contract and money"),
    },
    "school_enrolments": {
        "provision": N_("What is learnt"),
        "status": N_("How it goes"),
        "fees_fcfa": N_("Contract and money"),
    },
    "notifications": {
        "target": N_("What is to be told"),
        "due_at": N_("When and how"),
        "received_by": N_("What they answered"),
    },
    "relatives": {
        "name": N_("Who it is"),
        "phone": N_("How to reach this person"),
        "alive": N_("How this person lives"),
    },
    "family_assessments": {
        "relative_id": N_("The visit"),
        "household": N_("What was found"),
        "resident_opinion": N_("Opinion"),
    },
    "reunifications": {
        "relative_id": N_("Her wish and her good"),
        "returned_on": N_("The way back"),
    },
    "referrals": {
        "direction": N_("To whom and for what"),
        "consent_id": N_("By what right"),
        "accompanied_by": N_("What came of it"),
    },
    "incidents": {
        "incident_type": N_("What happened"),
        "who_did_it": N_("Who is concerned"),
        "still_in_danger": N_("What is needed, and was done"),
    },
    "follow_ups": {
        "milestone": N_("The visit"),
        "result": N_("How things are"),
        "kit_running": N_("Her activity"),
        "resident_view": N_("In words"),
    },
    "exits": {
        "left_on": N_("How she leaves"),
        "belongings_returned": N_("What is handed over"),
        "follow_up_plan": N_("After the exit"),
    },
    "consents": {
        "status": N_("Who answers what"),
        "mode": N_("In which way"),
        "restrictions": N_("How far it reaches"),
        "legal_basis": N_("Without consent"),
    },
}


def heads_of(table: str, lines: int) -> Mapping[str, str]:
    """Return the heads of a form with so many lines."""
    return HEADS.get(table, {}) if lines >= LONG else {}
