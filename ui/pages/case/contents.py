"""Which sections a file has, and how complete each is."""

from centre_app.case_view import CaseView, completeness
from centre_app.language import N_, Language
from centre_app.questions import HEALTH, IDENTITY, Record
from ui import icons
from ui.kit.completeness import SHUT
from ui.kit.section_list import Section

SUMMARY = "summary"


def sections_of(file: CaseView, language: Language, *, is_ours: bool = True) -> list[Section]:
    """Return the sections of a file, in the order of a stay; a shut one says for whom it is kept.

    Of another centre's file headquarters sees the summary and the history: what is written is changed at the centre.
    """
    say = language.say

    def section(key: str, icon: str, title: str, records: list[Record | None], compartment: str = "") -> Section:
        if file.is_shut(compartment):
            return Section(key=key, icon=icon, title=title, share=SHUT, kept_for=_kept_for(compartment, language))
        share = completeness([record for record in records if record is not None])
        spoken = say(N_("{percent} complete"), percent=language.percent(share)) if share is not None else ""
        return Section(key=key, icon=icon, title=title, share=share, spoken=spoken)

    name = file.names[-1] if file.names else None
    identity: list[Record | None] = [file.person, name, file.description, file.intake, *file.nationalities[-1:]]
    schooling: list[Record | None] = [file.education, *file.schooling[-1:]]
    if not is_ours:
        return [
            Section(key=SUMMARY, icon=icons.SUMMARY, title=say(N_("Summary"))),
            Section(key="history", icon=icons.HISTORY, title=say(N_("History"))),
        ]
    return [
        Section(key=SUMMARY, icon=icons.SUMMARY, title=say(N_("Summary"))),
        section("identity", icons.PERSON, say(N_("Identity and age")), identity, IDENTITY),
        section("plan", icons.GOAL, say(N_("Care plan")), [file.plan]),
        section("housing", icons.BED, say(N_("Housing")), [file.stay]),
        section("health", icons.HEALTH, say(N_("Health")), [file.brief, file.health], HEALTH),
        section("schooling", icons.SCHOOL, say(N_("Schooling")), schooling),
        section("training", icons.TRAINING, say(N_("Training")), [*file.training[-1:]]),
        Section(key="history", icon=icons.HISTORY, title=say(N_("History"))),
    ]


def _kept_for(compartment: str, language: Language) -> str:
    if compartment == HEALTH:
        return language.say(N_("Kept for the nurse and the director"))
    return language.say(N_("Kept for those who may know her name"))
