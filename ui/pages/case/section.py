"""What every section of a file has in common."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.agenda import Due
from centre_app.case_view import CaseView
from centre_app.drafts import Kept
from centre_app.problems import Problem
from ui.kit.panel import Card
from ui.kit.section_list import Section
from ui.session import Session


@runtime_checkable
class Resumes(Protocol):
    """A card with a form of its own: it opens it with what was kept, and says whether that was typed there."""

    def resume(self, kept: Kept) -> bool: ...


@runtime_checkable
class Reports(Protocol):
    """A section in which something is reported from anywhere in the file."""

    def report(self) -> None: ...


@runtime_checkable
class Begins(Protocol):
    """A section that opens the form in which something that is due in it is done."""

    def begin(self, due: Due) -> None: ...


class CaseSection(QWidget):
    """One section. It shows the file it is given; what it writes goes through the session."""

    went = Signal(object)  # a Destination
    told = Signal(str)  # how an act ended well
    failed = Signal(object)  # a Problem
    section_asked = Signal(str)  # another section of the same file
    is_form = False  # a form takes the whole width of a small window: the list of sections gives way to its own
    foot: QWidget | None = None  # a bar to stand under the whole page while this section is in sight

    def __init__(self, session: Session, *, name: str) -> None:
        super().__init__()
        self.setObjectName(f"section_{name}")
        self.session = session
        self.language = session.language
        self.say = session.language.say
        self.is_small = False

    def show_file(self, file: CaseView) -> None:
        """Show the file as it was read; called again after every change."""

    def show_sections(self, sections: Sequence[Section], *, at: str) -> None:
        """Know the sections of the file, to lead to another one than the one that it is at."""

    def may_leave(self) -> bool:
        """Say whether one may go elsewhere; a section with a form asks what to do with what was typed."""
        return True

    def keep_draft(self) -> None:
        """Keep what was typed before the register is locked."""

    def resume(self, kept: Kept) -> None:
        """Open the card's form in which something was typed and kept; a section that is a form shows it by itself."""
        for card in self.findChildren(Card):
            if isinstance(card, Resumes) and card.resume(kept):
                return

    def save(self) -> None:
        """Ctrl+S."""

    def fold(self, small: bool) -> None:
        """Take on the layout of a small window."""
        self.is_small = small

    def fail(self, problem: Problem) -> None:
        self.failed.emit(problem)
