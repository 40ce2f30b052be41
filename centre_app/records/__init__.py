"""Everything a centre writes down, one file per part of a stay: declarations and little else."""

from centre_app.questions import Record
from centre_app.records.backups import Backup
from centre_app.records.break_glass import BreakGlass
from centre_app.records.case import BirthAtCentre, CaseFile, Exit, ImportedLine, Intake, Stay, Transfer, TwinDecision
from centre_app.records.centre import Bed, Centre, KnownPlace, Organisation, Project, Room, StaffMember
from centre_app.records.consent import Consent, ToldTopic
from centre_app.records.corrections import (
    CareCorrection,
    CentreCorrection,
    CorrectionAnswer,
    HealthCorrection,
    IdentityCorrection,
    ListEntry,
    ProtectionCorrection,
)
from centre_app.records.exchange import Bundle, Card, ImportMapping
from centre_app.records.family import FamilyAssessment, Mediation, Relative, Reunification, TracingAction
from centre_app.records.follow_up import FollowUp
from centre_app.records.groups import GroupAttendance, GroupSession, TalkGroup
from centre_app.records.health import (
    CareAfterRape,
    Delivery,
    Dose,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    Pregnancy,
    Prescription,
    Vaccination,
)
from centre_app.records.housing import BedAssignment, Leave, PresenceNight
from centre_app.records.legal import CustodyOrder, LegalCase, LegalStep, Notification
from centre_app.records.letterbox import Letter, SealedReport
from centre_app.records.notes import CaseNote
from centre_app.records.papers import HealthPaper, IdentityPaper, ProtectionPaper
from centre_app.records.person import (
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
)
from centre_app.records.plan import CarePlan, PlanAction, PlanGoal, PlanReview, PrintedCopy, Signature
from centre_app.records.protection import (
    AllegedPerpetrator,
    Exploitation,
    FirstAccount,
    Incident,
    JourneyEvent,
    ReportOfAbuse,
    RiskDrivers,
    TraffickingProfile,
    Vulnerability,
)
from centre_app.records.psychosocial import PsychosocialSession, SessionObservation, WellbeingMeasure
from centre_app.records.referral import Referral, ServiceRecord
from centre_app.records.reporting import (
    Activity,
    CaseProject,
    DataExport,
    ExportedCase,
    MonthReport,
    PlaceRequest,
    StagedLine,
)
from centre_app.records.safety import DomainNeed, FunctionalDifficulties, NeedsAssessment, RiskAssessment, SafetyPlan
from centre_app.records.schooling import EducationProfile, SchoolAttendance, SchoolEnrolment, TermResult
from centre_app.records.stock import Item, StockMovement
from centre_app.records.training import KitGrant, TrainingEnrolment, TrainingEvaluation

RECORD_TYPES: tuple[type[Record], ...] = (
    Organisation, Centre, Room, Bed, StaffMember, Project, KnownPlace, Bundle, Card, ImportMapping,
    Letter, SealedReport, BreakGlass, MonthReport, Activity, DataExport, ListEntry, CentreCorrection, CorrectionAnswer, Item, StockMovement,
    Person, PersonName, PersonDescription, PersonNationality, PersonLanguage, PersonLink, PersonIdentifier, PersonContact,
    CaseFile, Intake, Stay, Exit, Transfer, BirthAtCentre, ImportedLine, TwinDecision, CaseProject, PlaceRequest, ExportedCase, StagedLine,
    BedAssignment, PresenceNight, Leave,
    Consent, ToldTopic, RiskAssessment, SafetyPlan, NeedsAssessment, DomainNeed, FunctionalDifficulties,
    HealthBrief, HealthProfile, MedicalVisit, Prescription, Dose, CareAfterRape, Vaccination, Pregnancy, Delivery, GrowthMeasure,
    EducationProfile, SchoolEnrolment, TermResult, SchoolAttendance,
    TrainingEnrolment, TrainingEvaluation, KitGrant,
    CarePlan, PlanGoal, PlanAction, PlanReview, Signature, PrintedCopy,
    FirstAccount, TraffickingProfile, Exploitation, Vulnerability, JourneyEvent, AllegedPerpetrator, RiskDrivers, Incident,
    PsychosocialSession, WellbeingMeasure, SessionObservation,
    TalkGroup, GroupSession, GroupAttendance,
    LegalCase, LegalStep, CustodyOrder, Notification,
    Relative, TracingAction, FamilyAssessment, Mediation, Reunification,
    Referral, ServiceRecord, FollowUp, CaseNote,
    IdentityPaper, HealthPaper, ProtectionPaper,
    IdentityCorrection, CareCorrection, HealthCorrection, ProtectionCorrection,
    Backup,
)  # fmt: skip

BY_TABLE = {record_type.table: record_type for record_type in RECORD_TYPES}

__all__ = [
    "BY_TABLE",
    "RECORD_TYPES",
    "Activity",
    "AllegedPerpetrator",
    "Backup",
    "Bed",
    "BedAssignment",
    "BirthAtCentre",
    "BreakGlass",
    "Bundle",
    "Card",
    "CareAfterRape",
    "CareCorrection",
    "CarePlan",
    "CaseFile",
    "CaseNote",
    "CaseProject",
    "Centre",
    "CentreCorrection",
    "Consent",
    "CorrectionAnswer",
    "CustodyOrder",
    "DataExport",
    "Delivery",
    "DomainNeed",
    "Dose",
    "EducationProfile",
    "Exit",
    "Exploitation",
    "ExportedCase",
    "FamilyAssessment",
    "FirstAccount",
    "FollowUp",
    "FunctionalDifficulties",
    "GroupAttendance",
    "GroupSession",
    "GrowthMeasure",
    "HealthBrief",
    "HealthCorrection",
    "HealthPaper",
    "HealthProfile",
    "IdentityCorrection",
    "IdentityPaper",
    "ImportMapping",
    "ImportedLine",
    "Incident",
    "Intake",
    "Item",
    "JourneyEvent",
    "KitGrant",
    "KnownPlace",
    "Leave",
    "LegalCase",
    "LegalStep",
    "Letter",
    "ListEntry",
    "Mediation",
    "MedicalVisit",
    "MonthReport",
    "NeedsAssessment",
    "Notification",
    "Organisation",
    "Person",
    "PersonContact",
    "PersonDescription",
    "PersonIdentifier",
    "PersonLanguage",
    "PersonLink",
    "PersonName",
    "PersonNationality",
    "PlaceRequest",
    "PlanAction",
    "PlanGoal",
    "PlanReview",
    "Pregnancy",
    "Prescription",
    "PresenceNight",
    "PrintedCopy",
    "Project",
    "ProtectionCorrection",
    "ProtectionPaper",
    "PsychosocialSession",
    "Referral",
    "Relative",
    "ReportOfAbuse",
    "Reunification",
    "RiskAssessment",
    "RiskDrivers",
    "Room",
    "SafetyPlan",
    "SchoolAttendance",
    "SchoolEnrolment",
    "SealedReport",
    "ServiceRecord",
    "SessionObservation",
    "Signature",
    "StaffMember",
    "StagedLine",
    "Stay",
    "StockMovement",
    "TalkGroup",
    "TermResult",
    "ToldTopic",
    "TracingAction",
    "TraffickingProfile",
    "TrainingEnrolment",
    "TrainingEvaluation",
    "Transfer",
    "TwinDecision",
    "Vaccination",
    "Vulnerability",
    "WellbeingMeasure",
]
