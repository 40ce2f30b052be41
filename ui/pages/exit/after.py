"""The follow-up after an exit: buttons that write the days of the visits, or why there are none."""

from collections.abc import Sequence
from datetime import date

from centre_app.casework.exits import FOLLOW_UP_MONTHS, follow_up_days
from centre_app.language import N_, NO_BREAK, Language
from ui import icons, theme
from ui.form_line import LABEL, SMALL_LABEL
from ui.kit import buttons, layout
from ui.kit.panel import Card
from ui.record_form import RecordForm
from ui.session import Session


class AfterCard(Card):
    """Days are written in a person's words, one a line, so that a visit can be told apart from a call."""

    def __init__(self, session: Session, form: RecordForm) -> None:
        super().__init__(session.say(N_("After the exit")), icons.FOLLOW_UP, name="after_exit")
        self._language, self._form = session.language, form
        self._written_for: date | None = None
        self._label = theme.plain_label(session.say(N_("Plan the visits")), wraps=True)
        self.body.addLayout(self._visits_line(session))
        self.add(form.line("follow_up_plan"), form.line("no_follow_up_reason"))
        form.changed.connect(self._move_days)

    def fold(self, small: bool) -> None:
        self._label.setFixedWidth(theme.size(SMALL_LABEL if small else LABEL))

    def _visits_line(self, session: Session) -> layout.QHBoxLayout:
        line = layout.row(self._label, gap=8)
        for place, months in enumerate(FOLLOW_UP_MONTHS):
            words = self._language.say_n(N_("At {n} month"), N_("At {n} months"), months)
            one = buttons.button(words, icons.ADD, name=f"visit_{months}", in_row=True)
            one.clicked.connect(lambda _checked=False, place=place: self._plan([place]))
            line.addWidget(one)
        every = buttons.button(session.say(N_("All four visits")), icons.CALENDAR, name="all_visits", in_row=True)
        every.clicked.connect(lambda: self._plan(range(len(FOLLOW_UP_MONTHS))))
        layout.add(line, every)
        layout.add(line, layout.STRETCH)
        self.fold(False)
        return line

    def _plan(self, places: Sequence[int]) -> None:
        """Write the days of these visits under what is written already, each once."""
        left_on = self._form.record().left_on
        if left_on is None:
            self._form.go_to("left_on")
            return
        visits = visits_said(left_on, self._language)
        written = (self._form.record().follow_up_plan or "").splitlines()
        written += [visits[place] for place in places if visits[place] not in written]
        self._write(written, left_on)

    def _move_days(self) -> None:
        """Let the days follow when the day of the exit is put right; what somebody wrote herself stays."""
        left_on, before = self._form.record().left_on, self._written_for
        if before is None or left_on is None or left_on == before:
            return
        moved = dict(zip(visits_said(before, self._language), visits_said(left_on, self._language), strict=True))
        written = (self._form.record().follow_up_plan or "").splitlines()
        self._write([moved.get(line, line) for line in written], left_on)

    def _write(self, lines: Sequence[str], left_on: date) -> None:
        self._written_for = left_on
        editor = self._form.editor("follow_up_plan")
        editor.show_answer("\n".join(line for line in lines if line.strip()))
        editor.changed.emit()
        editor.left.emit()


def visits_said(left_on: date, language: Language) -> list[str]:
    """Return a line for each visit after an exit: "21/12/2026 : visite à 1 mois".

    With plain spaces: a field for several lines gives no others back, and the lines are known again by their words.
    """
    said = (
        language.say_n(N_("{day}: visit at {n} month"), N_("{day}: visit at {n} months"), months, day=day)
        for months, day in zip(FOLLOW_UP_MONTHS, follow_up_days(left_on), strict=True)
    )
    return [line.replace(NO_BREAK, " ") for line in said]
