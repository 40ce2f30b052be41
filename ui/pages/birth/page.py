"""The page of a birth: whose child it is, the form, the writing as one act, and the way back to the mother's file."""

from centre_app.ages import age_said, girl_or_woman
from centre_app.casework import births
from centre_app.drafts import Spot
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.records import CaseFile
from centre_app.residents import lines
from ui import icons
from ui.kit import buttons, layout
from ui.kit.person_head import PersonHead
from ui.numbered_keeper import NumberedKeeper
from ui.page import Destination, Page
from ui.pages.birth.sheet import BirthSheet
from ui.session import Session


class BirthPage(Page):
    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="birth", title=session.say(N_("A birth at the centre")), dense=True)
        self._case_id: str | None = None
        self._is_leaving = False
        self.sheet: BirthSheet | None = None
        self.head = PersonHead(name="mother")
        self._back = buttons.button(self.say(N_("Back to the file")), icons.BACK, name="back_to_file")
        self._back.clicked.connect(lambda: self.go("case", case_id=self._case_id))
        self.put_actions(self._back)
        self._room = layout.column(gap=0)
        layout.add(self.body, self.head)
        self.body.addLayout(self._room, 1)

    def arrive(self, destination: Destination) -> None:
        if destination.case_id == self._case_id and self.sheet is not None and self.sheet.has_changed:
            return
        self._case_id = destination.case_id
        self._make_sheet()

    def may_leave(self) -> bool:
        if self.sheet is None:
            return True
        self._is_leaving = True
        try:
            return self.sheet.may_leave()
        finally:
            self._is_leaving = False

    def keep_draft(self) -> None:
        if self.sheet is not None:
            self.sheet.keep_draft()

    def spot(self) -> Spot:
        return Spot(page="birth", case_id=self._case_id)

    def save(self) -> None:
        if self.sheet is not None:
            self.sheet.save()

    def fold(self, small: bool) -> None:
        super().fold(small)
        if getattr(self, "sheet", None) is not None:
            self.sheet.fold(small)

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("Each living child gets a file of its own, a cot beside its mother, and the link between the two.")
            ),
            self.say(N_("The first name can wait: the family name is enough until the child has one.")),
        ]

    def _make_sheet(self) -> None:
        self.put_foot(None)
        layout.clear(self._room)
        self.sheet = None
        mother = self.session.register.get(CaseFile, self._case_id)
        if mother is None:
            return
        self._show_head(mother)
        self.sheet = sheet = BirthSheet(self.session, mother)
        sheet.write = self._write
        self._keeper = NumberedKeeper(
            self.session,
            sheet,
            spot=self.spot,
            own=lambda: [sheet.birth],
            added=lambda: [[panel.forms.name, panel.forms.person] for panel in sheet.panels],
            add=sheet.add_child,
        )
        self._room.addWidget(self.sheet)
        self.put_foot(self.sheet.bar)
        self.sheet.fold(self.is_small)
        if self._keeper.show_kept_here():
            sheet.follow_outcome()
        sheet.birth.go_to("born")

    def _show_head(self, mother: CaseFile) -> None:
        (line,) = lines(self.session.register, [mother.id])
        facts = (
            girl_or_woman(line.sex, line.birth, on=self.session.today, language=self.language),
            age_said(line.birth, on=self.session.today, language=self.language),
            self.say(N_("bed {bed}"), bed=line.bed) if line.bed else "",
        )
        self.head.show_person_low(line.name.in_text, line.code, " · ".join(part for part in facts if part))

    def _write(self) -> bool:
        """Write the birth and its children as one act, and go back to the mother's file."""
        sheet = self.sheet
        assert sheet is not None
        records = sheet.birth_records()
        try:
            opened = self.session.do(births.record_birth, sheet.mother, sheet.birth.record(), sheet.children_born())
        except NotSaved as problem:
            for form in sheet.forms:
                form.show_findings(sheet.placed(problem.findings, records))
            self.tell_problem(problem)
            return False
        except Problem as problem:
            self.tell_problem(problem)
            return False
        self._keeper.let_go()
        case_id, self._case_id = self._case_id, None
        self.put_foot(None)
        self.sheet = None
        if not self._is_leaving:
            self.went.emit(Destination(page="case", case_id=case_id, told=self._told(opened)))
        return True

    def _told(self, opened: list[CaseFile]) -> str:
        codes = self.language.list_of([case.code or "" for case in opened])
        if not opened:
            return self.say(N_("The birth is saved."))
        return self.language.say_n(
            N_("The birth is saved: file {codes}."), N_("The birth is saved: files {codes}."), len(opened), codes=codes
        )
