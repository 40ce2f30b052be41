"""What the director is told: which restricted files somebody opened with a reason, until she has read it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.casework.break_glass import have_seen, to_be_told
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import BreakGlass
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Panel, note
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, HEIGHT = 640, 480


class OpeningsLine(Message):
    """There only while there is something to read; its button opens it."""

    def __init__(self, session: Session) -> None:
        super().__init__("", theme.SOON_TONE, icon=icons.LOCK, name="openings")
        self._session = session
        read = buttons.button(session.say(N_("Read")), icons.OPEN, name="read_openings", in_row=True)
        read.clicked.connect(self.read)
        self.add_button(read)

    def refresh(self) -> None:
        """Look again what is to be told."""
        count = len(to_be_told(self._session.register))
        self.show_text(
            self._session.language.say_n(
                N_("{n} restricted record was opened with a reason."),
                N_("{n} restricted records were opened with a reason."),
                count,
            )
        )
        self.setVisible(bool(count))

    def read(self) -> None:
        """Show what was opened; once it is read, it is no longer told."""
        openings = to_be_told(self._session.register)
        dialog = OpeningsDialog(self._session, openings, over=self)
        is_read = bool(dialog.exec())
        dialog.deleteLater()
        if is_read:
            self._session.do(have_seen, openings)


class OpeningsDialog(QDialog):
    """Who opened what, when and why, the oldest first."""

    def __init__(self, session: Session, openings: Sequence[BreakGlass], *, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, say = session, session.say
        self.setObjectName("openings.dialog")
        self.setWindowTitle(say(N_("What was opened with a reason")))
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))
        listed = Scroll(layout.column(*map(self._one, openings), layout.STRETCH, gap=12), name="openings.scroll")
        later = buttons.button(say(N_("Later")), name="later")
        later.clicked.connect(self.reject)
        done = buttons.filled(say(N_("I have read this")), icons.TICK, name="have_read")
        done.clicked.connect(self.accept)
        title = theme.plain_label(say(N_("What was opened with a reason")), theme.SUB_TITLE, theme.MEDIUM)
        whole = layout.column(title, gap=16, margins=(24, 20, 24, 16))
        whole.addWidget(listed, 1)
        layout.add(whole, layout.row(layout.STRETCH, later, done))
        self.setLayout(whole)

    def _one(self, opening: BreakGlass) -> Panel:
        language = self._session.language
        when = language.moment(opening.opened_at) if opening.opened_at else ""
        who = self._session.staff_name(opening.opened_by)
        reason = choices("break_glass_reason").label(opening.reason, language)
        head = " · ".join(part for part in (opening.code, who, when) if part)
        box = Panel(name=f"opening.{opening.id}")
        box.setLayout(
            layout.column(
                theme.plain_label(head, theme.BODY, theme.MEDIUM, wraps=True),
                note(reason, wraps=True),
                theme.plain_label(opening.in_words or "", wraps=True),
                gap=4,
                margins=(16, 12, 16, 12),
            )
        )
        return box
