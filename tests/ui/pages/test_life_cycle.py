"""In the window: the moves of a file behind its three dots, her family, her referrals, the visits after the exit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from centre_app.agenda import agenda
from centre_app.casework import directory, exits, lifecycle
from centre_app.language import Language
from centre_app.phones import phone_said
from centre_app.records import (
    CaseFile,
    Consent,
    Exit,
    FollowUp,
    Incident,
    KitGrant,
    KnownPlace,
    Leave,
    Organisation,
    Person,
    PersonDescription,
    Referral,
    Relative,
    RiskAssessment,
    ServiceRecord,
    Stay,
    TracingAction,
    Transfer,
)
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_case,
    a_follow_up,
    a_leave,
    a_mother_of,
    a_name,
    a_person,
    a_stay,
    an_admission,
    an_exit,
    reopened_as,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from tests.ui.pages.with_sticks import can_press, press, press_key
from ui import theme
from ui.kit.chip import Chip
from ui.page import Destination
from ui.pages.arrival import ArrivalPage
from ui.pages.case import CasePage
from ui.pages.case.moves import WORDS
from ui.pages.case.referrals import ReferralsCard
from ui.pages.exit import ExitPage
from ui.pages.settings import SettingsPage
from ui.record_form import RecordForm
from ui.session import Session

SECTIONS = ("family", "referrals", "followup")


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def arrived(show, session, case):
    def arrive(section: str = "summary", *, at: CaseFile = case, of: Session = session, size=LARGE) -> CasePage:
        page = show(CasePage(of), size)
        page.arrive(Destination(page="case", case_id=at.id, section=section))
        return page

    return arrive


def answer(**given):
    """Fill in a form over the page and save it."""

    def fill(dialog):
        for question, value in given.items():
            editor = dialog.form.editor(question)
            editor.show_answer(value)
            editor.changed.emit()
        dialog.sheet.save()

    return fill


def read(page) -> str:
    """Return what can be read once what was laid out anew is shown."""
    QApplication.processEvents()
    QApplication.processEvents()
    return words_on(page)


def moves(page: CasePage) -> list[str]:
    """Open the menu from the keyboard and return what it offers."""
    more = part(page, "moves")
    more.setFocus()
    more.click()
    QApplication.processEvents()
    menu = more.findChildren(QMenu, "moves_menu")[-1]
    offered = [act.objectName().removeprefix("move.") for act in menu.actions()]
    menu.close()
    return [move for move in offered if move in WORDS]


def choose_move(page: CasePage, move: str) -> None:
    choose_act(page, f"move.{move}")


def choose_act(page: CasePage, name: str) -> None:
    more = part(page, "moves")
    more.click()
    more.findChildren(QMenu, "moves_menu")[-1].findChild(QAction, name).trigger()


# --- the moves -------------------------------------------------------------------------------------------------


def test_somebody_goes_on_leave_and_comes_back(register, arrived, case):
    page = arrived()
    assert moves(page) == ["leave", "missing", "transfer"]
    in_dialog(answer(absence_type="family_visit", expected_back_on=TODAY + timedelta(days=2)))
    choose_move(page, "leave")
    assert register.get(CaseFile, case.id).status == "absent"
    page.refresh()
    chip = page.head.findChild(Chip, "case_status")
    assert (chip.text, chip._tone) == ("Absente\u00a0: visite en famille, jusqu’au 23/11", theme.SOON_TONE)
    assert moves(page) == ["back", "missing", "transfer"]
    seen = []
    in_dialog(lambda dialog: seen.append(dialog.objectName()))
    choose_act(page, "slip.True")
    assert seen == ["preview"]
    in_dialog(lambda dialog: dialog.sheet.save())  # the day stands there already
    choose_move(page, "back")
    assert (register.get(CaseFile, case.id).status, register.only(Leave).back_on) == ("admitted", TODAY)


def test_a_girl_in_danger_is_not_let_go_without_a_word(register, arrived, case):
    register.save(RiskAssessment(case_id=case.id, level="immediate", assessed_on=TODAY, next_on=TODAY))
    page, told = arrived(), []

    def fill(dialog):
        given = {"absence_type": "permission", "expected_back_on": TODAY + timedelta(days=1)}
        answer(**given)(dialog)
        told.append(read(dialog))
        answer(**given, despite_danger="Chez le juge, avec deux de l’équipe")(dialog)

    in_dialog(fill)
    part(page, "at_once.leave").click()
    assert "Le danger est grand. Peut-elle sortir sans risque" in told[0]
    assert "écrivez pourquoi elle sort quand même" in told[0]
    assert register.only(Leave).despite_danger == "Chez le juge, avec deux de l’équipe"


def test_what_stands_in_the_way_names_the_questions_once_and_falls_silent_as_it_is_mended(register, arrived, case):
    mother, child = register.get(Person, case.person_id), a_person(sex="male")
    childs = a_case(child, code="SEG-26-0900")
    register.save(child, a_name(child, given="Issa"), childs, a_stay(childs), a_mother_of(mother, child))
    page, said = arrived(), []

    def fill(dialog):
        dialog.form.editor("expected_back_on").show_answer(TODAY)
        dialog.sheet.save()
        said.append(dialog.result.accessibleName())
        dialog.form.editor("absence_type").show_answer("court")
        dialog.form.editor("absence_type").changed.emit()
        said.append(dialog.result.isVisible())

    in_dialog(fill)
    choose_move(page, "leave")
    assert said[0].endswith("Pourquoi elle est absente\u00a0: Choisissez pourquoi elle est absente.")
    assert said[0].count("absente") == 2
    assert said[1] is False


def test_what_is_due_opens_the_form_in_which_it_is_done(register, arrived, case):
    leave = a_leave(register.only(Stay))
    away = lifecycle.go_on_leave(register, case, leave)
    page = arrived("housing", at=away)
    due = next(one for one in agenda(register, until=TODAY + timedelta(days=9)) if one.task == "leave_return")
    in_dialog(lambda dialog: dialog.sheet.save())
    page.begin(due)
    assert register.only(Leave).back_on == TODAY
    page = arrived("safety")
    due = next(one for one in agenda(register, until=TODAY + timedelta(days=9)) if one.task == "risk_due")
    in_dialog(answer(level="low"))
    page.begin(due)
    assert register.only(RiskAssessment).level == "low"


def test_a_mother_may_leave_her_child_here(qtbot, register, arrived, case):
    mother, child = register.get(Person, case.person_id), a_person()
    childs = a_case(child, code="SEG-26-0900")
    register.save(child, a_name(child, given="Issa"), childs, a_stay(childs), a_mother_of(mother, child))
    page = arrived()

    def alone(dialog):
        part(dialog, "children_go.stays").click()
        answer(absence_type="court", expected_back_on=TODAY)(dialog)

    in_dialog(alone)
    choose_move(page, "leave")
    assert (register.get(CaseFile, case.id).status, register.get(CaseFile, childs.id).status) == ("absent", "admitted")


def test_a_form_says_what_a_move_will_do_and_what_it_still_needs(register, arrived, case):
    page = arrived()
    told = []

    def fill(dialog):
        dialog.sheet.save()
        told.append(read(dialog))
        answer(last_seen="Au puits, par Mariam", told_to="La brigade, à midi")(dialog)

    in_dialog(fill)
    choose_move(page, "missing")
    assert "Son lit lui est gardé. Un incident" in told[0]
    assert "Écrivez qui l’a vue en dernier, quand et où." in told[0]
    assert register.get(CaseFile, case.id).status == "missing"
    assert register.only(Incident, case_id=case.id).incident_type == "runaway"
    page.refresh()
    assert can_press(page, "go_to_exit")  # somebody missing may leave for good; her stay has not ended
    assert not part(page, "readmit").isVisible()


def test_a_transfer_of_somebody_who_lives_here_is_an_exit(qtbot, register, session, show, arrived, gone_to, case):
    page = arrived()
    places = gone_to(page)
    choose_move(page, "transfer")
    assert places == [Destination(page="exit", case_id=case.id, section=exits.TO_ANOTHER_CENTRE)]
    exit_page = show(ExitPage(session))
    exit_page.arrive(places[0])
    assert part(exit_page, "transfer").isVisible()
    assert not exit_page.sheet.has_changed
    write_into(exit_page, "transfers.organisation_in_words", "La maison de Kati")
    form: RecordForm = exit_page.sheet.own_forms()[1]
    for question, value in {
        "best_interest": "Plus près de sa sœur",
        "legal_basis": "court_order",
        "basis_reason": "Le juge",
        "decided_by": register.who,
    }.items():
        form.editor(question).show_answer(value)
    for question, value in {"quality": "planned_temporary", "destination": "Kati", "follow_up_plan": "Appel"}.items():
        exit_page.sheet.form.editor(question).show_answer(value)
    in_dialog(lambda dialog: dialog.accept())
    exit_page.sheet.save()
    assert register.get(CaseFile, case.id).status == "transferred"
    assert register.only(Transfer).transferred_on == register.only(Exit).left_on == TODAY


def test_a_closed_file_is_reopened_and_admitted_again(register, arrived, case, session):
    stay = register.only(Stay, case_id=case.id)
    exits.leave(register, case, an_exit(stay, reason="centre_closed"))
    page = arrived(at=register.get(CaseFile, case.id))
    in_dialog(lambda dialog: dialog.sheet.save())
    choose_move(page, "reopen")
    again = register.get(CaseFile, case.id)
    assert (again.status, again.reopened_count, again.closed_on) == ("reopened", 1, None)


def test_somebody_is_registered_without_a_stay_at_the_door(qtbot, register, session, show):
    page = show(ArrivalPage(session))
    write_into(page, "person_names.family", "Coulibaly")
    page.forms.person.show_draft(replace(a_person(), id=page.forms.person.record().id, rev=0))
    page.refresh()
    press(qtbot, page, "create_new_file")
    qtbot.mouseClick(part(page, "housing.registered"), Qt.MouseButton.LeftButton)
    assert not part(page, "line.bed_assignments.bed_id").isVisible()
    page.sheet.save()
    (case,) = register.find(CaseFile)
    assert case.status == "registered"
    assert register.find(Stay) == []


# --- her family ------------------------------------------------------------------------------------------------


@pytest.fixture
def uncle(register, case):
    asked = {
        "purpose": "family_tracing",
        "status": "given",
        "given_on": YESTERDAY,
        "giver": "judge",
        "mode": "signature",
    }
    register.save(Consent(case_id=case.id, child_agrees=True, **asked))
    dangerous = {"safe_to_contact": "no", "phone": "+22370000001"}
    return register.save(Relative(case_id=case.id, name="Bakary Sow", relation="father", **dangerous))[0]


def test_the_number_of_a_dangerous_relative_is_shown_only_once_somebody_wrote_why(
    qtbot, arrived, case, uncle, register
):
    page = arrived("family")
    said = read(page)
    assert "Non, dangereux" in said
    assert phone_said(uncle.phone) not in said
    seen: list[bool] = []
    in_dialog(lambda dialog: seen.append("phone" in dialog.form.questions))
    press(qtbot, page, f"open.{uncle.id}")
    assert seen == [False]
    refused: list[str] = []

    def contact(dialog):
        dialog.sheet.save()
        refused.append(read(dialog))
        answer(despite_danger="Le juge demande où il est")(dialog)

    in_dialog(contact)
    press_key(qtbot, page, f"contact.{uncle.id}")
    assert "il est dangereux de contacter" in refused[0]
    assert register.only(TracingAction).despite_danger == "Le juge demande où il est"
    page.refresh()
    assert phone_said(uncle.phone) in read(page)


def test_without_her_consent_nobody_is_looked_for_and_the_way_to_ask_is_there(arrived, case, uncle, register):
    page = arrived("family")
    assert not part(page, "no_tracing_consent").isVisible()
    register.save(
        Consent(case_id=case.id, purpose="family_tracing", status="withdrawn", given_on=TODAY, giver="parent")
    )
    page = arrived("family")
    assert part(page, "no_tracing_consent").isVisible()
    assert "elle n’a pas donné son accord" in read(page)
    assert not part(page, "add_tracing").isVisible()


# --- referrals -------------------------------------------------------------------------------------------------


def test_an_organisation_is_added_from_within_a_referral_and_the_service_is_counted(qtbot, register, arrived, case):
    page = arrived("referrals")

    def refer(dialog):
        answer_without_saving(dialog, referral_type="health", reason="services", legal_basis="vital_interest")
        answer_without_saving(dialog, basis_reason="Elle saigne")
        in_dialog(answer(name="CSRéf de Bla", org_type="health"))
        part(dialog, "add_organisation").click()
        dialog.sheet.save()

    in_dialog(refer)
    page.findChild(ReferralsCard).add_one()
    (referral,) = register.find(Referral)
    (clinic,) = register.find(Organisation)
    assert (referral.organisation_id, clinic.services) == (clinic.id, frozenset({"health"}))
    for step in ("sent", "accepted", "service_received"):
        page.refresh()
        in_dialog(lambda dialog: dialog.sheet.save())
        take_step(page, referral.id, step)
    (service,) = register.find(ServiceRecord)
    assert (register.only(Referral).status, service.given_on) == ("service_received", TODAY)


def answer_without_saving(dialog, **given) -> None:
    for question, value in given.items():
        editor = dialog.form.editor(question)
        editor.show_answer(value)
        editor.changed.emit()


def take_step(page, referral_id: str, step: str) -> None:
    button = part(page, f"step.{referral_id}")
    button.click()
    button.findChildren(QMenu, "step_menu")[-1].findChild(QAction, f"step.{step}").trigger()


# --- after the exit --------------------------------------------------------------------------------------------


@pytest.fixture
def gone(register, case):
    """Somebody who left a hundred days ago, was visited once, and looked for twice in vain."""
    stay = register.only(Stay, case_id=case.id)
    exits.leave(register, case, an_exit(stay, left_on=TODAY - timedelta(days=100)))
    tried = {"via": "attempt", "result": "not_found"}
    register.save(
        a_follow_up(case, done_on=TODAY - timedelta(days=69)),
        a_follow_up(case, "month_3", done_on=YESTERDAY, **tried),
        a_follow_up(case, "month_3", done_on=TODAY, **tried),
    )
    return register.get(CaseFile, case.id)


def test_each_visit_says_how_it_stands_and_the_third_attempt_lets_the_file_be_closed(qtbot, register, arrived, gone):
    page = arrived("followup", at=gone)
    assert [part(page, f"visit.month_{month}").accessibleName() for month in (1, 3, 6, 12)] == [
        "Fait", "Retard", "À venir", "À venir",
    ]  # fmt: skip
    assert not part(page, "may_close").isVisible()
    in_dialog(answer(follow_up_type="after_reunification", via="attempt", result="not_found"))
    press_key(qtbot, page, "write.month_3")
    assert len(register.find(FollowUp)) == 4
    page.refresh()
    in_dialog(lambda dialog: dialog.sheet.save())
    press(qtbot, page, "close_file")
    assert register.get(CaseFile, gone.id).status == "closed"


# --- the directory, and what it proposes -----------------------------------------------------------------------


def test_the_directory_is_searched_and_a_place_in_it_is_proposed_where_a_village_is_typed(
    qtbot, register, session, show, arrived, case
):
    directory.keep_organisation(register, Organisation(name="Foyer de Koro", org_type="shelter", cercle="ml-c-koro"))
    directory.keep_organisation(register, Organisation(name="CSRéf de Ségou", org_type="health"))
    page = show(SettingsPage(session))
    page.arrive(Destination(page="settings", section="directory"))
    page.focus_search()
    field = part(page, "search_directory")
    field.setText("Mopti")
    qtbot.waitUntil(lambda: "Foyer de Koro" in read(page) and "CSRéf" not in read(page))
    in_dialog(answer(name="Kokoyo", kind="gold_site", also_called="Kɔkɔyo"))
    press(qtbot, page, "add_place")
    assert register.only(KnownPlace).name == "Kokoyo"
    identity = arrived("identity")
    write_into(identity, "person_descriptions.village", "kɔk")
    proposals = part(identity.window(), "person_descriptions.village.proposals")
    assert [proposals.item(row).text() for row in range(proposals.count())] == ["Kokoyo"]
    qtbot.keyClick(part(identity, "person_descriptions.village").field, Qt.Key.Key_Down)
    qtbot.keyClick(part(identity, "person_descriptions.village").field, Qt.Key.Key_Return)
    identity.save()
    assert register.only(PersonDescription).village == "Kokoyo"


def test_a_kit_says_beforehand_that_it_needs_a_receipt_and_a_project(register, session, case, arrived):
    form = RecordForm(KitGrant, session, parent=session)
    labels = [form.line(name)._labels[0].text() for name in ("receipt", "project_id", "contents")]
    assert [label.endswith("*") for label in labels] == [True, True, False]


# --- every word in its place -----------------------------------------------------------------------------------


def test_nothing_is_cut_in_french_or_english_of_a_girl_or_a_boy(register, show, session, gone, uncle):
    boy, name, case, *rest = an_admission(a_person(sex="male"), given="Modibo", family="Dembélé")
    register.save(boy, name, replace(case, code="SEG-26-0002"), *rest)
    register.save(
        Referral(case_id=case.id, referral_type="one_stop_center", organisation_in_words="CSRéf", reason="services")
    )
    faults = []
    for language in ("fr", "en"):
        page = show(CasePage(Session(register, Language.of(language))))
        for file in (gone, case):
            for section in SECTIONS:
                page.arrive(Destination(page="case", case_id=file.id, section=section))
                faults += [(language, section, fault) for size in (LARGE, SMALL) for fault in cut_widgets(page, *size)]
    assert faults == []


def test_a_guard_of_the_night_writes_an_absence_and_sees_no_family(register, arrived, case, clock, qapp):
    with reopened_as(register, "night_guard", clock=clock) as guard:
        page = arrived(of=Session(guard, Language.of("fr")))
        assert moves(page) == ["leave", "missing", "transfer"]
        page._on_section("family")
        assert "Gardé pour" in read(page)
        assert lifecycle.go_on_leave(guard, guard.get(CaseFile, case.id), a_leave(guard.only(Stay))).status == "absent"
