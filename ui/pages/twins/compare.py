"""Two files side by side, and what is decided of them: one person, two people, or not yet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QRadioButton, QWidget

from centre_app.casework import merging
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile
from centre_app.residents import ResidentLine, lines
from centre_app.rules.merging import UNDONE_WITHIN
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import ResultBar
from ui.kit.panel import icon_tile, note
from ui.session import Session
from ui.side_by_side import SideBySide, side_of

SAME, DIFFERENT, UNDECIDED = "same", "different", "undecided"
WIDTH = 560


class TwoFilesDialog(SideBySide):
    """Ends with SAME, DIFFERENT or, on Esc, UNDECIDED. Whoever may merge nothing is offered no merge."""

    def __init__(
        self,
        session: Session,
        files: tuple[CaseFile, CaseFile],
        *,
        reasons: Sequence[str] = (),
        doubts: Sequence[str] = (),
        over: QWidget,
    ) -> None:
        shown = lines(session.register, [file.id for file in files])
        super().__init__(
            session,
            (side_of(session, shown[0]), side_of(session, shown[1])),
            reasons=reasons,
            doubts=doubts,
            verdicts=_verdicts(session),
            name="two_files",
            over=over,
        )


def _verdicts(session: Session) -> list[tuple[QPushButton, str]]:
    """Headquarters tells nobody's files apart, and not everybody merges: they are not asked."""
    say, register = session.say, session.register
    verdicts = [(buttons.button(say(N_("Decide later")), name="decide_later"), UNDECIDED)]
    if not register.is_headquarters:
        no = buttons.button(say(N_("Two different people")), icons.REMOVE, name="are_different")
        verdicts.append((no, DIFFERENT))
    if merging.may_merge(register):
        yes = buttons.filled(say(N_("The same person: merge…")), icons.COMPARE, name="are_same")
        verdicts.append((yes, SAME))
    return verdicts


class MergeDialog(QDialog):
    """Asks which file is kept and why they are one person, and merges. Esc leads back."""

    def __init__(self, session: Session, files: tuple[CaseFile, CaseFile], *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.kept: CaseFile | None = None
        self._session = session
        self.setObjectName("merge_files")
        self.setWindowTitle(QApplication.applicationName())
        self.setModal(True)
        shown = lines(session.register, [file.id for file in files])
        self._choices = [
            (self._choice(line), file, other) for line, file, other in zip(shown, files, reversed(files), strict=True)
        ]
        self._choices[_first_to_keep(session, files)][0].setChecked(True)
        self._why = QLineEdit()
        self._why.setObjectName("merge.why")
        self._why.setAccessibleName(say(N_("Why they are one person")))
        self._why.setPlaceholderText(say(N_("For instance: the same scar, the same mother")))
        self.result = ResultBar(say(N_("Close")))
        until = session.today + UNDONE_WITHIN
        promise = N_("Nothing is erased: one file shows what stands in both. You can make two of it again until {day}.")
        words = layout.column(
            theme.plain_label(say(N_("Make one file of two")), theme.SUB_TITLE, theme.MEDIUM),
            note(say(promise, day=until), wraps=True),
            4,
            theme.plain_label(say(N_("The file that is kept")), theme.BODY, theme.MEDIUM),
            *(choice for choice, _, _ in self._choices),
            4,
            theme.plain_label(say(N_("Why they are one person")), theme.BODY, theme.MEDIUM),
            self._why,
            gap=8,
        )
        head = layout.row(gap=16)
        head.addWidget(icon_tile(icons.COMPARE), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        back = buttons.button(say(N_("Back")), name="do_not_merge")
        self._go = buttons.filled(say(N_("Merge")), icons.COMPARE, name="confirm_merge")
        back.clicked.connect(self.reject)
        self._go.clicked.connect(self._merge)
        self._go.setEnabled(False)
        self._why.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        foot = layout.row(back, layout.STRETCH, self._go)
        self.setLayout(layout.column(self.result, head, foot, gap=16, margins=(24, 20, 24, 16)))
        self.setFixedWidth(min(theme.size(WIDTH), over.window().width()))
        self._why.setFocus()

    def _choice(self, line: ResidentLine) -> QRadioButton:
        say = self._session.say
        if line.ended_on is not None:
            state = say(N_("left on {day}"), day=line.ended_on, sex=line.sex)
        else:
            state = say(N_("here now"), sex=line.sex) if line.admitted_on else say(N_("never housed"), sex=line.sex)
        choice = QRadioButton(" · ".join((line.code, line.name.in_list, state)))
        choice.setObjectName(f"keep.{line.code}")
        return choice

    def _merge(self) -> None:
        _, kept, merged = next(choice for choice in self._choices if choice[0].isChecked())
        try:
            self.kept = self._session.do(merging.merge, kept, merged, self._why.text())
        except Problem as problem:
            self.result.tell_problem(*problem.told_in(self._session.language))
            return
        self.accept()


def _first_to_keep(session: Session, files: tuple[CaseFile, CaseFile]) -> int:
    """Return which one to propose: where she is, else the one that holds another already, else the older one."""
    register = session.register
    for is_it in (lambda file: merging.is_here(register, file), lambda file: bool(merging.files_in(register, file))):
        if any(map(is_it, files)):
            return 0 if is_it(files[0]) else 1
    return min((0, 1), key=lambda number: files[number].code or "")


def decide(
    session: Session,
    files: tuple[CaseFile, CaseFile],
    *,
    score: int = 0,
    reasons: Sequence[str] = (),
    doubts: Sequence[str] = (),
    over: QWidget,
) -> CaseFile | str:
    """Compare two files and do what is decided: return the kept file, DIFFERENT or UNDECIDED. Raises a Problem."""
    dialog = TwoFilesDialog(session, files, reasons=reasons, doubts=doubts, over=over)
    dialog.exec()
    dialog.deleteLater()
    if dialog.verdict == DIFFERENT:
        session.do(merging.say_different, files[0], [(files[1], score)])
    if dialog.verdict != SAME:
        return dialog.verdict
    asking = MergeDialog(session, files, over=over)
    asking.exec()
    asking.deleteLater()
    return asking.kept or UNDECIDED
