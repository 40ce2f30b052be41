"""What is shown in the place of a page that is not for whoever is at the laptop."""

from centre_app.language import N_
from centre_app.problems import SectionShut
from ui.kit.shut import ShutSection
from ui.page import BACK, Page
from ui.session import Session


class ShutPage(Page):
    def __init__(self, session: Session, problem: SectionShut) -> None:
        super().__init__(session, name="shut", title=session.say(N_("Kept for others")))
        words = problem.said_in(session.language)
        self._notice = ShutSection(
            session.say(N_("This page is not part of your work.")), words, self.say(N_("Back")), name="page_shut"
        )
        self._notice.asked.connect(lambda: self.went.emit(BACK))
        self.body.addWidget(self._notice)
        self.body.addStretch(1)
