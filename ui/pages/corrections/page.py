"""Corrections: what a person must decide, what became of what was asked, and what was corrected by itself."""

from collections.abc import Sequence

from centre_app.corrections import applying, proposing, said, standing
from centre_app.corrections.standing import APPLIED, CONFLICT, NOT_POSSIBLE, TOOK_THEIRS, WAITING, Standing
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Card as CardRecord
from centre_app.records import Centre
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip, state
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList
from ui.page import Page
from ui.pages.corrections.conflict import Conflict
from ui.session import Session
from ui.theme import Tone

MOST_SETTLED = 60  # of each list; what is older stands in the records and their history
_TONES: dict[str, Tone] = {
    APPLIED: theme.DONE_TONE,
    TOOK_THEIRS: theme.DONE_TONE,
    CONFLICT: theme.CHECK_TONE,
    WAITING: theme.SOON_TONE,
    NOT_POSSIBLE: theme.FAULT_TONE,
}


class CorrectionsPage(Page):
    def __init__(self, session: Session) -> None:
        self._at_headquarters = session.register.is_headquarters
        title = N_("Corrections") if self._at_headquarters else N_("To decide")
        subtitle = (
            N_("What headquarters asked its centres to change, and what they ask of headquarters")
            if self._at_headquarters
            else N_("Where the centre and headquarters answer differently, a person of the centre decides")
        )
        super().__init__(
            session,
            name="corrections",
            title=session.say(title),
            subtitle=session.say(subtitle),
            dense=True,
            scrolls=True,
        )

    def refresh(self) -> None:
        layout.clear(self.body)
        register = self.session.register
        deciding = standing.to_decide(register)
        for part in (*self._to_decide(deciding), *self._lists(deciding), layout.STRETCH):
            layout.add(self.body, part)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Nobody changes what another house owns: a correction is asked for, and its owner decides.")),
            self.say(N_("Where only one side has changed an answer since it was sent, the correction is made by itself.")),
            self.say(N_("What you decide goes to the other side with the next exchange.")),
        ]  # fmt: skip

    # --- what must be decided ----------------------------------------------------------------------------------

    def _to_decide(self, deciding: Sequence[Standing]) -> list[Card | Message | EmptyState]:
        parts: list[Card | Message | EmptyState] = []
        if waiting := standing.for_others_to_decide(self.session.register):
            said_so = self.language.say_n(
                N_("{n} correction waits for somebody else: who may open or change that record."),
                N_("{n} corrections wait for somebody else: who may open or change those records."),
                waiting,
            )
            parts.append(Message(said_so, theme.SHUT_TONE, icon=icons.LOCK, name="wait_for_others"))
        if not deciding:
            parts.append(EmptyState(icons.TICK, self.say(N_("Nothing to decide.")), name="nothing_to_decide"))
        for one in deciding:
            where = N_("The centre hears of it.") if self._at_headquarters else N_("Headquarters hears of it.")
            card = Conflict(self.session, one, asker=self._called(one.correction.centre_id), where=self.say(where))
            card.decided.connect(self._decide)
            parts.append(card)
        return parts

    def _decide(self, one: Standing, take_theirs: bool) -> None:
        try:
            self.session.do(applying.decide, one, take_theirs=take_theirs)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.refresh()
        self.result.tell_done(self.say(N_("Decided. It goes out with the next exchange.")))

    # --- what became of the others -----------------------------------------------------------------------------

    def _lists(self, deciding: Sequence[Standing]) -> list[Card]:
        register = self.session.register
        asked = standing.asked_by_us(register)
        deciding_now = {one.correction.id for one in deciding}
        of_us = [one for one in standing.asked_of_us(register) if one.correction.id not in deciding_now]
        others = N_("Asked by the centres") if self._at_headquarters else N_("Asked by headquarters")
        found = (
            (N_("Asked, and not answered yet"), icons.CLOCK, [one for one in asked if one.is_open]),
            (N_("Answered"), icons.TICK, [one for one in asked if not one.is_open][:MOST_SETTLED]),
            (others, icons.EDIT, of_us[:MOST_SETTLED]),
        )
        return [self._card(self.say(title), icon, some) for title, icon, some in found if some]

    def _card(self, title: str, icon: str, some: Sequence[Standing]) -> Card:
        rows = RowList()
        rows.show_rows([self._row(one) for one in some])
        return Card(title, icon, gap=4).add(rows)

    def _row(self, one: Standing) -> Row:
        register, sex = self.session.register, said.sex_of(self.session.register, one)
        house = self._called(one.correction.for_centre_id) if one.correction.centre_id == register.centre_id else ""
        title = (said.whose(register, one), said.about(one, self.language, sex=sex), house)
        was = said.answer_in_words(one, one.correction.base, self.language, sex=sex)
        now = said.answer_in_words(one, one.correction.proposed, self.language, sex=sex)
        back = None
        if one.is_open and one.correction.centre_id == register.centre_id:
            back = buttons.button(
                self.say(N_("Take back")), icons.UNDO, name=f"withdraw.{one.correction.id}", in_row=True
            )
            back.clicked.connect(lambda: self._withdraw(one))
        return Row(
            " · ".join(part for part in title if part),
            self._asked(one, before=was, after=now),
            columns=[(self._state(one), 190)],
            action=back,
            name=f"row.{one.correction.id}",
        )

    def _asked(self, one: Standing, *, before: str, after: str) -> str:
        """Say what was asked, and where something else stands once it was decided, what stands, to who may read that."""
        register, question = self.session.register, one.correction.question or ""
        is_kept = question in register.rights.of(one.record_type).kept
        may_read = not is_kept and register.get(one.record_type, one.correction.record_id or "") is not None
        sex = said.sex_of(register, one)
        stands = (
            said.answer_in_words(one, said.our_answer(register, one), self.language, sex=sex) if may_read else after
        )
        if one.is_open or one.state == CONFLICT or stands == after:
            return self.say(N_("{before} → {after}"), before=before, after=after)
        return self.say(N_("{before} → {after} · what stands now: {answer}"), before=before, after=after, answer=stands)

    def _state(self, one: Standing) -> Chip:
        is_ours = one.correction.centre_id == self.session.register.centre_id
        return state(said.state_said(one, self.language, is_ours=is_ours), _TONES.get(one.state, theme.NEUTRAL_TONE))

    def _withdraw(self, one: Standing) -> None:
        try:
            self.session.do(proposing.withdraw, one.correction)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.refresh()
        self.result.tell_done(self.say(N_("Taken back. The other side hears of it.")))

    def _called(self, centre_id: str | None) -> str:
        """Return what a house is called here; at a centre the other house is headquarters."""
        if not self._at_headquarters:
            return self.say(N_("headquarters"))
        centre = self.session.register.get(Centre, centre_id) if centre_id else None
        card = self.session.register.only(CardRecord, of_centre_id=centre_id)
        return (centre.name if centre else None) or (card.name if card else None) or ""
