"""What is late, today, this week and later: a line for each thing to do, which opens where it is done."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout

from centre_app.agenda import Due, agenda
from centre_app.language import N_
from centre_app.records import CaseFile, StaffMember
from centre_app.residents import house_today, whole_agenda
from centre_app.today import LATER, PARTS, lines_of, parted, roles_of, waits_for, week_of
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.due_list import DueHead, DueList
from ui.kit.fields import PickList
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.openings import OpeningsLine
from ui.page import Destination, Page
from ui.pages.today.side import Side
from ui.pages.today.words import LineWords
from ui.session import Session

EVERYBODY, MINE = "everybody", "mine"
SIDE_WIDTH, SMALL_SIDE_WIDTH = 304, 256
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
        self._shows_later = False
        self._openings = OpeningsLine(session)
        self.whom = PickList(icon=icons.PERSON, name="for_whom")
        self.whom.setAccessibleName(say(N_("Whose work")))
        self.whom.setSizePolicy(self.whom.sizePolicy().Policy.Fixed, self.whom.sizePolicy().Policy.Fixed)
        self.list = DueList(say(N_("Open")), name="due")
        self.list.setAccessibleName(say(N_("What is to be done")))
        self.side = Side(session.language)
        self._count = note("", name="count")
        self._empty = layout.column(gap=0)
        self._search = buttons.button(say(N_("Search")), icons.SEARCH, name="go_search", tip="Ctrl+F")
        self._print = buttons.button(say(N_("Print the week")), icons.PRINT, name="print_week", tip="Ctrl+P")
        self._new = buttons.filled(say(N_("New arrival")), icons.NEW_PERSON, name="new_arrival", tip="Ctrl+N")
        self.put_actions(self._search, self._print, self._new)
        self._lay_out()
        self._connect()
        self.fold(False)

    def _lay_out(self) -> None:
        card = Card(margins=(0, 4, 0, 4), name="due_card")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(layout.boxed(self._empty))
        card.body.addLayout(self._stack, 1)
        left = layout.column(layout.row(self.whom, self._count, layout.STRETCH, gap=12), gap=12)
        left.addWidget(card, 1)
        whole = layout.row(gap=16)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        layout.add(self.body, self._openings)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self._search.clicked.connect(self.focus_search)
        self._print.clicked.connect(self._offer_to_print)
        self._new.clicked.connect(lambda: self.go("arrival"))
        self.whom.picked.connect(lambda _whom: self._show())
        self.list.opened.connect(self._open)
        self.list.folded.connect(self._unfold)
        self.side.beds_asked.connect(lambda: self.go("beds"))
        self.side.export_asked.connect(lambda: self.go("export"))

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
        self._new.setVisible(register.rights.writes(CaseFile))
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
        self._print_week(by_person=False)

    def _offer_to_print(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("print_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, words, by_person in (
            (icons.CALENDAR, N_("Day by day"), False),
            (icons.RESIDENTS, N_("A list for each person"), True),
        ):
            offered = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), self.say(words))
            offered.triggered.connect(partial(self._print_week, by_person=by_person))
        menu.popup(self._print.mapToGlobal(self._print.rect().bottomLeft()))

    def _print_week(self, _checked: bool = False, *, by_person: bool) -> None:
        from centre_app.documents.week_printing import preview_week, print_week
        from ui.preview import preview

        register, language = self.session.register, self.language
        dues, whom = self._wanted(agenda(register, until=week_of(self.session.today)[-1])), self.whom.currentText()
        preview(
            self.session,
            title=self.say(N_("Sheet of the week")),
            shown=preview_week(register, dues, whom=whom, language=language, by_person=by_person),
            final=lambda: print_week(register, dues, whom=whom, language=language, by_person=by_person),
            file_name=f"{register.code}-semaine.pdf",
            over=self,
        )

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "side"):
            self.side.setFixedWidth(theme.size(SMALL_SIDE_WIDTH if small else SIDE_WIDTH))

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("The arrows walk through the list, Enter opens the file where the thing is done.")),
            self.say(N_("Nothing here is ticked off: once it is written in the file, it leaves the list.")),
            self.say(N_("Ctrl+F searches for somebody, Ctrl+P prints the week with boxes to tick.")),
        ]

    # --- for whom ----------------------------------------------------------------------------------------------

    def _offer_people(self) -> None:
        before = self.whom.key() or EVERYBODY
        self._team = {
            member.id: member for member in self.session.register.find(StaffMember) if self._is_at_work(member)
        }
        others = [one for one in self._team.values() if one.id != self.session.register.acts_for]
        named = {one.id: one.name or "" for one in others}
        by_name = sorted(named, key=lambda who: self.language.sorted(named.values()).index(named[who]))
        fixed = [(EVERYBODY, self.say(N_("For everybody"))), (MINE, self.say(N_("For me")))]
        self.whom.show_choices([*fixed, *((who, named[who]) for who in by_name)])
        self.whom.show_key(before if before in (EVERYBODY, MINE, *named) else EVERYBODY)

    def _is_at_work(self, member: StaffMember) -> bool:
        return member.active_to is None or member.active_to >= self.session.today

    def _wanted(self, dues: Sequence[Due]) -> list[Due]:
        """Return what waits for whoever was picked."""
        whom = self.whom.key()
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
        self.counted.emit(sum(due.is_late(now) or due.due_on == now.date() for due in self._dues))
        self._count.setText(self.language.say_n(N_("{n} thing to do"), N_("{n} things to do"), len(wanted)))
        days = week_of(now.date())
        self.side.show_week({day: sum(due.due_on == day for due in wanted) for day in days}, today=now.date())
        is_calm = not any(parts[part] for part in PARTS if part != LATER) and not self._shows_later
        self._shown = {}
        words = LineWords(self.session)
        shown = [one for part in PARTS if parts[part] for one in self._part(part, parts[part], words)]
        lines = dict(zip(self._shown, lines_of(register, list(self._shown.values())), strict=True))
        first = next(iter(lines), "")
        self.list.show_items(shown, lambda key: words.item(lines[key], key, is_first=key == first))
        self._stack.setCurrentIndex(1 if is_calm else 0)
        if is_calm:
            self._show_calm(has_later=bool(parts[LATER]))

    def _part(self, part: str, dues: Sequence[Due], words: LineWords) -> Iterator[DueHead | str]:
        is_open = part != LATER or self._shows_later
        yield words.head(part, len(dues), is_open=is_open)
        for due in dues if is_open else ():
            self._shown[_key(due)] = due
            yield _key(due)

    def _unfold(self, part: str) -> None:
        self._shows_later = not self._shows_later
        self._show()
        self.list.choose(part)

    def _open(self, key: str) -> None:
        due = self._shown[key]
        if due.task == "break_glass":
            self._openings.read()
        elif due.task in OF_THE_HOUSE or due.case_id is None:
            self.go(OF_THE_HOUSE.get(due.task, "residents"))
        else:
            self.went.emit(Destination(page="case", case_id=due.case_id, section=due.section, record_id=due.record_id))

    # --- nothing to do -----------------------------------------------------------------------------------------

    def _show_calm(self, *, has_later: bool) -> None:
        """Say that nothing is to be done, and what one may do then."""
        layout.clear(self._empty)
        if self.whom.key() != EVERYBODY:
            state = EmptyState(
                icons.TICK,
                self.say(N_("Nothing waits for this person this week.")),
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
