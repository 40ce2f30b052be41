"""The line over a section that is a form: its title, how much is answered, and where the list of sections is not, the way on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from ui import icons, theme
from ui.choice_field import ChoiceField
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.kit.bars import ProgressBar
from ui.kit.panel import note
from ui.kit.section_list import Section
from ui.session import Session
from ui.what_is_missing import WhatIsMissing

BAR, WAY_ON = 104, 208


class FormHead(QWidget):
    asked = Signal(str)  # the section to go to

    def __init__(self, session: Session, *, title: str, sheet: Callable[[], FormSheet], paper: buttons.Button) -> None:
        super().__init__()
        self.setObjectName("form_head")
        self._language, self._small, self._counted = session.language, False, (0, 0)
        self._title = theme.plain_label(title, theme.PAGE_TITLE, theme.MEDIUM, name="section_title")
        self._way_on = ChoiceField(placeholder=session.say(N_("Go to another section")), name="other_section")
        self._way_on.setAccessibleName(session.say(N_("Go to another section")))
        self._way_on.setFixedWidth(theme.size(WAY_ON))
        self._way_on.picked.connect(self._ask)
        self._count = note("", name="answered")
        self._bar = ProgressBar(name="answered.bar")
        self._bar.setFixedWidth(theme.size(BAR))
        self._missing = WhatIsMissing(session.language, sheet)
        self.propose = buttons.quiet(session.say(N_("Ask for a correction")), icons.EDIT, name="ask_for_correction")
        self.propose.hide()
        line = layout.row(
            self._title,
            4,
            self._way_on,
            layout.STRETCH,
            self.propose,
            paper,
            self._missing,
            self._count,
            self._bar,
            gap=12,
        )
        self.setLayout(line)
        self.fold(False)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Offer the sections one can go to."""
        self._way_on.show_choices([(section.key, section.title) for section in sections])

    def show_answered(self, answered: int, asked: int) -> None:
        """Say how many of the questions have an answer, or a reason for having none."""
        self._counted = answered, asked
        said = self._language.say_n(N_("{n} of {total} answers"), N_("{n} of {total} answers"), answered, total=asked)
        self._count.setText(
            self._language.say(N_("{reached} of {total}"), reached=answered, total=asked) if self._small else said
        )
        self._missing.setEnabled(False)
        if answered < asked:
            self._missing.look_again()
        self._bar.show_share(answered / asked if asked else 0, spoken=said)

    def fold(self, small: bool) -> None:
        self._small = small
        self._way_on.setVisible(small)
        self.show_answered(*self._counted)

    def _ask(self, key: object) -> None:
        self._way_on.show_key(None)  # it names a way to go, not where one is
        self.asked.emit(key)
