"""A wrong clock: the bar says so, the director states the right time, others read whom to tell."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from centre_app.language import Language
from tests.makers import DIRECTOR, an_admission, reopened_as
from tests.ui.fits import SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.house import open_house
from ui.session import Session

FRENCH = Language.of("fr")
LONG_BACK = date(2019, 1, 1)


@pytest.fixture
def frame_of(qtbot):
    def opened(register):
        frame = open_house(Session(register, FRENCH))
        qtbot.addWidget(frame)
        frame.resize(*SMALL)
        frame.show()
        return frame

    return opened


@pytest.fixture
def wrong(register, clock):
    """A register whose laptop has gone back seven years."""
    register.save(*an_admission())
    clock.set(LONG_BACK)
    return register


def press(widget, name: str) -> None:
    QTest.mouseClick(part(widget, name), Qt.MouseButton.LeftButton)


def state(frame, *typed: tuple[str, str], times: int = 1) -> list[str]:
    """Type day and hour, press the button so often, and return what the dialog says each time."""
    said = []

    def act(dialog):
        for day, hour in typed:
            for name, words in (("right_time.field", day), ("right_time.hour", hour)):
                part(dialog, name).clear()
                type_words(part(dialog, name), words)
            for _ in range(times):
                press(dialog, "state_time")
                said.append(words_on(dialog))

    in_dialog(act)
    press(frame.bar, "window_bar.act")
    return said


def test_while_the_clock_is_right_nothing_is_said(register, frame_of):
    assert not frame_of(register).bar.isVisible()


def test_the_director_states_the_right_time_and_the_bar_goes(wrong, frame_of):
    frame = frame_of(wrong)
    assert "01/01/2019" in words_on(frame.bar)
    state(frame, ("22/11/26", "8h15"))
    assert wrong.now == datetime(2026, 11, 22, 8, 15).astimezone().astimezone(UTC)  # noqa: DTZ001 - the clock here
    assert not wrong.clock_is_suspect
    assert not frame.bar.isVisible()


def test_the_dialog_says_what_the_laptop_says_and_what_was_written_last(wrong, frame_of):
    frame = frame_of(wrong)
    told = []
    in_dialog(lambda dialog: told.append(words_on(dialog)))
    press(frame.bar, "window_bar.act")
    assert "01/01/2019" in told[0]
    assert "21/11/2026" in told[0]


def test_what_is_no_moment_is_said_and_nothing_is_stated(wrong, frame_of):
    frame = frame_of(wrong)
    said = state(frame, ("31/02/26", "8h"), ("", "8h"), ("22/11/26", "25h"), ("22/11/26", ""))
    told = ("n’existe pas", "Écrivez aussi le jour", "pas une heure", "pas une heure")
    assert [words in one for words, one in zip(told, said, strict=True)] == [True] * 4, said
    assert wrong.clock_is_suspect


def test_a_time_before_what_was_written_last_is_asked_for_twice(wrong, frame_of):
    frame = frame_of(wrong)
    (once,) = state(frame, ("20/11/2026", "08:00"))
    assert "avant la dernière écriture" in once
    assert wrong.clock_is_suspect
    state(frame, ("20/11/2026", "08:00"), times=2)
    assert wrong.today == date(2026, 11, 20)


def test_others_read_whom_to_tell_and_have_no_button(wrong, clock, frame_of):
    with reopened_as(wrong, "case_manager", clock=clock) as hers:
        clock.set(LONG_BACK)
        frame = frame_of(hers)
        assert f"Dites-le à {DIRECTOR}." in words_on(frame.bar)
        assert not frame.bar.findChild(QWidget, "window_bar.act").isVisible()


def test_nothing_of_the_bar_is_cut(wrong, frame_of):
    assert cut_widgets(frame_of(wrong).bar, SMALL[0], 80) == []
