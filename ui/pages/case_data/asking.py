"""What is asked for: purpose, level, period, who receives it; it tells when anything of it changed, and reads nothing."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_data.export import HEADQUARTERS, NATIONAL, PARTNER, RELEASE, Wanted
from centre_app.case_data.mapping import IDENTIFIED, K_ANONYMOUS, PSEUDONYMISED
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import Organisation
from ui import icons
from ui.day_editors import DayField
from ui.editors import Setting
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.fields import PickList
from ui.kit.panel import Card, note
from ui.session import Session

NOBODY = ""
# What a level and a purpose come to, in one sentence under the lists.
ABOUT = {
    IDENTIFIED: N_("With names: only the persons who agreed to share with this very organisation."),
    PSEUDONYMISED: N_("Without names and without words: months instead of days, cercles instead of villages."),
    K_ANONYMOUS: N_("One table without names, in which every combination is shared by at least {k} people."),
}


class Asking(Card):
    """The card at the left."""

    changed = Signal()
    asked = Signal()

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(say(N_("What is asked for")), icons.FILTER, gap=6, name="case_data.asking")
        self._session, self._say = session, say
        self.purpose = self._pick("purpose", say(N_("What for")), _offered(session, "export_purpose", PURPOSES))
        self.level = self._pick("level", say(N_("How coded")), _offered(session, "export_level", LEVELS))
        self.recipient = self._pick("recipient", say(N_("Given to the organisation")), self._organisations())
        setting = Setting(language=session.language, today=session.today)
        self.first, self.last = DayField(setting, name="first"), DayField(setting, name="last")
        self.notes = CheckBox(say(N_("The notes of the files too")), name="with_notes")
        self.labels = CheckBox(say(N_("Heads as in the toolkit")), name="by_label")
        self.about = note("", wraps=True, name="case_data.about")
        self.look = buttons.filled(say(N_("See what the file would hold")), icons.PREVIEW, name="look")
        self._lay_out()
        self._begin()
        self._connect()

    def wanted(self, steps: dict[str, int]) -> Wanted | None:
        """Return what is asked for; None while a day is missing or is none, which is framed."""
        days = [self._day(field) for field in (self.first, self.last)]
        if days[0] is None or days[1] is None:
            return None
        organisations = {one.id: one for one in self._session.register.find(Organisation)}
        return Wanted(
            purpose=str(self.purpose.key()),
            level=str(self.level.key()),
            first=days[0],
            last=days[1],
            language=self._session.language,
            recipient=organisations.get(str(self.recipient.key() or NOBODY)),
            steps=steps,
            with_notes=self.notes.isChecked() and self.level.key() == IDENTIFIED,
            by_label=self.labels.isChecked(),
        )

    def _begin(self) -> None:
        """Begin with what does least harm: this whole year, in groups, for a partner."""
        self.purpose.show_key(PARTNER)
        self.level.show_key(K_ANONYMOUS)
        self.recipient.show_key(NOBODY)
        today = self._session.today
        self.first.show_day(today.replace(month=1, day=1))
        self.last.show_day(today.replace(month=12, day=31))
        self._show_about()

    def _connect(self) -> None:
        for pick in (self.purpose, self.level, self.recipient):
            pick.picked.connect(lambda _key: self._on_changed())
        for field in (self.first, self.last):
            field.textEdited.connect(lambda _text: self._on_changed())
        for box in (self.notes, self.labels):
            box.toggled.connect(lambda _on: self._on_changed())
        self.look.clicked.connect(self.asked)

    def _on_changed(self) -> None:
        self._show_about()
        self.changed.emit()

    def _show_about(self) -> None:
        level = str(self.level.key())
        k = 11 if self.purpose.key() == RELEASE else 5
        self.about.setText(self._say(ABOUT[level], k=k))
        self.notes.setVisible(level == IDENTIFIED)

    def _day(self, field: DayField) -> date | None:
        day = field.day()
        is_day = isinstance(day, date)
        field.mark("" if is_day else "fault")
        return day if is_day else None

    def _organisations(self) -> list[tuple[object, str]]:
        language = self._session.language
        every = [one for one in self._session.register.find(Organisation) if one.name and one.is_active is not False]
        by_name = {one.name or "": one.id for one in every}
        return [(NOBODY, self._say(N_("No organisation")))] + [
            (by_name[name], name) for name in language.sorted(by_name)
        ]

    def _pick(self, name: str, spoken: str, offered: list[tuple[object, str]]) -> PickList:
        made = PickList(offered, name=name)
        made.setAccessibleName(spoken)
        return made

    def _lay_out(self) -> None:
        for label, field in (
            (N_("What for"), self.purpose),
            (N_("How coded"), self.level),
            (N_("Given to the organisation"), self.recipient),
        ):
            self.add(note(self._say(label)), field)
        self.add(note(self._say(N_("Files opened, both days included"))))
        self.add(layout.row(self.first, note(self._say(N_("until"))), self.last, layout.STRETCH))
        parts: tuple[QWidget, ...] = (self.notes, self.labels, self.about, self.look)
        self.add(*parts, layout.STRETCH)


PURPOSES = (PARTNER, RELEASE, HEADQUARTERS, NATIONAL)
LEVELS = (K_ANONYMOUS, PSEUDONYMISED, IDENTIFIED)  # what does least harm stands first


def _offered(session: Session, name: str, keys: tuple[str, ...]) -> list[tuple[object, str]]:
    return [(key, choices(name).label(key, session.language)) for key in keys]
