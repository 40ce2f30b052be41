"""Screen and paper ask the same: every form that a page opens is one of the declarations, in its order, under its numbers."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from centre_app import paper_sheets
from centre_app.forms import FORMS
from centre_app.forms.arrival import ARRIVAL, EMERGENCY, IDENTITY
from centre_app.forms.form import Form
from centre_app.forms.stay import BIRTH
from centre_app.language import Language
from centre_app.paper_sheets import Sheet
from centre_app.records import RECORD_TYPES, StaffMember
from tests.makers import an_admission
from ui.form_line import FormLine
from ui.kit.panel import Card
from ui.pages.arrival import ArrivalPage
from ui.pages.birth.sheet import BirthSheet
from ui.pages.case.identity import IdentitySection
from ui.pages.emergency import EmergencyPage
from ui.record_dialog import RecordDialog
from ui.session import Session

UI = Path(__file__).parents[3] / "ui"
# Where a page of the program names questions without being a form of the house: what one step of a referral asks, what
# the house and the program are told about themselves, and the reports that go under seal.
OTHERS = (
    "break_glass_dialog.py", "correction_dialog.py", "first_run_steps.py", "first_run_director.py",
    "pages/settings/", "pages/people/", "pages/report/", "pages/reports/", "pages/case/paper", "pages/case/choosing.py",
    "pages/case/ledger_card.py", "pages/case/identity_lists.py", "pages/stock/", "pages/case/belongings",
    "pages/case/rules_card.py", "pages/case/earlier_state.py",
)  # fmt: skip


def lines_in_order(page: QWidget) -> list[str]:
    """Return the numbers of the questions as their lines stand on a page, from top to bottom; each once."""
    page.resize(1100, 4000)
    lines = page.findChildren(FormLine)
    for line in lines:
        line.setVisible(True)
    page.grab()
    placed = sorted(lines, key=lambda line: line.mapTo(page, line.rect().topLeft()).y())
    return list(dict.fromkeys(number for line in placed for number in line.numbers))


def groups_on_paper(form: Form) -> list[list[str]]:
    return [[form.numbers[line.record_type, name] for line in group.lines if not line.opens for name in line.questions]
            for group in form.groups]  # fmt: skip


def test_a_dialog_asks_what_the_paper_asks_under_the_same_numbers(qtbot, session):
    over = QWidget()
    qtbot.addWidget(over)
    for form in FORMS[::6]:  # a dialog lays out whatever form it is given; that each gives its questions is asked below
        dialog = RecordDialog(
            session, form.record_type(), form, title="…", write=lambda record: None, over=over, close_words="…"
        )
        on_screen = [dialog.form.number_of(name) for name in dialog.form.questions]
        assert on_screen == list(form.numbers_of(form.record_type).values()), form.number
        dialog.deleteLater()


def test_every_form_gives_a_dialog_its_questions_in_the_order_of_the_paper():
    for form in FORMS:
        laid_out = [name for line in form for name in ([line] if isinstance(line, str) else line)]
        assert laid_out == form.names_of(form.record_type)


@pytest.mark.parametrize(
    ("make", "form"), [(ArrivalPage, ARRIVAL), (EmergencyPage, EMERGENCY), (IdentitySection, IDENTITY)]
)
def test_a_page_lays_out_its_questions_in_the_order_of_the_paper(qtbot, session, make, form):
    page = make(session)
    qtbot.addWidget(page)
    cards = [numbers for card in page.findChildren(Card) if any(numbers := lines_in_order(card))]
    in_all = [number for group in groups_on_paper(form) for number in group]
    assert sorted(cards, key=lambda numbers: in_all.index(numbers[0])) == groups_on_paper(form)


def test_a_birth_asks_the_questions_of_its_form_in_their_order(qtbot, register, session):
    records = an_admission()
    register.save(*records, heed_findings=False)
    sheet = BirthSheet(session, records[2])
    qtbot.addWidget(sheet)
    numbered = [number for number in lines_in_order(sheet) if number]
    assert numbered == [number for group in groups_on_paper(BIRTH) for number in group]


def test_numbers_are_in_sight_while_a_sheet_is_typed_and_told_at_all_times(qtbot, register):
    register.save(StaffMember(id="salif", name="Salif Cissé", roles=frozenset({"teacher"})), heed_findings=False)
    french = Language.of("fr")
    for sheet, begins in ((None, "Nom"), (Sheet(author_id="salif", written_on=register.today), "13.1")):
        paper_sheets.type_from(register, sheet)
        section = IdentitySection(Session(register, french))
        qtbot.addWidget(section)
        label = section.findChild(FormLine, "line.person_names.family").findChild(QLabel)
        assert label.text().startswith(begins)
        assert "13.1" in label.toolTip()
    paper_sheets.type_from(register, None)


def test_no_page_keeps_an_order_of_questions_of_its_own():
    """A tuple of questions in a page would drift from the paper: the order stands in the forms."""
    names = {name for record_type in RECORD_TYPES for name in record_type.questions}
    kept = [
        f"{path.relative_to(UI)}:{node.lineno}"
        for path in sorted(UI.rglob("*.py"))
        if not str(path.relative_to(UI)).startswith(OTHERS)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _lists_questions(node.value, names)
    ]
    assert kept == []


def _lists_questions(value: ast.expr | None, names: set[str]) -> bool:
    if not isinstance(value, ast.Tuple | ast.List):
        return False
    said = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return len(said) > 2 and all(one in names for one in said)
