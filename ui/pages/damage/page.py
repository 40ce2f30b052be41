"""After a damage: records newer than the backup that could be read wait for a decision, and what is missing is listed."""

from collections.abc import Sequence
from functools import partial

from centre_app.damage import findings, said
from centre_app.damage.findings import Damage, FoundRecord
from centre_app.documents import after_damage
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.pages.people.words import COMPARTMENTS
from ui.preview import preview
from ui.session import Session

MOST_ROWS = 60  # in sight at once; the others come as these are decided


class AfterDamagePage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="after_damage",
            title=session.say(N_("After a damage")),
            subtitle=session.say(N_("What was written after the backup: what could be read, and what is missing")),
            dense=True,
        )
        self._print = buttons.button(self.say(N_("Print the list")), icons.PRINT, name="print_damage")
        self._print.clicked.connect(self._show_paper)
        self.put_actions(self._print)
        self._parts = layout.column(gap=12)
        self.body.addWidget(Scroll(self._parts, name="after_damage.scroll"), 1)

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show each compartment that was put back, the last one first."""
        layout.clear(self._parts)
        try:
            found = findings.damages(self.session.register)[::-1]
        except Problem as problem:
            self.tell_problem(problem)
            return
        self._print.setEnabled(bool(found))
        if not found:
            self._parts.addWidget(
                EmptyState(icons.ARCHIVE, self.say(N_("Nothing was ever damaged here.")), name="none")
            )
        for damage in found:
            self._parts.addWidget(self._card(damage))
        layout.add(self._parts, layout.STRETCH)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("A record that is put back stands under its first author’s name, as it was written.")),
            self.say(N_("What you leave aside stays in the folder of the damaged files. Nothing is deleted.")),
        ]

    # What it shows

    def _card(self, damage: Damage) -> Card:
        name = self.say(COMPARTMENTS[damage.compartment][0])
        card = Card(
            name, icons.ARCHIVE, beside_title=self._from_when(damage), gap=8, name=f"damage.{damage.compartment}"
        )
        for sentence in said.missing(damage, self.session.language):
            card.add(Message(sentence, theme.CHECK_TONE))
        if damage.lost:
            card.add(self._lost(damage))
        if damage.waiting:
            card.add(self._waiting(damage))
        if not damage.waiting and not damage.lost and not said.missing(damage, self.session.language):
            card.add(Message(self.say(N_("Everything was put back or decided: nothing is missing.")), theme.DONE_TONE))
        return card

    def _from_when(self, damage: Damage) -> str:
        if damage.made_at is None:
            return self.say(N_("no backup had it"))
        return self.say(N_("put back from the backup of {moment}"), moment=self.session.language.moment(damage.made_at))

    def _lost(self, damage: Damage) -> Card:
        count = self.session.language.say_n(
            N_("{n} record cannot be read"), N_("{n} records cannot be read"), len(damage.lost)
        )
        card = Card(count, icons.FAULT, gap=4, name=f"lost.{damage.compartment}")
        rows = RowList(name=f"lost.{damage.compartment}.rows")
        together = said.lost_together(self.session.register, damage, self.session.language)
        rows.show_rows(
            [
                Row(what, written, sign=sign_tile(icons.FAULT, tone=theme.FAULT_TONE), name=f"lost.{number}")
                for number, (what, written) in enumerate(together[:MOST_ROWS])
            ]
        )
        return card.add(rows, *self._and_more(len(together)))

    def _waiting(self, damage: Damage) -> Card:
        waiting = damage.waiting
        count = self.session.language.say_n(
            N_("{n} record could be read and waits for you"),
            N_("{n} records could be read and wait for you"),
            len(waiting),
        )
        everything = buttons.filled(
            self.say(N_("Put all of them back")), icons.TICK, name=f"take_all.{damage.compartment}"
        )
        everything.clicked.connect(partial(self._take, waiting))
        card = Card(count, icons.CHECKS, head_end=everything, gap=4, name=f"found.{damage.compartment}")
        rows = RowList(name=f"found.{damage.compartment}.rows")
        rows.show_rows([self._row(one, damage) for one in waiting[:MOST_ROWS]])
        return card.add(rows, *self._and_more(len(waiting)))

    def _row(self, one: FoundRecord, damage: Damage) -> Row:
        session = self.session
        leave = buttons.button(self.say(N_("Leave aside")), icons.CLOSE, name=f"leave.{one.record.id}", in_row=True)
        take = buttons.button(self.say(N_("Put back")), icons.TICK, name=f"take.{one.record.id}", in_row=True)
        leave.clicked.connect(partial(self._leave, [one]))
        take.clicked.connect(partial(self._take, [one]))
        code = said.whose(session.register, one.record, damage)
        unsure = "" if one.is_sure else self.say(N_("a later version may be missing"))
        title = " · ".join(part for part in (said.kind(one.record.table, session.language), code) if part)
        second = " · ".join(part for part in (said.written(session.register, one, session.language), unsure) if part)
        return Row(
            title,
            second,
            sign=sign_tile(icons.DOCUMENT, tone=None if one.is_sure else theme.CHECK_TONE),
            action=layout.boxed(layout.row(leave, take)),
            name=f"found.{one.record.id}",
        )

    def _and_more(self, count: int) -> list[Message]:
        if count <= MOST_ROWS:
            return []
        more = self.session.language.say_n(N_("and {n} more"), N_("and {n} more"), count - MOST_ROWS)
        return [Message(more)]

    # What it does

    def _take(self, found: Sequence[FoundRecord], _checked: bool = False) -> None:
        try:
            refused = self.session.do(findings.take, found)
        except Problem as problem:
            self.tell_problem(problem)
            self.refresh()
            return
        self.refresh()
        if refused:
            self.result.tell_problem(
                self.session.language.say_n(
                    N_("{n} record was not put back: it is not yours to write, or was changed since."),
                    N_("{n} records were not put back: they are not yours to write, or were changed since."),
                    len(refused),
                ),
                self.say(N_("They wait here for whoever writes them: ask this person to open this page.")),
            )
            return
        done = self.session.language.say_n(N_("{n} record put back"), N_("{n} records put back"), len(found))
        self.result.tell_done(done)

    def _leave(self, found: Sequence[FoundRecord], _checked: bool = False) -> None:
        try:
            self.session.do(findings.leave, found)
        except Problem as problem:
            self.tell_problem(problem)
        self.refresh()

    def _show_paper(self) -> None:
        register, language = self.session.register, self.session.language
        called = {key: self.say(name) for key, (name, _) in COMPARTMENTS.items()}
        preview(
            self.session,
            title=self.say(after_damage.TITLE),
            shown=after_damage.preview_after_damage(register, called, language=language),
            final=lambda: after_damage.print_after_damage(register, called, language=language),
            file_name=self.say(N_("after-a-damage")),
            over=self,
        )
