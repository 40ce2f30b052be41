"""Somebody at the real window for a simulated month: arrivals, exits, files, lists, and whatever a hand clicks on.

    python -m tests.soak.month_life FOLDER SEED FIRST-DAY DAYS ACTS-A-DAY

The laptop's clock is the story's: it moves with what she does, and a day begins where the last one ended. Each save is
told before and after it is written, each sentence "… enregistrée" when it stands on the screen, and at each day's end, on
the same page with nothing open, what memory and how many open files it all takes. Lines are JSON.
"""

import gc
import json
import os
import random
import re
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

from centre_app import dates

FIRST_MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


class StoryClock:
    """The laptop's clock, as this story has it."""

    moment = FIRST_MORNING

    def __call__(self) -> datetime:
        return self.moment

    def wake_up(self, day: int) -> None:
        self.moment = FIRST_MORNING + timedelta(days=day)

    def go_on(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


clock = StoryClock()
dates.utc_now = clock  # before anything that takes it over is imported

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget  # noqa: E402
from shiboken6 import isValid  # noqa: E402

from centre_app.language import Language  # noqa: E402
from centre_app.problems import CannotWriteThere, DiskNotAnswering, NoRoomLeft, NotSaved, Problem, StickGone  # noqa: E402
from centre_app.records import CaseFile  # noqa: E402
from centre_app.register import Register  # noqa: E402
from tests.journeys import fingers  # noqa: E402
from tests.journeys.hands import Hands, Program  # noqa: E402
from tests.journeys.turns import Turns, tell  # noqa: E402
from tests.makers import PASSPHRASE  # noqa: E402
from tests.soak.life import FAMILIES, GIVEN  # noqa: E402
from tests.soak.memory import open_files, proportional_mib  # noqa: E402
from ui import background, error_dialog, theme  # noqa: E402
from ui.laptop import MOST_MINUTES, Laptop  # noqa: E402

TRIES = 3  # to come in
BEDS = 30  # who comes when the house is fuller than that, comes when somebody has left
CLICKS = 6  # of somebody who only looks where they lead
MOST_STEPS_BACK = 20
ASKS_FOR_AN_ANSWER = ("do_not_save", "handed_over")  # Esc does not close what must not be passed over
RESTS_SECONDS = 0.05
# What ends the process, needs a printer or another program, or makes a register: other proofs do that.
LEFT_ALONE = re.compile(r"rail\.(lock|who)|language\..*|text_size\..*|section\.(training|recovery)|print|save_pdf|quit")
WORDS = (
    "Elle va bien.",
    "Paludisme soigné",
    "N bɛ fɛ ka kalan kɛ",
    "« Ne dis rien »",
    "Bla",
    "7",
    "12/11/2026",
    "x" * 400,
)
ALONG = (
    "rail.today",
    "rail.residents",
    "rail.beds",
    "rail.reports",
    "rail.trace",
    "rail.groups",
    "rail.people",
    "rail.export",
)


DISK_PROBLEMS = [
    Language.of("fr").say(kind.message)
    for kind in (NoRoomLeft, DiskNotAnswering, CannotWriteThere, StickGone, NotSaved)
]


class Somebody(Hands):
    """Hands that also go where chance leads them."""

    def __init__(self, turns: Turns, program: Program, chance: random.Random) -> None:
        super().__init__(turns, program)
        self.chance = chance

    def comes_in(self) -> None:
        """Unlock; what keeps her out is told, and she tries again."""
        for _ in range(TRIES):
            self.sees_part("passphrase")
            self.fills("passphrase", PASSPHRASE)
            self.press("Return")
            if self.has_done(lambda: self.sees_part("rail.who")):
                return
        raise AssertionError("she does not get in")

    def has_done(self, act: Callable[[], None]) -> bool:
        """Do something; where it cannot be done, tell what stands on the screen instead.

        A Problem comes this way where Qt hands it to whoever moved the mouse, or where she herself asks the register:
        the page says it, as when nobody moves anything.
        """
        try:
            act()
        except AssertionError as stuck:
            say("stuck", 0, [str(stuck)[:1500], self._ask(self._problems)])
            return False
        except Problem as problem:
            self._hands_on(problem)
            return False
        return True

    def _hands_on(self, problem: Problem) -> None:
        self._ask(lambda: say_crash(type(problem), problem, problem.__traceback__))

    def _problems(self) -> list[str]:
        """Return the problems that are told in front of her, in their words."""
        shown = " ".join(self._words())
        return [message for message in DISK_PROBLEMS if message.translate(fingers.PLAIN_SPACES) in shown]

    def lives(self, day: int, acts: int) -> None:
        """Live one day, and tell at its end what it takes."""
        for _ in range(acts):
            clock.go_on(self.chance.randrange(5, 30))
            say("act", day, [])
            act: Callable[[], None] = self.chance.choice(
                (
                    self.somebody_comes_or_leaves,
                    self.looks_around,
                    self.reads_a_file,
                    self.writes_something,
                    self.wanders,
                )
            )
            self.has_done(act)
            self.comes_back()
        self.click("rail.residents")
        self.sees_part("new_arrival")
        self._until(lambda: not background.is_busy(), lambda: "something works behind the window without end")
        self._ask(lambda: say_day(day))

    # --- acts ------------------------------------------------------------------------------------------------------

    def somebody_comes_or_leaves(self) -> None:
        """The house stays about as full as it is: for each one too many, somebody leaves before another comes."""
        if self._ask(lambda: residents_of(self.program.shell.register)) >= BEDS:
            self.somebody_leaves()
        else:
            self.somebody_comes()

    def somebody_comes(self) -> None:
        """An arrival from the search to the sentence that says it is saved."""
        self.click("rail.residents")
        self.press("Ctrl+N")
        self.sees("Qui arrive ?")
        self.writes(self.chance.choice(FAMILIES))
        self.press("Tab")
        self.writes(self.chance.choice(GIVEN))
        self.click("create_new_file")
        self.click("persons.sex.pills.female", within="who")
        self.click("persons.birth.way.age_estimate", within="who")
        self.fills("persons.birth.youngest", str(self.chance.randrange(8, 30)), within="who")
        self.answers("intakes.source", "Brig")
        self.answers("intakes.reason", "Mère")
        self.answers("stays.admission_type", "Court")
        self.click("save")
        self.rests()
        if self.counts(
            "create_new_file"
        ):  # somebody is called so already, and nobody has said that this is another one
            self.touches("create_new_file")
            self.touches("save")
        self.sees("Entrée enregistrée")
        say("shown", 0, [])

    def somebody_leaves(self) -> None:
        """An exit from her file to the sentence that says it is saved; of somebody who is no longer here, none."""
        self.opens_a_file()
        if not self.counts("go_to_exit"):
            return
        self.click("go_to_exit")
        self.answers("exits.reason", "Retour en famille")
        self.answers("exits.quality", "Préparée")
        self.fills("exits.destination.field", "Chez sa tante")
        self.click("all_visits")
        self.click("save")
        self.click("confirm_leave")
        self.sees("Sortie enregistrée")

    def looks_around(self) -> None:
        for place in self.chance.sample(ALONG, 4):
            if self.counts(place):
                self.click(place)
                self.rests()

    def reads_a_file(self) -> None:
        """Search for somebody, open her file, and look into some of its sections."""
        sections = self.opens_a_file()
        for section in self.chance.sample(sections, min(5, len(sections))):
            self.touches(section)
            self.rests()

    def writes_something(self) -> None:
        """Add to a section of a file whatever can be added there, answer some of what is asked, and save."""
        sections = self.opens_a_file()
        if not sections:
            return
        self.touches(self.chance.choice(sections))
        self.rests()
        if added := [name for name in self.may_click() if name.startswith("add_") or name.endswith(".empty.act")]:
            self.touches(self.chance.choice(added))
            self.rests()
        for pill in self.some_of([name for name in self.may_click() if ".pills." in name or name.endswith(".today")]):
            self.touches(pill)
        for field in self.some_of(self._ask(lambda: fields_in(self._front()))):
            self.touches(field)
            if self._ask(keyboard_is_in_a_field):
                self.writes(self.chance.choice(WORDS))
        self.touches("save")
        self.rests()

    def opens_a_file(self) -> list[str]:
        """Open the file of somebody whose name begins so, and return its sections; none where nobody is found."""
        self.click("rail.residents")
        self.press("Ctrl+F")
        self.writes(self.chance.choice(FAMILIES)[:4])
        self.rests()
        self.press("Down", "Return")
        self.rests()
        return [name for name in self.may_click() if name.startswith("section.")]

    def some_of(self, names: list[str]) -> list[str]:
        return self.chance.sample(names, min(3, len(names)))

    def wanders(self) -> None:
        """Click here and there, type into what has the keyboard, and close what has opened."""
        for _ in range(CLICKS):
            names = self.may_click()
            if not names:
                return
            self.touches(self.chance.choice(names))
            if self.chance.random() < 0.4 and self._ask(keyboard_is_in_a_field):
                self.writes(self.chance.choice(WORDS))
            if self.chance.random() < 0.3:
                self.press(self.chance.choice(("Tab", "Return", "Down", "Escape", "Ctrl+F", "Ctrl+S")))
            self.rests()

    # --- what they are made of ---------------------------------------------------------------------------------------

    def may_click(self) -> list[str]:
        """Return the names of all buttons before her, but for those that are left alone."""

        def names() -> list[str]:
            parts = [one for one in self._front().findChildren(QAbstractButton) if can_be_clicked(one)]
            found = [one.objectName() for one in parts if one.objectName()]
            return sorted({name for name in found if found.count(name) == 1 and not LEFT_ALONE.fullmatch(name)})

        return self._ask(names)

    def touches(self, name: str) -> None:
        """Click on a part if it can be clicked at this moment; what is covered is left."""
        place = self._ask(lambda: self._place_of(name, ""))
        if place is not None:
            self._act(lambda: fingers.click_at(place))

    def comes_back(self) -> None:
        """Close dialogs and menus and go to the list; what was typed is not saved where that is asked."""
        for _ in range(MOST_STEPS_BACK):
            if not self._ask(lambda: self._front() is self.program.shell):
                asked = next((name for name in ASKS_FOR_AN_ANSWER if self.counts(name)), "")
                if asked:
                    self.touches(asked)
                else:
                    self.press("Escape")
            elif self.counts("new_arrival") and self.counts("rail.residents"):
                return
            else:
                self.touches("rail.residents")
            self.rests()
        raise AssertionError(f"there is no way back from {self._ask(lambda: self._front().objectName())!r}")

    def rests(self) -> None:
        time.sleep(RESTS_SECONDS)
        self._ask(lambda: None)


def can_be_clicked(part: QWidget) -> bool:
    """Say whether a part is there to be clicked; one may go away while the others are looked at."""
    return all(isValid(part) and look() for look in (part.isVisible, part.isEnabled))


def residents_of(register: Register | None) -> int:
    return len(register.find(CaseFile, status="admitted")) if register is not None else 0


def fields_in(room: QWidget) -> list[str]:
    """Return the names of the fields to type into that are to be seen."""
    fields = [*room.findChildren(QLineEdit), *room.findChildren(QPlainTextEdit)]
    return sorted({one.objectName() for one in fields if can_be_clicked(one) and one.objectName()})


def keyboard_is_in_a_field() -> bool:
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)


