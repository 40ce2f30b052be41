"""The page of a file: its head, its sections, its forms."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel

from centre_app.language import Language
from centre_app.records import (
    CarePlan,
    HealthBrief,
    Intake,
    KitGrant,
    MedicalVisit,
    Person,
    PersonName,
    StaffMember,
    Stay,
)
from tests.makers import (
    TODAY,
    a_bed,
    a_mother_of,
    a_person,
    a_plan,
    a_project,
    a_room,
    an_admission,
    an_assignment,
    reopened_as,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.house import open_house
from ui.kit.panel import Card
from ui.page import Destination
from ui.pages.case import CasePage
from ui.pages.case.contents import SUMMARY
from ui.pages.case.page import _SECTIONS
from ui.session import Session


@pytest.fixture
def case(register):
    """Kadidia, in bed A-01, with her child."""
    mother = an_admission()
    room = a_room()
    bed = a_bed(room, label="A-01")
    child = an_admission(a_person(sex="male"), given="Issa", admission_type="accompanying_child")
    register.save(room, bed)
    register.save(*mother, an_assignment(mother[-1], bed))
    register.save(*child, a_mother_of(mother[0], child[0]))
    return mother[2]


@pytest.fixture
def page(session, show, case):
    def arrived(section: str = SUMMARY, size=LARGE):
        shown = show(CasePage(session), size)
        shown.arrive(Destination(page="case", case_id=case.id, section=section))
        return shown

    return arrived


def test_the_head_says_who_she_is_and_where_she_sleeps(page):
    said = words_on(page())
    for words in ("Kadidia Sangaré", "SEG-26-0001", "Fille", "Lit A-01"):
        assert words in said


def test_the_summary_shows_her_child_and_opens_its_file(qtbot, page, gone_to):
    shown = page()
    places = gone_to(shown)
    assert "Issa Sangaré" in words_on(shown)
    qtbot.mouseClick(part(shown, "open_SEG-26-0001"), Qt.MouseButton.LeftButton)
    assert places[0].page == "case"


def test_every_section_opens_from_the_list(qtbot, page):
    shown = page()
    for key in _SECTIONS:
        qtbot.mouseClick(part(shown, f"section.{key}"), Qt.MouseButton.LeftButton)
        assert part(shown, f"section_{key}").isVisible()


def test_a_section_with_nothing_yet_has_a_dotted_ring(page):
    shown = page()
    empty = part(shown, "section.plan")
    assert (empty.section.share, empty.accessibleName()) == (0, "Projet individuel · rien encore")
    assert part(shown, "section.history").section.share is None


@pytest.mark.parametrize("section", [SUMMARY, "plan"])
def test_a_plan_is_begun_at_the_first_click(qtbot, register, page, case, gone_to, section):
    shown = page(section)
    places = gone_to(shown)
    qtbot.mouseClick(part(part(shown, f"section_{section}"), "begin.act"), Qt.MouseButton.LeftButton)
    (plan,) = register.find(CarePlan, case_id=case.id)
    assert [(place.page, place.record_id, place.told) for place in places] == [
        ("plan", plan.id, "Le projet est commencé.")
    ]


def test_nothing_is_offered_to_print_before_there_is_a_plan(register, page, case):
    assert not part(page(), "print_plan").isVisible()
    register.save(a_plan(case))
    assert part(page(), "print_plan").isVisible()


# --- the form of who she is ------------------------------------------------------------------------------------


def test_a_form_says_how_much_is_answered_and_the_circle_says_the_same(register, page):
    shown = page("identity")
    answered, asked = map(int, re.findall(r"\d+", part(shown, "answered").text()))
    assert part(shown, "answered").text() == f"{answered} réponses sur {asked}"
    assert part(shown, "answered.bar").share == pytest.approx(answered / asked)
    assert part(shown, "section.identity").section.share == pytest.approx(answered / asked)
    write_into(shown, "person_descriptions.village", "Bla")
    assert part(shown, "answered").text() == f"{answered + 1} réponses sur {asked}"


def test_in_a_small_window_a_drop_down_takes_the_place_of_the_list_beside_a_form(page):
    shown = page("identity", SMALL)
    assert not part(shown, "sections.scroll").isVisible()
    assert part(shown, "section_identity").width() > SMALL[0] - 60
    ways = part(shown, "other_section")
    keys = [ways.itemData(line) for line in range(ways.count())]
    assert keys == [key for key in _SECTIONS if key != "identity"]
    ways.picked.emit("housing")
    assert part(shown, "section_housing").isVisible()
    assert part(shown, "sections.scroll").isVisible()


def test_a_window_that_grows_shows_the_list_beside_the_form_again(page):
    shown = page("identity", SMALL)
    shown.fold(False)
    assert part(shown, "sections.scroll").isVisible()
    assert not part(shown, "other_section").isVisible()


def test_what_stands_for_a_name_is_asked_in_the_same_words_as_at_the_arrival(page):
    said = words_on(page("identity"))
    assert "Si son nom est inconnu" in said
    assert "Description" not in said


def test_whose_age_is_not_known_is_said_to_be_treated_as_a_child(register, page, case):
    (person,) = register.find(Person, id=[case.person_id])
    register.save(replace(person, birth=None))
    said = words_on(page())
    assert "protégée comme une enfant" in said
    assert "Fille" in said


def test_health_that_is_kept_for_others_does_not_read_as_if_she_had_nothing(register, show, case):
    with reopened_as(register, "night_guard") as guard:
        shown = show(CasePage(Session(guard, Language.of("fr"))))
        shown.arrive(Destination(page="case", case_id=case.id, section=SUMMARY))
        said = [words_on(card).strip(" |") for card in shown.findChildren(Card)]
        (health,) = (words for words in said if words.startswith("Santé"))
        assert health == "Santé | Réservé à\xa0: infirmière"


def test_a_name_is_corrected_and_saved_with_ctrl_s(register, page, case):
    shown = page("identity")
    write_into(shown, "person_names.family", "Coulibaly")
    shown.save()
    assert "Coulibaly" in (register.find(PersonName, person_id=case.person_id)[0].family or "")


def test_a_change_elsewhere_does_not_take_away_what_is_being_typed(register, page, case):
    shown = page("identity")
    write_into(shown, "person_names.given", "Ɲ")
    intake = register.only(Intake, case_id=case.id)
    register.save(intake)
    shown.refresh()
    assert "Ɲ" in part(shown, "person_names.given").answer()


def test_a_visit_is_added_in_a_few_keys(qtbot, register, page, case):
    shown = page("health")

    def fill(dialog):
        visit = dialog.form.editor("visit_type")
        visit.show_answer("curative")
        visit.changed.emit()
        write_into(dialog, "medical_visits.facility", "CSRéf")
        dialog.sheet.save()

    in_dialog(fill)
    shown.findChild(object, "visits").add_one()
    visits = register.find(MedicalVisit, case_id=case.id)
    assert [(visit.visit_type, visit.facility, visit.seen_on) for visit in visits] == [("curative", "CSRéf", TODAY)]


def test_the_day_she_is_to_be_seen_again_is_told_to_the_team(register, page, case):
    shown = page("health")

    def fill(dialog):
        dialog.form.editor("visit_type").show_answer("curative")
        write_into(dialog, "medical_visits.next_on", "30/11/2026")
        dialog.sheet.save()

    in_dialog(fill)
    shown.findChild(object, "visits").add_one()
    assert "30/11/2026" in words_on(part(shown, "brief"))


def test_a_form_over_the_page_is_closed_by_its_own_button_too(qtbot, register, page, case):
    shown, closed = page("health"), []

    def close(dialog):
        qtbot.mouseClick(part(dialog, "cancel_form"), Qt.MouseButton.LeftButton)
        closed.append(not dialog.isVisible())

    in_dialog(close)
    shown.findChild(object, "visits").add_one()
    assert closed == [True]
    assert register.find(MedicalVisit) == []


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_result_of_an_act_leaves_her_name_in_sight(page, size):
    shown = page("health", size)
    shown.result.tell_done("Naissance enregistrée : dossiers SEG-26-0036 et SEG-26-0037.")
    name = part(shown, "person_name")
    last = part(shown, "go_to_exit" if size == LARGE else "moves")
    for seen in (name, part(shown, "case_code"), last):
        assert not shown.result.geometry().intersects(QRect(seen.mapTo(shown, QPoint(0, 0)), seen.size()))


def test_her_bed_is_changed_from_her_file(qtbot, register, page, case, gone_to):
    shown = page("housing")
    places = gone_to(shown)
    qtbot.mouseClick(part(shown, "change_bed"), Qt.MouseButton.LeftButton)
    (stay,) = register.find(Stay, case_id=case.id)
    assert places == [Destination(page="beds", record_id=stay.id)]


def test_back_leads_from_section_to_section_as_one_came(qtbot, session, case):
    window = open_house(session)
    qtbot.addWidget(window)
    window.resize(*LARGE)
    window.show()
    window.go_to(Destination(page="case", case_id=case.id))
    for section in ("identity", "housing"):
        qtbot.mouseClick(part(window, f"section.{section}"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part(window, "change_bed"), Qt.MouseButton.LeftButton)
    assert window.page.objectName() == "beds"
    for section in ("housing", "identity", "summary"):
        window.go_back()
        assert part(window, f"section_{section}").isVisible()


def test_a_kit_without_receipt_is_not_saved_and_says_why(register, page, case):
    register.save(a_project())
    shown = page("training")
    told = []

    def fill(dialog):
        kit = dialog.form.editor("kit")
        kit.show_answer("sewing_kit")
        kit.changed.emit()
        dialog.sheet.save()
        told.append(words_on(dialog))
        dialog.form.show_record(dialog.form.saved_record)
        dialog.reject()

    in_dialog(fill)
    shown.findChild(object, "kits").add_one()
    assert register.find(KitGrant) == []
    assert "Écrivez le numéro du reçu signé." in told[0]


def test_what_the_nurse_writes_for_the_team_is_seen_in_the_summary(register, page, case):
    register.save(HealthBrief(case_id=case.id, allergies="Pénicilline"))
    assert "Pénicilline" in words_on(page())


def test_the_history_says_who_wrote_what(page):
    said = words_on(page("history"))
    assert "Historique" in said
    assert page("history").findChildren(QLabel)


def test_who_received_her_is_said_by_name(register, page, case):
    (director,) = register.find(StaffMember)
    (stay,) = register.find(Stay, case_id=case.id)
    register.save(replace(stay, admitted_by=director.id))
    said = words_on(page("housing"))
    assert director.name in said
    assert director.id not in said


@pytest.mark.parametrize("section", list(_SECTIONS))
def test_a_boy_is_spoken_of_as_a_boy(register, show, session, section):
    boy = an_admission(a_person(sex="male"), given="Oumar")
    register.save(*boy)
    shown = show(CasePage(session), LARGE)
    shown.arrive(Destination(page="case", case_id=boy[2].id, section=section))
    said = words_on(shown).lower()
    assert not {"elle", "née", "admise", "déclarée", "fille", "mineure"} & set(re.findall(r"\w+", said))


def test_a_boy_is_not_asked_whether_he_is_pregnant(register, show, session, qtbot):
    boy = an_admission(a_person(sex="male"), given="Oumar")
    register.save(*boy)
    shown = show(CasePage(session), LARGE)
    shown.arrive(Destination(page="case", case_id=boy[2].id, section="health"))
    asked = []
    in_dialog(lambda dialog: asked.append(words_on(dialog)))
    qtbot.mouseClick(part(shown, "edit_profile"), Qt.MouseButton.LeftButton)
    assert "Taille" in asked[0]
    assert "Enceinte" not in asked[0]


def test_a_file_that_is_not_there_is_said_and_nothing_breaks(session, show):
    shown = show(CasePage(session))
    shown.arrive(Destination(page="case", case_id="nobody"))
    assert part(shown, "result").isVisible()


@pytest.mark.parametrize("section", list(_SECTIONS))
@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(register, case, show, section, size, code):
    shown = show(CasePage(Session(register, Language.of(code))), size)
    shown.arrive(Destination(page="case", case_id=case.id, section=section))
    assert cut_widgets(shown, *size) == []
