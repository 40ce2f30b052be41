"""Sessions and wellbeing. That a session was held is a fact for those who follow her; what was said is the psychologist's."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import NOTES, PROTECTION, Choice, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="psychosocial_sessions", compartment=PROTECTION)
class PsychosocialSession(CaseRecord):
    session_type: Choice | None = ask_one("psychosocial_type", N_("Kind of session"), required=True)
    held_on: date | None = ask(N_("Held on"), required=True)
    minutes: int | None = ask(N_("How long"), unit="min")
    held_by: str | None = refer("staff", N_("Held by"))
    attended: Choice | None = ask_one("attendance", N_("Attendance"), start="present")
    theme: Choice | None = ask_one("group_theme", N_("Theme"))
    language: Choice | None = ask_one("language", N_("Language used"))
    interpreter: str | None = ask(N_("Interpreter"), identifies=True)
    ladder: int | None = ask(
        N_("How she feels, from 0 to 10"), hint=N_("0 the worst, 10 the best. She says it herself.")
    )
    next_on: date | None = ask(N_("Next session"))


@record(table="session_observations", compartment=NOTES)
class SessionObservation(CaseRecord):
    """What the psychologist keeps for herself; it leaves the house in no bundle."""

    session_id: str = refer("psychosocial_sessions", required=True)
    aims: str | None = ask_text(N_("Aims"), identifies=True)
    observation: str | None = ask_text(N_("What was said and seen"), identifies=True)
    next_steps: str | None = ask_text(N_("For the next time"), identifies=True)


@record(table="wellbeing_measures", compartment=PROTECTION)
class WellbeingMeasure(CaseRecord):
    """Five sentences about the last seven days, read aloud with five faces; the total, 0 to 20, is worked out."""

    measured_on: date | None = ask(N_("Asked on"), required=True)
    asked_by: str | None = refer("staff", N_("Asked by"))
    sleep: Choice | None = ask_one("wellbeing_answer", N_("I slept well"))
    appetite: Choice | None = ask_one("wellbeing_answer", N_("I ate well"))
    safety: Choice | None = ask_one("wellbeing_answer", N_("I felt safe"))
    mood: Choice | None = ask_one("wellbeing_answer", N_("I felt calm or glad"))
    hope: Choice | None = ask_one("wellbeing_answer", N_("I look forward to something"))
    version: int | None = ask(N_("Version of the questions"), start=1)
