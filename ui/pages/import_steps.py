"""The four steps of importing an old register: choose the file, say what its columns and words mean, look, done.

A step shows what it is handed and tells what a person did; it neither reads files nor writes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.importing.importing import Preview, Written
from centre_app.importing.mapping import LEFT_OUT, ColumnLine, WordLine
from centre_app.importing.remarks import WARNS, Remark, SameRemark, grouped
from centre_app.importing.vocabulary import MEANINGS, Term, label_of, offered
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout, rows
from ui.kit.fields import PickList
from ui.kit.layout import STRETCH
from ui.kit.messages import Message

LINES_NAMED = 8
PICK_WIDTH = 300


class FileStep(QWidget):
    """Choose the file."""

    asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        say = language.say
        choose = buttons.filled(say(N_("Choose the file")), icons.DOCUMENTS, name="choose_file")
        choose.clicked.connect(self.asked)
        lines = (
            ("done", say(N_("The old register stays as it is: the program only reads it."))),
            ("done", say(N_("Each line becomes the file of one person, with any children and their stay."))),
            ("done", say(N_("The line is kept in the file as it was written."))),
            ("done", say(N_("A line that was imported before is not imported twice."))),
        )
        checks = [rows.CheckLine(state, sentence) for state, sentence in lines]
        self.setLayout(layout.column(*checks, 12, layout.row(choose, STRETCH), STRETCH, gap=4))


class TablesStep(QWidget):
    """What each column means and what each word stands for; a correction is told at once and changes nothing else."""

    column_meant = Signal(str, str)  # the column, the key of its meaning (LEFT_OUT: not read)
    word_meant = Signal(str, str, object)  # the key of the meaning, the word, the Term

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._picks: dict[str, PickList] = {}
        self._unknown, self._columns, self._known = layout.column(gap=2), layout.column(gap=2), layout.column(gap=2)
        self.setLayout(layout.column(self._unknown, self._columns, self._known, STRETCH, gap=8))

    def show_columns(self, lines: Sequence[ColumnLine]) -> None:
        """Show the columns; those on screen already stay where they are, with what they mean now."""
        if list(self._picks) != [line.column for line in lines]:
            self._picks = {line.column: self._column_pick(line) for line in lines}
            shown = [_picking(line.column, " · ".join(line.samples), self._picks[line.column]) for line in lines]
            _group(self._columns, icons.TABLE, self._say(N_("Columns")), shown)
        for line in lines:
            pick = self._picks[line.column]
            pick.show_key(line.meaning.key if line.meaning else LEFT_OUT)
            pick.mark("" if line.meaning else "check")

    def show_words(self, lines: Sequence[WordLine]) -> None:
        """Show the words that are not known, and apart from them the others."""
        unknown = [self._word_row(line) for line in lines if line.term is None]
        known = [self._word_row(line) for line in lines if line.term is not None]
        _group(self._unknown, icons.NO_ANSWER, self._say(N_("Words to explain")), unknown, theme.CHECK_TONE)
        _group(self._known, icons.BOOK, self._say(N_("Words that are known")), known)

    def _column_pick(self, line: ColumnLine) -> PickList:
        choices = [(meaning.key, self._say(meaning.label)) for meaning in MEANINGS.values()]
        pick = PickList([(LEFT_OUT, self._say(N_("Not read"))), *choices], name=f"column.{line.column}")
        pick.setAccessibleName(line.column)
        pick.picked.connect(lambda key: self.column_meant.emit(line.column, key))
        return pick

    def _word_row(self, line: WordLine) -> QWidget:
        pick = TermPick(line, self._language)
        pick.meant.connect(lambda term: self.word_meant.emit(line.meaning.key, line.word, term))
        times = self._language.say_n(N_("{n} line"), N_("{n} lines"), line.count)
        return _picking(line.word, f"{self._say(line.meaning.label)} · {times}", pick)


def _picking(what: str, about: str, pick: PickList) -> QWidget:
    return rows.Row(what, about, columns=[(pick, PICK_WIDTH)])


def _group(stack: QVBoxLayout, icon: str, title: str, shown: Sequence[QWidget], tone: theme.Tone | None = None) -> None:
    """Fill a part of a step with rows under a head, or with nothing."""
    layout.clear(stack)
    if shown:
        listed = rows.RowList()
        listed.show_rows(shown)
        layout.add(stack, rows.group_head(icon, title, str(len(shown)), tone=tone))
        layout.add(stack, listed)


class TermPick(PickList):
    """The choices that a word may stand for; they are filled in when somebody comes to it, for there are many."""

    meant = Signal(object)  # a Term

    def __init__(self, line: WordLine, language: Language) -> None:
        chosen = [(str(line.term), label_of(line.term, language))] if line.term else []
        super().__init__(chosen, placeholder=language.say(N_("Choose…")), name=f"word.{line.word}")
        self.setAccessibleName(line.word)
        self.show_key(str(line.term) if line.term else None)
        self.mark("" if line.term and line.term.is_exact else "check")
        self._line, self._language = line, language
        self._is_full = False
        self.picked.connect(self._tell)

    def _tell(self, written: str) -> None:
        self.mark("")
        self.meant.emit(Term.of(written))

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    def _fill(self) -> None:
        if not self._is_full:
            self._is_full = True
            chosen = self.key()
            self.show_choices((str(term), label) for term, label in offered(self._line.meaning, self._language))
            self.show_key(chosen)


class Remarks(QWidget):
    """Remarks on lines: those that ask to be checked, then what is good to know; one that is made often stands once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._to_check, self._to_know = layout.column(gap=2), layout.column(gap=2)
        self.setLayout(layout.column(self._to_check, self._to_know, gap=8))

    def show_remarks(self, remarks: Iterable[Remark], files: Mapping[int, str] | None = None) -> None:
        """Show remarks by the lines they stand on, or, once there are files, by the numbers of these."""
        groups = grouped(remarks)
        to_check = [self._line(one, theme.CHECK_TONE, files) for one in groups if one.remark.severity == WARNS]
        to_know = [self._line(one, theme.NEUTRAL_TONE, files) for one in groups if one.remark.severity != WARNS]
        _group(self._to_check, icons.FAULT, self._say(N_("To be checked")), to_check, theme.CHECK_TONE)
        _group(self._to_know, icons.INFO, self._say(N_("Good to know")), to_know)

    def _line(self, same: SameRemark, tone: theme.Tone, files: Mapping[int, str] | None) -> QWidget:
        sentence = theme.plain_label(same.remark.said_in(self._language), wraps=True)
        said = self._files(same, files) if files is not None else self._lines(same)
        place = " · ".join(part for part in (same.remark.column, said) if part)
        where = theme.plain_label(place, theme.SECOND, colour=theme.MUTED, wraps=True)
        line = layout.row(gap=10, margins=(0, 6, 0, 6))
        line.addWidget(icons.label(tone.icon, icons.ROW, tone.ink), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(layout.column(sentence, where, gap=2), 1)
        box = QWidget()
        box.setLayout(line)
        box.setAccessibleName(f"{sentence.text()} {where.text()}")
        return box

    def _lines(self, same: SameRemark) -> str:
        """Return "lignes 2, 5, 8 et 12 autres"."""
        numbers = [str(line) for line in same.lines if line]
        if not numbers:
            return ""
        named, more = numbers[:LINES_NAMED], len(numbers) - LINES_NAMED
        lines = self._language.list_of(named) if more <= 0 else ", ".join(named)
        said = self._language.say_n(N_("line {lines}"), N_("lines {lines}"), len(numbers), lines=lines)
        return said if more <= 0 else self._say(N_("{lines} and {more} more"), lines=said, more=more)

    def _files(self, same: SameRemark, files: Mapping[int, str]) -> str:
        """Return the numbers of all the files, so that each can be found."""
        return self._language.list_of(files[line] for line in same.lines if line in files)


class PreviewStep(QWidget):
    """What the file would become, and everything that was not understood."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._clear = Message(language.say(N_("Every line is understood.")), theme.DONE_TONE, name="all_understood")
        self._remarks = Remarks(language)
        self.setLayout(layout.column(self._clear, self._remarks, STRETCH, gap=8))

    def show_preview(self, found: Preview) -> None:
        self._clear.setVisible(not found.remarks)
        self._remarks.show_remarks(found.remarks)


class DoneStep(QWidget):
    """It is written: where to go from here, and which files ask for another look."""

    def __init__(self, language: Language, see_residents: Callable[[], None], another: Callable[[], None]) -> None:
        super().__init__()
        say = language.say
        self._language = language
        self._message = Message("", theme.DONE_TONE, icon=icons.DONE, name="imported")
        self._advice = theme.plain_label(
            say(N_("Keep the old register. Open these files when you have the time.")), colour=theme.MUTED, wraps=True
        )
        self._remarks = Remarks(language)
        see = buttons.filled(say(N_("See the residents")), icons.RESIDENTS, name="see_residents")
        more = buttons.button(say(N_("Import another register")), icons.IMPORT, name="import_another")
        see.clicked.connect(see_residents)
        more.clicked.connect(another)
        doors = layout.row(see, more, STRETCH)
        self.setLayout(layout.column(self._message, doors, self._advice, self._remarks, STRETCH, gap=12))

    def show_done(self, written: Written) -> None:
        found = written.preview
        residents = self._language.say_n(
            N_("{n} resident is in the register now."), N_("{n} residents are in the register now."), found.residents
        )
        children = self._language.say_n(
            N_("{n} child has a file too."), N_("{n} children have a file too."), found.children
        )
        self._message.show_text(children if found.children else "", strong=residents)
        to_check = [one for one in found.remarks if one.severity == WARNS and one.line in written.codes]
        self._advice.setVisible(bool(to_check))
        self._remarks.show_remarks(to_check, written.codes)
