"""A form over one record of a file that names other records of the same file: who did it, in which case at court."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from centre_app.choices import choices
from centre_app.questions import Record
from centre_app.records import AllegedPerpetrator, LegalCase
from ui.choice_field import Choices
from ui.record_dialog import RecordDialog, options_of
from ui.record_form import RecordForm
from ui.session import Session

R = TypeVar("R", bound=Record)


class FileDialog(RecordDialog):
    """As any form, and what may be chosen in it is what stands in her file."""

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        options = {**options_of(self._session), **options_of_file(self._session, getattr(record, "case_id", None))}
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options)


def options_of_file(session: Session, case_id: str | None) -> Mapping[str, Callable[[], Choices]]:
    """Return what of one file may be chosen, by the question that asks for it."""

    def of_file(kind: type[R], said: Callable[[R], str]) -> Callable[[], Choices]:
        return lambda: [(one.id, said(one)) for one in session.register.find_open(kind, case_id=case_id or "")]

    return {
        "perpetrator_id": of_file(AllegedPerpetrator, lambda one: perpetrator_said(session, one)),
        "legal_case_id": of_file(LegalCase, lambda one: legal_case_said(session, one)),
    }


def perpetrator_said(session: Session, one: AllegedPerpetrator) -> str:
    """Return how somebody accused is called: the name that was told, else what was done."""
    return one.name or session.language.list_of(
        choices("perpetrator_role").labels(one.roles, session.language, one.sex)
    )


def legal_case_said(session: Session, one: LegalCase) -> str:
    kind = choices("legal_case_kind").label(one.kind, session.language)
    return " · ".join(part for part in (kind, one.court, one.reference) if part)
