"""The areas of a register: what belongs together where somebody asks who may read or write it."""

from collections.abc import Mapping

from centre_app.questions import Record
from centre_app.records import (
    Activity,
    AllegedPerpetrator,
    Backup,
    Bed,
    BedAssignment,
    BedHold,
    Belonging,
    BirthAtCentre,
    BreakGlass,
    Bundle,
    Card,
    CareAfterRape,
    CareCorrection,
    CarePlan,
    CaseFile,
    CaseNote,
    CaseProject,
    Centre,
    CentreCorrection,
    Consent,
    CorrectionAnswer,
    CustodyOrder,
    DataExport,
    Delivery,
    Distribution,
    DomainNeed,
    DonorSheet,
    Dose,
    EducationProfile,
    Exit,
    Exploitation,
    ExportedCase,
    FamilyAssessment,
    FirstAccount,
    FollowUp,
    FunctionalDifficulties,
    GroupAttendance,
    GroupSession,
    GrowthMeasure,
    HealthBrief,
    HealthCorrection,
    HealthPaper,
    HealthProfile,
    HouseRules,
    IdentityCorrection,
    IdentityPaper,
    ImportedLine,
    ImportMapping,
    Incident,
    Intake,
    Item,
    JourneyEvent,
    KitGrant,
    KitLine,
    KnownPlace,
    Leave,
    LegalCase,
    LegalStep,
    Letter,
    ListEntry,
    MealDay,
    Mediation,
    MedicalVisit,
    MonthReport,
    NeedsAssessment,
    Notification,
    Organisation,
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
    PlaceRequest,
    PlanAction,
    PlanGoal,
    PlanReview,
    Pregnancy,
    Prescription,
    PresenceNight,
    PrintedCopy,
    ProgramReport,
    Project,
    ProtectionCorrection,
    ProtectionPaper,
    PsychosocialSession,
    Referral,
    Relative,
    RetentionEvent,
    RetentionHold,
    RetentionPeriod,
    Reunification,
    RiskAssessment,
    RiskDrivers,
    RollCall,
    Room,
    SafetyPlan,
    SchoolAttendance,
    SchoolEnrolment,
    SealedReport,
    ServiceRecord,
    SessionObservation,
    Signature,
    StaffMember,
    StagedLine,
    Stay,
    StockMovement,
    TalkGroup,
    TermResult,
    ToldTopic,
    TracingAction,
    TraffickingProfile,
    TrainingEnrolment,
    TrainingEvaluation,
    Transfer,
    TwinDecision,
    TypedSheet,
    Vaccination,
    Vulnerability,
    WellbeingMeasure,
)

HOUSE = "house"
PEOPLE = "people"  # the people at the laptop; their keys follow the same line
EXPORTS = "exports"  # what goes to headquarters and to others, and what came in
# What another register asks to be changed: whoever reads the record itself is shown it (corrections/standing.py).
CORRECTIONS = "corrections"
CORRECTION_ANSWERS = "correction_answers"
AUDIT = "audit"  # the trace: who did what
BREAK_GLASS = "break_glass"
LETTERS = "letters"  # sealed: who carries one reads nothing of it
PRINTS = "prints"
STOCK = "stock"
HANDOUTS = "handouts"  # to whom things were given; what leaves the shelf with it goes along (writing_rights.py)
DIRECTORY = "directory"  # organisations and places that the centre knows
IDENTITY = "identity"
FAMILY = "family"
PAPERS = "papers"  # what names her: photos, civil papers, signed sheets
PERSON = "person"  # who she is without her name: sex, birth, where she comes from, languages, mother and child
STAY = "stay"
CONSENT = "consent"
TOLD = "told"  # what was told once, by its topic: nobody asks again
SAFETY = "safety"  # how great the danger is, what to do, what is needed
REFERRALS = "referrals"
GROUPS = "groups"
FOLLOW_UP = "follow_up"
CASE_NOTES = "case_notes"
SCHOOL = "school"
PLAN = "plan"
BRIEF = "brief"  # what the nurse writes for the whole team
HEALTH = "health"
HIV = "hiv"  # single answers of the health profile, see SECRET
EXPLOITATION = "exploitation"
PSYCHOSOCIAL = "psychosocial"  # that there was a session; what was said is NOTES
LEGAL = "legal"
INCIDENTS = "incidents"
PSEA = "psea"
NOTES = "notes"
RETENTION = "retention"  # who asks that a file be erased, what keeps it, and what was erased

