"""Enrolment as two people do it: a stick goes there and back, and eight words are read over the telephone."""

import shutil
import subprocess
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from centre_app.exchange import enrolment, partners
from centre_app.language import Language
from centre_app.records import Card
from centre_app.register import AT_HEADQUARTERS, Register
from tests.centre_app.exchange.conftest import Pair, pair
from tests.db.disks import read_only
from tests.makers import SettableClock, a_register
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import part
from tests.ui.pages.with_sticks import (
    can_press,
    choose_in_system_dialog,
    in_dialog,
    no_sticks,
    press,
    press_key,
    said,
    stick,
    words_on,
)
from ui import background
from ui.page import BACK, Destination
from ui.pages.enrolment import EnrolmentPage
from ui.pages.enrolment.offline_keys import OfflineKeysDialog
from ui.pages.enrolment.revoking import RevokeDialog
from ui.pages.enrolment.words import WordsDialog
from ui.session import Session

__all__ = ["no_sticks", "pair", "stick"]  # fixtures


@pytest.fixture
def headquarters(tmp_path, clock: SettableClock):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as opened:
        yield opened


@pytest.fixture
def at(show):
    """Show the page of a register."""

    def shown(register: Register, code: str = "fr", size: tuple[int, int] = LARGE) -> EnrolmentPage:
        page = show(EnrolmentPage(Session(register, Language.of(code))), size)
        page.arrive(Destination(page="enrolment"))
        return page

    return shown


def press_and_choose(qtbot, page, name: str, file_name: str) -> None:
    """Press a button that reads a file, and take one that was found on the stick."""
    acted = in_dialog("found_files", lambda dialog: press(qtbot, dialog, f"read.{file_name}"))
    press(qtbot, page, name)
    assert acted


def press_and_write(qtbot, page, name: str) -> None:
    """Press a button that writes a file, and take the stick that is plugged in."""
    acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
    press(qtbot, page, name)
    assert acted
    qtbot.waitUntil(lambda: not background.is_busy())


def words_shown(page, name: str) -> str:
    return part(page, name).accessibleName()


def tick_and_trust(qtbot, page) -> None:
    assert not part(page, "trust").isEnabled()
    press_key(qtbot, page, "same_words")
    press(qtbot, page, "trust")


# --- the whole way ---------------------------------------------------------------------------------------------


def test_a_centre_and_headquarters_come_to_trust_each_other(qtbot, at, register, headquarters, stick):
    partners.make_offline_keys(headquarters)
    centre_page, headquarters_page = at(register), at(headquarters)
    # the centre asks
    press_and_write(qtbot, centre_page, "write_request")
    assert [file.name for file in stick.iterdir()] == ["SEG.registre-demande"]
    assert "SEG.registre-demande" in said(centre_page)
    own_words = words_shown(centre_page, "own_words")
    # headquarters reads, and hears the words
    heard = []

    def compare(dialog: WordsDialog) -> None:
        heard.append(words_shown(dialog, "words_to_compare"))
        tick_and_trust(qtbot, dialog)

    acted = in_dialog("words_dialog", compare)
    press_and_choose(qtbot, headquarters_page, "read_request", "SEG.registre-demande")
    assert acted
    assert heard == [own_words]
    (kept,) = partners.centres_of(headquarters)
    assert kept.words_checked_on == headquarters.today
    # and answers; the words of the card are there to be read out
    read_out = []

    def read(dialog: WordsDialog) -> None:
        read_out.append(words_shown(dialog, "words_to_read"))
        press(qtbot, dialog, "close_words")

    acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
    press(qtbot, headquarters_page, "write_card.SEG")
    assert acted
    in_dialog("words_dialog", read)
    qtbot.waitUntil(lambda: bool(read_out))
    assert (stick / "SEG-1.registre-carte").is_file()
    # the centre reads the card, hears its words, and trusts it
    press_and_choose(qtbot, centre_page, "read_card", "SEG-1.registre-carte")
    with pytest.raises(partners.WordsNotCompared):
        partners.must_have_headquarters(register)
    assert words_shown(centre_page, "words_to_compare") == read_out[0]
    tick_and_trust(qtbot, centre_page)
    assert partners.must_have_headquarters(register).headquarters_id == headquarters.centre_id
    assert "Ce centre est inscrit" in words_on(centre_page)


# --- at a centre -----------------------------------------------------------------------------------------------


def carded(register: Register, headquarters: Register) -> bytes:
    """Headquarters' card for a centre that asked, as it comes on the stick."""
    partners.make_offline_keys(headquarters)
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(register)))
    return enrolment.to_bytes(partners.make_card(headquarters, partners.confirm_words(headquarters, asked)))


