"""The page of enrolment: at a centre towards headquarters, at headquarters towards every centre."""

from collections.abc import Callable
from pathlib import Path

from centre_app.exchange import enrolment, partners, sticks
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Card
from ui import background, icons
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.page import BACK, Page
from ui.pages.enrolment.centre import CentreSide
from ui.pages.enrolment.headquarters import HeadquartersSide
from ui.pages.enrolment.offline_keys import OfflineKeysDialog
from ui.pages.enrolment.revoking import RevokeDialog
from ui.pages.enrolment.words import WordsDialog
from ui.session import Session
from ui.stick_choice import StickDialog


class EnrolmentPage(Page):
    def __init__(self, session: Session) -> None:
        say, at_headquarters = session.say, session.register.is_headquarters
        if at_headquarters:
            title, about = N_("Enrolment of the centres"), N_("Whose bundles can be trusted, and who can read them")
        else:
            title, about = N_("Enrolment with headquarters"), N_("To whom this centre reports, and with which keys")
        super().__init__(session, name="enrolment", title=say(title), subtitle=say(about), dense=True, scrolls=True)
        self.belongs_to = "receive" if at_headquarters else "export"
        back = buttons.button(say(N_("Back")), icons.BACK, name="back")
        back.clicked.connect(lambda: self.went.emit(BACK))
        self.put_actions(back)
        self._side = self._at_headquarters() if at_headquarters else self._at_the_centre()
        layout.add(self.body, self._side)
        layout.add(self.body, layout.STRETCH)

    def _at_the_centre(self) -> CentreSide:
        side = CentreSide(self.session)
        side.request_asked.connect(self._write_request)
        side.card_asked.connect(self._read_card)
        side.same.connect(self._trust)
        side.differ.connect(self._reject)
        return side

    def _at_headquarters(self) -> HeadquartersSide:
        side = HeadquartersSide(self.session)
        side.keys_asked.connect(self._make_offline_keys)
        side.request_asked.connect(self._read_request)
        side.compare_asked.connect(self._compare)
        side.card_asked.connect(self._write_card)
        side.words_asked.connect(self._show_words_of_card)
        side.revoke_asked.connect(self._revoke)
        side.recovery_asked.connect(lambda: self.go("answer_recovery"))
        return side

    def refresh(self) -> None:
        self._side.show_state()

    # --- at a centre -------------------------------------------------------------------------------------------

    def _write_request(self) -> None:
        folder = self._ask_for_stick(
            N_("Write the request"), N_("Headquarters reads it and answers with its card on the same stick.")
        )
        request = self._do(partners.own_request) if folder else None
        if folder is None or not isinstance(request, enrolment.Request):
            return
        name = enrolment.file_name(request)
        done = self.say(N_("The request is on the stick: {name}. Send it to headquarters."), name=name)
        self._write(folder, name, enrolment.to_bytes(request), lambda: self.result.tell_done(done))

    def _read_card(self) -> None:
        kept = self._read(
            partners.take_card, sticks.cards_in, N_("Headquarters’ card"), N_("It came back on the stick.")
        )
        if kept is not None and kept.words_checked_on is not None:
            self.result.tell_done(self.say(N_("The newer card is in use.")))

    def _trust(self, kept: Card) -> None:
        if self._do(partners.confirm_words, kept) is not None:
            self.result.tell_done(self.say(N_("{name} is trusted from today."), name=kept.name or ""))

    def _reject(self, kept: Card) -> None:
        try:
            self.session.do(partners.reject, kept)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.refresh()
        self.result.tell_problem(
            self.say(N_("The words differ: this paper is not trusted.")),
            self.say(N_("Somebody may have changed it on its way. Ask for it again, on another stick.")),
        )

    # --- at headquarters ---------------------------------------------------------------------------------------

    def _make_offline_keys(self) -> None:
        dialog = OfflineKeysDialog(self.session, over=self)
        if dialog.exec():
            self._do(partners.keep_offline_keys, dialog.keys)
        if partners.has_offline_keys(self.session.register):
            self.result.tell_done(self.say(N_("The offline keys are on both sticks. Keep them in two places.")))
        dialog.deleteLater()

    def _read_request(self) -> None:
        kept = self._read(
            partners.take_request, sticks.requests_in, N_("A centre’s request"), N_("It came on the centre’s stick.")
        )
        if kept is not None and kept.words_checked_on is None:
            self._compare(kept)

    def _compare(self, kept: Card) -> None:
        title = self.say(N_("The words of {centre}"), centre=kept.name or "")
        about = self.say(N_("The centre reads them from its own enrolment page."))
        match self._show_words(partners.words_of(kept), title, about, to_compare=True):
            case WordsDialog.SAME:
                self._trust(kept)
            case WordsDialog.DIFFER:
                self._reject(kept)

    def _write_card(self, kept: Card) -> None:
        folder = self._ask_for_stick(
            N_("Write the card"), N_("The stick goes back to the centre, which reads the card and compares its words.")
        )
        card = self._do(partners.make_card, kept) if folder else None
        if folder is None or not isinstance(card, enrolment.Card):
            return
        name = enrolment.file_name(card)
        self._write(folder, name, enrolment.to_bytes(card), lambda: self._on_card_written(kept, name))

    def _on_card_written(self, kept: Card, name: str) -> None:
        self.result.tell_done(self.say(N_("The card is on the stick: {name}. Give it back."), name=name))
        self._show_words_of_card(kept)

    def _show_words_of_card(self, kept: Card) -> None:
        title = self.say(N_("The words of the card for {centre}"), centre=kept.name or "")
        about = self.say(N_("Read them to the centre when it has read the card, with their numbers."))
        words = partners.words_of_last_card(self.session.register, kept)
        self._show_words(words, title, about, to_compare=False)

    def _revoke(self, kept: Card) -> None:
        dialog = RevokeDialog(self.session, kept, over=self)
        if dialog.exec() and dialog.since is not None:
            self._do(partners.revoke, kept, since=dialog.since)
            self.result.tell_done(self.say(N_("The key of {centre} is revoked."), centre=kept.name or ""))
        dialog.deleteLater()

    # --- on both sides -----------------------------------------------------------------------------------------

    def _do(self, verb: Callable[..., object], *given: object, **named: object) -> object:
        """Run a verb and read again; None when it was refused, which is said."""
        try:
            outcome = self.session.do(verb, *given, **named)
        except Problem as problem:
            self.tell_problem(problem)
            return None
        self.result.hide()
        self.refresh()
        return outcome

    def _ask_for_stick(self, title: str, about: str) -> Path | None:
        dialog = StickDialog(
            self.session, title=self.say(title), about=self.say(about), act=self.say(N_("Write it here")), over=self
        )
        chosen = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        return chosen

    def _write(self, folder: Path, name: str, content: bytes, then: Callable[[], object]) -> None:
        background.run(
            lambda progress: sticks.put(folder, name, content),
            owner=self,
            then=lambda _file: then(),
            otherwise=self._on_problem,
            what=self.say(N_("A file is being written to the stick")),
        )

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    def _read(
        self, verb: Callable[..., Card], find: Callable[[Path], list[Path]], title: str, about: str
    ) -> Card | None:
        """Let somebody choose a paper and keep what it says."""
        file = ask_for_file(self.session, find, title=self.say(title), about=self.say(about), over=self)
        if file is None:
            return None
        try:
            content = sticks.content_of(file)
        except Problem as problem:
            self.tell_problem(problem)
            return None
        kept = self._do(verb, content)
        return kept if isinstance(kept, Card) else None

    def _show_words(self, words: tuple[str, ...], title: str, about: str, *, to_compare: bool) -> int:
        dialog = WordsDialog(self.session, words, title=title, about=about, to_compare=to_compare, over=self)
        answer = dialog.exec()
        dialog.deleteLater()
        return int(answer)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("A stick can be changed on its way. The eight words, read over the telephone, show it.")),
            self.say(N_("Both sides read the words of the other one; then the centre may send its exports.")),
        ]