# --- telling -----------------------------------------------------------------------------------------------------------


def say(what: str, number: int, told: Any) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps([what, number, told])}\n".encode())


def say_day(day: int) -> None:
    """Tell what it all takes, once what nobody holds any more is given back."""
    gc.collect()
    say("day", day, [proportional_mib(), open_files(), len(QApplication.allWidgets())])


def say_saves() -> None:
    """Let every save of this process be told before and after."""
    save, numbers = Register.save, count(1)

    def save_and_say(register: Register, *records: Any, **more: Any) -> Any:
        number = next(numbers)
        say("begin", number, [(record.table, record.id, record.rev + 1) for record in records])
        saved = save(register, *records, **more)
        say("saved", number, [])
        return saved

    Register.save = save_and_say  # type: ignore[method-assign]


def say_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of what nobody caught: in the program it would be a box that says that something unexpected happened."""
    if isinstance(error, Problem) and (page := error_dialog.page_in_front()) is not None:
        page.tell_problem(error)  # as error_dialog does
        return
    say("crash", 0, traced(error.with_traceback(trace)))


def traced(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-1500:]


def live(folder: Path, seed: str, first: int, days: int, acts: int) -> None:
    application = QApplication(["Registre", "-style", theme.STYLE])
    theme.dress_in_letters(application, text_size="normal")
    laptop = Laptop()
    laptop.keep_language(Language.of("fr"))
    laptop.keep_idle_minutes(MOST_MINUTES)
    sys.excepthook = say_crash
    say_saves()
    clock.wake_up(first)
    program = Program(folder.parent, folder=folder)
    she = Somebody(Turns(), program, random.Random(f"{seed}-{first}"))

    def story() -> None:
        she.comes_in()
        for day in range(first, first + days):
            clock.wake_up(day)
            she.lives(day, acts)

    try:
        tell(story)
        program.shell.close()
    except Problem as problem:  # no page goes on after it that could say it
        say("crash", 0, traced(problem))
        raise


if __name__ == "__main__":
    live(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
