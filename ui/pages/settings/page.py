"""The page of Administration: its parts at the left, the one in sight at the right."""

from PySide6.QtWidgets import QStackedWidget

from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Card
from ui.kit.scroll import Scroll
from ui.kit.section_list import Section, SectionList
from ui.page import Destination, Page
from ui.pages.recovery.part import RecoveryPart
from ui.pages.settings.directory import DirectoryPart
from ui.pages.settings.house import HousePart
from ui.pages.settings.house_rules import HouseRulesPart
from ui.pages.settings.keeping import KeepingPart
from ui.pages.settings.laptop import LaptopPart
from ui.pages.settings.listed import ProjectsPart
from ui.pages.settings.lists import ListsPart
from ui.pages.settings.others import CaseDataPart, ExchangePart, OldRegisterPart, TrainingPart
from ui.pages.settings.part import Part
from ui.pages.settings.program_reports import ProgramReportsPart
from ui.pages.settings.rooms import RoomsPart
from ui.pages.settings.team import TeamPart
from ui.pages.settings.troubles import TroublesPart
from ui.session import Session

FIRST = "laptop"
# In the order in which a new centre needs them: key, icon, title, at headquarters too, what makes it.
PARTS: tuple[tuple[str, str, str, bool, type[Part]], ...] = (
    (FIRST, icons.SETTINGS, N_("This laptop"), True, LaptopPart),
    ("house", icons.CENTRE, N_("The house"), True, HousePart),
    ("house_rules", icons.SIGN, N_("House rules"), False, HouseRulesPart),
    ("rooms", icons.BED, N_("Rooms and beds"), False, RoomsPart),
    ("staff", icons.RESIDENTS, N_("The team"), True, TeamPart),
    ("directory", icons.REFERRAL, N_("Directory"), True, DirectoryPart),
    ("projects", icons.MONEY, N_("Projects"), True, ProjectsPart),
    ("lists", icons.CHECKS, N_("Lists for all"), True, ListsPart),
    ("exchange", icons.HEADQUARTERS, N_("Headquarters"), True, ExchangePart),
    ("case_data", icons.TABLE, N_("HTCDS data"), True, CaseDataPart),
    ("keeping", icons.HISTORY, N_("Keeping files"), False, KeepingPart),
    ("program_reports", icons.FAULT, N_("Program errors"), True, ProgramReportsPart),
    ("recovery", icons.KEY, N_("Ways back in"), True, RecoveryPart),
    ("old_register", icons.ARCHIVE, N_("Old register"), False, OldRegisterPart),
    ("training", icons.PRACTICE, N_("Practise"), False, TrainingPart),
    ("troubles", icons.INFO, N_("Trouble"), True, TroublesPart),
)
# What the button in the title line adds, by part.
ADDED = {
    "house_rules": ("add", N_("Write a new version")),
    "rooms": ("add_room", N_("Add a room")),
    "projects": ("add", N_("Add a project")),
    "lists": ("add", N_("Add a choice")),
    "directory": ("add", N_("Add an organisation")),
}


class SettingsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="settings", title=session.say(N_("Administration")), dense=True)
        self._at = FIRST
        self._made: dict[str, Part] = {}
        self._parts = [
            part for part in PARTS if (part[3] or not session.register.is_headquarters) and part[4].is_for(session)
        ]
        self.sections = SectionList()
        self.sections.asked.connect(self._go_to)
        self.sections.show_sections([self._section(*part[:3]) for part in self._parts])
        self._add = buttons.filled("", icons.ADD, name="add_in_settings")
        self._add.clicked.connect(lambda: getattr(self._part(), ADDED[self._at][0])())
        policy = self._add.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the title does not jump from part to part
        self._add.setSizePolicy(policy)
        self.put_actions(self._add)
        self._stack = QStackedWidget()
        self._lay_out()

    def arrive(self, destination: Destination) -> None:
        if destination.section in {part[0] for part in self._parts}:
            self._at = destination.section
        self.refresh()

    def refresh(self) -> None:
        self._part().show_again()
        self._show()

    def focus_search(self) -> None:
        self._part().focus_search()

    def print_page(self) -> None:
        self._part().print_part()

    def spot(self) -> Spot:
        return Spot(page="settings", section=self._at)

    def resume(self, kept: Kept) -> None:
        self._part().resume(kept)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "_list"):
            self._list.setFixedWidth(theme.size(196 if small else 232))

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Here the house is set up: rooms and beds, who works here, which projects pay.")),
            self.say(N_("Nothing is taken away here: a bed is closed, somebody has left, a project has ended.")),
        ]

    def _section(self, key: str, icon: str, title: str) -> Section:
        if key == "exchange" and self.session.register.is_headquarters:
            return Section(key=key, icon=icons.CENTRE, title=self.say(N_("The centres")))
        return Section(key=key, icon=icon, title=self.say(title))

    def _lay_out(self) -> None:
        card = Card(margins=(8, 8, 8, 8), name="settings.sections")
        card.add(self.sections, layout.STRETCH)
        self._list = Scroll(layout.column(card, gap=0), name="settings.list")
        self._list.setFixedWidth(theme.size(232))
        middle = layout.row(self._list, gap=12)
        middle.addWidget(self._stack, 1)
        self.body.addLayout(middle, 1)

    def _go_to(self, key: str) -> None:
        if key != self._at:
            self._at = key
            self.left_off.emit(Destination(page="settings", section=key))
        self.result.hide()
        self.refresh()

    def _part(self) -> Part:
        """Return the part in sight, made when one first goes there."""
        if self._at not in self._made:
            made = next(make for key, *_, make in self._parts if key == self._at)(self.session)
            made.told.connect(self.result.tell_done)
            made.refused.connect(self._on_refused)
            made.wanted.connect(self.go)
            made.went.connect(self.went)
            self._made[self._at] = made
            self._stack.addWidget(Scroll(made, name=f"settings.{self._at}.scroll"))
        return self._made[self._at]

    def _show(self) -> None:
        self.sections.choose(self._at)
        self._stack.setCurrentIndex(list(self._made).index(self._at))
        adds = ADDED.get(self._at)
        self._add.setVisible(adds is not None)
        if adds is not None:
            self._add.setText(self.say(adds[1]))

    def _on_refused(self, problem: Problem) -> None:
        self.tell_problem(problem)
