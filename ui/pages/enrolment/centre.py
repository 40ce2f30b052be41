"""At a centre: ask to be enrolled, read headquarters' card, and compare the eight words of both."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.exchange import enrolment, partners
from centre_app.exchange.partners import locks_of
from centre_app.language import N_
from centre_app.records import Card as KeptCard
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.steps import Steps
from ui.pages.enrolment.words import CompareWords, EightWords
from ui.session import Session

ASK, READ, COMPARE, ENROLLED = range(4)


class CentreSide(QWidget):
    request_asked = Signal()
    card_asked = Signal()
    same = Signal(object)  # the kept Card
    differ = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._say = session, session.say
        say = self._say
        self._trail = Steps([say(N_("Request")), say(N_("Headquarters’ card")), say(N_("Eight words"))])
        self._cards = layout.column(gap=16)
        self.setLayout(layout.column(self._trail, self._cards, gap=16))

    def show_state(self) -> None:
        """Read the register again: what was asked, what came back, whether the words were compared."""
        register = self._session.register
        headquarters = partners.headquarters_of(register)
        waiting = partners.waiting(register)
        has_asked = partners.has_asked(register)
        at = ENROLLED if headquarters and not waiting else COMPARE if waiting else READ if has_asked else ASK
        self._trail.go_to(at)
        layout.clear(self._cards)
        if headquarters is not None:
            self._cards.addWidget(self._enrolled(headquarters))
        if waiting:
            self._cards.addWidget(self._compare(waiting[-1]))
        if has_asked:
            self._cards.addWidget(self._own_words())
        if not waiting:
            self._cards.addWidget(self._papers(at))

    def _enrolled(self, headquarters: enrolment.Card) -> Card:
        say = self._say
        facts = Facts(label_width=200, name="enrolled_with")
        checked = [card.words_checked_on for card in self._session.register.find(KeptCard) if card.words_checked_on]
        facts.show_facts(
            [
                (say(N_("Headquarters")), headquarters.name),
                (say(N_("Since")), self._session.language.day(max(checked))),
                (say(N_("Locks of headquarters")), " · ".join(locks_of(headquarters))),
            ]
        )
        card = Card(say(N_("This centre is enrolled: it may export")), icons.DONE, name="enrolled_card")
        return card.add(facts)

    def _papers(self, at: int) -> Card:
        say = self._say
        ask = buttons.button(say(N_("Write the request to a stick")), icons.STICK, name="write_request")
        read = buttons.button(say(N_("Read headquarters’ card")), icons.RECEIVE, name="read_card")
        (ask if at == ASK else read).become(buttons.Kind.FILLED if at != ENROLLED else buttons.Kind.OUTLINE)
        ask.clicked.connect(self.request_asked)
        read.clicked.connect(self.card_asked)
        card = Card(say(N_("Request and card")), icons.KEY, gap=12, name="papers_card")
        sentences = {
            ASK: N_("Write the request to a stick and send it to headquarters. It holds no secret and nobody’s name."),
            READ: N_("The stick comes back with headquarters’ card: read it here."),
            ENROLLED: N_("When headquarters changes its keys it sends a newer card: read it here."),
        }
        return card.add(note(say(sentences[at]), wraps=True), layout.row(ask, read, layout.STRETCH))

    def _own_words(self) -> Card:
        say = self._say
        card = Card(say(N_("The words of this centre")), icons.WORDS, gap=12, name="own_words_card")
        words = enrolment.eight_words(partners.own_request(self._session.register))
        about = note(say(N_("Read them to headquarters when it calls, with their numbers.")), wraps=True)
        return card.add(about, EightWords(words, name="own_words"))

    def _compare(self, kept: KeptCard) -> Card:
        say = self._say
        title = say(N_("The words of {headquarters}"), headquarters=kept.name or "")
        card = Card(title, icons.HEADQUARTERS, gap=12, name="compare_card")
        compare = CompareWords(partners.words_of(kept), self._session.language)
        compare.same.connect(lambda: self.same.emit(kept))
        compare.differ.connect(lambda: self.differ.emit(kept))
        until = Message(say(N_("Until then nothing is sent to it.")), theme.CHECK_TONE)
        return card.add(until, compare)
