"""The rules of the house in her file: which she accepted, when and in what way, and the sheet that she signs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.agenda import CHILDREN_ALONG
from centre_app.case_view import CaseView
from centre_app.casework import house_rules
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import HouseRules, Stay
from ui import icons, theme
from ui.house_rules_sheet import show_rules
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList
from ui.pages.case.records import joined
from ui.record_dialog import RecordDialog
from ui.session import Session

ACCEPTED = ("rules_signed_on", "rules_mode")


class RulesCard(Card):
    """Not there for a small child with her mother, nor in a house that has written no rules and asked nobody."""

    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Rules of the house")), icons.SIGN, name="rules")
        self._session, self._say, self._language = session, session.say, session.language
        self._stay: Stay | None = None
        self._sex: str | None = None
        self._name = ""

    def show_file(self, file: CaseView) -> None:
        self._stay, self._sex = file.stay, file.person.sex
        self._name = file.name.in_text or file.case.code or ""
        stay, now = file.stay, house_rules.in_force(self._session.register)
        is_asked = stay is not None and stay.admission_type not in CHILDREN_ALONG
        has_any = stay is not None and is_asked and (now is not None or stay.rules_signed_on is not None)
        self.setVisible(has_any)
        self.clear()
        if stay is not None and has_any:
            rows = RowList(name="rules.rows")
            rows.show_rows([self._row(stay, now)])
            self.add(rows)

    def _row(self, stay: Stay, now: HouseRules | None) -> Row:
        known = house_rules.has_accepted(self._session.register, stay)
        title = self._say(N_("Accepted on {day}"), day=stay.rules_signed_on) if stay.rules_signed_on else ""
        version = self._say(N_("version {n}"), n=known.version) if known and known.version else ""
        how = choices("consent_mode").label(stay.rules_mode, self._language)
        return Row(
            title or self._say(N_("Not accepted yet")),
            joined(version, how)
            or (self._say(N_("Read them with her, in her language."), sex=self._sex) if not title else ""),
            columns=[(self._state(stay, known, now), theme.size(170))],
            action=self._acts(stay, now),
            name="rules.row",
        )

    def _state(self, stay: Stay, known: HouseRules | None, now: HouseRules | None) -> QWidget:
        if now is None or (known is not None and known.id == now.id):
            return state(self._say(N_("Up to date")), theme.DONE_TONE)
        words = N_("New rules since") if stay.rules_signed_on else N_("To do")
        return state(self._say(words), theme.CHECK_TONE)

    def _acts(self, stay: Stay, now: HouseRules | None) -> QWidget:
        sheet = buttons.icon_button(icons.PRINT, self._say(N_("Print the sheet to sign")), name="print_rules")
        sheet.clicked.connect(lambda: show_rules(self._session, now, over=self, stay=stay) if now else None)
        sheet.setVisible(now is not None)
        accept = buttons.button(self._accept_words(stay, now), name="accept_rules", in_row=True)
        accept.clicked.connect(lambda: self.accept_rules())
        accept.setVisible(self._session.register.may_write(stay))
        return layout.boxed(layout.row(sheet, accept, gap=8))

    def _accept_words(self, stay: Stay, now: HouseRules | None) -> str:
        known = house_rules.has_accepted(self._session.register, stay)
        is_done = stay.rules_signed_on is not None and (now is None or (known is not None and known.id == now.id))
        return self._say(N_("Change")) if is_done else self._say(N_("She accepts them"), sex=self._sex)

    def accept_rules(self, *, kept: Kept | None = None) -> None:
        """Write that she accepts the rules of today, or put right what is written of it."""
        stay = self._stay
        if stay is None:
            return
        register, now = self._session.register, house_rules.in_force(self._session.register)
        known = house_rules.has_accepted(register, stay)
        is_done = known is not None and now is not None and known.id == now.id
        dialog = RecordDialog(
            self._session,
            stay,
            ACCEPTED,
            title=self._say(N_("{act}: {name}"), act=self._say(N_("Rules of the house")), name=self._name),
            write=lambda changed: self._session.do(house_rules.write_accepted, changed),
            over=self,
            sex=self._sex,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        if not is_done and kept is None:
            dialog.form.show_draft(house_rules.to_accept(register, stay))
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()
