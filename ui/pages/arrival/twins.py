"""Beside the search: the files that may be hers, with what speaks for it and what against."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import residents
from centre_app.ages import age_said, girl_or_woman
from centre_app.casework.twins import TwinFile
from centre_app.language import N_
from centre_app.records import PersonDescription
from centre_app.residents import ResidentLine
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.avatar import Portrait
from ui.kit.chip import Chip
from ui.kit.messages import FieldMessage
from ui.kit.panel import Card, Panel, note
from ui.kit.rows import Elided
from ui.session import Session
from ui.settled_search import SettledSearch

SHOWN_AT_MOST = 5


class TwinPanel(Panel):
    """One file: portrait, name, age, village, state; reasons and doubts in words; what one may do."""

    is_her = Signal(str)  # the case id
    compared = Signal(str)

    def __init__(self, session: Session, twin: TwinFile, line: ResidentLine) -> None:
        super().__init__(
            line=theme.SOON if twin.must_be_judged else theme.CARD_BORDER,
            width=2 if twin.must_be_judged else 1,
            name=f"twin.{line.code}",
        )
        self._session, self._line, self._say = session, line, session.say
        self.setAccessibleName(f"{line.name.in_list}, {line.code}")
        self.setLayout(
            layout.column(
                self._head(),
                *(FieldMessage(self._say(reason), theme.DONE_TONE) for reason in twin.reasons),
                *(FieldMessage(self._say(doubt), theme.CHECK_TONE) for doubt in twin.doubts),
                self._actions(),
                gap=6,
                margins=(12, 10, 12, 10),
            )
        )

    def _head(self) -> layout.QHBoxLayout:
        line, language = self._line, self._session.language
        who = girl_or_woman(line.sex, line.birth, on=self._session.today, language=language)
        age = age_said(line.birth, on=self._session.today, language=language)
        words = layout.column(
            Elided(line.name.in_list, theme.BODY, theme.SEMI_BOLD, name="twin_name"),
            Elided(" · ".join(part for part in (line.code, who, age) if part), theme.SECOND, colour=theme.MUTED),
            Elided(" · ".join(part for part in (self._village(), self._state()) if part), theme.SECOND),
            gap=1,
        )
        head = layout.row(Portrait(points=52), gap=12)
        head.addLayout(words, 1)
        return head

    def _village(self) -> str:
        register = self._session.register
        described = register.only(PersonDescription, person_id=self._line.person_id)
        return (described.village if described else None) or ""

    def _state(self) -> str:
        line = self._line
        if line.ended_on is not None:
            return self._say(N_("Left on {day}"), day=line.ended_on, sex=line.sex)
        if line.bed:
            return self._say(N_("Here now, bed {bed}"), bed=line.bed)
        return self._say(N_("Here now"))

    def _actions(self) -> QWidget:
        case_id, is_here = self._line.case_id, self._line.ended_on is None
        if is_here:
            hers = buttons.button(
                self._say(N_("It is her: open"), sex=self._line.sex), icons.OPEN, name="open_twin", in_row=True
            )
        else:
            hers = buttons.button(
                self._say(N_("It is her: readmit"), sex=self._line.sex), icons.ARRIVAL, name="readmit", in_row=True
            )
        hers.clicked.connect(lambda: self.is_her.emit(case_id))
        compare = buttons.button(self._say(N_("Compare")), icons.COMPARE, name="compare", in_row=True)
        compare.clicked.connect(lambda: self.compared.emit(case_id))
        return layout.flow_of(hers, compare)


class TwinsCard(Card):
    """The likeliest files, and the way on when it is none of them."""

    is_her = Signal(str)
    compared = Signal(str)
    none_of_them = Signal()

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(say(N_("Is there a file already?")), icons.COMPARE, gap=8, name="twins")
        self._session, self._say = session, say
        self.shown: list[TwinFile] = []
        self._list = layout.column(gap=8)
        self.go_on = buttons.filled("", icons.NEW_PERSON, name="create_new_file")
        self.go_on.clicked.connect(self.none_of_them)
        self.settled = SettledSearch(session, self)
        for acted in (self.is_her, self.compared, self.none_of_them):
            acted.connect(self.settled.settle)  # before the page, which is told later, opens anything
        self.body.addLayout(self._list)
        self.add(layout.STRETCH, self.go_on)

    def show_twins(self, twins: Sequence[TwinFile], *, searched: str, is_begun: bool) -> None:
        """Show the likeliest; `searched` is the name that was typed, `is_begun` says that the new file is being written."""
        self.settled.hear("" if is_begun else searched)
        self.shown = list(twins[:SHOWN_AT_MOST])
        layout.clear(self._list)
        if not searched:
            words = N_("Write the name at the left. Files that look alike appear here, however they are spelt.")
            self._list.addWidget(note(self._say(words), wraps=True))
        elif not self.shown:
            self._list.addWidget(Chip(self._say(N_("No similar file")), theme.DONE_TONE, name="no_twin"))
        lines = {line.case_id: line for line in self._lines()}
        for twin in self.shown:
            if twin.case.id in lines:
                self._list.addWidget(self._panel(twin, lines[twin.case.id]))
        self.go_on.setText(self._way_on(is_begun))

    def _way_on(self, is_begun: bool) -> str:
        if is_begun:
            return self._session.language.say_n(N_("Not this file"), N_("None of these files"), len(self.shown))
        if not self.shown:
            return self._say(N_("Open a new file"))
        return self._session.language.say_n(
            N_("Another person: open a new file"), N_("None of them: open a new file"), len(self.shown)
        )

    def _lines(self) -> list[ResidentLine]:
        return residents.lines(self._session.register, [twin.case.id for twin in self.shown])

    def _panel(self, twin: TwinFile, line: ResidentLine) -> TwinPanel:
        panel = TwinPanel(self._session, twin, line)
        panel.is_her.connect(self.is_her)
        panel.compared.connect(self.compared)
        return panel