AREAS: Mapping[str, tuple[type[Record], ...]] = {
    HOUSE: (Centre, Room, Bed, Project, RetentionPeriod, Backup, HouseRules),
    DIRECTORY: (Organisation, KnownPlace, ListEntry),
    PEOPLE: (StaffMember,),
    EXPORTS: (
        Bundle,
        Card,
        ImportMapping,
        MonthReport,
        DataExport,
        DonorSheet,
        ExportedCase,
        StagedLine,
        ProgramReport,
    ),
    CORRECTIONS: (CentreCorrection, IdentityCorrection, CareCorrection, HealthCorrection, ProtectionCorrection),
    CORRECTION_ANSWERS: (CorrectionAnswer,),
    AUDIT: (),  # history is no record: whoever shows it asks `may_read`
    BREAK_GLASS: (BreakGlass,),
    LETTERS: (Letter, SealedReport),
    PRINTS: (PrintedCopy, TypedSheet),
    STOCK: (Item, KitLine, StockMovement),
    HANDOUTS: (Distribution,),
    IDENTITY: (
        PersonName,
        PersonDescription,
        PersonIdentifier,
        PersonContact,
        ImportedLine,
    ),
    FAMILY: (Relative, TracingAction, FamilyAssessment, Mediation, Reunification),
    PAPERS: (IdentityPaper,),
    PERSON: (Person, PersonNationality, PersonLanguage, PersonLink),
    STAY: (
        CaseProject,
        PlaceRequest,
        CaseFile,
        Intake,
        Stay,
        Exit,
        Transfer,
        BirthAtCentre,
        BedAssignment,
        PresenceNight,
        Leave,
        RollCall,
        BedHold,
        Belonging,
        MealDay,
        TwinDecision,
    ),
    CONSENT: (Consent,),
    TOLD: (ToldTopic,),
    SAFETY: (RiskAssessment, SafetyPlan, NeedsAssessment, DomainNeed, FunctionalDifficulties),
    REFERRALS: (Referral, ServiceRecord),
    GROUPS: (Activity, TalkGroup, GroupSession, GroupAttendance),
    FOLLOW_UP: (FollowUp,),
    CASE_NOTES: (CaseNote,),
    SCHOOL: (
        EducationProfile,
        SchoolAttendance,
        SchoolEnrolment,
        TermResult,
        TrainingEnrolment,
        TrainingEvaluation,
        KitGrant,
    ),
    PLAN: (CarePlan, PlanGoal, PlanAction, PlanReview, Signature),
    BRIEF: (HealthBrief,),
    HEALTH: (
        HealthProfile,
        MedicalVisit,
        Prescription,
        Dose,
        CareAfterRape,
        Vaccination,
        Pregnancy,
        Delivery,
        GrowthMeasure,
        HealthPaper,
    ),
    HIV: (),
    EXPLOITATION: (
        FirstAccount,
        TraffickingProfile,
        Exploitation,
        Vulnerability,
        JourneyEvent,
        AllegedPerpetrator,
        RiskDrivers,
    ),
    PSYCHOSOCIAL: (PsychosocialSession, WellbeingMeasure),
    LEGAL: (LegalCase, LegalStep, CustodyOrder, Notification, ProtectionPaper),
    INCIDENTS: (Incident,),
    PSEA: (),
    NOTES: (SessionObservation,),
    RETENTION: (RetentionHold, RetentionEvent),
}

AREA_OF: Mapping[type[Record], str] = {record_type: area for area, types in AREAS.items() for record_type in types}
