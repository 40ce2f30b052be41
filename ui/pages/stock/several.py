"""A form about several things at once: one that is always there, and one more each time somebody asks for it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.questions import Record, copy_of
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Card, Panel
from ui.pages.stock.words import options
from ui.record_dialog import Lines, RecordDialog
from ui.record_form import RecordForm
from ui.session import Session


class SeveralThings(RecordDialog):
    """The first thing stands in the form itself, the others in panels under it; what is said once is said for all.

    Subclass it with `of_thing`, the questions that each thing is asked, and `act`, the name of what is done.
    """

    of_thing: tuple[tuple[str, ...], ...] = (("item_id", "quantity"),)
    act = ""

    def __init__(
        self, session: Session, record: Record, lines: Lines, *, title: str, over: QWidget, kept: Kept | None = None
    ) -> None:
        self._first = record = session.as_on_paper(record)
        self._panels: list[Panel] = []
        self._more_forms: list[RecordForm] = []
        self._begun = kept or drafts.kept_of(session.register, record)
        super().__init__(
            session,
            record,
            (*lines, *self.of_thing),
            title=title,
            write=lambda _record: self.put(),
            over=over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def put(self) -> None:
        """Save what stands in the forms."""
        raise NotImplementedError

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options(self._session))

    def add_more(self, card: Card) -> None:
        self._more = layout.column(gap=8)
        another = buttons.button(self._session.say(N_("Another thing")), icons.ADD, name="one_more_thing")
        another.clicked.connect(lambda: self._add_one(goes_there=True))
        card.add(layout.boxed(self._more), layout.boxed(layout.row(another, layout.STRETCH)))
        kept = self._begun.drafts if self._begun else ()
        for _ in range(sum(draft.part.startswith(self._part("more")) for draft in kept)):
            self._add_one()

    def _add_one(self, *, goes_there: bool = False) -> None:
        panel = Panel(ground=theme.GROUND, line=theme.CARD_BORDER, name=f"thing.{len(self._panels) + 2}")
        form = RecordForm(
            self.form.record_type, self._session, parent=panel, sex=self.form.sex, options=options(self._session)
        )
        lines = [form.line(*names) for names in self.of_thing]
        form.show_record(copy_of(self._first, item_id="", quantity=None))
        panel.setLayout(layout.column(*lines, gap=8, margins=(12, 8, 12, 12)))
        self._panels.append(panel)
        self._more_forms.append(form)
        self._more.addWidget(panel)
        if goes_there:  # those of a list begun earlier are counted in with the sheet
            self.sheet.watch(form)
            self.sheet.scroll.reveal_new(panel)
            form.go_to("item_id")

    def more_forms(self) -> Sequence[RecordForm]:
        return list(self._more_forms)

    def thing_forms(self) -> list[RecordForm]:
        """Return the forms of the things in which something was written; the first of them at the least."""
        return [self.form, *(form for form in self._more_forms if form.has_changed)]

    def parts(self) -> Mapping[str, RecordForm]:
        more = {self._part(f"more.{at}"): form for at, form in enumerate(self._more_forms)}
        return {self._part("first"): self.form, **more}

    def _part(self, name: str) -> str:
        return f"{self.act}.{name}"
