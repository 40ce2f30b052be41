"""The forms of consent, of the care plan, and of what is noted beside it."""

from centre_app.forms.form import Group, ask_of, form
from centre_app.language import N_
from centre_app.records import CarePlan, CaseNote, Consent, PlanAction, PlanGoal, PlanReview, ToldTopic

CONSENT = form(
    21, N_("Consent"), Consent,
    "purpose", "status", "given_on", "partner_id", "partner_in_words", "giver", "giver_name", "child_agrees", "mode",
    "witness", "language", "interpreter", "restrictions", "expires_on", "legal_basis", "basis_reason", "authorised_by",
)  # fmt: skip
TOLD = form(
    22, N_("Already told"), ToldTopic, "topic", "told_on", "told_to", "told_elsewhere", "where_written"
)  # fmt: skip
PLAN_WORDS = form(
    23, N_("Wishes, worries and situation"), CarePlan,
    "wishes", "wishes_in_french", "worries", "worries_in_french", "strengths", "strengths_in_french",
    "situation", "exit_preparation", ("explained_in", "interpreter"),
)  # fmt: skip
GOAL = form(
    24, N_("Goal of the care plan"), PlanGoal, "domain", "objective", "need", "priority", "due_on",
    also=(
        Group(
            head=N_("What is done to reach it"), rows=4,
            lines=ask_of(PlanAction, "what", "who_id", "who_in_words", "due_on", "rhythm", "paid_by", "cost_fcfa"),
        ),
    ),
)  # fmt: skip
PLAN_REVIEW = form(
    25, N_("Review of the plan"), PlanReview, "reviewed_on", "participants", "resident_view", "decisions", "next_on"
)  # fmt: skip
NOTE = form(26, N_("Note"), CaseNote, "heading", "noted_on", "text", "confidentiality")
