"""Beginning a new line of bundles, after a restore or a copy: what it does, and why, before the button opens."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app.exchange import line
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import note, page_title
from ui.kit.pills import Pills
from ui.kit.scroll import Scroll
from ui.session import Session

RESTORED, COPIED = "restored", "copied"
REASONS = {
    RESTORED: N_("This register was put back from a backup"),
    COPIED: N_("This laptop was copied, and this one goes on"),
}
ABOUT = {
    RESTORED: N_(
        "Call headquarters before: it must say that the register was restored when it receives the next bundle."
    ),
    COPIED: N_("Put the other laptop away first: what is written there afterwards is received no more."),
}


class NewLineDialog(QDialog):
    """Esc leads back, and nothing is begun."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(over.window())
        self._say = session.say
        title = session.say(N_("Begin a new line of bundles"))
        self.setObjectName("new_line")
        self.setWindowTitle(QApplication.applicationName())
        self.setAccessibleName(title)
        self.setModal(True)
        self.setMinimumWidth(theme.size(560))
        warning = N_("The next bundle is number 1 and holds everything. Headquarters asks before it believes it, and believes the old line no more.")  # fmt: skip
        self._why = Pills({key: session.say(words) for key, words in REASONS.items()}, name="new_line.why")
        self._why.chosen.connect(self._choose)
        self._about = note(
            session.say(N_("Say first why. Without one of these two reasons nothing needs it.")), wraps=True
        )
        self._begin = buttons.filled(session.say(N_("Begin the new line")), icons.TICK, name="begin_new_line")
        self._begin.setEnabled(False)
        self._begin.clicked.connect(self.accept)
        cancel = buttons.button(session.say(N_("Cancel")), icons.CLOSE, name="cancel_new_line")
        cancel.clicked.connect(self.reject)
        body = layout.column(
            Message(session.say(warning), theme.CHECK_TONE, name="new_line.warning"),
            theme.plain_label(session.say(N_("Why"))),
            self._why,
            self._about,
            layout.STRETCH,
            gap=12,
        )
        outer = layout.column(page_title(title), gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(body), 1)
        layout.add(outer, layout.row(cancel, layout.STRETCH, self._begin))
        self.setLayout(outer)
        self.resize(theme.size(600), theme.size(360))

    def _choose(self, key: object) -> None:
        self._begin.setEnabled(key in ABOUT)
        if key in ABOUT:
            self._about.setText(self._say(ABOUT[str(key)]))


def begin_new_line(session: Session, *, over: QWidget) -> str | None:
    """Ask why, begin the line, and return what to say of it; None when it was let be. Raises SectionShut."""
    dialog = NewLineDialog(session, over=over)
    is_wanted = bool(dialog.exec())
    dialog.deleteLater()
    if not is_wanted:
        return None
    session.do(line.begin_new_line)
    return session.say(N_("A new line is begun. The next bundle is number 1 and holds everything."))
