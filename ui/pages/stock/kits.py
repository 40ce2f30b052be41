"""The page of the kits: who still lacks hers, one line each, and what belongs to each kit."""

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import kits
from centre_app.casework.stock.kits import HerKit
from centre_app.choices import choices
from centre_app.choices.keys import KitKind
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Distribution, Item, KitLine
from centre_app.residents import ResidentLine, lines
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.pills import Pills
from ui.kit.rows import Row, RowList
from ui.page import Destination, Page
from ui.pages.case.records import joined
from ui.pages.stock.hand_out import told
from ui.pages.stock.kit_dialog import KitDialog
from ui.pages.stock.whole_kits import WholeKits
from ui.pages.stock.words import options, title_of
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

LINE = (("item_id", "quantity"), "sex_rule", ("age_min", "age_max"))
WIDE, SMALL_WIDE = 420, 360


class KitsPage(Page):
    belongs_to = "stock"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="kits",
            title=session.say(N_("Kits")),
            subtitle=session.say(N_("Who still has to get one, and what belongs to it.")),
            dense=True,
            scrolls=True,
        )
        say = self.say
        self._kit: str = KitKind.ENTRY
        back = buttons.button(say(N_("Back")), icons.BACK, name="kits.back")
        back.clicked.connect(lambda: self.go("stock"))
        self._several = buttons.filled(say(N_("Give to several")), icons.CHECKS, name="several_kits")
        self._several.clicked.connect(lambda: self._give_to_several())
        self.put_actions(back, self._several)
        self._which = Pills(dict(choices("kit_kind").offered(self.language)), may_be_none=False, name="kits.which")
        self._which.show_key(self._kit)
        self._which.chosen.connect(self._choose)
        self._waiting = Card(say(N_("Who still lacks it")), icons.RESIDENTS, name="kits.waiting")
        self._add = buttons.quiet(say(N_("Add a thing")), icons.ADD, name="add_kit_line")
        self._add.clicked.connect(lambda: self.open_line(KitLine(kit=self._kit)))
        self._contents = Card(say(N_("What belongs to it")), icons.KIT, head_end=self._add, name="kits.contents")
        both = layout.row(gap=12)
        both.addLayout(layout.column(self._waiting, layout.STRETCH), 1)
        self._right = layout.boxed(layout.column(self._contents, layout.STRETCH))
        both.addWidget(self._right)
        layout.add(self.body, self._which)
        layout.add(self.body, layout.boxed(both))
        layout.add(self.body, layout.STRETCH)
        self.fold(self.is_small)

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def spot(self) -> Spot:
        return Spot(page="kits")

    def resume(self, kept: Kept) -> None:
        typed = kept.drafts[0].typed
        if isinstance(typed, KitLine):
            self.open_line(self.session.register.get(KitLine, typed.id) or typed, kept=kept)
        elif kept.drafts[0].part.startswith(WholeKits.act):
            self._give_to_several(kept=kept)
        elif isinstance(typed, Distribution):
            kit, case_id = typed.kit or KitKind.ENTRY, typed.case_id
            her = kits.kit_of(self.session.register, kit, case_id)
            if her is not None:
                self._check_off(her, kit, kept=kept)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "_right"):  # a page folds first of all, before there is anything on it
            self._right.setFixedWidth(theme.size(SMALL_WIDE if small else WIDE))

    def refresh(self) -> None:
        register = self.session.register
        waiting = kits.who_lacks(register, self._kit)
        lines_of = {one.case_id: one for one in lines(register, [her.recipient.case_id for her in waiting])}
        may_give = register.rights.writes(Distribution)
        self._several.setVisible(may_give and any(her.things for her in waiting))
        self._show_waiting(waiting, lines_of, may_give=may_give)
        self._show_contents()

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("What somebody gets follows from sex, age and baby. What was given already is not asked again.")
            ),
            self.say(N_("Once nothing of the arrival kit is lacking, the stay says that it was given.")),
        ]

    # --- who lacks it ------------------------------------------------------------------------------------------

    def _show_waiting(self, waiting: list[HerKit], lines_of: dict[str, ResidentLine], *, may_give: bool) -> None:
        self._waiting.clear()
        if not waiting:
            said = self.say(N_("Everybody in the house has it."))
            self._waiting.add(EmptyState(icons.DONE, said, name="kits.nobody_lacks"))
            return
        rows = RowList(name="kits.rows")
        rows.show_rows([self._row(her, lines_of.get(her.recipient.case_id), may_give) for her in waiting])
        self._waiting.add(rows)

    def _row(self, her: HerKit, line: ResidentLine | None, may_give: bool) -> Row:
        lacking = [thing for thing in her.things if thing.lacking]
        said = self.language.list_of(f"{thing.lacking} × {title_of(thing.item)}" for thing in lacking)
        came = her.recipient.stay.admitted_on
        begun = len(lacking) < len(her.things)
        words = self.say(N_("Begun")) if begun else self.say(N_("Nothing yet"))
        tone, icon = (theme.SOON_TONE, icons.SOON) if begun else (theme.NEUTRAL_TONE, icons.TO_DO)
        give: QWidget | None = None
        if may_give and her.things:
            give = buttons.button(self.say(N_("Check off")), name=f"kit.{her.recipient.case_id}", in_row=True)
            give.clicked.connect(lambda: self._check_off(her, self._kit))
        since = self.say(N_("here since {day}"), day=came) if came else ""
        return Row(
            self._name(line),
            joined(since, said or self.say(N_("nothing is in this kit for her"), sex=her.recipient.sex)),
            columns=[(state(words, tone, icon), 130)],
            action=give,
            name=f"row.{her.recipient.case_id}",
        )

    def _name(self, line: ResidentLine | None) -> str:
        return (line.name.in_text or line.code) if line else ""

    def _check_off(self, her: HerKit, kit: str, *, kept: Kept | None = None) -> None:
        line = next(iter(lines(self.session.register, [her.recipient.case_id])), None)
        dialog = KitDialog(self.session, her, kit=kit, name=self._name(line), over=self, kept=kept)
        if dialog.exec():
            self.result.tell_done(told(dialog.outcome, self.session) or self.say(N_("Saved.")))
        dialog.deleteLater()

    def _give_to_several(self, *, kept: Kept | None = None) -> None:
        waiting = [her for her in kits.who_lacks(self.session.register, self._kit) if her.things]
        dialog = WholeKits(self.session, waiting, kit=self._kit, over=self, kept=kept)
        if dialog.exec():
            self.result.tell_done(told(dialog.outcome, self.session))
        dialog.deleteLater()

    # --- what belongs to it ------------------------------------------------------------------------------------

    def _show_contents(self) -> None:
        register = self.session.register
        may_write = register.may_write(KitLine(kit=self._kit))
        self._add.setVisible(may_write)
        self._contents.clear()
        found = kits.contents(register, self._kit)
        if not found:
            self._contents.add(note(self.say(N_("Nothing belongs to this kit yet.")), wraps=True))
            return
        items = {item.id: item for item in register.find_open(Item)}
        rows = RowList(name="kits.lines")
        rows.show_rows([self._line(line, items[line.item_id], may_write) for line in found])
        self._contents.add(rows)

    def _line(self, line: KitLine, item: Item, may_write: bool) -> Row:
        acts: QWidget | None = None
        if may_write:
            change = buttons.icon_button(icons.EDIT, self.say(N_("Change")), name=f"change.{line.id}")
            remove = buttons.icon_button(icons.REMOVE, self.say(N_("Take out of the kit")), name=f"remove.{line.id}")
            change.clicked.connect(lambda: self.open_line(line))
            remove.clicked.connect(lambda: self._take_out(line))
            acts = layout.boxed(layout.row(change, remove, gap=4))
        number = theme.plain_label(self.language.number(line.quantity or 1), theme.BODY, theme.SEMI_BOLD)
        return Row(title_of(item), self._for_whom(line), columns=[(number, 32)], action=acts, name=f"line.{line.id}")

    def _for_whom(self, line: KitLine) -> str:
        sex = choices("sex_rule").label(line.sex_rule, self.language)
        if line.age_min is not None and line.age_max is not None:
            ages = self.say(N_("{first} to {last} years"), first=line.age_min, last=line.age_max)
        elif line.age_min is not None:
            ages = self.say(N_("{first} years and older"), first=line.age_min)
        else:
            ages = self.say(N_("up to {last} years"), last=line.age_max) if line.age_max is not None else ""
        return joined(sex, ages) or self.say(N_("for everybody"))

    def open_line(self, line: KitLine, *, kept: Kept | None = None) -> None:
        """Fill in a line of the kit over the page."""
        dialog = _KitLineDialog(
            self.session,
            line,
            LINE,
            title=choices("kit_kind").label(line.kit, self.language),
            write=lambda written: self.session.do(kits.keep_line, written),
            over=self,
            with_reasons=False,
            close_words=self.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.result.tell_done(self.say(N_("Saved.")))
        dialog.deleteLater()

    def _take_out(self, line: KitLine) -> None:
        try:
            self.session.do(kits.take_out, line)
        except Problem as problem:
            self.tell_problem(problem)

    def _choose(self, kit: object) -> None:
        self._kit = str(kit)
        self.refresh()


class _KitLineDialog(RecordDialog):
    def make_form(self, record: object, sex: str | None) -> RecordForm:
        return RecordForm(KitLine, self._session, parent=self, sex=sex, options=options(self._session))