def test_the_words_must_be_ticked_before_a_card_is_trusted(qtbot, at, register, headquarters, stick):
    (stick / "SEG-1.registre-carte").write_bytes(carded(register, headquarters))
    page = at(register)
    press_and_choose(qtbot, page, "read_card", "SEG-1.registre-carte")
    assert not can_press(page, "trust")
    assert part(page, "words_to_compare").accessibleName().count(", ") == 7
    press(qtbot, page, "same_words")
    assert can_press(page, "trust")
    press(qtbot, page, "same_words")
    assert not can_press(page, "trust")


def test_a_card_whose_words_differ_is_never_trusted(qtbot, at, register, headquarters, stick):
    (stick / "SEG-1.registre-carte").write_bytes(carded(register, headquarters))
    page = at(register)
    press_and_choose(qtbot, page, "read_card", "SEG-1.registre-carte")
    press(qtbot, page, "words_differ")
    assert "Les mots ne sont pas les mêmes" in said(page)
    assert register.find(Card) == []
    assert can_press(page, "read_card")
    with pytest.raises(partners.NotEnrolled):
        partners.must_have_headquarters(register)


def test_a_card_for_another_centre_is_refused_in_words(qtbot, at, register, headquarters, stick, tmp_path, clock):
    with a_register(tmp_path, code="MOP", clock=clock) as other:
        (stick / "MOP-1.registre-carte").write_bytes(carded(other, headquarters))
    page = at(register)
    press_and_choose(qtbot, page, "read_card", "MOP-1.registre-carte")
    assert "faite pour un autre centre" in said(page)
    assert register.find(Card) == []


def test_a_file_that_is_no_card_is_refused_wherever_it_lies(qtbot, at, register, no_sticks, tmp_path):
    wrong = tmp_path / "photo.jpg"
    wrong.write_bytes(b"no card")
    page = at(register)

    def choose(dialog) -> None:
        assert "Aucun fichier de ce genre" in words_on(dialog)
        press(qtbot, dialog, "other_file")
        choose_in_system_dialog(qtbot, dialog, wrong)

    acted = in_dialog("found_files", choose)
    press(qtbot, page, "read_card")
    assert acted
    assert "n’est ni une demande d’inscription ni une carte" in said(page)


def test_a_newer_card_needs_no_telephone(qtbot, at, pair: Pair, stick):
    (kept,) = partners.centres_of(pair.headquarters)
    newer = partners.make_card(pair.headquarters, kept)
    (stick / "SEG-2.registre-carte").write_bytes(enrolment.to_bytes(newer))
    page = at(pair.centre)
    press_and_choose(qtbot, page, "read_card", "SEG-2.registre-carte")
    assert "La nouvelle carte sert désormais" in said(page)
    assert partners.headquarters_of(pair.centre) == newer


def test_a_request_that_cannot_be_written_is_said(qtbot, at, register, stick, no_sticks, monkeypatch):
    page = at(register)

    def choose(dialog) -> None:
        shutil.rmtree(stick)
        press(qtbot, dialog, "write_here")

    acted = in_dialog("stick_dialog", choose)
    press(qtbot, page, "write_request")
    assert acted
    qtbot.waitUntil(lambda: "La clé a été retirée" in said(page))


def test_cancelling_writes_nothing(qtbot, at, register, stick):
    page = at(register)
    acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "cancel_stick"))
    press(qtbot, page, "write_request")
    assert acted
    assert list(stick.iterdir()) == []
    assert not partners.has_asked(register)


def test_back_leads_to_where_one_came_from(qtbot, at, register, gone_to):
    page = at(register)
    places = gone_to(page)
    press(qtbot, page, "back")
    assert places == [BACK]
    assert page.belongs_to == "export"


# --- at headquarters: the offline keys -------------------------------------------------------------------------


@pytest.fixture
def two_sticks(no_sticks, tmp_path):
    folders = [tmp_path / "FIRST", tmp_path / "SECOND"]
    for folder in folders:
        folder.mkdir()
    no_sticks.append(folders[0])
    return folders


KEYS = "BKO-SECOURS.cles"


