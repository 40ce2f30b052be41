"""A first list of things that every house can start from: tick what is kept here, and it stands in the catalogue."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app.casework.stock import catalogue
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.messages import ResultBar
from ui.kit.panel import note, page_title
from ui.kit.rows import group_head
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, HEIGHT = 860, 620
IN_A_LINE = 3


class FirstList(QDialog):
    """Everything is ticked; one takes away what the house does not keep."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self._session = session
        self.setObjectName("first_list")
        self.setWindowTitle(QApplication.applicationName())
        self.setAccessibleName(say(N_("First list of things")))
        self.setModal(True)
        self.result = ResultBar(say(N_("Close")))
        self.boxes: dict[str, CheckBox] = {}
        things = layout.column(gap=4)
        self._fill(things)
        layout.add(things, layout.STRETCH)
        self._take = buttons.filled(say(N_("Take over")), icons.TICK, name="take_over")
        self._take.clicked.connect(self._take_over)
        close = buttons.button(say(N_("Close")), icons.CLOSE, name="close_first_list")
        close.clicked.connect(self.reject)
        explained = note(
            say(
                N_("Take away what you do not keep. Names and numbers can be changed later. Kits are filled with them.")
            ),
            wraps=True,
        )
        whole = layout.column(
            page_title(say(N_("First list of things"))), explained, self.result, gap=8, margins=(24, 16, 24, 16)
        )
        whole.addWidget(Scroll(things, name="first_list.scroll"), 1)
        whole.addLayout(layout.row(layout.STRETCH, close, self._take))
        self.setLayout(whole)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))

    def _fill(self, things: object) -> None:
        session, language = self._session, self._session.language
        by_kind: dict[str, list[catalogue.Offered]] = {}
        for one in catalogue.not_there_yet(session.register):
            by_kind.setdefault(one.category, []).append(one)
        for kind, offered in by_kind.items():
            layout.add(things, group_head(icons.KIT, choices("item_category").label(kind, language)))
            for at in range(0, len(offered), IN_A_LINE):
                layout.add(things, self._line(offered[at : at + IN_A_LINE]))

    def _line(self, offered: list[catalogue.Offered]) -> QWidget:
        say = self._session.say
        line = layout.row(gap=12)
        for one in offered:
            box = self.boxes[one.key] = CheckBox(
                say(N_("{thing} ({unit})"), thing=say(one.name), unit=say(one.unit)), name=f"offered.{one.key}"
            )
            box.setChecked(True)
            line.addWidget(box, 1)
        for _ in range(IN_A_LINE - len(offered)):
            line.addStretch(1)
        return layout.boxed(line)

    def _take_over(self) -> None:
        keys = {key for key, box in self.boxes.items() if box.isChecked()}
        try:
            self._session.do(catalogue.take_over, keys, self._session.language)
        except Problem as problem:
            self.result.tell_problem(*problem.told_in(self._session.language))
            return
        self.accept()
