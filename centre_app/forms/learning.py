"""The forms of schooling and training."""

from centre_app.forms.form import form
from centre_app.language import N_
from centre_app.records import (
    EducationProfile,
    KitGrant,
    SchoolAttendance,
    SchoolEnrolment,
    TermResult,
    TrainingEnrolment,
    TrainingEvaluation,
)

BEFORE = form(
    61, N_("School before the arrival"), EducationProfile,
    "level_at_entry", "last_school", "last_year", "reads", "writes", "reason_left",
)  # fmt: skip
SCHOOLING = form(
    62, N_("Schooling"), SchoolEnrolment,
    "provision", "level", "establishment", "timetable", "status", "from_on", "to_on", "end_reason", "fees_fcfa",
    "project_id",
)  # fmt: skip
SCHOOL_REPORT = form(
    63, N_("School report"), TermResult, "term", "reported_on", "average", "rank", "absences", "note"
)  # fmt: skip
SCHOOL_DAYS = form(64, N_("Days at school"), SchoolAttendance, "month", "days_open", "days_present")
TRAINING = form(
    65, N_("Training"), TrainingEnrolment,
    "trade", "mode", "master", "timetable", "hours_week", "from_on", "planned_to", "to_on", "status",
    "certified_on", "contract_signed_on", "allowance_fcfa", "project_id", "director_reason",
)  # fmt: skip
TRAINING_REPORT = form(
    66, N_("Training report"), TrainingEvaluation, "month", "skill", "attendance_percent", "note"
)  # fmt: skip
KIT = form(67, N_("Kit"), KitGrant, "kit", "contents", "value_fcfa", "given_on", "project_id", "receipt")
