"""What did harm or went wrong, and what is told of it."""

from datetime import date

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import PROTECTION, Choice, Choices, Record, ask, ask_one, ask_some, ask_text, record, refer


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
