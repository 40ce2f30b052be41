"""The page of people, as the director uses it: who is let in, kept out, given other words; and what others see of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from centre_app import accounts, drafts
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import NoSuchPerson, WrongPassphrase
from centre_app.records import StaffMember
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui import background
from ui.page import Destination
from ui.pages.people import PeoplePage
from ui.pages.people.leaving import RevokeDialog
from ui.pages.people.sheet import LINES, PersonDialog
from ui.pages.people.slip import SlipDialog
from ui.session import Session

HERE = Destination(page="people", section="team")
STRANGE = ["Ɲama Kɛita", 'O\'Brien "x" <b>gras</b>', "名前", "a" * 300, "Robert'); DROP TABLE staff;--"]


def a_member(name="Fanta Coulibaly", *roles, **answers):
    usual = {"sex": "female", "active_from": makers.LONG_AGO}
    return StaffMember(name=name, roles=frozenset(roles or {"nurse"}), **{**usual, **answers})


@pytest.fixture
def fanta(register):
    member = a_member()
    accounts.add_person(register, member)
    return register.get(StaffMember, member.id)


@pytest.fixture
def shown(show, session):
    """Show the page as it stands now."""

    def shown(size=LARGE):
        page = PeoplePage(session)
        page.arrive(HERE)
        return show(page, size)

    return shown


@pytest.fixture
def choose(qtbot):
    """Take a line of somebody's menu with the mouse, or with the keyboard alone."""

    def choose(page, member_id, name, *, by_keyboard=False):
        button = part(page, f"acts.{member_id}")
        if by_keyboard:
            button.setFocus()
            qtbot.keyClick(button, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        action = menu.findChild(QAction, name)
        assert action is not None, f"the menu has no {name}"
        if by_keyboard:
            while menu.activeAction() is not action:
                qtbot.keyClick(menu, Qt.Key.Key_Down)
            qtbot.keyClick(menu, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    return choose


def offered(page, member_id, qtbot):
    qtbot.mouseClick(part(page, f"acts.{member_id}"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    menu.close()
    return names


def state(page, member_id):
    return part(page, f"state.{member_id}").accessibleName()


def told(page):
    QApplication.processEvents()
    return page.result.accessibleName() if page.result.isVisible() else ""


def plain(words):
    """Words as one types them, without the spaces that keep a colon on its line."""
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def press(dialog, name):
    button = dialog.findChild(QPushButton, name)
    assert button is not None, f"there is no {name}"
    assert button.isEnabled(), f"{name} cannot be pressed"
    button.click()


def then_read_the_slip(words):
    """Once the dialog in front has gone, note the words of the slip that comes, and hand it over."""

    def read(slip):
        words.append(slip.findChild(QLabel, "first_passphrase_words").text())
        press(slip, "handed_over")

    in_dialog(read)


# Letting in


def fill_in(dialog, name, *roles, gives_key=True):
    type_words(dialog.findChild(QLineEdit, "staff.name.field"), name)
    dialog.form.editor("roles").show_answer(frozenset(roles))
    dialog.form.changed.emit()
    if dialog.findChild(QCheckBox, "gives_key").isChecked() != gives_key:
        dialog.findChild(QCheckBox, "gives_key").click()


def test_somebody_new_gets_a_sheet_and_five_words_that_open_the_register_once(qtbot, shown, register, tmp_path):
    page, words, said = shown(), [], []

    def write(dialog):
        fill_in(dialog, "Oumou Maïga", "nurse")
        said.append(plain(words_on(dialog)))
        then_read_the_slip(words)
        press(dialog, "save")

    in_dialog(write)
    qtbot.mouseClick(part(page, "add_person"), Qt.MouseButton.LeftButton)
    member = register.only(StaffMember, name="Oumou Maïga")
    assert "La maison · Noms · Le séjour · Santé" in said[0]
    assert state(page, member.id) == "Billet pas encore utilisé"
    register.close()
    with open_register(register.folder, member.id, words[0]) as opened:
        assert opened.roles == {"nurse"}
        assert opened.keys.slot.must_change


def test_it_goes_by_the_keyboard_alone(qtbot, shown, register):
    page = shown()

    def write(dialog):
        qtbot.waitUntil(dialog.isActiveWindow)  # before that, its keys are not its own
        type_words(dialog.focusWidget(), "Oumou Maïga")
        roles = dialog.findChild(QWidget, "staff.roles.add")
        qtbot.keyClick(roles, Qt.Key.Key_Space)
        type_words(roles.findChild(QLineEdit, "staff.roles.add.search"), "Infirm")
        qtbot.keyClick(roles.findChild(QLineEdit, "staff.roles.add.search"), Qt.Key.Key_Return)
        then_read_the_slip([])
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    in_dialog(write)
    part(page, "add_person").setFocus()
    qtbot.keyClick(part(page, "add_person"), Qt.Key.Key_Return)
    assert register.only(StaffMember, name="Oumou Maïga").roles == {"nurse"}


def test_somebody_new_needs_a_name_and_a_role(qtbot, shown, register):
    page, still_open = shown(), []

    def write(dialog):
        fill_in(dialog, "Rokia Dolo")
        press(dialog, "save")
        still_open.append(dialog.isVisible())
        dialog.sheet.take_back()

    in_dialog(write)
    qtbot.mouseClick(part(page, "add_person"), Qt.MouseButton.LeftButton)
    assert still_open == [True]
    assert register.only(StaffMember, name="Rokia Dolo") is None


def test_a_sheet_half_written_when_the_register_is_locked_comes_back(qtbot, shown, register):
    page, found = shown(), []

    def write(dialog):
        fill_in(dialog, "Oumou Maïga", "nurse")
        dialog.keep_draft()
        dialog.done(0)  # as locking does

    in_dialog(write)
    qtbot.mouseClick(part(page, "add_person"), Qt.MouseButton.LeftButton)
    (kept,) = drafts.all_kept(register)

    def look(dialog):
        found.append(dialog.findChild(QLineEdit, "staff.name.field").text())
        dialog.sheet.take_back()

    in_dialog(look)
    page.resume(kept)
    assert found == ["Oumou Maïga"]


def test_somebody_without_a_key_can_be_named_and_opens_nothing_until_one_is_given(qtbot, shown, register, choose):
    page, words = shown(), []

    def write(dialog):
        fill_in(dialog, "Salif Cissé", "teacher", gives_key=False)
        press(dialog, "save")

    in_dialog(write)
    qtbot.mouseClick(part(page, "add_person"), Qt.MouseButton.LeftButton)
    member = register.only(StaffMember, name="Salif Cissé")
    assert state(page, member.id) == "Pas de clé"
    assert len(register.keys.key_file.people) == 1

    def agree(dialog):
        then_read_the_slip(words)
        press(dialog, "agree")

    in_dialog(agree)
    choose(page, member.id, "give_key", by_keyboard=True)
    register.close()
    open_register(register.folder, member.id, words[0]).close()


def test_the_slip_is_not_lost_by_pressing_escape(qtbot, shown, register, fanta, choose):
    page, seen = shown(), []

    def stay(slip):
        qtbot.keyClick(slip, Qt.Key.Key_Escape)
        seen.append(slip.isVisible())
        press(slip, "handed_over")

    def agree(dialog):
        in_dialog(stay)
        press(dialog, "agree")

    in_dialog(agree)
    choose(page, fanta.id, "reset")
    assert seen == [True]


def test_the_slip_is_shown_as_paper_that_cannot_be_saved(qtbot, shown, register, fanta, choose):
    page, seen = shown(), []

    def look(preview):
        seen.append((preview.objectName(), preview.findChild(QPushButton, "save_pdf").isVisible()))
        press(preview, "close_preview")

    def print_it(slip):
        in_dialog(look)
        press(slip, "print_slip")
        press(slip, "handed_over")

    def agree(dialog):
        in_dialog(print_it)
        press(dialog, "agree")

    in_dialog(agree)
    choose(page, fanta.id, "reset")
    assert seen == [("preview", False)]


# Other words, other roles


def test_whoever_has_forgotten_gets_other_words(shown, register, choose):
    fanta = a_member()
    first = accounts.add_person(register, fanta)
    page, words = shown(), []

    def agree(dialog):
        then_read_the_slip(words)
        press(dialog, "agree")

    in_dialog(agree)
    choose(page, fanta.id, "reset")
    assert "Il y a une nouvelle phrase secrète" in told(page)
    register.close()
    with pytest.raises(WrongPassphrase):
        open_register(register.folder, fanta.id, first)
    open_register(register.folder, fanta.id, words[0]).close()


def test_ones_own_passphrase_is_changed_on_its_own_page(qtbot, shown, register, choose, gone_to):
    page = shown()
    places = gone_to(page)
    assert "reset" not in offered(page, register.who, qtbot)
    choose(page, register.who, "change_own")
    assert [place.page for place in places] == ["my_passphrase"]


def test_a_role_less_is_said_beforehand_and_shuts_its_compartment(shown, register, choose):
    fanta = a_member("Fanta Coulibaly", "nurse", "legal")
    accounts.add_person(register, fanta)
    page, said = shown(), []

    def write(dialog):
        dialog.form.editor("roles").show_answer(frozenset({"nurse"}))
        dialog.form.changed.emit()
        said.append(plain(words_on(dialog)))
        press(dialog, "save")

    in_dialog(write)
    choose(page, fanta.id, "change_sheet")
    assert "Ne s’ouvre plus : Protection." in said[0]
    account = next(one for one in accounts.accounts(register) if one.member.id == fanta.id)
    assert not next(one for one in account.openings if one.compartment == "protection").is_open
    assert account.member.roles == {"nurse"}


def test_the_last_director_does_not_stop_being_director(shown, register, choose):
    page, said = shown(), []

    def write(dialog):
        dialog.form.editor("roles").show_answer(frozenset({"nurse"}))
        dialog.form.changed.emit()
        press(dialog, "save")
        said.append(dialog.result.accessibleName())
        dialog.sheet.take_back()

    in_dialog(write)
    choose(page, register.who, "change_sheet")
    assert "La dernière directrice garde ses clés" in said[0]
    assert register.get(StaffMember, register.who).roles == {"director"}


# Keeping out


def test_somebody_kept_out_is_let_in_again_by_the_button_beside_what_was_told(qtbot, shown, register, fanta, choose):
    page = shown()
    choose(page, fanta.id, "suspend")
    assert state(page, fanta.id) == "Suspendue"
    assert "Fanta Coulibaly n’entre plus" in told(page)
    qtbot.mouseClick(part(page, "result.undo"), Qt.MouseButton.LeftButton)
    assert state(page, fanta.id) == "Billet pas encore utilisé"


def test_somebody_kept_out_is_let_in_again_from_the_menu(qtbot, shown, register, fanta, choose):
    accounts.suspend(register, fanta.id)
    page = shown()
    assert offered(page, fanta.id, qtbot) == ["change_sheet", "reset", "let_in_again", "revoke"]
    choose(page, fanta.id, "let_in_again", by_keyboard=True)
    assert "entre de nouveau" in told(page)


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_the_last_director_is_told_that_somebody_else_must_be_director_first(shown, register, choose, verb):
    page = shown()
    choose(page, register.who, verb)
    assert "La dernière directrice garde ses clés" in told(page)


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_with_a_deputy_nobody_takes_her_own_keys_all_the_same(shown, register, choose, verb):
    accounts.add_person(register, a_member("Issa Keïta", "director"))
    page = shown()
    choose(page, register.who, verb)
    assert "propres clés" in told(page)


# Taking back for good


def test_keys_are_taken_back_once_the_name_is_typed_and_everything_says_so(qtbot, shown, register, choose):
    fanta = a_member()
    first = accounts.add_person(register, fanta)
    page, seen = shown(), []

    def revoke(dialog):
        button = dialog.findChild(QPushButton, "revoke")
        assert not button.isEnabled()
        type_words(dialog.findChild(QLineEdit, "name_to_revoke"), "fanta")
        assert not button.isEnabled()
        dialog.findChild(QLineEdit, "name_to_revoke").clear()
        type_words(dialog.findChild(QLineEdit, "name_to_revoke"), "fanta coulibaly")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        seen.append([plain(part(dialog, f"key.{name}").accessibleName()) for name in ("care", "health")])
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(revoke)
    choose(page, fanta.id, "revoke")
    assert seen == [["Le séjour : la clé est changée", "Santé : la clé est changée"]]
    assert state(page, fanta.id) == "Pas de clé"
    register.close()
    with pytest.raises(NoSuchPerson):
        open_register(register.folder, fanta.id, first)


def test_each_compartment_is_shown_as_its_turn_comes(shown, register, fanta, choose, monkeypatch):
    page, turns = shown(), []
    show_turn = RevokeDialog._show_turn
    monkeypatch.setattr(
        RevokeDialog, "_show_turn", lambda dialog, name: (show_turn(dialog, name), turns.append(dialog._turn))
    )

    def revoke(dialog):
        type_words(dialog.findChild(QLineEdit, "name_to_revoke"), "Fanta Coulibaly")
        press(dialog, "revoke")

    in_dialog(revoke)
    choose(page, fanta.id, "revoke")
    assert sorted(set(turns)) == ["care", "centre", "health", "identity"]


def test_keys_are_not_changed_while_work_in_the_background_has_the_databases_open(
    shown, register, fanta, choose, monkeypatch
):
    page = shown()
    monkeypatch.setattr(background, "is_busy", lambda: True)
    choose(page, fanta.id, "revoke")
    assert "Attendez un instant" in told(page)
    assert state(page, fanta.id) == "Billet pas encore utilisé"


def test_thinking_better_of_it_changes_nothing(qtbot, shown, register, fanta, choose):
    page = shown()
    in_dialog(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    choose(page, fanta.id, "revoke")
    assert state(page, fanta.id) == "Billet pas encore utilisé"


def test_what_only_others_can_change_is_said_with_their_names(qtbot, shown, register, choose):
    mariam, rokia = a_member("Mariam Sidibé", "psychologist"), a_member("Rokia Dolo", "psychologist")
    first = accounts.add_person(register, mariam)
    accounts.add_person(register, rokia)
    register.close()
    open_register(register.folder, mariam.id, first).close()  # hands Rokia the key of the notes
    with makers.reopened(register.folder) as director:
        page = PeoplePage(Session(director, Language.of("fr")))
        qtbot.addWidget(page)
        page.session.changed.connect(page.refresh)
        page.arrive(HERE)
        page.resize(*LARGE)
        page.show()
        seen = []

        def revoke(dialog):
            type_words(dialog.findChild(QLineEdit, "name_to_revoke"), "Rokia Dolo")
            press(dialog, "revoke")
            seen.append(plain(part(dialog, "key.notes").accessibleName()))
            press(dialog, "cancel")

        in_dialog(revoke)
        choose(page, rokia.id, "revoke")
        waits = "Notes : la clé change quand Mariam Sidibé ouvre le registre."
        assert seen == [waits]
        assert waits in plain(part(page, "keys_still_to_change").accessibleName())


# What the page says


def test_a_deputy_is_recommended_until_there_is_one(qtbot, shown, register):
    page, words = shown(), []

    def write(dialog):
        fill_in(dialog, "Issa Keïta", "director")
        then_read_the_slip(words)
        press(dialog, "save")

    in_dialog(write)
    qtbot.mouseClick(part(page, "add_deputy"), Qt.MouseButton.LeftButton)
    assert not [one for one in page.findChildren(QWidget, "deputy") if one.isVisible()]


def test_who_has_left_stands_apart_and_is_told_where_the_register_still_opens(shown, register, fanta):
    register.save(replace(fanta, active_to=makers.YESTERDAY))
    register.save(a_member("Salif Cissé", "teacher", sex="male", active_to=makers.TODAY - timedelta(days=300)))
    page = shown()
    assert "Sont partis" in words_on(page)
    assert state(page, fanta.id) == "Ouvre encore le registre"


def test_two_roles_stand_beside_each_other(shown, register):
    moussa = a_member("Moussa Touré", "case_manager", "social_worker", sex="male")
    accounts.add_person(register, moussa)
    assert part(shown(), f"row.{moussa.id}").accessibleName() == "Moussa Touré. Référent · Éducateur / animateur"


def test_who_is_no_director_reads_and_can_change_nothing(qtbot, register, fanta):
    with makers.reopened_as(register, "nurse") as nurse:
        page = PeoplePage(Session(nurse, Language.of("fr")))
        qtbot.addWidget(page)
        page.arrive(HERE)
        page.show()
        assert "Fanta Coulibaly" in words_on(page)
        assert not page.findChild(QWidget, "add_person").isVisible()
        assert not [one for one in page.findChildren(QPushButton) if one.objectName().startswith("acts.")]


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_any_name_is_plain_words_and_breaks_nothing(shown, register, name, size, choose, qtbot):
    member = a_member(name)
    accounts.add_person(register, member)
    page, cut = shown(size), []
    assert cut_widgets(page, *size) == []
    assert part(page, f"row.{member.id}").accessibleName().startswith(name)

    def look(dialog):
        cut.extend(cut_widgets(dialog, dialog.width(), dialog.height()))
        press(dialog, "cancel")

    in_dialog(look)
    choose(page, member.id, "revoke")
    in_dialog(look)
    choose(page, member.id, "reset")
    assert cut == []


@pytest.mark.parametrize("name", STRANGE)
def test_any_name_can_be_typed_to_take_its_keys_back(shown, register, name, choose):
    member = a_member(name)
    accounts.add_person(register, member)
    page = shown()

    def revoke(dialog):
        asked = dialog.findChild(QLineEdit, "name_to_revoke")
        asked.setText(asked.accessibleName().split("«\N{NO-BREAK SPACE}")[1].split("\N{NO-BREAK SPACE}»")[0])
        press(dialog, "revoke")

    in_dialog(revoke)
    choose(page, member.id, "revoke")
    assert state(page, member.id) == "Pas de clé"


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, show, register, fanta, code, size):
    moussa = a_member("Moussa Touré", "case_manager", "social_worker", "legal", "teacher", sex="male", staff_code="ED")
    accounts.add_person(register, moussa)
    accounts.add_person(register, a_member("Mariam Sidibé", "psychologist"))
    accounts.add_person(register, a_member("Rokia Dolo", "psychologist"))
    accounts.suspend(register, fanta.id)
    for section in ("team", "openings"):
        page = PeoplePage(Session(register, Language.of(code)))
        page.arrive(Destination(page="people", section=section))
        show(page, size)
        assert cut_widgets(page, *size) == [], section


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_sheet_and_the_slip_fit(show, register, code, size):
    session = Session(register, Language.of(code))
    page = show(PeoplePage(session), size)
    moussa = a_member("Moussa Touré", "case_manager", "legal", sex="male", staff_code="ED-3")
    accounts.add_person(register, moussa)
    sheet = PersonDialog(
        session,
        register.get(StaffMember, moussa.id),
        LINES,
        title="Moussa Touré",
        write=lambda typed: None,
        over=page,
        with_reasons=False,
        close_words="",
    )
    sheet.form.editor("roles").show_answer(frozenset({"social_worker"}))
    sheet.form.changed.emit()
    assert cut_widgets(sheet, sheet.width(), sheet.height()) == []
    assert sheet.sheet.body.minimumSize().width() <= sheet.width()
    sheet.sheet.take_back()
    sheet.done(0)
    slip = SlipDialog(session, moussa, "mangue tabouret lampe tissu citron", over=page)
    assert cut_widgets(slip, slip.width(), slip.height()) == []
    slip.done(0)
