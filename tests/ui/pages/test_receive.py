"""Headquarters' receiving page: looked at before anything is written, received once, refused with a reason."""

import dataclasses
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from centre_app import accounts, recovery
from centre_app.exchange import acknowledgement, board, bundle, inbox, partners
from centre_app.exchange.envelope import new_age_key, seal_bundle
from centre_app.indicators import freezing
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import Backup, Bundle, CaseFile, StaffMember
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.exchange.conftest import MONTH, Pair, pair
from tests.centre_app.exchange.transfers.conftest import journey
from tests.db.disks import read_only
from tests.makers import a_register, an_admission, reopened
from tests.ui.fits import LARGE, SMALL, cut_widgets
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
from ui.page import Destination
from ui.pages.receive import ReceivePage
from ui.record_table import RecordTable
from ui.session import Session

__all__ = ["journey", "no_sticks", "pair", "stick"]  # fixtures

NAME = "SEG-202611-000001.age"


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def page(show, pair: Pair):
    return opened(show, pair)


def opened(show, pair: Pair, code: str = "fr", size: tuple[int, int] = LARGE) -> ReceivePage:
    made = show(ReceivePage(Session(pair.headquarters, Language.of(code))), size)
    made.arrive(Destination(page="receive"))
    return made


def brought(pair: Pair, stick: Path, month: date = MONTH) -> Path:
    """Export what the centre has onto a stick."""
    sealed = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=month))
    bundle.put_on_stick(sealed, stick)
    return stick / sealed[-1].name


def read_stick(qtbot, page: ReceivePage) -> None:
    page.refresh()
    press(qtbot, page, "read_stick")
    done(qtbot, page)


def done(qtbot, page: ReceivePage) -> None:
    qtbot.waitUntil(lambda: not background.is_busy() and part(page, "clear_list").isEnabled(), timeout=10_000)


def receive_all(qtbot, page: ReceivePage) -> None:
    press(qtbot, page, "receive_bundles")
    done(qtbot, page)


def state(page: QWidget, name: str) -> str:
    return part(page, f"state.{name}").accessibleName()


