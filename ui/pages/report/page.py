"""The page of what is reported: an incident, abuse by staff, and the letters that wait to be filed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app import letterbox
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import Incident
from ui import icons, theme
from ui.incident_form import report
from ui.kit import buttons, layout
from ui.kit.panel import Card, icon_tile, note
from ui.letters_card import LettersCard
from ui.page import Page
from ui.session import Session


class ReportPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="report",
            title=session.say(N_("Report")),
            subtitle=session.say(N_("What did harm, or nearly did. Report it on the same day.")),
            dense=True,
            scrolls=True,
        )
        say = self.say
        self._letters = LettersCard(session, names_files=True)
        self._letters.told.connect(lambda text: self.result.tell_done(text))
        self._letters.failed.connect(self.tell_problem)
        incident = buttons.filled(say(N_("Report an incident")), icons.INCIDENT, name="report_incident")
        abuse = buttons.button(say(N_("Report abuse by staff")), icons.PROTECTION, name="report_abuse")
        incident.clicked.connect(lambda: self._report())
        abuse.clicked.connect(lambda: self.go("report_abuse"))
        self._incident = _choice(
            icons.INCIDENT,
            say(N_("An incident")),
            say(
                N_(
                    "A threat, an accident, a quarrel, somebody who ran away, a theft. "
                    "Those who follow protection read it; whoever does not, passes it on and cannot read it again."
                )
            ),
            [incident],
            name="report.incident",
        )
        about_abuse = _choice(
            icons.PROTECTION,
            say(N_("Abuse by somebody of the staff")),
            say(
                N_(
                    "Somebody who works here, or for a partner, harms or takes advantage of a person we look after. "
                    "Only headquarters reads it; nobody at the centre does, the director neither."
                )
            ),
            [abuse],
            name="report.abuse",
        )
        layout.add(self.body, self._letters)
        layout.add(self.body, self._incident)
        layout.add(self.body, about_abuse)
        layout.add(self.body, layout.STRETCH)

    def refresh(self) -> None:
        self._letters.show_letters(letterbox.to_file(self.session.register))
        self._incident.setVisible(letterbox.may_send(self.session.register, Incident))

    def resume(self, kept: Kept) -> None:
        self._report(kept)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("An incident about one person is best reported from that file; one of the house, here.")),
            self.say(N_("A report of abuse by staff goes to headquarters, with the next bundle or alone on a stick.")),
        ]

    def _report(self, kept: Kept | None = None) -> None:
        incident = Incident(reported_on=self.session.today)
        if kept is not None and isinstance(kept.drafts[0].begun, Incident):
            incident = kept.drafts[0].begun
        if told := report(self.session, incident, over=self, kept=kept):
            self.result.tell_done(told)


def _choice(icon: str, title: str, about: str, actions: Sequence[QWidget], *, name: str) -> Card:
    """Return a card that says what is reported here, and to whom."""
    words = layout.column(theme.plain_label(title, theme.CARD_TITLE, theme.MEDIUM), note(about, wraps=True), gap=4)
    line = layout.row(icon_tile(icon), gap=16)
    line.addLayout(words, 1)
    card = Card(gap=12, name=name)
    return card.add(line, layout.row(*actions, layout.STRETCH))
