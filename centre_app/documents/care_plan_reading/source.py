"""What every part of a care plan is read from: one version, whose it is, for which copy, in which language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.documents.care_plan_levels import Part, is_printed
from centre_app.documents.care_plan_sheet import Copy
from centre_app.language import Language
from centre_app.questions import Record
from centre_app.records import CarePlan, PlanAction, PlanGoal
from centre_app.register import Register

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One version of a plan being read for one copy. `goals` are those that the copy prints, with their actions."""

    register: Register
    file: CaseView
    plan: CarePlan
    goals: list[tuple[PlanGoal, list[PlanAction]]]
    copy: Copy
    language: Language

    @property
    def today(self) -> date:
        return self.register.today

    @property
    def sex(self) -> str | None:
        return self.file.person.sex

    def prints(self, part: Part) -> bool:
        """Say whether this copy says anything of a part."""
        return is_printed(part, self.copy.level)

    def say(self, message: str, **parts: object) -> str:
        """Return a message, worded for the resident's sex."""
        return self.language.say(message, sex=self.sex, **parts)

    def label(self, list_name: str, key: str | None) -> str:
        """Return how a choice is called, worded for the resident's sex."""
        return choices(list_name).label(key, self.language, self.sex)


def newest(records: Iterable[R], question: str) -> R | None:
    """Return the record whose day is the latest, the last written of one day; None where there is none."""
    return max(records, key=lambda record: (getattr(record, question) or date.min, record.id), default=None)


def sentence(*parts: str | None) -> str:
    """Return answers one after another, closed by a full stop: a line of a form, not a sentence with grammar."""
    return ", ".join(bare(part) for part in parts if part) + "."


def bare(text: str) -> str:
    """Return people's words without the full stop that follows them here."""
    return text.strip().rstrip(".")
