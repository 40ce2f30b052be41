"""The two lists of her things: what she hands in, and what she gets back. She confirms each list once."""

import dataclasses
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.casework import belongings
from centre_app.drafts import Kept
from centre_app.forms.house import BELONGINGS
from centre_app.language import N_
from centre_app.records import Belonging
from centre_app.review import Finding, review
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Card, Panel
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

HANDED_IN = BELONGINGS.without({"returned_on", "not_returned", "return_mode"})
LISTED = ("deposited_on", "deposit_mode", "kept_where")  # said once, for the whole list


class ThingPanel(Panel):
    """One more thing of a list."""

    def __init__(self, session: Session, blank: Belonging, number: int, *, sex: str | None) -> None:
        super().__init__(ground=theme.GROUND, line=theme.CARD_BORDER, name=f"thing.{number}")
        self.form = RecordForm(Belonging, session, parent=self, sex=sex)
        lines = (
            self.form.line("kind"), self.form.line("description"), self.form.line("quantity", "value_fcfa"),
        )  # fmt: skip
        self.form.show_record(blank)
        self.setLayout(layout.column(*lines, gap=8, margins=(12, 8, 12, 12)))


class HandInDialog(RecordDialog):
    """A list of things that she hands in together."""

    def __init__(
        self, session: Session, first: Belonging, *, over: QWidget, sex: str | None, kept: Kept | None = None
    ) -> None:
        self._first, self._panels = first, list[ThingPanel]()
        self._begun = kept or drafts.kept_of(session.register, first)
        super().__init__(
            session,
            first,
            HANDED_IN,
            title=session.say(N_("What she hands in"), sex=sex),
            write=lambda _first: session.do(belongings.write_down, self.things()),
            over=over,
            sex=sex,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def add_more(self, card: Card) -> None:
        self._more = layout.column(gap=8)
        another = buttons.button(self._session.say(N_("One more thing")), icons.ADD, name="one_more_thing")
        another.clicked.connect(lambda: self._add_one(goes_there=True))
        card.add(layout.boxed(self._more), layout.boxed(layout.row(another, layout.STRETCH)))
        for _ in range(sum(draft.part.startswith(_more_of("")) for draft in self._begun.drafts) if self._begun else 0):
            self._add_one()

    def _add_one(self, *, goes_there: bool = False) -> None:
        blank = Belonging(
            case_id=self._first.case_id, stay_id=self._first.stay_id, deposited_on=self._first.deposited_on
        )
        panel = ThingPanel(self._session, blank, len(self._panels) + 2, sex=self.form.sex)
        self._panels.append(panel)
        self._more.addWidget(panel)
        if goes_there:  # those of a list begun earlier are counted in with the sheet
            self.sheet.watch(panel.form)
            self.sheet.scroll.reveal_new(panel)
            panel.form.go_to("kind")

    def more_forms(self) -> Sequence[RecordForm]:
        return [panel.form for panel in self._panels]

    def parts(self) -> Mapping[str, RecordForm]:
        return {Belonging.table: self.form, **{_more_of(str(at)): form for at, form in enumerate(self.more_forms())}}

    def things(self) -> list[Belonging]:
        """Return the list; a panel in which nothing was written is none of it."""
        first: Belonging = self.form.record()
        said = {name: getattr(first, name) for name in LISTED}
        more = [panel.form.record() for panel in self._panels if panel.form.has_changed]
        return [first, *(dataclasses.replace(one, **said) for one in more)]

    def _review(self) -> list[Finding]:
        return review(self._session.register, self.things())


class GiveBackDialog(RecordDialog):
    """Everything that is still kept, each with the day she has it back or why not."""

    def __init__(
        self, session: Session, kept_things: Sequence[Belonging], *, over: QWidget, sex: str | None,
        kept: Kept | None = None,
    ) -> None:  # fmt: skip
        self._things = kept_things
        super().__init__(
            session,
            kept_things[0],
            ("return_mode",),
            title=session.say(N_("What she gets back"), sex=sex),
            write=lambda _first: session.do(belongings.write_down, self._back.things()),
            over=over,
            sex=sex,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def add_more(self, card: Card) -> None:
        self._back = GivingBack(self._session, self._things, first=self.form)
        card.add(self._back)

    def more_forms(self) -> Sequence[RecordForm]:
        return self._back.forms[1:]

    def parts(self) -> Mapping[str, RecordForm]:
        return self._back.parts()

    def _review(self) -> list[Finding]:
        return review(self._session.register, self._back.things())


class GivingBack(QWidget):
    """A line for each thing that is kept. `first` is the form over the first of them, which also asks how she confirms."""

    def __init__(
        self, session: Session, things: Sequence[Belonging], *, first: RecordForm | None = None, sex: str | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("giving_back")
        self._session = session
        own = [RecordForm(Belonging, session, parent=self, sex=sex) for _ in things[1 if first else 0 :]]
        self.forms = [first, *own] if first else own
        everything = buttons.button(session.say(N_("She has everything back"), sex=sex), icons.CHECKS, name="all_back")
        everything.clicked.connect(self.give_all)
        lines: list[QWidget] = [layout.boxed(layout.row(everything, layout.STRETCH))]
        for form, thing in zip(self.forms, things, strict=True):
            said = belongings.thing_said(thing, session.language)
            lines.append(theme.plain_label(said, theme.BODY, theme.MEDIUM, wraps=True))
            lines += [form.line("returned_on"), form.line("not_returned")]
        if first is None:
            lines.append(self.forms[0].line("return_mode"))
            for form, thing in zip(self.forms, things, strict=True):
                form.show_record(thing)
        else:
            for form, thing in zip(own, things[1:], strict=True):
                form.show_record(thing)
        self.setLayout(layout.column(*lines, gap=8))

    def give_all(self) -> None:
        """She has everything back today but that of which somebody wrote why not."""
        for form in self.forms:
            if belongings.is_kept(form.record()):
                editor = form.editor("returned_on")
                editor.show_answer(self._session.today)
                editor.changed.emit()

    def things(self) -> list[Belonging]:
        """Return what was written of each thing; how she confirms it is said once."""
        changed: list[Belonging] = [form.record() for form in self.forms if form.has_changed]
        return belongings.confirmed_alike(changed, mode=self.forms[0].record().return_mode) if changed else []

    def parts(self) -> Mapping[str, RecordForm]:
        return {f"{Belonging.table}.back.{form.saved_record.id}": form for form in self.forms}


def _more_of(at: str) -> str:
    return f"{Belonging.table}.more.{at}"
