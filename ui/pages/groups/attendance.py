"""Who came: a line for everybody who was in the house, each marked with one key."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework import groups
from centre_app.choices.keys import Attendance
from centre_app.language import N_, sort_key
from centre_app.records import GroupAttendance, GroupSession
from centre_app.residents import lines
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import note
from ui.pages.groups.mark import Mark
from ui.pages.groups.marks_table import MarksTable
from ui.session import Session


class Marks(QWidget):
    """The marks of all who may have come to a session, by case id."""

    added = Signal(object)  # a mark that is to be watched from now on

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("marks")
        self._session = session
        self.forms: dict[str, Mark] = {}
        self.table = MarksTable(session.language)
        self.table.setAccessibleName(session.say(N_("Who came")))
        self._all_here = buttons.button(
            session.say(N_("Mark the others as present")), icons.CHECKS, name="all_present", in_row=True
        )
        self._all_here.clicked.connect(self._mark_the_others)
        self.table.all_asked.connect(self._mark_the_others)
        self._hint = note(
            session.say(
                N_("Space: present, and on to the next one. Arrows choose something else. Ctrl+A: all the others.")
            ),
            wraps=True,
        )
        self._count = note("", name="marks.count")
        head = layout.row(gap=12)
        head.addWidget(self._hint, 1)
        head.addWidget(self._all_here)
        self.setLayout(layout.column(head, self.table, self._count, gap=8))

    def show_session(self, held: GroupSession) -> None:
        """Have a line for everybody who may have come that day; whoever is marked keeps hers."""
        sheet = {one.case_id: one for one in groups.sheet_of(self._session.register, held)}
        new = [one for one in sheet if one not in self.forms]
        members = groups.members_of(self._session.register, held.group_id)
        for line in lines(self._session.register, new):
            self._add(sheet[line.case_id], line.name.in_text or line.code, line.sex)
        shown = [
            (case_id not in members, sort_key(mark.name), case_id)
            for case_id, mark in self.forms.items()
            if case_id in sheet or mark.status is not None
        ]
        self.table.show_marks([self.forms[case_id] for *_, case_id in sorted(shown)])
        self._all_here.setVisible(bool(sheet) and not self.table.is_shut)
        self._say_how_many()

    def shut(self, is_shut: bool) -> None:
        """Let nothing be marked by whoever may only read it."""
        self.table.is_shut = is_shut
        self._all_here.setVisible(not is_shut)
        self._hint.setVisible(not is_shut)
        for form in self.forms.values():
            form.shut(is_shut)

    def changed(self) -> list[GroupAttendance]:
        """Return the attendances that were marked otherwise."""
        return [form.record() for form in self.forms.values() if form.has_changed]

    def parts(self) -> Mapping[str, Mark]:
        """Return the marks by the name under which they are kept until they are saved."""
        return {f"{form.record_type.table}.{case_id}": form for case_id, form in self.forms.items()}

    def _add(self, attendance: GroupAttendance, name: str, sex: str | None) -> None:
        mark = Mark(attendance, name, sex, self._session.language, self)
        mark.changed.connect(lambda: self._on_changed(mark))
        mark.told.connect(lambda: self.table.look_again(mark))
        mark.asked.connect(lambda: self.table.go_to(mark))
        self.forms[attendance.case_id] = mark
        self.added.emit(mark)

    def _on_changed(self, mark: Mark) -> None:
        self.table.look_again(mark)
        self._say_how_many()

    def _say_how_many(self) -> None:
        came = sum(mark.status in groups.CAME for mark in self.table.marks)
        total = len(self.table.marks)
        self._count.setText(
            self._session.language.say_n(N_("{n} of {total} came"), N_("{n} of {total} came"), came, total=total)
        )

    def _mark_the_others(self) -> None:
        """Whoever is not marked yet was there; it is quicker to say who was not."""
        for mark in self.table.marks:
            if mark.status is None:
                mark.choose(Attendance.PRESENT)
