"""Protection, safety and needs, incidents and the law in a file: of a girl and of a boy, in both languages, by the keyboard."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app import drafts
from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.language import Language
from centre_app.records import (
    AllegedPerpetrator,
    CustodyOrder,
    DomainNeed,
    Exploitation,
    FirstAccount,
    FunctionalDifficulties,
    Incident,
    JourneyEvent,
    LegalCase,
    LegalStep,
    NeedsAssessment,
    Notification,
    RiskAssessment,
    RiskDrivers,
    ToldTopic,
    TraffickingProfile,
    Vulnerability,
)
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_person, an_admission, an_incident, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.case import CasePage
from ui.session import Session

SECTIONS = ("protection", "safety", "incidents", "legal")
SHE = re.compile(r"\b(she|hers?|herself)\b", re.IGNORECASE)
HE = re.compile(r"\b(he|his|him|himself)\b", re.IGNORECASE)
ACCOUNT = "Une femme m’a parlé d’un restaurant à Bamako"


def admitted(register, sex="female"):
    person = a_person(sex=sex, birth=Birth.of_age(14, 15, said_on=TODAY))
    return register.save(*an_admission(person, given="Dominique", admitted_on=TODAY - timedelta(days=5)))[2]


def fill(register, case):
    """Something in every card of the sections."""
    of = {"case_id": case.id}
    by = AllegedPerpetrator(**of, name="Le vieux", roles=frozenset({"recruiter"}), still_threat=True)
    danger = RiskAssessment(**of, level="high", assessed_on=TODAY - timedelta(days=4), next_on=TOMORROW)
    needs = NeedsAssessment(**of, assessed_on=TODAY, strengths="Sait coudre")
    at_court = LegalCase(**of, kind="criminal", court="Ségou", opened_on=TODAY)
    register.save(
        FirstAccount(**of, told_on=YESTERDAY, account=ACCOUNT),
        TraffickingProfile(**of, acts=frozenset({"recruitment"}), means=frozenset({"none"}), status="possible"),
        Exploitation(**of, form="forced_begging", is_main=True, began=PartialDate.in_month(2026, 3)),
        JourneyEvent(**of, event="transit", place="San"),
        Vulnerability(**of, factor=choices("vulnerability").keys[0]),
        ToldTopic(**of, topic="journey", told_on=YESTERDAY),
        by, danger, RiskDrivers(**of, assessment_id=danger.id, drivers=frozenset({"knows_place"})),
        needs, DomainNeed(**of, assessment_id=needs.id, domain="legal", score="3", need="Jugement supplétif"),
        FunctionalDifficulties(**of, asked_on=TODAY, hearing="3"),
        an_incident(case, incident_type="rape", perpetrator_id=by.id, description="Dit ce matin"),
        CustodyOrder(**of, kind="ogp", authority="Juge", from_on=YESTERDAY, to_on=TODAY + timedelta(days=9)),
        Notification(**of, target="hq", event="other", happened_on=YESTERDAY, due_at=register.now - timedelta(days=1)),
        at_court, LegalStep(**of, legal_case_id=at_court.id, action="complaint", due_on=TOMORROW),
    )  # fmt: skip


@pytest.fixture
def arrived(show):
    def arrive(session: Session, case, section: str, size=LARGE) -> CasePage:
        page = show(CasePage(session), size)
        page.arrive(Destination(page="case", case_id=case.id, section=section))
        return page

    return arrive


def choose(form, question, answer):
    editor = form.editor(question)
    editor.show_answer(answer)
    editor.changed.emit()


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut_and_a_boy_is_a_boy(register, qapp, arrived, sex, code):
    case = admitted(register, sex)
    fill(register, case)
    for section in SECTIONS:
        for size in (LARGE, SMALL):
            page = arrived(Session(register, Language.of(code)), case, section, size)
            assert cut_widgets(page, *size) == [], (section, size)
        if code == "en":
            said = words_on(page).split(" | ")
            assert [one for one in said if (HE if sex == "female" else SHE).search(one)] == [], section


def test_what_she_told_is_covered_until_somebody_uncovers_it_and_that_leaves_a_line(register, session, qtbot, arrived):
    case = admitted(register)
    fill(register, case)
    page = arrived(session, case, "protection")
    assert ACCOUNT not in words_on(page)
    assert not part(page, "add_first_account").isVisible()  # it is asked once
    assert "Ne lui demandez plus" in words_on(page)
    qtbot.keyClick(part(page, "show_account"), Qt.Key.Key_Space)
    assert ACCOUNT in words_on(page)
    seen = register.vault.connection.execute(
        "SELECT count(*) FROM protection.history WHERE action = 'view' AND record_table = 'first_accounts'"
    ).fetchone()
    assert seen[0] == 1


def test_the_panel_suggests_and_what_was_told_before_is_said(register, session, arrived):
    case = admitted(register)
    fill(register, case)
    page = arrived(session, case, "protection")
    assert "elle est peut-être victime" in part(page, "palermo.suggestion").accessibleName()
    assert "Recrutée" in part(page, "palermo.act").accessibleName()
    assert "Le trajet" in part(page, "told.journey").accessibleName()
    assert register.only(TraffickingProfile).status == "possible"


@pytest.mark.parametrize(("section", "words"), [("protection", "la psychologue"), ("legal", "la juriste")])
def test_others_are_told_for_whom_it_is_kept(register, clock, qapp, arrived, section, words):
    case = admitted(register)
    fill(register, case)
    with reopened_as(register, "social_worker", clock=clock) as educator:
        page = arrived(Session(educator, Language.of("fr")), case, section)
        assert words in part(page, f"{section}_shut").accessibleName()
        assert "Le vieux" not in words_on(page)


def test_what_a_reason_would_open_is_never_said_not_to_be_there(register, clock, qapp, arrived):
    case = admitted(register)
    fill(register, case)
    with reopened_as(register, "psychologist", clock=clock) as opened:
        page = arrived(Session(opened, Language.of("fr")), case, "protection")
        said = words_on(page)
        assert said.count("Ouvrir avec un motif") >= 2
        assert not part(page, "first_account").isVisible()
        assert not part(page, "perpetrators").isVisible()
        assert "Rien n’a encore été raconté" not in said
        assert "Le vieux" not in said


def test_a_record_that_one_may_only_read_says_so_before_one_types(register, clock, qapp, arrived):
    case = admitted(register)
    fill(register, case)
    with reopened_as(register, "legal", clock=clock) as opened:
        page = arrived(Session(opened, Language.of("fr")), case, "protection")
        told = []

        def look(dialog):
            told.append(words_on(dialog))
            assert not part(dialog, "save").isVisible()
            assert not dialog.form.editor("form").field.isEnabled()

        in_dialog(look)
        (one,) = opened.find(Exploitation)
        part(page, f"open.{one.id}").click()
        assert "Vous pouvez lire ceci, pas le modifier" in told[0]


def test_whoever_only_reads_protection_is_told_whose_work_it_is(register, clock, qapp, arrived):
    case = admitted(register)
    with reopened_as(register, "psychologist", clock=clock) as reader:
        page = arrived(Session(reader, Language.of("fr")), case, "protection")
        assert "C’est écrit par\u00a0: référente" in words_on(page)


def test_who_reads_safety_but_not_protection_is_not_asked_what_drives_the_danger(register, clock, qapp, arrived):
    case = admitted(register)
    fill(register, case)
    with reopened_as(register, "psychologist", clock=clock) as opened:
        page = arrived(Session(opened, Language.of("fr")), case, "safety")
        asked = []
        in_dialog(lambda dialog: asked.append(dialog.findChildren(object, "risk_drivers.drivers")))
        part(page, "add_risks").click()
        assert asked == [[]]


def test_the_level_proposes_the_next_day_and_the_drivers_are_saved_with_it(register, session, arrived):
    case = admitted(register)
    page = arrived(session, case, "safety")

    def assess(dialog):
        choose(dialog.form, "level", "high")
        assert dialog.form.record().next_on == TODAY + timedelta(days=7)
        choose(dialog.form, "level", "immediate")
        assert dialog.form.record().next_on == TOMORROW
        choose(dialog.more_forms()[0], "drivers", frozenset({"debt"}))
        dialog.sheet.save()

    in_dialog(assess)
    part(page, "risks.empty.act").click()
    saved = register.only(RiskAssessment, case_id=case.id)
    assert (saved.level, saved.next_on) == ("immediate", TOMORROW)
    assert register.only(RiskDrivers, assessment_id=saved.id).drivers == {"debt"}
    assert part(page, "safety_plan_owed").isVisible()


def test_needs_are_one_form_over_every_domain_and_what_was_typed_comes_back(register, session, arrived):
    case = admitted(register)
    page = arrived(session, case, "safety")

    def type_and_lock(dialog):
        assert len(dialog.more_forms()) == len(choices("care_domain").keys)
        choose(dialog.parts()["legal"], "score", "3")
        choose(dialog.parts()["family"], "score", "1")
        dialog.keep_draft()
        dialog.done(0)

    in_dialog(type_and_lock)
    part(page, "needs.empty.act").click()
    (kept,) = drafts.all_kept(register)
    again = arrived(session, case, "safety")
    in_dialog(lambda dialog: dialog.sheet.save())
    again.resume(kept)
    assert {one.domain: one.score for one in register.find(DomainNeed, case_id=case.id)} == {
        "legal": "3",
        "family": "1",
    }
    assert len(register.find(NeedsAssessment, case_id=case.id)) == 1
    assert drafts.all_kept(register) == []


def test_what_is_owed_is_taken_on_with_one_key(register, session, qtbot, arrived):
    case = admitted(register)
    page = arrived(session, case, "legal")
    qtbot.keyClick(part(page, "take_on.admission.drpfef"), Qt.Key.Key_Space)
    (made,) = register.find(Notification, case_id=case.id)
    assert (made.target, made.status, made.due_at.date()) == ("drpfef", "to_do", TODAY - timedelta(days=2))
    QApplication.processEvents()
    assert (
        not page.findChildren(object, "take_on.admission.drpfef")
        or not part(page, "take_on.admission.drpfef").isVisible()
    )


def test_an_incident_names_who_did_it_says_the_hours_and_leads_to_health(register, session, arrived):
    case = admitted(register)
    (by,) = register.save(AllegedPerpetrator(case_id=case.id, name="Le vieux", roles=frozenset({"recruiter"})))
    page = arrived(session, case, "incidents")

    def report(dialog):
        choose(dialog.form, "incident_type", "rape")
        choose(dialog.form, "occurred", PartialDate.exact(YESTERDAY))
        choose(dialog.form, "perpetrator_id", by.id)
        dialog.sheet.save()

    in_dialog(report)
    part(page, "report_incident").click()
    (incident,) = register.find(Incident, case_id=case.id)
    assert incident.perpetrator_id == by.id
    assert "heures" in part(page, f"care.{incident.id}").accessibleName()
    assert "Brigade des mœurs" in part(page, "to_tell").accessibleName()
    part(page, f"to_health.{incident.id}").click()
    assert part(page, "section_health").isVisible()
