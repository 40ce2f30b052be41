"""Who may read and write what: the table of the house, role by role, to be read aloud by whoever answers for it.

Cryptography decides which compartments a person opens; inside them this table does (domain model, §3.5). The register
applies it to every question asked of it and to every record written, so that no page has to. Somebody of several roles
may do whatever one of them allows. What is kept of single records and answers stands in kept_for_others.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from centre_app.areas import (
    AREA_OF,
    AUDIT,
    BREAK_GLASS,
    BRIEF,
    CASE_NOTES,
    CONSENT,
    CORRECTION_ANSWERS,
    CORRECTIONS,
    DIRECTORY,
    EXPLOITATION,
    EXPORTS,
    FAMILY,
    FOLLOW_UP,
    GROUPS,
    HANDOUTS,
    HEALTH,
    HIV,
    HOUSE,
    IDENTITY,
    INCIDENTS,
    LEGAL,
    LETTERS,
    NOTES,
    PAPERS,
    PEOPLE,
    PERSON,
    PLAN,
    PRINTS,
    PSEA,
    PSYCHOSOCIAL,
    REFERRALS,
    RETENTION,
    SAFETY,
    SCHOOL,
    STAY,
    STOCK,
    TOLD,
)
from centre_app.questions import Record
from centre_app.records import (
    CarePlan,
    Delivery,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    PersonDescription,
    PersonName,
    PlanAction,
    PlanGoal,
    Pregnancy,
    RiskAssessment,
    SafetyPlan,
    Vaccination,
)

# --- what a role may do in an area -----------------------------------------------------------------------------

WRITES = "writes"  # and reads
WRITES_OWN = "writes_own"  # reads all; writes in the files whose case manager she is, or whose plan names her
READS = "reads"
REPORTS = "reports"  # writes what she cannot read again
NAME_ONLY = "name_only"
ALERTS = "alerts"
SUMMARY = "summary"
TASKS = "tasks"
HER_DOMAINS = "her_domains"  # of a plan, what concerns her own work (DOMAINS)
WITH_REASON = "with_reason"  # nothing, until she breaks the glass

TABLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "director": {
        WRITES: (
            HOUSE, DIRECTORY, PEOPLE, EXPORTS, BREAK_GLASS, LETTERS, PRINTS, IDENTITY, FAMILY, PAPERS, PERSON, STAY, CONSENT,
            TOLD, SAFETY, REFERRALS, GROUPS, FOLLOW_UP, CASE_NOTES, SCHOOL, PLAN, LEGAL, INCIDENTS, CORRECTIONS,
            CORRECTION_ANSWERS, RETENTION, HANDOUTS,
        ),
        READS: (AUDIT, STOCK, BRIEF, EXPLOITATION, PSYCHOSOCIAL),
        SUMMARY: (HEALTH,),
        WITH_REASON: (HIV,),
        REPORTS: (PSEA,),
    },
    "case_manager": {
        WRITES: (
            CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, FAMILY, PAPERS, STAY, CONSENT, TOLD, SAFETY, REFERRALS, GROUPS,
            FOLLOW_UP, CASE_NOTES, SCHOOL, INCIDENTS, PSYCHOSOCIAL, RETENTION, HANDOUTS,
        ),
        WRITES_OWN: (IDENTITY, PERSON, PLAN, EXPLOITATION),
        READS: (CORRECTIONS, HOUSE, PEOPLE, STOCK, BRIEF, LEGAL),
        SUMMARY: (HEALTH, NOTES),
        WITH_REASON: (HIV,),
        REPORTS: (PSEA, BREAK_GLASS),
    },
    "social_worker": {
        WRITES: (
            CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, PAPERS, STAY, TOLD, GROUPS, FOLLOW_UP, CASE_NOTES, HANDOUTS,
        ),
        READS: (CORRECTIONS, HOUSE, PEOPLE, STOCK, IDENTITY, FAMILY, PERSON, CONSENT, SAFETY, REFERRALS, SCHOOL, BRIEF),
        TASKS: (PLAN,),
        REPORTS: (INCIDENTS, PSEA, BREAK_GLASS),
    },
    "nurse": {
        WRITES: (
            CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, CONSENT, TOLD, REFERRALS, CASE_NOTES, BRIEF, HEALTH, HIV, HANDOUTS,
        ),
        READS: (CORRECTIONS, HOUSE, PEOPLE, STOCK, IDENTITY, PAPERS, PERSON, STAY, SAFETY, GROUPS, FOLLOW_UP),
        HER_DOMAINS: (PLAN,),
        WITH_REASON: (EXPLOITATION,),
        REPORTS: (INCIDENTS, PSEA, BREAK_GLASS),
    },
    "psychologist": {
        WRITES: (
            CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, CONSENT, TOLD, SAFETY, REFERRALS, GROUPS, CASE_NOTES, PSYCHOSOCIAL,
        ),
        WRITES_OWN: (NOTES,),
        READS: (
            CORRECTIONS, HOUSE, PEOPLE, IDENTITY, FAMILY, PAPERS, PERSON, STAY, FOLLOW_UP, SCHOOL, BRIEF, EXPLOITATION,
        ),
        SUMMARY: (HEALTH,),
        HER_DOMAINS: (PLAN,),
        WITH_REASON: (HIV,),
        REPORTS: (INCIDENTS, PSEA, BREAK_GLASS),
    },
    "teacher": {
        WRITES: (CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, GROUPS, CASE_NOTES, SCHOOL),
        READS: (CORRECTIONS, HOUSE, PEOPLE, PERSON, STAY, TOLD, REFERRALS, FOLLOW_UP, BRIEF),
        NAME_ONLY: (IDENTITY,),
        HER_DOMAINS: (PLAN,),
        REPORTS: (INCIDENTS, PSEA, BREAK_GLASS),
    },
    "legal": {
        WRITES: (CORRECTION_ANSWERS, DIRECTORY, LETTERS, PRINTS, CONSENT, TOLD, REFERRALS, CASE_NOTES, LEGAL),
        READS: (
            CORRECTIONS, HOUSE, PEOPLE, IDENTITY, FAMILY, PAPERS, PERSON, STAY, SAFETY, FOLLOW_UP, BRIEF, EXPLOITATION, INCIDENTS,
            RETENTION,
        ),
        HER_DOMAINS: (PLAN,),
        REPORTS: (PSEA, BREAK_GLASS),
    },
    "storekeeper": {
        WRITES: (CORRECTION_ANSWERS, LETTERS, PRINTS, STOCK, HANDOUTS),
        READS: (CORRECTIONS, HOUSE, DIRECTORY, PEOPLE, PERSON, STAY, BRIEF),
        NAME_ONLY: (IDENTITY,),
        REPORTS: (PSEA, BREAK_GLASS),
    },
    "night_guard": {
        WRITES: (CORRECTION_ANSWERS, LETTERS, PRINTS, STAY),
        READS: (CORRECTIONS, HOUSE, DIRECTORY, PEOPLE, PERSON, TOLD),
        NAME_ONLY: (IDENTITY,),
        ALERTS: (BRIEF, SAFETY),
        TASKS: (PLAN,),
        REPORTS: (INCIDENTS, PSEA, BREAK_GLASS),
    },
    # writes only inside the rights of whoever wrote the sheet she types from: Register.type_for
    "data_officer": {
        WRITES: (LETTERS, PRINTS),
        READS: (HOUSE, DIRECTORY, PEOPLE, IDENTITY, PERSON, STAY, SCHOOL),
        REPORTS: (PSEA, BREAK_GLASS),
    },
    "hq_supervisor": {
        WRITES: (
            HOUSE, DIRECTORY, PEOPLE, EXPORTS, CORRECTIONS, CORRECTION_ANSWERS, BREAK_GLASS, LETTERS, PRINTS, PSEA,
        ),
        READS: (
            AUDIT, STOCK, HANDOUTS, IDENTITY, FAMILY, PAPERS, PERSON, STAY, CONSENT, TOLD, SAFETY, REFERRALS, GROUPS, FOLLOW_UP,
            CASE_NOTES, SCHOOL, PLAN, EXPLOITATION, PSYCHOSOCIAL, LEGAL, INCIDENTS, RETENTION,
        ),
    },
    # counts coded copies in the compartment figures, which has no names and no free text
    "hq_analyst": {
        READS: (HOUSE, DIRECTORY, PEOPLE, EXPORTS, STOCK),
    },
    "auditor": {
        READS: (HOUSE, DIRECTORY, PEOPLE, EXPORTS, AUDIT, BREAK_GLASS, PRINTS, STOCK, HANDOUTS, PERSON, STAY, GROUPS, RETENTION),
    },
}  # fmt: skip

# What opens of an area to whoever sees a part of it, and which questions of that are kept for others.
PARTS: Mapping[str, Mapping[type[Record], frozenset[str]]] = {
    NAME_ONLY: {PersonName: frozenset(), PersonDescription: frozenset({"village", "commune"})},
    ALERTS: {
        HealthBrief: frozenset({"treatment", "next_on", "next_where"}),
        RiskAssessment: frozenset({"protective_factors"}),
        SafetyPlan: frozenset({"triggers"}),
    },
    SUMMARY: {
        HealthProfile: frozenset({"chronic", "current_treatment"}),
        MedicalVisit: frozenset({"complaint", "diagnosis", "care_given"}),
        Vaccination: frozenset(),
        Pregnancy: frozenset({"dangers"}),
        Delivery: frozenset({"complications"}),
        GrowthMeasure: frozenset(),
    },
    TASKS: {
        CarePlan: frozenset(
            {
                "situation", "wishes", "wishes_in_french", "worries", "worries_in_french", "strengths",
                "strengths_in_french", "exit_preparation",
            }
        ),
        PlanGoal: frozenset({"need", "outcome"}),
        PlanAction: frozenset(),
    },
}  # fmt: skip

# Whose work is which domain of life, for a plan of which one sees only that.
DOMAINS: Mapping[str, frozenset[str]] = {
    "nurse": frozenset({"medical", "srh_maternity", "food", "clothing_hygiene", "childcare"}),
    "psychologist": frozenset({"psychosocial", "safety", "life_skills", "family"}),
    "teacher": frozenset({"schooling", "vocational", "economic", "life_skills"}),
    "legal": frozenset({"legal", "family", "migration_return"}),
}

# Single answers that are kept closer than the record they stand in, by the area that says for whom.
SECRET: Mapping[type[Record], Mapping[str, frozenset[str]]] = {
    HealthProfile: {HIV: frozenset({"hiv_status", "conceived_in_violence"})},
    Pregnancy: {HIV: frozenset({"conceived_in_violence"})},
}

# Whose work the director does while nobody in the house has that role: a house without a nurse still keeps health, one
# without a case manager still writes down what happened, and one without a storekeeper hands out soap.
STANDS_IN_FOR = frozenset({"nurse", "case_manager", "storekeeper"})

# An arrival is one act: who may write stays writes down with a new file what is told at the door.
TOLD_AT_THE_DOOR = frozenset({IDENTITY, PERSON, SCHOOL})

# What sheets are written about: typing the director's makes nobody director of people, keys or exports.
WRITTEN_ON_PAPER = frozenset(
    {
        IDENTITY,
        FAMILY,
        PERSON,
        STAY,
        CONSENT,
        TOLD,
        SAFETY,
        REFERRALS,
        GROUPS,
        FOLLOW_UP,
        CASE_NOTES,
        SCHOOL,
        PLAN,
        BRIEF,
        HEALTH,
        HIV,
        EXPLOITATION,
        PSYCHOSOCIAL,
        LEGAL,
        INCIDENTS,
        STOCK,
        HANDOUTS,
    }  # fmt: skip
)

# --- the table, asked ------------------------------------------------------------------------------------------

DIRECTOR, CASE_MANAGER = "director", "case_manager"
DATA_OFFICER, HQ_SUPERVISOR = "data_officer", "hq_supervisor"
LEADERS = frozenset({DIRECTOR, HQ_SUPERVISOR})  # who answers for a register, and is told of what was opened

NOWHERE, OWN, EVERYWHERE = "nowhere", "own", "everywhere"
_FULL_READING = frozenset({WRITES, WRITES_OWN, READS})
_WRITING = {WRITES: EVERYWHERE, REPORTS: EVERYWHERE, WRITES_OWN: OWN}
_OPENED_WITH_REASON = frozenset({SUMMARY})  # whose kept answers can be opened too, for an emergency


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """What somebody may do with one kind of record.

    `kept` are questions that are not answered to her; those of `with_reason` are once she says why. `domains` narrows
    goals and actions of a plan; None means all. `only_typed` narrows her to what she typed for somebody else.
    """

    reads: bool = False
    only_typed: bool = False
    kept: frozenset[str] = frozenset()
    with_reason: frozenset[str] = frozenset()
    domains: frozenset[str] | None = None
    writes: str = NOWHERE


class Rights:
    """What the roles of one person allow together: the most that any of them does.

    `of_author` are the roles of somebody whose sheets she types: what is written on paper is hers to write then too.
    She reads no more for it than before, but what she typed herself.
    """

    def __init__(self, roles: Iterable[str], *, of_author: Iterable[str] = ()) -> None:
        self.roles = frozenset(roles)
        self._of_author = frozenset(of_author)
        self._rights: dict[type[Record], Right] = {}

    def of(self, record_type: type[Record]) -> Right:
        """Return what she may do with records of a kind; worked out once."""
        if record_type not in self._rights:
            self._rights[record_type] = self._with_what_she_types(record_type)
        return self._rights[record_type]

    def own(self, record_type: type[Record]) -> Right:
        """Return what she may do by her own roles alone."""
        return _together([_right(role, record_type) for role in sorted(self.roles)])

    def _with_what_she_types(self, record_type: type[Record]) -> Right:
        own = self.own(record_type)
        if AREA_OF[record_type] not in WRITTEN_ON_PAPER:
            return own
        authors = _together([_right(role, record_type) for role in sorted(self._of_author)])
        writes = _most(own.writes, authors.writes)
        if own.reads or not authors.reads or authors.writes == NOWHERE:
            return replace(own, writes=writes)
        return Right(reads=True, only_typed=True, writes=writes)

    def writes(self, record_type: type[Record]) -> bool:
        """Say whether she writes any such records and reads what she wrote."""
        right = self.of(record_type)
        return right.reads and right.writes != NOWHERE

    def may_read(self, area: str) -> bool:
        """Say whether she reads all of an area: for what is no record, like the trace."""
        return any(level_of(role, area) in _FULL_READING for role in self.roles)


def roles_at_work(roles: Iterable[str], in_the_house: Iterable[str]) -> frozenset[str]:
    """Return the roles of one person, with those that the director takes on while nobody else has them."""
    own = frozenset(roles)
    return own | (STANDS_IN_FOR - frozenset(in_the_house)) if DIRECTOR in own else own


@cache
def level_of(role: str, area: str) -> str:
    """Return what a role may do in an area, one of the levels above; "" for nothing."""
    return next((level for level, areas in TABLE.get(role, {}).items() if area in areas), "")


def readers_of(area: str) -> list[str]:
    """Return the roles that read all of an area, in the order of the table: for whom it is kept."""
    return [role for role in TABLE if level_of(role, area) in _FULL_READING]


def _right(role: str, record_type: type[Record]) -> Right:
    """Return what one role allows."""
    level = level_of(role, AREA_OF[record_type])
    parts = PARTS[TASKS] if level == HER_DOMAINS else PARTS.get(level, {})
    if level not in _FULL_READING and record_type not in parts:
        return Right(writes=_WRITING.get(level, NOWHERE))
    kept = parts.get(record_type, frozenset())
    with_reason = kept if level in _OPENED_WITH_REASON else frozenset()
    for area, questions in SECRET.get(record_type, {}).items():
        secret = level_of(role, area)
        kept |= frozenset() if secret in _FULL_READING else questions
        with_reason |= questions if secret == WITH_REASON else frozenset()
    return Right(
        reads=True,
        kept=kept,
        with_reason=with_reason,
        domains=DOMAINS.get(role, frozenset()) if level == HER_DOMAINS else None,
        writes=_WRITING.get(level, NOWHERE),
    )


def _together(rights: list[Right]) -> Right:
    """Return the most that any of several roles allows."""
    reading = [right for right in rights if right.reads]
    kept = frozenset.intersection(*(right.kept for right in reading)) if reading else frozenset()
    narrow = [right.domains for right in reading if right.domains is not None]
    writes = _most(*(right.writes for right in rights))
    return Right(
        reads=bool(reading),
        kept=kept,
        with_reason=kept & frozenset().union(*(right.with_reason for right in reading)),
        domains=frozenset().union(*narrow) if reading and len(narrow) == len(reading) else None,
        writes=writes,
    )


def _most(*writes: str) -> str:
    """Return the most of several rights to write."""
    return next((much for much in (EVERYWHERE, OWN) if much in writes), NOWHERE)
