"""The forms of how somebody comes: the request for a place, the arrival by day and at night, who she is."""

from centre_app.forms.form import Form, Group, Line, ask_of, form
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import (
    BedAssignment,
    CaseFile,
    EducationProfile,
    Intake,
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonName,
    PersonNationality,
    PlaceRequest,
    Stay,
)


def _ask(record_type: type[Record], *questions: str) -> Line:
    return Line(record_type, questions)


def _ask_or_why_not(record_type: type[Record], *questions: str) -> Line:
    return Line(record_type, questions, may_be_missing=True)


def _ask_behind(opens: str, record_type: type[Record], question: str) -> Line:
    return Line(record_type, (question,), opens=opens)


ARRIVAL = Form(
    11,
    N_("Arrival"),
    (
        Group(
            head=N_("Who is coming?"),
            lines=(
                _ask(PersonName, "family", "given"),
                _ask(Person, "sex"),
                _ask_or_why_not(Person, "birth"),
                _ask_or_why_not(Person, "age_basis"),
                _ask(PersonDescription, "description"),
            ),
        ),
        Group(
            head=N_("How she came"),
            lines=(
                _ask(Stay, "admitted_on"),
                _ask_or_why_not(Intake, "brought_by"),
                _ask_or_why_not(Intake, "source"),
                _ask(Intake, "source_in_words"),
                _ask_or_why_not(Intake, "reason"),
                _ask(Stay, "admission_type"),
                _ask(BedAssignment, "bed_id"),
                _ask(BedAssignment, "reason"),
            ),
        ),
        Group(
            head=N_("Where she comes from"),
            lines=(
                _ask_or_why_not(PersonNationality, "nationality"),
                _ask_or_why_not(Person, "origin_region", "origin_cercle"),
                _ask_or_why_not(PersonDescription, "village"),
                _ask_or_why_not(PersonLanguage, "language"),
                _ask_or_why_not(EducationProfile, "level_at_entry"),
            ),
        ),
    ),
)

EMERGENCY = Form(
    12,
    N_("Emergency arrival"),
    (
        Group(
            head=N_("At the door"),
            lines=(
                _ask(Person, "sex"),
                _ask(Person, "birth"),
                _ask(BedAssignment, "bed_id"),
                _ask(BedAssignment, "reason"),
                _ask(Intake, "brought_by"),
                _ask(Intake, "in_danger"),
            ),
        ),
        Group(
            head=N_("If it is known"),
            lines=(
                _ask(PersonName, "family", "given"),
                _ask(PersonDescription, "description"),
                _ask(Stay, "arrived_at"),
            ),
        ),
    ),
)

IDENTITY = Form(
    13,
    N_("Identity and age"),
    (
        Group(
            head=N_("Her name"),
            lines=(
                _ask(PersonName, "family", "given"),
                _ask(PersonName, "middle"),
                _ask(PersonName, "name_type"),
                _ask_or_why_not(PersonDescription, "description"),
            ),
        ),
        Group(
            head=N_("Her birth"),
            lines=(
                _ask(Person, "sex"),
                _ask_or_why_not(Person, "birth"),
                _ask_or_why_not(Person, "age_basis"),
                _ask_or_why_not(Person, "civil_registration"),
            ),
        ),
        Group(
            head=N_("Where she comes from"),
            lines=(
                _ask_or_why_not(PersonNationality, "nationality"),
                _ask_or_why_not(Person, "origin_country"),
                _ask_or_why_not(Person, "origin_region"),
                _ask_or_why_not(Person, "origin_cercle"),
                _ask_or_why_not(PersonDescription, "commune"),
                _ask_or_why_not(PersonDescription, "village"),
                _ask_or_why_not(PersonLanguage, "language"),
                _ask(PersonLanguage, "interpreter_needed"),
            ),
        ),
        Group(
            head=N_("Her family and status"),
            lines=(
                _ask_or_why_not(Person, "marital_status"),
                _ask_or_why_not(Person, "uasc_status"),
                _ask_or_why_not(Person, "legal_status"),
                _ask_or_why_not(Person, "children_stated"),
                _ask_behind(N_("Gender, only if she speaks of it herself"), Person, "gender_identity"),
            ),
        ),
        Group(
            head=N_("How she came"),
            lines=(
                _ask(Intake, "contact_on"),
                _ask_or_why_not(Intake, "source"),
                _ask(Intake, "source_in_words"),
                _ask(Intake, "source_contact"),
                _ask(Intake, "referred_on"),
                _ask_or_why_not(Intake, "referral_reason"),
                _ask_or_why_not(Intake, "setting"),
                _ask(Intake, "gold_site"),
                _ask_or_why_not(Intake, "reason"),
                _ask_or_why_not(Intake, "brought_by"),
                _ask_or_why_not(Intake, "prior_living"),
                _ask_or_why_not(Intake, "separation_cause"),
                _ask(Intake, "immediate_needs"),
                _ask(Intake, "in_danger"),
                _ask(Intake, "papers_received"),
                _ask(Intake, "note"),
            ),
        ),
        Group(head=N_("Her file"), lines=ask_of(CaseFile, "referent_id", "confidentiality", with_reasons=False)),
    ),
)

NAME = form(14, N_("Another name"), PersonName, ("family", "given"), "middle", "name_type", "is_display")
IDENTIFIER = form(
    15, N_("A number"), PersonIdentifier, "identifier_type", "value", "issued_by", "issued", "expires_on", "seen_original"
)  # fmt: skip
CONTACT = form(
    16, N_("A contact"), PersonContact, "kind", "value", "belongs_to", "whose", "safe_to_call", "best_time"
)  # fmt: skip
NATIONALITY = form(17, N_("Another nationality"), PersonNationality, "nationality", "basis")
LANGUAGE = form(18, N_("Another language"), PersonLanguage, "language", "level", "interpreter_needed")
PLACE_REQUEST = form(
    19, N_("Request for a place"), PlaceRequest,
    "asked_on", "source", "source_id", "setting", "sex", "age", "answer", "sent_to_id",
)  # fmt: skip
