"""The house's own sheet: what is printed on its documents, and who is welcome."""

from centre_app.answers_said import answer_said
from centre_app.language import N_
from centre_app.questions import Record
from ui import icons
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.panel import Card
from ui.pages.settings.part import Part
from ui.session import Session

SHOWN = ("name", "code", "region", "cercle", "locality", "phone", "sex_rule", "age_min", "age_max", "complaint_channel")
# The code is not among them: every case number there is begins with it.
ASKED = ("name", "region", "cercle", "locality", "phone", "sex_rule", ("age_min", "age_max"), "complaint_channel")
AT_HEADQUARTERS = ("name", "region", "cercle", "locality", "phone")


class HousePart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.house")
        change = buttons.quiet(self.say(N_("Change")), icons.EDIT, name="change_house")
        change.clicked.connect(self._change)
        self._facts = Facts(label_width=208, name="house.facts")
        card = Card(self.say(N_("The house")), icons.CENTRE, head_end=change, name="house").add(self._facts)
        self.body.addWidget(card)
        layout.add(self.body, STRETCH)

    def show_again(self) -> None:
        centre = self.session.centre
        if centre is None:
            return
        told = [(self.say(centre.questions[name].label), answer_said(centre, name, self.language)) for name in SHOWN]
        self._facts.show_facts([(label, answer) for label, answer in told if answer])

    def open_again(self, record: Record) -> None:
        self._change()

    def _change(self) -> None:
        centre = self.session.centre
        if centre is not None:
            lines = AT_HEADQUARTERS if self.session.register.is_headquarters else ASKED
            self.fill_in(
                centre, lines, title=self.say(N_("The house")), told=self.say(N_("The sheet of the house is saved."))
            )
