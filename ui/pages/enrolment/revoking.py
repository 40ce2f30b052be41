"""Trusting a centre's key no more: from which day, and its code typed, because this cannot be taken back."""

from datetime import date

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from centre_app.language import N_
from centre_app.records import Card as KeptCard
from ui import icons, theme
from ui.day_editors import DayField
from ui.editors import Setting
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import page_title
from ui.session import Session

WIDTH, LABEL_WIDTH = 600, 180


class RevokeDialog(QDialog):
    def __init__(self, session: Session, kept: KeptCard, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        title = say(N_("Revoke the key of {centre}"), centre=kept.name or "")
        self.setObjectName("revoke_dialog")
        self.setWindowTitle(say(N_("Revoke a key")))
        self.setModal(True)
        self._code = kept.code or ""
        setting = Setting(language=session.language, today=session.today)
        self._day = DayField(setting, is_past=True, name="cards.revoked_from")
        self._day.show_day(session.today)
        self._typed = QLineEdit()
        self._typed.setObjectName("code_to_revoke")
        self._revoke = buttons.filled(say(N_("Revoke this key")), icons.LOCK, name="revoke_key")
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_revoke")
        self._revoke.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._typed.textChanged.connect(self._on_typed)
        self._day.textChanged.connect(self._on_typed)
        what = Message(
            say(
                N_(
                    "After a theft or a loss. What was received stays; no bundle signed by this key is received any "
                    "more. The centre enrols anew, with a new key."
                )
            ),
            theme.CHECK_TONE,
        )
        asked = say(N_("Type {code} to confirm"), code=self._code)
        self.setLayout(
            layout.column(
                page_title(title),
                what,
                _line(say(N_("No longer trusted from")), self._day),
                _line(asked, self._typed),
                layout.row(layout.STRETCH, cancel, self._revoke),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))
        self._on_typed()
        self._typed.setFocus()

    @property
    def since(self) -> date | None:
        day = self._day.day()
        return day if isinstance(day, date) else None

    def _on_typed(self) -> None:
        fits = self._typed.text().strip().upper() == self._code
        self._revoke.setEnabled(fits and self.since is not None)


def _line(words: str, field: QWidget) -> layout.QHBoxLayout:
    label = theme.plain_label(words)
    label.setFixedWidth(theme.size(LABEL_WIDTH))
    label.setBuddy(field)
    field.setAccessibleName(words)
    return layout.row(label, field, layout.STRETCH)
