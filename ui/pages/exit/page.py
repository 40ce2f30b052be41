"""The page of an exit: whose it is, the form, the question before it is done, and the way back to her file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.ages import age_said, girl_or_woman
from centre_app.casework import exits
from centre_app.drafts import Spot
from centre_app.language import N_, Language
from centre_app.naming import name_of
from centre_app.problems import NotSaved, Problem
from centre_app.records import CaseFile, Person
from centre_app.residents import ResidentLine, lines
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState, FieldMessage
from ui.kit.panel import icon_tile
from ui.kit.person_head import PersonHead
from ui.numbered_keeper import NumberedKeeper
from ui.page import Destination, Page
from ui.pages.exit.sheet import ExitSheet
from ui.session import Session

WIDTH = 600


class ExitPage(Page):
    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="exit", title=session.say(N_("Exit")), dense=True)
        self._case_id: str | None = None
        self._is_leaving = False
        self.sheet: ExitSheet | None = None
        self.head = PersonHead()
        self._open = buttons.button(self.say(N_("Back to the file")), icons.BACK, name="back_to_file")
        self._open.clicked.connect(lambda: self.go("case", case_id=self._case_id))
        self.put_actions(self._open)
        self._room = layout.column(gap=0)
        layout.add(self.body, self.head)
        self.body.addLayout(self._room, 1)

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the form of her exit; what was typed for her before is still there."""
        if destination.case_id == self._case_id and self.sheet is not None and self.sheet.has_changed:
            return
        self._case_id = destination.case_id
        self._make_sheet()

    def refresh(self) -> None:
        if self._case_id is not None and (self.sheet is None or not self.sheet.has_changed):
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
        return Spot(page="exit", case_id=self._case_id)

    def save(self) -> None:
        if self.sheet is not None:
            self.sheet.save()

    def fold(self, small: bool) -> None:
        super().fold(small)
        if getattr(self, "sheet", None) is not None:
            self.sheet.fold(small)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("An exit needs its day, its reason, how it was prepared, the destination and what follows.")),
            self.say(N_("The buttons write the days of the visits; add in words who goes, or whom to call.")),
            self.say(N_("Children who are here leave too, unless you choose that they stay.")),
        ]

    # --- showing -----------------------------------------------------------------------------------------------

    def _make_sheet(self) -> None:
        self.put_foot(None)
        layout.clear(self._room)
        self.sheet = None
        register = self.session.register
        case = register.get(CaseFile, self._case_id)
        if case is None:
            return
        (line,) = lines(register, [case.id])
        person = register.get(Person, case.person_id)
        self._show_head(line)
        stay = exits.open_stay_of(register, case)
        if stay is None:
            self._room.addWidget(self._not_here(line))
            return
        self.sheet = sheet = ExitSheet(self.session, case, stay, sex=person.sex if person else None)
        sheet.write = self._write
        self._keeper = NumberedKeeper(
            self.session,
            sheet,
            spot=self.spot,
            own=lambda: [sheet.form],
            added=lambda: [[panel.form] for panel in sheet.kits.panels],
            add=sheet.kits.add_kit,
        )
        self._room.addWidget(self.sheet)
        self.put_foot(self.sheet.bar)
        self.sheet.fold(self.is_small)
        self._keeper.show_kept_here()
        self.sheet.form.go_to("left_on")

    def _show_head(self, line: ResidentLine) -> None:
        language, today = self.language, self.session.today
        since = self.say(N_("here since {day}"), day=line.admitted_on) if line.admitted_on else ""
        facts = (
            girl_or_woman(line.sex, line.birth, on=today, language=language),
            age_said(line.birth, on=today, language=language),
            self.say(N_("bed {bed}"), bed=line.bed) if line.bed else "",
            since,
        )
        self.head.show_person_low(line.name.in_text, line.code, " · ".join(part for part in facts if part))

    def _not_here(self, line: ResidentLine) -> QWidget:
        sentence = self.say(N_("She is not at the centre: there is no stay to end."), sex=line.sex)
        state = EmptyState(icons.EXIT, sentence, self.say(N_("Back to the file")), icons.BACK, name="not_here")
        state.acted.connect(lambda: self.go("case", case_id=self._case_id))
        return state

    # --- saving ------------------------------------------------------------------------------------------------

    def _write(self) -> bool:
        """Ask once more, write the exit as one act, and go back to her file."""
        sheet = self.sheet
        assert sheet is not None
        if not self._is_meant(sheet):
            return False
        records = sheet.departure()
        try:
            self.session.do(exits.leave, sheet.case, sheet.left, with_children=sheet.children_leave, kits=sheet.grants)
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
            told = self.say(N_("The exit is saved: file {code}."), code=sheet.case.code or "")
            self.went.emit(Destination(page="case", case_id=case_id, told=told))
        return True

    def _is_meant(self, sheet: ExitSheet) -> bool:
        person = self.session.register.get(Person, sheet.case.person_id)
        name = name_of(self.session.register, sheet.case.person_id).in_text or sheet.case.code or ""
        dialog = ConfirmExit(
            self.language, name, list(sheet.consequences()), sex=person.sex if person else None, over=self
        )
        meant = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return meant


class ConfirmExit(QDialog):
    """Names her and says what will happen; Esc and Enter on the first button lead back to the form."""

    def __init__(
        self, language: Language, name: str, consequences: list[str], *, sex: str | None, over: QWidget
    ) -> None:
        super().__init__(over.window())
        say = language.say
        self.setObjectName("confirm_exit")
        self.setWindowTitle(say(N_("Exit")))
        self.setModal(True)
        words = layout.column(
            theme.plain_label(
                say(N_("{name} leaves the centre"), name=name), theme.SUB_TITLE, theme.MEDIUM, wraps=True
            ),
            *(FieldMessage(sentence, theme.NEUTRAL_TONE) for sentence in consequences),
            gap=6,
        )
        head = layout.row(gap=16)
        head.addWidget(icon_tile(icons.EXIT), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        back = buttons.button(say(N_("Back to the form")), icons.EDIT, name="back_to_form")
        leave = buttons.filled(say(N_("Yes, she leaves"), sex=sex), icons.EXIT, name="confirm_leave")
        for button, end in ((back, self.reject), (leave, self.accept)):
            button.setAutoDefault(False)
            button.clicked.connect(end)
        foot = layout.row(back, layout.STRETCH, leave)
        whole = layout.column(head, foot, gap=24, margins=(24, 20, 24, 16))
        self.setLayout(whole)
        width = min(theme.size(WIDTH), over.window().width())
        self.setFixedSize(width, whole.totalHeightForWidth(width))
        back.setFocus()
