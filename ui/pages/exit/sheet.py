"""The form of one exit: the cards of the paper, and at the end in words what saving it will do."""

import dataclasses
from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from centre_app.ages import age_said
from centre_app.casework import belongings, exits
from centre_app.forms.stay import EXIT
from centre_app.language import N_
from centre_app.naming import names_of
from centre_app.questions import Record
from centre_app.records import BedAssignment, Belonging, CarePlan, CaseFile, Exit, KitGrant, Stay, Transfer
from centre_app.residents import ResidentLine, lines
from centre_app.review import INFORMS, Finding, review
from ui import icons, theme
from ui.form_sheet import FormSheet
from ui.kit.messages import FieldMessage
from ui.kit.panel import Card
from ui.kit.pills import Pills
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.exit.after import AfterCard
from ui.pages.exit.kits import KitsCard
from ui.pages.exit.things import ThingsCard
from ui.pages.exit.transfer import TransferCard
from ui.record_form import RecordForm
from ui.session import Session

YES, NO = "yes", "no"
GAPS = frozenset({"V9", "V10", "V20"})  # the rules that ask for an answer rather than doubt one


class ExitSheet(FormSheet):
    """An exit of the stay given. `findings` and `records` speak of everything that leaving writes."""

    def __init__(self, session: Session, case: CaseFile, stay: Stay, *, sex: str | None) -> None:
        super().__init__(session, save=session.say(N_("Save the exit")), name="exit_sheet", sides=0)
        self.case, self._stay, self.sex = case, stay, sex
        self._say = session.say
        self.form = RecordForm(Exit, session, parent=self, sex=sex)
        self.form.number_by(EXIT)
        self.kits = KitsCard(session, case, sex=sex)
        self._transfer = TransferCard(session, case, sex=sex)
        self._things = ThingsCard(session, stay, sex=sex)
        self._along = exits.children_here(session.register, case)
        self._go_along = Pills(self._going_along(), may_be_none=False, name="children_leave")
        if not self._along:  # nobody asks; it belongs to this sheet all the same, and goes with it
            self._go_along.setParent(self)
            self._go_along.hide()
        self._is_asked_for = False  # whether somebody has tried to save
        self._will = Card(self._say(N_("What saving will do")), icons.CHECKS, gap=4, name="will_happen")
        self._told: list[str] = []
        self._is_small = False
        for card in self._cards():
            self.body.addWidget(card)
        self.watch(self.form, self._transfer.form, *self._things.forms)
        self.review = self.findings
        self.kits.came.connect(self._on_kit)
        self.kits.went_away.connect(lambda form: self.forget(form))
        self._go_along.chosen.connect(lambda _key: self._show_what_will_happen())
        self.changed.connect(self._show_what_will_happen)
        self.undone.connect(self._on_undone)
        self.form.show_record(self._blank())
        self._show_transfer()
        self.changed.connect(self._show_transfer)
        self._go_along.show_key(YES)
        self._show_what_will_happen()

    # --- what is asked -----------------------------------------------------------------------------------------

    def _cards(self) -> Iterator[Card]:
        say, sex = self._say, self.sex
        yield Card(say(N_("How she leaves"), sex=sex), icons.EXIT, name="how_she_leaves").add(
            *(self.form.line(name, may_be_missing=name == "destination") for name in _asked(0)),
        )
        yield self._transfer
        yield self._things
        asked = () if self._things.has_any else (self.form.line("belongings_returned"),)
        yield Card(say(N_("What is handed over")), icons.CHECKS, name="handed_over").add(
            *asked,
            self.form.line("papers_returned"),
            self.form.line("medical_summary_given"),
        )
        self._after = AfterCard(self._session, self.form)
        yield self._after
        yield self.kits
        if self._along:
            yield self._children_card()
        yield self._will

    def _children_card(self) -> Card:
        """List her children who are here: they leave with her unless somebody says that they stay."""
        card = Card(self._say(N_("Her children who are here"), sex=self.sex), icons.BABY, name="her_children")
        rows = RowList(name="child_rows")
        rows.show_rows([self._child_row(line) for line in self._child_lines()])
        return card.add(rows, self._go_along)

    def _going_along(self) -> dict[str, str]:
        count = len(self._along)
        return {
            YES: self._language.say_n(N_("Leaves with her"), N_("Leave with her"), count, sex=self.sex),
            NO: self._language.say_n(N_("Stays here"), N_("Stay here"), count),
        }

    def _child_row(self, line: ResidentLine) -> QWidget:
        age = age_said(line.birth, on=self._session.today, language=self._language)
        bed = self._say(N_("bed {bed}"), bed=line.bed) if line.bed else ""
        second = " · ".join(part for part in (line.code, age, bed) if part)
        return Row(line.name.in_text, second, sign=sign_tile(icons.BABY), name=f"child.{line.code}")

    def _child_lines(self) -> list[ResidentLine]:
        return lines(self._session.register, [child.id for child, _stay in self._along])

    def _blank(self) -> Exit:
        blank = Exit(case_id=self.case.id, stay_id=self._stay.id, left_on=self._session.today)
        return self._session.as_on_paper(blank)

    def fold(self, small: bool) -> None:
        super().fold(small)
        self._is_small = small
        self._after.fold(small)

    def _on_kit(self, form: RecordForm) -> None:
        self.watch(form)
        form.fold(self._is_small)
        self.scroll.reveal_new(self.kits.panels[-1])

    def _on_undone(self) -> None:
        self.kits.clear_kits()
        self._go_along.show_key(YES)
        self._show_what_will_happen()

    # --- the forms in sight ------------------------------------------------------------------------------------

    def own_forms(self) -> list[RecordForm]:
        return [self.form, self._transfer.form, *self._things.forms]

    def added_forms(self) -> list[list[RecordForm]]:
        return [[panel.form] for panel in self.kits.panels]

    def add_part(self) -> None:
        self.kits.add_kit()

    # --- what is written ---------------------------------------------------------------------------------------

    @property
    def has_changed(self) -> bool:
        return super().has_changed or bool(self.kits.panels)

    @property
    def left(self) -> Exit:
        """The exit as it stands in the form."""
        return self.form.record()

    @property
    def children_leave(self) -> bool:
        return self._go_along.key() == YES

    @property
    def transfer(self) -> Transfer | None:
        """Where she goes, when she goes to another centre."""
        left = self.left
        return self._transfer.record(left) if left.reason == exits.TO_ANOTHER_CENTRE else None

    def leave_for_another_centre(self) -> None:
        """Begin with the reason chosen: one came here to transfer her."""
        self.form.show_record(dataclasses.replace(self._blank(), reason=exits.TO_ANOTHER_CENTRE))
        self._show_transfer()
        self._show_what_will_happen()

    def _show_transfer(self) -> None:
        self._transfer.setVisible(self.left.reason == exits.TO_ANOTHER_CENTRE)

    @property
    def grants(self) -> list[KitGrant]:
        return self.kits.grants(self.left)

    @property
    def things(self) -> list[Belonging]:
        """What the house kept for her, as far as she gets it back now or somebody says why not."""
        return self._things.things()

    def to_write(self) -> list[Record]:
        return exits.departure(
            self._session.register,
            self.case,
            self.left,
            with_children=self.children_leave,
            kits=self.grants,
            things=self.things,
            transfer=self.transfer,
        )

    def save(self) -> bool:
        """Save; from now on what is still to be given is said too."""
        self._is_asked_for = True
        return super().save()

    def findings(self) -> list[Finding]:
        """Return what is to be said, each sentence once. Nobody is told of a gap before trying to save."""
        records = self.to_write()
        once: dict[tuple[str, str, str], Finding] = {}
        for finding in self.placed(review(self._session.register, records), records):
            once.setdefault((finding.record_id, finding.question, finding.message), finding)
        return [one for one in once.values() if self._is_asked_for or one.rule not in GAPS]

    def placed(self, found: Iterable[Finding], records: Iterable[Record]) -> Iterator[Finding]:
        """Give the findings under questions of this form; what is wrong with a stay or a bed is the day's matter."""
        by_id = {record.id: record for record in records}
        for finding in found:
            if finding.severity == INFORMS and not finding.rule:
                continue
            match by_id.get(finding.record_id):
                case KitGrant() | Belonging():
                    yield finding
                case Transfer(case_id=case_id) if case_id == self.case.id:
                    yield finding
                case Exit(id=exit_id) if exit_id == self.left.id:
                    yield self._things.placed(finding)
                case Exit() if finding.rule == "V9":
                    continue  # a child's exit says what hers says
                case Exit() | Stay() | CaseFile() | BedAssignment():
                    yield self._of_the_day(finding)

    def _of_the_day(self, finding: Finding) -> Finding:
        return dataclasses.replace(finding, record_id=self.left.id, question="left_on")

    # --- what will happen --------------------------------------------------------------------------------------

    def _show_what_will_happen(self) -> None:
        sentences = list(self.consequences())
        if sentences != self._told:
            self._told = sentences
            self._will.clear()
            self._will.add(*(FieldMessage(sentence, theme.NEUTRAL_TONE) for sentence in sentences))

    def consequences(self) -> Iterator[str]:
        """Say in whole sentences what saving does: it is read here, and once more before it is done."""
        say, left = self._say, self.left
        (line,) = lines(self._session.register, [self.case.id])
        if left.left_on is not None:
            yield say(N_("Her stay ends on {day}."), day=left.left_on, sex=self.sex)
        if line.bed:
            yield say(N_("The bed {bed} is free again."), bed=line.bed)
        if self._along and self.children_leave:
            names = names_of(self._session.register, [child.person_id for child, _stay in self._along])
            listed = self._language.list_of([name.given or name.in_text for name in names.values()])
            yield self._language.say_n(
                N_("{names} leaves with her, and the cot is free again."),
                N_("{names} leave with her, and their cots are free again."),
                len(self._along),
                sex=self.sex,
                names=listed,
            )
        after = exits.AFTER.get(left.reason or "", exits.FOLLOW_UP)
        yield say(_AFTER[after], sex=self.sex)
        yield from self._what_ends()
        if still := len(belongings.still_kept(self._things.stand())):
            yield self._language.say_n(
                N_("{n} thing of hers stays here, and is asked about until she has it."),
                N_("{n} things of hers stay here, and are asked about until she has them."),
                still,
                sex=self.sex,
            )
        if self.kits.panels:
            count = len(self.kits.panels)
            yield self._language.say_n(N_("{n} kit is written down."), N_("{n} kits are written down."), count)
        yield say(N_("It cannot be undone: if she comes back, a new stay begins."), sex=self.sex)

    def _what_ends(self) -> Iterator[str]:
        """Say what was begun here and ends with the stay, or goes on until somebody else ends it."""
        say, register = self._say, self._session.register
        begun = exits.begun_here(register, self.case)
        if begun and all(register.may_write(one) for one in begun):
            yield say(N_("School and training at the centre end with the stay."))
        elif begun:
            yield say(N_("School or training stays open: whoever teaches ends it in the file."))
        if exits.AFTER.get(self.left.reason or "") != exits.CLOSED and register.find_open(
            CarePlan, case_id=self.case.id
        ):
            yield say(N_("The care plan stays open until the file is closed."))


_AFTER = {
    exits.FOLLOW_UP: N_("Her file goes on to the follow-up after the exit."),
    "closed": N_("Her file is closed."),
    "transferred": N_("Her file is marked as transferred."),
}


def _asked(group: int) -> list[str]:
    """Return the questions of one group of the form, as on paper."""
    return [name for line in EXIT.groups[group].lines for name in line.questions]
