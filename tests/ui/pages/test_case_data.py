"""Case data in the window: asked for, looked at, generalised, written to a folder; and from elsewhere put on the list."""

import pytest
from PySide6.QtWidgets import QWidget

from centre_app.case_data import staging
from centre_app.case_data.mapping import IDENTIFIED
from centre_app.language import Language
from centre_app.records import DataExport, StagedLine
from tests.centre_app.case_data.cases import a_counted_case
from tests.makers import reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui import background
from ui.kit.fields import PickList
from ui.page import Destination
from ui.pages.case_data import CaseDataPage, StagedLinesPage
from ui.pages.settings import SettingsPage
from ui.session import Session


@pytest.fixture
def _cases(register) -> None:
    for number in range(1, 8):
        region = "ml-r-segou" if number < 6 else "ml-r-kayes"
        a_counted_case(register, number, of_the_person={"origin_region": region})


@pytest.fixture
def page(session, show, _cases):
    made = show(CaseDataPage(session))
    made.arrive(Destination(page="case_data"))
    return made


def look(qtbot, page) -> None:
    part(page, "look").click()
    done(qtbot)


def done(qtbot) -> None:
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=20_000)
    qtbot.wait(20)


def pick(page, name: str, key: object) -> None:
    field = part(page, name)
    assert isinstance(field, PickList)
    field.show_key(key)
    field.picked.emit(key)


def test_what_would_be_in_the_file_is_shown_and_nothing_is_written(qtbot, page, register):
    assert not part(page, "write_case_data").isEnabled()
    look(qtbot, page)
    said = words_on(page)
    assert "5 cas dans le fichier." in said
    assert "2 personnes se distinguent" in said
    assert "9-17 · Féminine · Mali" in said
    told = [sentence for sentence, _tone in page.preview._told(page._prepared.groups)]
    assert "ont ces mêmes réponses" in told[-1]  # it ends in a colon: the answers follow it, and no other warning
    assert register.find(DataExport) == []


def test_the_proposal_is_taken_with_one_button_and_then_nobody_stands_out(qtbot, page):
    look(qtbot, page)
    part(page, "take_proposal").click()
    done(qtbot)
    assert part(page, "step.region").key() == 1
    assert "Personne ne se distingue" in words_on(page)


def test_a_change_in_what_is_asked_takes_the_preview_away(qtbot, page):
    look(qtbot, page)
    pick(page, "purpose", "release")
    assert not part(page, "write_case_data").isEnabled()
    assert part(page, "case_data.empty").isVisible()


def test_while_people_stand_out_nothing_is_written_until_somebody_decides(qtbot, page):
    look(qtbot, page)
    assert not part(page, "write_case_data").isEnabled()
    assert "Choisissez plus bas ce qu’on en fait" in words_on(page)
    part(page, "accept_blanks").click()
    assert part(page, "write_case_data").isEnabled()
    assert "sans les personnes laissées de côté" in words_on(page)
    part(page, "take_proposal").click()
    done(qtbot)
    assert part(page, "write_case_data").isEnabled()
    assert page.findChild(QWidget, "case_data.why_not") is None


def test_who_is_left_out_and_who_is_in_add_up_in_words(qtbot, page):
    look(qtbot, page)
    assert "5 cas dans le fichier." in words_on(page)
    assert "7 ont rempli les conditions ; 2 personnes sont laissées de côté" in words_on(page).replace("\u00a0", " ")


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize("code", ["fr", "en"])
def test_what_is_lost_is_told_in_words_with_the_standards_names_in_brackets(qtbot, register, show, code):
    page = show(CaseDataPage(Session(register, Language.of(code))))
    pick(page, "level", "pseudonymised")
    look(qtbot, page)
    said = words_on(page)
    assert ("Nom de famille [prs_SecondName]" if code == "fr" else "Second Name [prs_SecondName]") in said
    for word in said.replace(",", " ").split():
        assert word.startswith("[") or "_" not in word, word


def test_it_is_written_to_a_folder_and_said(qtbot, page, register, tmp_path):
    look(qtbot, page)
    part(page, "accept_blanks").click()

    def choose(dialog):
        dialog.choice.take_folder(tmp_path)
        part(dialog, "write_here").click()

    in_dialog(choose)
    part(page, "write_case_data").click()
    done(qtbot)
    (export,) = register.find(DataExport)
    (folder,) = [path for path in tmp_path.iterdir() if path.name.startswith("HTCDS")]
    assert (folder / "CASES.csv").exists()
    assert export.level == "k_anonymous"
    assert folder.name in words_on(page)


