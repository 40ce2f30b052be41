"""What this person typed and neither saved nor let go, said on the first page: it is taken up again, or left.

One line for the latest; the next one shows once that is decided. Nobody else sees it.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import CaseFile, PersonName
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import UNDO_SECONDS, Message
from ui.page import Destination, Page
from ui.session import Session

# What is written on each page, where the page itself says it; on the others the kind of record does.
ON_PAGE = {
    "arrival": N_("New arrival"),
    "exit": N_("Exit"),
    "birth": N_("Birth at the centre"),
    "settings": N_("Administration"),
    "plan": N_("Care plan"),
}
IN_SECTION = {"identity": N_("Identity and age")}  # a form over several kinds of record


class KeptLine(QWidget):
    """A line at the top of the first page, there only while something is kept."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("kept_line")
        self._session, self._page = session, page
        self._line = layout.column(gap=0)
        self.setLayout(self._line)
        self._said_gone = QTimer(self, singleShot=True, interval=UNDO_SECONDS * 1000)
        self._said_gone.timeout.connect(self.look)
        session.changed.connect(self.look)
        page.put_notice(self)
        page.installEventFilter(self)
        self.look()

    def look(self) -> None:
        """Read what is kept and say it."""
        if self._said_gone.isActive():
            return
        found = drafts.all_kept(self._session.register)
        layout.clear(self._line)
        if found:
            self._line.addWidget(self._offer(found[0], more=len(found) - 1))
        self.setVisible(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again each time one comes to the page."""
        if event.type() == QEvent.Type.Show:
            self.look()
        return super().eventFilter(watched, event)

    def _offer(self, kept: Kept, *, more: int) -> Message:
        say = self._session.say
        also = self._session.language.say_n(N_("{n} more after it."), N_("{n} more after it."), more) if more else ""
        said = (self._what(kept), self._saved_meanwhile(kept), also)
        line = Message(" · ".join(part for part in said if part), strong=self._when(kept), name="kept")
        take_up = buttons.quiet(say(N_("Take it up again")), icons.EDIT, name="resume_draft")
        leave = buttons.quiet(say(N_("Leave it")), icons.CLOSE, name="leave_draft")
        take_up.clicked.connect(partial(self._take_up, kept))
        leave.clicked.connect(partial(self._leave, kept))
        line.add_button(take_up)
        line.add_button(leave)
        return line

    def _take_up(self, kept: Kept, _checked: bool = False) -> None:
        spot = kept.spot
        self._page.went.emit(
            Destination(page=spot.page, case_id=spot.case_id, section=spot.section, record_id=spot.record_id, kept=kept)
        )

    def _leave(self, kept: Kept, _checked: bool = False) -> None:
        """Let go of it, and for ten seconds offer to take that back."""
        drafts.let_go(self._session.register, kept)
        layout.clear(self._line)
        line = Message(self._session.say(N_("What you typed was discarded.")), theme.DONE_TONE, name="kept")
        undo = buttons.quiet(self._session.say(N_("Undo")), icons.UNDO, name="keep_draft_after_all")
        undo.clicked.connect(partial(self._keep_after_all, kept))
        line.add_button(undo)
        self._line.addWidget(line)
        self._said_gone.start()

    def _keep_after_all(self, kept: Kept, _checked: bool = False) -> None:
        drafts.keep(self._session.register, kept.spot, kept.drafts)
        self._said_gone.stop()
        self.look()

    # --- in words ----------------------------------------------------------------------------------------------

    def _when(self, kept: Kept) -> str:
        language = self._session.language
        if kept.at.astimezone().date() == self._session.today:
            return language.say(N_("What you typed at {time} is kept."), time=language.clock(kept.at))
        return language.say(N_("What you typed on {moment} is kept."), moment=language.moment(kept.at))

    def _what(self, kept: Kept) -> str:
        """Return which form it is, and about whom."""
        from centre_app.acts import KINDS

        table = kept.drafts[0].typed.table
        named = ON_PAGE.get(kept.spot.page) or IN_SECTION.get(kept.spot.section or "")
        form = named or KINDS.get(table) or N_("A sheet")
        parts = (self._session.say(form), self._whom(kept))
        return " · ".join(part for part in parts if part)

    def _whom(self, kept: Kept) -> str:
        case = self._session.register.get(CaseFile, kept.spot.case_id)
        if case is not None:
            return self._session.name_of(case.person_id).in_text or case.code or ""
        names = [draft.typed for draft in kept.drafts if isinstance(draft.typed, PersonName)]
        return " ".join(part for name in names[:1] for part in (name.given, name.family) if part)

    def _saved_meanwhile(self, kept: Kept) -> str:
        since = drafts.saved_since(self._session.register, kept)
        if not since:
            return ""
        who = self._session.staff_name(since[0].updated_by)
        return self._session.say(N_("{name} has saved this sheet since; both are kept."), name=who)
