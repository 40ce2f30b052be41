"""Whole kits for several at once: each gets all that she still lacks, and how she confirmed it is the tick."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import kits
from centre_app.casework.stock.handing_out import HandedOut
from centre_app.casework.stock.kits import HerKit
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import Distribution
from centre_app.review import Finding, review
from ui.kit import layout
from ui.kit.panel import Card, note
from ui.pages.stock.ticks import Ticks
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session


class WholeKits(RecordDialog):
    act = "whole_kits"

    def __init__(
        self, session: Session, waiting: Sequence[HerKit], *, kit: str, over: QWidget, kept: Kept | None = None
    ) -> None:
        self._waiting, self._kit = waiting, kit
        self._ticks = Ticks(session, only=[her.recipient.case_id for her in waiting])
        self.outcome: HandedOut | None = None
        super().__init__(
            session,
            Distribution(given_on=session.today, given_by=session.register.acts_for, kit=kit),
            (("given_on", "given_by"),),
            title=choices("kit_kind").label(kit, session.language),
            write=lambda _record: self.put(),
            over=over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def add_more(self, card: Card) -> None:
        self._ticks.show_day(self._session.today)
        said = self._session.say(N_("Everybody who is ticked gets all that is still lacking of the kit."))
        card.add(layout.rule(), note(said, wraps=True), self._ticks)

    def more_forms(self) -> Sequence[RecordForm]:
        return list(self._ticks.forms.values())

    def parts(self) -> Mapping[str, RecordForm]:
        return {f"{self.act}.first": self.form, **self._ticks.parts(self.act)}

    def put(self) -> None:
        record = self.form.record()
        self.outcome = self._session.do(
            kits.hand_whole_kits,
            self._ticks.marked(),
            kit=self._kit,
            on=getattr(record, "given_on", None) or self._session.today,
            by=getattr(record, "given_by", None),
        )

    def _review(self) -> list[Finding]:
        record = self.form.record()
        found = [one for one in review(self._session.register, [record]) if one.question in ("given_on", "given_by")]
        if self.sheet.was_asked and not self._ticks.marked():
            found.append(
                Finding(
                    rule="",
                    severity="blocks",
                    record_type="Distribution",
                    record_id=record.id,
                    question="given_on",
                    message=N_("Tick who gets it."),
                )
            )
        return found
