"""What did harm or went wrong, and what is told of it."""

from datetime import date

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import (
    PROTECTION,
    Choice,
    Choices,
    Record,
    ask,
    ask_amount,
    ask_one,
    ask_place,
    ask_some,
    ask_text,
    record,
    refer,
)
from centre_app.records.base import CaseRecord


@record(table="first_accounts", compartment=PROTECTION)
class FirstAccount(CaseRecord):
    """What she first told, in her own words. It is asked once."""

    told_on: date | None = ask(N_("Told on"), required=True)
    told_to: str | None = refer("staff", N_("Told to"))
    language: Choice | None = ask_one("language", N_("Language used"))
    interpreter: str | None = ask(N_("Interpreter"), identifies=True)
    account: str | None = ask_text(
        N_("What she told"), hint=N_("In her words, as far as she wished to go. Ask nothing more."), identifies=True
    )
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="restricted")


@record(table="trafficking_profiles", compartment=PROTECTION)
class TraffickingProfile(CaseRecord):
    """Who decided what she is, and how it was done: act, means and purpose of the Palermo Protocol, article 3."""

    status: Choice | None = ask_one("trafficking_status", N_("Trafficking"), required=True)
    status_by: Choice | None = ask_one("trafficking_status_by", N_("Decided by"))
    status_on: date | None = ask(N_("Decided on"))
    recruiter_relationship: Choice | None = ask_one("recruiter_relationship", N_("Who recruited her"))
    recruitment_method: Choices = ask_some("recruitment_method", N_("How she was recruited"))
    recruit_platform: Choices = ask_some("online_platform", N_("Recruited through"))
    exploit_platform: Choices = ask_some("online_platform", N_("Exploited through"))
    age_when_min: int | None = ask(N_("Age then, at least"))
    age_when_max: int | None = ask(N_("Age then, at most"))
    acts: Choices = ask_some("trafficking_act", N_("What was done"), hint=N_("The act, in the sense of the law."))
    means: Choices = ask_some("trafficking_means", N_("By what means"), hint=N_("Of a child no means is asked for."))
    control: Choices = ask_some("means_of_control", N_("How she was held"))
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="exploitations", compartment=PROTECTION)
class Exploitation(CaseRecord):
    """One form of exploitation at one place; there may be several."""

    form: Choice | None = ask_one("exploitation_form", N_("Form"), required=True)
    is_main: bool | None = ask(N_("The main one"))
    place: str | None = ask(N_("Where"), identifies=True)
    region: str | None = ask_place("region", N_("Region"))
    cercle: str | None = ask_place("cercle", N_("Cercle"))
    country: Choice | None = ask_one("country", N_("Country"))
    setting: Choice | None = ask_one("prior_living", N_("Kind of place"))
    began: PartialDate | None = ask(N_("From"))
    ended: PartialDate | None = ask(N_("Until"))
    paid: Choice | None = ask_one("exploitation_pay", N_("Paid"))
    debt_fcfa: int | None = ask_amount(N_("Debt she was held for"))
    hours_day: int | None = ask(N_("Hours a day"), unit="h")
    children_with_her: bool | None = ask(N_("A child of hers was there"))
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="vulnerabilities", compartment=PROTECTION)
class Vulnerability(CaseRecord):
    factor: Choice | None = ask_one("vulnerability", N_("What makes her vulnerable"), required=True)
    since: PartialDate | None = ask(N_("Since"))
    ended: PartialDate | None = ask(N_("Until"))
    note: str | None = ask(N_("Note"), identifies=True)
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="standard")


