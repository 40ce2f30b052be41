"""One file that came: whose it is, whether it can be trusted, what it would change, and what a person must decide."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from centre_app.exchange.inbox import Arrived, cases_in
from centre_app.exchange.preview import Preview
from centre_app.exchange.refusals import AlreadyReceived
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip
from ui.kit.panel import icon_tile
from ui.kit.rows import Elided
from ui.pages.receive.work import Taken
from ui.theme import Tone

MOST_TWINS = 3  # of one file; the others are found on the page of those who look alike


class ArrivalLine(QWidget):
    """Emits the file with each answer."""

    restored = Signal(object)  # a Path: the centre's register was put back from a backup
    copied = Signal(object)  # a Path: two laptops write in one centre's name, or nobody knows
    wanted_alone = Signal(object)  # a Path: receive this one and no other
    receipt_wanted = Signal(object)  # a Path: write the acknowledgement somewhere else

    def __init__(
        self, taken: Taken, language: Language, *, was_left: bool, is_alone: bool, same_as: Path | None = None
    ) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._taken, self._was_left, self._is_alone = taken, was_left, is_alone
        arrived = taken.arrived
        self._same_as = same_as if arrived.may_be_received or _was_known(arrived) else None
        self.file: Path = arrived.file
        self.setObjectName(f"arrived.{arrived.file.name}")
        state, tone = self._state(arrived)
        title = self._title(arrived)
        words = layout.column(Elided(title, theme.BODY, theme.MEDIUM), gap=2)
        if title != arrived.file.name:
            words.addWidget(Elided(arrived.file.name, theme.SECOND, colour=theme.MUTED))
        for sentence, ink in self._sentences(arrived):
            words.addWidget(theme.plain_label(sentence, theme.BODY, colour=ink, wraps=True))
        for button, meaning in self._answers(arrived):
            words.addWidget(self._answer(button, meaning))
        line = layout.row(gap=12, margins=(0, 8, 0, 8))
        tile = icon_tile(tone.icon, points=32, ground=tone.tint, colour=tone.ink)
        line.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(Chip(state, tone, name=f"state.{arrived.file.name}"), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.setAccessibleName(f"{title}. {state}")

    def _title(self, arrived: Arrived) -> str:
        if arrived.month is None or arrived.is_only_named:
            return arrived.file.name
        return self._say(
            N_("{centre} · {month} · no. {seq}"),
            centre=arrived.of_centre,
            month=self._language.month(arrived.month),
            seq=str(arrived.seq),
        )

    def _state(self, arrived: Arrived) -> tuple[str, Tone]:
        if _was_known(arrived):
            words = N_("twice") if self._same_as is not None else N_("received before")
            return self._say(words), theme.NEUTRAL_TONE
        if arrived.received is not None:
            return self._say(N_("received")), theme.DONE_TONE
        if self._was_left:
            return self._say(N_("not received")), theme.NEUTRAL_TONE
        if arrived.asks_about_a_new_line:
            return self._say(N_("to decide")), theme.CHECK_TONE
        if arrived.waits:
            return self._say(N_("waiting")), theme.CHECK_TONE
        if arrived.problem is not None:
            return self._say(N_("refused")), theme.FAULT_TONE
        if self._same_as is not None:
            return self._say(N_("twice")), theme.NEUTRAL_TONE
        return self._say(N_("authentic")), theme.DONE_TONE

    # --- what is said of it ------------------------------------------------------------------------------------

    def _sentences(self, arrived: Arrived) -> Iterator[tuple[str, str]]:
        """Yield each sentence with its colour."""
        if self._was_left:
            yield self._say(N_("Nothing of it was received. The file is still on the stick.")), theme.INK
            return
        if self._same_as is not None:
            known = N_("This is the same bundle as {name}, which was received before. One acknowledgement is enough.")
            once = N_("This is the same file as {name}. It is received only once.")
            yield self._say(known if _was_known(arrived) else once, name=self._same_as.name), theme.INK
            return
        if arrived.problem is not None:
            is_known = _was_known(arrived)
            faulty = not (is_known or arrived.waits or arrived.asks_about_a_new_line)
            yield self._say(arrived.problem.message, **arrived.problem.parts), theme.LATE if faulty else theme.INK
            if arrived.problem.advice:
                yield self._say(arrived.problem.advice, **arrived.problem.parts), theme.INK
        if arrived.is_only_named:
            said = N_(
                "Its name says {centre}, {month}, no. {seq}; what is inside could not be checked, and may be something else."
            )
            named = {"centre": arrived.of_centre, "seq": str(arrived.seq)}
            yield self._say(said, month=self._language.month(arrived.month), **named), theme.MUTED
        if arrived.is_kept_aside and not arrived.waits:
            yield (
                self._say(N_("A copy of the file is kept beside the register, for whoever looks into it.")),
                theme.MUTED,
            )
        if arrived.may_be_received and arrived.preview is not None:
            yield " · ".join(self._what_changes(arrived.preview)), theme.INK
            yield self._lines_in(arrived.preview), theme.MUTED
            for new, known in arrived.preview.twins[:MOST_TWINS]:
                said = N_("{new} and {known} may be the same person: call both houses.")
                yield self._say(said, new=new, known=known), theme.SOON
            if len(arrived.preview.twins) > MOST_TWINS:
                more = len(arrived.preview.twins) - MOST_TWINS
                yield self._language.say_n(N_("and {n} more"), N_("and {n} more"), more), theme.SOON
            for notice in arrived.preview.notices:
                yield notice.said_in(self._language), theme.SOON
        if arrived.received is not None and arrived.problem is None:
            cases = cases_in(arrived.received)
            yield (
                self._language.say_n(N_("{n} file is in the register."), N_("{n} files are in the register."), cases),
                theme.INK,
            )
        yield from self._about_the_receipt()

    def _what_changes(self, preview: Preview) -> Iterator[str]:
        language = self._language
        yield language.say_n(N_("{n} new file"), N_("{n} new files"), preview.new_cases)
        yield language.say_n(N_("{n} changed"), N_("{n} changed"), preview.changed_cases)
        yield language.say_n(N_("{n} without a name"), N_("{n} without a name"), preview.withheld)
        if preview.remarks:
            yield language.say_n(N_("{n} remark"), N_("{n} remarks"), preview.remarks)

    def _lines_in(self, preview: Preview) -> str:
        return self._say(
            N_("Lines: {new} new, {changed} changed, {unchanged} as they are here already."),
            new=preview.new_rows,
            changed=preview.changed_rows,
            unchanged=preview.unchanged_rows,
        )

    def _about_the_receipt(self) -> Iterator[tuple[str, str]]:
        if self._taken.receipt:
            name = self._taken.receipt
            yield self._say(N_("The acknowledgement is on the stick: {name}. Give it back."), name=name), theme.ACCENT
        if self._taken.not_given is not None:
            yield self._say(N_("It is received, but the acknowledgement is not written.")), theme.LATE
            yield self._taken.not_given.said_in(self._language), theme.INK

    # --- what a person decides ---------------------------------------------------------------------------------

    def _answers(self, arrived: Arrived) -> Iterator[tuple[QWidget, str]]:
        """Yield the buttons under the sentences, each with what pressing it means."""
        say, name = self._say, arrived.file.name
        if arrived.asks_about_a_new_line and not self._was_left:
            restored = buttons.button(say(N_("It was restored")), icons.UNDO, name=f"restored.{name}", in_row=True)
            restored.clicked.connect(lambda: self.restored.emit(self.file))
            yield (
                restored,
                say(N_("One laptop, put back from a backup. Its new line is received, the old one no more.")),
            )
            copied = buttons.button(say(N_("It was copied")), icons.COPY, name=f"copied.{name}", in_row=True)
            copied.clicked.connect(lambda: self.copied.emit(self.file))
            yield (
                copied,
                say(N_("Two laptops, or nobody is sure. Nothing is received until the centre has chosen one.")),
            )
        elif arrived.may_be_received and not self._is_alone and self._same_as is None:
            alone = buttons.button(say(N_("Receive this one")), icons.RECEIVE, name=f"receive.{name}", in_row=True)
            alone.clicked.connect(lambda: self.wanted_alone.emit(self.file))
            yield alone, say(N_("The others stay in the list."))
        elif arrived.received is not None and not self._taken.receipt and self._same_as is None:
            write = buttons.button(
                say(N_("Write the acknowledgement")), icons.STICK, name=f"acknowledge.{name}", in_row=True
            )
            write.clicked.connect(lambda: self.receipt_wanted.emit(self.file))
            yield write, say(N_("On the stick that goes back to the centre."))

    def _answer(self, button: QWidget, meaning: str) -> QWidget:
        line = layout.row(gap=12, margins=(0, 2, 0, 2))
        button.setMinimumWidth(theme.size(150))
        line.addWidget(button)
        line.addWidget(theme.plain_label(meaning, theme.SECOND, colour=theme.MUTED, wraps=True), 1)
        return layout.boxed(line)


def _was_known(arrived: Arrived) -> bool:
    """Say whether it was received before it was looked at here."""
    return isinstance(arrived.problem, AlreadyReceived)
