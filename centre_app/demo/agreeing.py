"""What the demonstration's residents agree to: at the door, and, of one of them, all that her plan prints."""

from centre_app.casework import consents
from centre_app.dates import is_child
from centre_app.records import CaseFile, Consent, Organisation, Person
from centre_app.register import Register

# Purpose, answer, and what limits it.
ANSWERS = (
    ("hosting", "given", None),
    ("data_storage", "given", None),
    ("medical_care", "given", None),
    ("family_tracing", "given_partial", "Seulement la tante."),
    ("share_partner", "given_partial", "Seulement les rendez-vous et les vaccins."),
    ("share_authorities", "given", None),
    ("photo", "refused", None),
)


AT_THE_DOOR = ("services", "data_storage", "hosting", "reporting")


def ask_at_the_door(register: Register, case: CaseFile, *, to_headquarters: bool) -> None:
    """Write down what is asked of everybody who comes: without it nobody is taken in, whatever she says of headquarters."""
    for purpose in AT_THE_DOOR:
        consents.record_answer(register, _line(register, case, purpose, "given"))
    consents.record_answer(register, _line(register, case, "share_hq", "given" if to_headquarters else "refused"))


def ask(register: Register, case: CaseFile) -> None:
    """Write her answers down, each as one line of the ledger; beside a child the judge answers as well."""
    for purpose, answer, limits in ANSWERS:
        consents.record_answer(register, _line(register, case, purpose, answer, limits))


def _line(register: Register, case: CaseFile, purpose: str, answer: str, limits: str | None = None) -> Consent:
    person = register.get(Person, case.person_id)
    young = person is not None and is_child(person.birth, register.today)
    return Consent(
        case_id=case.id,
        purpose=purpose,
        status=answer,
        given_on=register.today,
        giver="judge" if young else "self_adult",
        giver_name="Juge des enfants de Mopti" if young else None,
        child_agrees=True if young and answer != "refused" else None,
        mode="thumbprint",
        language="bam",
        partner_id=partner(register).id if purpose == "share_partner" else None,
        restrictions=limits,
    )


def partner(register: Register) -> Organisation:
    """The health centre to which the house goes."""
    return register.find(Organisation, org_type="health")[0]
