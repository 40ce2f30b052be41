"""What was told once, said where it would be asked again: to whom, when, where it stands."""

from PySide6.QtWidgets import QWidget

from centre_app.areas import TOLD
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import ToldTopic
from ui import icons, theme
from ui.kit import layout
from ui.kit.messages import Message
from ui.session import Session


class ToldNotice(QWidget):
    """A line for each of its topics that was told already ("exploitation", keys of `told_topic`); gone while none was."""

    def __init__(self, session: Session, *topics: str) -> None:
        super().__init__()
        self.setObjectName("told_notice")
        self._session, self._topics = session, topics
        self._lines = layout.column(gap=6)
        self.setLayout(self._lines)
        self.hide()

    def show_file(self, file: CaseView) -> None:
        layout.clear(self._lines)
        told = [one for one in file.of(ToldTopic) if one.topic in self._topics] if not file.is_shut(TOLD) else []
        for one in told:
            said = told_said(self._session, one, file.person.sex)
            self._lines.addWidget(Message(said, theme.CHECK_TONE, icon=icons.WORDS, name=f"told.{one.topic}"))
        self.setVisible(bool(told))


def told_said(session: Session, told: ToldTopic, sex: str | None) -> str:
    """Return one thing that was told as a sentence: what, to whom, when, where it stands."""
    say = session.say
    topic = choices("told_topic").label(told.topic, session.language, sex)
    to_whom = session.staff_name(told.told_to) or told.told_elsewhere or ""
    day = session.language.day(told.told_on) if told.told_on else ""
    match bool(to_whom), bool(day):
        case True, True:
            said = say(
                N_("{topic}: already told to {whom} on {day}. Do not ask again."), topic=topic, whom=to_whom, day=day
            )
        case True, False:
            said = say(N_("{topic}: already told to {whom}. Do not ask again."), topic=topic, whom=to_whom)
        case _, True:
            said = say(N_("{topic}: already told on {day}. Do not ask again."), topic=topic, day=day)
        case _:
            said = say(N_("{topic}: already told. Do not ask again."), topic=topic)
    where = say(N_("Where it is written: {place}."), place=told.where_written) if told.where_written else ""
    return f"{said} {where}".strip()
