"""A transfer as two directors make it: the file on a stick here, who comes there, the receipt back, and a trace that is left."""

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.casework import lifecycle
from centre_app.language import Language
from centre_app.records import Backup, CaseFile, Intake, PersonName
from tests.centre_app.exchange.transfers.conftest import WORDS, Journey, journey
from tests.makers import a_transfer
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part
from tests.ui.pages.with_sticks import in_dialog, no_sticks, press, said, stick, words_on
from ui.kit.proposals import Proposals
from ui.page import Destination
from ui.pages.case import CasePage
from ui.pages.exit.transfer import TransferCard
from ui.pages.export import ExportPage
from ui.session import Session

__all__ = ["journey", "no_sticks", "stick"]  # fixtures


def case_page(show, register, case_id, size=LARGE):
    page = show(CasePage(Session(register, Language.of("fr"))), size)
    page.arrive(Destination(page="case", case_id=case_id, section="summary"))
    return page


def press_in(qtbot, page, button, *steps):
    """Press a button of a page, and in each dialog that follows the one named beside it."""
    acted = [in_dialog(dialog, lambda shown, name=name: press(qtbot, shown, name)) for dialog, name in steps[:1]]
    for dialog, name in steps[1:]:
        acted.append(in_dialog(dialog, lambda shown, name=name: press(qtbot, shown, name)))
    press(qtbot, page, button)
    assert all(acted)


def written(qtbot, show, journey, case):
    page = case_page(show, journey.here, case.id)
    press_in(qtbot, page, "write_transfer", ("stick_dialog", "write_here"))
    return page


def received(qtbot, show, journey, stick, gone_to):
    page = show(ExportPage(Session(journey.there, Language.of("fr"))))
    places = gone_to(page)
    (file,) = stick.glob("*-TRANSFERT-*.age")
    press_in(
        qtbot,
        page,
        "receive_transfer",
        ("found_files", f"read.{file.name}"),
        ("who_comes", "take_transfer"),
        ("stick_dialog", "write_here"),
    )
    return places


def test_from_one_house_to_the_other_and_back(qtbot, qapp, show, journey: Journey, stick, gone_to):
    case = journey.gone()
    page = written(qtbot, show, journey, case)
    assert "est sur la clé" in said(page)
    (place,) = received(qtbot, show, journey, stick, gone_to)
    there = journey.there.get(CaseFile, place.case_id)
    assert there.status == "registered"
    assert [one.reason for one in journey.there.find(Backup)] == ["before_receiving"]
    (file,) = stick.glob("*-RECU-*.age")
    page = case_page(show, journey.here, case.id)
    assert "reçu" in words_on(part(page, "summary.transfer"))
    press_in(qtbot, page, "read_transfer_receipt", ("found_files", f"read.{file.name}"))
    assert not any(name.family for name in journey.here.find(PersonName))
    qtbot.waitUntil(lambda: "trace" in words_on(part(page, "summary.transfer")))


def test_her_file_of_the_other_house_is_read_from_the_one_that_began_here(qtbot, qapp, show, journey, gone_to):
    case = journey.gone()
    taken = journey.taken(journey.sealed(case))
    page = case_page(show, journey.there, taken.case_id)
    places = gone_to(page)
    press(qtbot, page, f"other_house.{case.id}")
    assert places == [Destination(page="case", case_id=case.id)]
    page.arrive(places[0])
    assert "SEG-26-0001" in words_on(page)


def test_headquarters_reads_in_the_file_of_one_house_that_she_has_one_in_another(qtbot, qapp, show, journey, gone_to):
    received = journey.taken(journey.sealed(journey.gone()))
    for pair in (journey.from_here, journey.from_there):
        pair.exchange()
    ours, theirs = (
        next(one for one in journey.headquarters.find(CaseFile, centre_id=house.centre_id))
        for house in (journey.here, journey.there)
    )
    assert theirs.id == received.case_id
    page = case_page(show, journey.headquarters, ours.id)
    assert "Ségou" in words_on(page)
    places = gone_to(page)
    press(qtbot, page, f"other_house.{theirs.id}")
    assert places == [Destination(page="case", case_id=theirs.id)]
    page.arrive(Destination(page="case", case_id=ours.id, section="history"))
    assert "se lit dans le registre de son centre" in words_on(page)


