"""Receiving somebody who comes from another centre: who it is, who may be here already, and the receipt that goes back."""

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.choices.keys import BackupReason
from centre_app.exchange import sticks
from centre_app.exchange.transfers import checking, receipt, taking
from centre_app.exchange.transfers.taking import Comes, Preview
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Bundle
from ui import icons, theme
from ui.backup_first import back_up_first
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import note, page_title
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.page import Page
from ui.session import Session
from ui.stick_choice import StickDialog
from ui.to_its_end import do_to_its_end


def receive_button(page: Page) -> buttons.Button:
    """Return the button of a page by which somebody is received who comes from another centre."""
    button = buttons.button(page.say(N_("Receive a transfer")), icons.RECEIVE, name="receive_transfer")

    def receive() -> None:
        try:
            arrived = receive_transfer(page.session, over=page)
        except Problem as problem:
            page.tell_problem(problem)
            return
        if arrived is not None:
            page.go("case", case_id=arrived)

    button.clicked.connect(receive)
    return button


def receive_transfer(session: Session, *, over: QWidget) -> str | None:
    """Ask for the file, show who comes, take her in and write the receipt; return her file here, None if it was let be.

    Of one that was received before, the receipt can be written again: it may have been lost on the way. Raises the
    Problem of a file that is refused.
    """
    say = session.say
    file = ask_for_file(
        session,
        sticks.transfers_in,
        title=say(N_("A transfer from another centre")),
        about=say(N_("The word TRANSFERT is in its name. It was written for this centre alone.")),
        over=over,
    )
    if file is None:
        return None
    content = sticks.content_of(file)
    try:
        incoming = checking.open_file(session.register, content)
    except checking.AlreadyHere as known:
        received = receipt.received_as(session.register, content)
        if received is None:
            raise
        _give_receipt(session, received, known.said_in(session.language), over=over)
        return received.case_id
    dialog = WhoComesDialog(session, taking.preview_of(session.register, incoming), over=over)
    is_wanted = bool(dialog.exec())
    dialog.deleteLater()
    if not is_wanted:
        return None
    if not back_up_first(session, BackupReason.BEFORE_RECEIVING, over=over):
        return None
    received = do_to_its_end(session, taking.take, incoming, over=over, title=say(N_("The file is being taken in")))
    _give_receipt(session, received, say(N_("The file is in this register.")), over=over)
    return received.case_id


def _give_receipt(session: Session, received: Bundle, said: str, *, over: QWidget) -> None:
    """Ask for the stick that goes back. Let be, it can be written later: by reading the transfer once more."""
    say = session.say
    about = say(N_("Until the other centre has the receipt, it keeps everything."))
    dialog = StickDialog(
        session, title=say(N_("The receipt")), about=f"{said} {about}", act=say(N_("Write the receipt here")), over=over
    )
    is_wanted, folder = bool(dialog.exec()), dialog.folder
    dialog.deleteLater()
    if is_wanted and folder is not None:
        back = receipt.write(session.register, received)
        sticks.put(folder, back.name, back.content)


class WhoComesDialog(QDialog):
    """Shows who comes and from where, and who may be here already. Esc leads back, and nothing is written."""

    def __init__(self, session: Session, preview: Preview, *, over: QWidget) -> None:
        super().__init__(over.window())
        say, language = session.say, session.language
        title = say(N_("From {centre}"), centre=preview.from_name)
        self.setObjectName("who_comes")
        self.setWindowTitle(title)
        self.setModal(True)
        take = buttons.filled(say(N_("Take in")), icons.ARRIVAL, name="take_transfer")
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_transfer")
        take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        rows = RowList(name="who_comes.rows")
        rows.show_rows([_row(session, one) for one in preview.people])
        counted = [
            language.say_n(N_("{n} line of the file"), N_("{n} lines of the file"), preview.rows),
            language.say_n(N_("{n} document"), N_("{n} documents"), preview.papers),
        ]
        body = layout.column(rows, note(" · ".join(counted)), gap=8)
        if preview.earlier:
            along = say(N_("What was written there comes along: {houses}."), houses=language.list_of(preview.earlier))
            layout.add(body, note(along, wraps=True))
        if preview.returned:
            again = language.say_n(
                N_("{n} line that this house wrote the first time gets its words again."),
                N_("{n} lines that this house wrote the first time get their words again."),
                preview.returned,
            )
            layout.add(body, Message(again, theme.DONE_TONE, name="words_come_back"))
        if preview.unproven:
            out = language.say_n(
                N_("{n} line of this house comes without what proves its words: it stays without them."),
                N_("{n} lines of this house come without what proves their words: they stay without them."),
                preview.unproven,
            )
            layout.add(body, Message(out, theme.CHECK_TONE, name="words_stay_out"))
        for one in preview.people:
            for code in one.twins:
                said = say(
                    N_("{new} and {known} may be the same person: compare them afterwards."), new=one.code, known=code
                )
                layout.add(body, Message(said, theme.CHECK_TONE, name=f"twin.{code}"))
        layout.add(body, layout.STRETCH)
        explained = say(
            N_(
                "A file begins here under the same number, registered. Admit the person once there is a bed. What the other house wrote can be read."
            )
        )
        outer = layout.column(page_title(title), note(explained, wraps=True), gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(body), 1)
        layout.add(outer, layout.row(cancel, layout.STRETCH, take))
        self.setLayout(outer)
        self.resize(theme.size(600), theme.size(400))


def _row(session: Session, one: Comes) -> Row:
    return Row(
        one.name or one.code, one.code if one.name else "", sign=sign_tile(icons.PERSON), name=f"comes.{one.code}"
    )
