"""The rules of the house: the version in force, those before it, and who among those here has not accepted it yet."""

from collections.abc import Sequence

from centre_app.casework import house_rules
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import HouseRules, Stay
from centre_app.residents import ResidentLine, lines
from ui import icons, theme
from ui.house_rules_sheet import show_rules
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.page import Destination
from ui.pages.case.records import joined
from ui.pages.settings.part import Part
from ui.record_dialog import RecordDialog
from ui.session import Session

ASKED = ("from_on", "text")


class HouseRulesPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.house_rules")

    def show_again(self) -> None:
        layout.clear(self.body)
        written = house_rules.versions(self.session.register)
        if not written:
            self.body.addWidget(self._nothing_yet())
        else:
            now = house_rules.in_force(self.session.register)
            if now is not None:
                self.body.addWidget(self._whoever_has_not(house_rules.not_signed(self.session.register)))
            self.body.addWidget(self._versions(written, now))
        layout.add(self.body, STRETCH)

    def add(self) -> None:
        """Write the next version, over the one before it or over the rules that are offered."""
        self._open(house_rules.next_version(self.session.register, self.language))

    def open_again(self, record: Record) -> None:
        assert isinstance(record, HouseRules)
        self._open(record)

    def print_part(self) -> None:
        now = house_rules.in_force(self.session.register)
        if now is not None:
            show_rules(self.session, now, over=self)

    # --- what is shown -----------------------------------------------------------------------------------------

    def _may_write(self) -> bool:
        return self.session.register.may_write(HouseRules())

    def _nothing_yet(self) -> Card:
        words = self.say(N_("Start from the rules offered")) if self._may_write() else ""
        sentence = self.say(
            N_("No rules are written down yet. Twelve are offered to begin with: change them as you like.")
        )
        empty = EmptyState(icons.SIGN, sentence, words, name="no_rules")
        empty.acted.connect(self.add)
        return Card(name="no_rules.card").add(empty)

    def _versions(self, written: Sequence[HouseRules], now: HouseRules | None) -> Card:
        rows = RowList(name="rules.rows")
        rows.show_rows([self._row(one, is_now=now is not None and one.id == now.id) for one in reversed(written)])
        card = Card(self.say(N_("Rules of the house")), icons.SIGN, name="rules").add(rows)
        for number, line in enumerate(house_rules.lines_of(now) if now else (), 1):
            text = self.say(N_("{n}. {rule}"), n=number, rule=line)
            card.add(theme.plain_label(text, theme.BODY, wraps=True))
        return card

    def _row(self, one: HouseRules, *, is_now: bool) -> Row:
        since = self.say(N_("since {day}"), day=one.from_on) if one.from_on else ""
        count = self.language.say_n(N_("{n} rule"), N_("{n} rules"), len(house_rules.lines_of(one)))
        sheet = buttons.button(self.say(N_("Print")), icons.PRINT, name=f"print.{one.id}", in_row=True)
        sheet.clicked.connect(lambda: show_rules(self.session, one, over=self))
        go = buttons.button(self.say(N_("Open")), name=f"open.{one.id}", in_row=True)
        go.clicked.connect(lambda: self._open(one))
        return Row(
            self.say(N_("Version {n}"), n=one.version or ""),
            joined(self.say(N_("in force")) if is_now else "", since, count),
            action=layout.boxed(layout.row(sheet, go, gap=8)),
            name=f"row.{one.id}",
        )

    def _whoever_has_not(self, stays: Sequence[Stay]) -> Card:
        card = Card(self.say(N_("Has not accepted them yet")), icons.RESIDENTS, name="not_signed")
        if not stays:
            return card.add(note(self.say(N_("Everybody who is here has accepted the rules in force."))))
        listed = {line.case_id: line for line in lines(self.session.register, [stay.case_id for stay in stays])}
        rows = RowList(name="not_signed.rows")
        rows.show_rows([self._person(listed[stay.case_id], stay) for stay in stays if stay.case_id in listed])
        return card.add(rows)

    def _person(self, line: ResidentLine, stay: Stay) -> Row:
        before = (
            self.say(N_("accepted earlier ones on {day}"), day=stay.rules_signed_on) if stay.rules_signed_on else ""
        )
        go = buttons.button(self.say(N_("Open")), name=f"file.{line.code}", in_row=True)
        go.clicked.connect(lambda: self.went.emit(Destination(page="case", case_id=line.case_id, section="housing")))
        return Row(line.name.in_text or line.code, joined(line.code, before), action=go, name=f"not_signed.{line.code}")

    def _open(self, one: HouseRules) -> None:
        dialog = RecordDialog(
            self.session,
            one,
            ASKED,
            title=self.say(N_("Rules of the house")),
            write=lambda changed: self.session.do(house_rules.write_rules, changed),
            over=self,
            with_reasons=False,
            close_words=self.say(N_("Close")),
        )
        if dialog.exec():
            self.told.emit(self.say(N_("The rules are saved.")))
        dialog.deleteLater()