@record(table="journey_events", compartment=PROTECTION)
class JourneyEvent(CaseRecord):
    """One step of her way from home to the centre."""

    event: Choice | None = ask_one("journey_event", N_("Step of the way"), required=True)
    happened: PartialDate | None = ask(N_("When"))
    place: str | None = ask(N_("Where"), identifies=True)
    region: str | None = ask_place("region", N_("Region"))
    cercle: str | None = ask_place("cercle", N_("Cercle"))
    country: Choice | None = ask_one("country", N_("Country"))
    transport: Choice | None = ask_one("transport", N_("By what means"))
    with_whom: str | None = ask(N_("With whom"), identifies=True)
    paid_by: str | None = ask(N_("Who paid"), identifies=True)
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="alleged_perpetrators", compartment=PROTECTION)
class AllegedPerpetrator(CaseRecord):
    """Somebody of whom it is told that he did it; nobody has judged him."""

    name: str | None = ask(N_("Name or nickname, as it was told"), identifies=True)
    sex: Choice | None = ask_one("sex", N_("Sex"))
    age_about: int | None = ask(N_("About how old"))
    roles: Choices = ask_some("perpetrator_role", N_("What this person did"), required=True)
    relationship: Choice | None = ask_one("recruiter_relationship", N_("Relation to her"))
    organisation: str | None = ask(N_("Organisation or network"), identifies=True)
    whereabouts: str | None = ask(N_("Where this person is now"), identifies=True)
    still_threat: bool | None = ask(N_("Still a danger"))
    knows_centre: bool | None = ask(N_("Knows where the centre is"))
    note: str | None = ask_text(N_("Note"), identifies=True)
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="restricted")


@record(table="risk_drivers", compartment=PROTECTION)
class RiskDrivers(CaseRecord):
    """Why the risk is what it is; the level itself is known to the whole team (`RiskAssessment`)."""

    assessment_id: str = refer("risk_assessments", N_("Assessment"), required=True)
    drivers: Choices = ask_some("risk_driver", N_("What drives the risk"), required=True)
    in_words: str | None = ask_text(N_("In words"), identifies=True)


@record(table="incidents", compartment=PROTECTION)
class Incident(Record):
    """`case_id` is None where it is about the house and nobody in particular.

    Abuse by somebody of the staff is no incident: it goes to headquarters alone (`ReportOfAbuse`).
    """

    case_id: str | None = refer("case_files", N_("File concerned"))
    incident_type: Choice | None = ask_one("incident_type", N_("What kind of incident"), required=True)
    occurred: PartialDate | None = ask(N_("Day it happened"), required=True)
    occurred_about: str | None = ask(N_("At about what time"))
    place: Choice | None = ask_one("incident_place", N_("Where it happened"), required=True)
    place_in_words: str | None = ask(N_("Which place"), identifies=True)
    description: str | None = ask_text(
        N_("What happened"), hint=N_("What was seen and what was told, and by whom. No judgement."), identifies=True
    )
    who_did_it: str | None = ask(N_("Who did it, as it was told"), identifies=True)
    also_concerned: str | None = ask(N_("Who else is concerned"), identifies=True)
    still_in_danger: bool | None = ask(N_("The danger is still there"))
    needs_care_after_rape: bool | None = ask(N_("Needs care after rape"))
    done_at_once: str | None = ask_text(N_("What was done at once"), identifies=True)
    perpetrator_id: str | None = refer("alleged_perpetrators", N_("Alleged perpetrator"))
    told_to: Choices = ask_some("notification_target", N_("Who was told"))
    reported_on: date | None = ask(N_("Reported on"), required=True)


@record(table="abuse", compartment="")
class ReportOfAbuse(Record):
    """Abuse or exploitation by somebody of the staff (PSEA): sealed to headquarters as it is written, and kept nowhere else."""

    what_happened: str | None = ask_text(
        N_("What happened"), hint=N_("What you saw, heard or were told. You need not be certain.")
    )
    occurred: PartialDate | None = ask(N_("Day it happened"))
    place: Choice | None = ask_one("incident_place", N_("Where it happened"))
    by_whom: str | None = ask(N_("Who did it"), hint=N_("A name, or what the person does here."))
    to_whom: str | None = ask(N_("To whom it was done"), hint=N_("A name, a file number, or nothing."))
    still_in_danger: bool | None = ask(N_("The danger is still there"))
    known_to: str | None = ask(N_("Who knows of it already"))
    reach_me: str | None = ask(N_("How headquarters can reach you without anybody knowing"))
    gives_name: bool | None = ask(
        N_("Give my name to headquarters"), hint=N_("Only headquarters reads it. Without it nobody learns who wrote.")
    )
