"""The first step: which month, whether it can be sent, what would go in it, and what headquarters says it has."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.exchange.before_export import BeforeExport, IncompleteFile
from centre_app.exchange.inbox import cases_in
from centre_app.exchange.partners import NotForTraining, locks_of
from centre_app.language import N_, Language
from centre_app.records import RECORD_TYPES, Bundle
from centre_app.review import Finding
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.buttons import Button
from ui.kit.layout import STRETCH
from ui.kit.pills import Segments
from ui.kit.rows import CheckLine, Row, RowList, sign_tile

_KINDS = {kind.__name__: kind for kind in RECORD_TYPES}


class CheckStep(QWidget):
    """Nothing is written here."""

    month_chosen = Signal(object)  # the first day of it
    case_asked = Signal(str)
    enrolment_asked = Signal()
    receipt_asked = Signal()
    new_line_asked = Signal()

    def __init__(self, language: Language, months: Sequence[date]) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._months = {f"{month:%Y-%m}": month for month in months}
        self._switch = Segments({key: language.month(month) for key, month in self._months.items()}, name="month")
        self._switch.chosen.connect(lambda key: self.month_chosen.emit(self._months[key]))
        self._lines = RowList(name="export_checks")
        self._shows_files = False
        month = layout.row(theme.plain_label(self._say(N_("Month"))), self._switch, STRETCH, gap=12)
        self.setLayout(layout.column(month, 4, self._lines, STRETCH, gap=4))

    def show_month(self, month: date) -> None:
        """Show which month is chosen, and that its check is under way."""
        self._switch.show_key(f"{month:%Y-%m}")
        self._lines.show_rows([CheckLine("running", self._say(N_("The register is being looked through.")))])

    def show_found(self, found: BeforeExport) -> None:
        self._lines.show_rows(
            [
                self._enrolment(found),
                self._what_goes(found),
                self._without_a_name(found.summary.withheld),
                self._incomplete(found.incomplete),
                self._last(found),
                *self._new_line(found),
            ]
        )

    # --- its lines ---------------------------------------------------------------------------------------------

    def _enrolment(self, found: BeforeExport) -> QWidget:
        if isinstance(found.trouble, NotForTraining):
            return CheckLine("fault", found.trouble.said_in(self._language), name="not_enrolled")
        if found.trouble is not None:
            way = buttons.filled(self._say(N_("To the enrolment")), icons.KEY, name="to_enrolment", in_row=True)
            way.clicked.connect(self.enrolment_asked)
            return _with(CheckLine("fault", found.trouble.said_in(self._language), name="not_enrolled"), way)
        assert found.headquarters is not None
        return CheckLine(
            "done",
            self._say(N_("This centre may send to {headquarters}."), headquarters=found.headquarters.name),
            self._say(N_("locks: {locks}"), locks=" · ".join(locks_of(found.headquarters))),
            name="enrolled",
        )

    def _what_goes(self, found: BeforeExport) -> QWidget:
        since = found.last_acknowledged
        cases = found.summary.cases
        note = self._language.say_n(N_("{n} file"), N_("{n} files"), cases)
        if since is None:
            return CheckLine("done", self._say(N_("Everything goes: it is the first export.")), note, name="what_goes")
        said = self._say(N_("What changed since no. {seq} goes, which headquarters has."), seq=str(since.seq))
        return CheckLine("done", said, note, name="what_goes")

    def _without_a_name(self, withheld: int) -> QWidget:
        if not withheld:
            said = self._say(N_("Everybody in it agreed to be named, or the law asks for it."))
            return CheckLine("done", said, name="withheld")
        said = self._language.say_n(
            N_("{n} file goes under its number alone: consent to give the name is missing."),
            N_("{n} files go under their number alone: consent to give the name is missing."),
            withheld,
        )
        return CheckLine("check", said, name="withheld")

    def _incomplete(self, files: Sequence[IncompleteFile]) -> QWidget:
        if not files:
            return CheckLine("done", self._say(N_("The files of all who are here are complete.")), name="incomplete")
        said = self._language.say_n(
            N_("{n} file is not complete. It goes as it is, and is marked."),
            N_("{n} files are not complete. They go as they are, and are marked."),
            len(files),
        )
        listed = RowList(name="incomplete_files")
        listed.show_rows([self._file_row(file) for file in files])
        inset = layout.boxed(layout.row(listed))
        inset.setContentsMargins(theme.size(icons.HEAD + 12), 0, 0, 0)
        inset.setVisible(self._shows_files)
        show = buttons.button(self._say(N_("See")), icons.UNFOLD, name="show_incomplete", in_row=True)
        show.clicked.connect(lambda: self._show_files(inset))
        return layout.boxed(layout.column(_with(CheckLine("check", said, name="incomplete"), show), inset, gap=0))

    def _show_files(self, listed: QWidget) -> None:
        self._shows_files = not self._shows_files
        listed.setVisible(self._shows_files)

    def _file_row(self, file: IncompleteFile) -> Row:
        to_fill = self._language.list_of(self._say(label, sex=file.sex) for label in file.to_fill)
        parts = [file.code, self._say(N_("to fill in: {questions}"), questions=to_fill) if to_fill else ""]
        parts += [self._doubt(finding, file.sex) for finding in file.doubts]
        opened = buttons.button(self._say(N_("Open the file")), icons.OPEN, name=f"open.{file.code}", in_row=True)
        opened.clicked.connect(lambda: self.case_asked.emit(file.case_id))
        second = " · ".join(part for part in parts if part)
        sign = sign_tile(icons.PERSON, tone=theme.CHECK_TONE)
        return Row(file.name.in_list or file.code, second, sign=sign, action=opened, name=f"incomplete.{file.code}")

    def _doubt(self, finding: Finding, sex: str | None) -> str:
        """Return what a rule says of an answer, with the question in front of it."""
        said, kind = finding.said_in(self._language), _KINDS.get(finding.record_type)
        if kind is None or finding.question not in kind.questions:
            return said
        label = self._say(kind.questions[finding.question].label, sex=sex)
        return self._say(N_("{question}: {doubt}"), question=label, doubt=said)

    def _last(self, found: BeforeExport) -> QWidget:
        read = buttons.button(
            self._say(N_("Read headquarters’ acknowledgement")), icons.RECEIVE, name="read_acknowledgement", in_row=True
        )
        read.clicked.connect(self.receipt_asked)
        return _with(self._last_line(found.last_written, found.last_acknowledged), read)

    def _new_line(self, found: BeforeExport) -> list[QWidget]:
        """Offer a new line, once there is one: after a restore or a copy headquarters no longer believes the old one."""
        if found.trouble is not None or found.last_written is None:
            return []
        said = self._say(N_("Was this laptop put back from a backup, or copied? Then begin a new line of bundles."))
        begin = buttons.button(self._say(N_("New line…")), icons.UNDO, name="new_line_of_bundles", in_row=True)
        begin.clicked.connect(self.new_line_asked)
        return [_with(CheckLine("to_do", said, name="new_line"), begin)]

    def _last_line(self, written: Bundle | None, acknowledged: Bundle | None) -> CheckLine:
        if written is None:
            return CheckLine("to_do", self._say(N_("Nothing was exported from this laptop yet.")), name="last_export")
        if acknowledged is not None and acknowledged.seq == written.seq:
            return CheckLine("done", said_received(acknowledged, self._language), name="last_export")
        said = self._say(
            N_("Headquarters has not acknowledged no. {seq} yet: what is in it goes once more."), seq=str(written.seq)
        )
        return CheckLine("check", said, name="last_export")


def said_received(acknowledged: Bundle, language: Language) -> str:
    """Say "Headquarters has received no. 12 (345 files)."; a name that changed is in no file's own row."""
    if not cases_in(acknowledged):
        return language.say(N_("Headquarters has received no. {seq}."), seq=str(acknowledged.seq))
    return language.say_n(
        N_("Headquarters has received no. {seq} ({n} file)."),
        N_("Headquarters has received no. {seq} ({n} files)."),
        cases_in(acknowledged),
        seq=str(acknowledged.seq),
    )


def _with(line: CheckLine, button: Button) -> QWidget:
    whole = layout.row(gap=12)
    whole.addWidget(line, 1)
    whole.addWidget(button)
    return layout.boxed(whole)
