"""The page of a care plan: from the first goal to a signature, and the version after it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from centre_app.case_view import view
from centre_app.casework import plans
from centre_app.language import Language
from centre_app.records import CarePlan, Consent, PlanAction, PlanGoal, PrintedCopy, Signature
from tests.makers import TODAY, an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui import theme
from ui.page import Destination
from ui.pages.plan import PlanPage
from ui.pages.plan.which_copy import WhichCopyDialog
from ui.session import Session


@pytest.fixture
def case(register):
    admission = an_admission()
    register.save(*admission)
    return admission[2]


@pytest.fixture
def page(session, show, case):
    shown = show(PlanPage(session))
    shown.arrive(Destination(page="plan", case_id=case.id))
    return shown


def click(qtbot, page, name: str) -> None:
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)


def begin_with_a_goal(qtbot, page) -> None:
    page.acts.begin()
    add_a_goal(qtbot, page)


def add_a_goal(qtbot, page) -> None:
    def fill(dialog):
        domain = dialog.form.editor("domain")
        domain.show_answer("schooling")
        domain.changed.emit()
        write_into(dialog, "plan_goals.objective", "Elle lit et écrit.")
        dialog.sheet.save()

    in_dialog(fill)
    click(qtbot, page, "add_goal")


def sign(qtbot, page) -> None:
    click(qtbot, page, "next_step")

    def mark(dialog):
        for role in ("resident", "director"):
            qtbot.mouseClick(part(dialog, f"signature.{role}.signature"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(part(dialog, "write_signatures"), Qt.MouseButton.LeftButton)

    in_dialog(mark)
    click(qtbot, page, "next_step")


def choose_copy(qtbot, then, level: str = "centre", fill=lambda dialog: None) -> None:
    """Choose a level in the dialog that comes up next, and act in the preview after it."""

    def go_on(dialog):
        qtbot.mouseClick(part(dialog, f"copy.{level}"), Qt.MouseButton.LeftButton)
        fill(dialog)
        in_dialog(then)
        qtbot.mouseClick(part(dialog, "preview_copy"), Qt.MouseButton.LeftButton)

    in_dialog(go_on)


def test_a_file_without_a_plan_offers_to_begin_one(register, page, case):
    assert "Pas encore de projet individuel." in words_on(page)
    page.acts.begin()
    assert plans.current(register, case).version == 1


@pytest.fixture
def readings(monkeypatch) -> list[str]:
    """Note each time that the page reads its file."""
    noted: list[str] = []

    def read(register, case_id):
        noted.append(case_id)
        return view(register, case_id)

    monkeypatch.setattr("ui.pages.plan.page.view", read)
    return noted


def test_after_an_act_the_file_is_read_once(qtbot, page, case, readings):
    page.acts.begin()
    QApplication.processEvents()
    assert readings == [case.id]
    readings.clear()
    add_a_goal(qtbot, page)
    QApplication.processEvents()
    assert readings == [case.id]


def test_a_goal_is_written_and_stands_under_its_domain(qtbot, register, page):
    begin_with_a_goal(qtbot, page)
    assert [(goal.domain, goal.objective) for goal in register.find(PlanGoal)] == [("schooling", "Elle lit et écrit.")]
    assert part(page, "domain.schooling").isVisible()


def test_what_is_missing_before_proposing_is_said(qtbot, register, page):
    begin_with_a_goal(qtbot, page)
    chips = [chip.accessibleName() for chip in part(page, "before").findChildren(object) if hasattr(chip, "text")]
    assert any("1 objectif sans action" in words for words in chips)


def test_a_plan_is_proposed_then_signed_and_freezes(qtbot, register, page, case):
    begin_with_a_goal(qtbot, page)
    sign(qtbot, page)
    assert plans.current(register, case).status == plans.ACTIVE
    assert {signature.role for signature in register.find(Signature)} == {"resident", "director"}
    assert not part(page, "add_goal").isVisible()


def test_a_plan_is_not_signed_without_her(qtbot, register, page, case):
    begin_with_a_goal(qtbot, page)
    click(qtbot, page, "next_step")

    def leave(dialog):
        qtbot.mouseClick(part(dialog, "write_signatures"), Qt.MouseButton.LeftButton)
        assert part(dialog, "fault").isVisible()
        pills = part(dialog, "signature.resident.signature")
        assert pills.height() >= pills.minimumSizeHint().height(), "what is said leaves the marks their room"
        dialog.reject()

    in_dialog(leave)
    click(qtbot, page, "next_step")
    assert plans.current(register, case).status == plans.PROPOSED


def test_the_next_version_takes_over_what_is_open(qtbot, register, page, case):
    begin_with_a_goal(qtbot, page)
    sign(qtbot, page)
    click(qtbot, page, "next_step")
    newest = plans.current(register, case)
    assert newest.version == 2
    assert [goal.objective for goal in register.find(PlanGoal, plan_id=newest.id)] == ["Elle lit et écrit."]


def test_an_action_of_a_signed_plan_is_ticked_off(qtbot, register, page, case):
    begin_with_a_goal(qtbot, page)
    (goal,) = register.find(PlanGoal)
    register.save(
        PlanAction(case_id=case.id, plan_id=goal.plan_id, goal_id=goal.id, what="Cours", rhythm="chaque matin")
    )
    sign(qtbot, page)
    page.acts.tick(register.find(PlanAction)[0])
    assert register.find(PlanAction)[0].status == "done"


def test_looking_at_the_preview_leaves_no_copy_behind(qtbot, register, page):
    begin_with_a_goal(qtbot, page)
    choose_copy(qtbot, lambda preview: preview.reject())
    page.print_page()
    assert register.find(PrintedCopy) == []


def test_a_saved_pdf_is_a_numbered_copy(qtbot, register, page, tmp_path, monkeypatch):
    target = tmp_path / "projet.pdf"
    monkeypatch.setattr("ui.preview.ask_where_to_save", lambda *_, **__: target)
    begin_with_a_goal(qtbot, page)

    def keep(dialog):
        qtbot.mouseClick(part(dialog, "save_pdf"), Qt.MouseButton.LeftButton)
        dialog.reject()

    choose_copy(qtbot, keep)
    page.print_page()
    assert target.read_bytes().startswith(b"%PDF")
    assert [copy.copy_number for copy in register.find(PrintedCopy)] == [1]


def test_a_copy_for_an_authority_waits_for_its_name_and_for_consent(qtbot, register, page, case, monkeypatch, tmp_path):
    """The dialog stays and says what is missing; then what was typed stands on the copy that is written down."""
    monkeypatch.setattr("ui.preview.ask_where_to_save", lambda *_, **__: tmp_path / "projet.pdf")
    begin_with_a_goal(qtbot, page)
    told = []

    def fill(dialog):
        go_on = part(dialog, "preview_copy")
        qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
        told.append(part(dialog, "result.text").text())
        write_into(dialog, "copy.authority", "Juge des enfants")
        qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
        told.append(part(dialog, "result.text").text())
        register.save(
            Consent(
                case_id=case.id, purpose="share_authorities", status="given", given_on=TODAY, giver="self_adult", mode="signature"
            ),
            heed_findings=False,
        )  # fmt: skip

    def keep(preview):
        qtbot.mouseClick(part(preview, "save_pdf"), Qt.MouseButton.LeftButton)
        preview.reject()

    choose_copy(qtbot, keep, "authorities", fill)
    page.print_page()
    assert "pour qui" in told[0]
    assert "Partager avec les autorités" in told[1]
    (copy,) = register.find(PrintedCopy)
    assert (copy.level, copy.to_whom) == ("authorities", "Juge des enfants")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_four_copies_are_chosen_by_keyboard_and_fit(qtbot, register, page, case, language):
    begin_with_a_goal(qtbot, page)
    session = Session(register, Language.of(language))
    plan = plans.current(register, case)
    made = []
    dialog = WhichCopyDialog(session, plan, sex="male", make=made.append, over=page)
    qtbot.addWidget(dialog)
    dialog.show()
    for level in ("partner", "authorities", "resident", "centre"):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        assert dialog.which().level.value == level
        assert cut_widgets(dialog, dialog.width(), dialog.height()) == []
        assert dialog.height() <= SMALL[1]
    qtbot.keyClick(part(dialog, "preview_copy"), Qt.Key.Key_Return)
    assert [which.level.value for which in made] == ["centre"]


LONG = "Lire et écrire en bamanankan et en français avant la rentrée d’octobre, avec l’aide de la bibliothèque."


@pytest.fixture
def long_plan(register, case):
    """A plan whose goal, action, person and rhythm are longer than one line of their columns."""
    plan = plans.draft_first(register, case)
    goal = PlanGoal(case_id=case.id, plan_id=plan.id, domain="schooling", objective=LONG, due_on=plan.review_on)
    action = PlanAction(
        case_id=case.id,
        plan_id=plan.id,
        goal_id=goal.id,
        what=f"Faire le point ensemble. {LONG}",
        who_in_words="L’institutrice du quartier et la monitrice de couture",
        rhythm="chaque vendredi après le repas",
    )
    register.save(goal, action)
    return goal, action


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_goals_and_actions_are_read_whole(session, show, case, long_plan, size):
    goal, action = long_plan
    shown = show(PlanPage(session), size)
    shown.arrive(Destination(page="plan", case_id=case.id))
    assert cut_widgets(shown, *size) == []
    whole = {label.text() for label in part(shown, "plan_table").findChildren(QLabel) if label.isVisible()}
    assert {goal.objective, action.what, action.who_in_words, action.rhythm} <= whole


def test_who_has_signed_is_said_in_a_small_window(register, session, show, case):
    plan = plans.draft_first(register, case)
    roles = ("resident", "guardian", "referent", "director", "interpreter", "witness")
    register.save(*(Signature(case_id=case.id, plan_id=plan.id, role=role, mode="signature") for role in roles))
    plans.sign(register, plan, [], on=register.today)
    for signature in register.find(Signature):
        register.save(replace(signature, signed_on=register.today))
    shown = show(PlanPage(session), SMALL)
    shown.arrive(Destination(page="plan", case_id=case.id))
    assert cut_widgets(shown, *SMALL) == []


def test_a_missing_person_and_a_missing_date_are_asked_for_in_amber(qtbot, register, session, show, case, long_plan):
    goal, action = long_plan
    register.save(replace(register.get(PlanAction, action.id), who_in_words=None, rhythm=None))
    shown = show(PlanPage(session))
    shown.arrive(Destination(page="plan", case_id=case.id))
    asked = []
    for what in ("who", "by"):
        button = part(shown, f"choose_{what}.{action.id}")
        assert theme.SOON in colours_of(button)
        in_dialog(lambda dialog: asked.append(dialog.form.saved_record.id))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [action.id, action.id]


def colours_of(widget) -> set[str]:
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(qtbot, register, case, show, size, code):
    shown = show(PlanPage(Session(register, Language.of(code))), size)
    shown.arrive(Destination(page="plan", case_id=case.id))
    begin_with_a_goal(qtbot, shown)
    assert cut_widgets(shown, *size) == []
    assert register.find(CarePlan)
