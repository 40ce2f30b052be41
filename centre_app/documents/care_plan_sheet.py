"""What a care plan on paper says, as plain values: no window, no SQL, no ReportLab.

`care_plan_reading` fills one from a register; `care_plan` sets it on paper. Words of choices ("Malienne", "Santé")
stand here as they are read, in the language of the paper; days stay days. A sheet holds what its copy may say and
nothing more (`care_plan_levels`). There is no place here for a diagnosis, for what she went through or for what is said
in a session: what the paper must never say has nowhere to stand (domain notes, "The individual care plan", column
"never printed").
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class CopyLevel(StrEnum):
    """For whom a copy is: the key of `copy_level`."""

    RESIDENT = "resident"
    CENTRE = "centre"
    PARTNER = "partner"
    AUTHORITIES = "authorities"

    @property
    def letter(self) -> str:
        """The letter printed on every page."""
        return {"resident": "A", "centre": "B", "partner": "C", "authorities": "D"}[self.value]

    @property
    def leaves(self) -> bool:
        """Whether such a copy goes to somebody outside: numbered, named, and only with her consent or a legal basis."""
        return self in (CopyLevel.PARTNER, CopyLevel.AUTHORITIES)


class SectionKind(StrEnum):
    """The short sections of running text, in the order they are printed."""

    SAFETY = "safety"
    HOUSING = "housing"
    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    SCHOOL = "school"
    LEGAL = "legal"
    FAMILY = "family"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Which copy this is; `total` is None when copies are not counted beforehand.

    One that leaves says to whom it goes, and an excerpt of which domain it is: its key in `care_domain`.
    """

    level: CopyLevel
    number: int
    total: int | None = None
    to_whom: str = field(default="", repr=False)
    organisation_id: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version in the foot's history. `status` is a key of `plan_status`, `on` the day it took it."""

    number: int
    status: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child who lives here with her: first name only, or none. `relation` as read ("son fils"), or ""."""

    name: str = ""
    relation: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Who the plan is for. `sex` is a key, for the wording; `sex_said` and the rest are read as they are."""

    name: str
    called: str = ""
    sex: str | None = None
    sex_said: str = ""
    age: str = ""
    age_basis: str = ""
    nationality: str = ""
    here_since: date | None = None
    here_until: date | None = None  # where she has left
    children: tuple[Child, ...] = ()
    papers: tuple[str, ...] = ()  # each with its number
    guardian: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The order that entrusts her to the centre: its kind as read, its last day if it has one, who ordered it."""

    kind: str
    until: date | None = None
    authority: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One purpose and the answer: "yes", "no", "limited", or None while there is none."""

    purpose: str
    answer: str | None = None
    limits: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What she said, in her language, and the same in French ("" when she spoke French)."""

    said: str
    in_french: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One domain of life, its score 0 to 3 (None: to be ticked by hand) and one line."""

    domain: str
    score: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action. `by` may be a rhythm in words instead of a day; `status` is a key of `action_status`."""

    what: str
    who: str = ""
    by: date | str | None = None
    paid_by: str = ""
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalBlock:
    """One goal with its actions; `status` is a key of `goal_status`."""

    objective: str
    due_on: date | None = None
    status: str | None = None
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainBlock:
    """The goals of one domain."""

    title: str
    goals: tuple[GoalBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a short section says on a line of its own, behind a word that stands out."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortSection:
    """A section of a few sentences, and of points under them."""

    kind: SectionKind
    sentences: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLookedBackOn:
    """A goal of the previous version: was it reached, whole or in part, and if not, why."""

    objective: str
    is_reached: bool
    is_partly_reached: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookBack:
    """The review of the previous version."""

    version: int
    goals: tuple[GoalLookedBackOn, ...]
    her_view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """A day to keep, for the calendar."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who may sign: `role` is a key of `signature_role`, or "receiver"; signed already when `signed_on` is there."""

    role: str
    name: str = ""
    sex: str | None = None
    note: str = ""
    signed_on: date | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePlanSheet:
    """Everything one printed care plan shows."""

    centre: str
    centre_address: str = ""
    place: str = ""
    code: str
    version: int
    status: str  # key of plan_status
    status_on: date | None = None
    copy: Copy
    referent: str = ""
    referent_sex: str | None = None
    explained_in: str = ""
    interpreter: str = ""
    had_interpreter: bool = False  # also where the name is left out
    excerpt_of: str = ""  # the domain of an excerpt, as read
    shared_because: str = ""  # the sentence that says by what a copy may leave
    resident: Resident
    situation: str = ""
    legal_status: str = ""
    custody: Custody | None = None
    consents: tuple[ConsentLine, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    strengths: str = ""
    needs_on: date | None = None  # the day of the assessment that the scores are from
    domains: tuple[DomainBlock, ...] = ()
    sections: tuple[ShortSection, ...] = ()
    look_back: LookBack | None = None
    dates: tuple[DueDate, ...] = ()
    complaints: str = ""  # where to complain outside the centre; "" prints where the notice hangs
    signers: tuple[Signer, ...] = ()
    copy_choice: str | None = None  # key of copy_choice; None: to be ticked by hand
    shut_parts: tuple[str, ...] = ()  # what could not be read for this copy
    versions: tuple[VersionLine, ...] = ()
    head_of_history: str = ""
    printed_at: datetime
    is_training: bool = False

    @property
    def may_be_signed(self) -> bool:
        """Only a whole copy of a version that does not change any more may be signed."""
        return not self.shut_parts and self.status != "draft"

    @property
    def is_printed_later(self) -> bool:
        """Whether it was signed on an earlier day: what is read from the rest of the file was not signed with it."""
        signed_on = self.status_on if self.status == "agreed" else None
        return signed_on is not None and signed_on < self.printed_at.date()
