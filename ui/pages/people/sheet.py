"""The sheet of one person: her name, her roles, since when; and what these roles open, said while one chooses them."""

from PySide6.QtWidgets import QWidget

from centre_app.choices import choices
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import StaffMember
from centre_app.roles import compartments_of, roles_at
from ui import icons, theme
from ui.choice_editors import SomeChoicesEditor
from ui.choice_field import Choices
from ui.editors import Editor
from ui.kit.check_box import CheckBox
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.pages.people.words import compartment
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

LINES = ("name", "sex", "staff_code", "roles", "languages", "active_from", "active_to")


class PersonForm(RecordForm):
    """Offers the roles that people have in this kind of house, and speaks of her or of him."""

    def __init__(self, session: Session, *, parent: QWidget, sex: str | None) -> None:
        super().__init__(StaffMember, session, parent=parent, sex=sex)
        self.here = roles_at(headquarters=session.register.is_headquarters)

    def editor(self, name: str) -> Editor:
        if name == "roles" and name not in self._editors:
            editor = SomeChoicesEditor(
                f"{StaffMember.table}.roles",
                self._setting,
                self._offered(),
                words_of=lambda key: choices("user_role").label(key, self._language, self._setting.sex),
                again=self._offered,
            )
            editor.name_for_readers(self._language.say(StaffMember.questions[name].label))
            editor.changed.connect(self._on_changed)
            editor.left.connect(lambda: self.left.emit(name))
            self._editors[name] = editor
        return super().editor(name)

    def _offered(self) -> Choices:
        offered = choices("user_role").offered(self._language, self._setting.sex)
        return [(key, words) for key, words in offered if key in self.here]


class PersonDialog(RecordDialog):
    """`gives_key` says whether she is to get a passphrase with it."""

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        assert isinstance(record, StaffMember)
        people = self._session.register.keys.key_file.content.people
        self._slot = next((one for one in people if one.id == record.id and one.passphrase is not None), None)
        self._is_new = not record.rev
        return PersonForm(self._session, parent=self, sex=record.sex)

    def add_more(self, card: Card) -> None:
        say = self._session.say
        self._opens = Message("", theme.NEUTRAL_TONE, icon=icons.KEY, name="roles_open")
        self._loses = Message("", theme.CHECK_TONE, name="roles_lose")
        self._gives = CheckBox(say(N_("Give a passphrase now, on a slip")), name="gives_key")
        self._gives.setChecked(self._is_new)
        self._gives.setVisible(self._slot is None)
        card.add(self._opens, self._loses, self._gives)
        self.form.changed.connect(self._on_typed)
        self._gives.toggled.connect(lambda _on: self._on_typed())
        self._on_typed()

    @property
    def gives_key(self) -> bool:
        return self._slot is None and self._gives.isChecked()

    def _on_typed(self) -> None:
        member, say, language = self.form.record(), self._session.say, self._session.language
        self.form.speak_of(member.sex)
        now = compartments_of(member.roles & frozenset(self.form.here))
        names = " · ".join(compartment(name, language) for name in now)
        self._opens.setVisible(bool(now) and (self.gives_key or self._slot is not None))
        self._opens.show_text(names, strong=say(N_("Opens:")))
        lost = [name for name in self._slot.compartments if name not in now] if self._slot else []
        self._loses.setVisible(bool(lost) and bool(now))
        self._loses.show_text(
            say(
                N_("No longer: {compartments}. Their keys are changed for everybody."),
                compartments=" · ".join(compartment(name, language) for name in lost),
            )
        )
