"""Which sections a file has, and how complete each is."""

from centre_app.areas import (
    CASE_NOTES,
    CONSENT,
    EXPLOITATION,
    FAMILY,
    FOLLOW_UP,
    INCIDENTS,
    LEGAL,
    PAPERS,
    PLAN,
    PSYCHOSOCIAL,
    REFERRALS,
    SAFETY,
    SCHOOL,
)
from centre_app.case_view import CaseView, completeness
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.questions import HEALTH, IDENTITY, Record
from centre_app.records import (
    Consent,
    CustodyOrder,
    Exploitation,
    LegalCase,
    PsychosocialSession,
    Referral,
    Relative,
    RiskAssessment,
    SafetyPlan,
    TraffickingProfile,
    WellbeingMeasure,
)
from ui import icons
from ui.kit.completeness import SHUT
from ui.kit.section_list import Section
from ui.pages.case.identity_questions import ASKED, identity_records

SUMMARY = "summary"


def sections_of(file: CaseView, language: Language, *, is_ours: bool = True) -> list[Section]:
    """Return the sections of a file, in the order of a stay; a shut one says for whom it is kept.

    Of another centre's file headquarters sees the summary, its records, of which a correction may be asked for, and the
    history: what is written is changed at the centre.
    """
    say = language.say

    def section(key: str, icon: str, title: str, share: float, compartment: str = "") -> Section:
        if file.is_shut(compartment):
            return Section(key=key, icon=icon, title=title, share=SHUT, kept_for=_kept_for(compartment, language))
        spoken = say(N_("{percent} complete"), percent=language.percent(share)) if share else say(N_("nothing yet"))
        return Section(key=key, icon=icon, title=title, share=share, spoken=spoken)

    def uncounted(key: str, icon: str, title: str, *areas: str) -> Section:
        is_shut = all(map(file.is_shut, areas))
        return section(key, icon, title, 0, areas[0]) if is_shut else Section(key=key, icon=icon, title=title)

    summary = Section(key=SUMMARY, icon=icons.SUMMARY, title=say(N_("Summary")))
    history = Section(key="history", icon=icons.HISTORY, title=say(N_("History")))
    if file.closed:
        return [summary]
    if not is_ours:
        return [summary, Section(key="received", icon=icons.DOCUMENTS, title=say(N_("Its records"))), history]
    identity = completeness(identity_records(file), ASKED)
    told_of_her = _share(file.last(PsychosocialSession), file.last(WellbeingMeasure))
    schooling = _share(file.education, *file.schooling[-1:])
    legal = _share(file.last(CustodyOrder), file.last(LegalCase))
    protection = _share(file.last(TraffickingProfile), file.last(Exploitation))
    safety = _share(file.last(RiskAssessment), file.last(SafetyPlan))
    return [
        summary,
        section("identity", icons.PERSON, say(N_("Identity and age")), identity, IDENTITY),
        section("consents", icons.SIGN, say(N_("Consents")), _answered(file), CONSENT),
        section("plan", icons.GOAL, say(N_("Care plan")), _share(file.plan), PLAN),
        section("housing", icons.BED, say(N_("Housing")), _share(file.stay)),
        section("health", icons.HEALTH, say(N_("Health")), _share(file.brief, file.health), HEALTH),
        section("psychosocial", icons.PSYCHOSOCIAL, say(N_("Psychosocial")), told_of_her, PSYCHOSOCIAL),
        section("schooling", icons.SCHOOL, say(N_("Schooling")), schooling, SCHOOL),
        section("training", icons.TRAINING, say(N_("Training")), _share(*file.training[-1:]), SCHOOL),
        section("legal", icons.LEGAL, say(N_("Legal")), legal, LEGAL),
        section("family", icons.FAMILY, say(N_("Family")), _share(file.last(Relative)), FAMILY),
        section("protection", icons.PROTECTION, say(N_("Protection")), protection, EXPLOITATION),
        section("safety", icons.CHECKS, say(N_("Safety and needs")), safety, SAFETY),
        section("incidents", icons.INCIDENT, say(N_("Incidents")), _share(*file.incidents[-1:]), INCIDENTS),
        section("referrals", icons.REFERRAL, say(N_("Referrals")), _share(file.last(Referral)), REFERRALS),
        uncounted("documents", icons.DOCUMENTS, say(N_("Documents")), PAPERS, HEALTH, LEGAL),
        section("followup", icons.FOLLOW_UP, say(N_("Exit and follow-up")), _share(file.exit), FOLLOW_UP),
        uncounted("notes", icons.NOTE, say(N_("Notes")), CASE_NOTES),
        history,
    ]


def _answered(file: CaseView) -> float:
    """Return for which part of what is asked a consent was asked for."""
    return len({line.purpose for line in file.of(Consent)}) / len(choices("consent_type").keys)


def _share(*records: Record | None) -> float:
    return completeness(record for record in records if record is not None)


def _kept_for(compartment: str, language: Language) -> str:
    if compartment == HEALTH:
        return language.say(N_("Kept for the nurse and the director"))
    if compartment == PSYCHOSOCIAL:
        return language.say(N_("Kept for the psychologist and the director"))
    if compartment == EXPLOITATION:
        return language.say(N_("Kept for the case manager, the psychologist, the legal officer and the director"))
    if compartment in (LEGAL, INCIDENTS):
        return language.say(N_("Kept for the legal officer, the case manager and the director"))
    if compartment in (SAFETY, FAMILY, REFERRALS, FOLLOW_UP, PAPERS, CASE_NOTES):
        return language.say(N_("Kept for those who follow the file"))
    if compartment == CONSENT:
        return language.say(N_("Kept for those who ask for consents"))
    if compartment == PLAN:
        return language.say(N_("Kept for those who work on the plan"))
    if compartment == SCHOOL:
        return language.say(N_("Kept for school and training"))
    return language.say(N_("Kept for those who may know the name"))
