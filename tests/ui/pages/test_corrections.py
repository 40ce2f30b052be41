"""Corrections on screen: asked for at headquarters, decided at the centre, and the lists that headquarters publishes."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from centre_app.choices import choices
from centre_app.corrections import applying, proposing, standing
from centre_app.language import Language
from centre_app.records import HealthBrief, KnownPlace, ListEntry, PersonContact, PersonName
from tests.centre_app.exchange.conftest import pair
from tests.makers import an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, write_into
from tests.ui.pages.with_sticks import press, said, words_on
from ui.house import open_house
from ui.kit.chip import Chip
from ui.kit.rows import Row
from ui.page import Destination
from ui.pages.case import CasePage
from ui.pages.case.received import ReceivedSection
from ui.pages.corrections import CorrectionsPage
from ui.pages.settings import SettingsPage
from ui.session import Session

__all__ = ["pair"]  # a fixture
LONG = "Sangaré-Traoré dite Tantie de Kalabancoura, comme il est écrit sur l’acte de naissance rectifié"


@pytest.fixture
def told(pair):
    person, name, case, intake, stay = an_admission()
    brief = HealthBrief(case_id=case.id, allergies="Arachide")
    saved = pair.centre.save(person, name, replace(case, share_hq=True), intake, stay, brief)
    pair.exchange()
    return saved


def differing(pair, told, theirs="Sangare", ours="Sangharé"):
    """Let both sides change her family name, and the centre hear of it."""
    there = pair.headquarters.as_stored.get(PersonName, told[1].id)
    proposing.propose(pair.headquarters, replace(there, family=theirs), reason="Lu sur l’acte de naissance")
    pair.centre.save(replace(pair.centre.as_stored.get(PersonName, told[1].id), family=ours))
    pair.exchange()


def page_of(show, register, made, size=LARGE, code="fr", **where):
    page = show(made(Session(register, Language.of(code))), size)
    page.arrive(Destination(page=page.objectName(), **where))
    return page


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_both_answers_stand_side_by_side_and_nothing_is_cut(qtbot, show, pair, told, size, code):
    differing(pair, told, theirs=LONG)
    page = page_of(show, pair.centre, CorrectionsPage, size, code)
    words = words_on(page)
    assert "Sangharé" in words
    assert LONG in words
    assert "Lu sur l’acte de naissance" in words
    assert cut_widgets(page, *size) == []


def test_taking_the_proposed_answer_changes_the_record_and_says_so(qtbot, show, pair, told):
    differing(pair, told)
    page = page_of(show, pair.centre, CorrectionsPage)
    (waits,) = standing.to_decide(pair.centre)
    press(qtbot, page, f"take.{waits.correction.id}")
    assert pair.centre.as_stored.get(PersonName, told[1].id).family == "Sangare"
    assert "C’est décidé" in said(page)
    assert "Rien à décider" in words_on(page)


def test_whoever_asked_reads_whose_answer_was_kept(qtbot, show, pair, told):
    # after: headquarters read "our answer kept" of an answer that was the centre's
    differing(pair, told)
    (waits,) = standing.to_decide(pair.centre)
    applying.decide(pair.centre, waits, take_theirs=False)
    pair.exchange()
    said_by = [
        [chip.accessibleName() for chip in page_of(show, register, CorrectionsPage).findChildren(Chip)]
        for register in (pair.centre, pair.headquarters)
    ]
    assert said_by == [["Notre réponse gardée"], ["Leur réponse gardée"]]
    page = page_of(show, pair.headquarters, CorrectionsPage)
    assert [row.accessibleName() for row in page.findChildren(Row)] == [
        "SEG-26-0001 · Nom · Nom de famille · Ségou. Sangaré → Sangare · maintenant\u00a0: Sangharé"
    ]


def test_the_rail_counts_what_is_to_be_decided(qtbot, pair, told):
    differing(pair, told)
    frame = open_house(Session(pair.centre, Language.of("fr")))
    qtbot.addWidget(frame)
    names = [button.accessibleName() for button in frame.rail._buttons.values()]
    assert "À décider · 1 à décider" in names


def test_headquarters_asks_for_a_correction_from_a_card_of_the_file(qtbot, show, pair, told):
    page = page_of(show, pair.headquarters, CasePage, case_id=told[2].id, section="health")

    def ask(dialog):
        field = part(dialog, "health_briefs.allergies").findChild(QLineEdit)
        field.clear()
        type_words(field, "Pénicilline")
        type_words(part(dialog, "care_corrections.reason").findChild(QPlainTextEdit), "Carnet de santé")
        press(qtbot, dialog, "save")

    in_dialog(ask)
    press(qtbot, page, "edit_brief")
    (asked,) = standing.asked_by_us(pair.headquarters)
    assert (asked.correction.question, asked.correction.reason) == ("allergies", "Carnet de santé")


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_every_record_of_a_file_that_headquarters_reads_can_be_asked_to_be_corrected(qtbot, show, pair, told, size):
    page = page_of(show, pair.headquarters, CasePage, size, case_id=told[2].id, section="received")
    assert cut_widgets(page, *size) == []

    def ask(dialog):
        assert cut_widgets(dialog, dialog.width(), dialog.height()) == []
        write_into(dialog, "person_names.family", "-Keïta")
        press(qtbot, dialog, "save")  # without a reason nothing is asked
        assert standing.asked_by_us(pair.headquarters) == []
        type_words(part(dialog, "identity_corrections.reason").findChild(QPlainTextEdit), "Acte de naissance")
        press(qtbot, dialog, "save")

    assert not part(page, "ask_for_correction").isEnabled()
    part(page, "received.table").choose_id(told[1].id)
    in_dialog(ask)
    press(qtbot, page, "ask_for_correction")
    (asked,) = standing.asked_by_us(pair.headquarters)
    assert asked.correction.question == "family"


def test_a_line_of_her_records_says_its_questions_and_no_number_in_passing(qtbot, show, pair, told):
    contact = PersonContact(
        person_id=told[0].id, kind="phone", value="+22365005678", belongs_to="relative", safe_to_call="no"
    )
    pair.centre.save(contact, replace(pair.centre.as_stored.get(PersonName, told[1].id), is_display=True))
    pair.exchange()
    page = page_of(show, pair.headquarters, CasePage, case_id=told[2].id, section="received")
    table = part(page, "received.table")
    rows = page.findChild(ReceivedSection)._rows(list(page.findChild(ReceivedSection)._records))
    lines = {record_id: row["said"].text for record_id, row in rows.items()}
    assert "+223" not in " ".join(lines.values())
    assert lines[contact.id].startswith("Téléphone · ")
    assert all(" : " in fact.replace("\u00a0", " ") for fact in lines[told[1].id].split(" · ")[1:])
    assert [fact for line in lines.values() for fact in line.split(" · ") if fact in ("Oui", "Non")] == []
    before = len(pair.headquarters.vault.ask("SELECT 1 FROM identity.history WHERE action = 'view'"))
    table.choose_id(contact.id)
    in_dialog(lambda dialog: dialog.reject())
    press(qtbot, page, "ask_for_correction")
    assert len(pair.headquarters.vault.ask("SELECT 1 FROM identity.history WHERE action = 'view'")) == before + 1


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_what_a_verb_of_the_house_does_is_not_asked_and_the_reason_is_said(qtbot, show, pair, told, size):
    page = page_of(show, pair.headquarters, CasePage, size, case_id=told[2].id, section="received")
    seen = []

    def look(dialog):
        seen.append(
            (set(dialog.form.questions), words_on(dialog), cut_widgets(dialog, dialog.width(), dialog.height()))
        )
        dialog.reject()

    part(page, "received.table").choose_id(told[2].id)
    in_dialog(look)
    press(qtbot, page, "ask_for_correction")
    ((questions, words, cut),) = seen
    assert questions == {"opened_on"}
    assert "Clôturé le" in words
    assert "par un acte à elle" in words
    assert cut == []


def test_a_correction_that_was_begun_is_kept_as_a_draft_with_its_reason(qtbot, show, pair, told):
    page = page_of(show, pair.headquarters, CasePage, case_id=told[2].id, section="received")
    part(page, "received.table").choose_id(told[1].id)

    def begin(dialog):
        write_into(dialog, "person_names.family", "-Keïta")
        type_words(part(dialog, "identity_corrections.reason").findChild(QPlainTextEdit), "Acte de naissance")
        assert dialog._keeper.keep() is not None
        dialog.done(0)  # as a lock does it: nobody asks

    in_dialog(begin)
    press(qtbot, page, "ask_for_correction")
    assert standing.asked_by_us(pair.headquarters) == []

    def go_on(dialog):
        assert (
            "Acte de naissance" in part(dialog, "identity_corrections.reason").findChild(QPlainTextEdit).toPlainText()
        )
        press(qtbot, dialog, "save")

    in_dialog(go_on)
    press(qtbot, page, "ask_for_correction")
    (asked,) = standing.asked_by_us(pair.headquarters)
    assert (asked.correction.question, asked.correction.reason) == ("family", "Acte de naissance")
    assert "Keïta" in asked.correction.proposed


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_headquarters_sees_what_it_asked_and_takes_it_back(qtbot, show, pair, told, size):
    there = pair.headquarters.as_stored.get(PersonName, told[1].id)
    (asked,) = proposing.propose(pair.headquarters, replace(there, family=LONG), reason="Acte de naissance")
    page = page_of(show, pair.headquarters, CorrectionsPage, size)
    assert "SEG-26-0001" not in words_on(page)  # rows elide their words; they stand in the accessible name
    assert cut_widgets(page, *size) == []
    press(qtbot, page, f"withdraw.{asked.id}")
    assert [one.state for one in standing.asked_by_us(pair.headquarters)] == [standing.WITHDRAWN]


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_choice_is_added_renamed_and_retired_for_all_centres(qtbot, show, pair, size):
    page = page_of(show, pair.headquarters, SettingsPage, size, section="lists")
    assert cut_widgets(page, *size) == []
    key = choices("action_blocker").keys[0]
    press(qtbot, page, f"retire.{key}")
    assert key not in choices("action_blocker").keys
    press(qtbot, page, f"offer.{key}")
    assert key in choices("action_blocker").keys

    def name_it(dialog):
        for question, words in (("label_fr", "Route coupée"), ("label_en", "Road cut")):
            write_into(dialog, f"list_entries.{question}", words)
        press(qtbot, dialog, "save")

    in_dialog(name_it)
    press(qtbot, page, "add_in_settings")
    assert choices("action_blocker").label("road_cut", Language.of("fr")) == "Route coupée"
    assert pair.headquarters.find(ListEntry, key="road_cut")


def test_what_headquarters_published_is_shown_at_the_centre_and_not_changed_there(qtbot, show, pair, told):
    pair.headquarters.save(KnownPlace(name="Kobada", kind="gold_site"))
    pair.exchange()
    page = page_of(show, pair.centre, SettingsPage, section="directory")
    (place,) = pair.centre.find(KnownPlace)
    seen = []
    in_dialog(lambda dialog: seen.append(part(dialog, "save").text()))
    press(qtbot, page, f"open.{place.id}")
    assert seen == ["Demander une correction"]
