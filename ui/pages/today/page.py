"""What is late, today, this week and later: a line for each thing to do, which opens where it is done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout

from centre_app.agenda import Due, agenda
from centre_app.language import N_
from centre_app.records import CaseFile, StaffMember
from centre_app.residents import house_today, whole_agenda
from centre_app.today import LATE, LATER, PARTS, THIS_WEEK, TODAY, lines_of, parted, roles_of, waits_for, week_of
from ui import icons, theme
from ui.due_words import VERBS
from ui.kit import buttons, layout
from ui.kit.due_list import DueHead, DueList
from ui.kit.fields import PickList
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.openings import OpeningsLine
from ui.page import Destination, Page
from ui.pages.today.night_line import NightLine
from ui.pages.today.side import Side
from ui.pages.today.week import offer_weeks, show_week
from ui.pages.today.words import LineWords
from ui.session import Session

EVERYBODY, MINE = "everybody", "mine"
SIDE_WIDTH, SMALL_SIDE_WIDTH = 304, 256
MOST_LATE, FEWEST_LATE = 4, 2  # so many at a time, the gravest, in a large and in a small window: today stays in sight
MORE = "late.more"
# Where a thing is done that stands in no file.
OF_THE_HOUSE = {"bundle_due": "export", "letter_to_file": "report"}
TO_SEARCH = Destination(page="residents", section="search")


class TodayPage(Page):
    """The first page. What is due is worked out each time one comes here, and when something was written meanwhile."""

    counted = Signal(int)  # how much is late or for today

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="today", title=say(N_("Today")), dense=True)
        self._dues: list[Due] = []
        self._shown: dict[str, Due] = {}
        self._unfolded: set[str] = set()  # LATER, and MORE of what is late
        self._openings = OpeningsLine(session)
        self._night = NightLine(session)
        self.whom = PickList(icon=icons.PERSON, name="for_whom")
        self.whom.setAccessibleName(say(N_("Whose work")))
        self.whom.setSizePolicy(self.whom.sizePolicy().Policy.Fixed, self.whom.sizePolicy().Policy.Fixed)
        self.switch = buttons.quiet("", icons.RESIDENTS, name="whose_work", tip="Ctrl+T")
        self.list = DueList(say(N_("Open")), name="due")
        self.list.setAccessibleName(say(N_("What is to be done")))
        self.side = Side(session.language)
        self._count = note("", name="count")
        self._empty = layout.column(gap=0)
        self._search = buttons.button(say(N_("Search")), icons.SEARCH, name="go_search", tip="Ctrl+F")
        self._print = buttons.button(say(N_("Print the week")), icons.PRINT, name="print_week", tip="Ctrl+P")
        self._emergency = buttons.button(
            say(N_("Emergency arrival")), icons.INCIDENT, name="emergency_arrival", tip="F9"
        )
        self._new = buttons.filled(say(N_("New arrival")), icons.NEW_PERSON, name="new_arrival", tip="Ctrl+N")
        self.put_actions(self._search, self._print, self._emergency, self._new)
        self._lay_out()
        self._connect()
        self.fold(False)

    def _lay_out(self) -> None:
        card = Card(margins=(0, 4, 0, 4), name="due_card")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(layout.boxed(self._empty))
        card.body.addLayout(self._stack, 1)
        left = layout.column(layout.row(self.whom, self.switch, layout.STRETCH, self._count, gap=12), gap=12)
        left.addWidget(card, 1)
        whole = layout.row(gap=16)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        for line in (self._openings, self._night):
            layout.add(self.body, line)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self._search.clicked.connect(self.focus_search)
        self._print.clicked.connect(
            lambda: offer_weeks(
                self.session, self._dues_until, whom=self.whom.currentText(), under=self._print, over=self
            )
        )
        self._new.clicked.connect(lambda: self.go("arrival"))
        self._emergency.clicked.connect(lambda: self.go("emergency"))
        self.whom.picked.connect(lambda _whom: self._show())
        self.switch.clicked.connect(self._switch)
        QShortcut(QKeySequence("Ctrl+T"), self, self._switch, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.opened.connect(self._open)
        self.list.folded.connect(self._unfold)
        self._night.asked.connect(lambda: self.go("night"))
        self.side.beds_asked.connect(lambda: self.go("beds"))
        self.side.export_asked.connect(lambda: self.go("export"))
        self.side.backups_asked.connect(lambda: self.go("backups"))

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self.refresh()
        if self.list.current_key is None:
            self.list.choose_first()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Go into the list; where nothing is to be done, the page itself has the keyboard."""
        calm = self._stack.currentIndex() == 1
        (self if calm else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        register, today = self.session.register, self.session.today
        self._openings.refresh()
        self._night.refresh()
        for button in (self._new, self._emergency):
            button.setVisible(register.rights.writes(CaseFile))
        self._dues = whole_agenda(register)
        weekday, week = self.language.weekday_short(today), str(today.isocalendar().week)
        day = self.say(N_("{weekday} {day} · week {week}"), weekday=weekday, day=today, week=week)
        self.set_title(self.say(N_("Today")), day)
        self.side.show_house(house_today(register, self._dues), today=today)
        self.side.show_copy(register)
        self._offer_people()
        self._show()

    def focus_search(self) -> None:
        self.went.emit(TO_SEARCH)

    def print_page(self) -> None:
        show_week(self.session, self._dues_until, whom=self.whom.currentText(), over=self)

    def _dues_until(self, day: date) -> list[Due]:
        return self._wanted(agenda(self.session.register, until=day))

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "side"):
            self.side.setFixedWidth(theme.size(SMALL_SIDE_WIDTH if small else SIDE_WIDTH))
            if self._dues:
                self._show()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("The arrows walk through the list, Enter opens the file where the thing is done.")),
            self.say(N_("Nothing here is ticked off: once it is written in the file, it leaves the list.")),
            self.say(N_("Ctrl+T goes from what waits for you to everybody’s work, and back.")),
            self.say(N_("Ctrl+F searches for somebody, Ctrl+P prints the week with boxes to tick.")),
        ]

    # --- for whom ----------------------------------------------------------------------------------------------

    def _offer_people(self) -> None:
        before = self.whom.key()
        self._team = {
            member.id: member for member in self.session.register.find(StaffMember) if self._is_at_work(member)
        }
        others = [one for one in self._team.values() if one.id != self.session.register.acts_for]
        named = {one.id: one.name or "" for one in others}
        by_name = sorted(named, key=lambda who: self.language.sorted(named.values()).index(named[who]))
        fixed = [(EVERYBODY, self.say(N_("For everybody"))), (MINE, self.say(N_("For me")))]
        self.whom.show_choices([*fixed, *((who, named[who]) for who in by_name)])
        self.whom.show_key(before if before in (EVERYBODY, MINE, *named) else self._first_view())

    def _first_view(self) -> str:
        """Whoever has files or duties of her own begins with those."""
        return MINE if self._of(MINE, self._dues) else EVERYBODY

    def _switch(self) -> None:
        self.whom.show_key(EVERYBODY if self.whom.key() == MINE else MINE)
        self._show()
        self.take_keyboard()

    def _is_at_work(self, member: StaffMember) -> bool:
        return member.active_to is None or member.active_to >= self.session.today

    def _wanted(self, dues: Sequence[Due]) -> list[Due]:
        return self._of(self.whom.key(), dues)

    def _of(self, whom: object, dues: Sequence[Due]) -> list[Due]:
        """Return what waits for whoever is picked."""
        who_id = self.session.register.acts_for if whom == MINE else whom
        member = self._team.get(str(who_id))
        if whom == EVERYBODY or member is None:
            return list(dues)
        roles = roles_of(self.session.register, member)
        return [due for due in dues if waits_for(due, member.id, roles)]

    # --- the list ----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        register = self.session.register
        wanted, now = self._wanted(self._dues), register.now
        parts = parted(wanted, now=now)
        mine = self._of(MINE, self._dues) or self._dues
        self.counted.emit(sum(due.is_late(now) or due.due_on == now.date() for due in mine))
        self.switch.setText(self.say(N_("See everybody’s") if self.whom.key() == MINE else N_("See mine")))
        self._count.setText(self.language.say_n(N_("{n} thing to do"), N_("{n} things to do"), len(wanted)))
        days = week_of(now.date())
        self.side.show_week({day: sum(due.due_on == day for due in wanted) for day in days}, today=now.date())
        is_calm = not any(parts[part] for part in PARTS if part != LATER) and LATER not in self._unfolded
        self._shown = {}
        words = LineWords(self.session)
        self._most_late = self._room_for_late(parts)
        shown = [one for part in PARTS if parts[part] for one in self._part(part, parts[part], words)]
        lines = dict(zip(self._shown, lines_of(register, list(self._shown.values())), strict=True))
        first = next(iter(lines), "")
        self.list.show_items(shown, lambda key: words.item(lines[key], key, is_first=key == first))
        self._stack.setCurrentIndex(1 if is_calm else 0)
        if is_calm:
            self._show_calm(has_later=bool(parts[LATER]))

    def _part(self, part: str, dues: Sequence[Due], words: LineWords) -> Iterator[DueHead | str]:
        is_open = part != LATER or LATER in self._unfolded
        yield words.head(part, len(dues), is_open=is_open)
        most = self._most_late if part == LATE else len(dues)
        hidden = max(0, len(dues) - most)
        for due in dues[: len(dues) if MORE in self._unfolded else most] if is_open else ():
            self._shown[_key(due)] = due
            yield _key(due)
        if hidden:
            yield words.more(MORE, hidden, is_open=MORE in self._unfolded)

    def _room_for_late(self, parts: Mapping[str, Sequence[Due]]) -> int:
        """Return how much of what is late is shown at first: all of it where nothing comes after it this week."""
        if not (parts[TODAY] or parts[THIS_WEEK]):
            return len(parts[LATE])
        return FEWEST_LATE if self.is_small else MOST_LATE

    def _unfold(self, part: str) -> None:
        self._unfolded ^= {part}
        self._show()
        self.list.choose(part)

    def _open(self, key: str) -> None:
        due = self._shown[key]
        if due.task == "break_glass":
            self._openings.read()
        elif due.task in OF_THE_HOUSE or due.case_id is None:
            self.go(OF_THE_HOUSE.get(due.task, "residents"))
        else:
            form = due if due.task in VERBS else None
            self.went.emit(
                Destination(page="case", case_id=due.case_id, section=due.section, record_id=due.record_id, due=form)
            )

    # --- nothing to do -----------------------------------------------------------------------------------------

    def _show_calm(self, *, has_later: bool) -> None:
        """Say that nothing is to be done, and what one may do then."""
        layout.clear(self._empty)
        if self.whom.key() != EVERYBODY:
            state = EmptyState(
                icons.TICK,
                self.say(
                    N_("Nothing waits for you this week.")
                    if self.whom.key() == MINE
                    else N_("Nothing waits for this person this week.")
                ),
                self.say(N_("Show everybody’s")),
                icons.RESIDENTS,
                name="nothing_for_this_one",
            )
            state.acted.connect(self._show_everybodys)
        else:
            state = EmptyState(
                icons.TICK,
                self.say(N_("Nothing is late, and nothing is to be done this week.")),
                self.say(N_("See what comes later")) if has_later else "",
                icons.DATE,
                name="nothing_to_do",
            )
            state.acted.connect(lambda: self._unfold(LATER))
        self._empty.addWidget(state)

    def _show_everybodys(self) -> None:
        self.whom.show_key(EVERYBODY)
        self._show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _key(due: Due) -> str:
    """Return by what a line is known again when the list is read anew."""
    return ".".join((due.task, due.record_id or due.case_id or "", due.due_on.isoformat(), *(due.about or ())))
