"""A form in which the program works out one of the answers and proposes it; whoever fills it in takes it, or does not."""

from typing import Any, ClassVar

from centre_app.language import N_
from centre_app.questions import Record
from ui import icons, theme
from ui.kit import buttons
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.record_dialog import RecordDialog


class ProposingDialog(RecordDialog):
    """Subclass it: name the `question`, and say in `proposal` what is proposed, and in which words."""

    question: ClassVar[str]

    def proposal(self, record: Any) -> tuple[object, str] | None:
        """Return the answer that follows from the others, and a sentence that says it; None where none does."""
        raise NotImplementedError

    def add_more(self, card: Card) -> None:
        self._proposed = Message("", theme.NEUTRAL_TONE, icon=icons.INFO, name=f"{self.question}.proposal")
        self._take = buttons.button(
            self._session.say(N_("Take it over")), icons.TICK, name="take_proposal", in_row=True
        )
        self._take.clicked.connect(self._take_over)
        self._proposed.add_button(self._take)
        line = self.form.line_of(self.question)
        card.body.insertWidget(card.body.indexOf(line) + 1, self._proposed)
        self.form.changed.connect(self._propose)
        self._proposed.hide()

    def showEvent(self, event: Any) -> None:
        self._propose()
        super().showEvent(event)

    def _propose(self) -> None:
        """Show what is proposed while the answer is another one."""
        record: Record = self.form.record()
        made = self.proposal(record)
        is_news = made is not None and made[0] != getattr(record, self.question)
        if made is not None:
            self._proposed.show_text(made[1])
        self._proposed.setVisible(is_news)

    def _take_over(self) -> None:
        made = self.proposal(self.form.record())
        if made is not None:
            editor = self.form.editor(self.question)
            editor.show_answer(made[0])
            editor.changed.emit()
            self.form.go_to(self.question)