def test_a_receipt_that_was_lost_is_written_again(qtbot, qapp, show, journey, stick, gone_to):
    case = journey.gone()
    written(qtbot, show, journey, case)
    received(qtbot, show, journey, stick, gone_to)
    (lost,) = stick.glob("*-RECU-*.age")
    lost.unlink()
    page = show(ExportPage(Session(journey.there, Language.of("fr"))))
    (file,) = stick.glob("*-TRANSFERT-*.age")
    steps = ("found_files", f"read.{file.name}"), ("stick_dialog", "write_here")
    press_in(qtbot, page, "receive_transfer", *steps)
    assert lost.exists()


def test_without_the_other_centres_keys_it_is_said_what_to_do(qtbot, qapp, show, journey, stick):
    case = journey.gone()
    for card in journey.here.vault.select("cards", columns=("id",)):
        journey.here.vault.connection.execute("DELETE FROM cards WHERE id = ? AND code = 'KAT'", (card["id"],))
    page = case_page(show, journey.here, case.id)
    press(qtbot, page, "write_transfer")
    assert "accusé de réception" in said(page)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_of_a_trace_nobody_is_readmitted_and_no_plan_begun_and_the_way_back_is_said(qapp, show, journey, size):
    ours, _ = journey.whole()
    page = case_page(show, journey.here, ours.id, size)
    offered = [page.findChild(QWidget, name) for name in ("readmit", "begin.act", "moves")]
    assert not [button.objectName() for button in offered if button is not None and button.isVisible()]
    assert "apporte un transfert de ce centre" in words_on(page)
    assert "se poursuit dans l’autre centre" in words_on(page)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, qapp, show, journey, stick, size):
    case = journey.gone()
    page = case_page(show, journey.here, case.id, size)
    assert cut_widgets(page, *size) == []
    seen = []

    def look(dialog: QDialog) -> None:
        seen.extend(cut_widgets(dialog, dialog.width(), dialog.height()))
        dialog.reject()

    in_dialog("stick_dialog", look)
    press(qtbot, page, "write_transfer")
    assert seen == []


def test_going_home_both_pages_say_what_comes_back(qtbot, qapp, show, journey, stick, gone_to):
    case, second = journey.whole()
    moved = a_transfer(second, organisation_in_words="Ségou", decided_by=journey.there.who)
    lifecycle.transfer(journey.there, second, moved)
    heard = []
    page = case_page(show, journey.there, second.id)
    acted = in_dialog("stick_dialog", lambda shown: (heard.append(words_on(shown)), press(qtbot, shown, "write_here")))
    press(qtbot, page, "write_transfer")
    assert acted
    assert "retrouve ses mots" in heard[0]
    (file,) = stick.glob("KAT-TRANSFERT-*.age")
    page = show(ExportPage(Session(journey.here, Language.of("fr"))))
    gone_to(page)
    shown_who = in_dialog(
        "who_comes", lambda shown: (heard.append(words_on(shown)), press(qtbot, shown, "take_transfer"))
    )
    rest = [
        in_dialog(name, lambda shown, button=button: press(qtbot, shown, button))
        for name, button in (("found_files", f"read.{file.name}"), ("stick_dialog", "write_here"))
    ]
    press(qtbot, page, "receive_transfer")
    assert shown_who
    assert all(rest)
    assert "retrouvent leurs mots" in heard[1]
    assert journey.here.find(Intake, case_id=case.id)[0].note == WORDS
    told = words_on(part(case_page(show, journey.here, case.id), "summary.transfer"))
    assert "peut de nouveau être lu" in told
    assert "trace" not in told


def test_the_centres_of_ours_are_proposed_by_name_and_by_code(qtbot, qapp, show, journey):
    case, _ = journey.admitted()
    session = Session(journey.here, Language.of("fr"))
    card = TransferCard(session, case, sex="female")
    qtbot.addWidget(card)
    card.show()
    field = card.form.editor("organisation_in_words")
    (listed,) = field.findChildren(Proposals)
    to = journey.to()
    for typed in ("ka", to.code, to.name[:3].upper()):
        field.field.clear()
        qtbot.keyClicks(field.field, typed)
        assert [listed.item(row).text() for row in range(listed.count())] == [to.name]
