"""The month's export as a person makes it: five steps, a real stick, and everything that can go wrong with one."""

import dataclasses
import errno
import os
import shutil
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from centre_app.exchange import acknowledgement, bundle, receive
from centre_app.exchange.merge import merge
from centre_app.language import Language
from centre_app.records import CaseFile, Intake
from tests.centre_app.exchange.conftest import Pair, pair
from tests.db.disks import read_only, small_disk
from tests.makers import TODAY, a_night, an_admission
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
from ui.kit.stick_tile import StickTile
from ui.page import Destination
from ui.pages.export import ExportPage
from ui.session import Session

__all__ = ["no_sticks", "pair", "stick"]  # fixtures

NAME = "SEG-202611-000001.age"


def plain(words: str) -> str:
    """Words with plain spaces, for comparing."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def page(qtbot, show, pair: Pair):
    return opened(qtbot, show, pair)


def opened(qtbot, show, pair: Pair, code: str = "fr", size: tuple[int, int] = LARGE) -> ExportPage:
    made = show(ExportPage(Session(pair.centre, Language.of(code))), size)
    arrive(qtbot, made)
    return made


def arrive(qtbot, page: ExportPage) -> None:
    page.arrive(Destination(page="export"))
    looked_through(qtbot, page)


def looked_through(qtbot, page: ExportPage) -> None:
    qtbot.waitUntil(lambda: not background.is_busy(), timeout=10_000)
    qtbot.waitUntil(lambda: "passé en revue" not in words_on(page) and "looked through" not in words_on(page))


def at_step(page: ExportPage) -> str:
    return part(page, "steps").accessibleName()


def to_encrypting(qtbot, page: ExportPage) -> None:
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: can_press(page, "next"))
    press(qtbot, page, "next")


def written(qtbot, page: ExportPage) -> None:
    qtbot.waitUntil(lambda: "Vous pouvez retirer la clé" in words_on(page), timeout=10_000)


def failed(qtbot, page: ExportPage) -> None:
    qtbot.waitUntil(lambda: can_press(page, "write_again"), timeout=10_000)


# --- checking --------------------------------------------------------------------------------------------------


def test_it_says_what_would_go_and_what_headquarters_has(qtbot, show, pair):
    pair.centre.save(*an_admission(admitted_on=date(2026, 11, 3)))
    page = opened(qtbot, show, pair)
    words = plain(words_on(page))
    assert "1 dossier" in words
    assert "1 dossier part sous son seul numéro : l’accord pour donner le nom manque." in words
    assert "c’est le premier export" in words
    assert "Aucun export n’a encore été fait sur cet ordinateur." in words
    assert facts(page)["Entrées · sorties"] == "1 · 0"


def test_nights_and_exits_of_the_chosen_month_are_counted(qtbot, show, pair):
    *rest, stay = an_admission(admitted_on=date(2026, 10, 3))
    pair.centre.save(*rest, stay)
    pair.centre.save(a_night(stay, date(2026, 10, 4)), a_night(stay, date(2026, 10, 5)), a_night(stay, TODAY))
    page = opened(qtbot, show, pair)
    assert facts(page)["Nuitées"] == "1"
    press(qtbot, page, "month.2026-10")
    looked_through(qtbot, page)
    assert facts(page)["Nuitées"] == "2"
    assert facts(page)["Entrées · sorties"] == "1 · 0"
    assert "Octobre 2026" in words_on(page)


def facts(page: QWidget) -> dict[str, str]:
    both = (part(page, "in_the_export"), part(page, "in_the_month"))
    labels = [label.text() for one in both for label in one.findChildren(QLabel)]
    return dict(zip(labels[::2], labels[1::2], strict=True))


def test_the_last_month_is_proposed_until_it_is_written(qtbot, show, pair):
    pair.clock.set(date(2026, 12, 3))
    page = opened(qtbot, show, pair)
    assert "Novembre 2026" in words_on(page)
    pair.clock.set(date(2026, 12, 6))
    assert "Décembre 2026" in words_on(opened(qtbot, show, pair))


def test_an_incomplete_file_is_signalled_and_can_be_opened(qtbot, show, pair, gone_to):
    pair.centre.save(*an_admission())
    (intake,) = pair.centre.find(Intake)
    pair.centre.save(dataclasses.replace(intake, source=None))
    page = opened(qtbot, show, pair)
    places = gone_to(page)
    assert "1 dossier est incomplet" in plain(words_on(page))
    assert facts(page)["Dossiers incomplets"] == "1, signalé"
    press(qtbot, page, "show_incomplete")
    press_key(qtbot, page, "open.SEG-26-0001")
    assert places == [Destination(page="case", case_id=intake.case_id)]


def test_a_centre_that_is_not_enrolled_is_led_to_the_enrolment(qtbot, show, register, gone_to):
    page = show(ExportPage(Session(register, Language.of("fr"))))
    arrive(qtbot, page)
    places = gone_to(page)
    assert "pas encore inscrit" in words_on(page)
    assert not part(page, "next").isEnabled()
    assert "s’ouvre quand ce centre est inscrit" in plain(words_on(page))
    press(qtbot, page, "to_enrolment")
    assert places == [Destination(page="enrolment")]


def test_what_headquarters_acknowledged_is_said(qtbot, show, pair):
    pair.centre.save(*an_admission())
    pair.exchange()
    page = opened(qtbot, show, pair)
    assert "Le siège a reçu le n° 1 (1 dossier)." in plain(words_on(page))
    pair.centre.save(*an_admission(family="Koné"))
    sealed = pair.sealed()
    bundle.mark_written(pair.centre, [sealed])
    page.refresh()
    looked_through(qtbot, page)
    assert "n’a pas encore confirmé le n° 2" in plain(words_on(page))


# --- the acknowledgement ---------------------------------------------------------------------------------------


def test_the_acknowledgement_is_found_on_the_stick_and_read(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    receipt = acknowledgement.acknowledge(pair.headquarters, pair.received(pair.sealed()))
    (stick / receipt.name).write_bytes(receipt.content)
    acted = in_dialog("found_files", lambda dialog: press(qtbot, dialog, f"read.{receipt.name}"))
    press(qtbot, page, "read_acknowledgement")
    assert acted
    assert "Le siège a reçu le n° 1 (1 dossier)." in plain(said(page))
    assert bundle.last_acknowledged(pair.centre).seq == 1
    looked_through(qtbot, page)


def test_an_acknowledgement_may_lie_anywhere_and_a_wrong_file_is_refused_in_words(
    qtbot, page, pair, no_sticks, tmp_path
):
    wrong = tmp_path / "SEG-ACCUSE-000001.age"
    wrong.write_bytes(b"nothing of ours")

    def choose(dialog):
        press(qtbot, dialog, "other_file")
        choose_in_system_dialog(qtbot, dialog, wrong)

    acted = in_dialog("found_files", choose)
    press(qtbot, page, "read_acknowledgement")
    assert acted
    assert "pas un envoi de ce programme" in said(page)
    assert bundle.last_acknowledged(pair.centre) is None


# --- the whole way ---------------------------------------------------------------------------------------------


def test_a_month_goes_on_the_stick_and_headquarters_reads_it(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    looked_through(qtbot, page)
    press_key(qtbot, page, "next")
    assert at_step(page).startswith("2 / 5")
    type_words(part(page, "bundles.carrier"), "Moussa Touré")
    press_key(qtbot, page, "next")
    assert at_step(page).startswith("3 / 5")
    assert "Moussa Touré" in words_on(page)
    assert bundle.own_bundles(pair.centre) == []
    press_key(qtbot, page, "next")
    written(qtbot, page)
    assert at_step(page).startswith("4 / 5")
    assert [file.name for file in stick.iterdir()] == [NAME]
    (kept,) = bundle.own_bundles(pair.centre)
    assert (kept.status, kept.carrier, kept.seq) == (bundle.WRITTEN, "Moussa Touré", 1)
    qtbot.waitUntil(lambda: part(page, "next").hasFocus())
    press_key(qtbot, page, "next")
    assert at_step(page).startswith("5 / 5")
    merge(pair.headquarters, receive.open_file(pair.headquarters, (stick / NAME).read_bytes()))
    assert len(pair.headquarters.find(CaseFile)) == 1


def test_going_back_keeps_who_carries_it(qtbot, page, stick):
    press(qtbot, page, "next")
    type_words(part(page, "bundles.carrier"), "Awa")
    press(qtbot, page, "back")
    assert at_step(page).startswith("1 / 5")
    press(qtbot, page, "next")
    assert part(page, "bundles.carrier").text() == "Awa"


def test_leaving_before_writing_leaves_nothing(qtbot, page, pair, stick, gone_to):
    places = gone_to(page)
    to_encrypting(qtbot, page)
    press(qtbot, page, "leave_export")
    assert places == [Destination(page="residents")]
    assert at_step(page).startswith("1 / 5")
    assert list(stick.iterdir()) == []
    assert bundle.own_bundles(pair.centre) == []
    looked_through(qtbot, page)


def test_the_slip_is_shown_and_its_printing_is_in_the_history(qtbot, page, pair, stick, tmp_path, monkeypatch):
    to_encrypting(qtbot, page)
    press(qtbot, page, "next")
    written(qtbot, page)
    press(qtbot, page, "next")
    to = tmp_path / "slip.pdf"
    monkeypatch.setattr("ui.preview.ask_where_to_save", lambda *_, **__: to)

    def keep(dialog):
        press(qtbot, dialog, "save_pdf")
        press(qtbot, dialog, "close_preview")

    acted = in_dialog("preview", keep)
    press(qtbot, page, "print_slip")
    assert acted
    assert to.read_bytes().startswith(b"%PDF")
    assert prints_in_history(pair) == 1


def prints_in_history(pair: Pair) -> int:
    return sum(row["action"] == "print" for row in pair.centre.vault.ask("SELECT action FROM main.history"))


# --- choosing the stick ----------------------------------------------------------------------------------------


def test_without_a_stick_the_next_step_stays_shut_and_a_stick_appears_by_itself(qtbot, page, no_sticks, tmp_path):
    press(qtbot, page, "next")
    assert not part(page, "next").isEnabled()
    assert "Branchez une clé USB" in words_on(page)
    folder = tmp_path / "STICK"
    folder.mkdir()
    no_sticks.append(folder)
    page.stick.choice.look()
    assert part(page, "next").isEnabled()
    assert part(page, f"sticks.{folder}").isChecked()


def test_of_several_sticks_a_person_chooses(qtbot, page, no_sticks, tmp_path):
    for name in ("ONE", "TWO"):
        (tmp_path / name).mkdir()
        no_sticks.append(tmp_path / name)
    press(qtbot, page, "next")
    assert not part(page, "next").isEnabled()
    press(qtbot, page, f"sticks.{tmp_path / 'TWO'}")
    assert part(page, "next").isEnabled()
    assert [tile.text() for tile in page.findChildren(StickTile) if tile.isChecked()] == ["TWO"]


def test_any_folder_can_be_chosen_instead(qtbot, page, pair, no_sticks, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    press(qtbot, page, "next")
    press(qtbot, page, "sticks.other_folder")
    choose_in_system_dialog(qtbot, page, folder)
    press(qtbot, page, "next")
    press(qtbot, page, "next")
    written(qtbot, page)
    assert [file.name for file in folder.iterdir()] == [NAME]


def test_a_stick_that_is_pulled_before_writing_is_not_chosen_any_more(qtbot, page, stick):
    press(qtbot, page, "next")
    stick.rmdir()
    page.stick.choice.look()
    assert not part(page, "next").isEnabled()
    assert "La clé a été retirée" in words_on(page)


def test_a_write_protected_stick_says_so_and_cannot_be_chosen(qtbot, page, stick):
    with read_only(stick):
        press(qtbot, page, "next")
        tile = part(page, f"sticks.{stick}")
        assert not tile.isEnabled()
        assert "On ne peut pas écrire" in tile.accessibleName()
        assert not part(page, "next").isEnabled()


# --- sticks that fail ------------------------------------------------------------------------------------------


def test_a_full_stick_is_said_nothing_is_left_and_another_one_takes_the_same_export(
    qtbot, page, pair, stick, no_sticks
):
    with small_disk(stick, kib=16):
        to_encrypting(qtbot, page)
        press(qtbot, page, "next")
        failed(qtbot, page)
        assert "plus de place" in said(page)
        assert list(stick.iterdir()) == []
    assert "Vous pouvez retirer la clé" not in words_on(page)
    (kept,) = bundle.own_bundles(pair.centre)
    assert kept.status == bundle.PREPARED
    other = stick.with_name("OTHER")
    other.mkdir()
    no_sticks[:] = [other]
    press(qtbot, page, "other_stick")
    page.stick.choice.look()
    press(qtbot, page, "next")
    written(qtbot, page)
    assert [file.name for file in other.iterdir()] == [NAME]
    assert [one.status for one in bundle.own_bundles(pair.centre)] == [bundle.WRITTEN]


def test_a_stick_that_fills_up_in_the_middle_leaves_no_file(qtbot, page, pair, stick, monkeypatch):
    to_encrypting(qtbot, page)
    monkeypatch.setattr("db.files.os.write", failing(errno.ENOSPC))
    press(qtbot, page, "next")
    failed(qtbot, page)
    assert "plus de place" in said(page)
    assert list(stick.iterdir()) == []


def failing(number: int):
    def fail(*_args):
        raise OSError(number, "made to fail")

    return fail


def test_a_stick_that_becomes_write_protected_is_said(qtbot, page, stick):
    to_encrypting(qtbot, page)
    with read_only(stick):
        press(qtbot, page, "next")
        failed(qtbot, page)
        assert "On ne peut pas écrire" in said(page)
    press(qtbot, page, "write_again")
    written(qtbot, page)


def test_a_stick_pulled_while_writing_is_said_and_plugged_in_again_takes_the_export(
    qtbot, page, pair, stick, monkeypatch
):
    to_encrypting(qtbot, page)
    really = os.write

    def pulled(*_args):
        shutil.rmtree(stick)
        raise OSError(errno.EIO, "made to fail")

    monkeypatch.setattr("db.files.os.write", pulled)
    press(qtbot, page, "next")
    failed(qtbot, page)
    assert "La clé a été retirée" in said(page)
    assert "Rien n’est perdu" in said(page)
    monkeypatch.setattr("db.files.os.write", really)
    stick.mkdir()
    press(qtbot, page, "write_again")
    written(qtbot, page)
    assert said(page) == ""
    assert len(bundle.own_bundles(pair.centre)) == 1


def test_a_stick_that_lies_is_found_out(qtbot, page, stick, monkeypatch):
    to_encrypting(qtbot, page)
    really = os.read
    monkeypatch.setattr("db.drives.os.read", lambda handle, length: really(handle, length)[::-1])
    press(qtbot, page, "next")
    failed(qtbot, page)
    assert "n’est pas ce qui a été écrit" in said(page) or "N’utilisez plus cette clé" in said(page)
    assert list(stick.iterdir()) == []


def test_stopping_leaves_no_file_and_it_can_be_started_again(qtbot, page, pair, stick, monkeypatch):
    to_encrypting(qtbot, page)
    waits = slow_writing(monkeypatch)
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: can_press(page, "stop_writing"), timeout=10_000)
    assert "Ne retirez pas la clé" in words_on(page)
    assert not part(page, "next").isEnabled()
    press(qtbot, page, "stop_writing")
    waits.clear()
    failed(qtbot, page)
    assert list(stick.iterdir()) == []
    press(qtbot, page, "write_again")
    written(qtbot, page)
    assert [file.name for file in stick.iterdir()] == [NAME]


def slow_writing(monkeypatch) -> list[bool]:
    """Hold the writing back for as long as the list is not empty."""
    import time

    waits = [True]
    really = os.fsync

    def slowly(handle):
        while waits:
            time.sleep(0.01)
        really(handle)

    monkeypatch.setattr("db.drives.os.fsync", slowly)
    return waits


def test_writing_goes_on_while_one_works_on_another_page(qtbot, page, pair, stick, monkeypatch):
    to_encrypting(qtbot, page)
    waits = slow_writing(monkeypatch)
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: can_press(page, "stop_writing"), timeout=10_000)
    assert page.may_leave()
    page.hide()
    waits.clear()
    qtbot.waitUntil(lambda: [one.status for one in bundle.own_bundles(pair.centre)] == [bundle.WRITTEN])
    page.show()
    page.arrive(Destination(page="export"))
    assert "Vous pouvez retirer la clé" in words_on(page)


# --- how it looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_on_the_way(qtbot, show, pair, stick, code, size):
    pair.centre.save(*an_admission())
    (intake,) = pair.centre.find(Intake)
    pair.centre.save(dataclasses.replace(intake, source=None))
    page = opened(qtbot, show, pair, code, size)
    press(qtbot, page, "show_incomplete")
    for step in range(5):
        assert cut_widgets(page, *size) == [], f"step {step + 1}"
        if step == 2:
            press(qtbot, page, "next")
            qtbot.waitUntil(lambda: can_press(page, "next"), timeout=10_000)
        elif step < 4:
            press(qtbot, page, "next")
    assert at_step(page).startswith("5 / 5")


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_when_it_fails_or_is_not_enrolled(qtbot, show, pair, register_alone, stick, code, size):
    alone = show(ExportPage(Session(register_alone, Language.of(code))), size)
    arrive(qtbot, alone)
    assert cut_widgets(alone, *size) == []
    page = opened(qtbot, show, pair, code, size)
    to_encrypting(qtbot, page)
    stick.rmdir()
    press(qtbot, page, "next")
    failed(qtbot, page)
    assert cut_widgets(page, *size) == []


@pytest.fixture
def register_alone(tmp_path, clock):
    from tests.makers import a_register

    with a_register(tmp_path, code="ALN", clock=clock) as opened_alone:
        yield opened_alone


# --- beside the steps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_files_that_changed_stand_apart_from_the_numbers_of_the_whole_month(qtbot, show, pair, size):
    pair.centre.save(*an_admission())
    pair.exchange()
    page = opened(qtbot, show, pair, size=size)
    assert words_on(part(page, "in_the_export")).startswith("Dossiers changés depuis le n° 1")
    assert "Tout novembre 2026" in words_on(part(page, "contents_card"))
    assert "Nuitées" in words_on(part(page, "in_the_month"))
    assert "Nuitées" not in words_on(part(page, "in_the_export"))
    assert cut_widgets(page, *size) == []


def test_a_new_line_is_begun_after_the_warning_and_the_reason(qtbot, show, pair):
    pair.centre.save(*an_admission())
    pair.exchange()
    before = pair.centre.vault.meta()["lineage"]
    page = opened(qtbot, show, pair)

    seen = []

    def let_be(dialog):
        seen.append((part(dialog, "begin_new_line").isEnabled(), words_on(dialog)))
        dialog.reject()

    acted = in_dialog("new_line", let_be)
    press(qtbot, page, "new_line_of_bundles")
    assert acted
    ((was_open, words),) = seen
    assert not was_open
    assert "ne croit plus l’ancienne ligne" in words
    assert pair.centre.vault.meta()["lineage"] == before

    def begin(dialog):
        part(dialog, "new_line.why").chosen.emit("copied")
        seen.append((part(dialog, "begin_new_line").isEnabled(), words_on(dialog)))
        dialog.accept()

    acted = in_dialog("new_line", begin)
    press(qtbot, page, "new_line_of_bundles")
    assert acted
    assert seen[1][0]
    assert "Rangez d’abord l’autre ordinateur" in seen[1][1]
    assert pair.centre.vault.meta()["lineage"] != before
    assert "Une nouvelle ligne est commencée" in said(page)
    assert pair.sealed().bundle.seq == 1


def test_before_the_first_bundle_no_new_line_is_offered(qtbot, show, pair):
    page = opened(qtbot, show, pair)
    assert page.findChild(QWidget, "new_line_of_bundles") is None
