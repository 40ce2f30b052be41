"""Ways back in, in Administration: the sheet, its rehearsal, the deputy; and headquarters' answer to a centre."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from centre_app import accounts, recovery
from centre_app.exchange import partners
from centre_app.language import Language
from centre_app.records import StaffMember
from centre_app.register import AT_HEADQUARTERS
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import part
from tests.ui.pages.with_sticks import in_dialog, no_sticks, press, said, stick, words_on
from ui.page import Destination
from ui.pages.recovery.answering import AnswerPage
from ui.pages.recovery.dialogs import NewSheetDialog, RehearsalDialog
from ui.pages.settings.page import SettingsPage
from ui.session import Session

__all__ = ["no_sticks", "stick"]


@pytest.fixture
def page(show, session):
    page = show(SettingsPage(session))
    page.arrive(Destination(page="settings", section="recovery"))
    return page


@pytest.fixture
def sheet(register):
    sheet = recovery.new_sheet()
    recovery.keep_sheet(register, sheet)
    return sheet


def put_on_paper(qtbot, dialog, *, wrongly=False):
    groups = [part(dialog, f"group.{number}").text() for number in range(1, 8)]
    press(qtbot, dialog, "new_sheet_dialog.go")
    for number, group in enumerate(groups, start=1):
        if dialog.findChildren(QLineEdit, f"typed_back.{number}"):
            type_words(part(dialog, f"typed_back.{number}"), "0000" if wrongly else group)
    press(qtbot, dialog, "new_sheet_dialog.go")
    return "-".join(groups)


def type_code(qtbot, dialog, code):
    for number, group in enumerate(code.split("-"), start=1):
        type_words(part(dialog, f"code.{number}"), group)
    press(qtbot, dialog, "rehearsal_dialog.go")


# --- the sheet ---------------------------------------------------------------------------------------------------


def test_without_a_sheet_it_is_said_in_red_and_nothing_can_be_rehearsed(page):
    assert "Aucune n’a encore été faite." in words_on(page)
    assert not part(page, "rehearse").isEnabled()


def test_a_new_sheet_counts_once_it_was_typed_back(qtbot, page, register, sheet):
    codes = []
    in_dialog("new_sheet_dialog", lambda dialog: codes.append(put_on_paper(qtbot, dialog)))
    press(qtbot, page, "new_sheet")
    recovery.rehearse(register, codes[0])
    assert "Faite le 21/11/2026." in words_on(page)
    assert said(page).startswith("La nouvelle fiche compte désormais.")


def test_a_sheet_typed_back_wrong_leaves_the_former_one_in_force(qtbot, page, register, sheet):
    def try_in_vain(dialog):
        put_on_paper(qtbot, dialog, wrongly=True)
        assert "Ces groupes ne sont pas ceux de la fiche." in words_on(dialog)
        dialog.reject()

    acted = in_dialog("new_sheet_dialog", try_in_vain)
    press(qtbot, page, "new_sheet")
    assert acted
    recovery.rehearse(register, sheet.code)


# --- rehearsing --------------------------------------------------------------------------------------------------


def test_a_rehearsal_says_when_it_went_well(qtbot, page, register, sheet):
    page.refresh()
    assert "L’exercice n’a jamais été fait." in words_on(page)
    before = (register.folder / "keys.json").read_bytes()
    in_dialog("rehearsal_dialog", lambda dialog: type_code(qtbot, dialog, sheet.code))
    press(qtbot, page, "rehearse")
    assert "Le 21/11/2026, le code a tout ouvert." in words_on(page)
    assert (register.folder / "keys.json").read_bytes() == before


def test_a_rehearsal_with_another_sheet_is_told_and_remembered(qtbot, page, register, sheet, clock):
    page.refresh()
    clock.move(minutes=5)

    def try_in_vain(dialog):
        type_code(qtbot, dialog, recovery.new_sheet().code)
        assert "Ce code n’est pas celui de la dernière fiche" in words_on(dialog)
        dialog.reject()

    in_dialog("rehearsal_dialog", try_in_vain)
    press(qtbot, page, "rehearse")
    assert "le code n’a pas ouvert le registre" in words_on(page)
    clock.move(minutes=5)
    in_dialog("rehearsal_dialog", lambda dialog: type_code(qtbot, dialog, sheet.code))
    press(qtbot, page, "rehearse")
    assert "le code a tout ouvert" in words_on(page)


def test_after_half_a_year_or_a_new_sheet_it_asks_for_another_rehearsal(page, register, sheet, clock):
    recovery.rehearse(register, sheet.code)
    assert not recovery.needs_rehearsal(register)
    clock.move(days=184)
    page.refresh()
    assert "refaites l’exercice" in words_on(page)
    recovery.rehearse(register, sheet.code)
    assert not recovery.needs_rehearsal(register)
    clock.move(days=1)
    recovery.keep_sheet(register, recovery.new_sheet())
    assert recovery.needs_rehearsal(register)


# --- for whom ----------------------------------------------------------------------------------------------------


def test_the_deputy_is_named(page, register):
    assert "Personne encore." in words_on(page)
    accounts.add_person(register, StaffMember(name="Moussa Touré", roles=frozenset({"director"})))
    page.refresh()
    assert "Moussa Touré" in words_on(page)


def test_headquarters_counts_since_its_card_came(page, register):
    assert "à l’inscription" in words_on(page)
    recovery.trust_headquarters(register, partners.new_offline_keys().recovery)
    page.refresh()
    assert "sa carte est venue le 21/11/2026" in words_on(page)


def test_only_who_keeps_the_keys_finds_the_ways_back(show, register):
    other = makers.reopened_as(register, "case_manager")
    page = show(SettingsPage(Session(other, Language.of("fr"))))
    assert not page.findChildren(QWidget, "section.recovery")
    assert "recovery" not in {part[0] for part in page._parts}
    other.close()


# --- headquarters answers ----------------------------------------------------------------------------------------


@pytest.fixture
def centre(tmp_path):
    """A centre that headquarters' offline keys open, and those keys."""
    folder, keys = makers.a_folder(tmp_path), partners.new_offline_keys()
    with makers.reopened(folder) as register:
        recovery.trust_headquarters(register, keys.recovery)
    return folder, keys


