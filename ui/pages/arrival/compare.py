"""Two people side by side: the one who comes and the one in a file, answer by answer. A person judges, not the program."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from centre_app.ages import age_said
from centre_app.answers_said import answer_said
from centre_app.casework.arrivals import Arrival
from centre_app.casework.twins import TwinFile
from centre_app.dates import Birth
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Intake, Person, PersonDescription
from centre_app.residents import ResidentLine, lines
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.avatar import Portrait
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, HEIGHT = 760, 540
IS_HER, IS_NOT_HER, UNDECIDED = "is_her", "is_not_her", "undecided"
Answer = tuple[str, str, str]  # question, what she says who comes, what the file says


def compare(session: Session, arrival: Arrival, twin: TwinFile, *, over: QWidget) -> str:
    """Show both and return IS_HER, IS_NOT_HER or UNDECIDED."""
    dialog = CompareDialog(session, arrival, twin, over=over)
    dialog.exec()
    dialog.deleteLater()
    return dialog.verdict


class CompareDialog(QDialog):
    """Ends with IS_HER, IS_NOT_HER or, on Esc, UNDECIDED."""

    def __init__(self, session: Session, arrival: Arrival, twin: TwinFile, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.verdict = UNDECIDED
        self._session = session
        (self._line,) = lines(session.register, [twin.case.id])
        self.setObjectName("compare_dialog")
        self.setWindowTitle(say(N_("Compare")))
        self.setModal(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size(16))
        grid.setVerticalSpacing(theme.size(8))
        for column, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(column, stretch)
        self._add_heads(grid)
        for row, answer in enumerate(_answers(session, arrival, self._line), start=1):
            _add_row(grid, row, answer)
        body = Panel(name="compared")
        body.setLayout(grid)
        grid.setContentsMargins(*(theme.size(margin) for margin in (16, 12, 16, 12)))
        said = layout.column(gap=2)
        for words, tone in ((twin.reasons, theme.DONE_TONE), (twin.doubts, theme.CHECK_TONE)):
            for word in words:
                said.addWidget(FieldMessage(say(word), tone))
        scroll = Scroll(layout.column(body, said, layout.STRETCH, gap=12, margins=(0, 0, 8, 0)), name="compare.scroll")
        outer = layout.column(
            theme.plain_label(say(N_("Is it the same person?")), theme.SUB_TITLE, theme.MEDIUM),
            gap=12,
            margins=(24, 20, 24, 16),
        )
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot())
        self.setLayout(outer)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))

    def _add_heads(self, grid: QGridLayout) -> None:
        say = self._session.say
        for column, words, second in (
            (1, say(N_("Who comes today")), say(N_("as written now"))),
            (2, say(N_("File {code}"), code=self._line.code), self._line.bed or ""),
        ):
            head = layout.row(Portrait(points=64), gap=12)
            head.addLayout(
                layout.column(
                    layout.STRETCH,
                    theme.plain_label(words, theme.BODY, theme.SEMI_BOLD),
                    theme.plain_label(second, theme.SECOND, colour=theme.MUTED),
                    layout.STRETCH,
                    gap=0,
                ),
                1,
            )
            grid.addLayout(head, 0, column)

    def _foot(self) -> layout.QHBoxLayout:
        say, is_here = self._session.say, self._line.ended_on is None
        later = buttons.button(say(N_("Decide later")), name="decide_later")
        no = buttons.button(say(N_("It is not her"), sex=self._line.sex), icons.REMOVE, name="is_not_her")
        words = N_("It is her: open") if is_here else N_("It is her: readmit")
        yes = buttons.filled(say(words, sex=self._line.sex), icons.TICK, name="is_her")
        for button, verdict in ((later, UNDECIDED), (no, IS_NOT_HER), (yes, IS_HER)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, verdict=verdict: self._judge(verdict))
        return layout.row(later, layout.STRETCH, no, yes)

    def _judge(self, verdict: str) -> None:
        self.verdict = verdict
        self.accept()


def _answers(session: Session, arrival: Arrival, line: ResidentLine) -> Iterator[Answer]:
    """Give what is known of both; what neither has is left out."""
    say, language, register = session.say, session.language, session.register
    theirs = register.get(Person, line.person_id) or Person()
    described = register.only(PersonDescription, person_id=line.person_id) or PersonDescription(person_id="")
    came = register.only(Intake, case_id=line.case_id) or Intake(case_id="")
    state = say(N_("Left on {day}"), day=line.ended_on, sex=line.sex) if line.ended_on else say(N_("Here now"))

    def both(one: Record, other: Record, name: str) -> Answer:
        question = one.questions[name]
        answers = (answer_said(said, name, language, sex=line.sex) for said in (one, other))
        return say(question.label, sex=line.sex), *answers

    def age(birth: Birth | None) -> str:
        return age_said(birth, on=session.today, language=language)

    family = " ".join(part for part in (arrival.name.family, arrival.name.given) if part)
    found = (
        (say(N_("Name")), family, line.name.in_list),
        both(arrival.person, theirs, "sex"),
        both(arrival.person, theirs, "birth"),
        (say(N_("Age")), age(arrival.person.birth), age(theirs.birth)),
        both(arrival.person, theirs, "origin_region"),
        both(arrival.description, described, "village"),
        both(arrival.description, described, "description"),
        both(arrival.intake, came, "brought_by"),
        (
            say(N_("Arrived on")),
            *(language.day(day) if day else "" for day in (arrival.stay.admitted_on, line.admitted_on)),
        ),
        (say(N_("Where she is"), sex=line.sex), say(N_("At the door")), state),
    )
    yield from (answer for answer in found if answer[1] or answer[2])


def _add_row(grid: QGridLayout, row: int, answer: Answer) -> None:
    label, one, other = answer
    same = bool(one and other) and fold(one) == fold(other)
    grid.addWidget(theme.plain_label(label, theme.SECOND, colour=theme.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
    for column, words in ((1, one), (2, other)):
        shown = theme.plain_label(words or "–", theme.BODY, theme.MEDIUM if same else theme.REGULAR, wraps=True)
        grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignTop)
