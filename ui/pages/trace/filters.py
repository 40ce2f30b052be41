"""What narrows the journal: a person, a file, days, a kind of act."""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from centre_app.acts import KINDS_OF_ACT
from centre_app.journal import Asked, people_of
from centre_app.language import N_
from ui import icons
from ui.day_editors import DayField
from ui.editors import Setting, TextField
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.panel import note
from ui.session import Session

ALL = ""
WAIT_MS = 400


class Filters(QObject):
    """Owns the lists and boxes in one line, and says what is asked for; `changed` a moment after the last key."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, say = session, session.say
        self.person = self._pick(say(N_("Who")), icons.PERSON, "person")
        self.kind = self._pick(say(N_("Kind of act")), icons.FILTER, "kind_of_act")
        kinds = [(key, say(words)) for key, words in KINDS_OF_ACT.items()]
        self.kind.show_choices([(ALL, say(N_("Everything"))), *kinds])
        self.file = TextField(width=136, name="file")
        self.file.setPlaceholderText(say(N_("File number")))
        self.file.setAccessibleName(say(N_("File number")))
        setting = Setting(language=session.language, today=session.today)
        self.since = self._day(setting, say(N_("From this day")), "since")
        self.until = self._day(setting, say(N_("Until this day")), "until")
        self._clear = buttons.quiet(say(N_("Clear all")), icons.REMOVE, name="clear")
        self._clear.clicked.connect(self.clear)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._tell_changed)
        for box in (self.file, self.since, self.until):
            box.textEdited.connect(lambda _text: self._timer.start())
        self.line = self._laid_out()
        self.show_people()
        self.clear()

    def asked(self) -> Asked:
        """Return what is asked for; a day that cannot be one is framed and narrows nothing."""
        return Asked(
            who=str(self.person.key() or ""),
            kind=str(self.kind.key() or ""),
            case_words=self.file.text().strip(),
            since=self._read(self.since),
            until=self._read(self.until),
        )

    def show_people(self) -> None:
        """Offer who is or was in the team; who was picked stays picked."""
        picked = self.person.key()
        self.person.show_choices([(ALL, self._session.say(N_("Everybody"))), *people_of(self._session.register)])
        self.person.show_key(picked or ALL)

    def show_file(self, code: str) -> None:
        """Ask for one file alone."""
        self.clear()
        self.file.setText(code)
        self.changed.emit()

    def _tell_changed(self) -> None:
        if self.line.window().isVisible():  # after locking there is nothing to ask
            self.changed.emit()

    def clear(self) -> None:
        """Ask for everything again."""
        self.person.show_key(ALL)
        self.kind.show_key(ALL)
        for box in (self.file, self.since, self.until):
            box.clear()
        self.changed.emit()

    def _laid_out(self) -> QWidget:
        say = self._session.say
        return layout.boxed(
            layout.row(
                self.person,
                self.kind,
                self.file,
                note(say(N_("from"))),
                self.since,
                note(say(N_("until"))),
                self.until,
                self._clear,
                layout.STRETCH,
                gap=8,
            ),
            name="filters",
        )

    def _pick(self, spoken: str, icon: str, name: str) -> PickList:
        made = PickList(icon=icon, name=name)
        made.setAccessibleName(spoken)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.picked.connect(lambda _key: self.changed.emit())
        return made

    def _day(self, setting: Setting, spoken: str, name: str) -> DayField:
        made = DayField(setting, name=name)
        made.setAccessibleName(spoken)
        return made

    def _read(self, box: DayField) -> date | None:
        day = box.day()
        is_day = isinstance(day, date)
        box.mark("" if is_day or day is None else "fault")
        return day if isinstance(day, date) else None
