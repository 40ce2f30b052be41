"""What the demonstration's residents agree to, asked together before their plans are printed."""

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


def ask(register: Register, case: CaseFile) -> None:
    """Write her answers down, each as one line of the ledger; beside a child the judge answers as well."""
    person = register.get(Person, case.person_id)
    young = person is not None and is_child(person.birth, register.today)
    for purpose, answer, limits in ANSWERS:
        line = Consent(
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
        consents.record_answer(register, line)


def partner(register: Register) -> Organisation:
    """The health centre to which the house goes."""
    return register.find(Organisation, org_type="health")[0]
