"""What she agreed to, purpose by purpose, and what was told once and is not to be asked again."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="consents", compartment=CARE)
class Consent(CaseRecord):
    """One line of the ledger. It is never changed: whoever changes her mind makes another line."""

    purpose: Choice | None = ask_one("consent_type", N_("What for"), required=True)
    status: Choice | None = ask_one("consent_status", N_("Answer"), required=True)
    given_on: date | None = ask(N_("Day of the answer"), required=True)
    giver: Choice | None = ask_one("consent_giver", N_("Who answered"), required=True)
    giver_name: str | None = ask(N_("Name of whoever answered, if somebody else"), identifies=True)
    child_agrees: bool | None = ask(N_("The child agrees as well"))
    mode: Choice | None = ask_one("consent_mode", N_("How"), required=True)
    witness: str | None = ask(N_("Witness"), identifies=True)
    language: Choice | None = ask_one("language", N_("Language used"))
    interpreter: str | None = ask(N_("Interpreter"), identifies=True)
    partner_id: str | None = refer("organisations", N_("For this organisation alone"))
    partner_in_words: str | None = ask(N_("Or in words"), identifies=True)
    restrictions: str | None = ask_text(
        N_("Restrictions"), hint=N_("What may be shared, what may not, with whom, until when."), identifies=True
    )
    expires_on: date | None = ask(N_("Valid until"))
    legal_basis: Choice | None = ask_one("legal_basis", N_("Legal basis without consent"))
    basis_reason: str | None = ask_text(N_("Why this basis applies"), identifies=True)
    authorised_by: str | None = refer("staff", N_("Decided by"))


@record(table="told_topics", compartment=CARE)
class ToldTopic(CaseRecord):
    """Something that was told once: to whom, and where it stands. Nobody asks again."""

    topic: Choice | None = ask_one(
        "told_topic", N_("What was told"), hint=N_("Only what it was about, never the story itself."), required=True
    )
    told_on: date | None = ask(N_("Told on"), required=True)
    told_to: str | None = refer("staff", N_("Told to"))
    told_elsewhere: str | None = ask(N_("Or told to somebody outside"), identifies=True)
    where_written: str | None = ask(N_("Where it is written down"))