def test_names_without_a_recipient_are_refused_in_words(qtbot, page):
    pick(page, "level", IDENTIFIED)
    assert part(page, "with_notes").isVisible()
    look(qtbot, page)
    assert "Choisissez l’organisation qui le reçoit." in words_on(page)


def test_a_day_that_is_none_is_framed_and_nothing_is_looked_at(qtbot, page):
    page.asking.first.setText("32/13/2026")
    look(qtbot, page)
    assert not part(page, "write_case_data").isEnabled()


@pytest.mark.usefixtures("_cases")
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_everything_fits(qtbot, session, show, size):
    page = show(CaseDataPage(session), size)
    assert cut_widgets(page, *size) == []
    look(qtbot, page)
    assert cut_widgets(page, *size) == []


def test_administration_leads_there_for_who_gives_data_out_alone(session, show, register, gone_to):
    page = show(SettingsPage(session))
    places = gone_to(page)
    page.arrive(Destination(page="settings", section="case_data"))
    part(page, "go_to_case_data").click()
    part(page, "go_to_staged_lines").click()
    assert [place.page for place in places] == ["case_data", "staged_lines"]
    with reopened_as(register, "case_manager") as other:
        narrow = SettingsPage(Session(other, session.language))
        assert "case_data" not in {key for key, *_ in narrow._parts}
        narrow.deleteLater()


# --- from elsewhere --------------------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "partner.csv"
    path.write_text("prs_First_Name,prs_Gender,colour\nAwa,Feminine,red\nMoussa,M,blue\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_file_is_looked_at_and_then_put_on_the_list(qtbot, session, show, register, table, size):
    page = show(StagedLinesPage(session), size)
    page.refresh()
    page.read_file(table)
    said = words_on(page)
    assert "2 colonnes sur 3 sont des champs de la norme." in said
    assert part(page, "column.colour").currentText() == "Gardée telle qu’elle est écrite"
    assert cut_widgets(page, *size) == []
    assert register.find(StagedLine) == []
    part(page, "stage_lines").click()
    assert len(register.find(StagedLine)) == 2
    assert cut_widgets(page, *size) == []


def test_what_a_column_means_can_be_corrected_before_anything_is_kept(session, show, register, table):
    page = show(StagedLinesPage(session))
    page.read_file(table)
    pick(page, "column.colour", "prs_MailingCity")
    assert "3 colonnes sur 3 sont des champs de la norme." in words_on(page)
    part(page, "stage_lines").click()
    first, _ = staging.staged_lines(register)
    assert staging.cells_of(first) == {"prs_FirstName": "Awa", "prs_Gender": "Feminine", "prs_MailingCity": "red"}


def test_a_file_may_be_left_and_a_line_put_aside(session, show, register, table):
    page = show(StagedLinesPage(session))
    page.read_file(table)
    part(page, "leave_file").click()
    assert staging.staged_lines(register) == []
    page.read_file(table)
    part(page, "stage_lines").click()
    first, second = staging.staged_lines(register)
    part(page, f"aside.{first.id}").click()
    assert [line.id for line in staging.staged_lines(register)] == [second.id]


def test_a_line_is_said_to_belong_to_a_file_by_its_number(session, show, register, table, gone_to):
    case = a_counted_case(register)
    page = show(StagedLinesPage(session))
    page.read_file(table)
    part(page, "stage_lines").click()
    first, _ = staging.staged_lines(register)

    def type_codes(dialog):
        dialog.code.setText("SEG-26-9999")
        part(dialog, "link_line").click()
        assert part(dialog, "link.none").isVisible()
        dialog.code.setText(" seg-26-0001 ")
        part(dialog, "link_line").click()

    in_dialog(type_codes)
    part(page, f"link.{first.id}").click()
    assert [line.case_id for line in staging.staged_lines(register)] == [case.id, None]
    places = gone_to(page)
    part(page, f"open.{first.id}").click()
    assert [place.case_id for place in places] == [case.id]


def test_a_file_that_is_no_table_of_the_standard_is_refused_in_words(session, show, tmp_path):
    page = show(StagedLinesPage(session))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page.read_file(tmp_path / "other.csv")
    assert "n’est un champ de HTCDS 2.0" in words_on(page)