def test_the_offline_keys_go_on_two_sticks_and_never_into_the_register(qtbot, at, headquarters, two_sticks, no_sticks):
    page = at(headquarters)
    first, second = two_sticks

    def write(dialog: OfflineKeysDialog) -> None:
        press(qtbot, dialog, "write_keys")
        qtbot.waitUntil(lambda: (first / KEYS).is_file() and not background.is_busy())
        assert not partners.has_offline_keys(headquarters)
        no_sticks[:] = [second]
        dialog.findChild(type(dialog._choice)).look()
        press(qtbot, dialog, "write_keys")
        qtbot.waitUntil(lambda: (second / KEYS).is_file())

    acted = in_dialog("offline_keys", write)
    press(qtbot, page, "make_offline_keys")
    assert acted
    assert partners.has_offline_keys(headquarters)
    text = (first / KEYS).read_text()
    assert text == (second / KEYS).read_text()
    assert "Elles sont sur deux clés USB" in words_on(page)
    kept = str(headquarters.vault.meta()) + str(headquarters.keys.own_secrets)
    assert not any(line.split()[-1] in kept for line in text.splitlines())
    for file in headquarters.folder.rglob("*"):
        assert b"AGE-SECRET-KEY" not in (file.read_bytes() if file.is_file() else b"")


def test_the_same_stick_is_not_taken_twice(qtbot, at, headquarters, two_sticks):
    page = at(headquarters)

    def write_twice(dialog: OfflineKeysDialog) -> None:
        press(qtbot, dialog, "write_keys")
        qtbot.waitUntil(lambda: can_press(dialog, "write_keys") and not background.is_busy())
        press(qtbot, dialog, "write_keys")
        assert "C’est la première clé USB" in said(dialog)
        press(qtbot, dialog, "cancel_keys")

    acted = in_dialog("offline_keys", write_twice)
    press(qtbot, page, "make_offline_keys")
    assert acted


def test_keys_that_are_half_made_are_taken_off_their_stick_again(qtbot, at, headquarters, two_sticks):
    page = at(headquarters)

    def write_one(dialog: OfflineKeysDialog) -> None:
        press(qtbot, dialog, "write_keys")
        qtbot.waitUntil(lambda: can_press(dialog, "write_keys") and not background.is_busy())
        press(qtbot, dialog, "cancel_keys")

    acted = in_dialog("offline_keys", write_one)
    press(qtbot, page, "make_offline_keys")
    assert acted
    assert list(two_sticks[0].iterdir()) == []
    assert not partners.has_offline_keys(headquarters)
    assert can_press(page, "make_offline_keys")


def test_a_stick_that_cannot_take_the_keys_is_said(qtbot, at, headquarters, two_sticks):
    page = at(headquarters)

    def write(dialog: OfflineKeysDialog) -> None:
        with read_only(two_sticks[0]):
            press(qtbot, dialog, "write_keys")
            qtbot.waitUntil(lambda: "On ne peut pas écrire" in said(dialog))
        press(qtbot, dialog, "cancel_keys")

    acted = in_dialog("offline_keys", write)
    press(qtbot, page, "make_offline_keys")
    assert acted
    assert not partners.has_offline_keys(headquarters)


def test_a_folder_of_the_laptop_is_taken_with_a_warning(qtbot, at, headquarters, no_sticks, tmp_path):
    page = at(headquarters)
    folder = tmp_path / "on the laptop"
    folder.mkdir()

    def choose(dialog: OfflineKeysDialog) -> None:
        press(qtbot, dialog, "offline_keys.sticks.other_folder")
        choose_in_system_dialog(qtbot, dialog, folder)
        assert "n’est pas sur une clé USB" in words_on(dialog)
        press(qtbot, dialog, "cancel_keys")

    acted = in_dialog("offline_keys", choose)
    press(qtbot, page, "make_offline_keys")
    assert acted


@pytest.mark.skipif(shutil.which("age") is None, reason="needs Debian's age")
def test_the_offline_keys_are_read_by_the_age_program(tmp_path):
    import pyrage

    keys = partners.new_offline_keys()
    (tmp_path / "keys").write_text(keys.text)
    (tmp_path / "letter.age").write_bytes(pyrage.encrypt(b"hello", [pyrage.x25519.Recipient.from_str(keys.recipient)]))
    opened = subprocess.run(["age", "-d", "-i", "keys", "letter.age"], cwd=tmp_path, capture_output=True, check=True)
    assert opened.stdout == b"hello"


# --- at headquarters: the centres ------------------------------------------------------------------------------


def test_a_card_waits_for_the_offline_keys(qtbot, at, register, headquarters, stick):
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(register)))
    partners.confirm_words(headquarters, asked)
    page = at(headquarters)
    acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
    press(qtbot, page, "write_card.SEG")
    assert acted
    assert "Les clés de secours du siège ne sont pas encore faites" in said(page)
    assert list(stick.iterdir()) == []


