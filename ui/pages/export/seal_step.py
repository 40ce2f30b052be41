"""The third step: what goes, to whom and where, said once more before a number is used up."""

from PySide6.QtWidgets import QWidget

from centre_app.exchange.before_export import BeforeExport
from centre_app.exchange.partners import locks_of
from centre_app.exchange.sticks import Drive
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.stick_choice import called


class SealStep(QWidget):
    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        say = language.say
        self._facts = Facts(label_width=152, name="seal_facts")
        only = Message(
            say(N_("Only headquarters can open the file. Not even this centre can read it any more.")),
            theme.DONE_TONE,
            icon=icons.LOCK,
        )
        lost = Message(say(N_("If the stick is lost, nothing is lost: the next export holds the same again.")))
        self.setLayout(layout.column(self._facts, only, lost, STRETCH, gap=12))

    def show_plan(self, found: BeforeExport, drive: Drive, carrier: str) -> None:
        """Say what is about to happen."""
        say, language = self._language.say, self._language
        headquarters = found.headquarters
        locks = " · ".join(locks_of(headquarters)) if headquarters else ""
        facts = [
            (say(N_("For")), headquarters.name if headquarters else ""),
            (say(N_("Locked with")), say(N_("the locks of headquarters: {locks}"), locks=locks)),
            (say(N_("Month")), language.month(found.month)),
            (say(N_("Contents")), language.say_n(N_("{n} file"), N_("{n} files"), found.summary.cases)),
            (say(N_("To the stick")), called(drive, language)),
            (say(N_("Carried by")), carrier or "–"),
        ]
        self._facts.show_facts(facts, strong=frozenset({say(N_("For")), say(N_("To the stick"))}))
