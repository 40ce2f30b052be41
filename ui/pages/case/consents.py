"""What she agreed to, purpose by purpose, and what she told once and is not to be asked again."""

from centre_app.areas import CONSENT, TOLD
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.forms import care
from centre_app.language import N_
from centre_app.records import ToldTopic
from ui import icons, theme
from ui.kit import layout
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.pages.case.ledger_card import LedgerCard
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.record_dialog import RecordDialog
from ui.session import Session


class ToldDialog(RecordDialog):
    """Says that something was told; what she said is written elsewhere, and the form says where."""

    def add_more(self, card: Card) -> None:
        where = N_(
            "Here stands only that it was told. What she said is written in Protection (“First account”, “The way”),"
            " Family, Health or Notes."
        )
        card.add(
            Message(self._session.language.say(where, sex=self.form.sex), theme.NEUTRAL_TONE, name="where_to_write")
        )


class ConsentsSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="consents")
        say = self.say
        self._sex: str | None = None
        self._ledger = LedgerCard(session)
        self._ledger.failed.connect(self.failed)
        self._shut = ShutSection(
            say(N_("What was agreed to")), say(N_("Kept for those who ask for consents")), name="ledger_shut"
        )
        self._told: RecordsCard[ToldTopic] = RecordsCard(
            session,
            title=say(N_("Already told: do not ask again")),
            icon=icons.WORDS,
            add=say(N_("Mark as already told")),
            empty=say(N_("Nothing is written here yet.")),
            form_title=say(N_("Already told")),
            lines=care.TOLD,
            shown=self._topic,
            name="told_topics",
            dialog=ToldDialog,
            calm=True,
        )
        everything = layout.column(self._told, self._shut, self._ledger, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="consents.scroll"), gap=0))
        for card in (self._ledger, self._told):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex, today = file.person.sex, self.session.today
        is_shut = file.is_shut(CONSENT)
        self._shut.setVisible(is_shut)
        self._ledger.setVisible(not is_shut)
        if not is_shut:
            self._ledger.show_file(file)
        self._told.setVisible(not file.is_shut(TOLD))
        self._told.show_records(
            file.of(ToldTopic),
            blank=lambda: ToldTopic(case_id=file.case.id, told_on=today, told_to=self.session.register.who),
            sex=self._sex,
        )

    def _topic(self, told: ToldTopic) -> Line:
        topic = choices("told_topic").label(told.topic, self.language, self._sex)
        whom = self.session.staff_name(told.told_to) or told.told_elsewhere
        day = self.language.day(told.told_on) if told.told_on else ""
        return Line(title=topic, second=joined(whom, day, told.where_written))
