"""What is kept for others on the pages: said in words, opened with a reason, and told to the director."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import accounts
from centre_app.casework.break_glass import break_glass, to_be_told
from centre_app.language import Language
from centre_app.records import BreakGlass, CaseFile, HealthProfile, MedicalVisit, PersonName, StaffMember
from tests.makers import (
    TODAY,
    a_health_profile,
    a_plan,
    an_admission,
    reopened,
    reopened_as,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.case.page import CasePage
from ui.pages.residents import ResidentsPage
from ui.record_form import RecordForm
from ui.session import Session

FRENCH = Language.of("fr")


def press(qtbot, page, name):
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)


def give_reason(dialog, words="Elle est inconsciente."):
    """Choose the first reason, say it in words, and save."""
    dialog.form._editors["reason"].show_answer("emergency")
    dialog.form._editors["in_words"].show_answer(words)
    QApplication.processEvents()
    dialog.sheet.save()


@pytest.fixture
def restricted(register):
    """A restricted file that the director wrote, with a plan and a health profile, in a house that has a nurse."""
    accounts.add_person(register, StaffMember(name="Rokia Dolo", roles=frozenset({"nurse"})))
    records = [
        replace(one, confidentiality="restricted") if isinstance(one, CaseFile) else one for one in an_admission()
    ]
    case = records[2]
    register.save(
        *records,
        a_plan(case),
        a_health_profile(case, chronic="Asthme", hiv_status="positive"),
        MedicalVisit(case_id=case.id, visit_type="admission_check", seen_on=TODAY),
        heed_findings=False,
    )
    return register


@pytest.fixture
def at_the_file(show):
    """Show the page of the one file to whoever opened the register."""

    def shown(register, *, section="summary", size=LARGE, language=FRENCH):
        page = CasePage(Session(register, language))
        case_id = register.as_stored.find(CaseFile)[0].id
        page.arrive(Destination(page="case", case_id=case_id, section=section))
        return show(page, size)

    return shown


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_restricted_file_says_so_and_nothing_of_what_is_in_it(restricted, at_the_file, size, code):
    with reopened_as(restricted, "case_manager", who="mariam") as register:
        page = at_the_file(register, size=size, language=Language.of(code))
        assert part(page, "file_shut").isVisible()
        assert not part(page, "go_to_exit").isVisible()
        assert [section.key for section in page._sections] == ["summary"]
        assert cut_widgets(page, *size) == []


def test_a_reason_opens_the_file_on_the_page(qtbot, restricted, at_the_file):
    with reopened_as(restricted, "case_manager", who="mariam") as register:
        page = at_the_file(register)
        in_dialog(give_reason)
        press(qtbot, page, "file_shut.ask")
        page.refresh()
        assert len(page._sections) > 1
        assert part(page, "summary.plan").isVisible()
        (opening,) = register.as_stored.find(BreakGlass)
        assert (opening.reason, opening.in_words) == ("emergency", "Elle est inconsciente.")


def test_without_words_the_dialog_stays_and_says_what_is_missing(qtbot, restricted, at_the_file):
    told = []

    def give_none(dialog):
        give_reason(dialog, "")
        told.append((dialog.isVisible(), words_on(dialog)))

    with reopened_as(restricted, "case_manager", who="mariam") as register:
        page = at_the_file(register)
        in_dialog(give_none)
        press(qtbot, page, "file_shut.ask")
        assert told[0][0]
        assert "Dites en quelques mots ce qui s’est passé" in told[0][1]
        assert register.as_stored.find(BreakGlass) == []


def test_the_director_reads_who_opened_what_and_the_line_goes_away(qtbot, restricted, show):
    case = restricted.find(CaseFile)[0]
    with reopened_as(restricted, "case_manager", who="mariam") as register:
        why = BreakGlass(opened_by="", reason="danger", in_words="Un homme la cherche au portail.")
        break_glass(register, CaseFile, case.id, opening=why)
    with reopened(register.folder) as register:
        page = show(ResidentsPage(Session(register, FRENCH)))
        page.refresh()
        assert part(page, "openings").isVisible()
        read = []

        def have_read(dialog):
            read.append(words_on(dialog))
            press(qtbot, dialog, "have_read")

        in_dialog(have_read)
        press(qtbot, page, "read_openings")
        assert "Un homme la cherche au portail." in read[0]
        assert "Quelqu’un est en danger" in read[0]
        assert case.code in read[0]
        page.refresh()
        assert not part(page, "openings").isVisible()
        assert to_be_told(register) == []


def test_nobody_but_the_director_is_told(restricted, show):
    case = restricted.find(CaseFile)[0]
    with reopened_as(restricted, "case_manager", who="mariam") as register:
        break_glass(register, CaseFile, case.id, opening=BreakGlass(opened_by="", reason="other", in_words="Oui."))
    with reopened_as(register, "social_worker") as register:
        page = show(ResidentsPage(Session(register, FRENCH)))
        page.refresh()
        assert not part(page, "openings").isVisible()


def test_the_director_opens_the_hiv_test_with_a_reason(qtbot, restricted, at_the_file):
    with reopened_as(restricted, "director", who="the deputy") as register:
        page = at_the_file(register, section="health")
        assert "Réservé à : " in words_on(page)
        assert "Positif" not in words_on(page)
        assert not part(page, "edit_profile").isVisible()
        in_dialog(give_reason)
        press(qtbot, page, "profile.break_glass")
        qtbot.waitUntil(lambda: "Positif" in words_on(page), timeout=2000)
        assert register.find(HealthProfile)[0].hiv_status == "positive"


def test_visits_leave_a_line_when_they_are_looked_at_and_not_before(restricted, at_the_file):
    def views(register):
        told = register.vault.ask("SELECT action FROM health.history WHERE action = 'view'")
        return len(told)

    with reopened_as(restricted, "nurse", who="rokia") as register:
        case = register.find(CaseFile)[0]
        break_glass(register, CaseFile, case.id, opening=BreakGlass(opened_by="", reason="other", in_words="Oui."))
        at_the_file(register)
        assert views(register) == 0
        at_the_file(register, section="health")
        assert views(register) == 1


def test_whoever_may_only_read_finds_the_form_shut_and_no_bar_to_save(register, at_the_file):
    register.save(*an_admission())
    with reopened_as(register, "psychologist") as register:
        page = at_the_file(register, section="identity")
        assert not part(page, "person_names.given.field").isEnabled()
        assert page._made["identity"].foot is None
        assert register.find(PersonName)[0].given == "Kadidia"


def test_a_case_manager_writes_in_the_form_of_a_file_that_is_hers(register, at_the_file):
    register.save(*(replace(one, referent_id="mariam") if isinstance(one, CaseFile) else one for one in an_admission()))
    with reopened_as(register, "case_manager", who="mariam") as register:
        page = at_the_file(register, section="identity")
        assert part(page, "person_names.given.field").isEnabled()
        assert page._made["identity"].foot is not None


def test_an_answer_kept_for_others_is_shut_in_its_form_and_stays_as_it_is(qtbot, restricted):
    with reopened_as(restricted, "director", who="the deputy") as register:
        session = Session(register, FRENCH)
        shown = register.find(HealthProfile)[0]
        form = RecordForm(HealthProfile, session, parent=session)
        line = form.line("hiv_status", may_be_missing=True)
        qtbot.addWidget(line)
        form.show_record(shown)
        line.show()
        assert "Réservé à : " in words_on(line)
        assert not any(widget.isEnabled() for _label, widget in form.editor("hiv_status").rows())
        assert form.record() is shown
