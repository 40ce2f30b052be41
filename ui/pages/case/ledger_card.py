"""The consents of a file: each purpose with the answer that stands today, and a button to ask, ask again or withdraw."""

import dataclasses
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.answers_said import answer_said
from centre_app.case_view import CaseView
from centre_app.casework import consents
from centre_app.choices import choices
from centre_app.consent_ledger import (
    NO,
    NOBODY,
    NOT_ASKED,
    SHARE_PARTNER,
    WITHDRAWN,
    Standing,
    in_order,
    names_of,
    partners_named,
    standing,
)
from centre_app.dates import is_child
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Consent
from centre_app.rules.consent import HERSELF, IN_PLACE_OF_A_CHILD
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, group_head
from ui.pages.case.consent_dialog import WITHDRAWING, AnswersDialog, ConsentDialog, WithdrawDialog, asking, partner_said
from ui.pages.case.records import joined
from ui.session import Session

# The purposes as one asks for them, together with what they go with.
GROUPS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    (N_("At the centre"), icons.CENTRE, ("services", "data_storage", "hosting", "reporting")),
    (N_("Care"), icons.HEALTH, ("medical_care", "hiv_test", "psychosocial")),
    (N_("Her family and the way back"), icons.FAMILY, ("family_tracing", "return")),
    (N_("What leaves the centre"), icons.REFERRAL, ("share_hq", "share_partner", "share_authorities", "share_un")),
    (N_("Pictures and recordings"), icons.DOCUMENT, ("photo", "interview_recording", "media")),
)
_LOOKS = {
    "given": (theme.DONE_TONE, None),
    "given_partial": (theme.DONE_TONE, None),
    "expired": (theme.SOON_TONE, None),
    "not_possible": (theme.CHECK_TONE, None),
    "refused": (theme.NEUTRAL_TONE, icons.REMOVE),
    "withdrawn": (theme.NEUTRAL_TONE, icons.REMOVE),
    NOT_ASKED: (theme.NEUTRAL_TONE, ""),
}


ANSWER, ACTIONS = 184, 252