def databases(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.db"))}


# --- receiving -------------------------------------------------------------------------------------------------


def test_what_is_on_the_stick_is_looked_at_first_and_nothing_is_written(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    before = databases(pair.headquarters.folder)
    page.refresh()
    assert "1 envoi sur KORO-SIEGE" in plain(words_on(page))
    read_stick(qtbot, page)
    words = plain(words_on(page))
    assert state(page, file.name) == "authentique"
    assert part(page, f"arrived.{file.name}").accessibleName().startswith("Ségou · novembre 2026 · n° 1")
    assert "1 nouveau dossier · 0 modifié · 1 sans nom" in words
    assert "Rien n’a encore été écrit." in words
    assert databases(pair.headquarters.folder) == before
    assert pair.headquarters.find(CaseFile) == []


def test_receiving_merges_it_and_writes_the_acknowledgement_beside_it(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    read_stick(qtbot, page)
    press_key(qtbot, page, "receive_bundles")
    done(qtbot, page)
    assert len(pair.headquarters.find(CaseFile)) == 1
    assert state(page, file.name) == "reçu"
    assert "1 envoi est reçu." in plain(said(page))
    assert [one.reason for one in pair.headquarters.find(Backup)] == ["before_receiving"]
    receipt = stick / "SEG-ACCUSE-000001.age"
    assert receipt.name in words_on(page)
    read = acknowledgement.read_acknowledgement(pair.centre, receipt.read_bytes())
    assert (read.bundle.seq, read.cases) == (1, 1)
    assert not part(page, "receive_bundles").isVisible()


def test_what_is_changed_and_what_is_here_already_is_counted(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    pair.received(pair.sealed())
    (case,) = pair.centre.find(CaseFile)
    pair.centre.save(dataclasses.replace(case, opened_on=date(2026, 3, 1)))
    brought(pair, stick)
    read_stick(qtbot, page)
    words = plain(words_on(page))
    assert "0 nouveau dossier · 1 modifié · 1 sans nom" in words
    assert "Lignes nouvelles : 0 ; modifiées : 1 ;" in words


def test_files_are_chosen_in_the_system_dialog(qtbot, page, pair, no_sticks, tmp_path):
    pair.centre.save(*an_admission())
    first, second = brought(pair, tmp_path), brought(pair, tmp_path)
    press(qtbot, page, "choose_files")
    choose_in_system_dialog(qtbot, page, first, second)
    done(qtbot, page)
    assert [state(page, file.name) for file in (first, second)] == ["authentique", "authentique"]
    receive_all(qtbot, page)
    assert [one.seq for one in pair.headquarters.find(Bundle)] == [1, 2]


def test_a_folder_is_chosen_in_the_system_dialog_and_an_empty_one_is_said(qtbot, page, pair, no_sticks, tmp_path):
    folder = tmp_path / "bundles"
    folder.mkdir()
    press(qtbot, page, "choose_folder")
    choose_in_system_dialog(qtbot, page, folder)
    assert "aucun envoi dans ce dossier" in said(page)
    file = brought(pair, folder)
    press(qtbot, page, "choose_folder")
    choose_in_system_dialog(qtbot, page, folder)
    done(qtbot, page)
    assert state(page, file.name) == "authentique"


@pytest.fixture
def two(pair, stick):
    """A bundle that stands on another one, which headquarters has not; the second of them is on the stick."""
    pair.centre.save(*an_admission())
    first = pair.sealed()
    pair.centre.save(dataclasses.replace(first.bundle, status=bundle.ACKNOWLEDGED))  # as if headquarters had it
    pair.centre.save(*an_admission(family="Koné"))
    return first, brought(pair, stick)


def test_one_whose_predecessor_is_among_them_waits_and_is_received_with_it(qtbot, page, pair, stick, two):
    first, second = two
    (stick / first.name).write_bytes(first.content)
    read_stick(qtbot, page)
    assert state(page, second.name) == "en attente"
    assert "L’envoi n° 1 de ce centre manque" in plain(words_on(page))
    receive_all(qtbot, page)
    qtbot.waitUntil(lambda: state(page, second.name) == "reçu", timeout=10_000)
    assert len(pair.headquarters.find(CaseFile)) == 2


def test_one_that_waited_is_received_when_the_missing_one_comes_on_another_day(qtbot, page, pair, stick, two):
    first, second = two
    read_stick(qtbot, page)
    part(page, "clear_list").click()
    assert "SEG : le n° 2 est arrivé et attend" in plain(words_on(page))
    second.unlink()
    (stick / first.name).write_bytes(first.content)
    read_stick(qtbot, page)
    receive_all(qtbot, page)
    qtbot.waitUntil(lambda: len(pair.headquarters.find(CaseFile)) == 2, timeout=10_000)
    assert "attend, car" not in plain(words_on(page))
    assert sorted(file.name for file in stick.glob("*ACCUSE*")) == ["SEG-ACCUSE-000001.age", "SEG-ACCUSE-000002.age"]
    assert part(page, f"arrived.{second.name}").isVisible()  # called as it was on its stick, not as it is kept here


def test_a_file_that_lies_there_twice_is_received_once_and_each_line_says_what_became_of_it(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    copy = stick / f"Copie de {file.name}"
    copy.write_bytes(file.read_bytes())
    page.look_at([file, copy])
    done(qtbot, page)
    assert [state(page, one.name) for one in (copy, file)] == ["authentique", "en double"]
    assert plain(part(page, "receive_bundles").text()) == "Recevoir 1 envoi"
    assert f"le même fichier que {copy.name}" in words_on(page)
    receive_all(qtbot, page)
    qtbot.waitUntil(lambda: "le même envoi que" in words_on(page), timeout=10_000)
    assert [state(page, one.name) for one in (copy, file)] == ["reçu", "en double"]
    assert words_on(page).count("L’accusé est sur la clé") == 1
    assert not part(page, "receive_bundles").isVisible()


def test_what_was_received_stays_said_while_what_waits_is_looked_at_again(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    first, second = brought(pair, stick), brought(pair, stick)
    pair.centre.save(dataclasses.replace(pair.centre.only(Bundle, seq=2), status=bundle.ACKNOWLEDGED))
    third = brought(pair, stick)
    second.unlink()
    read_stick(qtbot, page)
    assert state(page, third.name) == "en attente"
    receive_all(qtbot, page)
    assert state(page, first.name) == "reçu"
    assert "1 envoi est reçu." in plain(said(page))


def test_one_alone_of_several_is_received(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    first, second = brought(pair, stick), brought(pair, stick)
    read_stick(qtbot, page)
    part(page, f"receive.{second.name}").click()
    qtbot.waitUntil(lambda: state(page, second.name) == "reçu", timeout=10_000)
    assert state(page, first.name) == "authentique"


def test_a_second_receiving_changes_nothing_and_the_acknowledgement_can_be_written_again(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    pair.received(dataclasses.replace(pair.sealed(), content=file.read_bytes()))
    before = databases(pair.headquarters.folder)
    read_stick(qtbot, page)
    assert state(page, file.name) == "déjà reçu"
    assert not part(page, "receive_bundles").isVisible()
    acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
    press(qtbot, page, f"acknowledge.{file.name}")
    assert acted
    qtbot.waitUntil(lambda: (stick / "SEG-ACCUSE-000001.age").exists() and not background.is_busy())
    assert databases(pair.headquarters.folder) == before


def test_a_stick_that_cannot_take_the_acknowledgement_is_said_and_another_one_can(
    qtbot, page, pair, stick, no_sticks, tmp_path
):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    other = tmp_path / "OTHER"
    other.mkdir()
    with read_only(stick):
        read_stick(qtbot, page)
        receive_all(qtbot, page)
        assert state(page, file.name) == "reçu"
        assert "l’accusé n’est pas écrit" in words_on(page)
        no_sticks[:] = [other]
        acted = in_dialog("stick_dialog", lambda dialog: press(qtbot, dialog, "write_here"))
        press(qtbot, page, f"acknowledge.{file.name}")
        assert acted
        qtbot.waitUntil(lambda: "L’accusé est sur la clé" in words_on(page))
    assert [one.name for one in other.iterdir()] == ["SEG-ACCUSE-000001.age"]


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_board_says_that_a_bundle_waits_for_another_centres(qtbot, show, journey, no_sticks, tmp_path, size):
    case = journey.gone()
    journey.arrived(journey.taken(journey.sealed(case)))
    theirs = journey.from_there.sealed()
    (tmp_path / theirs.name).write_bytes(theirs.content)
    inbox.look_at(journey.headquarters, tmp_path / theirs.name)
    page = show(ReceivePage(Session(journey.headquarters, Language.of("fr"))), size)
    page.refresh()
    words = plain(words_on(page))
    assert "attend l’envoi d’un autre centre" in words
    assert "n° 0" not in words
    assert cut_widgets(page, *size) == []


# --- refusing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "why", "is_kept_aside"),
    [
        (lambda content: content[: len(content) // 2], "modifié ou coupé en chemin", True),
        (lambda content: content[:-40] + bytes(40), "modifié ou coupé en chemin", True),
        (lambda content: b"a holiday photograph", "n’est pas un envoi de ce programme", False),
        (lambda content: b"", "n’est pas un envoi de ce programme", False),
    ],
)
def test_a_file_that_is_spoilt_is_refused_with_its_reason(qtbot, page, pair, stick, spoil, why, is_kept_aside):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    file.write_bytes(spoil(file.read_bytes()))
    before = databases(pair.headquarters.folder)
    read_stick(qtbot, page)
    assert state(page, file.name) == "refusé"
    assert why in words_on(page)
    assert not part(page, "receive_bundles").isVisible()
    assert databases(pair.headquarters.folder) == before
    aside = list((pair.headquarters.folder / "refused").glob("*"))
    assert bool(aside) == is_kept_aside
    assert ("gardée à côté du registre" in words_on(page)) == is_kept_aside


def test_a_bundle_for_another_headquarters_is_refused(qtbot, page, pair, stick):
    (stick / NAME).write_bytes(
        seal_bundle(
            {},
            [],
            signing_key=partners.signing_key(pair.centre),
            recipients=[new_age_key().recipient for _ in range(2)],
        )
    )
    read_stick(qtbot, page)
    assert "pas chiffré pour ce registre" in words_on(page)


def test_a_bundle_whose_key_was_revoked_is_refused(qtbot, page, pair, stick):
    file = brought(pair, stick)
    (card,) = partners.centres_of(pair.headquarters)
    partners.revoke(pair.headquarters, card, since=pair.headquarters.today)
    read_stick(qtbot, page)
    assert state(page, file.name) == "refusé"
    assert "à laquelle on ne se fie plus" in words_on(page)


def test_a_file_changed_after_it_was_looked_at_is_not_received(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    read_stick(qtbot, page)
    file.write_bytes(file.read_bytes() + b"x")
    receive_all(qtbot, page)
    assert "n’est plus celui qui a été vérifié" in words_on(page)
    assert pair.headquarters.find(CaseFile) == []


def test_a_stick_pulled_before_receiving_is_said_and_nothing_is_received(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    brought(pair, stick)
    read_stick(qtbot, page)
    shutil.rmtree(stick)
    receive_all(qtbot, page)
    assert "La clé a été retirée" in words_on(page)
    assert pair.headquarters.find(CaseFile) == []


def test_headquarters_that_knows_no_centre_is_led_to_the_enrolment(qtbot, show, tmp_path, clock, gone_to):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as headquarters:
        page = show(ReceivePage(Session(headquarters, Language.of("fr"))))
        page.arrive(Destination(page="receive"))
        places = gone_to(page)
        assert "Aucun centre n’est encore inscrit" in words_on(page)
        press(qtbot, page, "no_centre.act")
        assert places == [Destination(page="enrolment")]


# --- a new line ------------------------------------------------------------------------------------------------


@pytest.fixture
def restored(pair, stick, clock) -> Path:
    """A bundle of the centre after its register was put back from a backup: its line begins anew."""
    pair.centre.save(*an_admission())
    pair.exchange()
    pair.centre.vault.set_meta({"lineage": "0" * 32})
    pair.centre.save(*an_admission(family="Koné"))
    return brought(pair, stick)


def test_a_new_line_asks_a_person_and_says_what_each_answer_means(qtbot, page, pair, restored):
    read_stick(qtbot, page)
    assert state(page, restored.name) == "à décider"
    assert "Un seul ordinateur, remis depuis une sauvegarde." in words_on(page)
    assert "Deux ordinateurs, ou personne n’est sûr." in words_on(page)
    assert not part(page, "receive_bundles").isVisible()


def test_a_restored_register_is_received_once_a_person_said_so(qtbot, page, pair, restored):
    read_stick(qtbot, page)
    press(qtbot, page, f"restored.{restored.name}")
    done(qtbot, page)
    assert state(page, restored.name) == "authentique"
    assert "nouvelle suite" in words_on(page)
    assert len(pair.headquarters.find(CaseFile)) == 1
    receive_all(qtbot, page)
    assert len(pair.headquarters.find(CaseFile)) == 2


def test_a_copied_laptop_is_not_received(qtbot, page, pair, restored):
    read_stick(qtbot, page)
    before = databases(pair.headquarters.folder)
    press_key(qtbot, page, f"copied.{restored.name}")
    assert state(page, restored.name) == "pas reçu"
    assert "Rien n’en a été reçu" in words_on(page)
    assert databases(pair.headquarters.folder) == before


# --- the board -------------------------------------------------------------------------------------------------


def cells(page: ReceivePage) -> list[str]:
    table = part(page, "centres_board")
    assert isinstance(table, RecordTable)
    model = table.model()
    return [model.index(0, column).data() for column in range(model.columnCount())]


def test_the_board_says_what_came_what_is_missing_and_how_late_it_is(show, pair):
    pair.clock.set(date(2027, 2, 3))
    pair.received(pair.sealed())
    board = [plain(text) for text in cells(opened(show, pair))]
    assert board == ["Ségou", "–", "–", "–", "–", "n° 1", "manque", "–", "–", "n° 1", "29 jours"]


def test_the_board_is_up_to_date_after_receiving(qtbot, page, pair, stick):
    assert cells(page)[-2:] == ["rien encore", "à jour"]
    brought(pair, stick)
    read_stick(qtbot, page)
    receive_all(qtbot, page)
    assert plain(cells(page)[-2]) == "n° 1"


def test_the_list_is_cleared_and_what_is_on_the_stick_is_offered_again(qtbot, page, pair, stick):
    brought(pair, stick)
    read_stick(qtbot, page)
    assert not part(page, "read_stick").isVisible()
    press(qtbot, page, "clear_list")
    assert can_press(page, "read_stick")
    assert not part(page, "receive_bundles").isVisible()


# --- how it looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, show, pair, stick, restored, code, size):
    page = opened(show, pair, code, size)
    assert cut_widgets(page, *size) == []
    (stick / "SEG-202611-000009.age").write_bytes(b"nothing")
    shutil.copy(restored, stick / "SEG-202611-000008.age")
    pair.centre.vault.set_meta({"lineage": "1" * 32})
    read_stick(qtbot, page)
    assert cut_widgets(page, *size) == []
    press(qtbot, page, f"restored.{restored.name}")
    done(qtbot, page)
    receive_all(qtbot, page)
    assert cut_widgets(page, *size) == []


def test_the_register_opens_again_after_receiving(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    brought(pair, stick)
    read_stick(qtbot, page)
    receive_all(qtbot, page)
    folder = pair.headquarters.folder
    pair.headquarters.close()
    with reopened(folder) as again:
        assert len(again.find(CaseFile)) == 1


# --- who came back -----------------------------------------------------------------------------------------------


def test_headquarters_sees_that_a_director_came_back_with_the_sheet(show, pair, stick, qtbot):
    sheet, new = recovery.new_sheet(), "girafe ballon sept nuages verts"
    recovery.keep_sheet(pair.centre, sheet)
    folder, director = pair.centre.folder, pair.centre.who
    pair.exchange()
    assert board.came_back(pair.headquarters) == []
    pair.centre.close()
    again = recovery.new_sheet()
    recovery.come_back_with_paper(folder, director, sheet.code, passphrase=new, sheet=again, clock=pair.clock)
    with open_register(folder, director, new, clock=pair.clock) as pair.centre:
        pair.received(pair.sealed())
    shown = words_on(opened(show, pair))
    assert "SEG : une directrice est revenue avec la fiche de secours le 21/11/2026." in plain(shown)
    pair.clock.move(days=70)
    assert board.came_back(pair.headquarters) == []


def test_headquarters_sees_that_a_deputy_let_the_director_in_and_not_who_else_forgot(pair):
    members = [StaffMember(name=name, roles=frozenset({role})) for name, role in (("A", "director"), ("B", "teacher"))]
    for member in members:
        accounts.add_person(pair.centre, member)
        accounts.reset(pair.centre, member.id)
    pair.received(pair.sealed())
    (one,) = board.came_back(pair.headquarters)
    assert (one.code, one.way) == ("SEG", board.WITH_DEPUTY)


# --- what is told of files by their names and of all of them together ------------------------------------------


def test_a_bundle_that_was_received_before_is_told_once_whatever_its_copies_are_called(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    pair.received(dataclasses.replace(pair.sealed(), content=file.read_bytes()))
    copy = stick / "SEG-202611-000001 (1).age"
    copy.write_bytes(file.read_bytes())
    page.look_at([file, copy])
    done(qtbot, page)
    first, second = sorted((file, copy), key=lambda one: one.name)
    assert [state(page, one.name) for one in (first, second)] == ["déjà reçu", "en double"]
    assert part(page, f"arrived.{first.name}").accessibleName().startswith("Ségou · novembre 2026 · n° 1")
    assert f"le même envoi que {first.name}" in words_on(page)
    assert part(page, f"acknowledge.{first.name}").isVisible()
    assert page.findChild(QWidget, f"acknowledge.{second.name}") is None


def test_what_only_a_files_name_says_is_told_as_its_name(qtbot, page, pair, stick):
    spoilt = stick / "SEG-202610-000002.age"
    spoilt.write_bytes(pair.sealed().content[:-9])
    page.look_at([spoilt])
    done(qtbot, page)
    assert part(page, f"arrived.{spoilt.name}").accessibleName() == f"{spoilt.name}. refusé"
    assert "Son nom dit SEG, octobre 2026, n° 2" in plain(words_on(page))


def test_after_refusals_nobody_is_told_that_all_is_well(qtbot, page, pair, stick):
    pair.centre.save(*an_admission())
    file = brought(pair, stick)
    for number in (7, 8):
        (stick / f"SEG-202611-00000{number}.age").write_bytes(file.read_bytes()[: -9 - number])
    page.look_at(sorted(stick.glob("SEG-*.age")))
    done(qtbot, page)
    receive_all(qtbot, page)
    qtbot.waitUntil(lambda: state(page, file.name) == "reçu", timeout=10_000)
    hint = plain(part(page, "hint").text())
    assert hint.startswith("2 fichiers sont refusés")
    assert "appelez les centres" in hint


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_month_whose_report_came_with_a_later_bundle_is_not_told_as_nothing(show, pair, no_sticks, size):
    freezing.close_month(pair.centre, date(2026, 10, 1))
    pair.received(pair.sealed())
    page = show(ReceivePage(Session(pair.headquarters, Language.of("fr"))), size)
    page.refresh()
    row = page.board._row(next(iter(page.board._lines.values())))
    assert plain(row["2026-10-01"].spoken) == "avec, n° 1"
    assert part(page, "with_later").isVisible()
    assert cut_widgets(page, *size) == []
