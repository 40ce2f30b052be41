"""What every page is given: the open register, who works at it, in which language, and the one way to write.

Pages read through `register`; they write through `do`, which tells every page afterwards which kinds of record changed.
"""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from centre_app.language import N_, Language
from centre_app.naming import ShownName, name_of
from centre_app.paper_sheets import Sheet, as_on_paper
from centre_app.problems import CannotWriteThere, DiskNotAnswering, DiskProblem, NoRoomLeft
from centre_app.psea import HOUSE
from centre_app.questions import Record
from centre_app.records import Centre, StaffMember
from centre_app.register import Register

Outcome = TypeVar("Outcome")
R = TypeVar("R", bound=Record)
NOT_WRITTEN = (NoRoomLeft, CannotWriteThere, DiskNotAnswering)  # others are of a stick, or were found before writing


class Session(QObject):
    """One person at one open register, from unlock to lock."""

    changed = Signal()  # something was written: pages on screen read again
    lock_asked = Signal()
    keep_asked = Signal()  # what goes to its end is about to begin: what is typed is kept now
    disk_doubted = Signal()  # something could not be written: whoever watches the disk looks again
    sheet_changed = Signal()  # another sheet of paper is typed now, or none: forms begin otherwise
    look_changed = Signal()  # another language or size of letters was chosen: everything on screen is made anew

    def __init__(self, register: Register, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.language = language
        self.say = language.say
        self.saved_at = register.now
        self.has_failed = False  # the last that was to be saved is not
        self.when_shut: Callable[[], object] = lambda: None  # done once the register is shut, before the door comes
        self.recent_choices: dict[str, list[str]] = {}  # keys last chosen, by list; gone when the register is locked

    @property
    def today(self) -> date:
        return self.register.today

    @property
    def sheet(self) -> Sheet | None:
        """The sheet of paper that is being typed."""
        return self.register.sheet

    def as_on_paper(self, record: R) -> R:
        """Return a blank record as the sheet that is being typed begins it; any other as it is."""
        register = self.register
        return as_on_paper(record, self.sheet, today=self.today, who=(register.who, register.acts_for))

    @property
    def centre(self) -> Centre | None:
        """The house itself."""
        return self.register.get(Centre, self.register.centre_id)

    @property
    def agent(self) -> StaffMember | None:
        """Who is at the laptop."""
        return self.register.get(StaffMember, self.register.who)

    def staff_name(self, staff_id: str | None) -> str:
        """Return how a member of staff is called; "" where nobody is named.

        A line that the house wrote under its own name hides who it was.
        """
        if staff_id == HOUSE:
            return self.say(N_("The house, name hidden"))
        member = self.register.get(StaffMember, staff_id)
        return (member.name or "") if member else ""

    def case_manager(self, staff_id: str | None) -> str:
        """Return "Référente : Awa Diarra", in her or his own gender; "" where nobody is named."""
        member = self.register.get(StaffMember, staff_id)
        return self.say(N_("Case manager: {name}"), sex=member.sex, name=member.name or "") if member else ""

    def name_of(self, person_id: str) -> ShownName:
        return name_of(self.register, person_id)

    def do(self, act: Callable[..., Outcome], *given: object, **named: object) -> Outcome:
        """Run one verb of the house on the register and tell the pages. Raises the Problem that the verb raises."""
        try:
            outcome = act(self.register, *given, **named)
        except DiskProblem as problem:
            self.has_failed = self.has_failed or isinstance(problem, NOT_WRITTEN)
            self.disk_doubted.emit()
            raise
        self.tell_changed()
        return outcome

    def tell_changed(self) -> None:
        """Tell every page that something was written."""
        self.saved_at, self.has_failed = self.register.now, False
        self.changed.emit()
