"""The night: the whole house called on one screen, by keys alone where one likes.

What the night before or a leave says is shown as a beginning, and is no answer until somebody makes one of it. Who has
no answer stays without. Past nights are looked at and put right; a night that has not come is refused.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from centre_app.casework import nights, roll_call
from centre_app.casework.roll_call import Answer, RollSheet
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.naming import ShownName, names_of, short_name
from centre_app.problems import Problem
from centre_app.records import PresenceNight, RollCall, Stay
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState, Message
from ui.kit.save_bar import SaveBar
from ui.kit.scroll import Scroll
from ui.leave_dialog import CONTINUE, SAVE, ask_before_leaving
from ui.page import Destination, Page
from ui.pages.night.keeping import AnswerKeeper
from ui.pages.night.legend import Legend, help_lines
from ui.pages.night.marks import PRESENT
from ui.pages.night.printing import print_menu
from ui.pages.night.settling import Settling
from ui.pages.night.sheet import RollSheetView
from ui.pages.night.word import write_word
from ui.session import Session


class NightPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="night", title=session.say(N_("Roll call")), dense=True)
        self.night = nights.night_to_call(session.register)
        self._sheet: RollSheet | None = None
        self._names: dict[str, ShownName] = {}
        self.view = RollSheetView(self.language)
        self.settling = Settling(session, over=self)
        self._keeper = AnswerKeeper(session, self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        say = self.say
        self._before = buttons.button("", icons.BACK, name="night_before", tip=say(N_("The night before")))
        self._after = buttons.button("", icons.NEXT, name="night_after", tip=say(N_("The night after")))
        self._month = buttons.button(say(N_("The month")), icons.CALENDAR, name="night_month")
        self._meals = buttons.button(say(N_("Meals")), icons.MEALS, name="meals")
        self._print = buttons.button(say(N_("Print")), icons.PRINT, name="print_night")
        self._word = buttons.button("", icons.NOTE, name="night_word", tip=say(N_("A word about this night")))
        self.put_actions(self._before, self._after, self._word, self._month, self._meals, self._print)
        self._like_before = buttons.button(say(N_("Like last night (F7)")), icons.UNDO, name="like_before")
        self._others = buttons.button(say(N_("The others are here (F8)")), icons.CHECKS, name="others_present")

    def _lay_out(self) -> None:
        self._clock = Message("", theme.CHECK_TONE, icon=icons.CLOCK, name="clock_doubt")
        self._tonight = buttons.button(self.say(N_("Tonight’s roll call")), icons.NIGHT, name="tonight", in_row=True)
        self._none = EmptyState(icons.NIGHT, self.say(N_("Nobody is to be called on this night.")), name="nobody")
        self._scroll = Scroll(layout.column(self.view, layout.STRETCH, gap=0), name="night.scroll")
        signs = layout.row(gap=12)
        signs.addWidget(Legend(self.language), 1)
        signs.addWidget(self._tonight)
        for part in (self._clock, signs, self.settling):
            layout.add(self.body, part)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._none, 1)
        self.body.setSpacing(theme.size(8))
        self.bar = SaveBar(self.language, save=self.say(N_("Save the roll call")), name="night.save_bar")
        line = self.bar.layout()
        assert isinstance(line, layout.QHBoxLayout)
        line.insertWidget(0, self._others)
        line.insertWidget(0, self._like_before)
        self._count = theme.plain_label("", theme.BODY, theme.MEDIUM, name="answered")
        line.insertWidget(2, self._count)
        self.put_foot(self.bar)

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self._go_to(self.night - timedelta(days=1)))
        self._after.clicked.connect(lambda: self._go_to(self.night + timedelta(days=1)))
        self._tonight.clicked.connect(lambda: self._go_to(self.session.today))
        self._month.clicked.connect(lambda: self._leave_for("night_month"))
        self._meals.clicked.connect(lambda: self._leave_for("meals"))
        self._print.clicked.connect(self.print_page)
        self._word.clicked.connect(lambda: write_word(self.session, self.night, over=self))
        self._like_before.clicked.connect(self.answer_like_before)
        self._others.clicked.connect(self.answer_others_present)
        self.view.changed.connect(self._on_changed)
        self.view.passed.connect(lambda: self.bar.save.setFocus(Qt.FocusReason.TabFocusReason))
        self.settling.told.connect(self.result.tell_done)
        self.bar.save_asked.connect(self.save)
        self.bar.undo_asked.connect(self.take_back)
        self._keeper.timer.timeout.connect(self.keep_draft)
        for key, act in (
            (Qt.Key.Key_F4, self.settling.settle_first),
            (Qt.Key.Key_F7, self.answer_like_before),
            (Qt.Key.Key_F8, self.answer_others_present),
        ):
            QShortcut(QKeySequence(key), self, act)

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the night that is to be called, or the one that is asked for as "2026-11-21"."""
        asked = date.fromisoformat(destination.section) if destination.section else None
        self.night = min(asked or nights.night_to_call(self.session.register), self.session.today)
        self._show()
        self.take_keyboard()

    def refresh(self) -> None:
        """Read again; what was answered here and is not saved stays."""
        unsaved = self.view.changed_answers() if self._sheet and self._sheet.night == self.night else {}
        self._show()
        self.view.answer({stay_id: key for stay_id, key in unsaved.items() if stay_id in self.view.called})

    def _go_to(self, night: date) -> None:
        if night > self.session.today:
            self.result.tell_problem(
                self.say(N_("The night of {day} has not come yet."), day=night),
                self.say(N_("The roll is called when the night has begun.")),
            )
        elif self.may_leave():
            self.left_off.emit(Destination(page="night", section=night.isoformat()))
            self.night = night
            self._show()

    def _leave_for(self, page: str) -> None:
        if self.may_leave():
            self.went.emit(Destination(page=page, section=self.night.isoformat()))

    def take_keyboard(self) -> None:
        self.view.focus_first()

    def spot(self) -> Spot:
        return Spot(page="night", section=self.night.isoformat())

    # --- what is shown -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        register = self.session.register
        self._sheet = sheet = roll_call.roll_sheet(register, self.night)
        self._names = names_of(register, (one.person_id for one in sheet.called))
        may_write = register.rights.writes(PresenceNight)
        focused = self.focusWidget()
        at = getattr(focused, "stay_id", "") if focused is not None else ""
        self.view.show_sheet(sheet, self._names, is_shut=not may_write)
        if at in self.view.lines:
            self.view.lines[at].setFocus()
        stands = {one.stay_id: one for one in register.find(PresenceNight, night=self.night)}
        self._keeper.begin({one.stay_id: stands.get(one.stay_id) or self._blank(one) for one in sheet.called})
        self._scroll.setVisible(bool(sheet.called))
        self._none.setVisible(not sheet.called)
        self.put_foot(self.bar if may_write and sheet.called else None)
        self._say_which_night()
        self._on_changed()

    def _blank(self, one: roll_call.Called) -> PresenceNight:
        return PresenceNight(case_id=one.case_id, stay_id=one.stay_id, night=self.night)

    def _say_which_night(self) -> None:
        say, register = self.say, self.session.register
        taken = self._sheet.taken if self._sheet else None
        called = say(N_("not called yet"))
        if taken is not None and taken.taken_at is not None:
            called = say(N_("called {moment} by {name}"), moment=taken.taken_at, name=self._caller(taken.taken_by))
        self._word.setVisible(taken is not None)
        has_ended = self.night == nights.night_to_call(register) and self.night < register.today
        which = N_("Night of {day}, which ended this morning") if has_ended else N_("Night of {day}")
        day = self.language.day(self.night) if self.is_small else self.language.long_day(self.night)
        shown = say(which, day=day)
        self.set_title(say(N_("Roll call")), f"{shown} · {called}")
        self._tonight.setVisible(self.night < register.today)
        doubts = nights.clock_doubts(register, self.night) if register.rights.writes(PresenceNight) else []
        self._clock.setVisible(bool(doubts))
        self._clock.show_text(" ".join(found.said_in(self.language) for found in doubts))

    def _caller(self, staff_id: str | None) -> str:
        return short_name(self.session.staff_name(staff_id)) or self.say(N_("somebody"))

    def _on_changed(self) -> None:
        changed, total = self.view.changed_answers(), len(self.view.called)
        done = len(self.view.answers)
        self._count.setText(self.say(N_("{marked} of {total} marked"), marked=done, total=total))
        self.bar.show_changed(bool(changed))
        self._like_before.setEnabled(bool(roll_call.like_before(self.view.called.values(), self.view.answers)))
        self._others.setEnabled(done < total)
        if changed and not self._keeper.timer.isActive():
            self._keeper.timer.start()
        is_now = self.night >= nights.night_to_call(self.session.register)
        self.settling.show_open(self.night, self.view.called, self.view.answers if is_now else {}, self._names)

    # --- answering ---------------------------------------------------------------------------------------------

    def answer_like_before(self) -> None:
        """Take what is shown grey for an answer, of whoever has none."""
        self._answer_many(roll_call.like_before)

    def answer_others_present(self) -> None:
        """Whoever has no answer yet is here, but for those whose file says that they are away."""
        self._answer_many(roll_call.others_present)

    def _answer_many(self, made: Callable[..., dict[str, Answer]]) -> None:
        """Answer for many at once; the keyboard goes to whoever is left, or to the button that saves."""
        self.view.answer_all(made(self.view.called.values(), self.view.answers))
        if len(self.view.answers) < len(self.view.called):
            self.view.focus_first()
        else:
            self.bar.save.setFocus(Qt.FocusReason.TabFocusReason)

    # --- saving ------------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what was answered, as one act; False where it could not be."""
        marks = list(self._marks())
        if not marks and (self._sheet is None or self._sheet.taken is not None or not self.view.answers):
            return True
        try:
            self.session.do(nights.mark_night, self.night, marks)
        except Problem as problem:
            self.tell_problem(problem)
            return False
        self._keeper.let_go()
        self.bar.show_draft("")
        self._show()
        self._tell_saved()
        return True

    def _marks(self) -> Iterator[nights.Mark]:
        for stay_id, key in self.view.changed_answers().items():
            stay = self.session.register.get(Stay, stay_id)
            if stay is None:
                continue
            reason = None if key in (None, "", PRESENT) else key
            yield nights.Mark(stay=stay, present=None if key is None else key == PRESENT, absence_type=reason)

    def _tell_saved(self) -> None:
        answers = self.view.answers
        here = sum(key == PRESENT for key in answers.values())
        away, open_ = len(answers) - here, len(self.view.called) - len(answers)
        said = self.say(
            N_("Saved: {here} here, {away} away, {open} without an answer."), here=here, away=away, open=open_
        )
        self.result.tell_done(said)

    def take_back(self) -> None:
        """Show what is saved again."""
        self._keeper.let_go()
        self.bar.show_draft("")
        self._show()

    def may_leave(self) -> bool:
        self.keep_draft()
        if not self.view.changed_answers():
            return True
        match ask_before_leaving(self, self.language):
            case choice if choice == SAVE:
                return self.save()
            case choice if choice == CONTINUE:
                return False
        self.take_back()
        return True

    def keep_draft(self) -> None:
        try:
            kept = self._keeper.keep(self.spot(), self.view.changed_answers())
        except Problem:
            self.bar.show_draft(self.say(N_("Draft not kept: save now")), theme.CHECK_TONE)
            return
        self.bar.show_draft(self.say(N_("Draft kept at {time}"), time=self.language.clock(kept)) if kept else "")

    def resume(self, kept: Kept) -> None:
        if isinstance(kept.drafts[0].typed, RollCall):
            write_word(self.session, self.night, over=self, kept=kept)
        else:
            self.view.answer(self._keeper.take_up(kept))

    # --- paper and help ----------------------------------------------------------------------------------------

    def print_page(self) -> None:
        print_menu(self.session, self.night, over=self, under=self._print)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "bar"):  # a page folds first of all, before there is anything on it
            self.bar.fold(small)
            self._say_which_night()

    def help_lines(self) -> list[str]:
        return help_lines(self.language)
