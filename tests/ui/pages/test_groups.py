"""The page of the groups: a session is held by keyboard, and nobody and no mark is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.casework import groups
from centre_app.language import Language
from centre_app.records import GroupAttendance, GroupSession, TalkGroup
from tests.makers import LONG_AGO, TODAY, YESTERDAY, a_person, an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.house import frame_of
from ui.page import Destination
from ui.pages.groups import GroupsPage
from ui.session import Session


@pytest.fixture
def cases(register):
    """Awa, Kadidia and a boy, Oumar: in the order in which the list names them."""
    made = [an_admission(given="Awa"), an_admission(), an_admission(a_person(sex="male"), given="Oumar")]
    for number, records in enumerate(made, 1):
        records[2] = replace(records[2], code=f"SEG-26-000{number}")
    return [register.save(*records)[2] for records in made]


@pytest.fixture
def group(register, cases):
    return groups.start_group(register, TalkGroup(name="Les colombes", theme="emotions", from_on=LONG_AGO))


@pytest.fixture
def page(session, show, group):
    shown = show(GroupsPage(session))
    shown.arrive(Destination(page="groups"))
    return shown


def spoken(dialog, row):
    """Return what a reader hears along one line of the attendance."""
    model = part(dialog, "marks.table").model()
    return [model.data(model.index(row, at), Qt.ItemDataRole.AccessibleTextRole) for at in range(model.columnCount())]


def marks(register):
    return {one.case_id: one.status for one in register.find(GroupAttendance)}


def test_everybody_is_marked_with_one_key_each(register, page, cases):
    def hold(dialog):
        table = part(dialog, "marks.table")
        table.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Space):
            QTest.keyClick(table, key)
        write_into(dialog, "group_sessions.visitors", "4")
        dialog.sheet.save()

    in_dialog(hold)
    part(page, "held").add_one()
    assert list(marks(register).values()).count("late") == 1
    assert sorted(marks(register).values()) == ["late", "present", "present"]
    assert "3 personnes différentes · 3 présences · 4 de l’extérieur" in words_on(part(page, "group.reached").parent())


def more_cases(register, many):
    """Take in so many more, beside the three."""
    everything = []
    for number in range(many):
        records = an_admission(given=f"Djénéba{number:03}")
        records[2] = replace(records[2], code=f"SEG-26-{number + 100:04}")
        everything += records
    if everything:
        register.save(*everything, heed_findings=False)


def held_before(register, group):
    return groups.hold_session(register, GroupSession(group_id=group.id, held_on=YESTERDAY, minutes=60), [])


@pytest.mark.parametrize(("one_by_one", "most"), [(True, 16), (False, 6)])
def test_an_attendance_of_fifteen_takes_as_many_keys_and_one(register, page, group, cases, one_by_one, most):
    """One key each and Ctrl+S; or all at once, and four keys for somebody who is excused."""
    more_cases(register, 12)
    held_before(register, group)
    page.refresh()
    pressed = []

    def press(dialog, key, modifier=Qt.KeyboardModifier.NoModifier):
        pressed.append(key)
        QTest.keyClick(dialog.focusWidget(), key, modifier)

    def hold(dialog):
        if one_by_one:
            for _ in range(15):
                press(dialog, Qt.Key.Key_Space)
        else:
            press(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
                press(dialog, key)
        pressed.append(Qt.Key.Key_S)  # with Ctrl: the save of every form
        assert dialog.sheet.save()

    in_dialog(hold)
    part(page, "held").add_one()
    assert len(pressed) <= most
    assert list(marks(register).values()).count("excused") == (0 if one_by_one else 1)
    assert len(marks(register)) == 15


def test_a_session_of_two_hundred_has_no_more_widgets_than_one_of_three(register, page, group, cases):
    """Each name is a line that is painted: a form for each took seconds to open."""
    counted = []

    def hold(dialog):
        counted.append((len(dialog._marks.forms), len(dialog.findChildren(QWidget))))
        QTest.keyClick(part(dialog, "marks.table"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert dialog.sheet.save()

    for _ in range(2):
        in_dialog(hold)
        part(page, "held").add_one()
        more_cases(register, 0 if counted[1:] else 200)
    (few, small), (many, large) = counted
    assert (few, many) == (3, 203)
    assert large == small
    assert groups.reached(register, register.find(GroupSession)).persons == 203


def test_letters_go_to_a_name_and_a_click_takes_a_mark_back(qtbot, register, page, cases):
    def hold(dialog):
        table = part(dialog, "marks.table")
        table.setFocus()
        QTest.keyClicks(table, "o")
        QTest.keyClick(table, Qt.Key.Key_Space)
        for _ in range(2):
            qtbot.mouseClick(
                table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 4)).center()
            )
        assert dialog.sheet.save()

    in_dialog(hold)
    part(page, "held").add_one()
    assert marks(register) == {cases[2].id: "present"}


def test_months_and_kinds_are_told_apart(qtbot, register, page, group, cases):
    literacy = groups.start_group(register, TalkGroup(name="Lire", kind="literacy", from_on=LONG_AGO))
    for of, day in ((group, TODAY), (literacy, TODAY), (literacy, TODAY.replace(month=10))):
        held = GroupSession(group_id=of.id, held_on=day, visitors=2)
        came = [GroupAttendance(case_id=one.id, group_session_id=held.id, status="present") for one in cases]
        groups.hold_session(register, held, came)
    page.refresh()
    said = words_on(part(page, "groups_month"))
    assert "Groupe de parole thérapeutique · 1 séance" in said
    assert "Alphabétisation · 1 séance" in said
    assert "Groupes" in words_on(page)
    assert "Groupes de parole" not in words_on(page)
    qtbot.mouseClick(part(page, "month_before"), Qt.MouseButton.LeftButton)
    assert "thérapeutique" not in words_on(part(page, "groups_month"))
    assert "octobre 2026" in words_on(part(page, "groups_month"))


def test_the_others_are_marked_at_once_and_a_boy_is_called_present_as_a_boy(qtbot, register, page, cases):
    def hold(dialog):
        assert spoken(dialog, 0)[1] == "Awa Sangaré, Présente"
        assert spoken(dialog, 2)[1] == "Oumar Sangaré, Présent"
        dialog._marks.forms[cases[1].id].choose("absent")
        assert spoken(dialog, 1)[4] == "Kadidia Sangaré, Absente ✓"
        qtbot.mouseClick(part(dialog, "all_present"), Qt.MouseButton.LeftButton)
        dialog.sheet.save()

    in_dialog(hold)
    part(page, "held").add_one()
    assert marks(register) == {cases[0].id: "present", cases[1].id: "absent", cases[2].id: "present"}


def test_marks_that_were_not_saved_come_back(register, page, cases):
    def begin(dialog):
        dialog._marks.forms[cases[2].id].choose("excused")
        dialog.keep_draft()

    in_dialog(begin)
    part(page, "held").add_one()
    assert marks(register) == {}
    (kept,) = drafts.all_kept(register)
    in_dialog(lambda dialog: dialog.sheet.save())
    page.resume(kept)
    assert marks(register) == {cases[2].id: "excused"}


def test_what_cannot_be_is_said_beside_the_name(register, page, group, cases):
    told = []

    def hold(dialog):
        dialog._marks.forms[cases[0].id].choose("present")
        write_into(dialog, "group_sessions.held_on", "01/03/2026")
        dialog.sheet.save()
        told.append(spoken(dialog, 0)[0])
        dialog.sheet.take_back()

    in_dialog(hold)
    part(page, "held").add_one()
    assert "Ce jour-là, elle n’était pas encore arrivée." in told[0]
    assert register.find(GroupSession) == []


def test_a_group_is_started_and_its_next_cycle_begun(qtbot, register, page):
    in_dialog(lambda dialog: dialog.sheet.save())
    qtbot.mouseClick(part(page, "next_cycle"), Qt.MouseButton.LeftButton)
    assert [(one.name, one.cycle) for one in register.find(TalkGroup)] == [("Les colombes", 1), ("Les colombes", 2)]


def test_it_fits_empty_and_full_in_both_languages(register, show, group, cases):
    for day in (YESTERDAY, TODAY):
        held = GroupSession(group_id=group.id, held_on=day, visitors=2)
        came = [GroupAttendance(case_id=case.id, group_session_id=held.id, status="present") for case in cases]
        groups.hold_session(register, held, came)
    for code in ("fr", "en"):
        for size in (LARGE, SMALL):
            shown = show(GroupsPage(Session(register, Language.of(code))), size)
            shown.arrive(Destination(page="groups"))
            assert cut_widgets(shown, *size) == [], code
    register.void(group, reason="A slip")
    shown.refresh()
    assert cut_widgets(shown, *SMALL) == []
    assert part(shown, "no_group").isVisible()


def test_a_nurse_reads_groups_and_holds_none_and_a_guard_has_no_such_page(register, show, group, qapp):
    with reopened_as(register, "nurse") as nurse:
        shown = show(GroupsPage(Session(nurse, Language.of("fr"))))
        shown.arrive(Destination(page="groups"))
        assert "Les colombes" in words_on(shown)
        for name in ("start_group", "next_cycle", "add_held"):
            assert not part(shown, name).isVisible()
    with reopened_as(nurse, "night_guard") as guard:
        places = {place.key for place in frame_of(Session(guard, Language.of("fr"))).places}
        assert "groups" not in places
