"""Who opens what, as it is read: a sign in each cell, and one person in whole sentences."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from centre_app import accounts
from centre_app.language import Language
from centre_app.records import StaffMember
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS
from tests import makers
from tests.ui.fits import LARGE, SMALL
from tests.ui.pages.conftest import part, words_on
from ui.page import Destination
from ui.pages.people import PeoplePage
from ui.session import Session

HERE = Destination(page="people", section="openings")
RAIL = {LARGE: 208, SMALL: 56}


def let_in(register, name, *roles):
    member = StaffMember(name=name, sex="female", roles=frozenset(roles))
    accounts.add_person(register, member)
    return member.id


@pytest.fixture
def team(register):
    names = {
        "mariam": ("Mariam Sidibé", "psychologist"),
        "rokia": ("Rokia Dolo", "psychologist"),
        "fanta": ("Fanta Coulibaly", "nurse", "legal"),
    }
    return {key: let_in(register, *who) for key, who in names.items()}


@pytest.fixture
def page(show, session, team):
    page = PeoplePage(session)
    page.arrive(HERE)
    return show(page, LARGE)


def why(page, compartment):
    said = part(page, f"why.{compartment}").accessibleName()
    return said.replace("\N{NO-BREAK SPACE}", " ")


def cells_of(page, member_id):
    """Return what a reader hears of somebody's row."""
    model = part(page, "openings.table").model()
    row = model.row_of(member_id)
    return [
        model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole).replace("\N{NO-BREAK SPACE}", " ")
        for column in range(model.columnCount())
    ]


def choose(page, member_id):
    part(page, "openings.table").choose_id(member_id)


def test_each_cell_says_whether_it_opens_and_by_which_role(page, team):
    assert cells_of(page, team["fanta"]) == [
        "Qui : Fanta Coulibaly",
        "La maison : Ouvert, Infirmière / soignante · Juriste",
        "Noms : Ouvert, Infirmière / soignante · Juriste",
        "Le séjour : Ouvert, Infirmière / soignante · Juriste",
        "Santé : Ouvert, Infirmière / soignante",
        "Protection : Ouvert, Juriste",
        "Notes : Fermé",
    ]


def test_the_notes_say_that_they_are_kept_from_the_director(page, register):
    choose(page, register.who)
    assert why(page, "notes") == "Notes : gardé pour la psychologue, la direction n’a pas la clé"
    assert why(page, "health") == "Santé : s’ouvre, par le rôle Directrice"


def test_a_key_that_is_owed_says_who_hands_it_on(page, team):
    choose(page, team["rokia"])
    assert why(page, "notes") == "Notes : Attend que Mariam Sidibé ouvre le registre"
    assert "Notes : Attend, Mariam Sidibé" in cells_of(page, team["rokia"])


def test_what_no_role_needs_says_so(page, team):
    choose(page, team["mariam"])
    assert why(page, "health") == "Santé : aucun rôle ici n’en a besoin"


def test_one_goes_from_person_to_person_by_arrows(qtbot, page, team):
    table = part(page, "openings.table")
    choose(page, next(iter(page._openings._people)))
    first = part(page, "openings.who").text()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert part(page, "openings.who").text() != first


def test_whoever_is_kept_out_opens_nothing_for_now(qtbot, page, register, team):
    page.session.do(accounts.suspend, team["fanta"])
    qtbot.waitUntil(lambda: "Santé : Suspendue, Infirmière / soignante" in cells_of(page, team["fanta"]))
    choose(page, team["fanta"])
    assert why(page, "health") == "Santé : fermé pour le moment"


def test_who_has_no_key_is_not_in_the_table(show, session, register):
    register.save(StaffMember(name="Salif Cissé", roles=frozenset({"teacher"})))
    page = PeoplePage(session)
    page.arrive(HERE)
    show(page)
    assert part(page, "openings.table").count == 1


def test_the_switch_leads_from_the_people_to_what_they_open_and_back(qtbot, page):
    left = []
    page.left_off.connect(left.append)
    qtbot.mouseClick(part(page, "part.team"), Qt.MouseButton.LeftButton)
    assert "Travaillent ici" in words_on(page)
    qtbot.mouseClick(part(page, "part.openings"), Qt.MouseButton.LeftButton)
    assert part(page, "openings.table").isVisible()
    assert [place.section for place in left] == ["team", "openings"]


def test_the_notes_of_a_house_without_a_psychologist_are_shut_to_all(show, session, register):
    page = PeoplePage(session)
    page.arrive(HERE)
    show(page)
    assert cells_of(page, register.who)[-1] == "Notes : Fermé"
    assert isinstance(part(page, "why.notes"), QWidget)


@pytest.mark.parametrize("name", ["Ɲama Kɛita", 'O\'Brien "x" <b>gras</b>', "a" * 300])
def test_any_name_is_plain_words(show, session, register, name):
    member = let_in(register, name, "nurse")
    page = PeoplePage(session)
    page.arrive(HERE)
    show(page, LARGE)
    choose(page, member)
    assert part(page, "openings.who").text() == name
    assert makers.DIRECTOR in cells_of(page, register.who)[0]


@pytest.mark.parametrize("kind", [AT_A_CENTRE, AT_HEADQUARTERS])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_all_columns_are_in_sight(qtbot, show, tmp_path, kind, size):
    with makers.a_register(tmp_path, kind=kind, code="BKO") as register:
        page = PeoplePage(Session(register, Language.of("fr")))
        page.arrive(HERE)
        show(page, (size[0] - RAIL[size], size[1]))
        table = part(page, "openings.table")
        assert table.horizontalHeader().length() <= table.viewport().width()
        assert table.model().columnCount() == 7
