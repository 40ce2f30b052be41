"""The mark of one person in a session, as a sheet and its drafts ask a form: but a line of a table, and no widget.

A session of two hundred people has two hundred of them: a form with its editors for each took seconds.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from centre_app.drafts import Boxes, Draft
from centre_app.language import Language
from centre_app.questions import Record
from centre_app.records import GroupAttendance
from centre_app.review import Finding

STATUS = "status"


class Mark(QObject):
    """Whose it is, and how she is marked. `asked` wants the keyboard in its line."""

    changed = Signal()
    left = Signal(str)
    asked = Signal()
    told = Signal()  # something else is said of it
    record_type = GroupAttendance
    questions = (STATUS,)

    def __init__(
        self, attendance: GroupAttendance, name: str, sex: str | None, language: Language, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.name, self.sex, self._language = name, sex, language
        self._shown = attendance
        self.status = attendance.status
        self.said: list[tuple[str, str]] = []  # what the review says of it: how grave, in words
        self.is_shut = False

    def choose(self, status: str | None) -> None:
        if status != self.status and not self.is_shut:
            self.status = status
            self.said = []
            self.changed.emit()

    # --- as a form ---------------------------------------------------------------------------------------------

    def show_record(self, record: Record) -> None:
        assert isinstance(record, GroupAttendance)
        self._shown, self.status, self.said = record, record.status, []

    def show_draft(self, draft: Record, unclear: Mapping[str, Boxes] = MappingProxyType({})) -> None:
        self.status = getattr(draft, STATUS)
        self.changed.emit()

    def draft(self, part: str = "") -> Draft:
        return Draft(begun=self._shown, typed=self.record(), part=part, unclear={})

    def record(self) -> GroupAttendance:
        if self.status == self._shown.status:
            return self._shown
        return dataclasses.replace(self._shown, status=self.status)

    @property
    def saved_record(self) -> GroupAttendance:
        return self._shown

    @property
    def has_changed(self) -> bool:
        return self.status != self._shown.status

    def problems(self) -> dict[str, str]:
        return {}

    def show_findings(self, findings: Iterable[Finding]) -> None:
        said = [(one.severity, one.said_in(self._language)) for one in findings if self.shows(one)]
        if said != self.said:
            self.said = said
            self.told.emit()

    def shows(self, finding: Finding) -> bool:
        return finding.record_id == self._shown.id and finding.question == STATUS

    def line_of(self, _question: str) -> None:
        """It is a line of a table: there is no widget to scroll to."""

    def go_to(self, _question: str) -> None:
        self.asked.emit()

    def shut(self, is_shut: bool) -> None:
        self.is_shut = is_shut

    def number_by(self, _form: object) -> None:
        """The number of its question stands on paper alone: here it would be said two hundred times."""

    def fold(self, _small: bool) -> None:
        """A line of the table is the same in a small window."""

    def answered(self) -> tuple[int, int]:
        return int(self.status is not None), 1

    def unanswered(self) -> list[str]:
        return [] if self.status is not None else [STATUS]
