"""The moves of a file, behind the three dots of its head: on leave, back, missing, transfer, close, reopen.

Each is a small form that says what it will do; the verbs are casework/lifecycle.py. A transfer of somebody who lives here is
an exit, and leads to its page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.case_view import CaseView
from centre_app.casework import lifecycle
from centre_app.casework.exits import TO_ANOTHER_CENTRE
from centre_app.casework.lifecycle import BACK, CLOSE, EXTERNAL, LEAVE, MISSING, REGISTERED, REOPEN, TRANSFER
from centre_app.drafts import Kept
from centre_app.exchange.transfers import trace
from centre_app.forms import stay as forms
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Leave, Stay
from centre_app.records import Transfer as TransferRecord
from centre_app.retention import asking
from centre_app.rules.leaves import WITHOUT_LEAVE
from ui import icons, theme
from ui.erasing_dialogs import ASKS, ask_for_erasing
from ui.kit import buttons
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.kit.pills import Pills
from ui.page import Destination
from ui.pages.case.choosing import ChoosingDialog
from ui.record_dialog import Lines
from ui.record_form import RecordForm
from ui.session import Session

IN_DANGER = forms.LEAVE
AWAY = IN_DANGER.without({"despite_danger"})
HOUSED = frozenset({"admitted", "absent"})
PART = "move."  # begins the name under which a draft of a move is kept
ALONG, STAYS = "along", "stays"
AT_ONCE = (LEAVE, BACK, MISSING)  # what happens any day has a button of its own, where there is room
# In the menu, in the order of a stay.
WORDS = {
    LEAVE: (icons.AWAY, N_("Going on leave")),
    BACK: (icons.ARRIVAL, N_("Back at the centre")),
    MISSING: (icons.LATE, N_("She is missing")),
    TRANSFER: (icons.NEXT, N_("Transfer to another centre")),
    REGISTERED: (icons.PERSON, N_("Register without a stay")),
    EXTERNAL: (icons.HOME, N_("Support without housing")),
    CLOSE: (icons.LOCK, N_("Close the file")),
    REOPEN: (icons.UNLOCK, N_("Reopen the file")),
}
SLIPS = {True: N_("Slip for going out, by name"), False: N_("Slip for going out, by number alone")}
_DONE = {
    LEAVE: N_("She is on leave. Her bed is kept."),
    BACK: N_("She is back."),
    MISSING: N_("It is written down that she is missing. The incident is passed on."),
    TRANSFER: N_("The file is marked as transferred."),
    REGISTERED: N_("The file is registered."),
    EXTERNAL: N_("She is supported without housing."),
    CLOSE: N_("The file is closed."),
    REOPEN: N_("The file is open again."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What a move asks: the record it is written over, its questions, and the verb that takes both."""

    record: Record
    lines: Lines
    write: Callable[[Record], object]


