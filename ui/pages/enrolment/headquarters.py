"""At headquarters: the offline keys, and the centres with the state of each."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.exchange import partners
from centre_app.language import N_
from centre_app.records import Card as KeptCard
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, sign_tile
from ui.session import Session
from ui.theme import Tone

STATE_WIDTH, ACTIONS_WIDTH = 190, 384


class HeadquartersSide(QWidget):
    """Signals carry the kept Card of a centre."""

    keys_asked = Signal()
    request_asked = Signal()
    compare_asked = Signal(object)
    card_asked = Signal(object)
    words_asked = Signal(object)
    revoke_asked = Signal(object)
    recovery_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._say = session, session.say
        self._cards = layout.column(gap=16)
        self.setLayout(self._cards)

    def show_state(self) -> None:
        """Read the register again."""
        layout.clear(self._cards)
        self._cards.addWidget(self._keys())
        self._cards.addWidget(self._centres())
        if partners.has_offline_keys(self._session.register):
            self._cards.addWidget(self._recovery())

    def _recovery(self) -> Card:
        say = self._say
        answer = buttons.button(say(N_("Answer a centre")), icons.KEY, name="answer_recovery", in_row=True)
        answer.clicked.connect(self.recovery_asked)
        about = note(
            say(N_("A director has forgotten, and has neither deputy nor recovery sheet: the offline keys help.")),
            wraps=True,
        )
        return Card(say(N_("A centre that has forgotten")), icons.UNLOCK, head_end=answer, name="recovery_card").add(
            about
        )

    def _keys(self) -> Card:
        say = self._say
        card = Card(say(N_("Offline keys")), icons.KEY, gap=12, name="offline_keys_card")
        if partners.has_offline_keys(self._session.register):
            done = Message(
                say(N_("They are on two sticks, in two places. This laptop keeps only their public halves.")),
                theme.DONE_TONE,
                name="offline_keys_made",
            )
            return card.add(done)
        make = buttons.filled(say(N_("Make the keys")), icons.KEY, name="make_offline_keys")
        make.clicked.connect(self.keys_asked)
        about = note(
            say(
                N_(
                    "They open the bundles, and help the centres, when this laptop is lost. They are made once, "
                    "written to two sticks, and never kept here."
                )
            ),
            wraps=True,
        )
        return card.add(about, layout.row(make, layout.STRETCH))

    def _centres(self) -> Card:
        say, register = self._say, self._session.register
        read = buttons.button(say(N_("Read a centre’s request")), icons.RECEIVE, name="read_request", in_row=True)
        read.clicked.connect(self.request_asked)
        card = Card(say(N_("Centres")), icons.CENTRE, head_end=read, name="centres_card")
        listed = RowList(name="centres")
        waiting, known = partners.waiting(register), partners.centres_of(register)
        if not waiting and not known:
            sentence = say(N_("No centre yet. Each one sends a request on a stick."))
            return card.add(EmptyState(icons.CENTRE, sentence, name="no_centre"))
        listed.show_rows([self._row(kept) for kept in (*waiting, *known)])
        return card.add(listed)

    def _row(self, kept: KeptCard) -> Row:
        words, tone = self._state(kept)
        actions = layout.boxed(layout.row(layout.STRETCH, *self._actions(kept), gap=8))
        shown = state(words, tone, name=f"state.{kept.code}")
        sign = sign_tile(icons.CENTRE, tone=tone)
        return Row(
            kept.name or "",
            kept.code or "",
            sign=sign,
            columns=[(shown, STATE_WIDTH), (actions, ACTIONS_WIDTH)],
            name=f"centre.{kept.code}",
        )

    def _state(self, kept: KeptCard) -> tuple[str, Tone]:
        if kept.revoked_from is not None:
            return self._say(N_("key revoked from {day}"), day=kept.revoked_from), theme.SHUT_TONE
        if kept.words_checked_on is None:
            return self._say(N_("words to compare")), theme.CHECK_TONE
        return self._say(N_("enrolled since {day}"), day=kept.words_checked_on), theme.DONE_TONE

    def _actions(self, kept: KeptCard) -> Iterator[QWidget]:
        say, code = self._say, kept.code
        if kept.words_checked_on is None:
            compare = buttons.filled(say(N_("Compare the words")), icons.PHONE, name=f"compare.{code}", in_row=True)
            compare.clicked.connect(lambda: self.compare_asked.emit(kept))
            yield compare
            return
        if kept.revoked_from is not None:
            return
        if partners.words_of_last_card(self._session.register, kept):
            words = buttons.button(say(N_("Words of its card")), icons.WORDS, name=f"words.{code}", in_row=True)
            words.clicked.connect(lambda: self.words_asked.emit(kept))
            yield words
        write = buttons.button(say(N_("Write its card")), icons.STICK, name=f"write_card.{code}", in_row=True)
        write.clicked.connect(lambda: self.card_asked.emit(kept))
        yield write
        revoke = buttons.button(say(N_("Revoke…")), icons.LOCK, name=f"revoke.{code}", in_row=True)
        revoke.clicked.connect(lambda: self.revoke_asked.emit(kept))
        yield revoke
