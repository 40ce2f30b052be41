"""The page of the reports: numbers with what they mean, who is behind one, closing a month, activities, both sizes."""

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QTextEdit

from centre_app.dates import Birth
from centre_app.indicators.freezing import close_month, versions
from centre_app.indicators.report.numbers import as_json
from centre_app.indicators.report.whole import hand_out, report_of
from centre_app.language import NO_BREAK, Language
from centre_app.records import Activity
from tests.makers import a_case, a_person, a_stay, an_exit
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui import background
from ui.file_dialogs import ending_in
from ui.page import Destination
from ui.pages.reports import ReportsPage
from ui.record_table import RecordTable
from ui.session import Session

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def house(register):
    """Two women here before October; one left in it."""
    for number, ended in enumerate((None, date(2026, 10, 9))):
        person = a_person(birth=Birth.exact(date(2004, 5, 1 + number)))
        case = a_case(person, code=f"SEG-26-000{number + 1}", opened_on=date(2026, 8, 2))
        stay = a_stay(case, admitted_on=date(2026, 8, 2), ended_on=ended)
        register.save(person, case, stay, heed_findings=False)
        if ended:
            register.save(an_exit(stay, left_on=ended), heed_findings=False)
    return register


@pytest.fixture
def page(show, house, qtbot):
    return opened(show, qtbot, house)


def opened(show, qtbot, house, code: str = "fr", size: tuple[int, int] = LARGE) -> ReportsPage:
    made = show(ReportsPage(Session(house, Language.of(code))), size)
    made.arrive(Destination(page="reports"))
    counted(qtbot, made)
    return made


def counted(qtbot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not background.is_busy() and page.lines.table.count > 0, timeout=10_000)


def test_the_same_numbers_are_saved_for_other_programs(page, house, qtbot, tmp_path, monkeypatch):
    to = tmp_path / "rapport.json"
    monkeypatch.setattr("ui.pages.reports.printing.ask_where_to_save", lambda *_, **__: to)
    page.choosing.show_month(OCTOBER)
    part(page, "save_workbook").click()
    qtbot.waitUntil(to.exists, timeout=10_000)
    asked, preset = page.choosing.asked(), page.choosing.preset()
    assert json.loads(to.read_text("utf-8")) == json.loads(as_json(report_of(house, asked, preset=preset).numbers))
    assert "Qui le trouve peut le lire" in words_on(page)


@pytest.mark.parametrize(
    ("typed", "chosen", "written"),
    [
        ("rapport.xlsx", "Tableur (*.xlsx)", "rapport.xlsx"),
        ("rapport.xlsx", "Chiffres (*.json)", "rapport.json"),
        ("rapport.json", "Tableur (*.xlsx)", "rapport.json"),
        ("rapport 2.0", "Chiffres (*.json)", "rapport 2.0.json"),
    ],
)
def test_the_kind_of_file_that_is_chosen_makes_its_ending(tmp_path, typed, chosen, written):
    kinds = "Tableur (*.xlsx);;Chiffres (*.json)"
    assert ending_in(tmp_path / typed, chosen, proposed=".xlsx", kinds=kinds) == tmp_path / written


def row_of(page: ReportsPage, where: str) -> list[str]:
    page.lines.table.choose_id(where)
    row = page.lines.table.currentIndex().row()
    model = page.lines.table.model()
    return [model.cell(row, column).text for column in range(4)]


def test_a_line_says_its_number_and_beside_it_what_it_means(page):
    assert row_of(page, "A5.present")[2] == "1"
    said = words_on(page.meaning)
    assert part(page, "meaning.number").text() == "1"
    assert "A1" in said or "A5" in said


def test_the_list_behind_a_number_is_coded_and_opens_the_file(page, gone_to):
    places = gone_to(page)
    row_of(page, "A4.exits")
    part(page, "see_list").click()
    table = part(page, "behind")
    assert isinstance(table, RecordTable)
    assert [table.model().cell(0, column).text for column in (0, 1)] == ["SEG-26-0002", "09/10/2026"]
    table.opened.emit("0")
    assert places[-1].page == "case"
    assert places[-1].case_id


