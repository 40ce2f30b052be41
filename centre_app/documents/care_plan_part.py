"""What the parts of a care plan (head, goals, signing) know of the plan being put on paper."""

from typing import Protocol

from centre_app.documents.care_plan_sheet import CarePlanSheet
from centre_app.documents.furniture import SectionHead
from centre_app.documents.page import Looks
from centre_app.language import Language


class Paper(Protocol):
    """One plan being printed. `say` words a message for the resident's sex; `head` numbers the next section."""

    sheet: CarePlanSheet
    language: Language
    looks: Looks

    def say(self, message: str, **parts: object) -> str: ...

    def head(self, title: str, note: str = "") -> SectionHead: ...