def test_a_request_whose_words_were_not_compared_waits_in_the_list(qtbot, at, register, headquarters, stick):
    (stick / "SEG.registre-demande").write_bytes(enrolment.to_bytes(partners.own_request(register)))
    page = at(headquarters)
    closed = in_dialog("words_dialog", lambda dialog: press(qtbot, dialog, "close_words"))
    press_and_choose(qtbot, page, "read_request", "SEG.registre-demande")
    assert closed
    assert part(page, "state.SEG").accessibleName() == "mots à comparer"
    assert partners.known_signers(headquarters) == {}
    acted = in_dialog("words_dialog", lambda dialog: tick_and_trust(qtbot, dialog))
    press(qtbot, page, "compare.SEG")
    assert acted
    assert part(page, "state.SEG").accessibleName() == "inscrit depuis le 21/11/2026"
    assert len(partners.known_signers(headquarters)) == 1


def test_a_request_whose_words_differ_is_thrown_away(qtbot, at, register, headquarters, stick):
    (stick / "SEG.registre-demande").write_bytes(enrolment.to_bytes(partners.own_request(register)))
    page = at(headquarters)
    acted = in_dialog("words_dialog", lambda dialog: press(qtbot, dialog, "words_differ"))
    press_and_choose(qtbot, page, "read_request", "SEG.registre-demande")
    assert acted
    assert headquarters.find(Card) == []
    assert "Les mots ne sont pas les mêmes" in said(page)


def test_a_key_is_revoked_from_a_day_once_the_code_was_typed(qtbot, at, pair: Pair):
    page = at(pair.headquarters)

    def revoke(dialog: RevokeDialog) -> None:
        assert not can_press(dialog, "revoke_key")
        typed = part(dialog, "code_to_revoke")
        type_words(typed, "MOP")
        assert not can_press(dialog, "revoke_key")
        typed.clear()
        type_words(typed, "seg")
        assert can_press(dialog, "revoke_key")
        day = part(dialog, "cards.revoked_from")
        assert isinstance(day, QLineEdit)
        day.clear()
        assert not can_press(dialog, "revoke_key")
        type_words(day, "1/11/26")
        press(qtbot, dialog, "revoke_key")

    acted = in_dialog("revoke_dialog", revoke)
    press(qtbot, page, "revoke.SEG")
    assert acted
    (kept,) = partners.centres_of(pair.headquarters)
    assert kept.revoked_from == date(2026, 11, 1)
    assert part(page, "state.SEG").accessibleName() == "clé retirée depuis le 01/11/2026"
    assert [signer.is_revoked for signer in partners.known_signers(pair.headquarters).values()] == [True]


def test_the_words_of_the_last_card_can_be_read_out_again(qtbot, at, pair: Pair):
    page = at(pair.headquarters)
    heard = []

    def read(dialog: WordsDialog) -> None:
        heard.append(words_shown(dialog, "words_to_read"))
        press(qtbot, dialog, "close_words")

    acted = in_dialog("words_dialog", read)
    press(qtbot, page, "words.SEG")
    assert acted
    (card,) = pair.centre.find(Card)
    assert heard == [", ".join(partners.words_of(card))]


# --- how it looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_at_a_centre(at, register, headquarters, code, size):
    page = at(register, code, size)
    assert cut_widgets(page, *size) == []
    kept = partners.take_card(register, carded(register, headquarters))
    page.refresh()
    assert cut_widgets(page, *size) == []
    partners.confirm_words(register, kept)
    page.refresh()
    assert cut_widgets(page, *size) == []


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_at_headquarters(at, register, headquarters, code, size):
    page = at(headquarters, code, size)
    assert cut_widgets(page, *size) == []
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(register)))
    page.refresh()
    assert cut_widgets(page, *size) == []
    partners.make_offline_keys(headquarters)
    partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
    page.refresh()
    assert cut_widgets(page, *size) == []


@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut_in_the_dialogs(qtbot, at, pair: Pair, two_sticks, code):
    page = at(pair.headquarters, code, SMALL)
    session = page.session
    (kept,) = partners.centres_of(pair.headquarters)
    words = partners.words_of(kept)
    about = session.say("The centre reads them from its own enrolment page.")
    dialogs = [
        WordsDialog(session, words, title="Ségou", about=about, to_compare=True, over=page),
        WordsDialog(session, words, title="Ségou", about=about, to_compare=False, over=page),
        RevokeDialog(session, kept, over=page),
        OfflineKeysDialog(session, over=page),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        size = dialog.size()
        assert size.width() <= SMALL[0]
        assert size.height() <= 560
        assert cut_widgets(dialog, size.width(), size.height()) == []
