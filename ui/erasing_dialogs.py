"""Asking that a file is erased, and deciding it: two dialogs for two people.

The first asks why. The second says what goes and what stays, takes the number of the file, and, where whoever asked is
still at the laptop, somebody else's own passphrase.
"""

from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from centre_app.choices import choices
from centre_app.documents.certificate import LEDGER_STAYS, NOTHING_COUNTED, WHAT_STAYS
from centre_app.drafts import kept_new
from centre_app.language import N_
from centre_app.problems import Problem, WrongPassphrase
from centre_app.questions import Record
from centre_app.records import CaseFile, RetentionEvent
from centre_app.retention import asking
from centre_app.retention.standing import ANONYMISE, DESTROY, WITHDRAW
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, note, page_title
from ui.pages.unlock_parts import PassphraseField
from ui.passphrase_choice import line
from ui.record_dialog import RecordDialog
from ui.session import Session
from ui.to_its_end import do_to_its_end

WIDTH = 640
ASKS = {
    ANONYMISE: (icons.HIDE, N_("Have the file anonymised")),
    WITHDRAW: (icons.ERASE, N_("Have it erased, as the person asks")),
    DESTROY: (icons.ERASE, N_("Have it destroyed: opened in error")),
}
STAYS = {ANONYMISE: WHAT_STAYS, WITHDRAW: WHAT_STAYS, DESTROY: NOTHING_COUNTED}


class AskDialog(RecordDialog):
    """Why a file is to be erased; its button says that somebody else decides."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.sheet.bar.save.setText(self._session.say(N_("Ask for it")))
        self.sheet.bar.save.show_icon(icons.SIGN)

    def add_more(self, card: Card) -> None:
        say = self._session.say
        card.add(
            note(say(N_("Nothing is erased yet: another person, the director or the deputy, decides.")), wraps=True)
        )


def ask_for_erasing(session: Session, case: CaseFile, act: str, *, over: QWidget) -> bool:
    """Ask why a file is to be erased, and write the request; say whether it is written."""

    def write(typed: Record) -> None:
        assert isinstance(typed, RetentionEvent)
        session.do(asking.ask, case.id, act, reason=typed.reason or "")

    dialog = AskDialog(
        session,
        RetentionEvent(case_id=case.id, act=act, asked_on=session.today),
        ("reason",),
        title=f"{session.say(ASKS[act][1])} · {case.code or ''}",
        write=write,
        over=over,
        with_reasons=False,
        close_words=session.say(N_("Close")),
        kept=kept_new(session.register, RetentionEvent, lambda typed: (typed.case_id, typed.act) == (case.id, act)),
    )
    is_asked = bool(dialog.exec())
    dialog.deleteLater()
    return is_asked


class DecideDialog(QDialog):
    """The second person's: what goes for good, and the two things that nobody types by mistake."""

    def __init__(self, session: Session, event: RetentionEvent, case: CaseFile, *, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, self._event, self._code = session, event, case.code or ""
        say = session.say
        self.setObjectName("decide_erasing")
        self.setWindowTitle(say(N_("Decide")))
        self.setModal(True)
        self.result = ResultBar(say(N_("Close")))
        self._number = QLineEdit()
        self._number.setObjectName("file_number")
        self._people = PickList(name="decider")
        self._words = PassphraseField(session.language, name="decider_passphrase", forgets=True)
        self._beside = event.created_by == session.register.who
        self._erase = buttons.filled(say(N_("Erase for good")), icons.ERASE, name="erase")
        self._erase.clicked.connect(self._decide)
        self._words.entered.connect(self._decide)
        leave = buttons.button(say(N_("Close")), icons.CLOSE, name="leave_it")
        leave.clicked.connect(self.reject)
        act = choices("retention_act").label(event.act or "", session.language)
        self.setLayout(
            layout.column(
                page_title(f"{act} · {self._code}"),
                self.result,
                *self._about(),
                *self._asked(),
                layout.row(layout.STRETCH, leave, self._erase, gap=12),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))
        self._number.setFocus()

    def _about(self) -> list[QWidget]:
        say, event = self._session.say, self._event
        asked = say(
            N_("{name} asked for it: “{reason}”"),
            name=self._session.staff_name(event.created_by),
            reason=event.reason or "",
        )
        goes = say(N_("Names, contacts, documents and every word of the file go for good. Nobody brings them back."))
        stays = [say(STAYS[event.act or ""])]
        stays += [say(LEDGER_STAYS)] if event.act == WITHDRAW else []
        return [
            note(asked, wraps=True),
            Message(goes, theme.LATE_TONE, icon=icons.ERASE, name="what_goes"),
            note(" ".join(stays), wraps=True),
        ]

    def _asked(self) -> list[QWidget]:
        say = self._session.say
        rows: list[QWidget] = [layout.boxed(line(say(N_("Number of the file")), self._number))]
        if self._beside:
            found = asking.deciders(self._session.register, self._event)
            self._people.show_choices([(one.id, one.name or one.staff_code or "") for one in found])
            rows.append(
                note(say(N_("You asked for it: somebody else decides, with their own passphrase.")), wraps=True)
            )
            rows.append(layout.boxed(line(say(N_("Who decides")), self._people)))
            rows.append(layout.boxed(line(say(N_("Their passphrase")), self._words)))
            self._erase.setEnabled(bool(found))
            if not found:
                advice = say(asking.NotTheSamePerson.advice)
                rows.append(Message(advice, theme.CHECK_TONE, icon=icons.KEY, name="nobody_decides"))
        return rows

    def _decide(self) -> None:
        say = self._session.say
        if self._number.text().strip().upper() != self._code.upper():
            self.result.tell_problem(
                say(N_("Type the number of the file as it stands above: {code}."), code=self._code)
            )
            return
        try:
            self._carry_out()
        except WrongPassphrase as problem:
            self._words.clear()
            self.result.tell_problem(problem.said_in(self._session.language))
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
        else:
            self.accept()

    def _carry_out(self) -> None:
        session, title = self._session, self._session.say(N_("The file is being erased"))
        if self._beside:
            asked = self._event.id, str(self._people.key() or ""), self._words.text()
            do_to_its_end(session, asking.decide_beside, *asked, over=self, title=title)
        else:
            do_to_its_end(session, asking.decide, self._event.id, over=self, title=title)
