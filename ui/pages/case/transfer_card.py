"""What the summary says of a transfer: whether its file is on a stick, whether the other centre has it, what is left here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.exchange import sticks
from centre_app.exchange.bundle import put_on_stick
from centre_app.exchange.transfers import coming_back, houses, letter, receipt, sending
from centre_app.exchange.transfers.letter import CentreNotKnown, Neighbour
from centre_app.exchange.transfers.sending import Sealed
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, Transfer
from ui import icons, theme
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.pills import Pills
from ui.page import Destination
from ui.session import Session
from ui.stick_choice import StickDialog


def has_moved(session: Session, file: CaseView) -> bool:
    """Say whether there is something to tell: she goes to another house of ours, or came from one."""
    register = session.register
    is_ours = not register.is_headquarters and file.case.status == "transferred"
    is_leaving = is_ours and sending.transfer_of(register, file.case) is not None
    return is_leaving or bool(houses.files_elsewhere(register, file.case))


class TransferCard(Card):
    told = Signal(str)
    failed = Signal(object)
    went = Signal(object)

    def __init__(self, session: Session, file: CaseView, *, over: QWidget) -> None:
        super().__init__(session.say(N_("The transfer")), icons.NEXT, name="summary.transfer")
        self._session, self._say, self._over = session, session.say, over
        self._case = file.case
        register = session.register
        moved = sending.transfer_of(register, file.case) if file.case.centre_id == register.centre_id else None
        if file.case.status == "transferred" and moved is not None:
            self._show_leaving(moved)
        for one in houses.files_elsewhere(register, file.case):
            self._show_other_house(one)

    # --- she leaves --------------------------------------------------------------------------------------------

    def _show_leaving(self, moved: Transfer) -> None:
        sent = sending.sent_of(self._session.register, self._case)
        if moved.received_on is not None:
            self.add(self._line(self._received(moved), theme.DONE_TONE))
            if coming_back.has_its_words(self._session.register, self._case):
                back = N_(
                    "The person has come back since: what was written here can be read again. The newer file goes on."
                )
                self.add(note(self._say(back), wraps=True))
                return
            for sentence in (
                N_("Only a trace is kept here: the number, the days, and not a word."),
                N_(
                    "The file goes on there. Whoever comes back brings a transfer from that centre: receive it on the export page."
                ),
            ):
                self.add(note(self._say(sentence), wraps=True))
            return
        if sent is None or sent.written_at is None:
            self.add(
                note(
                    self._say(N_("The file has not left yet. It goes on a stick, for that centre alone.")),
                    wraps=True,
                )
            )
        else:
            said = self._say(
                N_("Written to a stick on {moment}. The receipt has not come back yet."), moment=sent.written_at
            )
            self.add(self._line(said, theme.CHECK_TONE))
        self.add(self._acts(is_written=sent is not None and sent.written_at is not None))

    def _received(self, moved: Transfer) -> str:
        return self._say(
            N_("Received there on {day}, receipt no. {number}."), day=moved.received_on, number=moved.receipt or "–"
        )

    def _acts(self, *, is_written: bool) -> QWidget:
        words = N_("Write it again") if is_written else N_("Write the transfer file")
        make = buttons.button if is_written else buttons.filled
        write = make(self._say(words), icons.STICK, name="write_transfer")
        write.clicked.connect(self._write)
        read = buttons.button(self._say(N_("Read the receipt")), icons.RECEIVE, name="read_transfer_receipt")
        read.setVisible(is_written)
        read.clicked.connect(self._read)
        return layout.boxed(layout.row(write, read, layout.STRETCH, gap=8))

    def _line(self, words: str, tone: theme.Tone) -> Message:
        return Message(words, tone, name="summary.transfer.state")

    def _write(self) -> None:
        try:
            name = write_transfer(self._session, self._case, over=self._over)
        except Problem as problem:
            self.failed.emit(problem)
            return
        if name is not None:
            self.told.emit(name)

    def _read(self) -> None:
        say = self._session.say
        file = ask_for_file(
            self._session,
            sticks.transfer_receipts_in,
            title=say(N_("The other centre’s receipt")),
            about=say(N_("Once it is read, all words of the file are taken out of this register for good.")),
            over=self._over,
        )
        if file is None:
            return
        try:
            self._session.do(receipt.read, sticks.content_of(file))
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.told.emit(say(N_("The other centre has the file. Only a trace is kept here.")))

    # --- she was elsewhere -------------------------------------------------------------------------------------

    def _show_other_house(self, file: CaseFile) -> None:
        centre = houses.name_of_house(self._session.register, file)
        go = buttons.button(self._say(N_("Read")), icons.OPEN, name=f"other_house.{file.id}", in_row=True)
        go.clicked.connect(lambda: self.went.emit(Destination(page="case", case_id=file.id)))
        is_ours = file.centre_id == self._session.register.centre_id
        words = N_("The file of this house") if is_ours else N_("The file of {centre}, as that house wrote it")
        said = self._say(words, centre=centre)
        self.add(layout.boxed(layout.row(theme.plain_label(said, theme.BODY, wraps=True), layout.STRETCH, go, gap=8)))


class _CentreDialog(StickDialog):
    """Asks to which of the known centres as well, where there are several."""

    def __init__(
        self, session: Session, known: list[Neighbour], case: CaseFile, *, chosen: str | None, over: QWidget
    ) -> None:
        super().__init__(
            session,
            title=session.say(N_("The transfer file")),
            about=session.say(N_("Only the centre you choose, and headquarters, can open it.")),
            act=session.say(N_("Write it here")),
            over=over,
        )
        self._session, self._case = session, case
        self._known = {one.centre_id: one for one in known}
        self.to = self._known.get(chosen or "") or known[0]
        pills = Pills({one.centre_id: f"{one.name} · {one.code}" for one in known}, may_be_none=False, name="to_centre")
        pills.show_key(self.to.centre_id)
        pills.chosen.connect(self._choose)
        self._along = note("", wraps=True, name="goes_along")
        outer = self.layout()
        assert outer is not None
        outer.insertWidget(2, pills)  # type: ignore[attr-defined]  # a column is a box
        outer.insertWidget(3, self._along)  # type: ignore[attr-defined]
        self._say_what_goes_along()

    def _choose(self, key: object) -> None:
        self.to = self._known.get(str(key), self.to)
        self._say_what_goes_along()

    def _say_what_goes_along(self) -> None:
        """Say which files of earlier houses go with hers, and which does not."""
        register, say = self._session.register, self._session.say
        files = sending.earlier_files(register, self._case, self.to)
        named = dict.fromkeys(houses.name_of_house(register, file) for file in files)
        said = []
        if named:
            along = N_("What was written there goes along: {houses}. Afterwards only this house’s trace is left here.")
            said.append(say(along, houses=self._session.language.list_of(named)))
        if sending.returned_files(register, self._case, self.to):
            back = N_("What {centre} wrote itself goes home with it: the file there gets its words again.")
            said.append(say(back, centre=self.to.name))
        if sending.stays_out(register, self._case, self.to):
            gone = N_("What {centre} wrote itself does not go back there: that house kept its own trace. Print what it needs to read again.")  # fmt: skip
            said.append(say(gone, centre=self.to.name))
        self._along.setText(" ".join(said))
        self._along.setVisible(bool(said))


def write_transfer(session: Session, case: CaseFile, *, over: QWidget) -> str | None:
    """Ask for the centre and the stick, write the file there, and return what to say of it; None if it was let be.

    Raises the Problem of what keeps it from being written.
    """
    register = session.register
    known = letter.neighbours(register)
    if not known:
        raise CentreNotKnown
    moved = sending.transfer_of(register, case)
    meant = sending.centre_meant(register, known, moved) if moved is not None else None
    dialog = _CentreDialog(session, known, case, chosen=meant, over=over)
    is_wanted, to, folder = bool(dialog.exec()), dialog.to, dialog.folder
    dialog.deleteLater()
    if not is_wanted or folder is None:
        return None
    sealed: Sealed = session.do(sending.make, case, to)
    put_on_stick([sealed], folder)
    session.do(sending.mark_written, sealed)
    said = session.say(N_("{name} is on the stick. You can take it out."), name=sealed.name)
    if sealed.left_behind:
        more = session.language.say_n(
            N_("{n} document was too large: give it on paper."),
            N_("{n} documents were too large: give them on paper."),
            sealed.left_behind,
        )
        return f"{said} {more}"
    return said
