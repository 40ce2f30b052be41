"""Who came: a line for everybody who was in the house, each marked with one key."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework import groups
from centre_app.choices.keys import Attendance
from centre_app.language import N_, sort_key
from centre_app.records import GroupAttendance, GroupSession
from centre_app.residents import lines
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import note
from ui.open_choices import OpenForm
from ui.record_form import RecordForm
from ui.session import Session

STATUS = "status"


class Marks(QWidget):
    """The forms of all who may have come to a session, by case id."""

    added = Signal(object)  # a form that is to be watched from now on

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("marks")
        self._session = session
        self.forms: dict[str, OpenForm] = {}
        self._lines: dict[str, QWidget] = {}
        self._all_here = buttons.button(
            session.say(N_("Mark the others as present")), icons.CHECKS, name="all_present", in_row=True
        )
        self._all_here.clicked.connect(self._mark_the_others)
        hint = note(
            session.say(N_("Space: present, and on to the next one. Arrows choose something else.")), wraps=True
        )
        head = layout.row(gap=12)
        head.addWidget(hint, 1)
        head.addWidget(self._all_here)
        self._rows = layout.column(gap=4)
        self.setLayout(layout.column(head, self._rows, gap=8))

    def show_session(self, held: GroupSession) -> None:
        """Have a line for everybody who may have come that day; whoever is marked keeps hers."""
        sheet = {one.case_id: one for one in groups.sheet_of(self._session.register, held)}
        new = [one for one in sheet if one not in self.forms]
        members = groups.members_of(self._session.register, held.group_id)
        named = [(line, line.name.in_text or line.code) for line in lines(self._session.register, new)]
        for line, name in sorted(named, key=lambda one: (one[0].case_id not in members, sort_key(one[1]))):
            self._add(sheet[line.case_id], name, line.sex)
        for case_id, shown in self._lines.items():
            is_marked = self.forms[case_id].record().status is not None
            shown.setVisible(case_id in sheet or is_marked)
        self._all_here.setVisible(bool(sheet))

    def shut(self, is_shut: bool) -> None:
        """Let nothing be marked by whoever may only read it."""
        self._all_here.setVisible(not is_shut)
        for form in self.forms.values():
            form.shut(is_shut)

    def changed(self) -> list[GroupAttendance]:
        """Return the attendances that were marked otherwise."""
        return [form.record() for form in self.forms.values() if form.has_changed]

    def parts(self) -> Mapping[str, RecordForm]:
        """Return the forms by the name under which their marks are kept until they are saved."""
        return {f"{form.record_type.table}.{case_id}": form for case_id, form in self.forms.items()}

    def _add(self, attendance: GroupAttendance, name: str, sex: str | None) -> None:
        form = OpenForm(GroupAttendance, self._session, parent=self, sex=sex)
        line = form.line(STATUS, label=name)
        form.show_record(attendance)
        editor: Any = form.editor(STATUS)
        editor.name_for_readers(name)
        editor.passed.connect(lambda: self._go_on_from(attendance.case_id))
        self.forms[attendance.case_id], self._lines[attendance.case_id] = form, line
        self._rows.addWidget(line)
        self.added.emit(form)

    def _go_on_from(self, case_id: str) -> None:
        shown = [one for one, line in self._lines.items() if line.isVisibleTo(self)]
        following = shown[shown.index(case_id) + 1 :]
        if following:
            self.forms[following[0]].editor(STATUS).setFocus(Qt.FocusReason.TabFocusReason)

    def _mark_the_others(self) -> None:
        """Whoever is not marked yet was there; it is quicker to say who was not."""
        for case_id, form in self.forms.items():
            editor = form.editor(STATUS)
            if editor.answer() is None and self._lines[case_id].isVisibleTo(self):
                editor.show_answer(Attendance.PRESENT)
                editor.changed.emit()
