"""The letters that somebody may file: a row each, one click to put it where it belongs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from centre_app import letterbox
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, Letter
from ui import icons, theme
from ui.kit import buttons
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.session import Session


class LettersCard(Card):
    """There only while there is a letter. With `names_files` each row says whose file it is about."""

    told = Signal(str)
    failed = Signal(object)  # a Problem

    def __init__(self, session: Session, *, names_files: bool = False) -> None:
        super().__init__(session.say(N_("Letters to file")), icons.LETTER, name="letters")
        self._session, self._say, self._names_files = session, session.say, names_files

    def show_letters(self, letters: Sequence[Letter]) -> None:
        self.clear()
        rows = RowList(name="letters.rows")
        rows.show_rows([self._row(letter) for letter in letters])
        self.add(rows)
        self.setVisible(bool(letters))

    def _row(self, letter: Letter) -> Row:
        go = buttons.button(self._say(N_("File it")), icons.ARCHIVE, name=f"file.{letter.id}", in_row=True)
        go.clicked.connect(partial(self._file, letter))
        author = self._session.staff_name(letter.created_by)
        when = self._session.language.moment(letter.created_at) if letter.created_at else ""
        title = self._say(N_("Letter of {name}"), name=author) if author else self._say(N_("Letter"))
        second = " · ".join(part for part in (self._about(letter), when) if part)
        return Row(
            title, second, sign=sign_tile(icons.LETTER, tone=theme.SOON_TONE), action=go, name=f"row.{letter.id}"
        )

    def _about(self, letter: Letter) -> str:
        """Return whose file it is; "" for one that is kept for others."""
        if not self._names_files:
            return ""
        if letter.case_id is None:
            return self._say(N_("About the house"))
        found = self._session.register.find_open(CaseFile, id=letter.case_id)
        return "".join(f"{self._session.name_of(case.person_id).in_text} · {case.code or ''}" for case in found)

    def _file(self, letter: Letter, _checked: bool = False) -> None:
        try:
            self._session.do(letterbox.file, letter)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.told.emit(self._say(N_("The letter is filed.")))
