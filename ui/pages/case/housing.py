"""Where she sleeps: the stay, her bed and the beds before it, the rules of the house, what it keeps for her, a birth."""

from centre_app.agenda import Due
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.choices.keys import KitKind
from centre_app.forms.stay import STAY
from centre_app.language import N_
from centre_app.records import Bed, BedAssignment, Stay
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.figure import SmallFigure
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.page import Destination
from ui.pages.case.belongings_card import BelongingsCard
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.rules_card import RulesCard
from ui.pages.case.section import CaseSection
from ui.pages.case.things_card import GivenCard
from ui.session import Session

_BEDS = N_("Her beds")
ENTRY_KIT = "entry_kit"


class HousingSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="housing")
        say = self.say
        self._file: CaseView | None = None
        self._nights = SmallFigure(icons.NIGHT, name="nights_present")
        self._days = SmallFigure(icons.CALENDAR, name="days_here")
        self._stay = FactsCard(
            session, title=say(N_("The stay")), icon=icons.ARRIVAL, names=STAY.without({"rules_signed_on"}), name="stay"
        )
        self._move = buttons.button(say(N_("Change the bed")), icons.MOVE, name="change_bed", in_row=True)
        self._beds = Card(say(_BEDS), icons.BED, head_end=self._move, name="beds_of_hers")
        self._birth = buttons.button(say(N_("A baby is born")), icons.BABY, name="record_birth")
        self._rules, self._things, self._given = RulesCard(session), BelongingsCard(session), GivenCard(session)
        figures = layout.row(self._nights, self._days, layout.STRETCH, self._birth, gap=12)
        everything = layout.column(
            figures, self._stay, self._beds, self._rules, self._things, self._given, layout.STRETCH, gap=12
        )
        self.setLayout(layout.column(Scroll(everything, name="housing.scroll"), gap=0))
        self._move.clicked.connect(self._go_to_beds)
        self._birth.clicked.connect(self._go_to_birth)
        for card in (self._stay, self._rules, self._things, self._given):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))
        self._given.failed.connect(self.failed)

    def show_file(self, file: CaseView) -> None:
        self._file = file
        sex, stay = file.person.sex, file.stay
        here = stay is not None and stay.ended_on is None
        self._stay.setVisible(stay is not None)
        self._move.setVisible(here)
        self._birth.setVisible(here and sex != "male" and file.mother is None)
        if stay is not None:
            self._stay.show_record(stay, sex=sex)
        self._show_figures(file, stay)
        self._show_beds(file)
        self._rules.show_file(file)
        self._things.show_file(file)
        self._given.show_file(file)

    def begin(self, due: Due) -> None:
        """Check off the arrival kit that is due, where the house says what belongs to it; else the stay is asked."""
        if due.task == ENTRY_KIT and not self._given.check_off(KitKind.ENTRY):
            self._stay.open_form()

    def _show_figures(self, file: CaseView, stay: Stay | None) -> None:
        nights = sum(bool(night.present) for night in file.nights)
        self._nights.show_figure(str(nights), self.language.say_n(N_("night here"), N_("nights here"), nights))
        arrived = stay.admitted_on if stay else None
        self._days.setVisible(arrived is not None)
        if stay is not None and arrived is not None:
            days = ((stay.ended_on or self.session.today) - arrived).days + 1
            self._days.show_figure(
                str(days), self.language.say_n(N_("day since arrival"), N_("days since arrival"), days)
            )

    def _show_beds(self, file: CaseView) -> None:
        self._beds.clear()
        self._beds.retitle(self.say(_BEDS, sex=file.person.sex))
        if not file.beds:
            words = file.stay.room_in_words if file.stay else None
            said = self.say(N_("Room, as written: {room}"), room=words) if words else self.say(N_("No bed yet."))
            self._beds.add(note(said))
            return
        rows = RowList(name="bed_rows")
        rows.show_rows([self._bed(given) for given in reversed(file.beds)])
        self._beds.add(rows)

    def _bed(self, given: BedAssignment) -> Row:
        bed = self.session.register.get(Bed, given.bed_id)
        label = bed.label if bed and bed.label else ""
        kind = choices("bed_kind").label(bed.kind, self.language) if bed else ""
        from_day = self.language.day(given.from_on) if given.from_on else ""
        if given.to_on is None:
            said = self.say(N_("since {day}"), day=from_day)
            now = state(self.say(N_("Now")), theme.DONE_TONE)
            return Row(f"{label} · {kind}", said, columns=[(now, 120)])
        said = self.say(N_("from {first} to {last}"), first=from_day, last=self.language.day(given.to_on))
        return Row(f"{label} · {kind}", said, columns=[(state("", theme.NEUTRAL_TONE, ""), 120)])

    def _go_to_beds(self) -> None:
        stay = self._file.stay if self._file is not None else None
        self.went.emit(Destination(page="beds", record_id=stay.id if stay is not None else None))

    def _go_to_birth(self) -> None:
        if self._file is not None:
            self.went.emit(Destination(page="birth", case_id=self._file.case.id))
