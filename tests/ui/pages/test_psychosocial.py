"""The psychosocial section: a session with its note in one form, the change of her wellbeing, and what others see of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from centre_app import drafts
from centre_app.casework import groups
from centre_app.language import Language
from centre_app.records import (
    GroupAttendance,
    GroupSession,
    PsychosocialSession,
    SessionObservation,
    TalkGroup,
    WellbeingMeasure,
)
from tests.makers import LONG_AGO, TODAY, a_person, an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.case import CasePage
from ui.session import Session


@pytest.fixture
def case(register):
    """Kadidia, with five sessions, two measures and a talk group."""
    case = register.save(*an_admission())[2]
    _speak(register, case)
    return case


def _speak(register, case):
    days = [TODAY - timedelta(days=ago) for ago in (90, 60, 0)]
    for day, step in zip(days, (3, 5, 7), strict=True):
        register.save(PsychosocialSession(case_id=case.id, session_type="individual", held_on=day, ladder=step))
    for day, answer in ((days[0], "1"), (days[2], "3")):
        said = dict.fromkeys(("sleep", "appetite", "safety", "mood", "hope"), answer)
        register.save(WellbeingMeasure(case_id=case.id, measured_on=day, **said))
    group = groups.start_group(register, TalkGroup(name="Les colombes", from_on=LONG_AGO))
    held = GroupSession(group_id=group.id, held_on=days[1])
    groups.hold_session(register, held, [GroupAttendance(case_id=case.id, group_session_id=held.id, status="present")])


@pytest.fixture
def section(show, case):
    def shown(register, *, of=None, size=LARGE, code="fr"):
        page = show(CasePage(Session(register, Language.of(code))), size)
        page.arrive(Destination(page="case", case_id=(of or case).id, section="psychosocial"))
        return page

    return shown


def test_it_fits_for_a_girl_and_a_boy_in_both_languages(register, section, case):
    boy = an_admission(a_person(sex="male"), given="Oumar")
    boy[2] = replace(boy[2], code="SEG-26-0002")
    boy = register.save(*boy)[2]
    _speak(register, boy)
    for of in (case, boy):
        for size, code in ((LARGE, "fr"), (SMALL, "fr"), (SMALL, "en")):
            assert cut_widgets(section(register, of=of, size=size, code=code), *size) == [], code


def test_the_change_is_said_in_words_beside_the_line(register, section):
    page = section(register)
    assert "De 5 à 15 sur 20, en 90 jours." in words_on(page)
    assert "Mieux" in words_on(page)
    assert part(page, "wellbeing.trend").accessibleName() == "De 5 à 15 sur 20, en 90 jours."
    assert "Sur l’échelle\xa0: 3 au début, 7 maintenant." in words_on(page)


def test_the_five_sentences_are_answered_by_keyboard_alone(register, section, case):
    page = section(register)

    def answer(dialog):
        dialog.form.editor("sleep").setFocus()
        for _ in range(5):  # the second step, then on to the next sentence
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        dialog.sheet.save()

    in_dialog(answer)
    part(page, "wellbeing").add_one()
    last = register.find(WellbeingMeasure, case_id=case.id)[-1]
    assert (last.sleep, last.appetite, last.safety, last.mood, last.hope) == ("1",) * 5


def test_the_psychologist_writes_session_and_note_in_one_form(register, section, case):
    with reopened_as(register, "psychologist") as hers:
        page = section(hers)
        assert not part(page, "notes_shut").isVisible()

        def write(dialog):
            dialog.form.editor("session_type").show_answer("psychotherapy")
            dialog.form.editor("session_type").changed.emit()
            part(dialog, "session_observations.observation.field").setPlainText("Elle rêve de sa sœur.")
            dialog.sheet.save()

        in_dialog(write)
        part(page, "sessions").add_one()
        session = hers.find(PsychosocialSession, case_id=case.id)[-1]
        (note,) = hers.find(SessionObservation)
        assert (session.session_type, session.held_by) == ("psychotherapy", hers.who)
        assert (note.session_id, note.observation) == (session.id, "Elle rêve de sa sœur.")
        assert "Elle rêve" not in words_on(page)


def test_a_note_that_was_only_begun_comes_back_with_its_session(register, section):
    with reopened_as(register, "psychologist") as hers:
        page, told = section(hers), []

        def begin(dialog):
            part(dialog, "session_observations.aims.field").setPlainText("Nommer la peur")
            dialog.keep_draft()

        in_dialog(begin)
        part(page, "sessions").add_one()
        (kept,) = drafts.all_kept(hers)
        in_dialog(lambda dialog: told.append(part(dialog, "session_observations.aims.field").toPlainText()))
        page.resume(kept)
        assert told == ["Nommer la peur"]


def test_the_director_sees_that_there_were_sessions_and_for_whom_the_rest_is_kept(register, section):
    page = section(register)
    assert part(page, "notes_shut").isVisible()
    asked = []
    in_dialog(lambda dialog: asked.append(dialog.findChildren(object, "session_observations.observation")))
    page.findChild(object, f"open.{register.find(PsychosocialSession)[0].id}").click()
    assert asked == [[]]


def test_whoever_reads_no_sessions_still_sees_the_groups(register, section):
    with reopened_as(register, "nurse") as nurse:
        page = section(nurse)
        assert part(page, "psychosocial_shut").isVisible()
        assert not part(page, "sessions").isVisible()
        assert "1 séance suivie" in words_on(part(page, "attended"))
        assert "ladder" not in words_on(page)
