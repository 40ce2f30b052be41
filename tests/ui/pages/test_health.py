"""Her health in the window: what hurries after rape, the round of today, what is proposed, what is kept for the nurse."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from centre_app.dates import Birth, PartialDate
from centre_app.kept_for_others import KEPT
from centre_app.language import Language
from centre_app.records import (
    CareAfterRape,
    Delivery,
    Dose,
    GrowthMeasure,
    Pregnancy,
    Prescription,
    Vaccination,
)
from tests.makers import (
    TODAY,
    TOMORROW,
    a_birth_at_the_centre,
    a_mother_of,
    a_person,
    an_admission,
    reopened_as,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.page import Destination
from ui.pages.case import CasePage
from ui.session import Session


@pytest.fixture
def three(register):
    """A girl, a boy and her child of eleven months, with something in every card of their health."""
    people = {
        "girl": an_admission(),
        "boy": an_admission(a_person(sex="male"), given="Oumar"),
        "infant": an_admission(
            a_person(birth=Birth.exact(date(2025, 12, 21))), given="Fanta", admission_type="accompanying_child"
        ),
    }
    for number, records in enumerate(people.values(), 1):
        records[2] = replace(records[2], code=f"SEG-26-000{number}")
        register.save(*records)
    register.save(a_mother_of(people["girl"][0], people["infant"][0]))
    cases = {who: records[2] for who, records in people.items()}
    for case in cases.values():
        _fall_ill(register, case)
    girl = cases["girl"]
    register.save(
        Pregnancy(case_id=girl.id, noted_on=TODAY, last_period=PartialDate.exact(date(2026, 6, 1))),
        a_birth_at_the_centre(girl, born=PartialDate.exact(date(2025, 12, 21)), place="CSRéf"),
    )
    return cases


def _fall_ill(register, case):
    now = register.now
    measures = [(60, 131), (30, 119), (0, 113)]
    register.save(
        CareAfterRape(case_id=case.id, happened_at=now - timedelta(hours=50)),
        Prescription(case_id=case.id, drug="Amoxicilline", dose="1", times_per_day=2, from_on=TODAY),
        Vaccination(case_id=case.id, vaccine="penta", given_on=TODAY, next_on=TOMORROW),
        *(
            GrowthMeasure(case_id=case.id, measured_on=TODAY - timedelta(days=ago), muac_mm=arm, weight_kg=Decimal(8))
            for ago, arm in measures
        ),
    )


@pytest.fixture
def health(register, show, three):
    def shown(who="girl", *, size=LARGE, code="fr", opened=None):
        page = show(CasePage(Session(opened or register, Language.of(code))), size)
        page.arrive(Destination(page="case", case_id=three[who].id, section="health"))
        return page

    return shown


def test_it_fits_for_a_girl_a_boy_and_an_infant_in_both_languages(health):
    for who in ("girl", "boy", "infant"):
        for size, code in ((LARGE, "fr"), (SMALL, "fr"), (SMALL, "en")):
            assert cut_widgets(health(who, size=size, code=code), *size) == [], (who, code)


def test_a_boy_and_an_infant_are_asked_for_no_pregnancy(health):
    shown = {who: part(health(who), "pregnancies").isVisible() for who in ("girl", "boy", "infant")}
    assert shown == {"girl": True, "boy": False, "infant": False}


def test_the_hours_say_what_hurries_and_write_what_is_too_late(qtbot, register, health, three):
    page, told = health(), []

    def look(dialog):
        told.append(words_on(part(dialog, "hours")))
        write_into(dialog, "cares_after_rape.happened_at.field", "17/11/2026")
        told.append(words_on(part(dialog, "hours")))
        qtbot.mouseClick(part(dialog, "too_late.pep"), Qt.MouseButton.LeftButton)
        dialog.sheet.save()

    (care,) = register.find(CareAfterRape, case_id=three["girl"].id)
    in_dialog(look)
    qtbot.mouseClick(part(page, f"open.{care.id}"), Qt.MouseButton.LeftButton)
    assert "Encore 22 h 00 min" in told[0]
    assert "Le VIH peut être évité jusqu’au 22/11/2026" in told[0]
    assert "il est sans doute trop tard\xa0: plus de 72 heures" in told[1]
    assert register.get(CareAfterRape, care.id).pep == "too_late"


def test_a_boy_is_told_of_no_pregnancy_after_rape(qtbot, register, health, three):
    page, told = health("boy"), []
    (care,) = register.find(CareAfterRape, case_id=three["boy"].id)
    in_dialog(lambda dialog: told.append(words_on(dialog)))
    qtbot.mouseClick(part(page, f"open.{care.id}"), Qt.MouseButton.LeftButton)
    assert "Le VIH peut être évité" in told[0]
    assert "rossesse" not in told[0]
    assert "Contraception" not in told[0]


def test_a_dose_is_ticked_by_one_click_and_taken_back_by_another(qtbot, register, health, three):
    page = health()
    (treatment,) = register.find(Prescription, case_id=three["girl"].id)
    pill = f"dose.{treatment.id}.morning.taken"
    qtbot.mouseClick(part(page, pill), Qt.MouseButton.LeftButton)
    assert [(one.outcome, one.due_on) for one in register.find(Dose)] == [("taken", TODAY)]
    qtbot.mouseClick(part(page, pill), Qt.MouseButton.LeftButton)
    assert register.find(Dose) == []


def test_what_is_worked_out_is_proposed_and_taken_over(qtbot, register, health, three):
    page = health("infant")

    def measure(dialog):
        assert not part(dialog, "status.proposal").isVisible()
        write_into(dialog, "growth_measures.muac_mm", "118")
        assert "Jaune" in words_on(part(dialog, "status.proposal"))
        qtbot.mouseClick(part(dialog, "take_proposal"), Qt.MouseButton.LeftButton)
        assert not part(dialog, "status.proposal").isVisible()
        dialog.sheet.save()

    in_dialog(measure)
    part(page, "growth").add_one()
    last = register.find(GrowthMeasure, case_id=three["infant"].id)[-1]
    assert (last.muac_mm, last.status) == (118, "yellow")
    assert part(page, "growth.trend").accessibleName().startswith("Bras\xa0: 131 mm")


def test_a_birth_asks_the_nurse_for_what_she_keeps_of_it(qtbot, register, health, three):
    page = health()
    (birth,) = register.find(type(a_birth_at_the_centre(three["girl"])))

    def write(dialog):
        write_into(dialog, "deliveries.weight_g", "2850")
        dialog.sheet.save()

    in_dialog(write)
    qtbot.mouseClick(part(page, f"write.{birth.id}"), Qt.MouseButton.LeftButton)
    assert [one.weight_g for one in register.find(Delivery)] == [2850]
    assert register.find(Pregnancy)[0].outcome == "live_birth"


def test_what_the_nurse_keeps_is_shown_to_no_director_while_there_is_a_nurse(register, health, three):
    with reopened_as(register, "nurse") as nurse:
        pregnancy = nurse.find(Pregnancy, case_id=three["girl"].id)[0]
        nurse.save(replace(pregnancy, conceived_in_violence=True))
    with reopened_as(nurse, "director", who="hawa") as director:
        page = health(opened=director)
        shown = {name: part(page, name).isVisible() for name in ("cares", "round", "pregnancies", "growth")}
        assert shown == {"cares": False, "round": False, "pregnancies": True, "growth": True}
        assert director.get(Pregnancy, pregnancy.id).missing["conceived_in_violence"] == KEPT


def test_sealed_care_says_only_that_it_is_there_and_opens_with_a_reason(qtbot, register, health, three):
    with reopened_as(register, "nurse", who="oumou") as nurse:
        (care,) = nurse.find(CareAfterRape, case_id=three["girl"].id)
        secret = nurse.save(CareAfterRape(case_id=care.case_id, happened_at=nurse.now, confidentiality="sealed"))[0]
    with reopened_as(nurse, "director", "nurse", who="hawa") as director:
        page = health(opened=director)
        assert not page.findChildren(object, f"open.{secret.id}")

        def say_why(dialog):
            dialog.form.editor("reason").show_answer("emergency")
            dialog.form.editor("in_words").show_answer("Elle est inconsciente.")
            dialog.sheet.save()

        in_dialog(say_why)
        qtbot.mouseClick(part(page, f"shut.{secret.id}.ask"), Qt.MouseButton.LeftButton)
        assert part(page, f"open.{secret.id}").isVisible()
