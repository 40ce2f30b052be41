"""The forms of protection, of the law, and of incidents."""

from centre_app.forms.form import form
from centre_app.language import N_
from centre_app.records import (
    AllegedPerpetrator,
    CustodyOrder,
    Exploitation,
    FirstAccount,
    Incident,
    JourneyEvent,
    LegalCase,
    LegalStep,
    Notification,
    TraffickingProfile,
    Vulnerability,
)

ACCOUNT = form(
    71, N_("First account"), FirstAccount,
    "told_on", "told_to", "language", "interpreter", "account", "confidentiality",
)  # fmt: skip
TRAFFICKING = form(
    72, N_("How it was done, and who decided"), TraffickingProfile,
    "acts", "means", "control", "recruiter_relationship", "recruitment_method", "recruit_platform", "exploit_platform",
    "age_when_min", "age_when_max", "status", "status_by", "status_on", "note",
)  # fmt: skip
EXPLOITATION = form(
    73, N_("Exploitation"), Exploitation,
    "form", "is_main", "place", "region", "cercle", "country", "setting", "began", "ended", "paid", "debt_fcfa",
    "hours_day", "children_with_her", "note",
)  # fmt: skip
JOURNEY = form(
    74, N_("A step of the way"), JourneyEvent,
    "event", "happened", "place", "region", "cercle", "country", "transport", "with_whom", "paid_by", "note",
)  # fmt: skip
VULNERABILITY = form(
    75, N_("A vulnerability"), Vulnerability, "factor", "since", "ended", "note", "confidentiality"
)  # fmt: skip
PERPETRATOR = form(
    76, N_("Alleged perpetrator"), AllegedPerpetrator,
    "name", "roles", "relationship", "sex", "age_about", "organisation", "whereabouts", "still_threat", "knows_centre",
    "note", "confidentiality",
)  # fmt: skip
INCIDENT = form(
    77, N_("Incident"), Incident,
    "incident_type", ("occurred", "occurred_about"), ("place", "place_in_words"), "description", "who_did_it",
    "perpetrator_id", "also_concerned", "still_in_danger", "needs_care_after_rape", "done_at_once", "told_to",
    "reported_on",
)  # fmt: skip
NOTIFICATION = form(
    78, N_("Notification"), Notification,
    "target", "event", "happened_on", "legal_ground", "due_at", "sent_at", "mode", "received_by", "acknowledged_on",
    "acknowledgement", "waiver_reason",
)  # fmt: skip
ORDER = form(
    79, N_("Order"), CustodyOrder, "kind", "authority", "reference", "from_on", "to_on", "ended_on", "note"
)  # fmt: skip
LEGAL_CASE = form(
    80, N_("Case at court"), LegalCase,
    "kind", "court", "reference", "opened_on", "lawyer", "status", "closed_on", "outcome",
)  # fmt: skip
LEGAL_STEP = form(
    81, N_("Legal step"), LegalStep, "legal_case_id", "action", "due_on", "done_on", "with_whom", "wanted", "result"
)  # fmt: skip
