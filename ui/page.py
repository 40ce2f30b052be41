"""What every page has in common: a title line with its actions, the result of the last act, a body, and how one leaves it.

A page is given a Session and emits where to go; it knows neither the window nor the other pages.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QVBoxLayout, QWidget

from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import DiskProblem, Problem
from ui import theme
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.kit.messages import ResultBar
from ui.kit.panel import note, page_title
from ui.kit.scroll import Scroll
from ui.session import Session

if TYPE_CHECKING:
    from centre_app.agenda import Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where to go: a page, and where the page needs it a case, one of its sections, one record in it.

    `told` is what the page says when one arrives, of an act that was done on another page; `kept` is what was typed
    there earlier and is to be shown again; `due` is what she comes to do there, and its form opens by itself.
    """

    page: str
    case_id: str | None = None
    section: str | None = None
    record_id: str | None = None
    told: str = field(default="", compare=False)
    kept: Kept | None = field(default=None, compare=False)
    due: "Due | None" = field(default=None, compare=False)


BACK = Destination(page="back")  # to where one came from


class Page(QWidget):
    """Subclass it, fill `body`, and say in `refresh` what to read again when something was written."""

    belongs_to = ""  # the rail's place that stays marked, for a page that is none itself

    went = Signal(object)  # a Destination
    left_off = Signal(object)  # where on this same page one has gone on to, so that "back" finds the way step by step

    def __init__(
        self,
        session: Session,
        *,
        name: str,
        title: str = "",
        subtitle: str = "",
        dense: bool = False,
        scrolls: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.session = session
        self.language = session.language
        self.say = session.language.say
        self.is_small = False
        self.is_stale = False
        self._dense = dense
        self._title = page_title(title)
        self._subtitle = note(subtitle, name="page_subtitle")
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)
        self.result = ResultBar(self.say(N_("Close")))
        gap = 12 if dense else 16
        self.body: QVBoxLayout = layout.column(gap=gap)
        self._actions = layout.row(gap=12)
        self._title_line = self._make_title_line()
        self._title_line.setVisible(bool(title))
        self._outer = layout.column(self._title_line, gap=gap)
        self.scroll: Scroll | None = None
        if scrolls:
            self.scroll = Scroll(self.body, name=f"{name}.scroll")
            self._outer.addWidget(self.scroll, 1)
        else:
            self._outer.addLayout(self.body, 1)
        self._whole = layout.column(gap=0)
        self._whole.addLayout(self._outer, 1)
        self._foot: QWidget | None = None
        self._foot_came_from: QWidget | None = None
        self.setLayout(self._whole)
        self._result_over = self._title_line
        self.result.lie_over(self, self._beside_the_title, self._end_of_title)
        self.fold(False)

    # What a page says of itself; each has a sensible answer already.

    def arrive(self, destination: Destination) -> None:
        """Show what the destination asks for. Called each time one comes here."""
        self.refresh()

    def refresh(self) -> None:
        """Read the register again and show it. Called when something was written while the page was in sight."""

    def may_leave(self) -> bool:
        """Say whether one may go elsewhere; a page with a form asks what to do with what was typed."""
        return True

    def keep_draft(self) -> None:
        """Keep what was typed before the register is locked; nothing is asked, nothing is lost."""

    def spot(self) -> Spot:
        """Return where on this page one is typing, so that a draft finds back here."""
        return Spot(page=self.objectName())

    def resume(self, kept: Kept) -> None:
        """Show what was typed here earlier and kept. Called once one has arrived."""

    def begin(self, due: "Due") -> None:
        """Open the form in which something that is due is done. Called once one has arrived."""

    def focus_search(self) -> None:
        """Put the cursor into the page's search."""

    def take_keyboard(self) -> None:
        """Put the keyboard where one begins here: the search, unless a page says otherwise."""
        self.focus_search()

    def save(self) -> None:
        """Ctrl+S."""

    def print_page(self) -> None:
        """Ctrl+P."""

    def help_lines(self) -> list[str]:
        """Return what F1 says of this page: a few whole sentences."""
        return []

    def fold(self, small: bool) -> None:
        """Take on the margins of a small window or of a large one; override to fold more, and call this."""
        self.is_small = small
        self._set_margins()

    def _set_margins(self) -> None:
        small = self.is_small
        sides = theme.size(16 if small else 24)
        top = theme.size(12 if small or self._dense else 16)
        self._outer.setContentsMargins(sides, top, sides, 0 if self._foot else theme.size(12))

    # What pages call.

    def set_title(self, title: str, subtitle: str = "") -> None:
        self._title.setText(title)
        self._title_line.setVisible(bool(title))
        self.setAccessibleName(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def put_actions(self, *buttons: QWidget) -> None:
        """Put buttons at the right end of the title line."""
        for button in buttons:
            self._actions.addWidget(button)

    def put_notice(self, notice: QWidget) -> None:
        """Let something stand under the title, before all else."""
        self._outer.insertWidget(self._outer.indexOf(self._title_line) + 1, notice)

    def put_result_over(self, head: QWidget) -> None:
        """Let the result of an act lie over another head than the title, on a page that has none."""
        self._result_over = head

    def put_foot(self, foot: QWidget | None) -> None:
        """Let a bar stand under the page from edge to edge, such as a form's save bar; None takes it away."""
        if foot is self._foot:
            return
        if self._foot is not None:
            self._foot.setParent(self._foot_came_from)
        self._foot, self._foot_came_from = foot, foot.parentWidget() if foot else None
        if foot is not None:
            self._whole.addWidget(foot)
            foot.show()
        self._set_margins()

    def go(self, page: str, *, case_id: str | None = None, section: str | None = None) -> None:
        """Ask the window to go to another page."""
        self.went.emit(Destination(page=page, case_id=case_id, section=section))

    def tell_problem(self, problem: Problem) -> None:
        """Show an expected problem on top of the page, with what to do next."""
        if isinstance(problem, DiskProblem):
            self.session.disk_doubted.emit()
        self.result.tell_problem(*problem.told_in(self.session.language))

    def _beside_the_title(self) -> QRect:
        """Return where the result of an act may lie: over the words of the head, beside its buttons."""
        over = self._result_over
        if not over.isVisibleTo(self):  # a page that shows no head just now
            strip = self.rect().marginsRemoved(self._outer.contentsMargins())
            strip.setHeight(theme.size(40))
            return strip
        head = QRect(over.mapTo(self, QPoint(0, 0)), over.size())
        pressed = (*over.findChildren(QAbstractButton), *over.findChildren(QComboBox))
        boxes = [QRect(one.mapTo(self, QPoint(0, 0)), one.size()) for one in pressed if one.isVisibleTo(self)]
        if boxes:
            head.setRight(min(box.left() for box in boxes) - theme.size(12))
            head.moveCenter(QPoint(head.center().x(), boxes[0].center().y()))
        return head

    def _end_of_title(self) -> int:
        """Return how far the words of the title reach; 0 where the result lies over another head."""
        if self._result_over is not self._title_line:
            return 0
        words = (one for one in (self._title, self._subtitle) if one.isVisibleTo(self))
        return max((one.mapTo(self, QPoint(0, 0)).x() + one.sizeHint().width() for one in words), default=0)

    def _make_title_line(self) -> QWidget:
        words = layout.column(self._title, self._subtitle, gap=0)
        line = layout.row(gap=12)
        line.addLayout(words)
        layout.add(line, STRETCH)
        line.addLayout(self._actions)
        return layout.boxed(line, name="title_line")
