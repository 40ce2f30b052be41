"""What of a care plan is printed for whom: one table, part by part, to be read aloud by whoever answers for it.

A resident's copy may be found by somebody she fears, a partner's is read by people whom she does not know, and what lies
with an authority stays there for years. `care_plan_reading` asks this table before it reads anything, so that what must
not be printed never reaches the sheet. Source: domain notes §4.3, the column "never printed", and its four levels.

What is printed for nobody is not in the table and is read nowhere: what she went through, who did it, a diagnosis, what
is said in a session, HIV, where her family lives, why a relative is to be feared.
"""

from collections.abc import Mapping
from enum import StrEnum, auto

from centre_app.documents.care_plan_sheet import CopyLevel


class Part(StrEnum):
    """A part of the plan that is printed for some and left out for others."""

    CENTRE_ADDRESS = auto()
    INTERPRETER_NAME = auto()
    NICKNAME = auto()
    HERE_SINCE = auto()
    CHILDREN = auto()
    CHILDREN_NAMES = auto()
    IDENTITY_NUMBERS = auto()
    OTHER_NUMBERS = auto()
    GUARDIAN_NAME = auto()
    SITUATION = auto()
    LEGAL_STATUS = auto()
    CUSTODY = auto()
    CONSENTS = auto()
    SHARING_CONSENT = auto()
    CONSENT_LIMITS = auto()
    PARTNER_NAMES = auto()
    OWN_WORDS = auto()
    NEEDS = auto()
    STRENGTHS = auto()
    GOALS = auto()
    WHO_OF_STAFF = auto()
    WHO_IN_WORDS = auto()
    PAID_BY = auto()
    SAFETY = auto()
    SAFETY_NAMES = auto()
    HOUSING = auto()
    ROOM = auto()
    HEALTH = auto()
    PSYCHOSOCIAL = auto()
    SCHOOL = auto()
    SCHOOL_IN_WORDS = auto()
    LEGAL = auto()
    AUTHORITIES = auto()
    FILE_NUMBERS = auto()
    LEGAL_IN_WORDS = auto()
    NOTICES = auto()
    FAMILY = auto()
    RELATIVES_NAMES = auto()
    DANGEROUS_RELATIVES = auto()
    RETURN_CONDITIONS = auto()
    EXIT = auto()
    LOOK_BACK = auto()
    CALENDAR = auto()
    RIGHTS = auto()
    SIGNED_BY_HER = auto()


