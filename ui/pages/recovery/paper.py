"""The recovery sheet on its way to paper: its groups on screen, the print, and some of them typed back.

The code is shown and printed; it is never written to a file, and nothing here can be copied.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from centre_app.dates import utc_now
from centre_app.language import N_, Language
from centre_app.recovery import GroupsDiffer, Sheet
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import FieldMessage, Message
from ui.kit.panel import Panel
from ui.preview import PreviewDialog

IN_A_ROW = 4
LONGEST_GROUP = 9  # room for a slip of the hand, which is then said


class ShownSheet(QWidget):
    """The seven groups, large, and the button that prints them."""

    print_asked = Signal()

    def __init__(self, sheet: Sheet, language: Language) -> None:
        super().__init__()
        self.setObjectName("sheet")
        say = language.say
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.size(8))
        for place, group in enumerate(sheet.groups):
            grid.addWidget(_group(place + 1, group), place // IN_A_ROW, place % IN_A_ROW)
        printing = buttons.button(say(N_("Print the recovery sheet")), icons.PRINT, name="print_recovery_sheet")
        printing.clicked.connect(self.print_asked)
        by_hand = theme.plain_label(
            say(N_("No printer? Copy the seven groups by hand, with the centre’s code and today’s date.")), wraps=True
        )
        keep = Message(
            say(N_("Closed envelope, in the safe, never with the laptop. It opens the whole register.")),
            theme.CHECK_TONE,
            icon=icons.KEY,
            name="sheet.keep",
        )
        line = layout.row(printing, gap=12)
        line.addWidget(by_hand, 1)
        self.setLayout(layout.column(layout.boxed(grid), line, keep, gap=12))


def _group(number: int, group: str) -> QWidget:
    tile = Panel(ground=theme.BAND, line=theme.CARD_BORDER, radius=theme.RADIUS)
    count = theme.plain_label(str(number), theme.CAPTION, colour=theme.MUTED)
    written = theme.plain_label(group, theme.PAGE_TITLE, theme.SEMI_BOLD, name=f"group.{number}")
    tile.setLayout(layout.row(count, written, STRETCH, gap=8, margins=(12, 6, 12, 6)))
    return tile


class TypedBack(QWidget):
    """Three groups of the sheet, asked back while the screen does not show them."""

    def __init__(self, sheet: Sheet, language: Language, typed: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("typed_back")
        self._sheet, self._say = sheet, language.say
        self.fields = [self._field(place) for place in sheet.asked]
        for field, text in zip(self.fields, typed, strict=False):
            field.setText(text)
        self._said = layout.column()
        line = layout.row(gap=16)
        for place, field in zip(sheet.asked, self.fields, strict=True):
            label = theme.plain_label(self._called(place), theme.BODY, theme.MEDIUM)
            label.setBuddy(field)
            line.addLayout(layout.column(label, field, gap=4))
        layout.add(line, STRETCH)
        self.setLayout(layout.column(line, layout.boxed(self._said), gap=8))

    def typed(self) -> list[str]:
        return [field.text() for field in self.fields]

    def check(self) -> bool:
        """Say whether the groups are those of the sheet; say under them when they are not."""
        layout.clear(self._said)
        try:
            self._sheet.check(self.typed())
        except GroupsDiffer as problem:
            words = f"{self._say(problem.message)} {self._say(problem.advice)}"
            self._said.addWidget(FieldMessage(words, theme.FAULT_TONE, name="typed_back.problem"))
            self._first_wrong().setFocus()
            return False
        return True

    def begin(self) -> None:
        self.fields[0].setFocus()

    def _field(self, place: int) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"typed_back.{place + 1}")
        field.setAccessibleName(self._called(place))
        field.setProperty("tall", True)
        field.setMaxLength(LONGEST_GROUP)
        field.setFixedWidth(theme.size(128))
        field.setFont(theme.font(theme.SUB_TITLE, theme.SEMI_BOLD))
        return field

    def _called(self, place: int) -> str:
        return self._say(N_("Group {number}"), number=str(place + 1))

    def _first_wrong(self) -> QLineEdit:
        empty = (field for field in self.fields if not field.text().strip())
        return next(empty, self.fields[0])


@dataclass(frozen=True)
class Speaker:
    """What a preview reads of a session, while there may be none."""

    language: Language

    def say(self, message: str, **parts: object) -> str:
        return self.language.say(message, **parts)


def show_before_printing(
    sheet: Sheet,
    *,
    centre: str,
    code: str,
    language: Language,
    over: QWidget,
    is_training: bool = False,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Show the sheet as it will be on paper; it goes to a printer, and never into a file.

    `before` is done before it is printed: where a register is open, its history is told.
    """
    from centre_app.documents.recovery_sheet import RecoverySheet, recovery_sheet_pdf  # late: it loads ReportLab

    pdf = recovery_sheet_pdf(
        RecoverySheet(centre=centre, code=code, groups=sheet.groups, printed_at=utc_now(), is_training=is_training),
        language,
    )
    show_secret(pdf, language.say(N_("Recovery sheet")), language=language, over=over, before=before)


def show_secret(
    pdf: bytes, title: str, *, language: Language, over: QWidget, before: Callable[[], object] = lambda: None
) -> None:
    """Show a paper that opens something: it goes to a printer, and never into a file."""

    def final() -> bytes:
        before()
        return pdf

    shown = PreviewDialog(Speaker(language), title=title, preview=pdf, final=final, file_name="", over=over)
    for name in ("save_pdf", "readable_by_anyone"):
        shown.findChild(QPushButton if name == "save_pdf" else QWidget, name).hide()
    shown.exec()
    shown.deleteLater()
