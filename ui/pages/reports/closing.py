"""Closing a month: the director's words, and where it was closed before the reason for counting it anew."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.drafts import kept_new
from centre_app.indicators.freezing import close_month
from centre_app.indicators.report.look import Looked
from centre_app.indicators.report.numbers import BALANCE, Numbers, adds_up
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import MonthReport
from ui import icons, theme
from ui.kit.panel import Card, note
from ui.record_dialog import RecordDialog
from ui.session import Session

_ADDS_UP = N_("{here} present + {came} came − {left} left = {end} present on the last day")
_DOES_NOT = N_("{here} present + {came} came − {left} left is not {end} present on the last day")


class CloseMonthDialog(RecordDialog):
    """The questions over the balance of the month; its button says what saving does."""

    def __init__(self, *args: Any, balance: str, month: str, **named: Any) -> None:
        self._balance, self._month = balance, month
        super().__init__(*args, **named)
        self.sheet.bar.save.setText(self._session.say(N_("Close the month")))
        self.sheet.bar.save.show_icon(icons.LOCK)

    def add_more(self, card: Card) -> None:
        say = self._session.say
        told = N_("The numbers of {month} are kept as they are today. What is written later stands in the next report.")
        card.add(
            theme.plain_label(self._balance, theme.BODY, theme.MEDIUM, wraps=True, name="close.balance"),
            note(say(told, month=self._month), wraps=True),
        )


def balance_said(numbers: Numbers, language: Language) -> str:
    """Return who was here, came, left and is here, as a sum, or that they are none."""
    found = [numbers.lines[where].number if where in numbers.lines else None for where in BALANCE]
    here, came, left, end = ("–" if number is None else number for number in found)
    said = _ADDS_UP if adds_up(numbers) else _DOES_NOT
    return language.say(said, here=here, came=came, left=left, end=end)


def ask_to_close(session: Session, looked: Looked, *, over: QWidget) -> bool:
    """Ask for the words and close the month; say whether it is closed now."""
    month = looked.asked.first
    questions = ("in_words", "reopened_because") if looked.closed else ("in_words",)

    def write(typed: Record) -> None:
        assert isinstance(typed, MonthReport)
        session.do(close_month, month, in_words=typed.in_words or "", reason=typed.reopened_because or "")

    said = session.language.month(month)
    dialog = CloseMonthDialog(
        session,
        MonthReport(month=month),
        questions,
        title=session.say(N_("Close {month}"), month=said),
        write=write,
        over=over,
        with_reasons=False,
        close_words=session.say(N_("Close")),
        kept=kept_new(session.register, MonthReport, lambda typed: typed.month == month),
        balance=balance_said(looked.numbers, session.language),
        month=said,
    )
    closed = bool(dialog.exec())
    dialog.deleteLater()
    return closed
