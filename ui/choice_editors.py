"""Editors for what is chosen: yes or no, one or several of a list, a place."""

from collections.abc import Callable
from typing import Any

from centre_app import places
from centre_app.folding import fold
from centre_app.language import N_
from ui.choice_field import ChoiceField, Choices
from ui.editors import Editor, Setting, TypedEditor
from ui.kit import layout
from ui.kit.pills import ManyPills, Pills
from ui.kit.proposals import Proposals

PILLS_AT_MOST = 4  # a list as short as this lies open; a longer one is searched
MANY_PILLS_AT_MOST = 10
ENOUGH_OF_A_REGION = 3  # letters; "Ség" can only be Ségou


class YesNoEditor(Editor):
    """Two pills; neither chosen means that it was not asked."""

    def __init__(self, name: str, setting: Setting) -> None:
        super().__init__(name)
        say = setting.language.say
        self._pills = Pills({"yes": say(N_("Yes")), "no": say(N_("No"))}, name=f"{name}.pills")
        self._pills.chosen.connect(lambda _key: (self.changed.emit(), self.left.emit()))
        self.setFocusProxy(self._pills.pill("yes"))
        self.setLayout(layout.column(self._pills, margins=(0, 2, 0, 2)))

    def answer(self) -> bool | None:
        return {"yes": True, "no": False}.get(self._pills.key() or "")

    def show_answer(self, answer: bool | None) -> None:
        self._pills.show_key({True: "yes", False: "no"}.get(answer) if answer is not None else None)


class ChoiceEditor(Editor):
    """One choice of a list: pills where they are few, else a list one searches by typing."""

    def __init__(
        self,
        name: str,
        setting: Setting,
        offered: Choices,
        *,
        words_of: Callable[[Any], str],
        again: Callable[[], Choices] = list,
        recent: list[str] | None = None,
        may_lie_open: bool = True,
    ) -> None:
        super().__init__(name)
        self._words_of, self._again = words_of, again
        self._pills: Pills | None = None
        if may_lie_open and len(offered) <= PILLS_AT_MOST and all(len(words) <= 24 for _key, words in offered):
            self._pills = Pills(dict(offered), name=f"{name}.pills")
            self._pills.chosen.connect(self._on_picked)
            self.setFocusProxy(self._pills.pill(offered[0][0]) if offered else self._pills)
            self.setLayout(layout.column(self._pills, margins=(0, 2, 0, 2)))
            return
        say = setting.language.say
        self.field = ChoiceField(
            offered,
            take_back=say(N_("No choice")),
            placeholder=say(N_("Choose…")),
            recent=recent,
            name=f"{name}.field",
        )
        self.field.picked.connect(self._on_picked)
        self.field.left.connect(self.left)
        self.setFocusProxy(self.field)
        self.setLayout(layout.column(self.field))

    def answer(self) -> str | None:
        return self._pills.key() if self._pills else self.field.key()

    def show_answer(self, answer: str | None) -> None:
        if self._pills:
            if answer is not None:  # one that is no longer offered is added, so that it stays
                self._pills.add_choice(answer, self._words_of(answer) or answer)
            self._pills.show_key(answer)
        else:
            self.field.show_key(answer, self._words_of(answer))

    def say_again(self) -> None:
        offered = self._again()
        if self._pills:
            for key, words in offered:
                self._pills.retitle(key, words)
            self._pills.show_key(self._pills.key())
        elif offered:
            kept = self.field.key()
            self.field.show_choices(offered)
            self.field.show_key(kept, self._words_of(kept) if kept else "")

    def offer(self, offered: Choices) -> None:
        """Offer other choices, for instance the cercles of a region; the answer is kept when it is still there."""
        if self._pills is None:
            kept = self.field.key()
            self.field.show_choices(offered)
            if kept in {key for key, _words in offered}:
                self.field.show_key(kept)

    def mark(self, mark: str) -> None:
        if self._pills is None:
            self.field.mark(mark)

    def _on_picked(self, _key: object) -> None:
        self.changed.emit()
        self.left.emit()


