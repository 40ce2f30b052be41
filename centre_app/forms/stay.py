"""The forms of a stay: where she sleeps, when she goes out, a birth in the house, how she leaves and what comes after."""

from centre_app.forms.form import Group, ask_of, form
from centre_app.language import N_
from centre_app.records import (
    BirthAtCentre,
    Exit,
    FollowUp,
    KitGrant,
    Leave,
    Organisation,
    Person,
    PersonName,
    Referral,
    ServiceRecord,
    Stay,
    Transfer,
)

STAY = form(
    31, N_("The stay"), Stay,
    "admission_type", "admitted_on", "admitted_by", "room_in_words", "rules_signed_on", "entry_kit_done",
    "exception_reason",
)  # fmt: skip
LEAVE = form(
    32, N_("Going on leave"), Leave,
    "despite_danger", "absence_type", "out_at", "expected_back_on", "place", "accompanied_by", "note",
)  # fmt: skip
MISSING = form(33, N_("She is missing"), Leave, "out_at", "last_seen", "told_to", "place", "note")
BACK = form(34, N_("Back at the centre"), Leave, "back_on", "note")
TRANSFER = form(
    35, N_("Transfer to another centre"), Transfer,
    "organisation_id", "organisation_in_words", "transferred_on", "best_interest", "resident_view", "accompanied_by",
    "consent_id", "legal_basis", "basis_reason", "decided_by",
)  # fmt: skip
BIRTH = form(
    36, N_("Birth at the centre"), BirthAtCentre, "born", "outcome", "place", "declared_on",
    also=(
        Group(
            head=N_("The child"), rows=2,
            lines=(
                *ask_of(PersonName, "family", "given", with_reasons=False),
                *ask_of(Person, "sex", with_reasons=False),
            ),
        ),
    ),
    with_reasons=False,
)  # fmt: skip

REFERRAL = form(
    91, N_("Referral"), Referral,
    "direction", "referral_type", "organisation_id", "organisation_in_words", "contact", "reason", "needs", "urgency",
    "consent_id", "legal_basis", "basis_reason", "accompanied_by", "cost_fcfa", "sent_on", "answered_on", "answer",
    "service_received_on", "confidentiality",
)  # fmt: skip
SERVICE = form(
    92, N_("Service"), ServiceRecord,
    "domain", "service", "what", "given_on", "given_by", "organisation_id", "project_id",
)  # fmt: skip
ORGANISATION = form(
    93, N_("Organisation"), Organisation,
    "name", "acronym", "org_type", "services", "region", "cercle", "locality", "phone", "contact", "opening_hours",
    "sex_rule", ("age_min", "age_max"), "verified_on",
)  # fmt: skip
EXIT = form(
    94, N_("Exit"), Exit,
    "left_on", "reason", "quality", "destination_kind", "destination", "distance", "with_whom", "exit_interview",
    "belongings_returned", "papers_returned", "medical_summary_given", "follow_up_plan", "no_follow_up_reason",
    also=(
        Group(
            head=N_("Kit"), rows=1,
            lines=ask_of(KitGrant, "kit", "contents", "value_fcfa", "project_id", "receipt", with_reasons=False),
        ),
    ),
)  # fmt: skip
FOLLOW_UP = form(
    95, N_("Follow-up"), FollowUp,
    "milestone", "via", "done_on", "by_id", "partner_id", "follow_up_type", "result", "safety", "health", "schooling",
    "work", "family", "kit_running", "income_band", "resident_view", "note", "next_on",
)  # fmt: skip
