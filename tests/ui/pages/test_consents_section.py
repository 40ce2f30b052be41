"""The sections consents, documents and notes of a file, used as a person uses them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from centre_app import drafts
from centre_app.case_view import view
from centre_app.casework.consents import may, record_answer
from centre_app.casework.papers import papers_of, take_in
from centre_app.language import Language
from centre_app.records import (
    CaseFile,
    CaseNote,
    Consent,
    HealthPaper,
    IdentityPaper,
    Organisation,
    Person,
    ProtectionPaper,
    Referral,
    ToldTopic,
)
from tests.makers import LONG_AGO, TODAY, YESTERDAY, a_consent, an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from tests.ui.strange_files import a_pdf, a_picture, an_active_pdf, with_exif
from ui import background
from ui.page import Destination
from ui.pages.case.choosing import consents_for
from ui.pages.case.page import CasePage
from ui.pages.case.told_notice import ToldNotice
from ui.paper_intake import cleaned
from ui.session import Session

FRENCH = Language.of("fr")


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def at(register, show):
    """Show a section of the one file there is, in French."""

    def shown(section, *, size=LARGE, opened=None, language=FRENCH):
        page = CasePage(Session(opened or register, language))
        case_id = (opened or register).as_stored.find(CaseFile)[0].id
        page.arrive(Destination(page="case", case_id=case_id, section=section))
        return show(page, size)

    return shown


def press(qtbot, page, name):
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)


def answer(dialog, **answers):
    for name, given in answers.items():
        dialog.form.editor(name).show_answer(given)
        dialog.form.editor(name).changed.emit()
    QApplication.processEvents()


# --- consents --------------------------------------------------------------------------------------------------


def test_one_click_asks_and_the_answer_stands_in_its_row(qtbot, register, case, at):
    page = at("consents")
    assert "Non encore demandé" in words_on(part(page, "consent.photo"))

    def ask(dialog):
        answer(dialog, status="given", giver="parent", child_agrees=True, mode="thumbprint")
        dialog.sheet.save()

    in_dialog(ask)
    press(qtbot, page, "consent.photo.ask")
    (line,) = register.find(Consent)
    assert (line.purpose, line.status, line.giver, line.child_agrees) == ("photo", "given", "parent", True)
    assert "Donné" in words_on(part(page, "consent.photo"))


def test_a_yes_of_a_child_alone_stays_in_the_form_and_says_why(qtbot, register, case, at):
    said = []

    def ask(dialog):
        answer(dialog, status="given", giver="self_minor_assent", mode="signature")
        dialog.sheet.save()
        said.append(words_on(dialog))

    page = at("consents")
    in_dialog(ask)
    press(qtbot, page, "consent.services.ask")
    assert "Un enfant ne peut pas donner son accord tout seul" in said[0]
    assert register.find(Consent) == []


def test_a_grown_woman_is_asked_herself_and_nothing_of_a_child(qtbot, register, case, at):
    person = register.get(Person, case.person_id)
    register.save(
        replace(
            person,
            birth=replace(
                person.birth, first=LONG_AGO.replace(year=1995), last=LONG_AGO.replace(year=1995), precision="day"
            ),
        )
    )
    asked = []
    page = at("consents")
    in_dialog(lambda dialog: asked.append((dialog.form.questions, dialog.form.record().giver)))
    press(qtbot, page, "consent.services.ask")
    questions, giver = asked[0]
    assert "child_agrees" not in questions
    assert giver == "self_adult"


def test_a_withdrawal_says_what_has_left_and_writes_a_line(qtbot, register, case, at):
    record_answer(register, a_consent(case, "photo", giver="judge", giver_name="Juge Sow"))
    take_in(register, IdentityPaper(case_id=case.id, document_type="photo"), cleaned(a_picture()))
    page, said = at("consents"), []

    def withdraw(dialog):
        said.append(words_on(dialog))
        said.append((dialog.form.record().giver, dialog.form.record().giver_name, dialog.sheet.bar.save.text()))
        answer(dialog, mode="verbal_witness", giver="self_minor_assent")
        dialog.sheet.save()
        said.append(words_on(dialog))
        answer(dialog, witness="Awa Diarra")
        dialog.sheet.save()

    in_dialog(withdraw)
    press(qtbot, page, "consent.photo.withdraw")
    assert "Photo gardée dans Documents" in said[0]
    assert said[1] == (None, None, "Retirer")
    assert "Témoin\xa0*" in said[2]
    assert "sans témoin, personne ne peut le confirmer" in said[2]
    assert register.find(Consent)[-1].giver_name is None
    assert not may(register, case.id, "photo")
    assert "Retiré" in words_on(part(page, "consent.photo"))
    assert page.findChild(QPushButton, "consent.photo.withdraw") is None


def test_every_answer_that_was_written_can_be_read(qtbot, register, case, at):
    for status in ("given", "refused"):
        record_answer(register, a_consent(case, "photo", status, restrictions=f"words of {status}"))
    page, said = at("consents"), []
    in_dialog(lambda dialog: said.append(words_on(dialog)))
    press(qtbot, page, "consent.photo.answers")
    assert "words of given" in said[0]
    assert "words of refused" in said[0]


@pytest.mark.parametrize(("section", "button", "question"), [
    ("consents", "consent.photo.ask", "restrictions"),
    ("consents", "consent.services.withdraw", "witness"),
    ("documents", "papers.empty.act", "title"),
    ("notes", "notes.empty.act", "text"),
])  # fmt: skip
def test_what_was_being_typed_when_the_register_was_locked_comes_back(
    qtbot, register, case, at, section, button, question
):
    record_answer(register, a_consent(case, "services"))
    page, seen = at(section), []

    def type_and_lock(dialog):
        answer(dialog, **{question: "Pas chez l’oncle."})
        dialog.keep_draft()

    in_dialog(type_and_lock)
    press(qtbot, page, button)
    (kept,) = drafts.all_kept(register)
    again = at(section)
    in_dialog(lambda dialog: seen.append((dialog.form.record(), dialog.accessibleName())))
    again.resume(kept)
    record, title = seen[0]
    assert getattr(record, question) == "Pas chez l’oncle."
    assert title.startswith("Retirer") == button.endswith("withdraw")


def test_who_does_not_ask_for_consents_reads_what_was_told_and_no_ledger(register, case, at):
    record_answer(register, a_consent(case, "photo"))
    register.save(ToldTopic(case_id=case.id, topic="journey", told_on=YESTERDAY, told_elsewhere="OIM"))
    with reopened_as(register, "teacher") as teacher:
        page = at("consents", opened=teacher)
        assert part(page, "ledger_shut").isVisible()
        assert not part(page, "ledger").isVisible()
        assert "Le trajet" in words_on(part(page, "told_topics"))


def test_an_educator_reads_consents_and_is_offered_no_form(register, case, at):
    record_answer(register, a_consent(case, "photo"))
    with reopened_as(register, "social_worker") as educator:
        page = at("consents", opened=educator)
        names = {button.objectName() for button in part(page, "ledger").findChildren(QPushButton)}
        assert names == {"consent.photo.answers"}


def test_of_a_referral_the_consents_are_offered_that_hold_and_fit_the_newest_first(register, case):
    register.save(clinic := Organisation(name="CSRéf de Koro", org_type="health"))
    register.save(
        a_consent(case, "share_hq"),
        a_consent(case, "photo"),
        a_consent(case, "share_un", given_on=LONG_AGO, expires_on=YESTERDAY),
        a_consent(case, "share_authorities", given_on=LONG_AGO),
        a_consent(case, "share_partner", given_on=YESTERDAY, partner_id=clinic.id),
        a_consent(case, "share_partner", given_on=LONG_AGO, partner_in_words="Atelier Yiriwa"),
    )

    def offered(**to):
        return [words for _key, words in consents_for(Session(register, FRENCH), Referral(case_id=case.id, **to))]

    clinic_said = "20/11/2026 · CSRéf de Koro · Donné"
    assert offered()[0] == clinic_said
    assert len(offered()) == 3
    assert offered(organisation_id=clinic.id) == [clinic_said]
    assert offered(organisation_in_words="atelier yiriwa")[0].endswith(" · Atelier Yiriwa · Donné")
    assert offered(organisation_in_words="Somebody else") == []


# --- documents -------------------------------------------------------------------------------------------------


def given(dialog, qtbot, file, **answers):
    answer(dialog, **answers)
    dialog.take(file)
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=20_000)
    QApplication.processEvents()


def test_a_photograph_of_a_paper_is_kept_and_looked_at(qtbot, register, case, at, tmp_path):
    file = tmp_path / "IMG_0001.jpg"
    file.write_bytes(with_exif(a_picture()))
    page, seen = at("documents"), []

    def add(dialog):
        given(dialog, qtbot, file, document_type="birth_certificate", title="Mairie de Koro")
        dialog.sheet.save()

    in_dialog(add)
    press(qtbot, page, "papers.empty.act")
    (paper,) = papers_of(register, case)
    assert (paper.title, paper.pages, paper.media_type) == ("Mairie de Koro", 1, "image/jpeg")
    in_dialog(lambda dialog: seen.append((dialog.windowTitle(), dialog.page_size)))
    press(qtbot, page, f"look.{paper.id}")
    title, size = seen[0]
    assert "Koro" not in title
    assert size.width() > 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ this is no picture", "Ce n’est ni une image ni un PDF"),
        (b"", "Le fichier est vide"),
        (None, "n’est plus là"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_words_and_nothing_is_written(
    qtbot, register, case, at, tmp_path, content, words
):
    file = tmp_path / "scan.pdf"
    if content is not None:
        file.write_bytes(content)
    page, said = at("documents"), []

    def add(dialog):
        given(dialog, qtbot, file, document_type="birth_certificate")
        said.append(words_on(dialog))
        dialog.sheet.save()
        said.append(words_on(dialog))

    in_dialog(add)
    press(qtbot, page, "papers.empty.act")
    assert words in said[0]
    assert "Choisissez d’abord le fichier" in said[1]
    assert papers_of(register, case) == []


def test_of_a_hostile_pdf_the_pages_are_kept_and_turned(qtbot, register, case, at):
    paper = take_in(register, IdentityPaper(case_id=case.id, document_type="ogp"), cleaned(a_pdf(3)))
    take_in(register, IdentityPaper(case_id=case.id, document_type="other"), cleaned(an_active_pdf()))
    page, seen = at("documents"), []

    def turn(dialog):
        qtbot.waitUntil(dialog.isActiveWindow)
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            qtbot.keyClick(dialog, key)
            seen.append(part(dialog, "paper_page").text())
        before = dialog.page_size.width()
        qtbot.keyClick(dialog, Qt.Key.Key_Plus)
        assert dialog.page_size.width() > before
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(turn)
    press(qtbot, page, f"look.{paper.id}")
    assert seen == ["Page 2 sur 3", "Page 3 sur 3", "Page 3 sur 3", "Page 2 sur 3"]


def test_a_document_is_taken_back_with_a_reason_alone(qtbot, register, case, at):
    paper = take_in(register, IdentityPaper(case_id=case.id, document_type="other"), cleaned(a_picture()))
    page = at("documents")
    card = part(page, "papers")

    def say_why(dialog):
        assert not part(dialog, "confirm_take_back").isEnabled()
        qtbot.keyClicks(part(dialog, "take_back.why"), "dans le mauvais dossier")
        press(qtbot, dialog, "confirm_take_back")

    in_dialog(say_why)
    card._take_back(paper)
    assert papers_of(register, case) == []
    assert register.get(IdentityPaper, paper.id).void_reason == "dans le mauvais dossier"


def test_each_paper_is_shown_to_those_for_whom_it_is(register, case, at):
    for document_type in ("birth_certificate", "medical_report", "ogp"):
        take_in(register, IdentityPaper(case_id=case.id, document_type=document_type), cleaned(a_picture()))
    with reopened_as(register, "social_worker") as educator:
        page = at("documents", opened=educator)
        assert [type(paper) for paper in papers_of(educator, case)] == [IdentityPaper]
        assert part(page, "health_papers_shut").isVisible()
        assert part(page, "protection_papers_shut").isVisible()
        words = words_on(part(page, "papers"))
        assert "Acte de naissance" in words
        assert "Compte rendu médical" not in words
        assert {HealthPaper, ProtectionPaper}.isdisjoint(map(type, papers_of(educator, case)))


# --- notes -----------------------------------------------------------------------------------------------------


def test_a_note_is_written_and_a_sealed_one_is_only_known_to_be_there(qtbot, register, case, at):
    page = at("notes")

    def write(dialog):
        answer(dialog, heading="Ce qu’elle aime", text="Elle chante.", confidentiality="sealed")
        dialog.sheet.save()

    in_dialog(write)
    press(qtbot, page, "notes.empty.act")
    (note,) = register.find(CaseNote)
    assert (note.heading, note.noted_on) == ("Ce qu’elle aime", TODAY)
    assert "Elle chante." in words_on(part(page, "notes"))
    with reopened_as(register, "social_worker") as educator:
        words = words_on(at("notes", opened=educator))
        assert "chante" not in words
        assert "Ce qu’elle aime" not in words


# --- both sizes ------------------------------------------------------------------------------------------------


def test_at_both_sizes_and_in_both_languages_nothing_is_cut(register, case, at):
    for purpose, status in (
        ("services", "given"),
        ("medical_care", "given_partial"),
        ("photo", "given"),
        ("media", "refused"),
    ):
        record_answer(register, a_consent(case, purpose, status))
    take_in(register, IdentityPaper(case_id=case.id, document_type="photo", expires_on=YESTERDAY), cleaned(a_picture()))
    register.save(
        CaseNote(case_id=case.id, heading="Appel", noted_on=TODAY, text="Samedi.", confidentiality="restricted")
    )
    for section in ("consents", "documents", "notes"):
        for size in (LARGE, SMALL):
            for language in (FRENCH, Language.of("en")):
                shown = at(section, size=size, language=language)
                assert cut_widgets(shown, *size) == [], (section, size, language.code)
                shown.close()


def test_what_was_told_is_said_where_it_would_be_asked_again(qtbot, register, case, at):
    register.save(
        ToldTopic(case_id=case.id, topic="journey", told_on=YESTERDAY, told_to=register.who, where_written="cahier 3")
    )
    notice = ToldNotice(Session(register, FRENCH), "journey", "recruitment")
    qtbot.addWidget(notice)
    notice.show_file(view(register, case.id))
    said = [widget.accessibleName() for widget in notice.findChildren(QWidget, "told.journey")]
    assert said == [
        "Le trajet\xa0: déjà raconté à Awa Diarra le 20/11/2026. Ne pas redemander. Où c’est écrit\xa0: cahier 3."
    ]
    assert not ToldNotice(Session(register, FRENCH), "family").isVisible()