class Moves:
    """Offers the moves of one file and carries them out. `told` hears how one ended well."""

    def __init__(
        self, session: Session, *, over: QWidget, told: Callable[[str], None], go: Callable[..., None]
    ) -> None:
        self._session, self._over, self._told, self._go = session, over, told, go
        self._children: list[CaseFile] = []
        self._go_along = False
        self._seen_away: tuple[str | None, datetime | None] = (None, None)

    def offered(self, file: CaseView) -> list[str]:
        """Return the moves that are possible from where a file stands and that she may write."""
        register = self._session.register
        if not register.may_write(file.case) or trace.is_all_that_is_kept(register, file.case):
            return []
        possible = lifecycle.moves_of(file.case)
        return [move for move in WORDS if move in possible or (move == TRANSFER and file.case.status in HOUSED)]

    def open_menu(self, button: QWidget, file: CaseView, folded: Sequence[buttons.Button] = ()) -> None:
        """Offer the moves, and before them what the head has no room for in a small window."""
        menu = QMenu(button)
        menu.setObjectName("moves_menu")
        for one in folded:
            act = menu.addAction(icons.icon(one.icon_name, icons.ROW, theme.ACCENT), one.text())
            act.setObjectName(f"folded.{one.objectName()}")
            act.triggered.connect(one.click)
        for move in self.offered(file):
            icon, words = WORDS[move]
            said = self._session.say(words, sex=file.person.sex)
            act = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), said)
            act.setObjectName(f"move.{move}")
            act.triggered.connect(lambda _checked=False, move=move: self.carry_out(move, file))
        self._add_slips(menu, file)
        if self.offered(file):
            self._add_compare(menu, file)
        self._add_erasings(menu, file)
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height())))

    def _add_slips(self, menu: QMenu, file: CaseView) -> None:
        """Offer what she carries with her while she is on leave."""
        leave = lifecycle.absence_of(self._session.register, file.case)
        if leave is None or leave.absence_type in WITHOUT_LEAVE:
            return
        for by_name, words in SLIPS.items():
            act = menu.addAction(icons.icon(icons.PRINT, icons.ROW, theme.ACCENT), self._session.say(words))
            act.setObjectName(f"slip.{by_name}")
            act.triggered.connect(lambda _checked=False, by_name=by_name: self._show_slip(leave, by_name))

    def _show_slip(self, leave: Leave, by_name: bool) -> None:
        from ui.pages.night.printing import show_slip  # late: only who prints pays for it

        show_slip(self._session, leave, self._over, by_name)

    def _add_compare(self, menu: QMenu, file: CaseView) -> None:
        compare = menu.addAction(
            icons.icon(icons.COMPARE, icons.ROW, theme.ACCENT), self._session.say(N_("Compare with another file…"))
        )
        compare.setObjectName("move.compare")
        compare.triggered.connect(lambda: self._go(Destination(page="twins", case_id=file.case.id)))

    def _add_erasings(self, menu: QMenu, file: CaseView) -> None:
        """Offer what may be asked for a closed file whose time has come, or of which she wants that it goes."""
        for verb in asking.possible(self._session.register, file.case):
            icon, words = ASKS[verb]
            act = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), self._session.say(words))
            act.setObjectName(f"erasing.{verb}")
            act.triggered.connect(lambda _checked=False, verb=verb: self._ask_for_erasing(verb, file))

    def _ask_for_erasing(self, act: str, file: CaseView) -> None:
        if ask_for_erasing(self._session, file.case, act, over=self._over):
            self._told(
                self._session.say(N_("It is asked for. Another person decides, under Administration, Keeping files."))
            )

    def resume(self, kept: Kept, file: CaseView) -> bool:
        """Open the form of the move in which something was typed; False where that was no move, or is possible no more."""
        move = kept.drafts[0].part.removeprefix(PART)
        if move not in self.offered(file) or not kept.drafts[0].part.startswith(PART):
            return False
        self.carry_out(move, file, kept=kept)
        return True

    def begin_away(self, move: str, file: CaseView, *, absence_type: str | None, out_at: datetime) -> None:
        """Carry out a move that the roll call began: it knows already why she is away, and since when."""
        self._seen_away = absence_type, out_at
        try:
            self.carry_out(move, file)
        finally:
            self._seen_away = None, None

    def carry_out(self, move: str, file: CaseView, *, kept: Kept | None = None) -> None:
        """Ask what a move needs, and write it."""
        if move == TRANSFER and file.case.status in HOUSED:
            self._go(Destination(page="exit", case_id=file.case.id, section=TO_ANOTHER_CENTRE))
            return
        self._children = lifecycle.children_beside(self._session.register, file.case)
        self._go_along = bool(self._children)
        form, sex = self._form(move, file), file.person.sex
        name = file.name.in_text or file.case.code or ""
        if form is None:
            return
        dialog = MoveDialog(
            self._session,
            form.record,
            form.lines,
            title=self._session.say(N_("{act}: {name}"), act=self._session.say(WORDS[move][1], sex=sex), name=name),
            write=form.write,
            over=self._over,
            sex=sex,
            close_words=self._session.say(N_("Close")),
            kept=kept,
            move=move,
        )
        if move in (LEAVE, MISSING):
            dialog.ask_along(len(self._children), self._on_along, sex=sex)
        dialog.say_what_happens(self._session.say(lifecycle.OPENS[move], sex=sex))
        if form.lines is IN_DANGER:
            dialog.warn(self._session.say(N_("The danger is great. Is it safe for her to go out?"), sex=sex))
        if dialog.exec():
            self._told(self._session.say(_DONE[move], sex=sex))
        dialog.deleteLater()

    def _form(self, move: str, file: CaseView) -> _Form | None:
        case, do, stay = file.case, self._session.do, file.stay
        absence = lifecycle.absence_of(self._session.register, case)
        match move:
            case _ if move == LEAVE and stay is not None:
                return _Form(
                    record=self._away(case, stay),
                    lines=IN_DANGER if self._is_in_danger(case) else AWAY,
                    write=lambda leave: do(lifecycle.go_on_leave, case, leave, with_children=self._go_along),
                )
            case _ if move == MISSING and stay is not None:
                gone = absence or self._away(case, stay, absence_type=lifecycle.RUNAWAY)
                return _Form(
                    record=gone,
                    lines=forms.MISSING,
                    write=lambda leave: do(lifecycle.go_missing, case, leave, with_children=self._go_along),
                )
            case _ if move == BACK and absence is not None:
                return _Form(
                    record=replace(absence, back_on=self._session.today),
                    lines=forms.BACK,
                    write=lambda leave: do(lifecycle.come_back, case, leave),
                )
            case _ if move == TRANSFER:
                blank = TransferRecord(case_id=case.id, transferred_on=self._session.today)
                return _Form(
                    record=blank, lines=forms.TRANSFER, write=lambda moved: do(lifecycle.transfer, case, moved)
                )
        verbs = {
            REGISTERED: lifecycle.register_only,
            EXTERNAL: lifecycle.take_external,
            CLOSE: lifecycle.close,
            REOPEN: lifecycle.reopen,
        }
        if move not in verbs:
            return None
        lines = tuple(self._of_the_case(move, case))
        return _Form(record=case, lines=lines, write=lambda changed: do(verbs[move], changed))

    def _of_the_case(self, move: str, case: CaseFile) -> Iterator[str]:
        if move != CLOSE:
            yield "referent_id"
            return
        yield "closed_on"
        yield "closed_because"

    def _is_in_danger(self, case: CaseFile) -> bool:
        return lifecycle.is_in_danger(self._session.register, case, *self._children)

    def _on_along(self, key: object) -> None:
        self._go_along = key == ALONG

    def _away(self, case: CaseFile, stay: Stay, *, absence_type: str | None = None) -> Leave:
        why, since = self._seen_away
        now = self._session.register.now
        return Leave(case_id=case.id, stay_id=stay.id, out_at=since or now, absence_type=absence_type or why)


