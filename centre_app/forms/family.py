"""The forms of her family: who they are, how they are looked for, the way back."""

from centre_app.forms.form import form
from centre_app.language import N_
from centre_app.records import FamilyAssessment, Mediation, Relative, Reunification, TracingAction

RELATIVE = form(
    82, N_("Relative"), Relative,
    "name", "relation", "safe_to_contact", "why_unsafe", "phone", "place", "region", "alive", "occupation",
    "looks_after_child", "may_take_her_in", "note",
)  # fmt: skip
TRACING = form(
    83, N_("A step of the search"), TracingAction,
    "relative_id", "method", "acted_on", "by_id", "despite_danger", "result", "status", "cost_fcfa", "next_on",
)  # fmt: skip
ASSESSMENT = form(
    84, N_("Family assessment"), FamilyAssessment,
    "relative_id", "assessed_on", "by_id", "household", "housing", "income", "attitude", "dangers", "siblings_at_risk",
    "resident_opinion", "opinion", "conditions",
)  # fmt: skip
MEDIATION = form(
    85, N_("Mediation"), Mediation,
    "held_on", "mediator", "relatives_there", "place", "outcome", "agreement", "resident_view", "next_on",
)  # fmt: skip
REUNIFICATION = form(
    86, N_("Return to the family"), Reunification,
    "relative_id", "resident_agrees", "resident_view", "best_interest", "decided_by", "returned_on", "place",
    "accompanied_by", "travel_cost_fcfa", "commitment_signed_on", "authorities_present",
)  # fmt: skip