# A the resident's copy · B the centre's file · C an excerpt for a partner, of one domain · D the authorities
PRINTED_ON: Mapping[Part, str] = {
    # 0  the head
    Part.CENTRE_ADDRESS: ".B.D",
    Part.INTERPRETER_NAME: ".B..",  # on hers it says that there was one
    # 1  the resident; her name as it is shown, sex, age and nationality stand on all
    Part.NICKNAME: "AB..",
    Part.HERE_SINCE: "AB.D",
    Part.CHILDREN: "AB.D",  # that there are children, and how old
    Part.CHILDREN_NAMES: "AB..",
    Part.IDENTITY_NUMBERS: ".B.D",
    Part.OTHER_NUMBERS: ".B..",  # by which other services know her
    Part.GUARDIAN_NAME: ".B.D",
    # 2  the situation
    Part.SITUATION: "AB..",
    Part.LEGAL_STATUS: "AB.D",
    Part.CUSTODY: "AB.D",  # the kind of order and its end
    # 3  the consents
    Part.CONSENTS: "AB..",
    Part.SHARING_CONSENT: "..CD",  # the one by which this copy may leave, and those that belong to its domain
    Part.CONSENT_LIMITS: "ABCD",
    Part.PARTNER_NAMES: ".B..",  # with whom she agreed to share; whom she refused is named on none
    # 4 to 6  her words, her needs, the goals
    Part.OWN_WORDS: "AB..",
    Part.NEEDS: "ABC.",
    Part.STRENGTHS: "AB..",
    Part.GOALS: "ABCD",  # on C those of its domain, on D those of FOR_AUTHORITIES
    Part.WHO_OF_STAFF: "ABC.",
    Part.WHO_IN_WORDS: "AB..",  # agreed with her and read to her
    Part.PAID_BY: "AB..",
    # 7  safety
    Part.SAFETY: "AB..",  # signs, steps, numbers to call
    Part.SAFETY_NAMES: ".B..",  # whom she trusts, where it is safe, what brings the danger
    # 8 to 11  daily life
    Part.HOUSING: "AB..",
    Part.ROOM: ".B..",
    Part.HEALTH: "AB..",
    Part.PSYCHOSOCIAL: "AB..",
    Part.SCHOOL: "AB.D",
    Part.SCHOOL_IN_WORDS: "AB..",  # where, with whom, at what hours: where she can be found
    # 12  the law
    Part.LEGAL: "AB.D",  # steps, dates, papers to obtain
    Part.AUTHORITIES: ".B.D",  # courts, and who ordered what
    Part.FILE_NUMBERS: ".B.D",
    Part.LEGAL_IN_WORDS: ".B..",  # lawyers, with whom, conditions
    Part.NOTICES: ".B.D",  # what the authorities were told
    # 13  the family; addresses on none
    Part.FAMILY: "AB.D",  # looked for or not, who may be in touch
    Part.RELATIVES_NAMES: ".B..",
    Part.DANGEROUS_RELATIVES: ".B.D",
    Part.RETURN_CONDITIONS: ".B..",
    # 14 to 18
    Part.EXIT: "AB..",
    Part.LOOK_BACK: "AB..",
    Part.CALENDAR: "AB.D",  # what of it: CALENDAR_ON; an excerpt has its days beside the actions
    Part.RIGHTS: "AB..",
    Part.SIGNED_BY_HER: "AB..",  # the others are signed by who answers for them, and for their receipt
}  # fmt: skip

# Domains of which an authority reads goals and actions: no health, nothing psychosocial, nobody's name.
FOR_AUTHORITIES = frozenset({"housing", "schooling", "vocational", "economic", "legal", "migration_return"})

# What is due, by its key in `task_type`; what is not here is on no paper (a medicine, a window after violence).
CALENDAR_ON: Mapping[str, str] = {
    "medical_appointment": "AB..",
    "antenatal": "AB..",  # printed as an appointment like any other
    "postnatal": "AB..",
    "growth_check": "AB..",
    "vaccination": "AB..",
    "session_due": "AB..",
    "court_date": "AB.D",
    "legal_step": "AB.D",
    "ogp_expiry": "AB.D",
    "notification_due": ".B.D",
    "turning_18": "AB.D",
    "tracing_step": "AB..",
    "mediation_due": "AB..",
    "leave_return": "AB..",
    "follow_up_visit": "AB..",
    "safety_plan_review": "AB..",
    "risk_review": ".B..",
    "assessment_due": ".B..",
    "consent_renewal": ".B..",
    "document_expiry": ".B.D",
    "entry_kit": ".B..",
    "rules_due": ".B..",
}

# Kinds of numbers that are identity papers (`identifier_type`); all others are OTHER_NUMBERS.
IDENTITY_PAPERS = frozenset({"nina", "birth_cert_no", "passport", "ecowas_id", "consular_card"})

# Purposes of a consent that would tell by themselves what is printed nowhere.
PURPOSES_ON_NO_PAPER = frozenset({"hiv_test"})


def is_printed(part: Part, level: CopyLevel) -> bool:
    """Say whether a part of the plan stands on copies of a level."""
    return level.letter in PRINTED_ON[part]


def is_in_calendar(task: str, level: CopyLevel) -> bool:
    """Say whether what is due stands in the calendar of a level."""
    return level.letter in CALENDAR_ON.get(task, "")
