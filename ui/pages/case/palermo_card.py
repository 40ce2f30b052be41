"""Act, means, purpose: what her answers say of each, what is still to be asked, and that somebody else decides."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from centre_app import palermo
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.palermo import ACT, LISTS, MEANS, PURPOSE, Element, Panel
from centre_app.records import Exploitation, TraffickingProfile
from ui import icons, theme
from ui.kit import layout
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.panel import Panel as Box
from ui.session import Session

TITLES = {
    ACT: (N_("The act"), N_("What was done with her")),
    MEANS: (N_("The means"), N_("How she was made to")),
    PURPOSE: (N_("The purpose"), N_("What it was for")),
}
CHILD = N_(
    "Of a child the act and the purpose are enough, and both are answered: she may be a victim. The decision is written below, by whom."
)
ADULT = N_("The three elements are answered: she may be a victim. The decision is written below, by whom.")
NO_MEANS = N_("No means is known. Of an adult the law asks for one.")


class PalermoCard(Card):
    """It suggests and never decides; nothing is written here."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Act, means, purpose")), icons.LEGAL, name="palermo")
        self._session, self._say, self._language = session, session.say, session.language

    def show_file(self, file: CaseView) -> None:
        sex = file.person.sex
        profile = file.last(TraffickingProfile)
        found = palermo.panel(profile, file.of(Exploitation), birth=file.person.birth, today=self._session.today)
        self.clear()
        tiles = layout.row(gap=8)
        for element in found.elements:
            tiles.addWidget(self._tile(element, found, sex), 1)
        self.add(tiles, self._suggestion(found, sex))
        if found.by_age_today:
            self.add(
                note(self._say(N_("Her age at that time is not known: today’s stands for it."), sex=sex), wraps=True)
            )

    def _tile(self, element: Element, found: Panel, sex: str | None) -> QWidget:
        title, under = (self._say(words, sex=sex) for words in TITLES[element.key])
        answers = self._answers(element, sex)
        state = self._state(element, sex)
        tone = theme.DONE_TONE if element.is_present else theme.NEUTRAL_TONE
        tile = Box(ground=tone.tint if element.is_present else theme.CARD, name=f"palermo.{element.key}")
        head = layout.row(
            icons.label(icons.DONE if element.is_present else icons.TO_DO, icons.ROW, tone.ink),
            theme.plain_label(title, theme.BODY, theme.SEMI_BOLD),
            layout.STRETCH,
            gap=6,
        )
        words = theme.plain_label(answers or state, theme.SECOND, wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        tile.setLayout(
            layout.column(head, note(under, wraps=True), words, layout.STRETCH, gap=4, margins=(12, 8, 12, 8))
        )
        tile.setAccessibleName(f"{title}. {answers or state}")
        return tile

    def _answers(self, element: Element, sex: str | None) -> str:
        said = [choices(LISTS[question]).label(key, self._language, sex) for question, key in element.answers]
        return " · ".join(dict.fromkeys(said))

    def _state(self, element: Element, sex: str | None) -> str:
        if element.is_denied:
            return self._say(N_("Looked for, and none was found"))
        if not element.is_needed:
            return self._say(N_("Not asked for: the rules for children apply"))
        return self._say(N_("Not answered yet"))

    def _suggestion(self, found: Panel, sex: str | None) -> Message:
        if found.suggests_a_victim:
            text = self._say(CHILD if found.of_a_child else ADULT, sex=sex)
        elif found.missing == (MEANS,) and found.means.is_denied:
            text = self._say(NO_MEANS)
        else:
            names = [self._say(TITLES[key][0]).lower() for key in found.missing]
            text = self._say(N_("Still to be answered: {what}."), what=self._language.list_of(names))
        return Message(text, theme.NEUTRAL_TONE, name="palermo.suggestion")
