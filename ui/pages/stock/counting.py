"""A round of counting: every thing of the store in one list, what is written beside it, and why it differs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import movements, shelf
from centre_app.casework.stock.shelf import Balance
from centre_app.choices.keys import StockMovementKind
from centre_app.drafts import Kept
from centre_app.language import N_, sort_key
from centre_app.questions import Record
from centre_app.records import StockMovement
from centre_app.review import Finding, review
from ui import theme
from ui.kit import layout
from ui.kit.panel import Card, note
from ui.pages.stock.words import options
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

COUNTED = "counted"


class CountLine(QWidget):
    """One thing: its number, what is written, and a reason that comes once the two differ."""

    def __init__(self, session: Session, balance: Balance, movement: StockMovement) -> None:
        super().__init__()
        self.setObjectName(f"count.{balance.item.id}")
        self.balance = balance
        self.form = RecordForm(StockMovement, session, parent=self)
        written = note(
            session.say(N_("{n} written · counted in: {unit}"), n=balance.there, unit=balance.item.unit or "")
        )
        number = layout.row(gap=12)
        number.addWidget(self.form.line("quantity", label=balance.item.name or "", starred=False))
        number.addWidget(written)
        layout.add(number, layout.STRETCH)
        self._why = self.form.line("reason")
        self.setLayout(layout.column(number, self._why, gap=6))
        self.form.show_record(movement)
        self.form.editor("quantity").name_for_readers(balance.item.name or "")
        self.form.changed.connect(self.look_again)
        self.look_again()

    @property
    def is_counted(self) -> bool:
        return getattr(self.form.record(), "quantity", None) is not None

    def look_again(self) -> None:
        counted = getattr(self.form.record(), "quantity", None)
        self._why.setVisible(counted is not None and counted != self.balance.there)


class CountDialog(RecordDialog):
    """What is not counted stays as it is written."""

    def __init__(self, session: Session, *, over: QWidget, only: str | None = None, kept: Kept | None = None) -> None:
        self._only = only
        self._lines: list[CountLine] = []
        self._day = StockMovement(kind=StockMovementKind.COUNT, moved_on=session.today)
        super().__init__(
            session,
            self._day,
            ("moved_on",),
            title=session.say(N_("What is on the shelf")),
            write=lambda _day: session.do(movements.write, self.counted()),
            over=over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        if self._lines:
            self._lines[0].form.go_to("quantity")

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options(self._session))

    def add_more(self, card: Card) -> None:
        say = self._session.say
        card.add(note(say(N_("Write what you found. What you leave empty was not counted.")), wraps=True))
        found = [one for one in shelf.balances(self._session.register) if self._only in (None, one.item.id)]
        for balance in sorted(found, key=lambda one: sort_key(one.item.name or "")):
            blank = StockMovement(kind=StockMovementKind.COUNT, item_id=balance.item.id, moved_on=self._session.today)
            self._lines.append(CountLine(self._session, balance, blank))
            card.add(layout.rule(theme.ROW_RULE), self._lines[-1])

    def more_forms(self) -> Sequence[RecordForm]:
        return [line.form for line in self._lines]

    def parts(self) -> Mapping[str, RecordForm]:
        return {COUNTED: self.form, **{f"{COUNTED}.{line.balance.item.id}": line.form for line in self._lines}}

    def counted(self) -> list[StockMovement]:
        """Return a count for each thing of which a number was written, on the day of the round."""
        day = getattr(self.form.record(), "moved_on", None)
        written = [line.form.record() for line in self._lines if line.is_counted]
        return [replace(one, moved_on=day) for one in written if isinstance(one, StockMovement)]

    def _review(self) -> list[Finding]:
        return review(self._session.register, self.counted())