class MoveDialog(ChoosingDialog):
    """A form that says first what saving it will do. What is typed in it is kept under the name of its `move`."""

    def __init__(self, *given: Any, move: str, **named: Any) -> None:
        self._move = move
        super().__init__(*given, **named)

    def parts(self) -> Mapping[str, RecordForm]:
        return {f"{PART}{self._move}": self.form}

    def ask_along(self, count: int, chosen: Callable[[object], None], *, sex: str | None) -> None:
        """Ask whether her children who are here go along."""
        if not count:
            return
        language = self._session.language
        words = {
            ALONG: language.say_n(N_("Leaves with her"), N_("Leave with her"), count, sex=sex),
            STAYS: language.say_n(N_("Stays here"), N_("Stay here"), count),
        }
        pills = Pills(words, may_be_none=False, name="children_go")
        pills.show_key(ALONG)
        pills.chosen.connect(chosen)
        title = self._session.say(N_("Her children who are here"), sex=sex)
        self.sheet.body.addWidget(Card(title, icons.BABY, name="children_along").add(pills))

    def warn(self, words: str) -> None:
        """Say before all else why one should not; the form asks why it is done all the same."""
        self.sheet.body.insertWidget(0, Message(words, theme.LATE_TONE, icon=icons.PROTECTION, name="in_danger"))

    def say_what_happens(self, words: str) -> None:
        self.sheet.body.insertWidget(0, Message(words, theme.NEUTRAL_TONE, icon=icons.CHECKS, name="what_happens"))
