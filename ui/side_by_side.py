"""Two people side by side, answer by answer: who comes and a file, or two files. A person judges, not the program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QHBoxLayout, QPushButton, QWidget

from centre_app.ages import age_said
from centre_app.answers_said import answer_said
from centre_app.casework.twins import mother_named
from centre_app.dates import Birth
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.naming import all_names
from centre_app.questions import Record
from centre_app.records import Intake, Person, PersonDescription
from centre_app.residents import ResidentLine
from ui import theme
from ui.kit import layout
from ui.kit.avatar import Portrait
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, HEIGHT = 760, 540
Answer = tuple[str, str, str]  # question, what one says, what the other says


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Side:
    """What is compared of one of the two, and the head over it."""

    title: str
    second: str
    names: str
    person: Person
    description: PersonDescription
    intake: Intake
    mother: str
    arrived: str
    state: str


def side_of(session: Session, line: ResidentLine) -> Side:
    """Return what a file says of its person."""
    say, language, register = session.say, session.language, session.register
    left = say(N_("Left on {day}"), day=line.ended_on, sex=line.sex) if line.ended_on else ""
    names = " · ".join(all_names(register, line.person_id)) or line.name.in_list
    return Side(
        title=say(N_("File {code}"), code=line.code),
        second=line.bed or "",
        names=names,
        person=register.get(Person, line.person_id) or Person(),
        description=register.only_open(PersonDescription, person_id=line.person_id) or PersonDescription(person_id=""),
        intake=register.only_open(Intake, case_id=line.case_id) or Intake(case_id=""),
        mother=mother_named(register, line.person_id, line.case_id),
        arrived=language.day(line.admitted_on) if line.admitted_on else "",
        state=left or (say(N_("Here now")) if line.admitted_on else say(N_("Never housed"), sex=line.sex)),
    )


class SideBySide(QDialog):
    """The two, what speaks for one person and what against, and buttons that each give a verdict.

    `verdict` is that of the button pressed, the first one's until then: it decides nothing and stands apart at the left.
    """

    def __init__(
        self,
        session: Session,
        sides: tuple[Side, Side],
        *,
        reasons: Sequence[str],
        doubts: Sequence[str],
        verdicts: Sequence[tuple[QPushButton, str]],
        name: str,
        over: QWidget,
    ) -> None:
        super().__init__(over.window())
        say = session.say
        self.verdict = verdicts[0][1]
        self.setObjectName(name)
        self.setWindowTitle(QApplication.applicationName())
        self.setAccessibleName(say(N_("Compare")))
        self.setModal(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size(16))
        grid.setVerticalSpacing(theme.size(8))
        for column, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(column, stretch)
        for column, side in enumerate(sides, start=1):
            grid.addLayout(_head(side), 0, column)
        for row, answer in enumerate(_answers(session, *sides), start=1):
            _add_row(grid, row, answer)
        body = Panel(name="compared")
        body.setLayout(grid)
        grid.setContentsMargins(*(theme.size(margin) for margin in (16, 12, 16, 12)))
        said = layout.column(gap=2)
        for words, tone in ((reasons, theme.DONE_TONE), (doubts, theme.CHECK_TONE)):
            for word in words:
                said.addWidget(FieldMessage(say(word), tone))
        scroll = Scroll(layout.column(body, said, layout.STRETCH, gap=12, margins=(0, 0, 8, 0)), name="compare.scroll")
        outer = layout.column(
            theme.plain_label(say(N_("Is it the same person?")), theme.SUB_TITLE, theme.MEDIUM),
            gap=12,
            margins=(24, 20, 24, 16),
        )
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot(verdicts))
        self.setLayout(outer)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))

    def _foot(self, verdicts: Sequence[tuple[QPushButton, str]]) -> QHBoxLayout:
        for button, verdict in verdicts:
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, verdict=verdict: self._judge(verdict))
        later, *others = (button for button, _ in verdicts)
        return layout.row(later, layout.STRETCH, *others)

    def _judge(self, verdict: str) -> None:
        self.verdict = verdict
        self.accept()


def _head(side: Side) -> QHBoxLayout:
    head = layout.row(Portrait(points=64), gap=12)
    words = layout.column(
        layout.STRETCH,
        theme.plain_label(side.title, theme.BODY, theme.SEMI_BOLD),
        theme.plain_label(side.second, theme.SECOND, colour=theme.MUTED),
        layout.STRETCH,
        gap=0,
    )
    head.addLayout(words, 1)
    return head


def _answers(session: Session, one: Side, other: Side) -> Iterator[Answer]:
    """Give what is known of both; what neither has is left out."""
    say, language, sex = session.say, session.language, other.person.sex

    def both(first: Record, second: Record, name: str) -> Answer:
        question = first.questions[name]
        said = [answer_said(record, name, language, sex=sex) for record in (first, second)]
        return say(question.label, sex=sex), said[0], said[1]

    def age(birth: Birth | None) -> str:
        return age_said(birth, on=session.today, language=language)

    found = (
        (say(N_("Name")), one.names, other.names),
        both(one.person, other.person, "sex"),
        both(one.person, other.person, "birth"),
        (say(N_("Age")), age(one.person.birth), age(other.person.birth)),
        both(one.person, other.person, "origin_region"),
        both(one.person, other.person, "origin_cercle"),
        both(one.description, other.description, "village"),
        (say(N_("Her mother"), sex=sex), one.mother, other.mother),
        both(one.description, other.description, "description"),
        both(one.intake, other.intake, "brought_by"),
        (say(N_("Arrived on")), one.arrived, other.arrived),
        (say(N_("Where she is"), sex=sex), one.state, other.state),
    )
    yield from (answer for answer in found if answer[1] or answer[2])


def _add_row(grid: QGridLayout, row: int, answer: Answer) -> None:
    label, one, other = answer
    same = bool(one and other) and fold(one) == fold(other)
    grid.addWidget(theme.plain_label(label, theme.SECOND, colour=theme.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
    for column, words in ((1, one), (2, other)):
        shown = theme.plain_label(words or "–", theme.BODY, theme.MEDIUM if same else theme.REGULAR, wraps=True)
        grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignTop)
