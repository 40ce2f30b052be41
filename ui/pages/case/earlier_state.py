"""What one change did to a record, and bringing back the state that it left: said in words before it is done."""

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QWidget

from centre_app.answers_said import answer_said
from centre_app.casework import undo
from centre_app.choices import choices
from centre_app.kept_for_others import KEPT
from centre_app.kept_said import answer_kept_for
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record, Reference
from centre_app.records import BY_TABLE, Bed, Project, Room, StaffMember
from centre_app.trail import Step
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import note, page_title
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, HEIGHT = 760, 520
NOTHING = "–"
# How a record that another one names is called, where it is of the house.
_CALLED = {Bed.table: (Bed, "label"), Room.table: (Room, "name"), Project.table: (Project, "code")}


class EarlierState(QDialog):
    """Two tables: what the change did, and what bringing its state back would change now."""

    def __init__(self, session: Session, step: Step, *, title: str, sex: str | None, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, self._step, self._sex = session, step, sex
        say, register = session.say, session.register
        record_type = BY_TABLE[step.table]
        then = undo.state_at(register, record_type, step.record_id, step.rev)
        register.note_views([then])
        now = register.get(record_type, step.record_id)
        self._now = now if now is not None else then
        self.setObjectName("earlier_state")
        self.setWindowTitle(QApplication.applicationName())  # other programs read this
        self.setAccessibleName(title)
        self.setModal(True)
        self.result = ResultBar(say(N_("Close")))
        self._back = buttons.filled(say(N_("Bring this state back")), icons.UNDO, name="bring_back")
        self._close = buttons.button(say(N_("Close")), icons.CLOSE, name="close_state")
        self._back.clicked.connect(self.bring_back)
        self._close.clicked.connect(self.reject)
        body = layout.column(*self._parts(then), STRETCH, gap=12, margins=(24, 8, 24, 8))
        who = note(f"{session.staff_name(step.who)} · {session.language.moment(step.at)}")
        head = layout.column(page_title(title), who, gap=2, margins=(24, 16, 24, 0))
        foot = layout.row(STRETCH, self._close, self._back, gap=12, margins=(24, 8, 24, 16))
        outer = layout.column(head, self.result, gap=8)
        outer.addWidget(Scroll(body, name="earlier_state.scroll"), 1)
        outer.addLayout(foot)
        self.setLayout(outer)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))
        self._close.setFocus()

    def bring_back(self) -> None:
        """Bring the state back as a new change; a problem is said here and nothing is changed."""
        try:
            self._session.do(undo.restore, self._now, self._step.rev)
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
        else:
            self.accept()

    # --- in words ----------------------------------------------------------------------------------------------

    def _parts(self, then: Record) -> Iterable[QWidget]:
        say, before = self._session.say, self._before()
        yield theme.plain_label(say(N_("What this change did")), theme.SUB_TITLE, theme.MEDIUM)
        if before is None:
            first = [name for name in then.questions if self._said(then, name) != NOTHING]
            yield self._table(first, (say(N_("Written")), then))
        else:
            changed = list(undo.differences(before, then))
            yield from self._of_standing(before, then)
            yield self._table(changed, (say(N_("Before")), before), (say(N_("After")), then))
        coming = undo.restored(self._now, then)
        self._back.setVisible(coming != self._now and not coming.is_void)
        if coming == self._now:
            yield Message(say(N_("It still stands like this.")), theme.DONE_TONE, name="stands_still")
        elif not coming.is_void:
            yield theme.plain_label(say(N_("If you bring this state back")), theme.SUB_TITLE, theme.MEDIUM)
            yield from self._of_standing(self._now, coming)
            names = list(undo.differences(self._now, coming))
            yield self._table(names, (say(N_("Now")), self._now), (say(N_("Will be")), coming))

    def _before(self) -> Record | None:
        """Return how the record stood before the change; None for its first line, or where that was erased."""
        if self._step.rev < 2:
            return None
        try:
            return undo.state_at(
                self._session.register, BY_TABLE[self._step.table], self._step.record_id, self._step.rev - 1
            )
        except undo.StateErased:
            return None

    def _of_standing(self, before: Record, after: Record) -> Iterable[QWidget]:
        """Say that something was withdrawn, or stands again."""
        if before.is_void != after.is_void:
            words = N_("It is withdrawn.") if after.is_void else N_("It stands again.")
            yield Message(self._session.say(words), theme.CHECK_TONE, name="standing")

    def _table(self, names: Iterable[str], *columns: tuple[str, Record]) -> QWidget:
        """Return the answers of these questions beside each other, with a word over each column."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size(16))
        grid.setVerticalSpacing(theme.size(6))
        for column, (head, _) in enumerate(columns, start=1):
            grid.addWidget(theme.plain_label(head, theme.SECOND, theme.MEDIUM, colour=theme.MUTED), 0, column)
        for column, share in enumerate((2, 3, 3)):
            grid.setColumnStretch(column, share)
        for line, (label, said) in enumerate(self._answers(names, [record for _, record in columns]), start=1):
            grid.addWidget(theme.plain_label(label, theme.SECOND, colour=theme.MUTED, wraps=True), line, 0)
            for column, answer in enumerate(said, start=1):
                weight = theme.MEDIUM if column == len(columns) else theme.REGULAR
                grid.addWidget(theme.plain_label(answer, theme.BODY, weight, wraps=True), line, column)
        return layout.boxed(grid)

    def _answers(self, names: Iterable[str], records: list[Record]) -> Iterable[tuple[str, list[str]]]:
        for name in names:
            label = records[0].questions[name].label
            if label:
                yield self._session.say(label, sex=self._sex), [self._said(record, name) for record in records]

    def _said(self, record: Record, name: str) -> str:
        why = record.missing.get(name)
        if why == KEPT:
            return answer_kept_for(type(record), name, self._session.language)
        if why is not None:
            return choices("missing_reason").label(why, self._session.language, self._sex)
        kind = record.questions[name].kind
        if isinstance(kind, Reference):
            return self._called(kind.table, getattr(record, name)) or NOTHING
        return answer_said(record, name, self._session.language, sex=self._sex) or NOTHING

    def _called(self, table: str, record_id: str | None) -> str:
        if record_id is None or table == StaffMember.table:
            return self._session.staff_name(record_id)
        if table not in _CALLED:
            return self._session.say(N_("Another record of this file"))
        record_type, name = _CALLED[table]
        named = self._session.register.get(record_type, record_id)
        return str(getattr(named, name) or "") if named else ""


def bring_back(session: Session, step: Step, *, title: str, sex: str | None, over: QWidget) -> str:
    """Show what a change did, and bring its state back if that is asked for; return what to tell then.

    Raises StateErased where history does not tell it any more, FileRestricted for what is kept for others.
    """
    dialog = EarlierState(session, step, title=title, sex=sex, over=over)
    is_done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return session.say(N_("The earlier state is back.")) if is_done else ""
