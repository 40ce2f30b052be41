"""One question on which two houses differ: both answers side by side, who wrote each and when, and what a person may decide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from centre_app.corrections import said
from centre_app.corrections.applying import stands_against
from centre_app.corrections.standing import Standing
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import Card, Panel
from ui.session import Session


class Conflict(Card):
    """Emits the standing with what was decided."""

    decided = Signal(object, bool)  # a Standing; whether theirs is taken

    def __init__(self, session: Session, one: Standing, *, asker: str, where: str) -> None:
        say, register = session.say, session.register
        self._sex = said.sex_of(register, one)
        super().__init__(
            " · ".join(
                part for part in (said.whose(register, one), said.about(one, session.language, sex=self._sex)) if part
            ),
            icons.FAULT,
            gap=10,
            name=f"conflict.{one.correction.id}",
        )
        self._session, self._one = session, one
        against = stands_against(register, one)
        sides = layout.row(gap=12)
        sides.addWidget(self._side(say(N_("Our answer")), said.our_answer(register, one), self._who_wrote()), 1)
        sides.addWidget(self._side(say(N_("Answer of {asker}"), asker=asker), one.correction.proposed, self._why()), 1)
        self.body.addLayout(sides)
        for found in against:
            self.add(FieldMessage(found.said_in(session.language), theme.FAULT_TONE))
        self.body.addLayout(self._foot(asker, may_take=not against, where=where))

    def _side(self, head: str, answer: str | None, more: Sequence[str]) -> Panel:
        shown = said.answer_in_words(self._one, answer, self._session.language, sex=self._sex)
        box = Panel(radius=6)
        words = layout.column(
            theme.plain_label(head, theme.SECOND, theme.SEMI_BOLD, colour=theme.MUTED),
            theme.plain_label(shown, theme.BODY, theme.SEMI_BOLD, wraps=True),
            *(theme.plain_label(line, theme.SECOND, colour=theme.MUTED, wraps=True) for line in more if line),
            layout.STRETCH,
            gap=4,
            margins=(12, 8, 12, 8),
        )
        box.setLayout(words)
        box.setAccessibleName(f"{head}: {shown}")
        return box

    def _who_wrote(self) -> list[str]:
        """Say who changed our record last, and when."""
        record = self._session.register.as_stored.get(self._one.record_type, self._one.correction.record_id)
        if record is None or record.updated_at is None:
            return []
        name = self._session.staff_name(record.updated_by)
        day = record.updated_at.date()
        if name:
            return [self._session.say(N_("Record last changed on {day} by {name}."), day=day, name=name)]
        return [self._session.say(N_("Record last changed on {day}."), day=day)]

    def _why(self) -> list[str]:
        correction = self._one.correction
        asked_on = correction.created_at.date() if correction.created_at else None
        seen = said.answer_in_words(self._one, correction.base, self._session.language, sex=self._sex)
        return [
            self._session.say(N_("Asked on {day}. Reason: {reason}"), day=asked_on, reason=correction.reason or "–"),
            self._session.say(N_("Before, both said: {answer}"), answer=seen),
        ]

    def _foot(self, asker: str, *, may_take: bool, where: str) -> QHBoxLayout:
        say, id_ = self._session.say, self._one.correction.id
        keep = buttons.button(say(N_("Keep our answer")), icons.TICK, name=f"keep.{id_}")
        take = buttons.button(say(N_("Take the proposed answer")), icons.EDIT, name=f"take.{id_}")
        take.setEnabled(may_take)
        keep.clicked.connect(lambda: self.decided.emit(self._one, False))
        take.clicked.connect(lambda: self.decided.emit(self._one, True))
        note = theme.plain_label(where, theme.SECOND, colour=theme.MUTED, wraps=True)
        foot = layout.row(gap=12)
        foot.addWidget(note, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(keep)
        foot.addWidget(take)
        return foot
