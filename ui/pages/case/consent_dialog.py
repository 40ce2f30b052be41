"""Asking for a consent, withdrawing one, and every answer that was ever written about it.

A line that stands is never changed: the form always begins a new one.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app.answers_said import answer_said
from centre_app.casework.already_left import already_left
from centre_app.choices import choices
from centre_app.consent_ledger import ANSWERS, SHARE_HQ, SHARING, names_of, status_on
from centre_app.dates import Birth, is_child
from centre_app.forms.care import CONSENT
from centre_app.forms.form import Form
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Consent, Organisation, StaffMember
from centre_app.rights import DIRECTOR
from centre_app.rules.consent import CHILD_ITSELF, HERSELF, needed_of
from ui import icons, theme
from ui.choice_editors import ChoiceEditor
from ui.choice_field import Choices
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.messages import Message
from ui.kit.panel import Card, note, page_title
from ui.kit.scroll import Scroll
from ui.pages.case.choosing import ChoosingDialog, options_outside, organisation_said
from ui.record_dialog import Lines, options_of
from ui.record_form import RecordForm
from ui.session import Session

# Who may answer, a child's first: nobody is offered what the rules refuse.
OF_A_CHILD = (
    "parent", "legal_guardian", "customary_guardian", "judge", "social_services", CHILD_ITSELF, "centre_director",
)  # fmt: skip
PARTNER = frozenset({"partner_id", "partner_in_words"})
BASIS = frozenset({"legal_basis", "basis_reason", "authorised_by"})
ANSWERED = CONSENT.without({"purpose"})  # of which purpose it is, the row says from which it is opened
WITHDRAWING = ANSWERED.without({"status", "child_agrees", "restrictions", "expires_on", *PARTNER, *BASIS})
TOLD = ANSWERED.without({"status", "partner_in_words"})


def asking(purpose: str | None, *, is_child: bool) -> Form:
    """Return the questions of a new answer: a grown woman is not asked what a child is."""
    shares = purpose in SHARING - {SHARE_HQ}
    return ANSWERED.without({*(() if is_child else ("child_agrees",)), *(() if shares else PARTNER)})


class ConsentDialog(ChoosingDialog):
    """A new line of the ledger: what was answered, by whom, how, for what and how long. `birth` is hers."""

    def __init__(self, session: Session, record: Consent, lines: Lines, *, birth: Birth | None, **told: Any) -> None:
        self._birth, self._is_child = birth, is_child(birth, session.today)
        super().__init__(session, record, lines, **told)
        self.form.changed.connect(self._mark_needed)
        self._mark_needed()

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        options = {**options_of(self._session), **options_outside(self._session, record)}
        options["authorised_by"] = self._directors
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options)

    def add_more(self, card: Card) -> None:
        super().add_more(card)
        self._offer("status", "consent_status", ANSWERS)
        of_age = [key for key in choices("consent_giver").keys if key != CHILD_ITSELF]
        self._offer("giver", "consent_giver", OF_A_CHILD if self._is_child else of_age)

    def _offer(self, question: str, listed: str, keys: Sequence[str]) -> None:
        editor = self.form.editor(question) if question in self.form.questions else None
        if isinstance(editor, ChoiceEditor):
            labels = choices(listed)
            editor.offer([(key, labels.label(key, self._session.language, self.form.sex)) for key in keys])

    def _mark_needed(self) -> None:
        self.form.mark_needed(needed_of(self.form.record(), self._birth))

    def _directors(self) -> Choices:
        members = self._session.register.find(StaffMember)
        return [(one.id, one.name or "") for one in members if DIRECTOR in one.roles and one.active_to is None]


class WithdrawDialog(ConsentDialog):
    """The line that withdraws, and over it what left the house already: that cannot be called back."""

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        assert isinstance(record, Consent)
        self._line = record
        return super().make_form(record, sex)

    def save_words(self) -> str:
        return self._session.say(N_("Withdraw"))

    def add_more(self, card: Card) -> None:
        self._offer("giver", "consent_giver", OF_A_CHILD if self._is_child else (HERSELF, *OF_A_CHILD[:-2]))
        line = self._line
        say, language = self._session.say, self._session.language
        left = already_left(self._session.register, line.case_id, line.purpose or "", partner=names_of(line))
        if not left:
            card.add(note(say(N_("Nothing has left the house under this consent.")), wraps=True))
            return
        words = say(N_("This has left already and cannot be called back. Ask those who have it to destroy it."))
        card.add(Message(words, theme.CHECK_TONE, name="already_left"))
        for one in left:
            card.add(theme.plain_label(one.said_in(language), theme.BODY, wraps=True))


class AnswersDialog(QDialog):
    """Every answer that was written about one purpose, the newest on top, to be read."""

    def __init__(
        self, session: Session, title: str, lines: Sequence[Consent], *, sex: str | None, over: QWidget
    ) -> None:
        super().__init__(over.window())
        self.setObjectName("consent_answers")
        self.setWindowTitle(QApplication.applicationName())
        self.setAccessibleName(title)
        self.setModal(True)
        self._session, self._sex = session, sex
        cards = [self._card(line) for line in reversed(lines)]
        close = buttons.filled(session.say(N_("Close")), icons.CLOSE, name="close_answers")
        close.clicked.connect(self.accept)
        body = layout.column(*cards, layout.STRETCH, gap=12, margins=(24, 0, 24, 0))
        stack = layout.column(gap=12, margins=(0, 16, 0, 16))
        stack.addLayout(layout.row(page_title(title), margins=(24, 0, 24, 0)))
        stack.addWidget(Scroll(body, name="consent_answers.scroll"), 1)
        stack.addLayout(layout.row(layout.STRETCH, close, margins=(24, 0, 24, 0)))
        self.setLayout(stack)
        self.resize(theme.size(640), min(theme.size(520), over.window().height()))
        close.setFocus()

    def _card(self, line: Consent) -> Card:
        language = self._session.language
        status = choices("consent_status").label(status_on(line, self._session.today), language, self._sex)
        facts = [
            (language.say(line.questions[name].label, sex=self._sex), answer)
            for name in TOLD
            if (answer := self._said(line, name))
        ]
        facts.append((language.say(N_("Written down by")), self._session.staff_name(line.created_by)))
        shown = Facts(label_width=200)
        shown.show_facts([fact for fact in facts if fact[1]])
        return Card(status, icons.DOCUMENT, name=f"answer.{line.id}").add(shown)

    def _said(self, line: Consent, name: str) -> str:
        if name == "authorised_by":
            return self._session.staff_name(line.authorised_by)
        if name == "partner_id":
            return partner_said(self._session, line)
        return answer_said(line, name, self._session.language, sex=self._sex)


def partner_said(session: Session, line: Consent) -> str:
    """Return how the organisation is called for which a line was written; "" for none."""
    organisation = session.register.get(Organisation, line.partner_id)
    return organisation_said(organisation) if organisation else line.partner_in_words or ""
