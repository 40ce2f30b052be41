"""Everything a centre writes down, one file per part of a stay: declarations and little else."""

from centre_app.questions import Record
from centre_app.records.break_glass import BreakGlass
from centre_app.records.case import BirthAtCentre, CaseFile, Exit, ImportedLine, Intake, Stay
from centre_app.records.centre import Bed, Centre, Organisation, Project, Room, StaffMember
from centre_app.records.exchange import Bundle, Card, ImportMapping
from centre_app.records.health import HealthBrief, HealthProfile, MedicalVisit, Prescription
from centre_app.records.housing import BedAssignment, PresenceNight
from centre_app.records.letterbox import Letter, SealedReport
from centre_app.records.person import (
    Person,
    PersonDescription,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
)
from centre_app.records.plan import CarePlan, PlanAction, PlanGoal, PlanReview, PrintedCopy, Signature
from centre_app.records.protection import Incident, ReportOfAbuse
from centre_app.records.schooling import EducationProfile, SchoolEnrolment, TermResult
from centre_app.records.training import KitGrant, TrainingEnrolment, TrainingEvaluation

RECORD_TYPES: tuple[type[Record], ...] = (
    Organisation, Centre, Room, Bed, StaffMember, Project, Bundle, Card, ImportMapping,
    Letter, SealedReport, BreakGlass,
    Person, PersonName, PersonDescription, PersonNationality, PersonLanguage, PersonLink,
    CaseFile, Intake, Stay, Exit, BirthAtCentre, ImportedLine,
    BedAssignment, PresenceNight,
    HealthBrief, HealthProfile, MedicalVisit, Prescription,
    EducationProfile, SchoolEnrolment, TermResult,
    TrainingEnrolment, TrainingEvaluation, KitGrant,
    CarePlan, PlanGoal, PlanAction, PlanReview, Signature, PrintedCopy,
    Incident,
)  # fmt: skip

BY_TABLE = {record_type.table: record_type for record_type in RECORD_TYPES}

__all__ = [
    "BY_TABLE",
    "RECORD_TYPES",
    "Bed",
    "BedAssignment",
    "BirthAtCentre",
    "BreakGlass",
    "Bundle",
    "Card",
    "CarePlan",
    "CaseFile",
    "Centre",
    "EducationProfile",
    "Exit",
    "HealthBrief",
    "HealthProfile",
    "ImportMapping",
    "ImportedLine",
    "Incident",
    "Intake",
    "KitGrant",
    "Letter",
    "MedicalVisit",
    "Organisation",
    "Person",
    "PersonDescription",
    "PersonLanguage",
    "PersonLink",
    "PersonName",
    "PersonNationality",
    "PlanAction",
    "PlanGoal",
    "PlanReview",
    "Prescription",
    "PresenceNight",
    "PrintedCopy",
    "Project",
    "ReportOfAbuse",
    "Room",
    "SchoolEnrolment",
    "SealedReport",
    "Signature",
    "StaffMember",
    "Stay",
    "TermResult",
    "TrainingEnrolment",
    "TrainingEvaluation",
]
