"""The keys on which code branches, by name; a test holds each to its list.

A class here is named after its list (`CaseStatus` for case_status.csv) and holds only keys of that list. A key that no
code asks for needs no name. Plain text, not an enumeration: what is stored, sent and compared is the key itself.
"""

from typing import Final


class Sex:
    FEMALE: Final = "female"
    MALE: Final = "male"


class Confidentiality:
    STANDARD: Final = "standard"
    RESTRICTED: Final = "restricted"
    SEALED: Final = "sealed"


class UserRole:
    DIRECTOR: Final = "director"
    CASE_MANAGER: Final = "case_manager"
    SOCIAL_WORKER: Final = "social_worker"
    NURSE: Final = "nurse"
    PSYCHOLOGIST: Final = "psychologist"
    TEACHER: Final = "teacher"
    LEGAL: Final = "legal"
    STOREKEEPER: Final = "storekeeper"
    NIGHT_GUARD: Final = "night_guard"
    DATA_OFFICER: Final = "data_officer"
    HQ_SUPERVISOR: Final = "hq_supervisor"
    HQ_ANALYST: Final = "hq_analyst"
    AUDITOR: Final = "auditor"


class NutritionStatus:
    GREEN: Final = "green"
    YELLOW: Final = "yellow"
    RED: Final = "red"


class Attendance:
    PRESENT: Final = "present"
    LATE: Final = "late"
    EXCUSED: Final = "excused"
    ABSENT: Final = "absent"


class DoseRound:
    MORNING: Final = "morning"
    NOON: Final = "noon"
    EVENING: Final = "evening"
    NIGHT: Final = "night"


class DoseOutcome:
    TAKEN: Final = "taken"
    MISSED: Final = "missed"
    REFUSED: Final = "refused"
    OUT_OF_STOCK: Final = "out_of_stock"


class BackupAct:
    MADE: Final = "made"
    COPIED: Final = "copied"
    CHECKED: Final = "checked"
    REHEARSED: Final = "rehearsed"
    RESTORED: Final = "restored"


class BackupReason:
    FIRST_OF_DAY: Final = "first_of_day"
    AT_EXIT: Final = "at_exit"
    BY_HAND: Final = "by_hand"
    BEFORE_MIGRATION: Final = "before_migration"
    BEFORE_IMPORT: Final = "before_import"
    BEFORE_KEY_CHANGE: Final = "before_key_change"
    BEFORE_RESTORE: Final = "before_restore"
    BEFORE_RECEIVING: Final = "before_receiving"


class BackupOutcome:
    VERIFIED: Final = "verified"
    WAITING: Final = "waiting"
    FAILED: Final = "failed"


class StockMovementKind:
    RECEIPT: Final = "receipt"
    ISSUE: Final = "issue"
    LOSS: Final = "loss"
    COUNT: Final = "count_adjust"
    TRANSFER: Final = "transfer"


class AbsenceType:
    HOSPITAL: Final = "hospital"
    COURT: Final = "court"
    RUNAWAY: Final = "runaway"
    UNAUTHORISED: Final = "unauthorised"


class BedKind:
    COT: Final = "cot"
    MAT: Final = "mat"


class KitKind:
    ENTRY: Final = "entry"
    BABY: Final = "baby"
    EXIT: Final = "exit"


class ConsentMode:
    SIGNATURE: Final = "signature"
    THUMBPRINT: Final = "thumbprint"
    WITNESS: Final = "verbal_witness"


class GroupKind:
    TALK_GROUP: Final = "talk_group"
