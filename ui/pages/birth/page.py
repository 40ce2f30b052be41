"""The page of a birth: the form in the file of the mother, and what is told of the files that it opens."""

from centre_app.casework import births
from centre_app.forms.stay import BIRTH
from centre_app.language import N_
from centre_app.records import CaseFile
from centre_app.residents import ResidentLine
from ui.file_page import FilePage
from ui.form_printing import paper_button
from ui.pages.birth.sheet import BirthSheet
from ui.session import Session


class BirthPage(FilePage[BirthSheet]):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="birth",
            title=session.say(N_("A birth at the centre")),
            make_form=self._form_of,
            carry_out=self._record_birth,
        )
        self.put_actions(paper_button(session, BIRTH, over=self))

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("Each living child gets a file of its own, a cot beside its mother, and the link between the two.")
            ),
            self.say(N_("The first name can wait: the family name is enough until the child has one.")),
        ]

    def _form_of(self, mother: CaseFile, _line: ResidentLine) -> BirthSheet:
        return BirthSheet(self.session, mother)

    def _record_birth(self, sheet: BirthSheet) -> str:
        opened = self.session.do(births.record_birth, sheet.mother, sheet.birth.record(), sheet.children_born())
        return self._told(opened)

    def _told(self, opened: list[CaseFile]) -> str:
        codes = self.language.list_of([case.code or "" for case in opened])
        if not opened:
            return self.say(N_("The birth is saved."))
        return self.language.say_n(
            N_("The birth is saved: file {codes}."), N_("The birth is saved: files {codes}."), len(opened), codes=codes
        )