@pytest.fixture
def answering(show, tmp_path, stick, qapp):
    with makers.a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO") as register:
        page = show(AnswerPage(Session(register, Language.of("fr"))))
        page.arrive(Destination(page="answer_recovery"))
        yield page


def a_request(folder, stick):
    who = recovery.ways_back(folder).directors[0].id
    name, content, words = recovery.ask_headquarters(folder, who, passphrase="girafe ballon sept nuages verts")
    (stick / name).write_bytes(content)
    return words


def read_request(qtbot, page):
    in_dialog("found_files", lambda dialog: press(qtbot, dialog, "read.SEG.registre-secours"))
    press(qtbot, page, "no_request.act")


def test_headquarters_compares_takes_its_keys_and_writes_the_answer(
    qtbot, answering, centre, stick, no_sticks, tmp_path
):
    folder, keys = centre
    words = a_request(folder, stick)
    safe = tmp_path / "COFFRE"
    safe.mkdir()
    (safe / "BKO-SECOURS.cles").write_text(keys.text, encoding="ascii")
    no_sticks.append(safe)
    read_request(qtbot, answering)
    assert part(answering, "words_to_compare").accessibleName() == ", ".join(words)
    assert "Demande de SEG" in words_on(answering)
    press(qtbot, answering, "same_words")
    assert not part(answering, "answer").isEnabled()
    press(qtbot, answering, "known_voice")

    def take_keys(dialog):
        press(qtbot, dialog, "read.BKO-SECOURS.cles")
        in_dialog("stick_dialog", write)

    def write(dialog):
        press(qtbot, dialog, f"stick_dialog.sticks.{stick}")
        press(qtbot, dialog, "write_here")

    in_dialog("found_files", take_keys)
    press(qtbot, answering, "answer")
    qtbot.waitUntil(lambda: "La réponse est sur la clé" in said(answering), timeout=10_000)
    answer = (stick / "SEG.registre-retour").read_bytes()
    recovery.check_answer(folder, answer, "girafe ballon sept nuages verts")
    register = answering.session.register
    assert register.vault.last_line_at("centre", "answer_recovery") is not None


