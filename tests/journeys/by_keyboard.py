"""Somebody who never touches the mouse: she goes about with Tab, arrows and Space, and fills any form by its questions.

A form is told as a table, question by question in its order: what is typed, the keys of a list, or why there is no answer.
What the fingers do follows from the field that has the keyboard.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from centre_app.folding import fold
from tests.journeys import fingers
from tests.journeys.at_one_laptop import Reader
from ui.choice_field import ChoiceField
from ui.kit.pills import Pill, Segment

MOST_TABS = 400
MOST_PILLS = 16


@dataclass(frozen=True)
class Typed:
    """What is typed, where it is understood as something else than its letters."""

    words: str
    means: Any


@dataclass(frozen=True)
class NoAnswer:
    """F2 and a reason, a key of `missing_reason`."""

    reason: str


Told = str | bool | Typed | NoAnswer | frozenset[str]
Answers = Sequence[tuple[str, Told]]


class Typist(Reader):
    """What she does costs keys alone: `effort.clicks` stays as it was."""

    # --- going about -------------------------------------------------------------------------------------------

    def goes_to(self, section: str) -> None:
        """Go to a section of the file that is open: by its list, or by the line over a form in a small window."""
        title, shown = f"section.{section}", f"section_{section}"
        if self.counts(shown):
            return
        self._until(lambda: self._parts(title) or self._parts("other_section"), lambda: "there is no list of sections")
        if self._ask(lambda: bool(self._parts(title))):
            self.presses(title)
        else:
            words = self._ask(lambda: _words_of(self._only("other_section"), section))
            self._tabs("other_section")
            self._takes_from_list(words)
        self.sees_part(shown)

    def presses(self, *names: str) -> None:
        """Go to the first of these buttons that is there, and press it with Space."""
        self._until(lambda: any(self._open_parts(name) for name in names), lambda: f"none of {names} is there")
        name = next(name for name in names if self._ask(lambda name=name: bool(self._open_parts(name))))
        self._tabs(name)
        self.press("Space")

    def chooses_in_menu(self, words: str) -> None:
        """Go down the menu that is open to a line, and take it."""
        self._until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), lambda: "no menu is open")
        for _ in range(MOST_PILLS):
            self.press("Down")
            if self._ask(lambda: _line_at(QApplication.activePopupWidget())) == words:
                self.press("Return")
                return
        raise AssertionError(f"no menu offers {words!r}")

    def puts_down(self, table: str, answers: Answers) -> None:
        """Fill in the form that is open over one kind of record, save it with Ctrl+S, and wait until it is gone."""
        self._until(lambda: self._parts_anywhere(f"{table}.dialog"), lambda: f"no form over {table!r} opens")
        self.fills_in(table, answers)
        self.keeps_a_picture(table)
        self.saves(f"{table}.dialog")

    def saves(self, dialog: str) -> None:
        self.press("Ctrl+S")
        self._until(lambda: not self._parts_anywhere(dialog), lambda: f"{dialog!r} does not close")

    # --- a form ------------------------------------------------------------------------------------------------

    def fills_in(self, table: str, answers: Answers) -> None:
        """Answer question after question, going from one to the next with Tab."""
        before = ""
        for question, told in answers:
            name = question if "." in question else f"{table}.{question}"
            if name == before:
                self.press("Tab")  # the same question of the next part of the form
            self._tabs(name)
            self._answers(name, told)
            before = name

    def _answers(self, name: str, told: Told) -> None:
        self._takes_the_keyboard()
        self._until(_is_in_sight, lambda: f"{name} has the keyboard and is out of sight")
        if isinstance(told, NoAnswer):
            self.press("F2")
            self._chooses(told.reason)
            return
        kind = self._ask(lambda: type(_at_keyboard()))
        if issubclass(kind, Pill | Segment):
            for key in _keys(told):
                self._chooses(key)
        elif issubclass(kind, ChoiceField):
            for key in _keys(told):
                self._takes_the_keyboard()  # the list before it has just closed
                self._takes_from_list(self._ask(lambda key=key: _words_of(_at_keyboard(), key)))
        else:
            self._types(told.words if isinstance(told, Typed) else str(told))

    def _chooses(self, key: str) -> None:
        """Go along the pills with an arrow until it is there; Space chooses."""
        for _ in range(MOST_PILLS):
            here = self._ask(lambda: _at_keyboard().objectName().rpartition(".")[2])
            if here == key:
                if not self._ask(lambda: _at_keyboard().isChecked()):
                    self.press("Space")
                return
            self.press("Right")
        raise AssertionError(f"no pill is called {key!r}")

    def _takes_from_list(self, words: str) -> None:
        """Type the beginning of an answer until it lies on top of its list, and take it with Enter."""
        for sign in words:
            self.writes(sign)
            if self._ask(lambda: _on_top() == words):
                break
        assert self._ask(lambda: _on_top() == words), f"typing {words!r} does not find it: {self._ask(_on_top)!r}"
        self.press("Return")

    def _types(self, words: str) -> None:
        """Type a text; "|" goes on to the next box of the same question: a day and its hour."""
        for number, part in enumerate(words.split("|")):
            if number:
                self.press("Tab")
            if self._ask(fingers.text_at_keyboard):
                self.press("Ctrl+A", "Delete")
            for line, words_of_line in enumerate(part.split("\n")):
                if line:
                    self.press("Return")
                self.writes(words_of_line)

    # --- the keyboard ------------------------------------------------------------------------------------------

    def _tabs(self, name: str) -> None:
        """Press Tab until a part of that name, or something in it, has the keyboard."""
        self._takes_the_keyboard()
        pressed = self._ask(lambda: _tab_until(lambda: _has_keyboard(name)))
        self.effort.keys += pressed
        self._takes_the_keyboard()
        if not self._ask(lambda: _has_keyboard(name)):
            raise AssertionError(f"Tab does not lead to {name!r}; it is at {self._ask(_name_at_keyboard)!r}")

    def _open_parts(self, name: str) -> list[QWidget]:
        return [part for part in self._parts(name) if part.isEnabled()]

    def _only(self, name: str) -> QWidget:
        (part,) = self._parts(name)
        return part

    def _parts_anywhere(self, name: str) -> list[QWidget]:
        return [part for part in QApplication.topLevelWidgets() if part.objectName() == name and part.isVisible()]


def _at_keyboard() -> QWidget:
    holder = QApplication.focusWidget()
    assert holder is not None, "nothing has the keyboard"
    return holder


def _name_at_keyboard() -> str:
    holder = QApplication.focusWidget()
    return "" if holder is None else holder.objectName()


def _has_keyboard(name: str) -> bool:
    here = _name_at_keyboard()
    return fnmatchcase(here, name) or fnmatchcase(here, f"{name}.*")


def _tab_until(arrived: Callable[[], bool]) -> int:
    """Return how often Tab was pressed."""
    for pressed in range(MOST_TABS):
        if arrived():
            return pressed
        fingers.press("Tab")
    return MOST_TABS


def _is_in_sight() -> bool:
    holder = _at_keyboard()
    return not holder.visibleRegion().isEmpty()


def _keys(told: Told) -> Iterable[str]:
    """Return the keys of the pills or choices that were told."""
    if isinstance(told, bool):
        return ["yes" if told else "no"]
    if isinstance(told, Typed):
        return [told.words]
    return sorted(told) if isinstance(told, frozenset) else [str(told)]


def _words_of(field: QWidget, key: str) -> str:
    """Return how a list says a choice: its key's words, or those that begin so where it is no key."""
    assert isinstance(field, ChoiceField), f"{field.objectName()} is no list"
    offered = dict(field._choices)
    said = offered.get(key) or next((words for words in offered.values() if fold(words).startswith(fold(key))), "")
    assert said, f"{field.objectName()} does not offer {key!r}: {sorted(offered)}"
    return said


def _on_top() -> str:
    """Return what Enter would take from the list that is open."""
    popup = QApplication.activePopupWidget()
    chosen = popup.list.currentItem() if popup is not None and hasattr(popup, "list") else None
    return "" if chosen is None else chosen.text()


def _line_at(menu: QWidget | None) -> str:
    line = menu.activeAction() if isinstance(menu, QMenu) else None
    return "" if line is None else line.text()
