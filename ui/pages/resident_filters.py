"""The filters of the list of residents: lists to pick from, and a chip with a cross for each one that narrows."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from centre_app.residents import LATE, NO_PLAN, TO_REVIEW, Wanted
from ui import icons
from ui.kit import buttons, layout
from ui.kit.fields import PickList

HERE, EVERYBODY, ANY = "present", "everybody", "any"
SCOPES = (
    (HERE, N_("At the centre now")),
    ("left", N_("No longer here")),
    ("all", N_("All files")),
)
SEXES = (
    (EVERYBODY, N_("Girls and boys")),
    ("female", N_("Girls and women")),
    ("male", N_("Boys and men")),
)
PLANS = (
    (ANY, N_("All plans")),
    (LATE, N_("Late plans")),
    (TO_REVIEW, N_("Plans to review")),
    ("proposed", N_("Plans to be signed")),
    ("draft", N_("Drafts")),
    (NO_PLAN, N_("Plans to be written")),
    ("active", N_("Plans under way")),
)


class Filters(QObject):
    """Owns the pick lists and the chips; the page lays them out and asks what is wanted."""

    changed = Signal()
    cleared = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, say = language, language.say
        self._scope = PickList([(key, say(words)) for key, words in SCOPES], icon=icons.BED, name="scope")
        self._sex = PickList([(key, say(words)) for key, words in SEXES], icon=icons.RESIDENTS, name="sex")
        self._plan = PickList([(key, say(words)) for key, words in PLANS], icon=icons.GOAL, name="plan_state")
        for pick, spoken in (
            (self._scope, N_("Which files")),
            (self._sex, N_("Girls or boys")),
            (self._plan, N_("State of the plan")),
        ):
            pick.setAccessibleName(say(spoken))
            pick.setSizePolicy(pick.sizePolicy().Policy.Fixed, pick.sizePolicy().Policy.Fixed)
            pick.picked.connect(lambda _key: self.changed.emit())
        self._line = layout.row(gap=8)
        self.chips = layout.boxed(self._line, name="chips")
        self.clear()

    @property
    def picks(self) -> tuple[QWidget, ...]:
        return self._scope, self._sex, self._plan

    @property
    def is_narrow(self) -> bool:
        """Whether something other than the usual is asked for."""
        return (self._scope.key(), self._sex.key(), self._plan.key()) != (HERE, EVERYBODY, ANY)

    def said(self) -> str:
        """Return in words whom the list shows, for the head of a printed one."""
        narrow = [
            pick.currentText() for pick, usual in ((self._sex, EVERYBODY), (self._plan, ANY)) if pick.key() != usual
        ]
        return " · ".join([self._scope.currentText(), *narrow])

    def clear(self, *, scope: str = HERE) -> None:
        """Ask for the usual again: everybody who is here."""
        self._scope.show_key(scope)
        self._sex.show_key(EVERYBODY)
        self._plan.show_key(ANY)

    def show_plan(self, state: str) -> None:
        self._plan.show_key(state)

    def wanted(self, before: Wanted, **changed: object) -> Wanted:
        """Return what is asked for now; the order stays as it was."""
        sex, plan = self._sex.key(), self._plan.key()
        return dataclasses.replace(
            before,
            scope=self._scope.key(),
            sex=None if sex == EVERYBODY else sex,
            plan=None if plan == ANY else plan,
            **changed,
        )

    def show_chips(self, *, typed: str) -> None:
        """Show a chip for each filter that narrows; a click takes it away."""
        layout.clear(self._line)
        narrow = [
            (pick, usual)
            for pick, usual in ((self._scope, HERE), (self._sex, EVERYBODY), (self._plan, ANY))
            if pick.key() != usual
        ]
        for pick, usual in narrow:
            self._add_chip(pick.currentText(), f"without.{pick.objectName()}", self._taking_away(pick, usual))
        if typed and narrow or len(narrow) > 1:
            clear = buttons.quiet(self._language.say(N_("Clear all")), name="clear_filters")
            clear.clicked.connect(self.cleared)
            self._line.addWidget(clear)
        layout.add(self._line, layout.STRETCH)
        self.chips.setVisible(bool(narrow))

    def _add_chip(self, text: str, name: str, take_away: Callable[[], None]) -> None:
        chip = buttons.button(text, icons.REMOVE, name=name, in_row=True)
        chip.setAccessibleName(self._language.say(N_("Without the filter {filter}"), filter=text))
        chip.clicked.connect(take_away)
        self._line.addWidget(chip)

    def _taking_away(self, pick: PickList, usual: str) -> Callable[[], None]:
        def take_away() -> None:
            pick.show_key(usual)
            pick.setFocus()
            self.changed.emit()

        return take_away