def test_the_answer_does_not_go_on_the_stick_with_the_keys(qtbot, answering, centre, stick):
    folder, keys = centre
    a_request(folder, stick)
    (stick / "BKO-SECOURS.cles").write_text(keys.text, encoding="ascii")
    read_request(qtbot, answering)
    press(qtbot, answering, "same_words")
    press(qtbot, answering, "known_voice")

    def take_keys(dialog):
        press(qtbot, dialog, "read.BKO-SECOURS.cles")
        in_dialog("stick_dialog", lambda sticks: press(qtbot, sticks, "write_here"))

    in_dialog("found_files", take_keys)
    press(qtbot, answering, "answer")
    qtbot.waitUntil(lambda: "elle ne part jamais" in said(answering), timeout=10_000)
    assert not (stick / "SEG.registre-retour").exists()


def test_keys_of_another_headquarters_answer_nothing(qtbot, answering, centre, stick):
    a_request(centre[0], stick)
    (stick / "X.cles").write_text(partners.new_offline_keys().text, encoding="ascii")
    read_request(qtbot, answering)
    press(qtbot, answering, "same_words")
    press(qtbot, answering, "known_voice")
    in_dialog("found_files", lambda dialog: press(qtbot, dialog, "read.X.cles"))
    press(qtbot, answering, "answer")
    assert "n’ouvrent pas le registre de ce centre" in said(answering)


def test_words_that_differ_end_it(qtbot, answering, centre, stick):
    a_request(centre[0], stick)
    read_request(qtbot, answering)
    press(qtbot, answering, "words_differ")
    assert "on ne répond pas à cette demande" in said(answering)
    assert part(answering, "no_request").isVisible()


def test_a_file_that_is_no_request_is_refused_in_words(qtbot, answering, stick):
    (stick / "SEG.registre-secours").write_bytes(b"\xff")
    read_request(qtbot, answering)
    assert "Ce fichier n’est pas" in said(answering)


# --- how it fits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(show, qtbot, register, sheet, language, size):
    session = Session(register, Language.of(language))
    page = show(SettingsPage(session), size)
    page.arrive(Destination(page="settings", section="recovery"))
    assert cut_widgets(page, *size) == []
    for dialog in (NewSheetDialog(session, over=page), RehearsalDialog(session, over=page)):
        dialog.show()
        QApplication.processEvents()
        assert cut_widgets(dialog, dialog.width(), dialog.height()) == []
        dialog.done(0)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_where_headquarters_answers(show, tmp_path, qapp, language, size):
    with makers.a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO") as register:
        page = show(AnswerPage(Session(register, Language.of(language))), size)
        page.arrive(Destination(page="answer_recovery"))
        assert cut_widgets(page, *size) == []
        page._show("SEG", ("alouette",) * 8)
        assert cut_widgets(page, *size) == []


def test_a_sheet_that_is_printed_is_told_before_and_one_that_is_shown_is_not(page, session, register, monkeypatch):
    dialog = NewSheetDialog(session, over=page)
    monkeypatch.setattr("ui.pages.recovery.paper.PreviewDialog.exec", lambda preview: None)
    dialog._print()
    assert register.vault.last_line_at("centre", recovery.PRINTED) is None
    monkeypatch.setattr("ui.pages.recovery.paper.PreviewDialog.exec", lambda preview: preview._made())
    dialog._print()
    assert register.vault.last_line_at("centre", recovery.PRINTED) is not None
