"""A kit checked off for one person: the things that are hers, each ticked when she has it. One act."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import kits, shelf
from centre_app.casework.stock.handing_out import HandedOut
from centre_app.casework.stock.kits import HerKit, KitThing
from centre_app.choices import choices
from centre_app.choices.keys import KitKind
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import Distribution
from centre_app.review import Finding, review
from ui import theme
from ui.kit import layout
from ui.kit.check_box import CheckBox
from ui.kit.panel import Card, note
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

CHECKED_OFF = "checked_off"
Key = tuple[str, str]  # a thing and the kit to which it belongs


class KitDialog(RecordDialog):
    """What she has already is said and not asked again."""

    def __init__(
        self, session: Session, her: HerKit, *, kit: str, name: str, over: QWidget, kept: Kept | None = None
    ) -> None:
        self._her, self._kit = her, kit
        self._boxes: dict[Key, CheckBox] = {}
        self.outcome: HandedOut | None = None
        record = Distribution(
            case_id=her.recipient.case_id, given_on=session.today, given_by=session.register.acts_for, kit=kit
        )
        label = choices("kit_kind").label(kit, session.language)
        super().__init__(
            session,
            record,
            (("given_on", "given_by"), "receipt_mode"),
            title=session.say(N_("{kit}: {name}"), kit=label, name=name),
            write=lambda _record: self.put(),
            over=over,
            sex=her.recipient.sex,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        self.form.go_to("receipt_mode")

    def add_more(self, card: Card) -> None:
        say = self._session.say
        there = {one.item.id: one.there for one in shelf.balances(self._session.register)}
        card.add(
            layout.rule(),
            note(say(N_("Ticked: she gets it now. Space ticks, Tab goes on."), sex=self._her.recipient.sex)),
        )
        for thing in self._her.things:
            card.add(self._line(thing, there.get(thing.item.id, 0)))
        self._no_more = CheckBox(
            say(N_("She gets no more of this kit"), sex=self._her.recipient.sex), name="kit.no_more"
        )
        self._no_more.setVisible(self._kit == KitKind.ENTRY)
        card.add(layout.rule(), self._no_more)

    def _line(self, thing: KitThing, there: int) -> QWidget:
        say, n = self._session.say, thing.lacking
        words = say(N_("{thing}: {n}"), thing=thing.item.name or "", n=n or thing.wanted)
        box = CheckBox(words, name=f"kit.{thing.item.id}.{thing.kit}")
        box.setChecked(bool(n) and there >= n)
        box.setEnabled(bool(n))
        line = layout.row(box, gap=12)
        if not n:
            line.addWidget(note(say(N_("She has it already."), sex=self._her.recipient.sex)))
        elif there < n:
            line.addWidget(
                theme.plain_label(
                    say(N_("By what is written there are {n}."), n=there), theme.SECOND, colour=theme.CHECK_TONE.ink
                )
            )
        layout.add(line, layout.STRETCH)
        self._boxes[thing.item.id, thing.kit] = box
        return layout.boxed(line)

    def parts(self) -> Mapping[str, RecordForm]:
        return {f"{CHECKED_OFF}.{self._kit}": self.form}

    def may_fill_in(self, record: object) -> bool:
        return True

    def ticked(self) -> dict[Key, int]:
        """Return how many of each thing she gets now."""
        return {
            (thing.item.id, thing.kit): thing.lacking
            for thing in self._her.things
            if thing.lacking and self._boxes[thing.item.id, thing.kit].isChecked()
        }

    def put(self) -> None:
        record = self.form.record()
        self.outcome = self._session.do(
            kits.hand_kit,
            self._her,
            self.ticked(),
            on=getattr(record, "given_on", None) or self._session.today,
            by=getattr(record, "given_by", None),
            receipt_mode=getattr(record, "receipt_mode", None),
            is_all=self._no_more.isChecked(),
        )

    def _review(self) -> list[Finding]:
        record = self.form.record()
        found = [one for one in review(self._session.register, [record]) if one.question in ("given_on", "given_by")]
        if self.ticked() and not getattr(record, "receipt_mode", None):
            found.append(
                Finding(
                    rule="",
                    severity="blocks",
                    record_type="Distribution",
                    record_id=record.id,
                    question="receipt_mode",
                    message=N_("Say how she confirmed it: signature, thumbprint or a witness."),
                    sex=self._her.recipient.sex,
                )
            )
        return found