class LedgerCard(Card):
    """Opens a form over the page; what it writes goes through the verbs of casework/consents.py."""

    saved = Signal()
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("What was agreed to")), icons.SIGN, name="ledger")
        self._session, self._say, self._language = session, session.say, session.language
        self._file: CaseView | None = None
        self._lines: list[Consent] = []

    def show_file(self, file: CaseView) -> None:
        self._file, register = file, self._session.register
        self._lines = in_order(consents.lines_of(register, file.case.id))
        self._may_write = register.may_write(Consent(case_id=file.case.id))
        self.clear()
        for title, icon, purposes in GROUPS:
            self.add(group_head(icon, self._say(title, sex=file.person.sex)))
            rows = RowList()
            rows.show_rows([self._row(stands) for purpose in purposes for stands in self._standings(purpose)])
            self.add(rows)

    def _standings(self, purpose: str) -> list[Standing]:
        """Return what holds for a purpose, and for each organisation about which something else was said."""
        today = self._session.today
        of_one = [standing(self._lines, purpose, on=today, partner=one) for one in partners_named(self._lines, purpose)]
        named = [one for one in of_one if one.line is not None and names_of(one.line)]
        return [standing(self._lines, purpose, on=today), *named]

    # --- one row -----------------------------------------------------------------------------------------------

    def _row(self, stands: Standing) -> Row:
        label = choices("consent_type").label(stands.purpose, self._language)
        organisation = partner_said(self._session, stands.line) if stands.line else ""
        name = f"consent.{stands.purpose}" + (f".{stands.line.id}" if organisation and stands.line else "")
        return Row(
            joined(label, organisation),
            self._told(stands),
            columns=[(self._state(stands), theme.size(ANSWER))],
            action=self._actions(stands, name),
            name=name,
        )

    def _told(self, stands: Standing) -> str:
        line, say = stands.line, self._say
        if line is None:
            return ""
        day = self._language.day(line.given_on) if line.given_on else ""
        until = say(N_("until {day}"), day=line.expires_on) if line.expires_on and stands.is_live else ""
        giver = answer_said(line, "giver", self._language, sex=self._sex)
        return joined(day, giver, line.giver_name, until, line.restrictions)

    def _is_of_others(self, stands: Standing) -> bool:
        """Say whether a row is there to ask about one more partner: each that was named has its own."""
        is_named = stands.purpose == SHARE_PARTNER and stands.line is None
        return is_named and bool(partners_named(self._lines, SHARE_PARTNER))

    def _state(self, stands: Standing) -> QWidget:
        if self._is_of_others(stands):
            return state("", theme.NEUTRAL_TONE, "")
        if stands.has_basis and stands.line:
            basis = choices("legal_basis").label(stands.line.legal_basis, self._language)
            return state(basis, theme.CHECK_TONE, icons.LEGAL)
        words = choices("consent_status").label(stands.status, self._language, self._sex)
        return state(words, *_LOOKS[stands.status])

    def _actions(self, stands: Standing, name: str) -> QWidget:
        line = layout.row(layout.STRETCH, gap=8)
        about = [one for one in self._lines if one.purpose == stands.purpose and one.rev]
        if about and not self._is_of_others(stands):
            history = buttons.icon_button(icons.HISTORY, self._say(N_("All answers")), name=f"{name}.answers")
            history.clicked.connect(lambda: self._show_answers(stands.purpose, about))
            line.addWidget(history)
        if self._may_write and stands.line is not None and stands.status not in NO:
            withdraw = buttons.quiet(self._say(N_("Withdraw")), name=f"{name}.withdraw")
            withdraw.clicked.connect(partial(self._withdraw, stands))
            line.addWidget(withdraw)
        if self._may_write:
            first = N_("Ask about another") if self._is_of_others(stands) else N_("Ask")
            words = self._say(first) if stands.line is None else self._say(N_("Ask again"))
            make = buttons.quiet if stands.is_live else partial(buttons.button, in_row=True)
            ask = make(words, name=f"{name}.ask")
            ask.clicked.connect(lambda: self._open(self._blank(stands)))
            line.addWidget(ask)
        box = layout.boxed(line)
        box.setFixedWidth(theme.size(ACTIONS))  # so that the answers stand under each other
        return box

    # --- acts --------------------------------------------------------------------------------------------------

    @property
    def _sex(self) -> str | None:
        return self._file.person.sex if self._file else None

    def _blank(self, stands: Standing) -> Consent:
        """Return a new line with what is known without asking: whose answer it is of a grown woman, in which language."""
        assert self._file is not None
        spoken = self._file.languages[-1].language if self._file.languages else None
        return Consent(
            case_id=self._file.case.id,
            purpose=stands.purpose,
            partner_id=stands.line.partner_id if stands.line else None,
            partner_in_words=stands.line.partner_in_words if stands.line else None,
            given_on=self._session.today,
            giver=self._who_answers(),
            language=spoken,
        )

    def _who_answers(self) -> str:
        """Return who answers most likely: she herself, or beside a child whoever did so last."""
        if not self._is_child:
            return HERSELF
        before = [line.giver for line in self._lines if line.giver in IN_PLACE_OF_A_CHILD]
        return before[-1] if before and before[-1] else "legal_guardian"

    @property
    def _is_child(self) -> bool:
        return self._file is not None and is_child(self._file.person.birth, self._session.today)

    def _withdraw(self, stands: Standing, _checked: bool = False) -> None:
        assert self._file is not None
        partner = names_of(stands.line) if stands.line else NOBODY
        try:
            line = consents.withdrawal(self._session.register, self._file.case.id, stands.purpose, partner=partner)
        except Problem as problem:
            self.failed.emit(problem)
            return
        # a child may withdraw it alone, whoever agreed: nobody is named before somebody says who does
        self._open(dataclasses.replace(line, giver=None if self._is_child else HERSELF))

    def _open(self, line: Consent, *, kept: Kept | None = None) -> None:
        purpose = choices("consent_type").label(line.purpose, self._language)
        withdraws = line.status == WITHDRAWN and not line.rev
        title = self._say(N_("Withdraw: {purpose}"), purpose=purpose) if withdraws else purpose
        make = WithdrawDialog if withdraws else ConsentDialog
        dialog = make(
            self._session,
            line,
            WITHDRAWING if withdraws else asking(line.purpose, is_child=self._is_child),
            title=title,
            birth=self._file.person.birth if self._file else None,
            write=lambda told: self._session.do(consents.record_answer, told),
            over=self,
            sex=self._sex,
            with_reasons=False,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def resume(self, kept: Kept) -> bool:
        """Open the form with what was typed earlier; False where that was no consent."""
        draft = kept.drafts[0]
        if not isinstance(draft.typed, Consent):
            return False
        begun = drafts.stands_now(self._session.register, draft)
        assert isinstance(begun, Consent)
        self._open(begun, kept=kept)
        return True

    def _show_answers(self, purpose: str, lines: Sequence[Consent]) -> None:
        title = choices("consent_type").label(purpose, self._language)
        dialog = AnswersDialog(self._session, title, lines, sex=self._sex, over=self)
        dialog.exec()
        dialog.deleteLater()
