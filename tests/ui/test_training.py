"""A training register on screen: made from the door, known by word and colour everywhere, deleted by its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton

from centre_app import training
from centre_app.demo import training as making
from centre_app.door import at_the_door
from centre_app.language import Language
from centre_app.opening import open_register
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from ui import background, preview, theme, training_register
from ui.house import AT_A_CENTRE, open_house
from ui.kit.training_band import TrainingBand
from ui.page import Destination
from ui.pages.first_run import FirstRunPage
from ui.pages.first_run_ready import ReadyStep
from ui.pages.settings.others import TrainingPart
from ui.pages.unlock import UnlockPage
from ui.session import Session

ENGLISH = Language.of("en")


@pytest.fixture
def real(tmp_path):
    return makers.a_folder(tmp_path)


@pytest.fixture
def practised(tmp_path):
    return makers.a_folder(tmp_path, code="Entrainement", is_training=True)


@pytest.fixture
def at_door(qtbot, french):
    def show(folder, language=french, size=LARGE):
        page = UnlockPage(folder, language)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: page.has_looked)
        return page

    return show


@pytest.fixture
def quickly_made(monkeypatch):
    """Make an empty one at once: what is in it is tested where it is made."""
    told = []

    def make(folder, language, *, clock, told=told.append):
        told(making.KEYS, 0, making.DAYS)
        makers.a_folder(folder.parent, code=training.name_to_type(folder), is_training=True)

    monkeypatch.setattr(making, "make", make)


def press(qtbot, widget, name):
    qtbot.mouseClick(widget.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def in_dialog(qtbot, kind, act):
    """Do something in the dialog that comes up next."""
    from PySide6.QtCore import QTimer

    def once_there():
        shown = next(
            (each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None
        )
        act(shown) if shown is not None else QTimer.singleShot(20, once_there)

    QTimer.singleShot(20, once_there)


def words_on(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


# --- at the door -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_its_door_says_so_in_words_and_shows_its_passphrase_and_all_of_it_fits(
    practised, real, at_door, language, size
):
    spoken = Language.of(language)
    page = at_door(practised, spoken, size)
    assert spoken.say(training.MARK) in words_on(page)
    assert any(training.PASSPHRASE in words for words in words_on(page))
    assert cut_widgets(page, *size) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_door_of_a_real_register_bears_none_of_it_and_its_foot_fits(real, at_door, language, size):
    page = at_door(real, Language.of(language), size)
    assert page.findChild(TrainingBand) is None
    assert not any(training.PASSPHRASE in words for words in words_on(page))
    assert page.findChild(QPushButton, "delete_training") is None
    assert cut_widgets(page, *size) == []


def test_one_click_at_the_door_makes_one_and_goes_to_its_door(qtbot, real, at_door, quickly_made):
    page = at_door(real)
    with qtbot.waitSignal(page.other_asked, timeout=20_000) as gone:
        press(qtbot, page, "training")
    (folder,) = gone.args
    assert folder == real.parent / "Entrainement.register"
    assert at_the_door(folder).is_training


def test_whoever_goes_on_in_the_one_that_is_there_finds_it(qtbot, real, practised, at_door):
    page = at_door(real)
    in_dialog(qtbot, training_register.OneIsThere, lambda dialog: press(qtbot, dialog, "go_on_in_it"))
    with qtbot.waitSignal(page.other_asked) as gone:
        press(qtbot, page, "training")
    assert gone.args == [practised]


def test_a_fresh_one_replaces_the_old_one_only_after_asking(qtbot, real, practised, at_door, quickly_made):
    (practised / "of_the_old_one").touch()
    page = at_door(real)
    in_dialog(qtbot, training_register.OneIsThere, lambda dialog: press(qtbot, dialog, "leave_it"))
    press(qtbot, page, "training")
    assert (practised / "of_the_old_one").exists()
    in_dialog(qtbot, training_register.OneIsThere, lambda dialog: press(qtbot, dialog, "begin_afresh"))
    with qtbot.waitSignal(page.other_asked, timeout=20_000) as gone:
        press(qtbot, page, "training")
    assert gone.args == [practised]
    assert not (practised / "of_the_old_one").exists()
    assert training.registers_to_practise(real.parent) == [practised]


def test_another_one_is_numbered(qtbot, real, practised, at_door, quickly_made):
    page = at_door(real)
    in_dialog(qtbot, training_register.OneIsThere, lambda dialog: press(qtbot, dialog, "make_another"))
    with qtbot.waitSignal(page.other_asked, timeout=20_000) as gone:
        press(qtbot, page, "training")
    assert gone.args[0].name == "Entrainement-2.register"


def test_from_its_door_one_goes_back_to_the_real_one(qtbot, real, practised, at_door):
    page = at_door(practised)
    with qtbot.waitSignal(page.other_asked) as gone:
        press(qtbot, page, "back_to_real")
    assert gone.args == [real]


def test_it_is_deleted_once_its_name_is_typed_and_not_before(qtbot, real, practised, at_door):
    page = at_door(practised)
    seen = []

    def act(dialog):
        field = dialog.findChild(QLineEdit)
        type_words(field, "Koro")
        press(qtbot, dialog, "delete_now")
        seen.append((dialog.isVisible(), practised.exists(), " ".join(words_on(dialog))))
        field.clear()
        type_words(field, "Entrainement")
        press(qtbot, dialog, "delete_now")

    in_dialog(qtbot, training_register.DeleteTraining, act)
    with qtbot.waitSignal(page.other_asked) as gone:
        press(qtbot, page, "delete_training")
    ((was_open, stood, told),) = seen
    assert was_open
    assert stood
    assert "Rien n’a été effacé" in told
    assert not practised.exists()
    assert gone.args == [real]


def test_who_keeps_it_keeps_it(qtbot, real, practised, at_door):
    page = at_door(practised)
    in_dialog(qtbot, training_register.DeleteTraining, lambda dialog: press(qtbot, dialog, "keep_training"))
    with qtbot.assertNotEmitted(page.other_asked):
        press(qtbot, page, "delete_training")
    assert at_the_door(practised).is_training


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["there", "delete"])
def test_its_dialogs_fit(qtbot, real, practised, at_door, kind, language):
    spoken, page = Language.of(language), at_door(real)
    if kind == "there":
        dialog: QDialog = training_register.OneIsThere(practised, spoken, may_open=True, over=page)
    else:
        dialog = training_register.DeleteTraining(practised, spoken, over=page)
    size = dialog.sizeHint()
    assert cut_widgets(dialog, size.width(), size.height()) == []


# --- inside ----------------------------------------------------------------------------------------------------


@pytest.fixture
def inside(qtbot, practised, french):
    with makers.reopened(practised) as register:
        window = open_house(Session(register, french))
        qtbot.addWidget(window)
        window.resize(*LARGE)
        with qtbot.waitExposed(window):
            window.show()
        yield window


def test_every_page_stands_under_the_word_beside_a_rail_of_another_colour(qtbot, inside):
    assert inside.rail.palette().color(inside.rail.backgroundRole()).name() == theme.TRAINING_RAIL
    for key, _, _ in AT_A_CENTRE:
        if key in ("paper",):
            continue  # a place for the data officer alone
        inside.go_to(Destination(page=key))
        band = inside.findChild(TrainingBand)
        assert band.isVisible(), key
        assert "ENTRAÎNEMENT" in words_on(band), key


def test_a_real_register_has_neither(qtbot, real, french):
    with makers.reopened(real) as register:
        window = open_house(Session(register, french))
        qtbot.addWidget(window)
        assert window.findChild(TrainingBand) is None
        assert window.rail.palette().color(window.rail.backgroundRole()).name() == theme.RAIL


def test_the_name_proposed_for_a_print_bears_it(qtbot, inside, monkeypatch):
    proposed = []

    class Dialog:
        def __init__(self, *_args, file_name, **_named):
            proposed.append(file_name)

        def exec(self): ...

        def deleteLater(self): ...

    monkeypatch.setattr(preview, "PreviewDialog", Dialog)
    session = inside.page.session
    preview.preview(session, title="", shown=b"", final=lambda: b"", file_name="ENT-liste.pdf", over=inside)
    assert proposed == ["ENTRAÎNEMENT-ENT-liste.pdf"]


def test_in_it_no_other_one_is_made(inside):
    assert not TrainingPart.is_for(inside.page.session)


def test_the_export_says_in_words_why_nothing_goes(qtbot, inside):
    inside.go_to(Destination(page="export"))
    qtbot.waitUntil(lambda: any("registre d’entraînement" in words for words in words_on(inside.page)), timeout=10_000)
    assert inside.page.findChild(QPushButton, "to_enrolment") is None


def test_whoever_wants_to_report_abuse_is_sent_to_the_real_register(qtbot, inside):
    inside.go_to(Destination(page="report_abuse"))
    assert any("dans le vrai registre" in words for words in words_on(inside.page))


# --- from a real one -------------------------------------------------------------------------------------------


@pytest.fixture
def administration(qtbot, real, french):
    """The window of a real register, at the part where a training register is made."""
    with makers.reopened(real) as register:
        window = open_house(Session(register, french))
        qtbot.addWidget(window)
        window.show()
        window.go_to(Destination(page="settings", section="training"))
        yield window


def test_one_is_made_from_administration_while_one_works_on(qtbot, real, administration, quickly_made):
    part = administration.findChild(TrainingPart)
    with qtbot.waitSignal(part.told, timeout=20_000) as told:
        press(qtbot, part, "make_training")
    assert "Verrouillez" in told.args[0]
    assert training.registers_to_practise(real.parent) == [real.parent / "Entrainement.register"]
    assert not part.session.register.is_training


def test_making_one_can_be_stopped_and_leaves_nothing(qtbot, real, at_door, monkeypatch):
    from ui.kit.progress_card import ProgressCard

    monkeypatch.setattr(background, "CARD_AFTER_MS", 0)
    page = at_door(real)
    in_dialog(qtbot, ProgressCard, lambda card: press(qtbot, card, "progress.cancel"))
    with qtbot.assertNotEmitted(page.other_asked):
        press(qtbot, page, "training")
        qtbot.waitUntil(lambda: not background.is_busy(), timeout=60_000)
    assert [path.name for path in real.parent.iterdir()] == [real.name]


def test_the_window_opens_with_the_passphrase_that_stands_on_the_door(tmp_path):
    """As it is made for the window: the real one, once."""
    from centre_app.dates import utc_now

    folder = training.new_folder(tmp_path)
    making.make(folder, ENGLISH, clock=utc_now)
    with open_register(folder, at_the_door(folder).people[0].id, training.PASSPHRASE) as register:
        assert register.is_training


@pytest.fixture
def first_run(qtbot, real, french):
    page = FirstRunPage(real.parent, french)
    qtbot.addWidget(page)
    page.resize(*LARGE)
    page.show()
    return page


def test_the_first_run_offers_one_at_its_end(qtbot, real, first_run, quickly_made):
    first_run.findChild(ReadyStep).findChild(QPushButton, "make_training").click()
    qtbot.waitUntil(lambda: first_run.result.isVisibleTo(first_run), timeout=20_000)
    assert any("à la porte" in words for words in words_on(first_run.result))
    assert training.registers_to_practise(real.parent) == [real.parent / "Entrainement.register"]