class SomeChoicesEditor(Editor):
    """Any number of choices: all as pills where they are few, else those chosen as pills and a list to add from."""

    def __init__(
        self,
        name: str,
        setting: Setting,
        offered: Choices,
        *,
        words_of: Callable[[str], str],
        again: Callable[[], Choices],
    ) -> None:
        super().__init__(name)
        self._offered, self._words_of, self._again, self._name = list(offered), words_of, again, name
        self._chosen: frozenset[str] = frozenset()
        self._all_lie_open = len(offered) <= MANY_PILLS_AT_MOST
        self._stack = layout.column(gap=4, margins=(0, 2, 0, 2))
        self.setLayout(self._stack)
        self._pills: ManyPills | None = None
        self._adding: ChoiceField | None = None
        if not self._all_lie_open:
            self._adding = ChoiceField(placeholder=setting.language.say(N_("Add…")), name=f"{name}.add")
            self._adding.picked.connect(self._add)
            self._adding.left.connect(self.left)
            self.setFocusProxy(self._adding)
            self._stack.addWidget(self._adding)
        self._fill()

    def answer(self) -> frozenset[str]:
        return self._chosen

    def show_answer(self, answer: frozenset[str] | None) -> None:
        self._chosen = frozenset(answer or ())
        self._fill()

    def say_again(self) -> None:
        self._offered = list(self._again())
        self._fill()

    def mark(self, mark: str) -> None:
        if self._adding:
            self._adding.mark(mark)

    def _fill(self) -> None:
        """Show the pills; those of keys no longer offered stay readable."""
        offered = dict(self._offered)
        strange = {key: self._words_of(key) for key in self._chosen if key not in offered}
        shown = (
            offered | strange
            if self._all_lie_open
            else {k: w for k, w in (offered | strange).items() if k in self._chosen}
        )
        if self._pills is not None:
            self._stack.removeWidget(self._pills)
            layout.discard(self._pills)
        self._pills = ManyPills(shown, name=f"{self._name}.pills")
        self._pills.show_keys(self._chosen)
        self._pills.chosen.connect(self._on_pills)
        self._pills.setVisible(bool(shown))
        self._stack.insertWidget(0, self._pills)
        if self._all_lie_open and shown:
            self.setFocusProxy(self._pills.pill(next(iter(shown))))
        if self._adding:
            self._adding.show_choices([(key, words) for key, words in self._offered if key not in self._chosen])

    def _on_pills(self, keys: frozenset[str]) -> None:
        self._chosen = keys
        if not self._all_lie_open:
            self._fill()
        self.changed.emit()
        self.left.emit()

    def _add(self, key: object) -> None:
        if isinstance(key, str):
            self._chosen = self._chosen | {key}
            self._fill()
            self.changed.emit()


class ProposedEditor(TypedEditor):
    """Words of which some are known: they are proposed by any of their names while one types, and others stay as typed."""

    def __init__(self, name: str, setting: Setting, known: Callable[[], Choices]) -> None:
        super().__init__(name, setting, read=str, write=str)
        self._known, self._list = known, Proposals(self.field, name=f"{name}.proposals")
        self._list.taken.connect(self._take)
        self.field.textEdited.connect(self._suggest)

    def _suggest(self, typed: str) -> None:
        start = fold(typed)
        meant = [words for words, others in self._known() if start and _begins(start, words, *others.split(","))]
        self._list.propose(list(dict.fromkeys(meant)))

    def _take(self, words: str) -> None:
        self.field.setText(words)
        self.changed.emit()


def _begins(start: str, *names: str) -> bool:
    return any(fold(name).startswith(start) for name in names)


class PlaceEditor(TypedEditor):
    """A place typed by name: a known one becomes its key, another stays as written."""

    def __init__(self, name: str, setting: Setting, level: str) -> None:
        super().__init__(name, setting, read=lambda text: _place_meant(text, level), write=places.place_name)
        self._level = level
        self._known = Proposals(self.field, name=f"{name}.proposals")
        self._known.taken.connect(self._take)
        self.field.textEdited.connect(self._suggest)

    def _suggest(self, typed: str) -> None:
        known = places.find_starting(typed, self._level) if typed.strip() else []
        self._known.propose([place.name for place in known])

    def _take(self, name: str) -> None:
        self.field.setText(name)
        self.changed.emit()


def _place_meant(text: str, level: str) -> str:
    """Return the key of a place, or the words. Of regions all are known, so the beginning of one alone is enough."""
    known = places.find(text, level)
    if known is None and level == places.REGION and len(text) >= ENOUGH_OF_A_REGION:
        meant = places.find_starting(text, level)
        known = meant[0].slug if len(meant) == 1 else None
    return known or text
