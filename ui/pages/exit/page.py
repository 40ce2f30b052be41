"""The page of an exit: the form in her file, and the question before it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.casework import exits
from centre_app.forms.stay import EXIT
from centre_app.language import N_, Language
from centre_app.naming import name_of
from centre_app.records import CaseFile
from centre_app.residents import ResidentLine
from ui import icons, theme
from ui.file_page import FilePage
from ui.form_printing import paper_button
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState, FieldMessage
from ui.kit.panel import icon_tile
from ui.page import Destination
from ui.pages.exit.sheet import ExitSheet
from ui.session import Session

WIDTH = 600


class ExitPage(FilePage[ExitSheet]):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="exit",
            title=session.say(N_("Exit")),
            make_form=self._form_of,
            carry_out=self._let_leave,
        )
        self.put_actions(paper_button(session, EXIT, over=self))

    def arrive(self, destination: Destination) -> None:
        super().arrive(destination)
        if destination.section == exits.TO_ANOTHER_CENTRE and self.sheet is not None and not self.sheet.has_changed:
            self.sheet.leave_for_another_centre()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("An exit needs its day, its reason, how it was prepared, the destination and what follows.")),
            self.say(N_("The buttons write the days of the visits; add in words who goes, or whom to call.")),
            self.say(N_("Children who are here leave too, unless you choose that they stay.")),
        ]

    def _form_of(self, case: CaseFile, line: ResidentLine) -> ExitSheet | QWidget:
        stay = exits.open_stay_of(self.session.register, case)
        return self._not_here(line) if stay is None else ExitSheet(self.session, case, stay, sex=line.sex)

    def _not_here(self, line: ResidentLine) -> QWidget:
        sentence = self.say(N_("She is not at the centre: there is no stay to end."), sex=line.sex)
        state = EmptyState(icons.EXIT, sentence, self.say(N_("Back to the file")), icons.BACK, name="not_here")
        state.acted.connect(self.go_to_file)
        return state

    def _let_leave(self, sheet: ExitSheet) -> str | None:
        """Ask once more, then write the exit."""
        if not self._is_meant(sheet):
            return None
        self.session.do(
            exits.leave,
            sheet.case,
            sheet.left,
            with_children=sheet.children_leave,
            kits=sheet.grants,
            things=sheet.things,
            transfer=sheet.transfer,
        )
        return self.say(N_("The exit is saved: file {code}."), code=sheet.case.code or "")

    def _is_meant(self, sheet: ExitSheet) -> bool:
        name = name_of(self.session.register, sheet.case.person_id).in_text or sheet.case.code or ""
        dialog = ConfirmExit(self.language, name, list(sheet.consequences()), sex=sheet.sex, over=self)
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
