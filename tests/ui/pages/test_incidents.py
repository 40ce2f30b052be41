"""Incidents in a file: written and read by some, passed on under seal by the others, filed with one click."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from centre_app import drafts, letterbox
from centre_app.language import Language
from centre_app.questions import PROTECTION
from centre_app.records import Incident, Letter
from tests.makers import TODAY, an_admission, an_incident, reopened, reopened_without
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part, words_on
from tests.ui.pages.with_sticks import in_dialog
from ui.page import Destination
from ui.pages.case import CasePage
from ui.session import Session

DIALOG = "incidents.dialog"
WORDS = "Un homme l’a suivie depuis le marché"


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def educator(register, case, clock, qapp) -> Iterator[Session]:
    """A session without the key of protection."""
    with reopened_without(register, PROTECTION, clock=clock) as opened:
        yield Session(opened, Language.of("fr"))


@pytest.fixture
def arrived(show, case):
    def arrive(session: Session, section: str = "summary", size=LARGE) -> CasePage:
        page = show(CasePage(session), size)
        page.arrive(Destination(page="case", case_id=case.id, section=section))
        return page

    return arrive


def choose(dialog, question: str, key: str) -> None:
    editor = dialog.form.editor(question)
    editor.show_answer(key)
    editor.changed.emit()


def fill_and_pass_on(qtbot):
    def fill(dialog):
        choose(dialog, "incident_type", "threat")
        choose(dialog, "description", WORDS)
        qtbot.mouseClick(part(dialog, "save"), Qt.MouseButton.LeftButton)

    return fill


def test_who_reads_protection_writes_an_incident_and_sees_it_in_the_list(qtbot, register, session, arrived, case):
    page = arrived(session)
    in_dialog(DIALOG, fill_and_pass_on(qtbot))
    qtbot.mouseClick(part(page, "report_incident"), Qt.MouseButton.LeftButton)
    (incident,) = register.find(Incident, case_id=case.id)
    assert (incident.description, incident.reported_on) == (WORDS, TODAY)
    page.refresh()
    part(page, "incidents.rows")
    assert "Menace / harcèlement" in words_on(page)
    assert register.find(Letter) == []


def test_who_does_not_is_told_for_whom_it_is_kept_and_may_report(educator, arrived):
    page = arrived(educator, "incidents")
    said = words_on(page)
    assert "Réservé à la référente, à la psychologue, à la juriste" in said
    assert part(page, "incidents_shut.ask").isVisible()
    assert not part(page, "incidents").isVisible()


@pytest.mark.parametrize("button", ["report_incident", "incidents_shut.ask"])
def test_an_educator_passes_an_incident_on_and_is_told_that_she_cannot_read_it_again(
    qtbot, educator, arrived, case, button
):
    page = arrived(educator, "incidents")
    in_dialog(DIALOG, fill_and_pass_on(qtbot))
    qtbot.mouseClick(part(page, button), Qt.MouseButton.LeftButton)
    (letter,) = educator.register.find(Letter)
    assert (letter.case_id, letter.for_compartment) == (case.id, PROTECTION)
    assert page.result.accessibleName() == "C’est transmis. Vous ne pourrez pas le relire."
    assert WORDS not in words_on(page)
    assert drafts.all_kept(educator.register) == []


def test_abuse_by_staff_is_not_passed_on_this_way(qtbot, educator, arrived):
    page = arrived(educator, "incidents")
    told = []

    def fill(dialog):
        choose(dialog, "incident_type", "psea")
        dialog.sheet.save()
        told.append(words_on(dialog))
        dialog.form.show_record(dialog.form.saved_record)
        dialog.reject()

    in_dialog(DIALOG, fill)
    qtbot.mouseClick(part(page, "report_incident"), Qt.MouseButton.LeftButton)
    assert educator.register.find(Letter) == []
    assert "la direction le lirait" in told[0]


def test_what_was_typed_comes_back_after_a_lock_and_is_passed_on(qtbot, educator, arrived):
    page = arrived(educator, "incidents")

    def type_and_lock(dialog):
        choose(dialog, "description", WORDS)
        dialog.keep_draft()
        dialog.done(0)

    in_dialog(DIALOG, type_and_lock)
    qtbot.mouseClick(part(page, "report_incident"), Qt.MouseButton.LeftButton)
    (kept,) = drafts.all_kept(educator.register)
    assert (kept.spot.page, kept.spot.section) == ("case", "incidents")
    again = arrived(educator, "incidents")
    in_dialog(DIALOG, lambda dialog: dialog.sheet.save())
    again.resume(kept)
    assert len(educator.register.find(Letter)) == 1
    assert drafts.all_kept(educator.register) == []


def test_who_can_open_it_sees_how_many_letters_wait_and_files_each_with_one_click(
    qtbot, educator, arrived, show, case, clock
):
    for description in (WORDS, "Une dispute au réfectoire"):
        letterbox.send(educator.register, an_incident(case, description=description))
    educator.register.close()
    with reopened(educator.register.folder, clock=clock) as manager:
        session = Session(manager, Language.of("fr"))
        page = arrived(session, "incidents")
        assert "2 lettres à classer" in words_on(page)
        assert WORDS not in words_on(page)
        session.changed.connect(page.refresh)
        for letter in letterbox.to_file(manager):
            qtbot.mouseClick(part(page, f"file.{letter.id}"), Qt.MouseButton.LeftButton)
        assert letterbox.to_file(manager) == []
        assert len(manager.find(Incident, case_id=case.id)) == 2
        part(page, "incidents.rows")
        said = words_on(page)
        assert "à classer" not in said
        assert WORDS in said


def test_a_letter_that_does_not_open_says_so_in_words(qtbot, register, session, arrived, case):
    letter = letterbox.send(register, an_incident(case))
    with register.vault.transaction():
        register.vault.connection.execute("UPDATE main.letters SET sealed = 'ab' || substr(sealed, 3)")
    page = arrived(session, "incidents")
    qtbot.mouseClick(part(page, f"file.{letter.id}"), Qt.MouseButton.LeftButton)
    assert "Cette lettre ne s’ouvre pas" in page.result.accessibleName()
    assert part(page, f"file.{letter.id}").isVisible()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_with_letters_and_incidents(qtbot, register, arrived, case, size, code):
    register.save(an_incident(case, still_in_danger=True, description=WORDS * 4))
    for _ in range(3):
        letterbox.send(register, an_incident(case))
    page = arrived(Session(register, Language.of(code)), "incidents", size)
    assert cut_widgets(page, *size) == []


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_where_it_is_kept_for_others(educator, arrived, size, code):
    page = arrived(Session(educator.register, Language.of(code)), "incidents", size)
    assert cut_widgets(page, *size) == []
