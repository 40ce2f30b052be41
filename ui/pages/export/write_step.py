"""The fourth step and the fifth: writing to the stick, reading back what is there, and that it is good."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app.exchange.bundle import Sealed
from centre_app.exchange.sticks import Drive, Step
from centre_app.language import N_, Language
from ui import theme
from ui.kit import layout
from ui.kit.bars import ProgressBar
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.rows import CheckLine, RowList

LEAST_SHARE_TO_GUESS_BY = 0.1
PHASES = 2  # writing and reading back


class WriteStep(QWidget):
    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._sealed: Sequence[Sealed] = ()
        self._drive: Drive | None = None
        self._locks = ""
        self._began = 0.0
        self._percent = theme.plain_label("", theme.HERO, name="percent")
        self._words = theme.plain_label("", name="progress_words")
        self._bar = ProgressBar(points=12, name="reading_back")
        self._lines = RowList(name="writing_checks")
        self._message = Message("", name="writing_message")
        told = layout.row(self._percent, gap=16)
        told.addLayout(layout.column(self._words, self._bar, gap=8), 1)
        self._told = layout.boxed(told)
        self.setLayout(layout.column(self._told, 8, layout.rule(), self._lines, 8, self._message, STRETCH, gap=4))

    def begin(self, sealed: Sequence[Sealed], drive: Drive, locks: str) -> None:
        """Start anew, with a sealed bundle and where it goes."""
        self._sealed, self._drive, self._locks = sealed, drive, locks
        self._began = time.monotonic()
        self._told.show()
        self._show_message(
            N_("You can work on another page: this goes on. If the power fails, start again here: nothing is lost.")
        )
        self.show_progress(Step.WRITING, 0, 1)

    def show_progress(self, step: Step, done: int, total: int) -> None:
        """Show how far writing or reading back is, in bytes."""
        share = done / total if total else 0.0
        language = self._language
        self._percent.setText(language.percent(share))
        theme.colour_text(self._percent, theme.INK)
        message = N_("{done} of {total} written") if step is Step.WRITING else N_("{done} of {total} read back")
        words = self._say(message, done=language.size(done), total=language.size(total))
        whole = (share + (step is Step.READING_BACK)) / PHASES
        self._words.setText(" · ".join(part for part in (words, self._time_left(whole)) if part))
        self._bar.show_share(share, spoken=words)
        reading = step is Step.READING_BACK
        self._show_lines("done" if reading else "running", "running" if reading else "to_do", "to_do")

    def show_good(self) -> None:
        """Say that everything is on the stick and was read back."""
        self._told.show()
        size = self._language.size(sum(len(each.content) for each in self._sealed))
        self._percent.setText(self._language.percent(1.0))
        theme.colour_text(self._percent, theme.ACCENT)
        self._words.setText(self._say(N_("{done} of {total} read back"), done=size, total=size))
        self._bar.show_share(1.0, spoken=self._words.text())
        self._show_lines("done", "done", "done")
        self._show_message(
            N_("Headquarters confirms it with an acknowledgement: read it here when the stick comes back.")
        )

    def show_failed(self) -> None:
        """Say that nothing is on the stick, and that it can be tried again; why, the page says."""
        self._told.hide()
        self._lines.show_rows([self._encrypted(), CheckLine("check", self._say(N_("The export is not on the stick")))])
        self._show_message(N_("The export is kept ready, encrypted: start again with this stick or another one."))

    def _time_left(self, share: float) -> str:
        if share < LEAST_SHARE_TO_GUESS_BY:
            return ""
        spent = time.monotonic() - self._began
        seconds = round(spent / share - spent)
        if seconds < 1:
            return ""
        return self._language.say_n(N_("about {n} second left"), N_("about {n} seconds left"), seconds)

    def _show_message(self, message: str) -> None:
        self._message.show_text(self._say(message))

    def _encrypted(self) -> CheckLine:
        return CheckLine("done", self._say(N_("The files are encrypted for headquarters, and signed")), self._locks)

    def _show_lines(self, written: str, compared: str, named: str) -> None:
        say, names = self._say, ", ".join(each.name for each in self._sealed)
        self._lines.show_rows(
            [
                self._encrypted(),
                CheckLine(written, say(N_("The stick answers and takes the export")), self._room()),
                CheckLine(compared, say(N_("What is on the stick is the same as the original"))),
                CheckLine(named, say(N_("The export stands on the stick under its name")), names),
            ]
        )

    def _room(self) -> str:
        if self._drive is None:
            return ""
        free, total = self._language.size(self._drive.free_bytes), self._language.size(self._drive.total_bytes)
        return self._say(N_("{free} free of {total}"), free=free, total=total)
