"""The page of what is reported: an incident of the house, abuse by staff, letters; and its reading at headquarters."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from centre_app import drafts, letterbox
from centre_app.exchange import abuse_reports, bundle, partners, receive
from centre_app.exchange.merge import merge
from centre_app.language import Language
from centre_app.questions import PROTECTION
from centre_app.records import Centre, Incident, Letter
from centre_app.register import AT_HEADQUARTERS, Register
from centre_app.rights import Rights
from tests.centre_app.exchange.conftest import MONTH, enrol
from tests.makers import a_register, an_admission, an_incident, reopened_as, reopened_without
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part, words_on
from tests.ui.pages.with_sticks import in_dialog, no_sticks, press, said, stick  # noqa: F401 fixtures
from ui.house import open_house
from ui.page import Destination
from ui.pages.abuse_reports import AbuseReportsPage
from ui.pages.report import AbusePage, ReportPage
from ui.session import Session

WORDS = "Le gardien entre la nuit"
SIZES = pytest.mark.parametrize("size", [LARGE, SMALL])
LANGUAGES = pytest.mark.parametrize("code", ["fr", "en"])


@pytest.fixture
def headquarters(register, tmp_path, clock) -> Iterator[Register]:
    """A headquarters at which the centre is enrolled."""
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as opened:
        partners.make_offline_keys(opened)
        enrol(register, opened)
        yield opened


@pytest.fixture
def at(show):
    """Show a page as one arrives at it."""

    def arrived(page, size=LARGE):
        shown = show(page, size)
        shown.arrive(Destination(page=page.objectName()))
        return shown

    return arrived


def write(page, question: str, answer) -> None:
    editor = page.form.editor(question)
    editor.show_answer(answer)
    editor.changed.emit()


# --- incidents and letters -------------------------------------------------------------------------------------


def test_an_incident_of_the_house_is_reported_without_a_file(qtbot, session, at):
    page = at(ReportPage(session))

    def fill(dialog):
        write(dialog, "incident_type", "fire")
        dialog.sheet.save()

    in_dialog("incidents.dialog", fill)
    press(qtbot, page, "report_incident")
    (incident,) = session.register.find(Incident)
    assert (incident.case_id, incident.incident_type) == (None, "fire")


def test_which_file_it_concerns_is_chosen_among_those_who_are_here(qtbot, register, session, at):
    case = register.save(*an_admission())[2]
    page = at(ReportPage(session))

    def fill(dialog):
        assert dialog.form.questions[0] == "case_id"
        write(dialog, "case_id", case.id)
        write(dialog, "incident_type", "theft")
        dialog.sheet.save()

    in_dialog("incidents.dialog", fill)
    press(qtbot, page, "report_incident")
    assert [incident.case_id for incident in register.find(Incident)] == [case.id]


def test_what_was_typed_here_for_a_shut_compartment_is_taken_up_again(qtbot, register, clock, at):
    with reopened_without(register, PROTECTION, clock=clock) as opened:
        session = Session(opened, Language.of("fr"))
        page = at(ReportPage(session))

        def type_and_lock(dialog):
            write(dialog, "description", WORDS)
            dialog.keep_draft()
            dialog.done(0)

        in_dialog("incidents.dialog", type_and_lock)
        press(qtbot, page, "report_incident")
        (kept,) = drafts.all_kept(opened)
        assert kept.spot.page == "report"
        in_dialog("incidents.dialog", lambda dialog: dialog.sheet.save())
        page.resume(kept)
        assert said(page) == "C’est transmis. Vous ne pourrez pas le relire."
        assert len(opened.find(Letter)) == 1


def test_letters_are_counted_at_the_place_in_the_rail_and_filed_on_the_page(qtbot, register, session):
    case = register.save(*an_admission())[2]
    letters = [letterbox.send(register, an_incident(case)), letterbox.send(register, an_incident())]
    frame = open_house(session, at="report")
    qtbot.addWidget(frame)
    frame.show()
    place = part(frame, "rail.report")
    assert "2 lettres à classer" in place.accessibleName()
    assert "Kadidia Sangaré · SEG-26-0001" in words_on(frame.page)
    assert "Sur la maison" in words_on(frame.page)
    for letter in letters:
        qtbot.mouseClick(part(frame.page, f"file.{letter.id}"), Qt.MouseButton.LeftButton)
    assert len(register.find(Incident)) == 2
    assert "à classer" not in place.accessibleName()
    assert not part(frame.page, "letters").isVisible()


def test_whose_work_it_is_not_is_not_offered_incidents_and_may_still_report_abuse(register, session, at):
    register._act_for(register.who, Rights({"storekeeper"}))
    page = at(ReportPage(session))
    assert not part(page, "report_incident").isVisible()
    assert part(page, "report_abuse").isVisible()


# --- abuse by staff --------------------------------------------------------------------------------------------


def test_without_headquarters_the_page_says_where_else_to_go_and_asks_nothing(register, session, at):
    page = at(AbusePage(session))
    assert "point focal PSEA" in words_on(page)
    centre = register.get(Centre, register.centre_id)
    register.save(replace(centre, complaint_channel="Ligne verte 80 00 11 22"))
    page.arrive(Destination(page="report_abuse"))
    assert "Ligne verte 80 00 11 22" in words_on(page)
    assert not page.form.editor("what_happened").isVisible()


def test_abuse_is_sealed_and_the_page_forgets_it(qtbot, register, headquarters, session, at):
    page = at(AbusePage(session))
    write(page, "what_happened", WORDS)
    press(qtbot, page, "save")
    assert "C’est scellé. Vous ne pourrez pas le relire, et personne ici non plus." in words_on(page)
    assert page.form.record().what_happened is None
    page.arrive(Destination(page="report_abuse"))
    assert page.form.editor("what_happened").answer() is None
    assert page._sent is None


def test_an_educator_who_sends_no_bundles_reports_all_the_same(qtbot, register, headquarters, clock, at):
    with reopened_as(register, "social_worker", clock=clock) as opened:
        page = at(AbusePage(Session(opened, Language.of("fr"))))
        write(page, "what_happened", WORDS)
        press(qtbot, page, "save")
        assert "C’est scellé." in words_on(page)


def test_nothing_to_say_is_not_sealed_and_says_so_only_when_asked(qtbot, register, headquarters, session, at):
    page = at(AbusePage(session))
    assert "Dites en quelques mots" not in words_on(page)
    press(qtbot, page, "save")
    assert "Dites en quelques mots ce qui s’est passé." in words_on(page)
    assert register.vault.ask("SELECT * FROM main.psea_waiting") == []


def test_locking_in_the_middle_of_a_report_keeps_none_of_it(register, headquarters, session, at):
    page = at(AbusePage(session))
    write(page, "what_happened", WORDS)
    page.keep_draft()
    page.sheet.keep_draft()
    assert drafts.all_kept(register) == []


def test_sealing_tells_no_other_page_that_something_was_written(qtbot, headquarters, session, at):
    """The hour of the last save stands at the foot of the window, for whoever comes next."""
    page = at(AbusePage(session))
    write(page, "what_happened", WORDS)
    with qtbot.assertNotEmitted(session.changed):
        page.save()


def test_a_report_is_copied_to_a_stick_at_once_and_read_at_headquarters(
    qtbot,
    headquarters,
    session,
    at,
    stick,  # noqa: F811
):
    page = at(AbusePage(session))
    write(page, "what_happened", WORDS)
    page.save()
    in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
    press(qtbot, page, "copy_report")
    qtbot.waitUntil(lambda: "C’est sur la clé" in said(page))
    (file,) = stick.iterdir()
    assert b"gardien" not in file.read_bytes()
    reading = at(AbuseReportsPage(Session(headquarters, Language.of("fr"))))
    in_dialog("found_files", lambda dialog: press(qtbot, dialog, f"read.{file.name}"))
    press(qtbot, reading, "read_report_file")
    told = words_on(reading)
    assert WORDS in told
    assert "n’est pas signé" in told


def test_headquarters_lists_what_came_and_says_what_is_unread(qtbot, register, headquarters, session, at):
    page = at(AbusePage(session))
    write(page, "what_happened", WORDS)
    write(page, "gives_name", True)
    page.save()
    (sealed,) = bundle.seal(register, bundle.prepare(register, month=MONTH))
    merge(headquarters, receive.open_file(headquarters, sealed.content))
    reading = at(AbuseReportsPage(Session(headquarters, Language.of("fr"))))
    assert "Pas encore lu" in words_on(reading)
    assert WORDS not in words_on(reading)
    (kept,) = abuse_reports.received(headquarters)
    press(qtbot, reading, f"read.{kept.id}")
    part(reading, "report.facts")
    told = words_on(reading)
    assert WORDS in told
    assert "Awa Diarra" in told
    assert "Pas encore lu" not in told


def test_the_place_at_headquarters_is_there_for_those_who_can_read(qtbot, headquarters):
    def places(session):
        frame = open_house(session)
        qtbot.addWidget(frame)
        return {button.objectName() for button in frame.findChildren(QPushButton) + frame.rail.findChildren(object)}

    assert "rail.abuse_reports" in places(Session(headquarters, Language.of("fr")))
    del headquarters.keys.own_secrets[partners.AGE]
    assert "rail.abuse_reports" not in places(Session(headquarters, Language.of("fr")))


@SIZES
@LANGUAGES
def test_nothing_is_cut_on_any_of_the_pages(qtbot, register, headquarters, at, size, code):
    case = register.save(*an_admission())[2]
    letterbox.send(register, an_incident(case))
    session = Session(register, Language.of(code))
    assert cut_widgets(at(ReportPage(session), size), *size) == []
    page = at(AbusePage(session), size)
    assert cut_widgets(page, *size) == []
    write(page, "what_happened", WORDS)
    page.save()
    assert cut_widgets(page, *size) == []
    (sealed,) = bundle.seal(register, bundle.prepare(register, month=MONTH))
    merge(headquarters, receive.open_file(headquarters, sealed.content))
    reading = at(AbuseReportsPage(Session(headquarters, Language.of(code))), size)
    assert cut_widgets(reading, *size) == []
    press(qtbot, reading, f"read.{abuse_reports.received(headquarters)[0].id}")
    assert cut_widgets(reading, *size) == []


@SIZES
@LANGUAGES
def test_nothing_is_cut_where_there_is_no_headquarters(session, at, size, code):
    assert cut_widgets(at(AbusePage(Session(session.register, Language.of(code))), size), *size) == []