def test_the_month_is_closed_with_the_directors_words(page, qtbot):
    def close(dialog: QDialog) -> None:
        words = dialog.findChildren(QPlainTextEdit) or dialog.findChildren(QTextEdit)
        words[0].setPlainText("Un mois calme.")
        dialog.sheet.save()

    in_dialog(close)
    part(page, "close_month").click()
    counted(qtbot, page)
    report = versions(page.session.register, OCTOBER)[0]
    assert (report.version, report.in_words) == (1, "Un mois calme.")
    qtbot.waitUntil(lambda: "1" in part(page, "month_state").text and not background.is_busy(), timeout=5_000)


def test_the_directors_words_come_back_when_the_month_is_closed_again_after_a_cut(page, qtbot):
    """No record leads back to them: it is made only when the month is closed."""

    def type_and_be_cut_off(dialog: QDialog) -> None:
        (dialog.findChildren(QPlainTextEdit) or dialog.findChildren(QTextEdit))[0].setPlainText("Un mois calme.")
        dialog.keep_draft()
        dialog.sheet._timer.stop()

    in_dialog(type_and_be_cut_off)
    part(page, "close_month").click()
    seen = []
    in_dialog(lambda dialog: seen.append((dialog.sheet.has_changed, dialog.form.record().in_words)))
    part(page, "close_month").click()
    assert seen == [(True, "Un mois calme.")]


def test_what_keeps_a_month_open_is_said_in_the_dialog(page, house, qtbot):
    person = a_person()
    case = a_case(person, code="SEG-26-0009")
    stay = a_stay(case, admitted_on=date(2026, 10, 2), ended_on=date(2026, 10, 3))
    house.save(person, case, stay, heed_findings=False)
    said = []

    def close(dialog: QDialog) -> None:
        dialog.sheet.save()
        QApplication.processEvents()
        said.append(words_on(dialog))
        dialog.done(0)

    in_dialog(close)
    part(page, "close_month").click()
    assert "SEG-26-0009" in said[0]
    assert versions(house, OCTOBER) == []


def test_activities_of_the_month_stand_in_their_list(page, house, qtbot):
    trained = {"title": "Formation des agents", "kind": "workers_trained", "women": 7, "men": 4}
    house.save(Activity(**trained, held_on=date(2026, 10, 8)), Activity(**trained, held_on=date(2026, 9, 8)))
    page.parts.segment("activities").click()
    page.refresh()
    counted(qtbot, page)
    table = part(page, "activities")
    assert table.count == 1
    assert table.model().cell(0, 7).text == "11"


@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut_at_either_size(show, qtbot, house, code):
    for size in (LARGE, SMALL):
        page = opened(show, qtbot, house, code, size)
        assert cut_widgets(page, size[0] - (208 if size == LARGE else 56), size[1] - 28) == []


def test_a_donors_sheet_says_what_it_rests_on_and_when_it_was_given(page, house, qtbot):
    page.choosing.sheet.show_key("ecpat")
    page.refresh()
    counted(qtbot, page)
    month = page.language.month(page.choosing.asked().first)
    told = part(page, "rests_on")
    assert f"Pas clôturé{NO_BREAK}: {month}." in told.text()
    assert "Ce que le siège a donné n’est pas connu ici" in told.text()
    assert "Donné à" not in told.text()
    hand_out(house, report_of(house, page.choosing.asked(), preset=page.choosing.preset()))
    close_month(house, page.choosing.asked().first)
    page.refresh()
    counted(qtbot, page)
    today = page.language.day(house.today)
    assert f"Donné à ECPAT le {today}." in told.text()
    assert f"Clôturé{NO_BREAK}: {month} (version 1, {today})." in told.text()


def test_the_list_behind_a_line_that_is_shown_by_nothing_has_no_empty_column(page, qtbot):
    for where, is_shown in (("A4.exits", True), ("A1.present", False)):
        page.lines.table.choose_id(where)
        page.lines.opened.emit()
        at = [column.key for column in page.behind.table.columns].index("key")
        assert page.behind.table.isColumnHidden(at) is not is_shown, where
        page.behind.left.emit()


def test_a_long_title_goes_on_in_a_second_line(show, qtbot, house):
    page = opened(show, qtbot, house, size=SMALL)
    table, wanted = page.lines.table, "A3.readmissions"
    rows = {where: table.rowHeight(number) for number, where in enumerate(page.lines._lines)}
    assert rows[wanted] > rows["A1.present"]


def test_the_only_line_of_an_indicator_is_called_as_the_indicator(page):
    assert row_of(page, "A1.present")[1] == "Présentes le premier jour du mois"
    assert row_of(page, "A5.present")[1] == "Présentes le dernier jour du mois"
