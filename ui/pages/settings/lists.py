"""The lists that headquarters publishes: which choices one offers, and one more, another name, or one no longer offered."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from centre_app.casework import lists
from centre_app.choices import Entry, choices
from centre_app.language import N_, sort_key
from centre_app.problems import Problem
from centre_app.published_lists import OPEN_LISTS
from centre_app.questions import Record
from centre_app.records import ListEntry
from centre_app.register import Register
from ui import icons, theme
from ui.choice_field import ChoiceField
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.settings.part import Part
from ui.record_dialog import RecordDialog
from ui.session import Session

ASKED = ("label_fr", "label_fr_m", "label_en")
CHOOSER_WIDTH = 320


class ListsPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.lists")
        self._chosen = next(iter(OPEN_LISTS))
        self._which = ChoiceField(placeholder=self.say(N_("Choose a list")), name="which_list")
        self._which.setAccessibleName(self.say(N_("Which list")))
        self._which.setFixedWidth(theme.size(CHOOSER_WIDTH))
        named = sorted(((key, self.say(OPEN_LISTS[key])) for key in OPEN_LISTS), key=lambda one: sort_key(one[1]))
        self._which.show_choices(named)
        self._which.show_key(self._chosen)
        self._which.picked.connect(self._choose)
        about = self.say(N_("What is changed here reaches the centres with their next acknowledgement."))
        self._entries = Card(self.say(N_("Choices")), icons.TICK, name="list_entries")
        layout.add(self.body, layout.row(self._which, note(about, wraps=True), gap=12))
        layout.add(self.body, self._entries)
        layout.add(self.body, layout.STRETCH)

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return session.register.is_headquarters and session.register.rights.writes(ListEntry)

    def show_again(self) -> None:
        self._entries.clear()
        rows = RowList(name="list_entry_rows")
        rows.show_rows([self._row(entry) for entry in choices(self._chosen).entries.values()])
        self._entries.add(rows)

    def add(self) -> None:
        self._open(ListEntry(list_name=self._chosen))

    def open_again(self, record: Record) -> None:
        assert isinstance(record, ListEntry)
        self._open(record)

    def _choose(self, key: object) -> None:
        self._chosen = str(key)
        self.show_again()

    def _row(self, entry: Entry) -> Row:
        register, label = self.session.register, choices(self._chosen).label(entry.key, self.language)
        others = " · ".join(text for name, text in entry.labels.items() if text != label)
        rename = buttons.button(self.say(N_("Rename")), icons.EDIT, name=f"rename.{entry.key}", in_row=True)
        rename.clicked.connect(lambda: self._open(lists.entry_of(register, self._chosen, entry.key)))
        if entry.is_retired:
            words, name, act = N_("Offer again"), "offer", lists.offer_again
        else:
            words, name, act = N_("Offer no longer"), "retire", lists.retire
        turn = buttons.button(self.say(words), name=f"{name}.{entry.key}", in_row=True)
        turn.clicked.connect(lambda: self._do(act, entry.key))
        turn.setEnabled(not entry.is_retired or lists.may_offer_again(register, self._chosen, entry.key))
        told: list[tuple[QWidget, float]] = []
        if entry.is_retired:
            told = [(state(self.say(N_("No longer offered")), theme.NEUTRAL_TONE), 170)]
        return Row(label, others, columns=told, action=layout.boxed(layout.row(rename, turn)), name=f"row.{entry.key}")

    def _do(self, act: Callable[[Register, str, str], ListEntry], key: str) -> None:
        try:
            self.session.do(act, self._chosen, key)
        except Problem as problem:
            self.refused.emit(problem)
            return
        self.show_again()
        self.told.emit(self.say(N_("Published. The centres receive it with their next acknowledgement.")))

    def _open(self, entry: ListEntry) -> None:
        title = self.say(N_("Another name")) if entry.key else self.say(N_("A choice more"))
        dialog = RecordDialog(
            self.session,
            entry,
            ASKED,
            title=title,
            write=lambda changed: self.session.do(lists.keep_choice, changed),
            over=self,
            with_reasons=False,
            close_words=self.say(N_("Close")),
        )
        if dialog.exec():
            self.show_again()
            self.told.emit(self.say(N_("Published. The centres receive it with their next acknowledgement.")))
        dialog.deleteLater()
