"""Who got how many of one thing in one act, and putting it right name by name."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app.casework.stock import handing_out
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Distribution, Item, StockMovement
from centre_app.residents import ResidentLine, lines
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import ResultBar
from ui.kit.panel import note, page_title
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.pages.case.records import joined
from ui.pages.case.take_back_dialog import TakeBackDialog
from ui.record_dialog import RecordDialog
from ui.session import Session

WIDTH, HEIGHT = 760, 560
GIVEN = ("quantity", "receipt_mode", "note")


class RoundDialog(QDialog):
    """The lines of one movement. Closing it leaves everything as it stands."""

    def __init__(self, session: Session, movement: StockMovement, *, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, self._movement = session, movement
        say, register = session.say, session.register
        self.setObjectName("round")
        self.setWindowTitle(QApplication.applicationName())
        self.setModal(True)
        item = register.get(Item, movement.item_id)
        title = joined(item.name if item else "", session.language.day(movement.moved_on) if movement.moved_on else "")
        self.setAccessibleName(title)
        self.result = ResultBar(say(N_("Close")))
        self._told = note("", name="round.told")
        self._rows = RowList(name="round.rows")
        self._all = buttons.button(say(N_("Take everything back")), icons.UNDO, name="take_round_back")
        close = buttons.button(say(N_("Close")), icons.CLOSE, name="close_round")
        self._all.clicked.connect(self._take_all_back)
        close.clicked.connect(self.reject)
        whole = layout.column(page_title(title), self._told, self.result, gap=8, margins=(24, 16, 24, 16))
        whole.addWidget(Scroll(layout.column(self._rows, layout.STRETCH), name="round.scroll"), 1)
        whole.addLayout(layout.row(self._all, layout.STRETCH, close))
        self.setLayout(whole)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))
        self.refresh()

    def refresh(self) -> None:
        """Show the lines as they stand now."""
        register, language = self._session.register, self._session.language
        given = register.find_open(Distribution, movement_id=self._movement.id)
        people = {line.case_id: line for line in lines(register, [one.case_id for one in given])}
        self._rows.show_rows([self._row(one, people.get(one.case_id)) for one in given])
        movement = register.get(StockMovement, self._movement.id)
        total = movement.quantity or 0 if movement and not movement.is_void else 0
        self._told.setText(
            joined(
                language.say_n(N_("{n} person"), N_("{n} people"), len({one.case_id for one in given})),
                language.say_n(N_("{n} in all"), N_("{n} in all"), total),
            )
        )
        self._all.setVisible(bool(given) and all(register.may_write(one) for one in given))

    def _row(self, given: Distribution, line: ResidentLine | None) -> Row:
        session = self._session
        mode = choices("consent_mode").label(given.receipt_mode, session.language)
        name = (line.name.in_text or line.code) if line else session.say(N_("A file that is kept for others"))
        change = buttons.button(session.say(N_("Change")), name=f"change.{given.id}", in_row=True)
        back = buttons.button(session.say(N_("Take back")), name=f"take_back.{given.id}", in_row=True)
        change.clicked.connect(lambda: change_gift(given, session, over=self) and self.refresh())
        back.clicked.connect(lambda: self._take_back(given))
        acts = layout.boxed(layout.row(change, back, gap=8))
        acts.setVisible(session.register.may_write(given))
        said = session.language.say_n(N_("{n} piece"), N_("{n} pieces"), given.quantity or 0)
        return Row(name, joined(said, mode, given.note), action=acts, name=f"row.{given.id}")

    def _take_back(self, given: Distribution) -> None:
        if take_gift_back(given, self._session, over=self, tell=self._tell):
            self.refresh()

    def _take_all_back(self) -> None:
        dialog = TakeBackDialog(self._session, self.accessibleName(), over=self)
        is_meant = bool(dialog.exec())
        dialog.deleteLater()
        if is_meant:
            try:
                self._session.do(handing_out.take_back_all, self._movement, reason=dialog.reason)
            except Problem as problem:
                self._tell(problem)
                return
            self.accept()

    def _tell(self, problem: Problem) -> None:
        self.result.tell_problem(*problem.told_in(self._session.language))


def change_gift(given: Distribution, session: Session, *, over: QWidget) -> bool:
    """Put right how many she got, or how she confirmed it; the shelf follows. Say whether something was saved."""
    dialog = RecordDialog(
        session,
        given,
        GIVEN,
        title=session.say(N_("Thing handed out")),
        write=lambda changed: session.do(handing_out.correct, changed),
        over=over,
        with_reasons=False,
        close_words=session.say(N_("Close")),
    )
    is_saved = bool(dialog.exec())
    dialog.deleteLater()
    return is_saved


def take_gift_back(given: Distribution, session: Session, *, over: QWidget, tell: Callable[[Problem], object]) -> bool:
    """Take back one thing that was not given after all, with a reason. Say whether it was."""
    item = session.register.get(Item, given.item_id)
    dialog = TakeBackDialog(session, item.name or "" if item else "", over=over)
    is_meant = bool(dialog.exec())
    dialog.deleteLater()
    if not is_meant:
        return False
    try:
        session.do(handing_out.take_back, given, reason=dialog.reason)
    except Problem as problem:
        tell(problem)
        return False
    return True
