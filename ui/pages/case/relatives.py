"""The card of her relatives: whether contact is safe stands in words and a sign before any number is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.forms.family import RELATIVE
from centre_app.language import N_
from centre_app.phones import phone_said
from centre_app.questions import Record
from centre_app.records import Relative, TracingAction
from centre_app.rules.family import UNSAFE
from ui import icons, theme
from ui.kit import buttons
from ui.kit.chip import state
from ui.kit.messages import Message
from ui.pages.case.choosing import relative_said
from ui.pages.case.records import Line, RecordsCard, joined
from ui.session import Session

SAFE_WIDTH = 244  # "Peut-on appeler ? Oui, avec prudence"
TONES = {"yes": theme.DONE_TONE, "with_care": theme.CHECK_TONE, UNSAFE: theme.LATE_TONE}


class RelativesCard(RecordsCard[Relative]):
    contact_asked = Signal(object)  # the Relative whom somebody must call in spite of the danger

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Relatives")),
            icon=icons.FAMILY,
            add=say(N_("Add a relative")),
            empty=say(N_("No relative is known yet.")),
            form_title=say(N_("Relative")),
            lines=RELATIVE,
            shown=self._relative,
            name="relatives",
        )
        self._shown_today: frozenset[str | None] = frozenset()

    def show_file(self, file: CaseView, traced: Sequence[TracingAction]) -> None:
        """Show her relatives; the number of a dangerous one only on the day for which somebody wrote why."""
        today, case_id = self._session.today, file.case.id
        self._shown_today = frozenset(
            one.relative_id for one in traced if one.acted_on == today and (one.despite_danger or "").strip()
        )
        self.show_records(file.of(Relative), blank=lambda: Relative(case_id=case_id), sex=file.person.sex)
        if self._session.register.rights.writes(TracingAction):
            for one in file.of(Relative):
                if one.phone and self.hides_number(one):
                    self.add(self._warning(one))

    def open_record(self, record: Record, *, kept: Kept | None = None) -> None:
        hides = isinstance(record, Relative) and self.hides_number(record)
        self._questions = tuple(name for name in RELATIVE if not (hides and name == "phone"))
        super().open_record(record, kept=kept)

    def hides_number(self, relative: Relative) -> bool:
        """Say whether the number is kept out of sight: she says that a call is dangerous."""
        is_known = relative.rev > 0 and relative.safe_to_contact == UNSAFE
        return is_known and relative.id not in self._shown_today

    def _warning(self, relative: Relative) -> Message:
        """Return what stands before the number of a dangerous relative: the danger first, then the way to it."""
        say = self._session.say
        who = relative_said(self._session, relative)
        danger = say(N_("{name}: a call is dangerous. Whoever must make it says why first."), name=who)
        line = Message(danger, theme.LATE_TONE, name="dangerous_call")
        ask = buttons.quiet(say(N_("Contact all the same")), icons.PHONE, name=f"contact.{relative.id}")
        ask.clicked.connect(lambda: self.contact_asked.emit(relative))
        line.add_button(ask)
        return line

    def _relative(self, relative: Relative) -> Line:
        say, language, sex = self._session.say, self._session.language, self._sex
        number = phone_said(relative.phone) if relative.phone else ""
        if number and self.hides_number(relative):
            number = say(N_("number hidden: do not call"))
        alive = (
            choices("relative_alive").label(relative.alive, language) if relative.alive not in (None, "alive") else ""
        )
        takes_in = say(N_("could take her in"), sex=sex) if relative.may_take_her_in else ""
        safe = relative.safe_to_contact
        answer = choices("safe_to_contact").label(safe, language)
        words = say(N_("May one call? {answer}"), answer=answer) if safe else say(N_("Ask first: is contact safe?"))
        tone = TONES.get(safe or "", theme.NEUTRAL_TONE if safe else theme.CHECK_TONE)
        return Line(
            title=relative_said(self._session, relative),
            second=joined(number, relative.place, alive, takes_in),
            state=state(words, tone, name=f"safe.{relative.id}"),
            state_width=SAFE_WIDTH,
        )
